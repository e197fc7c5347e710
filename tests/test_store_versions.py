"""Versions of a text in the store: all or nothing, cut anywhere, seen by other processes and fresh clones."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import postgres
from factdesk.disk import files
from factdesk.errors import BadInput, BrokenFile, NotFound, Stale
from factdesk.model import Claim, ClaimStatus
from factdesk.store import Store, TextVersion, articles, versions
from factdesk.store.validate import validate
from small_desk import ARTICLE, CLAIMS, SLUG, TEXT, claim, desk, forget_database, verdict

NEW = "At last: Mayor Ann Example opened the bridge.\nIt cost 14 million dollars.\n"
SECOND = TextVersion(2, NEW, "2026-11-25T09:00:00Z", "Ann Example", "sent by the Courier")


def carried(number: int, start: int, end: int) -> Claim:
    before = CLAIMS[number - 1]
    text = NEW[start:end]
    return replace(before, start=start, end=end, quote=text, text=text, text_version=2, revision=2)


ON_NEW = [carried(1, 9, 45), carried(2, 46, 73)]


@pytest.fixture
def store(tmp_path: Path, database_url: str | None) -> Store:
    return desk(tmp_path / "claims", database_url)


def newest(store: Store) -> tuple[int, str, list[int]]:
    claims = {one.id: one for one in store.claims(SLUG)}
    article = store.article(SLUG)
    return article.version, article.text, [one.text_version for one in claims.values()]


def test_the_new_text_its_claims_and_the_former_text_are_there(store: Store) -> None:
    store.append(SLUG, [verdict("v1", claim_revision=1)])
    assert store.add_version(SLUG, SECOND, ON_NEW).text == NEW
    assert newest(store) == (2, NEW, [2, 2])
    assert (store.text(SLUG, 1), store.text(SLUG, 2)) == (TEXT, NEW)
    folder = store.folder / SLUG
    assert [versions.read(folder / name) for name in ("article.v1.txt", "article.v2.txt", "article.txt")] == [
        *(TEXT, NEW, NEW)
    ]
    assert [one["by"] for one in versions.entries(folder)] == ["Ann Example", "Ann Example"]
    assert validate(store.folder) == [] and store.problems() == []
    with pytest.raises(NotFound, match="no version 3"):
        store.text(SLUG, 3)


def test_a_third_version_leaves_the_entries_of_the_others(store: Store) -> None:
    store.add_version(SLUG, SECOND, ON_NEW)
    before = versions.entries(store.folder / SLUG)
    back = [replace(CLAIMS[n], revision=3, text_version=3) for n in (0, 1)]
    store.add_version(SLUG, TextVersion(3, TEXT), back)
    assert versions.entries(store.folder / SLUG)[:2] == before
    assert newest(store) == (3, TEXT, [3, 3])
    assert validate(store.folder) == []


@pytest.mark.parametrize(
    ("claims", "error"),
    [
        ([ON_NEW[0], replace(ON_NEW[1], revision=3)], Stale),
        ([ON_NEW[0], replace(ON_NEW[1], start=40)], BadInput),
        ([ON_NEW[0], replace(ON_NEW[1], text_version=3)], BadInput),
    ],
    ids=["made on an older revision", "another place", "a version that is not there"],
)
def test_nothing_is_written_where_a_claim_cannot_be(
    store: Store, claims: list[Claim], error: type[Exception]
) -> None:
    before = {path.name: path.read_bytes() for path in (store.folder / SLUG).iterdir()}
    with pytest.raises(error):
        store.add_version(SLUG, SECOND, claims)
    assert {path.name: path.read_bytes() for path in (store.folder / SLUG).iterdir()} == before
    assert newest(store) == (1, TEXT, [1, 1])


def test_a_version_made_on_an_older_one_is_refused(store: Store) -> None:
    store.add_version(SLUG, SECOND, ON_NEW)
    with pytest.raises(Stale, match="at version 2 by now"):
        store.add_version(SLUG, SECOND, ON_NEW)


class PowerCut(BaseException):
    """Nothing catches it."""


@pytest.mark.parametrize("steps", range(5))
def test_a_cut_between_any_two_files_is_finished_by_the_next_to_open(
    store: Store, database_url: str | None, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    written, left = files.write_whole, iter(range(steps))

    def cut(path: Path, data: bytes, known: files.Stamp | None = None) -> files.Stamp | None:
        if next(left, None) is None:
            raise PowerCut
        return written(path, data, known)

    with monkeypatch.context() as patched:
        patched.setattr(files, "write_whole", cut)
        try:
            store.add_version(SLUG, SECOND, ON_NEW)
        except PowerCut:
            assert steps < 4
        else:
            assert steps == 4
    files_alone = store.folder.parent / "copy"
    shutil.copytree(store.folder, files_alone)
    again = Store(store.folder, database_url)
    assert newest(again) == (2, NEW, [2, 2])
    assert again.problems() == [] and again.incoming() == []
    assert validate(store.folder) == []
    forget_database(files_alone)
    alone = Store(files_alone)
    assert alone.article(SLUG).text == (NEW if steps > 2 else TEXT)
    assert not alone.incoming() and not list((files_alone / SLUG).glob("*.rejected"))
    assert [one for one in validate(files_alone) if "text_version" not in str(one)] == []


def test_a_fresh_clone_has_every_version(store: Store, tmp_path: Path) -> None:
    store.add_version(SLUG, SECOND, ON_NEW)
    before = store.claims(SLUG)
    store.close()
    clone = tmp_path / "clone"
    shutil.copytree(store.folder, clone)
    forget_database(clone)
    again = Store(clone)
    assert again.claims(SLUG) == before
    assert (again.text(SLUG, 1), again.text(SLUG, 2)) == (TEXT, NEW)
    assert again.problems() == []


def test_another_store_that_is_open_sees_the_version(store: Store, database_url: str | None) -> None:
    other = Store(store.folder, database_url)
    assert newest(other)[0] == 1
    store.add_version(SLUG, SECOND, ON_NEW)
    assert newest(other) == (2, NEW, [2, 2])
    other.append(SLUG, [replace(ON_NEW[0], revision=3, status=ClaimStatus.DISCARDED)])
    assert newest(store)[0] == 2


@pytest.mark.postgres
def test_another_machine_on_the_same_database_gets_text_and_files(
    tmp_path: Path, postgres_server: str
) -> None:
    url = postgres.new_database(postgres_server, "twomachines")
    here = desk(tmp_path / "here", url)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    there = Store(tmp_path / "there", url)
    assert newest(there)[0] == 1
    here.add_version(SLUG, SECOND, ON_NEW)
    there.claims(SLUG)
    assert newest(there) == (2, NEW, [2, 2])
    assert there.problems() == []
    assert validate(tmp_path / "there") == []


def test_a_version_that_came_with_the_files_is_taken_over(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(store.folder, other)
    forget_database(other)
    colleague = Store(other)
    colleague.add_version(SLUG, SECOND, ON_NEW)
    colleague.close()
    for path in (other / SLUG).iterdir():
        shutil.copy(path, store.folder / SLUG / path.name)
    assert store.article(SLUG).text == NEW
    (offered,) = store.incoming()
    assert [str(row.state) for row in offered.differences] == ["new", "new"]
    store.import_incoming(offered, [row.key for row in offered.differences], by="Bob Sample")
    assert newest(store) == (2, NEW, [2, 2])
    assert validate(store.folder) == []


def test_a_file_of_a_version_that_was_deleted_is_written_again(
    store: Store, database_url: str | None
) -> None:
    store.add_version(SLUG, SECOND, ON_NEW)
    (store.folder / SLUG / "article.v1.txt").unlink()
    assert "article.v1.txt: sha256: not the text of this version" in str(validate(store.folder)[0])
    Store(store.folder, database_url).close()
    assert validate(store.folder) == []


def test_a_file_of_a_version_that_was_edited_is_written_again(store: Store, database_url: str | None) -> None:
    store.add_version(SLUG, SECOND, ON_NEW)
    (store.folder / SLUG / "article.v1.txt").write_text("Edited.\n")
    problem = validate(store.folder)[0]
    assert "article.v1.txt: sha256: not the text of this version" in str(problem)
    Store(store.folder, database_url).close()
    assert validate(store.folder) == []


def test_details_that_were_broken_after_a_cut_are_told_and_stop_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(files, "write_whole", lambda path, data, known=None: None)
        store.add_version(SLUG, SECOND, ON_NEW)
    details = store.folder / SLUG / versions.DETAILS
    whole = details.read_bytes()
    details.write_bytes(whole[:40])
    assert "not valid JSON" in store.problems()[0]
    details.write_bytes(whole)
    assert store.problems() == [] and validate(store.folder) == []


def test_a_list_of_one_version_is_taken_over_and_its_file_written(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    shutil.copytree(store.folder, folder)
    forget_database(folder)
    versions.write(folder / SLUG, [TextVersion(1, TEXT)])
    (folder / SLUG / "article.v1.txt").unlink()
    assert Store(folder).problems() == [] and validate(folder) == []


def test_a_claim_on_words_of_a_former_version_is_refused(store: Store) -> None:
    on_old = claim(3, 0, 5)
    store.append(SLUG, [on_old])
    store.add_version(SLUG, SECOND, [*ON_NEW, replace(on_old, revision=2, status=ClaimStatus.GONE)])
    with pytest.raises(Stale, match="at version 2 by now"):
        store.append(SLUG, [claim(4, 0, 5)])
    assert store.append(SLUG, [on_old]) == [on_old]
    assert len(store.claims(SLUG)) == 6


@pytest.mark.postgres
def test_of_two_machines_that_add_a_version_at_once_the_second_is_refused(
    tmp_path: Path, postgres_server: str
) -> None:
    url = postgres.new_database(postgres_server, "atonce")
    here = desk(tmp_path / "here", url)
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    there = Store(tmp_path / "there", url)
    assert there.article(SLUG).version == 1
    here.add_version(SLUG, SECOND, ON_NEW)
    other = replace(SECOND, text=NEW + "It is red.\n")
    red = replace(CLAIMS[0], id="c9", start=74, end=84, quote="It is red.", text_version=2)
    with pytest.raises(Stale, match="at version 2 by now"):
        there.add_version(SLUG, other, [*ON_NEW, red])
    assert newest(there) == (2, NEW, [2, 2])
    with pytest.raises(Stale, match="at version 2 by now"):
        there.add_version(SLUG, other, [*ON_NEW, red])


def test_another_text_under_the_same_name_is_refused(store: Store, database_url: str | None) -> None:
    store.add_version(SLUG, SECOND, ON_NEW)
    shutil.rmtree(store.folder / SLUG)
    articles.write(store.folder, replace(ARTICLE, text="Another text.\n"), {})
    with pytest.raises(BrokenFile, match="another text under this name"):
        Store(store.folder, database_url).article(SLUG)


def test_a_claim_that_came_in_meanwhile_keeps_the_version_out(store: Store) -> None:
    store.append(SLUG, [claim(3, 0, 5)])
    with pytest.raises(Stale, match="“Mayor” came in meanwhile"):
        store.add_version(SLUG, SECOND, ON_NEW)
    assert store.article(SLUG).text == TEXT
    gone = replace(claim(3, 0, 5), revision=2, status=ClaimStatus.GONE)
    store.add_version(SLUG, SECOND, [*ON_NEW, gone])
    assert store.article(SLUG).text == NEW


def test_a_row_edited_on_the_former_text_is_imported_at_its_place_in_the_new_one(store: Store) -> None:
    path = store.folder / SLUG / "claims.csv"
    path.write_bytes(
        path.read_bytes().replace(b",It cost 12 million dollars.,event", b",It cost a lot.,event")
    )
    store.add_version(SLUG, SECOND, ON_NEW)
    (offered,) = store.incoming()
    (row,) = offered.differences
    store.import_incoming(offered, [row.key], by="Bob Sample")
    found = store.claims(SLUG)[-1]
    assert found == replace(
        ON_NEW[1], text="It cost a lot.", revision=3, edited_by="Bob Sample", edited_at=found.edited_at
    )
    assert store.incoming() == [] and validate(store.folder) == []


def test_an_edit_by_a_colleague_keeps_the_version_out(store: Store) -> None:
    store.append(SLUG, [claim(1, 0, 36, text="Reworded.", revision=2)])
    with pytest.raises(Stale):
        store.add_version(SLUG, SECOND, ON_NEW)
    assert store.article(SLUG).text == TEXT
