"""The article cut into paragraphs and pieces, so that even overlapping claims can be marked in place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

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
    """The text's paragraphs, parted by blank lines; all pieces together are the text without those lines.

    `rows` in the order of the text. Takes time in proportion to the text where few claims overlap.
    """
    spans = [match.span() for match in re.finditer(r"\S.*?(?=\s*\n\s*\n|\s*\Z)", text, re.DOTALL)]
    starts = [row.claim.start for row in rows]
    reached = list(accumulate((row.claim.end for row in rows), max))
    found = []
    for start, end in spans:
        near = rows[bisect_right(reached, start) : bisect_left(starts, end)]
        touching = [row for row in near if row.claim.end > start]
        found.append(list(_pieces(text, start, end, touching)))
    return found


def _pieces(text: str, start: int, end: int, rows: list[ClaimRow]) -> Iterator[Piece]:
    bounds = [at for row in rows for at in (row.claim.start, row.claim.end) if start < at < end]
    waiting = deque(rows)
    inside: list[ClaimRow] = []
    for low, high in pairwise(sorted({start, end, *bounds})):
        while waiting and waiting[0].claim.start <= low:
            inside.append(waiting.popleft())
        inside = [row for row in inside if row.claim.end > low]
        inside.sort(key=lambda row: (row.claim.end - row.claim.start, row.number))
        ends = tuple(row for row in inside if row.claim.end == high or (high == end < row.claim.end))
        yield Piece(text[low:high], tuple(inside), tuple(row for row in ends if _is_last(row, text, high)))


def _is_last(row: ClaimRow, text: str, at: int) -> bool:
    """Whether nothing but white space of the claim is left after `at`."""
    return not text[at : row.claim.end].strip()
