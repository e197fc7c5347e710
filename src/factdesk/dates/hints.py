"""Cheap tests whether a text may hold a date at all, since to look for one takes long."""

from __future__ import annotations

import re

from factdesk.dates.wording import MONTHS

_MONTH = rf"\b(?:{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b"
_SPAN = (
    r"day|night|morrow|week|month|year|decade|centur|hour|minute|morning|noon|evening|season|quarter|spring"
    r"|summer|autumn|fall|winter"
)
# "in 1998", "’98", "the 90s", "12/5", "FY2022".
_FIGURES = r"\b1\d\d\d|\b20\d\d|[’']\d\d|\d0s\b|\b\d{1,2}[./-]\d|\bFY\d"
# Without \b a span is found within "overnight" and "Monday".
_RELATIVE = re.compile(rf"{_MONTH}|{_SPAN}", re.IGNORECASE)
_ANY = re.compile(rf"{_MONTH}|{_SPAN}|{_FIGURES}", re.IGNORECASE)


def may_date(text: str) -> bool:
    """Whether `find_dates` may find any date in a text; where not, there is none."""
    return _ANY.search(text) is not None


def may_lean(text: str) -> bool:
    """Whether `find_dates` may find a date that leans on the publication or another event."""
    return _RELATIVE.search(text) is not None
