"""People, organisations, places, dates and quantities in a sentence, with their spans.

A span is the name alone: no title ("Ann Example" of "Secretary of Defense Ann Example"), no leading "the",
no possessive. Dates are those of the `dates` room, quantities hold their hedge and unit but not what they
count. Adjectives and the names of peoples, followers and religions ("French", "Democrat") are no entities.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factdesk.dates import find_dates, may_date
from factdesk.model import Entity, EntityKind, Period
from factdesk.split.traits import names
from factdesk.split.traits.quantities import find_quantities

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
}
# What spaCy calls a date and the dates room does not know ("last season"); a duration or an age is none.
_LEANS = re.compile(
    r"^(?:the )?(?:last|next|this|previous|past|coming)\b|\b(?:season|quarter)\b", re.IGNORECASE
)


_INSIDE = re.compile(r"\b(?:in|near|at|across|outside)\s(?:the\s)?$")
_COMPOUND = re.compile(r"-[a-z]")  # "Oscar-winning"
_TWO_WORDS = re.compile(r"[A-Z][a-zà-ÿ]{2,} (?:[A-Z]\. )?[A-Z][a-zà-ÿ]{2,}")
_ARTICLE = re.compile(r"\b[Tt]he\s$")


class EntityFinder:
    """Finds the entities of an article's sentences, one after the other; a person once named stays one."""

    def __init__(self) -> None:
        self._people: set[str] = set()

    def find(self, doc: Doc) -> list[Entity]:
        """The entities of the next parsed sentence in order, not overlapping, offsets from its start."""
        text = doc.text
        dates = list(_dates(doc, text))
        titled = list(names.titled(text))
        people = [Entity(start, end, EntityKind.PERSON) for _, start, end in titled]
        bodies = [Entity(start, end, EntityKind.ORGANISATION) for start, end in names.bodies(text)]
        cued = [Entity(*found) for found in names.cued(text)]
        titles = [(first, name) for first, name, _ in titled] + list(names.offices(text))
        read = [one for one in _named(doc, text) if not _in_title(one, titles)]
        found = _apart([*dates, *people, *bodies, *cued, *self._known(text), *read])
        self._remember(text, found)
        counted = (Entity(start, end, EntityKind.QUANTITY) for start, end in find_quantities(text))
        return sorted(_apart([*found, *counted]), key=lambda one: one.start)

    def _known(self, text: str) -> Iterator[Entity]:
        """People by a name that was heard before, also where it stands alone."""
        for match in re.finditer(names.NAME, text):
            start, end = names.trimmed(text, *match.span())
            if text[start:end] in self._people and not _INSIDE.search(text[:start]):
                yield Entity(start, end, EntityKind.PERSON)

    def _remember(self, text: str, found: Iterable[Entity]) -> None:
        for one in found:
            words = text[one.start : one.end].split()
            if one.kind is EntityKind.PERSON:
                self._people |= {" ".join(words)} | {
                    word for word in (words[0], words[-1]) if names.may_stand_alone(word)
                }


def _named(doc: Doc, text: str) -> Iterator[Entity]:
    """The names that spaCy found, cut to the name, of the kind that their words or their place tell."""
    for found in doc.ents:
        kind = _NAMES.get(found.label_)
        if kind is None or not any(token.pos_ == "PROPN" for token in found):
            continue
        start, end = names.without_article(text, found.start_char, found.end_char)
        if kind is EntityKind.PERSON:
            start, end = names.trimmed(text, start, end)
        name = text[start:end]
        if names.is_name(name) and not _COMPOUND.match(text, end):
            yield Entity(start, end, names.kind_by_words(name) or _by_place(text, start, end, kind))


def _by_place(text: str, start: int, end: int, kind: EntityKind) -> EntityKind:
    """A single word is what its place in the sentence says: the small model errs on most of those.

    What something is "in" or "at" is a place; a body without "the" and with small letters is a person.
    """
    name = text[start:end]
    if kind is EntityKind.ORGANISATION and _TWO_WORDS.fullmatch(name) and not _ARTICLE.search(text[:start]):
        return EntityKind.PERSON
    if " " in name or not name.isalpha():
        return kind
    if kind is not EntityKind.PLACE and _INSIDE.search(text[:start]):
        return EntityKind.PLACE
    is_bare = not _ARTICLE.search(text[:start]) and name[1:].islower()
    return EntityKind.PERSON if kind is EntityKind.ORGANISATION and is_bare else kind


def _dates(doc: Doc, text: str) -> Iterator[Entity]:
    if may_date(text):
        for date in find_dates(text, Period()):
            yield Entity(date.start, date.end, EntityKind.DATE)
    for found in doc.ents:
        if found.label_ == "DATE" and _LEANS.search(found.text):
            start, end = names.without_article(text, found.start_char, found.end_char)
            yield Entity(start, end, EntityKind.DATE)


def _in_title(one: Entity, titles: list[tuple[int, int]]) -> bool:
    """Whether the model took part of a title for a name ("Defense" of "Secretary of Defense Ann Example")."""
    return one.kind is not EntityKind.PLACE and any(start <= one.start < end for start, end in titles)


def _apart(found: Iterable[Entity]) -> list[Entity]:
    """Of those that overlap the first one given."""
    kept: list[Entity] = []
    for one in found:
        if one.start < one.end and all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept
