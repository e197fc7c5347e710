"""The command line on the sample article and on bad input, through the installed entry point's own code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from factdesk.cli import main

HERE = Path(__file__).parent
ARTICLE = HERE / "data" / "munir-us-visit.txt"
TEXT = ARTICLE.read_text("utf-8")
SCHEMA = json.loads((HERE.parent / "docs" / "check.schema.json").read_text("utf-8"))


def run(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def checked(*arguments: str) -> dict[str, Any]:
    result = run("check", str(ARTICLE), "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def outcomes(found: dict[str, Any], words: str) -> set[str]:
    """What the check says of the mentions whose text holds these words."""
    return {mention["outcome"] for mention in found["mentions"] if words in mention["text"]}


@pytest.mark.parametrize("published", ["", "2022-06-15", "2025-06-11", "June 2022"])
def test_the_json_form_follows_its_schema(published: str) -> None:
    jsonschema.validate(checked("--published", published), SCHEMA)


def test_every_quote_is_the_text_at_its_offsets() -> None:
    found = checked()
    assert len(found["claims"]) >= 22
    for part in found["claims"]:
        assert TEXT[part["start"] : part["end"]] == part["quote"]
    for mention in found["mentions"]:
        assert TEXT[mention["start"] : mention["end"]] == mention["text"]
    assert all(sentence["covered"] for sentence in found["sentences"])


def test_without_a_date_the_clash_is_found_and_who_held_the_offices_is_suggested() -> None:
    found = checked()
    assert outcomes(found, "Austin") == {"contradicted"}
    assert "contradicted" in outcomes(found, "Milley")
    assert found["window"]["consistent"] is False
    clashes = [
        {found["mentions"][index]["person"] + "/" + found["mentions"][index]["office"] for index in clash}
        for clash in found["window"]["conflicts"]
    ]
    assert {"Asim Munir/Field Marshal", "Lloyd Austin/Secretary of Defense"} in clashes
    assert {"Asim Munir/Field Marshal", "Mark Milley/Chairman of the Joint Chiefs of Staff"} in clashes
    (defense, *_) = (item["message"] for item in found["window"]["suggestions"])
    assert defense.startswith(
        "On the days left for the article (from 2025-05-17) the office of Secretary of Defense"
    )
    suggested = {holder["person"] for item in found["window"]["suggestions"] for holder in item["holders"]}
    assert {"Pete Hegseth", "Dan Caine"} <= suggested


def test_a_finding_goes_to_the_claims_that_name_the_person_and_tells_what_it_clashes_with() -> None:
    found = checked()
    with_austin = [claim for claim in found["claims"] if "Lloyd Austin" in str(claim["findings"])]
    contradicted = [
        claim["text"]
        for claim in with_austin
        if any(one["outcome"] == "contradicted" and "Austin" in one["message"] for one in claim["findings"])
    ]
    assert len(contradicted) == 1 and "Secretary of Defense Lloyd Austin" in contradicted[0]
    (marshal, *_) = (mention for mention in found["mentions"] if mention["office"] == "Field Marshal")
    assert "cannot be true together with “Secretary of Defense Lloyd Austin”" in marshal["message"]


def test_in_june_2022_the_americans_were_in_office_and_munir_was_neither_chief_nor_field_marshal() -> None:
    found = checked("--published", "2022-06-15")
    assert "contradicted" not in outcomes(found, "Austin") | outcomes(found, "Milley")
    assert outcomes(found, "Field Marshal") == {"contradicted"}
    assert outcomes(found, "Chief of Army Staff") == {"contradicted"}


def test_in_june_2025_the_americans_were_out_of_office_and_munir_was_no_longer_a_mere_general() -> None:
    found = checked("--published", "2025-06-11")
    assert outcomes(found, "Austin") == {"contradicted"}
    assert "contradicted" in outcomes(found, "Milley")
    assert "contradicted" not in outcomes(found, "Field Marshal") | outcomes(found, "Chief of Army Staff")
    assert outcomes(found, "General Munir") == {"contradicted"}


def test_standard_input_gives_the_same_as_the_file() -> None:
    result = run("check", "-", "--format", "json", given=TEXT.encode())
    assert json.loads(result.stdout) == checked()


def test_offsets_count_in_the_file_as_it_is_read_whatever_stands_around_the_text(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(b"\r\n\n  \x07Secretary of Defense Lloyd Austin met the press.\r\nHe left.\n\n")
    result = run("check", str(path), "--format", "json")
    text = path.read_text("utf-8")
    found = json.loads(result.stdout)
    assert found["mentions"]
    for part in [*found["claims"], *found["mentions"]]:
        assert text[part["start"] : part["end"]] == part.get("quote", part["text"])


def test_a_report_of_a_desk_that_is_not_there_makes_none(tmp_path: Path) -> None:
    result = run("report", "a-visit", "--desk", str(tmp_path / "claims"))
    assert result.exit_code == 2
    assert "no such folder" in result.stderr
    assert not (tmp_path / "claims").exists()


def test_validate_names_what_is_wrong_with_the_settings_and_the_desks_own_tenures(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").write_text("[checks]\ntolerance = 3\n", "utf-8")
    (tmp_path / "tenures.csv").write_text("person,office\nAnn Example,Mayor\n", "utf-8")
    result = run("validate", str(tmp_path))
    assert result.exit_code == 1
    assert "desk.toml: [checks]: 'tolerance' is no setting" in result.stdout
    assert "tenures.csv:1: no column country" in result.stdout


def test_check_uses_the_tenures_of_a_desk_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "tenures.csv").write_text(
        "person,office,country,start,end,source_start\n"
        "Ann Example,Prime Minister,Freedonia,2020-01-01,2021-01-01,https://example.org/ann\n",
        "utf-8",
    )
    story = "Prime Minister Ann Example of Freedonia spoke on the bridge."
    options = ["check", "-", "--published", "2020-06-01", "--format", "json"]
    assert json.loads(run(*options, given=story).stdout)["mentions"][0]["outcome"] == "undetermined"
    named = json.loads(run(*options, "--desk", str(tmp_path), given=story).stdout)
    assert named["mentions"][0]["outcome"] == "supported"


def test_the_csv_form_has_one_row_per_claim() -> None:
    result = run("check", str(ARTICLE), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["claim_id"] for row in rows] == [claim["id"] for claim in checked()["claims"]]


def test_the_table_form_names_the_clash() -> None:
    result = run("check", str(ARTICLE))
    assert "No day makes all of this article’s statements true." in result.stdout
    assert "Pete Hegseth" in result.stdout


def test_what_fits_together_is_not_said_of_what_is_contradicted() -> None:
    story = "Secretary of Defense Lloyd Austin spoke in Rome."
    wrong = run("check", "-", "--published", "2025-06-11", given=story).stdout
    assert "✗" in wrong and "All statements" not in wrong
    right = run("check", "-", "--published", "2022-06-11", given=story).stdout
    assert "✗" not in right and "All statements" in right


def test_an_article_is_added_reported_and_validated(tmp_path: Path) -> None:
    desk = str(tmp_path / "claims")
    added = run("add", str(ARTICLE), "--title", "A visit", "--published", "June 2025", "--desk", desk)
    assert (added.exit_code, added.stdout) == (0, "a-visit\n")
    again = run("add", str(ARTICLE), "--title", "Another title", "--desk", desk)
    assert again.stdout == "a-visit\n"
    assert "already on the desk" in again.stderr
    page = tmp_path / "report.html"
    assert run("report", "a-visit", "--format", "html", "-o", str(page), "--desk", desk).exit_code == 0
    assert "Lloyd Austin" in page.read_text("utf-8")
    assert run("report", "a-visit", "--desk", desk).stdout.count("\n") > 22
    assert run("validate", desk).exit_code == 0


def test_a_changed_text_is_added_as_a_version(tmp_path: Path) -> None:
    desk, story = str(tmp_path / "claims"), tmp_path / "story.txt"
    story.write_text(
        "Mayor Ann Example opened the bridge in Freedonia late on a Monday. It cost 12 million dollars.",
        "utf-8",
    )
    run("add", str(story), "--title", "The bridge", "--desk", desk)
    story.write_text(
        "Mayor Ann Example opened the bridge in Freedonia late on a Monday. It cost 14 million dollars.",
        "utf-8",
    )
    refused = run("add", str(story), "--version-of", "the-bridge", "--desk", desk)
    assert (refused.exit_code, "needs --by" in refused.stderr) == (2, True)
    added = run("add", str(story), "--version-of", "the-bridge", "--by", "Ann Example", "--desk", desk)
    assert (added.exit_code, added.stdout) == (0, "the-bridge\n")
    assert "Version 2: 1 claim unchanged, 1 reopened." in added.stderr
    again = run("add", str(story), "--version-of", "the-bridge", "--by", "Ann Example", "--desk", desk)
    assert "nothing was added" in again.stderr
    story.write_text(
        "Mayor Ann Example opened the bridge in Freedonia late on a Monday. It cost nothing.",
        "utf-8",
    )
    assert "--version-of the-bridge" in run("add", str(story), "--desk", desk).stderr


def test_a_remark_without_a_version_and_a_version_on_no_desk_are_refused(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Mayor Ann Example opened the bridge on Monday.", "utf-8")
    nowhere = ("--desk", str(tmp_path / "nowhere"))
    refused = run("add", str(story), "--note", "sent by the Courier", *nowhere)
    assert (refused.exit_code, "goes with --version-of" in refused.stderr) == (2, True)
    refused = run("add", str(story), "--version-of", "the-bridge", "--by", "Ann Example", *nowhere)
    assert (refused.exit_code, "no such folder" in refused.stderr) == (2, True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7\n\x00\x01", "PDF"),
        (b"PK\x03\x04\x00\x00", "ZIP"),
        (b"caf\xe9 au lait", "UTF-8"),
        (b"a" * 2_000_001, "2,000,000"),
    ],
    ids=["empty", "blank", "pdf", "zip", "latin-1", "too large"],
)
def test_what_is_not_a_text_is_refused_in_one_line_with_exit_code_2(data: bytes, message: str) -> None:
    result = run("check", "-", given=data)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_date_that_can_be_read_in_two_ways_is_refused() -> None:
    result = run("check", str(ARTICLE), "--published", "03/04/2025")
    assert result.exit_code == 2
    assert "2025-03-04" in result.stderr and "2025-04-03" in result.stderr


def test_a_missing_file_is_named() -> None:
    result = run("check", "no-such-file.txt")
    assert result.exit_code == 2
    assert "no-such-file.txt" in result.stderr


def test_an_unknown_slug_is_named(tmp_path: Path) -> None:
    result = run("report", "no-such-article", "--desk", str(tmp_path))
    assert result.exit_code == 2
    assert "no-such-article" in result.stderr


def test_validate_prints_where_and_what_to_do_and_exits_1(tmp_path: Path) -> None:
    desk = tmp_path / "claims"
    run("add", str(ARTICLE), "--title", "A visit", "--desk", str(desk))
    verdicts = desk / "a-visit" / "verdicts.csv"
    header = verdicts.read_text("utf-8").splitlines()[0]
    row = {
        "verdict_id": "v1",
        "claim_id": "c1",
        "revision": "1",
        "reviewer": "Ann Example",
        "verdict": "Flase",
    }
    line = ",".join(row.get(column, "") for column in header.split(","))
    verdicts.write_text(f"{header}\n{line}\n", "utf-8")
    result = run("validate", str(desk))
    assert result.exit_code == 1
    assert "verdicts.csv:2" in result.stdout
    assert "Flase" in result.stdout
