"""The documents say what is there: commands, columns, files."""

from __future__ import annotations

import re
import shutil
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


def test_the_desk_that_is_shipped_follows_its_data_dictionary(tmp_path: Path) -> None:
    shutil.copy(ROOT / "claims" / "desk.toml", tmp_path)
    article = Path(shutil.copytree(ROOT / "claims" / "munir-us-visit", tmp_path / "munir-us-visit"))
    # Whoever tried the workbench here has given verdicts; the rule is about what was shipped.
    for name in ("verdicts.csv", "sources.csv", "links.csv"):
        header, *_ = (article / name).read_text("utf-8").splitlines(keepends=True)
        (article / name).write_text(header, "utf-8")
    assert validate(tmp_path) == []
    assert broken_settings(tmp_path) == []
    sample = ROOT / "tests" / "data" / "munir-us-visit.txt"
    assert (article / "article.txt").read_bytes() == sample.read_bytes()
    assert len((article / "claims.csv").read_text("utf-8").splitlines()) > 22
