"""Who is at the desk and what they may do. Asked of every change, whatever page or command it comes from."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Self

from factdesk import settings
from factdesk.desk import typed
from factdesk.desk.memory import Memory
from factdesk.disk.files import stamp
from factdesk.errors import Forbidden
from factdesk.model import Role
from factdesk.settings import TeamSettings
from factdesk.store import Store

_RANK = list(Role)


class AccessDesk:
    """The part of a desk that knows people. As it is opened, it is the operator's: everything is allowed.

    `seen_by` gives the desk of one person, which shares everything but what they may do and see.
    """

    def __init__(self, folder: Path, store: Store, options: settings.Settings) -> None:
        self.folder = folder
        self.settings = options
        self._store = store
        self._memory = Memory()
        self._person: str | None = None  # the operator

    def seen_by(self, person: str) -> Self:
        """The same desk as the person of that name has it; blank: as somebody who gave none.

        What they may do is looked up anew at each change.
        """
        theirs = copy.copy(self)
        theirs._person = typed.person(person) if person else ""
        return theirs

    @property
    def role(self) -> Role | None:
        """What whoever is here may do now; None where they are not on the desk."""
        if self._person is None:
            return Role.EDITOR
        return self.team().role(self._person)

    def team(self) -> TeamSettings:
        """The table `[team]` of desk.toml as it stands in the file now."""
        path = self.folder / "desk.toml"
        return self._memory.get(("team", stamp(path)), lambda: settings.load(path).team)

    def allows(self, least: Role) -> bool:
        """Whether whoever is here may do what takes that role."""
        return self.role is not None and _RANK.index(self.role) >= _RANK.index(least)

    def _hand(self, by: str, least: Role = Role.REVIEWER) -> str:
        """The name that signs a change, tidied. `Forbidden` where whoever is here may not make it."""
        name = typed.person(by)
        if self._person and name != self._person:
            raise Forbidden(f"you work here as {self._person} and cannot sign as {name}")
        self._need(least)
        return name

    def _need(self, least: Role) -> None:
        if self.allows(least):
            return
        if self.role is None:
            raise Forbidden(
                f"{self._person or 'whoever gives no name'} is not on this desk's list; ask whoever keeps "
                "desk.toml to add the name under [team]"
            )
        raise Forbidden(f"only {_who(least)} may do that, and you are a {self.role}")


def _who(least: Role) -> str:
    return "an editor" if least is Role.EDITOR else "a reviewer or an editor"
