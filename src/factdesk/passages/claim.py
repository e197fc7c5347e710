"""What of a claim is looked for in a text: its words, names, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdesk.dates import DateMention, find_dates
from factdesk.model import Period
from factdesk.passages.figures import Number, numbers
from factdesk.passages.words import words
from factdesk.split.words import ROLES, TITLES

# Words of English that tell nothing of what a claim is about. Elsewhere rarity alone decides.
_EMPTY_WORDS = """a an the this that these those it its he she they we i you his her their our my your
    him them us me who whom whose which what there here of to in on at for by with
    from as into about over under between through during against within without upon
    than then so such and or but nor if because while when where since until although
    though is are was were be been being am has have had having do does did doing will
    would shall should can could may might must not no any some all both each every
    other also very more most just only own same too s t re ve ll d m said says say
    after before again still already yet even ever never several many few almost
    nearly another much how why out up down off"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_SHORT = 3  # letters
_MOST = 60  # things looked for; a claim has far fewer
_BETWEEN_NAMES = re.compile(r"[ \u00a0-]|\. ?")


@dataclass(frozen=True, slots=True)
class Term:
    """A telling word of the claim, or a name with all its words: `claim[start:end]`."""

    start: int
    end: int
    keys: tuple[str, ...]
    is_name: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a claim is looked for; each thing once."""

    claim: str
    terms: tuple[Term, ...]
    numbers: tuple[Number, ...]
    dates: tuple[DateMention, ...]


def wanted(claim: str, published: Period, known_names: frozenset[str], *, is_english: bool) -> Wanted:
    """What to look for. `published` resolves the claim's relative dates.

    `known_names` are words that the text writes like names: they tell the name at the claim's beginning.
    """
    dates = tuple(find_dates(claim, published))
    values = tuple(one for one in numbers(claim) if not _within(one.start, dates))
    counted = [(one.start, one.end) for one in values]
    terms = {
        term.keys: term
        for term in reversed([*_terms(claim, known_names, is_english)])
        if not any(start <= term.start < end for start, end in counted)
    }
    return Wanted(claim, tuple(reversed(terms.values()))[:_MOST], values[:_MOST], dates[:_MOST])


def _terms(claim: str, known_names: frozenset[str], is_english: bool) -> Iterator[Term]:
    found = words(claim)
    name: list[int] = []
    for k, key in enumerate(found.keys):
        start, end = found.starts[k], found.ends[k]
        if name and not _BETWEEN_NAMES.fullmatch(claim, found.ends[name[-1]], start):
            yield _name(found.keys, found.starts, found.ends, name)
            name = []
        if key not in TITLES | ROLES and _is_name(claim, start, end, key, known_names):
            name.append(k)
            continue
        if name:
            yield _name(found.keys, found.starts, found.ends, name)
            name = []
        if not _is_empty(key, is_english):
            yield Term(start, end, (key,), False)
    if name:
        yield _name(found.keys, found.starts, found.ends, name)


def _name(keys: Sequence[str], starts: Sequence[int], ends: Sequence[int], of: Sequence[int]) -> Term:
    return Term(starts[of[0]], ends[of[-1]], tuple(keys[k] for k in of), True)


def _is_empty(key: str, is_english: bool) -> bool:
    """Whether a word tells nothing; in other languages of Latin script the shortest words do not."""
    return key in _EMPTY if is_english else key.isascii() and key.isalpha() and len(key) <= _SHORT


def _is_name(claim: str, start: int, end: int, key: str, known_names: frozenset[str]) -> bool:
    """Whether a word is written like a name, at the beginning of a sentence also in the text."""
    if not claim[start].isupper():
        return False
    before = claim[:start].rstrip(" \"'“‘(")
    if claim[start + 1 : end].isupper():
        return True
    return key in known_names if not before or before[-1] in ".!?:" else key not in _EMPTY


def _within(place: int, dates: Sequence[DateMention]) -> bool:
    return any(date.start <= place < date.end for date in dates)
