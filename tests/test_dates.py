"""Dates in a text become Periods with exact offsets; typed dates become Periods or a question."""

from __future__ import annotations

import doctest
import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from factdesk.dates import find_dates, may_date, may_lean, parse_period, typed, words
from factdesk.errors import BadInput
from factdesk.model import Period
from factdesk.split import sentences

BRIEFINGS = Path(__file__).parent / "data" / "briefings" / "briefings-2021-2023.jsonl"
WEDNESDAY = Period.parse("2022-06-15")
UNKNOWN = Period()

# Text -> the dates found in it, as (words, period) pairs, with an unknown publication date.
ABSOLUTE = [
    ("She may resign, and sun or sat in March.", [("March", None)]),
    ("you may march 5 times", []),
    ("in the second half; a second time; the second of three", []),
    ("It cost $80 and $2012.", []),
    ("Signed Jan. 5, 2021.", [("Jan. 5, 2021", "2021-01-05")]),
    ("The attacks of Sept. 11, 2001, came", [("Sept. 11, 2001", "2001-09-11")]),
    ("The hall held 2012.", []),
    ("Since 2012 it held 2,000.", [("2012", "2012")]),
    ("He sent 1900 troops", []),
    ("from 1900 troops to 2000 troops", []),
    ("Chapter 2012 says so", []),
    ("in 2019 people died", [("2019", "2019")]),
    ("damage in 2000 homes", []),
    ("a population of 2000", []),
    ("in 2,000 places", []),
    ("by 1900 GMT", []),
    ("the Freedonia Act of 2012", [("2012", "2012")]),
    ("the 2020 election", [("2020", "2020")]),
    ("In 2019, 2020 and 2021 it rose", [("2019", "2019"), ("2020", "2020"), ("2021", "2021")]),
    ("the 1990s", [("the 1990s", "1990-01-01..1999-12-31")]),
    ("the ’80s", [("the ’80s", "1980-01-01..1989-12-31")]),
    ("the mid-1990s", [("the mid-1990s", "1993-05-02..1996-08-31")]),
    ("the 1900s", [("the 1900s", "1900-01-01..1999-12-31")]),
    ("temperatures in the 90s", []),
    ("the 19th century", [("the 19th century", "1801-01-01..1900-12-31")]),
    ("Q3 2023", [("Q3 2023", "2023-07-01..2023-09-30")]),
    (
        "the third quarter of 2023",
        [("the third quarter of 2023", "2023-07-01..2023-09-30")],
    ),
    ("the first half of 2022", [("the first half of 2022", "2022-01-01..2022-06-30")]),
    ("fiscal 2023", [("fiscal 2023", "2022-01-01..2023-12-31")]),
    ("FY2022-23", [("FY2022-23", "2022-01-01..2023-12-31")]),
    ("2022-06-15T10:00Z and 2022/06/16", [("2022-06-15", "2022-06-15"), ("2022/06/16", "2022-06-16")]),
    ("from 2019 to 2021", [("2019 to 2021", "2019-01-01..2021-12-31")]),
    ("2019-21", [("2019-21", "2019-01-01..2021-12-31")]),
    ("2011-12", [("2011-12", "2011-01-01..2012-12-31")]),
    ("in 2022-06", [("2022-06", "2022-06")]),
    ("2007 – 2014", [("2007 – 2014", "2007-01-01..2014-12-31")]),
    ("between 2019 and 2021", [("2019 and 2021", "2019-01-01..2021-12-31")]),
    ("June 3-5, 2024", [("June 3-5, 2024", "2024-06-03..2024-06-05")]),
    ("3–5 June 2024", [("3–5 June 2024", "2024-06-03..2024-06-05")]),
    ("June 30 – July 2, 2024", [("June 30 – July 2, 2024", "2024-06-30..2024-07-02")]),
    ("Dec. 30 to Jan. 2, 2024", [("Dec. 30 to Jan. 2, 2024", "2023-12-30..2024-01-02")]),
    ("June to August 2024", [("June to August 2024", "2024-06-01..2024-08-31")]),
    (
        "from January 5, 2019 to March 3, 2021",
        [("January 5, 2019 to March 3, 2021", "2019-01-05..2021-03-03")],
    ),
    ("between March 2020 and June 2021", [("March 2020 and June 2021", "2020-03-01..2021-06-30")]),
    ("the 5th of June, 2024", [("the 5th of June, 2024", "2024-06-05")]),
    ("Tuesday, June 5, 2024", [("Tuesday, June 5, 2024", "2024-06-05")]),
    ("JUNE 5, 2024", [("JUNE 5, 2024", "2024-06-05")]),
    ("June\n5, 2024", [("June\n5, 2024", "2024-06-05")]),
    ("in June\n\n5 people", [("June", None)]),
    ("early June 2022", [("early June 2022", "2022-06-01..2022-06-10")]),
    ("spring 2022", [("spring 2022", "2022-03-01..2022-05-31")]),
    ("the winter of 2022", [("the winter of 2022", "2021-12-01..2023-02-28")]),
    ("on 15/04/2025", [("15/04/2025", "2025-04-15")]),
    ("on 03/04/2025", [("03/04/2025", "2025-03-04..2025-04-03")]),
    ("version 1.2.34, 24/7, 9/11", []),
    ("Ann Example (1955–2020)", [("1955–2020", "1955-01-01..2020-12-31")]),
    ("on 31 June 2022", [("June 2022", "2022-06")]),
    ("Feb. 29, 2023", []),
    ("June 5,000 and June 5.5", []),
    ("In March 20 people died", [("March", None)]),
    ("Theresa April voted. A win for April.", []),
    ("on Black Friday, in the Sunday Times, every Tuesday, Mondays", []),
    ("November 11 of each year", []),
]

