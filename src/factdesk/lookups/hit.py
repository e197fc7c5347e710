"""What a look-up finds: something that can be attached as a source. A person judges it, never the machine."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from factdesk.weblinks import safe_url

_LONGEST = {"title": 300, "snippet": 600, "url": 2000, "claim": 600, "name": 200}
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,1000}>")


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `published` and `claimed_at` are ISO days or blank; texts are plain, never HTML.

    `claim`, `rating`, `claimant` and `claimed_at` are given by fact-checks: what was said, what the publisher
    calls it, who said it and when. The rating is the publisher's word, not this desk's verdict.
    """

    connector: str
    url: str
    title: str
    publisher: str = ""
    published: str = ""
    snippet: str = ""
    claim: str = ""
    rating: str = ""
    claimant: str = ""
    claimed_at: str = ""

    def source(self) -> dict[str, str]:
        """The fields of a source that it fills when a person attaches it; the stance is the person's."""
        given = {
            "url": self.url,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published,
            "medium": "web",
            "note": self._note(),
        }
        return {name: value for name, value in given.items() if value}

    def _note(self) -> str:
        if not self.rating:
            return ""
        said = ", ".join(part for part in (self.claimant, self.claimed_at) if part)
        of = f" of “{self.claim}”" if self.claim else ""
        return f"Its publisher’s rating{of}{f' ({said})' if said else ''}: {self.rating}"


class Hits(list[Hit]):
    """Hits, best first. `remarks` say what a person must know of them: an old answer, a silent engine."""

    def __init__(self, hits: Iterable[Hit] = (), remarks: Iterable[str] = ()) -> None:
        super().__init__(hits)
        self.remarks = tuple(dict.fromkeys(remark for remark in remarks if remark))


def plain(value: Any, kind: str = "name") -> str:
    """A text out of somebody's JSON, on one line: no HTML, no control or direction signs; else blank."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(_TAG.sub("", value[:20_000]))
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    most = _LONGEST[kind]
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def link(value: Any) -> str:
    """A web address that a person may be offered to open; else blank."""
    if not isinstance(value, str) or not value.isprintable() or len(value) > _LONGEST["url"]:
        return ""
    return safe_url(value.strip().replace(" ", "%20"))


def day(value: Any) -> str:
    """The ISO day that a time begins with; else blank."""
    try:
        return date.fromisoformat(str(value)[:10]).isoformat() if isinstance(value, str) else ""
    except ValueError:
        return ""


def items(value: Any) -> list[dict[str, Any]]:
    """The objects in a list out of somebody's JSON; everything else is passed over."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def item(value: Any) -> dict[str, Any]:
    """An object out of somebody's JSON, or an empty one."""
    return value if isinstance(value, dict) else {}
