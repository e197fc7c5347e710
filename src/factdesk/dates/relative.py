"""Dates that count from the day of publication, and those that count from another event in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from factdesk.dates.absolute import YEARLESS_SLACK
from factdesk.dates.leftovers import read_relative
from factdesk.dates.spans import (
    SEASONS,
    hull,
    months_of,
    nearest,
    part_of,
    shifted,
    unit_of,
    week_of,
)
from factdesk.dates.wording import MONTHS
from factdesk.dates.words import Reading, Rule, count, group, month, rule, weekday
from factdesk.model import Period

_DAY_WORDS = {"today": (0, 0), "tonight": (0, 0), "yesterday": (-1, -1), "tomorrow": (1, 1)} | {
    "overnight": (-1, 0),
    "last night": (-1, 0),
    "the day before yesterday": (-2, -2),
    "the day after tomorrow": (2, 2),
}
_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_NAME = re.compile(
    r"\b(?!(?:In|Since|By|Last|Next|This|Early|Late|Mid|Until|From|During|On|To|And|The)\b)[A-Z][a-z]{1,20}"
    r" (April|May|June|August)\b"
)
_PARTS_OF_DAY = ("morning", "afternoon", "evening", "night")


def _day_word(match: re.Match[str]) -> Reading:
    first, last = _DAY_WORDS[group(match, "word")]
    return lambda day, lean: Period(day + timedelta(first), day + timedelta(last))


def _weekday(match: re.Match[str]) -> Reading:
    """A plain weekday is the latest one, or the next where the sentence looks ahead; today counts."""
    number = weekday(match)
    step = group(match, "step")
    if step:
        return lambda day, lean: _stepped_weekday(day, number, _STEPS[step])
    return lambda day, lean: nearest(
        [Period.day(day + timedelta(n)) for n in range(-6, 7) if (day.weekday() + n) % 7 == number], day, lean
    )


def _stepped_weekday(day: date, number: int, step: int) -> Period:
    """On a Monday "next Friday" may be either of two: both are enclosed."""
    there = day + timedelta(number - day.weekday())
    if step == 0:
        return Period.day(there)
    other = there + timedelta(7 * step)
    is_nearer = (there - day).days * step > 0
    return hull(Period.day(other), Period.day(there)) if is_nearer else Period.day(other)


def _stepped_unit(match: re.Match[str]) -> Reading:
    """This, last or next week, month …; "earlier" and "later" cut it at the day of publication."""
    unit, step, part = group(match, "u"), _STEPS[group(match, "step")], group(match, "part")

    def resolve(day: date, lean: int) -> Period:
        if unit in _PARTS_OF_DAY:
            return Period.day(day + timedelta(step))
        base = day + timedelta(7 * step) if unit == "weekend" else shifted(day, unit, step)
        return _cut(unit_of(unit, base), part, day)

    return resolve


def _cut(period: Period, part: str, day: date) -> Period:
    if part in ("earlier", "later") and period.contains(day):
        return Period(period.start, day) if part == "earlier" else Period(day, period.end)
    return part_of(period, {"earlier": "", "later": ""}.get(part, part.removeprefix("the ")))


def _part_of_this(match: re.Match[str]) -> Reading:
    """The end of the year, month or week that is running."""
    unit, part = group(match, "u"), group(match, "part").removeprefix("the ")
    return lambda day, lean: _cut(unit_of(unit, day), part, day)


def _half_of(match: re.Match[str]) -> Reading:
    first = {"first": 1, "second": 7, "last": 7}[group(match, "o")]
    step = _STEPS.get(group(match, "step"), 0)
    return lambda day, lean: months_of(day.year + step, first, 6)


def _stepped_month(match: re.Match[str]) -> Reading:
    return _stepped(group(match, "step"), lambda year: months_of(year, number), number := month(match))


def _stepped_season(match: re.Match[str]) -> Reading:
    first = SEASONS[group(match, "s")]
    return _stepped(group(match, "step"), lambda year: months_of(year, first, 3), first)


def _stepped(step: str, in_year: Callable[[int], Period], first_month: int) -> Reading:
    """Last June is the latest that is over, next June the first not begun, this June the year's own."""

    def resolve(day: date, lean: int) -> Period | None:
        around = [in_year(day.year + n) for n in range(-2, 3)]
        if _STEPS[step] < 0:
            return next((p for p in reversed(around) if p.end and p.end < day), None)
        if _STEPS[step] > 0:
            return next((p for p in around if p.start and p.start > day), None)
        return next((p for p in around if p.contains(day)), in_year(day.year))

    return resolve


