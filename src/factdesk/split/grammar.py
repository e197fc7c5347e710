"""Questions that the splitter asks of a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factdesk.split import inflect

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_AUXILIARIES = ("aux", "auxpass")
BREAKS = frozenset((",", ";", ":", "–", "—", "-", "--", "(", ")"))


def subject(verb: Token) -> Token | None:
    """The verb's own subject ("there" and "it" only where nothing better stands)."""
    found = [
        child
        for child in verb.children
        if child.dep_ in _SUBJECTS and child.i < verb.i and child.pos_ != "ADV"
    ]
    return min(found, key=lambda child: child.dep_ == "expl", default=None)


def shared_subject(verb: Token) -> Token | None:
    """The verb's subject, or that of the verb which it continues."""
    for _ in range(8):
        if found := subject(verb):
            return found
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head == verb:
            return None
        verb = verb.head
    return None


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def is_a_noun_after_all(verb: Token) -> bool:
    """Whether a word tagged as a verb has the company of a noun: "television shows"."""
    return any(child.dep_ in ("compound", "det", "amod", "nummod", "poss", "nmod") for child in verb.lefts)


def auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in _AUXILIARIES and child.i < verb.i]


def is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(aux.tag_ in _FINITE for aux in auxiliaries(verb))


def finite_above(token: Token) -> Token:
    """The nearest finite verb at or above a word."""
    while not (is_verb(token) and is_finite(token)) and token.head != token:
        token = token.head
    return token


def is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def bracketed_years(noun: Token | None) -> set[int]:
    """The words of "(1901-1980)" or "(2003)" behind a noun, brackets included."""
    if noun is None or noun.i + 2 >= len(noun.doc) or noun.nbor(1).text != "(":
        return set()
    end = next((token.i for token in noun.doc[noun.i + 1 : noun.i + 12] if token.text == ")"), None)
    inside = list(noun.doc[noun.i + 2 : end]) if end else []
    dated = any(token.text[:4].isdecimal() and len(token.text) >= 4 for token in inside)
    return set(range(noun.i + 1, end + 1)) if end and dated else set()


def is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("never", "hardly") for child in verb.children)


def is_past(verb: Token) -> bool:
    return any(part.tag_ == "VBD" for part in (verb, *auxiliaries(verb)))


def modal(verb: Token) -> Token | None:
    return next((aux for aux in auxiliaries(verb) if aux.tag_ == "MD"), None)


def is_plural(noun: Token) -> bool:
    return (
        noun.tag_ in ("NNS", "NNPS")
        or noun.lower_ in ("they", "we", "these", "those", "both", "many", "several", "few")
        or any(child.dep_ == "conj" for child in noun.children)
    )


def agrees(verb: Token, noun: Token) -> bool:
    """Whether a verb's number fits a noun as its subject."""
    for part in (*auxiliaries(verb), verb):
        if part.tag_ == "VBZ" or part.lower_ == "was":
            return not is_plural(noun)
        if part.tag_ == "VBP" or part.lower_ == "were":
            return is_plural(noun)
    return True


def be(verb: Token, plural: bool) -> str:
    """The form of "be" in the tense of a verb."""
    return ("were" if plural else "was") if is_past(verb) else ("are" if plural else "is")


def finite(ing: Token, like: Token, plural: bool, *, future: bool = True) -> str:
    """The finite form of an -ing verb in the tense of the clause it hangs on."""
    lemma, word = ing.lemma_.lower(), ing.lower_
    if future and (will := modal(like)):
        return f"{will.lower_} {lemma}"
    have = [aux for aux in auxiliaries(like) if aux.lemma_ == "have" and aux.tag_ in _FINITE]
    if have and like.tag_ == "VBN":
        helper = "had" if have[0].tag_ == "VBD" else ("have" if plural else "has")
        return f"{helper} {inflect.participle(lemma, word)}"
    if is_past(like):
        return ("were" if plural else "was") if lemma == "be" else inflect.past(lemma, word)
    return inflect.present(lemma, plural)


def introducer(verb: Token) -> Token | None:
    """The word that opens a subordinate clause: because, while, when, if …"""
    marks = (c for c in verb.children if c.i < verb.i and (c.dep_ == "mark" or c.tag_ == "WRB"))
    return next(marks, None)


def is_set_off(token: Token) -> bool:
    """Whether a comma, dash or bracket opens the phrase of this token."""
    left = token.left_edge
    if left.i > 1 and left.nbor(-1).text in ('"', "”") and left.nbor(-2).text == ",":
        return True
    return left.text in BREAKS or (left.i > 0 and left.nbor(-1).text in BREAKS)


def coordinators(conjunct: Token) -> set[str]:
    """The words that join a conjunct to the one before it; in "A, B or C" the last one speaks for all."""
    link: Token | None = conjunct.head
    while link is not None:
        if found := {c.lower_ for c in link.children if c.dep_ in ("cc", "preconj")}:
            return found
        link = next((c for c in link.children if c.dep_ == "conj"), None)
    return set()


def within(token: Token, heads: Iterable[Token]) -> Iterator[Token]:
    """The subtree of a token, in order, without the subtrees of other heads below it."""
    cut = {part.i for head in heads if head.i != token.i and token.is_ancestor(head) for part in head.subtree}
    kept = (part for part in token.subtree if part.i not in cut and not part.is_space)
    return iter(sorted(kept, key=lambda part: part.i))  # a subtree that crosses another is out of order


def in_quotes(token: Token) -> bool:
    """Whether a word stands between quotation marks of its sentence."""
    before = _text(token.doc)[: token.idx]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _text(doc: Doc) -> str:
    """The sentence's text, which spaCy puts together anew each time: here once."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    text: str = doc.user_data["text"]
    return text


def is_content(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and not token.is_space


def size(token: Token) -> int:
    """How many content words a phrase has."""
    return sum(1 for part in token.subtree if is_content(part))
