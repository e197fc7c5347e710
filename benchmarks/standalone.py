"""How often a claim names whom or what its pronoun means, and how often it names somebody else.

    python benchmarks/standalone.py DATA_FOLDER [--half tune|report] [--list]

DATA_FOLDER holds claims/factcheck-GPT-benchmark.jsonl (answers whose sentences people worded to stand alone)
and claims/factscore-instructgpt.jsonl (biographies). Each whole text is split. A sentence counts where its
first word is a pronoun of the third person ("pronoun"), or "the", "this", "these" or a surname or acronym
that people put more words for ("short"). The halves are made by a hash of the prompt; the rules were tuned
on "tune" alone.

What we put in is what a claim's note says: “He” read as X. What people put in is what stands in their
wording in the place of the words (aligned word by word). The two are the same referent where

    the content words of one, without plural and possessive endings, are all among those of the other, or
    both end in the same word before any "of", "in", "that" or comma (the head);
    for a short form, where all content words of ours stand in people's wording of the sentence.

Where people left the words as they were, a name put in counts as wrong, and words left count as "open in
both". For the biographies there is no such wording: "he" and "she" are right where the name put in shares
its last word with the topic, or the topic's with it, or both have the same first word; they, it and theirs
are listed to be read (`--list`), not counted as right or wrong.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from factdesk.model import Article, Claim
from factdesk.split import split

_PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)\b")
_SHORT = re.compile(r"(?:The|This|These|Those|Both)\b|[A-Z][\w’'-]+(?! (?:the|a|an|of|some|since|it|you)\b)")
_READ = re.compile(r"“([^”]+)” read as ([^;]+)")
_SMALL = re.compile(r"a|an|the|this|that|these|those|his|her|its|their|he|she|it|they|dr|mr|mrs|ms|of|in|and")
_PERSONAL = ("he", "she", "his", "her")


def main() -> None:
    folder, flags = Path(sys.argv[1]), sys.argv[2:]
    half = flags[flags.index("--half") + 1] if "--half" in flags else ""
    counts: Counter[str] = Counter()
    for kind, outcome, shown in (*_answers(folder, half), *_lives(folder, half)):
        counts[f"{kind}: {outcome}"] += 1
        if "--list" in flags:
            print(f"{kind}\t{outcome}\t{shown}")
    for kind in sorted({name.split(":")[0] for name in counts}):
        total = sum(count for name, count in counts.items() if name.split(":")[0] == kind)
        print(f"{kind}: {total} sentences")
        for name, count in sorted(counts.items()):
            if name.split(":")[0] == kind:
                print(f"    {name.split(': ')[1]:24} {count:4}  {count / total:.3f}")


def half_of(name: str) -> str:
    """ "tune" or "report", by a hash."""
    return "report" if hashlib.sha256(name.encode()).digest()[-1] % 2 else "tune"


def _rows(path: Path) -> Iterator[dict[str, object]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())


def _found(sentence: str, text: str, after: int) -> tuple[int, int] | None:
    """Where a sentence stands in its text, whatever the blanks between its words."""
    words = r"\s+".join(map(re.escape, sentence.split()))
    match = re.compile(words).search(text, after) or re.compile(words).search(text)
    return match.span() if match and sentence else None


# --- answers that people worded to stand alone -------------------------------------------------------


def _answers(folder: Path, half: str) -> Iterator[tuple[str, str, str]]:
    for row in _rows(folder / "claims" / "factcheck-GPT-benchmark.jsonl"):
        if half not in ("", half_of(str(row["prompt"]))):
            continue
        text = str(row["response"])
        made, at = split(Article(text)), 0
        for sentence in row["sentences"].values():  # type: ignore[attr-defined]
            written, alone = sentence["text"].strip(), (sentence["decontext"] or "").strip()
            found_at = _found(written, text, at)
            if not found_at or not alone:
                continue
            start, at = found_at
            mine = [claim for claim in made if start <= claim.start < at]
            if found := _judged(written, alone, mine):
                yield found


def _judged(written: str, alone: str, mine: list[Claim]) -> tuple[str, str, str] | None:
    if match := _PRONOUN.match(written):
        kind = "pronoun"
    else:
        match = _SHORT.match(written)
        kind = "short"
    theirs = _theirs(written, alone, match[0]) if match else ""
    ours = _ours(written, match[0], mine) if match else ""
    if match is None or not mine or (kind == "short" and not theirs and not ours):
        return None
    shown = f"{written[:70]!r} people {theirs!r} we {ours!r}"
    if not ours:
        return kind, "left open" if theirs else "open in both", shown
    same = is_same(ours, theirs) if kind == "pronoun" else set(_content(ours)) <= set(_content(alone))
    return kind, "same referent" if same and alone != written else "WRONG", shown


def _ours(written: str, first: str, mine: list[Claim]) -> str:
    """What our notes put for the words that open the sentence."""
    for claim in mine:
        for words, name in _READ.findall(claim.context):
            if words.split()[0].casefold() == first.casefold() and written.casefold().startswith(
                words.casefold()
            ):
                return str(name)
    return ""


def _theirs(written: str, alone: str, first: str) -> str:
    """What people's wording has where the sentence had its first words; blank where it has them still."""
    a, b = written.split(), alone.split()
    for tag, i, j, k, m in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if tag in ("replace", "insert") and i <= len(first.split()) and (i == 0 or tag == "insert"):
            return " ".join(b[k:m])
        if tag == "equal" and j > 3:
            break
    return ""


def is_same(one: str, other: str) -> bool:
    """Whether two wordings name the same referent, by the rule above."""
    a, b = _content(one), _content(other)
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a) or _head(one) == _head(other))


def _content(text: str) -> list[str]:
    words = re.findall(r"\w[\w.’'#+-]*", text.casefold())
    cut = (re.sub(r"(?:[’']s?|(?<=[a-z]{2})s[’']?)$", "", word.rstrip(".")) for word in words)
    return [word for word in cut if not _SMALL.fullmatch(word)]


def _head(text: str) -> str:
    words = _content(re.split(r",|\b(?:of|in|that|which|for|from|to|with|on)\b", text)[0])
    return words[-1] if words else ""


# --- biographies -------------------------------------------------------------------------------------


def _lives(folder: Path, half: str) -> Iterator[tuple[str, str, str]]:
    for row in _rows(folder / "claims" / "factscore-instructgpt.jsonl"):
        topic, text = str(row["topic"]), str(row["output"])
        if half not in ("", half_of(topic)):
            continue
        made, at = split(Article(text)), 0
        for note in row["annotations"] or ():  # type: ignore[attr-defined]
            written = note["text"].strip()
            found_at, match = _found(written, text, at), _PRONOUN.match(written)
            if not found_at or match is None:
                continue
            start, at = found_at
            mine = [claim for claim in made if start <= claim.start < at]
            if mine:
                yield _of_life(topic, written, match[0], _ours(written, match[0], mine))


def _of_life(topic: str, written: str, first: str, ours: str) -> tuple[str, str, str]:
    shown = f"{topic}: {written[:90]!r} we {ours!r}"
    if first.casefold() not in _PERSONAL:
        return "life, they or it", "left open" if not ours else "put in", shown
    if not ours:
        return "life, he or she", "left open", shown
    words, names = (re.findall(r"\w+", text.casefold()) for text in (topic, ours))
    same = names[-1] in words or words[-1] in names or names[0] == words[0]
    return "life, he or she", "same referent" if same else "WRONG", shown


if __name__ == "__main__":
    main()
