"""What the verdicts of all reviewers come to. Pure: everything is computed from the records given."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from factdesk.model import (
    Claim,
    ClaimKind,
    ClaimStatus,
    Finding,
    Label,
    Origin,
    Outcome,
    Scale,
    Sentence,
    Source,
    Stance,
    Timing,
    Verdict,
)

# Messages that make a rationale, and sources that go with it; a finding may list many terms.
_MOST_MESSAGES, _MOST_SOURCES = 3, 12

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


# --- what the checks propose -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposedSource:
    """A source that goes with a proposed verdict. `url` is blank for a citation, of a data set, say."""

    url: str
    title: str
    publisher: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Proposal:
    """A verdict that findings suggest. It counts for nothing until a person accepts it as their own."""

    label: str
    rationale: str
    sources: tuple[ProposedSource, ...]


def proposal(claim: Claim, findings: Iterable[Finding], scale: Scale) -> Proposal | None:
    """The verdict that the findings on a claim suggest, or None.

    Contradicted findings suggest the scale's label for "outdated" where all of them say "no longer", else
    the one for "refuted". "Supported" is suggested only for claims of offices with nothing but supported
    findings: other checks look at a part of a claim.
    """
    given = list(findings)
    if wrong := [one for one in given if one.outcome is Outcome.CONTRADICTED]:
        label = _label_against(wrong, scale)
        return _proposal(label, wrong, Stance.REFUTES) if label else None
    holds = bool(given) and all(one.outcome is Outcome.SUPPORTED for one in given)
    if holds and claim.kind is ClaimKind.OFFICE and (label := _standing_for("supported", scale)):
        return _proposal(label, given, Stance.SUPPORTS)
    return None


def _label_against(wrong: Iterable[Finding], scale: Scale) -> Label | None:
    was_true_once = all(one.timing is Timing.NO_LONGER for one in wrong)
    outdated = _standing_for("outdated", scale) if was_true_once else None
    return outdated or _standing_for("refuted", scale)


def _standing_for(meaning: str, scale: Scale) -> Label | None:
    return next((label for label in scale.labels if label.stands_for == meaning), None)


def _proposal(label: Label, findings: Iterable[Finding], stance: Stance) -> Proposal:
    used = list(findings)
    messages = list(dict.fromkeys(one.message for one in used))
    said = messages[:_MOST_MESSAGES]
    if more := len(messages) - len(said):
        said.append(f"And {more} more of the kind.")
    return Proposal(label.name, "\n".join(said), tuple(_proposed_sources(used, stance))[:_MOST_SOURCES])


def _proposed_sources(findings: Iterable[Finding], stance: Stance) -> list[ProposedSource]:
    """One source for each place where the evidence can be read, with all facts that are read there."""
    facts: dict[str, dict[str, None]] = {}
    for finding in findings:
        for evidence in finding.evidence:
            if evidence.source.strip():
                facts.setdefault(evidence.source.strip(), {})[evidence.fact] = None
    return [_proposed_source(place, "; ".join(said), stance) for place, said in facts.items()]


def _proposed_source(place: str, title: str, stance: Stance) -> ProposedSource:
    try:
        parts = urlsplit(place)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or any(map(str.isspace, place)):
        return ProposedSource("", title, place, stance)
    return ProposedSource(place, title, parts.hostname.removeprefix("www."), stance)
