"""How well undated texts are dated: `python benchmarks/dating.py DATA_FOLDER [--half tune|report]`.

DATA_FOLDER holds briefings/*.jsonl, official texts with their date. Each is checked without its date, as it
stands and again without the lines that give the date in words.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from statistics import median

from factdesk.checks import check
from factdesk.model import Article, Period
from factdesk.reference import load
from office_quality import half_of


def main() -> None:
    """Prints how many windows are proposed, hold the true date and are open, and the median length."""
    folder = Path(next(argument for argument in sys.argv[1:] if not argument.startswith("--")))
    half = sys.argv[sys.argv.index("--half") + 1] if "--half" in sys.argv else ""
    lines = [
        line for path in sorted(folder.glob("briefings/*.jsonl")) for line in path.open(encoding="utf-8")
    ]
    records = [one for one in map(json.loads, lines) if half in ("", half_of(one["url"]))]
    for name, stripped in (("as it stands", False), ("without date lines", True)):
        found = []
        for record in records:
            day = date.fromisoformat(record["date"])
            text = without_date(record["text"], day) if stripped else record["text"]
            found.append((day, proposal(text), record["url"]))
        report(name, found)


def without_date(text: str, day: date) -> str:
    """The text without the lines that hold this date."""
    spellings = (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", day.isoformat())
    return "\n".join(line for line in text.split("\n") if not any(one in line for one in spellings))


def proposal(text: str) -> Period | None:
    """The proposed publication period, or None."""
    dating = check(Article(text=text), [], load()).window.dating
    return dating.period if dating else None


def report(name: str, found: list[tuple[date, Period | None, str]]) -> None:
    """Prints the figures and the misses."""
    proposed = [(day, period, url) for day, period, url in found if period]
    wrong = [one for one in proposed if not one[1].contains(one[0])]
    lengths = [(p.end - p.start).days + 1 for _, p, _ in proposed if p.start and p.end]
    print(f"{name}: texts {len(found)}, proposed {len(proposed)}, wrong {len(wrong)}")
    print(f"  both ends {len(lengths)}, median days {median(lengths) if lengths else '-'}")
    print(f"  open-ended {len(proposed) - len(lengths)}")
    for day, period, url in wrong:
        print(f"  WRONG {day} {period} {url}")


if __name__ == "__main__":
    main()