def _plain_month(match: re.Match[str]) -> Reading:
    """In June: the latest that has begun, or the coming one where the sentence looks ahead."""
    number, part = month(match), group(match, "part").removeprefix("the ")
    if match["m"] in _names(match.string):
        return None

    def resolve(day: date, lean: int) -> Period | None:
        around = [months_of(day.year + n, number) for n in range(-2, 3)]
        period = nearest(around, day, lean, YEARLESS_SLACK)
        return period and part_of(period, part)

    return resolve


def _month_of_year(match: re.Match[str]) -> Reading:
    number, step = month(match), _STEPS[group(match, "step")]
    return lambda day, lean: months_of(day.year + step, number)


@lru_cache(maxsize=4)  # once a text: it is asked at each such month
def _names(text: str) -> frozenset[str]:
    """Of April, May, June and August, those that a person in the text is called."""
    return frozenset(_NAME.findall(text))


def _ago(match: re.Match[str]) -> Reading:
    """Two years ago, with half a year of play either side; without a number ("decades ago") it is open."""
    unit, about = group(match, "u"), group(match, "about")
    low, high = count(group(match, "n")) if group(match, "n") else (2, 0)
    sign = 1 if group(match, "way") in ("from now", "from today", "hence") or group(match, "ahead") else -1
    if unit in ("minute", "hour"):
        return _hours(low if unit == "hour" else 0, sign)
    play = 0.0 if unit == "day" else 0.5
    near = low - play - (about in ("less than", "nearly", "almost", "under", "about", "around", "roughly"))
    far = high + play + (about in ("more than", "over", "at least", "about", "around", "roughly"))

    def resolve(day: date, lean: int) -> Period:
        nearer = shifted(day, unit, sign * max(near, 0))
        farther = shifted(day, unit, sign * far) if high else None
        return Period(farther, nearer) if sign < 0 else Period(nearer, farther)

    return resolve


