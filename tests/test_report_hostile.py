"""A report on sources and copies that were made to do harm: what they hold is shown, and does nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

import made_report as made
from factdesk.cells import unpack
from factdesk.model import Checked, Claim, Copy, LinkCheck, LinkState, Source
from factdesk.report.data import ReportData
from factdesk.report.html import html
from factdesk.report.table import verdict_csv

HOSTILE = [
    "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'>",
    '=HYPERLINK("https://example.org/?"&A1,"\'>see")',
    "\u200b=cmd|' /C calc'!A0",
    "\0=1+1\0<script\0>alert(1)</script>",
    "\u202e\u2066fdp.exe",
    "https://bank.example@example.org/",
    "https://example.org/\u202egpj.exe",
    "java\0script:alert(1)",
    "\r\nSet: 1\r\n\r\n<script>alert(1)</script>",
    "a" * 10_000,
    "<b>" * 3_333,
]
NAMES = [
    "script",
    "hyperlink",
    "zero width",
    "NUL",
    "bidi",
    "name",
    "bidi link",
    "NUL link",
    "lines",
    "long",
    "tags",
]


def texts(kind: type, words: str) -> dict[str, str]:
    return {
        one.name: words for one in fields(kind) if one.type == "str" and one.name not in ("id", "claim_id")
    }


def hostile(words: str) -> ReportData:
    """A report on one claim with a source, its copy and a trial of its link, which all say `words`."""
    claim = Claim("c1", 0, 8, "A claim.", "A claim.", made.CLAIMS[0].kind)
    copy = replace(Copy("k1", *[""] * 5), **texts(Copy, words), hops=(words,), remarks=(words,))  # type: ignore[arg-type]
    link = replace(LinkCheck("l1", words, LinkState.MOVED), **texts(LinkCheck, words))  # type: ignore[arg-type]
    return replace(
        made.made(),
        article=replace(made.ARTICLE, text="A claim."),
        sentences=(),
        claims=(claim,),
        checked=Checked(),
        verdicts=(),
        sources=(replace(Source("s1", "c1"), **texts(Source, words)),),  # type: ignore[arg-type]
        copies={words: copy},
        links={words: link},
    )


class Seen(HTMLParser):
    """The tags of a page, its links, and the texts that could turn what stands around them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.turning: list[str] = []
        self._open: list[bool] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br"):
            self._open.append(tag == "bdi" or "dir" in dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "\u202e" in data and not any(self._open[2:]):
            self.turning.append(data)


@pytest.mark.parametrize("words", HOSTILE, ids=NAMES)
def test_the_page_runs_nothing_and_links_nowhere_that_it_does_not_show(words: str) -> None:
    seen, plain = Seen(html(hostile(words))), Seen(html(hostile("words")))
    assert sorted(seen.tags) == sorted(plain.tags)
    assert not any(name.startswith("on") for name, _ in seen.attributes)
    links = [value for name, value in seen.attributes if name in ("href", "src")]
    assert links == [value for name, value in plain.attributes if name in ("href", "src")]
    assert seen.turning == [], "texts that turn what stands around them"


@pytest.mark.parametrize("words", HOSTILE, ids=NAMES)
def test_the_table_keeps_one_line_a_claim_and_starts_no_formula(words: str) -> None:
    data = verdict_csv(hostile(words)).decode()
    assert data.count("\n") == 2 and "\r" not in data
    head, cells = csv.reader(io.StringIO(data))
    assert not any(cell.lstrip("\0\u200b\u202e ").startswith(("=", "+", "-", "@")) for cell in cells)
    assert any(words in unpack(cell) for cell in cells) and len(head) == len(cells)
