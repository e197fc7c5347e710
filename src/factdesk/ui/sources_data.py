"""What the review page is told of the sources of the selected claim: copies, passages, quotations, jobs.

Only of that claim, as the passages of a hundred would be long. Positions are those of browsers.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from textwrap import shorten
from typing import Any
from urllib.parse import urlsplit

from factdesk.desk import Desk
from factdesk.desk.evidence import SourceEvidence
from factdesk.desk.fetched import Fetched
from factdesk.errors import FactdeskError
from factdesk.lookups import Hit, query
from factdesk.model import Copy, LinkCheck, LinkState, Period, Source
from factdesk.passages import Found, Passage
from factdesk.recall import Match
from factdesk.report import words
from factdesk.report.sources import LINK_WORDS, counted
from factdesk.ui.entries import Place
from factdesk.ui.positions import Positions
from factdesk.ui.source_actions import LookedUp, NoneArchived, job_key

LONGEST_PASSAGE = 700  # characters of a passage that are sent; the reading pane has the rest
LONGEST_NAME = 60  # characters of a name in a sentence
PAGE = 40_000  # characters of a kept text that the reading pane is sent at once
_MOST_HITS = 10


def source(one: Source) -> dict[str, Any]:
    """A source as its card shows it; what is blank is left out."""
    told: dict[str, Any] = {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "publisher": one.publisher,
        "author": one.author,
        "published": one.published,
        "day": _period(one.published),
        "accessed": _period(one.accessed),
        "archived_url": one.archived_url,
        "kind": str(one.kind),
        "medium": str(one.medium),
        "locator": one.locator,
        "reliability": one.reliability,
        "stance": str(one.stance),
        "passage": one.passage,
        "note": one.note,
        "copy": one.copy,
        "by": one.added_by,
    }
    return {name: value for name, value in told.items() if value} | {"revision": one.revision}


def _period(text: str) -> str:
    try:
        return words.period(Period.parse(text)) if text else ""
    except FactdeskError:
        return text


# --- the evidence of one claim ---------------------------------------------------------------------


def evidence(desk: Desk, slug: str, claim_id: str) -> dict[str, Any]:
    """The copies of a claim's sources with what in them bears on it."""
    found = desk.evidence(slug, claim_id)
    return {
        "claim": claim_id,
        "count": independence([one.source for one in found.sources], found.groups, found.independent),
        "sources": {one.source.id: _one(desk, slug, one) for one in found.sources},
    }


def independence(sources: Sequence[Source], groups: Sequence[Sequence[str]], independent: int) -> str:
    """`3 sources, 2 independent: “A” and “B” carry the same text`; blank for fewer than two sources."""
    if len(sources) < 2:
        return ""
    by_id = {one.id: one for one in sources}
    same = [[by_id[id] for id in group if id in by_id] for group in groups]
    named = [[f"“{name}”" for name in _names(group)] for group in same if len(group) > 1]
    return counted(len(sources), independent, named)


def name_of(one: Source) -> str:
    """What a source is called in a sentence."""
    return one.title or one.publisher or one.author or _host(one.url)


def _names(alike: Sequence[Source]) -> list[str]:
    """What tells sources apart: copies of one text often have one title."""
    names = [name_of(one) for one in alike]
    if len(set(names)) < len(names):
        names = [one.publisher or _host(one.url) or name_of(one) for one in alike]
    if len(set(names)) < len(names):
        names = [one.url.partition("://")[2] or name_of(one) for one in alike]
    return [shorten(name, LONGEST_NAME, placeholder="…") if " " in name else _cut(name) for name in names]


def _cut(word: str) -> str:
    return word if len(word) <= LONGEST_NAME else f"{word[: LONGEST_NAME - 1]}…"


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _one(desk: Desk, slug: str, found: SourceEvidence) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if found.link and found.link.state is not LinkState.ALIVE and not _told_by_copy(found):
        told["link"] = _link(found.link)
    try:
        return told | _of_copy(desk, slug, found)
    except FactdeskError as error:
        return told | {"trouble": str(error)}


def _told_by_copy(found: SourceEvidence) -> bool:
    """Whether the kept copy says already where the link leads."""
    return bool(found.copy and found.copy.hops and found.link and found.link.state is LinkState.MOVED)


