"""What stands after a title's head: "of the U.S. Joint Chiefs of Staff" after "Chairman"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.known import Known
from factdesk.checks.mentions.names import name_end
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.ranks import rank_at
from factdesk.checks.mentions.tokens import Token

_FARTHEST = 16  # tokens after a head; keeps every walk bounded
_JOINERS = frozenset(("of", "the", "and", "for", "to", "&"))
_PREPOSITIONS = frozenset(("of", "for", "to", "at", "and", "&"))
_TO_HEADS = lex.words_in(
    "ambassador envoy representative adviser advisor commissioner counselor counsellor assistant secretary"
)
# "Chairman Joint Chiefs of Staff Committee", "Chief Minister Punjab": the body stands behind without "of".
_BODY_BEHIND = lex.words_in("chairman chairperson director dg minister governor cm")
_POSSESSIVE = frozenset(("'s", "'"))


@dataclass(frozen=True, slots=True)
class After:
    """The words after a head without the country, the index after them, and the country."""

    words: tuple[str, ...]
    last: int
    country: str = ""


@dataclass(slots=True)
class _Part:
    """An "of" part while it is read. `joint` is what there was before the last preposition."""

    words: list[str]
    last: int
    country: str
    joint: tuple[int, int, str]

    def back_to_joint(self) -> None:
        """Gives up what follows the last preposition: it is another title."""
        count, self.last, self.country = self.joint
        del self.words[count:]


def after_head(tokens: Sequence[Token], start: int, places: Places, known: Known, head: str) -> After:
    """The "of", "for", "to" or "at" part at `start`; a person's name that follows is left out."""
    if not _has_part(tokens, start, head):
        return After((), start)
    stop = _run_end(tokens, start)
    part = _Part([], start, "", (0, start, ""))
    index = start
    while index < stop:
        moved = _part_step(tokens, start, index, stop, part, places, known)
        if not moved:
            break
        index += moved
    if part.last == start:
        return After((), start)
    return After(_tidy(part.words), part.last, part.country)


def _has_part(tokens: Sequence[Token], start: int, head: str) -> bool:
    if start + 1 >= len(tokens):
        return False
    low = tokens[start].low
    if head in _BODY_BEHIND and tokens[start].is_capital:
        return tokens[start].is_acronym or (low in lex.ORGANISATION and low not in lex.SURNAMES)
    if low == "at":
        return tokens[start + 1].is_capital or tokens[start + 1].low == "the"
    return low in ("of", "for") or (low == "to" and head in _TO_HEADS)


def _part_step(
    tokens: Sequence[Token], start: int, index: int, stop: int, part: _Part, places: Places, known: Known
) -> int:
    """Takes what starts at `index` into the part; how many tokens that was, 0 where the part ends."""
    token = tokens[index]
    end, country = places.at(tokens, index)
    if country and not (index > start + 2 and _is_given_name(tokens, index)):
        _take_country(tokens, start, index, end, country, part)
        return end - index
    if token.low in _PREPOSITIONS:
        part.joint = (len(part.words), part.last, part.country)
    if token.low in _JOINERS or token.low == "at":
        part.words.append(token.text)
        return 1
    if token.low in _POSSESSIVE:
        return 1
    if _is_other_title(tokens, index):
        part.back_to_joint()
        return 0
    if _starts_name(tokens, index, start, stop, known):
        return 0
    part.words.append(token.text)
    part.last = index + 1
    return 1


def _take_country(
    tokens: Sequence[Token], start: int, index: int, end: int, country: str, part: _Part
) -> None:
    """ "Ambassador to China" and "Bank of England" keep the country's name in the title."""
    if tokens[index - 1].low == "the" and index > start + 1:
        preposition = tokens[index - 2].low
    else:
        preposition = tokens[index - 1].low
    is_aim = preposition in ("to", "for")
    lasting = country == "International" or is_aim
    if lasting or any(word.casefold() in ("bank", "state", "house", "university") for word in part.words):
        part.words += [token.text for token in tokens[index:end]]
    if not is_aim:
        part.country = part.country or country
    part.last = end


