"""A clause with examples, "films such as A and B": it tells of the films and of each that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.pieces import is_named, is_noun_phrase, is_one_name, is_open, parted, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

_INCLUDING = ("including", "like", "namely")


def examples(head: Token, own: list[Token]) -> list[list[Token]] | None:
    """The clause without its examples, then each named example in the place of what it is one of."""
    for k, token in enumerate(own):
        if not k or not (opening := _opening(token, own[k - 1])):
            continue
        class_ = _class_of(token, own, opening[0].i)
        if class_ is not None and is_open(head, class_):
            members = listed(own[k + 1 :])
            if members and all(_names(member) for member in members):
                return _exemplified(own, class_, opening, members)
    return None


def _opening(token: Token, before: Token) -> list[Token]:
    """The words "such as", "including"; nothing for any other word."""
    if token.lower_ in _INCLUDING and token.pos_ in ("VERB", "ADP", "SCONJ", "ADV"):
        return [token] if token.lower_ != "like" or before.text == "," else []
    if token.lower_ == "as" and before.lower_ == "such":
        return [before, token]
    return []


def _class_of(opener: Token, own: list[Token], start: int) -> Token | None:
    """The noun whose examples follow: the one just before, or what it is a number of."""
    before = [token for token in own if token.i < start and token.text not in grammar.BREAKS]
    if not before:
        return None
    noun = before[-1]
    while noun.dep_ in ("pobj", "prep", "compound", "amod", "nmod") and noun.head.i < start:
        if noun.dep_ == "pobj" and not _numbers(noun.head.head) and not _belongs(noun, opener):
            break
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN") and noun.tag_ in ("NNS", "NN", "NNPS") else None


def _numbers(noun: Token) -> bool:
    return noun.lower_ in words.NUMBERING


def _belongs(noun: Token, opener: Token) -> bool:
    """Whether the parser hangs the examples on a noun farther up: "posts in the ministry, such as"."""
    upper = opener.head
    return upper.pos_ == "NOUN" and upper.tag_ == "NNS" and upper.i < noun.i and upper.is_ancestor(noun)


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
    if link is None or is_one_name(segment[link - 1], segment[min(link + 1, len(segment) - 1)]):
        return [plain(segment)]
    return [plain(segment[:link]), *_pieces(segment[link + 1 :])] if segment[link + 1 :] else [plain(segment)]


def _names(member: list[Token]) -> bool:
    """Whether a member holds a name, or is a class with examples of its own."""
    return any(is_named(token) for token in member) or any(token.lower_ == "such" for token in member)


def _exemplified(
    own: list[Token], class_: Token, opening: list[Token], members: list[list[Token]]
) -> list[list[Token]]:
    start, end = opening[0].i, members[-1][-1].i
    breaks = {t.i for t in own if t.i in (start - 1, end + 1) and t.text in grammar.BREAKS}
    general = [token for token in own if not start <= token.i <= end and token.i not in breaks]
    first = min(token.i for token in class_.subtree)
    named = {token.i for token in own if first <= token.i < start}
    if class_.lower_ in words.POSTS:
        comma = [token for token in own if token.i == start - 1 and token.text == ","]
        return [general, *(sorted([*general, *comma, *opening, *m], key=lambda t: t.i) for m in members)]
    rest = [token for token in general if token.i not in named]
    return [general, *(sorted([*rest, *member], key=lambda token: token.i) for member in members)]
