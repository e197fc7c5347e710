"""Measures entities: `python benchmarks/entities.py CASES.jsonl [--iob2 FILE]`.

CASES holds one object a line: text, and entities as [words, kind, start]; its part is a hash of the text.
FILE is a corpus in IOB2 with "# text" lines and PER, ORG, LOC (as Universal NER's); its sentences are taken
one by one. An entity is right where span and kind are the labelled ones. Prints precision and recall per
kind, beside those of spaCy's own entities; in the IOB2 corpus only of the three kinds that it labels.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from factdesk.model import EntityKind
from factdesk.split import model
from factdesk.split.text.sentences import sentences
from factdesk.split.traits.entities import EntityFinder
from factdesk.split.traits.names import without_article

Span = tuple[int, int, str]
Case = tuple[str, set[Span]]
_SPACY = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "DATE": "date",
}
_SPACY |= dict.fromkeys(("CARDINAL", "QUANTITY", "MONEY", "PERCENT"), "quantity")
_IOB = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def part_of(text: str) -> str:
    return "held-out" if int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 2 else "development"


def cases(path: Path, part: str) -> list[Case]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        (row["text"], {(start, start + len(words), kind) for words, kind, start in row["entities"]})
        for row in rows
        if part_of(row["text"]) == part
    ]


def iob2(path: Path) -> Iterator[Case]:
    """The sentences of a corpus; words are found again in the "# text" line."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        text = next(line[9:] for line in block.splitlines() if line.startswith("# text = "))
        found: list[Span] = []
        place = 0
        for line in block.splitlines():
            if not re.match(r"\d+\t", line):
                continue
            word, tag = line.split("\t")[1:3]
            start = text.index(word, place)
            place = start + len(word)
            if tag.startswith("B-") and tag[2:] in _IOB:
                found.append((start, place, _IOB[tag[2:]]))
            elif tag.startswith("I-") and tag[2:] in _IOB:
                found[-1] = (found[-1][0], place, found[-1][2])
        yield text, set(found)


def ours(text: str) -> set[Span]:
    parser, finder = model.english(), EntityFinder()
    assert parser
    return {
        (one.start + at.start, one.end + at.start, str(one.kind))
        for at in sentences(text)
        for one in finder.find(parser(text[at.start : at.end]))
    }


def bare(text: str) -> set[Span]:
    """The language model's entities with the same rule for "the" and possessives as ours."""
    parser = model.english()
    assert parser
    found = set()
    for at in sentences(text):
        for ent in parser(text[at.start : at.end]).ents:
            if ent.label_ in _SPACY:
                start, end = without_article(text, ent.start_char + at.start, ent.end_char + at.start)
                found.add((start, end, _SPACY[ent.label_]))
    return found


def report(
    some: Iterable[Case], find: Callable[[str], set[Span]], kinds: set[str], errors: bool = False
) -> None:
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    for text, labelled in some:
        found = {one for one in find(text) if one[2] in kinds}
        for counter, spans in ((right, found & labelled), (given, found), (wanted, labelled)):
            counter.update(kind for *_, kind in spans)
        if errors and found != labelled:
            print("   ", text)
            print("      wrong", [(text[a:b], k) for a, b, k in sorted(found - labelled)], end="  ")
            print("missed", [(text[a:b], k) for a, b, k in sorted(labelled - found)])
    for kind in (*sorted(kinds), "all"):
        r, g, w = (c.total() if kind == "all" else c[kind] for c in (right, given, wanted))
        print(f"  {kind:13} precision {r / max(g, 1):.3f}  recall {r / max(w, 1):.3f}", end="  ")
        print(f"({r} of {g} given, {w} labelled)")


def main(path: Path, corpus: Path | None) -> None:
    for part in ("development", "held-out"):
        if part == "held-out" and "--blind" in sys.argv:
            continue
        for name, find in (("ours", ours), ("spaCy alone", bare)):
            print(f"{part}, {name}")
            report(cases(path, part), find, set(EntityKind), errors=part == "development" and find is ours)
    if corpus:
        for name, find in (("ours", ours), ("spaCy alone", bare)):
            print(f"{corpus.name}, {name}")
            report(iob2(corpus), find, set(_IOB.values()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[sys.argv.index("--iob2") + 1]) if "--iob2" in sys.argv else None)
