"""What `factdesk check --format json` prints. The schema is docs/check.schema.json; keep it stable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factdesk.model import Article, Checked, Claim, Finding, Judgement, Period, Sentence, Tenure, Window
from factdesk.report.data import Language
from factdesk.review import by_claim, covered


def check_json(
    article: Article,
    language: Language,
    sentences: Sequence[Sentence],
    claims: Sequence[Claim],
    checked: Checked,
) -> dict[str, Any]:
    """One object with `article`, `language`, `sentences`, `claims`, `mentions` and `window`.

    All offsets count characters (Unicode code points) of the article's text; conflicts and suggestions
    point at `mentions` by index. Unknown days are null.
    """
    findings = by_claim(checked.findings)
    return {
        "article": {
            "title": article.title,
            "published": _period(article.published) | {"basis": article.published_basis},
            "sha256": article.sha256,
        },
        "language": {"code": language.code, "name": language.name, "limits": language.limits},
        "sentences": [
            {"start": sentence.start, "end": sentence.end, "covered": is_covered}
            for sentence, is_covered in zip(sentences, covered(sentences, claims), strict=True)
        ],
        "claims": [_claim(claim, findings[claim.id]) for claim in claims],
        "mentions": [_mention(judgement) for judgement in checked.judgements],
        "window": _window(checked.window),
    }


def _period(period: Period) -> dict[str, str | None]:
    return {
        "start": period.start.isoformat() if period.start else None,
        "end": period.end.isoformat() if period.end else None,
    }


def _claim(claim: Claim, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "text": claim.text,
        "spans": [{"start": start, "end": end} for start, end in claim.runs],
        "kind": str(claim.kind),
        "kind_words": claim.kind_words,
        "speaker": claim.speaker,
        "saying": claim.saying,
        "quoted": claim.quoted,
        "anonymous": claim.anonymous,
        "entities": [{"start": one.start, "end": one.end, "kind": str(one.kind)} for one in claim.entities],
        "context": claim.context,
        "check_worthiness": round(claim.check_worthiness, 3),
        "findings": [
            {
                "check": finding.check,
                "outcome": str(finding.outcome),
                "message": finding.message,
                "evidence": [{"fact": item.fact, "source": item.source} for item in finding.evidence],
            }
            for finding in findings
        ],
    }


def _mention(judgement: Judgement) -> dict[str, Any]:
    mention = judgement.mention
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "person": judgement.person,
        "office": judgement.office,
        "country": judgement.country,
        "is_rank": mention.is_rank,
        "qualifier": str(mention.qualifier),
        "as_of": _period(judgement.as_of) | {"basis": judgement.basis},
        "outcome": str(judgement.outcome),
        "timing": str(judgement.timing),
        "message": judgement.message,
        "tenures": [_tenure(tenure) for tenure in judgement.tenures],
        "holders": [_tenure(tenure) for tenure in judgement.holders],
    }


def _tenure(tenure: Tenure) -> dict[str, Any]:
    """`start` and `end` as precisely as they are known: a day, a month, a year or a period."""
    return {
        "person": tenure.person,
        "office": tenure.office,
        "country": tenure.country,
        "capacity": tenure.capacity,
        "start": str(tenure.start),
        "end": str(tenure.end) if tenure.end else None,
        "known_until": tenure.known_until.isoformat() if tenure.known_until else None,
        "source_start": tenure.source_start,
        "source_end": tenure.source_end,
    }


def _window(window: Window) -> dict[str, Any]:
    return {
        "consistent": window.consistent,
        **_period(window.span),
        "periods": [_period(period) for period in window.periods],
        "conflicts": [list(conflict) for conflict in window.conflicts],
        "unmet": list(window.unmet),
        "within_tolerance": window.within_tolerance,
        "dating": window.dating
        and {"period": _period(window.dating.period), "reasons": list(window.dating.reasons)},
        "suggestions": [
            {
                "mention": suggestion.mention,
                "office": suggestion.office,
                "country": suggestion.country,
                "period": _period(suggestion.period),
                "holders": [_tenure(tenure) for tenure in suggestion.holders],
                "message": suggestion.message,
            }
            for suggestion in window.suggestions
        ],
    }
