"""Whether a source has a name."""

from __future__ import annotations

import re

from factdesk.split.words import words

_PRONOUNS = words("he she it they i we you this that")
_UNNAMED = words(
    """source sources official officials analyst analysts expert experts observer observers diplomat
    diplomats people person persons insider insiders aide aides witness witnesses resident residents
    critic critics neighbour neighbours neighbor neighbors employee employees worker workers
    lawmaker lawmakers someone somebody some many others other most several few investigator
    investigators researcher researchers scientist scientists economist economists activist
    activists supporter supporters opponent opponents adviser advisers advisor advisors executive
    executives trader traders local locals colleague colleagues friend friends relative relatives
    lawyer lawyers doctor doctors historian historians soldier soldiers passenger passengers
    survivor survivors commentator commentators strategist strategists user users customer customers
    reports rumours rumors figure figures man woman men women"""
)
# The phrase behind the noun: "officials familiar with the matter", "people briefed on the plans".
_BEHIND = re.compile(
    r"\s(?:of|with|from|in|at|on|to|near|inside|within|for|who|that|which|familiar|close|briefed|speaking|quoted"
    r"|cited|involved|there|here)\b.*|[,(;].*",
    re.DOTALL,
)


def is_anonymous(speaker: str) -> bool:
    """Whether a source is told without a name ("diplomatic sources"); blank is nobody.

    A name, an institution ("police"), somebody's own ("his lawyer") and a pronoun are not anonymous. What
    counts is the noun that heads the phrase: "U.S. officials" have no name though a country is named.
    """
    told = speaker.strip()
    if not told or told.casefold() in _PRONOUNS:
        return False
    if re.search(r"\banonym|\bunnamed\b|\bunidentified\b|\bundisclosed\b", told, re.IGNORECASE):
        return True
    core = _BEHIND.sub("", told) or told
    if re.match(r"(?:his|her|its|their|my|our)\b|.*[’']s?\s", core, re.IGNORECASE):
        return False
    head = core.split()[-1]
    return head.casefold() in _UNNAMED and (head.islower() or len(core.split()) == 1)
