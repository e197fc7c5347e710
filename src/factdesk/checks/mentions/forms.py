"""Every mention of every sentence: title before name here, the other forms in their own files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.apposition import apposition, as_nominee
from factdesk.checks.mentions.copula import copula, promotions, reverse_copula
from factdesk.checks.mentions.known import Known
from factdesk.checks.mentions.line import Found, Line, Span
from factdesk.checks.mentions.places import Places
from factdesk.checks.mentions.ranks import Rank, find_ranks, rank_at
from factdesk.checks.mentions.titles import Title, find_titles
from factdesk.checks.mentions.tokens import Token

_AIDES = lex.words_in("assistant assistants adviser advisor aide counsel counselor deputy")
_SIGNING = lex.words_in("sincerely signed regards yours respectfully")
_HEADLINE_WORDS = 6
_SMALL = lex.words_in("of the and for to at &")


def find(text: str, lines: Sequence[Sequence[Token]], places: Places, known: Known) -> list[Found]:
    """Every mention of every sentence, in no particular order."""
    found: list[Found] = []
    for tokens in lines:
        if tokens[0].low in _SIGNING:
            continue
        is_headline = _is_headline(tokens)
        titles = [title for title in find_titles(tokens, places, known) if not title.is_doubtful]
        if is_headline:
            titles = [title for title in titles if _is_of_title_words(title)]
        ranks = _outside(find_ranks(tokens, places), titles)
        if titles or ranks or any(token.low == "promoted" for token in tokens):
            found += _of_line(Line(text, tokens, titles, ranks, places, known, is_headline))
    return found


def _is_headline(tokens: Sequence[Token]) -> bool:
    """A line in title case without an end mark: its capitals do not tell where a name ends."""
    words = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    if len(words) < _HEADLINE_WORDS or tokens[-1].text in '.?!”"':
        return False
    return sum(token.is_capital for token in words) >= 0.9 * len(words)


def _is_of_title_words(title: Title) -> bool:
    """Whether all words of a title are such words, none a firm's name or a verb with a capital."""
    words = (word.casefold() for word in title.words.split())
    return all(word in lex.ORGANISATION or word in lex.HEADS or word in _SMALL for word in words)


def _outside(ranks: Sequence[Rank], titles: Sequence[Title]) -> list[Rank]:
    """The ranks that are no part of a title ("Chief of General Staff"); a bare "Commander" is a rank."""
    within = {index for title in titles for index in range(title.first, title.last)}
    bare = {(title.first, title.last) for title in titles if title.is_bare}
    return [rank for rank in ranks if rank.at not in within or (rank.first, rank.last) in bare]


def _of_line(line: Line) -> Iterator[Found]:
    for rank in line.ranks:
        if span := line.name_after(rank.last):
            line.names[span[1]] = span[0]
            yield line.found(_as_title(rank), rank.first, span[1], span)
    apart: list[Title] = []
    for title in line.titles:
        before = list(_before_name(line, title))
        line.names.update((span[1], span[0]) for _, span in before)
        yield from (found for found, _ in before)
        if not before:
            apart.append(as_nominee(line, title))
    for title in apart:
        if found := apposition(line, title):
            yield found
        else:
            yield from copula(line, title)
            yield from reverse_copula(line, title)
    yield from promotions(line)


def _as_title(rank: Rank) -> Title:
    words, head = rank.words, rank.words.casefold()
    return Title(rank.first, rank.first, rank.last, words, head, rank.country, rank.qualifier, is_rank=True)


def _before_name(line: Line, title: Title) -> Iterator[tuple[Found, Span]]:
    """ "Prime Minister Ann Example", with a rank or an honorific between them, too."""
    if title.is_plural:
        yield from _plural(line, title)
        return
    if not _may_precede(line, title) or _is_served(line, title):
        return
    span = line.name_after(line.after_rank(title.last))
    if span and _fits(line, title, span):
        last, country = _country_after(line, title, span[1])
        yield line.found(replace(title, country=title.country or country), title.first, last, span), span


def _may_precede(line: Line, title: Title) -> bool:
    """Whether the title may stand right before a name: capitalised, or more than a bare weak head."""
    if title.is_bare and rank_at(line.tokens, title.first)[1]:
        return False
    return title.is_capital or not title.is_bare or title.head in lex.STRONG_HEADS or bool(title.qualifier)


def _is_served(line: Line, title: Title) -> bool:
    """ "Special Assistant to the President Ann Example": she is not the president."""
    served = line.low(title.phrase) == "the" and line.low(title.phrase - 1) == "to"
    return served and title.is_bare and line.low(title.phrase - 2) in _AIDES


def _fits(line: Line, title: Title, span: Span) -> bool:
    name = line.tokens[slice(*span)]
    if title.head in lex.MONARCHS and title.is_bare:
        return any(word.low in lex.MONARCH_NAMES for word in name) or name[-1].low in lex.NUMERALS
    if _is_of_something(title) and title.head not in lex.STRONG_HEADS and not _is_spelt_large(title):
        return line.known.in_reference(" ".join(word.text for word in name))
    if len(name) > 1 or title.is_capital or title.head in lex.STRONG_HEADS:
        return True
    return line.known.is_person(name[0].text)


def _is_of_something(title: Title) -> bool:
    return any(f" {preposition} " in title.words for preposition in ("of", "for", "to", "at"))


def _is_spelt_large(title: Title) -> bool:
    """Whether the head has a capital as titles have before a name; "CEO" always has."""
    return title.is_capital and title.head not in ("ceo", "cfo", "coo")


def _country_after(line: Line, title: Title, end: int) -> tuple[int, str]:
    """ "Prime Minister Ann Example of Freedonia": end and country, where that is no state's senator."""
    if title.country or line.low(end) != "of" or title.head in lex.STATE_HEADS:
        return end, ""
    start = end + 2 if line.low(end + 1) == "the" else end + 1
    stop, country = line.places.at(line.tokens, start)
    return (end, "") if not country or line.is_capital(stop) else (stop, country)


def _plural(line: Line, title: Title) -> Iterator[tuple[Found, Span]]:
    """ "Presidents Ann Example and Bob Sample": one mention each, all from the title on."""
    spans: list[Span] = []
    index = title.last
    while span := line.name_after(index):
        spans.append(span)
        index = span[1] + (line.low(span[1]) == ",")
        index += line.low(index) in ("and", "&")
        if index == span[1]:
            break
    if len(spans) >= 2:
        for span in spans:
            yield line.found(title, title.first, span[1], span), span
