"""Time of imports and of each stage of a check, in one run.

    python benchmarks/check_article.py tests/data/munir-us-visit.txt

Prints milliseconds: the imports once, as a fresh process pays them; each stage as the median of RUNS warm
runs; and each stage's share of the whole check.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

RUNS = 30


def once(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds and result of one run."""
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def warm(work: Callable[[], Any]) -> float:
    """Median milliseconds of RUNS runs after a first one that is not counted."""
    work()
    return statistics.median(once(work)[0] for _ in range(RUNS))


def import_desk() -> Any:
    from factdesk import desk

    return desk


def main(path: Path) -> None:
    text = path.read_text("utf-8")
    imports, desk = once(import_desk)
    first, done = once(lambda: desk.examine(text))

    from factdesk import checks, reference, split
    from factdesk.checks.mentions.find import find_mentions

    known = reference.load()
    article, claims = done.article, done.claims
    sentences = split.sentences(text)
    stages = {
        "sentences": warm(lambda: split.sentences(text)),
        "split into claims (sentences and parse included)": warm(lambda: split.split(article)),
        "find mentions": warm(lambda: find_mentions(text, sentences, known)),
        "check (mentions, judgements, joint window)": warm(lambda: checks.check(article, claims, known)),
    }
    whole = warm(lambda: desk.examine(text))

    print(f"{path.name}: {len(text):,} characters, {len(claims)} claims; Python {sys.version.split()[0]}")
    print(f"{imports:8.1f} ms  import of factdesk.desk, once")
    print(f"{first:8.1f} ms  first check, once (spaCy, model and reference are loaded here)")
    for name, milliseconds in stages.items():
        print(f"{milliseconds:8.1f} ms  {milliseconds / whole:4.0%}  {name}")
    print(f"{whole:8.1f} ms  100%  whole warm check, median of {RUNS}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
