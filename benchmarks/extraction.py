"""How well articles are taken out of web pages: the text, and the date of publication.

    python benchmarks/extraction.py --articles ARTICLES --dates DATES [--half tune|report] [--wrong]

ARTICLES is a checkout of github.com/scrapinghub/article-extraction-benchmark (MIT): 181 news pages and their
articles. F1 is that benchmark's own: shingles of four words, precision and recall averaged over the pages.
DATES is the folder `tests` of github.com/adbar/htmldate (Apache-2.0): 1,000 pages with the day on which each
was published. Neither is in this repository. Beside factdesk stand the libraries that it is built on, in the
same run: trafilatura's plain text, htmldate's first date with the same setting.

The pages of DATES are halved by a hash of their names; only the tuning half was looked at page by page.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import logging
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import trafilatura
from htmldate import find_date

from factdesk import ingest
from factdesk.errors import BadInput
from factdesk.model import Period

PLACES = ("test_set", "cache", "eval")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--articles", type=Path)
    options.add_argument("--dates", type=Path)
    options.add_argument("--half", choices=("tune", "report"), default="report")
    options.add_argument(
        "--wrong", action="store_true", help="print each page whose date is wrong or missing"
    )
    given = options.parse_args()
    logging.disable(logging.ERROR)
    if given.articles:
        articles(given.articles)
    if given.dates:
        dates(given.dates, given.half, given.wrong)


# --- the text --------------------------------------------------------------------------------------


def articles(folder: Path) -> None:
    """F1, precision, recall and exact texts, each with the standard error of a bootstrap."""
    measure = _module(folder / "evaluate.py")
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {id: gzip.decompress((folder / "html" / f"{id}.html.gz").read_bytes()) for id in truth}
    found: dict[str, dict[str, Any]] = {"factdesk": {}, "trafilatura": {}}
    refused = Counter[str]()
    seconds = Counter[str]()
    for id, page in pages.items():
        start = time.perf_counter()
        try:
            text = ingest.read(page, name="page.html", url=truth[id].get("url", "")).text
        except BadInput as error:
            text = ""
            refused[str(error)] += 1
        seconds["factdesk"] += time.perf_counter() - start
        found["factdesk"][id] = {"articleBody": text}
        start = time.perf_counter()
        plain = trafilatura.extract(page.decode(), include_comments=False) or ""
        seconds["trafilatura"] += time.perf_counter() - start
        found["trafilatura"][id] = {"articleBody": plain}
    print(f"{len(pages)} pages, {refused.total()} refused {list(refused)}")
    for name, bodies in found.items():
        told = measure.evaluate(truth, bodies, 1000)
        figures = "  ".join(
            f"{key} {told[key]:.3f} ± {told[f'{key}_std']:.3f}"
            for key in ("f1", "precision", "recall", "accuracy")
        )
        print(f"{name:<12} {figures}  {len(pages) / seconds[name]:.0f} pages/s")


def _module(path: Path) -> ModuleType:
    """The benchmark's own measure."""
    spec = importlib.util.spec_from_file_location("aeb_evaluate", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not there; give the folder of the checkout")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- the date --------------------------------------------------------------------------------------


def dates(folder: Path, half: str, wrong: bool) -> None:
    """Of each: right, wrong, and none; a month or a year that holds the day counts apart."""
    told: dict[str, Counter[str]] = {"factdesk": Counter(), "htmldate": Counter()}
    bases: dict[str, Counter[str]] = {}
    for url, day, data in _dated(folder, half):
        try:
            found = ingest.read(data, name="page.html", url=url)
            period, basis = found.published, found.published_basis
        except BadInput as error:
            period, basis = Period(), f"refused: {error}"
        mark = _judged(period, day)
        told["factdesk"][mark] += 1
        bases.setdefault(basis.split(":")[0], Counter())[mark] += 1
        plain = find_date(data, extensive_search=False, original_date=True, url=url)
        told["htmldate"][_judged(Period.parse(plain or ""), day)] += 1
        if wrong and mark != "right":
            print(f"{mark:<6} {day} {period!s:<24} {basis[:80]:<40} htmldate {plain}  {url}")
    for name, counts in told.items():
        named = counts.total() - counts["none"]
        print(
            f"{name:<10} {counts.total()} pages: right {counts['right']}, wrong {counts['wrong']}, "
            f"only month or year {counts['coarse']}, none {counts['none']}; "
            f"right of those with a day {counts['right'] / max(1, named - counts['coarse']):.3f}, "
            f"of all {counts['right'] / counts.total():.3f}"
        )
    for basis, counts in sorted(bases.items(), key=lambda one: -one[1].total()):
        print(f"  {basis or '(none)':<40} {dict(counts)}")


def _dated(folder: Path, half: str) -> Iterator[tuple[str, Period, bytes]]:
    for name in ("eval_mediacloud_2020.json", "eval_default.json"):
        for url, told in json.loads((folder / name).read_text("utf-8")).items():
            odd = int(hashlib.sha256(told["file"].encode()).hexdigest()[:8], 16) % 2
            path = next((p for p in (folder / place / told["file"] for place in PLACES) if p.is_file()), None)
            # A few pages have no date; nobody can be right about them.
            if path and odd == (half == "report") and isinstance(told["date"], str):
                yield url, Period.parse(told["date"]), path.read_bytes()


def _judged(found: Period, day: Period) -> str:
    if not found.is_known:
        return "none"
    if found == day:
        return "right"
    return "coarse" if found.covers(day) else "wrong"


if __name__ == "__main__":
    main()
