"""Pronouns named in claims, against two corpora whose coreference people annotated.

    python benchmarks/standalone_gold.py gum CONLLU_FILE... [--half tune|report] [--list]
    python benchmarks/standalone_gold.py gap GAP_FILE.tsv [--half tune|report] [--list]

GUM (github.com/UniversalDependencies/UD_English-GUM, not-to-release/sources: whole documents with entities).
A pronoun of the third person counts where its form stands once in its sentence and its entity has a name or
noun before it. GAP (github.com/google-research-datasets/gap-coreference): paragraphs with a pronoun and two
names of the same gender that it could mean, chosen to be hard; whoever takes every one names the wrong
person in a quarter to a third of them.

A name put in is right where it is the same referent, by the rule of standalone.py, as some mention of the
entity (GUM), or as the name annotated (GAP). Halves by a hash of the document or row.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from factdesk.model import Article, Claim
from factdesk.split import sentences, split
from standalone import half_of, is_same

_READ = re.compile(r"“([^”]+)” read as ([^;]+)")
_FORMS = frozenset(["he", "him", "his", "she", "her", "it", "its", "they", "them", "their"])


def main() -> None:
    files = [Path(name) for name in sys.argv[2:] if not name.startswith("--") and Path(name).is_file()]
    half = sys.argv[sys.argv.index("--half") + 1] if "--half" in sys.argv else ""
    counts: Counter[tuple[str, str]] = Counter()
    for file in files:
        found = _gap(file, half) if sys.argv[1] == "gap" else _gum(file, half)
        for form, outcome, shown in found:
            counts[form, outcome] += 1
            if "--list" in sys.argv:
                print(f"{form}\t{outcome}\t{shown}")
    for form in sorted({form for form, _ in counts}):
        numbers = {outcome: count for (kind, outcome), count in sorted(counts.items()) if kind == form}
        print(form, sum(numbers.values()), numbers)


def _put_in(text: str, made: list[Claim], at: int, form: str) -> tuple[str, str] | None:
    """What was put in for a pronoun, and its sentence;

    None where the form stands several times in the sentence.
    """
    for sentence in sentences(text):
        if sentence.start <= at < sentence.end:
            words = text[sentence.start : sentence.end]
            if len(re.findall(rf"(?<![\w’']){form}(?![\w’'])", words, re.IGNORECASE)) != 1:
                return None
            notes = (
                name
                for claim in made
                if sentence.start <= claim.start < sentence.end
                for read, name in _READ.findall(claim.context)
                if read.casefold() == form.casefold()
            )
            return next(notes, ""), words
    return None


# --- GUM ---------------------------------------------------------------------------------------------


def _gum(file: Path, half: str) -> Iterator[tuple[str, str, str]]:
    if half not in ("", half_of(file.stem)):
        return
    text, mentions, pronouns = _document(file)
    made = split(Article(text))
    for at, form, entity in pronouns:
        before = [words for start, words in mentions[entity] if start < at]
        found = _put_in(text, made, at, form) if before else None
        if found is None:
            continue
        name, sentence = found
        same = any(is_same(name, words) for _, words in mentions[entity]) if name else False
        outcome = "left" if not name else "right" if same else "WRONG"
        kind = "he or she" if form.casefold() in ("he", "him", "his", "she", "her") else "it or they"
        yield kind, outcome, f"{file.stem} {form!r} as {name!r}, gold {before[-1]!r}: {sentence[:150]!r}"


def _document(file: Path) -> tuple[str, dict[str, list[tuple[int, str]]], list[tuple[int, str, str]]]:
    """The text; the names and nouns of each entity with their place; the pronouns with their entity."""
    text = ""
    open_at: dict[str, list[int]] = defaultdict(list)
    mentions: dict[str, list[tuple[int, str]]] = defaultdict(list)
    pronouns: list[tuple[int, str, str]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and text and "_block" not in line:
            text = text.rstrip() + "\n\n"
        fields = line.split("\t")
        if not line:
            text = text.rstrip(" ") + " "
        if len(fields) != 10 or not fields[0].isdecimal():
            continue
        start = len(text)
        text += fields[1] + ("" if "SpaceAfter=No" in fields[9] else " ")
        marks = re.search(r"(?:^|\|)Entity=([^|]*)", fields[9])
        for opened, entity, single, closed in re.findall(
            r"(\(([^()-]+)(?:-[^()]*)?(\))?)|([^()-]+\))", marks[1] if marks else ""
        ):
            if opened and not single:
                open_at[entity].append(start)
            elif opened and fields[1].casefold() in _FORMS:
                pronouns.append((start, fields[1], entity))
            elif opened and fields[3] != "PRON":
                mentions[entity].append((start, fields[1]))
            elif closed and open_at[closed.rstrip(")")]:
                begun = open_at[closed.rstrip(")")].pop()
                mentions[closed.rstrip(")")].append((begun, text[begun:].strip()))
    for found in mentions.values():
        found.sort()
    return text.rstrip(), mentions, pronouns


# --- GAP ---------------------------------------------------------------------------------------------


def _gap(file: Path, half: str) -> Iterator[tuple[str, str, str]]:
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            if half not in ("", half_of(row["ID"])):
                continue
            text, at = row["Text"], int(row["Pronoun-offset"])
            found = _put_in(text, split(Article(text)), at, row["Pronoun"])
            if found is None:
                continue
            name, _ = found
            right = [row[key] for key in ("A", "B") if row[f"{key}-coref"] == "TRUE"]
            wrong = [row[key] for key in ("A", "B") if row[f"{key}-coref"] != "TRUE"]
            outcome = "left"
            if name:
                outcome = "third person named"
                outcome = "WRONG" if any(is_same(name, words) for words in wrong) else outcome
                outcome = "right" if any(is_same(name, words) for words in right) else outcome
            yield (
                "he or she",
                outcome,
                f"{row['Pronoun']!r} as {name!r}, gold {right}: {text[max(0, at - 250) : at + 80]!r}",
            )


if __name__ == "__main__":
    main()
