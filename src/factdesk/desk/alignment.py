"""Where the words of a text stand in its next version: sentence by sentence, then word by word."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from factdesk.model import Sentence

Span = tuple[int, int]

_WORD = re.compile(r"\w+|[^\w\s]")
# Sentences that share fewer words than this are two sentences, not one that was changed.
_SAME_PLACE, _ANY_PLACE = 0.4, 0.6
# In a long changed passage a sentence is compared with those near its place only.
_MANY_PAIRS, _NEAR = 10_000, 15
_MANY_SENTENCES = 2_000


@dataclass(frozen=True, slots=True)
class Image:
    """The words of a span, and the same words in the other text, one by one."""

    old: Sequence[Span]
    new: Sequence[Span]

    def span(self, start: int, end: int) -> Span | None:
        """Where a part of it stands; None where it holds no word of it."""
        first = bisect_right([word[1] for word in self.old], start)
        last = bisect_left([word[0] for word in self.old], end) - 1
        if first > last:
            return None
        begins = self.new[first][0] + max(0, start - self.old[first][0])
        ends = self.new[last][0] + min(end, self.old[last][1]) - self.old[last][0]
        return begins, ends


class _Text:
    """A text as words with their spans, and the numbers of the first words of its sentences."""

    def __init__(self, text: str, sentences: Sequence[Sentence]) -> None:
        found = list(_WORD.finditer(text))
        self.spans = [match.span() for match in found]
        self.words = [match[0] for match in found]
        self.starts = [start for start, _ in self.spans]
        self.ends = [end for _, end in self.spans]
        first = sorted({bisect_left(self.starts, sentence.start) for sentence in sentences} | {0})
        self.bounds = [*(at for at in first if at < len(found)), len(found)]
        self.sentences = [tuple(self.words[a:b]) for a, b in pairwise(self.bounds)]

    def words_at(self, start: int, end: int) -> range:
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def sentences_at(self, start: int, end: int) -> range:
        """The numbers of the sentences that a span touches."""
        words = self.words_at(start, end)
        if not words:
            return range(0)
        return range(bisect_right(self.bounds, words[0]) - 1, bisect_right(self.bounds, words[-1]))


class Alignment:
    """Two versions of a text beside each other."""

    def __init__(
        self, old: str, old_sentences: Sequence[Sentence], new: str, new_sentences: Sequence[Sentence]
    ) -> None:
        self._old, self._new = _Text(old, old_sentences), _Text(new, new_sentences)
        self.pairs = dict(_pairs(self._old.sentences, self._new.sentences))
        self._partner = dict(self._word_pairs())
        taken = set(self._partner.values())
        self._free: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self._new.words):
            if number not in taken:
                self._free[word].append(number)

    def _word_pairs(self) -> Iterator[tuple[int, int]]:
        for one, other in self.pairs.items():
            before, after = self._old.sentences[one], self._new.sentences[other]
            blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
            for a, b, size in blocks:
                for step in range(size):
                    yield self._old.bounds[one] + a + step, self._new.bounds[other] + b + step

    def image(self, start: int, end: int) -> Image | None:
        """The same words in the new text, standing together: in their place, else where nothing stood."""
        words = self._old.words_at(start, end)
        if not words:
            return None
        places = [self._partner.get(number) for number in words]
        first = places[0]
        if first is None or places != list(range(first, first + len(words))):
            first = self._found(self._old.words[words.start : words.stop], words.start)
        return None if first is None else self._image(self._old.spans[words.start : words.stop], first)

    def found(self, quote: str, at: int) -> Image | None:
        """The words of a quote that stood at a place of some former text, where nothing of the old one is."""
        matches = list(_WORD.finditer(quote))
        first = self._found([match[0] for match in matches], bisect_left(self._old.starts, at))
        spans = [(match.start() + at, match.end() + at) for match in matches]
        return None if first is None else self._image(spans, first)

    def _image(self, spans: Sequence[Span], first: int) -> Image:
        return Image(spans, self._new.spans[first : first + len(spans)])

    def _found(self, words: Sequence[str], near: int) -> int | None:
        """The first of these words in a row among the free words of the new text, the nearest of several."""
        free, wanted = self._free, list(words)
        expected = near / max(1, len(self._old.words)) * len(self._new.words)
        fits = [
            at
            for at in (free.get(words[0], ()) if words else ())
            if self._new.words[at : at + len(words)] == wanted
            and all(_holds(free[word], at + step) for step, word in enumerate(words))
        ]
        return min(fits, key=lambda at: abs(at - expected), default=None)

    def is_unchanged(self, start: int, end: int) -> bool:
        """Whether all sentences that a span touches stand in the new text as they are."""
        numbers = self._old.sentences_at(start, end)
        return all(
            number in self.pairs and self._old.sentences[number] == self._new.sentences[self.pairs[number]]
            for number in numbers
        )

    def changed_into(self, start: int, end: int) -> list[Span]:
        """The sentences of the new text that those of a span became, in the order of the old."""
        numbers = (self.pairs.get(number) for number in self._old.sentences_at(start, end))
        return [self._sentence(number) for number in numbers if number is not None]

    def _sentence(self, number: int) -> Span:
        first, behind = self._new.bounds[number], self._new.bounds[number + 1]
        return self._new.starts[first], self._new.ends[behind - 1]


def _holds(numbers: Sequence[int], number: int) -> bool:
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two runs of words are, 0..1: twice the words in common order, by all words (Ratcliff and
    Obershelp's measure, as in difflib).
    """
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


