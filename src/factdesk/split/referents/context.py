"""What the wording of a claim still leans on: words that only the article around it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factdesk.dates import DateMention, find_dates, may_lean, with_days
from factdesk.model import Period
from factdesk.split.draft import Draft
from factdesk.split.referents.insertion import Found
from factdesk.split.referents.pronouns import Anaphor
from factdesk.split.referents.things import Thing

_OPENING = re.compile(
    r"(?:He|She|It|They|This|That|These|Those)\b(?! (?:is|was) (?:likely|clear|unclear|possible)\b)"
)
_POSSESSIVE_OPENING = re.compile(r"(?:His|Her|Its|Their)\b(?:\s+[\w’-]+)?")
_DEMONSTRATIVE = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose|[Ss]uch) "
    r"(?!(?:is|was|are|were|will|has|would|the|a|as|it|he|she|they)\b)[a-z-]+"
)
_PAIR = re.compile(r"\b(?:[Bb]oth|[Tt]he two) (?:[a-z]+)\b(?! and\b)")
_PERSONAL = ("He", "She", "It", "They")
_TIME = re.compile(
    r"week|month|year|day|morning|evening|night|time|decade|century|summer|spring|winter|autumn|fall"
)
_SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us)\b(?![.’'])")
_EARLIER = "refers to an earlier sentence"


def context_of(text: str, speaker: str = "") -> str:
    """A note for each open reference of a claim without a parse, or a blank where it stands alone."""
    return "; ".join(dict.fromkeys(_by_words(text, speaker)))


def _by_words(text: str, speaker: str) -> Iterator[str]:
    if match := _POSSESSIVE_OPENING.match(text):
        yield f"“{match[0]}” refers to someone or something named earlier"
    named = [m[0] for m in _DEMONSTRATIVE.finditer(text) if not _TIME.search(m[0])]
    if (match := _OPENING.match(text)) and not any(words.startswith(match[0]) for words in named):
        told = "is perhaps the speaker" if speaker and match[0] in _PERSONAL else _EARLIER
        yield f"“{match[0]}” {told}"
    yield from (f"“{words}” {_EARLIER}" for words in named)
    yield from (f"“{match[0]}” {_EARLIER}" for match in _PAIR.finditer(text))
    yield from filter(None, [first_person(text, speaker)])
    yield from (note for _, note in _relative_dates(text, Period(), quoted=False))


def completed(context: str, text: str, speaker: str) -> str:
    """The notes of a claim with the one on "I" and "we", for which the speaker must be known."""
    note = first_person(text, speaker)
    return context if note in context else "; ".join(filter(None, (context, note)))


def first_person(text: str, speaker: str) -> str:
    """The note on "I" and "we", or a blank."""
    match = _SELF.search(text)
    return f"“{match[0]}” is {'the speaker' if speaker else 'whoever speaks'}" if match else ""


# --- with a parse ----------------------------------------------------------------------------------


def open_notes(
    text: str, draft: Draft, kept: Sequence[Found], anaphors: Mapping[int, Anaphor]
) -> Iterator[str]:
    """A note for each word left in `text` whose meaning stands neither in the claim nor in its name."""
    for one in kept:
        words = draft.text[one.start : one.end]
        anaphor = anaphors.get(one.spot.start)
        if anaphor is None and one.spot.name:
            continue
        if anaphor is not None and _is_clear(anaphor, text):
            continue
        yield f"“{words}” {_what(anaphor)}"
    if match := re.match(
        r"(?:This|That|These|Those)\b(?= (?:is|was|are|were|will|would|has|had|made|makes|\w+(?:ed|s)\b))",
        text,
    ):
        yield f"“{match[0]}” {_EARLIER}"


def _is_clear(anaphor: Anaphor, text: str) -> bool:
    """Whether it means nothing, or the claim itself has what it means, or all that it may well mean."""
    if anaphor.is_empty or anaphor.thing is not None:
        return anaphor.thing is None or _has(text, anaphor.thing)
    beside = [thing for thing in anaphor.candidates if thing in anaphor.beside]
    if beside:
        return all(_has(text, thing) for thing in _likely(beside) or beside)
    return any(_has(text, thing) for thing in anaphor.candidates)


def _has(text: str, thing: Thing) -> bool:
    return thing.short.casefold() in text.casefold()


def _likely(things: Sequence[Thing]) -> list[Thing]:
    return [thing for thing in things if thing.is_likely]


def _what(anaphor: Anaphor | None) -> str:
    names = [thing.name for thing in _likely(anaphor.candidates)[:2]] if anaphor is not None else []
    if names:
        return f"may be {' or '.join(names)}"
    return "refers to something named earlier" if anaphor is not None and anaphor.beside else _EARLIER


# --- dates -----------------------------------------------------------------------------------------


def dated(text: str, draft: Draft, published: Period) -> tuple[str, list[str]]:
    """The wording with the days of its relative dates in brackets, and a note for each that has none."""
    notes: list[str] = []
    for date, note in reversed(list(_relative_dates(text, published, quoted=draft.quoted))):
        if note:
            notes.insert(0, note)
        elif date.period is not None:
            text = with_days(text, date.end, date.period)
    return text, notes


def _relative_dates(text: str, published: Period, *, quoted: bool) -> Iterator[tuple[DateMention, str]]:
    if not may_lean(text):
        return
    for date in find_dates(text, published):
        if not date.relative or text.startswith(" [", date.end):
            continue
        known = date.period is not None and date.period.start and date.period.end and not quoted
        far = "the article’s date" if not published.is_known else "another day"
        far = "the day it was said" if quoted else far
        yield date, "" if known else f"“{date.text}” counts from {far}"
