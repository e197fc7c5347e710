"""Entities are found with exact spans, of their kind, and a person once named stays a person."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.model import EntityKind
from factdesk.split import model
from factdesk.split.text.sentences import sentences
from factdesk.split.traits.entities import EntityFinder

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["entities"]
Found = list[tuple[int, int, EntityKind]]


def found(text: str) -> Found:
    parser, finder = model.english(), EntityFinder()
    assert parser
    return [
        (one.start + at.start, one.end + at.start, one.kind)
        for at in sentences(text)
        for one in finder.find(parser(text[at.start : at.end]))
    ]


def named(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], str(kind)) for start, end, kind in found(text)]


def cases(part: str) -> list[tuple[str, Found]]:
    """The cases of a part, "development" or "held-out", which is a hash of the text."""
    bits = {"development": 0, "held-out": 1}
    rows = map(json.loads, (HERE / "data" / "entities.jsonl").read_text("utf-8").splitlines())
    return [
        (row["text"], [(at, at + len(words), EntityKind(kind)) for words, kind, at in row["entities"]])
        for row in rows
        if int(hashlib.sha256(row["text"].encode()).hexdigest()[:8], 16) % 2 == bits[part]
    ]


@pytest.mark.parametrize("part", ["development", "held-out"])
def test_entities_stay_above_their_floor(part: str) -> None:
    count: Counter[str] = Counter()
    for text, labelled in cases(part):
        given_spans = found(text)
        count.update(
            right=len(set(given_spans) & set(labelled)), given=len(given_spans), wanted=len(labelled)
        )
    assert count["right"] / count["given"] >= FLOORS[part]["precision"]
    assert count["right"] / count["wanted"] >= FLOORS[part]["recall"]


def test_a_name_is_cut_from_title_article_and_possessive() -> None:
    text = "Secretary of Defense Ann Example met Marshal Otto Sample’s aides at the Pentagon on 3 May 2021."
    assert named(text) == [
        ("Ann Example", "person"),
        ("Otto Sample", "person"),
        ("Pentagon", "organisation"),
        ("3 May 2021", "date"),
    ]


def test_a_person_once_named_stays_a_person() -> None:
    text = "Field Marshal Otto Karsova arrived on Monday. Karsova met nobody. The envoy spoke to Karsova."
    assert [pair for pair in named(text) if pair[1] != "date"] == [
        ("Otto Karsova", "person"),
        ("Karsova", "person"),
        ("Karsova", "person"),
    ]


def test_adjectives_of_peoples_are_no_entities() -> None:
    assert named("French and Pakistani officials left.") == []


def test_a_title_alone_is_no_entity() -> None:
    assert named("The Foreign Minister and the President left.") == []


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Ann", "Example", "'s", "the", "General", "40", "May", "in", "Ministry", "of", ","])
    )
)
def test_entities_never_overlap_and_are_in_order(words: list[str]) -> None:
    parser = model.english()
    assert parser
    text = " ".join(words)
    spans = [(one.start, one.end) for one in EntityFinder().find(parser(text))]
    assert all(
        start < end <= len(text) and text[start:end].strip() == text[start:end] for start, end in spans
    )
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
