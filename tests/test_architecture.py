"""Imports point downward only, and each outside library lives in one room (docs/design.md, Rooms)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "factdesk"

# From the bottom up: a room may import rooms named before it, and those in its own line only as listed.
MAY_IMPORT = {
    "errors": set(),
    "cells": set(),
    "disk": set(),
    "numbers": set(),
    "weblinks": set(),
    "model": {"errors"},
    "settings": {"model", "errors"},
    "dates": {"model", "errors"},
    "ingest": {"model", "errors", "dates", "weblinks"},
    "split": {"model", "errors", "dates"},
    "reference": {"model", "errors", "dates", "cells", "disk"},
    "checks": {"model", "errors", "numbers", "dates", "reference", "split"},
    "passages": {"model", "errors", "numbers", "dates", "split"},
    "recall": {"model", "errors", "numbers", "weblinks", "dates", "review", "split", "passages"},
    "web": {"errors", "settings"},
    "archive": {"errors", "settings", "web"},
    "lookups": {"model", "errors", "weblinks", "settings", "web"},
    "wikidata": {"model", "errors", "settings", "web"},
    "llm": {"model", "errors", "settings", "web", "split"},
    "review": {"model"},
    "store": {"model", "errors", "cells", "disk"},
    "report": {"model", "errors", "review", "cells", "weblinks", "dates"},
}
MAY_IMPORT["desk"] = set(MAY_IMPORT)
MAY_IMPORT["batch"] = set(MAY_IMPORT)
MAY_IMPORT["ui"] = set(MAY_IMPORT)
MAY_IMPORT["cli"] = set(MAY_IMPORT)

HOME_OF = {
    "streamlit": "ui",
    "dateparser": "dates",
    "spacy": "split",
    "py3langid": "split",
    "sqlalchemy": "store",
    "vl_convert": "report",
    "jinja2": "report",
    "click": "cli",
    "snowballstemmer": "passages",
    "docx": "ingest",
    "htmldate": "ingest",
    "pypdfium2": "ingest",
    "trafilatura": "ingest",
    "protego": "web",
    "requests": "web",
    "urllib3": "web",
    "warcio": "archive",
    "distributed": "batch",
}

FILES = [
    path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "__init__.py" or path.parent != PACKAGE
]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The dotted names that a file imports, wherever in the file it does."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downward(path: Path) -> None:
    room = room_of(path)
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("factdesk.")}
    ours = rooms & set(MAY_IMPORT)
    assert ours <= MAY_IMPORT[room] | {room}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_an_outside_library_is_imported_in_its_own_room_only(path: Path) -> None:
    for name in {name.split(".")[0] for name in imported(path)} & set(HOME_OF):
        assert HOME_OF[name] == room_of(path), f"{name} belongs in {HOME_OF[name]}"
