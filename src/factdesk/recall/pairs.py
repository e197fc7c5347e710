"""Which words of one claim stand for which of another, and how much of both is covered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from factdesk.numbers import Number
from factdesk.recall.lists import ALIKE
from factdesk.recall.spelling import is_variant
from factdesk.recall.words import Kind, Reading, Token

# How much a pair counts whose words are not the same.
_SYNONYM, _DERIVED = 0.9, 0.8
_SHORTEST_RUN = 2  # names with initials


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two claims side by side.

    `pairs` are places in the one and in the other. The words at `free_one` and `free_other` have no partner,
    and are not words said again that have one. `matched` is the weight in common, `whole` that of both.
    """

    one: Reading
    other: Reading
    pairs: tuple[tuple[int, int], ...]
    free_one: tuple[int, ...]
    free_other: tuple[int, ...]
    matched: float
    whole: float

    @property
    def left_one(self) -> tuple[Token, ...]:
        return tuple(self.one.tokens[at] for at in self.free_one)

    @property
    def left_other(self) -> tuple[Token, ...]:
        return tuple(self.other.tokens[at] for at in self.free_other)

    @property
    def dice(self) -> float:
        """0..1: the weight in common, of that of both claims."""
        return min(1.0, 2 * self.matched / self.whole) if self.whole else 0.0


def paired(one: Reading, other: Reading) -> Pairing:
    """The best partner for each word: the same word, else a name for its initials, else one close to it."""
    found: dict[int, int] = {}
    matched = _join_same(one, other, found)
    matched += _acronyms(one.tokens, other.tokens, found)
    back = {there: here for here, there in found.items()}
    matched += _acronyms(other.tokens, one.tokens, back)
    matched += _compounds(other.tokens, one.tokens, back)
    found |= {here: there for there, here in back.items() if here not in found}
    matched += _compounds(one.tokens, other.tokens, found)
    matched += _join_close(one, other, found)
    free_one, again_one = _unpaired(one.tokens, set(found) | set(back.values()))
    free_other, again_other = _unpaired(other.tokens, set(found.values()) | set(back))
    whole = one.weight + other.weight - again_one - again_other
    return Pairing(one, other, tuple(sorted(found.items())), free_one, free_other, matched, whole)


def _unpaired(tokens: tuple[Token, ...], partnered: set[int]) -> tuple[tuple[int, ...], float]:
    """The places without a partner, and the weight of those left out of them: words only said again."""
    keys = {tokens[at].key for at in partnered if tokens[at].kind is Kind.WORD}
    free = [at for at in range(len(tokens)) if at not in partnered]
    again = sum(tokens[at].weight for at in free if tokens[at].key in keys)
    return tuple(at for at in free if tokens[at].key not in keys), again


def _join_close(one: Reading, other: Reading, found: dict[int, int]) -> float:
    """Pair words that can stand for each other, the best first; the weight that was matched."""
    gained = 0.0
    free = set(range(len(other.tokens))) - set(found.values())
    for here, token in enumerate(one.tokens):
        if here in found:
            continue
        rated = ((_close(token, other.tokens[there]), -abs(here - there), there) for there in free)
        how, _, place = max(rated, default=(0.0, 0, 0))
        if how:
            found[here] = place
            free.discard(place)
            gained += how * (token.weight + other.tokens[place].weight) / 2
    return gained


def _join_same(one: Reading, other: Reading, found: dict[int, int]) -> float:
    """Pair the words that are the same, nearest places first; the weight that was matched."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for there, token in enumerate(other.tokens):
        places[token.key].append(there)
    gained = 0.0
    for here, token in enumerate(one.tokens):
        free = [there for there in places.get(token.key, ()) if _are_same(token, other.tokens[there])]
        if free:
            found[here] = min(free, key=lambda there: abs(here - there))
            places[token.key].remove(found[here])
            gained += (token.weight + other.tokens[found[here]].weight) / 2
    return gained


def _are_same(one: Token, other: Token) -> bool:
    return same_number(one.number, other.number) if one.number and other.number else one.key == other.key


def _close(one: Token, other: Token) -> float:
    """How well a word stands for another: a synonym, a spelling of a name, a word of the same family."""
    if one.number and other.number:
        return float(same_number(one.number, other.number))
    if Kind.NUMBER in (one.kind, other.kind) or Kind.DATE in (one.kind, other.kind):
        return 0.0
    if other.key in ALIKE.get(one.key, ()):
        return _SYNONYM
    if is_variant(one.key, other.key):
        return _SYNONYM
    both_words = one.kind is other.kind is Kind.WORD
    return _DERIVED if both_words and _are_family(one.key, other.key) else 0.0


def _are_family(one: str, other: str) -> bool:
    """Whether one word is most of the other: approve and approval, elect and election."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return (
        shared >= 5
        and shared >= 0.75 * min(len(one), len(other))
        and shared >= 0.55 * max(len(one), len(other))
    )


def same_number(one: Number, other: Number) -> bool:
    """Whether they are the same value in the same unit, or one is said to be a rounding of the other."""
    if one.unit and other.unit and one.unit != other.unit:
        return False
    if one.value == other.value:
        return True
    coarse, fine = (one, other) if one.half >= other.half else (other, one)
    return coarse.rough and coarse.low <= fine.value <= coarse.high


def _acronyms(names: tuple[Token, ...], others: tuple[Token, ...], found: dict[int, int]) -> float:
    """Pair runs of names with their initials on the other side; the weight that was matched."""
    gained = 0.0
    for here, token in enumerate(names):
        if len(token.initials) < _SHORTEST_RUN or here in found:
            continue
        taken = set(found.values())
        there = next((at for at, one in enumerate(others) if at not in taken and _initials(one, token)), None)
        if there is None:
            continue
        run = range(here, here + _initials(others[there], token))
        if not any(at in found for at in run):
            found |= dict.fromkeys(run, there)
            gained += (sum(names[at].weight for at in run) + others[there].weight) / 2
    return gained


def _initials(short: Token, first: Token) -> int:
    """For how many names from `first` on a word has the initials: 2 for BoE (Bank of England), or 0."""
    if short.kind is not Kind.NAME:
        return 0
    for letters in (short.key, short.key[0] + short.key[2:] if short.key[1:2] == "o" else ""):
        is_whole = letters == first.initials and len(letters) >= _SHORTEST_RUN
        if is_whole or (len(letters) > _SHORTEST_RUN and first.initials.startswith(letters)):
            return len(letters)
    return 0


def _compounds(parts: tuple[Token, ...], others: tuple[Token, ...], found: dict[int, int]) -> float:
    """Pair two words with the same in one, "cease-fire" and "ceasefire"; the weight that was matched."""
    places = {token.key: at for at, token in enumerate(others) if token.kind is Kind.WORD}
    gained, taken = 0.0, set(found.values())
    for here, (left, right) in enumerate(pairwise(parts)):
        there = places.get(left.key + right.key, places.get(f"{left.key}e{right.key}"))
        if there is not None and there not in taken and not {here, here + 1} & found.keys():
            found |= {here: there, here + 1: there}
            taken.add(there)
            gained += (left.weight + right.weight + others[there].weight) / 2
    return gained
