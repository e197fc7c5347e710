"""The day that a mention speaks of: one named in its sentence, else the article's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factdesk.dates import MONTHS, DateMention
from factdesk.model import Article, Mention, Period, Qualifier, Sentence

# What happened within a fortnight of publication is the article's own time.
_OWN_TIME_DAYS = 14
# Right after a mention, what somebody does now.
_DOES_NOW = re.compile(
    r"(?:,[^,;.]{2,60},)?\s+(?:(?:also|now|currently|today|still)\s+)?"
    r"(?:(?:is|has|will|isn[’']t|hasn[’']t|won[’']t|may|can|must|today|"
    r"this (?:morning|afternoon|week|evening))\b|"
    r"(?!was\b|does\b)[a-z]{3,}s\s)"
)
_TODAY = re.compile(
    r"\b(?:[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]his (?:morning|afternoon|evening|week)|tomorrow)\b"
)
# Letters before a sentence, and around a mention in one, in which its time is looked for.
_PARAGRAPH = 2000
# Letters between a date and a mention that it stands beside.
_ADJACENT = 12

_PAST = re.compile(
    r"\b(?:was|were|had|did|said|told|met|led|wrote|spoke|held|took|gave|made|began|became|signed|left|went|saw|"
    r"sent|stood|ran|won|lost|knew|got|came|fell|rose|grew|"
    r"shrank|broke|brought|bought|built|chose|drew|drove|fought|flew|found|kept|paid|sold|shot|spent|struck|swore|"
    r"taught|thought|threw|wore|[a-z]{3,}ed)\b"
)
_NOT_PAST = re.compile(
    r"\b(?:will|is|are|am|has|have|says?|plans? to|shall|would|scheduled to|expected to|currently|"
    r"wants?|thank|appreciate|welcome|commend|applaud|see|look forward)\b|[’'](?:ll|ve|re|m)\b",
    re.IGNORECASE,
)
# A career told, not news: who was appointed by, served under or advised whom, or whose legacy it is. All of
# these are looked for right before the mention.
_OF_WHOM = r"(?:the )?(?:late |then[- ]|u\.?s\.? )?$"
_APPOINTED_BY = re.compile(
    r"\b(?:appointed|nominated|named|selected|chosen|tapped|hired|established|founded|created|signed|issued|"
    r"rescinded|commissioned|awarded|enacted|asked|recipient|medal|prize|honou?red)\b[^.;]{0,60}"
    rf"\b(?:by|from)\s+{_OF_WHOM}",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"\b(?:set up|introduced|imposed|negotiated|built|drafted|passed|authori[sz]ed|ordered|begun|started)\b"
    rf"[^.;]{{0,60}}\bby\s+{_OF_WHOM}",
    re.IGNORECASE,
)
_SERVED_UNDER = re.compile(
    r"\b(?:serv(?:ed|ing|ice)|worked|working|began|joined|career|advis\w+|assistants?|aides?|counsel\w*|staff|"
    r"speechwriter|clerk\w*|intern\w*|deputy|campaign\w*|transition|administrations?)\b[^.;]{0,100}"
    rf"\b(?:under|for|to|of|during)\s+(?:[^.;,]{{1,60}}\band\s+)?{_OF_WHOM}",
    re.IGNORECASE,
)
_UNDER = re.compile(rf"\bunder\s+{_OF_WHOM}", re.IGNORECASE)
_REMEMBERED = re.compile(
    r"\b(?:legacy|history|portrait|assassinations?|era|memory|presidency|death|funeral|inauguration|widow|since|"
    rf"successor|like|than|years)(?: (?:of|to))?\s+{_OF_WHOM}",
    re.IGNORECASE,
)
# A look back, a term's last days, what did not happen, a law case: the title is not meant for today.
_LOOKS_BACK = re.compile(
    r"\b(?:leaving|left|departing) (?:office|power)\b|\bused to\b|"
    r"\b(?:recall|recount|relive)\w* (?:how|when|that|the day)\b|"
    r"\b(?:memoirs?|biograph\w+|documentary|looks? back|looking back)\b|"
    r"\b(?:books? (?:describe|tell|say)s?|inquiry heard)\b|"
    r"\b(?:[Aa]t the time|[Bb]ack then|[Ii]n those days),"
)
# Right before and right after a mention: "when Minister Example took …", "Minister Example had been …".
_TOLD_BEFORE = re.compile(
    r"(?:\b(?:[Ww]hen|after|before|until|since|succeeded|replaced|defeated|ousted)|\bpredecessor,?)\s+$"
)
_TOLD_AFTER = re.compile(r"\s+had\s+(?:\w+\s+)?(?:been|\w+ed|\w+en)\b|[’']s?\s+(?:former|then|late)\b")
_SUPPOSED = re.compile(r"\bif\b[^.;]{0,80}$", re.IGNORECASE)
_HAD = re.compile(r"\s+(?:had|were)\b")
_VERSUS = re.compile(r"\bvs?\.\s*$")
_SUED = re.compile(r"\s+vs?\.\s")
# Letters around a mention in which such words are looked for.
_AROUND = 200
# "It was 2022." sets the scene of what follows.
_SCENE = re.compile(r"\b(?:[Ii]t was|[Tt]he year (?:was|is)|[Ff]lash ?back to|[Bb]ack in) ((?:19|20)\d\d)\b")
_OF_SOMEBODY = re.compile(
    rf"\b(?:under|by|to|for|during|since|of|like|than|advised|assisted|succeeded|replaced)\s+{_OF_WHOM}",
    re.IGNORECASE,
)
_SERVED = re.compile(r"\b(?:served|been|was|were)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|me|my|My)\b")
_VERB_NEXT = re.compile(r"\s+[A-Za-z]{2,}(?:s|ed)\b")
_GOVERNS = re.compile(
    r"(?:^|\b(?:in|on|during|at|back in|early in|late in|of))\s*"
    r"(?:early|late|mid-?|the (?:spring|summer|fall|autumn|winter) of)?[\s,(]*$",
    re.IGNORECASE,
)
_MONTH = re.compile("|".join(MONTHS), re.IGNORECASE)
_RELATIVE = re.compile(r", (?:who|which|whose|whom)\b")
# "2010: Prime Minister Example takes office.", a line of a chronology.
_CHRONICLE = re.compile(r"[-•*\s]*((?:1[6-9]|20)\d\d)\s?[:–—-]\s")
_BEFORE_AND_AFTER = frozenset(
    ("since", "until", "till", "by", "before", "after", "from", "from to", "through")
)


@dataclass(frozen=True, slots=True)
class AsOf:
    """`days` with the words for why; `own_time` where the statement is about the article's own time.

    `perhaps` are other days that the statement may speak of: it is not wrong where it is right on one of
    them. `is_past` tells a sentence in the past tense, `is_career` a mention in telling somebody's past,
    `has_verb` that it is a sentence at all and no heading, `is_spoken` a memory in the first person;
    `is_now` that the mention itself is tied to the article's own days; `is_adjacent` that the date stands
    right beside the mention; `is_within` that some of the days are meant.
    """

    days: Period
    basis: str
    own_time: bool
    perhaps: tuple[Period, ...] = ()
    is_past: bool = False
    is_career: bool = False
    has_verb: bool = True
    is_adjacent: bool = False
    is_spoken: bool = False
    is_now: bool = False
    is_within: bool = False


def as_of(mention: Mention, article: Article, sentence: Sentence, dates: Sequence[DateMention]) -> AsOf:
    """Dates named around the mention govern it where its sentence is in the past tense."""
    sentence = _bounded(sentence, mention)
    words = article.text[sentence.start : sentence.end]
    told, now = bool(_PAST.search(words)), bool(_NOT_PAST.search(words))
    is_past = told and not now
    named = [d for d in dates if sentence.start <= d.start < sentence.end and _is_event(d, article.published)]
    governing = _nearest(mention, [d for d in named if _governs(d, mention, sentence, article.text)])
    perhaps = tuple(d.period for d in named if d.period) or (
        () if now else _told_before(sentence, dates, article)
    )
    has_verb = told or now or bool(_VERB_NEXT.match(article.text, mention.end))
    found = AsOf(
        days=Period(),
        basis="the article’s date is not known",
        own_time=not named,
        perhaps=perhaps,
        is_past=is_past,
        is_career=_is_career(mention, sentence, words, is_past)
        or _looks_back(mention, sentence, article.text, is_past),
        has_verb=has_verb,
        is_now=_is_now(mention, sentence, article, dates),
        is_spoken=is_past and bool(_FIRST_PERSON.search(words)),
    )
    if year := _chronicled(sentence, article):
        return replace(found, days=year, basis=f"“{year}” before the line", own_time=False, is_within=True)
    opens = governing is not None and _opens(governing, sentence, article.text)
    if _is_former(mention) and not article.published.is_known:
        governing = None
    if governing and governing.period and (opens or is_past):
        found = replace(
            found,
            days=governing.period,
            basis=f"“{governing.text}” in the same sentence",
            own_time=False,
            is_adjacent=_distance(mention, governing) <= _ADJACENT,
            is_within=governing.period.start != governing.period.end and not _is_change(mention),
        )
        return replace(found, perhaps=(article.published,)) if _is_also_now(mention, governing) else found
    if article.published.is_known:
        return replace(found, days=article.published, basis="the article’s date", own_time=True)
    return found


def _chronicled(sentence: Sentence, article: Article) -> Period | None:
    """The year that a line of a chronology begins with, where it is over."""
    match = _CHRONICLE.match(article.text, max(0, article.text.rfind("\n", 0, sentence.start) + 1))
    year = Period.parse(match[1]) if match and match.end() <= sentence.end else None
    before = article.published.start
    return year if year and (not before or (year.end and year.end < before)) else None


def _is_change(mention: Mention) -> bool:
    """Whether the words tell of taking or leaving an office, which a part of the days is not enough for."""
    return mention.qualifier not in (Qualifier.NONE, Qualifier.THEN, Qualifier.OUTGOING) or mention.is_rank


def _is_also_now(mention: Mention, governing: DateMention) -> bool:
    """Whether the statement may be one of the article's own time in spite of the date in its sentence.

    Who is former now may not have been then; a month without its year may be the coming one.
    """
    return _is_former(mention) or bool(_MONTH.fullmatch(governing.text))


def _is_former(mention: Mention) -> bool:
    return mention.qualifier in (Qualifier.FORMER, Qualifier.LATE)


def _bounded(sentence: Sentence, mention: Mention) -> Sentence:
    """The part of a sentence without an end that is near the mention."""
    start, end = mention.start - _PARAGRAPH, mention.end + _PARAGRAPH
    return Sentence(max(sentence.start, start), min(sentence.end, end))


def _is_now(mention: Mention, sentence: Sentence, article: Article, dates: Sequence[DateMention]) -> bool:
    """Whether somebody does something today, or on a day of the article's own time, as its subject."""
    if _OF_SOMEBODY.search(article.text, max(sentence.start, mention.start - 40), mention.start):
        return False
    if _DOES_NOW.match(article.text, mention.end):
        return True
    if not _VERB_NEXT.match(article.text, mention.end):
        return False
    own = article.published.widened(_OWN_TIME_DAYS)
    near = (d for d in dates if sentence.start <= d.start < sentence.end and d.period)
    of_now = any(own.start and d.period and own.covers(d.period) for d in near)
    return of_now or bool(_TODAY.search(article.text, sentence.start, sentence.end))


