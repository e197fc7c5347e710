"""One quantity of one thing, given with two values."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from factdesk.checks.remark import Remark, Subject
from factdesk.model import Outcome, Sentence
from factdesk.numbers import NUMBER, Number, read

# Longer than this, in letters, a sentence is a table or a list without stops.
_LONGEST = 1500

_NAME = r"(?:[Tt]he\s)?[A-Z][\w’'-]+(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]+){0,5}"
_NOUNS = r"(?P<rest>(?:\s[a-z][a-z’'-]+){1,4})(?=[.,;)]|\sand\b|$)"
_COUNT = rf"(?P<number>(?i:{NUMBER}))"
_PATTERNS = (
    # "Freedonia has 12 provinces", "Freedonia has a population of 3.4 million"
    re.compile(
        rf"(?:^|(?<=,\s)|(?<=and\s))(?P<thing>{_NAME})\s(?P<what>has|employs|owns|operates)\s{_COUNT}{_NOUNS}"
    ),
    re.compile(
        rf"(?:^|(?<=,\s)|(?<=and\s))(?P<thing>{_NAME})(?:\shas|,\swith)\san?\s(?P<what>population|area|length|height"
        rf"|membership|workforce|budget|capacity)\sof\s{_COUNT}(?P<rest>(?:\s[a-z]+){{0,2}})(?=[.,;)]|\sand\b|$)"
    ),
    # "in the 15-member Security Council"; "a 10-member Security Council committee" is another one
    re.compile(
        r"\b(?:[Tt]he|[Ii]ts|[Tt]heir)\s(?P<number>[0-9][0-9,.]*|[a-z]+(?:-(?:one|two|three|four|five|six|seven"
        r"|eight|nine))?)-(?P<what>member|seat|nation|state|storey|story|mile|km|kilomet(?:er|re)|page|man|bed|point)\s"
        r"(?P<thing>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,5})(?P<rest>)"
    ),
    # "12 people were killed in the Freedonia City bombing": the same words to the end
    re.compile(
        rf"(?:^|(?<=,\s)|(?<=that\s)|(?<=and\s)|(?<=[Tt]he\s)|(?<=of\s)){_COUNT}(?P<rest>(?:\s[a-z]+){{1,3}}"
        r"\s(?P<what>were|are|have|had|was)\s[a-z]+(?:\s[\w’'-]+){2,12})(?P<thing>)(?=[.,;)]|$)"
    ),
)
# Said by others, of another day, of a part or of a change: two values may both be right.
_NOT_ONE = re.compile(
    r"\b(?:said|says|told|according|claim\w*|report\w*|estimat\w+|believ\w+|alleg\w+|initial\w*|earlier|later|previous\w*"
    r"|now|currently|today|then|former\w*|once|originally|updated?|revis\w+|rose|fell|grew|increased?|decreased?"
    r"|would|will|could|might|may|if|plan\w*|expected|another|other|others|additional|more|less|fewer|least|most"
    r"|about|around|roughly|nearly|almost|over|average|each|every|per|used\sto|by\s[0-9]{4}|in\s[0-9]{4}|since|until"
    r"|after|before|ago|first|second|third|last|next|year|month|week|day|yesterday|when|while|only|some|same|time"
    r"|census|half|men|women)\b|[“”\"]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value, and the words that tell what it is the value of."""

    key: tuple[str, str, str, str]
    number: Number
    start: int
    end: int


def check(subject: Subject) -> Iterator[Remark]:
    """A contradiction where the same words give one quantity of one named thing two values.

    Only plain statements count: with a date, a source, a quotation, "about" or "at least" beside it, a value
    may be of another day or of another count.
    """
    first: dict[tuple[str, str, str, str], _Stated] = {}
    for one in _stated(subject):
        known = first.setdefault(one.key, one)
        if _differ(known.number, one.number):
            yield _remark(subject.article.text, one, known)


def _stated(subject: Subject) -> Iterator[_Stated]:
    text = subject.article.text
    for sentence in subject.sentences:
        if sentence.end - sentence.start > _LONGEST or _has_date(sentence, subject):
            continue
        words = text[sentence.start : sentence.end]
        found = [match for pattern in _PATTERNS for match in pattern.finditer(words)]
        if found and not _NOT_ONE.search(words):
            for match in found:
                yield from _one(text, sentence.start, match)


def _has_date(sentence: Sentence, subject: Subject) -> bool:
    first = bisect_left(subject.dates, sentence.start, key=lambda one: one.start)
    return first < len(subject.dates) and subject.dates[first].start < sentence.end


def _one(text: str, offset: int, match: re.Match[str]) -> Iterator[_Stated]:
    start, end = match.span("number")
    thing, rest = " ".join(match["thing"].split()), " ".join(match["rest"].split())
    if not thing and not re.search(r"\b[A-Z]", rest):
        return
    try:
        number = read(text, offset + start, offset + end)
    except ValueError:
        return
    if not number.rough:
        key = (thing.removeprefix("The ").removeprefix("the "), match["what"], rest, number.unit)
        yield _Stated(key, number, offset + match.start(), offset + match.end())


def _differ(one: Number, other: Number) -> bool:
    return one.low > other.high or other.low > one.high


def _remark(text: str, one: _Stated, known: _Stated) -> Remark:
    here, there = (" ".join(text[each.start : each.end].split()) for each in (one, known))
    message = f"The article says “{here}”, and elsewhere “{there}”."
    return Remark("quantity", ((one.start, one.end), (known.start, known.end)), Outcome.CONTRADICTED, message)
