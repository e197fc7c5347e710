"""How often the checks beside the one of offices speak up, and how often they are right.

    python benchmarks/plain_checks.py DATA_FOLDER [--half tune|report]
    python benchmarks/plain_checks.py --cases CASES.jsonl

DATA_FOLDER holds briefings/*.jsonl (official texts with their date), claims/factcheck-GPT-benchmark.jsonl,
claims/factscore-instructgpt.jsonl (biographies by a language model) and claims/claimbuster-train.json
(sentences of debates). Every alarm is printed, to be read by a person. The halves are made by a hash of each
text's address or number; the checks were tuned on "tune" alone.

CASES.jsonl holds texts with the words that some check must flag, or with none. A remark is right where it is
of that check and overlaps the words; any other is wrong.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from factdesk.checks.remark import Remark, Subject
from factdesk.checks.run import PLAIN_CHECKS
from factdesk.dates import find_dates
from factdesk.model import Article, Period
from factdesk.split.text.sentences import sentences


def main() -> None:
    arguments = sys.argv[1:]
    if arguments[0] == "--cases":
        for part, (right, found, expected) in sorted(measure_cases(Path(arguments[1])).items()):
            print(f"{part}\tfound {found}\tright {right}\texpected {expected}")
        return
    half = arguments[arguments.index("--half") + 1] if "--half" in arguments else ""
    counts: Counter[str] = Counter()
    for kind, name, text, published in texts(Path(arguments[0])):
        if half in ("", half_of(name)):
            counts[f"{kind}: texts"] += 1
            for one in remarks(text, published):
                counts[f"{kind}: {one.check} alarms"] += 1
                print(f"{kind} {name} {one.check}: {_shown(text, one)}\n  {one.message}")
    for name, count in sorted(counts.items()):
        print(f"{name}\t{count}")


def texts(folder: Path) -> Iterator[tuple[str, str, str, Period]]:
    """Kind, name, text and date of each text; the briefings also without their date."""
    for record in _lines(next(folder.glob("briefings/*.jsonl"))):
        yield "briefing", record["url"], record["text"], Period.parse(record["date"])
        yield "briefing undated", record["url"], record["text"], Period()
    for number, record in enumerate(_lines(folder / "claims/factcheck-GPT-benchmark.jsonl")):
        yield "answer", str(number), record["response"], Period()
    for number, record in enumerate(_lines(folder / "claims/factscore-instructgpt.jsonl")):
        yield "biography", str(number), record["output"], Period()
    for record in json.loads((folder / "claims/claimbuster-train.json").read_text("utf-8")):
        yield "debate sentence", str(record["sentence_id"]), record["text"], Period()


def _lines(path: Path) -> Iterator[dict[str, str]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def half_of(name: str) -> str:
    """Which half a text belongs to."""
    return ("tune", "report")[hashlib.sha256(name.encode()).digest()[0] % 2]


def remarks(text: str, published: Period) -> list[Remark]:
    """What all these checks say of a text."""
    subject = Subject(Article(text=text, published=published), sentences(text), find_dates(text, published))
    return [remark for check in PLAIN_CHECKS for remark in check(subject)]


def measure_cases(path: Path) -> dict[str, tuple[int, int, int]]:
    """For each part of the cases: remarks that are right, remarks made, remarks expected."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in _lines(path):
        made = remarks(case["text"], Period.parse(case["published"]))
        right = sum(is_right(one, case) for one in made)
        for place, value in enumerate((right, len(made), int(case["flagged"] is not None))):
            sums[case["part"]][place] += value
        if (right, len(made)) != (int(case["flagged"] is not None),) * 2:
            print(f"{case['check']}, {case['flagged']!r}: {case['text']}")
            print(*(f"  {_shown(case['text'], one)}: {one.message}\n" for one in made), end="")
    return {part: (right, found, expected) for part, (right, found, expected) in sums.items()}


def is_right(one: Remark, case: dict[str, str]) -> bool:
    """Whether a remark is of the check, and on the words, that a case names."""
    if case["flagged"] is None or one.check != case["check"]:
        return False
    start = case["text"].rindex(case["flagged"])
    return one.spans[0][0] < start + len(case["flagged"]) and start < one.spans[0][1]


def _shown(text: str, one: Remark) -> str:
    start, end = one.spans[0]
    before, after = text[max(0, start - 120) : start], text[end : end + 60]
    return " ".join(f"{before}[[{text[start:end]}]]{after}".split())


if __name__ == "__main__":
    main()
