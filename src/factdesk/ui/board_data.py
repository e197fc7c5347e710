"""What the review page is told of an article: plain values for JSON, positions as browsers count them.

It comes in two parts. The `base` (text, claims, findings, scale) is large and changes seldom; the browser
keeps it by its `hash`. The `live` part (verdicts, sources) is small and is sent with every change.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from factdesk import review
from factdesk.desk import Desk
from factdesk.model import (
    Article,
    Checked,
    Claim,
    ClaimStatus,
    Finding,
    Judgement,
    Outcome,
    Sentence,
    Verdict,
)
from factdesk.report import words
from factdesk.report.window import in_brief
from factdesk.review import by_claim, covered
from factdesk.ui import sources_data
from factdesk.ui.positions import Positions


def base(desk: Desk, slug: str) -> dict[str, Any]:
    """The article, its claims and findings, with their `hash`."""
    article, claims = desk.article(slug), desk.claims(slug)
    checked, there, reasons = desk.checked(slug), Positions(article.text), desk.reasons(slug)
    log = desk.claim_log(slug)
    former, carried = _former(log), _carried(log, article.version)
    told = {
        "article": _article(article) | {"limits": desk.language(slug).limits},
        "claims": [
            _claim(claim, there)
            | {
                "reasons": reasons[claim.id],
                "former": former.get(claim.id, []),
                "fresh": carried.get(claim.id) == "new",
                "changed": _changed(log, claim) if carried.get(claim.id) == "reopened" else None,
            }
            for claim in claims
        ],
        "bare": _bare(desk.sentences(slug), claims, there),
        "findings": _findings(checked, there),
        "proposals": {id: asdict(one) for id, one in desk.proposals(slug).items()},
        "scale": [
            {"name": x.name, "key": x.key, "colour": x.colour, "symbol": x.symbol, "meaning": x.meaning}
            for x in desk.scale(slug).labels
        ],
        "summary": in_brief(checked),
        "version": _version(desk, article, carried),
    }
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]
    return {"hash": digest, **told}


def live(desk: Desk, slug: str) -> dict[str, Any]:
    """The newest verdict of every reviewer and the sources, by claim id."""
    given, log = desk.verdicts(slug), desk.claim_log(slug)
    earlier = _earlier_words(given, log)
    verdicts: dict[str, dict[str, Any]] = {}
    for verdict in sorted(given, key=lambda verdict: verdict.revision):
        told = _verdict(verdict) | {"earlier": earlier.get(verdict.id)}
        verdicts.setdefault(verdict.claim_id, {})[verdict.reviewer] = told
    sources = {
        claim_id: [sources_data.source(source) for source in attached]
        for claim_id, attached in by_claim(desk.sources(slug)).items()
    }
    return {"verdicts": verdicts, "sources": sources}


def _earlier_words(verdicts: Sequence[Verdict], log: Sequence[Claim]) -> dict[str, list[review.Piece]]:
    """What changed in the words of its claim since a verdict, for the verdicts where something did."""
    ids = review.on_earlier_words(verdicts, log)
    if not ids:
        return {}
    newest = review.newest_claims(log)
    judged = {(claim.id, claim.revision): claim for claim in log}
    return {
        verdict.id: _difference(judged[verdict.claim_id, verdict.claim_revision], newest[verdict.claim_id])
        for verdict in verdicts
        if verdict.id in ids
    }


def _difference(old: Claim, new: Claim) -> list[review.Piece]:
    """How the wording changed, or where it did not, the words of the article."""
    if old.text.split() == new.text.split():
        return review.word_diff(review.said(old), review.said(new))
    return review.word_diff(old.text, new.text)


def history(desk: Desk, slug: str, claim_id: str) -> list[dict[str, Any]]:
    """What happened to a claim, the last first; a wording with what changed in it."""
    events = desk.history(slug, claim_id)
    revisions = {event.record.revision: event.record for event in events if isinstance(event.record, Claim)}
    earlier = review.on_earlier_words(
        (event.record for event in events if isinstance(event.record, Verdict)), revisions.values()
    )
    told = [_event(event, revisions, earlier) for event in reversed(events)]
    first = events[0].record if events else None
    if isinstance(first, Claim) and first.derived_from:
        wordings = {claim.id: claim.text for claim in desk.claim_log(slug)}
        made_of = " and ".join(f"“{wordings.get(id, id)}”" for id in first.derived_from)
        told[-1]["what"] = f"made of {made_of}"
    return told


def _event(event: review.Event, revisions: Mapping[int, Claim], earlier: Container[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"at": words.moment(event.at), "who": event.who, "what": event.what, "note": ""}
    match event.record:
        case Verdict() as verdict:
            told |= {"note": verdict.rationale, "earlier": verdict.id in earlier}
        case Claim() as claim:
            before = revisions.get(claim.revision - 1)
            if before is None:
                told["note"] = claim.text
            elif not review.same_words(before, claim):
                told["diff"] = _difference(before, claim)
            elif what := _other_change(before, claim):
                told["note"] = what
    return told


def _other_change(before: Claim, claim: Claim) -> str:
    """What a revision says of speaker and kind where it changed them."""
    told = []
    if claim.speaker != before.speaker:
        told.append(f"speaker: {claim.speaker or 'none'}, before: {before.speaker or 'none'}")
    if claim.kind is not before.kind:
        told.append(f"kind: {claim.kind}, before: {before.kind}")
    return "; ".join(told)


def published_words(article: Article) -> str:
    return words.period(article.published) if article.published.is_known else "Publication date unknown"


def _article(article: Article) -> dict[str, Any]:
    return {
        "text": article.text,
        "version": article.version,
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
        "because": claim.kind_words,
        "speaker": claim.speaker,
        "saying": claim.saying,
        "anonymous": claim.anonymous,
        "quoted": claim.quoted,
        "spans": [[there.to_browser(start), there.to_browser(end)] for start, end in claim.spans],
        "entities": [
            {"start": there.to_browser(one.start), "end": there.to_browser(one.end), "kind": str(one.kind)}
            for one in claim.entities
        ],
        "worth": round(claim.check_worthiness, 2),
        "notes": [{"text": text, "open": is_open} for text, is_open in words.notes(claim)],
        "origin": str(claim.origin),
        "from": list(claim.derived_from),
        "revision": claim.revision,
    }


def _former(log: Sequence[Claim]) -> dict[str, list[dict[str, Any]]]:
    """What each claim was made from by a split or merge and what can take its place again, by its id."""
    newest = review.newest_claims(log)
    return {
        claim.id: [
            {"id": old.id, "text": old.text, "status": str(old.status), "revision": old.revision}
            for old in (newest[id] for id in claim.derived_from if id in newest)
            if old.status in (ClaimStatus.SPLIT, ClaimStatus.MERGED)
        ]
        for claim in newest.values()
        if claim.derived_from
    }


def _carried(log: Sequence[Claim], version: int) -> dict[str, str]:
    """What the newest version of the text did to each claim: `unchanged`, `reopened`, `gone` or `new`."""
    found: dict[str, str] = {}
    before: dict[str, Claim] = {}
    for claim in log if version > 1 else ():
        was = before.get(claim.id)
        before[claim.id] = claim
        if claim.text_version == version and claim.id not in found and was is None and not claim.edited_by:
            found[claim.id] = "new"
        elif was and claim.status is ClaimStatus.GONE is not was.status and was.text_version == version - 1:
            found[claim.id] = "gone"
        elif was and was.text_version < version == claim.text_version and claim.status is ClaimStatus.ACTIVE:
            found[claim.id] = "unchanged" if review.same_words(was, claim) else "reopened"
    return found


def _changed(log: Sequence[Claim], claim: Claim) -> list[review.Piece]:
    """What the newest version of the text changed in the words of a claim."""
    mine = [one for one in log if one.id == claim.id and one.text_version < claim.text_version]
    return _difference(max(mine, key=lambda one: one.revision), claim)


def _version(desk: Desk, article: Article, carried: Mapping[str, str]) -> str:
    """`Version 2 of 3 May 2026: 18 unchanged, 3 reopened, 1 gone, 2 new`; blank for the first version."""
    if article.version < 2:
        return ""
    counts = Counter(carried.values())
    told = [f"{counts[what]} {what}" for what in ("unchanged", "reopened", "gone", "new") if counts[what]]
    day = words.day(date.fromisoformat(desk.text_versions(article.slug)[-1].at[:10]))
    return f"Version {article.version} of {day}: {', '.join(told)}"


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
        "recheck_on": verdict.recheck_on,
        "revision": verdict.revision,
        "at": words.moment(verdict.decided_at),
    }
