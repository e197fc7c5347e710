"""Verb phrases that join a name to an office, and what they say of the time in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factdesk.checks.lexicon import words_in
from factdesk.model import Qualifier

_ADVERBS = re.compile(
    r"\b(?:also|now|currently|still|again|briefly|later|recently|officially|formally|himself|herself|then|just|"
    r"unanimously|narrowly|widely|long|first|subsequently)\s"
)
_ONCE = re.compile(r"\b(?:previously|formerly|once|earlier)\s")
_HOLDS = re.compile(
    r"is|remains|becomes|became|has become|serves as|serving as|has served as|has been|acts as|continues as|"
    r"was sworn in as|is sworn in as|took office as|took over as|took charge as|takes over as|assumed office as|"
    r"(?:was|is) (?:re-?)?(?:elected|appointed|named|confirmed|installed|inaugurated)(?: as| to be)?|"
    r"is serving as|returned as|has returned as|has taken over as|has been sworn in as|had become|being|"
    r"works as|stays on as|rules as|was promoted to"
)
_HELD = re.compile(
    r"was|had been|served as|had served as|(?:has |had )?resigned as|(?:has |had )?stepped down as|"
    r"(?:has |had )?retired as|(?:has )?quit as|left office as|(?:has )?stood down as|used to be|used to serve as|"
    r"was (?:ousted|removed|dismissed|fired|sacked|replaced|deposed) as|worked as|acted as|was serving as|"
    r"ended (?:his|her) term as|has served|finished (?:his|her) term as"
)
_AHEAD = re.compile(
    r"(?:will|would|is to|is set to|is due to|is expected to|is about to|is slated to|was to|is poised to) "
    r"(?:become|be|serve as|take over as|take office as|be sworn in as|be the next)|"
    r"(?:(?:has|have|had) been|was|is|were) (?:nominated|picked|chosen|tapped|selected|designated)"
    r"(?: as| to be| to become| to serve as| for)?|"
    r"(?:has|have) been (?:appointed|named|elected)(?: as| to be| to serve as)?|hopes to become|"
    r"is (?:nominated|in line)(?: as| for| to be)?"
)
_AFTER_VERBS = words_in(
    """
    is was has had will would said says told are were visited met arrived announced added warned called
    urged declared confirmed tweeted wrote spoke insisted claimed stated stressed noted made took gave
    left and who in on at during after before since until from when while as by but
    """
)
_MONTHS = words_in(
    """
    january february march april june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec
    """
)


def verb_between(words: str) -> Qualifier | None:
    """What the words between a name and a title say; None where they do not say that the person held it.

    >>> verb_between(", who served as")
    <Qualifier.FORMER: 'former'>
    >>> verb_between("is not") is None
    True
    """
    phrase = re.sub(r"^, who |^who |^, (?=(?:served|has|had|was|is)\b)|^, \d+ , ", "", f"{words} ")
    once = _ONCE.search(phrase)
    phrase = _ADVERBS.sub("", _ONCE.sub("", phrase)).strip().removeprefix(", ")
    if _AHEAD.fullmatch(phrase):
        return Qualifier.ELECT
    if _HELD.fullmatch(phrase):
        return Qualifier.FORMER
    if _HOLDS.fullmatch(phrase):
        return Qualifier.FORMER if once else Qualifier.NONE
    return None


def closes_apposition(word: str, is_known: bool) -> bool:
    """Whether an apposition may end before `word`: a mark, or a verb after a known person."""
    if word == "" or word in ",;.)—–:!?\n\n":
        return True
    return is_known and word in _AFTER_VERBS


def past_date(words: Sequence[str], end: int) -> bool:
    """Whether a sentence dates the office it tells of: a year or month, or "at the time"."""
    near = [*words[end : end + 16], *words[: min(4, end)]]
    if any(re.fullmatch(r"(?:1[5-9]|20)\d\d", word) or word in _MONTHS for word in near):
        return True
    return any(near[i : i + 3] == ["at", "the", "time"] for i in range(len(near))) or near[:1] in (
        ["when"],
        ["while"],
    )
