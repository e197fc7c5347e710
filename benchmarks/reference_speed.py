"""What the bundled table costs: `python benchmarks/reference_speed.py`.

Prints the milliseconds of loading it and the memory that it takes, each the median of fresh processes, and
the microseconds of a look-up, each the median of many people, offices and days taken from the table itself.
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from factdesk.model import Period
from factdesk.reference import load
from factdesk.reference.table import FILE

PROCESSES, LOOK_UPS = 7, 2000
# Prints milliseconds and megabytes of the look-ups' first use: a load alone is lazy.
_FRESH = """
import resource, time
from factdesk.reference import reference
def memory(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
before, start = memory(), time.perf_counter()
known = reference.load()
loaded = time.perf_counter() - start
known.tenures("Lloyd Austin", known.offices("Secretary of Defense"))
used = time.perf_counter() - start
print(loaded * 1000, used * 1000, memory() - before)
"""

T = TypeVar("T")


def fresh() -> tuple[float, float, float]:
    """Milliseconds to load, to the first answer, and megabytes, of one new process."""
    done = subprocess.run([sys.executable, "-c", _FRESH], capture_output=True, text=True, check=True)
    loaded, used, memory = map(float, done.stdout.split())
    return loaded, used, memory


def each(work: Callable[[T], object], arguments: Sequence[T]) -> float:
    """Median microseconds of one call."""
    spent = []
    for argument in arguments:
        start = time.perf_counter()
        work(argument)
        spent.append((time.perf_counter() - start) * 1e6)
    return statistics.median(spent)


def main() -> None:
    runs = [fresh() for _ in range(PROCESSES)]
    loaded, used, memory = (statistics.median(column) for column in zip(*runs, strict=True))
    size = FILE.stat().st_size / 1e6
    print(f"load {loaded:.0f} ms, to the first answer {used:.0f} ms, {memory:.0f} MB, file {size:.1f} MB")
    known = load()
    chosen = random.Random(1)
    titles = chosen.sample(list(known.titles()), LOOK_UPS)
    offices = [office for title in titles for office in known.offices(title)[:1]]
    held = [(row.person, office) for office in offices for row in known.record(office)[:1]]
    print(f"office by title {each(known.offices, titles):.0f} us")
    print(f"record of an office {each(known.record, offices):.0f} us")
    print(f"tenures of a person {each(lambda one: known.tenures(one[0], [one[1]]), held):.0f} us")
    days = [(office, Period.parse("2015-06-15")) for office in offices]
    print(f"holders on a day {each(lambda one: known.holders(*one), days):.0f} us")


if __name__ == "__main__":
    main()
