"""What every store keeps to, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factdesk.errors import BadInput, BrokenFile, FactdeskError, NotFound, Stale
from factdesk.model import Article, ClaimStatus, Stance, Verdict
from factdesk.store import Store
from small_desk import ARTICLE, CLAIMS, SLUG, TEXT, claim, desk, source, verdict


@pytest.fixture
def store(tmp_path: Path, database_url: str | None) -> Store:
    return desk(tmp_path / "claims", database_url)


def ids_in_csv(store: Store) -> list[str]:
    lines = (store.folder / SLUG / "verdicts.csv").read_text("utf-8").split("\n")[1:-1]
    return [line.split(",")[0] for line in lines]


# --- articles --------------------------------------------------------------------------------------


def test_an_article_comes_back_as_it_was_added(store: Store) -> None:
    assert store.articles() == [ARTICLE]
    assert store.article(SLUG) == ARTICLE
    assert store.claims(SLUG) == CLAIMS
    assert store.find_article(ARTICLE.sha256) == ARTICLE
    assert store.find_article("0" * 64) is None


def test_the_text_is_written_as_it_is(store: Store) -> None:
    assert (store.folder / SLUG / "article.txt").read_bytes() == TEXT.encode("utf-8")


def test_an_article_of_unknown_date_and_without_a_scale_comes_back(tmp_path: Path) -> None:
    article = Article(text="A text with \r\n line ends.", slug="plain")
    store = Store(tmp_path)
    store.add_article(article, [])
    assert store.article("plain") == article


def test_the_same_text_under_another_slug_is_not_added_twice(store: Store) -> None:
    assert store.add_article(replace(ARTICLE, slug="other"), CLAIMS) == ARTICLE
    assert store.articles() == [ARTICLE]


def test_a_slug_that_is_taken_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="another title"):
        store.add_article(replace(ARTICLE, text="Another text."), [])


def test_a_slug_whose_folder_was_deleted_is_free_for_the_same_text_only(store: Store) -> None:
    assert store.slug_is_free("another")
    assert not store.slug_is_free(SLUG)
    store.append(SLUG, [verdict("v1")])
    shutil.rmtree(store.folder / SLUG)
    assert not store.slug_is_free(SLUG)
    with pytest.raises(BadInput, match="another title"):
        store.add_article(replace(ARTICLE, text="Another text."), [])
    assert not (store.folder / SLUG).exists()
    store.add_article(ARTICLE, CLAIMS)
    assert (store.claims(SLUG), store.verdicts(SLUG)) == (CLAIMS, [verdict("v1")])


def test_an_article_never_gets_the_rows_of_another_text_of_its_name(
    store: Store, database_url: str | None
) -> None:
    """The folder of another text arrives under the name of one that was deleted, as by `git pull`."""
    store.append(SLUG, [verdict("v1")])
    elsewhere = store.folder.parent / "elsewhere"
    elsewhere.mkdir()
    Store(elsewhere).add_article(replace(ARTICLE, text="Another text."), [])
    arrived = store.folder / SLUG
    arrived.rename(store.folder / ".deleted")
    shutil.copytree(elsewhere / SLUG, arrived)
    before = {path.name: path.read_bytes() for path in arrived.iterdir()}
    for desk_ in (store, Store(store.folder, database_url)):
        with pytest.raises(BrokenFile, match="of another text under this name"):
            desk_.article(SLUG)
        with pytest.raises(BrokenFile):
            desk_.verdicts(SLUG)
        assert desk_.articles() == []
        assert [problem for problem in desk_.problems() if "of another text under this name" in problem]
    assert {path.name: path.read_bytes() for path in arrived.iterdir()} == before
    arrived.rename(store.folder / "another")
    assert (store.article("another").text, store.claims("another")) == ("Another text.", [])
    (store.folder / ".deleted").rename(arrived)
    assert (store.claims(SLUG), store.verdicts(SLUG)) == (CLAIMS, [verdict("v1")])


def test_an_article_with_a_wrong_claim_leaves_nothing_behind(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(BadInput, match="quote"):
        store.add_article(ARTICLE, [replace(CLAIMS[0], start=1)])
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == []


@pytest.mark.parametrize(
    "slug",
    ["..", "../other", "/etc", "a/b", ".hidden", ".", ""],
)
def test_a_slug_never_leads_out_of_the_desk(store: Store, slug: str) -> None:
    with pytest.raises(NotFound):
        store.article(slug)
    with pytest.raises(NotFound):
        store.add_article(replace(ARTICLE, slug=slug, text="Another text."), [])


@pytest.mark.parametrize("slug", [f"{SLUG}/", f"./{SLUG}", f"{SLUG}/../{SLUG}", f"{SLUG}/."])
def test_an_article_has_one_slug_only(store: Store, slug: str) -> None:
    with pytest.raises(NotFound):
        store.claims(slug)


def test_a_text_that_was_changed_is_refused_and_the_rest_of_the_desk_works(store: Store) -> None:
    store.add_article(Article(text="Another text.", slug="another"), [])
    (store.folder / SLUG / "article.txt").write_text(TEXT.replace("12", "13"), "utf-8")
    with pytest.raises(BadInput, match=r"article\.txt: sha256: the text is not the one that was frozen"):
        store.article(SLUG)
    assert [article.slug for article in store.articles()] == ["another"]
    assert any("article.txt" in problem for problem in store.problems())


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{", r"article\.json:1: not valid JSON"),
        ("[]", "not a JSON object"),
        ('{"sha256": "x"}', r"article\.json:1: sha256: it is not a SHA-256"),
        (f'{{"sha256": "{ARTICLE.sha256}",\n"published": {{"start": "June"}}}}', r"json:2: published.start"),
        (f'{{"sha256": "{ARTICLE.sha256}", "scale": {{"labels": 3}}}}', "scale: it has no name"),
    ],
)
def test_a_broken_article_json_is_named_with_its_line(store: Store, written: str, message: str) -> None:
    (store.folder / SLUG / "article.json").write_text(written, "utf-8")
    with pytest.raises(BrokenFile, match=message):
        store.article(SLUG)


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: (path.unlink(), path.mkdir())])
def test_a_text_without_a_readable_article_json_is_named(
    store: Store, spoil: Callable[[Path], object]
) -> None:
    spoil(store.folder / SLUG / "article.json")
    with pytest.raises(BrokenFile, match=r"article\.json: "):
        store.article(SLUG)
    assert store.articles() == []
    assert any(f"{SLUG}/article.json: " in problem for problem in store.problems())


# --- saving ----------------------------------------------------------------------------------------


def test_a_record_comes_back_as_it_was_saved_and_is_in_the_csv(store: Store) -> None:
    everything = verdict(
        "v1",
        rationale='=1+1\nline two\r\n\\n stays, \'tis "quoted", ; and \u2028',
        confidence=5,
        source_ids=("s1", "s2"),
    )
    attached = source("s1", stance=Stance.REFUTES, published="2022-06", passage="''=x", withdrawn=True)
    store.append(SLUG, [attached])
    assert store.append(SLUG, [everything]) == [everything]
    assert store.verdicts(SLUG) == [everything]
    assert store.sources(SLUG) == [attached]
    assert ids_in_csv(store) == ["v1"]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("'=\n\r\\\",;")))
def test_any_text_comes_back_exactly(store: Store, rationale: str) -> None:
    revision = len(store.verdicts(SLUG)) + 1
    saved = verdict(f"v{revision}", rationale=rationale, revision=revision)
    store.append(SLUG, [saved])
    assert store.verdicts(SLUG)[-1] == saved


def test_a_change_of_mind_is_the_next_revision(store: Store) -> None:
    store.append(SLUG, [verdict("v1")])
    store.append(SLUG, [verdict("v2", label="False", revision=2)])
    assert [(v.id, v.revision) for v in store.verdicts(SLUG)] == [("v1", 1), ("v2", 2)]


def test_two_people_on_one_claim_both_count(store: Store) -> None:
    store.append(SLUG, [verdict("v1", "Ann Example")])
    store.append(SLUG, [verdict("v2", "Bob Sample", "False")])
    assert [v.reviewer for v in store.verdicts(SLUG)] == ["Ann Example", "Bob Sample"]


def test_a_save_on_an_older_revision_is_refused_with_both_versions(store: Store) -> None:
    first = verdict("v1", rationale="first tab")
    second = verdict("v2", label="False", rationale="second tab")
    store.append(SLUG, [first])
    with pytest.raises(Stale, match="revision 1") as caught:
        store.append(SLUG, [second])
    assert (caught.value.current, caught.value.offered) == (first, second)
    assert store.verdicts(SLUG) == [first]
    assert ids_in_csv(store) == ["v1"]


def test_a_revision_that_skips_one_is_refused(store: Store) -> None:
    with pytest.raises(Stale) as caught:
        store.append(SLUG, [verdict("v3", revision=3)])
    assert caught.value.current is None


def test_a_retry_saves_once_and_gives_what_was_stored(store: Store) -> None:
    first = verdict("v1")
    store.append(SLUG, [first])
    later = replace(first, decided_at="2026-11-24T10:00:00Z")
    assert store.append(SLUG, [later]) == [first]
    store.append(SLUG, [source("s1", added_at="2026-11-24T09:00:00Z")])
    store.append(SLUG, [source("s1", added_at="2026-11-24T09:00:01Z")])
    assert (len(store.verdicts(SLUG)), len(store.sources(SLUG)), ids_in_csv(store)) == (1, 1, ["v1"])


def test_a_retry_counts_once_even_after_a_newer_revision(store: Store) -> None:
    store.append(SLUG, [verdict("v1")])
    store.append(SLUG, [verdict("v2", label="False", revision=2)])
    assert store.append(SLUG, [verdict("v1")])[0].revision == 1
    assert len(store.verdicts(SLUG)) == 2


def test_an_id_that_belongs_to_another_verdict_is_refused(store: Store) -> None:
    store.append(SLUG, [verdict("v1")])
    with pytest.raises(BadInput, match="v1 belongs to another"):
        store.append(SLUG, [verdict("v1", "Bob Sample")])


def test_several_records_are_saved_together_or_not_at_all(store: Store) -> None:
    parts = [claim(3, 0, 10, derived_from=("c1",)), claim(4, 11, 36, derived_from=("c1",))]
    gone = replace(CLAIMS[0], status=ClaimStatus.SPLIT, revision=2)
    with pytest.raises(Stale):
        store.append(SLUG, [*parts, replace(gone, revision=9)])
    assert store.claims(SLUG) == CLAIMS
    store.append(SLUG, [gone, *parts])
    assert store.claims(SLUG) == [*CLAIMS, gone, *parts]


def test_two_people_who_split_a_claim_at_once_do_not_both_succeed(store: Store) -> None:
    parts = [claim(number, 0, 10, derived_from=("c1",)) for number in (3, 4, 5, 6)]
    gone = replace(CLAIMS[0], status=ClaimStatus.SPLIT, revision=2, edited_by="Ann Example")
    store.append(SLUG, [gone, *parts[:2]])
    with pytest.raises(Stale) as caught:
        store.append(SLUG, [replace(gone, edited_by="Bob Sample"), *parts[2:]])
    assert caught.value.current == gone
    assert store.append(SLUG, [gone, *parts[:2]]) == [gone, *parts[:2]]
    assert store.claims(SLUG) == [*CLAIMS, gone, *parts[:2]]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (verdict("1v"), "not an id"),
        (verdict("v 1"), "not an id"),
        (verdict("v1", label="Flase"), "not on this article's scale"),
        (verdict("v1", rationale="a\0b"), "NUL"),
        (verdict("v1", rationale="a\ud800b"), "lone surrogate"),
        (verdict("v1", confidence=2.0), "confidence: '2.0' is not a confidence"),
        (verdict("v1", confidence=True), "confidence: 'True' is not"),
        (verdict("v1", confidence=6), "confidence: '6' is not"),
        (verdict("v1", decided_at="today"), "decided_at: 'today' is not a time"),
        (verdict("v1", reviewer=" "), "reviewer: it is blank"),
        (verdict("v1", source_ids=["s1"]), "source_ids: .* would come back as"),
        (verdict("v1", source_ids=("s1 s2",)), "source_ids: .* would come back as"),
        (verdict("v1", revision=True), "revision: 'True' is not"),
        (source("s1", url=None), "url: None would come back as 'None'"),
        (source("s1", published="June"), "published: 'June' is not a date"),
        (replace(CLAIMS[0], text=" ", revision=2), "text: it is blank"),
        (replace(CLAIMS[0], check_worthiness=2.0, revision=2), "check_worthiness"),
        (replace(CLAIMS[0], quote="Mayor", revision=2), "is not what characters 0 to 36"),
    ],
)
def test_what_breaks_the_rules_is_refused_and_nothing_is_written(
    store: Store, record: Verdict, message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        store.append(SLUG, [record])
    assert (store.verdicts(SLUG), store.claims(SLUG)) == ([], CLAIMS)


def test_the_version_grows_with_every_record_of_the_article_only(store: Store) -> None:
    store.add_article(Article(text="Another text.", slug="another"), [])
    seen = [store.version(SLUG)]
    for record in (verdict("v1"), source("s1"), replace(CLAIMS[0], text="Edited.", revision=2)):
        store.append(SLUG, [record])
        seen.append(store.version(SLUG))
    assert seen == sorted(set(seen))
    assert store.version("another") == 0


def test_what_one_store_saves_another_one_reads(store: Store, database_url: str | None) -> None:
    other = Store(store.folder, database_url)
    store.append(SLUG, [verdict("v1")])
    assert other.verdicts(SLUG) == store.verdicts(SLUG)
    other.append(SLUG, [verdict("v2", revision=2)])
    assert [v.id for v in store.verdicts(SLUG)] == ["v1", "v2"]
    assert ids_in_csv(store) == ["v1", "v2"]
    assert store.problems() == []
    assert store.incoming() == []


def test_a_list_that_was_read_is_the_readers_own(store: Store) -> None:
    store.claims(SLUG).clear()
    assert store.claims(SLUG) == CLAIMS


def test_threads_saving_at_once_lose_nothing(store: Store) -> None:
    names = [f"v{number}" for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: store.append(SLUG, [verdict(name, reviewer=name)]), names))
    assert sorted(v.id for v in store.verdicts(SLUG)) == sorted(names)
    assert ids_in_csv(store) == [v.id for v in store.verdicts(SLUG)]


def test_reopening_changes_no_byte_and_no_time_of_a_file(store: Store, database_url: str | None) -> None:
    store.append(SLUG, [verdict("v1")])
    path = store.folder / SLUG / "verdicts.csv"
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    store.close()
    again = Store(store.folder, database_url)
    assert [v.id for v in again.verdicts(SLUG)] == ["v1"]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_database_that_does_not_answer_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FactdeskError, match="database does not answer"):
        Store(tmp_path, "postgresql+psycopg://nobody@127.0.0.1:1/none")