def _of_copy(desk: Desk, slug: str, found: SourceEvidence) -> dict[str, Any]:
    """What stands in the kept copy of a source, if there is one. BrokenFile where it was changed."""
    if not found.source.copy:
        return {}
    copy = found.copy or desk.copy(slug, found.source.copy)
    kept = kept_text(desk, slug, copy.id)
    there = kept.there
    told: dict[str, Any] = {
        "copy": _copy(copy, kept.words),
        "passages": [_passage(one, kept) for one in found.passages],
        "found": found.passage_found,
        "quotes": [
            {"quote": one.quote, "found": _found(one.found, there) if one.found else None}
            for one in found.quotes
        ],
    }
    if found.source.passage_span:
        told["span"] = _span(found.source.passage_span, there)
    if found.nearest and not found.nearest.exact:
        told["nearest"] = _found(found.nearest, there)
    return told


def _copy(copy: Copy, length: int) -> dict[str, Any]:
    """`Kept copy, 1,240 words, retrieved 24 November 2026`, and what a reader should know of it."""
    what = f"Kept copy, {words.count(length, 'word')}, "
    moved = copy.final_url if copy.hops and copy.final_url != copy.url else ""
    return {
        "id": copy.id,
        "words": what
        + f"{'retrieved' if copy.url else 'taken in'} {words.short(_period(copy.retrieved[:10]))}",
        "name": copy.name,
        "moved": moved,
        "is_empty": not length,
        "dated": copy.published_basis,
        "remarks": list(copy.remarks),
    }


def _passage(one: Passage, kept: Kept) -> dict[str, Any]:
    """A passage with its words cut to `LONGEST_PASSAGE`, and the runs of them that decided."""
    end = min(one.end, one.start + LONGEST_PASSAGE)
    text = kept.text[one.start : end]
    within = Positions(text)
    matched = [(max(a, one.start) - one.start, min(b, end) - one.start) for a, b in one.matched]
    return {
        "start": kept.there.to_browser(one.start),
        "end": kept.there.to_browser(one.end),
        "text": text + ("…" if end < one.end else ""),
        "marks": [[within.to_browser(a), within.to_browser(b)] for a, b in sorted(matched) if a < b],
        "why": list(one.why),
        "score": round(one.score, 2),
    }


def _found(found: Found, there: Positions) -> dict[str, Any]:
    """Where words stand, and how they differ there."""
    told = {"start": there.to_browser(found.start), "end": there.to_browser(found.end), "exact": found.exact}
    return told if found.exact else told | {"pieces": [list(piece) for piece in found.pieces]}


def _span(span: tuple[int, int], there: Positions) -> list[int]:
    return [there.to_browser(span[0]), there.to_browser(span[1])]


def _link(check: LinkCheck) -> dict[str, str]:
    return {
        "state": str(check.state),
        "words": LINK_WORDS[check.state].capitalize(),
        "detail": check.detail,
        "url": check.final_url,
        "at": words.moment(check.checked_at),
    }


def recalled(desk: Desk, slug: str, claim_id: str, today: date) -> list[dict[str, Any]]:
    """Claims that were checked before and say the same, each with its verdict, age and what sets it apart."""
    return [_recalled(match, slug, today) for match in desk.recalled(slug, claim_id)]


def _recalled(match: Match, slug: str, today: date) -> dict[str, Any]:
    one = match.remembered
    told: dict[str, Any] = {
        "text": one.text,
        "label": one.label,
        "by": one.reviewer or one.publisher,
        "title": one.title,
        "at": _period(one.at),
        "age": age(one.days_old(today)),
        "url": one.url,
        "here": one.claim_id if one.article == slug else "",
        "article": one.article,
        "sources": list(one.sources),
        "recheck": _period(one.recheck_on),
        "due": one.is_due(today),
        "rationale": one.rationale[:LONGEST_PASSAGE],
    }
    if any(op != "equal" for op, _ in match.differences):
        told["pieces"] = [list(piece) for piece in match.differences]
    return told


def age(days: int | None) -> str:
    """How long ago: `today`, `12 days ago`, `5 months ago`, `2 years ago`; blank if unknown."""
    if days is None:
        return ""
    if days < 1:
        return "today"
    if days < 60:
        return f"{words.count(days, 'day')} ago"
    return f"{words.count(days // 30, 'month')} ago" if days < 730 else f"{days // 365} years ago"


