"""The joint window of an article: what its judged mentions state about the article's own time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from factdesk.checks import window, wording
from factdesk.checks.doubt import is_of_long_ago
from factdesk.checks.messages import known, said
from factdesk.checks.placed import Placed, is_address
from factdesk.checks.terms import DESIGNATE_DAYS, Terms, certain_days, joined
from factdesk.checks.window import Statement
from factdesk.model import Judgement, Outcome, Period, Qualifier, Suggestion, Tenure, Window

_HOLDS = (Qualifier.NONE, Qualifier.ACTING, Qualifier.INTERIM, Qualifier.OUTGOING)
_GONE = (Qualifier.FORMER, Qualifier.LATE)
# Terms of successive holders, widened at both ends, overlap by less than this.
_EDGE = 70
# Statements of one article that are put together: the pairs among them grow with the square.
_MOST = 200
# Clashing statements named in one message.
_NAMED = 2


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
    def holds(self) -> bool:
        """Whether the person is said to be in office, not to have left it or to come into it."""
        return self.placed.mention.qualifier in _HOLDS


@dataclass(frozen=True)
class JointWindow:
    """The window over all mentions, and the judgements as a clash in an undated article leaves them."""

    placed: Sequence[Placed]
    judgements: Sequence[Judgement]
    tolerance: int

    def window(self) -> Window:
        """The window, its clashes, and who held what is outdated."""
        if not self._said:
            return Window()
        return Window(
            consistent=not self._clashes,
            periods=self._left,
            conflicts=self._clashes,
            suggestions=tuple(filter(None, (self._suggestion(one) for one in self._outdated))),
        )

    def judged(self) -> list[Judgement]:
        """The judgements, with the outdated statements of an undated article contradicted.

        What they clash with stays as it was judged and gets a note.
        """
        judgements = list(self.judgements)
        for one in self._said:
            for index in one.mentions:
                judgements[index] = self._noted(judgements[index], one)
        for one in self._outdated:
            for index in one.mentions:
                judgements[index] = self._contradicted(judgements[index], one)
        return judgements

    @cached_property
    def _clashes(self) -> tuple[tuple[int, ...], ...]:
        return window.conflicts([one.statement for one in self._said])

    @cached_property
    def _floor(self) -> date | None:
        return window.floor(one.statement for one in self._all)

    @cached_property
    def _all(self) -> list[Said]:
        return _latest_ranks(_without_addresses(_statements(self.placed, self.tolerance)))

    @cached_property
    def _said(self) -> list[Said]:
        """What bears on the window: a record that ends before the floor cannot say that somebody had left."""
        floor = self._floor or date.min
        return [
            one
            for one in self._all
            if not self._ended(one) or (_reaches(one, floor) and not self._may_be_address(one))
        ]

    def _may_be_address(self, one: Said) -> bool:
        """Whether a bare title is one of long ago, or stands in a heading or a tale of the past."""
        when = one.placed.when
        told = not when.has_verb or when.is_spoken or bool(when.is_past and when.perhaps)
        long_ago = self._floor is not None and is_of_long_ago(one.terms, self._floor)
        return is_address(one.placed.mention) and (long_ago or told)

    def _ended(self, one: Said) -> bool:
        last = one.statement.allowed[-1].end
        return one.holds and last is not None and self._floor is not None and last < self._floor

    @cached_property
    def _outdated(self) -> list[Said]:
        if any(one.when.days.is_known for one in self.placed if one.when.own_time):
            return [one for one in self._said if one.holds and self._is_contradicted(one)]
        return [one for one in self._said if self._ended(one)]

    def _is_contradicted(self, one: Said) -> bool:
        return self.judgements[one.mentions[0]].outcome is Outcome.CONTRADICTED

    @cached_property
    def _left(self) -> tuple[Period, ...]:
        outdated = {one.statement.index for one in self._outdated}
        kept = [one for one in self._said if one.statement.index not in outdated]
        return window.days_left(
            [one.statement for one in kept], window.floor(one.statement for one in kept if one.holds)
        )

    # --- words --------------------------------------------------------------------------------------

    def _suggestion(self, one: Said) -> Suggestion | None:
        """Who is known to have held the office on the days left."""
        if not self._left or not one.terms.office.single:
            return None
        period = Period(self._left[0].start, self._left[-1].end)
        held = self._holders(one.terms, period)
        office = one.terms.office
        message = (
            f"On the days left for the article ({wording.days(period)}) "
            f"the office of {office.office} was held by {wording.holders(held)}."
            if held
            else f"Nobody is known to have held the office of {office.office} {wording.days(period)}."
        )
        return Suggestion(one.statement.index, office.office, office.country, period, held, message)

    def _holders(self, terms: Terms, period: Period) -> tuple[Tenure, ...]:
        """Those who held it in their own right on more than the edge of the days, else the acting ones."""
        among = [
            t for t in terms.others if any(d.intersect(period) for d in certain_days((t,), -self.tolerance))
        ]
        return tuple(t for t in among if t.capacity == "substantive") or tuple(among)

    def _noted(self, judgement: Judgement, one: Said) -> Judgement:
        """The judgement with the statements that it cannot be true together with."""
        others = [
            " and ".join(f"“{self.placed[i].mention.text}”" for i in clash if i != one.statement.index)
            for clash in self._clashes
            if one.statement.index in clash
        ]
        if not others:
            return judgement
        named = ", nor with ".join(others[:_NAMED])
        return replace(judgement, message=f"{judgement.message} It cannot be true together with {named}.")

    def _contradicted(self, judgement: Judgement, one: Said) -> Judgement:
        suggestion = self._suggestion(one)
        held = suggestion.holders if suggestion else ()
        parts = [
            said(judgement.mention),
            known(one.terms),
            *(f"It also calls {other}." for other in self._clashing(one)),
            f"{one.terms.person} held it on no day on which this article can have been written.",
        ]
        if held:
            parts.append(f"The office was then held by {wording.holders(held)}.")
        return replace(
            judgement,
            as_of=Period(self._floor, None),
            basis="the first day on which all that the article says of its own time had begun",
            outcome=Outcome.CONTRADICTED,
            message=" ".join(parts),
            holders=held,
        )

    def _clashing(self, one: Said) -> list[str]:
        """The statements that began after this one had ended, the latest first, in words."""
        last = one.statement.allowed[-1].end
        later = [o for o in self._said if last and o.statement.starts and o.statement.starts > last]
        later.sort(key=lambda other: other.statement.starts or date.min, reverse=True)
        return [
            f"{o.terms.person} {o.terms.office.office} ({wording.briefly(o.terms.own)})"
            for o in later[:_NAMED]
        ]


def _reaches(one: Said, day: date) -> bool:
    return all(terms.reaches(day) for terms in one.placed.resolved.terms)


def _statements(placed: Sequence[Placed], tolerance: int) -> list[Said]:
    """One statement for each person, office and sense; its index is that of its first mention."""
    grouped: dict[Key, list[int]] = {}
    for index, one in enumerate(placed):
        if _speaks_of_now(one) and one.resolved.terms:
            terms = one.resolved.terms[0]
            gone = one.mention.qualifier in _GONE
            key = terms.person, terms.office.country, terms.office.office, gone
            grouped.setdefault(key, []).append(index)
    found = ((mentions, placed[mentions[0]]) for mentions in list(grouped.values())[:_MOST])
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


def _latest_ranks(said: Sequence[Said]) -> list[Said]:
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


def _without_addresses(said: Sequence[Said]) -> list[Said]:
    """Leaves out an earlier holder's bare title ("President Obama") beside a later holder's."""
    latest: dict[tuple[str, str], date] = {}
    for one in said:
        if one.terms.office.single and one.statement.starts:
            seat = one.terms.office.country, one.terms.office.office
            latest[seat] = max(latest.get(seat, date.min), one.statement.starts)
    return [one for one in said if not _is_late_address(one, latest)]


def _is_late_address(one: Said, latest: dict[tuple[str, str], date]) -> bool:
    last = one.statement.allowed[-1].end
    later = latest.get((one.terms.office.country, one.terms.office.office))
    bare = one.holds and is_address(one.placed.mention)
    return bare and last is not None and later is not None and later > last - timedelta(_EDGE)
