"""Figures in one sentence that cannot be right together: parts and total, change and percentage, share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache

from factdesk.checks.remark import Remark, Subject
from factdesk.model import Outcome, Sentence
from factdesk.numbers import NUMBER, Number, read

# Longer than this, in letters, a sentence is a table or a list without stops.
_LONGEST = 1500

_WORDS = r"(?:\s[A-Za-z’'-]+)"
_UP = r"(?:rose|risen|rises|grew|grown|increased|climbed|jumped|surged|soared|gained|up|expanded)"
_DOWN = (
    r"(?:fell|fallen|falls|dropped|declined|decreased|shrank|shrunk|plunged|slumped|down|sank|dipped|plummeted"
    r"|falling|contracted)"
)
_NOUN_UP = r"(?:increase|rise|jump|gain|growth|surge|climb)"
_NOUN_DOWN = r"(?:decrease|fall|drop|decline|reduction|cut|slump|plunge|loss)"
_WHEN = r"(?:\s(?:in|on|at)\s(?:the\s)?[\w,.’' ]{2,30}?)?"
_TIMES = {"doubled": 2, "doubling": 2, "tripled": 3, "trebled": 3, "tripling": 3, "quadrupled": 4} | {
    "halved": Decimal("0.5"),
    "halving": Decimal("0.5"),
}
_FACTOR = rf"(?P<factor>{'|'.join(_TIMES)})"
_FACTOR_ROUGH = r"(?P<rough>(?:(?:more|less)\sthan|nearly|almost|about|roughly|over|around|virtually)\s)?"
# Shares and changes that count something else than the two numbers beside them.
_OTHER_BASE = re.compile(
    r"\b(?:per|each|every|respectively|compared|average|median|annuali[sz]ed|adjusted|real terms|compound"
    r"|a year|annually|yearly|a month|monthly|against the|to the dollar|versus|excluding|including"
    r"|points?)\b",
    re.IGNORECASE,
)


_FRAGMENTS = {
    "UP": rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))",
    "NOUN": rf"(?:(?P<up>{_NOUN_UP})|(?P<down>{_NOUN_DOWN}))",
    "FACTOR": _FACTOR_ROUGH + _FACTOR,
    "WHEN": _WHEN,
    "WORDS": _WORDS,
    "NUMBER": NUMBER,
    "SEX": r"(?:men|women|boys|girls|children|males?|females?)",
    "END": r"(?:,|\s[–—-]|\s\()\s?",
}


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """`{x}` in small letters is a number named x; in capitals it is one of the fragments above.

    Made when first needed: all of them take 80 ms.
    """

    def put(found: re.Match[str]) -> str:
        return _FRAGMENTS.get(found[1]) or f"(?P<{found[1]}>{NUMBER})"

    return re.compile(re.sub(r"\{([A-Za-z]+)\}", put, template), re.IGNORECASE)


_CHANGES = (
    r"\b{UP}(?:\sby)?\s{pct}{WORDS}{0,3}?,?\sfrom\s{x}{WORDS}{0,3}?{WHEN},?\sto\s{y}",
    r"\b{UP}(?:\sby)?\s{pct}{WORDS}{0,3}?,?\sto\s{y}{WORDS}{0,3}?{WHEN},?\s(?:up\s|down\s)?from\s{x}",
    r"\bfrom\s{x}{WORDS}{0,3}?{WHEN},?\sto\s{y}{WORDS}{0,3}?{WHEN}{END}(?:or\s|that’s\s)?(?:a|an)\s{pct}\s{NOUN}\b",
    r"\bfrom\s{x}{WORDS}{0,3}?{WHEN},?\sto\s{y}{WORDS}{0,3}?{WHEN}{END}(?:or\s)?(?:a|an)\s{NOUN}\sof\s{pct}",
    r"\bfrom\s{x}{WORDS}{0,3}?{WHEN},?\sto\s{y}{WORDS}{0,3}?{WHEN}{END}{UP}\s{pct}",
    r"\bto\s{y}{WORDS}{0,3}?{WHEN},?\sfrom\s{x}{WORDS}{0,3}?{WHEN}{END}(?:or\s)?(?:a|an)\s{NOUN}\sof\s{pct}",
)
_MULTIPLES = (
    r"\b{FACTOR}{WORDS}{0,3}?{WHEN},?\sfrom\s{x}{WORDS}{0,3}?{WHEN},?\sto\s{y}",
    r"\b{FACTOR}{WORDS}{0,3}?\sto\s{y}{WORDS}{0,3}?{WHEN},?\s(?:up\s|down\s)?from\s{x}",
    r"\bfrom\s{x}{WORDS}{0,3}?{WHEN},?\sto\s{y}{WORDS}{0,3}?{WHEN},\s{FACTOR}\b",
)
_DIRECTIONS = (r"\b{UP}\sfrom\s{x}{WORDS}{0,2}?{WHEN},?\sto\s{y}",)
_SHARES = (
    r"(?<!to\s){x}{WORDS}{0,2}?\s(?:out\s)?of\s(?:the\s|its\s|their\s|his\s|her\s|all\s|a\stotal\sof\s)?{y}{WORDS}{0,4}?"
    r"(?:,\sor\s|\s\(|,\sthat\sis,\s|\s[–—]\s){pct}(?!\s(?:of|more|less|higher|lower))",
    r"(?<!of\s){pct}(?:{WORDS}{0,4}?)\s\({x}\s(?:out\s)?of\s(?:the\s)?{y}",
    r"(?<!of\s){pct},\sor\s{x}\s(?:out\s)?of\s(?:the\s)?{y}",
)
_PART = r"{NUMBER}(?:\s[A-Za-z’'-]+){1,4}"
_PARTS = rf"(?P<parts>{_PART}(?:,\s{_PART}){{0,5}},?\sand\s{_PART})"
_BY_SEX = r"(?P<parts>{NUMBER}\s{SEX}(?:,\s{NUMBER}\s{SEX})?,?\sand\s{NUMBER}\s{SEX})"
_SUMS = (
    _PARTS
    + r"(?:,|;|:|\s[–—-])\s(?:for\s|making\s|giving\s)?(?:a|the)\s(?:grand\s|combined\s)?total\sof\s{t}"
    + r"(?!\spoints?\b)",
    _PARTS + r"(?:,|;|:|\s[–—-])\s{t}(?:\s[a-z]+)?\s(?:in\sall|in\stotal|all\stold|altogether)\b",
    r"\btotal\sof\s{t}(?:\s[a-z]+){1,2}(?:,|:|\s[–—-]|\s\()\s?" + _BY_SEX + r"(?=[).,;]|\s[–—-]|$)",
    r"{t}(?:\s[a-z]+){1,2}(?::|\s[–—]|\s\()\s?" + _BY_SEX + r"(?=[).;]|\s[–—]|$)",
)
_NO_LIST = re.compile(
    r"\b(?:including|whom|which|them|each|every|per|least|most|more|times|between|other|others|up|half)\b",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Remark]:
    """A contradiction for figures of one sentence that do not fit, however their rounding fell."""
    text = subject.article.text
    for sentence in subject.sentences:
        if sentence.end - sentence.start > _LONGEST or not _has_two_numbers(text, sentence):
            continue
        seen: list[tuple[int, int]] = []
        for templates, judge in _JUDGES:
            for match in _matches(templates, text, sentence):
                start, end = match.span()
                if any(start < b and a < end for a, b in seen):
                    continue
                if message := judge(text, match):
                    seen.append((start, end))
                    yield Remark("arithmetic", ((start, end),), Outcome.CONTRADICTED, message)


def _has_two_numbers(text: str, sentence: Sentence) -> bool:
    found = _FIGURE.finditer(text, sentence.start, sentence.end)
    return next(found, None) is not None and next(found, None) is not None


_FIGURE = re.compile(NUMBER, re.IGNORECASE)


def _matches(templates: tuple[str, ...], text: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    for template in templates:
        yield from _pattern(template).finditer(text, sentence.start, sentence.end)


def _numbers(text: str, match: re.Match[str], *names: str) -> list[Number] | None:
    """The numbers of these groups; None where one is no number or is not meant exactly."""
    try:
        found = [read(text, *match.span(name)) for name in names]
    except ValueError:
        return None
    return None if any(one.rough for one in found) else found


def _change(text: str, match: re.Match[str]) -> str:
    """What is wrong with "rose X% from A to B"; blank where nothing is."""
    found = _numbers(text, match, "x", "y", "pct")
    if found is None or found[2].unit not in ("%", "points") or _has_other_base(text, match):
        return ""
    first, last, stated = found
    sign = 1 if match["up"] else -1
    if first.unit == "%" or last.unit == "%":
        return _points(first, last, stated, sign, match)
    if stated.unit == "points" or not _alike(first, last):
        return ""
    if any(_fits(*pair, stated, sign) for pair in _readings(first, last)):
        return ""
    real = (last.value - first.value) / first.value * 100
    return (
        f"From {_said(match['x'])} to {_said(match['y'])} is "
        f"{_direction(real)} of {_rounded(abs(real))}, not "
        f"{'a rise' if sign > 0 else 'a fall'} of {_said(match['pct'])}."
    )


def _readings(first: Number, last: Number) -> list[tuple[Number, Number]]:
    """ "From 2 to 3 million" may mean 2 or 2 million at its start."""
    if last.has_scale and not first.has_scale:
        return [(first, last), (first.scaled(last.scale), last)]
    return [(first, last)]


def _alike(first: Number, last: Number) -> bool:
    """Whether two amounts are of one kind and none is zero or a year."""
    if first.low <= 0 or last.low <= 0 or (first.unit and last.unit and first.unit != last.unit):
        return False
    return not (_is_year(first) and _is_year(last))


def _is_year(number: Number) -> bool:
    return not number.unit and not number.has_scale and 1500 <= number.value <= 2100


def _fits(first: Number, last: Number, stated: Number, sign: int) -> bool:
    """Whether some values within the rounding give the stated percentage, cut or rounded."""
    low = sign * (last.low / first.high - 1) * 100
    high = sign * (last.high / first.low - 1) * 100
    return _is_within(min(low, high), max(low, high), stated)


def _is_within(low: Decimal, high: Decimal, stated: Number) -> bool:
    """Whether a share between these two is written as stated, be it rounded or cut."""
    return low < stated.value + 2 * stated.half and stated.value - 2 * stated.half < high


def _points(first: Number, last: Number, stated: Number, sign: int, match: re.Match[str]) -> str:
    """Between two percentages the change is in points, or relative to the first."""
    slack = first.half + last.half + stated.half
    points = sign * (last.value - first.value)
    if first.low <= 0 or first.unit not in ("%", "") or last.unit not in ("%", ""):
        return ""
    fits_points = abs(points - stated.value) <= slack
    if stated.unit == "points":
        return "" if fits_points else f"{_the_points(match, points)}, not {_said(match['pct'])}."
    if _fits(first, last, stated, sign):
        return ""
    relative = sign * (last.value / first.value - 1) * 100
    return f"{_the_points(match, points)}, or {_rounded(relative)}, not {_said(match['pct'])}."


def _the_points(match: re.Match[str], points: Decimal) -> str:
    return f"From {_said(match['x'])} to {_said(match['y'])} is {_plain(points)} percentage points"


def _multiple(text: str, match: re.Match[str]) -> str:
    """What is wrong with "doubled from A to B"; without "nearly" some slack to either side is allowed."""
    found = _numbers(text, match, "x", "y")
    if found is None or not _alike(*found):
        return ""
    factor = Decimal(_TIMES[match["factor"].lower()])
    ratios = [
        (last.low / first.high, last.high / first.low, last.value / first.value)
        for first, last in _readings(*found)
    ]
    least, most = _bounds(factor, " ".join((match["rough"] or "").lower().split()))
    if any(low <= most and least <= high for low, high, _ in ratios):
        return ""
    return (
        f"From {_said(match['x'])} to {_said(match['y'])} is {_plain(ratios[-1][2])} times as much, "
        f"not {_plain(factor)} times ({match['factor']})."
    )


def _bounds(factor: Decimal, rough: str) -> tuple[Decimal, Decimal]:
    """The ratios that "doubled", "more than doubled", "nearly doubled" may stand for."""
    if rough in ("more than", "over"):
        return (Decimal(0), factor) if factor < 1 else (factor, factor * 3)
    if rough in ("nearly", "almost", "virtually", "less than"):
        return (factor, factor * Decimal("1.6")) if factor < 1 else (factor * Decimal("0.6"), factor)
    return factor * Decimal("0.85"), factor * Decimal("1.25")


def _wrong_way(text: str, match: re.Match[str]) -> str:
    """What is wrong with "rose from 12% to 10%"; only for percentages and money."""
    found = _numbers(text, match, "x", "y")
    if found is None or not all(one.unit for one in found) or found[0].unit != found[1].unit:
        return ""
    if found[0].has_scale != found[1].has_scale or _has_other_base(text, match):
        return ""
    first, last = found
    wrong = last.high < first.low if match["up"] else last.low > first.high
    if not wrong:
        return ""
    word = match["up"] or match["down"]
    return f"From {_said(match['x'])} to {_said(match['y'])} goes the other way than “{word}”."


def _share(text: str, match: re.Match[str]) -> str:
    """What is wrong with "12 of 50 (25%)"."""
    found = _numbers(text, match, "x", "y", "pct")
    if found is None or found[2].unit != "%" or found[0].unit == "%" or found[1].unit == "%":
        return ""
    part, whole, stated = found
    if (part.unit and whole.unit and part.unit != whole.unit) or whole.low <= 0 or part.value < 0:
        return ""
    if any(_share_fits(p, w, stated) for p, w in _readings(part, whole)):
        return ""
    real = part.value / whole.value * 100
    return f"{_said(match['x'])} of {_said(match['y'])} is {_rounded(real)}, not {_said(match['pct'])}."


def _share_fits(part: Number, whole: Number, stated: Number) -> bool:
    low, high = part.low / whole.high * 100, part.high / whole.low * 100
    return _is_within(low, high, stated)


def _sum(text: str, match: re.Match[str]) -> str:
    """What is wrong with "12 men and 8 women, 21 in all"."""
    found = _numbers(text, match, "t")
    parts = _parts(text, match)
    if found is None or parts is None or _NO_LIST.search(match[0]):
        return ""
    total = found[0]
    if any(one.unit != total.unit and one.unit for one in parts) or "%" in {one.unit for one in parts}:
        return ""
    scales = {one.has_scale for one in (*parts, total)}
    if len(scales) > 1 or any(map(_is_year, (*parts, total))):
        return ""
    added = sum((one.value for one in parts), Decimal(0))
    slack = sum((one.half for one in parts), total.half)
    if abs(added - total.value) <= slack:
        return ""
    terms = " + ".join(_said(text[one.start : one.end]) for one in parts)
    return f"{terms} is {_plain(added)}, not {_said(match['t'])}."


def _parts(text: str, match: re.Match[str]) -> list[Number] | None:
    """The parts listed; None where the list goes on to the left or a part is no exact number."""
    start, end = match.span("parts")
    before = text[max(0, start - 60) : start]
    if match.start() == start and re.search(r"(?:,|\band|\bplus)\s$|[0-9]", before):
        return None
    try:
        parts = [read(text, *found.span()) for found in _FIGURE.finditer(text, start, end)]
    except ValueError:
        return None
    return None if any(one.rough for one in parts) else parts


def _has_other_base(text: str, match: re.Match[str]) -> bool:
    around = text[match.start() : match.end() + 40]
    around = re.sub(r"percentage[\s-]points?|per\scent", "", around, flags=re.IGNORECASE)
    return bool(_OTHER_BASE.search(around))


def _direction(change: Decimal) -> str:
    return "a rise" if change >= 0 else "a fall"


def _rounded(share: Decimal) -> str:
    return f"{_plain(share)}%"


def _plain(value: Decimal) -> str:
    """Three significant digits and no exponent.

    >>> _plain(Decimal("33.3333")), _plain(Decimal("1234567"))
    ('33.3', '1,234,567')
    """
    if value == value.to_integral_value() or abs(value) >= 100:
        return f"{value.to_integral_value():,}"
    places = 1 if abs(value) >= 10 else 2
    return f"{value:.{places}f}".rstrip("0").rstrip(".")


def _said(words: str) -> str:
    return " ".join(words.split())


_JUDGES: tuple[tuple[tuple[str, ...], Callable[[str, re.Match[str]], str]], ...] = (
    (_CHANGES, _change),
    (_MULTIPLES, _multiple),
    (_SHARES, _share),
    (_SUMS, _sum),
    (_DIRECTIONS, _wrong_way),
)
