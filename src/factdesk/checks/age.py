"""Stated ages against births, deaths and each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factdesk.checks.lives import Fact, facts
from factdesk.checks.remark import Remark, Subject
from factdesk.checks.weekday import said
from factdesk.model import Outcome, Period


def check(subject: Subject) -> Iterator[Remark]:
    """A contradiction for an age, a birth or a death that no day could make true beside the others.

    Births and events are periods ("born in 1970"): only an age outside all that they allow counts. Ages of
    today ("Ann Example, 45,") need a publication date to be held against a birth, none against each other.
    """
    by_person: dict[str, list[Fact]] = {}
    for fact in facts(subject):
        by_person.setdefault(fact.person, []).append(fact)
    for known in by_person.values():
        if len(known) > 1:
            yield from _of_person(known, subject.article.published)


def _of_person(known: list[Fact], published: Period) -> Iterator[Remark]:
    births = [one for one in known if one.kind == "birth"]
    deaths = [one for one in known if one.kind == "death"]
    yield from _differing(births, "was born")
    yield from _differing(deaths, "died")
    if _disagree(births) or _disagree(deaths):
        return
    if births:
        yield from _against_birth(births[0], deaths, known, published)
    yield from _two_ages([one for one in known if one.kind == "present age" and not one.other_day])


def _disagree(stated: list[Fact]) -> bool:
    return any(stated[0].when.intersect(one.when) is None for one in stated[1:])


def _differing(stated: list[Fact], what: str) -> Iterator[Remark]:
    """A second date for what happens once."""
    for one in stated[1:]:
        if stated[0].when.intersect(one.when) is None:
            first, second = on(one.when), on(stated[0].when)
            message = f"The article says that {one.person} {what} {first}, and elsewhere {second}."
            yield _remark(message, one, stated[0])


def _against_birth(birth: Fact, deaths: list[Fact], known: list[Fact], published: Period) -> Iterator[Remark]:
    for death in deaths[:1]:
        if death.when.end and birth.when.start and death.when.end < birth.when.start:
            message = f"{death.person} cannot have died {on(death.when)}, before being born {on(birth.when)}."
            yield _remark(message, death, birth)
            return
    for one in known:
        when = _day_of(one, deaths, published)
        bounds = _ages(birth.when, when) if when else None
        if when and bounds and not bounds[0] <= one.age <= bounds[1]:
            yield _remark(_wrong_age(one, birth, when, bounds), one, birth)


def _day_of(one: Fact, deaths: list[Fact], published: Period) -> Period | None:
    """The days on which somebody had a stated age; None where they are not known."""
    if one.kind == "event age":
        return one.when
    if one.kind == "death age" and deaths:
        return deaths[0].when
    if one.kind == "present age" and not one.other_day and published.start and published.end:
        return published
    return None


def _ages(birth: Period, when: Period) -> tuple[int, int] | None:
    """The least and the greatest age in full years on the days of `when`."""
    if not (birth.start and birth.end and when.start and when.end) or when.end < birth.start:
        return None
    return max(0, age_on(when.start, birth.end)), age_on(when.end, birth.start)


def age_on(day: date, born: date) -> int:
    """Full years; who was born on 29 February is a year older on 1 March.

    >>> age_on(date(2025, 2, 28), date(2000, 2, 29)), age_on(date(2025, 3, 1), date(2000, 2, 29))
    (24, 25)
    """
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _two_ages(stated: list[Fact]) -> Iterator[Remark]:
    for one in stated[1:]:
        if one.age != stated[0].age:
            message = f"The article says that {one.person} is {one.age}, and elsewhere {stated[0].age}."
            yield _remark(message, one, stated[0])


def _wrong_age(one: Fact, birth: Fact, when: Period, bounds: tuple[int, int]) -> str:
    least, most = bounds
    right = (
        str(least) if least == most else f"{least} or {most}" if most == least + 1 else f"{least} to {most}"
    )
    return f"Born {on(birth.when)}, {one.person} was {right} {on(when)}, not {one.age}."


def _remark(message: str, one: Fact, other: Fact) -> Remark:
    spans = ((one.start, one.end), (other.start, other.end))
    return Remark("age", spans, Outcome.CONTRADICTED, message, about=one.person.split()[-1])


def on(when: Period) -> str:
    """A period with its preposition: "on 12 March 1970", "in 1970"."""
    if when.start and when.start == when.end:
        return f"on {said(when.start)}"
    text = str(when)
    if len(text) == 7 and when.start:
        return f"in {when.start:%B %Y}"
    return f"in {text}" if len(text) == 4 else f"in the time {text.replace('..', ' to ')}"
