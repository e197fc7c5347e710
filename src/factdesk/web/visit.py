"""Fetching a page: redirects followed one by one, each of them guarded, and the manners on the way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from http import HTTPStatus

import requests

from factdesk.errors import Blocked, Unreachable
from factdesk.web import page as pages
from factdesk.web.exchange import Answer, prepared
from factdesk.web.guard import place_of
from factdesk.web.limits import Clock
from factdesk.web.page import Page

_ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.5"
_LOCKED = "the site lets no program read it; open it in a browser and upload or paste what it shows"


@dataclass
class Visit:
    """One page on its way to be fetched.

    `ask` sends a request; `ready` is called before each address is asked, and raises where it may not be.
    Cookies live as long as the visit: some sites send on in a circle without theirs.
    """

    ask: Callable[[requests.PreparedRequest], AbstractContextManager[Answer]]
    ready: Callable[[str], None]
    session: requests.Session
    clock: Clock
    types: frozenset[str] | None
    redirects: int
    hops: list[str] = field(default_factory=list)

    def page(self, url: str, kept: Page | None = None) -> Page:
        """The page behind all redirects; `kept` anew where the server says that it is the same."""
        here: str = url
        been: set[object] = {(url, frozenset())}
        while True:
            found = self._step(url, here, kept)
            if isinstance(found, Page):
                return found
            self.hops.append(here)
            self._check_way(found, been, url)
            here = found

    def _step(self, url: str, here: str, kept: Page | None) -> Page | str:
        """The page, or the address that it sends on to."""
        try:
            self.ready(here)
            request = self._request(here, kept)
            with self.ask(request) as answer:
                if answer.status == HTTPStatus.NOT_MODIFIED and kept and _asks_for_news(request):
                    pages.check_type(kept.media_type, self.types, here)
                    return replace(kept, hops=tuple(self.hops), retrieved=self.clock.now())
                if not (answer.status in pages.REDIRECTS and answer.header("Location")):
                    return self._read(answer, url, here)
                self.session.cookies.update(answer.response.cookies)
                return pages.onward(here, answer.header("Location"))
        except Blocked as blocked:
            if self.hops:
                raise Blocked(f"{place_of(url)} sends on: {blocked}") from None
            raise

    def _request(self, here: str, kept: Page | None) -> requests.PreparedRequest:
        headers = {"Accept": _ACCEPT}
        if kept and kept.final_url == here:
            headers |= {
                name: value
                for name, value in (
                    ("If-None-Match", kept.header("ETag")),
                    ("If-Modified-Since", kept.header("Last-Modified")),
                )
                if value
            }
        return prepared(self.session, requests.Request("GET", here, headers=headers))

    def _check_way(self, there: str, been: set[object], url: str) -> None:
        state = (there, frozenset((cookie.name, cookie.value) for cookie in self.session.cookies))
        if state in been:
            raise Unreachable(f"{place_of(url)}: sends on in a circle; look at it in a browser")
        been.add(state)
        if len(self.hops) > self.redirects:
            raise Unreachable(
                f"{place_of(url)}: sends on more than {self.redirects} times; look at it in a browser"
            )

    def _read(self, answer: Answer, url: str, here: str) -> Page:
        answer.expect(HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION, forbidden=_LOCKED)
        media_type, charset = pages.declared(answer.header("Content-Type"))
        if not pages.is_unsaid(media_type):
            pages.check_type(media_type, self.types, here)
        body = answer.body()
        if pages.is_unsaid(media_type):
            media_type = pages.sniffed(body, here)
            pages.check_type(media_type, self.types, here)
        return Page(
            url=url,
            final_url=here,
            hops=tuple(self.hops),
            status=answer.status,
            media_type=media_type,
            charset=charset,
            headers=answer.headers(),
            body=body,
            retrieved=self.clock.now(),
        )


def _asks_for_news(request: requests.PreparedRequest) -> bool:
    """Whether a server was told what it gave before; else it cannot know that this is unchanged."""
    return not request.headers.keys().isdisjoint(("If-None-Match", "If-Modified-Since"))
