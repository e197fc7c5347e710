"""All checks of an article: offices in time with their joint window, and each other check of this folder."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factdesk.checks import age, arithmetic, calendar_days, future, quantity, weekday
from factdesk.checks.findings import findings, sentence_at
from factdesk.checks.mentions.find import find_mentions
from factdesk.checks.offices import wording
from factdesk.checks.offices.asof import as_of
from factdesk.checks.offices.bounds import bounds
from factdesk.checks.offices.dating import Told
from factdesk.checks.offices.frames import Frames
from factdesk.checks.offices.joint import JointWindow
from factdesk.checks.offices.judge import judge, outcome_at
from factdesk.checks.offices.placed import Company, Placed, framed
from factdesk.checks.offices.resolve import Resolved, resolve
from factdesk.checks.offices.seats import seat_remarks
from factdesk.checks.remark import Check, Remark, Subject
from factdesk.dates import DateMention, find_dates
from factdesk.model import (
    Article,
    Checked,
    Claim,
    Judgement,
    Mention,
    Outcome,
    Qualifier,
    Sentence,
    Window,
)
from factdesk.reference import Reference
from factdesk.split.text.sentences import sentences

# The checks beside the one of offices, each in a file of its own.
PLAIN_CHECKS: tuple[Check, ...] = (
    weekday.check,
    calendar_days.check,
    age.check,
    arithmetic.check,
    quantity.check,
    future.check,
)

# No paragraph is longer, in letters.
_PARAGRAPH = 5000


def check(article: Article, claims: Sequence[Claim], reference: Reference, tolerance: int = 3) -> Checked:
    """Judgements of every person in office or rank, their joint window, and the findings of the claims.

    `tolerance` is the number of days by which terms are widened: sources differ by a day or two.
    """
    parts = sentences(article.text)
    subject = Subject(article, parts, find_dates(article.text, article.published))
    mentions = find_mentions(article.text, parts, reference)
    placed = _placed(subject, mentions, reference, tolerance)
    judgements, window = _judged(placed, subject, tolerance)
    remarks = [
        *map(_remark, judgements),
        *seat_remarks(placed, judgements, window, article.text, tolerance),
        *(remark for one in PLAIN_CHECKS for remark in one(subject)),
    ]
    return Checked(judgements, window, findings(remarks, claims, parts))


def _remark(one: Judgement) -> Remark:
    return Remark(
        check="office",
        spans=((one.mention.start, one.mention.end),),
        outcome=one.outcome,
        message=one.message,
        evidence=wording.evidence((*one.tenures, *one.holders)),
        timing=one.timing,
        about=one.mention.person.split()[-1],
    )


def _placed(
    subject: Subject, mentions: Sequence[Mention], reference: Reference, tolerance: int
) -> list[Placed]:
    article, parts, dates = subject.article, subject.sentences, subject.dates
    frames = Frames(article, reference)
    placed = []
    for mention, resolved in zip(mentions, _resolved(mentions, reference), strict=True):
        sentence = sentence_at(mention.start, mention.end, parts)
        near = _near(sentence, dates)
        when = as_of(mention, article, sentence, near)
        frame = frames.at(resolved, sentence)
        stated = bounds(mention, article.text, near, article.published)
        placed.append(framed(Placed(resolved, when, stated), frame, article.published, tolerance))
    return placed


def _judged(
    placed: Sequence[Placed], subject: Subject, tolerance: int
) -> tuple[tuple[Judgement, ...], Window]:
    company = _company(placed, tolerance)
    judgements = [judge(one, company, tolerance) for one in placed]
    joint = JointWindow(placed, judgements, tolerance, _told(subject))
    if not subject.article.published.is_known:
        judgements = joint.judged()
    return tuple(_with_rank_notes(joint.timed(judgements))), joint.window()


def _told(subject: Subject) -> Told | None:
    """The latest day that an undated article tells as past."""
    latest = None if subject.article.published.is_known else future.told_past_until(subject)
    return Told(latest[0], subject.article.text[slice(*latest[1])]) if latest else None


def _resolved(mentions: Sequence[Mention], reference: Reference) -> Iterator[Resolved]:
    """The mentions resolved; each person and title once."""
    known: dict[tuple[str, str, str, bool], Resolved] = {}
    for mention in mentions:
        key = mention.person, mention.title, mention.country, mention.is_rank
        if key not in known:
            known[key] = resolve(mention, reference)
        yield replace(known[key], mention=mention)


def _near(sentence: Sentence, dates: Sequence[DateMention]) -> Sequence[DateMention]:
    """The dates of the sentence and of the text shortly before it."""
    first = bisect_left(dates, sentence.start - _PARAGRAPH, key=lambda one: one.start)
    return dates[first : bisect_left(dates, sentence.end, key=lambda one: one.start)]


def _company(placed: Sequence[Placed], tolerance: int) -> Company:
    """Whom the article rightly calls holders of an office at its own time, and whom rightly former ones."""
    right = [
        terms
        for one in placed
        if one.when.own_time and one.when.days.is_known and one.mention.qualifier is Qualifier.NONE
        for terms in one.resolved.terms
        if not one.mention.is_rank
        and outcome_at(terms, one.mention, one.when.days, tolerance) is Outcome.SUPPORTED
    ]
    gone = (
        terms.person
        for one in placed
        if one.mention.qualifier in (Qualifier.FORMER, Qualifier.LATE, Qualifier.THEN)
        for terms in one.resolved.terms
        if terms.had_left(one.when.days.start, tolerance)
    )
    return Company(
        frozenset((terms.office.country, terms.office.office) for terms in right),
        frozenset(terms.person for terms in right),
        frozenset(gone),
        frozenset(
            one.mention.person
            for one in placed
            if not one.resolved.terms and one.mention.qualifier is Qualifier.NONE and not one.mention.is_rank
        ),
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
