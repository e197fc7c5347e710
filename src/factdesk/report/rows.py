"""One claim with everything that belongs to it, as both the table and the page show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factdesk.model import Claim, Finding, Label, Scale, Source, Verdict
from factdesk.report.data import ReportData
from factdesk.review import by_claim, latest, order_key, state


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """`verdicts` are the latest of each reviewer, by name; those taken back are left out.

    `earlier` are the ids of those that were given on earlier words of the claim, and do not count.
    `agreed` is the verdict that all who count gave, blank where there is none or they differ.
    """

    number: int
    claim: Claim
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    sources: tuple[Source, ...]
    state: str
    agreed: str
    earlier: frozenset[str]


def claim_rows(data: ReportData) -> list[ClaimRow]:
    """The claims in the order of the table, numbered from 1."""
    findings = by_claim(data.checked.findings)
    sources = by_claim(data.sources)
    verdicts = by_claim(current_verdicts(data))
    ordered = sorted(data.claims, key=order_key)
    return [
        ClaimRow(
            number=number,
            claim=claim,
            findings=tuple(findings[claim.id]),
            verdicts=tuple(verdicts[claim.id]),
            sources=tuple(sources[claim.id]),
            state=str(state(verdicts[claim.id], data.earlier)),
            agreed=_agreed(verdict for verdict in verdicts[claim.id] if verdict.id not in data.earlier),
            earlier=data.earlier.intersection(verdict.id for verdict in verdicts[claim.id]),
        )
        for number, claim in enumerate(ordered, 1)
    ]


def current_verdicts(data: ReportData) -> list[Verdict]:
    """The latest verdict of each reviewer on each claim that is still there, without those taken back."""
    known = {claim.id for claim in data.claims}
    newest = latest(data.verdicts)
    found = [v for v in newest.values() if v.verdict and v.claim_id in known]
    return sorted(found, key=lambda v: (v.claim_id, v.reviewer))


def reviewers(data: ReportData) -> list[str]:
    """Everybody whose verdict counts in this report, by name."""
    return sorted({verdict.reviewer for verdict in current_verdicts(data)})


def label_of(scale: Scale, name: str) -> Label:
    """The scale's label of that name, or a plain grey one for a verdict from another scale."""
    return scale.label(name) or Label(name, "", "#57606a", "•", "Not on this article's scale.")


def _agreed(verdicts: Iterable[Verdict]) -> str:
    names = {verdict.verdict.casefold(): verdict.verdict for verdict in reversed(list(verdicts))}
    return next(iter(names.values())) if len(names) == 1 else ""
