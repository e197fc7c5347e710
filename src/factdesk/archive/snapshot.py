"""A copy at the Internet Archive, by its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://web\.archive\.org(?::\d+)?/web/(\d{14})(?:[a-z]{2}_)?/(\S+)", re.IGNORECASE)
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a page at the Internet Archive and when it was made (UTC); None where that day is none."""

    url: str
    at: datetime | None

    @property
    def page(self) -> str:
        """The address of the page that was copied."""
        match = _ADDRESS.fullmatch(self.url)
        return match[2] if match else ""


def snapshot(address: object) -> Snapshot | None:
    """The copy at an address of the archive's, over https; None where it is no such address."""
    if not isinstance(address, str) or len(address) > _LONGEST or not address.isprintable():
        return None
    if not (match := _ADDRESS.fullmatch(address.strip())):
        return None
    stamp, original = match.groups()
    return Snapshot(f"https://web.archive.org/web/{stamp}/{original}", moment(stamp))


def of_page(stamp: object, url: object) -> Snapshot | None:
    """The copy of a page from a time in the archive's form; None where they are neither."""
    if not isinstance(stamp, str) or not isinstance(url, str) or moment(stamp) is None:
        return None
    return (
        snapshot(f"https://web.archive.org/web/{stamp}/{url}")
        if url.startswith(("http:", "https:"))
        else None
    )


def moment(stamp: str) -> datetime | None:
    """A time in the archive's form: `20260302120000` is noon in UTC."""
    try:
        return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC) if len(stamp) == 14 else None
    except ValueError:
        return None


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, with or without `www.`, whatever scheme and port."""
    return _host(one) == _host(other) != ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:
        return ""
