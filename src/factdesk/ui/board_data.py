"""What the review page is told of an article: plain values for JSON, positions as browsers count them.

It comes in two parts. The `base` (text, claims, findings, scale) is large and changes seldom; the browser
keeps it by its `hash`. The `live` part (verdicts, sources) is small and is sent with every change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from factdesk.desk import Desk
from factdesk.model import Article, Checked, Claim, Finding, Judgement, Outcome, Sentence, Source, Verdict
from factdesk.report import words
from factdesk.report.window import in_brief
from factdesk.review import by_claim, covered
from factdesk.ui.positions import Positions


def base(desk: Desk, slug: str) -> dict[str, Any]:
    """The article, its claims and findings, with their `hash`."""
    article, claims = desk.article(slug), desk.claims(slug)
    checked, there = desk.checked(slug), Positions(article.text)
    told = {
        "article": _article(article),
        "claims": [_claim(claim, there) for claim in claims],
        "bare": _bare(desk.sentences(slug), claims, there),
        "findings": _findings(checked, there),
        "proposals": {id: asdict(one) for id, one in desk.proposals(slug).items()},
        "scale": [
            {"name": x.name, "key": x.key, "colour": x.colour, "symbol": x.symbol, "meaning": x.meaning}
            for x in desk.scale(slug).labels
        ],
        "summary": in_brief(checked),
    }
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
    return {"hash": digest, **told}


def live(desk: Desk, slug: str) -> dict[str, Any]:
    """The newest verdict of every reviewer and the sources, by claim id."""
    verdicts: dict[str, dict[str, Any]] = {}
    for verdict in sorted(desk.verdicts(slug), key=lambda verdict: verdict.revision):
        verdicts.setdefault(verdict.claim_id, {})[verdict.reviewer] = _verdict(verdict)
    sources = {
        claim_id: [_source(source) for source in attached]
        for claim_id, attached in by_claim(desk.sources(slug)).items()
    }
    return {"verdicts": verdicts, "sources": sources}


def history(desk: Desk, slug: str, claim_id: str) -> list[dict[str, str]]:
    """What happened to a claim, the last first."""
    told = []
    for event in reversed(desk.history(slug, claim_id)):
        record = event.record
        note = record.rationale if isinstance(record, Verdict) else ""
        if isinstance(record, Claim):
            note = record.text
        told.append({"at": words.moment(event.at), "who": event.who, "what": event.what, "note": note})
    return told


def published_words(article: Article) -> str:
    return words.period(article.published) if article.published.is_known else "publication date unknown"


def _article(article: Article) -> dict[str, str]:
    return {
        "text": article.text,
        "slug": article.slug,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "author": article.author,
        "published": published_words(article),
    }


def _claim(claim: Claim, there: Positions) -> dict[str, Any]:
    return {
        "id": claim.id,
        "start": there.to_browser(claim.start),
        "end": there.to_browser(claim.end),
        "text": claim.text,
        "kind": str(claim.kind),
        "speaker": claim.speaker,
        "worth": round(claim.check_worthiness, 2),
        "context": claim.context,
        "origin": str(claim.origin),
        "from": list(claim.derived_from),
        "revision": claim.revision,
    }


def _bare(sentences: list[Sentence], claims: list[Claim], there: Positions) -> list[list[int]]:
    """The sentences that no claim touches."""
    return [
        [there.to_browser(sentence.start), there.to_browser(sentence.end)]
        for sentence, is_covered in zip(sentences, covered(sentences, claims), strict=True)
        if not is_covered
    ]


def _findings(checked: Checked, there: Positions) -> dict[str, list[Any]]:
    judged = {(one.mention.start, one.mention.end): one for one in checked.judgements}
    return {
        claim_id: [
            {
                "check": words.check(finding.check),
                "outcome": str(finding.outcome),
                "message": finding.message,
                "evidence": [[evidence.fact, evidence.source] for evidence in finding.evidence],
                "spans": [[there.to_browser(start), there.to_browser(end)] for start, end in finding.spans],
                "unknown": _unknown(finding, judged),
            }
            for finding in findings
        ]
        for claim_id, findings in by_claim(checked.findings).items()
    }


def _unknown(finding: Finding, judged: Mapping[tuple[int, int], Judgement]) -> dict[str, str] | None:
    """Whose tenure a person could add, where the check of offices could not decide."""
    one = judged.get(finding.spans[0]) if finding.spans else None
    if finding.check != "office" or finding.outcome is not Outcome.UNDETERMINED or not one:
        return None
    return {"person": one.person, "office": one.office, "country": one.country}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": verdict.verdict,
        "rationale": verdict.rationale,
        "confidence": verdict.confidence,
        "revision": verdict.revision,
        "at": words.moment(verdict.decided_at),
    }


def _source(source: Source) -> dict[str, str]:
    return {
        "id": source.id,
        "url": source.url,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "stance": str(source.stance),
        "passage": source.passage,
        "note": source.note,
        "by": source.added_by,
    }
