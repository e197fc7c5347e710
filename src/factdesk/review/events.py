"""What happened to a claim, in words, and how its own words changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from factdesk.model import Claim, ClaimStatus, Origin, Source, Verdict
from factdesk.review.claims import said, same_words


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a claim. `at` is UTC, blank where not recorded; `what` is in words."""

    at: str
    who: str
    what: str
    record: Claim | Verdict | Source


def history(
    claim_id: str, claims: Iterable[Claim], verdicts: Iterable[Verdict], sources: Iterable[Source]
) -> list[Event]:
    """What happened to a claim, oldest first; what carries no time comes first."""
    events = [
        *_claim_events(claim for claim in claims if claim.id == claim_id),
        *(_verdict_event(verdict) for verdict in verdicts if verdict.claim_id == claim_id),
        *_source_events(claim_id, sources),
    ]
    return sorted(events, key=lambda event: (event.at, _within_a_second(event.record)))


def _within_a_second(record: Claim | Verdict | Source) -> float:
    """The order of what happened in one second: a verdict follows the revision that it judged."""
    if isinstance(record, Claim):
        return record.revision
    judged = record.claim_revision if isinstance(record, Verdict) else 0
    return judged + 0.5 if judged else float("inf")


def _claim_events(claims: Iterable[Claim]) -> Iterator[Event]:
    """One event for each revision of one claim, in words that say what it changed."""
    before: Claim | None = None
    for claim in sorted(claims, key=lambda claim: claim.revision):
        what = _edit_words(before, claim) if before else _birth_words(claim)
        yield Event(claim.edited_at, claim.edited_by, what, claim)
        before = claim


_FOUND_BY = {
    Origin.AUTO: "found by the splitter",
    Origin.LLM: "found by the language model",
    Origin.PERSON: "written",
}


def _birth_words(claim: Claim) -> str:
    return "made from " + ", ".join(claim.derived_from) if claim.derived_from else _FOUND_BY[claim.origin]


def _edit_words(before: Claim, claim: Claim) -> str:
    if claim.status is not before.status:
        return _STATUS_WORDS.get(claim.status, str(claim.status))
    if claim.text_version != before.text_version:
        stayed = "unchanged" if same_words(before, claim) else "reopened: its words changed"
        return f"version {claim.text_version} of the text, {stayed}"
    if claim.text == before.text and claim.position != before.position:
        return "moved"
    changed = [name for name in ("kind", "speaker") if getattr(before, name) != getattr(claim, name)]
    if claim.text == before.text and changed:
        return " and ".join(changed) + " corrected"
    return "edited"


_STATUS_WORDS = {
    ClaimStatus.ACTIVE: "restored",
    ClaimStatus.GONE: "taken out: its words no longer stand in the text",
}


def _verdict_event(verdict: Verdict) -> Event:
    what = verdict.verdict or "verdict taken back"
    return Event(verdict.decided_at, verdict.reviewer, what, verdict)


def _source_events(claim_id: str, sources: Iterable[Source]) -> Iterator[Event]:
    """One event for each row of a source for this claim; `sources` are those of all claims, as saved."""
    before: dict[str, Source] = {}
    elsewhere: set[str] = set()
    for source in sources:
        if source.claim_id != claim_id:
            elsewhere.add(source.id)
            continue
        what = _source_words(before.get(source.id), source, source.id in elsewhere)
        named = source.title or source.url or source.author
        yield Event(source.added_at, source.added_by, f"{what}: {named}", source)
        before[source.id] = source


def _source_words(before: Source | None, source: Source, serves_another: bool) -> str:
    if source.withdrawn:
        return "source taken back"
    if before is None:
        return "source cited" if serves_another else "source attached"
    if before.withdrawn:
        return "source attached again"
    if source.copy and source.copy != before.copy:
        return "copy of the source kept"
    if source.archived_url and source.archived_url != before.archived_url:
        return "archived copy of the source noted"
    return "source amended"


# --- how the words of a claim changed --------------------------------------------------------------

Piece = tuple[str, str]  # "equal", "deleted" or "inserted", and the words

_TOKEN = re.compile(r"\s+|\w+(?:[.,'’-]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Change:
    """A revision of a claim beside the one before it; `text` and `quote` in pieces of `word_diff`.

    `text_version` is the version of the article that its words are from.
    """

    revision: int
    at: str
    who: str
    what: str
    text: tuple[Piece, ...]
    quote: tuple[Piece, ...]
    text_version: int


def changes(claim_id: str, claims: Iterable[Claim]) -> list[Change]:
    """The revisions of a claim that changed its words, here or in the article, oldest first."""
    events = list(_claim_events(claim for claim in claims if claim.id == claim_id))
    found = []
    for before, event in pairwise(events):
        old, new = before.record, event.record
        if isinstance(old, Claim) and isinstance(new, Claim) and not same_words(old, new):
            pieces = tuple(word_diff(old.text, new.text)), tuple(word_diff(said(old), said(new)))
            found.append(Change(new.revision, event.at, event.who, event.what, *pieces, new.text_version))
    return found


def word_diff(old: str, new: str) -> list[Piece]:
    """How one text became another, word by word.

    The equal and deleted pieces together are `old`, the equal and inserted ones `new`. What was deleted
    stands before what was inserted in its place.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    gone = come = ""
    for kind, a, b, c, d in SequenceMatcher(str.isspace, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[a:b]), "".join(after[c:d])
        is_last = b == len(before) and d == len(after)
        if kind == "equal" and (is_last or not (gone or come) or not left.isspace()):
            pieces += [*_replaced(gone, come), ("equal", left)]
            gone = come = ""
        else:  # also a blank between two changed words
            gone, come = gone + left, come + right
    return pieces + _replaced(gone, come)


def _replaced(gone: str, come: str) -> list[Piece]:
    return [piece for piece in (("deleted", gone), ("inserted", come)) if piece[1]]
