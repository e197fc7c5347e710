"""People, bodies, places, dates and quantities in a sentence, with their spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.model import Entity, EntityKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "NORP": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "DATE": EntityKind.DATE,
    "CARDINAL": EntityKind.QUANTITY,
    "QUANTITY": EntityKind.QUANTITY,
    "MONEY": EntityKind.QUANTITY,
    "PERCENT": EntityKind.QUANTITY,
}


def entities(doc: Doc) -> list[Entity]:
    """The entities of a parsed sentence in order, offsets counted from its start."""
    return [
        Entity(found.start_char, found.end_char, _KINDS[found.label_])
        for found in doc.ents
        if found.label_ in _KINDS
    ]
