"""What the wording of a claim still leans on: words that only the article around it explains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.dates import find_dates
from factdesk.model import Period

_OPENING_PRONOUN = re.compile(
    r"(?:He|She|It|They|This|That|These|Those)\b(?! (?:is|was) (?:likely|clear|unclear|possible)\b)"
)
_POSSESSIVE_OPENING = re.compile(r"(?:His|Her|Its|Their)\b(?:\s+[\w’-]+)?")
_DEMONSTRATIVE = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose|[Ss]uch) "
    r"(?!(?:is|was|are|were|will|has|would|the|a|as|it|he|she|they)\b)[a-z-]+"
)
_PAIR = re.compile(r"\b(?:[Bb]oth|[Tt]he two) (?:[a-z]+)\b(?! and\b)")
_PERSONAL = ("He", "She", "It", "They")
_SELF = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us)\b")
_TIME = re.compile(
    r"week|month|year|day|morning|evening|night|time|decade|century|summer|spring|winter|autumn|fall"
)


def context_of(text: str, speaker: str) -> str:
    """A note for each open reference, or a blank where the claim stands on its own."""
    return "; ".join(dict.fromkeys(_notes(text, speaker)))


def _notes(text: str, speaker: str) -> Iterator[str]:
    if match := _POSSESSIVE_OPENING.match(text):
        yield f"“{match[0]}” refers to someone or something named earlier"
    named = [m[0] for m in _DEMONSTRATIVE.finditer(text) if not _TIME.search(m[0])]
    yield from (f"“{words}” refers to an earlier sentence" for words in named)
    if (match := _OPENING_PRONOUN.match(text)) and not any(words.startswith(match[0]) for words in named):
        told = (
            "is perhaps the speaker" if speaker and match[0] in _PERSONAL else "refers to an earlier sentence"
        )
        yield f"“{match[0]}” {told}"
    yield from (f"“{match[0]}” refers to an earlier sentence" for match in _PAIR.finditer(text))
    if _SELF.search(text):
        yield "“I” or “we” is whoever speaks"
    when = (date.text for date in find_dates(text, Period()) if date.relative)
    yield from (f"“{words}” counts from the article’s date" for words in when)
