"""The kind of a claim, the words that decided it, and how far up a claim of that kind belongs.

Where several kinds fit, the first of this order is taken:

1. quote: who said what, in quotation marks or after a verb of speech;
2. opinion: judgements, wishes, questions, what ought to be and what may have been; superlatives of taste;
3. prediction: what is said to come ("will", "is set to", "may", "plans to", "would" after a condition);
4. office: who holds, takes or leaves an office or rank, dated and counted or not;
5. causal;
6. comparison, also superlatives, ranks and "first since";
7. quantity: a number of things, a measure, a share, a duration, an age;
8. date: a day, month or year of the calendar;
9. event: all other facts, questions of law among them.

A kind goes by the main clause: "The minister resigned before the vote that will decide" is no prediction.
"""

from __future__ import annotations

import re

from factdesk.dates import MONTHS, find_dates, may_date, without_days
from factdesk.model import ClaimKind, Period
from factdesk.split.traits import worth
from factdesk.split.traits.kind_rules import RULES, main_clause
from factdesk.split.traits.quantities import find_quantities

_CALENDAR = re.compile(rf"\d|\b(?:{'|'.join(MONTHS)})\b")
_DEFINITE = re.compile(r"\b(?:the|these|those|both|its|his|her|their|all) (?:\w+ )?$", re.IGNORECASE)
_IN_PHRASE = re.compile(r"\b(?:in|on|at|from|as) $", re.IGNORECASE)  # "in one place"
_AGE = re.compile(r",\s$")
# What is counted is shown with its number.
_COUNTED = re.compile(
    r"[ -](?!(?:of|and|or|to|in|on|at|by|for|the|a|an|as|from|with|than|is|was|has|have|had|are|were"
    r"|after|before|while)\b|\w+ed\b)[a-z]\w*\b"
)
# Log-odds: an office can be checked at once against the tables, a number or date against a source. A person
# with an office or rank before the name is such an office in passing.
_PRIORITY = {
    ClaimKind.OFFICE: 1.5,
    ClaimKind.QUANTITY: 0.7,
    ClaimKind.DATE: 0.7,
    ClaimKind.OPINION: -0.7,
}
_IN_PASSING = 0.7
_OFFICER = re.compile(
    r"\b(?:(?:Field|Prime|Vice|Foreign|Finance|Defen[cs]e|Lieutenant|Major|Brigadier|Rear"
    r"|Deputy) )?(?:President|Minister|Secretary|Chairman|Chairwoman|Chair|Chief|General|Marshal|Admiral"
    r"|Colonel|Governor|Senator|Ambassador|Commissioner|Director|Chancellor|Mayor|King|Queen|Justice"
    r"|Speaker|Premier|Commander)(?: of (?:the )?(?:[A-Z][\w.-]+ ){1,4}?)? ?(?: [A-Z][\w-]+){1,3}"
)
_NAMES = {
    ClaimKind.OFFICE: "its kind, an office or rank that the tables can decide",
    ClaimKind.QUANTITY: "its kind, a quantity that a source can decide",
    ClaimKind.DATE: "its kind, a date that a source can decide",
    ClaimKind.OPINION: "its kind, opinion",
}


def kind_of(text: str, given: ClaimKind | None = None) -> tuple[ClaimKind, str]:
    """The kind of a claim and the words of the text that decided it; `given` where its form decides it.

    The words stand in the text as they are returned; none decide an event, nor a given kind whose own words
    the text does not hold.
    """
    text = without_days(text)
    if given:
        return given, _words_for(text, given)
    main = main_clause(text)
    for kind, decide in RULES:
        if words := decide(text, main):
            return kind, words
    if words := _quantity(text):
        return ClaimKind.QUANTITY, words
    day = _date(text)
    return (ClaimKind.DATE if day else ClaimKind.EVENT), day


def _words_for(text: str, kind: ClaimKind) -> str:
    if kind is ClaimKind.QUANTITY:
        return _quantity(text)
    if kind is ClaimKind.DATE:
        return _date(text)
    main = main_clause(text)
    return next((words for one, decide in RULES if one is kind and (words := decide(text, main))), "")


def _dates(text: str) -> list[tuple[int, int]]:
    return [(date.start, date.end) for date in find_dates(text, Period())] if may_date(text) else []


def _quantity(text: str) -> str:
    """The first number that counts or measures something and lies in no date, with the word after it."""
    counted = [span for span in find_quantities(text) if _counts(text, *span)]
    dates = _dates(text) if counted else []
    for start, end in counted:
        if not any(first < end and start < last for first, last in dates):
            thing = _COUNTED.match(text, end)
            return text[start : thing.end() if thing else end]
    return ""


def _counts(text: str, start: int, end: int) -> bool:
    """Whether a number is told for its own sake: not an age beside a name, "the two ministers"."""
    number, before = text[start:end], text[:start]
    if number.isdigit():
        return not (_AGE.search(before) and text[end : end + 1] in (",", "."))
    return not (number.isalpha() and _DEFINITE.search(before)) and not (
        number.casefold() == "one" and _IN_PHRASE.search(before)
    )


def _date(text: str) -> str:
    """The first day, month or year of the calendar."""
    if not _CALENDAR.search(text):
        return ""
    return next((text[a:b] for a, b in _dates(text) if _CALENDAR.search(text[a:b])), "")


# --- how far up ------------------------------------------------------------------------------------


def check_worthiness(text: str, kind: ClaimKind) -> float:
    """How far up a claim belongs in the order of checking, 0..1.

    For most kinds this is `worth.score`: the probability that people would mark it as worth checking. An
    office, a quantity, a date or a person named with an office is moved up and an opinion down, by a fixed
    amount of log-odds, since the desk can decide the former and not the latter: there the number is a rank
    and no probability.
    """
    text = without_days(text)
    score = worth.score(text)
    if not worth.is_boilerplate(text) and (told := _priority(text, kind)):
        score = worth.probability(worth.log_odds(score) + told[1])
    return round(score, 3)


def worth_reasons(text: str, n: int = 3) -> list[tuple[str, float]]:
    """The `n` strongest reasons for a claim's check-worthiness: those of `worth.reasons`, and its kind.

    Each says its direction ("raised by", "lowered by") and quotes the words; the weight is in log-odds.
    """
    text = without_days(text)
    found = worth.reasons(text, n)
    if found and not worth.is_boilerplate(text) and (told := _priority(text, kind_of(text)[0])):
        found.append((f"{'raised' if told[1] > 0 else 'lowered'} by {told[0]}", told[1]))
    return sorted(found, key=worth.strength)[:n]


def _priority(text: str, kind: ClaimKind) -> tuple[str, float] | None:
    """What moves a claim up or down beside its score, in words and in log-odds."""
    if kind in _PRIORITY:
        return _NAMES[kind], _PRIORITY[kind]
    officer = _OFFICER.search(text)
    return (f"an office or rank in passing: “{officer[0]}”", _IN_PASSING) if officer else None
