"""The forms in which a text says who is what: title before name, apposition before or after, copula, list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factdesk.checks import lexicon as lex
from factdesk.checks.known import Known
from factdesk.checks.names import name_end, name_start
from factdesk.checks.places import Places
from factdesk.checks.ranks import Rank, find_ranks, rank_at
from factdesk.checks.titles import Title, find_titles
from factdesk.checks.tokens import Token
from factdesk.checks.verbs import closes_apposition, may_follow, past_date, verb_between
from factdesk.model import Qualifier

_CLOSERS = frozenset((",", ";", ".", ")", "—", "–", ":", "!", "?", "\n\n"))
_OPENERS = frozenset((",", "(", "—", "–"))
_PLACE_PREPOSITIONS = lex.words_in(
    """
    in at near from outside inside around across under
    """
)
_AIDES = frozenset(
    ("assistant", "assistants", "adviser", "advisor", "aide", "counsel", "counselor", "deputy")
)
_HEADLINE_WORDS = 6


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


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, read once."""

    text: str
    tokens: Sequence[Token]
    titles: Sequence[Title]
    ranks: Sequence[Rank]
    places: Places
    known: Known

    def found(self, title: Title, first: int, last: int, name: tuple[int, int]) -> Found:
        """The mention whose span is `tokens[first:last]` and whose name is `tokens[name[0]:name[1]]`."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        said = self.text[self.tokens[name[0]].start : self.tokens[name[1] - 1].end]
        return Found(start, end, said, title.words, title.head, title.country, title.qualifier, title.is_rank)

    def low(self, index: int) -> str:
        """The word at `index`, blank outside the sentence."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""


def find(text: str, lines: Sequence[Sequence[Token]], places: Places, known: Known) -> list[Found]:
    """Every mention of every sentence, in no particular order."""
    found: list[Found] = []
    for tokens in lines:
        if _is_headline(tokens):
            continue
        titles = [title for title in find_titles(tokens, places, known) if not title.is_doubtful]
        ranks = _outside(find_ranks(tokens, places), titles)
        if titles or ranks:
            found += _of_line(Line(text, tokens, titles, ranks, places, known))
    return found


def _outside(ranks: Sequence[Rank], titles: Sequence[Title]) -> list[Rank]:
    """The ranks that are no part of a title ("Chief of General Staff")."""
    within = {index for title in titles for index in range(title.first, title.last)}
    return [rank for rank in ranks if rank.at not in within or _is_commander(rank, titles)]


def _is_commander(rank: Rank, titles: Sequence[Title]) -> bool:
    """A bare "Commander" before a name is a rank and no title."""
    return any(title.first == rank.first and title.is_bare and title.last == rank.last for title in titles)


def _of_line(line: Line) -> Iterator[Found]:
    after: dict[int, int] = {}  # where a name that follows a title or rank starts, and that name's end
    taken: set[int] = set()  # titles that a following name has taken
    for rank in line.ranks:
        if span := _name_after(line, rank.last, rank.words):
            after[span[0]] = span[1]
            yield _rank_found(line, rank, span)
    for number, title in enumerate(line.titles):
        for found, span in _title_before(line, title):
            taken.add(number)
            after[span[0]] = span[1]
            yield found
    ends = {end: start for start, end in after.items()}
    for number, title in enumerate(line.titles):
        if number not in taken:
            yield from _apart(line, title, ends)
    yield from _spoken_ranks(line, ends)


def _apart(line: Line, title: Title, ends: dict[int, int]) -> Iterator[Found]:
    """The forms in which something stands between title and name."""
    title = _as_nominee(line, title)
    if found := _apposition_after(line, title, ends):
        yield found
        return
    if found := _apposition_before(line, title):
        yield found
        return
    yield from _copula(line, title, ends)


# --- title before name -------------------------------------------------------------------------------


def _title_before(line: Line, title: Title) -> Iterator[tuple[Found, tuple[int, int]]]:
    if title.is_plural:
        yield from _plural(line, title)
        return
    if not _may_precede(line, title) or _is_served(line, title):
        return
    start = _after_rank(line, title.last)
    span = _name_after(line, start, title.words)
    if not span or not _fits(line, title, span):
        return
    last, country = _country_after(line, title, span[1])
    title = replace(title, country=title.country or country)
    yield line.found(title, title.first, last, span), span


