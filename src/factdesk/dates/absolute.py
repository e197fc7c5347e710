"""Dates that stand on their own: a day, month, quarter, year, decade, or a range of them.

Also the month-day without its year, which is only complete with a publication date.
"""

from __future__ import annotations

import re
from datetime import date

from factdesk.dates.spans import day_of, hull, months_of, nearest, part_of, season_of, years_of
from factdesk.dates.words import Reading, Rule, day, full_year, group, month, rule, year
from factdesk.model import Period

# "June 14" in a text that leans neither way: up to this many days ahead it is the coming one.
YEARLESS_SLACK = 60
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_IN_TIME = r"(?:in|since|by|until|till|before|after|during|from|through|throughout|between|than|for)"
# "of 2012" names a year after a stretch of time or an event, and an amount after "a total".
_OF_TIME = (
    r"(?:end|start|beginning|middle|rest|most|much|all|part|half|quarter|course|spring|summer|autumn|fall|winter"
    r"|seasons?|months?|weeks?|days?|year|elections?|acts?|laws?|crisis|war|revolution|census|treaty|accords?"
    r"|agreements?|coup|budget|constitution|peace|battle|invasion|referendum|uprising|riots|protests|pandemic"
    r"|recession|outbreak|floods?|earthquake|attacks?|olympics|class) of"
)
_YEARLY = (
    r"(?:[A-Za-z]+(?: |-)){0,2}(?:elections?|census|budget|vote|referendum|coup|war|crisis|olympics|campaign"
    r"|season|pandemic|recession|invasion|uprising|protests|attacks?|treaty|accords?|agreement|summit|cup|report|deal"
    r"|ceasefire|earthquake|floods?|constitution|law|act|film|book|novel|study|survey|poll)\b"
)


def _days(match: re.Match[str]) -> Reading:
    """One day, or from `m d` to `m2 d2`, with or without a year."""
    first = (month(match), day(match))
    last_month = month(match, "m2") if group(match, "m2") else first[0]
    last = (last_month, day(match, "d2")) if group(match, "d2") else first
    if group(match, "y"):
        return _from_to(year(match), first, last)
    _from_to(2024, first, last)  # a leap year: refuses days that no year has

    def resolve(published: date, lean: int) -> Period | None:
        years = range(published.year - 8, published.year + 9)  # 8 years always hold a 29 February
        candidates = [p for y in years if (p := _valid(y, first, last))]
        return nearest(candidates, published, lean, YEARLESS_SLACK)

    return resolve


def _valid(year: int, first: tuple[int, int], last: tuple[int, int]) -> Period | None:
    try:
        return _from_to(year, first, last)
    except ValueError:
        return None


def _from_to(year: int, first: tuple[int, int], last: tuple[int, int]) -> Period:
    """The days between; the year is that of the last, and the first lies in the year before if it must."""
    return Period(date(year - (first > last), *first), date(year, *last))


def _iso(match: re.Match[str]) -> Period:
    return day_of(int(match["y"]), int(match["m"]), int(match["d"]))


def _iso_month(match: re.Match[str]) -> Period:
    """`2022-06`; but "2011-12" may also be two years, which enclose the month."""
    y, m = int(match["y"]), int(match["m"])
    return years_of(y, 2) if m == y % 100 + 1 else months_of(y, m)


def _numeric(match: re.Match[str]) -> Period:
    """`3/4/2025`: both readings are enclosed where both are dates."""
    a, b, digits = int(match["a"]), int(match["b"]), match["y"]
    y = int(digits) if len(digits) == 4 else full_year(int(digits))
    readings = [p for m, d in ((a, b), (b, a)) if (p := _valid(y, (m, d), (m, d)))]
    return hull(readings[0], readings[-1])


def _month_range(match: re.Match[str]) -> Period:
    first, last, y = month(match), month(match, "m2"), year(match)
    first_year = year(match, "y1") if group(match, "y1") else y - (first > last)
    return hull(months_of(first_year, first), months_of(y, last))


