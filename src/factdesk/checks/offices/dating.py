"""When an undated article was probably published, by what it says of its own time and tells as past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factdesk.checks.offices import window, wording
from factdesk.checks.offices.placed import is_address
from factdesk.checks.offices.statements import Said
from factdesk.checks.offices.terms import is_wikidata
from factdesk.model import Dating, Period

# Texts give a coming holder the title some days before the oath.
_SETTLED = timedelta(21)
_WARNING = "The article’s statements clash: no day makes all of them true, so no last day is proposed."


@dataclass(frozen=True, slots=True)
class Told:
    """The latest day that a text tells as past, and its words for it."""

    day: date
    words: str

    @property
    def reason(self) -> str:
        return f"Published not before {self.day}: it tells of “{self.words}” as past."


def dating(statements: Sequence[Said], told: Told | None) -> Dating | None:
    """From the first to the last of the days that these statements leave, with what gives these ends.

    Where they do not fit what is told as past, only the first day is proposed.
    """
    kept = [_loosely(one) for one in statements]
    floor = _latest(window.floor(one.statement for one in kept), told)
    left = window.days_left([one.statement for one in kept], floor)
    if not left or window.unmet([one.statement for one in kept], left):
        return from_the_floor(statements, told, clashes=bool(left))
    span = Period(left[0].start, left[-1].end)
    first = _first_reason(kept, told, span.start)
    last = [one for one in kept if span.end and any(p.end == span.end for p in one.statement.allowed)]
    reasons = [*first, *(_reason("not after", span.end, one) for one in last[:1])]
    return Dating(span, tuple(reasons)) if reasons else None


def _loosely(one: Said) -> Said:
    """With an earlier first day for a bare title and a last name, which may come before the oath.

    Without a last day where the record is a snapshot: whoever left may be back since.
    """
    first, *more = one.statement.allowed
    starts = one.statement.starts
    if first.start and one.is_last_name and is_address(one.placed.mention):
        first = Period(first.start - _SETTLED, first.end)
        starts = starts and starts - _SETTLED
    allowed = [first, *more]
    if any(is_wikidata(tenure) for tenure in one.terms.own):
        allowed[-1] = Period(allowed[-1].start, None)
    return replace(one, statement=replace(one.statement, allowed=tuple(allowed), starts=starts))


def from_the_floor(statements: Sequence[Said], told: Told | None, clashes: bool = True) -> Dating | None:
    """From the first possible day on: where statements clash the article may be of any later day."""
    kept = [_loosely(one) for one in statements]
    floor = _latest(window.floor(one.statement for one in kept), told)
    reasons = _first_reason([one for one in kept if one.holds], told, floor)
    return Dating(Period(floor, None), (*reasons, *((_WARNING,) if clashes else ()))) if reasons else None


def _latest(floor: date | None, told: Told | None) -> date | None:
    return max((day for day in (floor, told and told.day) if day), default=None)


def _first_reason(kept: Sequence[Said], told: Told | None, day: date | None) -> list[str]:
    """What gives the first day: the date told as past, else a statement."""
    if told and told.day == day:
        return [told.reason]
    first = [one for one in kept if day and any(p.start == day for p in one.statement.allowed)]
    return [_reason("not before", day, one) for one in first[:1]]


def _reason(side: str, day: date | None, one: Said) -> str:
    office = f"{one.terms.person}, {one.terms.office.office}: {wording.briefly(one.terms.own)}"
    return f"Published {side} {day}: “{one.placed.mention.text}” ({office})."
