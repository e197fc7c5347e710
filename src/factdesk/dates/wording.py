"""Periods in words."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from factdesk.model import Period

# Not from the locale: a claim reads the same on every machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(when: date) -> str:
    """`22 January 2021`."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def in_words(days: Period) -> str:
    """As a reader says it: a day, a month, `8 to 14 June 2025`, `from … on`, `until …`, or `any day`."""
    if days.start and days.end:
        return _closed(days.start, days.end)
    if days.start:
        return f"from {day(days.start)} on"
    return f"until {day(days.end)}" if days.end else "any day"


def with_days(text: str, end: int, days: Period) -> str:
    """The text with the days in brackets behind a date that ends at `end`."""
    return f"{text[:end]} [{in_words(days)}]{text[end:]}"


def without_days(text: str) -> str:
    """The text as written, without the days in brackets that `with_days` put behind its dates."""
    return _DAYS.sub("", text) if "[" in text else text


_DAYS = re.compile(r" \[[^\[\]]{0,60}\b\d{4}(?: on)?\]")


def _closed(start: date, end: date) -> str:
    if start == end:
        return day(start)
    if start.year == end.year and start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        if start.month == end.month:
            return f"{MONTHS[start.month - 1]} {start.year}"
        if (start.month, end.month) == (1, 12):
            return str(start.year)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    return f"{day(start)} to {day(end)}"
