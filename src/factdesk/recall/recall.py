"""Looking a claim up among tens of thousands that were verified before."""

from __future__ import annotations

import heapq
import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from operator import itemgetter

from factdesk.recall.guards import difference
from factdesk.recall.model import Match, Remembered
from factdesk.recall.pairs import Pairing, paired
from factdesk.recall.words import Reading, index_terms, reading
from factdesk.review import word_diff

# In characters. What is longer is no claim, and is neither remembered nor asked for.
LONGEST = 1000
# Words that carry meaning, and how often one of them: beyond that a text is no claim, and takes long.
_MOST_WORDS, _MOST_OFTEN = 150, 20
# Chosen on the tuning part of benchmarks/recall.py.
THRESHOLD = 0.82
# Candidates by the words in common, of which each is compared closely. A word in more than one of eight
# claims tells little, and is looked at only where the others find too few.
_CANDIDATES, _COMMON = 40, 0.125
# Candidates hold at least so much of what the words asked for tell.
_LEAST_SHARED = 0.35
# A claim needs so much to go by: a name and a verb, or two words.
_LEAST_WEIGHT = 2.0


class Recall:
    """The claims remembered. It is not changed once made; 50,000 take two seconds to make."""

    def __init__(self, entries: Iterable[Remembered]) -> None:
        self._entries = tuple(entries)
        self._holding: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, entry in enumerate(self._entries):
            if len(entry.text) > LONGEST:
                continue
            for term in index_terms(entry.text):
                self._holding[term].append(number)

    def __len__(self) -> int:
        return len(self._entries)

    def similar(self, text: str, most: int = 5) -> list[Match]:
        """Those that say the same, the most alike first and of equals the latest."""
        if len(text) > LONGEST:
            return []
        asked = reading(text)
        if not _is_a_claim(asked):
            return []
        rated = ((self._likeness(number, asked), self._entries[number]) for number in self._candidates(text))
        found = [(score, entry) for score, entry in rated if score >= THRESHOLD]
        best = sorted(found, key=lambda pair: (pair[0], pair[1].at), reverse=True)[:most]
        return [Match(entry, score, tuple(word_diff(entry.text, text))) for score, entry in best]

    def _likeness(self, number: int, asked: Reading) -> float:
        """How alike an entry is; 0 where something tells that it is another claim."""
        known = reading(self._entries[number].text)
        if not _can_be_alike(known, asked) or not _is_a_claim(known):
            return 0.0
        pairing = paired(known, asked)
        score = likeness(pairing)
        return 0.0 if score < THRESHOLD or difference(pairing) else score

    def _candidates(self, text: str) -> list[int]:
        """The entries with the most telling words in common."""
        scores: defaultdict[int, float] = defaultdict(float)
        held = sorted(
            (holding for term in index_terms(text) if (holding := self._holding.get(term))), key=len
        )
        total = 0.0
        for holding in held:
            if len(holding) > max(50, _COMMON * len(self._entries)) and len(scores) >= _CANDIDATES:
                break
            rarity = math.log(1 + len(self._entries) / len(holding))
            total += rarity
            for number in holding:
                scores[number] += rarity
        best = heapq.nlargest(_CANDIDATES, scores.items(), key=itemgetter(1))
        return [number for number, score in best if score >= _LEAST_SHARED * total]


def _is_a_claim(one: Reading) -> bool:
    often = Counter(token.key for token in one.tokens)
    return len(one.tokens) <= _MOST_WORDS and max(often.values(), default=0) <= _MOST_OFTEN


def _can_be_alike(one: Reading, other: Reading) -> bool:
    """Whether two claims can reach the threshold: not where one says far more than the other.

    The initials of a name stand for all of its words, so the shorter one may say more than it weighs.
    """
    shorter, longer = sorted((one.weight, other.weight))
    return 2 * shorter >= (THRESHOLD - 0.25) * (shorter + longer)


def likeness(pairing: Pairing) -> float:
    """0..1: the weight of the words in common; names and numbers weigh more than other words."""
    if min(pairing.one.weight, pairing.other.weight) < _LEAST_WEIGHT:
        return 0.0
    return round(pairing.dice, 3)
