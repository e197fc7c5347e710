"""Whether two claims with the same words have turned them round: who beat whom, what was sold to whom."""

from __future__ import annotations

from itertools import combinations

from factdesk.recall.lists import SAYING, SYMMETRIC
from factdesk.recall.pairs import Pairing
from factdesk.recall.words import Kind, Token

# Beyond this the words are no longer the same ones, and their order says nothing.
_MOST_LEFT = 0.35
# In words that carry meaning: "the former Finnish president Ann Example".
_LONGEST_PHRASE = 5


def turned_round(pairing: Pairing) -> bool:
    """Whether two words have changed places in what is claimed; that one was moved says nothing."""
    if pairing.dice < 1 - _MOST_LEFT:
        return False
    pairs = _once(pairing)
    return _exchanged(pairs) or _cases_exchanged(pairs) or _around_a_verb(pairs)


def in_one_place(pairing: Pairing, mine: int, theirs: int) -> bool:
    """Whether two words without a partner stand behind, or in front of, words that stand for each other.

    Where words were moved, any place may be the one.
    """
    order = [there for _, there in pairing.pairs]
    if order != sorted(order):
        return True
    before = max((pair for pair in pairing.pairs if pair[0] < mine), default=None)
    after = min((pair for pair in pairing.pairs if pair[0] > mine), default=None)
    ranks = sorted(there for _, there in pairing.pairs)
    left = max((there for there in ranks if there < theirs), default=None)
    right = min((there for there in ranks if there > theirs), default=None)
    return (before[1] if before else None) == left or (after[1] if after else None) == right


Places = list[tuple[int, int, Token, Token]]


def _once(pairing: Pairing) -> Places:
    """The pairs as ranks among the paired words, in the one and in the other."""
    other_rank = {place: rank for rank, place in enumerate(sorted({there for _, there in pairing.pairs}))}
    return [
        (rank, other_rank[there], pairing.one.tokens[here], pairing.other.tokens[there])
        for rank, (here, there) in enumerate(pairing.pairs)
    ]


def _exchanged(pairs: Places) -> bool:
    """Two phrases, and nothing else, stand in each other's place, with words between them that stayed."""
    ranks = [there for _, there, _, _ in sorted(pairs, key=lambda one: one[0])]
    start = next((at for at, rank in enumerate(ranks) if at != rank), len(ranks))
    end = next((at for at in range(len(ranks), 0, -1) if ranks[at - 1] != at - 1), 0)
    moved = ranks[start:end]
    if len(moved) < 3:
        return False
    first = next((n for n in range(1, len(moved)) if moved[n] != moved[n - 1] + 1), len(moved))
    last = next((n for n in range(1, len(moved)) if moved[-n - 1] != moved[-n] - 1), len(moved))
    between = moved[first : len(moved) - last]
    if not between or max(first, last) > _LONGEST_PHRASE:
        return False
    mine, theirs = pairs[start : start + first], pairs[end - last : end]
    if _kept_case(mine) != _kept_case(theirs):
        return False
    stayed = list(range(start + last, start + last + len(between)))
    verbs = {token.key for _, _, token, _ in pairs[start + first : end - last]}
    if verbs <= SAYING and (_is_statement(mine) or _is_statement(theirs)):
        return False
    return between == stayed and not verbs <= SYMMETRIC


def _kept_case(phrase: Places) -> bool:
    """Whether the same preposition governs all of it in both claims: then it has not changed its part."""
    return all(one[2].case and one[2].case == one[3].case for one in phrase)


def _is_statement(phrase: Places) -> bool:
    """Whether a phrase is what was said, and none of those who may have said it."""
    return len(phrase) > 1 and all(one[2].kind is Kind.WORD for one in phrase)


def _cases_exchanged(pairs: Places) -> bool:
    """ "from A to B" and "from B to A"."""
    for one, other in combinations(pairs, 2):
        mine, theirs = one[2].case, other[2].case
        if mine != theirs and (one[3].case, other[3].case) == (theirs, mine):
            return True
    return False


def _around_a_verb(pairs: Places) -> bool:
    """A word that stood before a verb stands behind it, and one from behind stands before it."""
    bare = [one for one in pairs if not one[2].case and not one[3].case and one[2].kind is not Kind.NUMBER]
    for verb in bare:
        if verb[2].kind is not Kind.WORD or verb[2].is_light or verb[2].key in SYMMETRIC:
            continue
        came = any(one[0] < verb[0] and one[1] > verb[1] for one in bare)
        went = any(one[0] > verb[0] and one[1] < verb[1] for one in bare)
        if came and went:
            return True
    return False
