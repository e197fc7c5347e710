"""Passages that bear on a claim: what is found, why, and how well (floors.toml, [passages])."""

from __future__ import annotations

import itertools
import json
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model import Period
from factdesk.passages import Index, Passage, rank, ranked

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))
import passages as benchmark  # noqa: E402  (benchmarks/passages.py measures the same as the figures in docs)

CASES = ROOT / "tests/data/passages/cases.jsonl"

REPORT = """Minister meets a visitor

Defence Minister Ann Example received General Bo Sample in Karsova on 15 June 2022. They spoke about trade.

The fund holds 14.2 million crowns. It was set up in 1998.

Dana Petrescu quit the board in March. Officials denied that she had been pushed out.
"""


def passage(claim: str, text: str = REPORT, **more: Period) -> tuple[Passage, str]:
    first = rank(claim, text, **more)[0]
    return first, text[first.start : first.end]


def test_a_last_name_alone_stands_for_the_person() -> None:
    first, words = passage("Petrescu resigned.")
    assert words.startswith("Dana Petrescu quit")
    assert "names Petrescu" in first.why


def test_words_of_one_family_are_shown_beside_those_of_the_claim() -> None:
    first, _ = passage("Dana Petrescu resigned from the board.")
    assert first.why == ("names Dana Petrescu", "same words: board", "similar words: resigned (quit)")


NAMED = "Ann Example, the new secretary of defense, spoke of defense trade. Bo Sample came on Monday."


@pytest.mark.parametrize(
    ("claim", "named"),
    [
        ("The envoy met Secretary of Defense Ann Example.", {"names Ann Example"}),
        ("The envoy met the Secretary of Defense Example.", {"names Example"}),
        ("He met Chairman of the Joint Chiefs of Staff General Ann Example.", {"names Ann Example"}),
        ("He met Chief of Army Staff Ann Example.", {"names Ann Example"}),
        ("He met President of Freedonia Ann Example.", {"names Ann Example"}),
        ("He met Bo Nobody.", {"names Bo"}),
        ("The Defense budget grew on Monday.", set()),
    ],
)
def test_a_name_holds_no_part_of_an_office(claim: str, named: set[str]) -> None:
    told = {reason for one in rank(claim, NAMED) for reason in one.why if reason.startswith("names")}
    assert told == named


def test_few_words_are_told_and_each_of_the_text_once() -> None:
    text = "The council of the town voted for a higher fee on water, gas, coal and wood after long talks."
    claim = "The Secretary met, visited and told the town that the water, gas, coal and wood fee is higher."
    (one,) = rank(claim, text)
    assert [len(reason.split(", ")) for reason in one.why if reason.startswith("same words: ")] == [4]
    (talks,) = rank("Example will visit and meet others.", "The talks were long.")
    assert len(talks.why) == 1
    assert talks.why[0].count("(talks)") == 1


def test_forms_of_one_verb_are_the_same_word() -> None:
    assert passage("Officials said that he met Petrescu.", "They will meet her.")[0].why == (
        "same words: met",
    )


def test_one_number_is_found_in_another_notation() -> None:
    first, words = passage("The fund has 14,200,000 crowns.")
    assert words.startswith("The fund holds 14.2 million")
    assert "number: 14,200,000 (14.2 million)" in first.why


def test_one_day_is_found_in_another_notation() -> None:
    first, words = passage("Example met a general on June 15, 2022.")
    assert "on 15 June 2022" in words
    assert "date: June 15, 2022 (15 June 2022)" in first.why


def test_relative_dates_count_from_the_day_each_text_came_out() -> None:
    text = "The vote was held on Monday. The vote was held on Friday."
    monday, friday = Period.parse("2022-06-13"), Period.parse("2022-06-17")
    _first, words = passage("The vote was on 17 June 2022.", text, published=Period.parse("2022-06-18"))
    assert words == "The vote was held on Friday."
    _, words = passage("The vote was held yesterday.", text, published=friday, claimed=monday.widened(0))
    assert words.startswith("The vote")


