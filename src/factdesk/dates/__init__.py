"""Dates in a text and dates that a person types. Every one is a Period, never a false day.

The rules (`absolute`, `relative`) read English expressions themselves, with exact offsets; dateparser reads
what they leave over (`leftovers`), and is imported only then.
"""

from factdesk.dates.find import DateMention, find_dates
from factdesk.dates.hints import may_date, may_lean
from factdesk.dates.typed import parse_period
from factdesk.dates.wording import MONTHS, in_words, with_days, without_days

__all__ = [
    "MONTHS",
    "DateMention",
    "find_dates",
    "in_words",
    "may_date",
    "may_lean",
    "parse_period",
    "with_days",
    "without_days",
]
