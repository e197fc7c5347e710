"""The paragraphs of an extracted page as text. The splitter lives on their breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_BLOCKS = frozenset(("body", "p", "head", "quote", "list", "item", "table", "row", "code", "div", "ab", "fw"))
_KEEPS_LINES = "code"


def text_of(body: etree._Element) -> str:
    """A blank line between paragraphs; list items and table rows a line each, cells parted by ` | `."""
    parts: list[str] = []
    last = ""
    for kind, words in _blocks(body):
        lines = [" ".join(line.split()) for line in words.split("\n")]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
        if text.strip(" |"):
            parts.append("" if not parts else "\n" if kind == last != "" else "\n\n")
            parts.append(f"- {text}" if kind == "item" else text)
            last = kind
    return "".join(parts)


def _blocks(body: etree._Element) -> Iterator[tuple[str, str]]:
    """Each run of words without a block's edge in it, with "item", "row" or "" for what it stands in.

    Walked without recursion: a page may be nested as deeply as it likes.
    """
    words: list[str] = []
    within: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag, opens = str(element.tag), event == "start"
        if tag in _BLOCKS and not ("row" in within and tag != "row"):
            if words:
                yield _kind(within), "".join(words)
                words = []
            within.append(tag) if opens else within.pop()
        elif tag in _BLOCKS or tag == "lb":
            words.append(" " if "row" in within or not opens else "\n")
        elif tag == "cell" and opens and words:
            words.append(" | ")
        said = element.text if opens else element.tail if element is not body else ""
        if said:
            words.append(said if _KEEPS_LINES in within else said.replace("\n", " "))
    if words:
        yield "", "".join(words)


def _kind(within: list[str]) -> str:
    return next((tag for tag in reversed(within) if tag in ("item", "row")), "")