def test_a_denial_is_told() -> None:
    first, words = passage("Petrescu was pushed out by officials.")
    assert "denied" in words
    assert "may deny it: denied" in first.why


def test_a_sentence_that_opens_with_a_pronoun_is_helped_by_the_one_before() -> None:
    text = "The Harrow Fund is large. It began in 1998.\n\nA school in Vell began in 1990.\n\nNobody came."
    assert passage("The Harrow Fund began in 1997.", text)[1].endswith("It began in 1998.")


def test_percentages_and_plain_numbers_are_not_the_same() -> None:
    text = "They spent 5 crowns on it. They spent 5 percent on it."
    assert passage("They spent 5 % of it.", text)[1] == "They spent 5 percent on it."


@pytest.mark.parametrize(
    ("claim", "text", "found"),
    [
        ("Das Haus kostete 85 000 Euro.", "Es regnete. Die Häuser kosteten 85.000 Euro.", "Die Häuser"),
        ("Войска покинули город.", "Шёл дождь. Войско покинуло город вчера.", "Войско"),
        ("大臣は辞任した。", "雨が降った。大臣は昨日辞任した。", "大臣"),
    ],
)
def test_other_languages_are_searched_by_their_words(claim: str, text: str, found: str) -> None:
    assert passage(claim, text)[1].startswith(found)


@pytest.mark.parametrize(
    ("claim", "text"), [("", REPORT), ("the of and", REPORT), ("A claim.", ""), ("x", " \n ")]
)
def test_without_words_there_is_no_passage(claim: str, text: str) -> None:
    assert rank(claim, text) == []


def test_what_has_no_word_of_the_claim_is_no_passage() -> None:
    assert rank("Zebras sleep.", REPORT) == []


def test_a_table_without_stops_is_shown_in_pieces() -> None:
    text = "word " * 2000 + "the needle was found " + "word " * 2000
    first, words = passage("A needle was found.", text)
    assert "needle" in words
    assert first.end - first.start <= 3 * 800


def test_an_index_serves_many_claims() -> None:
    on = Index(REPORT)
    assert ranked(on, "Petrescu quit.") == rank("Petrescu quit.", REPORT)


WORDS = st.text(alphabet="abc ABC.,1290%’“”\n-éß漢ع\u00ad\u0301", max_size=300)


@given(claim=WORDS, text=WORDS)
def test_passages_lie_in_the_text_and_apart_from_each_other(claim: str, text: str) -> None:
    found = rank(claim, text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert 0 < one.score <= 1
        assert all(one.start <= start < end <= one.end for start, end in one.matched)
        assert one.matched
        assert one.why
    spans = sorted((one.start, one.end) for one in found)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def test_every_marked_passage_is_in_its_text_once() -> None:
    records = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
    marked = [
        (record["text"], words)
        for record in records
        for case in record["cases"]
        for words in case["passages"]
    ]
    assert all(text.count(words) == 1 for text, words in marked)
    assert sum(len(record["cases"]) for record in records) >= 60


@pytest.mark.parametrize("part", ["tuning", "held-out"])
def test_ranking_keeps_its_floor(part: str) -> None:
    floors = tomllib.loads((ROOT / "tests/floors.toml").read_text("utf-8"))["passages"][part]
    found = benchmark.cases(CASES, part)
    for name, cases in (("own", found), ("together", benchmark.together(found))):
        figures = benchmark.measure(cases, benchmark.ours)
        for depth in benchmark.DEPTHS:
            assert figures[f"first {depth}"] >= floors[f"{name}_{depth}"], (name, depth, figures)


def test_ranking_beats_plain_bm25_on_the_held_out_part() -> None:
    found = benchmark.cases(CASES, "held-out")
    ours, plain = (benchmark.measure(found, ranker) for ranker in (benchmark.ours, benchmark.plain))
    assert all(ours[f"first {depth}"] > plain[f"first {depth}"] for depth in benchmark.DEPTHS)