def _month(match: re.Match[str]) -> Period:
    return _part(months_of(year(match), month(match)), match)


def _part(period: Period, match: re.Match[str]) -> Period:
    return part_of(period, group(match, "part").removeprefix("the "))


def _year(match: re.Match[str]) -> Period:
    return _part(years_of(year(match)), match)


def _year_range(match: re.Match[str]) -> Reading:
    """`2019-2021`, `2019–21`, `2019/20`; None where the second does not come after the first."""
    first, digits = year(match), match["y2"]
    last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
    if len(digits) == 2 and first % 100 == 99 and digits == "00":
        last = first + 1
    return years_of(first, last - first + 1) if first < last <= first + 500 else None


def _decade(match: re.Match[str]) -> Period:
    """The 1990s. "The 1900s" may be ten years or a hundred: the hundred encloses both."""
    digits = match["decade"].strip("'’")
    first = int(digits) if len(digits) == 4 else full_year(int(digits))
    return _part(years_of(first, 100 if first % 100 == 0 and first < 2000 else 10), match)


def _century(match: re.Match[str]) -> Period:
    last = int(re.sub(r"\D", "", match["c"])) * 100
    return _part(years_of(last - 99, 100), match)


def _quarter(match: re.Match[str]) -> Period:
    number = int(match["q"]) if group(match, "q") else _ORDINALS[group(match, "o")]
    return months_of(year(match), 3 * number - 2, 3)


def _half(match: re.Match[str]) -> Period:
    second = match["h"] == "2" if group(match, "h") else group(match, "o") in ("second", "last")
    return months_of(year(match), 7 if second else 1, 6)


def _fiscal(match: re.Match[str]) -> Period:
    """Fiscal years begin on many days: two calendar years enclose all that one number can mean."""
    digits = match["y"].strip("'’")
    first = int(digits) if len(digits) == 4 else full_year(int(digits))
    return years_of(first, 2) if group(match, "y2") else years_of(first - 1, 2)


def _season(match: re.Match[str]) -> Period:
    name, y = group(match, "s"), year(match)
    return _part(months_of(y, 12, 3) if group(match, "y2") else season_of(name, y), match)


_SEASON = "(?P<s>spring|summer|autumn|fall|winter)"
_YEAR_OR_DIGITS = "(?P<y>(?:1[0-9]|20)[0-9]{2}|['’]?[0-9]{2})(?![0-9])"

