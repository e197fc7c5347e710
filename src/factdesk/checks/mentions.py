"""Who is said to be in which office or rank. Grammar and word lists over tokens; linear in the text's length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from factdesk.checks.forms import find
from factdesk.checks.names import words_of
from factdesk.checks.people import full_names, join
from factdesk.checks.places import Places
from factdesk.checks.tokens import tokenize
from factdesk.model import Mention, Sentence


class Knowledge(Protocol):
    """What mentions need to know of the world; `factdesk.reference.Reference` knows it."""

    def country(self, text: str) -> str: ...

    def knows_person(self, name: str) -> bool: ...


def find_mentions(text: str, sentences: Sequence[Sentence], reference: Knowledge) -> list[Mention]:
    """The persons in office or rank that the sentences speak of, sorted by start; spans may overlap.

    `text[m.start:m.end] == m.text` for each. Later short forms ("Secretary Austin") carry the fullest name and
    title that the article gives for that person.
    """
    lines = [tokens for s in sentences if (tokens := tokenize(text, s.start, s.end))]
    names = full_names(text, lines)

    def is_person(name: str) -> bool:
        words = words_of(name)
        return (bool(words) and (words[-1] in names if len(words) == 1 else False)) or reference.knows_person(
            name
        )

    found = find(text, lines, Places(reference.country), is_person)
    return join(text, found, names, reference.knows_person)
