"""How often the office check is wrong.

    python benchmarks/office_quality.py DATA_FOLDER [--half tune|report] [--missed]

DATA_FOLDER holds briefings/*.jsonl, official texts with their date: their titles are right, so a
contradiction is a false alarm. Then a person whose title the check supports is replaced by whoever held the
office before or after: throughout the text, and in that one mention alone. Recall is the share of such swaps
whose person is contradicted. Each text gives one swap of either kind and direction for each person and
office; `--half` takes the texts of one half, by a hash of their address.

Decided: supported or contradicted. Decidable: the table knows for certain who held the office on the day
that the mention speaks of.
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
_JUNIOR = r"(?:,?\s+(?:Jr|Sr)\.?|,?\s+I{2,3}\b)?"


@dataclass(frozen=True, slots=True)
class Swap:
    """A text with one person replaced by the holder `before` or `after`."""

    text: str
    judgement: Judgement
    other: Tenure
    kind: str


def main() -> None:
    folder = Path(next(argument for argument in sys.argv[1:] if not argument.startswith("--")))
    half = sys.argv[sys.argv.index("--half") + 1] if "--half" in sys.argv else ""
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


def measure(
    record: dict[str, str],
    reference: Reference,
    counts: Counter[str],
    places: tuple[str, ...] = ("throughout", "in one place"),
) -> None:
    """Adds the figures of one text, with the swaps of these kinds."""
    article = Article(text=record["text"], published=Period.parse(record["date"]))
    judgements = check(article, [], reference).judgements
    counts["texts"] += 1
    counts.update(f"mentions {one.outcome.value}" for one in judgements)
    decidable = [one for one in judgements if is_decidable(one, reference)]
    counts["mentions decidable"] += len(decidable)
    counts["mentions decidable supported"] += sum(one.outcome is Outcome.SUPPORTED for one in decidable)
    undated = check(Article(text=record["text"]), [], reference).judgements
    for kind, found in (("dated", judgements), ("undated", undated)):
        wrong = [one for one in found if one.outcome is Outcome.CONTRADICTED]
        counts[f"false alarms {kind}"] += len(wrong)
        counts[f"texts with a false alarm, {kind}"] += bool(wrong)
        for one in wrong:
            print(
                f"FALSE ALARM {kind} {record['date']} {record['url']}\n  {one.mention.text!r}: {one.message}"
            )
    for swap in swaps(record["text"], judgements, reference):
        if not swap.kind.endswith(places):
            continue
        counts[f"swaps {swap.kind}"] += 1
        if is_caught(article, swap, reference):
            counts[f"swaps {swap.kind} caught"] += 1
        elif "--missed" in sys.argv:
            show_missed(record, article, swap, reference)


def is_decidable(one: Judgement, reference: Reference) -> bool:
    """Whether the table knows for certain who held the office, or a seat of it, on the day in question."""
    if not one.tenures or not one.as_of.is_known or one.mention.qualifier is not Qualifier.NONE:
        return False
    known = [t for t in one.tenures if t.certain and t.certain.covers(one.as_of)]
    office = reference.office_of(one.tenures[0])
    return bool(known) or (
        office.single and any(t.certain and t.certain.covers(one.as_of) for t in reference.record(office))
    )


def swaps(text: str, judgements: tuple[Judgement, ...], reference: Reference) -> Iterator[Swap]:
    """Each supported person and office once, in four ways."""
    seen = set()
    for one in judgements:
        key = one.person, one.office, one.country
        plain = one.mention.qualifier is Qualifier.NONE and not one.mention.is_rank
        now = one.basis == "the article’s date"
        if one.outcome is Outcome.SUPPORTED and plain and now and key not in seen:
            seen.add(key)
            names = Names.of(one, judgements)
            for kind, other in _neighbours(one, reference):
                everywhere = names.replaced(text, other.person)
                if names.is_in(one.mention.text) and everywhere != text:
                    here = names.replaced(one.mention.text, other.person)
                    yield Swap(everywhere, one, other, f"{kind}, throughout")
                    alone = text[: one.mention.start] + here + text[one.mention.end :]
                    yield Swap(alone, one, other, f"{kind}, in one place")


def _neighbours(one: Judgement, reference: Reference) -> Iterator[tuple[str, Tenure]]:
    record = reference.record(reference.office_of(one.tenures[0]))
    others = [t for t in record if t.person != one.person and t.capacity == "substantive"]
    day = one.as_of.end
    assert day
    before = [t for t in others if t.end and t.end.end and t.end.end < day - _CLEAR]
    after = [t for t in others if t.start.start and t.start.start > day + _CLEAR]
    if before:
        yield "before", max(before, key=lambda t: (t.end and t.end.end) or day)
    if after:
        yield "after", min(after, key=lambda t: t.start.start or day)


@dataclass(frozen=True, slots=True)
class Names:
    """Every way in which a text names one person: given names and initials before the last name."""

    last: str
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, one: Judgement, judgements: tuple[Judgement, ...]) -> Names:
        spellings = {one.person, *(j.mention.person for j in judgements if j.person == one.person)}
        bare = [re.sub(rf"{_JUNIOR}$", "", spelling).split() for spelling in spellings]
        given = sorted({re.escape(word) for words in bare for word in words[:-1]}, key=len, reverse=True)
        last = bare[0][-1]
        first = rf"(?P<given>(?:(?:{'|'.join(given)})\s+)*)" if given else "(?P<given>)"
        return cls(last, re.compile(rf"(?<!\w){first}\b{re.escape(last)}\b{_JUNIOR}"))

    def is_in(self, text: str) -> bool:
        return bool(self.pattern.search(text))

    def replaced(self, text: str, other: str) -> str:
        """The full name by the full name, the last name by the last name."""
        return self.pattern.sub(lambda found: other if found["given"] else other.split()[-1], text)


def is_caught(article: Article, swap: Swap, reference: Reference) -> bool:
    """Whether the swapped text has a contradiction for the person who was put in."""
    return any(
        one.outcome is Outcome.CONTRADICTED and swap.other.person in (one.person, one.mention.person)
        for one in judge_swapped(article, swap, reference)
    )


def judge_swapped(article: Article, swap: Swap, reference: Reference) -> tuple[Judgement, ...]:
    """The judgements of the text with the other holder in the person's place."""
    return check(Article(text=swap.text, published=article.published), [], reference).judgements


