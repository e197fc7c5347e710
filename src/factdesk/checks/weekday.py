"""A weekday named with a date, against the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from factdesk.checks.remark import Remark, Subject
from factdesk.dates.words import day, group, month, rule, weekday, year
from factdesk.model import Outcome, Period

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The last countries of Europe changed their calendar in 1923; before, a weekday may be right by another one.
_FIRST_YEAR = 1924
# A date without its year lies this near to the publication, in days, or it is left alone.
_NEAR = 45

_W = r"(?P<w>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)"
_END = (
    r"(?!\w|[-–‑]\w| ?[-–‑/] ?[0-9]| (?:to|through|until|and|or) [0-9]"
    r"| (?:is|was|will|would|as|has|had|be)\b)"
)
_BEFORE = r"(?<![\w/&–‑-])(?<!The\s)(?<!Mail\son\s)(?<![Ee]very\s)(?<![Ee]ach\s)"
_DATES = (
    "{M} (?:the )?{D}(?:, ?| )(?P<y>(?:1[0-9]|20)[0-9]{2})",
    "(?:the )?{D}(?: of)? {M}(?:, ?| )(?P<y>(?:1[0-9]|20)[0-9]{2})",
    "(?P<y>(?:1[0-9]|20)[0-9]{2})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3][0-9])",
)
_YEARLESS = ("{M} (?:the )?{D}", "(?:the )?{D}(?: of)? {M}")
_NO_YEAR = r"(?!,? ?(?:of )?['’]?[0-9])"
_RULES = tuple(
    rule(template, lambda match: None, any_case=False)
    for dates, end in ((_DATES, _END), (_YEARLESS, _NO_YEAR + _END))
    for one in dates
    for template in (
        rf"{_BEFORE}\b{_W}(?:\.,? ?|, ?| \(?)(?P<date>{one}){end}",
        rf"{{ONE_NUMBER}}\b(?P<date>{one})(?: ?\((?:a )?|, a ){_W}\b\)?(?! (?:in|of|before|after)\b)",
    )
)
_LISTED = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,|\s(?:to|through|and|or|until)|,\s(?:and|or))\s(?:on\s)?$"
)
_AHEAD = re.compile(r"\b(?:will|shall|next|upcoming|scheduled|due|set to|set for|expected|until|by)\b")


def check(subject: Subject) -> Iterator[Remark]:
    """A contradiction for each date that falls on another weekday than the one named with it.

    A date without a year is judged only where it can be no other year's, a few weeks from the publication.
    """
    text = subject.article.text
    for match in sorted(_matches(text), key=re.Match.start):
        try:
            named, meant = weekday(match), _day(match, subject)
        except (LookupError, ValueError):
            continue
        if meant and meant.year >= _FIRST_YEAR and meant.weekday() != named:
            yield Remark("weekday", (match.span(),), Outcome.CONTRADICTED, _message(match, named, meant))


def _matches(text: str) -> Iterator[re.Match[str]]:
    for one in _RULES:
        for match in one.pattern.finditer(text):
            if not _LISTED.search(text, max(0, match.start() - 25), match.start()):
                yield match


def _day(match: re.Match[str], subject: Subject) -> date | None:
    number = int(match["m"]) if match["m"].isdigit() else month(match)
    if group(match, "y"):
        return date(year(match), number, day(match))
    return _near(match, number, day(match), subject)


def _near(match: re.Match[str], number: int, day_of_month: int, subject: Subject) -> date | None:
    """The day near the publication; None where another year may be meant."""
    published = subject.article.published
    if not published.start or not published.end:
        return None
    if _other_years(match, subject):
        return None
    for meant in _in_years(range(published.start.year - 1, published.end.year + 2), number, day_of_month):
        if abs((meant - published.start).days) <= _NEAR and abs((meant - published.end).days) <= _NEAR:
            return None if _is_of_another_year(match, meant, subject) else meant
    return None


def _in_years(years: range, number: int, day_of_month: int) -> Iterator[date]:
    for one in years:
        try:
            yield date(one, number, day_of_month)
        except ValueError:
            continue


def _is_of_another_year(match: re.Match[str], meant: date, subject: Subject) -> bool:
    """Whether the weekday is that of the same date a year later, and the sentence looks ahead; or of the same
    date in the year of the publication, and the sentence does not: "He left on Wednesday, January 10".
    """
    around = subject.article.text[max(0, match.start() - 120) : match.end() + 120]
    if _AHEAD.search(around):
        other = meant.year + 1
    elif subject.article.published.end and meant.year > subject.article.published.end.year:
        other = meant.year - 1
    else:
        return False
    return any(
        one.weekday() == weekday(match) for one in _in_years(range(other, other + 1), meant.month, meant.day)
    )


def _other_years(match: re.Match[str], subject: Subject) -> bool:
    """Whether the text nearby speaks of a year other than that of the publication."""
    published = subject.article.published
    around = subject.article.text[max(0, match.start() - 600) : match.end() + 200]
    years = {int(digits) for digits in re.findall(r"\b(?:1[5-9]|20)[0-9]{2}\b", around)}
    return any(not published.intersect(Period(date(y, 1, 1), date(y, 12, 31))) for y in years)


def _message(match: re.Match[str], named: int, meant: date) -> str:
    before = meant - timedelta((meant.weekday() - named) % 7)
    after = before + timedelta(7)
    nearest, other = sorted((before, after), key=lambda one: abs(one - meant))
    wrong = NAMES[named]
    return (
        f"{said(meant)} falls on a {NAMES[meant.weekday()]}, not a {wrong}. The nearest {wrong}s are "
        f"{said(nearest)} and {said(other)}; either the weekday or the date is wrong."
    )


def said(one: date) -> str:
    """A day as messages give it.

    >>> said(date(2025, 6, 10))
    '10 June 2025'
    """
    return f"{one.day} {one:%B} {one.year}"
