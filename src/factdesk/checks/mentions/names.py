"""Where a person's name starts and ends among tokens, and which names are one person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.tokens import Token, unmarked

_LONGEST = 7  # words in a name; keeps every look-ahead bounded
_ARABIC = re.compile(r"(?:al|el|ul|ad|as|an|ar|ash|at|bin|ibn|ul)-[^\W\d_]", re.IGNORECASE)
_QUOTES = "\"“”'‘’"


def name_end(tokens: Sequence[Token], start: int) -> int:
    """The index after the name that starts at `start`; `start` itself where none does."""
    index = start
    while index < min(len(tokens), start + _LONGEST):
        step = _name_step(tokens, index, start)
        if not step:
            break
        index += step
    index = _without_trailing(tokens, start, index)
    if index == start or not _is_person(tokens, start, index):
        return start
    return _suffix_end(tokens, index)


def name_start(tokens: Sequence[Token], end: int) -> int:
    """The index at which the name that ends before `end` starts; `end` itself where there is none."""
    last = end
    while last and (tokens[last - 1].low in lex.SUFFIXES or (tokens[last - 1].text == "," and last < end)):
        last -= 1
    for start in range(max(0, last - _LONGEST), last):
        if _may_start(tokens, start) and name_end(tokens, start) == end and _is_whole(tokens, start):
            return start
    return end


def plain_name(text: str) -> str:
    """The name with single spaces, without a nickname in quotes or marks; "Sheikh" only as a first name."""
    words = re.sub(rf"\s[{_QUOTES}(][^\W\d_][\w. ]*[{_QUOTES})](?=\s)", "", unmarked(text)).split()
    return " ".join(words[1:] if words[0] in ("Sheikh", "Sheik") and len(words) > 2 else words)


def words_of(name: str) -> list[str]:
    """Casefolded words of a name without suffixes; its last word is the surname in western order."""
    words = [word.casefold().strip(".,").replace("’", "'") for word in name.split()]
    return [word for word in words if word and word not in lex.SUFFIXES]


def same_person(one: str, other: str) -> bool:
    """Whether two full names may be one person: one surname, and first names that agree.

    Initials agree with a first name ("C.Q. Brown"), and so do usual short forms ("Joe", "Joseph").
    """
    first, second = words_of(one), words_of(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    if len(first) == 1 or len(second) == 1:
        return len(first) == len(second)
    return _agree(first[0], second[0]) and _middles_agree(first[1:-1], second[1:-1])


def is_longer(longer: str, name: str) -> bool:
    """Whether one full name ends in another: "Bob Ann Example" and "Ann Example"."""
    ends, words = words_of(longer), words_of(name)
    return len(words) >= 2 and len(ends) > len(words) and ends[-len(words) :] == words


def _agree(one: str, other: str) -> bool:
    one, other = (word.replace(".", "") if "." in word else word for word in (one, other))
    if one == other or lex.NICKNAMES.get(one, one) == lex.NICKNAMES.get(other, other):
        return True
    return min(len(one), len(other)) <= 2 and one[0] == other[0]


def _middles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    if not one or not other:
        return True
    return one[0][0] == other[0][0]


def _name_step(tokens: Sequence[Token], index: int, start: int) -> int:
    """How many tokens the name goes on by at `index`; 0 where it ends."""
    token = tokens[index]
    if _is_name_word(token, index > start):
        return 1
    if index + 1 < len(tokens) and token.low in lex.PARTICLES and token.text.islower():
        following = tokens[index + 1]
        goes_on = _is_name_word(following, True) or (
            following.low in lex.PARTICLES and index + 2 < len(tokens)
        )
        return 1 if goes_on and (index > start or token.low in ("von", "van", "de", "al", "bin")) else 0
    return 3 if index > start and _is_nickname(tokens, index) else 0


def _is_nickname(tokens: Sequence[Token], index: int) -> bool:
    if index + 3 >= len(tokens) or tokens[index].text not in _QUOTES + "(":
        return False
    inner, closing, after = tokens[index + 1 : index + 4]
    return closing.text in _QUOTES + ")" and inner.is_capital and _is_name_word(after, True)


def _is_name_word(token: Token, inside: bool) -> bool:
    if token.is_initial:
        return token.low not in ("u.s", "u.k", "u.n", "u.s.a", "e.u", "u.a.e", "d.c")
    if _ARABIC.match(token.text):
        return True
    if not token.is_capital or token.is_shouted or not token.text[0].isalpha():
        return False
    if inside and token.low in lex.SURNAMES:
        return True
    if (
        token.is_acronym and (len(token.text) > 3 or token.low in lex.ACRONYMS)
    ) or token.low in lex.STOP_CAPITALS:
        return False
    return not _is_title_word(token)


def _is_title_word(token: Token) -> bool:
    low = token.low
    return (
        low in lex.HEADS
        or low in lex.RANK_TOKENS
        or low in lex.ORGANISATION
        or low in lex.HONORIFICS
        or low in lex.PLURALS
        or low in lex.QUALIFIERS
    )


def _without_trailing(tokens: Sequence[Token], start: int, end: int) -> int:
    while end > start and not (tokens[end - 1].is_capital or _ARABIC.match(tokens[end - 1].text)):
        end -= 1
    return end


def _is_person(tokens: Sequence[Token], start: int, end: int) -> bool:
    words = tokens[start:end]
    if any(word.low in lex.NOT_A_PERSON for word in words[1:] or words):
        return False
    if end < len(tokens) and tokens[end].is_capital and tokens[end].low in lex.NOT_A_PERSON:
        return False
    return any(not word.is_initial and len(word.text) > 1 for word in words)


def _suffix_end(tokens: Sequence[Token], index: int) -> int:
    after = index + 1 if index < len(tokens) and tokens[index].text == "," else index
    if after < len(tokens) and tokens[after].low in lex.SUFFIXES and tokens[after].is_capital:
        return after + 1
    if index < len(tokens) and tokens[index].low in lex.NUMERALS and tokens[index].text.isupper():
        return index + 1
    return index


def _may_start(tokens: Sequence[Token], start: int) -> bool:
    token = tokens[start]
    return token.is_capital or bool(_ARABIC.match(token.text))


def _is_whole(tokens: Sequence[Token], start: int) -> bool:
    """False for the tail of a longer capitalised run that is no name ("Goldman Sachs Group Holdings")."""
    return start == 0 or tokens[start - 1].low not in lex.PARTICLES