def show_missed(record: dict[str, str], article: Article, swap: Swap, reference: Reference) -> None:
    """What the check says of the person who was put in."""
    print(f"MISSED {swap.kind} {record['date']} {swap.judgement.mention.text!r} -> {swap.other.person}")
    for one in judge_swapped(article, swap, reference):
        if swap.other.person.split()[-1] in one.mention.person:
            print(f"  {one.mention.text!r} {one.outcome.value}: {one.message[-120:]}")


def report(counts: Counter[str]) -> None:
    """Prints the figures, and false alarms and recall as rates."""
    for name, count in sorted(counts.items()):
        print(f"{name}\t{count}")
    decided = counts["mentions supported"] + counts["mentions contradicted"]
    print(f"false alarms per decided mention\t{counts['false alarms dated'] / max(1, decided):.4f}")
    share = counts["mentions decidable supported"] / max(1, counts["mentions decidable"])
    print(f"supported of the decidable mentions\t{share:.3f}")
    made = sum(n for name, n in counts.items() if name.startswith("swaps") and not name.endswith("caught"))
    caught = sum(n for name, n in counts.items() if name.startswith("swaps") and name.endswith("caught"))
    print(f"recall of swaps\t{caught / max(1, made):.3f}")
    for place in ("throughout", "in one place"):
        for kind in ("before", "after"):
            found, all_of = counts[f"swaps {kind}, {place} caught"], counts[f"swaps {kind}, {place}"]
            print(f"recall of the holder {kind}, {place}\t{found / max(1, all_of):.3f}")


if __name__ == "__main__":
    main()
