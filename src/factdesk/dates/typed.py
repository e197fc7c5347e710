"""The publication date as a person types it."""

from __future__ import annotations

import re
from datetime import date

from factdesk.dates import absolute
from factdesk.dates.find import find_dates, read
from factdesk.dates.leftovers import read_absolute
from factdesk.errors import BadInput
from factdesk.model import Period

_LONGEST = 100
_LAST_YEAR = 2999
_REMEDY = "write 2022, 2022-06, 2022-06-15, 15 June 2022, or two of them with .. between"
# "to" and dashes with space around them; a bare hyphen is part of an ISO date.
_BETWEEN = re.compile(r"\s*(?:\.\.|\s(?:to|until|till|through|and|[-–—])\s)\s*", re.IGNORECASE)
_LEADING = re.compile(r"(?:on|in|from|between|during|published|dated?:?)\s+", re.IGNORECASE)


def parse_period(text: str) -> Period:
    """The days that a typed publication date names; blank gives `Period()`, the unknown date.

    Takes ISO dates and `start..end`, English dates, months, seasons and years, and ranges of them. Raises
    BadInput for anything that needs a guess: `03/04/2025`, a day without a year, "yesterday".

    >>> parse_period("June 15, 2022"), parse_period("May 2022 to 3 June 2022"), parse_period("..2022")
    (Period(2022-06-15..2022-06-15), Period(2022-05-01..2022-06-03), Period(..2022-12-31))
    """
    words = " ".join(text.split())
    if not words:
        return Period()
    words = _LEADING.sub("", words, count=1)
    if len(words) > _LONGEST:
        raise BadInput(f"{words[:_LONGEST]!r}… is too long for a date: {_REMEDY}")
    period = _read_whole(words) or _read_range(words)
    if period is None:
        raise BadInput(_complaint(words))
    if max(period.start or date.min, period.end or date.min).year > _LAST_YEAR:
        raise BadInput(f"{words!r} lies too far ahead; correct the year, or leave it blank")
    return period


def _read_whole(words: str) -> Period | None:
    """An ISO date, what the rules read from end to end, or what dateparser reads without a guess."""
    if iso := re.fullmatch(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?", words):
        words = "-".join(iso.groups())
    try:
        return Period.parse(words)
    except BadInput:
        pass
    if re.fullmatch("[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}", words):
        return _numeric(words)
    for rule in absolute.RULES:
        if (match := rule.pattern.match(words)) and match.end() == len(words):
            reading = read(rule, match)
            if isinstance(reading, Period):
                return reading
    return None if _BETWEEN.search(words) else read_absolute(words)


def _numeric(words: str) -> Period | None:
    """The day of `15/6/2022`, which has only one reading; None where it has two or none."""
    readings = _readings(words)
    return Period.day(readings[0]) if len(readings) == 1 else None


def _readings(words: str) -> list[date]:
    """The days that `a/b/year` can mean, without repeats; the day-first one first."""
    a, b, year = (int(part) for part in re.split("[-/. ]", words))
    if year < 100:
        year += 1900 if year >= 70 else 2000
    days = []
    for day, month in ((a, b), (b, a)):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return list(dict.fromkeys(days))


def _read_range(words: str) -> Period | None:
    parts = _BETWEEN.split(words)
    if len(parts) != 2:
        return None
    first, last = (_read_whole(part) if part else Period() for part in parts)
    if first is None or last is None:
        return None
    if first.start and last.end and first.start > last.end:
        raise BadInput(f"{words!r} ends before it starts; write the earlier date first")
    return Period(first.start, last.end)


def _complaint(words: str) -> str:
    if (
        re.fullmatch("[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2,4}", words)
        and len(days := _readings(words)) == 2
    ):
        both = " or ".join(f"{day.day} {day:%B %Y}" for day in days)
        return f"{words!r} can be {both}: write {days[0].isoformat()} or {days[1].isoformat()}"
    mentions = find_dates(words, Period())
    if len(mentions) == 1 and mentions[0].relative and not re.search(r"[0-9]{4}", words):
        return f"{words!r} names no year: {_REMEDY}"
    return f"{words!r} is not a date: {_REMEDY}"
