"""Numbers as a text writes them: digits or words, scale, unit, and how exactly they are meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_SMALL = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_TEENS = [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: n for n, word in enumerate(_SMALL + _TEENS)} | {
    word: 10 * n for n, word in enumerate(_TENS, 2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
}
_UNITS = {"percent": "%", "per cent": "%", "pct": "%", "percentage point": "points", "dollar": "$"} | {
    "euro": "€",
    "pound": "£",
    "rupee": "₹",
    "rs": "₹",
    "rs.": "₹",
    "us$": "$",
    "usd": "$",
    "eur": "€",
    "gbp": "£",
    "inr": "₹",
}

_CURRENCY = r"(?:US\$|A\$|C\$|HK\$|NZ\$|R\$|S\$|[$£€¥₹]|(?:Rs\.?|USD|EUR|GBP|INR)\s?(?=[0-9]))"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{2,3})+|[0-9]+)(?:\.[0-9]+)?"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SPELLED = (
    rf"(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD}|hundred|thousand)){{0,6}}(?=\W|$)"
    r"|an?\s(?:hundred|dozen)|dozen"
)
_BIG = r"(?:hundred|thousand|lakh|lac|million|mln|mn|crore|billion|bn|trillion|trn|tn)s?"
_UNIT = (
    r"(?:\s?%|\s?percent\b|\sper\scent\b|\s?pct\b|[\s-]percentage\spoints?\b|\s(?:US\s)?dollars?\b|\seuros?\b"
    r"|\spounds?\b(?!\s(?:of|per))|\srupees?\b)"
)
# A number that no other number or name reaches into, as a piece of a pattern.
NUMBER = (
    rf"(?:(?<![\w.,/:$£€-]){_CURRENCY}\s?{_DIGITS}(?:(?:\s|-)?(?:{_BIG}|[mbk])\b)?(?![\w/:]|[.,][0-9]|-[0-9A-Za-z])"
    rf"|(?<![\w.,/:$£€#-])(?:{_DIGITS}|{_SPELLED})(?:[\s-]{_BIG}\b)?{_UNIT}?(?![\w/:%]|[.,][0-9]|-[0-9A-Za-z]))"
)
_PARTS = re.compile(
    rf"(?P<currency>{_CURRENCY})?\s?(?:(?P<digits>{_DIGITS})|(?P<spelled>{_SPELLED}))"
    rf"(?:[\s-]?(?P<scale>{_BIG}|[mbk])\b)?(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
ROUGH = (
    r"(?:about|around|roughly|approximately|approx\.?|some|nearly|almost|over|more\sthan|less\sthan|fewer\sthan"
    r"|under|below|above|up\sto|at\sleast|at\smost|as\s(?:many|much|few|little)\sas|(?:an\s)?estimated|upwards?\sof"
    r"|close\sto|just|only\sabout|well|~|≈|>|<|no\s(?:more|fewer|less)\sthan|another|additional|further|or\sso|maximum\sof"
    r"|minimum\sof|average\sof|between|exceed\w*|half)"
)
_ROUGH_BEFORE = re.compile(rf"(?:^|(?<=\W)){ROUGH}(?:\s(?:a|the))?\s?$", re.IGNORECASE)
_ROUGH_AFTER = re.compile(r"\s?(?:or\s(?:so|more|less|fewer|[0-9]+|two|three)|-?odd|-?plus|\+)(?!\w)")


@dataclass(frozen=True, slots=True)
class Number:
    """`text[start:end]`; the value meant lies within `half` of `value`.

    `half` is 0 for a plain count below 1,000, else half of the last place written; a count that ends in zeros
    is taken to have two significant digits at least. `unit` is "%", "points" (percentage points), a currency
    sign or blank. `rough`: "about", "at least", "nearly" and the like stand with it.
    """

    start: int
    end: int
    value: Decimal
    half: Decimal
    unit: str
    has_scale: bool
    rough: bool
    scale: int = 1

    @property
    def low(self) -> Decimal:
        return self.value - self.half

    @property
    def high(self) -> Decimal:
        return self.value + self.half

    def scaled(self, scale: int) -> Number:
        """The same digits with the scale word of a neighbour: "2" of "from 2 to 3 million"."""
        half = max(self.half, Decimal("0.5"))
        return replace(self, value=self.value * scale, half=half * scale, has_scale=True, scale=scale)


def read(text: str, start: int, end: int) -> Number:
    """The number that `NUMBER` matched at `text[start:end]`. ValueError where the words make none."""
    match = _PARTS.fullmatch(text[start:end])
    if match is None:
        raise ValueError(text[start:end])
    scale = _SCALES[match["scale"].lower().rstrip("s") or "b"] if match["scale"] else 1
    value, half = _digits(match["digits"], scale > 1) if match["digits"] else _spelled(match["spelled"])
    if match["unit"] and half == 0:
        half = Decimal("0.5")
    return Number(
        start,
        end,
        value * scale,
        half * scale,
        _unit(match),
        scale > 1,
        is_rough(text, start, end),
        scale,
    )


def is_rough(text: str, start: int, end: int) -> bool:
    """Whether the words beside a number say that it is no exact one."""
    before = text[max(0, start - 30) : start]
    return bool(_ROUGH_BEFORE.search(before) or _ROUGH_AFTER.match(text, end))


def _unit(match: re.Match[str]) -> str:
    written = " ".join((match["unit"] or match["currency"] or "").lower().replace("-", " ").split())
    written = written.removeprefix("us ") if written != "us$" else written
    return _UNITS.get(written.rstrip("s"), _UNITS.get(written, written))


def _digits(written: str, has_scale: bool) -> tuple[Decimal, Decimal]:
    plain = written.replace(",", "")
    whole, point, decimals = plain.partition(".")
    value = Decimal(plain)
    if point:
        return value, Decimal(5).scaleb(-len(decimals) - 1)
    zeros = len(whole) - len(whole.rstrip("0"))
    place = min(zeros, len(whole) - 2) if len(whole) > 3 else 0
    if place == 0 and not has_scale:
        return value, Decimal(0)
    return value, Decimal(5).scaleb(place - 1)


def _spelled(written: str) -> tuple[Decimal, Decimal]:
    """The value of number words: "two hundred and seven", "a dozen"."""
    total = current = 0
    for word in re.split(r"[\s-]+", written.lower()):
        if word == "and":
            continue
        if word in ("a", "an"):
            current = 1
        elif word == "dozen":
            return Decimal(12 * (current or 1)), Decimal(2)
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0
        elif current % 100 and not (current % 100 >= 20 and current % 10 == 0 and _WORDS[word] < 10):
            raise ValueError(written)
        else:
            current += _WORDS[word]
    return _digits(str(total + current), has_scale=False)
