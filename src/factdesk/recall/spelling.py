"""Words brought to one spelling: case, accents, endings, British and American forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from factdesk.split.inflect import base

_MARKS = str.maketrans("‘’‚‛′`“”„‟″«»–—−‐‑", "''''''" + '"' * 7 + "-----")
_PLURALS = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "lives": "live",
    "wives": "wife",
    "leaves": "leave",
    "data": "datum",
    "media": "medium",
    "criteria": "criterion",
}
_KEPT = {"news", "series", "species", "united", "means", "always", "perhaps", "during", "thing", "something"}
_KEPT |= {"nothing", "everything", "anything", "morning", "evening", "spring", "king", "hundred", "need"}


def plain(text: str) -> str:
    """The text with one kind of quote mark, dash and blank, and its ligatures and wide forms undone."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).replace("\u00ad", "").split())


def fold(word: str) -> str:
    """A word in lower case without accents."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in bare if not unicodedata.combining(character))


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """What the forms of a word in lower case share; not always a word itself ("clos" for close, closed)."""
    word = _PLURALS.get(word, base(word))
    if len(word) < 4 or word in _KEPT:
        return word
    return _one_spelling(_without_ending(word))


def _without_ending(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ing") and _has_vowel(word[:-3]) and len(word) > 5:
        return _undoubled(word[:-3])
    if word.endswith("ed") and _has_vowel(word[:-2]) and not word.endswith("eed") and len(word) > 4:
        return _undoubled(word[:-2])
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _has_vowel(word: str) -> bool:
    return bool(re.search("[aeiouy]", word))


def _undoubled(word: str) -> str:
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz"
    return word[:-1] if doubled else word


def _one_spelling(word: str) -> str:
    word = word.removesuffix("e") if len(word) > 3 else word
    if word.endswith(("is", "yz")) and len(word) > 5:
        word = word[:-2] + ("iz" if word.endswith("is") else "ys")
    word = re.sub(r"isation", "ization", word)
    word = re.sub(r"(?<=[a-z]{3})our(?=$|it|abl|al)", "or", word)
    word = re.sub(r"(?<=[a-z]{2}t)r$", "er", word) if word.endswith(("ntr", "metr", "litr", "eatr")) else word
    return "program" if word in ("programm", "program") else word


def is_variant(one: str, other: str) -> bool:
    """Whether two names in lower case are spellings of one: Zelensky, Zelenskyy; Mohammed, Muhammad.

    The consonants must be the same and only one letter or two may differ. Niger and Nigeria, Martin and
    Morton, Maria and Mario are not.
    """
    shorter = min(len(one), len(other))
    if shorter < 5 or abs(len(one) - len(other)) > 1 or _skeleton(one) != _skeleton(other):
        return False
    if {one[-1], other[-1]} in ({"a", "o"}, {"a", "e"}):
        return False
    if len(one) != len(other):
        return shorter >= 6
    wrong = [{a, b} for a, b in zip(one, other, strict=True) if a != b]
    if shorter == 5:
        return wrong in ([{"e", "i"}], [{"i", "y"}], [{"o", "u"}])
    return len(wrong) <= (2 if shorter >= 8 else 1) and all(pair <= set("aeiouy") for pair in wrong)


def _skeleton(name: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyj]", "", name))
