"""Military ranks before a name: "retired U.S. Army Gen. Ann Example"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.tokens import Token
from factdesk.model import Qualifier


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank among a sentence's tokens, `tokens[first:last]`; country and service included."""

    first: int
    at: int
    last: int
    words: str
    country: str = ""
    qualifier: Qualifier = Qualifier.NONE


def rank_at(tokens: Sequence[Token], start: int) -> tuple[int, str]:
    """The end and the full spelling of the longest military rank that starts at `start`."""
    if start >= len(tokens) or tokens[start].low.split("-")[0] not in lex.RANK_STARTS:
        return start, ""
    words: list[str] = []
    found = (start, "")
    for end in range(start + 1, min(len(tokens), start + 4) + 1):
        words += tokens[end - 1].low.split("-")
        if rank := lex.RANKS.get(tuple(words)):
            found = (end, rank)
    return found


def find_ranks(tokens: Sequence[Token], places: Places) -> list[Rank]:
    """Every capitalised rank of a sentence that is no part of an office ("Attorney General")."""
    ranks: list[Rank] = []
    covered = 0
    for index, token in enumerate(tokens):
        if index < covered or not token.is_capital or token.is_shouted:
            continue
        end, words = rank_at(tokens, index)
        if words:
            covered = end
            if not (index and tokens[index - 1].low in lex.BEFORE_GENERAL and token.low == "general"):
                ranks.append(_with_left(tokens, index, _retired_end(tokens, end), words, places))
    return ranks


def _retired_end(tokens: Sequence[Token], end: int) -> int:
    """The end of "(retd.)" after a rank."""
    inside = [token.low for token in tokens[end : end + 4]]
    if inside[:1] == ["("] and len(inside) > 2 and inside[1] in ("ret", "retd", "retired"):
        return end + (inside.index(")") + 1 if ")" in inside else 0)
    return end


def _with_left(tokens: Sequence[Token], index: int, end: int, words: str, places: Places) -> Rank:
    first, country, qualifier = index, "", Qualifier.NONE
    if any(token.text == "(" for token in tokens[index:end]):
        qualifier = Qualifier.FORMER
    for _ in range(6):
        before = tokens[first - 1] if first else None
        if before is None:
            break
        start, found = places.before(tokens, first)
        if found and not country:
            country, first = found, start
        elif before.low in lex.SERVICES and before.is_capital:
            first -= 1
        elif before.low in ("retired", "then", "then-", "late", "former") and not (
            before.low == "former" and country
        ):
            qualifier, first = lex.QUALIFIERS[before.low], first - 1
        elif before.low == "'s" and not country and (owner := places.before(tokens, first - 1))[1]:
            first, country = owner
        else:
            break
    return Rank(first, index, end, words, country, qualifier)
