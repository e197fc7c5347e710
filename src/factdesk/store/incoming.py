"""A CSV file that was changed outside, compared with the log row by row and offered for import."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from factdesk.model import Article, Claim, Verdict
from factdesk.store import csvfile, rules
from factdesk.store.csvfile import Row, Sheet
from factdesk.store.faults import Fault
from factdesk.store.kinds import KINDS, Kind, Record, kind_of
from factdesk.store.rules import Texts

_NAME = re.compile(r"incoming-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z(?:-\d+)?-(.+)")


class RowState(StrEnum):
    """How a row of an incoming file stands to the log."""

    IDENTICAL = "identical"  # the desk has it
    NEW = "new"  # can be imported
    CHANGED = "changed"  # can be imported as the next revision
    CONFLICT = "conflict"  # the desk has a newer one; importing it anyway makes it the next revision
    UNUSABLE = "unusable"  # `reason` says why


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """`key` names the row for import; `offered` is what it says, `current` what the desk has in its place."""

    key: str
    line: int
    state: RowState
    reason: str = ""
    offered: Record | None = None
    current: Record | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file set aside at `noticed_at` (UTC), because `file` was changed outside the desk."""

    slug: str
    file: str
    path: Path
    noticed_at: str
    rows: tuple[IncomingRow, ...]

    @property
    def differences(self) -> tuple[IncomingRow, ...]:
        """The rows that say something the desk does not have."""
        return tuple(row for row in self.rows if row.state is not RowState.IDENTICAL)

    @property
    def summary(self) -> str:
        """How many rows are new, changed, in conflict and unusable, in words."""
        states = [row.state for row in self.differences]
        counts = [f"{states.count(state)} {state}" for state in RowState if state in states]
        return ", ".join(counts) or "no differences"


@dataclass(frozen=True, slots=True)
class Log:
    """The records by identity, the newest of each key, and the ids of claims and sources."""

    by_identity: Mapping[tuple[str, ...], Record]
    newest: Mapping[tuple[str, ...], Record]
    claims: frozenset[str]
    sources: frozenset[str]


def log_of(kind: Kind, records: Sequence[Record], claims: Sequence[Record], sources: Sequence[Record]) -> Log:
    newest: dict[tuple[str, ...], Record] = {}
    for record in records:
        key = kind.pick(kind.key, record)
        if key not in newest or newest[key].revision < record.revision:
            newest[key] = record
    return Log(
        {kind.pick(kind.identity, record): record for record in records},
        newest,
        frozenset(record.id for record in claims),
        frozenset(record.id for record in sources),
    )


def paths(folder: Path) -> list[tuple[Path, Kind, str]]:
    """The files set aside in an article's folder: path, kind, and when, oldest first."""
    found = []
    for path in sorted(folder.glob("incoming-*.csv")):
        match = _NAME.fullmatch(path.name)
        kind = next((kind for kind in KINDS if match and kind.file_name == match[7]), None)
        if match and kind:
            found.append((path, kind, "{}-{}-{}T{}:{}:{}Z".format(*match.groups()[:6])))
    return found


def compare(article: Article, texts: Texts, kind: Kind, path: Path, noticed_at: str, log: Log) -> Incoming:
    """The file with each row compared with the log. Rows that are missing in it mean nothing."""
    sheet = csvfile.read(kind, path.read_bytes())
    rows = tuple(_compare_row(article, texts, kind, sheet, row, log) for row in sheet.rows)
    return Incoming(article.slug, kind.file_name, path, noticed_at, rows)


def _compare_row(article: Article, texts: Texts, kind: Kind, sheet: Sheet, row: Row, log: Log) -> IncomingRow:
    key = str(row.line)
    stored = log.by_identity.get(tuple(row.texts.get(name, "") for name in kind.identity))
    if stored and not row.unknown and row.texts == kind.texts(stored):
        return IncomingRow(key, row.line, RowState.IDENTICAL, "", stored, stored)
    record, faults, notes = _read(article, texts, kind, sheet, row, stored)
    if record is None:
        return IncomingRow(key, row.line, RowState.UNUSABLE, _reason(faults), current=stored)
    current = log.newest.get(kind.pick(kind.key, record))
    state, reason = _state(kind, record, stored, current)
    if state is RowState.CONFLICT:
        record = _where_it_stands(record, current)
        state, reason = _state(kind, record, stored, current)
    if state is not RowState.IDENTICAL and (dangling := list(_dangling(record, log))):
        state, reason = RowState.UNUSABLE, _reason(dangling)
    if row.unknown:
        notes += [Fault(name, "the desk has no such column", "it is not imported") for name in row.unknown]
    return IncomingRow(
        key, row.line, state, "; ".join(filter(None, [reason, _reason(notes)])), record, current
    )


