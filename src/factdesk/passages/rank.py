"""The passages of a text that bear on a claim, best first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from factdesk.model import Period
from factdesk.passages.claim import Wanted, wanted
from factdesk.passages.index import Index, index
from factdesk.passages.reasons import reasons
from factdesk.passages.rows import Floats, Kind, Row, Span, date_rows, number_rows, word_rows

# Words that deny what was said, or turn against it.
DENIAL = re.compile(
    r"\b(?:no|not|never|none|nobody|neither|nor|without|den(?:y|ies|ied|ial)|reject(?:s|ed)?|refus(?:e|es|ed)"
    r"|ruled? out|dismiss(?:es|ed)?|refut(?:e|es|ed)|disput(?:e|es|ed)|contradict(?:s|ed)?|false(?:ly)?"
    r"|untrue|wrong(?:ly)?|incorrect(?:ly)?|mislead(?:s|ing)?|fake|hoax|myth|rumou?rs?|baseless|unfounded"
    r"|debunk(?:s|ed)?|contrary|however|instead|although|nevertheless|despite|actually|in fact"
    r"|[a-z]+n[’']t)\b",
    re.IGNORECASE,
)
_ANY_DAY = Period()
# Tuned on the tuning parts of benchmarks/passages.py.
_DENIAL = 1.1  # what a sentence with such a word is worth
_BESIDE = 0.3  # what a word of the sentence before counts for this one, in the same paragraph
_LEANING = 0.6  # the same for a sentence that opens with a pronoun
_HEADING = 0.75  # what a line without a stop is worth
_APART = 0.5  # the same across paragraphs, of that
_AFTER = 0.5  # the same for the sentence after
_PAIR = 0.3  # two words that stand side by side in the claim as well
_GAIN = 0.15  # of what the text has of the claim: what a sentence must add to be taken into a passage
_MOST = 3  # sentences in a passage
_DATED = 60  # the sentences, best first, in which dates are read: that takes long


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]`, one to three sentences of a paragraph, and how much of the claim it holds, 0..1.

    `why` says it in short words for the reviewer; `matched` are the spans of the words that decided.
    """

    start: int
    end: int
    score: float
    why: tuple[str, ...] = ()
    matched: tuple[Span, ...] = ()


def rank(
    claim: str, text: str, *, most: int = 5, published: Period = _ANY_DAY, claimed: Period = _ANY_DAY
) -> list[Passage]:
    """The passages of a text that bear on a claim, best first, at most `most`.

    `published` is when the text came out and `claimed` when the claim did: relative dates count from there.
    The index of a text is kept for the texts asked for last. BM25 (Robertson and Zaragoza 2009) over
    sentences, with weights for names, numbers and dates, and with a share of what the sentences beside say.
    """
    return ranked(index(text), claim, most=most, published=published, claimed=claimed)


def ranked(
    on: Index, claim: str, *, most: int = 5, published: Period = _ANY_DAY, claimed: Period = _ANY_DAY
) -> list[Passage]:
    """The same of a text that is made ready."""
    sought = wanted(claim, claimed, on)
    rows, scores = _judged(on, sought, published)
    total = sum(row.weight for row in rows)
    there = sum(row.weight for row in rows if row.values.any())
    found: list[Passage] = []
    taken: set[int] = set()
    for k in _best(scores, most * _MOST):
        if len(found) < most and k not in taken:
            first, last = _stretch(on, rows, k, taken, _GAIN * there)
            taken.update(range(first, last))
            found.append(_passage(on, sought, rows, (first, last), float(scores[k]) / total))
    return found


def _judged(on: Index, sought: Wanted, published: Period) -> tuple[list[Row], Floats]:
    """What the sentences hold of the claim, and their scores; one that holds nothing of it has none."""
    rows = [*word_rows(on, sought), *number_rows(on, sought)] if on.sentences else []
    if not rows:
        return [], np.zeros(0)
    rows += date_rows(on, sought, published, _best(_scores(on, rows), _DATED))
    held = np.array([row.values for row in rows]).any(axis=0)
    scores = np.where(held, _scores(on, rows), 0.0)
    for k in _best(scores, _DATED):
        if DENIAL.search(on.text, on.sentences[k].start, on.sentences[k].end):
            scores[k] *= _DENIAL
    return rows, scores


def _best(scores: Floats, most: int) -> list[int]:
    """The sentences with the highest scores, best first, none without any."""
    order = np.argsort(-scores, kind="stable")[:most]
    return [int(k) for k in order if scores[k] > 0]


def _scores(on: Index, rows: Sequence[Row]) -> Floats:
    """The scores by words, numbers and dates, with what the sentences beside hold."""
    own = np.array([row.values for row in rows])
    weights = np.array([row.weight for row in rows])
    share = np.where(on.leaning, _LEANING, _BESIDE)
    scores: Floats = weights @ (own + share * np.maximum(0, _around(on, own) - own))
    for one, other in pairwise(rows):
        if one.kind in (Kind.WORD, Kind.NAME) and other.kind in (Kind.WORD, Kind.NAME):
            scores += _PAIR * min(one.weight, other.weight) * _side_by_side(on, one, other)
    return scores * np.where(on.headings, _HEADING, 1.0)


def _around(on: Index, own: Floats) -> Floats:
    """The rows as the sentences beside each one have them."""
    near = np.zeros_like(own)
    if own.shape[1] > 1:
        share = np.where(on.paragraph_of[1:] == on.paragraph_of[:-1], 1.0, _APART)
        near[:, 1:] = share * own[:, :-1]
        near[:, :-1] = np.maximum(near[:, :-1], _AFTER * share * own[:, 1:])
    return near


def _side_by_side(on: Index, one: Row, other: Row) -> Floats:
    """1 for the sentences in which two words stand in this order, with one between them at most."""
    after = np.concatenate((one.words + 1, one.words + 2))
    found = np.zeros(len(on.sentences))
    found[on.sentence_of[other.words[np.isin(other.words, after)]]] = 1.0
    return found


def _stretch(on: Index, rows: Sequence[Row], k: int, taken: set[int], gain: float) -> tuple[int, int]:
    """The passage around a sentence: first and last + 1, with neighbours that add much of the claim."""
    own = np.array([row.weight * np.minimum(row.values, 1.0) for row in rows])
    first, last = k, k + 1
    while last - first < _MOST:
        held = own[:, first:last].max(axis=1)
        beside = [
            (float(np.maximum(0, own[:, n] - held).sum()), n)
            for n in (first - 1, last)
            if 0 <= n < len(on.sentences) and n not in taken and on.paragraph_of[n] == on.paragraph_of[k]
        ]
        added, n = max(beside, default=(0.0, -1))
        if added < gain:
            break
        first, last = min(first, n), max(last, n + 1)
    return first, last


def _passage(on: Index, sought: Wanted, rows: Sequence[Row], span: tuple[int, int], score: float) -> Passage:
    start, end = on.sentences[span[0]].start, on.sentences[span[1] - 1].end
    held = {
        row: places for row in rows if (places := [p for p in row.places if start <= p[0] and p[1] <= end])
    }
    denial = DENIAL.search(on.text, start, end)
    matched = {place for places in held.values() for place in places} | ({denial.span()} if denial else set())
    why = (*reasons(on, sought.claim, held), *([f"may deny it: {denial[0]}"] if denial else []))
    return Passage(start, end, min(1.0, score), why, tuple(sorted(matched)))
