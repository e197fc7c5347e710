"""How well claims of a language model are told from what it made up: good claims taken, spoilt ones refused.

    python benchmarks/llm_refusals.py DATA_FOLDER [--half tune|report] [--show NUMBER]

DATA_FOLDER holds claims/factscore-instructgpt.jsonl (FActScore's labels, MIT): biographies, their sentences
and the atomic facts that annotators wrote of each sentence in words of their own. A fact stands for a good
claim of a model, with its sentence as the quote. Spoilt ones are made of it, with that quote but the last:
- name: a capitalised word of it is another one from the next biography, which this one does not have;
- number: a number of it is larger by one, where that number stands nowhere in the text;
- denied: "not" behind its first is/was/has/had/are/were;
- elsewhere: a fact of the next biography;
- quote: the fact is good, the quote is a sentence of the next biography.

The topics are halved by a hash of their name; the rules were tuned on "tune" alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdesk.errors import FactdeskError
from factdesk.llm.batches import batches
from factdesk.llm.claims import Reader
from factdesk.model import Article, Claim
from factdesk.split import sentences

_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]{3,}\b")


@dataclass(frozen=True)
class Bio:
    topic: str
    text: str
    facts: tuple[tuple[str, str], ...]  # sentence, fact


def bios(data: Path, half: str) -> list[Bio]:
    found = []
    for line in (data / "claims" / "factscore-instructgpt.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        ours = "tune" if int(hashlib.sha256(row["topic"].encode()).hexdigest(), 16) % 2 else "report"
        if ours == half and row.get("annotations"):
            found.append(Bio(row["topic"], row["output"], tuple(_facts(row))))
    return found


def _facts(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for one in row["annotations"]:
        for fact in one.get("human-atomic-facts") or ():
            if one["text"] in row["output"] and fact["text"].strip():
                yield one["text"], fact["text"]


def spoilt(bio: Bio, other: Bio, sentence: str, fact: str, number: int) -> Iterator[tuple[str, str, str]]:
    """Kind, quote and wording of what a model might make of a fact."""
    yield "good", sentence, fact
    names = [name for name in _NAME.findall(other.text) if name.casefold() not in bio.text.casefold()]
    if names and (match := _NAME.search(fact)):
        yield "name", sentence, fact[: match.start()] + names[number % len(names)] + fact[match.end() :]
    if match := re.search(r"\b\d+\b", fact):
        more = str(int(match[0]) + 1)
        if more not in re.findall(r"\d+", bio.text):
            yield "number", sentence, fact[: match.start()] + more + fact[match.end() :]
    if re.search(r"\b(?:is|was|has|had|are|were)\b", fact) and not re.search(
        r"\b(?:no|not|never)\b", sentence
    ):
        yield "denied", sentence, re.sub(r"\b(is|was|has|had|are|were)\b", r"\1 not", fact, count=1)
    if other.facts:
        strange_sentence, strange = other.facts[number % len(other.facts)]
        yield "elsewhere", sentence, strange
        yield "quote", strange_sentence, fact


def measure(found: list[Bio], show: int) -> dict[str, Counter[str]]:
    """By kind, how often a claim was taken or refused for what."""
    figures: dict[str, Counter[str]] = {}
    for place, bio in enumerate(found):
        article = Article(bio.text, title=bio.topic)
        reader, other = Reader(article, []), found[(place + 1) % len(found)]
        (batch,) = list(batches(article, sentences(bio.text), 20_000))
        for number, (sentence, fact) in enumerate(bio.facts):
            for kind, quote, wording in spoilt(bio, other, sentence, fact, number):
                try:
                    claims, refused = reader.claims(batch, [{"quote": quote, "text": wording}])
                except FactdeskError as error:
                    raise SystemExit(f"{bio.topic}: {error}") from None
                figures.setdefault(kind, Counter())[refused[0] if refused else "taken"] += 1
                if show and _is_wrong(kind, claims):
                    show -= 1
                    print(f"{kind}: {refused or 'taken'}\n   {wording}\n   {quote}")
    return figures


def _is_wrong(kind: str, claims: list[Claim]) -> bool:
    return bool(claims) != (kind == "good")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=["tune", "report"], default="report")
    parser.add_argument("--show", type=int, default=0)
    told = parser.parse_args()
    for kind, figures in measure(bios(told.data, told.half), told.show).items():
        total = sum(figures.values())
        taken = figures.pop("taken", 0)
        why = ", ".join(f"{number} {reason}" for reason, number in figures.most_common())
        print(f"{kind:10} {total:5}  taken {taken / total:6.1%}  refused: {why or 'none'}")


if __name__ == "__main__":
    main()