def _read(
    article: Article, texts: Texts, kind: Kind, sheet: Sheet, row: Row, stored: Record | None
) -> tuple[Record | None, list[Fault], list[Fault]]:
    """The record of a row, or faults. Cells that a spreadsheet spoilt keep what the desk has, with a note."""
    if row.faults:
        return None, list(row.faults), []
    cells, notes = dict(row.texts), []
    if stored:
        known = kind.texts(stored)
        cells |= {name: known[name] for name in sheet.absent}
        for fault in kind.parse(cells)[1]:
            cells[fault.column] = known[fault.column]
            notes.append(Fault(fault.column, fault.message, "the desk's own value stays"))
    record, faults = kind.parse(cells)
    if record:
        record = rules.normal(record, article)
        faults = rules.faults(kind, record, article, texts)
    return (None if faults else record), faults, notes


def _state(kind: Kind, record: Record, stored: Record | None, current: Record | None) -> tuple[RowState, str]:
    says = kind.content(record)
    if any(known and kind.content(known) == says for known in (stored, current)):
        return RowState.IDENTICAL, ""
    if stored and kind.pick(kind.key, stored) != kind.pick(kind.key, record):
        return (
            RowState.UNUSABLE,
            f"{stored.id} belongs to another {kind.name}; give a new row an id of its own",
        )
    if stored is None and (current is None or record.revision > current.revision):
        return RowState.NEW, ""
    if stored is not None and stored == current:
        return RowState.CHANGED, ""
    newest = current.revision if current else 0
    return RowState.CONFLICT, f"made on an older revision; the desk is at revision {newest}"


def _where_it_stands(record: Record, current: Record | None) -> Record:
    """A claim that was edited on a former version of the text, at its place in the present one."""
    if not (isinstance(record, Claim) and isinstance(current, Claim)):
        return record
    if record.text_version >= current.text_version:
        return record
    names = ("start", "end", "quote", "spans", "entities", "text_version")
    return replace(record, **{name: getattr(current, name) for name in names})


def _dangling(record: Record, log: Log) -> Iterator[Fault]:
    for claim_id in set(_claims_of(record)) - log.claims:
        yield Fault("claim_id", f"the article has no claim {claim_id}", "correct the id")
    if isinstance(record, Verdict):
        for source_id in set(record.source_ids) - log.sources:
            yield Fault(
                "source_ids", f"the article has no source {source_id}", "correct it, or import sources first"
            )


def _claims_of(record: Record) -> tuple[str, ...]:
    if isinstance(record, Claim):
        return record.derived_from
    claim_id = getattr(record, "claim_id", "")  # a link has none, an assignment may speak of all
    return (claim_id,) if claim_id else ()


def _reason(faults: Sequence[Fault]) -> str:
    return "; ".join(str(fault) for fault in faults)


def to_import(incoming: Incoming, rows: Iterable[IncomingRow], *, by: str, now: str) -> list[Record]:
    """The records to save for these rows, each the next revision of what the desk has.

    A new row keeps its id, hand and time. For a changed claim or source, who imported it and when are noted;
    a verdict stays the verdict of the reviewer named in the row.
    """
    revisions: dict[tuple[str, ...], int] = {}
    records = []
    for row, record in sorted(
        ((row, row.offered) for row in rows if row.offered), key=lambda pair: pair[1].revision
    ):
        kind = kind_of(record)
        key = kind.pick(kind.key, record)
        last = revisions.get(key, row.current.revision if row.current else 0)
        revisions[key] = last + 1
        records.append(_made_anew(incoming, row, replace(record, revision=last + 1), by, now))
    return records


def _made_anew(incoming: Incoming, row: IncomingRow, record: Record, by: str, now: str) -> Record:
    if row.state is RowState.NEW:
        return record
    kind = kind_of(record)
    changed: dict[str, Any] = {
        column.field: now if column.field.endswith("_at") else by for column in kind.columns if column.stamp
    }
    if len(kind.identity) == 1:
        # From the file and line, so that importing again saves once.
        made = hashlib.sha256(f"{incoming.slug}/{incoming.path.name}:{row.line}".encode()).hexdigest()[:32]
        changed["id"] = kind.name[0] + made
    return replace(record, **changed)
