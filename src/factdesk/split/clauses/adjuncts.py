"""Circumstances that can be checked apart: where and when somebody was born, his trade and his nation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from factdesk.split import grammar, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"1\d{3}|20\d\d")


def facts_apart(head: Token, own: list[Token]) -> list[list[Token]] | None:
    """The statements of one clause that differ in their circumstances, or nothing."""
    return _nation_and_trade(head, own) or _place_and_day(head, own)


def _nation_and_trade(head: Token, own: list[Token]) -> list[list[Token]] | None:
    """ "is an American actor": is American, is an actor."""
    there = {token.i for token in own}
    if head.lemma_ != "be" or head.i not in there:
        return None
    for noun in own:
        if noun.dep_ != "attr" or noun.head != head or noun.lower_ in words.OF_A_LANGUAGE:
            continue
        article = next((c for c in noun.lefts if c.lower_ in ("a", "an") and c.i in there), None)
        nation = next((c for c in noun.lefts if c.dep_ == "amod" and c.ent_type_ == "NORP"), None)
        behind = nation.nbor(1).lower_ if nation is not None else ""
        if behind in words.OF_A_LANGUAGE or (nation is not None and nation.lower_ in words.PARTIES):
            return None
        if article is None or nation is None or nation.i not in there or nation.nbor(1).text == "-":
            return None
        if grammar.is_negated(head) or grammar.modal(head) or article.i != head.i + 1:
            return None
        if nation.i != article.i + 1 or any(c.dep_ == "conj" for c in nation.children):
            return None
        subject = [t for t in own if t.i <= head.i]
        trade = [t for t in own if t != nation]
        return [[*subject, nation], trade]
    return None


def _place_and_day(head: Token, own: list[Token]) -> list[list[Token]] | None:
    """ "was born in Zenda on 3 May 1950": the place and the day."""
    there = {token.i for token in own}
    if head.lemma_.lower() not in words.LIFE or grammar.is_negated(head) or head.i not in there:
        return None
    found = [c for c in _circumstances(head) if c.i > head.i and c.i in there]
    days = [c for c in found if _is_day(c)]
    others = [c for c in found if c.dep_ == "prep" and c not in days]
    if len(days) != 1 or not others:
        return None
    within_days = [c for c in others if any(day.is_ancestor(c) for day in days)]
    within_others = [day for day in days if any(c.is_ancestor(day) for c in others)]
    return [_without(own, days, within_days), _without(own, others, within_others)]


def _circumstances(head: Token) -> list[Token]:
    """The phrases of a verb, also what the parser hangs on the day in "born on 3 May in Zenda"."""
    found = [c for c in head.children if c.dep_ in ("prep", "npadvmod")]
    for phrase in list(found):
        nouns = [phrase, *(c for c in phrase.children if c.dep_ == "pobj")]
        found += [c for noun in nouns for c in noun.children if c.dep_ == "prep" and c.head.pos_ != "ADP"]
    return found


def _is_day(phrase: Token) -> bool:
    if phrase.dep_ == "npadvmod":
        return phrase.ent_type_ == "DATE" and _has_year(phrase)
    noun = next((c for c in phrase.children if c.dep_ == "pobj"), None)
    return noun is not None and phrase.lower_ in ("in", "on") and _is_date(noun)


def _is_date(noun: Token) -> bool:
    return noun.ent_type_ == "DATE" or bool(_YEAR.fullmatch(noun.text))


def _has_year(phrase: Token) -> bool:
    return any(_YEAR.fullmatch(token.text) for token in phrase.subtree)


def _without(own: list[Token], phrases: list[Token], spared: list[Token]) -> list[Token]:
    dropped = {token.i for phrase in phrases for token in phrase.subtree}
    saved = {t.i for other in spared for t in other.subtree} if spared else set()
    kept = [token for token in own if token.i not in dropped - saved]
    while len(kept) > 1 and kept[-1].text in grammar.BREAKS:
        kept.pop()
    return kept
