"""Calendar arithmetic on Periods. Nothing here reads text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from factdesk.model import Period

# Meteorological seasons of the northern hemisphere, by first month; a winter runs into the next year.
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# Months in a unit, days in a unit.
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def day_of(year: int, month: int, day: int) -> Period:
    return Period.day(date(year, month, day))


def months_of(year: int, month: int, count: int = 1) -> Period:
    """`count` whole months from that month on."""
    last_year, last_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return Period(
        date(year, month, 1), date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1])
    )


def years_of(year: int, count: int = 1) -> Period:
    return Period(date(year, 1, 1), date(year + count - 1, 12, 31))


def season_of(name: str, year: int) -> Period:
    """A season of a year. "Winter 2022" may be at the start or at the end of 2022: both are enclosed."""
    if name == "winter":
        return hull(months_of(year - 1, 12, 3), months_of(year, 12, 3))
    return months_of(year, SEASONS[name], 3)


def week_of(day: date) -> Period:
    """Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return Period(monday, monday + timedelta(6))


def unit_of(unit: str, day: date) -> Period:
    """The calendar day, week, weekend, month, year, decade or century in which a day lies."""
    if unit == "week":
        return week_of(day)
    if unit == "weekend":
        monday = day - timedelta(day.weekday())
        return Period(monday + timedelta(5), monday + timedelta(6))
    if unit == "month":
        return months_of(day.year, day.month)
    if unit in ("year", "decade", "century"):
        size = UNIT_MONTHS[unit] // 12
        return years_of(day.year // size * size, size)
    return Period.day(day)


def shifted(day: date, unit: str, count: float) -> date:
    """The day `count` units away; a day that the target month lacks becomes its last."""
    if unit in UNIT_MONTHS:
        months, rest = divmod(count * UNIT_MONTHS[unit], 1)
        year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
        last = monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last)) + timedelta(round(rest * 30))
    return day + timedelta(round(count * UNIT_DAYS[unit]))


def part_of(period: Period, part: str) -> Period:
    """The early, middle or late third of a closed period ("mid" also for "middle", "end" for "late")."""
    if not part or not period.start or not period.end:
        return period
    days = (period.end - period.start).days
    third = timedelta(days // 3)
    if part.startswith(("early", "start", "begin")):
        return Period(period.start, period.start + third)
    if part.startswith("mid"):
        return Period(period.start + third, period.end - third)
    return Period(period.end - third, period.end)


def hull(first: Period, last: Period) -> Period:
    """The smallest period that covers both; an end that is open in either stays open."""
    start = min(first.start, last.start) if first.start and last.start else None
    end = max(first.end, last.end) if first.end and last.end else None
    return Period(start, end)


def nearest(candidates: Sequence[Period], day: date, lean: int, slack: int = 0) -> Period | None:
    """Of candidates in order of time: the next one not over (lean > 0), else the last one begun.

    Where the text leans neither way (0), one that begins within `slack` days ahead counts as begun.
    """
    if lean > 0:
        return next((p for p in candidates if p.end and p.end >= day), None)
    limit = day + timedelta(slack if lean == 0 else 0)
    return next((p for p in reversed(candidates) if p.start and p.start <= limit), None)
