"""The three kinds of record, their files and columns, and how a record becomes texts and comes back.

The same texts stand in the CSV files and in the database, so there is one rule for both.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from factdesk.errors import BadInput
from factdesk.model import (
    Claim,
    ClaimKind,
    ClaimStatus,
    Entity,
    EntityKind,
    Medium,
    Origin,
    Period,
    Source,
    SourceKind,
    Stance,
    Verdict,
)
from factdesk.store.faults import Fault

type_of_record = type[Claim] | type[Source] | type[Verdict]
Record = Claim | Source | Verdict

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,63}")


class Unreadable(Exception):
    """A cell's text is not a value of its column."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        as_number = " (a spreadsheet made a number of it)" if re.fullmatch(r"[\d.,]+(E\+?\d+)?", text) else ""
        raise Unreadable(
            f"{text!r} is not an id{as_number}" if text else "it is blank",
            "an id starts with a letter, then letters, digits, '-', '_' and '.', 64 at most",
        )
    return text


def _id_or_blank(text: str) -> str:
    return _id(text) if text else ""


def _ids(text: str) -> tuple[str, ...]:
    return tuple(_id(part) for part in text.split())


def _whole_number(text: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text.strip()):
        raise Unreadable(f"{text!r} is not a whole number", "write digits only, such as 12")
    return int(text)


def _revision(text: str) -> int:
    if not (number := _whole_number(text)):
        raise Unreadable("revisions start at 1", "write 1 for a first version")
    return number


def _confidence(text: str) -> int | None:
    if text.strip() and not re.fullmatch("[1-5]", text.strip()):
        raise Unreadable(f"{text!r} is not a confidence", "write 1, 2, 3, 4, 5 or leave it blank")
    return int(text) if text.strip() else None


def _fraction(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise Unreadable(f"{text!r} is not a number from 0 to 1", "write it like 0.75, with a point")
    return number


def _time(text: str) -> str:
    try:
        if text and not (_TIME.fullmatch(text) and datetime.fromisoformat(text)):
            raise ValueError
        return text
    except ValueError:
        raise Unreadable(f"{text!r} is not a time", "write UTC like 2026-11-24T09:30:00Z") from None


def _period(text: str) -> str:
    try:
        Period.parse(text)
    except BadInput:
        raise Unreadable(f"{text!r} is not a date", "write 2022, 2022-06, 2022-06-15 or start..end") from None
    return text


def _day(text: str) -> str:
    if text and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise Unreadable(f"{text!r} is not a day", "write it like 2026-12-01, or leave it blank")
    return _period(text)


def _yes(text: str) -> bool:
    folded = text.strip().casefold()
    if folded not in ("", "no", "false", "0", "yes", "true", "1"):
        raise Unreadable(f"{text!r} is neither yes nor no", "write yes, or leave it blank")
    return folded in ("yes", "true", "1")


def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_span(part) for part in text.split())


def _span(text: str) -> tuple[int, int]:
    if not (match := re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)) or int(match[1]) >= int(match[2]):
        raise Unreadable(
            f"{text!r} is not a span", "write it like 12-40: first character, and one past the last"
        )
    return int(match[1]), int(match[2])


def _span_or_none(text: str) -> tuple[int, int] | None:
    return _span(text) if text else None


def _entities(text: str) -> tuple[Entity, ...]:
    return tuple(_entity(part) for part in text.split())


def _entity(text: str) -> Entity:
    kind, _, span = text.partition(":")
    if kind not in list(EntityKind):
        raise Unreadable(f"{text!r} is not an entity", f"write it like person:12-40; {', '.join(EntityKind)}")
    return Entity(*_span(span), EntityKind(kind))


def _position(text: str) -> float | None:
    try:
        number = float(text) if text.strip() else None
    except ValueError:
        number = math.nan
    if number is not None and not math.isfinite(number):
        raise Unreadable(f"{text!r} is not a place in the table", "write a number, or leave it blank")
    return number


def _count(text: str) -> int:
    return _whole_number(text) if text.strip() else 0


def _required(text: str) -> str:
    if not text.strip():
        raise Unreadable("it is blank", "fill it in")
    return text


