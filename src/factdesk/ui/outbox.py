"""What a reviewer did in the browser, carried out on the desk. Knows nothing of Streamlit.

An entry waits in the browser until its result arrives, and may be sent again after a lost answer or a restart
of the server. So every action here can be repeated: what is already done counts as saved.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from factdesk import review
from factdesk.desk import typed
from factdesk.errors import BadInput, FactdeskError, Stale
from factdesk.model import Article, Claim, ClaimStatus, Source, Verdict
from factdesk.report import words
from factdesk.ui import source_actions
from factdesk.ui.entries import LONGEST_TEXT, Entry, Place, number_of, text_of
from factdesk.ui.positions import Positions

LONGEST_OUTBOX = 2_000  # entries; a day's work without a server
_MOST_SOURCES = 50  # that come with one accepted proposal
_ID = re.compile(r"[a-z][0-9a-f]{16,40}")
_TIMES = ("edited_at", "added_at", "decided_at")
_EDITED: Mapping[str, Callable[[str], object]] = {
    "text": typed.wording,
    "speaker": typed.speaker,
    "kind": typed.kind,
}


@dataclass(frozen=True, slots=True)
class Result:
    """`saved`, `stale` (`current` is what the desk has), `refused` (for good) or `failed` (try again)."""

    status: str
    attempt: int
    message: str = ""
    current: Mapping[str, Any] | None = None


def read(sent: object) -> list[Entry]:
    """The well-formed entries of what a browser sent, in their order; anything else is left out."""
    rows = sent if isinstance(sent, list) else []
    return [entry for row in rows[:LONGEST_OUTBOX] if (entry := _entry(row))]


def _entry(row: object) -> Entry | None:
    match row:
        case {
            "id": str(id),
            "action": str(action),
            "claim_id": str(claim_id),
            "payload": dict(payload),
            "base_revision": int(base),
            "attempt": int(attempt),
        } if _ID.fullmatch(id) and action in _ACTIONS:
            return Entry(id, action, claim_id[:100], payload, base, attempt)
    return None


def settle(place: Place, entries: Sequence[Entry], known: Mapping[str, Result]) -> dict[str, Result]:
    """The result of each entry; those in `known` are not carried out again.

    Behind an entry that was not saved, entries of the same kind on the same claim wait for the person's
    choice: they were made on top of it, and have no result yet.
    """
    results: dict[str, Result] = {}
    held: set[tuple[str, str]] = set()
    for entry in entries:
        lane = _lane(entry)
        if lane in held:
            continue
        result = known.get(entry.id)
        if result is None or result.attempt < entry.attempt:
            result = _carry_out(place, entry)
        results[entry.id] = result
        if result.status != "saved":
            held.add(lane)
    return results


def _carry_out(place: Place, entry: Entry) -> Result:
    try:
        _ACTIONS[entry.action](place, entry)
    except Stale as error:
        # A claim that was split or merged alike may still have become other claims.
        if entry.action not in ("split", "merge") and _same(error.current, error.offered):
            return Result("saved", entry.attempt)
        if isinstance(error.current, Article):  # there is no version of one's own that could be kept
            return Result("refused", entry.attempt, str(error))
        return Result("stale", entry.attempt, str(error), shown(error.current))
    except FactdeskError as error:
        return Result("refused", entry.attempt, str(error))
    except Exception:
        logging.getLogger(__name__).exception("an entry of the outbox could not be saved")
        message = "The desk could not save this, perhaps for want of disk space. It is kept in this browser."
        return Result("failed", entry.attempt, message)
    return Result("saved", entry.attempt)


def _same(one: object, other: object) -> bool:
    """Whether two records differ in nothing but the time they were made at."""
    if not isinstance(one, Claim | Verdict | Source) or type(one) is not type(other):
        return False
    fields = [{k: v for k, v in asdict(record).items() if k not in _TIMES} for record in (one, other)]
    return fields[0] == fields[1]


def shown(record: object) -> dict[str, Any]:
    """A record as the page shows it beside one's own version."""
    match record:
        case Verdict():
            return {
                "what": record.verdict,
                "text": record.rationale,
                "confidence": record.confidence,
                "by": record.reviewer,
                "at": words.moment(record.decided_at),
                "revision": record.revision,
            }
        case Claim():
            what = "" if record.status is ClaimStatus.ACTIVE else str(record.status)
            return {
                "what": what,
                "text": record.text,
                "by": record.edited_by,
                "at": words.moment(record.edited_at),
                "revision": record.revision,
            }
        case Source():
            return {
                "what": record.title or record.url,
                "fields": {name: str(getattr(record, name)) for name in source_actions.FIELDS},
                "by": record.added_by,
                "at": words.moment(record.added_at),
                "revision": record.revision,
            }
    return {}


# --- the actions -----------------------------------------------------------------------------------


