"""What the rules do not read, read by dateparser: the one module that knows it.

It is imported on first use (0.1 s) and used under a lock, since its locale data is shared between threads.
Its search function is not used: it gives no offsets and takes "may", "sun" and "$80" for dates.
"""

from __future__ import annotations

import re
import threading
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from factdesk.dates.spans import unit_of
from factdesk.model import Period

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_LOCK = threading.Lock()


def read_relative(words: str, day: date) -> Period | None:
    """The day, month or year meant by words like "two years and three months ago", counted from `day`."""
    return _read(words, day, ("relative-time",), ())


def read_absolute(words: str) -> Period | None:
    """The Period of a complete date in an unforeseen form; None where dateparser would guess a part."""
    period = _read(words, date(2000, 1, 1), ("absolute-time",), ("month", "year"))
    if period is None or period.start is None or str(period.start.year) not in words:
        return None
    numbers = [int(digits) for digits in re.findall("[0-9]+", words)]
    return period if period.start != period.end or period.start.day in numbers else None


def _read(words: str, day: date, parsers: tuple[str, ...], required: tuple[str, ...]) -> Period | None:
    with _LOCK:
        data = _parser(parsers, required, day).get_date_data(words)
    return unit_of(data.period or "day", data.date_obj.date()) if data.date_obj else None


@lru_cache(maxsize=8)
def _parser(parsers: tuple[str, ...], required: tuple[str, ...], day: date) -> DateDataParser:
    from dateparser.date import DateDataParser

    return DateDataParser(
        languages=["en"],
        settings={
            "PARSERS": list(parsers),
            "REQUIRE_PARTS": list(required),
            "RELATIVE_BASE": datetime(day.year, day.month, day.day),
        },
    )
