"""What an article states about its own time: one statement for each person, office and sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from factdesk.checks.offices.placed import Placed, has_full_name, is_address
from factdesk.checks.offices.terms import DESIGNATE_DAYS, Terms, joined
from factdesk.checks.offices.window import Statement
from factdesk.model import Period, Qualifier

_HOLDS = (Qualifier.NONE, Qualifier.ACTING, Qualifier.INTERIM, Qualifier.OUTGOING)
_GONE = (Qualifier.FORMER, Qualifier.LATE)
# Terms of successive holders, widened at both ends, overlap by less than this.
EDGE = 70

Key = tuple[str, str, str, bool]  # person, country, office, and whether the person is said to have left it


@dataclass(frozen=True, slots=True)
class Said:
    """A statement about the article's own time: its days, its first mention and all its mentions."""

    statement: Statement
    placed: Placed
    mentions: tuple[int, ...]

    @property
    def terms(self) -> Terms:
        return self.placed.resolved.terms[0]

    @property
    def seat(self) -> tuple[str, str]:
        return self.terms.office.country, self.terms.office.office

    @property
    def is_plain(self) -> bool:
        """Whether one person is simply called the holder of one office, neither acting nor outgoing."""
        return self.placed.mention.qualifier is Qualifier.NONE and len(self.placed.resolved.terms) == 1

    @property
    def is_last_name(self) -> bool:
        """Whether only one word of the name is given ("President Obama")."""
        return not has_full_name(self.placed.mention)

    @property
    def holds(self) -> bool:
        """Whether the person is said to be in office, not to have left it or to come into it."""
        return self.placed.mention.qualifier in _HOLDS


def statements(placed: Sequence[Placed], tolerance: int) -> list[Said]:
    """One statement for each person, office and sense; its index is that of its first mention."""
    grouped: dict[Key, list[int]] = {}
    for index, one in enumerate(placed):
        if _speaks_of_now(one) and one.resolved.terms:
            terms = one.resolved.terms[0]
            gone = one.mention.qualifier in _GONE
            key = terms.person, terms.office.country, terms.office.office, gone
            grouped.setdefault(key, []).append(index)
    found = ((mentions, placed[mentions[0]]) for mentions in grouped.values())
    said = (_said(mentions, one, tolerance) for mentions, one in found)
    return [one for one in said if one.statement.allowed]


def _speaks_of_now(one: Placed) -> bool:
    if not one.when.own_time or not one.resolved.is_sure or one.mention.qualifier is Qualifier.THEN:
        return False
    if one.mention.is_rank and one.mention.qualifier is not Qualifier.NONE:
        return False
    return not one.when.is_career


def _said(mentions: Sequence[int], one: Placed, tolerance: int) -> Said:
    allowed = joined(
        p for terms in one.resolved.terms for p in _allowed(terms, one.mention.qualifier, tolerance)
    )
    holds = one.mention.qualifier in _HOLDS and bool(allowed)
    return Said(
        Statement(mentions[0], tuple(allowed), allowed[0].start if holds else None), one, tuple(mentions)
    )


def _allowed(terms: Terms, qualifier: Qualifier, tolerance: int) -> list[Period]:
    """The days on which it can be true that the person holds, has left, or is to take the office."""
    spans = terms.possible_days(tolerance)
    if qualifier in _GONE:
        ends = [t.end.start for t in terms.own if t.end and t.end.start]
        return [Period(min(ends) - timedelta(tolerance), None)] if ends else []
    if qualifier is Qualifier.ELECT:
        widened = timedelta(2 * tolerance)
        return [Period(s.start - timedelta(DESIGNATE_DAYS), s.start + widened) for s in spans if s.start]
    named = terms.office.named.widened(tolerance)
    return [both for span in spans if (both := span.intersect(named))]


def latest_ranks(said: Sequence[Said]) -> list[Said]:
    """Of several ranks of one person only the latest dates the text: an earlier one is often still used."""
    latest: dict[str, date] = {}
    for one in said:
        if one.terms.office.is_rank and one.statement.starts:
            latest[one.terms.person] = max(latest.get(one.terms.person, date.min), one.statement.starts)
    return [
        one
        for one in said
        if not one.terms.office.is_rank or one.statement.starts == latest.get(one.terms.person)
    ]


def without_addresses(said: Sequence[Said]) -> list[Said]:
    """Leaves out an earlier holder's bare title ("President Obama") beside a later holder's."""
    latest: dict[tuple[str, str], date] = {}
    for one in said:
        if one.terms.office.single and one.statement.starts:
            latest[one.seat] = max(latest.get(one.seat, date.min), one.statement.starts)
    return [one for one in said if not _is_late_address(one, latest)]


def _is_late_address(one: Said, latest: dict[tuple[str, str], date]) -> bool:
    last = one.statement.allowed[-1].end
    later = latest.get(one.seat)
    bare = one.holds and is_address(one.placed.mention)
    return bare and last is not None and later is not None and later > last - timedelta(EDGE)


def are_rivals(one: Said, other: Said) -> bool:
    """Whether two people are said to hold one seat, and never held it on one day but that of the handover."""
    if one.seat != other.seat or one.terms.person == other.terms.person:
        return False
    if not all(said.terms.office.single and said.is_plain for said in (one, other)):
        return False
    shared = (a.possible.intersect(b.possible) for a in one.terms.own for b in other.terms.own)
    return not any(both and both.start != both.end for both in shared)