def _may_precede(line: Line, title: Title) -> bool:
    """Whether the title may stand right before a name: capitalised, or more than a bare weak head."""
    if title.is_bare and rank_at(line.tokens, title.first)[1]:
        return False
    if title.is_capital or not title.is_bare:
        return True
    return title.head in lex.STRONG_HEADS or bool(title.qualifier)


def _is_served(line: Line, title: Title) -> bool:
    """ "Special Assistant to the President Ann Example": she is not the president."""
    served = line.low(title.phrase) == "the" and line.low(title.phrase - 1) == "to"
    return served and title.is_bare and line.low(title.phrase - 2) in _AIDES


def _fits(line: Line, title: Title, span: tuple[int, int]) -> bool:
    name = line.tokens[span[0] : span[1]]
    if title.head in lex.MONARCHS and title.is_bare:
        return name[0].low in lex.MONARCH_NAMES or name[-1].low in lex.NUMERALS
    if title.head in ("king", "queen", "sultan", "emperor", "emir"):
        return title.is_capital or bool(title.country)
    if len(name) > 1 or title.is_capital or title.head in lex.STRONG_HEADS:
        return True
    return line.known.is_person(name[0].text)


def _after_rank(line: Line, index: int) -> int:
    """The index after a rank that stands between title and name."""
    for rank in line.ranks:
        if rank.first == index or rank.at == index:
            return rank.last
    return index


def _name_after(line: Line, index: int, title: str) -> tuple[int, int] | None:
    while line.low(index) in lex.HONORIFICS and line.tokens[index].is_capital:
        index += 1
    if index >= len(line.tokens):
        return None
    token = line.tokens[index]
    end = name_end(line.tokens, index)
    if end == index or (_is_place(line, index, end)):
        return None
    if end == index + 1 and token.is_acronym:
        return None
    return (index, end)


def _is_place(line: Line, start: int, end: int) -> bool:
    """Whether what looks like a name begins with a country ("President Biden" does not)."""
    country_end, country = line.places.at(line.tokens, start)
    if not country:
        return False
    return not (line.low(start) in lex.NAME_AND_COUNTRY and end > country_end)


def _country_after(line: Line, title: Title, end: int) -> tuple[int, str]:
    """ "Prime Minister Ann Example of Freedonia": end and country, where that is no state's senator."""
    if title.country or line.low(end) != "of" or title.head in lex.STATE_HEADS:
        return end, ""
    start = end + 2 if line.low(end + 1) == "the" else end + 1
    stop, country = line.places.at(line.tokens, start)
    if not country or (stop < len(line.tokens) and line.tokens[stop].is_capital):
        return end, ""
    return stop, country


def _plural(line: Line, title: Title) -> Iterator[tuple[Found, tuple[int, int]]]:
    """ "Presidents Ann Example and Bob Sample": one mention each, all from the title on."""
    spans: list[tuple[int, int]] = []
    index = title.last
    while span := _name_after(line, index, title.words):
        spans.append(span)
        index = span[1]
        if line.low(index) == ",":
            index += 1
        if line.low(index) in ("and", "&"):
            index += 1
        if index == span[1]:
            break
    if len(spans) >= 2:
        for span in spans:
            yield line.found(title, title.first, span[1], span), span


# --- ranks -------------------------------------------------------------------------------------------


def _rank_found(line: Line, rank: Rank, span: tuple[int, int]) -> Found:
    title = Title(
        rank.first,
        rank.first,
        rank.last,
        rank.words,
        rank.words.casefold(),
        rank.country,
        rank.qualifier,
        is_rank=True,
    )
    return line.found(title, rank.first, span[1], span)


def _spoken_ranks(line: Line, ends: dict[int, int]) -> Iterator[Found]:
    """ "… was promoted to field marshal": a rank after a verb of promotion."""
    for index, token in enumerate(line.tokens):
        if token.low not in lex.RANK_STARTS:
            continue
        end, words = rank_at(line.tokens, index)
        if words not in lex.SPOKEN_RANKS or (index and line.low(index - 1) in lex.BEFORE_GENERAL):
            continue
        if end < len(line.tokens) and (
            line.tokens[end].is_capital or line.low(end) in ("secretary", "elections")
        ):
            continue
        title = Title(index, index, end, words, words.casefold(), is_rank=True)
        span, between = _name_left(line, index, ends)
        if span and re.search(r"\bpromoted (?:\w+ )*?(?:to|as)(?: the rank of| a| full)*$", between):
            yield line.found(title, span[0], end, span)


