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
    """`only[k]` are the sets that `members[k]` alone hits, `left` those not hit yet, `free` who may join.

    Sets of sets are bits too: set number k is bit k.
    """

    members: tuple[int, ...]
    free: int
    left: int
    only: tuple[int, ...]

    def joined(self, number: int, hit: int, free: int) -> _Partial | None:
        """With one more member, who hits these, or None where an earlier one would no longer be needed."""
        only = tuple(own & ~hit for own in self.only)
        if not all(only):
            return None
        return _Partial((*self.members, number), free, self.left & ~hit, (*only, self.left & hit))


def hitting_sets(sets: Sequence[int], apart: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The minimal sets that share a number with each of `sets`, without two numbers that are `apart`.

    `apart[n]` are the numbers that n may not stand with. Stops after `STEPS` partial sets.
    """
    hit_by = [sum(1 << k for k, each in enumerate(sets) if each >> n & 1) for n in range(len(apart))]
    waiting = [_Partial((), (1 << len(apart)) - 1, (1 << len(sets)) - 1, ())]
    for _ in range(STEPS):
        if not waiting:
            return
        partial = waiting.pop()
        if partial.left:
            choices = min((sets[k] & partial.free for k in bits(partial.left)), key=int.bit_count)
            waiting += _grown(partial, choices, hit_by, apart)
        else:
            yield tuple(sorted(partial.members))


def _grown(
    partial: _Partial, choices: int, hit_by: Sequence[int], apart: Sequence[int]
) -> Iterator[_Partial]:
    """The partial sets with one of the choices more; each result has one way to it."""
    free = partial.free & ~choices
    for number in bits(choices):
        if grown := partial.joined(number, hit_by[number], free & ~apart[number]):
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
