"""Dates that no calendar has, and stretches of time that end before they begin."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from factdesk.checks.remark import Remark, Subject
from factdesk.dates import MONTHS
from factdesk.dates.words import day, group, month, rule, year
from factdesk.model import Outcome

_YEAR = "(?P<y>(?:1[0-9]|20)[0-9]{2})(?![0-9]|[.,:][0-9])"
# What may stand before a date; after "Section" or a noun, "31 June" may be a number and a name.
_LED = r"(?:(?<=\n)|(?<=\()|\b(?:on|by|until|till|since|before|after|from|dated|of|to|and|between|the) )"
_RULES = tuple(
    rule(template, lambda match: None, any_case=False)
    for template in (
        rf"\b(?P<date>{{M}} {{D}}(?:, ?| ){_YEAR})",
        rf"{_LED}(?P<date>{{D}}(?: of)? {{M}}(?:, ?| ){_YEAR})",
        r"\b(?:on|until|till|since|before|after) (?P<date>{M} {D}{NO_COUNT})(?=[.;)]|,\s[a-z]|$)",
        r"\b(?:on|until|till|since|before|after) (?:the )?(?P<date>{D}(?: of)? {M})(?=[.;)]|,\s[a-z]|$)",
    )
)
_BACKWARDS = re.compile(
    r"\b[Ff]rom\s(?P<first>(?:1[5-9]|20)[0-9]{2})\s(?:to|until|till|through)\s"
    r"(?P<last>(?:1[5-9]|20)[0-9]{2})(?=[,;.)\n]?(?:\s|$))(?!\.[0-9])(?!\s(?:BC|B\.C|BCE)\b)"
)
# Numbers that are no years, and years that are moved or listed backwards on purpose.
_MOVED = re.compile(
    r"\b(?:rose|ris\w+|fell|fall\w*|drop\w*|declin\w+|decreas\w+|increas\w+|reduc\w+|cut|cuts|down|up|grew|grow\w*"
    r"|shr[aiu]nk\w*|lower\w*|rais\w+|jump\w*|climb\w*|plung\w+|slip\w*|number\w*|price\w*|index|points?"
    r"|mov\w+|brought|bring\w*|forward|earlier|advanc\w+|shift\w+|target\w*|deadline|accelerat\w+|backdat\w+"
    r"|revis\w+|chang\w+|amend\w+|correct\w+|back|backward\w*|reverse\w*|descend\w+|travel\w*|compar\w+|differ\w*"
    r"|switch\w*|adjust\w*|rescheduled?|BC|BCE|relax\w*|goal|date)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Remark]:
    """A contradiction for 31 June, for 29 February of a year that has none, and for "from 2019 to 2015"."""
    text = subject.article.text
    seen: set[int] = set()
    for one in _RULES:
        for match in one.pattern.finditer(text):
            message = _impossible(match)
            if message and match.start("date") not in seen:
                seen.add(match.start("date"))
                yield Remark("calendar", (match.span("date"),), Outcome.CONTRADICTED, message)
    for match in _BACKWARDS.finditer(text):
        if int(match["first"]) > int(match["last"]) and not _is_moved(text, match):
            yield Remark("calendar", (match.span(),), Outcome.CONTRADICTED, _ends_early(match))


def _impossible(match: re.Match[str]) -> str:
    try:
        number = month(match)
    except LookupError:
        return ""
    in_year = year(match) if group(match, "y") else 2024  # a leap year: refuses only what no year has
    most = monthrange(in_year, number)[1]
    if day(match) <= most:
        return ""
    name = f"{MONTHS[number - 1]} {in_year}" if group(match, "y") and number == 2 else MONTHS[number - 1]
    return f"There is no such day: {name} has {most} days."


def _is_moved(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 100) : match.end() + 60]
    return bool(_MOVED.search(around))


def _ends_early(match: re.Match[str]) -> str:
    return f"A time from {match['first']} to {match['last']} would end before it began."
