"""How good the splitter is, in figures: a table when run, floors in tests/floors.toml."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from factdesk.model import Article
from factdesk.split import sentences, split

DATA = Path(__file__).parent / "data"
_SMALL = {
    "with",
    "that",
    "this",
    "they",
    "them",
    "their",
    "were",
    "been",
    "have",
    "from",
    "also",
    "then",
    "said",
}


def alignment(made: list[str], wanted: list[str]) -> float:
    """F of two lists of claims: each claim is scored against its best mate by the F of their words."""
    if not made:
        return 0.0
    a, b = [_words(text) for text in made], [_words(text) for text in wanted]
    precision = sum(max(_overlap(one, other) for other in b) for one in a) / len(a)
    recall = sum(max(_overlap(one, other) for other in a) for one in b) / len(b)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def held_out_alignment() -> float:
    """Mean F on sentences that people split, which the splitter was not tuned on."""
    rows = [json.loads(line) for line in (DATA / "split" / "held-out.jsonl").read_text("utf-8").splitlines()]
    found = [
        alignment([claim.text for claim in split(Article(row["sentence"]))], row["claims"]) for row in rows
    ]
    return sum(found) / len(found)


def coverage(text: str) -> tuple[int, int]:
    """How many of the longer words of its sentences a text's claims repeat, and how many there are."""
    made = split(Article(text))
    kept = total = 0
    for sentence in sentences(text):
        mine = [claim for claim in made if sentence.start <= claim.start < sentence.end]
        words = {w for w in _words(text[sentence.start : sentence.end]) if len(w) > 3} - _SMALL
        said = {w for claim in mine for w in _words(f"{claim.text} {claim.speaker} {claim.context}")}
        kept, total = (kept + len(words & said), total + len(words)) if mine else (kept, total)
    return kept, total


def whole_sentences(text: str) -> tuple[int, int]:
    """How many sentences of twenty words or more stay one claim, and how many there are that make claims."""
    made = split(Article(text))
    counts = [
        sum(sentence.start <= claim.start < sentence.end for claim in made)
        for sentence in sentences(text)
        if len(text[sentence.start : sentence.end].split()) >= 20
    ]
    return counts.count(1), len(counts) - counts.count(0)


def texts() -> list[str]:
    """The sample article and the texts written for the tests."""
    files = [DATA / "munir-us-visit.txt", *sorted((DATA / "split" / "texts").glob("*.txt"))]
    return [file.read_text(encoding="utf-8") for file in files]


def figures() -> dict[str, float]:
    """The three figures by name."""
    kept, words = map(sum, zip(*map(coverage, texts()), strict=True))
    whole, long = map(sum, zip(*map(whole_sentences, texts()), strict=True))
    return {
        "held_out_alignment": held_out_alignment(),
        "content_coverage": kept / words,
        "long_sentences_left_whole": whole / long,
    }


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _overlap(a: list[str], b: list[str]) -> float:
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b)) if a or b else 0.0


if __name__ == "__main__":
    for name, value in figures().items():
        print(f"{name:28} {value:.3f}")
