"""A claim has the kind that its wording shows, the deciding words stand in it, and the kind moves it up."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model import ClaimKind
from factdesk.split import check_worthiness, kind_of, worth_reasons
from factdesk.split.traits import worth
from factdesk.split.traits.quantities import find_quantities

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["kinds"]
ROWS = [json.loads(line) for line in (HERE / "data" / "kinds.jsonl").read_text("utf-8").splitlines()]


def rows(part: str) -> list[dict[str, Any]]:
    """The cases of a part, "development" or "held-out", which is a hash of the text."""
    bits = {"development": 0, "held-out": 1}
    return [
        row for row in ROWS if int(hashlib.sha256(row["text"].encode()).hexdigest()[:8], 16) % 2 == bits[part]
    ]


@pytest.mark.parametrize("part", ["development", "held-out"])
def test_kinds_stay_above_their_floor(part: str) -> None:
    right = [kind_of(row["text"])[0] == row["kind"] for row in rows(part)]
    assert sum(right) / len(right) >= FLOORS[part]["accuracy"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Example was appointed minister on 3 March 2021 by 61 votes to 58.", "office"),
        ("Ann Example will be sworn in as minister on Friday.", "prediction"),
        ("Because of the drought, prices rose by 20 percent.", "causal"),
        ("It was the first visit of 40 envoys since 1990.", "comparison"),
        ("About 40 people were arrested on 3 March 2021.", "quantity"),
        ("The bridge was opened on 3 March 2021.", "date"),
        ("“The bridge will fall because of rust,” Ann Example said on 3 March 2021.", "quote"),
        ("If the bill passes, the tax would rise.", "prediction"),
        ("The minister resigned after the vote that will decide the case.", "office"),
        ("Under the law, drivers must carry a licence.", "event"),
        ("The government must carry the cost.", "opinion"),
        ("More than 500 soldiers fled.", "quantity"),
        ("The horse would jump the fence at night.", "event"),
        ("Boris Beispiel flew a Boeing 737.", "event"),
        ("The two ministers met in Port Umbra.", "event"),
        ("", "event"),
    ],
)
def test_where_several_kinds_fit_the_first_in_the_order_is_taken(text: str, kind: str) -> None:
    assert kind_of(text)[0] == kind


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Example has served as ambassador to Sylvania.", "served as ambassador"),
        ("At least 34 people were arrested.", "At least 34 people"),
        ("The ministry paid $40 million for them.", "$40 million"),
        ("The treaty was signed on 12 May 1998.", "12 May 1998"),
        ("The talks are widely expected to resume.", "are widely expected to"),
        ("The fence keeps the cattle in.", ""),
    ],
)
def test_the_deciding_words_are_readable(text: str, words: str) -> None:
    assert kind_of(text)[1] == words


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:30])
def test_the_deciding_words_stand_in_the_text(row: dict[str, Any]) -> None:
    _, words = kind_of(row["text"])
    assert words in row["text"]
    assert words == words.strip()


def test_a_kind_given_by_the_form_stays_and_gets_its_words() -> None:
    assert kind_of("Ann Example said that the bridge will fall.", ClaimKind.QUOTE)[0] == "quote"
    assert kind_of("The bridge will fall on 3 March 2021.", ClaimKind.DATE) == ("date", "3 March 2021")
    assert kind_of("The bridge fell.", ClaimKind.QUOTE) == ("quote", "")


@given(
    st.text()
    | st.lists(st.sampled_from(["will", "is", "the", "“", "Minister", "40%", "May", "2019", "than"])).map(
        " ".join
    )
)
def test_any_text_has_a_kind_by_words_of_its_own(text: str) -> None:
    kind, words = kind_of(text)
    assert words in text
    assert 0 <= check_worthiness(text, kind) <= 1
    assert all(text[start:end].strip() for start, end in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about 40 of the 1.5m people", ["about 40", "1.5m"]),
        ("between €30bn and €35bn, from 4 to 6 percent", ["between €30bn and €35bn", "4 to 6 percent"]),
        ("by 212 votes to 198", ["212", "198"]),
        ("dozens of homes, two thirds of them new", ["dozens", "two thirds"]),
        ("one nurse, one of them, a loved one, no one", ["one"]),
        ("Article 5, flight 12, the 21st, 9:30 p.m., the Boeing 737", []),
        ("600km in 48 hours", ["600km", "48 hours"]),
    ],
)
def test_quantities_hold_their_hedge_and_unit(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_quantities(text)] == found


def test_what_can_be_decided_at_once_ranks_above_its_bare_score_and_opinion_below() -> None:
    text = "Ann Example is the chief of the army staff."
    bare = round(worth.score(text), 3)
    assert check_worthiness(text, ClaimKind.OPINION) < bare < check_worthiness(text, ClaimKind.QUANTITY)
    assert check_worthiness(text, ClaimKind.EVENT) == bare
    assert check_worthiness("© 2024 Freedonia Times", ClaimKind.DATE) == worth.BOILERPLATE_SCORE


def test_the_kind_is_among_the_reasons() -> None:
    reasons = [reason for reason, _ in worth_reasons("Ann Example is the chief of the army staff.", n=5)]
    assert "raised by its kind, an office or rank that the tables can decide" in reasons
    assert len(worth_reasons("Ann Example is the chief of the army staff.", n=2)) == 2
    assert worth_reasons("") == []
