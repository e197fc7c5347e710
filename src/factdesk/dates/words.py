"""The words of dates: pattern fragments, and what each word stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from factdesk.model import Period

# What a match means: a Period, or for a relative expression a function of a publication day and of the
# sentence's lean (-1 looks back, 1 ahead, 0 unknown). None: it is no date after all.
Resolver = Callable[[date, int], Period | None]
Reading = Period | Resolver | None

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![A-Za-z0-9]|[.,:][0-9])"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|['’][0-9]{2})(?![A-Za-z0-9]|[.,:][0-9])"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
_WEEKDAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {word: i for i, word in enumerate(_ONES, 1)} | {"a": 1, "an": 1, "fifteen": 15}
_VAGUE_NUMBERS = {"couple": (2, 3), "few": (2, 5), "some": (2, 5), "several": (2, 9), "dozen": (10, 14)}
# A number word that ends another ("seventy-five") must not match from its middle.
_NUMBER = (
    rf"(?<!-)(?:[0-9]{{1,3}}|an?|fifteen|{'|'.join(_ONES)}|(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?"
    r"|(?:an?|one) hundred|(?:a )?(?:few|couple(?: of)?|dozen)|several|some)"
)
_UNIT = "(?:minute|hour|day|week|fortnight|month|year|decade)"
_COUNTED = (
    r"(?:[\w-]{0,12}people|persons|men|women|children|troops|soldiers|fighters|workers|employees|jobs|homes"
    r"|houses|cases|deaths|votes|seats|points|copies|units|miles|km|kilomet\w+|met(?:er|re)s|feet|acres"
    r"|hectares|tons|tonnes|kg|pounds|dollars|euros|percent|per cent|%|million|billion|trillion|thousand|GMT"
    r"|UTC|hours|times|years|calories|megawatts|MW|litres|liters)(?!\w)"
)

_TOKENS = {
    "{M}": f"(?P<m>{_MONTH})",
    "{M2}": f"(?P<m2>{_MONTH})",
    "{D}": f"(?P<d>{_DAY})",
    "{D2}": f"(?P<d2>{_DAY})",
    "{Y}": f"(?P<y>{_YEAR})",
    "{Y2}": f"(?P<y2>{_YEAR})",
    "{COMMA_Y}": f"(?:, ?| )(?P<y>{_YEAR})",
    "{WEEKDAY}": f"(?P<w>{_WEEKDAY})",
    "{ON_WEEKDAY}": rf"(?:(?:{_WEEKDAY}|Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?(?:, ?| ))?",
    "{TO}": "(?: ?[-–‑] ?| (?:to|through|until|till) )",
    "{PART}": r"(?:(?P<part>early|mid|late|(?:the )?(?:start|beginning|middle|end) of)(?: |-))?",
    "{N}": f"(?P<n>{_NUMBER})",
    "{UNIT}": f"(?P<u>{_UNIT})s?",
    "{SPELL}": f"{_NUMBER} {_UNIT}s?",
    "{NO_COUNT}": rf"(?!(?: |-){_COUNTED}|%)",
    "{NOT_YEARLY}": r"(?<!each\s)(?<!every\s)",
    "{ONE_NUMBER}": r"(?<![\w.,/$£€#-])",
}
# One line break at most: a date does not run across paragraphs. Bounded, so that long gaps cost nothing.
_GAP = r"(?:[^\S\n]{1,3}\n?|\n)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its match means. A group named `span` narrows the words that count as the date."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Reading]


def rule(template: str, read: Callable[[re.Match[str]], Reading], *, any_case: bool = True) -> Rule:
    """A rule from a template in which `{M}` and the like stand for fragments and a space for a short gap."""
    for token, fragment in _TOKENS.items():
        template = template.replace(token, fragment)
    return Rule(re.compile(template.replace(" ", _GAP), re.IGNORECASE if any_case else 0), read)


def group(match: re.Match[str], name: str) -> str:
    """A group in lower case with single spaces; blank where the pattern lacks it or it took no part."""
    return " ".join((match.groupdict().get(name) or "").casefold().split())


def month(match: re.Match[str], name: str = "m") -> int:
    """The number of a month; LookupError for a lower-case "may" or "march", which is a verb."""
    if match[name] in ("may", "march", "mar"):
        raise LookupError(match[name])
    return _MONTHS[group(match, name)[:3]]


def day(match: re.Match[str], name: str = "d") -> int:
    return int(re.sub(r"\D", "", match[name]))


def year(match: re.Match[str], name: str = "y") -> int:
    """A year; of two digits, 70 to 99 belong to the last century."""
    digits = match[name].strip("'’")
    return int(digits) if len(digits) == 4 else full_year(int(digits))


def full_year(two_digits: int) -> int:
    return two_digits + (1900 if two_digits >= 70 else 2000)


def weekday(match: re.Match[str]) -> int:
    """Monday is 0."""
    return _WEEKDAYS[group(match, "w")[:3]]


def count(text: str) -> tuple[int, int]:
    """The least and the most that a number word may stand for: "few" is 2 to 5.

    >>> count("seventy-five"), count("a few")
    ((75, 75), (2, 5))
    """
    if text.isascii() and text.isdigit():
        return int(text), int(text)
    for word, bounds in _VAGUE_NUMBERS.items():
        if word in text.split():
            return bounds
    if text.endswith("hundred"):
        return 100, 100
    tens, hyphen, ones = text.partition("-")
    if tens in _TENS:
        number = 10 * _TENS.index(tens) + 20 + (_NUMBERS[ones] if hyphen else 0)
        return number, number
    return _NUMBERS[text], _NUMBERS[text]
