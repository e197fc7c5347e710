"""Kept copies: once for the same bytes, whole or not there, proved when read; and the rows that name them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factdesk.desk import keeping
from factdesk.errors import BadInput, BrokenFile, FactdeskError, NotFound
from factdesk.ingest import Document
from factdesk.model import Period
from factdesk.store import Kept, Store, copies
from factdesk.store.validate import validate
from small_desk import ARTICLE, CLAIMS, SLUG, desk, forget_database, source

DICTIONARY = Path(__file__).parent.parent / "claims" / "README.md"
TEXT = (
    "Minutes of the council.\n\nThe bridge cost 14.2\u00a0million dollars — two million more than “planned”."
)
DATA = f"\ufeff{TEXT}\r\n".encode()
PASSAGE = 'cost 14.2 million dollars - two million more than "planned"'


def kept(data: bytes = DATA, text: str = TEXT, name: str = "minutes.txt") -> Kept:
    document = Document(text, title="Minutes", published=Period.parse("2022-03"), published_basis="line 1")
    found = keeping.kept_file(data, name, document)
    return replace(found, copy=replace(found.copy, retrieved="2026-11-24T09:20:05Z"))


def span() -> tuple[int, int]:
    start = TEXT.index("cost")
    return start, TEXT.index("”.") + 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with a copy that a source quotes."""
    store = desk(tmp_path / "claims")
    copy = store.keep_copy(SLUG, kept())
    store.append(SLUG, [source("s1", copy=copy.id, passage=PASSAGE, passage_span=span())])
    store.close()
    forget_database(store.folder)
    return store.folder


def place(folder: Path, suffix: str) -> Path:
    return folder / SLUG / "copies" / f"{copies.id_of(DATA)}.{suffix}"


def test_a_copy_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    store = desk(tmp_path)
    copy = store.keep_copy(SLUG, kept())
    again = Store(tmp_path)
    assert again.copy(SLUG, copy.id) == copy == kept().copy
    assert again.copy_text(SLUG, copy.id) == TEXT
    assert again.copy_original(SLUG, copy.id).read_bytes() == DATA


def test_the_same_bytes_are_kept_as_they_were_first(tmp_path: Path) -> None:
    store = desk(tmp_path)
    first = store.keep_copy(SLUG, kept())
    later = kept(text="Another reading of it.", name="other.txt")
    assert store.keep_copy(SLUG, later) == first
    assert store.copy_text(SLUG, first.id) == TEXT
    assert len(list((tmp_path / SLUG / "copies").iterdir())) == 3


@pytest.mark.parametrize("suffix", ["txt", "json", "original.txt"])
@pytest.mark.parametrize(
    "change", [Path.unlink, lambda path: path.write_bytes(b"{}")], ids=["gone", "changed"]
)
def test_a_copy_that_is_not_whole_is_told_and_made_whole_by_keeping_it_again(
    folder: Path, suffix: str, change: Callable[[Path], None]
) -> None:
    change(place(folder, suffix))
    assert any(
        "fetch the source again" in str(problem) or "missing" in str(problem) for problem in validate(folder)
    )
    store = Store(folder)
    with pytest.raises(FactdeskError):
        store.copy_text(SLUG, kept().copy.id)
        store.copy_original(SLUG, kept().copy.id)
    assert store.keep_copy(SLUG, kept()) == kept().copy
    assert store.copy_text(SLUG, kept().copy.id) == TEXT
    assert validate(folder) == []


def test_a_cut_while_a_copy_is_written_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = desk(tmp_path)
    written: list[str] = []

    def full(path: Path, data: bytes, known: object = None) -> None:
        if path.suffix == ".json":
            raise OSError(28, "No space left on device", str(path))
        written.append(path.name)
        path.write_bytes(data)

    with monkeypatch.context() as patch:
        patch.setattr(copies.files, "write_whole", full)
        with pytest.raises(BadInput, match="No space left on device; the copy was not kept"):
            store.keep_copy(SLUG, kept())
    assert len(written) == 2
    assert list((tmp_path / SLUG / "copies").iterdir()) == []  # a part would take room on a full disk
    with pytest.raises(NotFound):
        store.copy(SLUG, kept().copy.id)
    assert store.keep_copy(SLUG, kept()) == kept().copy


@pytest.mark.parametrize(
    "id", ["../../etc/passwd", "", "k", "K" * 17, "k0123456789abcdef/../x", "k0123456789abcdef"]
)
def test_an_id_never_leads_out_of_the_folder(folder: Path, id: str) -> None:
    with pytest.raises(NotFound):
        Store(folder).copy(SLUG, id)


def test_a_description_cannot_name_another_file(folder: Path) -> None:
    path = place(folder, "json")
    told = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**told, "original": "../article.txt"}), "utf-8")
    with pytest.raises(BrokenFile, match="original: it is not the name"):
        Store(folder).copy_original(SLUG, kept().copy.id)


