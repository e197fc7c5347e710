"""Quotations: where they stand in a text, what differs, and which a claim has."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.passages import find, quotes
from factdesk.passages.folding import fold, whole_words

TEXT = (
    "The minister said: “We will not — under any circum-\nstances — give up the ﬁght for jus\u00adtice.” "
    "Twelve people were killed in the north of Freedonia on Monday, officials said. "
    "It’s a «great» day, with 10–12 guests and −5 degrees."
)

SAME = [
    ("We will not - under any circumstances - give up the fight for justice", "We will"),
    ("we will not – under any circumstances – give up", "We will"),
    ("“We will not”,", "We will"),
    ("[W]e will not", "We will"),
    ("give  up\nthe fight [sic] for justice.", "give up"),
    ('It\'s a "great" day, with 10-12 guests', "It’s"),
    ("-5 degrees", "−5"),
    ("We will not … give up the fight", "We will"),
    ("Twelve people were killed [...] on Monday.", "Twelve"),
    ("Twelve people (…) officials said", "Twelve"),
]


@pytest.mark.parametrize(("quote", "begins"), SAME)
def test_the_same_words_in_other_dress_are_exact(quote: str, begins: str) -> None:
    found = find(quote, TEXT)
    assert found and found.exact
    assert TEXT[found.start : found.end].startswith(begins)


CHANGED = [
    ("Ten people were killed in the north of Freedonia on Monday", ("Ten", "Twelve")),
    ("Twelve people were injured in the north of Freedonia", ("injured", "killed")),
    ("Twelve people were killed in the north of Freedonia on Tuesday", ("Tuesday", "Monday")),
]


@pytest.mark.parametrize(("quote", "words"), CHANGED)
def test_the_nearest_place_is_given_with_its_differences(quote: str, words: tuple[str, str]) -> None:
    found = find(quote, TEXT)
    assert found and not found.exact
    pieces = [(kind, piece.strip()) for kind, piece in found.pieces]
    assert ("deleted", words[0]) in pieces
    assert ("inserted", words[1]) in pieces
    assert (
        "".join(piece for kind, piece in found.pieces if kind != "deleted") == TEXT[found.start : found.end]
    )
    assert "".join(piece for kind, piece in found.pieces if kind != "inserted") == quote


@pytest.mark.parametrize(
    "quote",
    [
        "Nobody was hurt in the south of Sylvania on Tuesday",
        "officials denied it",
        "the minister resigned on Monday",
        "0–12 guests",
        "5 guests",
        "",
        "…",
        "“ ”",
    ],
)
def test_what_is_not_there_is_not_found(quote: str) -> None:
    assert find(quote, TEXT) is None


def test_a_quotation_that_begins_within_a_word_is_not_exact() -> None:
    found = find("ive up the fight", TEXT)
    assert found is not None and not found.exact


def test_a_figure_without_its_minus_is_another() -> None:
    found = find("with 10 guests and 5 degrees", TEXT)
    assert found is not None and not found.exact


def test_dots_that_stand_in_the_text_are_no_gap() -> None:
    found = find("Well ... no", "Well … no. " + TEXT)
    assert found and found.pieces == (("equal", "Well … no"),)


def test_a_gap_does_not_reach_over_pages() -> None:
    assert find("first words … last words", "first words " + "and more " * 400 + "last words") is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a" * 300_000, "a" * 20_000),
        ("a b " * 75_000, "a … b … " * 2_500 + "c"),
        ("the " * 75_000, "the " * 5_000 + "end"),
        ("\u0301" * 300_000, "\u0301" * 20_000),
        ('"' * 300_000, "“a b c d”" * 100),
        ("1 " * 150_000, "1 2" * 5_000),
    ],
)
def test_hostile_texts_are_answered(text: str, quote: str) -> None:
    found = find(quote, text)
    assert found is None or text[found.start : found.end]


LETTERS = st.text(alphabet="aB é1 2-–“'’.…[]ﬁ\u00ad\n漢", max_size=120)


@given(text=LETTERS, a=st.integers(0, 120), b=st.integers(0, 120))
def test_any_whole_words_of_a_text_are_found_exactly(text: str, a: int, b: int) -> None:
    quote = text[a:b]
    if a < b <= len(text) and whole_words(text, a, b) and any(letter.isalnum() for letter in quote):
        found = find(quote, text)
        assert found is not None and found.exact


@given(quote=LETTERS, text=LETTERS)
def test_a_found_place_lies_in_the_text_and_its_pieces_spell_it(quote: str, text: str) -> None:
    if found := find(quote, text):
        assert 0 <= found.start < found.end <= len(text)
        spelt = "".join(piece for kind, piece in found.pieces if kind != "deleted")
        assert spelt == text[found.start : found.end]


@given(text=LETTERS)
def test_folding_knows_the_way_back(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.folded)):
        start, end = folded.span(at, at + 1)
        assert folded.folded[at] in fold(text[start:end]).folded or folded.folded[at] in "- "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “we will win” on Monday.", ["we will win"]),
        ('He said "we will win" and "soon".', ["we will win", "soon"]),
        ("Sie sagte: „Das ist falsch“, und ging.", ["Das ist falsch"]),
        ("Il a dit « c’est faux » hier.", ["c’est faux"]),
        ("Sie sagte »nein« dazu.", ["nein"]),
        ("He called it ‘the people’s house’ again.", ["the people’s house"]),
        ("It's the workers' fault, isn't it?", []),
        ("彼は「行きます」と言った。", ["行きます"]),
        ("She said: “We will never", ["We will never"]),
        ("“He told me ‘no’ twice”", ["He told me ‘no’ twice"]),
        ('A 5" pipe and a 6" pipe', []),
        ("Nothing “” here", []),
        ("", []),
    ],
)
def test_the_quotations_of_a_claim(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in quotes(text)] == found


@given(st.text(alphabet="a b.“”„«»\"'’‘「」\n", max_size=80))
def test_quotations_lie_in_the_text_in_order(text: str) -> None:
    found = quotes(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(found))
