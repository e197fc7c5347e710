"""Lists as the parser links them, mended where it begins them at a wrong word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar
from factdesk.split.clauses.nouns import is_role
from factdesk.split.clauses.pieces import in_a_name, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTED = frozenset(("dobj", "pobj", "attr", "pcomp", "oprd", "acomp", "prep", "appos"))
PLACES = ("GPE", "LOC", "PERSON")
_SPECIFYING = ("det", "poss", "nummod", "predet")


def linked(head: Token, token: Token, own: list[Token]) -> list[Token]:
    """The members of a list that begins at a word and that "and" closes; nothing where none does."""
    there = {part.i for part in own}
    apart = token.dep_ == "appos" and token != head and token.pos_ != "PROPN"
    if token.dep_ not in _LISTED or apart or len(chain := _chain(token, there)) < 2:
        return []
    return _mended(chain, there)


def _chain(first: Token, there: set[int]) -> list[Token]:
    """The members of a list that "and" closes, or nothing."""
    chain = [first, *(token for token in first.conjuncts if token.i in there and token.i > first.i)]
    if not all(_is_alike(first, token) for token in chain[1:]):
        return []
    links = [child for token in chain for child in token.children if child.dep_ in ("cc", "preconj")]
    if len(chain) > 2 and sum(link.dep_ == "cc" for link in links) > 1:
        return []
    return chain if links and all(_links(first, link) for link in links) else []


def _links(first: Token, link: Token) -> bool:
    well = link.lower_ == "as" and link.i > 1 and link.nbor(-1).lower_ == "well" and first.dep_ != "pcomp"
    return well or link.lower_ in ("and", "both")


def _mended(chain: list[Token], there: set[int]) -> list[Token]:
    """A list of two that the parser began at a wrong word: "a degree in law from X and a master of arts"."""
    first, other = chain[0], chain[-1]
    if len(chain) != 2:
        return chain
    if first.ent_type_ not in PLACES and other.ent_type_ in PLACES[:2]:
        near = [t for t in first.subtree if first.i < t.i < other.i and t.ent_type_ in PLACES[:2]]
        if near and near[-1].dep_ == "pobj" and near[-1].i in there:
            return [near[-1], other]
    if _match(first, other):
        return chain
    if first.pos_ == "NOUN" and other.pos_ == "PROPN":
        below = [t for t in first.subtree if t.i in there and t.i < other.left_edge.i and _is_object_name(t)]
        return [below[-1], other] if below else []
    if first.pos_ == "ADP":
        return _from_like(first, other, there)
    above = first
    while above.head != above and above.head.i in there and above.head.pos_ != "VERB":
        above = above.head
        if above.dep_ in _LISTED and above.pos_ in ("NOUN", "PROPN") and _match(above, other):
            return [above, other]
    return []


def _from_like(first: Token, other: Token, there: set[int]) -> list[Token]:
    """The list from the phrase that has the later's preposition: "as minister from 1951 and as …"."""
    above = first
    while above.head != above and above.head.i in there:
        above = above.head
        beside = [t for t in above.children if t.lower_ == other.lower_ and t.i < other.i and t.i in there]
        if beside:
            return [beside[-1], other]
    return []


def _match(first: Token, other: Token) -> bool:
    """Whether two members have the same preposition, or the later one no article where the first has none."""
    if first.dep_ == "prep" or first.pos_ == "ADP":
        return first.lower_ == other.lower_
    if (first.pos_ == "NUM") != (other.pos_ == "NUM"):
        return False
    if first.pos_ not in ("NOUN", "PROPN"):
        return True
    if first.dep_ == "attr" and first.pos_ == "NOUN" and other.pos_ == "PROPN" and _is_no_role(other):
        return False
    if first.dep_ == "pobj" and is_role(other) and not is_role(first):
        return False
    if first.dep_ == "pobj" and first.head.lower_ == "to" and is_role(first.head.head):
        # "assistant to the president and director": two posts
        return not (_is_specified(first) and is_role(other)) or _is_specified(other)
    own = any(child.lower_ in ("a", "an") or child.tag_ == "PRP$" for child in other.lefts)
    if not own or first.ent_type_ == "PERSON":
        return True
    return any(c.dep_ in _SPECIFYING and (first.pos_ == "NOUN" or c.lower_ != "the") for c in first.lefts)


def _is_no_role(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or not is_role(noun)


def _is_object_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.dep_ in ("pobj", "dobj") and not in_a_name(token)


def _is_alike(first: Token, other: Token) -> bool:
    if first.dep_ == "acomp":
        return other.pos_ == "ADJ" or other.tag_ == "VBN"
    if first.dep_ == "pcomp":
        return other.tag_ == "VBG"
    if first.dep_ == "prep":
        return other.pos_ == "ADP"
    return other.pos_ in ("NOUN", "PROPN") or _is_year(other) or grammar.is_a_noun_after_all(other)


def _is_year(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) == 4


def member_words(chain: list[Token], k: int, own: list[Token]) -> list[Token]:
    """The words of one member: its subtree without the other members and the words that link them."""
    others = [token for token in chain if token != chain[k] and chain[k].is_ancestor(token)]
    cut = {token.i for other in others for token in other.subtree}
    there = {token.i for token in own} - _as_well_as(own)
    last = chain[-1].right_edge.i
    behind = _behind(chain, last)
    if k == len(chain) - 1:
        cut = cut - behind
    whole = [t for t in chain[k].subtree if t.i in there or t.i in cut]
    inner = [t for t in own if whole[0].i < t.i < whole[-1].i and t.text == "-"]
    return plain(
        token
        for token in sorted({t.i: t for t in (*whole, *inner)}.values(), key=lambda t: t.i)
        if token.i in there
        and token.i not in cut
        and not (token.head == chain[k] and token.dep_ in ("cc", "preconj"))
        and not (k < len(chain) - 1 and token.i > last)
    ) + ([t for t in own if t.i in behind] if k == len(chain) - 1 else _of_all(chain, k, own))


def _behind(chain: list[Token], last: int) -> set[int]:
    """What the parser hangs on the first member but stands behind the last, and speaks of that one alone."""
    article = any(child.lower_ in ("a", "an") for child in chain[0].lefts)
    later = [
        c for c in chain[0].children if c.i > last and (c.dep_ == "appos" or (article and c.dep_ == "prep"))
    ]
    return {token.i for child in later for token in child.subtree}


def _of_all(chain: list[Token], k: int, own: list[Token]) -> list[Token]:
    """The "of the company" that "the founder and head of the company" says once for both."""
    last, first = chain[-1], chain[0]
    article = {child.lower_ for member in (first, last) for child in member.lefts if child.dep_ == "det"}
    if not (is_role(last) and is_role(chain[k])) or article - {"the"} or _is_specified(last):
        return []
    if any(child.dep_ == "prep" for child in chain[k].rights):
        return []
    there = {token.i for token in own}
    of = (c for c in last.rights if c.dep_ == "prep" and c.lower_ in ("of", "at", "for"))
    return [t for child in of for t in child.subtree if t.i in there]


def _is_specified(noun: Token) -> bool:
    return any(child.dep_ in _SPECIFYING for child in noun.lefts)


def _as_well_as(own: list[Token]) -> set[int]:
    links = [t.i for t in own if t.lower_ == "as" and t.i > 1 and t.nbor(-1).lower_ == "well"]
    return {i for link in links for i in (link - 2, link - 1, link)}
