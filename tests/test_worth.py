"""Statements that can be checked rank above wishes, questions and page furniture, for readable reasons."""

from __future__ import annotations

import csv
import doctest
import re
import tomllib
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.split.text.sentences import sentences
from factdesk.split.traits import worth

HERE = Path(__file__).parent
MODEL = Path(worth.__file__).parent / "data" / "worth.npz"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["worth"]

CREDITS = [
    "Photo: Getty Images",
    "(Photo by Ann Example/Getty Images)",
    "Photo by Ann Example",
    "Source: Freedonia Ministry of Defence",
    "By Ann Example, Freedonia Times",
    "By Ann Example and Otto Sample",
    "Reporting by Otto Sample in Geneva; Editing by Ann Example",
    "© 2024 Freedonia Times. All rights reserved.",
    "Read more: the visit in pictures",
    "Sign up for our newsletter",
    "Advertisement",
]
STATEMENTS = [
    "By Friday Ann Example had left the country.",
    "By the time he came, it was over.",
    "Pictures released by the ministry show 12 tanks.",
    "Photos by Ann Example show the camp.",
    "Sources say that 40 people died.",
    "Source code of the voting machines was published in 2020.",
    "Getty Images sued the company in 2019.",
    "Copyright law protects the design for 70 years.",
    "Written by Otto Sample, the report claims that taxes rose.",
]
WORDS = ["The", "war", "in", "2019", "cost", "I", "hope", "4%", "“", "”", "?", "Freedonia"]


def average_precision(labels: list[int], scores: list[float]) -> float:
    """The mean precision at each positive, from the highest score down."""
    ranked = [label for _, label in sorted(zip(scores, labels, strict=True), key=lambda pair: -pair[0])]
    hits = [sum(ranked[: i + 1]) / (i + 1) for i, label in enumerate(ranked) if label]
    return sum(hits) / len(hits)


def rows(part: str) -> list[dict[str, str]]:
    with (HERE / "data" / "worth.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["part"] == part]


def test_doctests_hold() -> None:
    assert doctest.testmod(worth).failed == 0


@pytest.mark.parametrize("part", ["dev", "test"])
def test_the_ranking_of_made_up_news_stays_above_its_floor(part: str) -> None:
    labels = [int(row["label"]) for row in rows(part)]
    scores = [worth.score(row["sentence"]) for row in rows(part)]
    right = [
        label
        for label, score in zip(labels, scores, strict=True)
        if (score >= worth.threshold()) == bool(label)
    ]
    assert average_precision(labels, scores) >= FLOORS[part]["average_precision"]
    assert len(right) / len(labels) >= FLOORS[part]["accuracy"]


@pytest.mark.parametrize("line", CREDITS)
def test_credits_bylines_and_links_come_last(line: str) -> None:
    assert worth.score(line) == worth.BOILERPLATE_SCORE
    assert worth.reasons(line)[0][0] == "lowered by being a credit, a byline or a link"


@pytest.mark.parametrize("line", STATEMENTS)
def test_statements_that_look_like_credits_are_scored_as_statements(line: str) -> None:
    assert worth.score(line) > worth.BOILERPLATE_SCORE


def test_the_planned_visit_of_the_sample_article_ranks_above_its_hopes() -> None:
    text = (HERE / "data" / "munir-us-visit.txt").read_text("utf-8")
    scored = {text[s.start : s.end]: worth.score(text[s.start : s.end]) for s in sentences(text)}
    plan = next(score for sentence, score in scored.items() if "later this week" in sentence)
    hope = next(score for sentence, score in scored.items() if "should provide an opportunity" in sentence)
    assert plan > 0.5 > hope > worth.BOILERPLATE_SCORE


def test_reasons_are_plain_words_with_the_strongest_first() -> None:
    found = worth.reasons("Unemployment fell to 4.2 percent in 2019, the lowest since 2008.", n=5)
    assert found[0][0] == "raised by a share or a sum of money: “4.2 percent”"
    assert [abs(weight) for _, weight in found] == sorted((abs(w) for _, w in found), reverse=True)
    assert worth.reasons("I hope that you agree?", n=1)[0][1] < 0
    assert worth.reasons("  ") == []


def test_a_reason_says_its_direction_and_quotes_the_text() -> None:
    text = "I hope Ann Example’s plan costs £3bn, and that Otto Sample voted for it."
    for reason, weight in worth.reasons(text, n=100):
        assert reason.startswith("raised by " if weight > 0 else "lowered by ")
        assert all(words.strip("“”") in text for words in re.findall("“[^”]*”", reason))


def test_a_word_is_told_once() -> None:
    reasons = [reason for reason, _ in worth.reasons("The 2 ministers said that 2 taxes should rise.", n=100)]
    assert len(reasons) == len(set(reasons))
    assert not [reason for reason in reasons if "the word “2”" in reason or "the word “should”" in reason]


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_scored_and_its_reasons_add_up(text: str) -> None:
    score = worth.score(text)
    assert 0 <= score <= 1
    if text.strip() and score != worth.BOILERPLATE_SCORE:
        with np.load(MODEL) as arrays:
            slope, shift = arrays["calibration"]
            explained = (
                float(arrays["bias"]) * slope + shift + sum(w for _, w in worth.reasons(text, n=10_000))
            )
        assert worth.log_odds(score) == pytest.approx(explained, abs=1e-6)


def test_the_model_file_is_small_and_holds_no_pickle_and_no_sentence() -> None:
    assert MODEL.stat().st_size < 300_000
    with zipfile.ZipFile(MODEL) as archive:
        assert sorted(archive.namelist()) == [
            "bias.npy",
            "calibration.npy",
            "features.npy",
            "idf.npy",
            "terms.npy",
            "threshold.npy",
            "weights.npy",
        ]
    with np.load(MODEL, allow_pickle=False) as arrays:
        terms = bytes(arrays["terms"]).decode().split("\n")
    assert max(len(term.split(" ")) for term in terms) == 2