Keys = Sequence[tuple[str, ...]]


def _pairs(old: Keys, new: Keys) -> Iterator[tuple[int, int]]:
    """Which sentence became which: those that stayed, those that moved, those that were changed."""
    matcher = SequenceMatcher(None, old, new, autojunk=len(new) > _MANY_SENTENCES)
    left_old, left_new = set(range(len(old))), set(range(len(new)))
    for kind, a, b, c, _ in matcher.get_opcodes():
        if kind == "equal":
            for step in range(b - a):
                yield a + step, c + step
                left_old.discard(a + step)
                left_new.discard(c + step)
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in sorted(left_new, reverse=True):
        places[new[number]].append(number)
    for number in sorted(left_old):
        if places.get(old[number]):
            place = places[old[number]].pop()
            yield number, place
            left_old.discard(number)
            left_new.discard(place)
    gaps = [(range(a, b), range(c, d)) for kind, a, b, c, d in matcher.get_opcodes() if kind == "replace"]
    for olds, news in gaps:
        here = [n for n in olds if n in left_old], [n for n in news if n in left_new]
        for pair in _alike(old, new, *here, _SAME_PLACE):
            yield pair
            left_old.discard(pair[0])
            left_new.discard(pair[1])
    yield from _alike(old, new, sorted(left_old), sorted(left_new), _ANY_PLACE)


def _alike(
    old: Keys, new: Keys, olds: Sequence[int], news: Sequence[int], least: float
) -> Iterator[tuple[int, int]]:
    """Pairs of changed sentences, the most alike first."""
    scored = []
    for at, one in enumerate(olds):
        for other in _near(at, len(olds), news):
            if _most(old[one], new[other]) >= least and (score := likeness(old[one], new[other])) >= least:
                scored.append((-score, one, other))
    done: set[tuple[str, int]] = set()
    for _, one, other in sorted(scored):
        if ("old", one) not in done and ("new", other) not in done:
            done |= {("old", one), ("new", other)}
            yield one, other


def _near(at: int, count: int, news: Sequence[int]) -> Iterable[int]:
    if count * len(news) <= _MANY_PAIRS:
        return news
    middle = at * len(news) // count
    return news[max(0, middle - _NEAR) : middle + _NEAR]


def _most(one: Sequence[str], other: Sequence[str]) -> float:
    """What the likeness can be at most, cheaply: by the words in common in any order."""
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / max(1, len(one) + len(other))
