"""What a site's robots.txt lets programs read (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from protego import Protego

from factdesk.errors import Blocked, Refused
from factdesk.web.guard import place_of

NAME = "factdesk"
MAX_AGE = timedelta(days=1)
BYTES = 512_000  # RFC 9309, 2.5: at least 500 KiB


def address(url: str) -> str:
    """Where the rules for a page stand."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read(fetch: Callable[[], bytes]) -> str:
    """The text of a robots.txt, blank where the site has none: that allows everything.

    Unreachable where it cannot be had now: then nothing is read (RFC 9309, 2.3.1.4).
    """
    try:
        return fetch()[:BYTES].decode("utf-8", "replace")
    except Refused:
        return ""


class Robots:
    """The rules of one site, of which `url` is the address."""

    def __init__(self, url: str, text: str) -> None:
        self._url, self._rules = url, Protego.parse(text)

    def check(self, url: str) -> None:
        """Blocked where the site does not want this page read by a program."""
        if not self._rules.can_fetch(url, NAME):
            raise Blocked(
                f"{place_of(url)}: {self._url} asks programs not to read this page; open it in a browser"
            )

    @property
    def pause(self) -> float:
        """The seconds between two requests that the site wishes for."""
        return float(self._rules.crawl_delay(NAME) or 0)
