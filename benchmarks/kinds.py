"""Measures the kinds of claims: `python benchmarks/kinds.py CASES.jsonl [development|held-out]`.

CASES holds one object a line: text, kind, words (those that a person says decided it). The part of a case is
a hash of its text. Prints the accuracy, the confusion (labelled kind -> given kinds), the share of deciding
words that meet the person's, and the time per claim.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import Any

from factdesk.split.traits.kinds import kind_of

Case = dict[str, Any]


def part_of(text: str) -> str:
    return "held-out" if int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 2 else "development"


def cases(path: Path, part: str) -> list[Case]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if part_of(row["text"]) == part]


def meet(words: str, wanted: list[str]) -> bool:
    """Whether the words given and the words wanted have a word in common; none wanted, none given."""
    ours = {word.casefold() for word in words.split()}
    return bool(ours & {word.casefold() for one in wanted for word in one.split()}) or not (words or wanted)


def main(path: Path, parts: list[str]) -> None:
    for part in parts:
        rows = cases(path, part)
        begun = perf_counter()
        found = [kind_of(row["text"]) for row in rows]
        took = (perf_counter() - begun) / len(rows)
        pairs = list(zip(rows, found, strict=True))
        right = [(row, words) for row, (kind, words) in pairs if kind == row["kind"]]
        close = sum(meet(words, row["words"]) for row, words in right)
        print(f"{part}: {len(right)} of {len(rows)} right ({len(right) / len(rows):.1%}); of these ", end="")
        print(f"{close} by the person's words; {took * 1e6:.0f} us a claim")
        for kind in sorted({row["kind"] for row in rows}):
            given = Counter(str(given) for row, (given, _) in pairs if row["kind"] == kind)
            print(f"  {kind:11}", ", ".join(f"{given} {count}" for given, count in given.most_common()))
        if part == "development":
            for row, (kind, words) in pairs:
                if kind != row["kind"] or not meet(words, row["words"]):
                    print(f"    {row['kind']} -> {kind} [{words}]: {row['text']}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["development", "held-out"])
