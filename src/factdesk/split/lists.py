"""A clause that lists several things tells each of them: "acted in A and B" is "acted in A", "acted in B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.adjuncts import facts_apart
from factdesk.split.examples import examples
from factdesk.split.pieces import is_named, is_one_name, is_open, long_list, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST = 24  # claims that one clause may become; two long lists multiply
_LISTED = frozenset(("dobj", "pobj", "attr", "pcomp", "oprd", "acomp", "prep", "appos"))
_PLACES = ("GPE", "LOC", "PERSON")
_VAGUE = frozenset(("others", "more", "etc", "etc.", "beyond"))


def told(head: Token, own: list[Token]) -> list[list[Token]]:
    """The words of each statement that a clause makes; the clause itself where it lists nothing."""
    pending, done = [own], []
    while pending and len(pending) + len(done) < _MOST:
        part = pending.pop(0)
        if choices := examples(head, part) or _members(head, part) or facts_apart(head, part):
            pending = [*choices, *pending]
        else:
            done.append(part)
    made = [*done, *pending]
    kept = {token.i for part in made for token in part}
    return made if all(token.i in kept for token in own if _counts(token)) else [own]


def _counts(token: Token) -> bool:
    return grammar.is_content(token) and token.lower_ not in (*_VAGUE, "including", "such", "other", "like")


def _members(head: Token, own: list[Token]) -> list[list[Token]] | None:
    """One choice of words for each member of the first list that tells its members apart."""
    if found := long_list(own):
        first, members = found
        if _is_distributive(head, first, members[-1][0], own, members):
            return _choices(first, members, own)
    there = {token.i for token in own}
    for token in own:
        if token.dep_ in _LISTED and len(chain := _chain(token, there)) > 1:
            members = [_member(chain, k, own) for k in range(len(chain))]
            if _is_distributive(head, token, chain[-1], own, members):
                return _choices(token, members, own)
    return None


def _chain(first: Token, there: set[int]) -> list[Token]:
    """The members of a list that "and" closes, or nothing."""
    chain = [first, *(token for token in first.conjuncts if token.i in there and token.i > first.i)]
    if not all(_is_alike(first, token) for token in chain[1:]):
        return []
    links = [child for token in chain for child in token.children if child.dep_ in ("cc", "preconj")]
    return chain if links and all(link.lower_ in ("and", "as", "well", "both") for link in links) else []


def _is_alike(first: Token, other: Token) -> bool:
    if first.dep_ == "acomp":
        return other.pos_ == "ADJ" or other.tag_ == "VBN"
    if first.dep_ == "pcomp":
        return other.tag_ == "VBG"
    if first.dep_ == "prep":
        return other.pos_ == "ADP"
    return other.pos_ in ("NOUN", "PROPN") or _is_year(other)


def _is_year(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) == 4


def _is_distributive(
    head: Token, first: Token, last: Token, own: list[Token], members: list[list[Token]]
) -> bool:
    if len(members) < 2 or is_one_name(first, last) or _is_collective(first) or _is_title(first, members):
        return False
    if first.i < head.i or (first.ent_type_ in _PLACES and any(t.dep_ == "poss" for t in members[-1][:1])):
        return False
    inside = {token.i for member in members for token in member}
    if any(token.lower_ in words.TOGETHER and token.i not in inside for token in own):
        return False
    return is_open(head, first)


def _is_title(first: Token, members: list[list[Token]]) -> bool:
    """ "by the singer and songwriter Ann Example": one person."""
    person = any(token.ent_type_ == "PERSON" for token in members[-1])
    return person and first.pos_ == "NOUN" and members[-1][0].pos_ == "NOUN" and len(members) == 2


def _is_collective(first: Token) -> bool:
    """Whether what governs a list takes its members as one: "between A and B", "combine A and B"."""
    above = first.head
    if above.lower_ in words.TAKING_ALL or above.lemma_.lower() in words.TAKING_ALL:
        return True
    if first.dep_ != "pobj":
        return False
    return above.head.lemma_.lower() in words.TAKING_ALL or above.head.lower_ in words.TAKING_ALL


def _choices(first: Token, members: list[list[Token]], own: list[Token]) -> list[list[Token]]:
    taken = {token.i for member in members for token in member}
    start, end = min(taken), max(taken)
    rest = [token for token in own if not (start <= token.i <= end)]
    rest += [token for token in own if start <= token.i <= end and token.i not in taken and _stays(token)]
    there = {token.i for token in own}
    made = []
    for k, member in enumerate(members):
        if len(member) > 1 or member[-1].lower_ not in _VAGUE:
            extra = _borrowed(first, member, there) if k else []
            made.append(sorted({t.i: t for t in (*rest, *extra, *member)}.values(), key=lambda t: t.i))
    return made


def _stays(token: Token) -> bool:
    """Whether a word between two members is more than what links them."""
    return (
        token.dep_ not in ("cc", "preconj")
        and token.text not in grammar.BREAKS
        and token.lower_ not in ("and", "both", "as", "well")
    )


def _member(chain: list[Token], k: int, own: list[Token]) -> list[Token]:
    """The words of one member: its subtree without the other members and the words that link them."""
    others = [token for token in chain if token != chain[k] and chain[k].is_ancestor(token)]
    cut = {token.i for other in others for token in other.subtree}
    there = {token.i for token in own}
    last = chain[-1].right_edge.i
    return plain(
        token
        for token in chain[k].subtree
        if token.i in there
        and token.i not in cut
        and not (token.head == chain[k] and token.dep_ in ("cc", "preconj"))
        and not (k < len(chain) - 1 and token.i > last)
    )


def _borrowed(first: Token, member: list[Token], there: set[int]) -> list[Token]:
    """The words in front of the first member that hold for a later one: "his", "the", "no"."""
    if any(token.dep_ in ("det", "poss", "nummod", "predet") for token in member[:2]):
        return []
    last = next((token for token in member if token.head.i not in {t.i for t in member}), member[-1])
    named = is_named(first) or is_named(last) or last.tag_ == "VBG"
    shared: list[Token] = []
    for child in first.lefts:
        single = child.lower_ in ("a", "an") and last.tag_ == "NNS"
        if (child.dep_ == "poss" and (not named or child.pos_ == "PRON")) or (
            not named
            and not single
            and (child.dep_ in ("det", "predet") or child.lower_ in words.QUANTIFIERS)
        ):
            shared += [token for token in child.subtree if token.i in there]
    return shared