# --- apposition --------------------------------------------------------------------------------------


def _apposition_after(line: Line, title: Title, ends: dict[int, int]) -> Found | None:
    """ "Ann Example, Freedonia's army chief, …"; closed by a mark, or by a verb where the person is known."""
    opener = title.phrase - 1
    if opener < 1 or line.tokens[opener].text not in _OPENERS:
        return None
    end = _without_age(line, opener)
    start = ends.get(end, name_start(line.tokens, end))
    if start == end or _is_place(line, start, end) or _is_followed_by_name(line, title):
        return None
    if not title.is_definite and _is_somebodys(line, start):
        return None
    is_known = end in ends or _knows(line, start, end)
    if not _is_said(line, title, (start, end), ends):
        return None
    if not is_known and (end - start < 2 or line.low(start - 1) in _PLACE_PREPOSITIONS):
        return None
    if (
        title.is_bare
        and not title.is_definite
        and not title.is_capital
        and line.low(title.last) not in _CLOSERS
    ):
        return None
    if not closes_apposition(line.low(title.last), is_known):
        return None
    return line.found(title, start, title.last, (start, end))


def _is_somebodys(line: Line, start: int) -> bool:
    """ "Counsel to Senator Ann Example, Director of …" goes through the posts of another person."""
    before = [title for title in line.titles if title.last == start]
    return any(line.low(title.phrase - 1) in ("to", "for", "under") for title in before)


def _knows(line: Line, start: int, end: int) -> bool:
    words = " ".join(token.text for token in line.tokens[start:end])
    return line.known.is_person(words)


def _without_age(line: Line, opener: int) -> int:
    """The end of the name before ", 56," and the comma."""
    if opener >= 3 and line.tokens[opener - 1].text.isdigit() and line.low(opener - 2) == ",":
        return opener - 2
    return opener


def _is_followed_by_name(line: Line, title: Title) -> bool:
    """Whether the title belongs to the name after it, so that a comma before it only separates a list."""
    start = title.last
    if line.low(start) == ",":
        rank = _after_rank(line, start + 1)
        return rank > start + 1 and name_end(line.tokens, rank) > rank
    start = _after_rank(line, start)
    return start > title.last or name_end(line.tokens, start) > start


def _apposition_before(line: Line, title: Title) -> Found | None:
    """ "the Freedonian army chief, General Ann Example, …"."""
    if line.low(title.last) != "," or not title.is_definite:
        return None
    start = _after_rank(line, title.last + 1)
    span = _name_after(line, start, title.words)
    if not span:
        return None
    ranked = start > title.last + 1
    if not ranked and span[1] - span[0] < 2 and not line.known.is_person(line.tokens[span[0]].text):
        return None
    if not _closes_before(line, title, span[1], ranked):
        return None
    return line.found(title, title.first, span[1], span)


def _closes_before(line: Line, title: Title, end: int, ranked: bool) -> bool:
    closing = line.low(end)
    if closing in (")", ".", ";", "") or (ranked and not title.is_bare):
        return True
    if closing != ",":
        return False
    following = [other for other in line.titles if other.phrase == end + 1]
    return not following and not (title.is_bare and line.low(end + 1) == "and")


# --- copula ------------------------------------------------------------------------------------------


def _as_nominee(line: Line, title: Title) -> Title:
    """ "Example's nominee for defence minister" as one title of somebody who has not begun."""
    before = title.phrase - 1
    if line.low(before) != "for" or line.low(before - 1) not in ("nominee", "pick", "choice"):
        return title
    phrase = before - 1
    if line.low(phrase - 1) in ("'s", "'"):
        phrase -= 2
        while phrase and line.tokens[phrase - 1].is_capital and line.low(phrase - 1) not in lex.STOP_CAPITALS:
            phrase -= 1
    elif line.low(phrase - 1) in ("the", "his", "her", "their", "a"):
        phrase -= 1
    return replace(title, phrase=phrase, first=before - 1, qualifier=Qualifier.ELECT, is_definite=True)


