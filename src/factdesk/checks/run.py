"""The office check of a whole article: mentions, their judgements, the joint window, findings of claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factdesk.checks import wording
from factdesk.checks.asof import as_of
from factdesk.checks.joint import JointWindow
from factdesk.checks.mentions import find_mentions
from factdesk.checks.offices import judge, outcome_at
from factdesk.checks.placed import Company, Placed
from factdesk.checks.resolve import resolve
from factdesk.dates import find_dates
from factdesk.model import (
    Article,
    Checked,
    Claim,
    Finding,
    Judgement,
    Mention,
    Outcome,
    Qualifier,
    Sentence,
    Window,
)
from factdesk.reference import Reference
from factdesk.split.sentences import sentences

_CHECK = "office"


def check(article: Article, claims: Sequence[Claim], reference: Reference, tolerance: int = 3) -> Checked:
    """Judgements of every person in office or rank, their joint window, and the findings of the claims.

    `tolerance` is the number of days by which terms are widened: sources differ by a day or two.
    """
    parts = sentences(article.text)
    mentions = find_mentions(article.text, parts, reference)
    judgements, window = judge_all(article, parts, mentions, reference, tolerance)
    return Checked(judgements, window, _findings(judgements, claims, parts))


def judge_all(
    article: Article,
    parts: Sequence[Sentence],
    mentions: Sequence[Mention],
    reference: Reference,
    tolerance: int = 3,
) -> tuple[tuple[Judgement, ...], Window]:
    """The judgements of these mentions, in their order, and the window of the article."""
    dates = find_dates(article.text, article.published)
    placed = [
        Placed(resolve(mention, reference), as_of(mention, article, _sentence(mention, parts), dates))
        for mention in mentions
    ]
    company = _company(placed, tolerance)
    judgements = [judge(one, company, tolerance) for one in placed]
    joint = JointWindow(placed, judgements, tolerance)
    if not article.published.is_known:
        judgements = joint.judged()
    return tuple(_with_rank_notes(judgements)), joint.window()


def _sentence(mention: Mention, parts: Sequence[Sentence]) -> Sentence:
    found = (part for part in parts if part.start <= mention.start < part.end)
    return next(found, Sentence(mention.start, mention.end))


def _company(placed: Iterable[Placed], tolerance: int) -> Company:
    """Whom the article rightly calls holders of an office at its own time."""
    right = [
        terms
        for one in placed
        if one.when.own_time and one.when.days.is_known and one.mention.qualifier is Qualifier.NONE
        for terms in one.resolved.terms
        if not one.mention.is_rank
        and outcome_at(terms, one.mention, one.when.days, tolerance) is Outcome.SUPPORTED
    ]
    return Company(
        frozenset((terms.office.country, terms.office.office) for terms in right),
        frozenset(terms.person for terms in right),
    )


def _with_rank_notes(judgements: Sequence[Judgement]) -> list[Judgement]:
    """One person under several ranks in one article: each message names the others."""
    ranks: dict[str, dict[str, None]] = {}
    for one in judgements:
        if one.mention.is_rank and one.mention.qualifier is Qualifier.NONE:
            ranks.setdefault(one.person, {})[one.office] = None
    return [_with_note(one, [r for r in ranks.get(one.person, {}) if r != one.office]) for one in judgements]


def _with_note(one: Judgement, others: Sequence[str]) -> Judgement:
    if not one.mention.is_rank or not others:
        return one
    return replace(one, message=f"{one.message} The article also calls {one.person} {' and '.join(others)}.")


# --- findings --------------------------------------------------------------------------------------


def _findings(
    judgements: Iterable[Judgement], claims: Sequence[Claim], parts: Sequence[Sentence]
) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            claim_id=claim.id,
            check=_CHECK,
            outcome=one.outcome,
            message=one.message,
            evidence=wording.evidence((*one.tenures, *one.holders)),
        )
        for one in judgements
        for claim in _claims_of(one.mention, claims, parts)
    )


def _claims_of(mention: Mention, claims: Sequence[Claim], parts: Sequence[Sentence]) -> list[Claim]:
    """The claims whose words overlap the mention's, else those of its sentence."""
    own = [claim for claim in claims if claim.start < mention.end and mention.start < claim.end]
    if own:
        return own
    sentence = _sentence(mention, parts)
    return [claim for claim in claims if claim.start < sentence.end and sentence.start < claim.end]
