"""What the verdicts of all reviewers come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Protocol, TypeVar

from factdesk.model import Claim, Verdict
from factdesk.review.claims import same_words

Latest = Mapping[tuple[str, str], Verdict]


class _OfClaim(Protocol):
    @property
    def claim_id(self) -> str: ...


T = TypeVar("T", bound=_OfClaim)


class State(StrEnum):
    """How far the reviewers are with a claim. Verdicts on its present words count; others only reopen it."""

    OPEN = "open"  # nobody has given a verdict, or all were taken back
    REOPENED = "reopened"  # there are verdicts, and all of them speak of earlier words
    SINGLE = "single"  # one reviewer
    AGREED = "agreed"  # two or more, all the same
    DISPUTED = "disputed"


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


def on_earlier_words(verdicts: Iterable[Verdict], claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of the verdicts whose claim reads otherwise now than in the revision that was judged.

    `claims` are all revisions. A verdict without a revision counts as given on present words: see
    `with_judged`.
    """
    revisions: defaultdict[str, dict[int, Claim]] = defaultdict(dict)
    for claim in claims:
        revisions[claim.id][claim.revision] = claim
    return frozenset(
        verdict.id
        for verdict in verdicts
        if (judged := revisions[verdict.claim_id].get(verdict.claim_revision))
        and not same_words(judged, revisions[verdict.claim_id][max(revisions[verdict.claim_id])])
    )


def with_judged(verdicts: Sequence[Verdict], claims: Sequence[Claim]) -> list[Verdict]:
    """The verdicts, each with the revision of its claim that was judged.

    One that does not record it (earlier desks did not) was given on the words of its time; without a time
    it stays as it is. `claims` are all revisions.
    """
    unrecorded = {verdict.claim_id for verdict in verdicts if not verdict.claim_revision}
    if not unrecorded:
        return list(verdicts)
    revised: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.id in unrecorded:
            revised[claim.id].append(claim)
    return [
        verdict
        if verdict.claim_revision or not verdict.decided_at
        else replace(verdict, claim_revision=_newest_at(verdict.decided_at, revised[verdict.claim_id]))
        for verdict in verdicts
    ]


def _newest_at(time: str, revisions: Iterable[Claim]) -> int:
    return max((claim.revision for claim in revisions if claim.edited_at <= time), default=0)


def state(verdicts: Iterable[Verdict], earlier: Container[str] = ()) -> State:
    """The state of one claim, from the latest verdict of each reviewer on it.

    `earlier` are the ids of the verdicts that were given `on_earlier_words`.
    """
    given = [verdict for verdict in verdicts if verdict.verdict]
    labels = [verdict.verdict.casefold() for verdict in given if verdict.id not in earlier]
    if not labels:
        return State.REOPENED if given else State.OPEN
    if len(labels) < 2:
        return State.SINGLE
    return State.AGREED if len(set(labels)) == 1 else State.DISPUTED


def states(latest: Latest, earlier: Container[str] = ()) -> defaultdict[str, State]:
    """The state of every claim by its id; a claim that nobody judged is open. `earlier` as in `state`."""
    found = {claim_id: state(given, earlier) for claim_id, given in by_claim(latest.values()).items()}
    return defaultdict(lambda: State.OPEN, found)


def by_claim(records: Iterable[T]) -> defaultdict[str, list[T]]:
    """Findings, verdicts or sources by the claim they belong to, in their order."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for record in records:
        found[record.claim_id].append(record)
    return found
