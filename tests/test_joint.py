"""What the joint window says of whole texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from factdesk.checks import check
from factdesk.model import Article, Period, Timing
from factdesk.reference import load

HERE = Path(__file__).parent
MUNIR = HERE / "data" / "munir-us-visit.txt"


def test_an_undated_text_is_dated_by_its_offices_with_reasons() -> None:
    found = check(Article(text="U.S. Secretary of Defense Lloyd Austin spoke on aid."), [], load()).window
    assert found.dating
    assert found.dating.period.contains(date(2022, 6, 1))
    assert not found.dating.period.contains(date(2025, 6, 1))
    assert all("Lloyd Austin" in reason for reason in found.dating.reasons)


def test_a_dated_text_gets_no_proposal() -> None:
    text = "U.S. Secretary of Defense Lloyd Austin spoke on aid."
    assert check(Article(text=text, published=Period.parse("2022-06-01")), [], load()).window.dating is None


def test_a_text_that_clashes_is_dated_from_its_floor_with_a_warning() -> None:
    found = check(Article(text=MUNIR.read_text("utf-8")), [], load())
    assert found.window.dating
    assert found.window.dating.period.end is None
    assert "clash" in found.window.dating.reasons[-1]


def test_a_holder_who_had_left_is_no_longer_in_office() -> None:
    text = "U.S. Secretary of Defense Lloyd Austin spoke on aid."
    (one,) = check(Article(text=text, published=Period.parse("2025-06-01")), [], load()).judgements
    assert one.timing is Timing.NO_LONGER


def test_a_text_was_written_on_or_after_the_day_it_tells_as_past() -> None:
    text = "U.S. Secretary of Defense Lloyd Austin spoke on aid. The bridge collapsed on 26 March 2024."
    found = check(Article(text=text), [], load()).window.dating
    assert found
    assert found.period.start == date(2024, 3, 26)
    assert "26 March 2024" in found.reasons[0]


def test_a_text_without_offices_is_dated_by_what_it_tells_as_past() -> None:
    found = check(Article(text="The bridge collapsed on 26 March 2024."), [], load()).window
    assert found.consistent is None
    assert found.dating
    assert found.dating.period == Period(date(2024, 3, 26), None)


def test_a_president_of_long_ago_dates_no_text() -> None:
    assert check(Article(text="President Harry Truman signed the order."), [], load()).window.dating is None
