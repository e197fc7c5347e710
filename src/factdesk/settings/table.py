"""One table of `desk.toml`: what may stand in it, and values of the kinds that several tables have."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from factdesk.errors import BrokenFile


def table_of(tables: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise BrokenFile(f"{path}: {name} is {table!r}; write it as a table, [{name}] and its lines below")
    return table


def refuse_unknown(table: dict[str, Any], known: set[str], where: str) -> None:
    """A misspelt setting would otherwise be ignored in silence."""
    if unknown := sorted(set(table) - known):
        raise BrokenFile(
            f"{where}: {unknown[0]!r} is no setting; the settings are {', '.join(sorted(known))}"
        )


def yes_or_no(given: object, name: str, path: Path) -> None:
    """Refuse what is neither true nor false."""
    if type(given) is not bool:
        raise BrokenFile(f"{path}: {name} is {given!r}; write true or false")


def whole_number(given: object, name: str, path: Path, least: int, most: int, unit: str = "") -> None:
    """Refuse what is no whole number within the limits."""
    if type(given) is not int or not least <= given <= most:
        raise BrokenFile(f"{path}: {name} is {given!r}; write a whole number{unit}, {least} to {most}")


def web_address(given: object, name: str, path: Path) -> None:
    """Refuse what is no web address, or one with a query or a fragment."""
    if not isinstance(given, str) or not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", given):
        raise BrokenFile(f"{path}: {name} is {given!r}; write a web address without ? and #")


def contact(given: object, name: str, path: Path) -> None:
    """Refuse what cannot go into a request's header."""
    if not isinstance(given, str) or not given.isascii() or (given and not given.isprintable()):
        raise BrokenFile(
            f"{path}: {name} is {given!r}; write an e-mail address or a web page in plain letters"
        )


def refuse_secrets(table: dict[str, Any], where: str, variable: str) -> None:
    """Refuse a key that was written into the shared file; the environment variable is its place."""
    if keys := [name for name in table if re.search(r"key|token|secret|password", name, re.IGNORECASE)]:
        raise BrokenFile(
            f"{where}: {keys[0]!r} does not belong here, for desk.toml is shared; delete the line, set the "
            f"environment variable {variable}, and change the key if others have seen this file"
        )
