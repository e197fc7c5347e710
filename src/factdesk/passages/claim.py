"""What of a claim is looked for in a text: its words, names, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from factdesk.dates import DateMention, find_dates
from factdesk.model import Period
from factdesk.passages.figures import Number, numbers
from factdesk.passages.words import words

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "nn": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Words of English that tell nothing of what a claim is about. Elsewhere rarity alone decides.
_EMPTY_WORDS = """a an the this that these those it its he she they we i you his her their our my your him them us me
    who whom whose which what there here of to in on at for by with from as into about over under between
    through during against within without upon than then so such and or but nor if because while when
    where since until although though is are was were be been being am has have had having do does did
    doing will would shall should can could may might must not no any some all both each every other also
    very more most just only own same too s t re ve ll d m said says say"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_CAPITAL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the claim: `claim[start:end]`."""

    key: str
    start: int
    end: int
    is_name: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a claim is looked for. `terms` are its different telling words in order."""

    claim: str
    terms: tuple[Term, ...]
    numbers: tuple[Number, ...]
    dates: tuple[DateMention, ...]


def wanted(claim: str, published: Period, language: str) -> Wanted:
    """What to look for in a text of that language; `published` resolves the claim's relative dates."""
    dates = tuple(find_dates(claim, published))
    terms: dict[str, Term] = {}
    found = words(claim)
    for key, start, end in zip(found.keys, found.starts, found.ends, strict=True):
        if key in _EMPTY and not (claim[start:end].isupper() and len(key) > 1):
            continue
        terms.setdefault(key, Term(key, start, end, _is_name(claim, start, end)))
    values = tuple(one for one in numbers(claim) if not _within(one, dates))
    return Wanted(claim, tuple(terms.values()), values, dates)


def _is_name(claim: str, start: int, end: int) -> bool:
    """Whether a word is written like a name; the first of a sentence is not told."""
    first = claim[start]
    if not (first.isupper() and _CAPITAL.match(first)):
        return False
    before = claim[:start].rstrip(" \"'“‘(")
    return (bool(before) and before[-1] not in ".!?:") or claim[start + 1 : end].isupper()


def _within(one: Number, dates: tuple[DateMention, ...]) -> bool:
    return any(date.start <= one.start < date.end for date in dates)


@lru_cache(maxsize=8)
def stemmer(language: str) -> Callable[[str], str]:
    """The stem of a word of a language, where Snowball knows it; else the word itself."""
    name = _SNOWBALL.get(language)
    if name is None:
        return str
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return stem
