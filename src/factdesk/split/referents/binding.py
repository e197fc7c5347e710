"""What the grammar of its own sentence makes a pronoun mean: "A’s X and its Y", "jobs, most of them"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factdesk.split import grammar
from factdesk.split.referents.agreement import AGENTIVE, Kind
from factdesk.split.referents.things import Mention, Rank, Thing

if TYPE_CHECKING:
    from spacy.tokens import Token


def bound_thing(token: Token, form: str, here: Sequence[Mention]) -> Thing | None:
    """The one of the mentions `here` (of its sentence, before it, agreeing) that it must mean, or None."""
    if form == "they" and token.tag_ == "PRP":
        return _of_which_a_part(token, here)
    if form == "it" and token.dep_ == "nsubj":
        return _who_will(token, here)
    if form not in ("it", "they") or token.tag_ != "PRP$":
        return None
    return _joined_owner(token, here) or _own_subject(token, here) or _speaker(token, here)


def _of_which_a_part(token: Token, here: Sequence[Mention]) -> Thing | None:
    """ "1,200 jobs, most of them in Freedonia"."""
    part = token.head.head
    if token.head.lower_ != "of" or token.head.i != token.i - 1 or part.i != token.i - 2:
        return None
    last = max((m for m in here if m.head.i < part.i), key=lambda m: (m.head.i, m.start), default=None)
    near = last is not None and part.i - last.head.i <= 2 and last.thing.is_plural
    return last.thing if near and last is not None else None


def _joined_owner(token: Token, here: Sequence[Mention]) -> Thing | None:
    """ "Freedonia’s commitment to peace and its support"."""
    noun = token.head
    if noun.dep_ != "conj" or noun.left_edge.i != token.i or token.nbor(-1).lower_ not in ("and", "&"):
        return None
    above = noun.head
    while above.pos_ in ("NOUN", "PROPN", "ADP"):
        owner = next((c for c in above.children if c.dep_ == "poss" and c.i < token.i), None)
        mine = next((m for m in here if owner is not None and m.head.i == owner.i), None)
        if mine is not None:
            return mine.thing if not _between(mine, token, here, Rank.WEAK) else None
        if above.head == above:
            return None
        above = above.head
    return None


def _own_subject(token: Token, here: Sequence[Mention]) -> Thing | None:
    """The subject of its own clause, where nothing else stands between."""
    verb, child = _verb_above(token)
    if verb is None or child is None or child.dep_ in ("nsubj", "nsubjpass", "csubj") or child.i < verb.i:
        return None
    subject = grammar.shared_subject(verb)
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        subject = verb.head
    mine = next((m for m in here if subject is not None and m.head.i == subject.i), None)
    if mine is None or _between(mine, token, here, Rank.STRONG):
        return None
    return mine.thing


def _speaker(token: Token, here: Sequence[Mention]) -> Thing | None:
    """ "The company said its profit fell": whoever speaks, if it is a body."""
    verb, child = _verb_above(token)
    if verb is None or child is None or child.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
        return None
    subject = grammar.subject(verb.head) if verb.head.lemma_ in AGENTIVE else None
    mine = next((m for m in here if subject is not None and m.head.i == subject.i), None)
    if mine is None or mine.thing.kind is not Kind.BODY or _between(mine, token, here, Rank.WEAK):
        return None
    return mine.thing


def _who_will(token: Token, here: Sequence[Mention]) -> Thing | None:
    """ "The company said it would cancel flights": what a body says that it will do."""
    verb = token.head
    wills = any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.lefts)
    if not wills or verb.dep_ != "ccomp" or verb.head.lemma_ not in _UNDERTAKING or verb.lemma_ == "be":
        return None
    subject = grammar.subject(verb.head)
    mine = next((m for m in here if subject is not None and m.head.i == subject.i), None)
    if mine is None or mine.thing.kind is not Kind.BODY or _between(mine, token, here, Rank.WEAK):
        return None
    return mine.thing


_WILL = ("will", "would", "could", "can", "'ll", "’ll")
_UNDERTAKING = ("say", "announce", "promise", "pledge", "confirm", "vow", "warn", "add")


def _verb_above(token: Token) -> tuple[Token | None, Token | None]:
    """The verb of its clause, and the word directly below it that leads to the pronoun."""
    child = token
    while child.head != child:
        if grammar.is_verb(child.head):
            return child.head, child
        child = child.head
    return None, None


def _between(mine: Mention, token: Token, here: Sequence[Mention], weight: Rank) -> bool:
    """Whether something else that it may mean stands between: a name, or a noun in a place of weight."""
    return any(
        m.thing is not mine.thing
        and mine.head.i < m.head.i < token.i
        and (
            m.thing.is_likely
            or m.thing.kind in (Kind.BODY, Kind.PLACE)
            or (weight is Rank.STRONG and m.rank >= weight)
        )
        for m in here
    )
