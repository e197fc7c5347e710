"""Written titles as keys: "Defense Secretary" and "Secretary of Defence" name one office."""

from __future__ import annotations

import re
from functools import lru_cache

from factdesk.reference.countries import fold, proper

_DROPPED = frozenset(
    (
        "a",
        "the",
        "of",
        "for",
        "to",
        "and",
        "in",
        "on",
        "at",
        "affairs",
        "his",
        "her",
        "their",
        "our",
        "its",
        "&",
    )
)

_ONE_SPELLING = {
    "defence": "defense",
    "labour": "labor",
    "adviser": "advisor",
    "programme": "program",
    "centre": "center",
    "organisation": "organization",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "congresswoman": "representative",
    "congressman": "representative",
    "councilor": "counselor",
    "counsellor": "counselor",
    "sports": "sport",
    "forces": "force",
    "services": "service",
    "communications": "communication",
}

# Before the words are put in a bag: what would be another office with its words in another order, and what
# only the rank of the same minister is. The order of the rules matters.
_PHRASES = tuple(
    (re.compile(rf"\b{pattern}\b"), replacement)
    for pattern, replacement in (
        (r"\bpm", "prime minister"),
        (r"secretary of state for", "secretary"),
        (r"secretary of state", "secretarystate"),
        (r"ministers? of state", "ministerstate"),
        (r"state secretary", "statesecretary"),
        (r"attorney[- ]general", "attorneygeneral"),
        (r"(?:secretary|director|governor|solicitor|surgeon|auditor)[- ]general", r"\g<0>"),
        (r"(?:federal|union|cabinet) minister", "minister"),
        (r"federal (president|chancellor)", r"\1"),
        (r"national defen[cs]e", "defense"),
        (r"minister of (?:the )?armed forces", "defense minister"),
        (r"armed forces minister", "defense minister"),
        (r"foreign (?:relations|and european affairs|affairs and european integration)", "foreign"),
        (r"foreign affairs and international (?:cooperation|co-operation|trade)", "foreign"),
        (r"(?:lt|lieut) (?=gen|col|cmdr|commander)", "lieutenant "),
        (r"maj (?=gen)", "major "),
        (r"brig (?=gen)", "brigadier "),
        (r"gen", "general"),
        (r"adm", "admiral"),
        (r"col", "colonel"),
        (r"capt", "captain"),
        (r"united nations", "un"),
        (r"world health organi[sz]ation", "who"),
        (r"central intelligence agency", "cia"),
        (r"federal bureau of investigation", "fbi"),
    )
)

_BEFORE_COUNTRY = re.compile(r"\b(?:of|in)\s+(?:the\s+)?")


def key(title: str) -> str:
    """The words of a title that name the office, in one spelling and a fixed order, without its country.

    >>> key("US Secretary of Defense") == key("Defence Secretary") == key("Secretary of State for Defence")
    True
    >>> key("State Secretary") == key("Secretary of State")
    False
    """
    return split_country(title)[0]


@lru_cache(maxsize=8192)
def split_country(title: str) -> tuple[str, str]:
    """The key of a title and the canonical country that the title itself names, or "".

    >>> split_country("Indian Prime Minister") == split_country("Prime Minister of India")
    True
    """
    rest, country = _without_country(_folded(title))
    return _key_of(rest), country


def _folded(title: str) -> str:
    return " ".join(re.sub(r"[,()“”\"]|'s\b|(?<=s)'(?=\s)", " ", fold(title)).split())


def _key_of(folded: str) -> str:
    for pattern, replacement in _PHRASES:
        folded = pattern.sub(replacement, folded)
    words = (_ONE_SPELLING.get(word, word) for word in re.split(r"[\s\-–/]+", folded))
    return " ".join(sorted({word for word in words if word and word not in _DROPPED}))


def _without_country(title: str) -> tuple[str, str]:
    """Takes off a country at the front ("pakistan army chief") or after an "of" ("president of iran").

    A country behind "to" or "for" is what the office deals with ("ambassador to china"), and stays.
    """
    words = title.removeprefix("the ").split()
    for count in range(min(5, len(words) - 1), 0, -1):
        if country := proper().get(" ".join(words[:count])):
            return _without_abbreviation(" ".join(words[count:]), country)
    for match in _BEFORE_COUNTRY.finditer(title):
        if country := proper().get(title[match.end() :]):
            return _without_abbreviation(title[: match.start()].strip(), country)
    return _without_abbreviation(title, "")


def _without_abbreviation(title: str, country: str) -> tuple[str, str]:
    """Takes off "us" and "uk" inside a title ("chairman of the us joint chiefs of staff")."""
    for word, name in (("us", "United States"), ("uk", "United Kingdom")):
        bare = re.sub(rf"(?<!to )(?<!for )\b{word}\b ?", "", title)
        if bare != title and bare.strip() and country in ("", name):
            return bare, name
    return title, country


def whole_key(title: str) -> str:
    """The key of a title with its country left in ("Northern Ireland Secretary")."""
    return _key_of(_folded(title))


# Words that make another office of the same name.
_OTHER_OFFICE = frozenset(
    (
        *("vice", "deputy", "assistant", "under", "undersecretary", "associate", "shadow", "prime", "former"),
        *("ministerstate", "parliamentary", "acting", "first", "lady", "permanent", "press", "junior"),
    )
)

_COMPOUNDS = {"secretarystate": ("secretary", "state"), "attorneygeneral": ("attorney", "general")}


def shortens(short: str, full: str) -> bool:
    """Whether one key has all words of another office's and none makes it another office.

    >>> shortens(key("Secretary"), key("Secretary of Defense"))
    True
    >>> shortens(key("President"), key("Vice President"))
    False
    """
    words, wanted = _expanded(short), _expanded(full)
    return bool(words) and words <= wanted and not (wanted - words) & _OTHER_OFFICE


_DEPUTY = frozenset(("vice", "deputy", "under", "undersecretary", "assistant", "associate"))


def is_deputy(deputy: str, chief: str) -> bool:
    """Whether one key is that of the deputy of another office.

    >>> is_deputy(key("Deputy Secretary of Defense"), key("Secretary of Defense"))
    True
    """
    words, wanted = _expanded(chief), _expanded(deputy)
    return bool(words) and words < wanted and bool((wanted - words) & _DEPUTY)


def _expanded(words: str) -> set[str]:
    return {part for word in words.split() for part in _COMPOUNDS.get(word, (word,))}