def _name_left(line: Line, index: int, ends: dict[int, int]) -> tuple[tuple[int, int] | None, str]:
    """The nearest name before `index` within a short verb phrase, and the words between, spaced."""
    for end in range(index, max(0, index - 12), -1):
        token = line.tokens[end - 1]
        if token.text in (";", ".", ":", "\n\n"):
            break
        if end in ends or token.is_capital or token.low in lex.SUFFIXES:
            start = ends.get(end, name_start(line.tokens, end))
            if start == end or _is_place(line, start, end):
                return None, ""
            return (start, end), " ".join(t.low for t in line.tokens[end:index])
    return None, ""


def _copula(line: Line, title: Title, ends: dict[int, int]) -> Iterator[Found]:
    """ "Ann Example, who was army chief until 2019"; "Ann Example succeeded Bob Sample as army chief"."""
    follows = line.low(title.last)
    if follows in ("'s", "'") or (follows != "," and _is_followed_by_name(line, title)):
        return
    if not may_follow(follows):
        return
    span, between = _name_left(line, title.phrase, ends)
    if not span or not _is_said(line, title, span, ends):
        return
    if between == "as":
        yield from _as_object(line, title, span, ends)
        return
    qualifier = verb_between(between)
    if qualifier is None or line.low(span[0] - 1) in (
        "of",
        "to",
        "with",
        "for",
        "by",
        "from",
        "about",
        "against",
        "on",
    ):
        return
    yield line.found(_timed(line, title, qualifier), span[0], title.last, span)


def _is_said(line: Line, title: Title, span: tuple[int, int], ends: dict[int, int]) -> bool:
    """Whether the words are a person: two, or one that a title, the article or the reference vouches for."""
    if span[1] - span[0] >= 2 or span[1] in ends:
        return True
    word = line.tokens[span[0]].text
    return line.known.is_surname(word) or (bool(title.country) and line.known.is_person(word))


def _timed(line: Line, title: Title, qualifier: Qualifier) -> Title:
    if title.qualifier:
        return title
    if qualifier == Qualifier.FORMER and past_date([t.low for t in line.tokens], title.last):
        qualifier = Qualifier.THEN
    return replace(title, qualifier=qualifier)


def _as_object(line: Line, title: Title, span: tuple[int, int], ends: dict[int, int]) -> Iterator[Found]:
    """ "… succeeded Bob Sample as army chief": who went and who came."""
    start = span[0]
    while start and line.low(start - 1) in lex.HONORIFICS | lex.RANK_TOKENS:
        start -= 1
    verb = line.low(start - 1)
    if verb in (
        "succeeded",
        "succeeds",
        "succeed",
        "succeeding",
        "replaced",
        "replaces",
        "replace",
        "replacing",
    ):
        yield line.found(replace(title, qualifier=Qualifier.FORMER), span[0], title.last, span)
        subject, between = _name_left(line, start - 1, ends)
        if subject and verb in ("succeeded", "succeeds", "replaced", "replaces"):
            if re.fullmatch(r"(?:, )?(?:who )?(?:has |had |recently )*", f"{between} ".lstrip()) and _is_said(
                line, title, subject, ends
            ):
                yield line.found(title, subject[0], title.last, subject)
            return
        if subject and re.fullmatch(r"(?:, who )?(?:will|would|is to|is set to|is due to)", between):
            yield line.found(replace(title, qualifier=Qualifier.ELECT), subject[0], title.last, subject)
    elif verb in ("nominated", "picked", "tapped", "chose", "nominate", "nominates", "nominating"):
        yield line.found(replace(title, qualifier=Qualifier.ELECT), span[0], title.last, span)
    elif verb in ("appointed", "named", "elected", "installed"):
        yield line.found(title, span[0], title.last, span)


def _is_headline(tokens: Sequence[Token]) -> bool:
    """A line in title case without an end mark: its capitals tell nothing."""
    words = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    if len(words) < _HEADLINE_WORDS or tokens[-1].text in '.?!”"':
        return False
    return sum(token.is_capital for token in words) >= 0.9 * len(words)
