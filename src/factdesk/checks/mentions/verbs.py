"""Verb phrases that join a name to an office, and what they say of the time in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factdesk.checks.mentions.lexicon import words_in
from factdesk.checks.mentions.tokens import Token
from factdesk.model import Qualifier

_ADVERBS = re.compile(
    r"\b(?:also|now|currently|still|again|briefly|later|recently|officially|formally|himself|herself|then|just|"
    r"unanimously|narrowly|widely|long|first|subsequently)\s"
)
_ONCE = re.compile(r"\b(?:previously|formerly|once|earlier)\s")
_HOLDS = re.compile(
    r"is|remains|becomes|became|has become|had become|serves as|serving as|has served as|has been|acts as|"
    r"continues as|took office as|took over as|took charge as|takes over as|assumed office as|being|"
    r"(?:was|is) (?:re-?)?(?:elected|appointed|named|confirmed|installed|sworn in)(?: as| to be)?|"
    r"is serving as|returned as|has returned as|has taken over as|has been sworn in as|works as|stays on as|"
    r"rules as|was promoted to"
)
_HELD = re.compile(
    r"was|had been|served as|had served as|used to be|used to serve as|worked as|acted as|was serving as|"
    r"(?:has |had )?(?:resigned|stepped down|retired|stood down|quit) as|left office as|has served|"
    r"was (?:ousted|removed|dismissed|fired|sacked|replaced|deposed) as|"
    r"(?:ended|finished) (?:his|her) term as"
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
_FUNCTION_WORDS = words_in(
    """
    of to for with without against between under over amid despite because if than not also only till up
    through throughout last this that yesterday today tonight tomorrow again there here once twice now then
    next ago or nor yet so which whose where whom following pending alongside more less shortly unopposed
    monday tuesday wednesday thursday friday saturday sunday within upon per via the a ahead early late
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
    phrase = re.sub(r"^, who |^who |^, \d+ , ", "", f"{words} ")
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
    return word in ("since", "until") or (is_known and word in _AFTER_VERBS)


def may_follow(word: str) -> bool:
    """Whether a title can end before `word` in "was army chief …"; not before more of the title."""
    return (
        word == "("
        or closes_apposition(word, True)
        or word in _FUNCTION_WORDS
        or word.isdigit()
        or word in _MONTHS
    )


def past_date(tokens: Sequence[Token], end: int) -> bool:
    """Whether a sentence dates the office it tells of: a year or month, or "at the time"."""
    near = [token.low for token in (*tokens[end : end + 16], *tokens[: min(4, end)])]
    if any(re.fullmatch(r"(?:1[5-9]|20)\d\d", word) or word in _MONTHS for word in near):
        return True
    return any(near[i : i + 3] == ["at", "the", "time"] for i in range(len(near))) or near[:1] in (
        ["when"],
        ["while"],
    )
