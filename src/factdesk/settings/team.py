"""Who works on the desk: how people say who they are, what each may do, and how a review is held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from factdesk.errors import BrokenFile
from factdesk.model import Person, Role
from factdesk.settings import table as tables

NOBODY = "nobody"
T = TypeVar("T", bound=StrEnum)


class SignIn(StrEnum):
    """How the workbench learns who sits before it."""

    NAME = "name"  # they write it; for one machine
    OIDC = "oidc"  # an identity provider, by `st.login`
    PROXY = "proxy"  # a reverse proxy in front names them in a header


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """`claim` is the claim of an identity provider that tells people apart, `header` that of a proxy.

    `others` is the role of whoever is not among `people`, None where they may not come in. `blind` and
    `needed` hold for articles without a rule of their own.
    """

    sign_in: SignIn = SignIn.NAME
    claim: str = "email"
    header: str = "X-Forwarded-User"
    others: Role | None = Role.EDITOR
    blind: bool = False
    needed: int = 1
    people: tuple[Person, ...] = ()

    def person(self, known_as: str) -> Person | None:
        """Whoever signed in, or wrote their name, as that; None where they may not come in."""
        for one in self.people:
            if known_as.casefold() == (one.sign_in or one.name).casefold():
                return one
        taken = any(known_as.casefold() == one.name.casefold() for one in self.people)
        return None if taken or self.others is None else Person(known_as, self.others, known_as)


def team_of(table: dict[str, Any], path: Path) -> TeamSettings:
    """The table `[team]`. Where people sign in, those who are not listed stay out unless `others` is set."""
    where = f"{path}: [team]"
    tables.refuse_unknown(table, set(TeamSettings.__slots__), where)
    sign_in = _choice(table.get("sign_in", "name"), SignIn, "sign_in", where)
    others = table.get("others", "editor" if sign_in is SignIn.NAME else NOBODY)
    blind, needed = table.get("blind", False), table.get("needed", 1)
    tables.yes_or_no(blind, "team.blind", path)
    tables.whole_number(needed, "team.needed", path, 1, 20, " of verdicts")
    return TeamSettings(
        sign_in=sign_in,
        claim=_text(table, "claim", "email", where),
        header=_text(table, "header", "X-Forwarded-User", where),
        others=None if others == NOBODY else _choice(others, Role, "others", where),
        blind=blind,
        needed=needed,
        people=_people(table.get("people", []), where),
    )


def _people(rows: object, where: str) -> tuple[Person, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BrokenFile(f"{where}: write each person as a table [[team.people]]")
    people = tuple(_person(row, f"{where}, person {number}") for number, row in enumerate(rows, 1))
    for names in ([one.name.casefold() for one in people], [one.sign_in.casefold() for one in people]):
        if twice := next((name for name in names if name and names.count(name) > 1), ""):
            raise BrokenFile(f"{where}: {twice!r} is there twice; give each person a name of their own")
    return people


def _person(row: dict[str, Any], where: str) -> Person:
    tables.refuse_unknown(row, {"name", "sign_in", "role"}, where)
    if not (name := " ".join(_text(row, "name", "", where).split())):
        raise BrokenFile(f"{where}: the name is missing; it signs what they do")
    role = _choice(row.get("role", "reviewer"), Role, "role", where)
    return Person(name, role, _text(row, "sign_in", "", where).strip())


def _text(table: dict[str, Any], name: str, default: str, where: str) -> str:
    value = table.get(name, default)
    if not isinstance(value, str):
        raise BrokenFile(f"{where}: {name} is not a text; write it in quotes")
    return value


def _choice(value: object, choices: type[T], name: str, where: str) -> T:
    try:
        return choices(str(value))
    except ValueError:
        raise BrokenFile(f"{where}: {name} is {value!r}; write one of {', '.join(choices)}") from None
