"""What a changed text does to its claims, on texts in which one word of one sentence is replaced.

    python benchmarks/versions.py DATA_FOLDER [--texts 60] [--behind 0]

`DATA_FOLDER` holds claims/factscore-instructgpt.jsonl. A claim should be reopened where the replaced word is
one of its own words, or stands in its wording; every other one should stay. Then the time of a long text.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

from factdesk import split
from factdesk.desk.alignment import Alignment
from factdesk.desk.carry import Carried, Split, carried
from factdesk.model import Article, Claim

_WORD = "Freedonian"  # stands in no text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--texts", type=int, default=60)
    parser.add_argument("--behind", type=int, default=0, help="so many texts of the file are left out")
    options = parser.parse_args()
    lines = (options.data / "claims" / "factscore-instructgpt.jsonl").read_text("utf-8").splitlines()
    texts = [text for line in lines if (text := json.loads(line)["output"])]
    counts: Counter[str] = Counter()
    for number, text in enumerate(texts[options.behind : options.behind + options.texts]):
        counts.update(_one(text, random.Random(number)))
    print(f"{options.texts} texts, one word replaced in each:")
    for what, count in sorted(counts.items()):
        print(f"  {count:5}  {what}")
    _long("\n\n".join(texts[:60]))


def _one(text: str, chance: random.Random) -> list[str]:
    """What became of each claim of a text, in words."""
    places = [at for at in range(1, len(text) - 1) if text[at - 1] == " " and text[at].isalnum()]
    start = chance.choice(places)
    end = next((at for at in range(start, len(text)) if not text[at].isalnum()), len(text))
    old = Article(text=text)
    claims = split.split(old)
    done = _carry(old, claims, Article(text=text[:start] + _WORD + text[end:], version=2))
    fates = {one.id: what for what in ("unchanged", "reopened", "gone") for one in getattr(done, what)}
    named = {one.id: _WORD in one.text for one in (*done.reopened, *done.unchanged)}
    told = []
    for claim in claims:
        runs = claim.spans or ((claim.start, claim.end),)
        own = any(first < end and start < last for first, last in runs) or named.get(claim.id)
        told.append(f"{'with' if own else 'without'} the word: {fates[claim.id]}")
    return told + ["new"] * len(done.new)


def _carry(old: Article, claims: list[Claim], new: Article) -> Carried:
    aligned = Alignment(old.text, split.sentences(old.text), new.text, split.sentences(new.text))
    found = {claim.id: claim for claim in claims}
    return carried(found, Split(old, claims), Split(new, split.split(new)), aligned)


def _long(text: str) -> None:
    sentences = text.split(". ")
    sentences[::10] = [f"{sentence} {_WORD}" for sentence in sentences[::10]]
    old, new = Article(text=text), Article(text=". ".join(sentences), version=2)
    claims, others = split.split(old), split.split(new)
    begun = time.perf_counter()
    aligned = Alignment(old.text, split.sentences(old.text), new.text, split.sentences(new.text))
    compared = time.perf_counter() - begun
    done = carried({claim.id: claim for claim in claims}, Split(old, claims), Split(new, others), aligned)
    whole = time.perf_counter() - begun
    print(f"{len(text.split()):,} words, every tenth sentence changed: {done.words}")
    print(f"  aligned in {compared:.2f} s, claims carried over in {whole - compared:.2f} s, splitting apart")


if __name__ == "__main__":
    main()
