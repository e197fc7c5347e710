"""Births, deaths and ages that a text gives, each with the person it gives them of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from factdesk.checks.remark import Subject
from factdesk.dates import MONTHS, DateMention, parse_period
from factdesk.errors import BadInput
from factdesk.model import Period, Sentence

# Longer than this, in letters, a sentence is a table or a list without stops.
_LONGEST = 1500

_NTH = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_DAY_OR_YEAR = (
    rf"(?:{_NTH}\s[A-Z][a-z]{{2,8}}\.?,?\s|[A-Z][a-z]{{2,8}}\.?,?\s(?:{_NTH},?\s)?)?(?:1[5-9]|20)[0-9]{{2}}"
)
_DATE = _DAY_OR_YEAR + r"(?![\w/]|[-–‑][0-9]|[.,][0-9])"
_NO_NAME = (
    r"(?!(?:In|On|At|The|An?|This|That|After|Before|During|When|While|Born|He|She|His|Her|Its?|Their|Since|For|From"
    rf"|By|As|{'|'.join(MONTHS)})\b)"
)
_NAME = _NO_NAME + r"[A-Z][\w’'-]+(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+|de|van|von|bin|al|da|del|der)){1,4}"
_NUMBER = r"(?P<age>[1-9][0-9]?|1[01][0-9])"
_UNSURE = r"(?!\s?(?:or|to|and)\s(?:[0-9]|early|late))(?!\s?\?)"
_GAP = (
    r"(?:(?!\b(?:and|who|before|after|around|about|circa|by|since|until|late|early|mid|died|when)\b)[^.;:()\d])"
    r"{0,80}?"
)
_PERSON = rf"(?P<who>{_NAME}|He|She)"
# An age between a name and the birth, or a birth between a name and the age.
_ASIDE = r"(?:,\s(?:aged\s)?[0-9]{1,3}(?=,|\swas))?"
_WHO_WAS = r"(?:,\swho\swas\s[^,.;]{4,60},)?"
_BORN = (
    re.compile(rf"{_PERSON}{_ASIDE},?\s(?:who\s)?(?:was|is)\sborn\b{_GAP}\s(?P<date>{_DATE}){_UNSURE}"),
    re.compile(
        rf"(?P<who>{_NAME}),?(?:\s(?:aged\s)?[0-9]{{1,3}},)?\s\(?(?:born|b\.)\s(?:on\s|in\s)?(?P<date>{_DATE}){_UNSURE}(?=\s?[,);])"
    ),
    re.compile(rf"^Born\b{_GAP}\s(?P<date>{_DATE})(?:\sin\s[^,.;\d]{{2,40}})?,\s(?P<who>{_NAME}|he|she)\b"),
)
_LIFE = re.compile(
    rf"(?P<who>{_NAME})\s\((?:born\s)?(?P<date>{_DAY_OR_YEAR})\s?[-–—]\s?(?:died\s)?(?P<death>{_DAY_OR_YEAR})\)"
)
_DIED = re.compile(rf"{_PERSON}\s(?:died|passed\saway)\b{_GAP}\s(?P<date>{_DATE}){_UNSURE}")
_AT_AGE = rf"(?:at\s(?:the\s)?age\s(?:of\s)?|aged\s){_NUMBER}(?![\w.]*\d|-)\b{_UNSURE}"
_DEATH_AGE = (re.compile(rf"{_PERSON}\s(?:died|passed\saway)\b[^.;:]{{0,90}}?\s(?P<words>{_AT_AGE})"),)
_EVENT_AGE = (
    re.compile(rf"^In\s(?P<date>{_DATE}),\s(?P<words>{_AT_AGE}),\s(?P<who>{_NAME}|he|she)\b"),
    re.compile(
        rf"^(?P<words>At\s(?:the\s)?age\s(?:of\s)?{_NUMBER})\b,?\sin\s(?P<date>{_DATE}),\s(?P<who>{_NAME}|he|she)\b"
    ),
    re.compile(rf"^{_PERSON}\s(?P<words>turned\s{_NUMBER})\s(?:on|in)\s(?P<date>{_DATE})"),
)
_PRESENT_AGE = (
    re.compile(rf"(?P<who>{_NAME}),\s(?P<words>(?:aged\s)?{_NUMBER})(?=,\s[a-z])"),
    re.compile(rf"(?P<words>{_NUMBER}-year-old)\s(?P<who>{_NAME})"),
    re.compile(rf"{_PERSON}{_WHO_WAS}\sis\s(?:now\s)?(?P<words>{_NUMBER}\syears\sold)\b"),
)
_AGES = (
    ("death age", _DEATH_AGE),
    ("event age", _EVENT_AGE),
    ("present age", _PRESENT_AGE),
)
_KIN = re.compile(
    r"\b(?:brother|sister|son|daughter|father|mother|wife|husband|uncle|aunt|cousin|nephew|niece|grand\w+|twin"
    r"|parents?|child|partner|friend|widow|widower|fianc\w+|stepfather|stepmother|siblings?)s?\b",
    re.IGNORECASE,
)
_STARTS_WITH_NAME = re.compile(rf"(?P<who>{_NAME})(?=\s\(|,|\s(?:was|is|has|had|died|[a-z]+ed)\b)")
_THEY = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_WORTH_READING = re.compile(r"\b(?:born|b\.|died|aged?|old|turned|passed)\b|\s[0-9]{1,3},|[0-9]{4}\)")
_TWO = re.compile(r"[A-Z][\w’'-]+\s(?:and|&)\s[A-Z]")
_PRONOUNS = ("he", "she")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a text says of a person: `kind` is "birth", "death", "death age", "event age" or "present age".

    `when` is the day of the birth, the death or the event; `age` in full years where one is given.
    `other_day` tells that the sentence has a date of its own, so that an age in it need not be today's.
    """

    kind: str
    person: str
    start: int
    end: int
    when: Period = field(default_factory=Period)
    age: int = -1
    other_day: bool = False


