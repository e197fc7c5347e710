""" "It" that stands for nothing: it rains, it is clear that, it took days to, it was Doe who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split.referents.agreement import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_WEATHER = frozenset(["rain", "snow", "hail", "drizzle", "freeze", "thunder", "pour"])
_SEEMING = word_set("""
    seem appear happen turn emerge follow matter transpire
    """)
_COSTING = frozenset(["take", "cost", "require"])
_TIMES = frozenset(("DATE", "TIME"))
_TOLD = word_set("""
    say believe think know report expect estimate note suggest hope understand claim allege assume find show
    argue see consider reveal announce decide agree confirm recommend
    """)


# "It is expected to weaken" tells of something, "it was decided to stay" does not.
_RAISING = word_set("""
    say believe think know report expect estimate understand claim allege assume find show see consider reveal
    """)


def is_expletive(token: Token) -> bool:
    """Whether an "it" has no antecedent by its construction."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return (
            token.dep_ == "dobj" and verb.lemma_ in ("make", "find", "consider") and _has_clause(verb, token)
        )
    if token.dep_ == "nsubjpass" and any(c.dep_ == "ccomp" and _opens_with_that(c) for c in verb.children):
        return True
    lemma = verb.lemma_.lower()
    if lemma in _WEATHER:
        return True
    if (lemma in _SEEMING or lemma in _RAISING) and _is_raised(verb):
        return False
    if lemma in _SEEMING or (lemma in _TOLD and token.dep_ == "nsubjpass"):
        return _has_clause(verb, token)
    if lemma in _COSTING:
        return any(
            c.ent_type_ in _TIMES and c.dep_ in ("dobj", "npadvmod", "attr") for c in verb.children
        ) or any(c.dep_ in ("xcomp", "advcl", "ccomp") and _is_infinitive(c) for c in verb.children)
    return lemma == "be" and _is_empty_copula(verb, token)


def _is_empty_copula(verb: Token, it: Token) -> bool:
    if any(c.dep_ == "acomp" and c.lower_ in _UNKNOWN for c in verb.children):
        return any(c.dep_ in ("ccomp", "advcl", "csubj") and c.i > verb.i for c in verb.subtree)
    said = [c for c in verb.children if c.i > it.i and (c.dep_ in _SAID_OF_IT or c.pos_ in ("ADJ", "NOUN"))]
    return any(_is_empty_with(noun) for noun in said) or _is_put_off(verb)


_SAID_OF_IT = ("attr", "acomp", "oprd")


def _is_empty_with(said: Token) -> bool:
    """Whether what is said of "it" is a day, somebody who did it, or leads to a clause."""
    if said.ent_type_ in _TIMES:
        return True
    below = [child for child in said.children if child.i > said.i]
    if any(child.dep_ in ("ccomp", "csubj", "advcl") and _opens_with_that(child) for child in below):
        return True
    if said.dep_ == "attr" and any(_is_cleft(child, said) for child in below):
        return True
    infinitives = (
        c for c in below if c.dep_ in ("xcomp", "advcl") and c.lemma_ != "be" and _is_infinitive(c)
    )
    return said.pos_ == "ADJ" and said.lower_ in _JUDGED and any(infinitives)


def _is_put_off(verb: Token) -> bool:
    """Whether a clause behind the verb is its true subject."""
    later = [child for child in verb.children if child.i > verb.i]
    clauses = (c.dep_ in ("csubj", "csubjpass") or (c.dep_ == "ccomp" and _opens_with_that(c)) for c in later)
    infinitives = (c.dep_ in ("xcomp", "advcl") and _is_infinitive(c) for c in later)
    return any(clauses) or (_is_judged(verb) and any(infinitives))


_JUDGED = word_set("""
    difficult hard easy possible impossible important necessary essential crucial vital likely unlikely
    clear unclear best better good bad wrong right reasonable safe common rare unusual customary legal
    illegal fair worth useful helpful interesting critical advisable recommended imperative tempting
    premature
    """)


_UNKNOWN = ("clear", "unclear", "unknown", "uncertain", "possible", "likely", "unlikely")


def _is_judged(verb: Token) -> bool:
    return any(
        c.dep_ in ("acomp", "attr") and (c.lower_ in _JUDGED or c.lower_ == "time") for c in verb.children
    )


def _is_cleft(relative: Token, noun: Token) -> bool:
    """ "It was Doe who left": a name, then "who" or "that"."""
    named = noun.pos_ in ("PROPN", "PRON")
    return named and relative.dep_ == "relcl" and relative.left_edge.lower_ in ("who", "that")


def _opens_with_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" or c.tag_ in ("WRB", "WP", "WDT") for c in clause.children if c.i < clause.i)


def _is_infinitive(clause: Token) -> bool:
    return any(c.tag_ == "TO" for c in clause.children)


def _is_raised(verb: Token) -> bool:
    """Whether what is said of "it" follows as an infinitive, other than of the weather."""
    below = [c for c in verb.children if c.i > verb.i and c.dep_ in ("xcomp", "ccomp", "csubj", "advcl")]
    return len(below) == 1 and _is_infinitive(below[0]) and below[0].lemma_.lower() not in ("be", *_WEATHER)


def _has_clause(verb: Token, it: Token) -> bool:
    return any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and c.i > it.i for c in verb.subtree)
