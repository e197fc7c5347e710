"""How well similar claims are found, beside a plain baseline: precision and recall on pairs, and speed.

    python benchmarks/recall.py DATA_FOLDER [--tune]

DATA_FOLDER holds, each where its owners publish it and none of it in this repository:
  sts-train.csv, sts-dev.csv, sts-test.csv   STS benchmark (news): marks that people gave pairs of sentences
  fever_symmetric_full.jsonl                 FEVER-symmetric v0.1: claims that people changed by a word or two
  politifact-verified-claims.csv, snopes-verified-claims.tsv, politifact-pairs/
                                             from "That is a Known Lie" (Shaar and others, 2020)

Pairs are halved by a hash of their words. The threshold was chosen on the tuning half (--tune prints it), and
only the other half is reported. Changes by rule (negations, numbers, names) have word lists of their own, so
that they do not repeat those of the matcher.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from factdesk.recall import THRESHOLD, Recall, Remembered
from factdesk.recall.guards import difference
from factdesk.recall.pairs import paired
from factdesk.recall.recall import likeness
from factdesk.recall.words import reading

HAND_MADE = Path(__file__).parent.parent / "tests" / "data" / "recall.jsonl"
COLLECTION = 50_000
Scorer = Callable[[str, str], float]


@dataclass(frozen=True)
class Pair:
    source: str
    kind: str
    same: bool
    one: str
    other: str

    @property
    def is_held_out(self) -> bool:
        return held_out(f"{self.one}|{self.other}")


def held_out(words: str) -> bool:
    return int(hashlib.sha256(words.encode("utf-8")).hexdigest()[:8], 16) % 2 == 1


# --- the two matchers ------------------------------------------------------------------------------


def ours(one: str, other: str) -> float:
    pairing = paired(reading(one), reading(other))
    return 0.0 if difference(pairing) else likeness(pairing)


def baseline(one: str, other: str) -> float:
    return fuzz.token_set_ratio(one.casefold(), other.casefold()) / 100


# --- pairs -----------------------------------------------------------------------------------------


def hand_made() -> Iterator[Pair]:
    for line in HAND_MADE.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Pair("by hand", row["kind"], row["same"], row["one"], row["other"])


def sts(folder: Path) -> Iterator[Pair]:
    """News pairs that people marked 4.8 of 5 or more (the same) or 3 or less (another statement)."""
    for part in ("train", "dev", "test"):
        for line in (folder / f"sts-{part}.csv").read_text("utf-8").splitlines():
            cells = line.split("\t")
            score = float(cells[4])
            if cells[0] == "main-news" and (score >= 4.8 or score <= 3.0) and cells[5] != cells[6]:
                same = score >= 4.8
                yield Pair("STS news", "marked 4.8-5" if same else "marked 0-3", same, cells[5], cells[6])


def fever(folder: Path) -> Iterator[Pair]:
    """Claims that people changed by a word or two so that the evidence no longer fits."""
    claims: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in (folder / "fever_symmetric_full.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        claims[row["id"].split("00000")[0]][untokenised(row["claim"])] = None
    for changed in claims.values():
        first, *others = changed
        yield from (Pair("FEVER-symmetric", "changed by people", False, first, other) for other in others)


def untokenised(text: str) -> str:
    return re.sub(r" (?=[.,'’;:%)]|n't)", "", text).replace("-LRB-", "(").replace("-RRB-", ")")


def verified(folder: Path) -> list[str]:
    with (folder / "politifact-verified-claims.csv").open(encoding="utf-8", newline="") as file:
        found = [row[1] for row in csv.reader(file) if len(row) > 1]
    with (folder / "snopes-verified-claims.tsv").open(encoding="utf-8", newline="") as file:
        found += [row["fact"] for row in csv.DictReader(file, delimiter="\t")]
    return list(dict.fromkeys(" ".join(text.split()) for text in found if 30 <= len(text) <= 300))


def by_rule(claims: list[str], each: int) -> Iterator[Pair]:
    """Claims rewritten without a change of what they say, and changed by a rule."""
    chance = random.Random(1)
    names = [match[0] for text in claims[:3000] for match in _NAME.finditer(text)]
    for same, rules in ((True, REWRITES), (False, CHANGES)):
        for kind, rule in rules.items():
            done = 0
            for text in chance.sample(claims, len(claims)):
                changed = rule(text, chance, names)
                if changed and changed != text:
                    yield Pair("by rule", kind, same, text, changed)
                    done += 1
                if done == each:
                    break


_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})+(?= )")
_DOLLARS = re.compile(r"\$(\d[\d,.]*\d|\d) (million|billion|trillion)\b")
_BE = re.compile(r"\b(is|are|was|were|has|have|will|would|can|could|should)\b(?! not|n't)")


def _quote(text: str, *_: object) -> str:
    return f"“{text.rstrip('.')}”" if '"' not in text else text.replace('"', "”")


def _money(text: str, *_: object) -> str:
    return _DOLLARS.sub(r"\1 \2 dollars", text)


def _percent(text: str, *_: object) -> str:
    return re.sub(r"(\d) percent\b", r"\1%", text)


def _contracted(text: str, *_: object) -> str:
    return re.sub(r"\b(is|are|was|were|has|have|does|do|did) not\b", r"\1n't", text)


def _big(text: str, *_: object) -> str:
    return re.sub(r"\b(\d+)(?:,000,000)\b", r"\1 million", text)


def _fronted(text: str, *_: object) -> str:
    """ "... in 2015." becomes "In 2015, ..." """
    match = re.fullmatch(r"(?P<rest>[^,;]+) (?P<when>in (?:19|20)\d\d)\.?", text)
    return f"In{match['when'][2:]}, {match['rest']}." if match else text


def _attributed(text: str, *_: object) -> str:
    return f"{text.rstrip('.')}, officials said." if not re.search(r"\bsa(?:id|ys)\b", text, re.I) else text


def _not(text: str, *_: object) -> str:
    return _BE.sub(r"\1 not", text, count=1)


def _no_not(text: str, *_: object) -> str:
    return re.sub(r"\b(?:not |never )|(?<=[a-z])n[’']t\b", "", text, count=1)


def _number(text: str, chance: random.Random, *_: object) -> str:
    found = [m for m in re.finditer(r"(?<![\w.,])\d+(?:\.\d+)?(?![\w,]|\.\d)", text) if not _is_year(m[0])]
    if not found:
        return text
    match = chance.choice(found)
    value = float(match[0])
    changed = value + chance.choice([1, 2, 3, 7, 10, max(1.0, value // 2)])
    written = f"{changed:.1f}" if "." in match[0] else str(int(changed))
    return text[: match.start()] + written + text[match.end() :]


def _is_year(digits: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", digits))


def _year(text: str, chance: random.Random, *_: object) -> str:
    years = [-5, -2, -1, 1, 2, 5]
    return re.sub(r"\b(?:19|20)\d\d\b", lambda m: str(int(m[0]) + chance.choice(years)), text, count=1)


def _scale(text: str, *_: object) -> str:
    turned = {"million": "billion", "billion": "million", "thousand": "million"}
    return re.sub(r"\b(million|billion|thousand)\b", lambda m: turned[m[0]], text, count=1)


_MONTHS = "January February March April June July August September October November December"


def _month(text: str, chance: random.Random, *_: object) -> str:
    months = _MONTHS.split()
    pattern = rf"\b(?:{'|'.join(months)})\b"
    return re.sub(pattern, lambda m: chance.choice([one for one in months if one != m[0]]), text, count=1)


def _other_name(text: str, chance: random.Random, names: list[str]) -> str:
    match = _NAME.search(text)
    return text.replace(match[0], chance.choice(names)) if match else text


def _swapped(text: str, *_: object) -> str:
    found = list(dict.fromkeys(match[0] for match in _NAME.finditer(text)))
    between = text[text.find(found[0]) + len(found[0]) : text.find(found[1])] if len(found) > 1 else ""
    if len(between.split()) < 2 or re.search(r"\b(?:and|or)\b|,", between) or found[0] in found[1]:
        return text
    return text.replace(found[0], "\0").replace(found[1], found[0]).replace("\0", found[1])


_TURNED = {
    "increased": "decreased",
    "rose": "fell",
    "higher": "lower",
    "more": "fewer",
    "before": "after",
    "largest": "smallest",
    "always": "never",
    "supported": "opposed",
    "won": "lost",
    "against": "for",
    "all": "few",
    "banned": "allowed",
    "raised": "cut",
    "created": "destroyed",
    "legal": "illegal",
    "Republicans": "Democrats",
    "men": "women",
    "highest": "lowest",
    "opened": "closed",
    "cause": "prevent",
    "north": "south",
}


def _antonym(text: str, *_: object) -> str:
    return re.sub(rf"\b(?:{'|'.join(_TURNED)})\b", lambda m: _TURNED[m[0]], text, count=1)


Rule = Callable[[str, random.Random, list[str]], str]
REWRITES: dict[str, Rule] = {
    "quote marks": _quote,
    "dollars": _money,
    "percent": _percent,
    "contraction": _contracted,
    "millions": _big,
    "year in front": _fronted,
    "officials said": _attributed,
}
CHANGES: dict[str, Rule] = {
    "negated": _not,
    "negation taken out": _no_not,
    "another number": _number,
    "another year": _year,
    "million, billion": _scale,
    "another month": _month,
    "another name": _other_name,
    "names exchanged": _swapped,
    "opposite word": _antonym,
}


# --- figures ---------------------------------------------------------------------------------------


def precision_recall(pairs: list[Pair], scorer: Scorer, threshold: float) -> tuple[float, float]:
    offered = [pair.same for pair in pairs if scorer(pair.one, pair.other) >= threshold]
    same = sum(pair.same for pair in pairs)
    return sum(offered) / len(offered) if offered else 1.0, sum(offered) / same if same else 0.0


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def best_threshold(pairs: list[Pair], scorer: Scorer) -> float:
    steps = [n / 100 for n in range(40, 101)]
    return max(steps, key=lambda step: f1(*precision_recall(pairs, scorer, step)))


def table(pairs: list[Pair], baseline_at: float) -> None:
    print(f"{'pairs':42}{'number':>7}{'ours':>8}{'baseline':>10}   share that is offered as the same")
    groups: defaultdict[tuple[str, bool, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.source, not pair.same, pair.kind].append(pair)
    for (source, differs, kind), group in sorted(groups.items()):
        mine, plain = (
            sum(scorer(p.one, p.other) >= at for p in group) / len(group)
            for scorer, at in ((ours, THRESHOLD), (baseline, baseline_at))
        )
        name = f"{source}, {'different' if differs else 'same'}: {kind}"
        print(f"{name:42}{len(group):>7}{mine:>8.3f}{plain:>10.3f}")


def summary(pairs: list[Pair], baseline_at: float) -> None:
    print(f"\n{'':24}{'precision':>10}{'recall':>8}{'F1':>7}")
    for source in ("by hand", "STS news", "by rule", ""):
        some = [pair for pair in pairs if source in ("", pair.source)]
        for name, scorer, at in (("ours", ours, THRESHOLD), ("baseline", baseline, baseline_at)):
            p, r = precision_recall(some, scorer, at)
            print(f"{source or 'all':14}{name:10}{p:>10.3f}{r:>8.3f}{f1(p, r):>7.3f}")


# --- in a large collection -------------------------------------------------------------------------


def retrieval(folder: Path, claims: list[str]) -> None:
    """Sentences of debates and the verified claim that fact-checkers tied to them: loosely the same."""
    asked = []
    for path in sorted((folder / "politifact-pairs").iterdir()):
        with path.open(encoding="utf-8", newline="") as file:
            asked += [(row["sentence"], row["verified_claim"]) for row in csv.DictReader(file)]
    asked = [pair for pair in asked if pair[0] and pair[1] and held_out("|".join(pair))]
    known = list(dict.fromkeys([*claims, *(claim for _, claim in asked)]))
    memory = Recall(Remembered(text, "") for text in known)
    hits = offered = right = 0
    for sentence, claim in asked:
        found = [match.remembered.text for match in memory.similar(sentence)]
        hits += claim in found
        offered += len(found)
        right += sum(one == claim for one in found)
    print(
        f"\nDebate sentences against {len(known):,} verified claims: the one that fact-checkers tied to it is"
    )
    print(f"offered for {hits} of {len(asked)}; {right} of {offered} claims offered are that one")


def speed(claims: list[str]) -> None:
    chance = random.Random(2)
    many = [
        " ".join([*chance.choice(claims).split()[:-2], *chance.choice(claims).split()[:6]])
        for _ in range(COLLECTION)
    ]
    begun = time.process_time()
    memory = Recall(Remembered(text, "") for text in many)
    made = time.process_time() - begun
    times = []
    for text in chance.sample(claims, 300):
        begun = time.process_time()
        memory.similar(text)
        times.append(1000 * (time.process_time() - begun))
    times.sort()
    print(f"\n{COLLECTION:,} claims: made in {made:.1f} s of processor time, and a query takes")
    print(f"{times[150]:.0f} ms (median), {times[285]:.0f} ms (95 %), {times[-1]:.0f} ms (longest of 300)")


def tune(pairs: list[Pair]) -> None:
    for step in (0.7, 0.74, 0.76, 0.78, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 0.92):
        p, r = precision_recall(pairs, ours, step)
        real = [pair for pair in pairs if pair.source != "by rule"]
        p2, r2 = precision_recall(real, ours, step)
        print(
            f"{step:.2f}  all {p:.3f} {r:.3f} {f1(p, r):.3f}   not by rule {p2:.3f} {r2:.3f} {f1(p2, r2):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--tune", action="store_true", help="show the tuning half instead")
    given = parser.parse_args()
    claims = verified(given.data)
    pairs = [*hand_made(), *sts(given.data), *fever(given.data), *by_rule(claims, 120)]
    tuning = [pair for pair in pairs if not pair.is_held_out]
    baseline_at = best_threshold(tuning, baseline)
    print(f"threshold {THRESHOLD}; baseline token_set_ratio at its best on the tuning half, {baseline_at}\n")
    shown = tuning if given.tune else [pair for pair in pairs if pair.is_held_out]
    table(shown, baseline_at)
    summary(shown, baseline_at)
    if given.tune:
        tune(shown)
    else:
        retrieval(given.data, claims)
    speed(claims)


if __name__ == "__main__":
    main()
