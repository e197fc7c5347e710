"""Clauses that hang on a verb: "because …", "moving to …", "before moving", "with prices rising"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.clause import Clause, Form
from factdesk.split.clauses.reports import is_supposed, tells_more

if TYPE_CHECKING:
    from spacy.tokens import Token


def subordinate(token: Token, above: Clause) -> Clause | None:
    """What "because …", "while …" or "…, moving to Zenda" asserts; nothing where it only supposes."""
    opener = grammar.introducer(token)
    if opener is None:
        return _participle(token, above)
    word = opener.lower_
    if is_supposed(token) or not grammar.is_finite(token) or grammar.subject(token) is None:
        return None
    if word in ("before", "after") and not (grammar.is_past(token) and grammar.modal(token) is None):
        return None
    if opener.i and opener.nbor(-1).lower_ == "only":
        return None
    if word in words.LINKED:
        return Clause(token, Form.OWN, above.head, above.speaker, kept=True)
    if word == "as" and (token.lemma_.lower() in words.AS_ONE_DOES or _is_a_moment(token, above)):
        return None
    if word in words.CONTRASTED and (word in _BESIDE or token.lemma_.lower() not in words.REPORTING):
        return Clause(token, Form.OWN, token.head, above.speaker)
    return None


_BESIDE = ("while", "whereas")


def _is_a_moment(token: Token, above: Clause) -> bool:
    """ "will rise as rescuers reach", "as prices rise, sales fall": only when, not that it is so.

    What somebody who is named does meanwhile, told behind, is so: "will meet as Freedonia seeks aid".
    """
    subject = grammar.subject(token)
    if (
        subject is not None
        and subject.pos_ == "PROPN"
        and token.i > above.head.i
        and not grammar.modal(token)
    ):
        return False
    return grammar.modal(above.head) is not None or (token.tag_ in ("VBP", "VBZ") and token.lemma_ != "be")


def is_contrast(token: Token) -> bool:
    """Whether "while", "although" or the like opens a clause."""
    opener = grammar.introducer(token)
    return opener is not None and opener.lower_ in words.CONTRASTED


def nearest(token: Token, found: dict[int, Clause]) -> Clause | None:
    """The clause that a word belongs to, where only phrases and -ing clauses lie between."""
    while token.i not in found:
        if token.dep_ not in ("pcomp", "prep", "xcomp", "pobj", "dobj", "acl", "conj") or token.head == token:
            return None
        token = token.head
    return found[token.i]


def _participle(token: Token, above: Clause) -> Clause | None:
    """ "…, adding that" and its like; an event's effect ("killing 12") stays with the event."""
    lemma = token.lemma_.lower()
    if token.tag_ == "VBG" and lemma in words.REPORTING and tells_more(token, above):
        return Clause(token, Form.REPORT, above.head, above.speaker)
    done = next((aux for aux in grammar.auxiliaries(token) if aux.lower_ == "having"), None)
    if token.tag_ == "VBN" and done is None:
        return _in_front(token, above)
    if (
        (token.tag_ != "VBG" and done is None)
        or token.i < above.head.i
        or not grammar.is_set_off(token)
        or grammar.size(token) < 2
    ):
        return None
    if (
        above.form not in (Form.MAIN, Form.CARRIED, Form.OWN)
        or (lemma in words.EVENTFUL and not _by_a_person(above.head))
        or token.lower_ in words.PREPOSITIONS_IN_ING
        or lemma in words.REPORTING
    ):
        return None
    verb = above.head
    if (grammar.is_passive(verb) and not _by_a_person(verb)) or _hides_a_verb(token):
        return None
    if grammar.is_negated(verb) or grammar.shared_subject(verb) is None:
        return None
    if (grammar.auxiliaries(token) and done is None) or grammar.subject(token) or not grammar.is_finite(verb):
        return None
    return Clause(token, Form.PARTICIPLE, verb, above.speaker)


def _hides_a_verb(token: Token) -> bool:
    """ "cutting power and triggering landslides": the last may be a verb, which the parse does not show."""
    parts = (part for part in token.subtree if part.tag_ == "VBG" and part.dep_ in ("compound", "amod"))
    return any(part.i and part.nbor(-1).dep_ == "cc" for part in parts)


def _by_a_person(verb: Token) -> bool:
    subject = grammar.shared_subject(verb)
    return subject is not None and (subject.lower_ in ("he", "she") or subject.ent_type_ == "PERSON")


def _in_front(token: Token, above: Clause) -> Clause | None:
    """ "Born in Zenda, she …" """
    verb, subject = above.head, grammar.subject(above.head)
    if (
        subject is None
        or subject.dep_ == "expl"
        or token.i > subject.i
        or token.lower_ in words.PREPOSITIONS_IN_ED
    ):
        return None
    closed = token.right_edge.nbor(1).text == ","
    plain = not (grammar.auxiliaries(token) or grammar.subject(token) or grammar.is_negated(verb))
    if not (closed and plain and grammar.is_finite(verb) and above.form in (Form.MAIN, Form.OWN)):
        return None
    return Clause(token, Form.DESCRIBED, subject, above.speaker)


def step(token: Token, above: Clause) -> Clause | None:
    """ "before moving to Zenda in 2006": a claim of its own; the main one keeps it if undated."""
    ing = step_verb(token)
    if ing is None or ing.tag_ != "VBG" or grammar.subject(ing) or grammar.size(ing) < 2:
        return None
    verb = above.head
    subject = grammar.shared_subject(verb)
    if (
        subject is None
        or not grammar.is_past(governor := grammar.finite_above(verb))
        or grammar.modal(governor)
    ):
        return None
    if grammar.is_passive(verb) or grammar.is_negated(verb) or is_supposed(token):
        return None
    dated = any(part.ent_type_ == "DATE" for part in verb.subtree)
    return Clause(token, Form.PARTICIPLE, verb, above.speaker, kept=not dated)


def step_verb(token: Token) -> Token | None:
    """The -ing verb of "before moving" and of "having moved"."""
    having = (child for child in token.children if child.dep_ == "aux" and child.lower_ == "having")
    return next((child for child in token.children if child.dep_ == "pcomp"), next(having, None))


def absolute(token: Token, above: Clause) -> Clause | None:
    """ "with prices rising": a claim of its own."""
    verb = absolute_verb(token)
    if verb is None or grammar.auxiliaries(verb):
        return None
    return Clause(token, Form.ABSOLUTE, above.head, above.speaker)


def absolute_verb(token: Token) -> Token | None:
    """The -ing verb of "with prices rising", however the parser hangs it."""
    for child in token.children:
        if child.dep_ == "pcomp" and child.tag_ == "VBG" and grammar.subject(child):
            return child
        if child.dep_ == "pobj" and (token.i == 0 or grammar.is_set_off(token)):
            return next((c for c in child.children if c.dep_ == "acl" and c.tag_ == "VBG"), None)
    return None
