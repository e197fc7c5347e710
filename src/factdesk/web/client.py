"""The one client: what programs ask for in JSON, and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import requests

from factdesk import __version__
from factdesk.errors import Unreachable
from factdesk.web.cache import Cache, Entry
from factdesk.web.exchange import exchange, prepared
from factdesk.web.guard import Guard, place_of
from factdesk.web.guard import guard as public_internet
from factdesk.web.limits import Clock, Limits
from factdesk.web.page import PAGE_TYPES, Page
from factdesk.web.trouble import Failed, Passing, patiently
from factdesk.web.visits import Visits

Inspect = Callable[[bytes], Passing | None]
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer with status 200.

    `retrieved` is when the server gave it. `trouble` is blank, or says why an answer older than wished had
    to serve: show it to the user. `kept` tells that nothing was asked.
    """

    url: str
    body: bytes
    retrieved: datetime
    trouble: str = ""
    kept: bool = False


def agent(contact: str) -> str:
    """The User-Agent, in the form that Wikimedia's policy asks for: program, version, contact, library."""
    return f"factdesk/{__version__} ({contact or 'no contact given'}) python-requests"


def _accept(body: bytes) -> Passing | None:
    return None


class _Keys(requests.auth.AuthBase):
    """Headers that carry keys. With one of these the session does not look for passwords of its own."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = dict(headers)

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.update(self._headers)
        return request


class Client:
    """Asks web servers for what a program reads. `agent` names the program and a contact in every request.

    `guard` says which addresses may be spoken with: by default those of the public internet. `sent` counts
    the requests that went out, repeated ones too.
    """

    def __init__(
        self,
        agent: str,
        cache: Cache | None,
        limits: Limits | None = None,
        clock: Clock | None = None,
        guard: Guard | None = None,
    ) -> None:
        self._cache, self._limits, self._clock = cache, limits or Limits(), clock or Clock()
        self._guard = guard or public_internet()
        self._visits = Visits(agent, cache, self._limits, self._clock, self._guard)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = agent
        self._sent = 0

    @property
    def sent(self) -> int:
        return self._sent + self._visits.sent

    def page(
        self,
        url: str,
        *,
        max_age: timedelta | None = None,
        robots: bool = False,
        types: frozenset[str] = PAGE_TYPES,
    ) -> Page:
        """The page or document at an address; from the cache where it is younger than `max_age`.

        Redirects are followed. `robots` for what no person asked for at this moment: then robots.txt is
        respected. Blocked where the address, the kind or the size is none that is fetched; Refused for any
        status but 200; Unreachable where no answer comes. Pages are asked for without a proxy, which would
        look names up unguarded.
        """
        return self._visits.page(url, max_age, robots, types)

    def get(
        self,
        url: str,
        params: Mapping[str, str],
        *,
        max_age: timedelta,
        accept: str = "application/json",
        inspect: Inspect = _accept,
        keys: Mapping[str, str] = _NOTHING,
    ) -> Reply:
        """The answer to a question, from the cache where it is younger than `max_age`.

        `inspect` looks at a body before it is kept: it returns `Passing` where another attempt may help, and
        raises its own error where none will. Connection errors, 429 and 5xx are tried again with growing
        pauses, or after the time that the server asks for. Where the attempts are used up, an older answer
        serves, which `Reply.trouble` says; Unreachable where there is none. `keys` are headers that carry
        keys: they go to this address only and name no file; an answer that repeats one is not kept.
        """
        self._guard.check(url)
        request = prepared(
            self._session,
            requests.Request("GET", url, params=dict(params), headers={"Accept": accept}, auth=_Keys(keys)),
        )
        return self._answered(request, request.url or url, max_age, inspect, tuple(keys.values()))

    def ask(
        self,
        url: str,
        *,
        params: Mapping[str, str] = _NOTHING,
        form: Mapping[str, str] | None = None,
        accept: str = "application/json",
        inspect: Inspect = _accept,
        keys: Mapping[str, str] = _NOTHING,
    ) -> Reply:
        """The answer to a question whose answer is another at every moment: none is kept.

        With `form` it is sent as a web form (POST). The rest is as with `get`.
        """
        self._guard.check(url)
        request = prepared(
            self._session,
            requests.Request(
                "GET" if form is None else "POST",
                url,
                params=dict(params),
                data=dict(form or {}),
                headers={"Accept": accept},
                auth=_Keys(keys),
            ),
        )
        return Reply(request.url or url, self._patiently(request, inspect), self._clock.now())

    def post(
        self,
        url: str,
        payload: Mapping[str, Any],
        *,
        name: str,
        key: str = "",
        inspect: Inspect = _accept,
    ) -> Reply:
        """The answer to a question sent as JSON, from the cache where one is kept under `name`, however old.

        `key` is sent as a bearer token, to this address only; an answer that repeats it is not kept. Without
        encryption (http) it goes there straight: no proxy of the environment reads it.
        `inspect`, further attempts and errors are those of `get`.
        """
        self._guard.check(url)
        request = prepared(
            self._session,
            requests.Request(
                "POST",
                url,
                json=dict(payload),
                headers={"Accept": "application/json"},
                auth=_Keys({"Authorization": f"Bearer {key}"} if key else {}),
            ),
        )
        return self._answered(request, f"{url}#{name}", timedelta.max, inspect, (key,))

    def _answered(
        self,
        request: requests.PreparedRequest,
        full: str,
        max_age: timedelta,
        inspect: Inspect,
        secrets: tuple[str, ...] = (),
    ) -> Reply:
        kept = self._cache.get(full) if self._cache else None
        if kept and timedelta(0) <= self._clock.now() - kept.retrieved <= max_age:
            return Reply(full, kept.body, kept.retrieved, kept=True)
        try:
            body = self._patiently(request, inspect)
        except Unreachable as error:
            if not (kept and error.passing):
                raise
            return Reply(
                full, kept.body, kept.retrieved, f"{error}. Used: the answer of {kept.retrieved:%Y-%m-%d}"
            )
        entry = Entry(full, self._clock.now(), HTTPStatus.OK, body)
        if self._cache and not any(secret and secret.encode() in body for secret in secrets):
            self._cache.put(entry)
        return Reply(full, body, entry.retrieved)

    def _patiently(self, request: requests.PreparedRequest, inspect: Inspect) -> bytes:
        where = place_of(request.url or "")
        return patiently(
            lambda deadline: self._once(request, deadline, inspect), where, self._limits, self._clock
        )

    def _once(self, request: requests.PreparedRequest, deadline: float, inspect: Inspect) -> bytes:
        settings = self._session.merge_environment_settings(request.url, {}, True, None, None)
        # Without encryption no proxy of the environment reads texts and keys.
        if (request.url or "").startswith("http:"):
            settings["proxies"] = {}
        self._sent += 1
        with exchange(
            request,
            self._guard,
            self._limits,
            self._clock,
            deadline,
            proxies=settings["proxies"],
            verify=settings["verify"] or True,
        ) as answer:
            answer.expect(HTTPStatus.OK)
            body = answer.body()
        if passing := inspect(body):
            raise Failed(passing.reason)
        return body
