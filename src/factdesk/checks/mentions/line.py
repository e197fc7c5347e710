"""One sentence with its titles and ranks, and what the forms of a mention ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.known import Known
from factdesk.checks.mentions.names import name_end, name_start
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.ranks import Rank
from factdesk.checks.mentions.titles import Title
from factdesk.checks.mentions.tokens import Token
from factdesk.model import Qualifier

Span = tuple[int, int]
_KNOWN_NAME = 4  # words of a name in a headline, at most
_BETWEEN = 12  # tokens from a name to the title that a verb joins to it


@dataclass(frozen=True, slots=True)
class Found:
    """A person in an office as one sentence says it; `name` is the words used there."""

    start: int
    end: int
    name: str
    words: str
    head: str
    country: str
    qualifier: Qualifier
    is_rank: bool = False


@dataclass(slots=True)
class Line:
    """A sentence's tokens. `names` maps the end of each name after a title or rank to its start.

    In a headline every word has a capital: a name is one that the article or the reference knows.
    """

    text: str
    tokens: Sequence[Token]
    titles: Sequence[Title]
    ranks: Sequence[Rank]
    places: Places
    known: Known
    is_headline: bool = False
    names: dict[int, int] = field(default_factory=dict)
    _rank_ends: dict[int, int] = field(init=False)
    _by_phrase: dict[int, Title] = field(init=False)
    _by_last: dict[int, Title] = field(init=False)

    def __post_init__(self) -> None:
        self._rank_ends = {start: rank.last for rank in self.ranks for start in (rank.first, rank.at)}
        self._by_phrase = {title.phrase: title for title in self.titles}
        self._by_last = {title.last: title for title in self.titles}

    def low(self, index: int) -> str:
        """The word at `index`, blank outside the sentence."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def is_capital(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].is_capital

    def title_from(self, phrase: int) -> Title | None:
        """The title whose phrase starts there."""
        return self._by_phrase.get(phrase)

    def title_to(self, last: int) -> Title | None:
        """The title that ends there."""
        return self._by_last.get(last)

    def after_rank(self, index: int) -> int:
        """The index after the rank that starts there; `index` itself where none does."""
        return self._rank_ends.get(index, index)

    def found(self, title: Title, first: int, last: int, name: Span) -> Found:
        """The mention whose span is `tokens[first:last]` and whose name is `tokens[name[0]:name[1]]`."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        said = self.text[self.tokens[name[0]].start : self.tokens[name[1] - 1].end]
        return Found(start, end, said, title.words, title.head, title.country, title.qualifier, title.is_rank)

    def name_after(self, index: int) -> Span | None:
        """The name that starts at `index` or after an honorific there."""
        while self.low(index) in lex.HONORIFICS and self.tokens[index].is_capital:
            index += 1
        if self.is_headline:
            return self._known_name(index)
        end = name_end(self.tokens, index) if index < len(self.tokens) else index
        if end == index or self.is_place(index, end):
            return None
        is_acronym = end == index + 1 and self.tokens[index].is_acronym
        return None if is_acronym else (index, end)

    def _known_name(self, start: int) -> Span | None:
        """The known person at `start`: the fewest words that are one, and those that go on the name."""
        last = min(len(self.tokens), start + _KNOWN_NAME)
        ends = [*range(start + 2, last + 1), start + 1]
        end = next((end for end in ends if self._is_known(start, end)), start)
        while start < end < last and self.tokens[end].is_capital and self._is_known_pair(start, end):
            end += 1
        return None if end == start else (start, end)

    def _is_known(self, start: int, end: int) -> bool:
        words = self.tokens[start:end]
        is_name = words and words[0].is_capital and words[-1].is_capital and not words[-1].is_initial
        return bool(is_name) and self.known.is_person(" ".join(word.text for word in words))

    def _is_known_pair(self, start: int, end: int) -> bool:
        return self.known.is_person(f"{self.tokens[start].text} {self.tokens[end].text}")

    def name_before(self, end: int) -> Span | None:
        """The name that ends before `end`; "Ann Example" of "Ann Example of Springfield", too."""
        if self.low(end - 2) == "of" and end - 2 in self.names:
            end -= 2
        start = self.names.get(end, name_start(self.tokens, end))
        if self.is_headline and end not in self.names:
            starts = range(max(0, end - _KNOWN_NAME), end - 1)
            start = next((first for first in starts if self._is_known(first, end)), end)
        return None if start == end or self.is_place(start, end) else (start, end)

    def is_place(self, start: int, end: int) -> bool:
        """Whether what looks like a name begins with a country."""
        country_end, country = self.places.at(self.tokens, start)
        if not country:
            return False
        return not (self.low(start) in lex.NAME_AND_COUNTRY and end > country_end)

    def is_followed_by_name(self, title: Title) -> bool:
        """Whether the title belongs to the name after it, so that a comma before it only parts a list."""
        start = title.last
        if self.low(start) == ",":
            rank = self.after_rank(start + 1)
            return rank > start + 1 and name_end(self.tokens, rank) > rank
        rank = self.after_rank(start)
        return rank > start or name_end(self.tokens, start) > start

    def is_person(self, title: Title, span: Span) -> bool:
        """Whether words are a person: two, or one that a title, the article or the reference vouches for."""
        start, end = span
        if end - start >= 2 or end in self.names or self.low(start - 1) in lex.HONORIFICS:
            return True
        word = self.tokens[start].text
        return self.known.is_surname(word) or (not title.is_bare and self.known.is_person(word))

    def name_left(self, index: int) -> tuple[Span | None, str]:
        """The nearest name before `index` within a short verb phrase, and the words between, spaced."""
        end, verb = index, index
        while end > max(0, index - _BETWEEN):
            token = self.tokens[end - 1]
            if token.text in (";", ".", ":", "\n\n"):
                break
            if token.text == "," and (aside := self.title_to(end - 1)) and self.low(aside.phrase - 1) == ",":
                verb, end = end, aside.phrase - 1
            if end in self.names or self.tokens[end - 1].is_capital or self.low(end - 1) in lex.SUFFIXES:
                span = self.name_before(end)
                first = verb if verb < index else end
                return (span, " ".join(t.low for t in self.tokens[first:index])) if span else (None, "")
            end -= 1
        return None, ""
