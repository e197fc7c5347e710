"""What makes two claims different however alike their words are. Each guard says what it saw, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Set

from factdesk.recall.lists import (
    ALIKE,
    BOUNDS,
    NO_FIRST_NAMES,
    OPPOSITE_CASES,
    OPPOSITES,
    RANKS,
    WHO,
    exclude_each_other,
    words,
)
from factdesk.recall.order import in_one_place, turned_round
from factdesk.recall.pairs import Pairing
from factdesk.recall.words import Kind, Reading, Token


def difference(pairing: Pairing) -> str:
    """Why the two claims cannot be the same one; blank where nothing speaks against it."""
    return next((reason for guard in _GUARDS if (reason := guard(pairing))), "")


def _denied(pairing: Pairing) -> str:
    return "one of them denies it" if pairing.one.negations != pairing.other.negations else ""


def _hedged(pairing: Pairing) -> str:
    if bool(pairing.one.doubts) != bool(pairing.other.doubts):
        return "only one of them says that it may be so"
    if bool(pairing.one.intents) != bool(pairing.other.intents):
        return "only one of them speaks of a plan"
    return ""


def _opposed(pairing: Pairing) -> str:
    mine, theirs = Counter(pairing.one.stems), Counter(pairing.other.stems)
    only_mine, only_theirs = set(mine - theirs), set(theirs - mine)
    for left, right in OPPOSITES:
        for here, there in ((left, right), (right, left)):
            if _lone(only_mine & here, only_theirs) and _lone(only_theirs & there, only_mine):
                return f"{_word(only_mine & here)} against {_word(only_theirs & there)}"
    return ""


def _lone(words: set[str], others: set[str]) -> set[str]:
    """Those without a word on the other side that can stand for them."""
    return {word for word in words if not ALIKE.get(word, frozenset()) & others}


def _word(words: Set[str]) -> str:
    return min(words)


def _excluding(pairing: Pairing) -> str:
    mine, theirs = Counter(pairing.one.stems), Counter(pairing.other.stems)
    if exclude_each_other(mine - theirs, theirs - mine):
        return "another kind of thing"
    return ""


def _other_number(pairing: Pairing) -> str:
    mine, theirs = (set(_keys(left, Kind.NUMBER)) for left in (pairing.left_one, pairing.left_other))
    return "another number" if mine and theirs else ""


def _other_rank(pairing: Pairing) -> str:
    """the largest, the second largest"""
    sides = ((pairing.one, pairing.left_one), (pairing.other, pairing.left_other))
    for reading, left in sides:
        for at, token in enumerate(reading.tokens[:-1]):
            superlative = reading.tokens[at + 1].key.endswith(("est", "most"))
            if token in left and token.key.startswith("ord") and token.key != "ord1" and superlative:
                return f"only one of them says {token.key.removeprefix('ord')}."
    return ""


def _other_direction(pairing: Pairing) -> str:
    """to China, from China"""
    for here, there in pairing.pairs:
        cases = {pairing.one.tokens[here].case, pairing.other.tokens[there].case}
        if cases in OPPOSITE_CASES:
            return " against ".join(sorted(cases))
    return ""


def _other_bound(pairing: Pairing) -> str:
    """more than 100, about 100"""
    for here, there in pairing.pairs:
        one, other = pairing.one.tokens[here], pairing.other.tokens[there]
        if one.kind is Kind.NUMBER and "about" in (one.case, other.case) and {one.case, other.case} & BOUNDS:
            return " against ".join(sorted((one.case, other.case)))
    return ""


def _other_office(pairing: Pairing) -> str:
    mine, theirs = (RANKS & set(reading.stems) for reading in (pairing.one, pairing.other))
    return f"only one of them says {_word(mine | theirs)}" if bool(mine) != bool(theirs) else ""


def _other_day(pairing: Pairing) -> str:
    mine, theirs = (set(_keys(left, Kind.DATE)) for left in (pairing.left_one, pairing.left_other))
    return "another day or month" if mine and theirs else ""


def _other_name(pairing: Pairing) -> str:
    partner = dict(pairing.pairs)
    mine = _names(pairing.one, pairing.free_one, partner, pairing.other, pairing.free_other)
    back = {there: here for here, there in pairing.pairs}
    theirs = _names(pairing.other, pairing.free_other, back, pairing.one, pairing.free_one)
    return f"{mine[0]} against {theirs[0]}" if mine and theirs else ""


def _names(
    one: Reading, free: tuple[int, ...], partner: dict[int, int], other: Reading, others: tuple[int, ...]
) -> list[str]:
    """The names without a partner, but for a first name that only this claim gives: Ann Example, Example."""
    found = []
    for at in free:
        token = one.tokens[at]
        if token.kind is not Kind.NAME or token.is_light:
            continue
        last = partner.get(at + 1, -1)
        is_first = last >= 0 and one.tokens[at + 1].kind is Kind.NAME and token.key not in NO_FIRST_NAMES
        if not is_first or (last - 1 in others and other.tokens[last - 1].kind is Kind.NAME):
            found.append(token.key)
    return found


def _prefixed(pairing: Pairing) -> str:
    """associated, dissociated; connected, disconnected."""
    for mine in pairing.left_one:
        for theirs in pairing.left_other:
            short, long = sorted((mine.key, theirs.key), key=len)
            if len(short) >= 4 and long.endswith(short) and long.removesuffix(short) in _PREFIXES:
                return f"{mine.key} against {theirs.key}"
    return ""


_PREFIXES = frozenset(words("un in im il ir dis non anti mis de counter"))


def _one_word_changed(pairing: Pairing) -> str:
    """One word stands in the place of another, and nothing tells that it means the same."""
    one, other = pairing.one.tokens, pairing.other.tokens
    mine = [at for at in pairing.free_one if not one[at].is_light]
    theirs = [at for at in pairing.free_other if not other[at].is_light]
    if not mine and len(theirs) == 1:
        mine = [at for at in pairing.free_one if _tells_who(one[at])]
    elif not theirs and len(mine) == 1:
        theirs = [at for at in pairing.free_other if _tells_who(other[at])]
    if len(mine) == len(theirs) == 1 and in_one_place(pairing, mine[0], theirs[0]):
        return f"{one[mine[0]].key} against {other[theirs[0]].key}"
    return ""


def _tells_who(token: Token) -> bool:
    return token.kind is Kind.WORD and token.key in WHO


def _says_more(pairing: Pairing) -> str:
    """One claim is all in the other, and that says something else besides."""
    if pairing.dice >= _NEARLY_ALL:
        return ""
    mine, theirs = (
        sum(not token.is_light for token in left) for left in (pairing.left_one, pairing.left_other)
    )
    return "one of them says more" if not min(mine, theirs) and max(mine, theirs) >= _MORE else ""


# Chosen on the tuning part of benchmarks/recall.py.
_NEARLY_ALL, _MORE = 0.9, 3


def _keys(left: tuple[Token, ...], kind: Kind) -> Iterator[str]:
    return (token.key for token in left if token.kind is kind)


def _turned(pairing: Pairing) -> str:
    return "who did it to whom" if turned_round(pairing) else ""


_GUARDS = (
    _denied,
    _hedged,
    _opposed,
    _prefixed,
    _other_number,
    _other_rank,
    _other_direction,
    _other_bound,
    _other_office,
    _other_day,
    _other_name,
    _excluding,
    _one_word_changed,
    _says_more,
    _turned,
)
