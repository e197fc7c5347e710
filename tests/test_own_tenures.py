"""The desk's own tenures: rows good and bad, revisions, overriding the bundled table, and writing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from factdesk import reference
from factdesk.desk import Desk
from factdesk.desk.tenures import Refused
from factdesk.errors import BadInput, BrokenFile, Stale
from factdesk.model import Tenure
from factdesk.reference import own

GOOD = {
    "person": "Ann Example",
    "office": "Regent",
    "country": "Freedonia",
    "start": "2020-05-01",
    "end": "2021-05",
    "source_start": "https://example.org/ann",
}
AUSTIN = {
    "person": "Lloyd Austin",
    "office": "Secretary of Defense",
    "country": "United States",
    "source_start": "https://example.org/austin",
}
OLD_HEADER = "person,office,country,start,end,known_until,source_start\n"
OLD_ROW = "Ann Example,Regent,Freedonia,2020,,2024-05-05,https://example.org/ann\n"
SRC = Path(__file__).parent.parent / "src"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tenures.csv"


def held(path: Path, person: str, office: str, country: str) -> tuple[Tenure, ...]:
    known = reference.load(path)
    groups = known.tenures(person, known.offices(office, country))
    return tuple(tenure for group in groups for tenure in group)


def austin(path: Path) -> list[str]:
    return [f"{t.start}/{t.end}" for t in held(path, "Lloyd Austin", "Secretary of Defense", "United States")]


# --- rows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"start": "2020", "end": "2020"},
        {"start": "2020-01-01..2020-03-01"},
        {"end": "", "known_until": "2024-05-05"},
        {"capacity": "Acting"},
        {"is_rank": "TRUE"},
        {"aliases": "Annie Example | A. Example"},
        {"held": "no", "start": "", "end": ""},
        {"note": "=1+1, a \\ and a 'quote'"},
    ],
)
def test_a_good_row_is_written_and_read_back(path: Path, change: Mapping[str, str]) -> None:
    written = own.append(path, GOOD | change, "Bob Sample")
    assert own.read(path) == [written]
    assert {name: written.values[name] for name in GOOD | change} == GOOD | change
    assert own.problems(path) == []


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"person": ""}, "person"),
        ({"person": "?!"}, "person"),
        ({"source_start": " "}, "source_start"),
        ({"start": "May 2020"}, "start"),
        ({"start": "2020-02-30"}, "start"),
        ({"start": ""}, "start"),
        ({"end": ""}, "end"),
        ({"end": "2019"}, "end"),
        ({"end": "9999-12-31"}, "end"),
        ({"known_until": "2020-06"}, "known_until"),
        ({"known_until": "2019-06-01"}, "known_until"),
        ({"capacity": "boss"}, "capacity"),
        ({"is_rank": "perhaps"}, "is_rank"),
        ({"office": "Regent|King"}, "office"),
        ({"tenure_id": "1"}, "tenure_id"),
        ({"revision": "0"}, "revision"),
    ],
)
def test_a_bad_row_is_refused_with_its_column_and_nothing_is_written(
    path: Path, change: Mapping[str, str], column: str
) -> None:
    with pytest.raises(BadInput, match=rf"^{column}: "):
        own.append(path, GOOD | change, "Bob Sample")
    assert not path.exists()


def test_a_column_that_does_not_exist_and_a_missing_name_are_refused(path: Path) -> None:
    with pytest.raises(BadInput, match="'boss' is no column"):
        own.append(path, GOOD | {"boss": "x"}, "Bob Sample")
    with pytest.raises(BadInput, match="added_by"):
        own.append(path, GOOD, " ")


def test_every_bad_row_of_a_file_is_reported(path: Path) -> None:
    path.write_text(OLD_HEADER + "Ann Example,,,2020,2021,,\n" + OLD_ROW + 'Bob "Sample,x\n', "utf-8")
    assert [problem.split(": ")[0].rpartition(":")[2] for problem in own.problems(path)] == ["2", "4"]
    with pytest.raises(BrokenFile, match="correct"):
        own.append(path, GOOD, "Bob Sample")


# --- files by hand ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        (OLD_HEADER + OLD_ROW).encode(),
        (OLD_HEADER + OLD_ROW).rstrip("\n").encode(),
        b"\xef\xbb\xbf" + (OLD_HEADER + OLD_ROW).replace("\n", "\r\n").encode(),
        (OLD_HEADER + OLD_ROW).encode("utf-16"),
        (OLD_HEADER + OLD_ROW).replace(",", ";").encode(),
        ("sep=;\n" + (OLD_HEADER + OLD_ROW).replace(",", ";")).encode(),
        (OLD_HEADER.replace("person", '"Person"') + "\n" + OLD_ROW + ",,,,,,\n").encode(),
    ],
    ids=["plain", "no last line end", "BOM and CRLF", "UTF-16", "semicolons", "sep line", "blank rows"],
)
def test_a_file_by_hand_is_read_and_grows_without_loss(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    (before,) = own.read(path)
    assert (before.tenure.person, before.revision, before.added_by) == ("Ann Example", 1, "")
    own.append(path, GOOD | {"person": "Bob Sample"}, "Bob Sample")
    assert [row.tenure.person for row in own.read(path)] == ["Ann Example", "Bob Sample"]
    assert path.read_bytes().startswith((",".join(own.COLUMNS) + "\n").encode())
    assert own.current(own.read(path))[0].id == before.id


def test_a_torn_last_line_is_passed_over_told_of_and_set_aside(path: Path) -> None:
    own.append(path, GOOD, "Bob Sample")
    whole = path.read_bytes()
    second = own.append(path, GOOD | {"person": "Zoë Example"}, "Bob Sample")
    grown = path.read_bytes()
    for cut in range(len(whole) + 1, len(grown) - len(second.added_at) - 1):
        path.write_bytes(grown[:cut])
        assert [row.tenure.person for row in own.read(path)] == ["Ann Example"]
    assert "cut off" in own.problems(path)[0]
    own.append(path, GOOD | {"person": "Cy Example"}, "Bob Sample")
    assert [row.tenure.person for row in own.read(path)] == ["Ann Example", "Cy Example"]
    assert "Zoë Example" in path.with_name("tenures.csv.rejected").read_text("utf-8")


# --- revisions -------------------------------------------------------------------------------------


def test_a_correction_counts_and_the_first_row_stays(path: Path) -> None:
    first = own.append(path, GOOD, "Bob Sample")
    own.append(path, {**first.values, "revision": "2", "end": "2022"}, "Ann Example")
    assert [row.values["end"] for row in own.read(path)] == ["2021-05", "2022"]
    assert [str(t.end) for t in held(path, "Ann Example", "Regent", "Freedonia")] == ["2022"]


def test_a_withdrawn_row_counts_no_more(path: Path) -> None:
    first = own.append(path, GOOD, "Bob Sample")
    own.append(path, {**first.values, "revision": "", "withdrawn": "yes"}, "Bob Sample")
    assert own.current(own.read(path)) == []
    assert not reference.load(path).knows_person("Ann Example")


def test_a_row_without_an_id_can_be_corrected(path: Path) -> None:
    path.write_text(OLD_HEADER + OLD_ROW, "utf-8")
    (row,) = own.read(path)
    own.append(path, {**row.values, "tenure_id": row.id, "revision": "2", "start": "2021"}, "Bob Sample")
    assert [str(t.start) for t in held(path, "Ann Example", "Regent", "Freedonia")] == ["2021"]


def test_a_correction_of_what_somebody_else_corrected_meanwhile_is_refused(path: Path) -> None:
    first = own.append(path, GOOD, "Bob Sample")
    later = own.append(path, {**first.values, "revision": "2", "end": "2022"}, "Ann Example")
    with pytest.raises(Stale) as refused:
        own.append(path, {**first.values, "revision": "2", "end": "2023"}, "Bob Sample")
    assert refused.value.current == later


# --- own rows and bundled ones ---------------------------------------------------------------------


def test_a_correction_wins_over_the_bundled_row(path: Path) -> None:
    assert austin(path) == ["2021-01-22/2025-01-20"]
    own.append(path, AUSTIN | {"start": "2021-01-22", "end": "2024-12-31"}, "Bob Sample")
    assert austin(path) == ["2021-01-22/2024-12-31"]


@pytest.mark.parametrize(
    ("days", "left"),
    [
        ({"start": "2030", "end": "2031"}, ["2021-01-22/2025-01-20", "2030/2031"]),
        ({"start": "2025-01-20", "end": "2025-06-01"}, ["2021-01-22/2025-01-20", "2025-01-20/2025-06-01"]),
        ({"start": "2023-05-01", "end": "2023-05-01"}, ["2023-05-01/2023-05-01"]),
        ({"start": "2021", "end": "2025"}, ["2021/2025"]),
    ],
    ids=["another time", "one day in common", "a single day", "years only"],
)
def test_only_bundled_rows_over_the_same_time_are_replaced(
    path: Path, days: Mapping[str, str], left: list[str]
) -> None:
    own.append(path, AUSTIN | days, "Bob Sample")
    assert austin(path) == left


def test_a_row_can_say_that_a_bundled_tenure_is_wrong(path: Path) -> None:
    row = own.append(path, AUSTIN | {"start": "", "held": "no"}, "Bob Sample")
    assert austin(path) == []
    known = reference.load(path)
    (office,) = [o for o in known.offices("Secretary of Defense", "United States") if not o.is_rank]
    assert "Lloyd Austin" not in {tenure.person for tenure in known.record(office)}
    own.append(path, {**row.values, "revision": "2", "withdrawn": "yes"}, "Bob Sample")
    assert austin(path) == ["2021-01-22/2025-01-20"]


def test_the_rows_of_an_office_stay_in_order_of_their_start(path: Path) -> None:
    own.append(path, AUSTIN | {"person": "Ann Example", "start": "2019-01-01", "end": "2019-02"}, "Bob")
    known = reference.load(path)
    (office,) = known.offices("Secretary of Defense", "United States")
    starts = [tenure.start.start for tenure in known.record(office)]
    assert date(2019, 1, 1) in starts
    assert starts == sorted(starts, key=str)


def test_another_spelling_finds_a_person_whom_the_table_knows(path: Path) -> None:
    own.append(path, AUSTIN | {"start": "2021-01-22", "end": "2025", "aliases": "Floyd Ostin"}, "Bob Sample")
    assert held(path, "Floyd Ostin", "Secretary of Defense", "United States")


# --- several writers -------------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from factdesk.reference import own
for number in range(10):
    own.append(Path(sys.argv[1]), {"person": f"Ann {sys.argv[2]}{number}", "office": "Regent",
        "country": "Freedonia", "start": "2020", "end": "2021", "source_start": "s"}, "Bob Sample")
"""