# Words in a sentence -> what they mean when published on Wednesday, 15 June 2022.
RELATIVE = [
    ("is set to visit later this week", "later this week", "2022-06-15..2022-06-19"),
    ("it fell earlier this month", "earlier this month", "2022-06-01..2022-06-15"),
    ("it fell last month", "last month", "2022-05"),
    ("late last year", "late last year", "2021-09-01..2021-12-31"),
    ("the end of the year", "the end of the year", "2022-09-01..2022-12-31"),
    ("the first half of the year", "the first half of the year", "2022-01-01..2022-06-30"),
    ("died on Tuesday", "Tuesday", "2022-06-14"),
    ("said Wednesday", "Wednesday", "2022-06-15"),
    ("The summit opens on Thursday", "Thursday", "2022-06-16"),
    ("On Thursday the court will rule", "Thursday", "2022-06-16"),
    ("He said he will go on Tuesday", "Tuesday", "2022-06-21"),
    ("The vote will be held on Friday", "Friday", "2022-06-17"),
    ("They met on Friday. They will rest.", "Friday", "2022-06-10"),
    ("last Friday", "last Friday", "2022-06-10"),
    ("last Tuesday", "last Tuesday", "2022-06-07..2022-06-14"),
    ("next Friday", "next Friday", "2022-06-17..2022-06-24"),
    ("next Monday", "next Monday", "2022-06-20"),
    ("this Friday", "this Friday", "2022-06-17"),
    ("Monday night", "Monday night", "2022-06-13"),
    ("yesterday", "yesterday", "2022-06-14"),
    ("the day after tomorrow", "the day after tomorrow", "2022-06-17"),
    ("last night", "last night", "2022-06-14..2022-06-15"),
    ("this morning", "this morning", "2022-06-15"),
    ("over the weekend", "the weekend", "2022-06-11..2022-06-12"),
    ("three days ago", "three days ago", "2022-06-12"),
    ("two years ago", "two years ago", "2019-12-15..2020-12-15"),
    ("Seventy-five years ago", "Seventy-five years ago", "1946-12-15..1947-12-15"),
    ("more than two years ago", "more than two years ago", "2018-12-15..2020-12-15"),
    ("a few weeks ago", "a few weeks ago", "2022-05-08..2022-06-05"),
    ("decades ago", "decades ago", "..2007-06-15"),
    ("two years and three months ago", "two years and three months ago", "2020-03"),
    ("in two weeks' time", "in two weeks' time", "2022-06-25..2022-07-03"),
    ("the past two years", "the past two years", "2020-06-15..2022-06-15"),
    ("over the next six months", "the next six months", "2022-06-15..2022-12-15"),
    ("The fair, June 20", "June 20", "2022-06-20"),
    ("It was on June 20", "June 20", "2021-06-20"),
    ("on Dec. 20", "Dec. 20", "2021-12-20"),
    ("will meet on Jan. 5", "Jan. 5", "2023-01-05"),
    ("on Feb. 29", "Feb. 29", "2020-02-29"),
    ("June 3 to 5", "June 3 to 5", "2022-06-03..2022-06-05"),
    ("since March", "March", "2022-03"),
    ("will end in March", "March", "2023-03"),
    ("in September of last year", "September of last year", "2021-09"),
    ("last June", "last June", "2021-06"),
    ("next summer", "next summer", "2023-06-01..2023-08-31"),
    ("from March to May", "March to May", "2022-03-01..2022-05-31"),
]

