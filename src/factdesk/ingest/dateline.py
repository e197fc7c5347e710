"""A date on a line of its own near the head of a text: "Published June 15, 2022"."""

from __future__ import annotations

import re

from factdesk import dates
from factdesk.ingest.document import Dated
from factdesk.model import Period

_LINES, _LONGEST, _MOST_OTHER_WORDS = 10, 100, 6
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SAYS = re.compile(r"(?i)\b(?:published|posted|updated|date[d:]|released?|issued|for release)\b")


def dateline(text: str) -> Dated:
    """The day on a line near the head of a text that says little else; nothing where two differ."""
    found: list[tuple[Period, bool]] = []
    for line in [line for line in text.split("\n") if line.strip()][:_LINES]:
        if len(line) > _LONGEST or not _YEAR.search(line):
            continue
        days = [one for one in dates.find_dates(line, Period()) if one.period and _is_day(one.period)]
        if len(days) != 1 or days[0].period is None:
            continue
        rest = line[: days[0].start] + line[days[0].end :]
        if len(re.findall(r"[^\W\d_]{2,}", rest)) <= _MOST_OTHER_WORDS:
            found.append((days[0].period, bool(_SAYS.search(rest))))
    said = [period for period, says in found if says] or [period for period, _ in found]
    if len(set(said)) != 1:
        return Dated()
    return Dated(said[0], "a line at the head of the text")


def _is_day(period: Period) -> bool:
    return period.start is not None and period.start == period.end
