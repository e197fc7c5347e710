"""How much of a claim each sentence of a text holds: a row for each word, number and date of the claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from factdesk.dates import DateMention, find_dates, may_date
from factdesk.model import Period
from factdesk.passages.claim import Term, Wanted, stemmer
from factdesk.passages.figures import Number
from factdesk.passages.index import Index, Ints

Floats = NDArray[np.float64]
_NO_WORDS: Ints = np.array([], dtype=np.int64)
Span = tuple[int, int]

# Tuned on the tuning parts of benchmarks/passages.py, where each figure lies on a broad hilltop.
_SOON = 0.6  # how soon a word said twice stops to count more (k1 of BM25)
_LENGTH = 0.4  # how far a long sentence is held against itself (b of BM25)
_SHORTEST = 6  # words; a shorter sentence gains nothing by it
_NAME = 1.3  # weights beside the 1 of a plain word
_NUMBER = 1.5
_DATE = 1.5
_NEAR = 0.5  # worth of a number that differs by 2 in 100 at most
_OTHER_UNIT = 0.4  # worth of 5 for 5 %
_RELATED = 0.6  # worth of "resigned" for "resignation"
_LONGEST = 1500  # letters of a sentence in which dates are read
_ALIKE = 0.02


class Kind(StrEnum):
    WORD = "word"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing of the claim, `claim[start:end]`: what it weighs and how much of it each sentence holds.

    `places` are the spans of the text where it stands, in order; `words` the words there, by their number.
    """

    kind: Kind
    start: int
    end: int
    weight: float
    values: Floats
    places: tuple[Span, ...]
    words: Ints


def word_rows(on: Index, sought: Wanted) -> Iterator[Row]:
    """A row for each telling word of the claim."""
    average = max(1.0, float(on.lengths.mean()))
    lengths = np.maximum(on.lengths, _SHORTEST)
    norm = _SOON * (1 - _LENGTH + _LENGTH * lengths / average)
    for term in sought.terms:
        count = np.zeros(len(on.sentences))
        found: list[Ints] = []
        for number, worth in _forms(on, term):
            found.append(np.flatnonzero(on.ids == number))
            count += worth * np.bincount(on.sentence_of[found[-1]], minlength=len(count))
        at = np.sort(np.concatenate(found)) if found else np.array([], dtype=np.int64)
        yield Row(
            Kind.NAME if term.is_name else Kind.WORD,
            term.start,
            term.end,
            _rarity(count) * (_NAME if term.is_name else 1.0),
            count / (count + norm) * (1 + _SOON),
            tuple((on.words.starts[k], on.words.ends[k]) for k in at.tolist()),
            at,
        )


def _forms(on: Index, term: Term) -> Iterator[tuple[int, float]]:
    """The words of the text that stand for a term, as their numbers, and what each is worth."""
    stem = stemmer(on.language)
    root = stem(term.key)
    for key, number in on.alike(term.key):
        if key == term.key or stem(key) == root:
            yield number, 1.0
        elif _related(key, term.key):
            yield number, _RELATED


def _related(one: str, other: str) -> bool:
    """Whether two words are likely of one family, as "election" and "elected": they begin alike."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= 5 and shared >= 0.65 * max(len(one), len(other)) and not one.isdigit()


def _rarity(values: Floats) -> float:
    """The weight of what stands in so many sentences (idf of BM25); it grows with rarity."""
    count = len(values)
    holding = float((values > 0).sum())
    return float(np.log(1 + (count - holding + 0.5) / (holding + 0.5)))


# --- numbers and dates -----------------------------------------------------------------------------


def number_rows(on: Index, sought: Wanted) -> Iterator[Row]:
    """A row for each number of the claim that is not part of a date."""
    for number in sought.numbers:
        values = np.zeros(len(on.sentences))
        places: list[Span] = []
        for one in on.figures:
            if worth := _same_number(number, one):
                k = on.sentence_at(one.start)
                values[k] = max(values[k], worth)
                places.append((one.start, one.end))
        yield Row(
            Kind.NUMBER, number.start, number.end, _NUMBER * _rarity(values), values, tuple(places), _NO_WORDS
        )


def _same_number(one: Number, other: Number) -> float:
    """How far two numbers are one, 0..1."""
    if one.value != other.value:
        is_near = one.value > 10 and abs(one.value - other.value) <= _ALIKE * one.value
        return _NEAR if is_near and not _is_year(other) and one.share == other.share else 0.0
    return 1.0 if one.share == other.share else _OTHER_UNIT


def _is_year(one: Number) -> bool:
    return 1000 <= one.value <= 2100 and one.value % 1 == 0


def date_rows(on: Index, sought: Wanted, published: Period, best: Iterable[int]) -> list[Row]:
    """A row for each date of the claim; dates of the text are read in the sentences `best` alone."""
    dates = [date for date in sought.dates if date.period and date.period.is_known]
    rows = [np.zeros(len(on.sentences)) for _ in dates]
    places: list[list[Span]] = [[] for _ in dates]
    for k in best if dates else ():
        for there in _dates_of(on, k, published):
            for n, date in enumerate(dates):
                if worth := _same_date(date.period, there.period):
                    rows[n][k] = max(rows[n][k], worth)
                    places[n].append((there.start, there.end))
    return [
        Row(Kind.DATE, date.start, date.end, _DATE * _rarity(values), values, tuple(sorted(spans)), _NO_WORDS)
        for date, values, spans in zip(dates, rows, places, strict=True)
    ]


def _dates_of(on: Index, k: int, published: Period) -> Iterator[DateMention]:
    sentence = on.sentences[k]
    words = on.text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
    if may_date(words):
        for one in find_dates(words, published):
            yield DateMention(
                one.start + sentence.start, one.end + sentence.start, one.text, one.period, one.relative
            )


def _same_date(one: Period | None, other: Period | None) -> float:
    """How far two dates can mean the same days, 0..1: less where either is a wide one."""
    if one is None or other is None or not other.is_known or one.intersect(other) is None:
        return 0.0
    if one == other:
        return 1.0
    wider = max(_days(one), _days(other))
    return 0.7 if wider <= 31 else 0.3 if wider <= 366 else 0.1


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1 if period.start and period.end else 10_000
