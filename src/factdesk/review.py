"""What the verdicts of all reviewers come to. Pure: everything is computed from the records given."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Protocol, TypeVar

from factdesk.model import Claim, ClaimStatus, Origin, Sentence, Source, Verdict

Latest = Mapping[tuple[str, str], Verdict]


class _OfClaim(Protocol):
    @property
    def claim_id(self) -> str: ...


T = TypeVar("T", bound=_OfClaim)


class State(StrEnum):
    """How far the reviewers are with a claim."""

    OPEN = "open"  # nobody has given a verdict, or all were taken back
    SINGLE = "single"  # one reviewer
    AGREED = "agreed"  # two or more, all the same
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a claim. `at` is UTC, blank where not recorded; `what` is in words."""

    at: str
    who: str
    what: str
    record: Claim | Verdict | Source


def latest(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    """The newest verdict by (claim id, reviewer); those taken back are left out."""
    return {key: verdict for key, verdict in _newest(verdicts).items() if verdict.verdict}


def revisions(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], int]:
    """The newest revision by (claim id, reviewer), also of verdicts taken back: what a save builds on."""
    return {key: verdict.revision for key, verdict in _newest(verdicts).items()}


def _newest(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    found: dict[tuple[str, str], Verdict] = {}
    for verdict in verdicts:
        key = (verdict.claim_id, verdict.reviewer)
        if key not in found or found[key].revision < verdict.revision:
            found[key] = verdict
    return found


def state(verdicts: Iterable[Verdict]) -> State:
    """The state of one claim, from the latest verdict of each reviewer on it."""
    given = [verdict.verdict.casefold() for verdict in verdicts if verdict.verdict]
    if len(given) < 2:
        return State.SINGLE if given else State.OPEN
    return State.AGREED if len(set(given)) == 1 else State.DISPUTED


def states(latest: Latest) -> defaultdict[str, State]:
    """The state of every claim by its id; a claim that nobody judged is open."""
    found = {claim_id: state(given) for claim_id, given in by_claim(latest.values()).items()}
    return defaultdict(lambda: State.OPEN, found)


def by_claim(records: Iterable[T]) -> defaultdict[str, list[T]]:
    """Findings, verdicts or sources by the claim they belong to, in their order."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for record in records:
        found[record.claim_id].append(record)
    return found


def covered(sentences: Iterable[Sentence], claims: Iterable[Claim]) -> list[bool]:
    """For each sentence, whether some claim rests on words of it."""
    spans = sorted((claim.start, claim.end) for claim in claims)
    starts = [start for start, _ in spans]
    reach = [0, *accumulate((end for _, end in spans), max)]
    return [reach[bisect_left(starts, sentence.end)] > sentence.start for sentence in sentences]


def active_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The newest revision of each claim that is still under review, in the order of the text."""
    return claims_that_are(ClaimStatus.ACTIVE, claims)


def claims_that_are(status: ClaimStatus, claims: Iterable[Claim]) -> list[Claim]:
    """The newest revision of each claim with that status, in the order of the text."""
    newest: dict[str, Claim] = {}
    for claim in claims:
        if claim.id not in newest or newest[claim.id].revision < claim.revision:
            newest[claim.id] = claim
    found = [claim for claim in newest.values() if claim.status is status]
    return sorted(found, key=lambda claim: (claim.start, claim.end, claim.id))


def active_sources(sources: Iterable[Source]) -> list[Source]:
    """The newest revision of each source that was not taken back, in the order they were attached."""
    newest: dict[str, Source] = {}
    for source in sources:
        if source.id not in newest or newest[source.id].revision < source.revision:
            newest[source.id] = source
    return [source for source in newest.values() if not source.withdrawn]


def history(
    claim_id: str, claims: Iterable[Claim], verdicts: Iterable[Verdict], sources: Iterable[Source]
) -> list[Event]:
    """What happened to a claim, oldest first; what carries no time comes first."""
    events = [
        *(_claim_event(claim) for claim in claims if claim.id == claim_id),
        *(_verdict_event(verdict) for verdict in verdicts if verdict.claim_id == claim_id),
        *(_source_event(source) for source in sources if source.claim_id == claim_id),
    ]
    return sorted(events, key=lambda event: event.at)


def _claim_event(claim: Claim) -> Event:
    if claim.revision == 1:
        what = "found by the splitter" if claim.origin is Origin.AUTO else "written"
        if claim.derived_from:
            what = "made from " + ", ".join(claim.derived_from)
    else:
        what = "edited" if claim.status is ClaimStatus.ACTIVE else str(claim.status)
    return Event(claim.edited_at, claim.edited_by, what, claim)


def _verdict_event(verdict: Verdict) -> Event:
    what = verdict.verdict or "verdict taken back"
    return Event(verdict.decided_at, verdict.reviewer, what, verdict)


def _source_event(source: Source) -> Event:
    what = "source taken back" if source.withdrawn else "source attached"
    return Event(source.added_at, source.added_by, f"{what}: {source.title or source.url}", source)
