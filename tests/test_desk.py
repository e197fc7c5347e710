"""The use cases on a real desk folder: what a page or a command can ask for, and what it is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from factdesk.desk import Desk
from factdesk.errors import BadInput, FactdeskError, NotFound, Stale
from factdesk.model import ClaimStatus, Period

TEXT = (
    "Mayor Ann Example opened the bridge in Freedonia on Monday. It cost 12 million dollars, the city said. "
    "The bridge is 300 metres long and carries four lanes."
)
SLUG = "the-bridge"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk.open(tmp_path / "claims")
    desk.add_article(TEXT, title="The bridge", published="June 2022", by="Ann Example")
    return desk


def first(desk: Desk) -> str:
    return desk.claims(SLUG)[0].id


def test_an_article_is_split_stored_and_listed(desk: Desk) -> None:
    (summary,) = desk.articles()
    assert (summary.article.slug, summary.claims, summary.decided) == (SLUG, len(desk.claims(SLUG)), 0)
    assert str(desk.article(SLUG).published) == "2022-06"
    assert summary.claims >= 3


def test_the_same_text_is_recognised_whatever_space_is_around_it(desk: Desk) -> None:
    again = desk.add_article(f"\n\n{TEXT}\n", title="Another title")
    assert again.already_there
    assert again.article.slug == SLUG
    assert len(desk.articles()) == 1


def test_two_texts_of_one_title_get_two_slugs(desk: Desk) -> None:
    other = desk.add_article("Another text altogether. It has two sentences.", title="The bridge")
    assert other.article.slug.startswith("the-bridge-")


@pytest.mark.parametrize("title", ["../../etc/passwd", "a/b\\c", "..", "CON", "💥", "مرحبا بالعالم"])
def test_a_title_never_leads_out_of_the_desk(tmp_path: Path, title: str) -> None:
    desk = Desk.open(tmp_path / "claims")
    slug = desk.add_article("A text. And more.", title=title).article.slug
    assert (tmp_path / "claims" / slug / "article.txt").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"claims"}


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا بالعالم. هذا نص قصير؟",
        "💥 💥 💥",
        "no sentence end here",
        "<script>alert(1)</script> <b>bold</b>",
        "A" * 300_000,
    ],
    ids=["right to left", "emoji", "no end", "html", "one word"],
)
def test_odd_texts_are_kept_to_the_letter(tmp_path: Path, text: str) -> None:
    desk = Desk.open(tmp_path)
    slug = desk.add_article(text, title="Odd").article.slug
    assert desk.article(slug).text == text
    assert all(text[claim.start : claim.end] == claim.quote for claim in desk.claims(slug))


def test_a_verdict_is_in_the_csv_when_decide_returns(desk: Desk) -> None:
    saved = desk.decide(SLUG, first(desk), reviewer="Ann Example", verdict="supported", confidence=4)
    assert saved.verdict == "Supported"
    assert saved.id in (desk.folder / SLUG / "verdicts.csv").read_text("utf-8")


def test_two_reviewers_verdicts_on_one_claim_both_stand(desk: Desk) -> None:
    for name in ("Ann Example", "Bob Sample"):
        desk.decide(SLUG, first(desk), reviewer=name, verdict="Refuted")
    assert {verdict.reviewer for verdict in desk.verdicts(SLUG)} == {"Ann Example", "Bob Sample"}


def test_an_edit_on_an_older_revision_is_refused_with_both_versions(desk: Desk) -> None:
    claim = first(desk)
    desk.decide(SLUG, claim, reviewer="Ann Example", verdict="Supported", rationale="first tab")
    with pytest.raises(Stale) as caught:
        desk.decide(SLUG, claim, reviewer="Ann Example", verdict="Refuted", rationale="second tab")
    assert caught.value.current.rationale == "first tab"  # type: ignore[attr-defined]  # a Verdict here
    assert caught.value.offered.rationale == "second tab"  # type: ignore[attr-defined]
    assert len(desk.verdicts(SLUG)) == 1


def test_a_retry_with_the_same_id_saves_once(desk: Desk) -> None:
    for _ in range(2):
        desk.decide(SLUG, first(desk), reviewer="Ann Example", verdict="Supported", verdict_id="vabc")
    assert len(desk.verdicts(SLUG)) == 1


def test_taking_a_verdict_back_is_a_new_row(desk: Desk) -> None:
    claim = first(desk)
    desk.decide(SLUG, claim, reviewer="Ann Example", verdict="Supported")
    desk.decide(SLUG, claim, reviewer="Ann Example", verdict="", base_revision=1)
    assert len(desk.verdicts(SLUG)) == 2
    assert desk.articles()[0].decided == 0


def test_a_source_is_attached_and_taken_back(desk: Desk) -> None:
    source = desk.attach(SLUG, first(desk), by="Ann Example", url="https://example.org/a", stance="supports")
    assert desk.sources(SLUG) == [source]
    desk.withdraw_source(SLUG, source.id, by="Ann Example")
    assert desk.sources(SLUG) == []
    assert (desk.folder / SLUG / "sources.csv").read_text("utf-8").count(source.id) == 2


def test_the_wording_of_a_claim_is_edited_and_the_old_one_kept(desk: Desk) -> None:
    claim = desk.claims(SLUG)[0]
    desk.edit_claim(SLUG, claim.id, "The mayor opened a bridge.", by="Ann Example", base_revision=1)
    assert desk.claims(SLUG)[0].text == "The mayor opened a bridge."
    assert claim.text in (desk.folder / SLUG / "claims.csv").read_text("utf-8")


def test_a_claim_is_split_and_the_parts_know_where_they_come_from(desk: Desk) -> None:
    claim = desk.claims(SLUG)[0]
    middle = (claim.start + claim.end) // 2
    parts = desk.split_claim(
        SLUG,
        claim.id,
        [(claim.start, middle, "One part."), (middle, claim.end, "The other part.")],
        by="Ann Example",
        base_revision=1,
    )
    assert {part.id for part in parts} <= {active.id for active in desk.claims(SLUG)}
    assert claim.id not in {active.id for active in desk.claims(SLUG)}
    assert all(part.derived_from == (claim.id,) for part in parts)


def test_claims_are_merged_into_one_that_spans_them(desk: Desk) -> None:
    one, two = desk.claims(SLUG)[:2]
    merged = desk.merge_claims(SLUG, [one.id, two.id], "Both at once.", by="Ann Example")
    assert (merged.start, merged.end) == (min(one.start, two.start), max(one.end, two.end))
    assert not {one.id, two.id} & {claim.id for claim in desk.claims(SLUG)}


def test_a_discarded_claim_can_be_brought_back(desk: Desk) -> None:
    claim = desk.claims(SLUG)[0]
    gone = desk.discard_claim(SLUG, claim.id, by="Ann Example", base_revision=1)
    assert gone.status is ClaimStatus.DISCARDED
    assert claim.id not in {active.id for active in desk.claims(SLUG)}
    assert desk.discarded(SLUG) == [gone]
    desk.restore_claim(SLUG, claim.id, by="Ann Example", base_revision=2)
    assert claim.id in {active.id for active in desk.claims(SLUG)}


def test_what_became_of_a_claim_bars_further_work_on_it_and_is_said(desk: Desk) -> None:
    one, two = desk.claims(SLUG)[:2]
    desk.merge_claims(SLUG, [one.id, two.id], "Both at once.", by="Ann Example")
    again = "merged by Ann Example"
    with pytest.raises(BadInput, match=again):
        desk.merge_claims(SLUG, [one.id, two.id], "Otherwise.", by="Bob Sample")
    with pytest.raises(BadInput, match=again):
        desk.discard_claim(SLUG, one.id, by="Bob Sample", base_revision=2)
    with pytest.raises(BadInput, match=again):
        desk.decide(SLUG, one.id, reviewer="Bob Sample", verdict="Supported")
    with pytest.raises(BadInput, match="only a claim that was taken out"):
        desk.restore_claim(SLUG, desk.claims(SLUG)[0].id, by="Bob Sample", base_revision=1)


def test_a_merge_on_an_older_revision_is_refused_and_nothing_is_written(desk: Desk) -> None:
    one, two = desk.claims(SLUG)[:2]
    desk.edit_claim(SLUG, one.id, "Reworded.", by="Ann Example", base_revision=1)
    with pytest.raises(Stale):
        desk.merge_claims(
            SLUG, [one.id, two.id], "Both.", by="Bob Sample", base_revisions={one.id: 1, two.id: 1}
        )
    assert [claim.id for claim in desk.claims(SLUG)[:2]] == [one.id, two.id]


@pytest.mark.parametrize("part", [(0, 2, "Before."), (3, 3, "Nothing.")])
def test_a_part_without_words_of_the_claim_is_refused(desk: Desk, part: tuple[int, int, str]) -> None:
    claim = desk.claims(SLUG)[1]
    with pytest.raises(BadInput):
        desk.split_claim(
            SLUG, claim.id, [part, (claim.start, claim.end, "All.")], by="Ann Example", base_revision=1
        )
    assert claim in desk.claims(SLUG)


def test_a_broken_file_of_own_tenures_is_named_and_the_review_goes_on(desk: Desk) -> None:
    (desk.folder / "tenures.csv").write_text("person,office\nAnn Example,Mayor\n", "utf-8")
    assert desk.checked(SLUG).judgements
    (problem,) = desk.problems()
    assert "tenures.csv:1: no column country" in problem
    (desk.folder / "tenures.csv").unlink()
    assert desk.problems() == []


def test_a_title_of_an_article_that_was_deleted_gets_a_name_of_its_own(desk: Desk) -> None:
    desk.decide(SLUG, first(desk), reviewer="Ann Example", verdict="Supported")
    shutil.rmtree(desk.folder / SLUG)
    other = desk.add_article("Another text altogether. It has two sentences.", title="The bridge").article
    assert other.slug != SLUG
    assert desk.verdicts(other.slug) == []
    assert all(other.text[claim.start : claim.end] == claim.quote for claim in desk.claims(other.slug))


def test_the_database_is_named_by_the_environment_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "elsewhere.sqlite"
    monkeypatch.setenv("FACTDESK_DATABASE_URL", f"sqlite:///{database}")
    Desk.open(tmp_path / "claims").add_article(TEXT, title="The bridge")
    assert database.exists()
    assert not (tmp_path / "claims" / ".factdesk.sqlite").exists()


def test_the_history_of_a_claim_tells_who_did_what(desk: Desk) -> None:
    claim = first(desk)
    desk.attach(SLUG, claim, by="Ann Example", title="A phone call")
    desk.decide(SLUG, claim, reviewer="Bob Sample", verdict="Outdated")
    assert {event.who for event in desk.history(SLUG, claim)} >= {"Ann Example", "Bob Sample"}


def test_a_desk_without_its_database_is_rebuilt_from_the_csv_files(desk: Desk) -> None:
    desk.decide(
        SLUG, first(desk), reviewer="Ann Example", verdict="Supported", rationale="line one\nline two"
    )
    before = desk.verdicts(SLUG)
    desk.close()
    for path in desk.folder.glob(".factdesk.sqlite*"):
        path.unlink()
    assert Desk.open(desk.folder).verdicts(SLUG) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"verdict": "Flase"}, "not on this article's scale"),
        ({"reviewer": "  "}, "who is doing this"),
        ({"confidence": 9}, "confidence 9"),
        ({"confidence": True}, "confidence True"),
        ({"confidence": 2.0}, "confidence 2.0"),
        ({"reviewer": "\u200b"}, "who is doing this"),
        ({"claim_id": "cnone"}, "no claim cnone"),
        ({"source_ids": ["snone"]}, "source snone is not attached"),
    ],
)
def test_a_verdict_that_cannot_be_is_refused_and_nothing_is_written(
    desk: Desk, change: dict[str, object], message: str
) -> None:
    wanted: dict[str, object] = {"claim_id": first(desk), "reviewer": "Ann Example", "verdict": "Supported"}
    wanted |= change
    with pytest.raises(FactdeskError, match=message):
        desk.decide(SLUG, str(wanted.pop("claim_id")), **wanted)  # type: ignore[arg-type]
    assert desk.verdicts(SLUG) == []


@pytest.mark.parametrize(
    ("details", "message"),
    [
        ({}, "needs a link"),
        ({"url": "javascript:alert(1)"}, "not a web link"),
        ({"url": "http://"}, "not a web link"),
        ({"url": "https://example.org/a b"}, "not a web link"),
        ({"title": "A call", "stance": "maybe"}, "not one of supports"),
        ({"title": "A call", "published": "03/04/2025"}, "2025-03-04"),
    ],
)
def test_a_source_that_cannot_be_is_refused(desk: Desk, details: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput, match=message):
        desk.attach(SLUG, first(desk), by="Ann Example", **details)  # type: ignore[arg-type]


def test_an_unknown_article_is_named(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no-such"):
        desk.article("no-such")


def test_a_publication_date_is_a_persons_and_the_former_one_is_kept(desk: Desk) -> None:
    before = desk.edition(SLUG)
    saved = desk.set_published(SLUG, "May 2023", by="Bob Sample", seen=Period.parse("2022-06"))
    assert (str(saved.published), saved.published_basis) == ("2023-05", "given by Bob Sample")
    desk.set_published(SLUG, "", by="Ann Example", seen=saved.published)
    told = json.loads((desk.folder / SLUG / "article.json").read_text("utf-8"))
    assert [(one["by"], one["was"]["start"]) for one in told["changes"]] == [
        ("Bob Sample", "2022-06-01"),
        ("Ann Example", "2023-05-01"),
    ]
    assert not desk.article(SLUG).published.is_known
    assert desk.edition(SLUG) != before


def test_a_publication_date_that_somebody_changed_meanwhile_is_not_replaced(desk: Desk) -> None:
    with pytest.raises(Stale, match="2022-06"):
        desk.set_published(SLUG, "2020", by="Bob Sample", seen=Period())
    assert str(desk.article(SLUG).published) == "2022-06"
