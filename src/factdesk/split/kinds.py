"""The kind of a claim and the least check-worthiness that its kind deserves."""

from __future__ import annotations

import re

from factdesk.dates import find_dates
from factdesk.model import ClaimKind, Period
from factdesk.split.words import ROLES
from factdesk.split.worth import score

_ROLE = rf"(?:{'|'.join(sorted(ROLES, key=len, reverse=True))})"
_NUMBER_WORD = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    "|billions?|trillions?|half(?!-)|third|quarter|percent|per cent"
)
# Words of one noun phrase, as they stand between "is" and a role.
_PLAIN = r"(?:\s+(?!(?:to|with|by|in|on|for|at|that|from|not)\b)[\w’'.-]+){0,6}?"
_RULES: tuple[tuple[ClaimKind, str], ...] = (
    (
        ClaimKind.OFFICE,
        rf"\b(?:is|was|are|were|became|remains?|remained|be|been|(?:serv|act)(?:e|es|ed|ing|s) as)\b{_PLAIN}"
        rf"\s+(?i:{_ROLE})\b(?!’s|'s)",
    ),
    (
        ClaimKind.OFFICE,
        r"\b(?:appointed|elected|re-elected|sworn in|promoted to|nominated|took office|stepped down"
        r"|resigned)\b",
    ),
    (
        ClaimKind.PREDICTION,
        r"\b(?:will|shall|won’t|won't|’ll|'ll)\b"
        r"|\b(?:is|are) (?:[a-z]+ly )?(?:set|expected|scheduled|due|going"
        r"|likely|bound|about|poised|slated|planning) to\b|\bplans? to\b|\bforecast",
    ),
    (
        ClaimKind.OPINION,
        r"\b(?:should|ought|may|might|could|must)\b|^(?:I|We) (?:think|believe|feel|hope|love|hate)\b"
        r"|\b(?:best|worst|beautiful|ugly|terrible|wonderful|great|disgrace\w*|shameful|brilliant|tragic|sadly"
        r"|remarkable|impressive)\b|\b(?:key|important|essential|vital|crucial|historic) (?:step|role|moment"
        r"|opportunity|milestone|part|achievement)\b",
    ),
    (
        ClaimKind.CAUSAL,
        r"\b(?:because|due to|owing to|thanks to|as a result|led to|leads to|caused|causes (?!of)"
        r"|resulted in|results in|prompted|triggered|sparked)\b",
    ),
    (
        ClaimKind.COMPARISON,
        rf"\b(?:more|less|fewer|\w{{3,}}er) than\b(?! (?:\d|[$€£]|a |{_NUMBER_WORD}))"
        r"|\bcompared (?:with|to)\b|\bas \w+ as\b|\bthe (?:most|least|first|only) "
        r"|\b(?:largest|smallest|biggest|highest|lowest|longest|oldest|youngest|fastest)\b",
    ),
)
_AFTER_MAIN = re.compile(r"\b(?:before|after|because|that|which|who|whose|if|unless|so)\b")
_NUMBER = re.compile(rf"[$€£%]|(?<![\w-])\d|\b(?:{_NUMBER_WORD})\b")
_FLOORS = {ClaimKind.OFFICE: 0.6, ClaimKind.QUANTITY: 0.6, ClaimKind.DATE: 0.5}


def kind_of(text: str, given: ClaimKind | None = None) -> tuple[ClaimKind, str]:
    """The kind that the wording shows, and the words of it that decided; `given` where its form decides it.

    The first rule that fits decides, an event without deciding words where none does.
    """
    if given:
        return given, ""
    main = _AFTER_MAIN.split(text)[0]
    for kind, pattern in _RULES:
        if match := re.search(pattern, main if kind is ClaimKind.OPINION else text):
            return kind, match[0].strip()
    dates = find_dates(text, Period())
    rest = list(text)
    for date in dates:
        rest[date.start : date.end] = " " * (date.end - date.start)
    if match := _NUMBER.search("".join(rest)):
        return ClaimKind.QUANTITY, match[0]
    day = next((date.text for date in dates if not date.relative), "")
    return (ClaimKind.DATE if day else ClaimKind.EVENT), day


def check_worthiness(text: str, kind: ClaimKind) -> float:
    """How much a wording asks to be checked, 0..1: the trained score, or the floor of its kind if higher.

    Offices, dates and quantities have a floor: they can be checked at once.
    """
    return round(max(_FLOORS.get(kind, 0.0), score(text)), 3)
