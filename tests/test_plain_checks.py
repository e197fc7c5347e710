"""The checks beside the one of offices: floors on cases, laws of the calendar and of sums, exact words."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk import numbers, reference
from factdesk.checks import arithmetic, check, weekday
from factdesk.checks.age import age_on
from factdesk.checks.future import told_past_until
from factdesk.checks.remark import Remark, Subject
from factdesk.checks.run import PLAIN_CHECKS
from factdesk.dates import find_dates
from factdesk.model import Article, Claim, ClaimKind, Outcome, Period
from factdesk.split.text.sentences import sentences

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["plain_checks"]
CASES = [json.loads(line) for line in (HERE / "data" / "plain_checks.jsonl").read_text("utf-8").splitlines()]
DAYS = st.dates(date(1924, 1, 1), date(2099, 12, 31))


def subject_of(text: str, published: str = "") -> Subject:
    article = Article(text=text, published=Period.parse(published))
    return Subject(article, sentences(text), find_dates(text, article.published))


def remarks(text: str, published: str = "") -> list[Remark]:
    subject = subject_of(text, published)
    return [remark for one in PLAIN_CHECKS for remark in one(subject)]


def is_right(one: Remark, case: dict[str, str]) -> bool:
    """Whether a remark is of the check, and on the words, that a case names."""
    if case["flagged"] is None or one.check != case["check"]:
        return False
    start = case["text"].rindex(case["flagged"])
    return one.spans[0][0] < start + len(case["flagged"]) and start < one.spans[0][1]


@pytest.mark.parametrize("part", ["development", "second-round", "after-freeze"])
def test_precision_and_recall_keep_their_floors(part: str) -> None:
    right = found = expected = 0
    for case in CASES:
        if case["part"] == part:
            made = remarks(case["text"], case["published"])
            found += len(made)
            right += any(is_right(one, case) for one in made)
            expected += case["flagged"] is not None
    assert right / found >= FLOORS[part]["precision"]
    assert right / expected >= FLOORS[part]["recall"]


def test_each_check_has_cases_of_both_kinds() -> None:
    kinds = Counter((case["check"], case["flagged"] is None) for case in CASES)
    assert all(kinds[name, silent] >= 3 for name, _ in kinds for silent in (True, False))


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("2024-12-28", "He left on Wednesday, January 10, and again on Saturday, January 13."),
        ("2024-03-10", "The team has 3 wins, 2 draws and 4 losses, for a total of 11 points."),
        ("2022-06-15", "The 15-member Security Council met. A 10-member Security Council committee did not."),
    ],
)
def test_true_sentences_that_once_raised_an_alarm_raise_none(published: str, text: str) -> None:
    assert not remarks(text, published)


@pytest.mark.parametrize(
    ("published", "text"),
    [
        ("2024-12-28", "The court will sit on Thursday, January 10."),
        ("2024-03-10", "The fund paid 3 widows and 4 orphans, for a total of 11 people."),
    ],
)
def test_false_sentences_of_the_same_kind_still_do(published: str, text: str) -> None:
    assert len(remarks(text, published)) == 1


@given(DAYS, st.integers(1, 6))
def test_a_weekday_alarms_when_and_only_when_it_is_wrong(day: date, step: int) -> None:
    right = weekday.NAMES[day.weekday()]
    wrong = weekday.NAMES[(day.weekday() + step) % 7]
    for form in ("{w}, {d.day} {d:%B} {d.year}", "{w}, {d:%B} {d.day}, {d.year}", "{d:%Y-%m-%d} ({w})"):
        assert not remarks(f"It rained on {form.format(w=right, d=day)}.")
        (one,) = weekday.check(subject_of(f"It rained on {form.format(w=wrong, d=day)}."))
        assert f"falls on a {right}, not a {wrong}" in one.message


@given(DAYS, st.integers(0, 40_000))
def test_a_right_age_at_death_never_alarms(born: date, lived: int) -> None:
    died = date.fromordinal(min(born.toordinal() + lived, date(2099, 12, 31).toordinal()))
    text = (
        f"Ann Example ({weekday.said(born)} – {weekday.said(died)}) was a poet. "
        f"She died at the age of {max(1, age_on(died, born))}."
    )
    assert age_on(died, born) == 0 or not remarks(text)


@given(st.integers(2, 990), st.integers(2, 990), st.integers(-50, 50))
def test_a_sum_alarms_when_and_only_when_it_is_wrong(men: int, women: int, off: int) -> None:
    total = men + women + off
    text = f"The hall held {men} men and {women} women, {total} people in all."
    found = list(arithmetic.check(subject_of(text)))
    assert bool(found) == (off != 0) or total < 1 or total > 999


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_percentage_worked_out_and_rounded_never_alarms(first: int, last: int) -> None:
    share = abs(last - first) / first * 100
    verb = "rose" if last >= first else "fell"
    text = f"Output {verb} {share:.1f}% from {first:,} to {last:,}."
    assert not list(arithmetic.check(subject_of(text)))


@given(st.text(max_size=300), st.sampled_from(["", "2025", "2025-06-10"]))
def test_the_words_in_question_lie_in_any_text(text: str, published: str) -> None:
    for one in remarks(text, published):
        assert all(0 <= start < end <= len(text) for start, end in one.spans)


@pytest.mark.parametrize(
    ("words", "value", "half", "unit"),
    [
        ("two hundred and seven", 207, 0, ""),
        ("$2.5 million", 2_500_000, 50_000, "$"),
        ("3,000", 3000, 50, ""),
        ("₹3,00,000", 300_000, 5_000, "₹"),
        ("15 per cent", 15, Decimal("0.5"), "%"),
        ("4 percentage points", 4, Decimal("0.5"), "points"),
        ("5 crore", 50_000_000, 5_000_000, ""),
        ("twenty-one", 21, 0, ""),
    ],
)
def test_a_number_is_read_with_its_precision(words: str, value: int, half: int | Decimal, unit: str) -> None:
    one = numbers.read(words, 0, len(words))
    assert (one.value, one.half, one.unit) == (Decimal(value), Decimal(half), unit)


def test_words_that_make_no_number_are_refused() -> None:
    with pytest.raises(ValueError):
        numbers.read("two three", 0, 9)


def test_the_latest_day_told_as_past_is_found_and_plans_are_not() -> None:
    text = (
        "The leaders met on 10 June 2025. The army attacked the town on 3 July 2025. The ministers agreed "
        "to meet on 1 May 2026. If rebels attacked the base on 2 May 2026, it would fall. "
        "“We won on 3 May 2026,” he said."
    )
    found = told_past_until(subject_of(text))
    assert found is not None
    assert (found[0], text[slice(*found[1])]) == (date(2025, 7, 3), "3 July 2025")
    assert told_past_until(subject_of("The ministers will meet on 3 July 2025.")) is None


def test_a_remark_becomes_a_finding_of_the_claim_that_holds_its_words() -> None:
    text = "The bridge is open. The council met on Tuesday, June 11, 2025."
    claims = [
        Claim(f"c{number}", text.index(quote), text.index(quote) + len(quote), quote, quote, ClaimKind.EVENT)
        for number, quote in enumerate(("The bridge is open.", "The council met on Tuesday, June 11, 2025."))
    ]
    (one,) = check(Article(text=text), claims, reference.load()).findings
    assert (one.claim_id, one.check, one.outcome) == ("c1", "weekday", Outcome.CONTRADICTED)
    assert text[slice(*one.spans[0])] == "Tuesday, June 11, 2025"
