"""Where a quoted passage stands in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from factdesk.passages.folding import Folded, fold, whole_words
from factdesk.passages.nearest import Piece, nearest

# "…", "...", "[…]", "(...)": the one who quotes left something out.
_GAP = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.(?:\s?\.)?)\s*")
_REMARK = re.compile(r"\s*\[sic!?\]|\[(?=\w\]\w)|(?<=\[\w)\](?=\w)", re.IGNORECASE)
_EDGE = re.compile(r"^[^\w]+|[^\w%)\]]+$|(?<=\w)[)\]]+$")
_LONGEST_GAP = 1500  # letters that a "…" may stand for
_MOST_PARTS = 40
_BEGINNINGS = 20  # places tried for the first part
_TRIALS = 200  # places looked at for one part of a quotation; the rest is nonsense ("aaaa")


@dataclass(frozen=True, slots=True)
class Found:
    """The place of a quotation: `text[start:end]`.

    `exact`: the words are the same; white space, kinds of quote marks and dashes, ligatures, hyphens at line
    ends, the marks around it and the case of its first letter do not count, and "…" stands for anything left
    out. `pieces` are ("equal" | "deleted" | "inserted", words): what is deleted stands only in the quotation,
    what is inserted only in the text; equal and inserted ones together are `text[start:end]`.
    """

    start: int
    end: int
    exact: bool
    pieces: tuple[Piece, ...]


def find(quote: str, text: str) -> Found | None:
    """The quotation in the text: the same words, else the place that is nearest to it, else None.

    A nearest place is given where at least 6 tenths of the words stand there in order, rare words counting
    more (`nearest`). Time grows with the length of the text plus that of the quotation.
    """
    quote = _REMARK.sub("", quote)
    whole = fold(text)
    for wording in dict.fromkeys((quote, _bare(quote))):
        if span := _place(wording, text, whole, 0, len(whole.folded)):
            start, end = whole.span(*span)
            return Found(start, end, True, (("equal", text[start:end]),))
    return _with_gaps(quote, text, whole) or _nearest(_GAP.sub(" ", quote), text)


def _bare(quote: str) -> str:
    """A quotation without the marks at its ends."""
    before = ""
    while before != quote:
        before, quote = quote, _EDGE.sub("", quote)
    return quote


def _places(wording: str, text: str, whole: Folded, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Where the wording stands in the folded text, as whole words."""
    sought = fold(wording).folded
    if not any(letter.isalnum() for letter in sought):
        return
    at = first - 1
    for _ in range(_TRIALS):
        at = min(
            (place for one in _cases(sought) if (place := whole.folded.find(one, at + 1, last)) >= 0),
            default=-1,
        )
        if at < 0:
            return
        if whole_words(text, *whole.span(at, at + len(sought))):
            yield at, at + len(sought)


def _cases(sought: str) -> set[str]:
    """The wording with its first letter in either case, where that keeps its length."""
    first = sought[0]
    return {case + sought[1:] for case in (first, first.upper(), first.lower()) if len(case) == 1}


def _place(wording: str, text: str, whole: Folded, first: int, last: int) -> tuple[int, int] | None:
    return next(_places(wording, text, whole, first, last), None)


# --- with something left out -----------------------------------------------------------------------


def _with_gaps(quote: str, text: str, whole: Folded) -> Found | None:
    parts = [part for part in map(_bare, _GAP.split(quote)) if part]
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    for begin in islice(_places(parts[0], text, whole, 0, len(whole.folded)), _BEGINNINGS):
        spans = [begin]
        for part in parts[1:]:
            after = spans[-1][1]
            limit = min(len(whole.folded), after + _LONGEST_GAP + 2 * len(part))
            if not (span := _place(part, text, whole, after, limit)):
                break
            spans.append(span)
        if len(spans) == len(parts):
            return _joined([whole.span(*span) for span in spans], text)
    return None


def _joined(spans: list[tuple[int, int]], text: str) -> Found:
    pieces: list[Piece] = []
    for k, (start, end) in enumerate(spans):
        if k and start > spans[k - 1][1]:
            pieces.append(("inserted", text[spans[k - 1][1] : start]))
        pieces.append(("equal", text[start:end]))
    return Found(spans[0][0], spans[-1][1], True, tuple(pieces))


def _nearest(quote: str, text: str) -> Found | None:
    near = nearest(quote, text)
    return Found(near.start, near.end, False, near.pieces) if near else None