def _decide(place: Place, entry: Entry) -> None:
    place.desk.decide(place.slug, entry.claim_id, **_decision(place, entry))


def _accept(place: Place, entry: Entry) -> None:
    """A verdict that a check proposed, with its sources, in one save."""
    rows = entry.payload.get("sources")
    sources = [_proposed(row) for row in rows[:_MOST_SOURCES]] if isinstance(rows, list) else []
    place.desk.decide(place.slug, entry.claim_id, sources=sources, **_decision(place, entry))


def _decision(place: Place, entry: Entry) -> dict[str, Any]:
    """What a verdict is saved with, whoever worded it."""
    known = {source.id for source in place.desk.sources(place.slug)}
    chosen = entry.payload.get("source_ids")
    return {
        "reviewer": place.reviewer,
        "verdict": text_of(entry, "verdict"),
        "rationale": text_of(entry, "rationale"),
        "confidence": number_of(entry, "confidence"),
        "recheck_on": text_of(entry, "recheck_on"),
        # A colleague may have taken a source back since the page was drawn.
        "source_ids": [id for id in chosen if isinstance(id, str) and id in known]
        if isinstance(chosen, list)
        else [],
        "base_revision": entry.base_revision,
        "verdict_id": entry.id,
        "claim_revision": _judged(place, entry),
    }


def _judged(place: Place, entry: Entry) -> int | None:
    """The revision of the claim that was judged: at most the newest, as an edit on its way may be refused."""
    told, known = number_of(entry, "claim_revision"), _revisions(place, entry.claim_id)
    return min(max(told, 1), known[-1].revision) if told is not None and known else None


def _proposed(row: object) -> dict[str, str]:
    names = ("id", "url", "title", "publisher", "stance")
    values = {name: row.get(name, "") for name in names} if isinstance(row, dict) else {}
    if not _ID.fullmatch(str(values.get("id"))) or not all(
        isinstance(value, str) and len(value) <= LONGEST_TEXT for value in values.values()
    ):
        raise BadInput("a source of the proposal could not be read; reload the page")
    return values


def _add(place: Place, entry: Entry) -> None:
    if _active(place, entry.id):
        return
    (part,) = _parts(place, [entry.payload])
    version = number_of(entry, "text_version")
    place.desk.add_claim(place.slug, *part, by=place.reviewer, claim_id=entry.id, text_version=version)


def _edit(place: Place, entry: Entry) -> None:
    changes = {name: text_of(entry, name) for name in _EDITED if name in entry.payload}
    wanted = {name: clean(changes[name]) for name, clean in _EDITED.items() if name in changes}
    if (mine := _own_next(place, entry)) and all(getattr(mine, name) == wanted[name] for name in wanted):
        return
    place.desk.edit_claim(
        place.slug, entry.claim_id, by=place.reviewer, base_revision=entry.base_revision, **changes
    )


def _move(place: Place, entry: Entry) -> None:
    """Behind another claim, or to the first place where `after` is blank."""
    after = text_of(entry, "after")
    if (mine := _own_next(place, entry)) and _stood_behind(place, mine) == after:
        return
    place.desk.move_claim(
        place.slug, entry.claim_id, after=after or None, by=place.reviewer, base_revision=entry.base_revision
    )


def _own_next(place: Place, entry: Entry) -> Claim | None:
    """The reviewer's own revision on top of what they saw; where there is one, the entry may be repeated."""
    number = entry.base_revision + 1
    known = (claim for claim in _revisions(place, entry.claim_id) if claim.revision == number)
    return next((claim for claim in known if claim.edited_by == place.reviewer), None)


def _stood_behind(place: Place, moved: Claim) -> str | None:
    """The id of the claim in front of this revision when it was saved, blank for the first place."""
    log = place.desk.claim_log(place.slug)
    order = ["", *(claim.id for claim in review.active_claims(log[: log.index(moved) + 1]))]
    return order[order.index(moved.id) - 1] if moved.id in order else None


def _split(place: Place, entry: Entry) -> None:
    rows = entry.payload.get("parts")
    parts = _parts(place, rows if isinstance(rows, list) else [])
    seen = _seen(place, entry.claim_id, entry.base_revision)
    made = sorted((claim.start, claim.end, claim.text) for claim in _made_of(place, [entry.claim_id]))
    wanted = sorted((start, end, typed.wording(text)) for start, end, text in parts)
    if wanted and all(part in made for part in wanted) and _became(place, entry, seen, ClaimStatus.SPLIT):
        return
    place.desk.split_claim(place.slug, entry.claim_id, parts, by=place.reviewer, base_revision=seen)


def _merge(place: Place, entry: Entry) -> None:
    asked = entry.payload.get("claim_ids")
    ids = list(dict.fromkeys(map(str, asked))) if isinstance(asked, list) else []
    text = text_of(entry, "text")
    same = any(claim.text == typed.wording(text) for claim in _made_of(place, ids))
    seen = _seen(place, entry.claim_id, entry.base_revision)
    if same and _became(place, entry, seen, ClaimStatus.MERGED):
        return
    place.desk.merge_claims(
        place.slug, ids, text, by=place.reviewer, base_revisions=_base_revisions(place, entry)
    )


