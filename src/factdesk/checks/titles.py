"""Title noun phrases: "former British prime minister", "Chairman of the U.S. Joint Chiefs of Staff"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from factdesk.checks import lexicon as lex
from factdesk.checks.names import name_end
from factdesk.checks.places import Places
from factdesk.checks.ranks import rank_at
from factdesk.checks.tokens import Token
from factdesk.model import Qualifier

_FARTHEST = 14  # tokens to each side of a head; keeps every walk bounded
_JOINERS = frozenset(("of", "the", "and", "for", "to", "&", "de"))
_DETERMINERS = frozenset(("the", "a", "an", "its", "his", "her", "their", "our", "my", "this"))
_TO_HEADS = lex.words_in(
    """
    ambassador envoy representative adviser advisor commissioner counselor assistant
    """
)
# Before these an unknown capitalised word is a firm or a place ("Example Motors chief executive").
_OF_ANYBODY = lex.words_in(
    """
    leader chief ceo cfo coo chairman chairwoman chairperson chair director governor mayor spokesman
    spokeswoman spokesperson head commissioner executive officer commander administrator boss senator
    prosecutor attorney speaker president
    """
)
_POSSESSIVE = frozenset(("'s", "'"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title among a sentence's tokens: `tokens[first:last]`; from `phrase` with determiner and owner.

    `words` leaves out country and qualifier; `head` is the bare office ("secretary").
    """

    phrase: int
    first: int
    last: int
    words: str
    head: str
    country: str = ""
    qualifier: Qualifier = Qualifier.NONE
    is_definite: bool = False
    is_capital: bool = False
    is_rank: bool = False
    is_plural: bool = False
    is_doubtful: bool = False

    @property
    def is_bare(self) -> bool:
        return " " not in self.words and not self.country


@dataclass(slots=True)
class _Left:
    """What stands before a head, gathered from right to left."""

    first: int
    phrase: int
    words: list[str]
    country: str = ""
    qualifier: Qualifier = Qualifier.NONE
    is_definite: bool = False
    is_doubtful: bool = False
    is_whole: bool = True


def find_titles(tokens: Sequence[Token], places: Places, is_person: Callable[[str], bool]) -> list[Title]:
    """Every title phrase of a sentence in order; none inside another's "of" part."""
    titles: list[Title] = []
    covered = 0
    for index in range(len(tokens)):
        if index < covered:
            continue
        for title in _titles_at(tokens, index, places, is_person):
            titles.append(title)
            covered = title.last
    return titles


def _titles_at(
    tokens: Sequence[Token], index: int, places: Places, is_person: Callable[[str], bool]
) -> Iterator[Title]:
    if not _is_head(tokens, index):
        return
    left = _left_of(tokens, index, places)
    if not left.is_whole or not _has_needed_modifier(tokens, index, left):
        return
    end, qualifier, doubtful = _after_head(tokens, index)
    words, end, country = _of_part(tokens, end, places, is_person, tokens[index].low)
    head = tokens[index]
    spelled = lex.PLURALS.get(head.low) or (
        lex.ABBREVIATED_HEADS.get(head.low, head.text) if head.is_capital else head.text
    )
    general = [tokens[index + 1].text] if _is_general(tokens, index) else []
    yield Title(
        phrase=left.phrase,
        first=left.first,
        last=end,
        words=" ".join([*left.words, spelled, *general, *words]),
        head=general[0].casefold() if general else spelled.casefold().split()[-1],
        country=left.country or country,
        qualifier=left.qualifier or qualifier,
        is_definite=left.is_definite,
        is_capital=head.is_capital,
        is_plural=head.low in lex.PLURALS,
        is_doubtful=left.is_doubtful or doubtful or _is_followed_by_doubt(tokens, end),
    )


def _is_general(tokens: Sequence[Token], index: int) -> bool:
    return (
        tokens[index].low in lex.BEFORE_GENERAL
        and index + 1 < len(tokens)
        and tokens[index + 1].low == "general"
    )


