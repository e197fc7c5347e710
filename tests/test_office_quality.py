"""The check of offices on official texts, against the floors in floors.toml."""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

import dating  # noqa: E402
import office_quality  # noqa: E402
from factdesk.reference import load  # noqa: E402

FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
RECORDS = [
    json.loads(line)
    for path in sorted((HERE / "data" / "briefings").glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]


def test_official_texts_raise_few_alarms_and_swapped_holders_do() -> None:
    counts: Counter[str] = Counter()
    for record in RECORDS:
        office_quality.measure(record, load(), counts, places=("throughout",))
    decided = counts["mentions supported"] + counts["mentions contradicted"]
    assert counts["false alarms dated"] / decided <= FLOORS["offices"]["false_alarms"]
    supported = counts["mentions decidable supported"] / counts["mentions decidable"]
    assert supported >= FLOORS["offices"]["supported"]
    kinds = ("before, throughout", "after, throughout")
    swaps = sum(counts[f"swaps {kind}"] for kind in kinds)
    caught = sum(counts[f"swaps {kind} caught"] for kind in kinds)
    assert swaps >= 300
    assert caught / swaps >= FLOORS["offices"]["recall"]


def test_undated_texts_are_given_a_period_that_holds_their_day() -> None:
    days = [date.fromisoformat(record["date"]) for record in RECORDS]
    texts = [dating.without_date(one["text"], day) for one, day in zip(RECORDS, days, strict=True)]
    proposed = [
        (day, period) for day, text in zip(days, texts, strict=True) if (period := dating.proposal(text))
    ]
    assert len(proposed) >= FLOORS["dating"]["proposed"]
    right = sum(period.contains(day) for day, period in proposed)
    assert right / len(proposed) >= FLOORS["dating"]["right"]
