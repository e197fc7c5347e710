"""Name and title joined by a verb: "Ann Example was army chief until 2019", "… succeeded Bob Sample as …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from factdesk.checks.mentions import lexicon as lex
from factdesk.checks.mentions.line import Found, Line, Span
from factdesk.checks.mentions.ranks import rank_at
from factdesk.checks.mentions.titles import Title
from factdesk.checks.mentions.verbs import may_follow, past_date, verb_between
from factdesk.model import Qualifier

_OBJECT_OF = lex.words_in("of to with for by from about against on than")
_AFTER_OBJECT = frozenset(("", "as", "to be", "to become", "to serve as", "as the next"))
_SUCCEEDS = lex.words_in("succeeded succeeds succeed succeeding replaced replaces replace replacing")
_PICKS = lex.words_in("nominated nominates nominate nominating picked picks tapped chose chooses")
_APPOINTS = lex.words_in("appointed appoints appointing named names elected elects installed")
_HAS_SUCCEEDED = re.compile(r"(?:, )?(?:who )?(?:has |had |recently )*")
_WILL_SUCCEED = re.compile(r"(?:, who |who )?(?:will|would|is to|is set to|is due to) ")
_PROMOTED = re.compile(r"\bpromoted (?:to|as)(?: the rank of| a| full)*$")


def copula(line: Line, title: Title) -> Iterator[Found]:
    """The mentions that a verb makes of a title and the name before it."""
    if not may_follow(line.low(title.last)):
        return
    span, between = line.name_left(title.phrase)
    if not span or not line.is_person(title, span):
        return
    if between in _AFTER_OBJECT:
        yield from _of_object(line, title, span)
        return
    qualifier = verb_between(between)
    if qualifier is not None and line.low(span[0] - 1) not in _OBJECT_OF:
        yield line.found(_timed(line, title, qualifier), span[0], title.last, span)


def reverse_copula(line: Line, title: Title) -> Iterator[Found]:
    """ "The new prime minister is Ann Example."."""
    verb = line.low(title.last)
    if not title.is_definite or title.is_bare or verb not in ("is", "was", "remains"):
        return
    span = line.name_after(line.after_rank(title.last + 1))
    if span and span[1] - span[0] >= 2 and line.low(span[1]) not in ("'s", "'"):
        qualifier = Qualifier.FORMER if verb == "was" else Qualifier.NONE
        yield line.found(_timed(line, title, qualifier), title.first, span[1], span)


def promotions(line: Line) -> Iterator[Found]:
    """ "… was promoted to field marshal": a rank after a verb of promotion."""
    for index, token in enumerate(line.tokens):
        if token.low not in lex.RANK_STARTS or line.low(index - 1) in lex.BEFORE_GENERAL:
            continue
        end, words = rank_at(line.tokens, index)
        if words not in lex.SPOKEN_RANKS or line.is_capital(end):
            continue
        span, between = line.name_left(index)
        if span and _PROMOTED.search(between):
            title = Title(index, index, end, words, words.casefold(), is_rank=True)
            yield line.found(title, span[0], end, span)


def _timed(line: Line, title: Title, qualifier: Qualifier) -> Title:
    """With what the verb says of the time; a dated past is judged at its date."""
    if title.qualifier and (title.qualifier, qualifier) != (Qualifier.THEN, Qualifier.FORMER):
        return title
    if qualifier == Qualifier.FORMER and past_date(line.tokens, title.last):
        qualifier = Qualifier.THEN
    return replace(title, qualifier=qualifier)


def _of_object(line: Line, title: Title, span: Span) -> Iterator[Found]:
    """ "… succeeded Bob Sample as army chief", "… appointed Ann Example (as) army chief"."""
    start = span[0]
    while start > max(0, span[0] - 6) and line.low(start - 1) in lex.HONORIFICS | lex.RANK_TOKENS:
        start -= 1
    verb = line.low(start - 1)
    if verb in _SUCCEEDS:
        yield line.found(replace(title, qualifier=Qualifier.FORMER), span[0], title.last, span)
        yield from _successor(line, title, start - 1)
    elif verb == "by" and line.low(start - 2) in ("succeeded", "replaced"):
        yield line.found(title, span[0], title.last, span)
    elif verb in _PICKS:
        yield line.found(replace(title, qualifier=Qualifier.ELECT), span[0], title.last, span)
    elif verb in _APPOINTS:
        yield line.found(title, span[0], title.last, span)


def _successor(line: Line, title: Title, verb: int) -> Iterator[Found]:
    """Who succeeded, or will, before the verb at `verb`."""
    subject, between = line.name_left(verb)
    if not subject or not line.is_person(title, subject) or line.low(verb) in ("succeeding", "replacing"):
        return
    between = f"{between} ".lstrip()
    if _WILL_SUCCEED.fullmatch(between):
        title = replace(title, qualifier=Qualifier.ELECT)
    elif not _HAS_SUCCEEDED.fullmatch(between):
        return
    yield line.found(title, subject[0], title.last, subject)
