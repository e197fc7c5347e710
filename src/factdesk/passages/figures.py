"""The numbers of a text as values, so that "14.2 million" and "14,200,000" are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UP_TO_NINETEEN = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
_SMALL = _UP_TO_NINETEEN.split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: n for n, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {
    "hundred": 1e2,
    "dozen": 12.0,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "millions": 1e6,
    "millionen": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f\u2009’']\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TEN = "|".join(_TENS)
_ONE = "|".join(_SMALL[1:10])
_ANY = "|".join(sorted(_SMALL, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.])(?:(?P<digits>{_DIGITS})|(?P<tens>{_TEN})(?:[\s-](?P<ones>{_ONE}))?"
    rf"|(?P<word>{_ANY}|an?(?=\s(?:hundred|thousand|million|billion|dozen)\b)))"
    rf"(?:[\s-]?(?P<scale>{_SCALE})\b)?(?P<share>\s?%|\s(?:percent|per\scent|pct)\b)?(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]` and its value; `share` tells that it is a percentage."""

    start: int
    end: int
    value: float
    share: bool


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """The numbers in a stretch of a text, in figures or in English words, with their scale word."""
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        value = _value(match) * _SCALES.get((match["scale"] or "").lower(), 1.0)
        yield Number(match.start(), match.end(), value, match["share"] is not None)


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(re.sub(r"[^\d.]", "", match["digits"]))
    if match["tens"]:
        return float(_WORDS[match["tens"].lower()] + _WORDS.get((match["ones"] or "").lower(), 0))
    return float(_WORDS.get(match["word"].lower(), 1))
