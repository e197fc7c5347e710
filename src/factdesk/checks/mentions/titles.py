"""Title noun phrases: "former British prime minister", "Chairman of the U.S. Joint Chiefs of Staff"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.after_head import after_head
from factdesk.checks.mentions.before_head import Left, is_general, left_of
from factdesk.checks.mentions.known import Known
from factdesk.checks.mentions.names import name_end
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.ranks import rank_at
from factdesk.checks.mentions.tokens import Token
from factdesk.model import Qualifier

_ELECT = frozenset(("elect", "-elect", "designate", "-designate", "nominee", "-nominee"))
# Companies and clubs have several of these: "a vice president" is not the country's.
_MANY = lex.words_in("president vice-president chairman chair director secretary chief head minister officer")


@dataclass(frozen=True, slots=True)
class Title:
    """A title among a sentence's tokens: `tokens[first:last]`; from `phrase` with determiner and owner.

    `words` leaves out country and qualifier; `head` is the bare office ("secretary"). Nobody is said to hold
    a doubtful one ("the prime minister's", "would-be president").
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


def find_titles(tokens: Sequence[Token], places: Places, known: Known) -> list[Title]:
    """Every title phrase of a sentence in order; none inside another's "of" part."""
    titles: list[Title] = []
    covered = 0
    for index in range(len(tokens)):
        if index >= covered and _is_head(tokens, index) and (title := _title(tokens, index, places, known)):
            titles.append(title)
            covered = title.last
    titles = [_after_joint(tokens, one, titles[n - 1] if n else None) for n, one in enumerate(titles)]
    following: list[Title | None] = [*titles[1:], None]
    return [_with_shared_part(tokens, one, later) for one, later in zip(titles, following, strict=False)]


def _title(tokens: Sequence[Token], index: int, places: Places, known: Known) -> Title | None:
    head = tokens[index]
    left = left_of(tokens, index, places, known)
    if not left.is_whole or not _has_needed_modifier(tokens, index, left):
        return None
    end = index + (2 if is_general(tokens, index) else 1)
    is_elect = end < len(tokens) and tokens[end].low in _ELECT
    after = after_head(tokens, end + is_elect, places, known, head.low)
    last = after.last
    if not is_elect and last < len(tokens) and tokens[last].low in _ELECT:
        is_elect, last = True, last + 1
    words = [*left.words, _spelled(head), *(t.text for t in tokens[index + 1 : end]), *after.words]
    return Title(
        phrase=left.phrase,
        first=left.first,
        last=_after_short_form(tokens, last),
        words=" ".join(words),
        head="general" if is_general(tokens, index) else _spelled(head).casefold().split()[-1],
        country=left.country or after.country,
        qualifier=left.qualifier or (Qualifier.ELECT if is_elect else Qualifier.NONE),
        is_definite=left.is_definite,
        is_capital=head.is_capital,
        is_plural=head.low in lex.PLURALS,
        is_doubtful=left.is_doubtful or _is_doubtful(tokens, left, last, words),
    )


def _after_short_form(tokens: Sequence[Token], end: int) -> int:
    """The index after "(COAS)" behind a title."""
    inside = tokens[end : end + 3]
    if len(inside) == 3 and inside[0].text == "(" and inside[2].text == ")" and inside[1].text.isupper():
        return end + 3
    return end


def _spelled(head: Token) -> str:
    """The head as written, or written out ("Sen.") or made singular ("Presidents")."""
    if head.low in lex.PLURALS:
        return lex.PLURALS[head.low]
    if head.low in lex.OFFICES_IN_CAPITALS:
        return lex.OFFICES_IN_CAPITALS[head.low]
    return lex.ABBREVIATED_HEADS.get(head.low, head.text) if head.is_capital else head.text


def _is_head(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.low not in lex.TITLE_WORDS:
        return False
    if token.low in lex.OFFICES_IN_CAPITALS:
        return token.text.isupper() and not _has_head_after(tokens, index)
    if token.is_shouted:
        return False
    if is_general(tokens, index):
        return True
    if token.low in lex.PLURALS:
        return token.low not in lex.RANK_PLURALS or token.is_capital
    if token.low not in lex.HEADS or (token.low in lex.CAPITAL_HEADS and not token.is_capital):
        return False
    if token.low in ("chief", "commander") and index and rank_at(tokens, index - 1)[0] > index:
        return False
    return not (token.low in lex.BEFORE_HEADS and _has_head_after(tokens, index))


def _has_head_after(tokens: Sequence[Token], index: int) -> bool:
    """ "Chief" of "Chief Justice", "deputy" of "deputy prime minister"."""
    return index + 1 < len(tokens) and tokens[index + 1].low in lex.HEADS - lex.SURNAME_HEADS


def _has_needed_modifier(tokens: Sequence[Token], index: int, left: Left) -> bool:
    needed = lex.NEEDS_MODIFIER.get(tokens[index].low)
    if needed is None or is_general(tokens, index):
        return True
    words = {word.casefold().rstrip(".") for word in left.words}
    if tokens[index].low == "justice":
        return not words - needed
    return bool(words & needed) or (tokens[index].low == "attorney" and bool(left.country))


def _is_doubtful(tokens: Sequence[Token], left: Left, end: int, words: Sequence[str]) -> bool:
    following = tokens[end].low if end < len(tokens) else ""
    if following in lex.AFTER_TITLE_DOUBTFUL or following in ("'s", "'"):
        return True
    if left.first > left.phrase and tokens[left.phrase].low in ("a", "an") and not left.qualifier:
        return len(words) <= 2 and words[-1].casefold() in _MANY and not left.country
    return False


def _after_joint(tokens: Sequence[Token], title: Title, before: Title | None) -> Title:
    """ "Freedonia's deputy premier and foreign minister": the second has the first's country."""
    if not before or before.last + 1 != title.first or tokens[before.last].low != "and":
        return title
    country = title.country or before.country
    return replace(title, country=country, is_definite=title.is_definite or before.is_definite)


def _with_shared_part(tokens: Sequence[Token], title: Title, later: Title | None) -> Title:
    """ "President and chief executive of Example Motors": the first has the "of" part, too."""
    if not later or title.last + 1 != later.first or tokens[title.last].low not in ("and", "&"):
        return title
    if tokens[title.first - 1].low in ("'s", "'") or name_end(tokens, later.last) > later.last:
        return title
    _, preposition, part = later.words.partition(" of ")
    words = title.words + (preposition + part if " of " not in title.words else "")
    return replace(title, words=words, country=title.country or later.country)
