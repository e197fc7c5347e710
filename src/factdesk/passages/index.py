"""A kept text made ready to be searched for what bears on a claim."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from factdesk.model import Sentence
from factdesk.passages.figures import numbers
from factdesk.passages.words import Words, words
from factdesk.split import language_of, sentences

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a text: `text[starts[i]:ends[i]]` with its value, and whether it is a percentage."""

    starts: Ints
    ends: Ints
    values: NDArray[np.float64]
    shares: NDArray[np.bool_]


_MOST_FIGURES = 200_000
_PREFIX = 3
_HEADING = 16  # words
_LONGEST = 800  # letters
_LEANING = re.compile(
    r"\W{0,4}(?:(?:And|But|Then|So|Yet|However|Instead|Later|Also)\b,?\s)?"
    r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|Both|Neither|he|she|it|they|his|her|their)\b"
)


class Index:
    """The sentences and words of a text. To make one takes a pass over the text; it serves any claim."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = [piece for one in sentences(text) for piece in _readable(text, one)]
        self.words: Words = words(text)
        self._numbers: dict[str, int] = {}
        ids = [self._numbers.setdefault(key, len(self._numbers)) for key in self.words.keys]
        self.ids: Ints = np.array(ids, dtype=np.int64)
        self._starts: Ints = np.array([one.start for one in self.sentences], dtype=np.int64)
        # The sentence of each word. Every letter of a text is in some sentence.
        self.sentence_of = self.sentences_at(np.array(self.words.starts, dtype=np.int64))
        self.lengths: Ints = np.bincount(self.sentence_of, minlength=len(self.sentences))
        self.paragraph_of = self._paragraphs()

    def _paragraphs(self) -> Ints:
        """The number of each sentence's paragraph: a blank line or a line break ends one."""
        breaks = [0] * len(self.sentences)
        for k in range(1, len(self.sentences)):
            breaks[k] = "\n" in self.text[self.sentences[k - 1].end : self.sentences[k].start]
        return np.cumsum(np.array(breaks, dtype=np.int64))

    def alike(self, key: str) -> list[tuple[str, int]]:
        """The different words that begin like this one, and their numbers in `ids`."""
        return self._by_beginning.get(key[:_PREFIX], [])

    @cached_property
    def _by_beginning(self) -> dict[str, list[tuple[str, int]]]:
        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for key, number in self._numbers.items():
            found[key[:_PREFIX]].append((key, number))
        return dict(found)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that are mostly written with a capital, also within a sentence."""
        capital, opening = Counter[str](), {sentence.start for sentence in self.sentences}
        count: Counter[str] = Counter()
        for key, start in zip(self.words.keys, self.words.starts, strict=True):
            if start not in opening:
                count[key] += 1
                capital[key] += self.text[start].isupper()
        return frozenset(key for key, n in capital.items() if n * 2 > count[key])

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that are never written small."""
        small = {k for k, n in zip(self.words.keys, self.words.starts, strict=True) if self.text[n].islower()}
        return frozenset(self._numbers.keys() - small)

    @cached_property
    def leaning(self) -> NDArray[np.bool_]:
        """The sentences that open with a pronoun and so lean on the one before."""
        return np.array([bool(_LEANING.match(self.text, one.start)) for one in self.sentences])

    @cached_property
    def headings(self) -> NDArray[np.bool_]:
        """The short lines without a stop: headlines, captions, labels."""
        return np.array(
            [
                n < _HEADING and self.text[one.end - 1].isalnum()
                for one, n in zip(self.sentences, self.lengths.tolist(), strict=True)
            ]
        )

    @cached_property
    def figures(self) -> Figures:
        """The numbers of the text."""
        found = list(islice(numbers(self.text), _MOST_FIGURES))
        return Figures(
            np.array([one.start for one in found], dtype=np.int64),
            np.array([one.end for one in found], dtype=np.int64),
            np.array([one.value for one in found], dtype=np.float64),
            np.array([one.share for one in found], dtype=np.bool_),
        )

    @cached_property
    def language(self) -> str:
        """The code of the text's language."""
        return language_of(self.text).code

    def sentences_at(self, places: Ints) -> Ints:
        """The sentences that hold these letters."""
        return np.maximum(np.searchsorted(self._starts, places, side="right") - 1, 0)


def _readable(text: str, one: Sentence) -> Iterator[Sentence]:
    """A sentence, or the pieces of one that is too long to show (a table, a list without stops)."""
    start = one.start
    while one.end - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in ("\n", "; ", " "))
        cut = cut if cut > 0 else start + _LONGEST
        if piece := text[start:cut].strip():
            first = text.index(piece[0], start)
            yield Sentence(first, first + len(piece))
        start = cut
    while text[start : start + 1].isspace():
        start += 1
    if start < one.end:
        yield Sentence(start, one.end)


@lru_cache(maxsize=4)
def index(text: str) -> Index:
    """The index of a text, kept for the texts asked for last."""
    return Index(text)
