"""What stands before a title's head: "former U.S. deputy national security" before "adviser"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.known import Known
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.tokens import Token
from factdesk.model import Qualifier

_FARTHEST = 14  # tokens before a head; keeps every walk bounded
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "my", "this"))
# Before these an unknown capitalised word is a firm or a place ("Example Motors chief executive").
_OF_ANYBODY = lex.words_in(
    """
    premier leader chief ceo cfo coo chairman chairwoman chairperson chair director governor mayor spokesman
    spokeswoman spokesperson head commissioner executive officer commander administrator boss senator
    prosecutor attorney speaker president
    """
)
_COUNTRIES = lex.words_in("country nation kingdom republic government administration coalition cabinet bloc")
_HOW_CHOSEN = lex.words_in("newly democratically recently the popularly")
_POSSESSIVE = frozenset(("'s", "'"))
# "the 44th president", "the longest-serving premier": among all holders, not always of today.
_OF_ALL_TIME = lex.words_in("longest-serving shortest-serving youngest oldest longest-reigning")
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))


@dataclass(slots=True)
class Left:
    """What stands before a head, gathered from right to left; `phrase` is where determiner or owner start."""

    first: int
    phrase: int
    words: list[str]
    country: str = ""
    qualifier: Qualifier = Qualifier.NONE
    is_definite: bool = False
    is_doubtful: bool = False
    is_whole: bool = True


def left_of(tokens: Sequence[Token], head: int, places: Places, known: Known) -> Left:
    """What belongs to the title before its head at `head`."""
    left = Left(head, head, [])
    index = head - 1
    while index >= max(0, head - _FARTHEST):
        moved = _left_step(tokens, index, head, left, places)
        if not moved:
            break
        index -= moved
    left.phrase = left.first
    _take_owner(tokens, left, places, known)
    left.is_whole = not (left.words and left.words[0] in ("&", "and"))
    return left


def is_general(tokens: Sequence[Token], index: int) -> bool:
    """Whether `index` starts "Attorney General", "secretary general" and the like."""
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    return following == "general" and tokens[index].low in lex.BEFORE_GENERAL


def _left_step(tokens: Sequence[Token], index: int, head: int, left: Left, places: Places) -> int:
    """Takes what ends at `index` into the title; how many tokens that was, 0 where the title starts."""
    token = tokens[index]
    if (
        token.low in lex.QUALIFIERS
        and token.low != "elect"
        and not (token.low.startswith("late") and token.is_capital and index)
    ):
        left.qualifier = lex.QUALIFIERS[token.low]
        left.first = index
        return 1
    if token.low in _ORDINAL_ENDS and index and tokens[index - 1].text.isdigit():
        left.first, left.qualifier = index - 1, left.qualifier or Qualifier.THEN
        return 2
    if token.low in _OF_ALL_TIME:
        left.first, left.qualifier = index, left.qualifier or Qualifier.THEN
        return 1
    if token.low in ("elected", "appointed") and not (index and tokens[index - 1].low in _HOW_CHOSEN):
        return 0
    if token.low in lex.DOUBTFUL or _is_neutral(tokens, index, head):
        left.is_doubtful = left.is_doubtful or token.low in lex.DOUBTFUL
        left.first = index
        return 1
    if stepped := _country_step(tokens, index, head, left, places):
        return stepped
    # Before "former" or a country only qualifiers go on: "told the former British prime minister".
    if left.qualifier or left.is_doubtful or left.country:
        return 0
    return _word_step(tokens, index, head, left) or _adjective_step(tokens, index, left, places)


def _is_neutral(tokens: Sequence[Token], index: int, head: int) -> bool:
    """ "embattled", "newly"; a capital inside the sentence is a name ("the Popular leader")."""
    token = tokens[index]
    if token.low not in lex.NEUTRAL or _is_new_place(tokens, index, head):
        return False
    return not token.is_capital or index == 0 or token.low == "new"


def _is_new_place(tokens: Sequence[Token], index: int, head: int) -> bool:
    """ "New" of "New York Governor"."""
    following = tokens[index + 1]
    known = following.low in lex.MODIFIERS or following.low in lex.QUALIFIERS
    return tokens[index].low == "new" and following.is_capital and index + 1 < head and not known


def _country_step(tokens: Sequence[Token], index: int, head: int, left: Left, places: Places) -> int:
    start, country = places.before(tokens, index + 1)
    if not country or left.country:
        return 0
    lows = [token.low for token in tokens[start : index + 1]]
    if (bank := _bank_before(tokens, start)) >= 0:
        left.words[:0] = [token.text for token in tokens[bank : index + 1]]
        left.country, left.first, left.is_definite = country, bank, True
        return index + 1 - bank
    is_state = lows[0] in lex.STATE_OR_COUNTRY and _is_state_office(tokens, head)
    if not is_state:
        left.country = country
        left.is_definite = True
    if is_state or country == "International" or all(low in lex.METONYMS for low in lows):
        left.words[:0] = [token.text for token in tokens[start : index + 1]]
    left.first = start
    return len(lows)


def _bank_before(tokens: Sequence[Token], start: int) -> int:
    """Where "Reserve Bank of" before a country starts; -1 where none does."""
    if start < 2 or tokens[start - 1].low != "of" or tokens[start - 2].low != "bank":
        return -1
    has_kind = start > 2 and tokens[start - 3].low in ("reserve", "central", "state", "national")
    return start - 3 if has_kind else start - 2


def _is_state_office(tokens: Sequence[Token], head: int) -> bool:
    if tokens[head].low in lex.STATE_HEADS or is_general(tokens, head):
        return True
    return [token.low for token in tokens[head : head + 3]] == ["secretary", "of", "state"]


def _word_step(tokens: Sequence[Token], index: int, head: int, left: Left) -> int:
    token = tokens[index]
    if token.low in ("and", "&"):
        return _joint_step(tokens, index, head, left)
    if token.low == "of" and index and tokens[index - 1].low == "bank":
        left.words[:0] = [tokens[index - 1].text, token.text]
        left.first = index - 1
        return 2
    known = token.low in lex.MODIFIERS or (token.is_capital and token.low in lex.ORGANISATION)
    if token.low == "under" and not tokens[index + 1].low.startswith("secretary"):
        return 0
    if (token.is_shouted and not token.is_acronym) or not (
        known or token.is_acronym or _is_foreign_word(tokens, index, head)
    ):
        return 0
    left.words.insert(0, lex.ABBREVIATED_HEADS["lt"] if token.low == "lt" else token.text)
    left.first = index
    return 1


def _adjective_step(tokens: Sequence[Token], index: int, left: Left, places: Places) -> int:
    """ "Freedonia's stubborn president": one word between a country and its title tells nothing of it."""
    token = tokens[index]
    if index < 2 or not token.text.islower() or not token.text[0].isalpha():
        return 0
    if tokens[index - 1].low not in _POSSESSIVE or not places.before(tokens, index - 1)[1]:
        return 0
    left.first = index
    return 1


def _joint_step(tokens: Sequence[Token], index: int, head: int, left: Left) -> int:
    """ "Health and Human Services" before "Secretary"; not "Freedonian and British" or "president and"."""
    if not index or index + 1 >= head:
        return 0
    before, after = tokens[index - 1], tokens[index + 1]
    joined = before.low in lex.ORGANISATION and after.low in lex.ORGANISATION
    if not joined or before.is_capital != after.is_capital or before.low in lex.HEADS:
        return 0
    left.words[:0] = [before.text, tokens[index].text]
    left.first = index - 1
    return 2


def _is_foreign_word(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether an unknown capitalised word names a firm, party or place before this head."""
    token = tokens[index]
    is_regional = tokens[head].low == "minister" and tokens[head - 1].low in ("chief", "first")
    if (
        not (tokens[head].low in _OF_ANYBODY or is_regional)
        or not token.is_capital
        or not token.text[0].isalpha()
    ):
        return False
    if token.low in lex.STOP_CAPITALS or token.low in lex.HONORIFICS or token.low in lex.RANK_TOKENS:
        return False
    if token.low in lex.HEADS:
        return False
    if index == 0:
        is_name = tokens[head].low == "president" and tokens[head].is_capital
        return not is_name and not token.low.endswith(("ing", "ed", "ly"))
    after_place = tokens[index - 1].low in ("in", "at", "from", "to", "near", "on")
    return not (tokens[head].low == "president" and after_place)


