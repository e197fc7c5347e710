"""Cost of the timeline for articles that name 2, 8 and 40 people in office.

    python benchmarks/timeline.py [OUT]

The articles are made from the bundled reference: holders at one day and, every third, somebody who had left.
Prints milliseconds (median of RUNS warm runs) and bytes; with OUT the texts and pictures are left there.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from factdesk import desk, reference
from factdesk.model import Period
from factdesk.report.timeline import timeline_specs, timeline_svgs
from factdesk.report.timeline_file import timeline_png, timeline_svg_file

RUNS = 5
DAY = date(2021, 6, 15)
OFFICES = ("President", "Prime Minister", "Minister of Foreign Affairs", "Minister of Defence")
COUNTRIES = (
    *("France", "Germany", "Poland", "India", "Japan", "Canada", "Kenya", "Ukraine", "Pakistan", "Italy"),
    *("Brazil", "Spain", "Portugal", "Greece", "Ghana", "Finland", "Norway", "Sweden", "Denmark", "Nigeria"),
)


def article(people: int) -> str:
    """A text of one sentence per person, each an office of a country on DAY."""
    known, said = reference.load(), list[str]()
    for title in OFFICES:
        for country in COUNTRIES:
            for office in known.offices(title, country)[:1]:
                holders = known.holders(office, Period(DAY, DAY))
                gone = [held for held in known.record(office) if held.end and held.end.end < DAY]
                pick = gone[-1:] if len(said) % 3 == 1 and gone else holders[:1]
                said += [f"{title} of {country} {held.person} spoke." for held in pick]
    return "\n\n".join(["A long conference", *said[:people]])


def warm(work: Callable[[], Any]) -> float:
    work()
    return statistics.median(_once(work) for _ in range(RUNS))


def _once(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def imported(name: str) -> float:
    """Milliseconds that an import takes in a process that has Streamlit already."""
    code = f"import streamlit, time; a = time.perf_counter(); import {name}; print(time.perf_counter() - a)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout) * 1000


def main(out: Path | None) -> None:
    for name in ("altair", "factdesk.report.timeline"):
        print(f"{imported(name):8.0f} ms  import of {name}")
    for people in (2, 8, 40):
        text = article(people)
        done = desk.examine(text, published=DAY.isoformat())
        pair = (done.checked, done.article)
        makers: dict[str, Callable[[], Any]] = {
            "page (Vega-Lite)": lambda pair=pair: [json.dumps(drawn) for drawn in timeline_specs(*pair)],
            "report (SVG, wide)": lambda pair=pair: timeline_svgs(*pair),
            "SVG file": lambda pair=pair: timeline_svg_file(*pair),
            "PNG file": lambda pair=pair: timeline_png(*pair),
        }
        for name, make in makers.items():
            made = make()
            size = len(made) if isinstance(made, bytes) else sum(len(part.encode()) for part in made)
            print(f"{people:3} people  {name:20} {warm(make):8.1f} ms  {size:9,} bytes")
        if out:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{people}.txt").write_text(text, "utf-8")
            (out / f"{people}.png").write_bytes(timeline_png(*pair))
            (out / f"{people}.svg").write_bytes(timeline_svg_file(*pair))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
