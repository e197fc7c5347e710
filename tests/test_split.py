"""An article becomes claims that are tied to its words and can be read alone."""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.model import Article, ClaimKind
from factdesk.split import sentences, split
from factdesk.split.text.marks import blanked
from measure_split import DATA, figures, texts

FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["split"]
ROWS = [
    json.loads(line) for line in (DATA / "split" / "claims.jsonl").read_text(encoding="utf-8").splitlines()
]
MUNIR = (DATA / "munir-us-visit.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", ROWS, ids=[row["sentence"][:50] for row in ROWS])
def test_a_sentence_gives_the_claims_that_it_makes(row: dict[str, object]) -> None:
    made = split(Article(str(row["sentence"])))
    assert [f"{c.text} <{c.speaker}>" if c.speaker else c.text for c in made] == row["claims"]


@pytest.mark.parametrize("text", texts(), ids=lambda text: text[:30])
def test_every_claim_quotes_the_article_and_has_an_id_of_its_own(text: str) -> None:
    made = split(Article(text))
    assert made == sorted(made, key=lambda claim: claim.start)
    assert len({claim.id for claim in made}) == len(made)
    for claim in made:
        assert text[claim.start : claim.end] == claim.quote
        assert 0 <= claim.check_worthiness <= 1


def test_the_sample_article_gives_claims_for_every_sentence() -> None:
    made = split(Article(MUNIR))
    assert len(made) >= 22
    for sentence in sentences(MUNIR):
        assert any(sentence.start <= claim.start < sentence.end for claim in made)


def test_an_office_behind_a_name_and_each_meeting_are_claims_of_their_own() -> None:
    made = {claim.text: claim for claim in split(Article(MUNIR))}
    assert made["Asim Munir is Pakistan’s Chief of Army Staff."].kind is ClaimKind.OFFICE
    austin = made[
        "General Asim Munir is scheduled to meet with Secretary of Defense Lloyd Austin during his visit."
    ]
    assert "Secretary of Defense Lloyd Austin" in [MUNIR[start:end] for start, end in austin.spans]
    assert any(text.endswith("General Mark Milley during his visit.") for text in made)


KINDS = [
    ("Ann Example was appointed as a judge.", ClaimKind.OFFICE),
    ("The council spent £4 million.", ClaimKind.QUANTITY),
    ("The bridge opened in 1897.", ClaimKind.DATE),
    ("“It was closed,” Ann Example said.", ClaimKind.QUOTE),
    ("The road was closed because of fog.", ClaimKind.CAUSAL),
    ("Ruritania is larger than Freedonia.", ClaimKind.COMPARISON),
    ("The government will rebuild the road.", ClaimKind.PREDICTION),
    ("The scheme should be scrapped.", ClaimKind.OPINION),
    ("The army closed the road.", ClaimKind.EVENT),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_claim_is_of_the_kind_that_its_wording_shows(text: str, kind: ClaimKind) -> None:
    assert [claim.kind for claim in split(Article(text))] == [kind]


def test_she_is_named_where_only_one_person_can_be_meant() -> None:
    alone = split(Article("Ann Example left the house on Friday. She was ill at the time."))
    assert alone[-1].text == "Ann Example was ill at the time."
    assert "“She” read as Ann Example" in alone[-1].context
    two = split(Article("Ann Example met Dora Case at the house. She was ill at the time."))
    assert two[-1].text == "She was ill at the time."
    assert "“She” may be Ann Example or Dora Case" in two[-1].context


@pytest.mark.parametrize("text", ["", " \n", "😀😀 😀", "?!", "١٢٣", "Hello", "<script>alert(1)</script>"])
def test_texts_that_state_nothing_give_no_claims(text: str) -> None:
    assert split(Article(text)) == []


def test_a_text_of_another_language_gives_a_claim_for_each_statement() -> None:
    text = "سافر الوزير إلى المدينة يوم الثلاثاء مع وفد كبير. هل عاد الوزير؟ قال إن الجسر مغلق اليوم."
    assert [claim.quote for claim in split(Article(text))] == [text.split(". ")[0] + ".", text.split("؟ ")[1]]


def test_a_text_without_a_stop_is_still_read() -> None:
    assert len(split(Article("the road was closed by the army and " * 20_000))) == 1


def test_progress_rises_to_one() -> None:
    seen: list[float] = []
    split(Article(MUNIR), seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="Aann said that, “”.;:()\n was closed and who", max_size=120))
