"""People correct the split: claims are moved, get another speaker or kind, and pass on what they know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk import split
from factdesk.desk import Desk, order
from factdesk.errors import BadInput, Stale
from factdesk.model import Claim, ClaimKind, Entity, EntityKind
from factdesk.review import order_key, place_of
from factdesk.store.validate import validate
from small_desk import claim as made

TEXT = (
    "Ann Example opened the bridge on Monday. Bob Sample said the bridge cost 12 million dollars. "
    "According to diplomatic sources, the ferry stopped and the crew left."
)
SLUG = "the-bridge"


@pytest.fixture
def desk(tmp_path: Path, database_url: str | None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk on which the splitter has found five claims, two of them on words that begin alike."""
    monkeypatch.setattr(split, "split", lambda article, progress=None: list(FOUND))
    desk = Desk.open(tmp_path / "claims", database_url)
    desk.add_article(TEXT, title="The bridge", by="Ann Example")
    return desk


def found(words: str, number: int, **fields: object) -> Claim:
    start = TEXT.index(words)
    claim = Claim(f"c{number}", start, start + len(words), words, words, ClaimKind.EVENT)
    return replace(claim, **fields)  # type: ignore[arg-type]  # fields of Claim


BY_BOB = {"speaker": "Bob Sample", "saying": "said", "quoted": True}
BY_SOURCES = {"speaker": "diplomatic sources", "saying": "According to", "anonymous": True}
FOUND = [
    found("Ann Example opened the bridge", 1, entities=(Entity(0, 11, EntityKind.PERSON),)),
    found("Ann Example opened the bridge on Monday", 2, entities=(Entity(33, 39, EntityKind.DATE),)),
    found("the bridge cost 12 million dollars", 3, kind=ClaimKind.QUANTITY, **BY_BOB),
    found("the ferry stopped", 4, **BY_SOURCES),
    found("the crew left", 5, **BY_SOURCES),
]


def ids(desk: Desk) -> list[str]:
    return [claim.id for claim in desk.claims(SLUG)]


def one(desk: Desk, id: str) -> Claim:
    return next(claim for claim in desk.claims(SLUG) if claim.id == id)


# --- order -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim_id", "after", "expected"),
    [
        ("c5", None, "c5 c1 c2 c3 c4"),
        ("c5", "c1", "c1 c5 c2 c3 c4"),
        ("c1", "c5", "c2 c3 c4 c5 c1"),
        ("c2", "c3", "c1 c3 c2 c4 c5"),
        ("c3", "c2", "c1 c2 c3 c4 c5"),
        ("c1", None, "c1 c2 c3 c4 c5"),
    ],
)
def test_a_claim_is_put_behind_another(desk: Desk, claim_id: str, after: str | None, expected: str) -> None:
    desk.move_claim(SLUG, claim_id, after=after, by="Ann Example", base_revision=1)
    assert ids(desk) == expected.split()
    rows = list(map(order_key, desk.report_data(SLUG).claims))
    assert rows == sorted(rows)
    moved = expected != "c1 c2 c3 c4 c5"
    assert [event.what for event in desk.history(SLUG, claim_id)][1:] == ["moved"] * moved
    assert validate(desk.folder) == []


def test_moving_on_an_older_revision_is_refused(desk: Desk) -> None:
    desk.edit_claim(SLUG, "c5", "The crew went.", by="Bob Sample", base_revision=1)
    with pytest.raises(Stale):
        desk.move_claim(SLUG, "c5", after="c1", by="Ann Example", base_revision=1)
    with pytest.raises(BadInput, match="c9 is not under review"):
        desk.move_claim(SLUG, "c5", after="c9", by="Ann Example", base_revision=2)


def test_claims_in_one_place_are_numbered_anew_where_nothing_fits_between(desk: Desk) -> None:
    for id in ("c6", "c7"):
        desk.add_claim(SLUG, 0, 29, f"Wording {id}.", by="Ann Example", claim_id=id)
    assert ids(desk)[:4] == ["c1", "c6", "c7", "c2"]
    desk.move_claim(SLUG, "c5", after="c1", by="Ann Example", base_revision=1)
    assert ids(desk) == ["c1", "c5", "c6", "c7", "c2", "c3", "c4"]
    assert [event.what for event in desk.history(SLUG, "c6")][1:] == ["moved"]
    assert [event.what for event in desk.history(SLUG, "c2")][1:] == []


def test_a_claim_can_be_moved_between_the_same_two_again_and_again(desk: Desk) -> None:
    for number in range(120):
        claim_id = ("c5", "c4")[number % 2]
        revision = one(desk, claim_id).revision
        desk.move_claim(SLUG, claim_id, after="c1", by="Ann Example", base_revision=revision)
        assert ids(desk)[1] == claim_id


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(-1, 7)), max_size=60))
def test_any_moves_give_the_order_of_a_list(moves: list[tuple[int, int]]) -> None:
    claims = [made(number, number // 3, number // 3 + 5) for number in range(8)]
    expected = [claim.id for claim in sorted(claims, key=order_key)]
    for what, where in moves:
        moved, after = claims[what].id, None if where < 0 else claims[where].id
        if moved == after:
            continue
        ordered = sorted(claims, key=order_key)
        places = order.behind(ordered, claims[what], after)
        claims = [replace(c, position=places.get(c.id, c.position)) for c in claims]
        expected.remove(moved)
        expected.insert(0 if after is None else expected.index(after) + 1, moved)
        assert [claim.id for claim in sorted(claims, key=order_key)] == expected


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9), st.integers(1, 9))
def test_places_between_two_are_in_order_or_there_are_none(low: float, high: float, count: int) -> None:
    places = order.between(low, high, count)
    assert places == sorted(set(places))
    assert all(low < place < high for place in places)


