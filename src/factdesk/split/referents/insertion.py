"""Putting names into the wording of a claim, in the places of the words that stood for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factdesk.split.referents.agreement import Kind
from factdesk.split.referents.things import Thing

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Spot:
    """Words of a sentence that lean on the text before it, and what to put for them.

    `name` is blank where they stay. `known_by` makes it needless, where the claim has all its parts already;
    where the name follows in the sentence (`is_ahead`), also where the claim has them later.
    """

    start: int
    end: int
    name: str = ""
    known_by: tuple[str, ...] = ()
    is_possessive: bool = False
    is_ahead: bool = False
    is_pronoun: bool = False
    thing: Thing | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A spot in the wording of a claim."""

    start: int
    end: int
    spot: Spot


def find(text: str, doc: Doc, spots: Sequence[Spot]) -> list[Found]:
    """Where the wording of a claim has the spots of its sentence, in order, not overlapping.

    A claim has no links to the words of its sentence, so words that occur several times are told apart by
    their neighbours; where that does not decide and the spots mean different things, they are left out.
    """
    found: list[Found] = []
    lower = text.casefold() if spots else ""
    if len(lower) != len(text):
        return []
    for words, alike in _by_words(doc, spots).items():
        for start in _places(lower, words):
            span = (start, start + len(words))
            if spot := _best(text, span, doc, alike):
                found.append(Found(*span, spot))
    found.sort(key=lambda one: (one.start, -one.end))
    return [one for k, one in enumerate(found) if k == 0 or one.start >= max(f.end for f in found[:k])]


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words stand as words of their own."""
    start = text.find(words)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(words) : start + len(words) + 1]
        if not (before.isalnum() or before in _BINDING) and not (after.isalnum() or after in ("-", "_")):
            yield start
        start = text.find(words, start + 1)


_BINDING = ("’", "'", "-", "_")


def _by_words(doc: Doc, spots: Iterable[Spot]) -> dict[str, list[Spot]]:
    grouped: dict[str, list[Spot]] = {}
    for spot in spots:
        grouped.setdefault(doc[spot.start : spot.end].text.casefold(), []).append(spot)
    return grouped


def _best(text: str, span: tuple[int, int], doc: Doc, alike: list[Spot]) -> Spot | None:
    if len(alike) == 1:
        return alike[0]
    scored = sorted(
        ((_nearness(text, span, doc, spot), -k, spot) for k, spot in enumerate(alike)), reverse=True
    )
    best, second = scored[0], scored[1]
    same = all((spot.name, spot.is_possessive) == (best[2].name, best[2].is_possessive) for spot in alike)
    return best[2] if same or best[0] > second[0] else None


def _nearness(text: str, span: tuple[int, int], doc: Doc, spot: Spot) -> int:
    """How many neighbours, before and after, are the same in the claim and in the sentence."""
    after = doc[spot.end].lower_ if spot.end < len(doc) else ""
    before = doc[spot.start - 1].lower_ if spot.start else ""
    follows = text[span[1] :].lstrip().casefold().startswith(after) if after else not text[span[1] :]
    return 2 * follows + (text[: span[0]].rstrip().casefold().endswith(before) if before else span[0] == 0)


def put(text: str, found: Sequence[Found]) -> tuple[str, list[Found], list[Found]]:
    """The wording with the names in, what was put in, and what stays as it was written."""
    pieces, end, named, kept = [], 0, [], []
    for one in found:
        pieces.append(text[end : one.start])
        written, spot = text[one.start : one.end], one.spot
        before = "".join(pieces)
        known = _is_said(before, spot) or (spot.is_ahead and _is_said(text[one.end :], spot))
        if not spot.name or known or _doubles(before, spot.name, text[one.end :]):
            pieces.append(written)
            kept.append(one)
        else:
            pieces.append(_worded(spot, at_start=not before.strip(" “\"'(")))
            named.append(one)
        end = one.end
    return "".join(pieces) + text[end:], named, kept


def _doubles(before: str, name: str, after: str) -> bool:
    """Whether a name would repeat the words beside it: "Earth" as "Earth Science" before "Science"."""
    words, left, right = name.casefold().split(), before.casefold().split(), after.casefold().split()
    lengths = range(1, len(words) + 1)
    ends = any(words[-n:] == [word.strip(_MARKS) for word in right[:n]] for n in lengths if n <= len(right))
    return ends or any(words[:n] == left[-n:] for n in lengths if n <= len(left))


_MARKS = ",.;:!?”’\"')"


def _is_said(words: str, spot: Spot) -> bool:
    """Whether all parts of the name stand in the words, and not inside a longer one."""
    return bool(spot.known_by) and all(_stands(part, words) for part in spot.known_by)


def _stands(name: str, words: str) -> bool:
    written = (name, name[:1].upper() + name[1:]) if name[:1].islower() else (name,)
    places = (at for one in written if one and one in words for at in _places(words, one))
    return any(not _NAME_GOES_ON.match(words, at + len(name)) for at in places)


_NAME_GOES_ON = re.compile(" [A-Z]")


def _worded(spot: Spot, *, at_start: bool) -> str:
    text = possessive(spot.name, spot.thing) if spot.is_possessive else spot.name
    return text[:1].upper() + text[1:] if at_start else text


def possessive(name: str, thing: Thing | None = None) -> str:
    """ "Joe Bloggs’s", "the United States’", "the researchers’"."""
    person = thing is None or (thing.kind is Kind.PERSON and not thing.is_plural)
    return f"{name}’" if name.endswith("s") and not person else f"{name}’s"
