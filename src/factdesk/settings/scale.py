"""Verdict scales: the presets, and those that a desk writes itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from factdesk.errors import BrokenFile
from factdesk.model import STANDS_FOR, Label, Scale
from factdesk.settings.table import refuse_unknown

# Keys that the review page uses itself; see the help on `?` there.
RESERVED_KEYS = frozenset("jkursnpeay?/")

# Colours keep 4.5:1 against white; the review page lightens them for the dark theme.
_PRESETS = {
    "factdesk": (
        ("Supported", "1", "#1a7f37", "✓", "The evidence shows that the claim is true.", "supported"),
        ("Refuted", "2", "#cf222e", "✗", "The evidence shows that the claim is false.", "refuted"),
        (
            "Outdated",
            "3",
            "#8a4b00",
            "↶",
            "It was true once, but not at the time the article speaks of.",
            "outdated",
        ),
        ("Not enough evidence", "4", "#57606a", "?", "What was found settles it neither way."),
        ("Conflicting evidence", "5", "#8250df", "±", "Good sources disagree, or it depends on the reading."),
        (
            "Not checkable",
            "6",
            "#0969a8",
            "–",
            "An opinion, a wish or a forecast: no evidence can settle it.",
        ),
    ),
    "averitec": (
        ("Supported", "1", "#1a7f37", "✓", "The evidence supports the claim.", "supported"),
        ("Refuted", "2", "#cf222e", "✗", "The evidence refutes the claim.", "refuted"),
        ("Not Enough Evidence", "3", "#57606a", "?", "No sufficient evidence was found."),
        (
            "Conflicting Evidence/Cherrypicking",
            "4",
            "#8250df",
            "±",
            "Evidence points both ways, or the claim picks only what suits it.",
        ),
    ),
    "politifact": (
        ("True", "1", "#1a7f37", "✓", "Accurate, nothing significant is missing.", "supported"),
        ("Mostly True", "2", "#4d7c0f", "≈", "Accurate, but needs clarification."),
        ("Half True", "3", "#8a6100", "±", "Partly accurate; leaves out details or context."),
        ("Mostly False", "4", "#b45309", "∓", "An element of truth; ignores critical facts."),
        ("False", "5", "#cf222e", "✗", "Not accurate.", "refuted"),
        ("Pants on Fire", "6", "#86198f", "!", "Not accurate, and ridiculous."),
    ),
    "true-false": (
        ("True", "1", "#1a7f37", "✓", "The evidence shows that it is true.", "supported"),
        ("False", "2", "#cf222e", "✗", "The evidence shows that it is false.", "refuted"),
        ("Unproven", "3", "#57606a", "?", "The evidence shows neither."),
    ),
}
SCALES = {name: Scale(name, tuple(Label(*row) for row in rows)) for name, rows in _PRESETS.items()}


def with_meanings(scale: Scale) -> Scale:
    """The preset where a scale has just its labels: what was written before labels stood for something."""
    bare = [replace(label, stands_for="") for label in scale.labels]
    for preset in SCALES.values():
        if bare == [replace(label, stands_for="") for label in preset.labels]:
            return Scale(scale.name, preset.labels)
    return scale


def scale_of(table: dict[str, Any], path: Path) -> Scale:
    refuse_unknown(table, {"preset", "name", "labels"}, f"{path}: [scale]")
    if "labels" not in table:
        name = table.get("preset", "factdesk")
        if not isinstance(name, str) or name not in SCALES:
            raise BrokenFile(
                f"{path}: scale.preset is {name!r}; choose one of {', '.join(SCALES)}, or list labels"
            )
        return SCALES[name]
    rows = table["labels"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BrokenFile(f"{path}: scale.labels must be tables; write [[scale.labels]] and the lines of each")
    labels = tuple(_label(row, number, path) for number, row in enumerate(rows, 1))
    for what, values in (
        ("name", [label.name.casefold() for label in labels]),
        ("key", [label.key for label in labels]),
        ("stands_for", [label.stands_for for label in labels if label.stands_for]),
    ):
        if len(set(values)) < len(values):
            raise BrokenFile(f"{path}: two labels of the scale have the same {what}; give each its own")
    if len(labels) < 2:
        raise BrokenFile(f"{path}: a scale needs at least two labels")
    return Scale(str(table.get("name", "own")), labels)


def _label(row: dict[str, Any], number: int, path: Path) -> Label:
    where = f"{path}: scale label {number}"
    refuse_unknown(row, {"name", "key", "colour", "symbol", "meaning", "stands_for"}, where)
    name = str(row.get("name", "")).strip()
    key = str(row.get("key", number))
    colour = str(row.get("colour", "#57606a"))
    if not name:
        raise BrokenFile(f'{where} has no name; write name = "…"')
    if len(key) != 1 or key.lower() in RESERVED_KEYS or key.isspace():
        raise BrokenFile(
            f"{where} ({name}): key {key!r} cannot be used; choose one character other than "
            f"{' '.join(sorted(RESERVED_KEYS))}"
        )
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise BrokenFile(f"{where} ({name}): colour {colour!r} is not of the form #1a7f37")
    stands_for = row.get("stands_for", "")
    if stands_for not in ("", *STANDS_FOR):
        raise BrokenFile(
            f"{where} ({name}): stands_for {stands_for!r} is not known; choose one of "
            f"{', '.join(STANDS_FOR)}, or leave it out"
        )
    symbol, meaning = str(row.get("symbol", name[0])), str(row.get("meaning", ""))
    return Label(name, key, colour, symbol, meaning, stands_for)
