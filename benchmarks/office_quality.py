"""How often the office check is wrong.

    python benchmarks/office_quality.py DATA_FOLDER [--half tune|report] [--missed]

DATA_FOLDER holds briefings/*.jsonl, official texts with their date: their titles are right, so a
contradiction is a false alarm. Then each person whose title the check supports is replaced throughout by the
one who held the office before or after; recall is the share of such swaps that is contradicted. Rules are
tuned on one half of the texts (by a hash of the address) and reported on the other.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from factdesk.checks import check
from factdesk.model import Article, Judgement, Outcome, Period, Qualifier, Tenure
from factdesk.reference import Reference, load

# A neighbour whose term ends or begins this near to the text's date is no clear error.
_CLEAR = timedelta(30)


@dataclass(frozen=True, slots=True)
class Swap:
    """A text with one person replaced by the holder `before` or `after`."""

    judgement: Judgement
    other: Tenure
    kind: str


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    half = sys.argv[sys.argv.index("--half") + 1] if "--half" in sys.argv else ""
    folder = Path(arguments[0])
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("briefings/*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if half in ("", half_of(record["url"])):
                measure(record, load(), counts)
    report(counts)


def half_of(address: str) -> str:
    """Which half a text belongs to."""
    return ("tune", "report")[hashlib.sha256(address.encode()).digest()[0] % 2]


def measure(record: dict[str, str], reference: Reference, counts: Counter[str]) -> None:
    """Adds the figures of one text."""
    article = Article(text=record["text"], published=Period.parse(record["date"]))
    judgements = check(article, [], reference).judgements
    counts["texts"] += 1
    counts.update(f"mentions {one.outcome.value}" for one in judgements)
    for one in judgements:
        if one.outcome is Outcome.CONTRADICTED:
            print(f"FALSE ALARM {record['date']} {record['url']}\n  {one.mention.text!r}: {one.message}")
    undated = check(Article(text=record["text"]), [], reference).judgements
    for one in undated:
        if one.outcome is Outcome.CONTRADICTED:
            counts["mentions contradicted without the date"] += 1
            print(
                f"FALSE ALARM undated {record['date']} {record['url']}\n  {one.mention.text!r}: {one.message}"
            )
    counts["texts with a false alarm"] += any(j.outcome is Outcome.CONTRADICTED for j in judgements)
    for swap in swaps(judgements):
        counts[f"swaps {swap.kind}"] += 1
        if is_caught(article, swap, reference):
            counts[f"swaps {swap.kind} caught"] += 1
        elif "--missed" in sys.argv:
            print(
                f"MISSED {swap.kind} {record['date']} {swap.judgement.mention.text!r} -> {swap.other.person}"
            )
            for one in judge_swapped(article, swap, reference):
                if swap.other.person.split()[-1] in one.mention.person:
                    print(f"  {one.mention.text!r} {one.outcome.value}: {one.message[-120:]}")


def swaps(judgements: tuple[Judgement, ...]) -> Iterator[Swap]:
    """Each supported person and office once, with the holder before and the holder after."""
    seen = set()
    for one in judgements:
        key = one.person, one.office, one.country
        plain = one.mention.qualifier is Qualifier.NONE and not one.mention.is_rank
        now = one.basis == "the article’s date"
        if one.outcome is Outcome.SUPPORTED and plain and now and key not in seen:
            seen.add(key)
            yield from _neighbours(one)


def _neighbours(one: Judgement) -> Iterator[Swap]:
    record = [t for t in _record(one) if t.person != one.person and t.capacity == "substantive"]
    day = one.as_of.end
    assert day
    before = [t for t in record if t.end and t.end.end and t.end.end < day - _CLEAR]
    after = [t for t in record if t.start.start and t.start.start > day + _CLEAR]
    if before:
        yield Swap(one, max(before, key=lambda t: (t.end and t.end.end) or day), "before")
    if after:
        yield Swap(one, min(after, key=lambda t: t.start.start or day), "after")


def _record(one: Judgement) -> tuple[Tenure, ...]:
    reference = load()
    return reference.record(reference.office_of(one.tenures[0]))


def is_caught(article: Article, swap: Swap, reference: Reference) -> bool:
    """Whether the swapped text has a contradiction for the person who was put in."""
    other = swap.other.person
    judgements = judge_swapped(article, swap, reference)
    return any(one.outcome is Outcome.CONTRADICTED and one.person == other for one in judgements)


def judge_swapped(article: Article, swap: Swap, reference: Reference) -> tuple[Judgement, ...]:
    """The judgements of the text with the other holder in the person's place."""
    person, other = swap.judgement.mention.person, swap.other.person
    text = re.sub(r"\s+".join(map(re.escape, person.split())), other, article.text)
    text = re.sub(rf"\b{re.escape(person.split()[-1])}\b", other.split()[-1], text)
    return check(Article(text=text, published=article.published), [], reference).judgements


def report(counts: Counter[str]) -> None:
    """Prints the figures, and false alarms and recall as rates."""
    for name, count in sorted(counts.items()):
        print(f"{name}\t{count}")
    judged = sum(counts[f"mentions {outcome.value}"] for outcome in Outcome)
    print(f"false alarms per text\t{counts['mentions contradicted'] / max(1, counts['texts']):.3f}")
    print(f"false alarms per mention\t{counts['mentions contradicted'] / max(1, judged):.4f}")
    for kind in ("before", "after"):
        found, made = counts[f"swaps {kind} caught"], counts[f"swaps {kind}"]
        print(f"recall of the holder {kind}\t{found / max(1, made):.3f}")


if __name__ == "__main__":
    main()
