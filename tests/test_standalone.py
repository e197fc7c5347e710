"""Claims are worded to stand alone; what is unsure stays as it is and is noted."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factdesk.dates import in_words, without_days
from factdesk.model import Article, Claim, Period
from factdesk.split import split
from factdesk.split.draft import Draft
from factdesk.split.referents.referents import Referents
from measure_standalone import faults, figures, rows

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["standalone"]
BRIEFINGS = Path(__file__).parent / "data" / "briefings" / "briefings-2021-2023.jsonl"


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['kind']}: {row['text'][:40]}")
def test_no_claim_names_the_wrong_one(row: dict[str, Any]) -> None:
    assert [words for fault, words in faults(row) if fault == "wrong"] == []


@pytest.mark.parametrize("part", FLOORS)
def test_the_figures_are_as_good_as_before(part: str) -> None:
    found, floor = figures(part), FLOORS[part]
    assert found["resolved"] >= floor["resolved"]
    assert found["left"] >= floor["left"]
    assert found["notes"] >= floor["notes"]
    assert found["wrong_texts"] <= floor["wrong_texts"]


def doubled(text: str) -> set[tuple[str, ...]]:
    """The runs of one to five words that stand twice in a row."""
    said = [word.casefold() for word in re.findall(r"[\w’'.-]*\w", text)]
    return {
        tuple(said[k : k + n])
        for n in range(1, 6)
        for k in range(len(said) - 2 * n + 1)
        if said[k : k + n] == said[k + n : k + 2 * n]
    }


def test_no_name_is_put_beside_its_own_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[str] = []

    def read(self: Referents, doc: Any, drafts: list[Draft]) -> list[Draft]:
        worded = plain(self, doc, drafts)
        for before, after in zip(drafts, worded, strict=True):
            for had, has in ((before.text, after.text), (before.speaker, after.speaker)):
                found.extend([has] if doubled(without_days(has)) - doubled(had) else [])
        return worded

    plain = Referents.read
    monkeypatch.setattr(Referents, "read", read)
    texts = [json.loads(line)["text"] for line in BRIEFINGS.read_text(encoding="utf-8").splitlines()]
    for text in texts:
        assert all(text[claim.start : claim.end] == claim.quote for claim in split(Article(text)))
    assert len(texts) == 147
    assert found == []


NAMES = [
    (
        "The Bank of Freedonia raised its rate on Monday. Ann Sample said the bank had waited too long.",
        "The Bank of Freedonia had waited too long.",
    ),
    (
        "The opposition Farmers' Party lost 14 seats. Its leader, Tom Example, resigned.",
        "Tom Example is the Farmers' Party’s leader.",
    ),
    (
        "Airline Blue Heron cut 300 flights on Friday. The airline blamed the weather.",
        "Blue Heron blamed the weather.",
    ),
    (
        "STRELSAU (Wire) - Truck maker Placeholder AB said on Wednesday its profit fell 12 percent.",
        "Placeholder AB’s profit fell 12 percent.",
    ),
]


@pytest.mark.parametrize(("text", "wording"), NAMES)
def test_names_are_taken_whole_and_without_their_trade(text: str, wording: str) -> None:
    assert wording in [claim.text for claim in claims_of(text)]


LEFT = [
    ("The crown rose, while the main stock index fell by 3%, its biggest drop since 2020.", "“its”"),
    ("The company plans to cut 1,200 jobs, most of them in Freedonia.", "“them”"),
]


@pytest.mark.parametrize(("text", "word"), LEFT)
def test_what_stands_in_the_claim_needs_no_note(text: str, word: str) -> None:
    assert word not in "; ".join(claim.context for claim in claims_of(text))


def test_a_court_is_not_they_where_people_were_named() -> None:
    text = (
        "The Court of Appeal freed two journalists. They were jailed. The court said their arrest was wrong."
    )
    assert "Court of Appeal’s" not in " ".join(claim.text for claim in claims_of(text))


def claims_of(text: str, published: str = "") -> list[Claim]:
    return split(Article(text, published=Period.parse(published)))


def test_a_note_says_what_was_read_as_what_and_says_it_once() -> None:
    last = claims_of("Ann Example left early. She took her car.")[-1]
    assert last.text == "Ann Example took her car."
    assert last.context == "“She” read as Ann Example"


def test_what_the_claim_has_already_is_not_named_again() -> None:
    made = claims_of("Voters met on Sunday. Voters will choose between the new flag and their old one.")
    assert made[-1].text == "Voters will choose between the new flag and their old one."


def test_an_open_pronoun_is_noted_with_those_whom_it_may_mean() -> None:
    last = claims_of("Ann Example met Dora Case. She was ill.")[-1]
    assert (last.text, last.context) == ("She was ill.", "“She” may be Ann Example or Dora Case")


def test_offsets_and_quote_stay_those_of_the_article() -> None:
    text = "Ann Example left early on Friday. She was ill."
    for claim in claims_of(text, "2024-03-12"):
        assert text[claim.start : claim.end] == claim.quote


def test_the_words_of_a_quotation_are_not_touched() -> None:
    made = claims_of("Ann Example left early. “She was ill on Friday,” Dora Case said.", "2024-03-12")
    assert "She was ill on Friday" in made[-1].text
    assert "[" not in made[-1].text
    assert "“She”" in made[-1].context


def test_relative_dates_are_noted_where_the_day_of_publication_is_unknown() -> None:
    known = claims_of("The bridge will open next week.", "2024-03-12")[0]
    assert (known.text, known.context) == ("The bridge will open next week [18 to 24 March 2024].", "")
    unknown = claims_of("The bridge will open next week.")[0]
    assert unknown.context == "“next week” counts from the article’s date"


def test_days_in_brackets_change_neither_kind_nor_worth() -> None:
    text = "The storm destroyed the old mill on Tuesday night."
    plain, dated = claims_of(text)[0], claims_of(text, "2024-03-12")[0]
    assert "[12 March 2024]" in dated.text
    assert without_days(dated.text) == plain.text == text
    assert (dated.kind, dated.check_worthiness) == (plain.kind, plain.check_worthiness)


PERIODS = [
    (Period.parse("2024-03-12"), "12 March 2024"),
    (Period(date(2024, 3, 12), date(2024, 3, 14)), "12 to 14 March 2024"),
    (Period(date(2024, 3, 30), date(2024, 4, 2)), "30 March 2024 to 2 April 2024"),
    (Period.parse("2024-03"), "March 2024"),
    (Period.parse("2024"), "2024"),
    (Period(date(2024, 3, 12), None), "from 12 March 2024 on"),
    (Period(None, date(2024, 3, 12)), "until 12 March 2024"),
    (Period(), "any day"),
]


@pytest.mark.parametrize(("period", "words"), PERIODS)
def test_a_period_in_words(period: Period, words: str) -> None:
    assert in_words(period) == words
