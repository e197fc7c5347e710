"""Countries among tokens, by name, adjective or metonym."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.tokens import Token


class Places:
    """Countries among tokens. `country` gives the canonical name of a word or two, or an empty text."""

    def __init__(self, country: Callable[[str], str]) -> None:
        self._country = country
        self._known: dict[str, str] = {}

    def at(self, tokens: Sequence[Token], start: int) -> tuple[int, str]:
        """The end and the country of the longest country name that starts at `start`."""
        for end in range(min(len(tokens), start + 4), start, -1):
            if country := self._of(tokens, start, end):
                return (start, "") if _is_part(tokens, start) else (end, country)
        return start, ""

    def before(self, tokens: Sequence[Token], end: int) -> tuple[int, str]:
        """The start and the country of the longest country name that ends before `end`."""
        for start in range(max(0, end - 4), end):
            if country := self._of(tokens, start, end):
                return (end, "") if _is_part(tokens, start) else (start, country)
        return end, ""

    def _of(self, tokens: Sequence[Token], start: int, end: int) -> str:
        last = tokens[end - 1]
        is_named = tokens[start].is_capital and (last.is_capital or last.low.startswith("d'"))
        if not is_named or tokens[start].low == "the":
            return ""
        words = " ".join(token.text for token in tokens[start:end])
        if words not in self._known:
            self._known[words] = self._country(words) or ""
        return self._known[words]


def _is_part(tokens: Sequence[Token], start: int) -> bool:
    """Whether a larger place's name begins before `start` ("New Mexico", "North America")."""
    if not start or not tokens[start - 1].is_capital:
        return False
    before = tokens[start - 1].low
    return before in lex.DIRECTIONS or (before == "new" and tokens[start].low in ("mexico", "jersey"))
