"""`factdesk sources`: what is printed, and the exit codes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from factdesk import desk as desks
from factdesk.cli import main
from loopback import Answer
from news_site import NewsSite, PatientDesk, page, serving

TEXT = (
    "Mayor Ann Example opened the bridge in Freedonia on Monday. It cost 12 million dollars, the city said."
)
SLUG = "the-bridge"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[NewsSite]:
    monkeypatch.setattr(desks, "Desk", PatientDesk)
    with serving({"/bridge": page(), "/wire": page("Wire", "Another story altogether. " * 20)}) as found:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", found.url.removeprefix("http://"))
        yield found


@pytest.fixture
def folder(tmp_path: Path, site: NewsSite) -> Path:
    desk = PatientDesk.open(tmp_path / "claims")
    desk.add_article(TEXT, title="The bridge", by="Ann Example")
    one, two = [claim.id for claim in desk.claims(SLUG)][:2]
    desk.attach(SLUG, one, by="Ann", source_id="sa", url=site.link("/bridge"))
    desk.cite(SLUG, "sa", two, by="Ann")
    desk.attach(SLUG, two, by="Ann", source_id="sb", url=site.link("/wire"))
    desk.attach(SLUG, two, by="Ann", source_id="sc", title="A call with the clerk", medium="call")
    desk.close()
    return tmp_path / "claims"


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["sources", *arguments, "--desk", str(folder)])


def test_sources_are_listed_once_each(folder: Path) -> None:
    result = run(folder, "list")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 3)
    assert f"{SLUG}  sc  A call with the clerk" in result.stdout
    rows = json.loads(run(folder, "list", SLUG, "--format", "json").stdout)
    assert [len(row["claims"].split()) for row in rows] == [2, 1, 1]


def test_pages_are_fetched_once(folder: Path, site: NewsSite) -> None:
    result = run(folder, "fetch")
    assert result.exit_code == 0 and "2 fetched, 0 failed" in result.stderr
    assert run(folder, "fetch").stderr == "0 fetched, 0 failed\n"
    again = run(folder, "fetch", "--source", "sa", "--again")
    assert "1 fetched" in again.stderr and site.asked.count("/bridge") == 2
    assert "Freedonia opens its bridge" in run(folder, "list").stdout


def test_a_page_that_does_not_come_is_told_and_the_exit_code_is_1(folder: Path, site: NewsSite) -> None:
    del site.pages["/wire"]
    result = run(folder, "fetch")
    assert result.exit_code == 1
    assert f"{SLUG}  sb: " in result.stderr and "answered 404" in result.stderr


def test_links_are_tested_and_rot_is_reported(folder: Path, site: NewsSite) -> None:
    run(folder, "fetch")
    well = run(folder, "check")
    assert (well.exit_code, well.stdout) == (0, "")
    assert "2 of 2" in well.stderr and "2 links: 2 alive" in well.stderr
    site.pages["/wire"] = Answer(410, b"", {"Content-Type": "text/plain"})
    rotten = run(folder, "check", SLUG)
    assert rotten.exit_code == 1
    assert rotten.stdout.startswith(f"{SLUG}  gone  {site.link('/wire')}: ")
    rows = list(csv.DictReader(io.StringIO(run(folder, "check", "--format", "csv").stdout)))
    assert [(row["state"], row["status"], row["sources"]) for row in rows] == [
        ("alive", "200", "sa"),
        ("gone", "410", "sb"),
    ]


def test_links_that_were_tested_lately_are_reported_and_not_asked_again(folder: Path, site: NewsSite) -> None:
    run(folder, "check")
    site.asked.clear()
    result = run(folder, "check", "--older-than", "1")
    assert (result.exit_code, site.asked) == (0, [])
    assert "2 links: 2 alive" in result.stderr


def test_an_article_that_is_not_there_is_named(folder: Path) -> None:
    result = run(folder, "check", "nowhere")
    assert result.exit_code == 2 and "no article 'nowhere'" in result.stderr
