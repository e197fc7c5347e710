"""What a browser sends is carried out once, in order, and never on top of what the person did not see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factdesk.desk import Desk
from factdesk.ui import board_data, outbox
from factdesk.ui.entries import Place
from factdesk.ui.outbox import Result

TEXT = (
    "💥 Mayor Ann Example opened the bridge in Freedonia on Monday. It cost 12 million dollars. "
    "The bridge is 300 metres long and carries four lanes."
)
SLUG = "the-bridge"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    desk = Desk.open(tmp_path / "claims")
    desk.add_article(TEXT, title="The bridge")
    yield Place(desk, SLUG, "Ann Example")
    desk.close()


def sent(number: int, action: str, claim: str, base: int = 0, **payload: Any) -> dict[str, Any]:
    prefix = {"decide": "v", "attach": "s", "add": "c"}.get(action, "e")
    return {
        "id": f"{prefix}{number:032x}",
        "seq": number,
        "action": action,
        "claim_id": claim,
        "payload": payload,
        "base_revision": base,
        "attempt": 1,
    }


def settle(place: Place, *rows: dict[str, Any], known: dict[str, Result] | None = None) -> list[str]:
    results = outbox.settle(place, outbox.read(list(rows)), known or {})
    return [results[row["id"]].status if row["id"] in results else "waiting" for row in rows]


def claim(place: Place, number: int = 0) -> str:
    return place.desk.claims(SLUG)[number].id


@pytest.mark.parametrize(
    "junk",
    [
        None,
        "text",
        [None, 1, []],
        [{"id": "x"}],
        [sent(1, "explode", "c1")],
        [sent(1, "decide", "c1") | {"id": "../../v1"}],
        [sent(1, "decide", "c1") | {"payload": "text"}],
        [sent(1, "decide", "c1") | {"base_revision": "1"}],
    ],
)
def test_what_is_no_entry_is_left_out(junk: object) -> None:
    assert outbox.read(junk) == []


def every_action(place: Place) -> list[list[dict[str, Any]]]:
    """Each action that a person can do, in an order in which all of them can be done."""
    first, second, third = claim(place, 0), claim(place, 1), claim(place, 2)
    return [
        [sent(1, "decide", first, verdict="Supported")],
        [sent(2, "attach", first, title="A call", stance="context")],
        [sent(3, "withdraw", first, source_id=sent(2, "attach", "")["id"])],
        [sent(4, "add", "c" + f"{4:032x}", start=0, end=7, text="Boom.")],
        [sent(5, "edit", first, 1, text="Another wording.")],
        [sent(8, "edit", first, 2, speaker="Ann Example", kind="comparison")],
        [sent(9, "move", first, 3, after=third)],
        [
            sent(
                6,
                "split",
                first,
                4,
                parts=[{"start": 0, "end": 4, "text": "A."}, {"start": 4, "end": 9, "text": "B."}],
            )
        ],
        [sent(7, "merge", second, 1, claim_ids=[second, third], text="Both.")],
    ]


def test_every_action_can_be_sent_again_and_is_done_once(place: Place) -> None:
    for rows in every_action(place):
        assert settle(place, *rows) == ["saved"], rows
        before = (place.desk.claims(SLUG), place.desk.verdicts(SLUG), place.desk.sources(SLUG))
        assert settle(place, *rows) == ["saved"], rows
        assert (place.desk.claims(SLUG), place.desk.verdicts(SLUG), place.desk.sources(SLUG)) == before


def test_a_discarded_claim_is_brought_back_once(place: Place) -> None:
    one, count = claim(place), len(place.desk.claims(SLUG))
    for rows, left in (([sent(1, "discard", one, 1)], count - 1), ([sent(2, "restore", one, 2)], count)):
        for _ in range(2):
            assert settle(place, *rows) == ["saved"]
            assert len(place.desk.claims(SLUG)) == left


def order(place: Place) -> list[str]:
    return [one.id for one in place.desk.claims(SLUG)]


def test_moves_made_one_after_the_other_can_all_be_sent_again(place: Place) -> None:
    first, second, third, *rest = order(place)
    rows = [
        sent(n, "move", first, n, after=after) for n, after in ((1, second), (2, third), (3, ""), (4, second))
    ]
    for sending in (rows[:1], rows[:3], rows, rows):
        assert settle(place, *sending) == ["saved"] * len(sending)
    assert order(place) == [second, first, third, *rest]
    assert sum(one.id == first for one in place.desk.claim_log(SLUG)) == 5


def test_another_move_on_the_same_revision_is_not_taken_for_ones_own(place: Place) -> None:
    """By oneself in another tab."""
    first, second, third, *_ = order(place)
    assert settle(place, sent(1, "move", first, 1, after=second)) == ["saved"]
    assert settle(place, sent(2, "move", first, 1, after=third)) == ["stale"]
    assert order(place)[:3] == [second, first, third]


def test_a_verdict_names_the_words_it_was_given_on(place: Place) -> None:
    first = claim(place)
    rows = [
        sent(1, "decide", first, verdict="Supported", claim_revision=1),
        sent(2, "edit", first, 1, text="Other words."),
        sent(3, "decide", first, 1, verdict="Refuted", claim_revision=2),
        sent(4, "decide", first, 2, verdict="Supported", claim_revision=9),
    ]
    assert settle(place, *rows) == ["saved"] * 4
    assert [given.claim_revision for given in place.desk.verdicts(SLUG)] == [1, 2, 2]


@pytest.mark.parametrize("action", ["split", "merge"])
def test_a_split_or_merge_taken_back_and_made_again_can_be_sent_again(place: Place, action: str) -> None:
    first, second, *_ = order(place)
    payload = {"parts": ANNS} if action == "split" else {"claim_ids": [first, second], "text": "Both."}
    rows = [
        sent(1, action, first, 1, **payload),
        sent(2, "restore", first, 2),
        sent(3, action, first, 3, **payload | {"base_revisions": {first: 3, second: 3}}),
        sent(4, "restore", first, 4),
    ]
    before = order(place)
    for sending in (rows[:1], rows[:2], rows[:2], rows[:3], rows, rows):
        assert settle(place, *sending) == ["saved"] * len(sending)
    assert order(place) == before
    assert sum(one.id == first for one in place.desk.claim_log(SLUG)) == 5


def test_a_part_of_a_claim_in_several_runs_has_those_that_it_holds(place: Place) -> None:
    first, second, third, *_ = place.desk.claims(SLUG)
    ids = [first.id, third.id]
    assert settle(place, sent(1, "merge", first.id, 1, claim_ids=ids, text="Both.")) == ["saved"]
    (whole,) = [one for one in place.desk.claims(SLUG) if one.derived_from]
    assert whole.spans == ((first.start, first.end), (third.start, third.end))
    rows = [(first.start + 1, first.start + 9, "A."), (first.start + 9, third.end, "B.")]
    parts = [
        {"start": start + 1, "end": end + 1, "text": text} for start, end, text in rows
    ]  # an emoji before
    assert settle(place, sent(2, "split", whole.id, 1, parts=parts)) == ["saved"]
    made = [one.spans for one in place.desk.claims(SLUG) if one.derived_from == (whole.id,)]
    assert made == [(), ((first.start + 9, first.end), (third.start, third.end))]
    assert second.id in order(place)


def test_what_was_split_and_split_again_is_not_brought_back_over_its_parts(place: Place) -> None:
    first = claim(place)
    settle(place, sent(1, "split", first, 1, parts=ANNS))
    part = next(one for one in place.desk.claims(SLUG) if one.text == "A.")
    inner = [{"start": 3, "end": 7, "text": "A1."}, {"start": 8, "end": 20, "text": "A2."}]
    assert settle(place, sent(2, "split", part.id, 1, parts=inner)) == ["saved"]
    (result,) = outbox.settle(place, outbox.read([sent(3, "restore", first, 2)]), {}).values()
    assert result.status == "refused" and "bring that one back first" in result.message


def test_words_selected_in_an_earlier_version_of_the_text_are_not_taken_for_others(place: Place) -> None:
    place.desk.add_version(SLUG, f"In May. {TEXT}", by="Bob Sample")
    row = sent(1, "add", f"c{1:032x}", start=3, end=20, text="Mine.", text_version=1)
    (result,) = outbox.settle(place, outbox.read([row]), {}).values()
    assert result.status == "refused" and "select the words again" in result.message


ANNS = [{"start": 3, "end": 20, "text": "A."}, {"start": 21, "end": 40, "text": "B."}]
BOBS = [{"start": 3, "end": 30, "text": "C."}, {"start": 31, "end": 40, "text": "D."}]


@pytest.mark.parametrize("other", ["Ann Example", "Bob Sample"])
def test_another_split_of_the_same_claim_is_not_taken_for_ones_own(place: Place, other: str) -> None:
    """By a colleague, or by oneself in another tab."""
    first = claim(place)
    assert settle(place, sent(1, "split", first, 1, parts=ANNS)) == ["saved"]
    before = place.desk.claims(SLUG)
    row = sent(2, "split", first, 1, parts=BOBS)
    (result,) = outbox.settle(replace(place, reviewer=other), outbox.read([row]), {}).values()
    assert (result.status, result.message) == (
        "refused",
        "this claim was split by Ann Example meanwhile; look at what took its place",
    )
    assert place.desk.claims(SLUG) == before


def test_a_colleagues_merge_of_the_same_claims_is_not_taken_for_ones_own(place: Place) -> None:
    ids = [claim(place, 1), claim(place, 2)]
    assert settle(place, sent(1, "merge", ids[0], 1, claim_ids=ids, text="Both.")) == ["saved"]
    before = place.desk.claims(SLUG)
    row = sent(2, "merge", ids[0], 1, claim_ids=ids, text="Both, in other words.")
    (result,) = outbox.settle(replace(place, reviewer="Bob Sample"), outbox.read([row]), {}).values()
    assert result.status == "refused"
    assert "merged by Ann Example" in result.message
    assert place.desk.claims(SLUG) == before


@pytest.mark.parametrize("edited", [0, 1])
def test_a_merge_of_what_somebody_edited_meanwhile_is_stale(place: Place, edited: int) -> None:
    ids = [claim(place, 1), claim(place, 2)]
    place.desk.edit_claim(SLUG, ids[edited], "Edited.", by="Bob Sample", base_revision=1)
    before = place.desk.claims(SLUG)
    seen = dict.fromkeys(ids, 1)
    row = sent(1, "merge", ids[0], 1, claim_ids=ids, text="Both.", base_revisions=seen)
    (result,) = outbox.settle(place, outbox.read([row]), {}).values()
    assert (result.status, result.current and result.current["text"]) == ("stale", "Edited.")
    assert place.desk.claims(SLUG) == before


def test_a_repeated_entry_counts_as_saved_although_a_colleague_went_on_from_it(place: Place) -> None:
    first, second = claim(place), claim(place, 1)
    split, edit = sent(1, "split", first, 1, parts=ANNS), sent(2, "edit", second, 1, text="Mine.")
    assert settle(place, split, edit) == ["saved", "saved"]
    part = next(one for one in place.desk.claims(SLUG) if one.text == "A.")
    place.desk.edit_claim(SLUG, part.id, "A, reworded.", by="Bob Sample", base_revision=1)
    place.desk.discard_claim(SLUG, second, by="Bob Sample", base_revision=2)
    before = place.desk.claims(SLUG)
    assert settle(place, split, edit) == ["saved", "saved"]
    assert place.desk.claims(SLUG) == before


@pytest.mark.parametrize("action", ["split", "merge"])
def test_a_claim_can_be_edited_and_then_split_or_merged_without_a_server(place: Place, action: str) -> None:
    """Both entries were made on the revision that the page was drawn with."""
    first = claim(place)
    edit = sent(1, "edit", first, 1, text="Mine.")
    then = sent(2, action, first, 1, parts=ANNS, claim_ids=[first, claim(place, 1)], text="Both.")
    assert settle(place, edit, then) == ["saved", "saved"]


def test_a_claim_that_a_colleague_split_is_not_reported_as_discarded(place: Place) -> None:
    first = claim(place)
    assert settle(replace(place, reviewer="Bob Sample"), sent(1, "split", first, 1, parts=ANNS)) == ["saved"]
    assert settle(place, sent(2, "discard", first, 1)) == ["refused"]


def test_what_was_made_on_top_of_a_refused_entry_waits(place: Place) -> None:
    one, other = claim(place), claim(place, 1)
    place.desk.decide(SLUG, one, reviewer="Ann Example", verdict="Refuted", rationale="another tab")
    rows = [
        sent(1, "decide", one, 0, verdict="Supported"),
        sent(2, "decide", one, 1, verdict="Outdated"),
        sent(3, "decide", other, 0, verdict="Supported"),
        sent(4, "attach", one, title="A call", stance="supports"),
    ]
    assert settle(place, *rows) == ["stale", "waiting", "saved", "saved"]
    result = outbox.settle(place, outbox.read(rows), {})[rows[0]["id"]]
    assert result.current is not None
    assert (result.current["what"], result.current["text"]) == ("Refuted", "another tab")
    assert [verdict.verdict for verdict in place.desk.verdicts(SLUG) if verdict.claim_id == one] == [
        "Refuted"
    ]


def test_an_entry_whose_result_is_known_is_not_carried_out_again(place: Place) -> None:
    row = sent(1, "decide", claim(place), verdict="Supported")
    known = {row["id"]: Result("refused", 1, "no")}
    assert settle(place, row, known=known) == ["refused"]
    assert settle(place, row | {"attempt": 2}, known=known) == ["saved"]


@pytest.mark.parametrize(
    ("action", "payload", "message"),
    [
        ("decide", {"verdict": "Flase"}, "not on this article's scale"),
        ("decide", {"verdict": 7}, "verdict is not a text"),
        ("decide", {"verdict": "Supported", "rationale": "x" * 30_000}, "30,000 characters"),
        ("attach", {"url": "javascript:alert(1)", "stance": "context"}, "not a web link"),
        ("edit", {"text": "  "}, "needs its wording"),
        ("split", {"parts": [{"start": "0", "end": 4, "text": "A."}]}, "select the words again"),
        ("merge", {"claim_ids": [], "text": "x"}, "at least two"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    place: Place, action: str, payload: dict[str, Any], message: str
) -> None:
    row = sent(1, action, claim(place), 1 if action in ("edit", "split") else 0, **payload)
    (result,) = outbox.settle(place, outbox.read([row]), {}).values()
    assert result.status == "refused"
    assert message in result.message


def test_a_disk_that_is_full_is_no_refusal(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(place.desk, "decide", full)
    assert settle(place, sent(1, "decide", claim(place), verdict="Supported")) == ["failed"]


def test_a_source_that_a_colleague_took_back_does_not_stop_a_verdict(place: Place) -> None:
    row = sent(1, "decide", claim(place), verdict="Supported", source_ids=["sgone"])
    assert settle(place, row) == ["saved"]


def test_runs_and_names_are_told_in_the_browsers_positions(place: Place) -> None:
    first, _, third, *_ = place.desk.claims(SLUG)
    ids = [first.id, third.id]
    assert settle(place, sent(1, "merge", first.id, 1, claim_ids=ids, text="Both.")) == ["saved"]
    (whole,) = [one for one in place.desk.claims(SLUG) if one.derived_from]
    (told,) = [one for one in board_data.base(place.desk, SLUG)["claims"] if one["id"] == whole.id]
    units = TEXT.encode("utf-16-le")
    runs = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in told["spans"]]
    assert runs == [first.quote, third.quote]
    names = {units[2 * one["start"] : 2 * one["end"]].decode("utf-16-le") for one in told["entities"]}
    assert names == {TEXT[one.start : one.end] for one in whole.entities}
    assert [one["id"] for one in told["former"]] == ids


def test_what_a_new_version_did_is_told_in_one_line_and_by_claim(place: Place) -> None:
    first, second, *_ = place.desk.claims(SLUG)
    assert board_data.base(place.desk, SLUG)["version"] == ""
    changed = TEXT.replace("12 million", "13 million") + " Ann Example left Freedonia in May."
    place.desk.add_version(SLUG, changed, by="Bob Sample")
    told = board_data.base(place.desk, SLUG)
    claims = {one["id"]: one for one in told["claims"]}
    assert told["version"].startswith("Version 2 of ") and "1 reopened, 1 new" in told["version"]
    assert claims[first.id]["changed"] is None and not claims[first.id]["fresh"]
    assert [words for op, words in claims[second.id]["changed"] if op.startswith("ins")] == ["13"]
    assert [one["text"] for one in claims.values() if one["fresh"]] == ["Ann Example left Freedonia in May."]


def test_positions_are_translated_behind_emoji(place: Place) -> None:
    told = board_data.base(place.desk, SLUG)
    text = TEXT.encode("utf-16-le")
    for known, shown in zip(place.desk.claims(SLUG), told["claims"], strict=True):
        assert text[2 * shown["start"] : 2 * shown["end"]].decode("utf-16-le") == known.quote
    start = len(TEXT[: TEXT.index("the bridge")].encode("utf-16-le")) // 2
    row = sent(9, "add", "c" + f"{9:032x}", start=start, end=start + 10, text="A bridge.")
    assert settle(place, row) == ["saved"]
    assert "the bridge" in [one.quote for one in place.desk.claims(SLUG)]


def accepted(
    number: int, claim_id: str, base: int = 0, url: str = "https://example.org/ann"
) -> dict[str, Any]:
    row = {"id": f"s{number:032x}", "url": url, "title": "A fact", "publisher": "", "stance": "refutes"}
    payload = {
        "verdict": "Refuted",
        "rationale": "So.",
        "confidence": None,
        "source_ids": [],
        "sources": [row],
    }
    return sent(number, "accept", claim_id, base, **payload) | {"id": f"v{number:032x}"}


def test_an_accepted_proposal_is_a_verdict_with_its_sources_sent_twice_or_not(place: Place) -> None:
    entry = accepted(1, claim(place))
    assert settle(place, entry) == settle(place, entry) == ["saved"]
    (verdict,), (source,) = place.desk.verdicts(SLUG), place.desk.sources(SLUG)
    assert (verdict.verdict, verdict.reviewer, verdict.source_ids) == (
        "Refuted",
        place.reviewer,
        (source.id,),
    )
    assert source.accessed


def test_a_link_that_the_claim_has_is_cited_and_not_attached_again(place: Place) -> None:
    settle(place, accepted(1, claim(place)), accepted(2, claim(place), 1))
    (source,) = place.desk.sources(SLUG)
    assert place.desk.verdicts(SLUG)[-1].source_ids == (source.id,)


def test_a_stale_or_refused_acceptance_attaches_nothing(place: Place) -> None:
    settle(place, sent(1, "decide", claim(place), verdict="Supported"))
    assert settle(place, accepted(2, claim(place))) == ["stale"]
    assert settle(place, accepted(3, claim(place, 1), url="javascript:alert(1)")) == ["refused"]
    assert place.desk.sources(SLUG) == []


@pytest.mark.parametrize("chosen", [[["s1"]], [{}], [None, 5], "s1"])
def test_sources_of_a_verdict_that_cannot_be_read_are_left_out(place: Place, chosen: object) -> None:
    entry = sent(1, "decide", claim(place), verdict="Supported", source_ids=chosen)
    assert settle(place, entry) == ["saved"]
