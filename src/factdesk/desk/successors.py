"""Which new claim took the place of an old one whose words were changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from factdesk.desk.alignment import Span, likeness, words_of
from factdesk.model import Claim

# A new claim that shares fewer words than this with an old one, in quote and wording, is not its successor.
_IN_ITS_SENTENCE, _ELSEWHERE = 0.45, 0.65
# Elsewhere only those new claims are looked at that share the most of the rarer words.
_MOST_LOOKED_AT, _COMMON = 10, 30


def successors(
    changed: Sequence[Claim], new: Sequence[Claim], places: Callable[[Claim], Sequence[Span]]
) -> Iterator[tuple[Claim, Claim]]:
    """Pairs of an old and a new claim, the most alike first, each claim once.

    `places` are the sentences of the new text that those of a claim became.
    """
    looked_up = _Lookup(new)
    scored = []
    for number, claim in enumerate(changed):
        here = looked_up.within(places(claim))
        for least, found in ((_IN_ITS_SENTENCE, here), (_ELSEWHERE, looked_up.like(claim) - here)):
            for other in found:
                if (score := _score(claim, new[other])) >= least:
                    scored.append((-score, number, other))
    done: set[tuple[str, int]] = set()
    for _, number, other in sorted(scored):
        if ("old", number) not in done and ("new", other) not in done:
            done |= {("old", number), ("new", other)}
            yield changed[number], new[other]


class _Lookup:
    """New claims by their place and by their words. `new` are in the order of the text."""

    def __init__(self, new: Sequence[Claim]) -> None:
        self._new = new
        self._starts = [claim.start for claim in new]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, claim in enumerate(new):
            for word in _words(claim.text):
                self._by_word[word].append(number)

    def within(self, places: Sequence[Span]) -> set[int]:
        """Those that lie within a place."""
        return {
            number
            for start, end in places
            for number in range(bisect_left(self._starts, start), bisect_left(self._starts, end))
            if self._new[number].end <= end
        }

    def like(self, claim: Claim) -> set[int]:
        """Those that share the most words with a claim, without words that many have."""
        shared: Counter[int] = Counter()
        for word in _words(claim.text):
            numbers = self._by_word.get(word, [])
            if len(numbers) <= _COMMON:
                shared.update(numbers)
        return {number for number, _ in shared.most_common(_MOST_LOOKED_AT)}


def _words(text: str) -> set[str]:
    return set(words_of(text.casefold()))


def _score(claim: Claim, new: Claim) -> float:
    texts = alike(claim.text, new.text)
    return max(texts, (alike(claim.quote, new.quote) + texts) / 2)


def alike(one: str, other: str) -> float:
    """How alike two wordings are, 0..1, whatever the case of their letters."""
    return likeness(words_of(one.casefold()), words_of(other.casefold()))
