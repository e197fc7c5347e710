"""Minimal hitting sets, in the manner of Murakami and Uno (2014): each member of a set being built must hit
some set that no other member hits, so that a set which is no longer minimal is never followed further.

Sets of small numbers are integers, number n being bit n.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Partial sets that are followed: there can be exponentially many.
STEPS = 5_000


@dataclass(frozen=True, slots=True)
class _Partial:
    """`only[k]` are the sets that `members[k]` alone hits, `left` those not hit yet, `free` who may join."""

    members: tuple[int, ...]
    free: int
    left: list[int]
    only: list[list[int]]

    def joined(self, number: int, free: int) -> _Partial | None:
        """With one more member, or None where an earlier one would no longer be needed."""
        bit = 1 << number
        only = [[each for each in own if not each & bit] for own in self.only]
        if not all(only):
            return None
        hit = [each for each in self.left if each & bit]
        left = [each for each in self.left if not each & bit]
        return _Partial((*self.members, number), free, left, [*only, hit])


def hitting_sets(sets: Sequence[int], apart: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The minimal sets that share a number with each of `sets`, without two numbers that are `apart`.

    `apart[n]` are the numbers that n may not stand with. Stops after `STEPS` partial sets.
    """
    waiting = [_Partial((), (1 << len(apart)) - 1, list(sets), [])]
    for _ in range(STEPS):
        if not waiting:
            return
        partial = waiting.pop()
        if not partial.left:
            yield tuple(sorted(partial.members))
            continue
        waiting += _grown(partial, apart)


def _grown(partial: _Partial, apart: Sequence[int]) -> Iterator[_Partial]:
    """The partial sets that also hit the set which the fewest can hit; each result has one way to it."""
    choices = min((each & partial.free for each in partial.left), key=int.bit_count)
    free = partial.free & ~choices
    for number in bits(choices):
        if grown := partial.joined(number, free & ~apart[number]):
            yield grown
            free |= 1 << number


def smallest(sets: Iterable[int]) -> list[int]:
    """Those that contain no other one, each once."""
    found: list[int] = []
    for each in sorted(set(sets), key=int.bit_count):
        if not any(other & each == other for other in found):
            found.append(each)
    return found


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, lowest first."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest
