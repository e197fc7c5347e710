"""How well claims are worded to stand alone, on tests/data/standalone.jsonl: a table when run.

Each text has the fragments that a claim must hold (`has`: a resolution), those that must stand as written
(`left`: a refusal), those that no claim may hold (`never`: a wrong resolution), and the same for the notes
(`notes`, `no_notes`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factdesk.model import Article, Claim, Period
from factdesk.split import split

CASES = Path(__file__).parent / "data" / "standalone.jsonl"


def rows(part: str = "") -> list[dict[str, Any]]:
    """The texts, or those of one part."""
    found = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    return [row for row in found if part in ("", row["part"])]


def faults(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is not as expected of a text: "unresolved", "not left", "wrong", "no note" or "false note"."""
    made = split(Article(row["text"], published=Period.parse(row["published"])))
    texts, notes = "\n".join(claim.text for claim in made), _notes(made)
    yield from (("unresolved", words) for words in row["has"] if words not in texts)
    yield from (("not left", words) for words in row["left"] if words not in texts)
    yield from (("wrong", words) for words in row["never"] if words in texts)
    yield from (("no note", words) for words in row["notes"] if words not in notes)
    yield from (("false note", words) for words in row["no_notes"] if words in notes)


def _notes(made: list[Claim]) -> str:
    return "\n".join(claim.context for claim in made)


def figures(part: str) -> dict[str, float]:
    """Shares: of resolutions and refusals made, of texts with a wrong name, of right notes."""
    texts = rows(part)
    found = Counter(kind for row in texts for kind, _ in faults(row))
    total = {name: sum(len(row[name]) for row in texts) for name in ("has", "left", "notes", "no_notes")}
    wrong = sum(any(kind == "wrong" for kind, _ in faults(row)) for row in texts)
    return {
        "resolved": 1 - found["unresolved"] / total["has"],
        "left": 1 - found["not left"] / total["left"],
        "wrong_texts": wrong / len(texts),
        "notes": 1 - (found["no note"] + found["false note"]) / (total["notes"] + total["no_notes"]),
    }


if __name__ == "__main__":
    for row in rows():
        for kind, words in faults(row):
            print(f"{row['part']}: {kind}: {words!r} in {row['text']!r}")
    for part in ("development", "after-freeze"):
        print(part, {name: round(value, 3) for name, value in figures(part).items()})
