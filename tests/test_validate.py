"""Each rule of claims/README.md is broken once, and found with file, line, column and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.model import Article
from factdesk.store import Store, csvfile
from factdesk.store.kinds import KINDS, Kind
from factdesk.store.validate import validate
from small_desk import SLUG, desk, source, verdict

DICTIONARY = Path(__file__).parent.parent / "claims" / "README.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A desk with one row of every kind and no database."""
    store = desk(tmp_path / "claims")
    store.append(SLUG, [source("s1")])
    store.append(SLUG, [verdict("v1", source_ids=("s1",)), verdict("v2", label="False", revision=2)])
    store.close()
    for path in store.folder.glob(".*"):
        path.unlink()
    return store.folder


def put(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / SLUG / name
        data = path.read_bytes()
        assert old.encode() in data
        path.write_bytes(data.replace(old.encode(), new.encode(), 1))

    return change


def add(name: str, line: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / SLUG / name).open("ab") as file:
            file.write(line.encode() + b"\n")

    return change


def test_a_desk_in_order_has_no_problems_and_validating_writes_nothing(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    assert validate(folder) == []
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("change", "where", "message"),
    [
        (put("article.txt", "12", "13"), "article.txt: sha256", "not the one that was frozen"),
        (put("article.json", "{", ""), "article.json:2", "not valid JSON"),
        (
            put("article.json", '"start": "2022-06-01"', '"start": "June"'),
            "article.json:6: published.start",
            "day",
        ),
        (put("article.json", '"2022-06-30"', '"2022-05-30"'), "article.json:6: published", "cannot end"),
        (put("article.json", '"The bridge"', "7"), "article.json:2: title", "not a text"),
        (put("article.json", '"key": "1",', ""), "article.json:14: scale", "does not have just"),
        (put("article.json", '"Unproven"', '"TRUE"'), "article.json:14: scale", "is there twice"),
        (put("claims.csv", "c2,1,37", "c2,1,38"), "claims.csv:3: quote", "not what characters 38 to 64"),
        (put("claims.csv", ",event,", ",gossip,"), "claims.csv:2: kind", "'gossip' is not known"),
        (put("claims.csv", "0.30000000000000004", "1,5"), "claims.csv:2", "24 cells"),
        (put("claims.csv", "0.30000000000000004", "3"), "claims.csv:2: check_worthiness", "0 to 1"),
        (
            add("claims.csv", "c3,1,0,5,Mayor,Mayor,event,,0.5,,,,,,,,,1,auto,active,c9,,"),
            "claims.csv:4: derived_from",
            "c9",
        ),
        (add("verdicts.csv", "v3,c9,1,Bob Sample,True,,,,,,"), "verdicts.csv:4: claim_id", "no c9"),
        (add("verdicts.csv", "v3,c1,1,Bob Sample,True,,s9,,,,"), "verdicts.csv:4: source_ids", "no s9"),
        (
            add("verdicts.csv", "v3,c1,4,Ann Example,True,,,,,,"),
            "verdicts.csv:4: revision",
            "where 3 comes next",
        ),
        (
            add("verdicts.csv", "v1,c2,1,Bob Sample,True,,,,,,"),
            "verdicts.csv:4: verdict_id",
            "in line 2 already",
        ),
        (add("verdicts.csv", "3,c2,1,Bob Sample,True,,,,,,"), "verdicts.csv:4: verdict_id", "not an id"),
        (
            add("verdicts.csv", "v3,c2,1,Bob Sample,Flase,,,,,,"),
            "verdicts.csv:4: verdict",
            "True, False, Unproven",
        ),
        (add("verdicts.csv", "v3,c2,1,Bob Sample,TRUE,,,,,,"), "verdicts.csv:4", "not written by the rules"),
        (add("verdicts.csv", "v3,c2,1,Bob Sample,True,=1+1,,,,,"), "verdicts.csv:4", "formula guard"),
        (
            add("verdicts.csv", "v3,c2,1,Bob Sample,True,,,9,,,"),
            "verdicts.csv:4: confidence",
            "1, 2, 3, 4, 5",
        ),
        (
            add("verdicts.csv", "v3,c2,1,Bob Sample,True,,,,,,today"),
            "verdicts.csv:4: decided_at",
            "2026-11-24T09",
        ),
        (add("verdicts.csv", "v3,c2,1"), "verdicts.csv:4", "3 cells where the header has 11"),
        (put("verdicts.csv", "verdict_id", "\ufeffverdict_id"), "verdicts.csv:1", "byte order mark"),
        (put("verdicts.csv", "\n", "\r\n"), "verdicts.csv:1", "carriage returns"),
        (
            put("verdicts.csv", "rationale,source_ids", "source_ids,rationale"),
            "verdicts.csv:1",
            "the header is not",
        ),
        (put("verdicts.csv", "reviewer", "who"), "verdicts.csv:1: reviewer", "missing"),
        (put("sources.csv", "s1,c1,1", "s1,c9,1"), "sources.csv:2: claim_id", "no c9"),
        (put("sources.csv", "context", "maybe"), "sources.csv:2: stance", "supports, refutes, context"),
        (lambda folder: (folder / SLUG / "sources.csv").unlink(), "sources.csv", "missing"),
        (lambda folder: (folder / SLUG / "article.json").unlink(), "article.json", "missing"),
    ],
)
def test_a_broken_rule_is_found_where_it_is(
    folder: Path, change: Callable[[Path], None], where: str, message: str
) -> None:
    change(folder)
    problems = [str(problem) for problem in validate(folder)]
    assert any(
        problem.startswith(f"{folder}/{SLUG}/{where}: ") and message in problem for problem in problems
    ), problems


def test_every_problem_says_what_to_do(folder: Path) -> None:
    add("verdicts.csv", "v3,c9,7,,Flase,,s9,9,,,today")(folder)
    problems = validate(folder)
    assert {problem.column for problem in problems} == {"reviewer", "confidence", "decided_at"}
    assert all(problem.remedy and problem.line == 4 for problem in problems)


def test_two_articles_of_one_text_are_named(folder: Path) -> None:
    other = folder / "the-bridge-again"
    other.mkdir()
    for path in (folder / SLUG).iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    assert [str(problem) for problem in validate(folder)] == [
        f"{other}/article.txt: the same text as {SLUG}; keep one of the two"
    ]


def test_a_folder_without_articles_is_a_desk_only_by_what_else_it_holds(tmp_path: Path) -> None:
    assert [str(problem) for problem in validate(tmp_path)] == [
        f"{tmp_path}: no article is here; name the folder of the desk, such as claims/"
    ]
    (tmp_path / "desk.toml").touch()
    assert validate(tmp_path) == []


def test_a_desk_that_was_just_opened_is_in_order(tmp_path: Path) -> None:
    Store(tmp_path).close()
    assert validate(tmp_path) == []


def test_an_article_json_may_begin_with_a_byte_order_mark(folder: Path) -> None:
    put("article.json", "{", "\ufeff{")(folder)
    assert validate(folder) == []


def test_a_folder_that_is_no_slug_is_named(folder: Path) -> None:
    (folder / SLUG).rename(folder / "The Bridge")
    assert ["not a slug" in str(problem) for problem in validate(folder)] == [True]


# --- the data dictionary ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.file_name)
def test_the_dictionary_describes_every_column_in_its_order(kind: Kind) -> None:
    section = DICTIONARY.read_text("utf-8").split(f"\n## {kind.file_name}")[1].split("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == kind.names


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.file_name)
def test_the_examples_of_the_dictionary_are_read_and_written_alike(kind: Kind) -> None:
    section = DICTIONARY.read_text("utf-8").split(f"\n## {kind.file_name}")[1]
    example = section.split("```csv\n")[1].split("```")[0].encode()
    records = [kind.parse(row.texts)[0] for row in csvfile.read(kind, example).rows]
    assert None not in records and len(records) >= 2
    assert csvfile.render(kind, [record for record in records if record]) == example


def test_the_dictionary_describes_every_field_of_an_article() -> None:
    from factdesk.store.articles import described

    section = DICTIONARY.read_text("utf-8").split("\n## article.json")[1].split("\n## ")[0]
    told = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert told == {
        *described(Article(text="A text.", split_by="a model", copy="k1")),
        "changes",
        "version",
        "versions",
    }
