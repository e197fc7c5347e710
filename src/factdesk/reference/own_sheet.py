"""A hand-made CSV file in any form that people and spreadsheets leave behind: its header and its rows."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from factdesk import cells

Cells = dict[str, str] | str  # by column, or what is wrong with the row


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` with the line each begins at. `is_plain`: UTF-8, commas and line feeds, as the desk writes it.

    `last_line` is the last line as it stands there where no line end follows it, else blank.
    """

    header: tuple[str, ...]
    rows: list[tuple[int, Cells]]
    is_plain: bool
    last_line: str
    last_number: int

    @property
    def is_cut(self) -> bool:
        """Whether the last row stands on a last line without end and does not fill the header."""
        if not (self.last_line and self.rows):
            return False
        line, found = self.rows[-1]
        return line == self.last_number and (isinstance(found, str) or len(found) < len(self.header))


def parsed(data: bytes) -> Sheet:
    """The sheet in these bytes: UTF-8 or UTF-16, commas, semicolons or tabs, any line ends, cells unpacked.

    UnicodeDecodeError or csv.Error where it is none.
    """
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16") if is_wide else _utf8(data)
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    skipped = 1 if text[:5].lower().strip('"').startswith("sep=") else 0
    head = lines[skipped] if len(lines) > skipped else ""
    delimiter = max(",;\t", key=head.count)
    records = _records(lines, skipped, delimiter)
    header = records.pop(0)[1] if records else []
    if isinstance(header, str):
        raise csv.Error(header)
    names = tuple(name.strip().casefold() for name in header)
    is_bare = not (is_wide or skipped or b"\r" in data or data.startswith(b"\xef\xbb\xbf"))
    return Sheet(
        header=names,
        rows=[(line, _cells(names, found)) for line, found in records],
        is_plain=is_bare and delimiter == ",",
        last_line="" if not lines or lines[-1].endswith(("\n", "\r")) else lines[-1],
        last_number=len(lines),
    )


def _utf8(data: bytes) -> str:
    """The text; a character that was cut off at the very end of the file is no reason to refuse the rest."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(data) - 3 or error.end != len(data):
            raise
        return data.decode("utf-8-sig", "replace")


def _records(lines: list[str], skipped: int, delimiter: str) -> list[tuple[int, list[str] | str]]:
    """Line and cells of each record that is not blank, or what is wrong with it."""
    reader = csv.reader(lines[skipped:], delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str] | str]] = []
    while True:
        begins = reader.line_num + skipped + 1
        try:
            record = next(reader)
        except StopIteration:
            return found
        except csv.Error:
            found.append((begins, "the quotation marks of the row do not close"))
            continue
        if any(cell.strip() for cell in record):
            found.append((begins, record))


def _cells(header: tuple[str, ...], found: list[str] | str) -> Cells:
    if isinstance(found, str):
        return found
    if any(cell.strip() for cell in found[len(header) :]):
        return f"{len(found)} cells where the header has {len(header)}"
    return {name: " ".join(cells.unpack(cell).split()) for name, cell in zip(header, found, strict=False)}