def _is_head(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.is_shouted or not (
        token.low in lex.HEADS or token.low in lex.PLURALS or _is_general(tokens, index)
    ):
        return False
    if token.low == "chief" and index and rank_at(tokens, index - 1)[0] > index:
        return False
    if token.low in ("generals", "admirals"):
        return token.is_capital
    if (
        token.low in ("gov", "sen", "rep", "pres", "amb", "king", "queen", "pm", "mp")
        and not token.is_capital
    ):
        return False
    following = tokens[index + 1].low if index + 1 < len(tokens) else ""
    if (
        following in lex.HEADS
        and following not in ("king", "judge")
        and (token.low, following) != ("minister", "of")
    ):
        return token.low not in (
            "chief",
            "deputy",
            "executive",
            "attorney",
            "lady",
            "head",
            "high",
            "leader",
            "officer",
        )
    return True


def _has_needed_modifier(tokens: Sequence[Token], index: int, left: _Left) -> bool:
    needed = lex.NEEDS_MODIFIER.get(tokens[index].low)
    if needed is None or _is_general(tokens, index):
        return True
    return any(word.casefold().rstrip(".") in needed for word in left.words) or (
        tokens[index].low == "attorney" and bool(left.country)
    )


def _after_head(tokens: Sequence[Token], index: int) -> tuple[int, Qualifier, bool]:
    end = index + (2 if _is_general(tokens, index) else 1)
    qualifier, doubtful = Qualifier.NONE, False
    if end < len(tokens):
        low = tokens[end].low
        if low in ("elect", "-elect", "designate", "-designate", "nominee", "-nominee"):
            qualifier, end = Qualifier.ELECT, end + 1
        doubtful = low in lex.AFTER_TITLE_DOUBTFUL
    return end, qualifier, doubtful


def _is_followed_by_doubt(tokens: Sequence[Token], end: int) -> bool:
    return end < len(tokens) and (
        tokens[end].low in lex.AFTER_TITLE_DOUBTFUL or tokens[end].low in _POSSESSIVE
    )


def _left_of(tokens: Sequence[Token], head: int, places: Places) -> _Left:
    left = _Left(head, head, [])
    index = head - 1
    while index >= max(0, head - _FARTHEST):
        moved = _left_step(tokens, index, head, left, places)
        if not moved:
            break
        index -= moved
    left.phrase = left.first
    _owner_of(tokens, left, places)
    if left.words and left.words[0] in ("&", "and", "of"):
        left.is_whole = False
    return left


def _left_step(tokens: Sequence[Token], index: int, head: int, left: _Left, places: Places) -> int:
    """Takes what ends at `index` into the title; how many tokens that was, 0 where the title starts."""
    token = tokens[index]
    if token.low in lex.QUALIFIERS and not (
        token.low == "late" and index + 1 < len(tokens) and not token.text.islower()
    ):
        left.qualifier = lex.QUALIFIERS[token.low]
        left.first = index
        return 1
    if token.low in lex.DOUBTFUL:
        left.is_doubtful = True
        left.first = index
        return 1
    if token.low in lex.NEUTRAL:
        left.first = index
        return 1
    if left.qualifier or left.is_doubtful:
        # "British former prime minister" is rare, "told former ..." is not.
        return _country_step(tokens, index, left, places)
    if stepped := _country_step(tokens, index, left, places, head):
        return stepped
    if left.country:
        return 0
    return _word_step(tokens, index, head, left)


def _country_step(tokens: Sequence[Token], index: int, left: _Left, places: Places, head: int = -1) -> int:
    start, country = places.before(tokens, index + 1)
    if not country or left.country:
        return 0
    lows = [token.low for token in tokens[start : index + 1]]
    if head >= 0 and lows[0] in lex.STATE_OR_COUNTRY and _is_state_office(tokens, head):
        left.words[:0] = [token.text for token in tokens[start : index + 1]]
        left.first = start
        return len(lows)
    left.country = country
    left.first = start
    left.is_definite = True
    if country == "International" or all(low in lex.METONYMS for low in lows):
        left.words[:0] = [token.text for token in tokens[start : index + 1]]
    return len(lows)


def _is_state_office(tokens: Sequence[Token], head: int) -> bool:
    token = tokens[head]
    if token.low in lex.STATE_HEADS or _is_general(tokens, head):
        return True
    return [t.low for t in tokens[head : head + 3]] == ["secretary", "of", "state"]


def _word_step(tokens: Sequence[Token], index: int, head: int, left: _Left) -> int:
    token = tokens[index]
    nearest = token.end == tokens[index + 1].start or "\n\n" not in token.text
    if not nearest or token.is_shouted:
        return 0
    if token.low in ("and", "&") and index and index + 1 < head:
        before, after = tokens[index - 1], tokens[index + 1]
        joined = before.low in lex.ORGANISATION and after.low in lex.ORGANISATION
        if joined and before.is_capital == after.is_capital and before.low not in lex.HEADS:
            left.words[:0] = [before.text, token.text]
            left.first = index - 1
            return 2
        return 0
    if token.low in lex.MODIFIERS or (token.is_capital and token.low in lex.ORGANISATION) or token.is_acronym:
        return _take(token, index, left)
    return _take(token, index, left) if _is_foreign_word(tokens, index, head) else 0


def _is_foreign_word(tokens: Sequence[Token], index: int, head: int) -> bool:
    """Whether an unknown capitalised word names a firm, party or place before this head."""
    token = tokens[index]
    if tokens[head].low not in _OF_ANYBODY or not token.is_capital or token.low in lex.STOP_CAPITALS:
        return False
    if token.low in lex.HONORIFICS or token.low in lex.RANK_TOKENS or not token.text[0].isalpha():
        return False
    if token.low in lex.HEADS:
        return False
    if index == 0:
        return tokens[head].low != "president" and not token.low.endswith(("ing", "ed", "ly"))
    return not (
        tokens[head].low == "president" and tokens[index - 1].low in ("in", "at", "from", "to", "near", "on")
    )


def _take(token: Token, index: int, left: _Left) -> int:
    word = lex.ABBREVIATED_HEADS.get(token.low, token.text) if token.low == "lt" else token.text
    left.words.insert(0, word)
    left.first = index
    return 1


def _owner_of(tokens: Sequence[Token], left: _Left, places: Places) -> None:
    """Takes in the determiner or the owner ("Pakistan's", "the country's", "Biden's") before the title."""
    index = left.phrase - 1
    if index < 0:
        return
    token = tokens[index]
    if token.low in _DETERMINERS:
        left.is_definite = True
        left.phrase = index
        return
    if token.low not in _POSSESSIVE or index == 0:
        return
    left.is_definite = True
    start, country = places.before(tokens, index)
    if country and not left.country:
        left.country, left.first = country, start
        if country == "International" or all(owner.low in lex.METONYMS for owner in tokens[start:index]):
            left.words[:0] = [owner.text for owner in tokens[start:index]]
    elif tokens[index - 1].is_acronym:
        start = index - 1
        left.words.insert(0, tokens[start].text)
        left.first = start
    else:
        start = index - 1
        while start > max(0, index - 4) and tokens[start - 1].is_capital and tokens[start].is_capital:
            start -= 1
    left.phrase = start - 1 if start and tokens[start - 1].low in _DETERMINERS else start


def _of_part(
    tokens: Sequence[Token], end: int, places: Places, is_person: Callable[[str], bool], head: str
) -> tuple[list[str], int, str]:
    """The words, end and country of "of the U.S. Joint Chiefs of Staff" at `end`; a name after it is left."""
    if end + 1 >= len(tokens) or tokens[end].low not in ("of", "for", "to"):
        return [], end, ""
    if tokens[end].low == "to" and head not in _TO_HEADS:
        return [], end, ""
    stop = _of_run(tokens, end)
    words: list[str] = []
    country = ""
    index, last = end, end
    while index < stop:
        token = tokens[index]
        stepped, found = places.at(tokens, index)
        if found and not (index > end + 2 and _is_given_name(tokens, index)):
            if _keeps_country(tokens, end, found, words):
                words += [t.text for t in tokens[index:stepped]]
            country = country or ("" if tokens[end].low == "to" else found)
            index = last = stepped
            continue
        if token.low in _JOINERS or token.low in _POSSESSIVE:
            if token.low not in _POSSESSIVE:
                words.append(token.text)
            index += 1
            continue
        if _starts_name(tokens, index, end, stop, is_person):
            break
        words.append(token.text)
        index += 1
        last = index
    if last == end:
        return [], end, ""
    while words and words[-1].casefold() in _JOINERS:
        words.pop()
    return words, last, country


def _keeps_country(tokens: Sequence[Token], end: int, country: str, words: Sequence[str]) -> bool:
    """ "Ambassador to China" and "Bank of England" keep the country's name in the title."""
    if country == "International" or tokens[end].low in ("to", "for"):
        return True
    return any(word.casefold() in ("bank", "state") for word in words)


def _is_given_name(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].low in lex.NAME_AND_COUNTRY and name_end(tokens, index) - index >= 2


def _of_run(tokens: Sequence[Token], end: int) -> int:
    """The end of the run of capitalised words, joiners and organisation words after a head."""
    index = end + 1
    while index < min(len(tokens), end + _FARTHEST):
        token = tokens[index]
        joins = token.low in _JOINERS or token.low in _POSSESSIVE or token.low in lex.PARTICLES
        known = token.low in lex.ORGANISATION or token.low in ("mission", "nations")
        capital = token.is_capital and not token.is_shouted and token.low not in lex.STOP_CAPITALS
        if not (joins or known or capital):
            break
        index += 1
    while index > end + 1 and tokens[index - 1].low in _JOINERS | _POSSESSIVE:
        index -= 1
    return index


def _starts_name(
    tokens: Sequence[Token], index: int, end: int, stop: int, is_person: Callable[[str], bool]
) -> bool:
    """Whether the person's name (or rank, or honorific) starts here rather than more of the organisation."""
    token = tokens[index]
    rank_end, rank = rank_at(tokens, index)
    if rank and token.is_capital and rank_end < len(tokens) and name_end(tokens, rank_end) > rank_end:
        return True
    if token.low in lex.HONORIFICS and token.is_capital:
        return True
    if token.low in lex.ORGANISATION or token.low in lex.HEADS or token.is_acronym or not token.is_capital:
        return False
    first_of_place = index <= end + 2 and all(t.low in _JOINERS for t in tokens[end:index])
    named = name_end(tokens, index)
    if named == index or first_of_place or (named < stop and tokens[named].low == "of"):
        return False
    if tokens[index - 1].low in lex.PLACE_PREFIXES or tokens[index - 1].low in _JOINERS:
        return False
    words = [token.text for token in tokens[index:named] if token.is_capital]
    if len(words) == 1 and named < stop and tokens[named].low == "and":
        return False
    if len(words) == 3 and index == end + 2 and is_person(" ".join(words[1:])):
        return False
    return len(words) >= 2 or is_person(words[0])