RELATIONS = [
    ("since 2019", "since"),
    ("since at least 2019", "since"),
    ("until May 2021", "until"),
    ("till 2021", "until"),
    ("through September 2023", "until"),
    ("through the last two decades", ""),
    ("before the 1990s", "before"),
    ("prior to 20 May 2025", "before"),
    ("after Tuesday", "after"),
    ("by 2030", "by"),
    ("from 2019", "from"),
    ("from 2019 to 2021", "from to"),
    ("from 5 May 2019 until 3 June 2021", "from to"),
    ("between 2019 and 2021", "between"),
    ("2019–present", "since"),
    ("from 2019 to the present", "since"),
    ("in 2019", ""),
    ("2019-2021", ""),
]

# Texts made of the words that the rules look for, which plain random text never contains.
WORDS = re.findall(
    r"\S+",
    "in since from to and between of the June May may Jan. Feb. 29 30 31 5 5th 2019 2021 1900 20 ’90s 1990s "
    "Q3 FY2023 fiscal last next this week month year decade century two years ago day Tuesday Sunday night "
    "early late mid end later , . - – / ( ) % $ people ſunday İ ١٩٩٩ ²",
)
fragments = st.lists(st.sampled_from([*WORDS, "\n", " "]), max_size=25).map(" ".join)
some_day = st.dates(min_value=date(1000, 1, 1))
days = some_day.map(Period.day)
publications = days | st.tuples(some_day, some_day).map(lambda pair: Period(min(pair), max(pair)))
open_ended = some_day.flatmap(lambda day: st.sampled_from([Period(day, None), Period(None, day), Period()]))


def test_doctests_hold() -> None:
    assert doctest.testmod(typed).failed == 0
    assert doctest.testmod(words).failed == 0


@pytest.mark.parametrize(("text", "expected"), ABSOLUTE)
def test_dates_that_stand_on_their_own_are_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = [(m.text, None if m.period is None else str(m.period)) for m in find_dates(text, UNKNOWN)]
    assert found == [(words, period and str(Period.parse(period))) for words, period in expected]


@pytest.mark.parametrize(("text", "words", "period"), RELATIVE)
def test_relative_dates_are_placed_from_the_publication(text: str, words: str, period: str) -> None:
    (mention,) = [m for m in find_dates(text, WEDNESDAY) if m.text == words]
    assert mention.relative
    assert mention.period == Period.parse(period)


@pytest.mark.parametrize(("text", "words", "period"), RELATIVE)
def test_relative_dates_stay_open_without_a_publication_date(text: str, words: str, period: str) -> None:
    (mention,) = [m for m in find_dates(text, UNKNOWN) if m.text == words]
    assert mention.relative
    assert mention.period is None


@pytest.mark.parametrize("text", ["two days later", "the following day", "that night", "a year before"])
def test_dates_counted_from_another_event_are_found_but_not_placed(text: str) -> None:
    (mention,) = find_dates(f"It happened {text} in Freedonia", WEDNESDAY)
    assert (mention.text, mention.period, mention.relative) == (text, None, True)


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_the_preposition_is_kept_beside_the_date(text: str, relation: str) -> None:
    mention = find_dates(f"It stood {text}", WEDNESDAY)[0]
    assert mention.relation == relation


def test_a_publication_range_is_resolved_from_both_ends() -> None:
    (mention,) = find_dates("It fell yesterday", Period.parse("2022-06"))
    assert mention.period == Period.parse("2022-05-31..2022-06-29")


def test_an_open_end_of_the_publication_stays_open() -> None:
    (after,) = find_dates("It fell yesterday", Period.parse("2022-06-15.."))
    (before,) = find_dates("It fell yesterday", Period.parse("..2022-06-15"))
    assert (after.period, before.period) == (Period.parse("2022-06-14.."), Period.parse("..2022-06-14"))


def test_the_sample_article_has_one_date_which_needs_its_publication() -> None:
    article = (Path(__file__).parent / "data" / "munir-us-visit.txt").read_text("utf-8")
    (mention,) = find_dates(article, UNKNOWN)
    assert (mention.text, mention.period) == ("later this week", None)


@given(st.text() | fragments, days | publications | open_ended)
@settings(max_examples=400, deadline=None)
def test_offsets_are_exact_and_in_order_on_any_text(text: str, published: Period) -> None:
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.period is None or mention.period.is_known
        end = mention.end


@given(fragments, days, days)
@settings(max_examples=200, deadline=None)
def test_a_wider_publication_never_loses_days(text: str, one: Period, other: Period) -> None:
    wide = Period(
        min(one.start or date.min, other.start or date.min), max(one.end or date.max, other.end or date.max)
    )
    for narrow_mention, wide_mention in zip(find_dates(text, one), find_dates(text, wide), strict=True):
        if narrow_mention.period and wide_mention.period:
            assert wide_mention.period.covers(narrow_mention.period)