# --- speaker and kind ------------------------------------------------------------------------------


def test_speaker_and_kind_are_corrected_and_the_wording_stays(desk: Desk) -> None:
    desk.edit_claim(SLUG, "c3", speaker="  Cem  Sample ", kind="Causal", by="Ann Example", base_revision=1)
    claim = one(desk, "c3")
    assert (claim.speaker, claim.saying, claim.quoted, claim.anonymous) == ("Cem Sample", "said", True, False)
    assert (claim.kind, claim.text) == (ClaimKind.CAUSAL, FOUND[2].text)
    assert desk.history(SLUG, "c3")[-1].what == "kind and speaker corrected"


def test_a_speaker_without_a_name_is_anonymous_and_none_at_all_leaves_no_word_of_saying(desk: Desk) -> None:
    desk.edit_claim(SLUG, "c3", speaker="two officials", by="Ann Example", base_revision=1)
    assert one(desk, "c3").anonymous
    desk.edit_claim(SLUG, "c3", speaker="", by="Ann Example", base_revision=2)
    claim = one(desk, "c3")
    assert (claim.speaker, claim.saying, claim.quoted, claim.anonymous) == ("", "", False, False)


def test_other_words_keep_the_speaker_and_a_kind_that_a_person_chose(desk: Desk) -> None:
    desk.edit_claim(SLUG, "c3", kind="opinion", by="Ann Example", base_revision=1)
    desk.edit_claim(SLUG, "c3", "The bridge cost 14 million.", by="Ann Example", base_revision=2)
    claim = one(desk, "c3")
    assert (claim.speaker, claim.kind) == ("Bob Sample", ClaimKind.OPINION)


def test_a_kind_that_the_wording_decided_follows_it(desk: Desk) -> None:
    desk.edit_claim(SLUG, "c5", "The crew left.", by="Ann Example", base_revision=1)
    desk.edit_claim(SLUG, "c5", "The crew of 12 men left.", by="Ann Example", base_revision=2)
    assert one(desk, "c5").kind is split.kind_of("The crew of 12 men left.")[0]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "gossip"}, "'gossip' is not a kind of claim; choose one of office, event"),
        ({"speaker": "x" * 301}, "300 characters at most"),
        ({"text": "  "}, "needs its wording"),
    ],
)
def test_what_cannot_be_used_is_said(desk: Desk, fields: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        desk.edit_claim(SLUG, "c3", by="Ann Example", base_revision=1, **fields)  # type: ignore[arg-type]


# --- splitting and merging -------------------------------------------------------------------------


def test_the_parts_of_a_claim_have_its_speaker_and_the_entities_in_their_words(desk: Desk) -> None:
    old = one(desk, "c3")
    cut = old.start + len("the bridge")
    parts = [(old.start, cut, "There is a bridge."), (cut, old.end, "It cost 12 million dollars.")]
    for part in desk.split_claim(SLUG, "c3", parts, by="Ann Example", base_revision=1):
        assert (part.speaker, part.saying, part.quoted) == ("Bob Sample", "said", True)
        assert part.derived_from == ("c3",)
    written = desk.add_claim(SLUG, 0, 29, "She opened it.", by="Ann Example")
    assert written.entities == (Entity(0, 11, EntityKind.PERSON),)


def test_the_parts_of_a_claim_that_was_moved_stand_where_it_stood(desk: Desk) -> None:
    desk.move_claim(SLUG, "c3", after=None, by="Ann Example", base_revision=1)
    old = one(desk, "c3")
    cut = old.start + len("the bridge")
    parts = [(old.start, cut, "There is a bridge."), (cut, old.end, "It cost 12 million dollars.")]
    new = desk.split_claim(SLUG, "c3", parts, by="Ann Example", base_revision=2)
    assert ids(desk)[:3] == [new[0].id, new[1].id, "c1"]


def test_a_merged_claim_has_the_speaker_and_the_runs_of_words_of_its_parts(desk: Desk) -> None:
    merged = desk.merge_claims(SLUG, ["c5", "c4"], "The ferry stopped, the crew left.", by="Ann Example")
    assert (merged.speaker, merged.saying, merged.anonymous) == ("diplomatic sources", "According to", True)
    assert merged.spans == ((FOUND[3].start, FOUND[3].end), (FOUND[4].start, FOUND[4].end))
    assert merged.derived_from == ("c5", "c4")


def test_a_merge_of_what_two_people_say_has_no_speaker(desk: Desk) -> None:
    assert desk.merge_claims(SLUG, ["c3", "c4"], "Both.", by="Ann Example").speaker == ""


def test_a_merged_claim_stands_where_the_first_of_its_parts_stood(desk: Desk) -> None:
    desk.move_claim(SLUG, "c5", after="c1", by="Ann Example", base_revision=1)
    merged = desk.merge_claims(SLUG, ["c4", "c5"], "Both.", by="Ann Example")
    assert ids(desk) == ["c1", merged.id, "c2", "c3"]
    assert place_of(merged) < FOUND[3].start