# --- the kept text ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept text, its positions and the number of its words."""

    text: str
    there: Positions
    words: int


# A text of 2 MB takes a tenth of a second to count, and never changes.
@lru_cache(maxsize=16)
def kept_text(desk: Desk, slug: str, copy_id: str) -> Kept:
    text = desk.copy_text(slug, copy_id)
    return Kept(text, Positions(text), len(text.split()))


def page(desk: Desk, slug: str, copy_id: str, at: int) -> dict[str, Any]:
    """The part of a kept text around a position, some tens of thousands of characters, cut at line ends."""
    kept = kept_text(desk, slug, copy_id)
    text, there = kept.text, kept.there
    cuts = _cuts(text)
    here = there.from_browser(max(0, at))
    index = max(0, next((n for n, cut in enumerate(cuts) if cut > here), len(cuts) - 1) - 1)
    start, end = cuts[index], cuts[index + 1]
    return {
        "copy": copy_id,
        "start": there.to_browser(start),
        "end": there.to_browser(end),
        "text": text[start:end],
        "page": index + 1,
        "pages": len(cuts) - 1,
        "before": there.to_browser(cuts[index - 1]) if index else None,
        "after": there.to_browser(end) if end < len(text) else None,
    }


def _cuts(text: str) -> list[int]:
    """Where the pages of a text begin, and its end."""
    cuts = [0]
    while len(text) - cuts[-1] > PAGE:
        last = text.rfind("\n", cuts[-1] + PAGE // 2, cuts[-1] + PAGE)
        cuts.append(last + 1 if last >= 0 else cuts[-1] + PAGE)
    return [*cuts, len(text)] if len(text) > cuts[-1] or len(cuts) == 1 else cuts


# --- what runs behind the page ---------------------------------------------------------------------


def around(place: Place, claim_id: str) -> dict[str, Any]:
    """What may change while nothing is saved: the jobs of a claim's sources, and look-ups."""
    ids = [one.id for one in place.desk.sources(place.slug) if one.claim_id == claim_id]
    jobs = {
        f"{what} {id}": told
        for id in ids
        for what in ("fetch", "archive")
        if (told := _job(place, job_key(place, what, id)))
    }
    claim = next((one for one in place.desk.claims(place.slug) if one.id == claim_id), None)
    return {
        "jobs": jobs,
        "query": query(claim.text) if claim else "",
        "lookups": _lookups(place, claim_id),
        "archiving": place.desk.settings.archive.enabled,
    }


def _job(place: Place, key: Hashable) -> dict[str, Any] | None:
    job = place.jobs.get(key)
    if not job:
        return None
    if isinstance(job.result, NoneArchived):
        return {"state": "none", "message": job.result.message, "remarks": []}
    remarks = job.result.remarks if isinstance(job.result, Fetched) else ()
    return {"state": str(job.state), "message": job.message, "remarks": list(remarks)}


def _lookups(place: Place, claim_id: str) -> list[dict[str, Any]]:
    """The services that are switched on, each with what it answered to this person on this claim."""
    told = []
    try:
        services = place.desk.connectors()
    except FactdeskError as error:
        return [{"name": "", "label": "Look-ups", "state": "failed", "message": str(error)}]
    for one in services:
        job = place.jobs.get(job_key(place, "look up", place.reviewer, claim_id, one.name))
        state: dict[str, Any] = {"name": one.name, "label": one.label, "sends": one.sends}
        if job:
            state |= {"state": str(job.state), "message": job.message}
        if job and isinstance(job.result, LookedUp):
            hits = [_hit(hit) for hit in job.result.hits[:_MOST_HITS]]
            remarks = list(getattr(job.result.hits, "remarks", ()))
            state |= {"words": job.result.words, "hits": hits, "remarks": remarks}
        told.append(state)
    return told


def _hit(hit: Hit) -> dict[str, Any]:
    """A hit as it is listed, and the fields of the source that it becomes when it is attached."""
    told = {"url": hit.url, "title": hit.title, "publisher": hit.publisher, "snippet": hit.snippet}
    told |= {"claim": hit.claim, "rating": hit.rating, "claimant": hit.claimant}
    told |= {"day": _period(hit.published), "claimed": _period(hit.claimed_at)}
    return {name: value for name, value in told.items() if value} | {"source": hit.source()}
