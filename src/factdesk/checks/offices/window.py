"""The days on which everything that an article says of its own time can be true together.

Each statement (a person in an office) allows certain days. All days are cut into segments at the edges of
those periods; a statement is a bit mask over the segments, and statements clash where their masks share no
bit. Pairs are not enough, since the terms of one person can be several periods.

A text cannot know a title before it exists: it was written on or after the floor, the latest of the first
possible days. A statement whose terms had all ended before the floor is outdated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import combinations, groupby
from operator import and_

from factdesk.model import Period

# Clashing sets of three and four are sought among at most this many statements (10,626 sets of four).
_SEARCHED = 24
_LARGEST = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """The days that one statement allows. `index` names it; `starts` is the first day as a holder."""

    index: int
    allowed: tuple[Period, ...]
    starts: date | None = None


@dataclass(frozen=True, slots=True)
class Segments:
    """The days cut at every edge: `starts[n]` is the first day of segment n, None the beginning of time."""

    starts: tuple[date | None, ...]

    @classmethod
    def of(cls, periods: Iterable[Period]) -> Segments:
        """Segments on each of which every period is wholly in or out."""
        cuts = {p.start for p in periods if p.start} | {p.end + timedelta(1) for p in periods if p.end}
        return cls((None, *sorted(cuts)))

    def mask(self, periods: Sequence[Period]) -> int:
        """The segments that lie in any of the periods, as bits."""
        return sum(1 << n for n, start in enumerate(self.starts) if _lies_in(start, periods))

    def periods(self, mask: int) -> tuple[Period, ...]:
        """The days of the bits, segments that touch made one."""
        found = []
        for inside, group in groupby(range(len(self.starts)), lambda n: bool(mask >> n & 1)):
            numbers = list(group)
            if inside:
                after = numbers[-1] + 1
                following = self.starts[after] if after < len(self.starts) else None
                found.append(Period(self.starts[numbers[0]], following and following - timedelta(1)))
        return tuple(found)


def _lies_in(start: date | None, periods: Sequence[Period]) -> bool:
    if start is None:
        return any(period.start is None for period in periods)
    return any(period.contains(start) for period in periods)


def floor(statements: Iterable[Statement]) -> date | None:
    """The latest of the first possible days: the text was not written before it."""
    return max((s.starts for s in statements if s.starts), default=None)


def conflicts(statements: Sequence[Statement]) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of statements that no day makes true together, as their indexes, pairs first.

    Sets of three and four are sought among the first 24 statements that no pair of them already explains.
    """
    segments = Segments.of(period for s in statements for period in s.allowed)
    masks = {s.index: segments.mask(s.allowed) for s in statements}
    found: list[tuple[int, ...]] = [pair for pair in combinations(masks, 2) if _clash(pair, masks)]
    for size in range(3, _LARGEST + 1):
        if reduce(and_, list(masks.values())[:_SEARCHED], -1):
            break
        known = [set(smaller) for smaller in found]
        found += [
            group
            for group in combinations(list(masks)[:_SEARCHED], size)
            if _clash(group, masks) and not any(smaller <= set(group) for smaller in known)
        ]
    return tuple(found)


def _clash(group: Sequence[int], masks: dict[int, int]) -> bool:
    return reduce(and_, (masks[index] for index in group)) == 0


def days_left(statements: Sequence[Statement], since: date | None) -> tuple[Period, ...]:
    """The days from `since` on that most of the statements allow: all of them, where there are such days."""
    after = Period(since, None)
    segments = Segments.of((after, *(period for s in statements for period in s.allowed)))
    masks = [segments.mask(s.allowed) for s in statements]
    written = segments.mask((after,))
    counts = {
        n: sum(mask >> n & 1 for mask in masks) for n in range(len(segments.starts)) if written >> n & 1
    }
    most = max(counts.values(), default=0)
    return segments.periods(sum(1 << n for n, count in counts.items() if count == most)) if most else ()
