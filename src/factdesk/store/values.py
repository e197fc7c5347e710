"""The texts of single cells: read as values, and written again."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from factdesk.errors import BadInput
from factdesk.model import Entity, EntityKind, Period

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")


class Unreadable(Exception):
    """A cell's text is not a value of its column."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def an_id(text: str) -> str:
    if not ID.fullmatch(text):
        as_number = " (a spreadsheet made a number of it)" if re.fullmatch(r"[\d.,]+(E\+?\d+)?", text) else ""
        raise Unreadable(
            f"{text!r} is not an id{as_number}" if text else "it is blank",
            "an id starts with a letter, then letters, digits, '-', '_' and '.', 64 at most",
        )
    return text


def id_or_blank(text: str) -> str:
    return an_id(text) if text else ""


def ids(text: str) -> tuple[str, ...]:
    return tuple(an_id(part) for part in text.split())


def whole_number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text.strip()):
        raise Unreadable(f"{text!r} is not a whole number", "write digits only, such as 12")
    return int(text)


def revision(text: str) -> int:
    if not (number := whole_number(text)):
        raise Unreadable("revisions start at 1", "write 1 for a first version")
    return number


def confidence(text: str) -> int | None:
    if text.strip() and not re.fullmatch("[1-5]", text.strip()):
        raise Unreadable(f"{text!r} is not a confidence", "write 1, 2, 3, 4, 5 or leave it blank")
    return int(text) if text.strip() else None


def fraction_or_none(text: str) -> float | None:
    return fraction(text) if text.strip() else None


def fraction(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise Unreadable(f"{text!r} is not a number from 0 to 1", "write it like 0.75, with a point")
    return number


def time(text: str) -> str:
    try:
        if text and not (_TIME.fullmatch(text) and datetime.fromisoformat(text)):
            raise ValueError
        return text
    except ValueError:
        raise Unreadable(f"{text!r} is not a time", "write UTC like 2026-11-24T09:30:00Z") from None


def period(text: str) -> str:
    try:
        Period.parse(text)
    except BadInput:
        raise Unreadable(f"{text!r} is not a date", "write 2022, 2022-06, 2022-06-15 or start..end") from None
    return text


def day(text: str) -> str:
    if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise Unreadable(f"{text!r} is not a day", "write it like 2026-12-01, or leave it blank")
    return period(text)


def yes(text: str) -> bool:
    folded = text.strip().casefold()
    if folded not in ("", "no", "false", "0", "yes", "true", "1"):
        raise Unreadable(f"{text!r} is neither yes nor no", "write yes, or leave it blank")
    return folded in ("yes", "true", "1")


def spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(span(part) for part in text.split())


def span(text: str) -> tuple[int, int]:
    if not (match := re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)) or int(match[1]) >= int(match[2]):
        raise Unreadable(
            f"{text!r} is not a span", "write it like 12-40: first character, and one past the last"
        )
    return int(match[1]), int(match[2])


def span_or_none(text: str) -> tuple[int, int] | None:
    return span(text) if text else None


def entities(text: str) -> tuple[Entity, ...]:
    return tuple(entity(part) for part in text.split())


def entity(text: str) -> Entity:
    kind, _, words = text.partition(":")
    if kind not in list(EntityKind):
        raise Unreadable(f"{text!r} is not an entity", f"write it like person:12-40; {', '.join(EntityKind)}")
    return Entity(*span(words), EntityKind(kind))


def position(text: str) -> float | None:
    try:
        number = float(text) if text.strip() else None
    except ValueError:
        number = math.nan
    if number is not None and not math.isfinite(number):
        raise Unreadable(f"{text!r} is not a place in the table", "write a number, or leave it blank")
    return number


def count(text: str) -> int:
    return whole_number(text) if text.strip() else 0


def required(text: str) -> str:
    if not text.strip():
        raise Unreadable("it is blank", "fill it in")
    return text


def one_of(choices: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(text: str) -> StrEnum:
        try:
            return choices(text.strip().casefold())
        except ValueError:
            raise Unreadable(f"{text!r} is not known here", f"write one of {', '.join(choices)}") from None

    return read


def join(ids: Sequence[str]) -> str:
    return " ".join(ids)


def write_yes(yes: bool) -> str:
    return "yes" if yes else ""


def write_spans(spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(map(write_span, spans))


def write_span(span: tuple[int, int] | None) -> str:
    return f"{span[0]}-{span[1]}" if span else ""


def write_entities(entities: Sequence[Entity]) -> str:
    return " ".join(f"{one.kind}:{one.start}-{one.end}" for one in entities)


def write_number(given: float | None) -> str:
    return "" if given is None else repr(given)
