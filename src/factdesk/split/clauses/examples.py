"""A clause with examples, "films such as A and B": it tells of the films and of each that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.pieces import is_joint_name, is_named, is_noun_phrase, is_open, parted, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTES = ('"', "“", "‘", "'")
_AROUND = 22  # words that would be said again with each example
_INCLUDING = ("including", "like", "namely")


def examples(
    head: Token, own: list[Token], inside: frozenset[int] | None = None
) -> list[tuple[frozenset[int], list[Token]]] | None:
    """The clause without its examples, then with each that is named or told apart.

    Each comes with the places of the example's own words. A name stands in the place of what it is one of,
    where that stands just before ("acted in A"); else the words stay ("films of his youth, including A").
    """
    for k, token in enumerate(own):
        if (
            not k
            or not (opening := _opening(token, own[k - 1]))
            or (inside is not None and token.i not in inside)
        ):
            continue
        class_, near = _class_of(own, opening[0].i)
        members = listed(own[k + 1 :])
        if class_ is None or not members or not is_open(head, class_):
            continue
        near = near and class_.lower_ not in words.POSTS
        quoted = sum(member[0].text in _QUOTES for member in members)
        if (len(members) == 1 and not near) or 0 < quoted < len(members):
            continue
        listed_ = sum(len(member) for member in members)
        if not near and len(own) - listed_ > _AROUND:
            continue
        if all(_names(member) for member in members):
            return _exemplified(own, class_ if near else None, opening, members)
        if len(members) > 1 and all(
            _names(member) or member[0].tag_ in ("DT", "CD", "PRP$") for member in members
        ):
            return _exemplified(own, None, opening, members)
    return None


def _opening(token: Token, before: Token) -> list[Token]:
    """The words "such as", "including"; nothing for any other word."""
    if token.lower_ in _INCLUDING and token.pos_ in ("VERB", "ADP", "SCONJ", "ADV"):
        return [token] if token.lower_ != "like" or before.text == "," else []
    if token.lower_ == "as" and before.lower_ == "such":
        return [before, token]
    return []


def _class_of(own: list[Token], start: int) -> tuple[Token | None, bool]:
    """The nearest plural before the examples, or what it is a number of; whether it stands just before."""
    before = [token for token in own if token.i < start and token.text not in grammar.BREAKS]
    many = [t for t in before if (t.tag_ in ("NNS", "NNPS") and t.ent_type_ != "DATE") or t.tag_ == "VBZ"]
    many = [t for t in many if t.pos_ in ("NOUN", "PROPN") or t == before[-1]]
    if not many:
        return None, False
    noun = many[-1]
    near = noun == before[-1]
    while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in words.NUMBERING:
        noun = noun.head.head
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun, near


def listed(tokens: list[Token]) -> list[list[Token]]:
    """The members of a list at the start of some words, as commas and "and" part them."""
    segments = parted(tokens)
    found: list[list[Token]] = []
    closing = next((k for k, part in enumerate(segments) if k and part[0].lower_ == "and"), None)
    for k, segment in enumerate(segments[: closing + 1 if closing is not None else None]):
        pieces = [plain(segment)] if closing is not None else _pieces(segment)
        if not all(is_noun_phrase(_core(piece)) for piece in pieces):
            break
        found += pieces
        if len(pieces) > 1 and k:
            break
    return found


def _core(piece: list[Token]) -> list[Token]:
    """A member without the phrases behind its noun, which may hold verbs."""
    first = next((k for k, t in enumerate(piece) if t.tag_ in ("WDT", "WP") or t.lower_ == "such"), None)
    return piece[:first] if first else piece


def _pieces(segment: list[Token]) -> list[list[Token]]:
    link = next((k for k, token in enumerate(segment) if token.lower_ == "and" and k), None)
    if link is None or is_joint_name(segment[link - 1], segment[min(link + 1, len(segment) - 1)]):
        return [plain(segment)]
    return [plain(segment[:link]), *_pieces(segment[link + 1 :])] if segment[link + 1 :] else [plain(segment)]


def _names(member: list[Token]) -> bool:
    """Whether a member is a name or a quoted title, or a class with examples of its own."""
    if member[0].text in _QUOTES or any(token.lower_ == "such" for token in member):
        return True
    nouns = [token for token in member if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or is_named(token)]
    noun = next((t for t in nouns if t.head.i < member[0].i or t.head.i > member[-1].i), None)
    return (noun is not None and is_named(noun)) or any(is_named(t) for t in member[:2] if t.pos_ != "ADJ")


def _exemplified(
    own: list[Token], class_: Token | None, opening: list[Token], members: list[list[Token]]
) -> list[tuple[frozenset[int], list[Token]]]:
    start, end = opening[0].i, members[-1][-1].i
    breaks = {t.i for t in own if t.i in (start - 1, end + 1) and t.text in grammar.BREAKS}
    general = [token for token in own if not start <= token.i <= end and token.i not in breaks]
    whole: tuple[frozenset[int], list[Token]] = (frozenset(), general)
    if class_ is None:
        comma = [token for token in own if token.i == start - 1 and token.text == ","]
        return [whole, *(_with(member, [*general, *comma, *opening]) for member in members)]
    first = min(token.i for token in class_.subtree)
    named = {token.i for token in own if first <= token.i < start}
    return [
        whole,
        *(_with(member, [token for token in general if token.i not in named]) for member in members),
    ]


def _with(member: list[Token], rest: list[Token]) -> tuple[frozenset[int], list[Token]]:
    return frozenset(token.i for token in member), sorted([*rest, *member], key=lambda token: token.i)
