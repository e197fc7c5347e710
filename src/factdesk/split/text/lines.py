"""Lines of a text: which breaks lie inside a paragraph (hard-wrapped text), what is set apart in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factdesk.dates import MONTHS
from factdesk.split.text.abbreviations import JOINERS, OPENING

BULLET = re.compile(r"\s*(?:[•⁃*▪◦‣–—-]\s+|\(?(?:\d{1,2}|[a-z])[.)]\)?\s+|#+\s+)")
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
# Text set by hand or mailer is wrapped at 65 to 80 columns; a paragraph on one line is longer than this.
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
_NEW_LINE_HEAD = re.compile(
    r"(?:By|BY)\s(?:[A-Z][\w.’'-]*\s?){2,5}(?:[,|–—-].*)?$"
    r"|(?:Published|Updated|Posted|Last updated)\b.{0,10}\d"
    r"|[A-Z][A-Z .,’'-]{2,40}(?:\s?\([\w ]{2,20}\))?\s[–—-]{1,2}\s"
)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH},?\s\d{{4}})"
_BARE_CUTS = (
    re.compile(r"(?<=\S)\s+(?=[•⁃▪◦‣]\s*\S)"),
    # A rule drawn with characters is a piece of its own.
    re.compile(r"(?<=\S)\s+(?=(?:[-_*=~#]{4,}+|\*{3})(?:\s|$))|(?<=[-_*=~#]{4})\s+|(?<=\s\*{3})\s+"),
    # "A caption Image: Ann Example."
    re.compile(
        r"(?<=[^\s:(,])\s+(?=(?:(?:File|Stock|Handout)\s)?(?:Image|Picture|Photo(?:graph)?)s?(?:\s[Cc]redit)?:\s\S"
        r"[^\n]{0,60}$)"
    ),
)
_DATED_START = re.compile(rf"\W*(?:{_DAY},?\s{_DATE}(?=\s[A-Z\"“])|{_DATE}(?=\s(?:{'|'.join(OPENING)})\s))")
# "PORT ZENDA (AP) — ", "Hentzau, Ruritania - ": a place in capitals, or a place and its country.
_DATELINE = re.compile(
    r"\W*(?:[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?){0,2}"
    r"|[A-Z]\w+(?:\s[A-Z]\w+)?(?:,\s[A-Z]\w+(?:\s[A-Z]\w+)?){1,2})"
    r"(?:,?\s\d{1,2}\s\w+|,?\s\w+\s\d{1,2}|\s\([\w/ .,]{2,30}\)){0,2}\s?(?:\s-{1,2}|--|[–—])(?=\s+[A-Z\"“])"
)
_DATED_END = re.compile(rf"(?<=[^\W\d_])\s(?={_DAY},\s{_DATE}\s*$)")


def blocks(text: str) -> Iterator[tuple[int, int]]:
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
    if len(_BREAK.findall(gap)) > 1 or _NEW_LINE_HEAD.match(there):
        return False
    full = width > 0 and _would_overrun(here, there, width)
    if BULLET.match(there):
        return full and re.match(r"\s*(?:[–—]\s|-\s+[a-z])", there) is not None
    words = here.split()
    last, lower = words[-1].casefold(), there.lstrip()[0].islower()
    return full or (lower and last[-1] not in ".!?:") or (last in JOINERS and (lower or len(words) > 2))


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> int:
    """The column at which the text was wrapped by hand, or 0 where it was not.

    It shows in the lines before one that goes on with a small letter; their longest tenth is left out (links
    and tables stick out). At least three lines must fill up to it, and of these four in ten go on with a
    small letter, or six in ten of all lines must fill up.
    """
    inner = [
        (text[slice(*a)], text[slice(*b)])
        for a, b in pairwise(lines)
        if len(_BREAK.findall(text[a[1] : b[0]])) == 1 and not BULLET.match(text, *b)
    ]
    going_on = [len(here.rstrip()) for here, there in inner if there.lstrip()[0].islower()]
    lengths = sorted(going_on or (len(here.rstrip()) for here, _ in inner))
    wrapped = [length for length in lengths if length <= _WIDEST_WRAP]
    if len(inner) < 3 or len(wrapped) < 0.7 * len(lengths):
        return 0
    width = wrapped[int(0.9 * len(wrapped))]
    if width < _NARROWEST_WRAP:
        return 0
    full = [there for here, there in inner if _would_overrun(here, there, width)]
    small = sum(there.lstrip()[0].islower() for there in full)
    return width if len(full) > 2 and (small >= 0.4 * len(full) or len(full) >= 0.6 * len(inner)) else 0


def _would_overrun(line: str, following: str, width: int) -> bool:
    word = following.lstrip().split(" ", 1)[0].split("\t", 1)[0]  # a no-break space does not end it
    return len(line.rstrip()) + 1 + len(word) > width


# --- cuts without a stop ---------------------------------------------------------------------------


def bare_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a line is cut without a stop: before a bullet or picture credit, at a drawn rule or date line."""
    for cut in _BARE_CUTS:
        yield from (match.end() for match in cut.finditer(text, start, end))
    if dated := _DATED_START.match(text, start, end):
        yield dated.end()
    if dateline := _DATELINE.match(text, start, end):
        yield dateline.end()
    tail = max(start, end - 60)
    if (dated := _DATED_END.search(text, tail, end)) and not _leads_on(text[tail : dated.start()]):
        yield dated.end()


def _leads_on(words: str) -> bool:
    """Whether the last word cannot have ended its sentence."""
    return words.split()[-1].casefold() in JOINERS | {
        "last",
        "next",
        "this",
        "since",
        "until",
        "late",
        "early",
    }
