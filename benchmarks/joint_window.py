"""Milliseconds that the joint window takes for made-up statements: `python benchmarks/joint_window.py`."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

from factdesk.checks.offices.window import Statement, conflicts, days_left, floor
from factdesk.model import Period

_FIRST = date(2000, 1, 1)


def main() -> None:
    """Prints, for each kind and number of statements, the milliseconds and the clashing sets listed."""
    kinds: dict[str, Callable[[int], list[Statement]]] = {
        "consistent": consistent,
        "clashing": clashing,
        "adversarial": adversarial,
        "all together": all_together,
    }
    for name, made in kinds.items():
        for number in (10, 100, 500):
            statements = made(number)
            began = perf_counter()
            found = conflicts(statements)
            days_left(statements, floor(statements))
            print(f"{name}\t{number}\t{(perf_counter() - began) * 1000:.1f} ms\t{len(found)} sets")


def consistent(number: int) -> list[Statement]:
    """Terms that all hold day 5000."""
    return [Statement(n, (_span(n, 9000 - 2 * n),), _day(n)) for n in range(number)]


def clashing(number: int) -> list[Statement]:
    """Single terms of 1500 days spread over 9000."""
    return [_at_random(n, 1, 1500) for n in range(number)]


def adversarial(number: int) -> list[Statement]:
    """Six terms of 700 days each: few pairs clash, many larger sets do."""
    return [_at_random(n, 6, 700) for n in range(number)]


def all_together(number: int) -> list[Statement]:
    """Each is false in one week of its own: only all of them clash."""
    weeks = [_span(10 * n, 10 * n + 7) for n in range(number)]
    return [Statement(n, (*weeks[:n], *weeks[n + 1 :]), weeks[0].start) for n in range(number)]


def _at_random(number: int, terms: int, length: int) -> Statement:
    starts = sorted(random.Random(f"{number} {terms}").sample(range(9000), terms))
    return Statement(number, tuple(_span(start, start + length) for start in starts), _day(starts[0]))


def _span(first: int, last: int) -> Period:
    return Period(_day(first), _day(last))


def _day(number: int) -> date:
    return _FIRST + timedelta(number)


if __name__ == "__main__":
    main()
