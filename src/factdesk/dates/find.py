"""Finds the dates of a text: where they stand, which days they mean, and the preposition in front."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from factdesk.dates import absolute, relative
from factdesk.dates.spans import hull, years_of
from factdesk.dates.words import Reading, Resolver, Rule
from factdesk.model import Period


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as the text gives it: `text` is `article[start:end]`, without the preposition.

    `period` is None for a relative date that cannot be placed: the publication date is unknown, or it counts
    from another event ("two days later"). `relative` says whether it leans on the publication date or on
    another event. `relation` is the preposition: "since", "until", "before", "after", "by", "from", for a
    range "from to" or "between", else blank; `period` is then still the date itself, or the whole range.
    """

    start: int
    end: int
    text: str
    period: Period | None
    relative: bool
    relation: str = ""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A date not yet placed. `reading` is a Period, or a function of the publication day and the lean."""

    start: int
    end: int
    reading: Period | Resolver
    is_range: bool = False


_RELATIONS = {
    "ever since": "since",
    "till": "until",
    "up to": "until",
    "up until": "until",
    "prior to": "before",
    "ahead of": "before",
    "following": "after",
}
_RELATION = re.compile(
    r"\b(ever since|since|up until|until|till|up to|through|by|before|prior to|ahead of|after|following|from"
    r"|between)"
    r"(?:\s+(?:at least|about|around|approximately|the year|the|on|as (?:early|late|far back) as))?\s+$",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?[-–‑]\s?|,?\s(?:to|until|till|through)\s")
_JOINT_BETWEEN = re.compile(r"\sand\s")
_LISTED_YEAR = re.compile(r"(?:,\s|,?\s(?:and|or)\s)((?:1[5-9]|20)[0-9]{2})(?!\w|[.,:][0-9]|[-–])")
_UP_TO_NOW = re.compile(r"\s?(?:[-–‑]|\s(?:to|until)\s)\s?(?:the present|present|now|today)\b", re.IGNORECASE)
_LINE_OR_SENTENCE_END = re.compile(r"\n\s*\n|[.!?]['\"”’]?\s+(?=[A-Z“\"])")
_LEAN_WINDOW = 120

_AHEAD = (
    r"will|would|shall|won['’]t|(?:set|due|scheduled|expected|planned|slated|about|going|plans|planning|hopes|aims"
    r"|intends|poised|likely|ready) to|due|upcoming|(?:scheduled|planned|slated|set) for"
    r"|opens|begins|starts|kicks off|takes (?:place|effect)|closes|ends|meets|arrives|travels|returns"
    r"|comes into|faces|expires|resumes|reopens|launches|goes (?:to|on|before)"
)
_BACK = (
    r"(?<!be )(?:said|told|announced|reported|wrote|was|were|had|did|went|came|met|began|took|made|won|lost"
    r"|fell|rose|held|gave|left|died|killed|has|have)|(?<!be )[a-z]{3,}ed(?= (?:on|late|early|in)? ?$)"
)
_LEAN = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<back>{_BACK}))\b")


def find_dates(text: str, published: Period) -> list[DateMention]:
    """The dates of a text in order, not overlapping, with exact offsets. Never raises on any text.

    Relative dates are placed from `published`; where that is a range, from both its ends, and the period
    encloses both. With an end unknown, that end of the result is open; with no date, the period is None.
    """
    spots = _joined(text, _with_listed_years(text, _spots(text)))
    return [_placed(text, spot, published) for spot in spots]


def _spots(text: str) -> list[_Spot]:
    """Of all matches the leftmost, and of those that start together the longest."""
    found = [spot for rule in _RULES for match in rule.pattern.finditer(text) if (spot := _spot(rule, match))]
    found.sort(key=lambda spot: (spot.start, -spot.end))
    kept: list[_Spot] = []
    for spot in found:
        if not kept or spot.start >= kept[-1].end:
            kept.append(spot)
    return kept


_RULES = (*absolute.RULES, *relative.RULES)


def _spot(rule: Rule, match: re.Match[str]) -> _Spot | None:
    reading = read(rule, match)
    if reading is None:
        return None
    start, end = match.span("span" if "span" in rule.pattern.groupindex else 0)
    return _Spot(start, end, reading, is_range=_is_range(match))


def _is_range(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    return any(groups.get(name) for name in ("d2", "m2", "y2"))


def read(rule: Rule, match: re.Match[str]) -> Reading:
    """What a match means; None where its words or numbers make no date (31 June, a lower-case "may")."""
    try:
        return rule.read(match)
    except (LookupError, ValueError):
        return None


def _joined(text: str, spots: list[_Spot]) -> list[_Spot]:
    """Neighbours made one range: "5 May 2019 to 3 June 2021", "between March 2020 and June 2021"."""
    joined: list[_Spot] = []
    for spot in spots:
        if joined and _make_a_range(text, joined[-1], spot):
            first = joined.pop()
            spot = _Spot(first.start, spot.end, _range_of(first.reading, spot.reading), is_range=True)
        joined.append(spot)
    return joined


def _make_a_range(text: str, first: _Spot, last: _Spot) -> bool:
    if first.is_range or last.is_range or last.start - first.end > 12:
        return False
    between = text[first.end : last.start]
    if _JOINT_BETWEEN.fullmatch(between):
        is_range = _relation_before(text, first.start) == "between"
    else:
        is_range = _JOINT.fullmatch(between) is not None
    if isinstance(first.reading, Period) and isinstance(last.reading, Period):
        return is_range and (first.reading.start or date.min) <= (last.reading.start or date.max)
    return is_range


def _range_of(first: Period | Resolver, last: Period | Resolver) -> Period | Resolver:
    if isinstance(first, Period) and isinstance(last, Period):
        return hull(first, last)

    def resolve(day: date, lean: int) -> Period | None:
        ends = [end if isinstance(end, Period) else end(day, lean) for end in (first, last)]
        if ends[0] is None or ends[1] is None or (ends[0].start or day) > (ends[1].end or day):
            return None
        return hull(ends[0], ends[1])

    return resolve


def _with_listed_years(text: str, spots: list[_Spot]) -> list[_Spot]:
    """With the years that follow in a list: "in 2019, 2020 and 2021"."""
    listed: list[_Spot] = []
    for index, spot in enumerate(spots):
        listed.append(spot)
        limit = spots[index + 1].start if index + 1 < len(spots) else len(text)
        while re.fullmatch("[0-9]{4}", text[listed[-1].start : listed[-1].end]) and (
            match := _LISTED_YEAR.match(text, listed[-1].end, limit)
        ):
            listed.append(_Spot(match.start(1), match.end(1), years_of(int(match[1]))))
    return listed


def _placed(text: str, spot: _Spot, published: Period) -> DateMention:
    relation = _relation(text, spot)
    mention = DateMention(spot.start, spot.end, text[spot.start : spot.end], None, True, relation)
    if isinstance(spot.reading, Period):
        return replace(mention, period=spot.reading, relative=False)
    lean = _lean(text, spot) if published.is_known else 0
    return replace(mention, period=_resolved(spot.reading, published, lean))


def _resolved(resolver: Resolver, published: Period, lean: int) -> Period | None:
    first = _resolved_from(resolver, published.start, lean)
    last = _resolved_from(resolver, published.end, lean)
    if first and last:
        return hull(first, last)
    if first and first.start and published.end is None:
        return Period(first.start, None)
    if last and last.end and published.start is None:
        return Period(None, last.end)
    return None


def _resolved_from(resolver: Resolver, day: date | None, lean: int) -> Period | None:
    try:
        return resolver(day, lean) if day else None
    except (OverflowError, ValueError):  # beyond the years 1 to 9999
        return None


def _relation(text: str, spot: _Spot) -> str:
    relation = _relation_before(text, spot.start)
    if spot.is_range:
        return {"from": "from to", "between": "between"}.get(relation, "")
    if relation == "through":  # "through September 2023", but not "through the last two decades"
        return "until" if isinstance(spot.reading, Period) else ""
    return "since" if _UP_TO_NOW.match(text, spot.end) else relation


def _relation_before(text: str, start: int) -> str:
    match = _RELATION.search(text[max(0, start - 40) : start])
    word = " ".join(match[1].lower().split()) if match else ""
    return _RELATIONS.get(word, word)


def _lean(text: str, spot: _Spot) -> int:
    """1 where the sentence looks ahead, -1 where back: by the last verb before the date, else the next."""
    before = text[max(0, spot.start - _LEAN_WINDOW) : spot.start]
    ends = list(_LINE_OR_SENTENCE_END.finditer(before))
    before = before[ends[-1].end() :] if ends else before
    after = _LINE_OR_SENTENCE_END.split(text[spot.end : spot.end + _LEAN_WINDOW], maxsplit=1)[0]
    verbs = list(_LEAN.finditer(before))
    verb = verbs[-1] if verbs else _LEAN.search(after)
    if verb is None:
        return 0
    return 1 if verb["ahead"] else -1
