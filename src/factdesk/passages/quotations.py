"""The direct quotations in a claim's own wording."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Opening mark -> the marks that may close it. German and others close with the mark that opens in English.
_CLOSED_BY = {
    "“": '”"',
    "„": '“”"',
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’",
    '"': '"”',
    "'": "'’",
}
_OPENERS = re.compile(f"[{''.join(_CLOSED_BY)}]")
_PLAIN = "“„‹「『"  # these can only open, and a blank may follow «
_LEFT_OPEN = '“„«「『"'  # a claim may be cut out of a longer speech
_STROKES = "'’"  # apostrophes as well
_LETTER = re.compile(r"\w")


def quotes(text: str) -> list[tuple[int, int]]:
    """The spans of direct quotations in order, without their marks; none is told inside another.

    One that is never closed goes to the end of the text.
    """
    return [(start, end) for start, end in _quotations(text) if _LETTER.search(text, start, end)]


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    unclosed: set[str] = set()
    while match := _OPENERS.search(text, place):
        place, mark = match.end(), match[0]
        if mark in unclosed or not _opens(text, match.start()):
            continue
        end = _closed_at(text, match.end(), mark)
        if end < 0:
            unclosed.add(mark)
            if mark not in _LEFT_OPEN:
                continue
            end = len(text)
        yield _trimmed(text, match.end(), end)
        place = end + 1


def _opens(text: str, at: int) -> bool:
    """Whether the mark there can open a quotation: no word ends before it and one begins after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] in _PLAIN or (
        not before.isalnum()
        and before not in (".", ",", "!", "?")
        and (text[at] == "«" or bool(after.strip()))
    )


def _closed_at(text: str, start: int, opener: str) -> int:
    """Where the mark stands that closes a quotation, or -1."""
    closers = re.compile(f"[{_CLOSED_BY[opener]}]")
    return next((m.start() for m in closers.finditer(text, start) if _closes(text, m.start())), -1)


def _closes(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at + 1 : at + 2]
    if text[at] in _STROKES:
        return not after.isalnum() and not before.isspace()
    return not (text[at] == '"' and before.isspace() and after.isalnum())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
