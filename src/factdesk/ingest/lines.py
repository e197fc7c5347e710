"""Lines of print put together to paragraphs, by where they stand on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# What pdfium gives for a hyphen at which a word was broken.
BROKEN = ("\ufffe", "\u00ad", "\x02")
# It writes no line break behind that hyphen.
ENDS_LINE = "\r\n\ufffe\x02"
_PAGE_NUMBER = re.compile(
    r"(?i)^\W*(?:page|seite|p\.)?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|von|/|\|)\s*\d{1,4})?\W*$"
)
_BULLET = re.compile(r"(?:[•⁃*▪◦‣●○■–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s")
_ENDS = re.compile(r"[.!?…:;][\s\"'”’)\]]*$")
_EDGE_LINES = 2
_NEAR = 8  # lines whose margins are a line's own
_SEVERAL_PAGES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print. `left`, `right`, `bottom` and `size` are in points, from the page's lower left."""

    text: str
    left: float
    right: float
    bottom: float
    size: float


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], bool]:
    """The pages without page numbers and without what repeats at their head or foot; whether any were."""
    heads = [_edge_lines(page) for page in pages]
    times = Counter(key for edges in heads for key in {_key(line) for line in edges})
    often = {key for key, count in times.items() if count >= max(_SEVERAL_PAGES, 0.4 * len(pages))}
    kept = []
    for page, edges in zip(pages, heads, strict=True):
        numbered = len(pages) > 1
        gone = [line for line in edges if _key(line) in often or (numbered and _PAGE_NUMBER.match(line.text))]
        kept.append([line for line in page if line not in gone])
    return kept, sum(map(len, kept)) < sum(map(len, pages))


def _edge_lines(page: Sequence[Line]) -> list[Line]:
    """The highest and the lowest lines of a page."""
    heights = sorted({round(line.bottom) for line in page})
    edges = {*heights[:_EDGE_LINES], *heights[-_EDGE_LINES:]} if len(heights) > 2 * _EDGE_LINES else set()
    return [line for line in page if round(line.bottom) in edges]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def paragraphs(pages: Sequence[Sequence[Line]]) -> str:
    """The text of the pages: a blank line between paragraphs, their lines joined, broken words made whole."""
    runs = [run for page in pages for run in _runs(page)]
    found: list[list[str]] = []
    for run in runs:
        for number, paragraph in enumerate(_paragraphs(run)):
            goes_on = number == 0 and found and _reads_on(found[-1][-1], paragraph[0])
            found[-1].extend(paragraph) if goes_on else found.append(paragraph)
    words = {
        word.casefold() for paragraph in found for line in paragraph for word in re.findall(r"[\w-]+", line)
    }
    return "\n\n".join(_joined(paragraph, words) for paragraph in found)


def _runs(page: Sequence[Line]) -> Iterator[list[Line]]:
    """The columns of a page: lines one below the other."""
    run: list[Line] = []
    for line in page:
        if run and not (line.bottom < run[-1].bottom - 0.3 * line.size and _overlap(run, line)):
            if abs(line.bottom - run[-1].bottom) <= 0.3 * line.size and line.left >= run[-1].right:
                # The same line goes on after a gap: a table, or a heading with a number.
                last = run.pop()
                line = Line(
                    f"{last.text.rstrip()}  {line.text}", last.left, line.right, last.bottom, last.size
                )
            else:
                yield run
                run = []
        run.append(line)
    if run:
        yield run


def _overlap(run: Sequence[Line], line: Line) -> bool:
    return line.left < max(one.right for one in run[-5:]) and line.right > min(one.left for one in run[-5:])


def _paragraphs(run: Sequence[Line]) -> Iterator[list[str]]:
    pitches = [a.bottom - b.bottom for a, b in pairwise(run)]
    # How far lines are apart, in sizes of the type: a heading's are farther.
    pitch = median(pitches) / median(line.size for line in run) if pitches else 0.0
    current = [run[0].text]
    for number, ((above, below), gap) in enumerate(zip(pairwise(run), pitches, strict=True)):
        near = [one for one in run[max(0, number - _NEAR) : number + _NEAR] if _same_size(one, above)]
        right, left = max(one.right for one in near), min(one.left for one in near)
        if _parts(above, below, gap, min(pitch, 1.8) * above.size, right - 0.12 * (right - left)):
            yield current
            current = []
        current.append(below.text)
    yield current


def _same_size(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) <= 0.12 * max(one.size, other.size)


def _parts(above: Line, below: Line, gap: float, pitch: float, full: float) -> bool:
    """Whether a paragraph ends between two lines: a gap, another size, an indent, or a line not filled."""
    size = max(above.size, below.size)
    if above.text.endswith(BROKEN):
        return False
    if gap > 1.3 * pitch or not _same_size(above, below):
        return True
    if _BULLET.match(below.text):
        return True
    indent = below.left - above.left
    if 0.8 * size < indent < 6 * size and _ENDS.search(above.text):
        return True
    if above.right >= full:
        return False
    return bool(_ENDS.search(above.text)) or not below.text.lstrip()[:1].islower()


def _reads_on(last: str, following: str) -> bool:
    """Whether a sentence goes on over the edge of a page or column."""
    if last.rstrip().endswith(BROKEN):
        return True
    begins = following.lstrip()[:1]
    return not _ENDS.search(last) and begins.islower()


def _joined(lines: Sequence[str], words: set[str]) -> str:
    text = ""
    for line in lines:
        line = " ".join(line.translate({0x2: "\ufffe"}).split())
        if text.endswith(BROKEN):
            text = _whole(text[:-1], line, words)
        elif text.endswith("-") and line[:1].islower():
            text += line
        else:
            text = f"{text} {line}" if text else line
    return text.rstrip("".join(BROKEN)).replace("\ufffe", "-")


def _whole(text: str, line: str, words: set[str]) -> str:
    """A word that was broken at a hyphen, which stays where the document has it elsewhere within a line."""
    before, after = re.search(r"[\w-]*$", text), re.match(r"\w*", line)
    parted = f"{before[0] if before else ''}-{after[0] if after else ''}".casefold()
    return f"{text}-{line}" if parted in words and parted.replace("-", "") not in words else f"{text}{line}"
