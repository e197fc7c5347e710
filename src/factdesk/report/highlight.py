"""The article cut into paragraphs and pieces, so that even overlapping claims can be marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factdesk.report.rows import ClaimRow


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that lies in the same claims from end to end.

    `inside` are those claims, the shortest first; `ends` the ones whose last character it holds.
    """

    text: str
    inside: tuple[ClaimRow, ...]
    ends: tuple[ClaimRow, ...]


def paragraphs(text: str, rows: Sequence[ClaimRow]) -> list[list[Piece]]:
    """The text's paragraphs, parted by blank lines; all pieces together are the text without those lines."""
    spans = [match.span() for match in re.finditer(r"\S.*?(?=\s*\n\s*\n|\s*\Z)", text, re.DOTALL)]
    return [list(_pieces(text, start, end, _touching(rows, start, end))) for start, end in spans]


def _touching(rows: Sequence[ClaimRow], start: int, end: int) -> list[ClaimRow]:
    return [row for row in rows if row.claim.start < end and start < row.claim.end]


def _pieces(text: str, start: int, end: int, rows: list[ClaimRow]) -> Iterator[Piece]:
    cuts = {start, end}
    for row in rows:
        cuts |= {at for at in (row.claim.start, row.claim.end) if start < at < end}
    ordered = sorted(cuts)
    for low, high in pairwise(ordered):
        inside = [row for row in rows if row.claim.start <= low and high <= row.claim.end]
        inside.sort(key=lambda row: (row.claim.end - row.claim.start, row.number))
        ends = tuple(row for row in inside if row.claim.end == high or (high == end < row.claim.end))
        yield Piece(text[low:high], tuple(inside), tuple(row for row in ends if _is_last(row, text, high)))


def _is_last(row: ClaimRow, text: str, at: int) -> bool:
    """Whether nothing but white space of the claim is left after `at`."""
    return not text[at : row.claim.end].strip()
