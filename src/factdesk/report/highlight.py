"""The article cut into paragraphs and pieces, so that even overlapping claims can be marked in place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class _Run:
    """Words of a claim that stand together; most claims have one run."""

    start: int
    end: int
    row: ClaimRow


def paragraphs(text: str, rows: Iterable[ClaimRow]) -> list[list[Piece]]:
    """The text's paragraphs, parted by blank lines; all pieces together are the text without those lines.

    Takes time in proportion to the text where few claims overlap.
    """
    spans = [match.span() for match in re.finditer(r"\S.*?(?=\s*\n\s*\n|\s*\Z)", text, re.DOTALL)]
    runs = sorted((run for row in rows for run in _runs(row)), key=lambda run: (run.start, run.row.number))
    starts = [run.start for run in runs]
    reached = list(accumulate((run.end for run in runs), max))
    found = []
    for start, end in spans:
        near = runs[bisect_right(reached, start) : bisect_left(starts, end)]
        touching = [run for run in near if run.end > start]
        found.append(list(_pieces(text, start, end, touching)))
    return found


def _runs(row: ClaimRow) -> Iterator[_Run]:
    yield from (_Run(start, end, row) for start, end in row.claim.runs)


def _pieces(text: str, start: int, end: int, runs: list[_Run]) -> Iterator[Piece]:
    bounds = [at for run in runs for at in (run.start, run.end) if start < at < end]
    waiting = deque(runs)
    inside: list[_Run] = []
    for low, high in pairwise(sorted({start, end, *bounds})):
        while waiting and waiting[0].start <= low:
            inside.append(waiting.popleft())
        inside = [run for run in inside if run.end > low]
        inside.sort(key=lambda run: (_length(run.row), run.row.number))
        ends = (run.row for run in inside if run.end == high or (high == end < run.end))
        last = tuple(row for row in ends if _is_last(row, text, high))
        yield Piece(text[low:high], tuple(run.row for run in inside), last)


def _length(row: ClaimRow) -> int:
    return sum(run.end - run.start for run in _runs(row))


def _is_last(row: ClaimRow, text: str, at: int) -> bool:
    """Whether nothing but white space of the claim is left after `at`."""
    return not text[at : row.claim.end].strip()
