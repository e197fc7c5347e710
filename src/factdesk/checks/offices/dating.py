"""When an undated article was probably published, by what it says of its own time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factdesk.checks.offices import wording
from factdesk.checks.offices.statements import Said
from factdesk.model import Dating, Period


def dating(left: Sequence[Period], kept: Sequence[Said], floor: date | None, clashes: bool) -> Dating | None:
    """From the first to the last of the days left, with the statements that give these ends.

    Where statements clash only the floor is proposed: the article may be of any later day.
    """
    if clashes:
        return _from_the_floor(kept, floor)
    span = Period(left[0].start, left[-1].end) if left else Period()
    first = [one for one in kept if span.start and any(p.start == span.start for p in one.statement.allowed)]
    last = [one for one in kept if span.end and any(p.end == span.end for p in one.statement.allowed)]
    reasons = [*(_reason("not before", span.start, one) for one in first[:1]),
               *(_reason("not after", span.end, one) for one in last[:1])]  # fmt: skip
    return Dating(span, tuple(reasons)) if reasons else None


def _from_the_floor(kept: Sequence[Said], floor: date | None) -> Dating | None:
    first = [one for one in kept if floor and one.holds and one.statement.starts == floor]
    if not first:
        return None
    warning = "The article’s statements clash: no day makes all of them true, so no last day is proposed."
    return Dating(Period(floor, None), (_reason("not before", floor, first[0]), warning))


def _reason(side: str, day: date | None, one: Said) -> str:
    office = f"{one.terms.person}, {one.terms.office.office}: {wording.briefly(one.terms.own)}"
    return f"Published {side} {day}: “{one.placed.mention.text}” ({office})."
