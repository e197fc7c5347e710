"""Numbers of things, sums of money, measures, shares and durations in a sentence, with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ONES = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALE = "hundred|thousand|million|billion|trillion|dozen"
_SMALL = rf"(?:{_TENS})(?:-(?:one|{_ONES}))?|{_TEENS}|{_ONES}"
# "one nurse", "one in five", not "one of them", "the one who", "no one".
_ONE = (
    r"(?<!no )(?<!the )(?<!any )(?<!every )(?<!this )(?<!which )(?<![-\w])one(?= in (?:\d|\w+\b)"
    r"| (?!\w+[^s]s\b|of\b|who\b|that\b|another\b|can\b|day\b|thing\b|is\b|was\b|has\b|and\b|or\b|to\b"
    r"|in\b)[a-z])"
)
_PARTS = (
    r"(?:one|two|three|four|five|a|an)[ -](?:half|halves|thirds?|quarters?|fifths?|sixths?"
    r"|tenths?)(?! (?:of a )?(?:century|term|time|party|year|day|round|child|country))"
    r"|(?<![-\w])half(?: a (?:million|billion|dozen|point|percentage point|metre|mile|hour)"
    r"| an hour)?(?![-\w])"
)
_VAGUE = (
    r"(?:tens|hundreds) of (?:thousands|millions)|dozens|scores(?= of)|hundreds|thousands|millions|billions"
)
_MONEY = r"(?:US|C|A|NZ|HK|S)?[$€£¥₹₽₩]\s?"
# Units that are written without a space: "600km". Nothing else may follow a number in the same word.
_GLUED = r"(?:km|kg|cm|mm|mph|MW|GW|kWh)\b"
_NO_MORE = rf"(?!(?!{_GLUED})\w|[.,]\d)"
_AMOUNT = (
    rf"(?:{_MONEY})?(?:{_DIGITS})(?:[mk]\b|\s?(?:bn|tn|mn)\b|(?:[ -](?:{_SCALE}))+\b)?|(?:a|one|several"
    rf"|{_SMALL})(?:[ -](?:{_SCALE}))+(?: and (?:{_SMALL}))?|{_PARTS}|(?:{_SMALL})(?![\w-])|{_ONE}"
    rf"|{_VAGUE}"
    r"|twice|(?<=for )a (?=(?:decade|century|fortnight|year|month|week)\b)|a (?=decade\b|century\b"
    r"|fortnight\b)"
)
_UNITS = (
    r"(?:square |cubic )?(?:kilomet(?:re|er)s?|met(?:re|er)s?|centimet(?:re|er)s?|millimet(?:re|er)s?"
    r"|miles?|feet|foot|inch(?:es)?|yards?)|km²?|km/h|cm|mm|kg|mph|MW|GW|kWh|m(?= (?:in|above|below|deep"
    r"|high|long|tall|wide)|[.,])|kilograms?|grams?|(?:metric )?ton(?:ne)?s?|litres?|liters?|gallons?"
    r"|barrels?|acres?|hectares?|degrees(?: Celsius)?|volts|watts|megawatts|gigawatts|kilowatts|hours?"
    r"|minutes?|seconds?|days?|weeks?|months?|years?|decades?|centuries|(?:US |Canadian "
    r"|Australian )?dollars?|euros?|pounds?|francs?|crowns?|kron(?:or|er|e)|yen|rupees?|roubles?|rubles?"
    r"|pesos?|yuan|reais|rand|lira|dirhams?|riyals?|shillings?|naira|cents?|percentage points?|points?"
)
_SHARE = r"\s?%|[ -]per ?cent\b|[ -]percent\b"
_HEDGE = (
    r"(?:at (?:least|most)|(?:no |slightly |well )?(?:more|less|fewer) than|up to|as (?:many|much) as"
    r"|an estimated|close to|just (?:over|under|below)|well over|about|around|some|nearly|almost|roughly"
    r"|approximately)"
)
_FIRST = rf"(?:{_AMOUNT})(?:{_SHARE})?"
# Numbers that name and do not count: "Article 5", "flight 12", "Boeing 737".
_NAMED = re.compile(
    r"\b(?:Article|Section|Chapter|Part|Page|Paragraph|Order|Figure|Table|No|Number|Route|Highway|Flight"
    r"|Channel|Unit|Room|Level|Phase|Type|Class|Grade|Formula|Group of|article|section|chapter|page"
    r"|number|flight|group of)[. ]\s?$"
)
_IN_NAME = re.compile(r"(?:\w[-/]|(?<![.!?“\"]\s)(?<!^)\b[A-Z]\w*[a-z] )$")
# "a loved one", "the new one".
_PRONOUN = re.compile(r"\b(?:an?|the|this|that|another|each|every|loved) \w+ $")
_CLOCK = re.compile(r"(?::\d\d)?\s?(?:[ap]\.?m\b\.?|o[’']clock)|:\d\d|(?:st|nd|rd|th)\b|[-/]\d|\.\d+\.\d")
_QUANTITY = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE}"
    rf"|between)\s+)?(?<![\w.,$€£¥₹])(?P<first>{_FIRST}){_NO_MORE}(?:(?P<joint>\s?[-–]\s?|\sto\s"
    rf"|\sand\s)(?P<last>{_FIRST}){_NO_MORE})?(?:[ -]?(?P<unit>{_UNITS})(?![\w-]))?",
    re.IGNORECASE,
)
# A text without any of these holds no quantity.
_HINT = re.compile(
    r"\d|\b(?:one|tw|th|fo|fi|si|se|ei|ni|te|el|half|doz|sco|hun|mil|bil|a (?:[qdcfhy]|th|mo|we))",
    re.IGNORECASE,
)


def find_quantities(text: str) -> Iterator[tuple[int, int]]:
    """The spans of quantities in order: hedge ("about"), number or range, and unit of measure.

    What is counted is left out ("34" of "34 people"), so are ordinals, times of day and numbers that are
    names ("Article 5"). Dates are not told apart: leave out what lies in one.
    """
    if not _HINT.search(text):
        return
    place = 0
    while match := _QUANTITY.search(text, place):
        start, end = _span(match)
        place = max(end, match.start("first") + 1)
        if not _is_name(text, match, end):
            yield start, end


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The whole match, without an "and …" that no "between" opens and a "between" that no "and" closes."""
    joint, hedge = (match["joint"] or "").strip(), (match["hedge"] or "").casefold()
    is_pair = joint == "and" and hedge != "between"
    start = match.start("first") if hedge == "between" and joint not in ("and", "to") else match.start()
    if is_pair or _is_vote(match):
        return start, match.end("first")
    return start, match.end()


def _is_vote(match: re.Match[str]) -> bool:
    """Two bare numbers around "to" stay apart where the first is the higher one: votes, not a range."""
    if (match["joint"] or "").strip() != "to" or match["unit"]:
        return False
    return match["first"].isdigit() and match["last"].isdigit() and int(match["first"]) > int(match["last"])


def _is_name(text: str, match: re.Match[str], end: int) -> bool:
    at = match.start("first")
    if not text[at].isdigit():
        return match["first"].casefold() == "one" and bool(_PRONOUN.search(text[:at]))
    before = text[max(0, at - 40) : at]
    if text[at - 1 : at] == "(" and text[end : end + 1] == ")":
        return True
    is_name = _NAMED.search(before) or (_IN_NAME.search(before) and not match["hedge"])
    return bool(is_name or _CLOCK.match(text, end))
