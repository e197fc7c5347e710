"""Names of people compared: accents, initials, Jr. and III, common short forms, transliterations."""

from __future__ import annotations

import re
from functools import lru_cache

from factdesk.reference.countries import fold

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "obe", "cbe", "mp", "mep", "kc", "qc"))

# Short forms that stand for one another within one office; a name is never looked up by these alone.
_SAME_FIRST = tuple(
    frozenset(names.split())
    for names in (
        "william bill will billy",
        "joseph joe",
        "michael mike mick",
        "antony tony anthony",
        "jacob jake",
        "timothy tim",
        "thomas tom",
        "robert bob rob bobby",
        "james jim jimmy jamie",
        "daniel dan danny",
        "david dave",
        "kenneth ken",
        "ronald ron",
        "richard rick dick rich",
        "steven stephen steve",
        "benjamin ben bibi",
        "christopher chris",
        "peter pete",
        "edward ed eddie ted",
        "samuel sam",
        "matthew matt",
        "nicholas nick nicolas",
        "andrew andy",
        "gregory greg",
        "jeffrey jeff geoffrey geoff",
        "lawrence larry",
        "jennifer jen",
        "elizabeth liz beth",
        "susan sue",
        "katherine kate kathy catherine cathy",
        "charles charlie chuck",
        "gerald jerry",
        "raymond ray",
        "frederick fred",
        "leonard len leon",
        "deborah deb debbie",
        "patricia pat patty",
        "patrick pat",
        "rebecca becky",
        "mohammad mohammed muhammad mohamed mohamad muhammed",
        "alexander alex sasha",
        "alejandro alex",
        "zachary zach zack",
        "donald don",
        "john jon jack johnny",
        "jonathan jon",
        "walter walt",
        "francis frank",
        "philip phil phillip",
        "douglas doug",
        "bradley brad",
        "arthur art",
        "harold harry hal",
        "henry harry hank",
        "margaret maggie meg peggy",
        "abigail abby",
        "jacqueline jackie",
        "pamela pam",
        "vivian viv",
        "victoria vicky tori",
        "theodore ted theo",
        "martin marty",
        "alfred al",
        "albert al",
        "alan al allan allen",
        "terence terry",
        "russell russ",
    )
)


@lru_cache(maxsize=65536)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling, without honorary suffixes.

    >>> tokens("Lloyd J. Austin III"), tokens("Volodymyr Zelenskyy")
    (('lloyd', 'j', 'austin'), ('volodymyr', 'zelenski'))
    """
    words = re.sub(r"[^\w\s]", " ", fold(name.replace(".", " "))).split()
    return tuple(_one_spelling(word) for word in words if word not in _SUFFIXES)


def _one_spelling(word: str) -> str:
    return re.sub(r"sk(?:yy|iy|yi|ij|yj|ii|y|i)$", "ski", word)


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names (as tokens) can be one person's, given that both are said of the same office.

    A single word matches any word of the other name; initials match only as the first of the other name.

    >>> charles = tokens("Charles Q. Brown Jr.")
    >>> same_person(tokens("C.Q. Brown"), charles), same_person(tokens("Sherrod Brown"), charles)
    (True, False)
    """
    short, long = sorted((one, other), key=lambda name: len(_full(name)))
    if len(short) > 1 and len(_full(short)) == 1:
        return short[-1] == long[-1] and short[0][0] == long[0][0]
    words = _full(short)
    if len(words) == 1:
        return words[0] in _full(long)
    if words and (set(words) <= set(_full(long)) or "".join(words) == "".join(_full(long))):
        return True
    return bool(words) and one[-1] == other[-1] and _same_first(one, other)


def _full(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in name if len(word) > 1)


def _same_first(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether some first names are equal, short forms of one another, or an initial of the other's first."""
    if 1 in (len(one[0]), len(other[0])) and one[0][0] == other[0][0]:
        return True
    pairs = [{a, b} for a in one[:-1] for b in other[:-1]]
    return any(len(pair) == 1 or any(pair <= group for group in _SAME_FIRST) for pair in pairs)
