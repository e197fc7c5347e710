"""Dates after the publication told as past, and dates before it told as still to come."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from factdesk.checks.age import on
from factdesk.checks.remark import Remark, Subject
from factdesk.dates import DateMention
from factdesk.model import Outcome, Period, Sentence

# The day of publication may be another one where the reader is.
_ELSEWHERE = timedelta(1)
# Longer than this, in letters, a sentence is a table or a list without stops.
_LONGEST = 1500

# What can only have happened when it is told so: no plan, order or decision has the date as its object.
_HAPPENED = (
    r"attacked|bombed|shelled|raided|invaded|killed|wounded|injured|shot|stabbed|struck|destroyed|collapsed|erupted"
    r"|exploded|crashed|derailed|sank|died|arrived|landed|visited|met|won|lost|beat|defeated|resigned|fled|escaped"
    r"|arrested|detained|sentenced|convicted|acquitted|opened\sfire|seized|captured|kidnapped|assassinated|murdered"
    r"|robbed|looted|protested|rallied|clashed|marched|signed|ratified|announced|said|told\sreporters|testified"
    r"|confirmed|apologi[sz]ed|tweeted|published|released|unveiled|inaugurated|took\soffice|was\ssworn\sin"
    r"|were\ssworn\sin|took\splace|happened|occurred|broke\sout|drowned|hit|flooded|burned|evacuated|surrendered"
    r"|began|ended|reopened|closed"
)
_PAST = re.compile(
    rf"(?<![\w-])(?:(?:had|has|have|was|were)\s(?:been\s)?)?(?P<verb>{_HAPPENED})\b(?P<between>[^.;:!?,\"“”()]{{0,80}}?)\s?$"
)
# Between the verb and the date: what may take the date for itself, as the time of something planned.
_TAKES_DATE = re.compile(
    r"\b(?:to|for|that|which|who|whose|it|he|she|they|would|will|plan\w*|date|dates|deadline|until|by|before"
    r"|after|since|from|than|starting|beginning|effective|expir\w*|scheduled?|due|next|upcoming|elections?|vote"
    r"|referendum|summit|meeting|hearing|trial|launch|opening|concert|tour|event|conference|match|game|polls?"
    r"|start|return|strike|holiday|festival|premiere|and|or|but|as|if|deal|contract|season|expected|proposed"
    r"|forthcoming|new|tickets?|agenda|calendar|cent(?:er|re)ed)\b",
    re.IGNORECASE,
)
# Told of another world, of what might be, or of what is to come: nothing in such a sentence counts.
_NO_FACT = re.compile(
    r"[“”\"«»]|(?<!\w)['‘]\w|\b(?:will|would|shall|could|(?-i:may)|might|should|if|unless|whether|imagine\w*|suppos\w+"
    r"|plan(?:s|ned|ning)?|schedul\w+|expect\w*|propos\w+|upcoming|future|forecast\w*|predict\w*|project(?:ed|ion|ions)"
    r"|novels?|films?|movies?|series|episodes?|games?|fiction\w*|story|stories|scenario|simulat\w+|book|play|poem"
    r"|set\sin|fictional|hypothetical\w*|mock|drill|exercise|joke\w*|parody|satir\w+|typo|mistaken\w*"
    r"|wrong\w*|erroneous\w*|fake\w*|false\w*|claim\w*|prophe\w+|deadline|fiscal|calendar|not|never|no)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_LED = re.compile(r"\b(?:on|in)\s(?:the\s)?$", re.IGNORECASE)
_AFTER = re.compile(
    r"\s?(?:[-–‑/]|(?:deadline|election|vote|summit|meeting|date|hearing|trial|event|launch|to|until|and|or|is|are|was|were|has|have|had)\b)"
)
# "He said on 2 May 2026 a road would open" may date what was said.
_SAYING = re.compile("said|announced|confirmed|told|tweeted|testified")
_CLAUSE_END = re.compile(r"[.,;)]|$")
_LEADING = re.compile(rf"^,?\s[^.;:!?,\"“”()]{{1,60}}?\b(?:{_HAPPENED})\b")
_COMES = (
    r"meet|visit|travel|arrive|hold|host|attend|address|open|vote|begin|start|take\splace|take\soffice|speak"
    r"|launch|face|play|perform|testify|appear|be\s(?:held|sworn\sin|released|sentenced|inaugurated|launched)"
)
_COMING = re.compile(
    rf"\b(?:will|(?:is|are)\s(?:set|due|scheduled|expected)\sto)\s(?:{_COMES})\b"
    r"(?P<between>[^.;:!?,\"“”()]{0,60}?)\s?on\s(?:the\s)?$"
)
_TAKES_PAST = re.compile(
    r"\b(?:that|which|who|whose|signed|adopted|held|since|after|agreed|announced|of|from|killed|died|lost|was"
    r"|were|had|dated|issued|reached|passed|again|claims?|based)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"[“”\"«»]|(?<!\w)['‘]\w|\b(?:said|told|announced|reported|wrote|added|according|claimed|stated|promised"
    r"|pledged|tweeted|read|reads|then|novel|film|movie|series|game|episode|was|were|had|would)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Remark]:
    """A contradiction where the tense and the publication date cannot both be right, with a day to spare."""
    published = subject.article.published
    for one, period in _told(subject, past=True):
        if published.end and period.start and period.start > published.end + _ELSEWHERE:
            yield _remark(one, f"told as past, but it comes after the publication {on(published)}", period)
    if published.start:
        for one, period in _told(subject, past=False):
            if period.end and period.end < published.start - _ELSEWHERE:
                yield _remark(one, f"told as still to come, but the article is of {_of(published)}", period)


def told_past_until(subject: Subject) -> tuple[date, tuple[int, int]] | None:
    """The latest day that the text tells as past, and where its date stands: it was written then or later.

    Of a month or a year it is the first day. Plans, conditions, quotations and fiction do not count.
    """
    told = [(period.start, (one.start, one.end)) for one, period in _told(subject, past=True) if period.start]
    return max(told, key=lambda one: one[0], default=None)


def _told(subject: Subject, past: bool) -> Iterator[tuple[DateMention, Period]]:
    """The dates, complete in themselves, that the text tells as past, or as to come."""
    is_told = _is_past if past else _is_coming
    for sentence in subject.sentences:
        if sentence.end - sentence.start > _LONGEST:
            continue
        for one in _dates_of(sentence, subject):
            if one.period and not one.relative and not one.relation and is_told(subject, sentence, one):
                yield one, one.period


def _dates_of(sentence: Sentence, subject: Subject) -> Iterator[DateMention]:
    first = bisect_left(subject.dates, sentence.start, key=lambda one: one.start)
    last = bisect_left(subject.dates, sentence.end, key=lambda one: one.start)
    yield from subject.dates[first:last]


def _is_past(subject: Subject, sentence: Sentence, one: DateMention) -> bool:
    """Whether the sentence says as a fact that something happened on that date."""
    text = subject.article.text
    if _NO_FACT.search(text, sentence.start, sentence.end) or _AFTER.match(text, one.end):
        return False
    before = text[sentence.start : one.start]
    if before.strip() in ("On", "In"):
        return bool(_LEADING.match(text[one.end : min(sentence.end, one.end + 120)]))
    led = _LED.search(before)
    if not led:
        return False
    verb = _PAST.search(before[: led.start()].rstrip())
    if not verb or _TAKES_DATE.search(verb["between"]):
        return False
    return not _SAYING.match(verb["verb"]) or bool(_CLAUSE_END.match(text, one.end))


def _is_coming(subject: Subject, sentence: Sentence, one: DateMention) -> bool:
    """Whether the article itself says that something is still to happen on that date."""
    text = subject.article.text
    if _REPORTED.search(text, sentence.start, sentence.end):
        return False
    verb = _COMING.search(text[sentence.start : one.start])
    return verb is not None and not _TAKES_PAST.search(verb["between"])


def _remark(one: DateMention, what: str, period: Period) -> Remark:
    message = f"What happened {on(period)} is {what}."
    return Remark("future", ((one.start, one.end),), Outcome.CONTRADICTED, message)


def _of(published: Period) -> str:
    return on(published).partition(" ")[2]
