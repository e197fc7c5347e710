"""An article that comes in again in other words: which claims stay, which are reopened, gone or new."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import postgres
from factdesk import split
from factdesk.desk import Desk, Version
from factdesk.desk.alignment import Alignment
from factdesk.desk.carry import Split, carried
from factdesk.errors import BadInput, NotFound, Stale
from factdesk.model import Article, Claim, ClaimKind, ClaimStatus, Origin, Verdict
from factdesk.review import State
from factdesk.store import Store
from factdesk.store.validate import validate

TEXT = (
    "Mayor Ann Example opened the bridge in Freedonia on Monday. It cost 12 million dollars.\n\n"
    "The bridge is 300 metres long. Bob Sample called the work a success. "
    "The old ferry stopped in May. Cem Sample sold the ferry to a museum."
)
SLUG = "the-bridge"


@pytest.fixture
def desk(tmp_path: Path, database_url: str | None) -> Desk:
    return new_desk(tmp_path / "claims", database_url)


def new_desk(folder: Path, url: str | None = None, text: str = TEXT) -> Desk:
    desk = Desk.open(folder, url)
    desk.add_article(text, title="The bridge", url="https://example.org/bridge", by="Ann Example")
    return desk


def claim(desk: Desk, words: str) -> Claim:
    """The claim under review on these words."""
    return next(claim for claim in desk.claims(SLUG) if words in claim.quote)


def judge_all(desk: Desk) -> None:
    for one in desk.claims(SLUG):
        desk.decide(SLUG, one.id, reviewer="Ann Example", verdict="Supported")


def change(desk: Desk, *pairs: tuple[str, str], text: str = TEXT) -> Version:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return desk.add_version(SLUG, text, by="Bob Sample")


@pytest.mark.postgres
def test_a_question_right_after_another_machine_added_a_version_is_of_one_version(
    tmp_path: Path, postgres_server: str
) -> None:
    url = postgres.new_database(postgres_server, "onequestion")
    here = new_desk(tmp_path / "here", url)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    there = Desk.open(tmp_path / "there", url)
    there.claims(SLUG)
    change(here, ("Mayor Ann", "In the rain Mayor Ann"))
    assert there.claims(SLUG) == here.claims(SLUG)
    change(here, ("Mayor Ann", "In the snow Mayor Ann"))
    data = there.report_data(SLUG)
    assert data.claims and all(data.article.text[one.start : one.end] == one.quote for one in data.claims)


def test_a_verdict_of_an_earlier_desk_is_reopened_too(desk: Desk, database_url: str | None) -> None:
    cost = claim(desk, "It cost")
    old = Verdict("v1", cost.id, "Ann Example", "Supported", decided_at="2026-01-01T00:00:00Z")
    Store(desk.folder, database_url).append(SLUG, [old])
    assert desk.states(SLUG)[cost.id] is State.SINGLE
    change(desk, ("12 million", "14 million"))
    assert desk.states(SLUG)[cost.id] is State.REOPENED


def test_a_verdict_on_a_claim_whose_words_went_meanwhile_is_refused_with_the_reason(desk: Desk) -> None:
    ferry = claim(desk, "The old ferry")
    change(desk, (" The old ferry stopped in May.", ""))
    with pytest.raises(BadInput, match="taken out of the text by Bob Sample meanwhile"):
        desk.decide(SLUG, ferry.id, reviewer="Ann Example", verdict="Supported")


def in_order(desk: Desk) -> bool:
    """Whether each revision of each claim stands in its version of the text, and the files keep the rules."""
    return validate(desk.folder) == [] and all(
        desk.text(SLUG, one.text_version)[one.start : one.end] == one.quote
        for one in desk._store.claims(SLUG)
    )


def test_a_changed_number_reopens_one_claim_and_shows_the_difference(desk: Desk) -> None:
    judge_all(desk)
    count = len(desk.claims(SLUG))
    before = claim(desk, "12 million")
    added = change(desk, ("12 million", "14 million"))
    assert added.words == f"Version 2: {count - 1} claims unchanged, 1 reopened"
    states = desk.states(SLUG)
    assert [id for id, state in states.items() if state is State.REOPENED] == [before.id]
    assert set(states.values()) == {State.SINGLE, State.REOPENED}
    (shown,) = desk.changes(SLUG, before.id)
    assert [piece for piece in shown.text if piece[0] != "equal"] == [("deleted", "12"), ("inserted", "14")]
    assert (shown.text_version, shown.who) == (2, "Bob Sample")
    assert desk.history(SLUG, before.id)[-1].what == "version 2 of the text, reopened: its words changed"
    assert in_order(desk)


def test_a_verdict_on_the_new_words_closes_the_claim_again(desk: Desk) -> None:
    judge_all(desk)
    change(desk, ("12 million", "14 million"))
    reopened = claim(desk, "14 million")
    desk.decide(SLUG, reopened.id, reviewer="Ann Example", verdict="Supported", base_revision=1)
    assert desk.states(SLUG)[reopened.id] is State.SINGLE
    assert desk.verdicts(SLUG)[-1].claim_revision == reopened.revision == 2


def test_a_verdict_typed_on_the_old_words_arrives_late(desk: Desk) -> None:
    old = claim(desk, "12 million")
    change(desk, ("12 million", "14 million"))
    desk.decide(SLUG, old.id, reviewer="Ann Example", verdict="Supported", claim_revision=old.revision)
    assert desk.states(SLUG)[old.id] is State.REOPENED
    with pytest.raises(BadInput, match="no revision 9"):
        desk.decide(SLUG, old.id, reviewer="Bob Sample", verdict="Supported", claim_revision=9)


def test_words_that_only_moved_keep_their_verdicts(desk: Desk) -> None:
    judge_all(desk)
    first, second = TEXT.split("\n\n")
    added = desk.add_version(SLUG, f"{second}\n\n{first}\n", by="Bob Sample")
    assert not (added.carried.reopened or added.carried.gone or added.carried.new)
    assert set(desk.states(SLUG).values()) == {State.SINGLE}
    assert desk.claims(SLUG)[0].quote.startswith("The bridge is")
    assert in_order(desk)


def test_other_line_breaks_reopen_nothing(desk: Desk) -> None:
    judge_all(desk)
    added = change(desk, ("opened the", "opened\nthe"), ("300 metres", "300\u00a0metres"))
    assert added.words == f"Version 2: {len(desk.claims(SLUG))} claims unchanged"
    assert set(desk.states(SLUG).values()) == {State.SINGLE}
    assert in_order(desk)


def test_a_deleted_sentence_takes_its_claim_out_of_review(desk: Desk) -> None:
    gone = claim(desk, "300 metres")
    added = change(desk, ("The bridge is 300 metres long. ", ""))
    assert [one.id for one in added.carried.gone] == [gone.id]
    assert gone.id not in {one.id for one in desk.claims(SLUG)}
    assert "no longer stand in the text" in desk.history(SLUG, gone.id)[-1].what
    with pytest.raises(BadInput):
        desk.restore_claim(SLUG, gone.id, by="Ann Example", base_revision=2)
    assert in_order(desk)


def test_words_that_come_back_bring_their_claim_and_verdict_back(desk: Desk) -> None:
    judge_all(desk)
    ids = {one.id for one in desk.claims(SLUG)}
    change(desk, ("The bridge is 300 metres long. ", ""))
    added = desk.add_version(SLUG, TEXT, by="Bob Sample")
    assert (added.article.version, added.carried.new) == (3, ())
    assert {one.id for one in desk.claims(SLUG)} == ids
    assert set(desk.states(SLUG).values()) == {State.SINGLE}
    assert in_order(desk)


def test_a_new_sentence_brings_a_new_claim(desk: Desk) -> None:
    added = change(desk, ("Bob Sample called", "Twelve boats came. Bob Sample called"))
    assert [(one.quote, one.origin) for one in added.carried.new] == [("Twelve boats came.", Origin.AUTO)]
    assert claim(desk, "Twelve boats").edited_by == ""
    assert in_order(desk)


def test_a_persons_wording_stays_on_words_that_stand(desk: Desk) -> None:
    one = claim(desk, "300 metres")
    desk.edit_claim(SLUG, one.id, "The bridge measures 300 metres.", by="Ann Example", base_revision=1)
    desk.decide(SLUG, one.id, reviewer="Ann Example", verdict="Supported")
    change(desk, ("12 million", "14 million"))
    assert claim(desk, "300 metres").text == "The bridge measures 300 metres."
    assert desk.states(SLUG)[one.id] is State.SINGLE


def test_a_discarded_claim_comes_back_only_in_other_words(desk: Desk) -> None:
    stays, changes = claim(desk, "300 metres"), claim(desk, "12 million")
    for one in (stays, changes):
        desk.discard_claim(SLUG, one.id, by="Ann Example", base_revision=1)
    added = change(desk, ("12 million", "14 million"), ("Monday", "Tuesday"))
    assert not any("300 metres" in one.quote for one in desk.claims(SLUG))
    assert any("14 million" in one.quote for one in added.carried.new)
    back = desk.restore_claim(SLUG, stays.id, by="Ann Example", base_revision=3)
    assert back.text_version == 2
    with pytest.raises(BadInput, match="do not stand in the text any more"):
        desk.restore_claim(SLUG, changes.id, by="Ann Example", base_revision=2)
    assert in_order(desk)


def test_what_people_split_and_merged_is_not_found_again(desk: Desk) -> None:
    one, two = claim(desk, "stopped in May"), claim(desk, "to a museum")
    merged = desk.merge_claims(SLUG, [one.id, two.id], "The ferry stopped and was sold.", by="Ann Example")
    added = change(desk, ("12 million", "14 million"))
    assert added.carried.new == ()
    assert merged.id in {claim.id for claim in desk.claims(SLUG)}
    assert in_order(desk)


def test_a_persons_claim_over_two_sentences_stays_when_one_changes(desk: Desk) -> None:
    one, two = claim(desk, "stopped in May"), claim(desk, "to a museum")
    merged = desk.merge_claims(SLUG, [one.id, two.id], "The ferry stopped and was sold.", by="Ann Example")
    desk.decide(SLUG, merged.id, reviewer="Ann Example", verdict="Supported")
    change(desk, ("stopped in May", "stopped for good in the month of June"))
    assert desk.states(SLUG)[merged.id] is State.REOPENED
    assert in_order(desk)


def test_what_changes_between_the_runs_of_words_of_a_claim_leaves_it_alone(desk: Desk) -> None:
    one, two = claim(desk, "opened the bridge"), claim(desk, "300 metres")
    merged = desk.merge_claims(SLUG, [one.id, two.id], "A bridge of 300 metres was opened.", by="Ann Example")
    desk.decide(SLUG, merged.id, reviewer="Ann Example", verdict="Supported")
    change(desk, ("12 million", "14 million"))
    moved = next(one for one in desk.claims(SLUG) if one.id == merged.id)
    assert "14 million" in moved.quote and len(moved.spans) == 2
    assert desk.states(SLUG)[merged.id] is State.SINGLE
    assert in_order(desk)


def test_a_claim_that_is_denied_now_is_reopened(desk: Desk) -> None:
    judge_all(desk)
    one = claim(desk, "300 metres")
    change(desk, ("The bridge is 300 metres long.", "Is it true that the bridge is 300 metres long?"))
    assert desk.states(SLUG).get(one.id) in (None, State.REOPENED)
    assert in_order(desk)


def test_a_name_that_was_changed_reopens_what_is_worded_with_it(tmp_path: Path) -> None:
    text = "Dia Sample was born in Freedonia in 1950. She sold 12 boats in May."
    desk = new_desk(tmp_path, text=text)
    judge_all(desk)
    assert "Dia Sample sold" in claim(desk, "12 boats").text
    change(desk, ("Dia Sample", "Eve Example"), text=text)
    reopened = claim(desk, "12 boats")
    assert "Eve Example sold" in reopened.text
    assert desk.states(SLUG)[reopened.id] is State.REOPENED


def test_a_name_that_the_text_no_longer_has_leaves_the_wording(tmp_path: Path) -> None:
    text = "Dia Sample was born in Freedonia in 1950. She sold 12 boats in May."
    desk = new_desk(tmp_path, text=text)
    judge_all(desk)
    change(desk, ("Dia Sample was born in Freedonia in 1950. ", ""), text=text)
    assert "Dia Sample" not in claim(desk, "12 boats").text
    assert desk.states(SLUG)[claim(desk, "12 boats").id] is State.REOPENED


@pytest.mark.parametrize(
    ("first", "wording", "fate", "expected"),
    [
        ("Dia Sample and Eve Example ran.", "She sold 12 boats.", "unchanged", "Dia Sample sold 12 boats."),
        ("Eve Example ran.", "She sold 12 boats.", "reopened", "She sold 12 boats."),
        ("Eve Example ran.", "Eve Example sold 12 boats.", "reopened", "Eve Example sold 12 boats."),
        ("At last Dia Sample ran.", "Dia Sample sold 12 boats.", "unchanged", "Dia Sample sold 12 boats."),
    ],
    ids=["not told any more", "gone from the text", "another name", "the same name"],
)
def test_a_wording_follows_what_stands_around_the_words(
    first: str, wording: str, fate: str, expected: str
) -> None:
    old, new = (Article(text=f"{one} She sold 12 boats.") for one in ("Dia Sample ran.", first))
    found = [_on(old, "Dia Sample sold 12 boats."), _on(new, wording)]
    aligned = Alignment(old.text, split.sentences(old.text), new.text, split.sentences(new.text))
    done = carried({"c1": found[0]}, Split(old, found[:1]), Split(new, found[1:]), aligned)
    assert [one.text for one in getattr(done, fate)] == [expected]
    assert len(done.records) == 1


def _on(article: Article, wording: str) -> Claim:
    words = "She sold 12 boats."
    start = article.text.index(words)
    return Claim("c1", start, start + len(words), words, wording, ClaimKind.EVENT)


def test_a_claim_that_was_moved_stays_behind_the_same_claim(desk: Desk) -> None:
    last, second = desk.claims(SLUG)[-1], desk.claims(SLUG)[1]
    desk.move_claim(SLUG, last.id, after=second.id, by="Ann Example", base_revision=1)
    order = [one.id for one in desk.claims(SLUG)]
    assert order.index(last.id) == 2
    change(desk, ("Mayor Ann", "At long last, and after years of delay, Mayor Ann"))
    assert [one.id for one in desk.claims(SLUG)] == order
    assert in_order(desk)


def test_the_same_text_changes_nothing(desk: Desk) -> None:
    found = desk.add_version(SLUG, f"\n{TEXT}\n", by="Bob Sample")
    assert found.already_there
    assert desk.article(SLUG).version == 1


def test_a_preview_says_the_same_and_stores_nothing(desk: Desk) -> None:
    told = desk.preview_version(SLUG, TEXT.replace("12 million", "14 million"))
    assert desk.article(SLUG).text == TEXT
    assert change(desk, ("12 million", "14 million")).words == told.words


def test_the_text_of_another_article_is_refused(desk: Desk) -> None:
    other = "The tunnel is 2 kilometres long. It was dug by hand."
    desk.add_article(other, title="The tunnel")
    with pytest.raises(BadInput, match="as “The tunnel”"):
        desk.add_version(SLUG, other, by="Bob Sample")
    with pytest.raises(NotFound):
        desk.add_version("nowhere", other, by="Bob Sample")


def test_a_colleagues_edit_meanwhile_keeps_the_version_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Desk.preview_version

    def slow(self: Desk, slug: str, text: str, progress: object = None) -> Version:
        found = preview(self, slug, text)
        one = claim(self, "300 metres")
        self.edit_claim(slug, one.id, "Reworded.", by="Ann Example", base_revision=one.revision)
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Desk, "preview_version", slow)
        with pytest.raises(Stale):
            change(desk, ("12 million", "14 million"))
    assert desk.article(SLUG).text == TEXT
    assert in_order(desk)


def test_a_claim_selected_in_the_former_text_is_refused(desk: Desk) -> None:
    change(desk, ("Mayor Ann", "At last Mayor Ann"))
    with pytest.raises(Stale, match="at version 2 by now"):
        desk.add_claim(SLUG, 0, 17, "Ann is mayor.", by="Ann Example", text_version=1)
    assert desk.add_claim(SLUG, 8, 25, "Ann is mayor.", by="Ann Example", text_version=2).text_version == 2


def test_a_version_that_came_with_the_files_shows_its_claims_once_they_are_imported(tmp_path: Path) -> None:
    mine = new_desk(tmp_path / "mine")
    judge_all(mine)
    mine.close()
    shutil.copytree(tmp_path / "mine", tmp_path / "theirs")
    change(
        Desk.open(tmp_path / "theirs"),
        ("12 million", "14 million"),
        ("Mayor Ann", "Rain fell all day. Mayor Ann"),
    )
    for name in ("article.v1.txt", "article.v2.txt", "article.json", "article.txt", "claims.csv"):
        shutil.copy(tmp_path / "theirs" / SLUG / name, tmp_path / "mine" / SLUG / name)
    desk = Desk.open(tmp_path / "mine")
    assert (desk.article(SLUG).version, desk.claims(SLUG)) == (2, [])
    assert any("speak of a former version" in problem for problem in desk.problems())
    (offered,) = desk.incoming()
    desk.import_incoming(offered, [row.key for row in offered.differences], by="Ann Example")
    assert desk.problems() == []
    assert [state for state in desk.states(SLUG).values() if state is State.REOPENED] == [State.REOPENED]
    assert in_order(desk)


# --- which article a text belongs to ---------------------------------------------------------------

UNLIKE = "A new museum opened in Sylvania. Dia Sample gave a speech about its three halls and its garden."


@pytest.mark.parametrize(
    ("text", "url", "found"),
    [
        (TEXT.replace("12 million", "14 million"), "", SLUG),
        (f"Correction. {TEXT} More than 500 people came to see it, and many stayed until night.", "", SLUG),
        (TEXT[: len(TEXT) // 2], "", SLUG),
        (UNLIKE, "", None),
        (UNLIKE, "https://example.org/bridge/", SLUG),
        (UNLIKE, "https://example.org/other", None),
        ("It cost 12 million dollars.", "", None),
    ],
    ids=["a number", "more text", "half of it", "another", "the same link", "another link", "one sentence"],
)
def test_a_text_is_known_as_a_version_of_an_article(
    tmp_path: Path, text: str, url: str, found: str | None
) -> None:
    assert new_desk(tmp_path).similar_article(text, url) == found


# --- any edit --------------------------------------------------------------------------------------

SENTENCES = re.findall(r"\S[^.]*\.", TEXT)
WORDS = ["14", "Dia Sample", "tunnel", "not", "never opened", "and left", "in June 2022", "é", "👩‍👩‍👧"]


@st.composite
def edited(draw: st.DrawFn) -> str:
    """The article with sentences dropped, moved, doubled, changed and added."""
    kept = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(kept) - 1))
        words = kept[at].split(" ")
        place = draw(st.integers(0, len(words) - 1))
        words[place : place + draw(st.integers(0, 2))] = [draw(st.sampled_from(WORDS))]
        kept[at] = " ".join(words)
    return draw(st.sampled_from([" ", "\n", "\n\n", "  "])).join(kept)


def spans(text: str) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in split.sentences(text)]


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


# Not shrunk: each text is split by the parser, and shrinking takes minutes.
@settings(
    max_examples=25, deadline=None, phases=(Phase.reuse, Phase.generate), suppress_health_check=[*HealthCheck]
)
@given(st.lists(edited(), min_size=1, max_size=3))
def test_any_edit_keeps_every_id_and_the_verdicts_of_unchanged_sentences(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    desk = new_desk(tmp_path_factory.mktemp("desk"))
    judge_all(desk)
    edge = desk.claims(SLUG)[-1]
    desk.discard_claim(SLUG, edge.id, by="Ann Example", base_revision=1)
    for text in texts:
        before = {one.id: one for one in desk.claims(SLUG)}
        states, former = desk.states(SLUG), desk.article(SLUG).text
        desk.add_version(SLUG, text, by="Bob Sample")
        after = {one.id: one for one in desk.claims(SLUG)}
        newest = {one.id: one for one in desk._store.claims(SLUG)}
        assert all(id in after or newest[id].status is ClaimStatus.GONE for id in before)
        assert in_order(desk)
        for id, one in after.items():
            if id in before and states[id] is State.SINGLE and one.text == before[id].text:
                same = one.quote.split() == before[id].quote.split()
                assert desk.states(SLUG)[id] is (State.SINGLE if same else State.REOPENED)
        for one in before.values():
            alone = sentences(former).count(one.quote) == sentences(text).count(one.quote) == 1
            if alone and (one.start, one.end) in spans(former) and one.text == one.quote:
                assert after[one.id].quote == one.quote
