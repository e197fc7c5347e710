"""Why a passage bears on a claim, in short words for the reviewer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from factdesk.passages.claim import BETWEEN_NAMES, OF_OFFICES
from factdesk.passages.index import Index
from factdesk.passages.rows import Kind, Row, Span, are_related
from factdesk.passages.stems import stemmer
from factdesk.passages.words import key_of
from factdesk.split.inflect import base

_SAID = {Kind.NUMBER: "number:", Kind.DATE: "date:"}
# How many names, words and likenings a reviewer is shown; the strongest.
_MOST_NAMES, _MOST_WORDS, _MOST_LIKE = 4, 4, 2
_ENOUGH = 4  # names and words beside which likenings tell little
_WRITTEN_DAYS = """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday"""
_DAYS = frozenset(_WRITTEN_DAYS.split())
_OWNING = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class _Told:
    """What is shown of a row: words of the claim, and those of the text where they are others."""

    row: Row
    ours: str
    theirs: str = ""
    is_name: bool = False


def reasons(on: Index, claim: str, held: Mapping[Row, list[Span]]) -> Iterator[str]:
    """Names, numbers and dates one by one, then the words in common, then words of one family.

    Where the text says it otherwise its own words follow: "killed (died)". A name that the text has in small
    letters only ("defense" for "Defense") is a word.
    """
    rows = [row for row in held if row.kind is Kind.DATE or not _is_within_a_date(row, held)]
    told = [
        _name(on, claim, row, held[row]) if row.kind is Kind.NAME else _word(on, claim, row, held[row])
        for row in rows
        if row.kind in (Kind.NAME, Kind.WORD)
    ]
    names = _strongest([one for one in told if one.is_name], _MOST_NAMES)
    words = _strongest([one for one in told if not one.is_name and not one.theirs], _MOST_WORDS)
    figures = [_figure(on, claim, row, held[row]) for row in rows if row.kind in _SAID]
    yield from (f"names {one.ours}" + (f" ({one.theirs})" if one.theirs else "") for one in names)
    yield from figures
    if words:
        yield "same words: " + ", ".join(dict.fromkeys(one.ours for one in words))
    shown = len(names) + len(words) + len(figures)
    if shown < _ENOUGH:
        like = [one for one in told if not one.is_name and one.theirs]
        # "United States (State)" is told only where there is nothing else.
        yield from _likenings([one for one in like if one.row.kind is Kind.WORD or not shown], words)


def _strongest(told: list[_Told], most: int) -> list[_Told]:
    """Those that weigh most, in the order of the claim."""
    return sorted(
        sorted(told, key=lambda one: -one.row.weight)[:most], key=lambda one: (one.row.start, one.row.end)
    )


def _likenings(like: list[_Told], words: Iterable[_Told]) -> Iterator[str]:
    """Words of the claim with one of the text's family, each of the text's words once."""
    seen = {one.ours.casefold() for one in words}
    fresh: dict[str, _Told] = {}
    for one in sorted(like, key=lambda one: -one.row.weight):
        if one.theirs.casefold() not in seen:
            fresh.setdefault(one.theirs.casefold(), one)
    if shown := _strongest(list(fresh.values()), _MOST_LIKE):
        yield "similar words: " + ", ".join(f"{one.ours} ({one.theirs})" for one in shown)


def _is_within_a_date(row: Row, held: Iterable[Row]) -> bool:
    return any(one.kind is Kind.DATE and one.start <= row.start and row.end <= one.end for one in held)


def _name(on: Index, claim: str, row: Row, places: list[Span]) -> _Told:
    """A name: all of it where the text has its last word, else the words that the text has."""
    ours = _OWNING.sub("", claim[row.start : row.end])
    written = list(dict.fromkeys(on.text[start:end] for start, end in places))
    capital = {key_of(word): _OWNING.sub("", word) for word in written if not word[0].islower()}
    parts = [part for part in BETWEEN_NAMES.split(ours) if part]
    if not capital or all(key_of(part) in OF_OFFICES | _DAYS for part in parts):
        found = [part for part in parts if key_of(part) in set(map(key_of, written))]
        if found and not capital:
            return _Told(row, " ".join(found).lower())
        return _Told(row, " ".join(found)) if found else _Told(row, ours, written[0])
    if parts and key_of(parts[-1]) in capital:
        return _Told(row, ours, is_name=True)
    if found := [part for part in parts if key_of(part) in capital]:
        return _Told(row, " ".join(found), is_name=True)
    if len(parts) == 1:
        return _Told(row, ours, next(iter(capital.values())), is_name=True)
    return _Told(row, ours, next(iter(capital.values())))


def _word(on: Index, claim: str, row: Row, places: list[Span]) -> _Told:
    ours = claim[row.start : row.end]
    written = [" ".join(on.text[start:end].split()) for start, end in places]
    if on.language == "en" and not ours.isupper():
        ours, written = ours.lower(), [word if word.isupper() else word.lower() for word in written]
    root = _root(on.language)
    if root(key_of(ours)) in {root(key_of(word)) for word in written}:
        return _Told(row, ours)
    nearest = next((word for word in written if are_related(key_of(word), key_of(ours))), written[0])
    return _Told(row, ours, nearest)


def _root(language: str) -> Callable[[str], str]:
    """What the forms of a word share; in English those of "met" and "meet" too."""
    stem = stemmer(language)
    return (lambda word: stem(base(word))) if language == "en" else stem


def _figure(on: Index, claim: str, row: Row, places: list[Span]) -> str:
    ours, (start, end) = claim[row.start : row.end], places[0]
    theirs = " ".join(on.text[start:end].split())
    is_same = key_of("".join(ours.split())) == key_of("".join(theirs.split()))
    return f"same {_SAID[row.kind]} {ours}" if is_same else f"{_SAID[row.kind]} {ours} ({theirs})"