def _is_career(mention: Mention, sentence: Sentence, words: str, is_told: bool) -> bool:
    before = words[: max(0, mention.start - sentence.start)]
    served = _SERVED_UNDER.search(before) and not _NOT_PAST.search(before)
    told = (
        served
        or (is_told and (_UNDER.search(before) or _MADE_BY.search(before)))
        or _APPOINTED_BY.search(before)
        or _REMEMBERED.search(before)
    )
    return bool(told or _SERVED.search(mention.text))


def _looks_back(mention: Mention, sentence: Sentence, text: str, is_told: bool) -> bool:
    first, last = mention.start - _AROUND, mention.end + _AROUND
    before = text[max(sentence.start, first) : mention.start]
    if _LOOKS_BACK.search(before) or _LOOKS_BACK.search(text, mention.end, min(sentence.end, last)):
        return True
    if _VERSUS.search(text, max(0, first), mention.start) or _SUED.match(text, mention.end):
        return True
    if _TOLD_BEFORE.search(before) or _TOLD_AFTER.match(text, mention.end):
        return is_told
    return bool(_SUPPOSED.search(before) and _HAD.match(text, mention.end))


def _is_event(one: DateMention, published: Period) -> bool:
    """Whether a date can be the day of what is told: past, and not one end of a stretch of time."""
    if not one.period or one.relation in _BEFORE_AND_AFTER or one.text.upper().startswith(("FY", "FISCAL")):
        return False
    own = published.widened(_OWN_TIME_DAYS)
    return not own.start or (one.period.end is not None and one.period.end < own.start)