def _hours(hours: int, sign: int) -> Reading:
    reach = timedelta(sign * (hours // 24 + 1 if hours else 0))
    return lambda day, lean: Period(min(day, day + reach), max(day, day + reach))


def _stretch(match: re.Match[str]) -> Reading:
    """The past two years, the coming days: up to or from the day of publication."""
    unit, sign = group(match, "u"), _STEPS[group(match, "step")]
    if group(match, "n"):
        size = count(group(match, "n"))[1]
    else:
        size = 9 if match["u_s"].casefold().endswith("s") else 1

    def resolve(day: date, lean: int) -> Period:
        if unit == "hour":
            other = day + timedelta(sign * (size // 24 + 1))
        else:
            other = shifted(day, unit, sign * size)
        return Period(min(day, other), max(day, other))

    return resolve


def _weekend(match: re.Match[str]) -> Reading:
    def resolve(day: date, lean: int) -> Period | None:
        monday = week_of(day).start or day
        around = [Period(monday + timedelta(7 * n + 5), monday + timedelta(7 * n + 6)) for n in (-1, 0)]
        return nearest(around, day, lean)

    return resolve


def _other_event(match: re.Match[str]) -> Reading:
    return lambda day, lean: None


_NAMED_DAY = "".join(
    rf"(?<!{word}\s)"
    for word in ("Black", "Good", "Super", "Bloody", "Ash", "Cyber", "Palm", "Easter", "[Ee]very", "[Ee]ach")
)
_NOT_A_TITLE = r"(?!['’]s\b| (?:Times|Telegraph|Mirror|Post|Mail|Express|Night Live|Herald))"
_FULL_MONTH = rf"(?P<m>{'|'.join(MONTHS)})(?!['’]s| [A-Z][a-z]|[A-Za-z-])"
_WEEK_UNIT = "(?P<u>week|weekend|month|year|decade|century|morning|afternoon|evening)"
_ABOUT = "(?:(?P<about>nearly|almost|about|around|roughly|more than|over|less than|under|at least) )?"

RULES: tuple[Rule, ...] = (
    rule(
        r"\b(?P<word>today|tonight|yesterday|tomorrow|overnight|last night"
        r"|the day before yesterday|the day after tomorrow)\b",
        _day_word,
    ),
    rule(
        r"(?:\b(?P<part>earlier|later|early|late|mid)(?: |-)|\b)(?P<step>this|last|next) "
        + _WEEK_UNIT
        + r"\b",
        _stepped_unit,
    ),
    rule(
        r"\b(?P<part>the (?:start|beginning|middle|end) of) (?P<step>this|last|next)"
        r" (?P<u>week|month|year|decade|century)\b",
        _stepped_unit,
    ),
    rule(r"\b(?:the )?(?P<step>current|previous) (?P<u>week|month|year|decade)\b", _stepped_unit),
    rule(
        r"\b(?P<part>the (?:start|beginning|middle|end) of) the (?P<u>week|month|year|decade)\b",
        _part_of_this,
    ),
    rule(r"\bthe (?P<o>first|second|last) half of (?:the|(?P<step>this|last|next)) year\b", _half_of),
    rule(r"\b(?P<part>earlier|later) in the (?P<u>week|month|year)\b", _part_of_this),
    rule(r"\b(?P<step>[Tt]his|[Ll]ast|[Nn]ext) " + _FULL_MONTH, _stepped_month, any_case=False),
    rule(r"\b(?P<step>this|last|next) (?P<s>spring|summer|autumn|fall|winter)\b", _stepped_season),
    rule(
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Bb]efore|[Aa]fter|[Ff]rom|[Tt]hrough|to)"
        r" (?P<span>{PART}" + _FULL_MONTH + ")",
        _plain_month,
        any_case=False,
    ),
    rule(r"\b" + _FULL_MONTH + r" (?:of )?(?P<step>last|this|next) year\b", _month_of_year, any_case=False),
    rule(
        r"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Tt]he )?(?:start|beginning|middle|end) of)(?: |-)"
        + _FULL_MONTH,
        _plain_month,
        any_case=False,
    ),
    rule(
        _NAMED_DAY
        + r"\b(?:(?P<step>[Tt]his|[Ll]ast|[Nn]ext) )?{WEEKDAY}(?: (?:morning|afternoon|evening|night))?\b"
        + _NOT_A_TITLE,
        _weekday,
        any_case=False,
    ),
    rule(r"\b" + _ABOUT + r"{N} {UNIT} (?P<way>ago|from now|from today|hence)\b", _ago),
    rule(r"\b{SPELL}(?:,? and |, ){SPELL} ago\b", lambda m: lambda day, lean: read_relative(m[0], day)),
    rule(r"(?<!hundred\s)(?<!thousand\s)(?<!million\s)\b(?P<u>week|month|year|decade)s ago\b", _ago),
    rule(
        r"\b(?P<ahead>in) " + _ABOUT + r"(?P<n>[0-9]{1,2}|an?|two|three|four|five|six|seven|eight|nine|ten)"
        r" (?P<u>day|week|fortnight|month|year)s?['’]?s? time\b",
        _ago,
    ),
    rule(
        r"\bthe (?P<step>past|last|next|coming) (?:{N} )?(?P<u_s>(?P<u>hour|day|week|month|year|decade)s?)\b",
        _stretch,
    ),
    rule(r"\b(?:over|at|on|during) (?P<span>the weekend)\b", _weekend),
    # Counted from another event: found, so that nobody takes a number in it for a date, but not placed.
    rule(
        r"\b(?:the (?:following|next|previous|same)|that(?: same)?)"
        r" (?:day|morning|evening|night|week|month|year)\b",
        _other_event,
    ),
    rule(r"\b" + _ABOUT + r"{N} {UNIT} (?:earlier|later|before|after|afterwards)\b", _other_event),
)
