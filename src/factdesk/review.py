"""What the verdicts of all reviewers come to. Pure: everything is computed from the records given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, pairwise
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
    """How far the reviewers are with a claim. Verdicts on its present words count; others only reopen it."""

    OPEN = "open"  # nobody has given a verdict, or all were taken back
    REOPENED = "reopened"  # there are verdicts, and all of them speak of earlier words
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


def on_earlier_words(verdicts: Iterable[Verdict], claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of the verdicts whose claim reads otherwise now than in the revision that was judged.

    `claims` are all revisions. A verdict that does not record its revision counts as given on present words.
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


def same_words(one: Claim, other: Claim) -> bool:
    """Whether two revisions read alike, in the claim and in the article; white space does not count.

    What stands between the runs of words of a claim is not its own.
    """
    return _words(one.text) == _words(other.text) and _words(said(one)) == _words(said(other))


def said(claim: Claim) -> str:
    """The words of the article that a claim is made of, ` … ` between those that stand apart."""
    runs = claim.spans or ((claim.start, claim.end),)
    return " … ".join(claim.quote[start - claim.start : end - claim.start] for start, end in runs)


def _words(text: str) -> list[str]:
    return text.split()


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


def covered(sentences: Iterable[Sentence], claims: Iterable[Claim]) -> list[bool]:
    """For each sentence, whether some claim rests on words of it."""
    spans = sorted((claim.start, claim.end) for claim in claims)
    starts = [start for start, _ in spans]
    reach = [0, *accumulate((end for _, end in spans), max)]
    return [reach[bisect_left(starts, sentence.end)] > sentence.start for sentence in sentences]


def active_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The newest revision of each claim that is still under review, in the order of the table."""
    return claims_that_are(ClaimStatus.ACTIVE, claims)


def claims_that_are(status: ClaimStatus, claims: Iterable[Claim]) -> list[Claim]:
    """The newest revision of each claim with that status, in the order of the table."""
    found = [claim for claim in newest_claims(claims).values() if claim.status is status]
    return sorted(found, key=order_key)


def newest_claims(claims: Iterable[Claim]) -> dict[str, Claim]:
    """The newest revision of each claim by its id."""
    newest: dict[str, Claim] = {}
    for claim in claims:
        if claim.id not in newest or newest[claim.id].revision < claim.revision:
            newest[claim.id] = claim
    return newest


def order_key(claim: Claim) -> tuple[float, int, int]:
    """What claims are sorted by: their place in the table, then in the text, else as they were found."""
    return place_of(claim), claim.start, claim.end


def place_of(claim: Claim) -> float:
    """Where a claim stands in the table: its start, then its end, unless a person moved it.

    The end is a fraction of 1, so that a claim can be moved between two that start with the same word; a
    text has fewer than 2**21 characters.
    """
    return claim.start + claim.end / 2**21 if claim.position is None else claim.position


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
        *_claim_events(claim for claim in claims if claim.id == claim_id),
        *(_verdict_event(verdict) for verdict in verdicts if verdict.claim_id == claim_id),
        *(_source_event(source) for source in sources if source.claim_id == claim_id),
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


def _source_event(source: Source) -> Event:
    what = "source taken back" if source.withdrawn else "source attached"
    return Event(source.added_at, source.added_by, f"{what}: {source.title or source.url}", source)


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