@pytest.mark.parametrize(
    "made",
    [
        "[" * 100_000,
        json.dumps({"remarks": ["\ud800"]}),
        json.dumps({"original": ["a", "b"]}),
        json.dumps({"original": {}}),
    ],
    ids=["deep", "half a letter pair", "a list", "an object"],
)
def test_a_description_made_to_do_harm_is_told_as_broken(folder: Path, made: str) -> None:
    path = place(folder, "json")
    told = json.loads(path.read_text("utf-8"))
    path.write_text(made if made.startswith("[") else json.dumps(told | json.loads(made)), "utf-8")
    with pytest.raises(BrokenFile, match=r"a JSON object|original"):
        Store(folder).copy(SLUG, kept().copy.id)
    assert any(path.name in problem.file for problem in validate(folder))


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.parametrize("suffix", ["json", "txt", "original.txt"])
@pytest.mark.parametrize("target", ["/dev/zero", "beside"])
def test_a_link_in_the_place_of_a_file_is_not_followed(folder: Path, suffix: str, target: str) -> None:
    path = place(folder, suffix)
    beside = path.rename(folder / "beside")
    path.symlink_to(beside if target == "beside" else target)
    store, copy = Store(folder), kept().copy
    read = {"json": store.copy, "txt": store.copy_text, "original.txt": store.copy_original}[suffix]
    with pytest.raises(BrokenFile, match=r"not what was kept|no file of its own"):
        read(SLUG, copy.id)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a.PDF", "pdf"),
        ("a.htm", "html"),
        ("a.txt", "original.txt"),
        ("a.exe", "bin"),
        ("a", "bin"),
        ("..\\..\\x.docx", "docx"),
        ("a.json", "bin"),
    ],
)
def test_the_kind_of_a_file_is_one_of_a_few(name: str, file: str) -> None:
    assert kept(name=name).copy.original == f"{copies.id_of(DATA)}.{file}"


def test_an_article_comes_with_its_original_or_not_at_all(tmp_path: Path) -> None:
    store = Store(tmp_path)
    article = store.add_article(ARTICLE, CLAIMS, kept())
    assert article.copy == kept().copy.id
    assert Store(tmp_path).article(SLUG).copy == article.copy
    assert store.copy_text(SLUG, article.copy) == TEXT
    store.close()
    assert validate(tmp_path) == []
    for path in (tmp_path / SLUG / "copies").iterdir():
        path.unlink()
    assert [str(problem) for problem in validate(tmp_path)] == [
        f"{tmp_path}/{SLUG}/article.json: copy: the kept copy {article.copy} is missing; "
        "bring the files of the copy back"
    ]


@pytest.mark.parametrize(
    ("passage", "fits"),
    [
        ("cost 14.2 million", False),
        ("The bridge cost 14.2 million dollars", True),
        ("the bridge cost 14.2 million dollars", True),
        ("The bridge … 14.2 million […] dollars", True),
        ("The bridge cost 12.2 million dollars", False),
        ("The dollars … cost", False),
        ("…", False),
        ("", False),
    ],
)
def test_only_letters_and_digits_of_a_passage_count(passage: str, fits: bool) -> None:
    text = "It rained. The bridge cost 14.2\u00ad\u00a0million\ndollars."
    assert copies.fits(passage, text, (11, len(text))) is fits


# --- the rules of claims/README.md -----------------------------------------------------------------


def test_a_passage_may_differ_in_spaces_quotation_marks_and_dashes(folder: Path) -> None:
    assert validate(folder) == []


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / SLUG / "sources.csv"
    data = path.read_text("utf-8")
    assert old in data
    path.write_text(data.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("old", "new", "column", "message"),
    [
        ("cost 14.2", "cost 12.2", "passage_span", "does not stand at characters 36 to"),
        (copies.id_of(DATA), "k0123456789abcdef", "copy", "the kept copy k0123456789abcdef is missing"),
        (",36-", ",9-", "passage_span", "does not stand at characters 9"),
    ],
)
def test_a_row_that_does_not_fit_its_copy_is_found(
    folder: Path, old: str, new: str, column: str, message: str
) -> None:
    rewrite(folder, old, new)
    (problem,) = validate(folder)
    assert (problem.line, problem.column) == (2, column) and message in problem.message


def test_a_file_without_a_description_is_told(folder: Path) -> None:
    (folder / SLUG / "copies" / "k0123456789abcdef.txt").write_text("half", "utf-8")
    (problem,) = validate(folder)
    assert "no description of a copy is beside it" in problem.message


def test_rows_of_one_source_that_disagree_are_told(folder: Path) -> None:
    store = Store(folder)
    (row,) = store.sources(SLUG)
    store.append(SLUG, [replace(row, claim_id="c2")])
    store.close()
    assert validate(folder) == []
    lines = (folder / SLUG / "sources.csv").read_text("utf-8").splitlines(keepends=True)
    lines[-1] = lines[-1].replace("https://example.org/a", "https://example.org/b")
    (folder / SLUG / "sources.csv").write_text("".join(lines), "utf-8")
    (problem,) = validate(folder)
    assert (problem.line, problem.column) == (3, "url")
    assert "not that of line 2, which is the same source" in problem.message


def test_the_dictionary_describes_every_field_of_a_copy() -> None:
    section = DICTIONARY.read_text("utf-8").split("\n## copies/")[1].split("\n## ")[0]
    fields = section.split("| field |")[1]
    told = {
        name
        for line in re.findall(r"^\| (`\w.*?) \|", fields, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", line)
    }
    assert told == set(copies.described(kept().copy, DATA))
    example = json.loads(section.split("```json\n")[1].split("```")[0])
    assert list(example) == list(copies.described(kept().copy, DATA))


def test_a_passage_may_end_as_it_begins() -> None:
    assert copies.fits("A … a", "A bridge to a", (0, 13))
