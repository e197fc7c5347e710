"""A page as it came: redirects followed one by one, each of them guarded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from typing import Any
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from factdesk.errors import Blocked
from factdesk.web.guard import place_of

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAGE_TYPES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf", _DOCX}
)
REDIRECTS = (301, 302, 303, 307, 308)
_UNSAID = ("", "application/octet-stream", "binary/octet-stream", "application/download")
# What the first bytes tell of a body whose type was not said.
_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
)
_ADDRESS_CHARACTERS = 4000
_SAFE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server gave for a URL, decoded but not changed.

    `hops` are the addresses between `url` and `final_url`. `retrieved` is when the server gave it, or last
    said that it is the same.
    """

    url: str
    final_url: str
    hops: tuple[str, ...]
    status: int
    media_type: str
    charset: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    retrieved: datetime

    def header(self, name: str) -> str:
        """The first header of that name, blank where there is none."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

    def facts(self) -> dict[str, Any]:
        """What is kept beside the body, for `kept_page`."""
        return {
            "final_url": self.final_url,
            "hops": list(self.hops),
            "media_type": self.media_type,
            "charset": self.charset,
            "headers": [list(pair) for pair in self.headers],
        }


def kept_page(
    url: str, status: int, body: bytes, retrieved: datetime, facts: Mapping[str, Any]
) -> Page | None:
    """A page out of the cache; None where what was kept of it is not whole."""
    try:
        return Page(
            url,
            str(facts["final_url"]),
            tuple(map(str, facts["hops"])),
            status,
            str(facts["media_type"]),
            str(facts["charset"]),
            tuple((str(name), str(value)) for name, value in facts["headers"]),
            body,
            retrieved,
        )
    except (KeyError, TypeError, ValueError):
        return None


def tidy(url: str) -> str:
    """An address as it is asked for: no spaces around it, no fragment. Blocked where it is too long."""
    url = urldefrag(url.strip()).url
    if len(url) > _ADDRESS_CHARACTERS:
        raise Blocked(
            f"{place_of(url)}…: the address has {len(url):,} characters; those over {_ADDRESS_CHARACTERS:,} "
            "are not fetched"
        )
    return url


def onward(url: str, location: str) -> str:
    """Where a redirect leads. Its header is bytes read as Latin-1, mostly meant as UTF-8."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return tidy(urljoin(url, quote(location.strip(), safe=_SAFE)))
    except ValueError:
        raise Blocked(
            f"{place_of(url)}: sends on to an address that is none; look at it in a browser"
        ) from None


def declared(header: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type, in small letters; blank where it does not say."""
    message = Message()
    message["Content-Type"] = re.sub(r"[^ -~]", " ", header[:300])
    media_type = message.get_content_type() if "/" in header else ""
    charset = message.get_param("charset", "")
    written = charset[2] if isinstance(charset, tuple) else str(charset)
    return media_type, written.strip("'\" ").lower()[:40]


def sniffed(body: bytes, url: str) -> str:
    """The type of a body that came without one, where its beginning is plain."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, media_type in _BEGINNINGS:
        if start.startswith(beginning.lower()):
            return media_type
    if body.startswith(b"PK\x03\x04") and urlsplit(url).path.lower().endswith(".docx"):
        return _DOCX
    return ""


def is_unsaid(media_type: str) -> bool:
    return media_type in _UNSAID


def check_type(media_type: str, types: frozenset[str] | None, url: str) -> None:
    """Blocked where a page is of a kind that was not asked for. None: any kind will do."""
    if types is not None and media_type not in types:
        raise Blocked(
            f"{place_of(url)}: this is {media_type[:80] or 'of an unknown type'}, not a page or a document "
            "that can be read (HTML, plain text, PDF, DOCX); give the address of the article itself"
        )
