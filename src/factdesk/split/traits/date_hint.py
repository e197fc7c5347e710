"""A cheap test whether a sentence may hold a date, since to look for one takes long."""

from __future__ import annotations

import re

_SPAN = r"(?:week|month|year|day|decade|quarter|morning|afternoon|evening|night|season|centur|hour)"
_HINT = re.compile(
    r"\b1\d\d\d|\b20\d\d|[’']\d\d|\d0s\b|\b\d{1,2}[./-]\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]*\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:today|tonight|tomorrow|yesterday"
    r"|ago|later|earlier|weekend)\b"
    rf"|\bcentur|\b(?:last|next|this|that|past|previous|coming|following|same"
    rf"|recent) (?:\w+ ){{0,2}}?(?:{_SPAN}|spring"
    r"|summer|autumn|fall|winter)|\b(?:spring|summer|autumn|winter|fall) of\b"
    rf"|\b{_SPAN}s? (?:before|after|prior)\b",
    re.IGNORECASE,
)


def may_date(text: str) -> bool:
    """Whether any date that the `dates` room finds may be in a text; false means that there is none."""
    return _HINT.search(text) is not None
