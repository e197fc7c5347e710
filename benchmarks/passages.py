"""How well passages are ranked, quotations found and copies told apart.

    python benchmarks/passages.py CASES.jsonl [--part tuning|held-out] [--misses]
    python benchmarks/passages.py --wice WICE.jsonl
    python benchmarks/passages.py --quotes BRIEFINGS.jsonl [--part tuning|held-out]
    python benchmarks/passages.py --copies BRIEFINGS.jsonl [--part tuning|held-out]
    python benchmarks/passages.py --speed BRIEFINGS.jsonl

CASES.jsonl holds texts, each with claims and the passages that bear on them, best first. A case belongs
to a part by a hash of its claim; without --part the held-out one is measured. "together" ranks in all
texts put into one. WICE.jsonl is a file of data/entailment_retrieval/claim of github.com/ryokamoi/wice
(annotations ODC-BY; the texts are web pages, so it is no part of this repository): claims of Wikipedia,
the web pages they cite, and the sentences that people marked as evidence. BRIEFINGS.jsonl holds official
texts ("text"); from these, quotations and copies are made by chance with a fixed seed; a text belongs to
a part by a hash.

Beside each figure stands that of plain BM25 (k1 1.2, b .75, small letters, no stems, no empty words)
over the same sentences, in the same run. "first" tells for how many claims a marked sentence is among
the first passages, "share" how much of the best set of marked sentences is; "letters" how long the first
three passages are together.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdesk.passages import find, groups, rank
from factdesk.split import sentences

Span = tuple[int, int]
DEPTHS = (1, 3, 5)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--part", choices=("tuning", "held-out"), default="held-out")
    parser.add_argument("--misses", action="store_true")
    for kind in KINDS:
        parser.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, default="cases")
    given = parser.parse_args()
    KINDS[given.kind](given)


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def part_of(name: str) -> str:
    """Which part a case belongs to."""
    return ("tuning", "held-out")[hashlib.sha256(name.encode()).digest()[0] % 2]


# --- passages --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """A claim, a text, and sets of marked sentences, each set evidence on its own."""

    claim: str
    text: str
    marked: tuple[tuple[Span, ...], ...]
    turn: str = ""


def cases(path: Path, part: str) -> list[Case]:
    """The cases of a part; the marked passages of a claim count each as a set."""
    found = []
    for record in lines(path):
        for one in record["cases"]:
            if part_of(one["claim"]) == part:
                spans = [_span(record["text"], passage) for passage in one["passages"]]
                marked = tuple((span,) for span in spans)
                found.append(Case(one["claim"], record["text"], marked, one["turn"]))
    return found


def _span(text: str, passage: str) -> Span:
    start = text.index(passage)
    return start, start + len(passage)


def together(separate: Sequence[Case]) -> list[Case]:
    """The same claims, to be answered from all their texts put into one."""
    texts = list(dict.fromkeys(case.text for case in separate))
    whole = "\n\n".join(texts)
    begins = {text: whole.index(text) for text in texts}
    return [Case(case.claim, whole, _moved(case.marked, begins[case.text]), case.turn) for case in separate]


def _moved(marked: tuple[tuple[Span, ...], ...], by: int) -> tuple[tuple[Span, ...], ...]:
    return tuple(tuple((start + by, end + by) for start, end in spans) for spans in marked)


def wice(path: Path) -> list[Case]:
    """The claims of a WiCE file that have evidence, with the page as a text of a sentence a line."""
    found = []
    for record in lines(path):
        if sets := [chosen for chosen in record["supporting_sentences"] if chosen]:
            spans, at = [], 0
            for sentence in record["evidence"]:
                spans.append((at, at + len(sentence)))
                at += len(sentence) + 1
            marked = tuple(tuple(spans[k] for k in chosen) for chosen in sets)
            found.append(Case(record["claim"], "\n".join(record["evidence"]), marked))
    return found


Ranker = Callable[[str, str], list[Span]]


def ours(claim: str, text: str) -> list[Span]:
    return [(passage.start, passage.end) for passage in rank(claim, text)]


def plain(claim: str, text: str) -> list[Span]:
    """Plain BM25 over the sentences of the text."""
    spans = [(one.start, one.end) for one in sentences(text)]
    documents = [Counter(_words(text[start:end])) for start, end in spans]
    sought = {word for word in _words(claim) if word not in _EMPTY}
    holding = {word: sum(word in one for one in documents) for word in sought}
    average = sum(one.total() for one in documents) / max(1, len(documents))
    scores = [_bm25(one, sought, holding, len(documents), average) for one in documents]
    order = sorted(range(len(spans)), key=lambda k: -scores[k])
    return [spans[k] for k in order if scores[k] > 0][: DEPTHS[-1]]


_EMPTY = frozenset(["a", "an", "and", "the", "of", "to", "in", "on", "at", "for", "by", "is", "was", "with"])


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _bm25(one: Counter[str], sought: set[str], holding: dict[str, int], count: int, average: float) -> float:
    total = 0.0
    for word in sought:
        if one[word]:
            rarity = math.log(1 + (count - holding[word] + 0.5) / (holding[word] + 0.5))
            total += rarity * one[word] * 2.2 / (one[word] + 1.2 * (0.25 + 0.75 * one.total() / average))
    return total


def measure(found: Iterable[Case], ranker: Ranker) -> dict[str, float]:
    """First and share at each depth, and the letters of the first three passages."""
    sums: Counter[str] = Counter()
    count = 0
    for case in found:
        count += 1
        spans = ranker(case.claim, case.text)
        for depth in DEPTHS:
            shares = [_share(spans[:depth], marked) for marked in case.marked]
            sums[f"first {depth}"] += max(shares) > 0
            sums[f"share {depth}"] += max(shares)
        sums["letters"] += sum(end - start for start, end in spans[:3])
    return {name: value / max(1, count) for name, value in sums.items()}


def _share(spans: Sequence[Span], marked: Sequence[Span]) -> float:
    return sum(any(_holds(span, one) for span in spans) for one in marked) / len(marked)


def _holds(span: Span, marked: Span) -> bool:
    """Whether a passage has at least half of a marked sentence."""
    return 2 * (min(span[1], marked[1]) - max(span[0], marked[0])) >= marked[1] - marked[0]


def show(name: str, found: Sequence[Case]) -> None:
    print(f"{name}: {len(found)} claims")
    for label, ranker in (("plain BM25", plain), ("ours", ours)):
        figures = measure(found, ranker)
        print(f"  {label:10}", "  ".join(_figure(key, value) for key, value in sorted(figures.items())))


def _figure(name: str, value: float) -> str:
    return f"{name} {value:.0f}" if name == "letters" else f"{name} {value:.3f}"


def show_cases(given: argparse.Namespace) -> None:
    found = cases(given.file, given.part)
    show(f"{given.part}, each in its text", found)
    show(f"{given.part}, all texts together", together(found))
    for turn in sorted({case.turn for case in found}):
        show(f"{given.part}, {turn}", [case for case in found if case.turn == turn])
    if given.misses:
        for case in found:
            spans = ours(case.claim, case.text)
            if not max(_share(spans[:1], marked) for marked in case.marked):
                print(f"\n{case.claim}\n  marked: {[case.text[a:b] for ((a, b),) in case.marked]}")
                print(*(f"  {case.text[a:b]}" for a, b in spans[:3]), sep="\n")


def show_wice(given: argparse.Namespace) -> None:
    show(given.file.name, wice(given.file))


# --- quotations ------------------------------------------------------------------------------------


def show_quotes(given: argparse.Namespace) -> None:
    """Stretches of texts as people quote them: the same words, changed ones, those of another text."""
    texts = [record["text"] for record in lines(given.file)]
    counts: Counter[str] = Counter()
    for number, text in enumerate(texts):
        chance = random.Random(number)
        if part_of(text) == given.part and len(text.split()) > 100:
            for _ in range(4):
                counts += _one_quote(chance, text, texts[number - 1])
    for name, count in sorted(counts.items()):
        print(f"{name:34}{count}")


def _one_quote(chance: random.Random, text: str, other: str) -> Counter[str]:
    start, end = _stretch(chance, text)
    counts: Counter[str] = Counter()
    for dress, change in DRESSES.items():
        found = find(change(text[start:end], chance), text)
        right = found is not None and found.exact and _overlap(found.start, found.end, start, end)
        counts[f"the same words, {dress}: {'found' if right else 'MISSED'}"] += 1
    for words in (1, 2, 3):
        found = find(_changed(text[start:end], words, chance), text)
        right = found is not None and not found.exact and _overlap(found.start, found.end, start, end)
        counts[f"{words} of the words changed: {'found' if right else 'MISSED'}"] += 1
    first, last = _stretch(chance, other)
    if not find(other[first:last], other):
        raise AssertionError("a stretch is not found in its own text")
    found = find(other[first:last], text)
    counts[f"of another text: {'FALSE HIT' if found else 'not found'}"] += 1
    return counts


def _stretch(chance: random.Random, text: str) -> Span:
    """From 8 to 40 words in a row."""
    spans = [match.span() for match in re.finditer(r"\w[\w’'.,-]*", text)]
    first = chance.randrange(len(spans) - 41)
    return spans[first][0], spans[first + chance.randint(7, 39)][1]


def _overlap(start: int, end: int, first: int, last: int) -> bool:
    return 2 * (min(end, last) - max(start, first)) >= last - first


def _typewriter(quote: str, _: random.Random) -> str:
    return quote.translate(str.maketrans({"’": "'", "“": '"', "”": '"', "—": "-", "–": "-", "\u00a0": " "}))


def _broken(quote: str, chance: random.Random) -> str:
    """Lines of a column with a hyphen at one end."""
    words = quote.split()
    at = chance.randrange(len(words))
    if len(words[at]) > 6 and words[at].isalpha():
        words[at] = words[at][:3] + "-\n" + words[at][3:]
    return "\n".join(" ".join(words[k : k + 6]) for k in range(0, len(words), 6))


def _shortened(quote: str, chance: random.Random) -> str:
    words = quote.split()
    at = len(words) // 2
    return " ".join([*words[: at - 1], chance.choice(["…", "...", "[…]", "[...]"]), *words[at + 1 :]])


def _capital(quote: str, _: random.Random) -> str:
    return "“" + (quote[0].lower() if quote[0].isupper() else quote[0].upper()) + quote[1:] + ",”"


DRESSES = {
    "typewriter": _typewriter,
    "broken lines": _broken,
    "left out": _shortened,
    "first letter": _capital,
}


def _changed(quote: str, count: int, chance: random.Random) -> str:
    """Some words replaced, left out or added."""
    words = quote.split()
    for at in chance.sample(range(1, len(words) - 1), count):
        words[at] = chance.choice(["", "zebra", f"{words[at]} indeed", "not"])
    return " ".join(word for word in words if word)


# --- copies ----------------------------------------------------------------------------------------


def show_copies(given: argparse.Namespace) -> None:
    """Pairs of texts: a text and what becomes of it on its way, and texts that only share something."""
    texts = [text for record in lines(given.file) if 3000 > len((text := record["text"]).split()) > 250]
    texts = [text for text in texts if part_of(text) == given.part]
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for number, text in enumerate(texts):
        chance, other = random.Random(number), texts[number - 1]
        for name, (are_copies, change) in CHANGES.items():
            same = len(set(groups([text, change(text, other, chance)]))) == 1
            made[name] += 1
            right[name] += same == are_copies
    for name in made:
        print(f"{name:60}{right[name]} of {made[name]} right")
    pairs = [(one, two) for k, one in enumerate(texts) for two in texts[:k]]
    same = sum(len(set(groups(list(pair)))) == 1 for pair in pairs)
    print(f"{'two of these texts':60}{len(pairs) - same} of {len(pairs)} told apart")


def _paragraphs(text: str) -> list[str]:
    """Paragraphs of about sixty words, of whole sentences."""
    found, words = [""], 0
    for one in sentences(text):
        found[-1] += " " + text[one.start : one.end]
        words += len(text[one.start : one.end].split())
        if words > 60:
            found.append("")
            words = 0
    return [one.strip() for one in found if one]


def _cut(text: str, other: str, chance: random.Random) -> str:
    return text[: int(len(text) * 0.6)]


def _led(text: str, other: str, chance: random.Random) -> str:
    """Another headline and lead, a byline, boilerplate behind."""
    lead = _paragraphs(other)[0]
    tail = "Sign up for our newsletter. All rights reserved. Read more about this topic on our site."
    return "\n\n".join(["Another headline", "By Ann Example", lead, *_paragraphs(text)[1:], tail])


def _updated(text: str, other: str, chance: random.Random) -> str:
    """A foreign sentence after every other paragraph, one paragraph gone."""
    parts, foreign = _paragraphs(text), [other[one.start : one.end] for one in sentences(other)]
    del parts[chance.randrange(len(parts))]
    mixed = [part + (" " + chance.choice(foreign) if k % 2 else "") for k, part in enumerate(parts)]
    return "\n\n".join(mixed)


def _edited(text: str, other: str, chance: random.Random) -> str:
    """Every twentieth word is another."""
    return re.sub(r"\w+", lambda match: match[0] if chance.random() > 0.05 else "other", text)


def _led_and_cut(text: str, other: str, chance: random.Random) -> str:
    return _cut(_led(text, other, chance), other, chance)


def _quoting(text: str, other: str, chance: random.Random) -> str:
    """The other text, which quotes a paragraph of this one."""
    parts = _paragraphs(other)
    return "\n\n".join([*parts[:1], f"“{chance.choice(_paragraphs(text)[:-1])}”", *parts[1:]])


def _taking_over(text: str, other: str, chance: random.Random) -> str:
    """The same without marks."""
    return _quoting(text, other, chance).replace("“", "").replace("”", "")


CHANGES: dict[str, tuple[bool, Callable[[str, str, random.Random], str]]] = {
    "copy: its first six tenths": (True, _cut),
    "copy: another headline, lead and byline, boilerplate": (True, _led),
    "copy: that, and its first six tenths": (True, _led_and_cut),
    "copy: updated with sentences, a paragraph gone": (True, _updated),
    "copy: every twentieth word another": (True, _edited),
    "apart: another text that quotes a paragraph": (False, _quoting),
    "apart: another text that takes over a paragraph": (False, _taking_over),
}


# --- speed -----------------------------------------------------------------------------------------


def show_speed(given: argparse.Namespace) -> None:
    """Seconds of processor time for a text of 2 MB and for an ordinary one, first and again."""
    texts = [record["text"] for record in lines(given.file)]
    long = ("\n\n".join(texts) * 2)[:2_000_000]
    claim = "The Secretary of Defense met the President on 15 June 2022 and promised 12 million dollars."
    rank(claim, texts[0])
    for name, text in (("2 MB", long), (f"{len(texts[1])} letters", texts[1])):
        for again in ("", " again"):
            _timed(f"rank, {name}{again}", lambda text=text: rank(claim, text))
    quote = long[1_500_000:1_500_400]
    _timed("find, 2 MB", lambda: find(quote, long))
    _timed("find, 2 MB, not there", lambda: find(quote[::-1], long))
    _timed("find, 20 kB that is half there", lambda: find(long[:10_000] + long[900_000:910_000], long))
    _timed(f"groups, {len(texts)} texts", lambda: groups(texts))


def _timed(name: str, work: Callable[[], object]) -> None:
    start = time.process_time()
    work()
    print(f"{name:34}{time.process_time() - start:.3f} s")


KINDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "cases": show_cases,
    "wice": show_wice,
    "quotes": show_quotes,
    "copies": show_copies,
    "speed": show_speed,
}

if __name__ == "__main__":
    main()
