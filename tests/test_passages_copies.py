"""Likeness of texts, and copies of one text told from reports of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.passages import contained, groups, likeness

WIRE = """KARSOVA (FNA) - A ferry with 214 people on board ran aground on a sandbank off Karsova late on
Tuesday, and twelve passengers were taken to hospital, the coast guard said on Wednesday.

The Queen Agnes had left the island of Pell in the evening with 31 cars and three lorries. The captain
reported that the steering had failed shortly before the ship reached the harbour.

“I called the engine room twice and nobody answered, and then there was nothing left to do but wait,” she
said.

The company that owns the ship put the damage at 2.4 million crowns. Its shares fell by six percent. A tug
is to pull the ferry free at high tide on Friday if the wind allows it.

Transport Minister Oskar Ilves flew to the site. He rejected calls for his resignation and said that the
ship had passed its yearly inspection in March."""

OTHER_REPORT = """More than two hundred travellers spent an uncomfortable night on the Queen Agnes after she
struck the bar at the mouth of the Ilva. Our reporter was on the quay when the first of them came ashore.

“I called the engine room twice and nobody answered, and then there was nothing left to do but wait,”
Captain Mirela Tossin said. She looked tired. Mothers carried children wrapped in blankets; a man of seventy
asked for his dog.

Twelve people are being treated for broken bones and cold. The ferry can hardly be refloated before Friday,
and the islanders wonder how they will get their milk to the market until then.

Minister Ilves came by helicopter, stayed for half an hour and refused to step down."""

PARAGRAPHS = WIRE.split("\n\n")
COPIES = {
    "shortened": WIRE[: int(len(WIRE) * 0.6)],
    "headline and lead": "Ferry drama\n\nBy Ann Example\n\nA night of fear at sea.\n\n"
    + "\n\n".join(PARAGRAPHS[1:]),
    "boilerplate": WIRE
    + "\n\nSign up for our newsletter. All rights reserved. Read more about ferries here.",
    "updated": "\n\n".join(
        [*PARAGRAPHS[:2], "Three were still there on Thursday, a doctor said.", *PARAGRAPHS[2:]]
    ),
    "other dress": WIRE.upper().replace("“", '"').replace("”", '"').replace("\n", " "),
}


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_in_one_group_with_its_text(name: str) -> None:
    assert groups([WIRE, OTHER_REPORT, COPIES[name]]) == [0, 1, 0]


def test_reports_that_quote_the_same_words_are_apart() -> None:
    assert groups([WIRE, OTHER_REPORT]) == [0, 1]


def test_a_report_that_takes_over_a_paragraph_is_on_its_own() -> None:
    assert groups([WIRE, OTHER_REPORT + "\n\n" + PARAGRAPHS[1]]) == [0, 1]


def test_copies_cut_at_different_ends_belong_together_through_the_whole() -> None:
    half = len(WIRE) // 2
    assert groups([WIRE[: half + 200], WIRE[half:], WIRE]) == [0, 0, 0]


def test_texts_without_words_are_on_their_own() -> None:
    assert groups(["", "—", WIRE, ""]) == [0, 1, 2, 3]


def test_short_notes_are_copies_only_where_one_stands_whole_in_the_other() -> None:
    notes = [
        "The mayor resigned on Monday.",
        "The mayor resigned on Tuesday.",
        "The mayor resigned on Monday night.",
    ]
    assert groups(notes) == [0, 1, 0]


@given(st.permutations(range(5)))
def test_groups_do_not_depend_on_the_order(order: list[int]) -> None:
    texts = [WIRE, OTHER_REPORT, COPIES["shortened"], COPIES["updated"], "A note."]
    told = groups([texts[k] for k in order])
    together = {frozenset(k for k, number in zip(order, told, strict=True) if number == n) for n in told}
    assert together == {frozenset({0, 2, 3}), frozenset({1}), frozenset({4})}


def test_likeness_falls_with_what_changed() -> None:
    assert likeness(WIRE, WIRE) == 1
    assert likeness(WIRE, COPIES["other dress"]) > 0.99
    assert 0.85 < likeness(WIRE, COPIES["updated"]) < 1
    assert likeness(WIRE, OTHER_REPORT) < 0.3
    assert likeness(WIRE, "Page not found") == 0
    assert likeness("", "") == 1


def test_what_is_kept_is_contained_in_what_has_more() -> None:
    assert contained(WIRE, COPIES["boilerplate"]) == 1
    assert contained(COPIES["boilerplate"], WIRE) < 1


SHORT = st.lists(st.sampled_from(["a", "b", "c", "D", "e."]), max_size=12).map(" ".join)


@given(SHORT, SHORT)
def test_likeness_is_the_same_either_way(a: str, b: str) -> None:
    assert likeness(a, b) == likeness(b, a)
    assert 0 <= likeness(a, b) <= 1
    assert likeness(a, a) == 1
