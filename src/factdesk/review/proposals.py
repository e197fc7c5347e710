"""The verdict that findings suggest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from factdesk.model import Claim, ClaimKind, Finding, Label, Outcome, Scale, Stance, Timing

# Messages that make a rationale, and sources that go with it; a finding may list many terms.
_MOST_MESSAGES, _MOST_SOURCES = 3, 12


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
