"""Who works on the desk, and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdesk.errors import BrokenFile
from factdesk.model import Person, Role
from factdesk.settings import table as tables

NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """`others` is the role of whoever is not among `people`, None where they may not change anything."""

    others: Role | None = Role.EDITOR
    people: tuple[Person, ...] = ()

    def role(self, name: str) -> Role | None:
        """What the person of that name may do, None where they are not on the desk. Case does not count."""
        listed = (one.role for one in self.people if one.name.casefold() == name.casefold())
        return next(listed, self.others)


def team_of(table: dict[str, Any], path: Path) -> TeamSettings:
    """The table `[team]`; without it everybody is an editor."""
    where = f"{path}: [team]"
    tables.refuse_unknown(table, {"others", "people"}, where)
    others = table.get("others", Role.EDITOR)
    people = _people(table.get("people", []), where)
    return TeamSettings(None if others == NOBODY else _role(others, "others", where, NOBODY), people)


def _people(rows: object, where: str) -> tuple[Person, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BrokenFile(f"{where}: write each person as a table of their own, [[team.people]]")
    people = tuple(_person(row, f"{where}, person {number}") for number, row in enumerate(rows, 1))
    names = [one.name.casefold() for one in people]
    if twice := next((one.name for one in people if names.count(one.name.casefold()) > 1), ""):
        raise BrokenFile(f"{where}: {twice!r} is there twice; give each person a name of their own")
    return people


def _person(row: dict[str, Any], where: str) -> Person:
    tables.refuse_unknown(row, {"name", "role"}, where)
    name = row.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BrokenFile(f"{where}: name is {name!r}; write the name that signs what they do")
    return Person(" ".join(name.split()), _role(row.get("role", Role.REVIEWER), "role", where))


def _role(given: object, name: str, where: str, *also: str) -> Role:
    if given not in list(Role):
        choices = ", ".join((*Role, *also))
        raise BrokenFile(f"{where}: {name} is {given!r}; write one of {choices}")
    return Role(str(given))
