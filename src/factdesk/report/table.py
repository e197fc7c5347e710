"""The verdict report as one CSV table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from factdesk.cells import pack
from factdesk.model import Finding
from factdesk.report.data import ReportData
from factdesk.report.rows import ClaimRow, claim_rows, reviewers
from factdesk.report.sources import Listed, independent, listed, retraced

_OF_CLAIM = (
    "claim_id",
    "start",
    "end",
    "quote",
    "claim",
    "kind",
    "speaker",
    "saying",
    "quoted",
    "anonymous",
    "context",
    "check_worthiness",
    "findings",
    "state",
    "verdict",
)
_OF_REVIEWER = ("verdict", "rationale", "confidence", "decided_at", "on_earlier_words")
_AFTER_REVIEWERS = ("rationale", "sources", "independent_sources", "article", "title", "published")


def verdict_csv(data: ReportData) -> bytes:
    """One row per claim in the order of the table: UTF-8, `\\n`, one line a record, cells by `cells.pack`.

    `verdict` is the one that all reviewers gave, blank while the claim is open, reopened or disputed. Each
    reviewer has the columns `verdict:NAME`, `rationale:NAME`, `confidence:NAME`, `decided_at:NAME` (UTC) and
    `on_earlier_words:NAME`, `yes` where the claim was worded otherwise then: such a verdict does not count.
    Findings, rationales and sources are joined by ` | `. A source begins with its number, the same in all
    rows and on the page; `independent_sources` counts those that carry one text once.
    """
    names = reviewers(data)
    theirs = [f"{what}:{name}" for name in names for what in _OF_REVIEWER]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(pack(column) for column in (*_OF_CLAIM, *theirs, *_AFTER_REVIEWERS))
    rows = claim_rows(data)
    known = listed(data, rows)
    for row in rows:
        cells = (*_of_claim(row), *_of_reviewers(row, names), *_after_reviewers(row, data, known))
        writer.writerow(pack(cell) for cell in cells)
    return out.getvalue().encode("utf-8")


def _of_claim(row: ClaimRow) -> Iterable[str]:
    claim = row.claim
    yield from (
        claim.id,
        str(claim.start),
        str(claim.end),
        claim.quote,
        claim.text,
        claim.kind,
        claim.speaker,
        claim.saying,
        "yes" if claim.quoted else "",
        "yes" if claim.anonymous else "",
        claim.context,
    )
    yield f"{claim.check_worthiness:.2f}"
    yield " | ".join(_finding(finding) for finding in row.findings)
    yield from (row.state, row.agreed)


def _of_reviewers(row: ClaimRow, names: list[str]) -> Iterable[str]:
    given = {verdict.reviewer: verdict for verdict in row.verdicts}
    for name in names:
        if verdict := given.get(name):
            confidence = "" if verdict.confidence is None else str(verdict.confidence)
            earlier = "yes" if verdict.id in row.earlier else ""
            yield from (verdict.verdict, verdict.rationale, confidence, verdict.decided_at, earlier)
        else:
            yield from ("" for _ in _OF_REVIEWER)


def _after_reviewers(row: ClaimRow, data: ReportData, known: dict[str, Listed]) -> Iterable[str]:
    yield " | ".join(f"{v.reviewer}: {v.rationale}" for v in row.verdicts if v.rationale)
    yield " | ".join(retraced(data, source, known[source.id]) for source in row.sources)
    yield str(independent(data, row)) if row.sources else ""
    yield from (data.article.slug, data.article.title, str(data.article.published))


def _finding(finding: Finding) -> str:
    return f"{finding.check}: {finding.outcome}: {finding.message}"
