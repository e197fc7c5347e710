"""The place of a text that comes nearest to a quotation, and how their words differ."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel, LCSseq

from factdesk.passages.words import Words, words

Piece = tuple[str, str]  # "equal", "deleted" or "inserted", and the words

# Share of a quotation's words, each by its weight, that must stand at a place in order.
THRESHOLD = 0.6
_FEWEST = 3  # words that must stand there
_MOST = 6000
_WINDOWS = 4  # places looked at closely
_ADDED = 0.35  # what a word that only the text has costs, of a word's weight
_STOP = re.compile(r"[.!?。！？]\s|\n")
_TOKEN = re.compile(r"\w+(?:['’.,]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Near:
    """`text[start:end]`, its likeness to the quotation 0..1, and the differences."""

    start: int
    end: int
    likeness: float
    pieces: tuple[Piece, ...]


def nearest(quote: str, text: str) -> Near | None:
    """The place of the text most like a quotation, or None where none reaches `THRESHOLD`.

    Time is that of a pass over the text and of four alignments of the quotation with twice its words. A
    quotation of under 3 or over 6,000 words has no nearest place.
    """
    sought, there = words(quote), words(text)
    if not _FEWEST <= len(sought) <= _MOST or not len(there):
        return None
    weights = _weights(sought, there)
    runs = [
        _aligned(sought.keys, there.keys, *window, weights) for window in _windows(sought, there, weights)
    ]
    best = max(runs, key=lambda run: run.value, default=_Run())
    if best.value < THRESHOLD:
        return None
    start, end = _with_unlike_ends(text, there, best, len(sought))
    return Near(start, end, best.value, differences(quote, text[start:end]))


def _weights(sought: Words, there: Words) -> dict[str, float]:
    """A weight for each word of the quotation: rare words of the text tell more."""
    wanted = set(sought.keys)
    counts = Counter(key for key in there.keys if key in wanted)
    total = len(there) + 1
    return {key: 0.3 + float(np.log(total / (counts[key] + 1.0)) / np.log(total + 1)) for key in wanted}


def _windows(sought: Words, there: Words, weights: dict[str, float]) -> list[tuple[int, int]]:
    """The stretches of words that share most with the quotation, best first."""
    hits = _hits(sought, there, weights)
    width = min(len(there), max(len(sought) + 4, len(sought) * 5 // 4))
    sums = np.concatenate(([0.0], np.cumsum(hits)))
    scores = sums[width:] - sums[:-width]
    found = []
    for _ in range(_WINDOWS):
        at = int(np.argmax(scores))
        if scores[at] <= 0:
            break
        found.append((max(0, at - width // 4), min(len(there), at + width + width // 4)))
        scores[max(0, at - width // 2) : at + width // 2 + 1] = 0.0
    return found


def _hits(sought: Words, there: Words, weights: dict[str, float]) -> NDArray[np.float64]:
    """What each word of the text has in common with the quotation: itself, and with the word before it."""
    numbers = {key: n for n, key in enumerate(weights, 1)}
    here = np.array([numbers.get(key, 0) for key in there.keys], dtype=np.int64)
    values = np.array([0.0, *weights.values()])
    hits = 0.3 * values[here]
    own = np.array([numbers[key] for key in sought.keys], dtype=np.int64)
    pairs = np.isin(_pairs(here), np.unique(_pairs(own)))
    hits[1:] += np.where(pairs & (here[1:] > 0) & (here[:-1] > 0), values[here[1:]] + values[here[:-1]], 0.0)
    return hits


def _pairs(ids: NDArray[np.int64]) -> NDArray[np.int64]:
    return ids[:-1] * (1 << 32) + ids[1:]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words `sought[a:b]` as they stand in `there[first:last]`, and how much of the quotation that is."""

    value: float = 0.0
    a: int = 0
    b: int = 0
    first: int = 0
    last: int = 0


def _aligned(sought: list[str], there: list[str], begin: int, end: int, weights: dict[str, float]) -> _Run:
    """The best run of words in common inside a window: words that only the text has make it worse."""
    total = sum(weights[key] for key in sought)
    best, run = _Run(), _Run()
    for block in LCSseq.opcodes(sought, there[begin:end]).as_matching_blocks():
        if not block.size:
            continue
        at = begin + block.b
        value = run.value - _ADDED * (at - run.last) / total
        if run.last == 0 or value <= 0:
            run, value = _Run(0.0, block.a, block.a, at, at), 0.0
        value += sum(weights[key] for key in sought[block.a : block.a + block.size]) / total
        run = replace(run, value=value, b=block.a + block.size, last=at + block.size)
        if value > best.value and run.b - run.a >= _FEWEST:
            best = run
    return best


def _with_unlike_ends(text: str, there: Words, run: _Run, count: int) -> tuple[int, int]:
    """The span of a run with the words of its sentence that stand for the quotation's first and last."""
    first, last = run.first, run.last
    for _ in range(run.a):
        if not first or _STOP.search(text, there.ends[first - 1], there.starts[first]):
            break
        first -= 1
    for _ in range(count - run.b):
        if last == len(there) or _STOP.search(text, there.ends[last - 1], there.starts[last]):
            break
        last += 1
    return there.starts[first], there.ends[last - 1]


def differences(quote: str, passage: str) -> tuple[Piece, ...]:
    """How a quotation differs from a passage, word by word, as pieces (see `Found.pieces`)."""
    ours, theirs = list(_TOKEN.finditer(quote)), list(_TOKEN.finditer(passage))
    pieces: list[Piece] = []
    gone = come = ""
    a = b = 0
    for code in Indel.opcodes([_same(m[0]) for m in ours], [_same(m[0]) for m in theirs]):
        left = ours[code.src_end - 1].end() if code.src_end else 0
        right = theirs[code.dest_end - 1].end() if code.dest_end else 0
        if code.tag == "equal":
            pieces += [*_replaced(gone, come), ("equal", passage[b:right])]
            gone = come = ""
        else:
            gone, come = gone + quote[a:left], come + passage[b:right]
        a, b = left, right
    return (*pieces, *_replaced(gone, come + passage[b:]))


def _replaced(gone: str, come: str) -> list[Piece]:
    return [piece for piece in (("deleted", gone), ("inserted", come)) if piece[1]]


def _same(token: str) -> str:
    """What two words must have in common; a mark of punctuation stands for itself."""
    plain = unicodedata.normalize("NFKC", token)
    return "".join(letter for letter in plain if letter.isalnum()) or plain
