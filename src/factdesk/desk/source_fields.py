"""What people type about a source, checked and tidied; and when two sources are one page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypedDict, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from factdesk import dates
from factdesk.desk import typed
from factdesk.errors import BadInput
from factdesk.model import Copy, Medium, Source, SourceKind, Stance, utc_now
from factdesk.review import newest_sources
from factdesk.store.shared import OF_ONE_CLAIM

_LINKS = ("url", "archived_url")
_PERIODS = ("published", "accessed")
_CHOICES: Mapping[str, type[StrEnum]] = {"stance": Stance, "kind": SourceKind, "medium": Medium}
_A = {
    Medium.CALL: "a call or a talk",
    Medium.MESSAGE: "a message",
    Medium.BOOK: "a book",
    Medium.DOCUMENT: "a document",
    Medium.BROADCAST: "a broadcast",
    Medium.FILE: "a file",
}
# What links carry to tell how a reader came: it makes no other page.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src", re.IGNORECASE)
T = TypeVar("T")


class SourceFields(TypedDict, total=False):
    """What a person says of a source; each may be left out.

    A source needs a link, a title or an author. `kind`, `medium` and `stance` are words of the model;
    `passage_span` is where the passage was picked in the kept copy.
    """

    url: str
    title: str
    publisher: str
    published: str
    accessed: str
    archived_url: str
    stance: str
    passage: str
    note: str
    author: str
    kind: str
    medium: str
    locator: str
    reliability: str
    passage_span: tuple[int, int] | None


def checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the model has them. BadInput where one cannot be read."""
    return {name: _checked(name, given) for name, given in fields.items()}


def _checked(name: str, given: Any) -> Any:
    if name == "passage_span":
        return typed.span(given)
    text = str(given or "").strip()
    if name in _LINKS:
        return typed.web_link(text)
    if name in _PERIODS:
        return str(dates.parse_period(text))
    if name in _CHOICES:
        return _choice(name, text)
    return text


def _choice(name: str, text: str) -> StrEnum:
    choices = _CHOICES[name]
    if name == "stance" and not text:
        return Stance.CONTEXT
    if text.casefold() not in list(choices):
        words = ", ".join(word for word in choices if word)
        raise BadInput(f"{name} {text!r} is not one of {words}")
    return choices(text.casefold())


def made(id: str, claim_id: str, by: str, fields: Mapping[str, Any]) -> Source:
    """A source as it was typed. BadInput where it lacks what it takes to find it again."""
    told = checked(fields)
    if told.get("url") and not told.get("medium"):
        told["medium"] = Medium.WEB
    source = Source(id=id, claim_id=claim_id, **told, added_by=by, added_at=utc_now())
    refuse_nameless(source)
    return source


def refuse_nameless(source: Source) -> None:
    """BadInput where nobody could find a source again: no link, no title, no author."""
    if source.medium is Medium.WEB and not source.url:
        raise BadInput("a source on the web needs its link; paste it, or choose what else it is")
    if source.url or source.title or source.author or source.copy:
        return
    if what := _A.get(source.medium):
        raise BadInput(f"{what} needs a title (what it is) or an author (who wrote or said it)")
    raise BadInput("a source needs a link, or a title or an author for what is not on the web")


def stamped(source: Source, by: str, **changes: Any) -> Source:
    """The next revision of a source's row."""
    return replace(
        source,
        **changes,
        revision=source.revision + 1,
        added_by=by,
        added_at=utc_now(),
    )


def same_content(one: Source, other: Source) -> bool:
    """Whether two rows say the same, whoever wrote them and when."""
    stamp = other.revision, other.added_by, other.added_at
    return replace(one, revision=stamp[0], added_by=stamp[1], added_at=stamp[2]) == other


# --- the same page ---------------------------------------------------------------------------------


def page_key(url: str) -> str:
    """The same for links that lead to one page: scheme, `www.`, fragment and tracking marks do not count."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    usual = {"http": 80, "https": 443}.get(parts.scheme.lower())
    query = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    ]
    place = f"{host}:{port}" if port not in (None, usual) else host
    return f"{place}{parts.path.rstrip('/')}" + (f"?{urlencode(query)}" if query else "")


def page_keys(source: Source, copy: Copy | None) -> set[str]:
    """The links under which the page of a source is known: its own, and where it led when it was fetched."""
    links = [source.url, *((copy.url, copy.final_url) if copy else ())]
    return {page_key(link) for link in links if link}


def citation_key(source: Source) -> tuple[str, ...]:
    """What two citations of something that is not on the web share."""
    return (source.publisher, source.title, source.author)


# --- the rows of one source ------------------------------------------------------------------------


def rows_of(source_id: str, log: Iterable[Source]) -> dict[str, Source]:
    """The newest row of a source for each claim that it serves, also where it was taken back."""
    return {claim_id: row for (id, claim_id), row in newest_sources(log).items() if id == source_id}


def shared(source: Source) -> dict[str, Any]:
    """What is the source's own and the same in all its rows."""
    mine = OF_ONE_CLAIM | {"id"}
    return {name: getattr(source, name) for name in Source.__slots__ if name not in mine}