def _one_of(choices: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(text: str) -> StrEnum:
        try:
            return choices(text.strip().casefold())
        except ValueError:
            raise Unreadable(f"{text!r} is not known here", f"write one of {', '.join(choices)}") from None

    return read


def _join(ids: Sequence[str]) -> str:
    return " ".join(ids)


def _write_yes(yes: bool) -> str:
    return "yes" if yes else ""


def _write_spans(spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(map(_write_span, spans))


def _write_span(span: tuple[int, int] | None) -> str:
    return f"{span[0]}-{span[1]}" if span else ""


def _write_entities(entities: Sequence[Entity]) -> str:
    return " ".join(f"{one.kind}:{one.start}-{one.end}" for one in entities)


def _write_number(given: float | None) -> str:
    return "" if given is None else repr(given)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, its field in the record, and the two ways between value and text.

    The field's name is left out where it is the column's. A file without a `needed` column cannot be used.
    `stamp`: says when or by whom the row was made, which does not make two rows different. `later`: files
    of earlier versions lack it.
    """

    name: str
    field: str = ""
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    needed: bool = False
    stamp: bool = False
    later: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "field", self.field or self.name)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. `key` are the columns that name the thing of which rows are revisions."""

    name: str
    record: type_of_record
    key: tuple[str, ...]
    identity: tuple[str, ...]
    columns: tuple[Column, ...]
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def file_name(self) -> str:
        return f"{self.name}s.csv"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def texts(self, record: Record) -> dict[str, str]:
        """The record's texts by column, in the order of the file."""
        return {column.name: column.write(getattr(record, column.field)) for column in self.columns}

    def default(self, name: str) -> str:
        """The text of a column that a file or database of an earlier version does not have."""
        given = next(one.default for one in fields(self.record) if one.name == self.by_name[name].field)
        return "" if given is MISSING else self.by_name[name].write(given)

    def pick(self, columns: Sequence[str], record: Record) -> tuple[str, ...]:
        """The record's texts in these columns."""
        chosen = (self.by_name[name] for name in columns)
        return tuple(column.write(getattr(record, column.field)) for column in chosen)

    def parse(self, texts: Mapping[str, str]) -> tuple[Record | None, list[Fault]]:
        """The record of the texts of a row, or None and what is wrong. Absent columns get the default."""
        values = {}
        missing = [column for column in self.columns if column.needed and column.name not in texts]
        faults = [Fault(column.name, "it is missing", "add the column") for column in missing]
        for name, text in texts.items():
            column = self.by_name[name]
            try:
                values[column.field] = column.read(text)
            except Unreadable as trouble:
                faults.append(Fault(name, trouble.message, trouble.remedy))
        return (None if faults else self.record(**values)), faults

    def content(self, record: Record) -> tuple[str, ...]:
        """What two rows must share to say the same: all but revision, a verdict's id, time and hand."""
        skip = {"revision", *self.identity} - set(self.key)
        texts = self.texts(record)
        return tuple(
            texts[column.name] for column in self.columns if column.name not in skip and not column.stamp
        )


CLAIM = Kind(
    "claim",
    Claim,
    key=("claim_id",),
    identity=("claim_id", "revision"),
    columns=(
        Column("claim_id", "id", _id, needed=True),
        Column("revision", "", _revision, needed=True),
        Column("start", "", _whole_number, needed=True),
        Column("end", "", _whole_number, needed=True),
        Column("quote", needed=True),
        Column("text", "", _required, needed=True),
        Column("kind", "", _one_of(ClaimKind), needed=True),
        Column("speaker"),
        Column("check_worthiness", "", _fraction, repr),
        Column("context"),
        Column("spans", "", _spans, _write_spans, later=True),
        Column("saying", later=True),
        Column("quoted", "", _yes, _write_yes, later=True),
        Column("anonymous", "", _yes, _write_yes, later=True),
        Column("kind_words", later=True),
        Column("entities", "", _entities, _write_entities, later=True),
        Column("position", "", _position, _write_number, later=True),
        Column("text_version", "", _revision, str, later=True),
        Column("origin", "", _one_of(Origin)),
        Column("status", "", _one_of(ClaimStatus), needed=True),
        Column("derived_from", "", _ids, _join),
        Column("edited_by", stamp=True),
        Column("edited_at", "", _time, stamp=True),
    ),
)
SOURCE = Kind(
    "source",
    Source,
    key=("source_id",),
    identity=("source_id", "revision"),
    columns=(
        Column("source_id", "id", _id, needed=True),
        Column("claim_id", "", _id, needed=True),
        Column("revision", "", _revision, needed=True),
        Column("url"),
        Column("title"),
        Column("publisher"),
        Column("published", "", _period),
        Column("accessed"),
        Column("archived_url"),
        Column("stance", "", _one_of(Stance)),
        Column("passage"),
        Column("note"),
        Column("author", later=True),
        Column("kind", "", _one_of(SourceKind), later=True),
        Column("medium", "", _one_of(Medium), later=True),
        Column("locator", later=True),
        Column("reliability", later=True),
        Column("copy", "", _id_or_blank, later=True),
        Column("passage_span", "", _span_or_none, _write_span, later=True),
        Column("withdrawn", "", _yes, _write_yes),
        Column("added_by", stamp=True),
        Column("added_at", "", _time, stamp=True),
    ),
)
VERDICT = Kind(
    "verdict",
    Verdict,
    key=("claim_id", "reviewer"),
    identity=("verdict_id",),
    columns=(
        Column("verdict_id", "id", _id, needed=True),
        Column("claim_id", "", _id, needed=True),
        Column("revision", "", _revision, needed=True),
        Column("reviewer", "", _required, needed=True),
        Column("verdict", needed=True),
        Column("rationale"),
        Column("source_ids", "", _ids, _join),
        Column("confidence", "", _confidence, _write_number),
        Column("claim_revision", "", _count, lambda number: str(number or ""), later=True),
        Column("recheck_on", "", _day, later=True),
        Column("decided_at", "", _time, stamp=True),
    ),
)
# Claims first: verdicts and sources speak of them.
KINDS = (CLAIM, SOURCE, VERDICT)


def kind_of(record: Record) -> Kind:
    return next(kind for kind in KINDS if isinstance(record, kind.record))
