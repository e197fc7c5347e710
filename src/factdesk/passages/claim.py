"""What of a claim is looked for in a text: its words, names, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdesk.dates import DateMention, find_dates
from factdesk.model import Period
from factdesk.passages.figures import Number, numbers
from factdesk.passages.index import Index
from factdesk.passages.words import Words, words
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
# What offices are of: "Secretary of Defense", "Chief of Army Staff". They are no part of a person's name.
_OFFICES_ARE_OF = """defense defence state treasury war interior commerce labor labour energy education
    justice agriculture transportation transport health housing finance trade
    environment culture foreign affairs home homeland security staff army navy naval
    force forces joint chiefs house senate parliament council operations economy
    industry information intelligence police veterans development"""
OF_OFFICES = frozenset(_OFFICES_ARE_OF.split())
_WITH_PLACE = 3  # words of "Freedonia Ann Example" behind "President of"
BETWEEN_NAMES = re.compile(r"[ \u00a0-]|\. ?")


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


def wanted(claim: str, published: Period, on: Index) -> Wanted:
    """What to look for in a text. `published` resolves the claim's relative dates."""
    dates = tuple(find_dates(claim, published))
    values = tuple(one for one in numbers(claim) if not _within(one.start, dates))
    counted = [(one.start, one.end) for one in values]
    terms: dict[tuple[str, ...], Term] = {}
    for term in _terms(claim, on):
        if not any(start <= term.start < end for start, end in counted):
            terms.setdefault(term.keys, term)
    return Wanted(claim, tuple(terms.values())[:_MOST], values[:_MOST], dates[:_MOST])


def _terms(claim: str, on: Index) -> Iterator[Term]:
    """The telling words of a claim in order, words of a name that stand together as one."""
    found = words(claim)
    are_names = _are_names(claim, found, on)
    k = 0
    while k < len(found):
        last = _end_of_name(claim, found, are_names, k, on) if are_names[k] else k + 1
        if are_names[k] or not _is_empty(found.keys[k], is_english=on.language == "en"):
            yield Term(found.starts[k], found.ends[last - 1], tuple(found.keys[k:last]), are_names[k])
        k = last


def _end_of_name(claim: str, found: Words, are_names: Sequence[bool], k: int, on: Index) -> int:
    """The word behind a name. What an office is of and who holds it are two: "Secretary of State Example"."""
    last = k + 1
    while (
        last < len(found)
        and are_names[last]
        and BETWEEN_NAMES.fullmatch(claim, found.ends[last - 1], found.starts[last])
    ):
        last += 1
    of_office = next((n for n in range(k, last) if found.keys[n] not in OF_OFFICES), last)
    if not _follows_office(claim, found, k) or of_office == last:
        return last
    if of_office > k:
        return of_office
    is_whole = claim[found.starts[k] : found.ends[last - 1]] in on.text
    return last if last - k < _WITH_PLACE or is_whole else last - 2


def _follows_office(claim: str, found: Words, k: int) -> bool:
    """Whether a name follows a title and "of"."""
    of = next((n for n in (k - 1, k - 2) if n > 0 and found.keys[n] != "the"), 0)
    return (
        of > 0
        and found.keys[of] in ("of", "for")
        and found.keys[of - 1] in TITLES | ROLES
        and claim[found.ends[of - 1] : found.starts[k]].replace("the", "").split() == [found.keys[of]]
    )


def _are_names(claim: str, found: Words, on: Index) -> list[bool]:
    """Which words are written like names.

    The first word of a sentence is one where the text writes it so within sentences, or always and a name
    follows: "Ann Example".
    """
    told: list[bool] = []
    for key, start, end in zip(
        reversed(found.keys), reversed(found.starts), reversed(found.ends), strict=True
    ):
        word, before = claim[start:end], claim[max(0, start - 20) : start].rstrip(" \"'“‘(")
        if not word[0].isupper() or key in TITLES | ROLES:
            told.append(False)
        elif word.isupper() and len(word) > 1:
            told.append(True)
        elif not before or before[-1] in ".!?:":
            told.append(key in on.names or (key in on.capitals and bool(told) and told[-1]))
        else:
            told.append(key not in _EMPTY)
    return told[::-1]


def _is_empty(key: str, *, is_english: bool) -> bool:
    """Whether a word tells nothing; in other languages of Latin script the shortest words do not."""
    return key in _EMPTY if is_english else key.isascii() and key.isalpha() and len(key) <= _SHORT


def _within(place: int, dates: Sequence[DateMention]) -> bool:
    return any(date.start <= place < date.end for date in dates)