def _take_owner(tokens: Sequence[Token], left: Left, places: Places, known: Known) -> None:
    """Takes in the determiner or the owner ("Pakistan's", "the country's", "Biden's") before the title."""
    index = left.phrase - 1
    if index < 0:
        return
    if tokens[index].low in _DETERMINERS:
        left.is_definite = tokens[index].low not in ("a", "an")
        left.phrase = index
    elif tokens[index].low in _POSSESSIVE and index:
        left.is_definite = True
        start = _owner_start(tokens, index, left, places, known)
        left.phrase = start - 1 if start and tokens[start - 1].low in _DETERMINERS else start


def _owner_start(tokens: Sequence[Token], index: int, left: Left, places: Places, known: Known) -> int:
    """Where the owner before the possessive at `index` starts; a country or an acronym joins the title."""
    start, country = places.before(tokens, index)
    if country and not left.country:
        left.country, left.first = country, start
        if country == "International" or all(owner.low in lex.METONYMS for owner in tokens[start:index]):
            left.words[:0] = [owner.text for owner in tokens[start:index]]
        return start
    start = index - 1
    if tokens[start].is_acronym:
        left.words.insert(0, tokens[start].text)
        left.first = start
        return start
    while start > max(0, index - 4) and tokens[start - 1].is_capital and tokens[start].is_capital:
        if tokens[start - 1].low in lex.STOP_CAPITALS:
            break
        start -= 1
    if not _is_person_or_country(tokens[start:index], known):
        left.words[:0] = [
            token.text for token in tokens[_take_country_of(tokens, start, index, left, places) : index]
        ]
    return start


def _take_country_of(tokens: Sequence[Token], start: int, index: int, left: Left, places: Places) -> int:
    """ "Freedonia" of "the Freedonia Army's"; the index after it."""
    end, country = places.at(tokens, start)
    if country and end < index and not left.country:
        left.country, left.first = country, start
        return end
    return start


def _is_person_or_country(owner: Sequence[Token], known: Known) -> bool:
    """Whether an owner tells nothing of the office: "the country's", "Example's", "the president's"."""
    last = owner[-1].low
    if any(token.low in lex.HONORIFICS or token.low in lex.HEADS for token in owner):
        return True
    if last in _COUNTRIES or last in lex.STOP_CAPITALS:
        return True
    return owner[0].is_capital and known.is_person(" ".join(token.text for token in owner))
