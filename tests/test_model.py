"""The model's own rules: periods that never name a false day."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk import model
from factdesk.errors import BadInput
from factdesk.model import Period, Tenure

days = st.dates()
ends = st.none() | days


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(ends), draw(ends)
    return Period(*sorted((start, end))) if start and end else Period(start, end)


def test_doctests_hold() -> None:
    assert doctest.testmod(model).failed == 0


@given(periods())
def test_a_period_is_read_back_from_its_own_text(period: Period) -> None:
    assert Period.parse(str(period)) == period


def test_a_period_widened_past_the_calendar_is_open_there() -> None:
    assert Period.parse("9999").widened(3) == Period(date(9998, 12, 29), None)
    assert Period.parse("0001-01-02").widened(3) == Period(None, date(1, 1, 5))


@given(periods(), periods(), days)
def test_a_day_is_in_the_intersection_when_it_is_in_both(one: Period, other: Period, day: date) -> None:
    both = one.intersect(other)
    assert (both is not None and both.contains(day)) == (one.contains(day) and other.contains(day))


@pytest.mark.parametrize("text", ["June", "2022-13", "2022-02-30", "2022-1-2-3", "..x", "15/06/2022"])
def test_what_is_not_an_iso_date_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(BadInput, match="write 2022, 2022-06"):
        Period.parse(text)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(BadInput, match="cannot end"):
        Period.parse("2022..2021")


def test_a_tenure_known_by_month_is_certain_only_inside_its_edges() -> None:
    tenure = Tenure("A", "Mayor", "", start=Period.parse("2020-03"), end=Period.parse("2021"))
    assert tenure.possible == Period.parse("2020-03-01..2021-12-31")
    assert tenure.certain == Period.parse("2020-03-31..2021-01-01")


def test_an_open_tenure_is_certain_until_it_was_last_seen_and_possible_after() -> None:
    tenure = Tenure("A", "Mayor", "", start=Period.parse("2020-03-01"), known_until=date(2024, 5, 1))
    assert tenure.certain == Period.parse("2020-03-01..2024-05-01")
    assert tenure.possible == Period.parse("2020-03-01..")