def test_threads_read_leftovers_alike() -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = ["two years and three months ago"] * 64
        found = pool.map(lambda text: find_dates(text, WEDNESDAY)[0].period, texts)
    assert set(found) == {Period.parse("2020-03")}


# --- what a person types ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed_text", "period"),
    [
        ("", ".."),
        ("  ", ".."),
        ("2022", "2022"),
        ("2022-06", "2022-06"),
        ("2022-06-15", "2022-06-15"),
        ("20220615", "2022-06-15"),
        ("2022-06-15T10:00:00+05:00", "2022-06-15"),
        ("June 2022", "2022-06"),
        ("may 2022", "2022-05"),
        ("15 June 2022", "2022-06-15"),
        ("June 15, 2022", "2022-06-15"),
        ("on the 15th of June, 2022", "2022-06-15"),
        ("Wed, 15 Jun 2022 10:00:00 GMT", "2022-06-15"),
        ("15-Jun-2022", "2022-06-15"),
        ("2022.06.15", "2022-06-15"),
        ("15/6/2022", "2022-06-15"),
        ("6/15/22", "2022-06-15"),
        ("12.12.2022", "2022-12-12"),
        ("spring 2022", "2022-03-01..2022-05-31"),
        ("late 2022", "2022-09-01..2022-12-31"),
        ("Q3 2022", "2022-07-01..2022-09-30"),
        ("1 May to 3 June 2022", "2022-05-01..2022-06-03"),
        ("from May 2022 to June 2022", "2022-05-01..2022-06-30"),
        ("between May 2022 and June 2022", "2022-05-01..2022-06-30"),
        ("2022-05-01 - 2022-05-03", "2022-05-01..2022-05-03"),
        ("2022-01..2022-03", "2022-01-01..2022-03-31"),
        ("June 2022 .. 3 July 2022", "2022-06-01..2022-07-03"),
        ("2020..", "2020-01-01.."),
        ("..2022", "..2022-12-31"),
    ],
)
def test_typed_dates_are_read(typed_text: str, period: str) -> None:
    assert parse_period(typed_text) == Period.parse(period)


@pytest.mark.parametrize(
    ("typed_text", "message"),
    [
        ("03/04/2025", "3 April 2025 or 4 March 2025: write 2025-04-03 or 2025-03-04"),
        ("3.4.2025", "3 April 2025 or 4 March 2025"),
        ("yesterday", "names no year"),
        ("9999-12-31", "too far ahead"),
        ("2022..9999", "too far ahead"),
        ("June 15", "names no year"),
        ("31 June 2022", "not a date"),
        ("29 February 2023", "not a date"),
        ("2022-13", "not a date"),
        ("0000", "not a date"),
        ("soon", "not a date"),
        ("2022 " * 100, "too long"),
        ("15 de junio de 2022", "not a date"),
        ("2022-06-30..2022-06-01", "ends before it starts"),
        ("5 June 2022 to 3 May 2022", "ends before it starts"),
    ],
)
def test_typed_dates_that_need_a_guess_are_refused(typed_text: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        parse_period(typed_text)


@given(st.text(max_size=40) | fragments)
@settings(max_examples=200, deadline=None)
def test_anything_typed_gives_a_period_or_a_message(text: str) -> None:
    try:
        parse_period(text)
    except BadInput as error:
        assert str(error)


@given(publications | open_ended)
def test_a_period_written_as_text_is_read_back(period: Period) -> None:
    assume(max(period.start or date.min, period.end or date.min) < date(3000, 1, 1))
    assert parse_period(str(period)) == period


@pytest.mark.parametrize("text", [row[0] for row in (*ABSOLUTE, *RELATIVE, *RELATIONS)])
def test_no_date_is_found_where_the_cheap_tests_see_none(text: str) -> None:
    found = find_dates(text, WEDNESDAY)
    assert may_date(text) or not found
    assert may_lean(text) or not any(date.relative for date in found)


def test_the_cheap_tests_miss_no_date_of_official_texts() -> None:
    lines = BRIEFINGS.read_text("utf-8").splitlines()[::4]
    texts = [json.loads(line)["text"] for line in lines]
    parts = [text[part.start : part.end] for text in texts for part in sentences(text)]
    found = [(part, find_dates(part, WEDNESDAY)) for part in parts]
    assert sum(bool(dates) for _, dates in found) > 200
    assert [part for part, dates in found if dates and not may_date(part)] == []
    leaning = [part for part, dates in found if any(date.relative for date in dates)]
    assert [part for part in leaning if not may_lean(part)] == []
