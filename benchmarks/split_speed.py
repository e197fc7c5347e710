"""Speed, memory and import time of the split, against spaCy's bare pipeline, on one core.

    python benchmarks/split_speed.py tests/data/briefings/briefings-2021-2023.jsonl

The texts of the file are joined, with single line breaks undone, and cut anew into articles, each at the
first end of a sentence or paragraph after WORDS words: as many as ARTICLES, from the start again if need be.
Both sides run in one process, bound to one core, with one thread for linear algebra, turn and turn about on
blocks of BLOCK articles, each with a pass before it that is not counted. spaCy's side is
`list(nlp.pipe(texts))` with the pipes that en_core_web_sm has when loaded, a whole article a text; ours is
`split(article)`. Time is processor time, so that what else the machine does counts little; wall time stands
beside it. Import times, and peak memory over
MEMORY articles, are those of fresh processes with one side each.
With --profile, the 30 functions that cost most are printed, and nothing else.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

ARTICLES, WORDS, BLOCK, MEMORY = 500, 430, 25, 200
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def articles(path: Path) -> list[str]:
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return list(islice(_cut(cycle(texts)), ARTICLES))


def _cut(texts: Iterator[str]) -> Iterator[str]:
    held, words = "", 0
    for text in texts:
        one_line = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
        for piece in re.findall(r".+?(?:[.!?]\s|\n\n|$)", one_line, re.DOTALL):
            held, words = held + piece, words + len(piece.split())
            if words >= WORDS:
                yield held.strip()
                held, words = "", 0
        held += "\n\n"


def _bare() -> Callable[[list[str]], object]:
    import spacy

    from factdesk.split import model

    folder = model._find()
    assert folder, "the English model is not installed"
    nlp = spacy.load(folder)
    return lambda texts: list(nlp.pipe(texts))


def _ours() -> Callable[[list[str]], object]:
    from factdesk.model import Article
    from factdesk.split import split

    return lambda texts: [len(split(Article(text))) for text in texts]


SIDES = {"spaCy's bare pipeline": _bare, "split": _ours}


def turns(texts: list[str]) -> dict[str, tuple[float, float]]:
    """Processor and wall seconds of each side over all texts."""
    sides = {name: make() for name, make in SIDES.items()}
    for side in sides.values():
        side(texts[:BLOCK])
    spent = dict.fromkeys(sides, (0.0, 0.0))
    for at in range(0, len(texts), BLOCK):
        for name, side in sides.items():
            cpu, wall = time.process_time(), time.perf_counter()
            side(texts[at : at + BLOCK])
            used = (time.process_time() - cpu, time.perf_counter() - wall)
            spent[name] = (spent[name][0] + used[0], spent[name][1] + used[1])
    return spent


def alone(name: str, texts: list[str]) -> dict[str, float]:
    """Seconds to import and load, and megabytes at most, with one side only in this process."""
    start = time.perf_counter()
    side = SIDES[name]()
    imported = time.perf_counter() - start
    side(texts[:1])
    loaded, first = time.perf_counter() - start, _megabytes()
    for at in range(0, MEMORY, BLOCK):
        side(texts[at : at + BLOCK])
    return {"imported": imported, "loaded": loaded, "first": first, "peak": _megabytes()}


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def profile(texts: list[str]) -> None:
    side = _ours()
    side(texts[:BLOCK])
    watched = cProfile.Profile()
    watched.runcall(side, texts[:100])
    pstats.Stats(watched).sort_stats("tottime").print_stats(30)


def _fresh(path: Path, *side: str) -> Any:
    command = [sys.executable, __file__, str(path), "--child", *side]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def report(path: Path) -> None:
    texts = articles(path)
    words, characters = sum(len(text.split()) for text in texts), sum(map(len, texts))
    print(
        f"{len(texts)} articles, {words:,} words ({words / len(texts):.0f} each), {characters:,} characters"
    )
    spent = _fresh(path)
    for name, (cpu, wall) in spent.items():
        print(
            f"{name:22} {cpu:6.1f} s ({wall:.1f} s wall)  {len(texts) / cpu:6.1f} articles/s"
            f"  {words / cpu:8,.0f} words/s  {cpu / len(texts) * 1000:5.1f} ms an article"
        )
    bare, ours = (spent[name][0] for name in SIDES)
    print(f"split / spaCy {ours / bare:.2f}")
    for name in SIDES:
        found = _fresh(path, name)
        print(
            f"{name:22} import {found['imported']:.2f} s, first article after {found['loaded']:.2f} s, "
            f"memory {found['first']:.0f} MB after the first article, {found['peak']:.0f} MB at most"
        )


def main(arguments: list[str]) -> None:
    path = Path(arguments[0])
    if "--profile" in arguments:
        profile(articles(path))
    elif "--child" in arguments:
        side = arguments[2:]
        print(json.dumps(alone(side[0], articles(path)) if side else turns(articles(path))))
    else:
        os.environ |= _ONE_THREAD
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        report(path)


if __name__ == "__main__":
    main(sys.argv[1:])