def facts(subject: Subject) -> list[Fact]:
    """The facts in the order of the text.

    A pronoun counts only in a text that has either "he" or "she", and only for whom it speaks of first.
    """
    text = subject.article.text
    found: list[Fact] = []
    current = hero = ""
    one_kind = len({word.lower() for word in _THEY.findall(text)}) < 2
    for sentence in subject.sentences:
        if sentence.end - sentence.start > _LONGEST:
            current = ""
            continue
        words = text[sentence.start : sentence.end]
        current = _subject_of(words, current)
        hero = hero or current
        if _WORTH_READING.search(words):
            known = current if one_kind and current == hero else ""
            found.extend(_of_sentence(words, sentence, known, subject.dates))
        if _KIN.search(words):
            current = ""
    return _of_clear_people(found)


def _subject_of(words: str, current: str) -> str:
    """The person of whom a pronoun at the start would speak: the last one who began a sentence."""
    if found := _STARTS_WITH_NAME.match(words):
        return " ".join(found["who"].split())
    return "" if _TWO.match(words) else current


def _of_sentence(
    words: str, sentence: Sentence, current: str, dates: Sequence[DateMention]
) -> Iterator[Fact]:
    if _KIN.search(words):
        return
    lived = list(_dates_of_life(words, sentence.start, current))
    yield from lived
    other_day = _has_other_date(sentence, dates, lived)
    for kind, patterns in _AGES:
        for pattern in patterns:
            yield from _aged(pattern, kind, words, sentence.start, current, other_day)


def _dates_of_life(words: str, offset: int, current: str) -> Iterator[Fact]:
    for pattern in _BORN:
        yield from _dated(pattern, "birth", words, offset, current)
    for found in _LIFE.finditer(words):
        yield from _dated_fact(found, "date", "birth", offset, current)
        yield from _dated_fact(found, "death", "death", offset, current)
    yield from _dated(_DIED, "death", words, offset, current)


def _has_other_date(sentence: Sentence, dates: Sequence[DateMention], lived: Sequence[Fact]) -> bool:
    """Whether the sentence has a date that is not of somebody's birth or death."""
    first = bisect_left(dates, sentence.start, key=lambda one: one.start)
    last = bisect_left(dates, sentence.end, key=lambda one: one.start)
    return any(
        not any(one.start < fact.end and fact.start < one.end for fact in lived) for one in dates[first:last]
    )


def _dated(pattern: re.Pattern[str], kind: str, words: str, offset: int, current: str) -> Iterator[Fact]:
    for found in pattern.finditer(words):
        yield from _dated_fact(found, "date", kind, offset, current)


def _dated_fact(found: re.Match[str], group: str, kind: str, offset: int, current: str) -> Iterator[Fact]:
    person, when = _person(found["who"], current), _period(found[group])
    if person and when:
        yield Fact(kind, person, offset + found.start(group), offset + found.end(group), when)


def _aged(
    pattern: re.Pattern[str], kind: str, words: str, offset: int, current: str, other_day: bool
) -> Iterator[Fact]:
    for found in pattern.finditer(words):
        person = _person(found["who"], current)
        when = _period(found["date"]) if "date" in pattern.groupindex else Period()
        if person and when:
            start, end = found.span("words")
            yield Fact(kind, person, offset + start, offset + end, when, int(found["age"]), other_day)


def _person(who: str, current: str) -> str:
    if who.lower() in _PRONOUNS:
        return current
    return " ".join(who.split())


def _period(words: str) -> Period | None:
    try:
        return parse_period(words)
    except BadInput:
        return None


def _of_clear_people(found: list[Fact]) -> list[Fact]:
    """Without the people whose last name two of the full names in question share."""
    names: dict[str, set[str]] = {}
    for fact in found:
        names.setdefault(fact.person.split()[-1], set()).add(fact.person)
    return [fact for fact in found if len(names[fact.person.split()[-1]]) == 1]
