"""How much of what a claim names is left in the words that a look-up sends.

    python benchmarks/lookup_words.py CLAIMS.jsonl [--lost]

CLAIMS.jsonl is the Factcheck-GPT benchmark (answers of a language model, divided into claims). The names,
dates and quantities are those of spaCy's small model, without its function words. `--lost` prints every word
that was left out, with its claim: speakers are left out on purpose, and are counted as lost all the same.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from factdesk.lookups import query
from factdesk.lookups.small_words import SMALL_WORDS
from factdesk.split.model import english


def main() -> None:
    claims = list(dict.fromkeys(read(Path(sys.argv[1]))))
    named, lost = 0, []
    for claim in claims:
        sent = {word.casefold() for word in query(claim).split()}
        words = list(named_in(claim))
        named += len(words)
        lost += [(word, claim) for word in words if not any(word in one or one in word for one in sent)]
    if "--lost" in sys.argv:
        for word, claim in lost:
            print(f"{word}\t{claim}\n\t{query(claim)}")
    print(f"claims\t{len(claims)}\twords each\t{mean(len(claim.split()) for claim in claims):.1f}")
    print(f"words sent each\t{mean(len(query(claim).split()) for claim in claims):.1f}")
    print(f"words of names, dates and quantities\t{named}\tkept\t{(named - len(lost)) / named:.1%}")


def read(path: Path) -> Iterator[str]:
    for line in path.read_text("utf-8").splitlines():
        for sentence in json.loads(line)["sentences"].values():
            yield from (claim for claim in sentence.get("claims") or () if isinstance(claim, str))


def named_in(claim: str) -> Iterator[str]:
    """The words of a claim's names, dates and quantities, in small letters."""
    model = english()
    if model is None:
        raise SystemExit("the English model is not installed; see pyproject.toml")
    for entity in model(claim).ents:
        for token in entity:
            word = token.text.casefold().strip("'’s.,")
            if word and word not in SMALL_WORDS and not token.is_stop and any(map(str.isalnum, word)):
                yield word


if __name__ == "__main__":
    main()
