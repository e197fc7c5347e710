"""Clauses that hang on a noun: "who …", "the mayor", "founded in 1949"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.clause import Clause, Form
from factdesk.split.clauses.pieces import in_a_name

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_commenting(token: Token) -> bool:
    """A relative clause behind a comma, that says something more of what is already named."""
    pronoun = relative_pronoun(token)
    if pronoun is None or not grammar.is_finite(token):
        return False
    if not grammar.is_set_off(token) and (token.head.pos_ != "PROPN" or pronoun.lower_ == "that"):
        return False
    eventful = pronoun.lower_ == "which" and token.i > token.sent.root.i and _tells_of_the_event(token)
    if not (token.head.pos_ in ("NOUN", "PROPN") or _stands_for_one(token.head)) or eventful:
        return False
    if pronoun.lower_ == "when":
        return pronoun.head == token and grammar.is_past(token) and grammar.subject(token) is not None
    if pronoun.tag_ == "WRB":
        return pronoun.lower_ == "where" and pronoun.head == token and place(token.head) != ""
    is_subject = pronoun.dep_ in ("nsubj", "nsubjpass")
    return not (is_subject and not grammar.agrees(token, token.head)) and not _is_ambiguous(token)


def _tells_of_the_event(token: Token) -> bool:
    """Whether "which" may be all that goes before; "backed the bill, which raises taxes" is of the bill."""
    lemma, main = token.lemma_.lower(), grammar.finite_above(token.head)
    lasting = token.tag_ == "VBZ" and main.tag_ == "VBD" and lemma not in words.COMMENTING
    return lemma in words.EVENTFUL and not lasting


def _stands_for_one(word: Token) -> bool:
    """ "The 24-year-old, who": an adjective as subject."""
    return word.pos_ == "ADJ" and word.dep_ in ("nsubj", "nsubjpass") and word.left_edge.lower_ == "the"


def place(noun: Token) -> str:
    """The preposition under which a place stands: "at" the University; blank for what is no place."""
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "on"):
        return noun.head.lower_
    if noun.ent_type_ in ("GPE", "LOC"):
        return "in"
    return "at" if noun.ent_type_ in ("ORG", "FAC") else ""


def _is_ambiguous(token: Token) -> bool:
    """Whether the clause may speak of a noun farther up: "the truce between A and B, which"."""
    noun = token.head
    if noun.dep_ == "conj":
        return True
    upper = noun.head.head if noun.dep_ == "pobj" else noun
    if upper.dep_ == "pobj" and upper != noun and not any(upper.lefts):
        return False  # "in favour of the bill, which": no noun but a preposition
    if upper.pos_ == "ADJ" and upper.dep_ == "amod":
        upper = upper.head
    return upper != noun and upper.pos_ in ("NOUN", "PROPN") and grammar.agrees(token, upper)


def relative_pronoun(verb: Token) -> Token | None:
    """who, which, whom, whose or where in a relative clause."""
    opening = (t for t in verb.subtree if t.i < verb.i)
    return next((t for t in opening if t.tag_ in ("WDT", "WP", "WP$", "WRB")), None)


_DETERMINERS = ("a", "an", "the", "its", "his", "her", "their", "my", "our")
_NOT_A_ROLE = ("DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY")


def of_predicate(token: Token, found: dict[int, Clause]) -> Clause | None:
    """ "is a cyclist who races", "is a band formed in 1969": that tells of the subject."""
    noun = token.head
    while noun.dep_ == "conj" and noun.pos_ == "NOUN":
        noun = noun.head
    anchor = _told_of(noun, found)
    if anchor is None or not any(child.lower_ in ("a", "an") for child in noun.lefts):
        return None
    speaker = found[noun.head.i].speaker if noun.dep_ == "attr" else None
    if token.dep_ == "relcl":
        pronoun = relative_pronoun(token)
        if pronoun is not None and pronoun.lower_ == "which" and grammar.is_set_off(token):
            return None
        acts = pronoun is not None and pronoun.dep_ in ("nsubj", "nsubjpass") and pronoun.head == token
        return Clause(token, Form.RELATIVE, anchor, speaker) if acts and grammar.is_finite(token) else None
    if not is_passive_form(token) or token.i < noun.i:
        return None
    return Clause(token, Form.DESCRIBED, anchor, speaker)


def _told_of(noun: Token, found: dict[int, Clause]) -> Token | None:
    """Whom a predicate noun or a description speaks of."""
    if (own := found.get(noun.i)) and own.form is Form.APPOSITION:
        return own.anchor
    verb = noun.head
    if noun.dep_ != "attr" or verb.i not in found or verb.lemma_ != "be" or grammar.is_negated(verb):
        return None
    subject = grammar.subject(verb)
    if (
        subject is None
        or subject.dep_ == "expl"
        or subject.tag_ in ("WP", "WDT", "EX")
        or subject.lower_ in ("it", "that", "this", "these", "those")
        or grammar.modal(verb)
    ):
        return None
    return subject


def apposition(token: Token) -> Clause | None:
    noun = token.head
    nouns = ("NOUN", "PROPN")
    if noun.pos_ not in nouns or not grammar.is_set_off(token):
        return None
    if _is_age(token) and noun.pos_ == "PROPN":
        return Clause(token, Form.APPOSITION, noun)
    if token.pos_ not in nouns or _goes_on(token) or any(c.tag_ == "WP$" for c in noun.children):
        return None
    if grammar.is_plural(noun) and _first_word(token) in ("a", "an"):
        return None
    if token.ent_type_ in _NOT_A_ROLE or not (_is_single(token) or _is_closed(token)):
        return None
    listed = noun.dep_ == "conj" or any(child.dep_ == "conj" for child in noun.children)
    if listed and _first_word(token) not in _DETERMINERS and not _names(token):
        return None
    if (noun.pos_ == "PROPN" or _first_word(token) in ("a", "an")) and _describes(token):
        return _nearest_named(token)
    if _describes(noun) and token.ent_type_ == "PERSON" and not is_role(token):
        return Clause(token, Form.NAMED, noun, kept=True)
    return None


def _names(token: Token) -> bool:
    """ "the minister, Eve Model, and her deputy": between commas, a person's name behind a role."""
    after = token.right_edge.i + 1
    closed = after < len(token.doc) and token.doc[after].text == ","
    return closed and token.ent_type_ == "PERSON" and (is_role(token.head) or token.head.dep_ == "conj")


