"""First and last days that a text itself gives a term: "chairman until 2023", "in office since May 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdesk.checks.offices.terms import Terms, is_wikidata
from factdesk.dates import DateMention
from factdesk.model import Mention, Outcome, Period, Tenure

# Between a title and the days of its term: "chairman, from", "minister until".
_LINK = re.compile(r"[\s,(]*(?:from|until|till|since)?\s*(?:early|mid-?|late)?[\s-]*", re.IGNORECASE)
# Days of Wikidata rows can be the legislature's or the cabinet's: the text must be off by more than a year.
_IMPUTED = 366
# "resigned as minister in 2018": the term ended then. "became minister in 2018": it began.
_NOTICE = 250
_LEFT = re.compile(
    r"\b(?:resigned|stepped down|stood down|quit|retired|ousted|removed|dismissed|fired|sacked)\b"
)
_CAME = re.compile(r"\b(?:became|elected|appointed|sworn in|took office|took over|installed)\b")
_IN = re.compile(r"\s*,?\s*(?:in|on)\s+(?:early|late|mid-?)?\s*", re.IGNORECASE)
# Letters in which such a link has room.
_REACH = 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days on which a term began or ended as the text says, and its words for that.

    Who resigns may stay on until a successor is there, who is elected may wait for the oath: the end or the
    start may come `notice` days later.
    """

    begins: Period | None
    ends: Period | None
    words: str
    notice: int = 0

    @property
    def days(self) -> Period:
        """From the first to the last of these days."""
        spans = [span for span in (self.begins, self.ends) if span]
        return Period(spans[0].start, spans[-1].end)


def bounds(mention: Mention, text: str, dates: Sequence[DateMention], published: Period) -> Bounds | None:
    """What the text right after a mention says of the term's first or last day; None of days to come.

    The title must come last: "served under President Example from 2014 on" tells of somebody else's days.
    """
    if mention.text.split()[-1] in mention.person.split():
        return None
    for one in dates:
        near = mention.end <= one.start <= mention.end + _REACH
        if not near or not one.period:
            continue
        if not one.relation and _IN.fullmatch(text, mention.end, one.start):
            return _of_change(mention, one.period, text[mention.end : one.end].strip(" ,("))
        if one.relative or not _LINK.fullmatch(text, mention.end, one.start):
            continue
        if published.end and one.period.end and one.period.end > published.end:
            return None
        words = text[mention.end : one.end].strip(" ,(")
        match one.relation:
            case "until":
                return Bounds(None, one.period, words)
            case "since":
                return Bounds(one.period, None, words)
            case "from to":
                return Bounds(*_years(one.period), words)
    return None


def _of_change(mention: Mention, days: Period, words: str) -> Bounds | None:
    if _LEFT.search(mention.text):
        return Bounds(None, days, words, _NOTICE)
    return Bounds(days, None, words, _NOTICE) if _CAME.search(mention.text) else None


def _years(span: Period) -> tuple[Period | None, Period | None]:
    """The whole years of both ends: what a text means by them may be no more exact."""
    begins = Period.parse(str(span.start.year)) if span.start else None
    return begins, Period.parse(str(span.end.year)) if span.end else None


def stands(stated: Bounds, terms: Terms, tolerance: int) -> Outcome:
    """Whether a term of the person began and ended so; contradicted where the days of all are known."""
    if any(_fits(stated, span, tolerance) for span in _spells(terms.own)):
        return Outcome.SUPPORTED
    if stated.notice and stated.begins and _is_renewal(stated, terms):
        return Outcome.UNDETERMINED
    known = all(t.start.is_known and (t.end or not stated.ends) for t in terms.own)
    loose = _IMPUTED if any(map(is_wikidata, terms.own)) else tolerance
    near = any(_fits(stated, span, loose) for span in _spells(terms.own))
    return Outcome.CONTRADICTED if known and not near else Outcome.UNDETERMINED


def _spells(own: Sequence[Tenure]) -> Iterator[tuple[Period, Period | None]]:
    """First and last days of each run of terms, whole and in part: two terms in a row are one to a reader."""
    for number, first in enumerate(own):
        for last in own[number:]:
            yield first.start, last.end


def _is_renewal(stated: Bounds, terms: Terms) -> bool:
    """Whether the person may have been in office already: elected or sworn in anew."""
    days = stated.begins and _later(stated.begins, stated.notice)
    return days is not None and any(tenure.possible.intersect(days) for tenure in terms.own)


def _later(span: Period, days: int) -> Period:
    """The same with its last day moved on."""
    return Period(span.start, span.widened(days).end)


def _fits(stated: Bounds, spell: tuple[Period, Period | None], tolerance: int) -> bool:
    start, end = spell
    since, until = (span and _later(span, stated.notice) for span in (stated.begins, stated.ends))
    begun = not since or start.widened(tolerance).intersect(since)
    return bool(begun and (not until or (end and end.widened(tolerance).intersect(until))))
