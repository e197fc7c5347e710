"""Sentences of a text by rule, with exact offsets. Works on any string and needs no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factdesk.model import Sentence
from factdesk.split.abbreviations import (
    BEFORE_NUMBERS,
    BINDING,
    JOINERS,
    MONTHS_AND_DAYS,
    OPEN,
    SAYING,
    STARTERS,
    TIME_ZONES,
    WEEKDAYS,
)

# Stops of scripts that set no space after them (CJK), or not always (Urdu, Hindi, Amharic, Armenian).
_FREE_STOPS = "。！？｡؟۔।॥።։။"
_OPENERS = "\"'“‘«‹([{「『—–-•⁃*¿¡#"
_STOP = re.compile(
    rf"(?:(?P<stop>(?:\.\s){{2,}}\.|\.{{2,}}|…+|[.!?]+)(?P<closers>[\"'”’»›)\]}}」』]*(?:\[\d[\d\s,–-]*\])*)(?=\s|$))"
    rf"|(?P<free>[{_FREE_STOPS}]+[\"'”’»›)\]}}」』]*)"
)
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"\s*(?:[•⁃*▪◦‣–—-]\s+|\(?(?:\d{1,2}|[a-z])[.)]\)?\s+|#+\s+)")
_INLINE_BULLET = re.compile(r"(?<=\S)\s+(?=[•⁃▪◦‣]\s*\S)")
_ENUMERATOR = re.compile(r"[•⁃]?\s*(?:\d{1,2}|[a-z])([.)]{1,2})\s+")
_WORD_BEFORE = re.compile(r"[\w'’&°-]+(?:\.[\w'’&-]+)*$")
_WORD_AFTER = re.compile(r"[\w'’-]+(?:\.\w+)*")
_SAID_AFTER = re.compile(
    rf"(?!(?:He|She|It|They|We|I)\b)(?:(?:[A-Z][\w.’'-]*\s+){{1,4}}|(?:he|she|they)\s+)?(?:{SAYING})\b"
)
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")
_WIDEST_WRAP = (
    100  # characters; text set by hand or mailer is wrapped at 65 to 80, a paragraph on one line is longer
)


def sentences(text: str) -> list[Sentence]:
    """The sentences of any text, in order, trimmed; together they hold every non-space character.

    A blank line always ends a sentence; a single line break does where the next line does not read on.
    """
    return [
        Sentence(start, end)
        for block_start, block_end in _blocks(text)
        for start, end in _trimmed(text, [block_start, *_cuts(text, block_start, block_end), block_end])
    ]


def _trimmed(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)


# --- lines -----------------------------------------------------------------------------------------


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Runs of lines that may share a sentence."""
    lines = [line.span() for line in _LINE.finditer(text) if not line[0].isspace()]
    width = _wrap_width(text, lines)
    start = 0
    for i, (_, end) in enumerate(lines):
        if i + 1 == len(lines) or not _reads_on(text, lines[i], lines[i + 1], width):
            yield start, end
            start = end


def _reads_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether the single line break between two lines lies inside a paragraph."""
    gap, here, there = text[line[1] : following[0]], text[slice(*line)], text[slice(*following)]
    if len(_BREAK.findall(gap)) > 1 or _BULLET.match(there):
        return False
    words = here.split()
    last = words[-1].casefold()
    return (
        (there.lstrip()[0].islower() and last[-1] not in ".!?:")
        or last in JOINERS
        or (width > 0 and _would_overrun(here, there, width))
    )


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The column at which the text was wrapped by hand, or 0 where it was not.

    The longest tenth of the lines is left out (links and tables stick out), and six in ten must fill up.
    """
    inner = [
        (text[slice(*a)], text[slice(*b)])
        for a, b in pairwise(lines)
        if len(_BREAK.findall(text[a[1] : b[0]])) == 1 and not _BULLET.match(text, *b)
    ]
    lengths = sorted(len(line.rstrip()) for line, _ in inner)
    width = lengths[int(0.9 * len(lengths))] if len(lengths) > 2 else 0
    full = sum(_would_overrun(a, b, width) for a, b in inner)
    return width if 40 <= width <= _WIDEST_WRAP and full >= 0.6 * len(inner) else 0


def _would_overrun(line: str, following: str, width: int) -> bool:
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


# --- stops -----------------------------------------------------------------------------------------


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Where sentences end inside one block."""
    while start < end and text[start].isspace():
        start += 1
    items = _items(text, start, end)
    marked = {position for span in items for position in range(*span)}
    bullet = _BULLET.match(text, start, end)
    first = bullet.end() if bullet else start
    stops = [
        match.end()
        for match in _STOP.finditer(text, first, end)
        if match.start() not in marked
        and (match["free"] or _ends_sentence(match, text[match.end() : min(end, match.end() + 90)]))
    ]
    bullets = [match.end() for match in _INLINE_BULLET.finditer(text, first, end)]
    return sorted({*stops, *bullets, *(a for a, _ in items if a > start)})


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The markers of a list set inside one line ("1. … 2. …"), which must begin with one."""
    first = _ENUMERATOR.match(text, start, end)
    if not first:
        return []
    alike = re.compile(r"(?<=\s)[•⁃]?\s*(?:\d{1,2}|[a-z])" + re.escape(first[1]) + r"\s+(?=[A-Z])")
    return [first.span(), *(match.span() for match in alike.finditer(text, first.end(), end))]


def _ends_sentence(match: re.Match[str], rest: str) -> bool:
    """Whether a stop ends its sentence, judged by the word before it and what follows."""
    if match.string[match.start() - 1 : match.start()] in {"[", "("}:
        return False
    after = rest.strip()
    bare = after.lstrip(_OPENERS).lstrip()
    if not bare:
        return True
    found = _WORD_AFTER.match(bare)
    following = found[0] if found else bare[:1]
    if bare[0].islower():
        return _is_camel(following) and match["stop"] == "."
    if any(mark in match["closers"] for mark in "\"'”’") and _SAID_AFTER.match(after):
        return False
    if match["stop"][0] in "!?":
        return following.casefold().strip(".") not in {"inc", "corp", "co", "ltd"}
    if len(match["stop"]) > 1 or match["stop"] == "…":
        return bare[0].isupper() or after[0] in '"“'
    before = _WORD_BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    return before is None or _full_stop_ends(before[0], match["closers"], following, after)


def _full_stop_ends(before: str, closers: str, following: str, after: str) -> bool:
    word, following_word = before.casefold(), following.casefold().strip("'’")
    starts = following_word in STARTERS
    if closers:
        return not (closers == ")" and word in {"ret", "retd", "res"})
    if word in BEFORE_NUMBERS and following[0].isdigit():
        return False
    if word in MONTHS_AND_DAYS:
        return starts and not following[0].isdigit()
    if word in BINDING:
        return False
    if word in {"am", "pm", "a.m", "p.m"}:
        return following_word not in TIME_ZONES | WEEKDAYS
    if word in OPEN or _DOTTED.fullmatch(word):
        return starts or after[0] in '"“'
    if len(before) == 1 and before.isalpha() and before.isupper():
        return before == "I" and starts
    return True


def _is_camel(word: str) -> bool:
    """A brand such as iPhone: a lower-case letter that starts a sentence."""
    return len(word) > 1 and word[1].isupper()
