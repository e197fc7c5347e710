"""How well the splitter's claims match the atomic facts that people made of the same sentences.

    python benchmarks/atomic_facts.py DATA_FOLDER [--half tune|report] [--show NUMBER]

DATA_FOLDER holds claims/factscore-instructgpt.jsonl (FActScore's labels, MIT): biographies, their sentences,
and the atomic facts that annotators made of each sentence. The topics are halved by a hash of their name; the
splitter was tuned on "tune" alone, and "report" is the figure to quote.

Three systems are measured in the same run, on the same sentences:
- ours: the whole biography is split as one article; a claim belongs to the sentence in which it starts;
- sentence: one claim per sentence;
- conjunctions: the sentence cut at ";", ",", "and" and "but", each piece behind the first with the sentence's
  subject put in front where it has none of its own (part-of-speech tags and subject from the spaCy model).

What counts as the same, for all systems alike: a claim and a fact are sets of content words: lower-cased,
accents and possessive endings off, function words, pronouns, forms of be/have/do and the words of the topic's
name left out, stemmed by a list of endings. F of two sets is 2·common / (size + size).
- strict: a claim matches a fact when their F is .7 or more; one claim for one fact, as many pairs as possible
  (maximum matching). Precision is pairs / claims, recall pairs / facts.
- soft: precision is the mean over claims of the best F with any fact of the sentence, recall the mean over
  facts of the best F with any claim.
- contained: a claim matches a fact when it holds all content words of the fact; again one claim for one fact,
  as many pairs as possible. "any" is the share of facts that some claim holds, without the one-to-one: a
  whole sentence holds nearly all, so it shows what is lost, not how well it is split.
Facts without a content word of their own are left out; a claim without one counts as unmatched.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factdesk.model import Article
from factdesk.split import split
from factdesk.split.model import english

_THRESHOLD = 0.7
_FUNCTION = frozenset(
    re.findall(
        r"\w+",
        """a an the this that these those of in on at to for from by with as into about over under and or
        but nor so yet if than then also he she it they we i you his her hers its their theirs our my your him
        them us me himself herself itself themselves who whom whose which what when where while is are was
        were be been being am has have had having do does did there""",
    )
)
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "er", "ies", "ied", "es", "ed", "ly", "s", "y", "e")


@dataclass(frozen=True)
class Case:
    """An annotated sentence: its topic, text, the facts that people made and the claims of each system."""

    topic: str
    text: str
    facts: list[str]
    claims: dict[str, list[str]]


@dataclass
class Tally:
    """Sums for one system."""

    claims: int = 0
    facts: int = 0
    sums: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, precision: float, recall: float) -> None:
        at = self.sums.setdefault(name, [0.0, 0.0])
        at[0] += precision
        at[1] += recall

    def figures(self, name: str) -> tuple[float, float, float]:
        p, r = self.sums[name][0] / max(1, self.claims), self.sums[name][1] / max(1, self.facts)
        return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description="Claims against people's atomic facts")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--show", type=int, default=0, help="print so many sentences with claims and facts")
    arguments = parser.parse_args()
    found = list(cases(arguments.folder, arguments.half))
    for case in found[: arguments.show]:
        _print_case(case)
    print(f"{arguments.half} half: {len({c.topic for c in found})} topics, {len(found)} sentences")
    for system, tally in measure(found).items():
        print(f"{system:13} claims {tally.claims:5} facts {tally.facts:5}", end="")
        for name in ("strict", "soft", "contained"):
            print(f" | {name} P {{:.3f}} R {{:.3f}} F {{:.3f}}".format(*tally.figures(name)), end="")
        print(f" | any R {tally.figures('any')[1]:.3f}")


# --- the data ---------------------------------------------------------------------------------------


def half_of(topic: str) -> str:
    return "report" if int(hashlib.sha256(topic.encode("utf-8")).hexdigest(), 16) % 2 else "tune"


def cases(folder: Path, half: str) -> Iterator[Case]:
    """The annotated sentences of one half of the topics that have facts, each with all systems' claims."""
    with (folder / "claims" / "factscore-instructgpt.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for record in records:
        if half_of(record["topic"]) == half and record["annotations"]:
            yield from _cases_of(record)


def _cases_of(record: dict[str, object]) -> Iterator[Case]:
    text, topic = str(record["output"]), str(record["topic"])
    ours = split(Article(text))
    at = 0
    for annotation in record["annotations"]:  # type: ignore[attr-defined]
        sentence = annotation["text"]
        start = max(at, text.find(sentence, at))
        at = start + len(sentence)
        facts = [fact["text"] for fact in annotation.get("human-atomic-facts") or ()]
        if facts:
            mine = [claim.text for claim in ours if start <= claim.start < at]
            others = {"sentence": [sentence], "conjunctions": conjunctions(sentence)}
            yield Case(topic, sentence, facts, {"ours": mine, **others})


def conjunctions(sentence: str) -> list[str]:
    """The second baseline: cut at conjunctions and commas, the subject in front of a piece without one."""
    parser = english()
    assert parser is not None, "the baseline needs the spaCy model"
    doc = parser(sentence)
    root = next(doc.sents).root
    subject = next((child for child in root.children if child.dep_.startswith("nsubj")), None)
    lead = "".join(token.text_with_ws for token in subject.subtree).strip() if subject else ""
    pieces: list[list[int]] = [[]]
    for token in doc:
        if token.lower_ in ("and", "but", ";", ","):
            pieces.append([])
        else:
            pieces[-1].append(token.i)
    made = []
    for piece in pieces:
        tokens = [doc[i] for i in piece]
        if any(token.is_alpha or token.like_num for token in tokens):
            words = "".join(token.text_with_ws for token in tokens).strip()
            whole = any(token.dep_.startswith("nsubj") for token in tokens)
            made.append(words if whole else f"{lead} {words}")
    return made


# --- what counts as the same ---------------------------------------------------------------------------


def content(text: str, topic: str) -> frozenset[str]:
    """The content words of a text as stems, without the topic's name."""
    named = set(_plain(topic))
    return frozenset(_stem(word) for word in _plain(text) if word not in _FUNCTION and word not in named)


def _plain(text: str) -> list[str]:
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", bare.casefold()))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def pairs(
    rows: Sequence[frozenset[str]], columns: Sequence[frozenset[str]], fits: Callable[..., bool]
) -> int:
    """The size of the maximum matching, by augmenting paths."""
    mate: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column in range(len(columns)):
            if column not in seen and fits(rows[row], columns[column]):
                seen.add(column)
                if column not in mate or place(mate[column], seen):
                    mate[column] = row
                    return True
        return False

    return sum(place(row, set()) for row in range(len(rows)))