def _governs(one: DateMention, mention: Mention, sentence: Sentence, text: str) -> bool:
    """Whether a date is that of the mention's clause, not of another one: "…, who had left in 2020"."""
    if mention.end < one.start and _RELATIVE.search(text, mention.end, one.start):
        return False
    return one.relative or bool(_GOVERNS.search(text[sentence.start : one.start]))


def _nearest(mention: Mention, dates: Sequence[DateMention]) -> DateMention | None:
    outside = [d for d in dates if d.end <= mention.start or d.start >= mention.end]
    return min(outside, key=lambda d: _distance(mention, d), default=None)


def _distance(mention: Mention, one: DateMention) -> int:
    return max(one.start - mention.end, mention.start - one.end)


def _opens(one: DateMention, sentence: Sentence, text: str) -> bool:
    """Whether the date opens its sentence ("In 2019, …"), and so governs all of it."""
    return not re.search(r"[a-z]{4}", text[sentence.start : one.start])


def _told_before(sentence: Sentence, dates: Sequence[DateMention], article: Article) -> tuple[Period, ...]:
    """The last past date in the same paragraph before a sentence that names none."""
    start = max(0, article.text.rfind("\n\n", 0, sentence.start) + 1, sentence.start - _PARAGRAPH)
    if scenes := _SCENE.findall(article.text, start, sentence.start):
        return (Period.parse(scenes[-1]),)
    earlier = [d for d in dates if start <= d.start < sentence.start and _is_event(d, article.published)]
    return tuple(d.period for d in earlier[-1:] if d.period)
