"""Who is said to be in which office or rank. Grammar and word lists over tokens; linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from factdesk.checks.mentions.forms import find
from factdesk.checks.mentions.known import Known
from factdesk.checks.mentions.lexicon import HEADS
from factdesk.checks.mentions.people import full_names, join
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.tokens import tokenize
from factdesk.model import Mention, Sentence

_END_MARKS = ".?!:;\"”’')"
_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_INITIALS = ("U.S.", "U.K.", "U.N.")
_WRAPPED = 45  # characters in a line; a shorter one ends where its writer wanted


class Knowledge(Protocol):
    """What mentions need to know of the world; `factdesk.reference.Reference` knows it."""

    def country(self, text: str) -> str: ...

    def knows_person(self, name: str) -> bool: ...


def find_mentions(text: str, sentences: Sequence[Sentence], reference: Knowledge) -> list[Mention]:
    """The persons in office or rank that the sentences speak of, sorted by start; spans may overlap.

    `text[m.start:m.end] == m.text` for each. Later short forms ("Secretary Austin") carry the fullest name
    and title that the article gives for that person.
    """
    lines = [tokens for s in _unwrapped(text, sentences) if (tokens := tokenize(text, s.start, s.end))]
    places = Places(reference.country)
    known = Known(full_names(text, lines, places), reference.knows_person)
    return join(text, find(text, lines, places, known), known)


def _unwrapped(text: str, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences, those put together that only a line break of wrapped text divides."""
    current: Sentence | None = None
    for sentence in sorted(sentences, key=lambda one: one.start):
        if current and _goes_on(text, current, sentence):
            current = Sentence(current.start, sentence.end)
            continue
        if current:
            yield current
        current = sentence
    if current:
        yield current


def _goes_on(text: str, one: Sentence, other: Sentence) -> bool:
    """Whether one line break parts two sentences after a full line, or "U.S." the country from its office."""
    if text[one.end - 4 : one.end] in _INITIALS and other.start == one.end + 1:
        return text[other.start : other.end].split(maxsplit=1)[0].casefold() in HEADS
    if text[one.end - 1] in _END_MARKS or not text[other.start].isalpha():
        return False
    if not _LINE_BREAK.fullmatch(text, one.end, other.start):
        return False
    return one.end - (text.rfind("\n", 0, one.end) + 1) >= _WRAPPED
