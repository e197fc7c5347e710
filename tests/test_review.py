"""What the verdicts come to, on hand-made records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk import review
from factdesk.model import (
    Claim,
    ClaimKind,
    ClaimStatus,
    Evidence,
    Finding,
    Origin,
    Outcome,
    Sentence,
    Stance,
    Timing,
    Verdict,
)
from factdesk.review import State
from factdesk.settings import SCALES
from small_desk import CLAIMS, claim, source, verdict


def test_the_newest_revision_of_each_reviewer_counts() -> None:
    newest, other = verdict("v3", label="False", revision=2), verdict("v2", "Bob Sample")
    assert review.latest([verdict("v1"), other, newest]) == {
        ("c1", "Ann Example"): newest,
        ("c1", "Bob Sample"): other,
    }


def test_a_blank_verdict_takes_the_last_one_back_but_its_revision_counts() -> None:
    verdicts = [verdict("v1"), verdict("v2", label="", revision=2)]
    assert review.latest(verdicts) == {}
    assert review.revisions(verdicts) == {("c1", "Ann Example"): 2}


@given(st.permutations([verdict(f"v{number}", revision=number) for number in range(1, 6)]))
def test_the_order_of_the_rows_does_not_matter(verdicts: list[Verdict]) -> None:
    assert review.latest(verdicts)["c1", "Ann Example"].revision == 5


@pytest.mark.parametrize(
    ("labels", "state"),
    [
        ([], State.OPEN),
        ([""], State.OPEN),
        (["True"], State.SINGLE),
        (["True", ""], State.SINGLE),
        (["True", "TRUE"], State.AGREED),
        (["True", "True", "True"], State.AGREED),
        (["True", "False"], State.DISPUTED),
        (["True", "True", "False"], State.DISPUTED),
    ],
)
def test_the_state_of_a_claim_follows_from_its_verdicts(labels: list[str], state: State) -> None:
    verdicts = [verdict(f"v{n}", f"Reviewer {n}", label) for n, label in enumerate(labels)]
    assert review.state(verdicts) is state
    assert review.states(review.latest(verdicts))["c1"] is state


def test_a_claim_that_nobody_judged_is_open() -> None:
    assert review.states({})["c9"] is State.OPEN


def test_active_claims_are_the_newest_revisions_in_the_order_of_the_text() -> None:
    edited = replace(CLAIMS[1], text="The bridge cost 12 million dollars.", revision=2)
    gone = replace(CLAIMS[0], status=ClaimStatus.SPLIT, revision=2)
    parts = [claim(3, 20, 36), claim(4, 0, 19)]
    assert review.active_claims([*CLAIMS, edited, gone, *parts]) == [parts[1], parts[0], edited]


def test_a_source_that_was_taken_back_is_left_out() -> None:
    kept = source("s2", title="newer", revision=2)
    records = [source("s1"), source("s2"), source("s1", withdrawn=True, revision=2), kept]
    assert review.active_sources(records) == [kept]


def test_the_history_of_a_claim_is_in_the_order_of_time() -> None:
    edited = replace(
        CLAIMS[0], text="Shorter.", revision=2, edited_by="Bob Sample", edited_at="2026-11-24T09:10:00Z"
    )
    events = review.history(
        "c1",
        [*CLAIMS, edited, claim(3, 0, 5, derived_from=("c1",))],
        [
            verdict("v1", decided_at="2026-11-24T09:30:00Z"),
            verdict("v2", label="", revision=2, decided_at="2026-11-24T09:40:00Z"),
            verdict("v3", claim_id="c2"),
        ],
        [
            source("s1", title="A call", added_at="2026-11-24T09:20:00Z"),
            source("s1", title="A call", added_at="2026-11-24T09:50:00Z", withdrawn=True, revision=2),
        ],
    )
    assert [(event.who, event.what) for event in events] == [
        ("", "found by the splitter"),
        ("Bob Sample", "edited"),
        ("Ann Example", "source attached: A call"),
        ("Ann Example", "True"),
        ("Ann Example", "verdict taken back"),
        ("Ann Example", "source taken back: A call"),
    ]


def test_the_history_names_how_a_claim_came_to_be() -> None:
    made = [
        claim(3, 0, 5, origin=Origin.PERSON),
        claim(4, 0, 5, derived_from=("c1", "c2")),
        claim(4, 0, 5, status=ClaimStatus.DISCARDED, revision=2),
    ]
    found = [event.what for id in ("c3", "c4") for event in review.history(id, made, [], [])]
    assert found == ["written", "made from c1, c2", "discarded"]


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda span: (span[0], span[0] + span[1]))


@given(st.lists(spans), st.lists(spans))
def test_a_sentence_is_covered_when_some_claim_shares_a_character_with_it(
    told: list[tuple[int, int]], claimed: list[tuple[int, int]]
) -> None:
    claims = [replace(CLAIMS[0], start=start, end=end) for start, end in claimed]
    expected = [any(start < last and first < end for start, end in claimed) for first, last in told]
    assert review.covered([Sentence(*span) for span in told], claims) == expected


def found(outcome: Outcome, timing: Timing = Timing.UNKNOWN, *places: str) -> Finding:
    evidence = tuple(Evidence(f"Fact {number}", place) for number, place in enumerate(places, 1))
    return Finding("c1", "office", outcome, "She had left by then.", evidence, ((0, 5),), timing)


YES, NO, OPEN = Outcome.SUPPORTED, Outcome.CONTRADICTED, Outcome.UNDETERMINED
GONE, EARLY = Timing.NO_LONGER, Timing.NOT_YET


@pytest.mark.parametrize(
    ("scale", "kind", "findings", "label"),
    [
        ("factdesk", "office", [], None),
        ("factdesk", "office", [(OPEN,)], None),
        ("factdesk", "office", [(YES,), (YES,)], "Supported"),
        ("factdesk", "office", [(YES,), (OPEN,)], None),
        ("factdesk", "event", [(YES,)], None),
        ("factdesk", "event", [(NO, GONE), (YES,)], "Outdated"),
        ("factdesk", "office", [(NO, GONE), (NO, EARLY)], "Refuted"),
        ("politifact", "office", [(NO, GONE)], "False"),
        ("averitec", "office", [(NO, GONE)], "Refuted"),
        ("true-false", "office", [(YES,)], "True"),
    ],
)
def test_findings_propose_what_the_scale_has_a_label_for(
    scale: str, kind: str, findings: list[tuple[Outcome, Timing]], label: str | None
) -> None:
    proposed = review.proposal(
        replace(CLAIMS[0], kind=ClaimKind(kind)), [found(*one) for one in findings], SCALES[scale]
    )
    assert (proposed.label if proposed else None) == label


def test_a_scale_whose_labels_stand_for_nothing_gets_no_proposal() -> None:
    scale = replace(
        SCALES["factdesk"], labels=tuple(replace(one, stands_for="") for one in SCALES["factdesk"].labels)
    )
    assert review.proposal(CLAIMS[0], [found(NO, GONE)], scale) is None


def test_evidence_becomes_one_source_for_each_place_and_a_data_set_a_citation() -> None:
    page = "https://www.example.org/ann"
    finding = found(NO, GONE, page, page, "Freedonia Leaders 2.1")
    proposed = review.proposal(CLAIMS[0], [finding, finding], SCALES["factdesk"])
    assert proposed and proposed.rationale == finding.message
    assert proposed.sources == (
        review.ProposedSource(page, "Fact 1; Fact 2", "example.org", Stance.REFUTES),
        review.ProposedSource("", "Fact 3", "Freedonia Leaders 2.1", Stance.REFUTES),
    )


# --- verdicts on earlier words ---------------------------------------------------------------------

REWORDED = replace(CLAIMS[0], text="Mayor Ann opened a bridge.", revision=2)
REQUOTED = replace(REWORDED, quote="other words", revision=3)


@pytest.mark.parametrize(
    ("judged", "newest", "is_earlier"),
    [
        (1, [CLAIMS[0]], False),
        (1, [CLAIMS[0], REWORDED], True),
        (2, [CLAIMS[0], REWORDED], False),
        (2, [CLAIMS[0], REWORDED, REQUOTED], True),
        (0, [CLAIMS[0], REWORDED], False),
        (1, [CLAIMS[0], REWORDED, replace(CLAIMS[0], revision=3)], False),
        (1, [CLAIMS[0], replace(CLAIMS[0], kind=ClaimKind.DATE, position=0.5, revision=2)], False),
        (1, [CLAIMS[0], replace(CLAIMS[0], quote=CLAIMS[0].quote.replace(" ", "\n"), revision=2)], False),
        (9, [CLAIMS[0]], False),
    ],
    ids=[
        *["only one", "reworded", "judged since", "other quote", "not recorded", "as before", "kind, place"],
        *["white space", "unknown revision"],
    ],
)
def test_a_verdict_on_words_that_were_changed_since_is_on_earlier_words(
    judged: int, newest: list[Claim], is_earlier: bool
) -> None:
    given = verdict("v1", claim_revision=judged)
    earlier = review.on_earlier_words([given], newest)
    assert (given.id in earlier) is is_earlier
    assert review.state([given], earlier) is (State.REOPENED if is_earlier else State.SINGLE)


@pytest.mark.parametrize(
    ("decided_at", "recorded", "judged"),
    [
        ("2026-11-24T09:00:00Z", 0, 1),
        ("2026-11-24T10:00:00Z", 0, 2),
        ("2026-11-24T12:00:00Z", 0, 3),
        ("2026-11-24T12:00:00Z", 1, 1),
        ("", 0, 0),
    ],
)
def test_a_verdict_that_names_no_revision_judged_the_newest_of_its_time(
    decided_at: str, recorded: int, judged: int
) -> None:
    log = [
        CLAIMS[0],
        *(replace(one, edited_at=f"2026-11-24T1{n}:00:00Z") for n, one in enumerate([REWORDED, REQUOTED])),
    ]
    given = verdict("v1", decided_at=decided_at, claim_revision=recorded)
    assert review.with_judged([given], log) == [replace(given, claim_revision=judged)]


def test_verdicts_on_present_words_count_and_earlier_ones_do_not() -> None:
    old, new = verdict("v1", label="False"), verdict("v2", "Bob Sample")
    assert review.state([old, new]) is State.DISPUTED
    assert review.state([old, new], {"v1"}) is State.SINGLE
    assert review.state([old, new, verdict("v3", "Cem Sample")], {"v1"}) is State.AGREED
    assert review.state([old, verdict("v2", "Bob Sample", "")], {"v1", "v2"}) is State.REOPENED
    assert review.state([verdict("v1", label="")], {"v1"}) is State.OPEN


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("It cost 12 million.", "It cost 14 million.", "=It cost |-12|+14|= million."),
        ("one two three", "three", "-one two |=three"),
        ("the old ferry", "the very old ferry", "=the |+very |=old ferry"),
        ("a b c", "x y z", "-a b c|+x y z"),
        ("It is $1,200.50 now", "It is $1,300.50 now", "=It is $|-1,200.50|+1,300.50|= now"),
        ("", "new", "+new"),
        ("same", "same", "=same"),
    ],
)
def test_the_difference_is_told_in_words(old: str, new: str, pieces: str) -> None:
    signs = {"equal": "=", "deleted": "-", "inserted": "+"}
    assert "|".join(signs[kind] + words for kind, words in review.word_diff(old, new)) == pieces


SOME_WORDS = st.text(st.sampled_from("ab ,.é\n"), max_size=40)


@given(SOME_WORDS, SOME_WORDS)
def test_the_pieces_of_a_difference_are_both_texts(old: str, new: str) -> None:
    pieces = review.word_diff(old, new)
    assert "".join(words for kind, words in pieces if kind != "inserted") == old
    assert "".join(words for kind, words in pieces if kind != "deleted") == new
    assert all(words for _, words in pieces)


def test_the_changes_of_a_claim_are_those_of_its_words() -> None:
    moved = replace(REWORDED, position=0.5, revision=3)
    again = replace(moved, text="Ann opened a bridge.", revision=4, edited_by="Ann Example")
    (first, second) = review.changes("c1", [*CLAIMS, REWORDED, moved, again])
    assert (first.revision, second.revision, second.who) == (2, 4, "Ann Example")
    assert ("deleted", "Mayor ") in second.text
    assert second.quote == (("equal", CLAIMS[0].quote),)


def test_what_stands_between_the_runs_of_a_claim_is_not_its_own() -> None:
    quote = "The bridge, as was told in May, cost 12 million."
    apart = replace(CLAIMS[0], start=5, end=5 + len(quote), quote=quote, spans=((5, 15), (37, 53)))
    assert review.said(apart) == "The bridge … cost 12 million."
    other = quote.replace("May", "the winter")
    longer = len(other) - len(quote)
    moved = replace(apart, end=apart.end + longer, quote=other, spans=((5, 15), (37 + longer, 53 + longer)))
    assert review.same_words(apart, moved)
    assert not review.same_words(apart, replace(moved, spans=()))