def _is_other_title(tokens: Sequence[Token], index: int) -> bool:
    """Whether a head here has a person of its own ("adviser to Senator Ann Example")."""
    token = tokens[index]
    if token.low not in lex.HEADS - lex.BEFORE_HEADS or not token.is_capital:
        return False
    if tokens[index - 1].low in ("to", "for", "under") or tokens[index - 1].is_capital:
        following = tokens[index + 1].low if index + 1 < len(tokens) else ""
        named = name_end(tokens, index + 1) > index + 1 if following else False
        return named or following in ("of", "to")
    return False


def _tidy(words: Sequence[str]) -> tuple[str, ...]:
    """Without the joiners that a country left behind ("of the" at the end, "of to the" inside)."""
    kept: list[str] = []
    for word in words:
        low = word.casefold()
        while kept and low in _JOINERS and low != "the" and kept[-1].casefold() in _JOINERS:
            kept.pop()
        kept.append(word)
    while kept and kept[-1].casefold() in (*_JOINERS, "at"):
        kept.pop()
    return tuple(kept)


def _is_given_name(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].low in lex.NAME_AND_COUNTRY and name_end(tokens, index) - index >= 2


def _run_end(tokens: Sequence[Token], start: int) -> int:
    """The end of the run of capitalised words, joiners and organisation words after a head."""
    index = start + 1
    while index < min(len(tokens), start + _FARTHEST) and _runs_on(tokens[index]):
        index += 1
    while index > start + 1 and tokens[index - 1].low in _JOINERS | _POSSESSIVE:
        index -= 1
    return index


def _runs_on(token: Token) -> bool:
    if token.low in _JOINERS or token.low in _POSSESSIVE or token.low in lex.PARTICLES:
        return True
    if token.low in lex.ORGANISATION:
        return True
    return token.is_capital and not token.is_shouted and token.low not in lex.STOP_CAPITALS


def _starts_name(tokens: Sequence[Token], index: int, start: int, stop: int, known: Known) -> bool:
    """Whether the person's name (or rank, or honorific) starts here rather than more of the organisation."""
    token = tokens[index]
    rank_end, rank = rank_at(tokens, index)
    if rank and token.is_capital and rank_end < len(tokens) and name_end(tokens, rank_end) > rank_end:
        return True
    if token.low in lex.HONORIFICS and token.is_capital:
        return True
    if token.low in lex.ORGANISATION or token.low in lex.HEADS or token.is_acronym or not token.is_capital:
        return False
    end = name_end(tokens, index)
    if end == index or _is_place(tokens, index, start) or (end < stop and tokens[end].low == "of"):
        return False
    words = [word.text for word in tokens[index:end] if word.is_capital]
    if len(words) == 1:
        continues = end < stop and tokens[end].low == "and"
        before = tokens[index - 1]
        vouched = before.low in lex.ORGANISATION or known.is_surname(words[0], before.text)
        return not continues and vouched and known.in_reference(words[0])
    return not (
        len(words) == 3 and _is_of_longer_place(tokens, index, start) and known.is_person(" ".join(words[1:]))
    )


def _is_of_longer_place(tokens: Sequence[Token], index: int, start: int) -> bool:
    """ "Mayor of Buenos Aires Ann Example": the second word may go with the first."""
    unknown = tokens[start + 1].low not in lex.ORGANISATION and not (
        tokens[index].is_initial or tokens[index + 1].is_initial
    )
    return index == start + 2 and unknown


def _is_place(tokens: Sequence[Token], index: int, start: int) -> bool:
    """Whether the word can only go on the place's or the organisation's name."""
    first = all(token.low in _JOINERS or token.low == "at" for token in tokens[start:index])
    return first or tokens[index - 1].low in lex.PLACE_PREFIXES or tokens[index - 1].low in _JOINERS
