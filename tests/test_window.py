"""Days that statements allow, put together."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from factdesk.checks.offices.window import Segments, Statement, conflicts, days_left, floor, unmet
from factdesk.model import Period

FIRST = date(2020, 1, 1)


def periods(*texts: str) -> tuple[Period, ...]:
    return tuple(Period.parse(text) for text in texts)


def statement(index: int, *texts: str) -> Statement:
    allowed = periods(*texts)
    return Statement(index, allowed, allowed[0].start)


def test_statements_that_share_days_do_not_clash() -> None:
    both = [statement(0, "2020-01-01..2020-06-30"), statement(1, "2020-06-30..")]
    assert conflicts(both) == ()
    assert days_left(both, floor(both)) == periods("2020-06-30")


def test_a_pair_that_shares_no_day_is_named_by_its_indexes() -> None:
    three = [statement(3, "2020"), statement(5, "2021.."), statement(8, "2019..")]
    assert conflicts(three) == ((3, 5),)


def test_three_clash_where_each_pair_has_its_own_days() -> None:
    three = [
        statement(0, "2020", "2022"),
        statement(1, "2020", "2024"),
        statement(2, "2022", "2024"),
    ]
    assert conflicts(three) == ((0, 1, 2),)


def test_four_clash_where_every_three_have_a_day() -> None:
    years = ["2020", "2022", "2024", "2026"]
    four = [statement(n, *years[:n], *years[n + 1 :]) for n in range(4)]
    assert conflicts(four) == ((0, 1, 2, 3),)


def test_the_floor_is_the_latest_first_day() -> None:
    assert floor([statement(0, "2020"), statement(1, "2021-05-01..")]) == date(2021, 5, 1)
    assert floor([]) is None


def test_days_left_are_those_of_most_statements_where_they_clash() -> None:
    three = [statement(0, "2020-01-01.."), statement(1, "2021-01-01.."), statement(2, "2020")]
    assert days_left(three, date(2021, 1, 1)) == periods("2021-01-01..")


def test_no_statement_leaves_no_days() -> None:
    assert days_left([], None) == ()


spans = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(
    lambda pair: Period(FIRST + timedelta(pair[0]), FIRST + timedelta(sum(pair)))
)
some_statements = st.lists(st.lists(spans, min_size=1, max_size=3), min_size=1, max_size=5).map(
    lambda many: [Statement(n, tuple(allowed), allowed[0].start) for n, allowed in enumerate(many)]
)


def share_a_day(group: tuple[Statement, ...]) -> bool:
    days = (FIRST + timedelta(n) for n in range(60))
    return any(all(any(p.contains(day) for p in s.allowed) for s in group) for day in days)


@given(some_statements)
def test_conflicts_are_all_the_smallest_sets_without_a_common_day(statements: list[Statement]) -> None:
    clashing = [
        {s.index for s in group}
        for size in range(1, len(statements) + 1)
        for group in combinations(statements, size)
        if not share_a_day(group)
    ]
    smallest = [one for one in clashing if not any(other < one for other in clashing)]
    found = conflicts(statements)
    assert sorted(map(sorted, found)) == sorted(map(sorted, smallest))
    assert [len(one) for one in found] == sorted(map(len, found))


@given(some_statements)
def test_no_day_since_the_floor_satisfies_more_than_those_left(statements: list[Statement]) -> None:
    since = FIRST + timedelta(10)
    days = [since + timedelta(n) for n in range(60)]
    counts = {day: sum(any(p.contains(day) for p in s.allowed) for s in statements) for day in days}
    most = max(counts.values())
    left = days_left(statements, since)
    for day in days:
        assert any(p.contains(day) for p in left) == (most > 0 and counts[day] == most)


def test_forty_statements_clash_only_all_together() -> None:
    years = [str(2000 + 2 * n) for n in range(40)]
    many = [statement(n, *(y for k, y in enumerate(years) if k != n)) for n in range(40)]
    assert conflicts(many) == (tuple(range(40)),)


def test_a_statement_is_unmet_where_it_allows_none_of_the_days() -> None:
    both = [statement(2, "2020"), statement(4, "2021..")]
    assert unmet(both, periods("2021-06..2022")) == (2,)


@given(st.lists(spans, max_size=4), st.lists(spans, max_size=4))
def test_segments_keep_every_day(some: list[Period], others: list[Period]) -> None:
    segments = Segments.of((*some, *others))
    back = segments.periods(segments.mask(some))
    for n in range(-1, 60):
        day = FIRST + timedelta(n)
        assert any(p.contains(day) for p in back) == any(p.contains(day) for p in some)
