"""A kept text made ready to be searched for what bears on a claim."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from factdesk.passages.figures import Number, numbers
from factdesk.passages.words import Words, words
from factdesk.split import language_of, sentences

Ints = NDArray[np.int64]
_PREFIX = 3


class Index:
    """The sentences and words of a text. To make one takes a pass over the text; it serves any claim."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sentences = sentences(text)
        self.words: Words = words(text)
        self._numbers: dict[str, int] = {}
        ids = [self._numbers.setdefault(key, len(self._numbers)) for key in self.words.keys]
        self.ids: Ints = np.array(ids, dtype=np.int64)
        starts = np.array([sentence.start for sentence in self.sentences], dtype=np.int64)
        places = np.array(self.words.starts, dtype=np.int64)
        # The sentence of each word. Every letter of a text is in some sentence.
        self.sentence_of: Ints = np.maximum(np.searchsorted(starts, places, side="right") - 1, 0)
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
    def figures(self) -> list[Number]:
        """The numbers of the text."""
        return list(numbers(self.text))

    @cached_property
    def language(self) -> str:
        """The code of the text's language."""
        return language_of(self.text).code

    def sentence_at(self, place: int) -> int:
        """The sentence that holds a letter."""
        return int(self.sentence_of[max(0, int(np.searchsorted(self.words.starts, place, side="right")) - 1)])


@lru_cache(maxsize=4)
def index(text: str) -> Index:
    """The index of a text, kept for the texts asked for last."""
    return Index(text)
