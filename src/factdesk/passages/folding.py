"""A text without what does not count when words are compared letter by letter, and the way back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from factdesk.passages.words import UNSPACED

QUOTE_MARKS = "\"'“”„‟‘’‚‛«»‹›「」『』＂＇`´′″"
DASHES = "-‐‑‒–—―−﹘﹣－"
# Soft hyphen, zero-width and direction marks, byte order mark, and U+FFFE (a PDF reader's line-end hyphen).
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe"
_DASH = rf"[{re.escape(DASHES)}]"
_PIECE = re.compile(
    # A dash between figures is a range, before one a minus; white space between figures parts two numbers,
    # but not where it groups thousands.
    rf"(?P<dash>(?<=\d)\s*{_DASH}\s*(?=\d)|(?<![^\s(]){_DASH}(?=\d))"
    r"|(?P<blank>(?<=\d)\s+(?=\d)(?!\d{3}(?!\d)))"
    rf"|(?P<run>[^\s{re.escape(QUOTE_MARKS + DASHES)}{_UNSEEN}]+)"
)
_CLUSTER = re.compile(r"[^\u0300-\u036f\u3099\u309a]?[\u0300-\u036f\u3099\u309a]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Folded:
    """`folded` is the text without white space, quote marks, dashes and unseen marks, in NFKC.

    Its runs begin at `firsts` and stand for `spans` of the text; a run as long as its span goes letter by
    letter, any other stands for its span as a whole.
    """

    folded: str
    firsts: list[int]
    spans: list[tuple[int, int]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The span of the text that `folded[first:last]` stands for."""
        return self._place(first)[0], self._place(last - 1)[1]

    def _place(self, at: int) -> tuple[int, int]:
        k = bisect_right(self.firsts, at) - 1
        start, end = self.spans[k]
        length = (self.firsts[k + 1] if k + 1 < len(self.firsts) else len(self.folded)) - self.firsts[k]
        if length != end - start:
            return start, end
        return start + at - self.firsts[k], start + at - self.firsts[k] + 1


@lru_cache(maxsize=4)
def fold(text: str) -> Folded:
    """A text folded. Linear in its length."""
    parts: list[str] = []
    firsts: list[int] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for part, start, end in _pieces(text):
        if part:
            parts.append(part)
            firsts.append(length)
            spans.append((start, end))
            length += len(part)
    return Folded("".join(parts), firsts, spans)


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match.lastgroup == "dash":
            yield "-", start, end
        elif match.lastgroup == "blank":
            yield " ", start, end
        elif (run := match[0]).isascii() or unicodedata.is_normalized("NFKC", run):
            yield run, start, end
        else:
            for cluster in _CLUSTER.finditer(text, start, end):
                yield (
                    "".join(unicodedata.normalize("NFKC", cluster[0]).split()),
                    *cluster.span(),
                )


def whole_words(text: str, start: int, end: int) -> bool:
    """Whether a span neither begins nor ends within a word."""
    return not _within_word(text, start) and not _within_word(text, end)


_UNSPACED = re.compile(f"[{UNSPACED}]")


def _within_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _UNSPACED.match(before) or _UNSPACED.match(after):
        return False
    return (before.isalnum() or bool(unicodedata.combining(before))) and (
        after.isalnum() or bool(unicodedata.combining(after))
    )