def test_any_string_can_be_split(text: str) -> None:
    assert all(text[claim.start : claim.end] == claim.quote for claim in split(Article(text)))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(sorted({word for text in texts() for word in text.split()})), max_size=30))
def test_words_in_any_order_can_be_split(shuffled: list[str]) -> None:
    text = " ".join(shuffled)
    assert all(text[claim.start : claim.end] == claim.quote for claim in split(Article(text)))


def test_the_figures_are_as_good_as_before() -> None:
    found = figures()
    assert found["held_out_alignment"] >= FLOORS["held_out_alignment"]
    assert found["content_coverage"] >= FLOORS["content_coverage"]
    assert found["long_sentences_left_whole"] <= FLOORS["long_sentences_left_whole"]


# --- laws: nothing is lost, nothing is added ----------------------------------------------------------

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")
_NEGATION = re.compile(r"\b(?:not|never|no|none|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:at least|at most|up to|about|around|more than|less than|fewer than|nearly|almost|only|over|under"
    r"|roughly|some)\s+[$€£]?(\d[\d,.]*\d|\d)",
    re.IGNORECASE,
)
_TRAPS = [row["sentence"] for row in ROWS]
_LAWFUL = [*texts(), *_TRAPS]


@pytest.mark.parametrize("text", _LAWFUL, ids=lambda text: text[:40])
def test_no_number_negation_or_hedge_is_lost_or_added(text: str) -> None:
    made = split(Article(text))
    for sentence in sentences(text):
        whole = " ".join(blanked(text[sentence.start : sentence.end]).split())
        mine = [claim for claim in made if sentence.start <= claim.start < sentence.end]
        if not mine:
            continue
        told = " ".join(f"{claim.text} {claim.speaker} {claim.context}" for claim in mine)
        assert set(_NUMBER.findall(whole)) <= set(_NUMBER.findall(told))
        assert len(_NEGATION.findall(told)) >= len(_NEGATION.findall(whole))
        for claim in mine:
            assert len(_NEGATION.findall(claim.text)) <= len(_NEGATION.findall(whole))
            for hedged in _HEDGED.finditer(whole):
                if hedged[1] in _NUMBER.findall(claim.text):
                    assert hedged[0].casefold() in claim.text.casefold()


@pytest.mark.parametrize("text", _LAWFUL, ids=lambda text: text[:40])
def test_the_spans_of_a_claim_are_runs_of_words_of_its_sentence(text: str) -> None:
    for claim in split(Article(text)):
        runs = claim.spans or ((claim.start, claim.end),)
        assert (runs[0][0], runs[-1][1]) == (claim.start, claim.end)
        assert all(a < b for a, b in runs) and all(a[1] <= b[0] for a, b in itertools.pairwise(runs))
        assert all(text[a:b] == text[a:b].strip() for a, b in runs)
        inside = [s for s in sentences(text) if s.start <= claim.start < s.end]
        assert inside and claim.end <= inside[0].end


def test_a_shared_subject_is_a_span_of_its_own() -> None:
    text = "Ann Example resigned and moved to Freedonia."
    moved = split(Article(text))[-1]
    assert [text[a:b] for a, b in moved.spans] == ["Ann Example", "moved to Freedonia"]


DENIED = [
    "Ann Example is not a Ruritanian painter and singer.",
    "Ann Example was not born in Zenda on 3 May 1950.",
    "The firm has never sold cars, trucks and engines.",
    "The firm does not sell cars in Zenda and Strelsau.",
    "No ministers from Ruritania visited Zenda, Hentzau and Strelsau.",
    "Ann Example never acted in films such as The Red Draft and Zenda Nights.",
    "The minister did not meet Ann Example and Bob Sample.",
]


@pytest.mark.parametrize("sentence", DENIED)
def test_each_claim_of_a_denied_clause_denies(sentence: str) -> None:
    made = split(Article(sentence))
    assert made and all(_NEGATION.search(claim.text) for claim in made)


HEDGED = [
    ("The firm may close its plants in Zenda and Strelsau.", "may"),
    ("The firm could sell cars, trucks and engines.", "could"),
    ("The president would resign and would leave the country.", "would"),
    ("Prices should fall in May and rise in June.", "should"),
]


@pytest.mark.parametrize(("sentence", "modal"), HEDGED)
def test_each_claim_of_what_may_be_keeps_its_modal(sentence: str, modal: str) -> None:
    made = split(Article(sentence))
    assert made and all(modal in claim.text.split() for claim in made)
