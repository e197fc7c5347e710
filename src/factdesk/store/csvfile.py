"""The CSV files: written in one exact form, read in any form that people and spreadsheets leave behind.

Written: UTF-8, line feeds, a header, one physical line per record, each cell by the rule of `cells.py`.
Read: also with a byte order mark, as UTF-16, with semicolons, tabs or bars, with a `sep=` line, with CRLF,
with columns in another order or in other letter case. What cannot be read is reported by line, never guessed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from factdesk import cells
from factdesk.store.faults import Fault
from factdesk.store.kinds import Kind, Record

# The default, 131,072 characters a cell, is less than a long quote. On Windows the limit has 32 bits.
csv.field_size_limit(2**31 - 1)

# A cell with a line break in it may go on over this many lines.
_LONGEST_CELL_LINES = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a file: `raw` as it stands there, `texts` by column (none where it has faults).

    `unknown` holds the cells of columns that this kind of file does not have.
    """

    line: int
    raw: bytes
    texts: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was read of a file. With faults the header cannot be used, and no row has texts.

    `absent` are the columns of this kind that the file does not have.
    """

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()
    absent: tuple[str, ...] = ()


def render(kind: Kind, records: Iterable[Record], columns: Sequence[str] = ()) -> bytes:
    """The file of these records, header included; `columns` are all of them where none are named."""
    names = tuple(columns) or kind.names
    return _lines(chain([names], _cells(kind, records, names)))


def render_rows(kind: Kind, records: Iterable[Record], columns: Sequence[str] = ()) -> bytes:
    """The lines of these records."""
    return _lines(_cells(kind, records, tuple(columns) or kind.names))


def _cells(kind: Kind, records: Iterable[Record], names: Sequence[str]) -> Iterator[list[str]]:
    for record in records:
        yield [cells.pack(text) for text in kind.pick(names, record)]


def columns_of(kind: Kind, data: bytes) -> tuple[str, ...]:
    """The columns of a file that a desk wrote: one of an earlier version lacks the later ones.

    All columns of this version where the header is no desk's.
    """
    names = tuple(data.partition(b"\n")[0].decode("utf-8", "replace").split(","))
    expected = tuple(column.name for column in kind.columns if not column.later or column.name in names)
    return names if names == expected else kind.names


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def read(kind: Kind, data: bytes) -> Sheet:
    """Every row of a file. No row is dropped: what cannot be used is there with its faults."""
    try:
        lines = _physical_lines(_as_utf8(data))
    except UnicodeDecodeError as error:
        fault = Fault("", f"not text: byte {error.start} is no UTF-16", "save it as 'CSV UTF-8'")
        return Sheet((Row(1, data, faults=(fault,)),), (fault,))
    first = 1 if lines and lines[0].strip(b'"\r\n').lower().startswith(b"sep=") else 0
    if len(lines) <= first:
        return Sheet(())
    delimiter, header, faults = _header(kind, lines[first], _separator(lines[0]) if first else "")
    columns = [name if header.count(name) == 1 else "" for name in header]
    absent = tuple(name for name in kind.names if name not in columns)
    rows = tuple(_rows(lines, first + 1, delimiter, header))
    if not faults:
        return Sheet(tuple(_sorted_cells(kind, row, header) for row in rows), (), absent)
    broken = tuple(Row(row.line, row.raw, faults=row.faults or tuple(faults)) for row in rows)
    return Sheet(broken, tuple(faults), absent)


def _as_utf8(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16").encode("utf-8")
    return data.removeprefix(b"\xef\xbb\xbf")


def _physical_lines(data: bytes) -> list[bytes]:
    return re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", data)


def _separator(line: bytes) -> str:
    return line.decode("utf-8", "replace").strip('"\r\n')[4:5]


def _header(kind: Kind, line: bytes, separator: str) -> tuple[str, list[str], list[Fault]]:
    """The delimiter, the column names, and what keeps the file from being used."""
    text = line.decode("utf-8", "replace")
    # From the header alone, since cells may hold any of them.
    delimiter = separator or max(",;\t|", key=text.count)
    names = [name.strip().casefold() for name in (_split(text, delimiter) or [text.strip()])]
    missing = [c.name for c in kind.columns if c.needed and c.name not in names]
    faults = []
    if missing:
        faults.append(
            Fault(missing[0], "this column is missing", f"the header must have {', '.join(kind.names)}")
        )
    if doubled := sorted({name for name in names if name in kind.by_name and names.count(name) > 1}):
        faults.append(Fault(doubled[0], "this column is there twice", "keep one of the two"))
    return delimiter, names, faults


def _split(text: str, delimiter: str) -> list[str] | None:
    """The cells of one record, or None where its quotes do not close."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _rows(lines: Sequence[bytes], at: int, delimiter: str, header: Sequence[str]) -> Iterator[Row]:
    while at < len(lines):
        row, used = _row(lines, at, delimiter, header)
        at += used
        if row.faults or any(row.texts.values()):
            yield row


def _row(lines: Sequence[bytes], at: int, delimiter: str, header: Sequence[str]) -> tuple[Row, int]:
    """The row that begins at this line and how many lines it takes. `texts` are by position here.

    A cell may go on over the next lines, but quotes that never close cost one line, not the rest of the file.
    """
    raw = b""
    for used, line in enumerate(lines[at : at + _LONGEST_CELL_LINES], 1):
        raw += line
        try:
            found = _split(raw.decode("utf-8"), delimiter)
        except UnicodeDecodeError as error:
            if used > 1:
                break
            return Row(at + 1, raw, faults=(_not_utf8(raw, error),)), 1
        if found is not None or (used == 1 and raw.count(b'"') == 0):
            return _checked(Row(at + 1, raw), found or [], header), used
        if used > 1 and raw.count(b'"') % 2 == 0:
            break  # closed, and still not a row
    fault = Fault("", "a quotation mark is never closed", 'write "" for a quotation mark inside a cell')
    return Row(at + 1, lines[at], faults=(fault,)), 1


def _not_utf8(raw: bytes, error: UnicodeDecodeError) -> Fault:
    return Fault(
        "",
        f"not UTF-8: byte {error.start + 1} of the line is 0x{raw[error.start]:02x}",
        "save the file again as 'CSV UTF-8'",
    )


def _checked(row: Row, found: Sequence[str], header: Sequence[str]) -> Row:
    if any(found) and len(found) != len(header):
        fault = Fault(
            "",
            f"{len(found)} cells where the header has {len(header)}",
            "complete the row, and put a cell with a delimiter in it in quotation marks",
        )
        return Row(row.line, row.raw, faults=(fault,))
    return Row(row.line, row.raw, {str(number): cell for number, cell in enumerate(found)})


def _sorted_cells(kind: Kind, row: Row, header: Sequence[str]) -> Row:
    """The row with its cells by column name and unpacked."""
    if row.faults:
        return row
    texts = {name: cells.unpack(cell) for name, cell in zip(header, row.texts.values(), strict=True)}
    return Row(
        row.line,
        row.raw,
        texts={name: texts[name] for name in kind.names if name in texts},
        unknown={name: text for name, text in texts.items() if name not in kind.by_name and text},
    )
