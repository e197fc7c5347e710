"""`factdesk reference`, on the bundled table, a desk of its own, and a loopback Wikidata."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import wikidata_server as wd
from factdesk.cli import main
from factdesk.reference import own
from loopback import Answer
from wikidata_server import Server


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "claims"
    folder.mkdir()
    return folder


@pytest.fixture
def server(desk: Path) -> Iterator[Server]:
    """A Wikidata that this desk may ask."""
    with wd.serving() as running:
        (desk / "desk.toml").write_text(
            f'[wikidata]\nenabled = true\ncontact = "desk@example.org"\n'
            f'api = "{running.api}"\nsparql = "{running.sparql}"\n',
            "utf-8",
        )
        yield running


def run(desk: Path, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["reference", command, *arguments, "--desk", str(desk)])


def written(desk: Path) -> list[own.OwnRow]:
    return own.read(desk / "tenures.csv")


ANN = ("--person", "Ann Example", "--office", "Mayor", "--country", "Freedonia", "--by", "Bob Sample")
SOURCE = ("--source", "https://example.org/ann")


# --- show and search -------------------------------------------------------------------------------


def test_a_person_is_shown_with_days_capacity_and_sources(desk: Path) -> None:
    result = run(desk, "show", "Lloyd Austin")
    assert result.exit_code == 0
    assert "Secretary of Defense (United States), substantive, 2021-01-22 to 2025-01-20" in result.stdout
    assert "https://" in result.stdout


def test_the_holder_of_an_office_on_a_day(desk: Path) -> None:
    options = ("--country", "US", "--at", "2025-01-22", "--format", "json")
    (found,) = json.loads(run(desk, "show", "Secretary of Defense", *options).stdout)
    assert (found["person"], found["capacity"]) == ("Robert Salesses", "acting")


def test_an_open_tenure_says_until_when_it_is_known(desk: Path) -> None:
    result = run(desk, "show", "Chief of Army Staff", "--country", "Pakistan", "--at", "2024")
    assert "2022-11-29 on, known until 2025-12-05" in result.stdout


def test_the_csv_form_can_be_read_again(desk: Path) -> None:
    run(desk, "add", *ANN, *SOURCE, "--start", "2019-05", "--end", "2023", "--note", "=1+1")
    rows = list(csv.DictReader(io.StringIO(run(desk, "show", "Ann Example", "--format", "csv").stdout)))
    assert [(row["start"], row["end"], row["note"]) for row in rows] == [("2019-05", "2023", "'=1+1")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "Nobody Example"), "no person or office of that name is on record"),
        (("show", "Lloyd Austin", "--at", "1999"), "nothing on record for 1999"),
        (("show", "Lloyd Austin", "--at", "03/04/2025"), "2025-03-04"),
        (("show", " "), "write a person's name"),
        (("search", "nobody-example"), "try fewer words, or --wikidata"),
        (("search", "austin", "--wikidata"), "enabled = true"),
        (("update", "Q42", "--by", "Bob Sample"), "FACTDESK_WIKIDATA=on"),
    ],
)
def test_what_cannot_be_answered_is_one_line_and_exit_code_2(
    desk: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run(desk, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_people_and_offices_are_searched_by_a_part_of_their_name(desk: Path) -> None:
    assert "Asim Munir" in run(desk, "search", "munir").stdout
    found = run(desk, "search", "staff", "army", "--country", "Pakistan", "--format", "json")
    assert [row["name"] for row in json.loads(found.stdout)] == ["Chief of Army Staff"]


def test_a_search_goes_on_to_wikidata_where_it_is_asked_to(desk: Path, server: Server) -> None:
    result = run(desk, "search", "Pete", "Hegseth", "--wikidata")
    assert f"{wd.HEGSETH}  Pete Hegseth" in result.stdout
    assert run(desk, "search", "Pete", "Hegseth").stdout in result.stdout


# --- add -------------------------------------------------------------------------------------------


def test_an_added_tenure_is_known_from_then_on(desk: Path) -> None:
    result = run(desk, "add", *ANN, *SOURCE, "--start", "May 2019", "--end", "2023-04-30")
    assert result.exit_code == 0
    (row,) = written(desk)
    assert (result.stdout.strip(), row.added_by) == (row.id, "Bob Sample")
    assert "2019-05 to 2023-04-30" in run(desk, "show", "Ann Example").stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ((*SOURCE, "--start", "2019"), "end: give an end, or the last day"),
        ((*SOURCE, "--start", "2019", "--end", "2018"), "it cannot end on 2018"),
        ((*SOURCE, "--start", "03/04/2019", "--end", "2020"), "start:"),
        (("--source", "a book", "--start", "2019", "--end", "2020"), "is not a web link"),
        (("--start", "2019", "--end", "2020"), "Missing option '--source'"),
        ((*SOURCE, "--start", "2019", "--end", "2020", "--capacity", "regent"), "regent"),
    ],
)
def test_a_tenure_that_cannot_be_used_is_refused_and_not_written(
    desk: Path, options: tuple[str, ...], message: str
) -> None:
    result = run(desk, "add", *ANN, *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (desk / "tenures.csv").exists()


def test_a_desk_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    result = run(tmp_path / "calims", "add", *ANN, *SOURCE, "--start", "2019", "--end", "2020")
    assert result.exit_code == 2
    assert "no such folder" in result.stderr
    assert not (tmp_path / "calims").exists()


# --- update ----------------------------------------------------------------------------------------

BY = ("--by", "Bob Sample")


def ann(*statements: wd.Json, **more: tuple[str, ...]) -> wd.Json:
    return wd.person("Q99", "Ann Example", *statements, **more)


def mayor(*qualifiers: wd.Json, rank: str = "normal") -> wd.Json:
    return wd.statement(wd.item("P39", "Q98"), *qualifiers, rank=rank)


MAYOR = wd.office("Q98", "Mayor of Example", "Q97")
FREEDONIA = wd.entity("Q97", "Freedonia")


def test_what_the_bundled_table_has_is_already_there(desk: Path, server: Server) -> None:
    result = run(desk, "update", "Lloyd Austin", *BY)
    assert "already there: Lloyd Austin, Secretary of Defense (United States)" in result.stdout
    assert "1 tenure on Wikidata, 0 added" in result.stderr
    assert written(desk) == []


def test_what_is_new_is_added_once_with_its_source(desk: Path, server: Server) -> None:
    server.add(MAYOR, FREEDONIA, ann(mayor(wd.day("P580", "2020-05-01"), wd.day("P582", "2021-05-01"))))
    assert "new: Ann Example, Mayor of Example (Freedonia)" in run(desk, "update", "Q99", *BY).stdout
    (row,) = written(desk)
    assert (row.tenure.person, row.tenure.office, row.tenure.country) == (
        "Ann Example",
        "Mayor of Example",
        "Freedonia",
    )
    assert row.tenure.source_start.startswith("https://www.wikidata.org/wiki/Q99#Q99$")
    assert row.tenure.note.startswith("Wikidata statement Q99$")
    assert "already there" in run(desk, "update", "Ann Example", *BY).stdout
    assert written(desk) == [row]


def test_a_dry_run_shows_and_writes_nothing(desk: Path, server: Server) -> None:
    server.add(MAYOR, FREEDONIA, ann(mayor(wd.day("P580", "2020-05-01"))))
    result = run(desk, "update", "Q99", "--dry-run", *BY)
    assert "new: Ann Example" in result.stdout
    assert "known until 2026-03-01" in result.stdout
    assert "1 would be added" in result.stderr
    assert not (desk / "tenures.csv").exists()


@pytest.mark.parametrize(
    ("options", "qualifiers", "reason"),
    [
        (
            ("--start", "2020-05-01", "--known-until", "2022-01-01"),
            (wd.day("P580", "2020-05-01"), wd.day("P582", "2021-05-01")),
            "the desk has no end (known until 2022-01-01), Wikidata the end 2021-05-01",
        ),
        (
            ("--start", "2020-05-01", "--end", "2021-05-01"),
            (wd.day("P580", "2020-05-01"),),
            "the desk has the end 2021-05-01, Wikidata no end",
        ),
        (
            ("--start", "2020-05-01", "--end", "2021-05-01"),
            (wd.day("P580", "2020-08-01"), wd.day("P582", "2021-05-01")),
            "the desk has the start 2020-05-01, Wikidata 2020-08-01",
        ),
        (
            ("--start", "2020-05-01", "--end", "2021-05-01"),
            (wd.day("P580", "2020-05-01"), wd.day("P582", "2021-05-01"), wd.item("P5102", wd.ACTING)),
            "the desk has it as substantive, Wikidata as acting",
        ),
    ],
    ids=["end", "no end", "start", "capacity"],
)
def test_what_differs_is_told_and_never_overwritten(
    desk: Path, server: Server, options: tuple[str, ...], qualifiers: tuple[wd.Json, ...], reason: str
) -> None:
    given = ("--person", "Ann Example", "--office", "Mayor of Example", "--country", "Freedonia", *BY)
    assert run(desk, "add", *given, *SOURCE, *options).exit_code == 0
    before = (desk / "tenures.csv").read_bytes()
    server.add(MAYOR, FREEDONIA, ann(mayor(*qualifiers)))
    result = run(desk, "update", "Q99", *BY)
    assert "differs: Ann Example" in result.stdout
    assert reason in result.stdout
    assert (desk / "tenures.csv").read_bytes() == before


HELD = (wd.day("P580", "2020-05-01"), wd.day("P582", "2021-05-01"))


@pytest.mark.parametrize(
    "denied",
    [
        {},
        {"start": "2020-06-01"},
        {"start": "2020-05-01", "end": "2021-05-01", "person": "A. Example", "office": "Example Mayor"},
    ],
    ids=["never", "on a day", "another spelling"],
)
def test_what_the_desk_has_denied_is_not_added(desk: Path, server: Server, denied: dict[str, str]) -> None:
    values = {"person": "Ann Example", "office": "Mayor of Example", "country": "Freedonia", "held": "no"}
    own.append(desk / "tenures.csv", values | {"source_start": "https://example.org/ann"} | denied, "Bob")
    server.add(MAYOR, FREEDONIA, ann(mayor(*HELD), aliases=("A. Example",)))
    result = run(desk, "update", "Q99", *BY)
    assert "differs: Ann Example" in result.stdout
    assert "the desk says that this was not so" in result.stdout
    assert len(written(desk)) == 1


@pytest.mark.parametrize(
    "denied",
    [
        {"start": "1999", "end": "2000"},
        {"person": "Bob Sample"},
        {"office": "Judge"},
        {"country": "Sylvania"},
    ],
    ids=["time", "person", "office", "country"],
)
def test_a_denial_of_something_else_stops_nothing(desk: Path, server: Server, denied: dict[str, str]) -> None:
    values = {"person": "Ann Example", "office": "Mayor of Example", "country": "Freedonia", "held": "no"}
    own.append(desk / "tenures.csv", values | {"source_start": "https://example.org/ann"} | denied, "Bob")
    server.add(MAYOR, FREEDONIA, ann(mayor(*HELD)))
    assert "new: Ann Example" in run(desk, "update", "Q99", *BY).stdout


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"withdrawn": "yes"}, "withdrawn (Cara Example)"),
        ({"withdrawn": "yes", "note": ""}, "withdrawn (Cara Example)"),
        ({"start": "2010-05-01", "end": "2011-05-01"}, "different now (Cara Example)"),
    ],
    ids=["withdrawn", "without its note", "moved"],
)
def test_what_was_taken_over_and_then_withdrawn_or_moved_is_not_added_again(
    desk: Path, server: Server, change: dict[str, str], said: str
) -> None:
    server.add(MAYOR, FREEDONIA, ann(mayor(*HELD)))
    run(desk, "update", "Q99", *BY)
    (row,) = written(desk)
    own.append(desk / "tenures.csv", {**row.values, "revision": "2", **change}, "Cara Example")
    result = run(desk, "update", "Q99", *BY)
    assert f"took this statement over as {row.id}, {said}" in result.stdout
    assert len(written(desk)) == 2


def test_days_within_the_tolerance_count_as_the_same(desk: Path, server: Server) -> None:
    given = ("--person", "Ann Example", "--office", "Mayor of Example", "--country", "Freedonia", *BY)
    run(desk, "add", *given, *SOURCE, "--start", "2020-05-01", "--end", "2021-05-01")
    server.add(MAYOR, FREEDONIA, ann(mayor(wd.day("P580", "2020-05-04"), wd.day("P582", "2021-04-28"))))
    assert "already there" in run(desk, "update", "Q99", *BY).stdout


def test_two_terms_are_both_added_and_a_repeated_statement_once(desk: Path, server: Server) -> None:
    first = mayor(wd.day("P580", "2010-05-01"), wd.day("P582", "2012-05-01"))
    second = mayor(wd.day("P580", "2020-05-01"), wd.day("P582", "2021-05-01"))
    server.add(MAYOR, FREEDONIA, ann(first, second, second))
    result = run(desk, "update", "Q99", *BY)
    assert result.stdout.count("new:") == 2
    assert result.stdout.count("already there:") == 1
    assert len(written(desk)) == 2


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (mayor(wd.day("P580", "2020-05-01"), rank="deprecated"), "marks it as wrong (deprecated)"),
        (mayor(), "no start is given"),
        (mayor(wd.unknown("P580"), wd.day("P582", "2020-05-01")), "no start is given"),
        (mayor(wd.day("P580", "2026-05-01")), "begins after the last edit"),
        (mayor(wd.day("P580", "2020-05-01"), wd.day("P582", "2019-05-01")), "ends before it starts"),
    ],
)
def test_what_cannot_be_used_is_shown_with_the_reason(
    desk: Path, server: Server, statement: wd.Json, reason: str
) -> None:
    server.add(MAYOR, FREEDONIA, ann(statement))
    result = run(desk, "update", "Q99", *BY)
    assert "not usable: Ann Example" in result.stdout
    assert reason in result.stdout
    assert written(desk) == []


def test_rough_and_unknown_days_are_written_as_periods(desk: Path, server: Server) -> None:
    year = wd.time_of("P580", "+2019-00-00T00:00:00Z", 9)
    server.add(MAYOR, FREEDONIA, ann(mayor(year, wd.unknown("P582"))))
    assert run(desk, "update", "Q99", *BY).exit_code == 0
    (row,) = written(desk)
    assert (row.values["start"], row.values["end"]) == ("2019", "2019-01-01..2026-03-01")
    assert "it ended on an unknown day" in row.tenure.note


def test_an_office_without_a_country_needs_one_given(desk: Path, server: Server) -> None:
    server.add(wd.office("Q98", "Mayor of Example"), ann(mayor(wd.day("P580", "2020-05-01"))))
    assert "name it with --country" in run(desk, "update", "Q99", *BY).stdout
    assert "new: Ann Example" in run(desk, "update", "Q99", "--country", "Freedonia", *BY).stdout


def test_a_reference_that_is_no_link_of_the_web_gives_way_to_the_statement(
    desk: Path, server: Server
) -> None:
    held = wd.statement(
        wd.item("P39", "Q98"),
        wd.day("P580", "2020-05-01"),
        references=(wd.link("P854", "https://example.org/a|b"),),
    )
    server.add(MAYOR, FREEDONIA, ann(held, aliases=("Annie Example", "Annie", "A|B C")))
    run(desk, "update", "Q99", *BY)
    (row,) = written(desk)
    assert row.tenure.source_start.startswith("https://www.wikidata.org/wiki/Q99#Q99$")
    assert row.aliases == ("Annie Example",)


def test_a_name_that_fits_several_is_refused_with_their_ids(desk: Path, server: Server) -> None:
    server.add(wd.person("Q99", "Ann Example", about="mayor"), wd.person("Q96", "Ann Example", about="poet"))
    result = run(desk, "update", "Ann Example", *BY)
    assert result.exit_code == 2
    assert "Q99 Ann Example (mayor)" in result.stderr and "Q96 Ann Example (poet)" in result.stderr


def test_who_does_not_answer_is_named_and_nothing_is_written(desk: Path, server: Server) -> None:
    server.scripted = [Answer(403)]
    result = run(desk, "update", "Q99", *BY)
    assert result.exit_code == 2
    assert f"{server.api}: answered 403 Forbidden" in result.stderr
    assert not (desk / "tenures.csv").exists()


def test_the_environment_switches_it_off_and_on(
    desk: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDESK_WIKIDATA", "off")
    assert "switched off" in run(desk, "update", wd.AUSTIN, *BY).stderr
    assert server.asked == []
    monkeypatch.setenv("FACTDESK_WIKIDATA", "perhaps")
    assert "write on or off" in run(desk, "update", wd.AUSTIN, *BY).stderr
    settings = (desk / "desk.toml").read_text("utf-8").replace("enabled = true", "enabled = false")
    (desk / "desk.toml").write_text(settings, "utf-8")
    monkeypatch.setenv("FACTDESK_WIKIDATA", "on")
    assert run(desk, "update", wd.AUSTIN, *BY).exit_code == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("enabled = 'yes'", "write true or false"),
        ("max_age_days = -1", "0 to 3650"),
        ("max_age_days = true", "0 to 3650"),
        ("api = 'ftp://example.org'", "write a web address"),
        ("sparql = 'https://user@example.org/sparql'", "write a web address"),
        ("contact = 3", "e-mail address"),
        ('contact = "a\\tb"', "e-mail address"),
        ("timeout = 3", "'timeout' is no setting"),
    ],
)
def test_a_wrong_setting_is_named(desk: Path, line: str, message: str) -> None:
    (desk / "desk.toml").write_text(f"[wikidata]\n{line}\n", "utf-8")
    result = run(desk, "update", "Q42", *BY)
    assert result.exit_code == 2
    assert "desk.toml" in result.stderr and message in result.stderr
