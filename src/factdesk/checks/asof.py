"""The day that a mention speaks of: one named in its sentence, else the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factdesk.dates import DateMention
from factdesk.model import Article, Mention, Period, Sentence

# What happened within a fortnight of publication is the article's own time.
_OWN_TIME_DAYS = 14

_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|met|led|wrote|spoke|held|took|gave|made|began|became|signed|left|went|saw|"
    r"sent|stood|ran|won|lost|knew|got|came|[a-z]{3,}ed)\b"
)
_NOT_PAST = re.compile(
    r"\b(?:will|is|are|am|has|have|says?|plans?|shall|would|is set to|are set to|scheduled to|expected to)\b|’ll\b"
)
# A career told, not news: who served under, was appointed by, or advised whom.
_CAREER = re.compile(
    r"\b(?:served|worked|appointed|nominated|under|administrations?|career|previously|prior to|formerly|in the "
    r"office of|during (?:the|his|her)|began|joined|graduated|years ago|when (?:he|she|i|we)|legacy|history|"
    r"portrait|since (?:president|the)|established|rescinded|founded|created by|as (?:a|an|the)? ?\w* to|late)\b",
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    r"(?:^|\b(?:in|on|during|at|back in|early in|late in|of))\s*(?:early|late|mid-?|the (?:spring|summer|fall|"
    r"autumn|winter) of)?[\s,(]*$",
    re.IGNORECASE,
)
_BEFORE_AND_AFTER = frozenset(("since", "until", "till", "by", "before", "after", "from", "from to", "through"))


@dataclass(frozen=True, slots=True)
class AsOf:
    """`days` with the words for why; `own_time` where the statement is about the article's own time.

    `perhaps` are other days that the statement may speak of: it is not wrong where it is right on one of them.
    `is_past` tells a sentence in the past tense, `is_career` one that tells somebody's past.
    """

    days: Period
    basis: str
    own_time: bool
    perhaps: tuple[Period, ...] = ()
    is_past: bool = False
    is_career: bool = False


def as_of(mention: Mention, article: Article, sentence: Sentence, dates: Sequence[DateMention]) -> AsOf:
    """Dates named around the mention govern it where its sentence is in the past tense."""
    words = article.text[sentence.start : sentence.end]
    is_past = bool(_PAST.search(words)) and not _NOT_PAST.search(words)
    is_career = bool(_CAREER.search(words))
    named = [d for d in dates if sentence.start <= d.start < sentence.end and _is_event(d, article.published)]
    governing = _nearest(mention, [d for d in named if _governs(d, sentence, article.text)])
    perhaps = tuple(d.period for d in named if d.period) or (
        _told_before(sentence, dates, article) if not _NOT_PAST.search(words) else ()
    )
    opens = governing and not re.search(r"[a-z]{4}", article.text[sentence.start : governing.start])
    if governing and governing.period and (is_past or (opens and _PAST.search(words))):
        days, basis = governing.period, f"“{governing.text}” in the same sentence"
        return AsOf(days, basis, False, perhaps, is_past, is_career)
    if article.published.is_known:
        return AsOf(article.published, "the article’s date", True, perhaps, is_past, is_career)
    return AsOf(Period(), "the article’s date is not known", not named, perhaps, is_past, is_career)


def _is_event(one: DateMention, published: Period) -> bool:
    """Whether a date can be the day of what is told: in the past, and not the near end of a stretch of time."""
    if not one.period or one.relation in _BEFORE_AND_AFTER or one.text.upper().startswith(("FY", "FISCAL")):
        return False
    own = published.widened(_OWN_TIME_DAYS)
    return not own.start or (one.period.end is not None and one.period.end < own.start)


def _governs(one: DateMention, sentence: Sentence, text: str) -> bool:
    return one.relative or bool(_GOVERNS.search(text[sentence.start : one.start]))


def _nearest(mention: Mention, dates: Sequence[DateMention]) -> DateMention | None:
    outside = [d for d in dates if d.end <= mention.start or d.start >= mention.end]
    return min(outside, key=lambda d: max(d.start - mention.end, mention.start - d.end), default=None)


def _told_before(sentence: Sentence, dates: Sequence[DateMention], article: Article) -> tuple[Period, ...]:
    """The last past date in the same paragraph before a sentence that names none."""
    start = article.text.rfind("\n\n", 0, sentence.start) + 1
    earlier = [d for d in dates if start <= d.start < sentence.start and _is_event(d, article.published)]
    return tuple(d.period for d in earlier[-1:] if d.period)

