"""How well passages are ranked, quotations found and copies told apart.

    python benchmarks/passages.py CASES.jsonl [--part tuning|held-out] [--misses]
    python benchmarks/passages.py --wice WICE.jsonl
    python benchmarks/passages.py --quotes BRIEFINGS.jsonl [--part tuning|held-out]
    python benchmarks/passages.py --copies BRIEFINGS.jsonl [--part tuning|held-out]
    python benchmarks/passages.py --speed BRIEFINGS.jsonl

CASES.jsonl holds texts, each with claims and the passages that bear on them, best first. A case belongs to a part
by a hash of its claim; without --part the held-out one is measured. "together" ranks in all texts put into one.
WICE.jsonl is a file of data/entailment_retrieval/claim of github.com/ryokamoi/wice (annotations ODC-BY; the texts
are web pages, so it is no part of this repository): claims of Wikipedia, the web pages they cite, and the
sentences that people marked as evidence. BRIEFINGS.jsonl holds official texts ("text"); from these, quotations
and copies are made by chance with a fixed seed.

Beside each figure stands that of plain BM25 (k1 1.2, b .75, small letters, no stems, no empty words) over the same
sentences, in the same run. "first" tells for how many claims a marked sentence is among the first passages, "share"
how much of the best set of marked sentences is; "letters" how long the first three passages are together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdesk.passages import find, groups, rank
from factdesk.split import sentences

Span = tuple[int, int]
DEPTHS = (1, 3, 5)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--part", choices=("tuning", "held-out"), default="held-out")
    parser.add_argument("--misses", action="store_true")
    for kind in KINDS:
        parser.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, default="cases")
    given = parser.parse_args()
    KINDS[given.kind](given)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def part_of(name: str) -> str:
    """Which part a case belongs to."""
    return ("tuning", "held-out")[hashlib.sha256(name.encode()).digest()[0] % 2]


# --- passages --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A claim, a text, and sets of marked sentences, each set evidence on its own."""

    claim: str
    text: str
    marked: tuple[tuple[Span, ...], ...]
    turn: str = ""


def cases(path: Path, part: str) -> list[Case]:
    """The cases of a part; the marked passages of a claim count each as a set."""
    found = []
    for record in lines(path):
        for one in record["cases"]:
            if part_of(one["claim"]) == part:
                spans = [_span(record["text"], passage) for passage in one["passages"]]
                marked = tuple((span,) for span in spans)
                found.append(Case(one["claim"], record["text"], marked, one["turn"]))
    return found


def _span(text: str, passage: str) -> Span:
    start = text.index(passage)
    return start, start + len(passage)


def together(separate: Sequence[Case]) -> list[Case]:
    """The same claims, to be answered from all their texts put into one."""
    texts = list(dict.fromkeys(case.text for case in separate))
    whole = "\n\n".join(texts)
    begins = {text: whole.index(text) for text in texts}
    return [
        Case(case.claim, whole, _moved(case.marked, begins[case.text]), case.turn) for case in separate
    ]


def _moved(marked: tuple[tuple[Span, ...], ...], by: int) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple((start + by, end + by) for start, end in spans) for spans in marked)


def wice(path: Path) -> list[Case]:
    """The claims of a WiCE file that have evidence, with the page as a text of a sentence a line."""
    found = []
    for record in lines(path):
        if sets := [chosen for chosen in record["supporting_sentences"] if chosen]:
            spans, at = [], 0
            for sentence in record["evidence"]:
                spans.append((at, at + len(sentence)))
                at += len(sentence) + 1
            marked = tuple(tuple(spans[k] for k in chosen) for chosen in sets)
            found.append(Case(record["claim"], "\n".join(record["evidence"]), marked))
    return found


Ranker = Callable[[str, str], list[Span]]


def ours(claim: str, text: str) -> list[Span]:
    return [(passage.start, passage.end) for passage in rank(claim, text)]


def plain(claim: str, text: str) -> list[Span]:
    """Plain BM25 over the sentences of the text."""
    spans = [(one.start, one.end) for one in sentences(text)]
    documents = [Counter(_words(text[start:end])) for start, end in spans]
    sought = {word for word in _words(claim) if word not in _EMPTY}
    holding = {word: sum(word in one for one in documents) for word in sought}
    average = sum(one.total() for one in documents) / max(1, len(documents))
    scores = [_bm25(one, sought, holding, len(documents), average) for one in documents]
    order = sorted(range(len(spans)), key=lambda k: -scores[k])
    return [spans[k] for k in order if scores[k] > 0][: DEPTHS[-1]]


_EMPTY = frozenset(["a", "an", "and", "the", "of", "to", "in", "on", "at", "for", "by", "is", "was", "with"])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _bm25(one: Counter[str], sought: set[str], holding: dict[str, int], count: int, average: float) -> float:
    total = 0.0
    for word in sought:
        if one[word]:
            rarity = math.log(1 + (count - holding[word] + 0.5) / (holding[word] + 0.5))
            total += rarity * one[word] * 2.2 / (one[word] + 1.2 * (0.25 + 0.75 * one.total() / average))
    return total


def measure(found: Iterable[Case], ranker: Ranker) -> dict[str, float]:
    """First and share at each depth, and the letters of the first three passages."""
    sums: Counter[str] = Counter()
    count = 0
    for case in found:
        count += 1
        spans = ranker(case.claim, case.text)
        for depth in DEPTHS:
            shares = [_share(spans[:depth], marked) for marked in case.marked]
            sums[f"first {depth}"] += max(shares) > 0
            sums[f"share {depth}"] += max(shares)
        sums["letters"] += sum(end - start for start, end in spans[:3])
    return {name: value / max(1, count) for name, value in sums.items()}


def _share(spans: Sequence[Span], marked: Sequence[Span]) -> float:
    return sum(any(_holds(span, one) for span in spans) for one in marked) / len(marked)


def _holds(span: Span, marked: Span) -> bool:
    """Whether a passage has at least half of a marked sentence."""
    return 2 * (min(span[1], marked[1]) - max(span[0], marked[0])) >= marked[1] - marked[0]


def show(name: str, found: Sequence[Case]) -> None:
    print(f"{name}: {len(found)} claims")
    for label, ranker in (("plain BM25", plain), ("ours", ours)):
        figures = measure(found, ranker)
        print(f"  {label:10}", "  ".join(_figure(key, value) for key, value in sorted(figures.items())))


def _figure(name: str, value: float) -> str:
    return f"{name} {value:.0f}" if name == "letters" else f"{name} {value:.3f}"


def show_cases(given: argparse.Namespace) -> None:
    found = cases(given.file, given.part)
    show(f"{given.part}, each in its text", found)
    show(f"{given.part}, all texts together", together(found))
    for turn in sorted({case.turn for case in found}):
        show(f"{given.part}, {turn}", [case for case in found if case.turn == turn])
    if given.misses:
        for case in found:
            spans = ours(case.claim, case.text)
            if not max(_share(spans[:1], marked) for marked in case.marked):
                print(f"\n{case.claim}\n  marked: {[case.text[a:b] for ((a, b),) in case.marked]}")
                print(*(f"  {case.text[a:b]}" for a, b in spans[:3]), sep="\n")


def show_wice(given: argparse.Namespace) -> None:
    show(given.file.name, wice(given.file))


KINDS: dict[str, Callable[[argparse.Namespace], None]] = {"cases": show_cases, "wice": show_wice}

if __name__ == "__main__":
    main()
