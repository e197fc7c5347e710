"""The noun phrases of a parsed sentence that can be taken up later, and how prominent each is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.wording import surface
from factdesk.split.referents import whole_names
from factdesk.split.referents.agreement import ORGANISATION_WORDS, PERSONAL, word_set
from factdesk.split.referents.things import Rank

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_INSIDE = frozenset(("compound", "amod", "nmod", "npadvmod", "quantmod", "nummod"))
_NO_THING = frozenset(("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "NORP"))
_LONGEST = 9  # words of a common phrase that a claim can carry instead of a pronoun
_COURTESY = frozenset(("mr", "mrs", "ms", "miss"))
_RANKS = words.TITLES - {
    "chief",
    "chair",
    "director",
    "deputy",
    "attorney",
    "field",
    "justice",
    "air",
    "vice",
}


def heads(doc: Doc) -> Iterator[Token]:
    """The heads of its noun phrases in order, without dates and quantities."""
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in _INSIDE and token.ent_type_ not in _NO_THING:
            yield token


def main_verbs(doc: Doc) -> frozenset[int]:
    """The root and the verbs joined to it by "and"."""
    found = [doc[0].sent.root]
    for verb in found:
        found += (child for child in verb.rights if child.dep_ == "conj" and grammar.is_verb(child))
    return frozenset(verb.i for verb in found)


_DEFINING = frozenset(("refer", "amount", "belong"))


def rank(token: Token, main: frozenset[int]) -> Rank:
    """How prominent the place of a phrase is. What stands in a relative or other clause of a noun is weak."""
    dep, above = token.dep_, token.head
    if dep in ("conj", "appos") and above.pos_ in ("NOUN", "PROPN", "PRON"):
        return Rank.SAME if dep == "appos" else min(Rank.STRONG, rank(above, main))
    if dep in ("nsubj", "nsubjpass"):
        return Rank.SUBJECT if above.i in main else Rank.STRONG if _is_clause_of(above, main) else Rank.WEAK
    if dep == "attr" or (dep == "pobj" and (above.lower_ == "as" or above.head.lemma_ in _DEFINING)):
        return Rank.SAME
    if dep in ("dobj", "dative"):
        return Rank.STRONG if above.i in main or _is_clause_of(above, main) else Rank.WEAK
    close = above.lower_ in ("with", "by", "against", "to", "for") and above.head.i in main
    return Rank.STRONG if dep == "pobj" and close else Rank.WEAK


def _is_clause_of(verb: Token, main: frozenset[int]) -> bool:
    return verb.dep_ in ("ccomp", "advcl", "xcomp", "conj", "parataxis") and (
        verb.head.i in main or _is_clause_of(verb.head, main)
    )


def asides(doc: Doc, quoted: Collection[int]) -> frozenset[int]:
    """Where words stand in brackets or in short quotation marks: the title of a film is nobody."""
    found, depth = [], 0
    text = doc.text
    for token in doc if "(" in text or "[" in text else ():
        depth += (token.text in ("(", "[")) - (token.text in (")", "]") and depth > 0)
        if depth:
            found.append(token.i)
    return frozenset(found) | (frozenset(quoted) if 0 < len(quoted) <= _TITLE else frozenset())


_TITLE = 7  # words in quotation marks that are rather a title than speech


def name_span(head: Token) -> tuple[int, int] | None:
    """The first and behind the last place of the capitalised words of a name, or None."""
    doc, start = head.doc, _word_start(head)
    if head.pos_ != "PROPN" or not doc[start].text[:1].isupper():
        return None
    while start and _continues(doc[start - 1]) and doc[start - 1].head.i in range(start, head.i + 1):
        start = _word_start(doc[start - 1])
    return start, _word_end(head) + 1


def full_span(head: Token) -> tuple[int, int] | None:
    """The span of a name with what belongs to it behind and before its head, or None."""
    span = name_span(head)
    return whole_names.whole(head, *span) if span else None


def _word_end(token: Token) -> int:
    """The last place of a written name, with the number that ends it: "U-30", "Apollo 11"."""
    doc, end = token.doc, token.i
    while end + 2 < len(doc) and doc[end + 1].text == "-" and not doc[end].whitespace_:
        end += 2
    follows = doc[end + 1] if end + 1 < len(doc) else None
    numbered = follows is not None and follows.dep_ == "nummod" and follows.head.i == token.i
    return end + 1 if numbered and doc[end].text != "," else end


def _word_start(token: Token) -> int:
    """Where the written word of a token begins: "Ji-hwan" is three of them."""
    start = token.i
    while start > 1 and token.doc[start - 1].text == "-" and not token.doc[start - 1].whitespace_:
        start -= 2 if not token.doc[start - 2].whitespace_ else 1
    return start


def _continues(token: Token) -> bool:
    capital = token.text[:1].isupper() or token.text in ("-", "&", "’", "'") or token.lower_ in PARTICLES
    return capital and token.dep_ in ("compound", "nmod", "amod", "punct", "case") and token.tag_ != "POS"


PARTICLES = word_set("de da do dos das van von bin al el der den di du la le ibn ben ter zu af y e")


def parted(name: list[str]) -> tuple[list[str], list[str]]:
    """The titles in front of a personal name, and the name."""
    cut = 0
    while cut < len(name) - 1 and _is_title(name[cut], len(name) - cut):
        cut += 1
    return name[:cut], name[cut:]


def _is_title(word: str, left: int) -> bool:
    """A word before a name that is a title, or a trade ("Actress") before two words of a name."""
    word = word.rstrip(".").casefold()
    return word in words.TITLES or (left > 2 and (word in PERSONAL or word in words.ROLES))


def is_titled(titles: list[str], name: list[str]) -> bool:
    """Whether a title says that it is a person: "General Munir", but not "General Motors"."""
    spoken = {title.rstrip(".").casefold() for title in titles}
    return bool(spoken & (_RANKS | _COURTESY | PERSONAL)) and name[-1].casefold() not in ORGANISATION_WORDS


def without_courtesy(titles: list[str]) -> list[str]:
    return [title for title in titles if title.rstrip(".").casefold() not in _COURTESY]


_DROPPED = re.compile(r"^(?:an?|some|another|this|these|that|those) ", re.IGNORECASE)


def common_name(head: Token) -> str:
    """A common noun as it is taken up, with its "of" phrase; blank where that is too long."""
    parts = [part for part in head.subtree if part.i <= head.i and not _is_aside(part, head)]
    for child in head.children:
        if child.i == head.i + 1 and child.lower_ == "of":
            parts += list(child.subtree)
    if len(parts) > _LONGEST or any(part.pos_ == "PRON" and part.tag_ != "PRP$" for part in parts):
        return ""
    if _is_superlative(parts) and any(
        child.dep_ in ("acl", "relcl", "prep") for child in head.rights if child not in parts
    ):
        return ""
    if any(part.tag_ == "PRP$" or part.lower_ in ("no", "any", "every", "each", "such") for part in parts):
        return ""
    return _definite(surface(parts), head)


def _is_superlative(parts: list[Token]) -> bool:
    """Whether it is the most or the only one of those that words behind it tell: they cannot be left out."""
    return any(part.tag_ in ("JJS", "RBS") or part.lower_ in ("only", "first", "last") for part in parts)


def _is_aside(part: Token, head: Token) -> bool:
    return part.dep_ in ("predet", "preconj", "cc") or (part.dep_ == "advmod" and part.head.i == head.i)


def _definite(text: str, head: Token) -> str:
    first = text[:1].lower() if head.left_edge.pos_ in ("DET", "NUM") or head.left_edge.i == 0 else text[:1]
    if head.left_edge.pos_ == "PROPN":
        first = text[:1]
    text = first + text[1:]
    if not text or _DROPPED.match(text):
        return text and f"the {_DROPPED.sub('', text)}"
    return f"the {text}" if text.split()[0].casefold() in _NUMBERS or text[:1].isdigit() else text


_NUMBERS = word_set("""
    two three four five six seven eight nine ten eleven twelve several many
    """)
