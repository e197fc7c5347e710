"""How long `factdesk check` takes from nothing.

    python benchmarks/cold_check.py tests/data/munir-us-visit.txt

Starts RUNS real processes one after the other and prints the median, the best and the worst of wall and of
processor seconds, and the most memory that one took. Then what that time is spent on: the dearest imports of
one further process (-X importtime) and the dearest functions of another (cProfile, by own time).
Wall time means something on an idle machine only; the load is printed beside it.
"""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import re
import resource
import statistics
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path

RUNS, SHOWN = 7, 15
_PROGRAM = "import sys; from factdesk.cli import main; main(['check', sys.argv[1]])"


def one(article: Path) -> tuple[float, float]:
    """Wall and processor seconds of one process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", _PROGRAM, str(article)], stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def imports(article: Path) -> list[tuple[float, str]]:
    """Milliseconds and name of the packages that a check imports, each with all that it brings in."""
    command = [sys.executable, "-X", "importtime", "-c", _PROGRAM, str(article)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    lines = re.findall(r"import time:\s+\d+ \|\s+(\d+) \|\s+(\S+)", told)
    return sorted(((int(spent) / 1000, name) for spent, name in lines), reverse=True)


def profile(article: Path) -> str:
    """The dearest functions."""
    out, watched = io.StringIO(), cProfile.Profile()
    from factdesk.cli import main

    with redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        watched.runcall(main, ["check", str(article)], standalone_mode=False)
    pstats.Stats(watched, stream=out).sort_stats("tottime").print_stats(SHOWN)
    return out.getvalue().partition("ncalls")[2].rstrip()


def main(article: Path) -> None:
    one(article)
    runs = [one(article) for _ in range(RUNS)]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    load = f"; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    print(f"{RUNS} processes of factdesk check {article.name}, {memory:.0f} MB at most{load}")
    for name, spent in zip(("wall", "processor"), zip(*runs, strict=True), strict=True):
        middle = statistics.median(spent)
        print(f"{name:10} median {middle:.2f} s  best {min(spent):.2f}  worst {max(spent):.2f}")
    print("\nimports, milliseconds with all that they bring in")
    for spent, name in imports(article)[:SHOWN]:
        print(f"{spent:7.0f}  {name}")
    print(f"\nfunctions by own time\n   ncalls{profile(article)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