RULES: tuple[Rule, ...] = (
    rule(
        r"(?<![\w/.-])(?P<y>1[0-9]{3}|20[0-9]{2})(?P<dash>[-/])(?P<m>0[1-9]|1[0-2])(?P=dash)(?P<d>[0-3][0-9])(?![0-9/-])",
        _iso,
    ),
    rule(
        r"(?<![\w/.-])(?P<y>1[0-9]{3}|20[0-9]{2})-(?P<m>0[1-9]|1[0-2])(?![\w/-])",
        _iso_month,
    ),
    rule(
        r"(?<![\w/.$£€-])(?P<a>[0-3]?[0-9])(?P<dot>[/.])(?P<b>[0-3]?[0-9])(?P=dot)(?P<y>(?:19|20)[0-9]{2}|(?<=/)[0-9]{2})(?![\w/]|[.,][0-9])",
        _numeric,
    ),
    rule(r"\b{ON_WEEKDAY}{M} (?:the )?{D}(?:{COMMA_Y})", _days),
    rule(
        r"\b{ON_WEEKDAY}{NOT_YEARLY}{M} {D}{NO_COUNT}(?!-[a-z]| of (?:each|every)|(?:, ?| )[12][0-9]{3}\b)",
        _days,
    ),
    rule(r"\b{ON_WEEKDAY}(?:the )?{ONE_NUMBER}{D}(?: of)? {M}(?:{COMMA_Y})?", _days),
    rule(r"\b{M} {D}{TO}{D2}(?:{COMMA_Y})?{NO_COUNT}", _days),
    rule(r"{ONE_NUMBER}\b{D}{TO}{D2}(?: of)? {M}(?:{COMMA_Y})?", _days),
    rule(r"\b{M} {D}{TO}{M2} {D2}(?:{COMMA_Y})?", _days),
    rule(r"{ONE_NUMBER}\b{D} {M}{TO}{D2} {M2}(?:{COMMA_Y})?", _days),
    rule(r"\bbetween (?P<span>{M} {D} and (?:{M2} )?{D2}(?:{COMMA_Y})?)", _days),
    rule(r"\bbetween (?P<span>{D}(?: {M})? and {D2} {M2}(?:{COMMA_Y})?)", _days),
    rule(r"\b{M}{TO}{M2}(?:,? ){Y}", _month_range),
    rule(r"\bbetween (?P<span>{M} and {M2}(?:,? ){Y})", _month_range),
    rule(r"(?:\b{PART}|\b){M}(?:,? (?:of )?|,){Y}", _month),
    rule(
        r"{ONE_NUMBER}(?P<y>1[0-9]{3}|20[0-9]{2})(?: ?[-–‑/] ?| to | through | until )"
        r"(?P<y2>20[0-9]{2}|1[0-9]{3}|[0-9]{2})(?![\w/-]|[.,][0-9]){NO_COUNT}",
        _year_range,
    ),
    rule(r"(?:\b(?:the )?{PART}|\b)(?P<decade>(?:1[5-9]|20)[0-9]0)['’]?s\b", _decade),
    rule(r"\b(?:the ){PART}(?P<decade>['’][0-9]0)s\b", _decade),
    rule(r"(?:\b(?:the )?{PART}|\b)(?P<c>1[0-9]th|20th|21st)(?: |-)century\b", _century),
    rule(r"\bQ(?P<q>[1-4])(?:,? (?:of )?|-){Y}", _quarter),
    rule(r"\b(?:the )?(?P<o>first|second|third|fourth|final|last)(?: |-)quarter(?: of|,|) {Y}", _quarter),
    rule(r"\bH(?P<h>[12]) {Y}", _half),
    rule(r"\b(?:the )?(?P<o>first|second|last)(?: |-)half of {Y}", _half),
    rule(
        r"\b(?:(?:the )?(?:fiscal|financial)(?: year)? |FY ?)"
        + _YEAR_OR_DIGITS
        + "(?:[-–/](?P<y2>(?:20)?[0-9]{2})(?![0-9]))?",
        _fiscal,
    ),
    rule(
        r"(?:\b(?:the )?{PART}|\b)" + _SEASON + r" (?:of )?{Y}(?:[-–/](?P<y2>(?:20)?[0-9]{2})(?![0-9]))?",
        _season,
    ),
    rule(
        r"\b"
        + _IN_TIME
        + r" (?:at least |about |around |approximately |the year |as (?:early|late|far back) as )?"
        r"(?P<span>(?:the )?{PART}{Y}){NO_COUNT}",
        _year,
    ),
    rule(r"\bin (?P<span>{Y})(?= (?:people|men|women|children|troops|soldiers|workers) [a-z]+)", _year),
    rule(r"\b(?:the )?year (?P<span>{Y})", _year),
    rule(r"\b" + _OF_TIME + r" (?P<span>{PART}{Y}){NO_COUNT}", _year),
    rule(r"\b[A-Z]\w{1,30} of (?P<span>{Y}){NO_COUNT}", _year, any_case=False),
    rule(r"\b(?:the )?(?P<part>early|mid|late|(?:start|beginning|middle|end) of)(?: |-){Y}{NO_COUNT}", _year),
    rule(r"\((?:c\. ?)?(?P<span>{Y})\)", _year),
    rule(r"\b(?:the|its|his|her|their|a) (?P<span>{Y})(?= " + _YEARLY + ")", _year),
    rule(r"(?<![\w.,/$-])(?P<span>{Y})(?= ?(?:[-–]|to) ?(?:the )?present\b)", _year),
    rule(
        r"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<span>{Y})(?= (?:was|saw|will be|brought|marked|began|ended)\b)", _year
    ),
)
