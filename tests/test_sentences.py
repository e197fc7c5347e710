"""Sentences of real and odd texts, by rule, with exact offsets."""

from __future__ import annotations

import json
import textwrap
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.split import sentences

DATA = Path(__file__).parent / "data"
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))

# "|" marks where a sentence must end.
NEWS = [
    "The U.S. Joint Chiefs of Staff met Gen. Max Mustermann.| He left.",
    "Lt. Col. Ann Example (Ret.) left at 5 p.m. Monday.| It rained.",
    "He lives in Washington, D.C.| He likes it.",
    "PORT ZENDA (AP) —| The U.S. said no.| Freedonia said yes.",
    "Acme Inc. reported a loss of $3.5 million.| Shares fell 2.5%.",
    "“Will it end?” Smith asked.| Nobody knew.",
    "“We won.| We did.”| She smiled.",
    'Example replied: "Not yet."| He added that he would wait.',
    "J.K. Example met George W. Sample.| They talked.",
    "He was ... unsure.| Well…| Yes.",
    "See https://example.org/a.b?c=1.| Then go.",
    "Ann Example joined on Jan. 5, 2021.| Sept. was warm.",
    "It fell to No. 10 in the list.| Then it rose.",
    "The sale ended.| iPhone prices fell.",
    "State v. Dummy was heard.| It took a day.",
    "A headline without a stop|\n\nThe body starts here.| It goes on.",
    "The minister said on\nTuesday that she\nwould go.| She did.",
    "A line of a list\n|Another line of it\n|A third",
    "- One thing\n|- Another thing\n|1. A third",
    "Hard\r\n\r\n|breaks.| With\r\ncarriage returns.",
    "A\u00a0no-break space.|\u00a0Then more.",
    "سافر الوزير؟| نعم سافر.| هو هنا.",
    "یہ ہے۔| وہ ہے۔",
    "今日は。|明日は！|はい",
    "😀😀 😀",
    "No stop at the end",
]
WRAPPED = """The committee of the upper house of Ruritania met on Tuesday in
Zenda to hear the minister. She told the members that the bridge at
Hentzau would be closed in June. They asked why. The answer was not
Recorded, since the clerk of the committee had left the room early."""


PIECES = [
    ". ",
    ".",
    "Gen",
    "U.S",
    " a.m",
    "Image: ",
    "Monday, May 7, 2015",
    " ",
    "\n",
    "\r\n",
    "He",
    "12",
    "[3]",
    "…",
]
PIECES += [
    "•",
    "---- ",
    "***",
    "ZENDA — ",
    "“",
    "”",
    "<p>",
    "</p>",
    "&nbsp;",
    "1. ",
    "Der 3. Mai war z. B. ",
    "г. ",
]


@pytest.mark.parametrize("marked", NEWS)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    pieces = marked.split("|")
    assert _texts("".join(pieces)) == [piece.strip() for piece in pieces]


def test_lines_wrapped_at_a_column_read_on_even_before_a_capital() -> None:
    assert len(_texts(WRAPPED)) == 4


def test_nothing_comes_of_nothing() -> None:
    assert sentences("") == sentences(" \n\t ") == []


def test_the_golden_rules_hold_as_often_as_before() -> None:
    lines = (DATA / "split" / "golden-rules-english.jsonl").read_text(encoding="utf-8").splitlines()
    rules = [json.loads(line) for line in lines]
    right = sum(_texts(rule["text"]) == [s.strip() for s in rule["sentences"]] for rule in rules)
    assert right >= FLOORS["split"]["golden_rules"]


def test_hard_places_of_news_are_read_as_often_as_before() -> None:
    cases = [json.loads(line) for line in _lines("news.jsonl")]
    assert sum(_is_cut_as_marked(marked) for marked in cases) >= FLOORS["sentences"]["hard_news"]


def test_other_languages_are_split_by_their_own_abbreviations_and_stops() -> None:
    cases = [json.loads(line) for line in _lines("languages.jsonl")]
    assert sum(_is_cut_as_marked(marked) for _, marked in cases) >= FLOORS["sentences"]["other_languages"]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_a_wrapped_text_gives_the_sentences_of_the_same_text_unwrapped(width: int) -> None:
    text = (DATA / "munir-us-visit.txt").read_text(encoding="utf-8")
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    wrapped = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs)
    assert [" ".join(t.split()) for t in _texts(wrapped)] == _texts("\n\n".join(paragraphs))


@pytest.mark.parametrize("first", ["By Ann Example", "PORT ZENDA (AP) — The minister said so"])
def test_a_byline_or_dateline_begins_anew_even_under_a_full_line(first: str) -> None:
    body = WRAPPED.split("\n")
    text = "\n".join([*body[:2], first, *body[2:]])
    assert any(s.start == text.index(first) for s in sentences(text))


@pytest.mark.parametrize("unit", ["word ", "a", ".", ". ", "!", "a.b.", "- ", "1. A ", "\n", "•", "[1 "])
def test_two_megabytes_without_an_end_are_no_trouble(unit: str) -> None:
    text = unit * (2_000_000 // len(unit)) + "x"
    assert sentences(text)[-1].end == len(text)


@settings(max_examples=300)
@given(
    st.text()
    | st.text(alphabet='aB1 .!?…"“”’()\n\r\t。؟•-,:')
    | st.text(alphabet="aIZ9 .…*_[]#<>/b&;«»„“\u00a0\u2028हг।")
    | st.lists(st.sampled_from(PIECES)).map("".join)
)
def test_any_string_is_cut_into_trimmed_pieces_that_lose_nothing(text: str) -> None:
    found = sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(piece == piece.strip() and piece for piece in _texts(text))
    outside = set(range(len(text))) - {i for s in found for i in range(s.start, s.end)}
    assert all(text[i].isspace() for i in outside)


def _lines(name: str) -> list[str]:
    return (DATA / "sentences" / name).read_text(encoding="utf-8").splitlines()


def _is_cut_as_marked(marked: str) -> bool:
    pieces = marked.split("|")
    return _texts("".join(pieces)) == [piece.strip() for piece in pieces if piece.strip()]


def _texts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]
