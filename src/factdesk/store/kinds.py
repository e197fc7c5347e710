"""The four kinds of record, their files and columns, and how a record becomes texts and comes back.

The same texts stand in the CSV files and in the database, so there is one rule for both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from factdesk.model import (
    Claim,
    ClaimKind,
    ClaimStatus,
    LinkCheck,
    LinkState,
    Medium,
    Origin,
    Source,
    SourceKind,
    Stance,
    Verdict,
)
from factdesk.store import values
from factdesk.store.faults import Fault

Record = Claim | Source | Verdict | LinkCheck


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
    """One kind of record. `key` are the columns that name the thing of which rows are revisions.

    `later`: desks of earlier versions have no such file.
    """

    name: str
    record: type[Record]
    key: tuple[str, ...]
    identity: tuple[str, ...]
    columns: tuple[Column, ...]
    later: bool = False
    by_name: Mapping[str, Column] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    @property
    def file_name(self) -> str:
        return f"{self.name}s.csv"

    @property
    def unique(self) -> list[tuple[str, ...]]:
        """What no two records of an article may share."""
        return sorted({(*self.key, "revision"), self.identity})

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
        found = {}
        missing = [column for column in self.columns if column.needed and column.name not in texts]
        faults = [Fault(column.name, "it is missing", "add the column") for column in missing]
        for name, text in texts.items():
            column = self.by_name[name]
            try:
                found[column.field] = column.read(text)
            except values.Unreadable as trouble:
                faults.append(Fault(name, trouble.message, trouble.remedy))
        return (None if faults else self.record(**found)), faults

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
        Column("claim_id", "id", values.an_id, needed=True),
        Column("revision", "", values.revision, needed=True),
        Column("start", "", values.whole_number, needed=True),
        Column("end", "", values.whole_number, needed=True),
        Column("quote", needed=True),
        Column("text", "", values.required, needed=True),
        Column("kind", "", values.one_of(ClaimKind), needed=True),
        Column("speaker"),
        Column("check_worthiness", "", values.fraction, repr),
        Column("context"),
        Column("spans", "", values.spans, values.write_spans, later=True),
        Column("saying", later=True),
        Column("quoted", "", values.yes, values.write_yes, later=True),
        Column("anonymous", "", values.yes, values.write_yes, later=True),
        Column("kind_words", later=True),
        Column("entities", "", values.entities, values.write_entities, later=True),
        Column("position", "", values.position, values.write_number, later=True),
        Column("text_version", "", values.revision, str, later=True),
        Column("origin", "", values.one_of(Origin)),
        Column("status", "", values.one_of(ClaimStatus), needed=True),
        Column("derived_from", "", values.ids, values.join),
        Column("edited_by", stamp=True),
        Column("edited_at", "", values.time, stamp=True),
    ),
)
SOURCE = Kind(
    "source",
    Source,
    key=("source_id", "claim_id"),
    identity=("source_id", "claim_id", "revision"),
    columns=(
        Column("source_id", "id", values.an_id, needed=True),
        Column("claim_id", "", values.an_id, needed=True),
        Column("revision", "", values.revision, needed=True),
        Column("url"),
        Column("title"),
        Column("publisher"),
        Column("published", "", values.period),
        Column("accessed"),
        Column("archived_url"),
        Column("stance", "", values.one_of(Stance)),
        Column("passage"),
        Column("note"),
        Column("author", later=True),
        Column("kind", "", values.one_of(SourceKind), later=True),
        Column("medium", "", values.one_of(Medium), later=True),
        Column("locator", later=True),
        Column("reliability", later=True),
        Column("copy", "", values.id_or_blank, later=True),
        Column("passage_span", "", values.span_or_none, values.write_span, later=True),
        Column("withdrawn", "", values.yes, values.write_yes),
        Column("added_by", stamp=True),
        Column("added_at", "", values.time, stamp=True),
    ),
)
VERDICT = Kind(
    "verdict",
    Verdict,
    key=("claim_id", "reviewer"),
    identity=("verdict_id",),
    columns=(
        Column("verdict_id", "id", values.an_id, needed=True),
        Column("claim_id", "", values.an_id, needed=True),
        Column("revision", "", values.revision, needed=True),
        Column("reviewer", "", values.required, needed=True),
        Column("verdict", needed=True),
        Column("rationale"),
        Column("source_ids", "", values.ids, values.join),
        Column("confidence", "", values.confidence, values.write_number),
        Column("claim_revision", "", values.count, lambda number: str(number or ""), later=True),
        Column("recheck_on", "", values.day, later=True),
        Column("decided_at", "", values.time, stamp=True),
    ),
)
LINK = Kind(
    "link",
    LinkCheck,
    key=("url",),
    identity=("check_id",),
    columns=(
        Column("check_id", "id", values.an_id, needed=True),
        Column("url", "", values.required, needed=True),
        Column("revision", "", values.revision, needed=True),
        Column("state", "", values.one_of(LinkState), needed=True),
        Column("status", "", values.count, lambda number: str(number or "")),
        Column("final_url"),
        Column("likeness", "", values.fraction_or_none, values.write_number),
        Column("detail"),
        Column("checked_by", stamp=True),
        Column("checked_at", "", values.time, stamp=True),
    ),
    later=True,
)
# Claims first: verdicts and sources speak of them.
KINDS = (CLAIM, SOURCE, VERDICT, LINK)


def kind_of(record: Record) -> Kind:
    return next(kind for kind in KINDS if isinstance(record, kind.record))
