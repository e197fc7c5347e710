"""What a database can take from a CSV file that it has never seen: every row, or the reason why not."""

from __future__ import annotations

from factdesk.model import Article
from factdesk.store import rules
from factdesk.store.csvfile import Row, Sheet
from factdesk.store.faults import Fault
from factdesk.store.kinds import Kind, Record
from factdesk.store.rules import Texts

Refused = tuple[Row, list[Fault]]


def usable(article: Article, kind: Kind, sheet: Sheet, texts: Texts) -> tuple[list[Record], list[Refused]]:
    """The records of a file that can be kept; the rows (or extra cells) that cannot, with reasons."""
    records: list[Record] = []
    refused: list[Refused] = []
    taken: dict[tuple[str, ...], Record] = {}
    for row in sheet.rows:
        record, faults = rules.record_of(article, kind, row, texts)
        names = _names(kind, record) if record else []
        twins = [taken[name] for name in names if name in taken]
        if record and not twins:
            records.append(record)
            taken |= dict.fromkeys(names, record)
        elif record and any(twin != record for twin in twins):
            faults = [_doubled(kind, record)]
        if faults or row.unknown:
            refused.append((row, faults or _strangers(row)))
    return records, refused


def _names(kind: Kind, record: Record) -> list[tuple[str, ...]]:
    """What no two records may share. The columns are part of it, so that an id is never taken for a key."""
    return [(*columns, *kind.pick(columns, record)) for columns in kind.unique]


def _doubled(kind: Kind, record: Record) -> Fault:
    named = ", ".join(
        f"{name} {text}" for name, text in zip(kind.key, kind.pick(kind.key, record), strict=True)
    )
    message = (
        f"revision {record.revision} of {named}, or its id, is taken by a row above that says something else"
    )
    return Fault("revision", message, "give it the next revision and an id of its own")


def _strangers(row: Row) -> list[Fault]:
    return [
        Fault(name, f"the desk has no such column; it held {text!r}", "the rest of the row is kept")
        for name, text in row.unknown.items()
    ]
