"""How much of a claim each sentence of a text holds: a row for each word, number and date of the claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray

from factdesk.dates import DateMention, find_dates, may_date
from factdesk.model import Period
from factdesk.passages.claim import Wanted
from factdesk.passages.families import kin
from factdesk.passages.figures import Number
from factdesk.passages.index import Figures, Index, Ints
from factdesk.passages.stems import stemmer

Floats = NDArray[np.float64]
_NO_WORDS: Ints = np.array([], dtype=np.int64)
Span = tuple[int, int]

# Tuned on the tuning parts of benchmarks/passages.py, where each figure lies on a broad hilltop.
_SOON = 0.6  # how soon a word said twice stops to count more (k1 of BM25)
_LENGTH = 0.4  # how far a long sentence is held against itself (b of BM25)
_SHORTEST = 6  # words; a shorter sentence gains nothing by it
_NAME = 1.3  # weights beside the 1 of a plain word
_FIRST_NAME = 0.6  # worth of "Lloyd" for "Lloyd Austin"
_NUMBER = 1.5
_DIGIT = 0.6  # worth of a number of one figure
_DATE = 1.5
_NEAR = 0.5  # worth of a number that is near
_OTHER_UNIT = 0.4  # worth of 5 for 5 %
_KIN = 0.4  # worth of "died" for "killed"
_RELATED = 0.6  # worth of "resigned" for "resignation"
_LONGEST = 1500  # letters of a sentence in which dates are read
_ALIKE = 0.02  # two numbers that differ by no more are near


class Kind(StrEnum):
    WORD = "word"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True, eq=False)
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
    """A row for each telling word and each name of the claim."""
    for term in sought.terms:
        parts = [_part(on, key, term.is_name) for key in term.keys]
        values = _of_name([part for part, _ in parts]) if term.is_name else parts[0][0]
        at = np.sort(np.concatenate([places for _, places in parts]))
        kind, worth = (Kind.NAME, _NAME) if term.is_name else (Kind.WORD, 1.0)
        spans = tuple((on.words.starts[k], on.words.ends[k]) for k in at.tolist())
        yield Row(kind, term.start, term.end, worth * _rarity(values), values, spans, at)


def _of_name(parts: Sequence[Floats]) -> Floats:
    """The values of a name by those of its words: the last one may stand for all of it."""
    last = parts[-1]
    for part in parts[:-1]:
        last = np.maximum(last, _FIRST_NAME * part)
    return last


def _part(on: Index, key: str, is_name: bool) -> tuple[Floats, Ints]:
    """How much of a word each sentence holds, and the places, as numbers of words."""
    average = max(1.0, float(on.lengths.mean()))
    norm = _SOON * (1 - _LENGTH + _LENGTH * np.maximum(on.lengths, _SHORTEST) / average)
    count = np.zeros(len(on.sentences))
    found: list[Ints] = [_NO_WORDS]
    for number, worth in _forms(on, key, is_name):
        found.append(np.flatnonzero(on.ids == number))
        count += worth * np.bincount(on.sentence_of[found[-1]], minlength=len(count))
    return count / (count + norm) * (1 + _SOON), np.concatenate(found)


def _forms(on: Index, key: str, is_name: bool) -> Iterator[tuple[int, float]]:
    """The words of the text that stand for one of the claim, as their numbers, and what each is worth."""
    stem = stemmer(on.language)
    root = stem(key)
    for other, number in on.alike(key):
        if other == key or stem(other) == root:
            yield number, 1.0
        elif are_related(other, key):
            yield number, _RELATED
    for relative in kin(root) if on.language == "en" and not is_name else ():
        for other, number in on.alike(relative):
            if stem(other) == relative:
                yield number, _KIN


def are_related(one: str, other: str) -> bool:
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
        worth = _same_number(number, on.figures)
        at = np.flatnonzero(worth)
        values = np.zeros(len(on.sentences))
        np.maximum.at(values, on.sentences_at(on.figures.starts[at]), worth[at])
        spans = tuple(zip(on.figures.starts[at].tolist(), on.figures.ends[at].tolist(), strict=True))
        weight = _of_digits(number) * _NUMBER * _rarity(values)
        yield Row(Kind.NUMBER, number.start, number.end, weight, values, spans, _NO_WORDS)


def _same_number(one: Number, others: Figures) -> Floats:
    """How far each number of a text is the one, 0..1."""
    is_year = (others.values >= 1000) & (others.values <= 2100) & (others.values % 1 == 0)
    is_near = (one.value > 10) & (np.abs(others.values - one.value) <= _ALIKE * one.value) & ~is_year
    same_unit = others.shares == one.share
    near = np.where(is_near & same_unit, _NEAR, 0.0)
    return np.where(others.values == one.value, np.where(same_unit, 1.0, _OTHER_UNIT), near)


def _of_digits(number: Number) -> float:
    return _DIGIT if number.value < 10 and number.value % 1 == 0 and not number.share else 1.0


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
