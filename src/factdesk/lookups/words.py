"""From a claim's wording to the words that are worth looking up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factdesk.lookups.small_words import SMALL_WORDS, TITLES, TOLD

MOST_WORDS = 10
_LONGEST = 200
_READ = 2000

_SAYING = (
    r"(?:said|says|told|stated|states|announced|added|argued|argues|reported|reports|alleged|alleges|insisted|"
    r"warned|wrote|writes|tweeted|posted|declared|suggested|asserted|asserts|noted|explained|claimed|claims)"
)
# "Ann Example told reporters on Monday that …", "Ann Example said: “…”
_BEFORE = re.compile(
    rf"^[^,.;:“”\"]{{1,90}}?\b{_SAYING}\b[^,.;:“”\"]{{0,60}}?(?:\s+that\s+|:\s*|,\s*(?=[“\"]))"
)
# "Ann Example said the bridge …": only names before the plainest of the verbs
_NAME_SAID = re.compile(r"^(?:[A-Z][\w.’'-]*\s+){1,5}(?:said|says)\s+(?=\S+\s+\S+\s+\S)")
_ACCORDING = re.compile(r"^according to [^,]{1,90},\s*", re.IGNORECASE)
# "…, said Ann Example.", "…, Ann Example told reporters.", "… according to the ministry."
_AFTER = re.compile(
    rf"[,”\"]\s*(?:{_SAYING}\s+[^,]{{1,80}}|[^,]{{1,60}}\s{_SAYING}(?:\s+[^,]{{1,40}}?)?)[.!?\s]*$"
    r"|,?\s+according to [^,]{1,90}$",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(
    r"\b(?:[Hh]e|him|[Hh]is|[Ss]he|[Hh]er|[Tt]hey|[Tt]heir|I|me|[Mm]y|[Ww]e|us|[Oo]ur)\b"
)
_WORD = re.compile(
    r"[$€£¥]?\d+(?:[.,:/-]\d+)*(?:%|[^\W\d_]*)|(?:[^\W\d_]\.){2,}|[^\W\d_][\w’'.&-]*\w|[^\W\d_]"
)
_CONTRACTED = re.compile(r"^(?:[a-z]+(?:'(?:ll|ve|re|d|m|s)|n't))$")
# They stand in claims of every kind.
_COMMON = frozenset(
    ("ago", "good", "happened", "long", "number", "people", "time", "times", "way", "year", "years")
)
_SCALES = frozenset(("hundred", "thousand", "million", "billion", "trillion", "percent", "per", "cent"))


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    place: int
    weight: float


def query(claim: str, most: int = MOST_WORDS) -> str:
    """A claim as words for a search: names, numbers and dates first, then what else it speaks of.

    Who says it and other boilerplate is left out. The words keep their order; a person may edit them.

    >>> query("Ann Example told reporters on Monday that the bridge in Freedonia cost $14 million.")
    'bridge Freedonia cost $14 million'
    """
    text = " ".join(claim[:_READ].split())
    terms = list(_terms(_bare(text)))
    best = sorted(terms, key=lambda term: (-term.weight, term.place))[:most]
    words = " ".join(term.text for term in sorted(best, key=lambda term: term.place)) or text
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0]


def _bare(text: str) -> str:
    """What is said, without who says it; the text itself where nothing much would be left."""
    for pattern in (_ACCORDING, _BEFORE, _NAME_SAID):
        shorter = pattern.sub("", text, count=1)
        if shorter != text and _can_stand_alone(shorter):
            text = shorter
            break
    shorter = _AFTER.sub("", text, count=1)
    return shorter if _can_stand_alone(shorter) else text


def _can_stand_alone(said: str) -> bool:
    """Whether it says enough, and speaks of nobody who may be the speaker."""
    return len(said.split()) >= 3 and not _OF_SOMEBODY.search(said)


def _terms(text: str) -> Iterator[_Term]:
    seen: set[str] = set()
    words = list(_WORD.finditer(text))
    for number, match in enumerate(words):
        word = re.sub(r"[’']s$", "", match[0])
        before = words[number - 1][0] if number else ""
        after = words[number + 1][0] if number + 1 < len(words) else ""
        alone = not after[:1].isupper() and _starts_a_sentence(text, match.start())
        weight = _weight(word, before, alone_at_start=alone)
        if weight and word.casefold() not in seen:
            seen.add(word.casefold())
            yield _Term(word, number, weight)


def _weight(word: str, before: str, *, alone_at_start: bool) -> float:
    """How much a word tells of what a claim is about; 0 where it is left out."""
    small = word.casefold().replace("’", "'")
    if any(char.isdigit() for char in word):
        return 2 if len(word) == 1 else 3.5 if re.fullmatch(r"1[5-9]\d\d|20\d\d", word) else 3
    if before[-1:].isdigit() and small in _SCALES:
        return 2.5
    if len(word) > 1 and word.isupper():
        return 3
    if small in SMALL_WORDS or _CONTRACTED.fullmatch(small) or (len(word) < 3 and word.isascii()):
        return 0
    if small in TOLD and (alone_at_start or word[0].islower()):
        return 0
    if word[0].isupper():
        return 2.5 if small in TITLES else 2 if alone_at_start else 3
    return _weight_of_a_plain_word(small)


def _weight_of_a_plain_word(small: str) -> float:
    if small in _COMMON or small.endswith("ly"):
        return 0.5
    # What happened tells less than who and what it happened to.
    return 0.8 if small.endswith(("ed", "ing")) else 1


def _starts_a_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(" “”\"'‘(")
    return not before or before[-1] in ".!?:"
