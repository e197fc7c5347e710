"""Wikidata's times as periods of days of the Gregorian calendar.

A time is `+2021-01-22T00:00:00Z` with a precision: 11 a day, 10 a month, 9 a year, 8 a decade, 7 a century,
6 a millennium; the parts below the precision are zeros or mean nothing. In entity JSON the date stands in its
own calendar (https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from factdesk.model import Period

_JULIAN = "Q1985786"
_YEARS = {9: 1, 8: 10, 7: 100, 6: 1000}


def period(value: Mapping[str, Any]) -> tuple[Period, tuple[str, ...]]:
    """The days that a time value names and what to know of them.

    `Period()` where the calendar of computers (years 1 to 9999) does not reach or the value makes no sense.
    """
    text, precision = str(value.get("time", "")), value.get("precision")
    julian = str(value.get("calendarmodel", "")).endswith(_JULIAN)
    try:
        first, last = _ends(text, precision if isinstance(precision, int) else 0)
        days = Period(_day(*first, julian), _day(*last, julian))
    except ValueError:
        return Period(), (f"a date that cannot be used: {text} with precision {precision}",)
    notes = []
    if isinstance(precision, int) and precision < 9:
        notes.append(f"a rough date: {days}")
    if julian:
        notes.append(f"dated in the Julian calendar ({text[1:11]}), turned into the Gregorian one")
    return days, tuple(notes)


_Day = tuple[int, int, int]


def _ends(text: str, precision: int) -> tuple[_Day, _Day]:
    found = re.fullmatch(r"\+0*(\d{1,4})-(\d\d)-(\d\d)T[\d:]+Z", text)
    if not found:
        raise ValueError(text)
    year, month, day = map(int, found.groups())
    if precision >= 11:
        return (year, month, day), (year, month, day)
    if precision == 10:
        return (year, month, 1), (year, month, 0)
    size = _YEARS.get(precision, 0)
    if not size:
        raise ValueError(precision)
    # The 1870s begin in 1870, the 19th century in 1801.
    first = year // size * size if size <= 10 else (year - 1) // size * size + 1
    return (first, 1, 1), (first + size - 1, 12, 31)


def _day(year: int, month: int, day: int, julian: bool) -> date:
    """A day of the Gregorian calendar; day 0 is the last one of the month."""
    if not julian:
        return date(year, month, day or monthrange(year, month)[1])
    if not 1 <= month <= 12 or not 0 <= day <= 31:
        raise ValueError(month)
    if not day:
        return date.fromordinal(_julian_ordinal(year + month // 12, month % 12 + 1, 1) - 1)
    return date.fromordinal(_julian_ordinal(year, month, day))


def _julian_ordinal(year: int, month: int, day: int) -> int:
    """Counts days from a March, so that the leap day comes last; 1 is 3 January of the year 1, Julian."""
    years = year - (month < 3)
    return 365 * years + years // 4 + (153 * ((month - 3) % 12) + 2) // 5 + day - 308
