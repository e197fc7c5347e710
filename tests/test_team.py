"""Who may do what on a desk: told in desk.toml, held by the desk itself, whatever page asks."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import small_desk
from factdesk import settings
from factdesk.desk import Desk
from factdesk.errors import BadInput, BrokenFile, Forbidden
from factdesk.model import Person, Role
from small_desk import SLUG

TEAM = """
[team]
others = "nobody"

[[team.people]]
name = "Ann Example"
role = "editor"

[[team.people]]
name = "Bob Sample"

[[team.people]]
name = "Cleo Sample"
role = "reader"
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    small_desk.desk(tmp_path).close()
    (tmp_path / "desk.toml").write_text(TEAM, "utf-8")
    return Desk.open(tmp_path)


def changing() -> list[str]:
    """The names of everything on a desk that a person signs."""
    methods = inspect.getmembers(Desk, inspect.isfunction)
    return [
        name
        for name, method in methods
        if not name.startswith("_") and {"by", "reviewer"} & set(inspect.signature(method).parameters)
    ]


def call(desk: Desk, name: str, who: str) -> object:
    """The method with something in the place of everything that it asks for."""
    method: Callable[..., object] = getattr(desk, name)
    needed = {
        parameter.name: who if parameter.name in ("by", "reviewer") else SLUG
        for parameter in inspect.signature(method).parameters.values()
        if parameter.default is parameter.empty or parameter.name in ("by", "reviewer")
    }
    return method(**needed)


def decide(desk: Desk, who: str, **given: Any) -> object:
    return desk.decide(SLUG, "c1", reviewer=who, verdict="True", **given)


def test_what_is_signed_is_more_than_a_few_things() -> None:
    assert {"decide", "attach", "edit_claim", "add_article", "set_published", "import_feed"} <= set(
        changing()
    )


@pytest.mark.parametrize("name", changing())
def test_a_reader_changes_nothing(desk: Desk, name: str) -> None:
    with pytest.raises(Forbidden, match="you are a reader"):
        call(desk.seen_by("Cleo Sample"), name, "Cleo Sample")


@pytest.mark.parametrize("name", changing())
def test_nobody_signs_as_somebody_else(desk: Desk, name: str) -> None:
    with pytest.raises(Forbidden, match=r"cannot sign as Ann Example|only an editor"):
        call(desk.seen_by("Bob Sample"), name, "Ann Example")


@pytest.mark.parametrize("who", ["Dan Stranger", ""])
def test_whoever_is_not_on_the_list_changes_nothing(desk: Desk, who: str) -> None:
    with pytest.raises(Forbidden, match="not on this desk's list"):
        decide(desk.seen_by(who), who or "Dan Stranger")
    assert desk.verdicts(SLUG) == []


def test_a_reviewer_decides_and_leaves_dates_and_imports_to_editors(desk: Desk) -> None:
    theirs = desk.seen_by("Bob Sample")
    decide(theirs, "Bob Sample")
    assert [verdict.reviewer for verdict in desk.verdicts(SLUG)] == ["Bob Sample"]
    seen = desk.article(SLUG).published
    with pytest.raises(Forbidden, match="only an editor may do that, and you are a reviewer"):
        theirs.set_published(SLUG, "2024", by="Bob Sample", seen=seen)
    assert desk.article(SLUG).published == seen
    desk.seen_by("Ann Example").set_published(SLUG, "2024", by="Ann Example", seen=seen)
    assert str(desk.article(SLUG).published) == "2024"


def test_only_an_editor_puts_an_outside_edit_away(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / SLUG / "verdicts.csv"
    header = path.read_text("utf-8")
    path.write_text(header + "v9,c1,1,Ann Example,True,,,,,,2026-11-24T09:30:00Z\n", "utf-8")
    (offered,) = desk.incoming()
    with pytest.raises(Forbidden, match="only an editor"):
        desk.seen_by("Bob Sample").dismiss_incoming(offered)
    assert offered.path.exists()
    desk.seen_by("Ann Example").dismiss_incoming(offered)
    assert not offered.path.exists()


def test_a_role_that_changes_in_the_file_holds_at_the_next_save(desk: Desk, tmp_path: Path) -> None:
    theirs = desk.seen_by("Bob Sample")
    decide(theirs, "Bob Sample")
    (tmp_path / "desk.toml").write_text(
        TEAM.replace('"Bob Sample"', '"Bob Sample"\nrole = "reader"'), "utf-8"
    )
    with pytest.raises(Forbidden, match="you are a reader"):
        decide(theirs, "Bob Sample", base_revision=1)
    assert theirs.role is Role.READER


def test_the_operator_is_asked_for_no_role(desk: Desk) -> None:
    decide(desk, "Dan Stranger")
    assert desk.role is Role.EDITOR


def test_without_a_team_everybody_is_an_editor(tmp_path: Path) -> None:
    small_desk.desk(tmp_path).close()
    theirs = Desk.open(tmp_path).seen_by("Dan Stranger")
    assert theirs.role is Role.EDITOR and theirs.allows(Role.REVIEWER)


def test_a_name_that_is_none_is_refused_as_before(desk: Desk) -> None:
    with pytest.raises(BadInput, match="Give a name first"):
        decide(desk, " - ")


# --- the table in desk.toml ------------------------------------------------------------------------


def loaded(folder: Path, text: str) -> settings.TeamSettings:
    (folder / "desk.toml").write_text(text, "utf-8")
    return settings.load(folder / "desk.toml").team


def test_people_and_what_they_may_do_are_read(tmp_path: Path) -> None:
    team = loaded(tmp_path, TEAM)
    assert team.people[:2] == (Person("Ann Example", Role.EDITOR), Person("Bob Sample", Role.REVIEWER))
    assert team.role("ann example") is Role.EDITOR
    assert team.role("Dan Stranger") is None


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[team]\nothers = "guest"', "others is 'guest'; write one of reader, reviewer, editor, nobody"),
        ("[team]\nothers = [1]", "others is"),
        ('[[team.people]]\nrole = "editor"', "person 1: name is None; write the name"),
        ('[[team.people]]\nname = "A"\nrole = "nobody"', "role is 'nobody'; write one of reader"),
        ('[[team.people]]\nname = "A"\n[[team.people]]\nname = "a"', "is there twice"),
        ("[team]\npeople = 3", "write each person as a table"),
        ("[team]\nblinds = true", "'blinds' is no setting"),
    ],
)
def test_a_mistake_in_the_table_is_named(tmp_path: Path, table: str, said: str) -> None:
    with pytest.raises(BrokenFile, match=r"desk.toml: \[team\]") as caught:
        loaded(tmp_path, table)
    assert said in str(caught.value)
