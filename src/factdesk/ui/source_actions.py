"""What a reviewer did with sources: attached, changed, cited again, fetched, archived, taken back.

Like every entry of the outbox, each can be sent again: what is already done counts as saved.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factdesk import dates
from factdesk.desk.fetched import Fetched
from factdesk.errors import BadInput, NotFound
from factdesk.lookups import Hit
from factdesk.model import Source
from factdesk.ui.entries import Entry, Payload, Place, text_in, text_of
from factdesk.ui.positions import Positions

FIELDS = (
    "url",
    "title",
    "publisher",
    "author",
    "published",
    "archived_url",
    "kind",
    "medium",
    "locator",
    "reliability",
    "stance",
    "passage",
    "note",
)

LONGEST_QUERY = 300  # characters; services refuse or cut longer ones


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a service found for some words."""

    words: str
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class NoneArchived:
    """That the archive was asked and names no copy; `message` is what it says."""

    message: str


def job_key(place: Place, *what: str) -> Hashable:
    """Names the job that does `what` on this article."""
    return (str(place.desk.folder), place.slug, *what)


def attach(place: Place, entry: Entry) -> None:
    """A source for a claim; a link is saved whether it can be reached or not, and fetched behind the page."""
    source = place.desk.attach(
        place.slug, entry.claim_id, by=place.reviewer, source_id=entry.id, **_fields(entry.payload)
    )
    # A page that serves another claim already is the same source, under its own id.
    if entry.payload.get("fetch") is True and source.url and not source.copy and not source.withdrawn:
        _fetch(place, entry, source.id)


def cite(place: Place, entry: Entry) -> None:
    """The same source for another claim."""
    source_id = text_of(entry, "source_id")
    if not _attached(place, source_id, entry.claim_id):
        stance = text_of(entry, "stance") or "context"
        place.desk.cite(place.slug, source_id, entry.claim_id, by=place.reviewer, stance=stance)


def withdraw(place: Place, entry: Entry) -> None:
    source_id = text_of(entry, "source_id")
    if _attached(place, source_id, entry.claim_id):
        place.desk.withdraw_source(place.slug, source_id, entry.claim_id, by=place.reviewer)


def amend(place: Place, entry: Entry) -> None:
    """Change some fields of a source. What others changed meanwhile in other fields is no conflict."""
    source_id = text_of(entry, "source_id")
    source = _attached(place, source_id, entry.claim_id)
    if not source:
        raise NotFound("this source was taken back meanwhile; attach it again if it is still needed")
    changes = _changes(place, entry, source)
    if _was_saved(place, entry, source, changes):
        return
    seen = entry.payload.get("seen")
    is_untouched = isinstance(seen, dict) and all(
        str(getattr(source, n)) == seen.get(n) for n in changes if n != "passage_span"
    )
    place.desk.amend(
        place.slug,
        source_id,
        entry.claim_id,
        by=place.reviewer,
        base_revision=source.revision if is_untouched else entry.base_revision,
        **changes,
    )


def fetch(place: Place, entry: Entry) -> None:
    source_id = text_of(entry, "source_id")
    source = _attached(place, source_id)
    if not source or not source.url:
        raise BadInput("this source has no link that could be fetched; upload a copy")
    _fetch(place, entry, source_id)


def archive(place: Place, entry: Entry) -> None:
    """Look for the newest copy at the Internet Archive; with `save` have one made, which is public."""
    source_id = text_of(entry, "source_id")
    source = _attached(place, source_id)
    if not source or not source.url:
        raise BadInput("this source has no link that could be archived")
    save = entry.payload.get("save") is True

    def work() -> Source | NoneArchived:
        try:
            return place.desk.archive(place.slug, source_id, by=place.reviewer, save=save)
        except NotFound as none:
            return NoneArchived(str(none))

    place.jobs.start(job_key(place, "archive", source_id), entry.id, work)


def look_up(place: Place, entry: Entry) -> None:
    """Ask one of the services that are switched on; what it answers waits in the job."""
    name, words = text_of(entry, "connector"), " ".join(text_of(entry, "words").split())[:LONGEST_QUERY]
    if not words:
        raise BadInput("there is nothing to look up; write some words")
    place.jobs.start(
        job_key(place, "look up", place.reviewer, entry.claim_id, name),
        entry.id,
        lambda: LookedUp(words, place.desk.look_up(name, words)),
    )


def _fetch(place: Place, entry: Entry, source_id: str) -> None:
    def work() -> Fetched:
        fetched = place.desk.fetch(place.slug, source_id, by=place.reviewer)
        # A text of 2 MB is read for a second or more: better here than when the page is drawn.
        place.desk.evidence(place.slug, entry.claim_id)
        return fetched

    place.jobs.start(job_key(place, "fetch", source_id), entry.id, work)


def _attached(place: Place, source_id: str, claim_id: str = "") -> Source | None:
    """The newest row of a source, for this claim or any; None where it is not attached."""
    rows = (one for one in place.desk.sources(place.slug) if one.id == source_id)
    return next((one for one in rows if claim_id in ("", one.claim_id)), None)


def _fields(payload: Payload) -> dict[str, Any]:
    """The fields that a payload names; the others are left out."""
    return {name: text_in(payload, name) for name in FIELDS if name in payload}


def _changes(place: Place, entry: Entry, source: Source) -> dict[str, Any]:
    """The wanted fields. A passage chosen in the kept copy is read from there, not taken from the browser."""
    sent = entry.payload.get("changes")
    changes = _fields(sent if isinstance(sent, dict) else {})
    match entry.payload.get("span"):
        case [int(start), int(end)] if 0 <= start < end:
            if not source.copy or source.copy != text_of(entry, "copy"):
                raise BadInput("another copy of this source is kept by now; choose the passage again")
            kept = place.desk.copy_text(place.slug, source.copy)
            there = Positions(kept)
            first, last = there.from_browser(start), there.from_browser(end)
            changes |= {"passage": kept[first:last], "passage_span": (first, last)}
    if not changes:
        raise BadInput("there is nothing to change; reload the page")
    return changes


def _has(source: Source, changes: Mapping[str, Any]) -> bool:
    """Whether a source has these values already."""
    return all(getattr(source, name) == _tidy(name, value) for name, value in changes.items())


def _tidy(name: str, value: Any) -> Any:
    if name == "published":
        return str(dates.parse_period(value))
    return value.strip() if isinstance(value, str) else value


def _was_saved(place: Place, entry: Entry, source: Source, changes: Mapping[str, Any]) -> bool:
    """Whether the reviewer saved just this on top of what they saw, though others went on from it."""
    log: Sequence[Source] = place.desk.source_log(place.slug)
    return any(
        one.added_by == place.reviewer and one.revision > entry.base_revision and _has(one, changes)
        for one in log
        if (one.id, one.claim_id) == (source.id, entry.claim_id)
    )
