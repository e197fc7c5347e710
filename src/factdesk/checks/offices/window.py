"""The days on which everything that an article says of its own time can be true together.

Each statement (a person in an office) allows certain days. All days are cut into segments at the edges of
those periods; a statement is a bit mask over the segments, and statements clash where their masks share no
bit. Pairs are not enough, since the terms of one person can be several periods: a set clashes if it has, for
each segment, a member that is false there. The smallest clashing sets are the minimal hitting sets of
the sets of statements that are false on a segment (see `hitting.py`).

A text cannot know a title before it exists: it was written on or after the floor, the latest of the first
possible days. A statement whose terms had all ended before the floor is outdated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, combinations, groupby, islice
from operator import xor

from factdesk.checks.offices.hitting import bits, hitting_sets, smallest
from factdesk.model import Period

# Clashing sets that are listed; pairs come first.
LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Statement:
    """The days that one statement allows. `index` names it; `starts` is the first day as a holder."""

    index: int
    allowed: tuple[Period, ...]
    starts: date | None = None


@dataclass(frozen=True)
class Segments:
    """The days cut at every edge: `starts[n]` is the first day of segment n, None the beginning of time."""

    starts: tuple[date | None, ...]

    @classmethod
    def of(cls, periods: Sequence[Period]) -> Segments:
        """Segments on each of which every period is wholly in or out."""
        cuts = {p.start for p in periods if p.start} | {p.end + timedelta(1) for p in periods if p.end}
        return cls((None, *sorted(cuts)))

    def mask(self, periods: Sequence[Period]) -> int:
        """The segments that lie in any of the periods, as bits; their edges are among the cuts."""
        mask = 0
        for period in periods:
            first = self._numbers[period.start]
            after = self._numbers[period.end + timedelta(1)] if period.end else len(self.starts)
            mask |= (1 << after) - (1 << first)
        return mask

    @cached_property
    def _numbers(self) -> dict[date | None, int]:
        return {start: number for number, start in enumerate(self.starts)}

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


def floor(statements: Iterable[Statement]) -> date | None:
    """The latest of the first possible days: the text was not written before it."""
    return max((s.starts for s in statements if s.starts), default=None)


def conflicts(statements: Sequence[Statement]) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of statements that no day makes true together, as their indexes, pairs first.

    All of them, of any size, while they are no more than `LISTED`.
    """
    segments = Segments.of([period for s in statements for period in s.allowed])
    masks = [segments.mask(s.allowed) for s in statements]
    everyone = (1 << len(masks)) - 1
    false_there = smallest(everyone & ~true for true in _true_on(masks, len(segments.starts)))
    if not all(false_there):
        return ()
    found = islice(_clashes(masks, false_there), LISTED)
    return tuple(tuple(statements[n].index for n in group) for group in sorted(found, key=_by_size))


def _by_size(group: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return len(group), group


def _clashes(masks: Sequence[int], false_there: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The pairs, then the larger sets, none of which holds a pair that clashes."""
    apart = [0] * len(masks)
    for (a, one), (b, other) in combinations(enumerate(masks), 2):
        if not one & other:
            apart[a] |= 1 << b
            apart[b] |= 1 << a
            yield a, b
    yield from hitting_sets(false_there, apart)


def _true_on(masks: Sequence[int], segments: int) -> list[int]:
    """For each segment the statements that are true there, as bits."""
    turns = [0] * (segments + 1)
    for n, mask in enumerate(masks):
        for edge in bits(mask ^ mask << 1):
            turns[edge] ^= 1 << n
    return list(accumulate(turns[:-1], xor))


def days_left(statements: Sequence[Statement], since: date | None) -> tuple[Period, ...]:
    """The days from `since` on that most of the statements allow: all of them, where there are such days."""
    after = Period(since, None)
    segments = Segments.of((after, *(period for s in statements for period in s.allowed)))
    true = _true_on([segments.mask(s.allowed) for s in statements], len(segments.starts))
    counts = {n: true[n].bit_count() for n in bits(segments.mask((after,)))}
    most = max(counts.values(), default=0)
    return segments.periods(sum(1 << n for n, count in counts.items() if count == most)) if most else ()


def unmet(statements: Iterable[Statement], days: Sequence[Period]) -> tuple[int, ...]:
    """The statements that allow none of these days, as their indexes."""
    return tuple(s.index for s in statements if not any(a.intersect(d) for a in s.allowed for d in days))
