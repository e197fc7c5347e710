"""Links of a parse that the sentence's own marks contradict, put right before it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar
from factdesk.split.clauses.nouns import is_role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def mend(doc: Doc) -> None:
    """Puts right in place what the parser hangs too low."""
    for token in doc:
        if token.dep_ == "conj" and grammar.is_verb(token) and (verb := _higher(token)):
            _hang(token, verb)
        elif token.dep_ in ("ccomp", "advcl", "dep") and (noun := _noun_before(token)):
            token.head, token.dep_ = noun, "relcl"
        elif token.tag_ == "VB" and token.dep_ in ("nsubj", "nsubjpass") and (noun := _object_behind(token)):
            _swap(token, noun)
        elif noun := _told_of(token):
            token.head = noun


def _higher(token: Token) -> Token | None:
    """The main verb that goes on in "began after talks collapsed, and ended": the comma closes the clause."""
    lower = token.head
    link = _link(token)
    if link is None or link.i == 0 or link.nbor(-1).text != "," or lower.dep_ not in ("advcl", "ccomp"):
        return None
    verb = lower.head
    if not (grammar.is_verb(verb) and grammar.is_finite(verb) and grammar.is_finite(token)):
        return None
    if grammar.subject(token) or grammar.subject(lower) is None or verb.i > lower.i:
        return None
    subject = grammar.shared_subject(verb)
    if subject is None or not grammar.agrees(token, subject) or not _same_tense(token, verb):
        return None
    return None if lower.dep_ == "ccomp" and _same_tense(token, lower) else verb


def _same_tense(one: Token, other: Token) -> bool:
    modal, beside = grammar.modal(one), grammar.modal(other)
    had, past = (any(aux.lower_ == "had" for aux in grammar.auxiliaries(verb)) for verb in (one, other))
    return (
        (modal is None) == (beside is None) and had == past and grammar.is_past(one) == grammar.is_past(other)
    )


def _link(token: Token) -> Token | None:
    """The "and" between a verb and the one it continues."""
    return next((c for c in token.head.children if c.dep_ == "cc" and token.head.i < c.i < token.i), None)


def _hang(token: Token, verb: Token) -> None:
    link = _link(token)
    assert link is not None, "only a verb behind a conjunction is hung higher"
    comma = link.nbor(-1)
    for part in (token, link, comma):
        part.head = verb


def _told_of(token: Token) -> Token | None:
    """The noun of which a clause or a name tells, where it is not the one the parser hangs it on."""
    if token.dep_ == "relcl":
        return _agreeing(token) or _who(token)
    return _role_above(token) if token.dep_ == "appos" and token.ent_type_ == "PERSON" else None


def _agreeing(token: Token) -> Token | None:
    """ "shares in the firm, which have": not the noun before the comma but the one above it."""
    pronoun = next((c for c in token.children if c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP")), None)
    noun = token.head
    if pronoun is None or noun.dep_ != "pobj" or not grammar.is_set_off(token) or grammar.agrees(token, noun):
        return None
    upper = noun.head.head
    fits = upper.pos_ in ("NOUN", "PROPN") and upper.dep_ in ("nsubj", "nsubjpass", "dobj")
    return upper if fits and grammar.agrees(token, upper) else None


def _object_behind(token: Token) -> Token | None:
    """ "Aid groups said": two nouns, of which the parser takes the first for a verb."""
    following = token.doc[token.i + 1 : token.i + 2]
    alone = all(child.dep_ in ("dobj", "punct") for child in token.children)
    return next((noun for noun in following if noun.head == token and noun.dep_ == "dobj" and alone), None)


def _swap(token: Token, noun: Token) -> None:
    above, place = token.head, token.dep_
    for child in (*token.children, token):
        child.head = above if child == noun else noun
    noun.dep_, token.dep_ = place, "compound"


def _who(token: Token) -> Token | None:
    """ "Ann Example, an analyst at the bank, who": the person, not the bank."""
    pronoun = next((c for c in token.children if c.dep_ == "nsubj" and c.lower_ == "who"), None)
    noun = token.head
    if pronoun is None or noun.dep_ != "pobj" or noun.ent_type_ not in ("ORG", "GPE", "LOC"):
        return None
    role = noun.head.head
    return role.head if role.dep_ == "appos" and is_role(role) and role.head.ent_type_ == "PERSON" else None


def _role_above(token: Token) -> Token | None:
    """ "the founder of the exchange Mockcoin, Ann Example,": the founder."""
    noun = token.head
    if noun.dep_ != "pobj" or is_role(noun) or not grammar.is_set_off(token):
        return None
    above = noun.head.head
    return above if noun.head.lower_ == "of" and is_role(above) and above.left_edge.lower_ == "the" else None


def _noun_before(token: Token) -> Token | None:
    """The noun just before "that blocked", which the parser takes for a clause of the verb."""
    pronoun = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass") and c.tag_ == "WDT"), None)
    if pronoun is None or pronoun.i == 0 or not grammar.is_finite(token) or token.head.i > pronoun.i:
        return None
    before = pronoun.nbor(-1)
    return before if before.pos_ in ("NOUN", "PROPN") and not token.is_ancestor(before) else None