def _made_of(place: Place, claim_ids: Sequence[str]) -> list[Claim]:
    """What the reviewer made of claims, in the first wording, also where it was taken out again."""
    first = (claim for claim in place.desk.claim_log(place.slug) if claim.revision == 1)
    mine = (claim for claim in first if claim.edited_by == place.reviewer)
    return [claim for claim in mine if claim_ids and claim.derived_from == tuple(claim_ids)]


def _became(place: Place, entry: Entry, seen: int, status: ClaimStatus) -> bool:
    """Whether the reviewer gave the claim that status on top of the revision `seen`."""
    return any(
        claim.revision == seen + 1 and claim.status is status and claim.edited_by == place.reviewer
        for claim in _revisions(place, entry.claim_id)
    )


def _base_revisions(place: Place, entry: Entry) -> dict[str, int]:
    """The revisions of the merged claims that the person saw, as far as the browser tells them."""
    sent = entry.payload.get("base_revisions")
    rows = sent.items() if isinstance(sent, dict) else ()
    told = {str(id): revision for id, revision in rows if isinstance(revision, int)}
    told.setdefault(entry.claim_id, entry.base_revision)
    return {id: _seen(place, id, revision) for id, revision in told.items()}


def _seen(place: Place, claim_id: str, revision: int) -> int:
    """The revision that the person saw: their own edits may have waited in the browser, not yet numbered."""
    for claim in _revisions(place, claim_id):
        is_edit = claim.status is ClaimStatus.ACTIVE and claim.edited_by == place.reviewer
        if claim.revision == revision + 1 and is_edit:
            revision += 1
    return revision


def _discard(place: Place, entry: Entry) -> None:
    known = _revisions(place, entry.claim_id)
    is_gone = bool(known) and known[-1].status is ClaimStatus.DISCARDED
    if is_gone or _became(place, entry, entry.base_revision, ClaimStatus.DISCARDED):
        return
    place.desk.discard_claim(place.slug, entry.claim_id, by=place.reviewer, base_revision=entry.base_revision)


def _restore(place: Place, entry: Entry) -> None:
    is_back = _active(place, entry.claim_id)
    if not is_back and not _became(place, entry, entry.base_revision, ClaimStatus.ACTIVE):
        place.desk.restore_claim(
            place.slug, entry.claim_id, by=place.reviewer, base_revision=entry.base_revision
        )


_ACTIONS: Mapping[str, Callable[[Place, Entry], None]] = {
    "decide": _decide,
    "accept": _accept,
    "attach": source_actions.attach,
    "cite": source_actions.cite,
    "amend": source_actions.amend,
    "withdraw": source_actions.withdraw,
    "fetch": source_actions.fetch,
    "archive": source_actions.archive,
    "look_up": source_actions.look_up,
    "add": _add,
    "edit": _edit,
    "split": _split,
    "merge": _merge,
    "move": _move,
    "discard": _discard,
    "restore": _restore,
}
# What is done with a source waits behind what was done with the same one before; questions wait for nothing.
_OF_SOURCES = ("attach", "cite", "amend", "withdraw")
_QUESTIONS = ("fetch", "archive", "look_up")


def _lane(entry: Entry) -> tuple[str, str]:
    """The entries that wait for each other."""
    match entry.action:
        case "decide" | "accept":
            return entry.claim_id, "verdict"
        case action if action in _OF_SOURCES:
            named = entry.payload.get("source_id")
            return entry.claim_id, f"source {named if isinstance(named, str) else entry.id}"
        case action if action in _QUESTIONS:
            return entry.claim_id, f"question {entry.id}"
    return entry.claim_id, "claim"


def _active(place: Place, claim_id: str) -> bool:
    return any(claim.id == claim_id for claim in place.desk.claims(place.slug))


def _revisions(place: Place, claim_id: str) -> list[Claim]:
    """Every revision of a claim, the first one first; none where the desk has no such claim."""
    claims = [claim for claim in place.desk.claim_log(place.slug) if claim.id == claim_id]
    return sorted(claims, key=lambda claim: claim.revision)


def _parts(place: Place, rows: Sequence[object]) -> list[tuple[int, int, str]]:
    """Start, end and wording of each part, the positions as Python counts them."""
    text = place.desk.article(place.slug).text
    there = Positions(text)
    parts = []
    for row in rows:
        match row:
            case {"start": int(start), "end": int(end), "text": str(wording)} if len(wording) <= LONGEST_TEXT:
                parts.append((there.from_browser(start), there.from_browser(end), wording))
            case _:
                raise BadInput("the part of the text could not be read; select the words again")
    return parts
