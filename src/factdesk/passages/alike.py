"""How much of one text stands in another, and which texts are copies of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from factdesk.passages.words import words

_SHINGLE = 3  # words in a row that are compared
# Two texts are copies where so much of the shorter one stands in the other.
COPY = 0.5
_FEWEST = 15  # shingles below which only a text that stands there whole is a copy
# Also a quotation that is not closed, where a text was cut short within it.
_WITHIN_MARKS = re.compile(r"[“„«][^“„«”»]{0,3000}(?:[”»]|\Z)|\"[^\"\n]{0,3000}(?:\"|\Z)")


def likeness(a: str, b: str) -> float:
    """How alike two texts are, 0..1: the share of their runs of three words that both have.

    White space, punctuation and case do not count; 1 for two texts without words.
    """
    ours, theirs = _counted(a), _counted(b)
    total = ours.total() + theirs.total()
    return 2 * (ours & theirs).total() / total if total else 1.0


def contained(a: str, b: str) -> float:
    """How much of `a` stands in `b`, 0..1, by runs of three words; 1 where `a` has no words."""
    ours = _counted(a)
    return (ours & _counted(b)).total() / ours.total() if ours else 1.0


def groups(texts: Sequence[str]) -> list[int]:
    """A number for each text, from 0 on: texts that are copies of one text share it.

    Copies may be shortened, have another headline and lead, or some sentences more. Words within quotation
    marks do not count, since independent reports quote the same speech. A text without words is on its own.
    """
    read = [_read(text) for text in texts]
    leaders = list(range(len(texts)))
    for j in range(len(texts)):
        for i in range(j):
            if leaders[i] != leaders[j] and _are_copies(read[i], read[j]):
                leaders = [leaders[i] if leader == leaders[j] else leader for leader in leaders]
    numbers: dict[int, int] = {}
    return [numbers.setdefault(leader, len(numbers)) for leader in leaders]


@dataclass(frozen=True, slots=True)
class _Read:
    """The shingles of a text: those outside quotation marks, and all."""

    outside: frozenset[int]
    all: frozenset[int]


def _are_copies(one: _Read, other: _Read) -> bool:
    if any(len(each.outside) * 3 < len(each.all) for each in (one, other)):  # little but quotations
        ours, theirs = one.all, other.all
    else:
        ours, theirs = one.outside, other.outside
    shorter = min(len(ours), len(theirs))
    if not shorter:
        return False
    return len(ours & theirs) >= shorter * (COPY if shorter >= _FEWEST else 1.0)


@lru_cache(maxsize=64)
def _read(text: str) -> _Read:
    outside = _shingles(words(_WITHIN_MARKS.sub(" ", text)).keys)
    return _Read(frozenset(outside), frozenset(_shingles(words(text).keys)))


def _counted(text: str) -> Counter[int]:
    return Counter(_shingles(words(text).keys))


def _shingles(keys: list[str]) -> list[int]:
    """The runs of words, as hashes; a text of fewer words is one run."""
    if len(keys) < _SHINGLE:
        return [hash(tuple(keys))] if keys else []
    return [hash(run) for run in zip(keys, keys[1:], keys[2:], strict=False)]
