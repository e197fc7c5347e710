"""A meeting with several people is a meeting with each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factdesk.split import words
from factdesk.split.grammar import BREAKS

if TYPE_CHECKING:
    from spacy.tokens import Token

_LISTING = ("including", "like")


def met_apart(own: list[Token]) -> list[list[Token]]:
    """The words of each statement about a meeting with several people; none where it tells of no such."""
    if any(part.lower_ in words.TOGETHER for part in own) or not (met := meetings(own)):
        return []
    object_, people, listed = met
    dropped, replaced = {part.i for part in listed}, {part.i for part in object_}
    general = [[part for part in own if part.i not in dropped]] if listed else []
    named = [{part.i for part in person} for person in people]
    return general + [[part for part in own if part.i not in replaced or part.i in one] for one in named]


def meetings(own: list[Token]) -> tuple[list[Token], list[list[Token]], list[Token]] | None:
    """Whom a clause tells was met: the words of the whole object, each person's words, and the words to drop.

    With "officials, including A and B" the object is all of it and the list is dropped for the general claim;
    with "met A and B" nothing general remains and the dropped words are none.
    """
    for verb in own:
        if verb.lemma_.lower() in words.MEETING and verb.pos_ in ("VERB", "NOUN"):
            for noun in _objects(verb):
                if found := _listed(noun, verb, own):
                    return found
    return None


def _objects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "dobj":
            yield child
        if child.dep_ == "prep" and child.lower_ in ("with", "to"):
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def _listed(
    noun: Token, verb: Token, own: list[Token]
) -> tuple[list[Token], list[list[Token]], list[Token]] | None:
    allowed = {token.i for token in own}
    lists = [c for c in verb.children if c.lower_ in _LISTING and c.i > noun.i]
    whole = [token for part in (noun, *lists) for token in part.subtree if token.i in allowed]
    at = next((k for k, token in enumerate(whole) if _lists(whole, k)), None)
    if at is None:
        people = _people(whole)
        return (whole, people, []) if len(people) > 1 else None
    people = _people([token for token in whole[at + 1 :] if token.lower_ != "as"])
    closing = [token for token in own if token.i == whole[-1].i + 1 and token.text in BREAKS]
    return (whole + closing, people, whole[at:]) if people else None


def _lists(tokens: list[Token], k: int) -> bool:
    return tokens[k].lower_ in _LISTING or (
        tokens[k].lower_ == "such" and k + 1 < len(tokens) and tokens[k + 1].lower_ == "as"
    )


def _people(tokens: list[Token]) -> list[list[Token]]:
    """The members of a list if every one of them is a person, else none."""
    members: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in (",", ";") or token.lower_ in ("and", "&"):
            members.append([])
        else:
            members[-1].append(token)
    members = _joined([member for member in members if member])
    return members if all(_is_person(member) for member in members) else []


def _joined(members: list[list[Token]]) -> list[list[Token]]:
    """ "the ambassador, Eve Model" is one person: the ambassador Eve Model."""
    joined: list[list[Token]] = []
    for member in members:
        if joined and joined[-1][-1].lower_ in words.ROLES and not _is_person(joined[-1]):
            joined[-1] = [*joined[-1], *member]
        else:
            joined.append(member)
    return joined


def _is_person(tokens: list[Token]) -> bool:
    """A name of two capitalised words or more at the end, known to be a person's or led by a title."""
    if not (tokens[-1].pos_ == "PROPN" and tokens[-1].text[:1].isupper()):
        return False
    return any(t.ent_type_ == "PERSON" for t in tokens) or (
        len(tokens) > 1 and any(t.lower_.rstrip(".") in words.TITLES for t in tokens[:-1])
    )
