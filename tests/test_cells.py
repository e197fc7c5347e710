"""Any text survives a CSV cell, on one line and without starting a formula."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk import cells

# Plain text strategies seldom draw what the rule is about, so these characters are drawn often.
tricky = st.text(
    st.sampled_from("'=+-@\t\n\r\\n ab\u00a0\uff1d\u2028\0\ufeff\u202e") | st.characters(codec="utf-8")
)


def test_doctests_hold() -> None:
    assert doctest.testmod(cells).failed == 0


@given(tricky)
def test_every_text_comes_back_exactly(text: str) -> None:
    assert cells.unpack(cells.pack(text)) == text


@given(tricky)
def test_a_cell_is_one_line_and_never_a_formula(text: str) -> None:
    cell = cells.pack(text)
    assert "\n" not in cell and "\r" not in cell
    assert not cell.lstrip(" \u00a0\0\ufeff\u202e").startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("sign", ["\0", "\ufeff", "\u200b", "\u200e", "\u202e", "\u2060", "\u2066", "\u061c"])
@pytest.mark.parametrize("start", ["=1+1", " \u00a0=1", "\uff1d1"])
def test_signs_that_cannot_be_seen_before_a_formula_do_not_let_it_through(sign: str, start: str) -> None:
    text = sign + start
    assert cells.pack(text) == "'" + text and cells.unpack(cells.pack(text)) == text
    assert cells.unpack(text) == text  # as files from before this rule have it


@pytest.mark.parametrize("typed", ["'tis so", "'80s", "50% \\ half", "it's"])
def test_what_was_typed_by_hand_in_a_spreadsheet_is_read_as_typed(typed: str) -> None:
    assert cells.unpack(typed) == typed
