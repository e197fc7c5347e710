"""Where words that a model copied stand in the text, though it changed quotation marks or spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

Runs = tuple[tuple[int, int], ...]

_SAME = {
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛`´′", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_LEFT_OUT = re.compile(r"\s*[\[(]?(?:\.{3,}|…)[\])]?\s*")


class Folded:
    """A part of a text as it is compared, with the place of each of its characters in the whole text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        pairs = list(_folded(text[start:end], start))
        self._folded = "".join(char for char, _ in pairs)
        self._places = [place for _, place in pairs]

    def find(self, quote: str, least: int = 3) -> Runs | None:
        """The runs of words that a quote is made of, one unless it leaves out words with dots; else None.

        Each run has at least so many letters or digits, and begins and ends with a whole word.
        """
        for wanted in _variants(quote):
            if whole := self._run(wanted, 0, least):
                return (whole[0],)
        parts = [part for part in _LEFT_OUT.split(quote) if part.strip()]
        return self._in_order(parts, least) if _LEFT_OUT.search(quote) and parts else None

    def _in_order(self, parts: list[str], least: int) -> Runs | None:
        runs: list[tuple[int, int]] = []
        position = 0
        for part in parts:
            found = self._run(folded(part), position, least)
            if not found:
                return None
            runs.append(found[0])
            position = found[1]
        return tuple(runs)

    def _run(self, wanted: str, position: int, least: int) -> tuple[tuple[int, int], int] | None:
        """Where whole words stand in the text, and where to go on looking."""
        if sum(char.isalnum() for char in wanted) < least:
            return None
        at = self._folded.find(wanted, position)
        while at >= 0:
            end = at + len(wanted)
            if not (_inside_a_word(self._folded, at) or _inside_a_word(self._folded, end)):
                return (self._places[at], self._places[end - 1] + 1), end
            at = self._folded.find(wanted, at + 1)
        return None


def folded(text: str) -> str:
    """A text as it is compared: plain quotation marks and dashes, single spaces."""
    return "".join(char for char, _ in _folded(text, 0)).strip()


def _folded(text: str, offset: int) -> Iterator[tuple[str, int]]:
    after_space = False
    for place, char in enumerate(text, offset):
        if char.isspace():
            if not after_space:
                yield " ", place
            after_space = True
        elif unicodedata.category(char) != "Cf":
            after_space = False
            yield from ((one, place) for one in _SAME.get(char, char))


def _variants(quote: str) -> Iterator[str]:
    """A quote as it is, without marks around it, and without a stop that the text may not have there."""
    wanted = folded(quote)
    yield wanted
    bare = wanted[1:-1].strip() if wanted[:1] == wanted[-1:] and wanted[:1] in ("'", '"') else wanted
    yield bare
    yield bare.rstrip(".,;: ")


def _inside_a_word(text: str, at: int) -> bool:
    """Whether a place lies between two letters; in scripts without cases a word may end anywhere."""
    return 0 < at < len(text) and all(char.isalnum() and _has_words(char) for char in text[at - 1 : at + 1])


def _has_words(char: str) -> bool:
    return unicodedata.category(char) != "Lo"