def measure(found: Sequence[Case]) -> dict[str, Tally]:
    """The sums of each system over all sentences."""
    tallies = {name: Tally() for name in ("ours", "sentence", "conjunctions")}
    for case in found:
        facts = [words for fact in case.facts if (words := content(fact, case.topic))]
        for name, tally in tallies.items():
            _count(tally, [content(claim, case.topic) for claim in case.claims[name]], facts)
    return tallies


def _count(tally: Tally, claims: list[frozenset[str]], facts: list[frozenset[str]]) -> None:
    tally.claims += len(claims)
    tally.facts += len(facts)
    close = pairs(claims, facts, lambda claim, fact: overlap(claim, fact) >= _THRESHOLD)
    held = pairs(claims, facts, lambda claim, fact: fact <= claim)
    tally.add("strict", close, close)
    tally.add("contained", held, held)
    tally.add("any", 0, sum(any(fact <= claim for claim in claims) for fact in facts))
    best_of_claims = sum(max((overlap(claim, fact) for fact in facts), default=0) for claim in claims)
    best_of_facts = sum(max((overlap(claim, fact) for claim in claims), default=0) for fact in facts)
    tally.add("soft", best_of_claims, best_of_facts)


def _print_case(case: Case) -> None:
    print(f"\n{case.text}")
    facts = [content(fact, case.topic) for fact in case.facts]
    mine = [content(claim, case.topic) for claim in case.claims["ours"]]
    for claim, words in zip(case.claims["ours"], mine, strict=True):
        print(f"  {'+' if any(overlap(words, fact) >= _THRESHOLD for fact in facts) else '-'} {claim}")
    for fact, words in zip(case.facts, facts, strict=True):
        print(f"      {'+' if any(overlap(words, one) >= _THRESHOLD for one in mine) else '-'} {fact}")


if __name__ == "__main__":
    main()