def test_what_four_processes_append_at_once_is_all_there(path: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(SRC)}
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), letter], env=env) for letter in "ABCD"
    ]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    rows = own.read(path)
    assert {row.tenure.person for row in rows} == {f"Ann {a}{n}" for a in "ABCD" for n in range(10)}
    assert len({row.id for row in rows}) == len(rows) == 40


# --- the desk --------------------------------------------------------------------------------------


def test_the_desk_reads_typed_days_and_says_what_is_wrong_by_field(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    typed = GOOD | {"start": "03/04/2020", "source_start": "javascript:x", "end": "May 2021"}
    with pytest.raises(Refused) as refused:
        desk.save_tenure(typed, by="Bob Sample")
    assert set(refused.value.faults) == {"start", "source_start"}
    row = desk.save_tenure(typed | {"start": "1 May 2020", "source_start": "https://example.org"}, by="Bob")
    assert (row.values["start"], row.values["end"]) == ("2020-05-01", "2021-05")
    desk.withdraw_tenure(row.id, by="Bob", base_revision=1)
    assert desk.own_tenures() == []
    desk.close()


def test_a_saved_tenure_counts_at_the_next_check(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    text = "Defence Minister Ann Example opened a bridge in Freedonia on 15 June 2022."
    slug = desk.add_article(text).article.slug
    before = desk.checked(slug)
    desk.save_tenure(GOOD | {"office": "Defence Minister", "start": "2020", "end": "2024"}, by="Bob")
    assert desk.checked(slug) != before
    assert desk.checked(slug).judgements[0].outcome == "supported"
    desk.close()
