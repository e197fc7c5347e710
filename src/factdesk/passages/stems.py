"""The stems of words, by Snowball."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

_LISTED = """ar arabic, ca catalan, da danish, de german, el greek, en english, es spanish, et estonian
eu basque, fi finnish, fr french, ga irish, hi hindi, hu hungarian, hy armenian, id indonesian, it italian
lt lithuanian, ne nepali, nl dutch, no norwegian, nn norwegian, pt portuguese, ro romanian, ru russian
sr serbian, sv swedish, ta tamil, tr turkish"""
_SNOWBALL = dict(pair.split() for line in _LISTED.splitlines() for pair in line.split(", "))


@lru_cache(maxsize=8)
def stemmer(language: str) -> Callable[[str], str]:
    """The function that gives the stem of a word of a language; the word itself where Snowball has none."""
    name = _SNOWBALL.get(language)
    return _same if name is None else lru_cache(maxsize=20_000)(snowballstemmer.stemmer(name).stemWord)


def _same(word: str) -> str:
    return word
