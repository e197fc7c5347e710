"""Pages with a memory and with manners: kept ones, the pace of a host, robots.txt."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import requests

from factdesk.web import page as pages
from factdesk.web import robots as rules
from factdesk.web.cache import Cache, Entry
from factdesk.web.exchange import Answer, exchange
from factdesk.web.guard import Guard, place_of
from factdesk.web.limits import Clock, Limits
from factdesk.web.pace import SHARED, Pace
from factdesk.web.page import Page
from factdesk.web.trouble import patiently
from factdesk.web.visit import Visit

# A person waits; and whoever re-tests links comes back another day.
_ATTEMPTS = 2
_ROBOTS = Limits(total_seconds=20, attempts=1, wire_bytes=rules.BYTES, body_bytes=rules.BYTES, redirects=5)


class Visits:
    """Fetches pages. `sent` counts the requests that went out."""

    def __init__(self, agent: str, cache: Cache | None, limits: Limits, clock: Clock, guard: Guard) -> None:
        self._agent, self._cache, self._clock, self._guard = agent, cache, clock, guard
        self._limits = replace(limits, attempts=min(_ATTEMPTS, limits.attempts))
        self._pace = SHARED if type(clock) is Clock else Pace(clock)
        self._robots: dict[str, tuple[datetime, rules.Robots]] = {}
        self._lock = threading.Lock()
        self.sent = 0

    def page(self, url: str, max_age: timedelta | None, robots: bool, types: frozenset[str]) -> Page:
        """See `Client.page`."""
        url = pages.tidy(url)
        self._guard.check(url)
        kept = self._kept(url)
        if kept and max_age is not None and timedelta(0) <= self._clock.now() - kept.retrieved <= max_age:
            pages.check_type(kept.media_type, types, kept.final_url)
            return kept
        found = self._fetched(url, types, self._limits, robots, kept)
        if self._cache:
            self._cache.put(Entry(_name(url), found.retrieved, found.status, found.body, found.facts()))
        return found

    def _kept(self, url: str) -> Page | None:
        entry = self._cache.get(_name(url)) if self._cache else None
        return pages.kept_page(url, entry.status, entry.body, entry.retrieved, entry.facts) if entry else None

    def _fetched(
        self, url: str, types: frozenset[str] | None, limits: Limits, robots: bool, kept: Page | None = None
    ) -> Page:
        """The page, asked for again where that may help. Waiting for the host's turn is not in its time."""
        waited: set[str] = set()

        def ready(here: str) -> None:
            pause = self._allowed(here) if robots else 0
            host = urlsplit(here).hostname or ""
            if host not in waited:
                waited.add(host)
                self._pace.wait(host, pause)

        def once(deadline: float) -> Page:
            session = self._session()

            def ask(request: requests.PreparedRequest) -> AbstractContextManager[Answer]:
                self.sent += 1
                verify = self._authorities(request)
                return exchange(request, self._guard, limits, self._clock, deadline, verify=verify)

            return Visit(ask, ready, session, self._clock, types, limits.redirects).page(url, kept)

        ready(url)
        return patiently(once, place_of(url), limits, self._clock)

    def _session(self) -> requests.Session:
        session = requests.Session()
        session.headers["User-Agent"] = self._agent
        session.trust_env = False
        return session

    def _authorities(self, request: requests.PreparedRequest) -> bool | str:
        """The certificates of an organisation's own authority, where the environment names a file of them."""
        settings = requests.Session().merge_environment_settings(request.url, {}, True, None, None)
        return settings["verify"] or True

    def _allowed(self, url: str) -> float:
        """The pause that the site wishes for. Blocked where it does not want this page read."""
        site = rules.address(url)
        with self._lock:
            known = self._robots.get(site)
        if not known or self._clock.now() - known[0] > rules.MAX_AGE:
            text = rules.read(lambda: self._fetched(site, None, _ROBOTS, robots=False).body)
            known = (self._clock.now(), rules.Robots(site, text))
            with self._lock:
                self._robots[site] = known
        known[1].check(url)
        return known[1].pause


def _name(url: str) -> str:
    """Under which a page is kept; answers to `get` have the bare URL."""
    return f"page {url}"
