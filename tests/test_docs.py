"""The documents say what is there: commands, columns, files."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from factdesk.cli import main
from factdesk.desk import broken_settings
from factdesk.store.validate import validate

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_is_in_the_readme_and_every_command_there_exists() -> None:
    shown = set(re.findall(r"^\$ factdesk (\w+)", README, re.MULTILINE))
    assert shown == set(main.commands)


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_a_help_text_with_an_example(name: str) -> None:
    command = main.commands[name]
    assert f"factdesk {name}" in command.get_help(click.Context(command))


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_every_link_in_the_readme_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_test_command_of_the_readme_is_the_one_that_ci_runs() -> None:
    assert "sh .ci/test" in README
    assert "sh .ci/test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_the_desk_that_is_shipped_follows_its_data_dictionary_and_holds_no_verdict() -> None:
    desk = ROOT / "claims"
    assert validate(desk) == []
    assert broken_settings(desk) == []
    article = desk / "munir-us-visit"
    assert (article / "article.txt").read_text("utf-8") == (ROOT / "tests/data/munir-us-visit.txt").read_text(
        "utf-8"
    )
    assert len((article / "claims.csv").read_text("utf-8").splitlines()) > 22
    assert len((article / "verdicts.csv").read_text("utf-8").splitlines()) == 1
