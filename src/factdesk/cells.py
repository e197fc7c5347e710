"""How any text becomes one safe CSV cell and comes back exactly. Used for the desk's files and for reports.

Two injective steps, so that nothing is ever lost:

1. One record is one physical line: a backslash is written `\\\\`, a line feed `\\n`, a carriage return `\\r`.
2. A spreadsheet must not run it: a cell that would start a formula, or that starts with an apostrophe, gets
   one apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_UNESCAPES = {escaped: raw for raw, escaped in _ESCAPES.items()}
# The full-width forms start a formula in East Asian editions of Excel.
# A spreadsheet may drop what cannot be seen before one: NUL, signs without width or of direction, a BOM.
_FORMULA = re.compile(
    r"[ \u00a0\0\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\t\uff1d\uff0b\uff0d\uff20]"
)


def pack(text: str) -> str:
    """The cell for a text: without line breaks, inert in a spreadsheet.

    >>> pack("=1+1"), pack("two\\nlines"), pack("plain")
    ("'=1+1", 'two\\\\nlines', 'plain')
    """
    cell = re.sub(r"[\\\n\r]", lambda match: _ESCAPES[match[0]], text)
    return "'" + cell if _needs_guard(cell) else cell


def unpack(cell: str) -> str:
    """The text of a cell that `pack` wrote; what people typed by hand passes through as it is."""
    if cell.startswith("'") and _needs_guard(cell[1:]):
        cell = cell[1:]
    return re.sub(r"\\[\\nr]", lambda match: _UNESCAPES[match[0]], cell)


def line(texts: Iterable[str]) -> str:
    """A row of a CSV file with its line feed: a packed cell for each text.

    >>> line(["s1", "two\\nlines", "a, b"]).rstrip()
    's1,two\\\\nlines,"a, b"'
    """
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(map(pack, texts))
    return out.getvalue()


def _needs_guard(cell: str) -> bool:
    return cell.startswith("'") or bool(_FORMULA.match(cell))