def _is_single(token: Token) -> bool:
    return not any(child.dep_ in ("conj", "cc") for child in token.children)


def _is_closed(token: Token) -> bool:
    """ "Ann Example, a lawyer and author, …": two descriptions between commas."""
    after = token.right_edge.i + 1
    closed = after < len(token.doc) and token.doc[after].text == ","
    return closed and _first_word(token) in ("a", "an") and all(t.pos_ == "NOUN" for t in token.conjuncts)


def _nearest_named(token: Token) -> Clause | None:
    """A description belongs to the noun just before it, whatever the parser says; a role stays undecided."""
    before = token.doc[token.left_edge.i - 1]
    while before.i and before.text != ")" and (before.text in grammar.BREAKS or _is_age(before)):
        before = before.nbor(-1)
    while in_a_name(before) and before.head.head.pos_ == "PROPN":
        before = before.head.head
    if before == token.head or before.text == ")":
        return Clause(token, Form.APPOSITION, token.head)
    return None if is_role(token) or before.pos_ != "PROPN" else Clause(token, Form.APPOSITION, before)


def _goes_on(token: Token) -> bool:
    """Whether another noun follows behind a comma: then it is a list, not a description."""
    rest = token.doc[token.right_edge.i + 1 :]
    return len(rest) > 1 and rest[0].text == "," and rest[1].pos_ in ("NOUN", "PROPN", "DET", "ADJ")


def _describes(noun: Token) -> bool:
    """Whether a noun says what someone or something is, and is not itself a name."""
    if noun.tag_ in ("NNS", "NNPS"):
        return False
    owned = any(child.dep_ == "poss" for child in noun.lefts)
    return is_role(noun) or (noun.pos_ == "NOUN" and (owned or _first_word(noun) in _DETERMINERS))


def _first_word(noun: Token) -> str:
    left = noun.left_edge
    return left.nbor(1).lower_ if left.text in grammar.BREAKS else left.lower_


def _is_age(token: Token) -> bool:
    around = (token.doc[k].text for k in (token.i - 1, token.i + 1) if k < len(token.doc))
    if any(mark not in (",", ".") for mark in around):
        return False
    return token.text.isdecimal() and 0 < int(token.text) < 120 and len(list(token.subtree)) == 1


def described(token: Token) -> Clause | None:
    """ "The company, founded in 1949, …" """
    if (
        not is_passive_form(token)
        or not grammar.is_set_off(token)
        or token.head.pos_ not in ("NOUN", "PROPN")
    ):
        return None
    edge = token.right_edge
    ends = edge.i + 1 >= len(token.doc) or edge.text == ")" or edge.nbor(1).text in (",", ".", "–", "—", ")")
    is_subject = token.head.dep_ in ("nsubj", "nsubjpass")
    return Clause(token, Form.DESCRIBED, token.head) if ends and is_subject else None


def is_passive_form(token: Token) -> bool:
    return token.tag_ == "VBN" and not grammar.auxiliaries(token) and grammar.size(token) > 1


def is_role(noun: Token) -> bool:
    """Whether the phrase names an office, rank or trade."""
    return any(part.lower_ in words.ROLES for part in _core(noun))


def _core(noun: Token) -> Iterator[Token]:
    return (part for part in (*noun.lefts, noun) if part.dep_ in ("compound", "amod") or part == noun)
