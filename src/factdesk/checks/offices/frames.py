"""Times that a text names by who governed: "in the Biden administration", "Biden's defense secretary"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from factdesk.checks.offices.resolve import Resolved
from factdesk.checks.offices.terms import joined
from factdesk.model import Article, Mention, Period, Sentence, Tenure
from factdesk.reference import Reference

# Letters around a mention in which such a time is looked for.
_BEFORE, _AFTER = 300, 160
_GOVERNING = ("President", "Prime Minister", "Premier", "Chancellor of {country}")
_NAME = r"(?P<name>(?!(?:As|In|The|At|For)\b)(?:[A-Z][\w.-]*\s+){0,3}[A-Z]\w*)"
_WHEN = r"(?:\b(?P<when>in|under|during|from|throughout|of)\s+)?(?:\bthe\s+)?"
_TIME = "administration|era|years|presidency|premiership|chancellorship|government|cabinet|term"
_REIGN = re.compile(
    rf"(?i:{_WHEN}){_NAME}(?:[’']s?)?[\s-]+(?:(?P<nth>first|second)\s+)?(?:{_TIME})\b(?:[’']s?)?"
)
_UNDER = re.compile(rf"\b(?P<when>[Uu]nder)\s+(?:(?:then|former|the\s+late)[\s-]+)?{_NAME}(?![’']s)")
_OWNER = re.compile(rf"{_NAME}[’']s(?=\s)")
_NTH = {"first": 0, "second": 1}
# Between the time and what it frames: "Biden's longtime secretary", "secretary of state, under Biden".
_ASIDE = re.compile(r"[\s,(]*(?:the\s+)?(?:[a-z-]+\s+)?")
_MARKS = re.compile(r"[\s,(]*")
_PRONOUN = re.compile(r"\b(?:his|her|their|whose)\b")


@dataclass(frozen=True, slots=True)
class Frame:
    """The words and the days in office of whom they name; `is_close` where they belong to the mention."""

    text: str
    spells: tuple[Period, ...]
    is_close: bool

    def is_past(self, published: Period) -> bool:
        """Whether that time was over when the text was published; where the day is unknown, is it now."""
        now = Period(published.start, None)
        return not any(
            spell.intersect(now) if published.start else spell.end is None for spell in self.spells
        )


@dataclass(frozen=True, slots=True)
class Frames:
    """The times that one article names so; who is meant by a name is asked once."""

    article: Article
    reference: Reference
    _known: dict[tuple[str, str], tuple[Period, ...]] = field(default_factory=dict)

    def at(self, resolved: Resolved, sentence: Sentence) -> Frame | None:
        """The time that the words around a mention put it in, those that belong to it first."""
        country = resolved.terms[0].office.country if resolved.terms else ""
        if not country:
            return None
        mention, text = resolved.mention, self.article.text
        matches = [*_near(mention, text, sentence), *_before(mention, text, sentence)]
        for match, is_close in sorted(matches, key=lambda one: not one[1]):
            nth = match.groupdict().get("nth")
            spells = self._spells(match["name"], country)
            if nth and len(spells) > _NTH[nth]:
                spells = spells[_NTH[nth] : _NTH[nth] + 1]
            if spells:
                return Frame(match.group().strip(), spells, is_close)
        return None

    def _spells(self, name: str, country: str) -> tuple[Period, ...]:
        key = name, country
        if key not in self._known:
            until = Period(None, self.article.published.end)
            spells = _terms_of(name, country, self.reference)
            self._known[key] = tuple(spell for spell in spells if spell.intersect(until))
        return self._known[key]


def _near(mention: Mention, text: str, sentence: Sentence) -> Iterator[tuple[re.Match[str], bool]]:
    """Times named in the sentence, with whether they stand at the mention or open its sentence.

    Without a preposition it is a time only right before a title: "the Biden administration said so".
    """
    start, end = max(sentence.start, mention.start - _BEFORE), min(sentence.end, mention.end + _AFTER)
    for pattern in (_REIGN, _UNDER):
        for match in pattern.finditer(text, start, end):
            if match["when"]:
                opens = match.start() == sentence.start and match.end() <= mention.start
                yield match, opens or _touches(match, mention, text)
            elif match.end() <= mention.start and text[match.end() : mention.start].isspace():
                yield match, True
    for match in _OWNER.finditer(text, start, mention.end):
        if _touches(match, mention, text) and match.start("name") != mention.start:
            yield match, True


def _touches(match: re.Match[str], mention: Mention, text: str) -> bool:
    if match.end() <= mention.start:
        return bool(_ASIDE.fullmatch(text, match.end(), mention.start))
    if match.start() >= mention.end:
        return bool(_MARKS.fullmatch(text, mention.end, match.start()))
    return match.re is _UNDER or mention.start <= match.start()


def _before(mention: Mention, text: str, sentence: Sentence) -> Iterator[tuple[re.Match[str], bool]]:
    """Times named shortly before the sentence, in its paragraph; "his secretary" belongs to them."""
    start = max(text.rfind("\n\n", 0, sentence.start) + 1, sentence.start - _BEFORE)
    is_close = bool(_PRONOUN.search(mention.text))
    for pattern in (_UNDER, _REIGN):
        yield from ((m, is_close) for m in pattern.finditer(text, start, sentence.start) if m["when"])


def _terms_of(name: str, country: str, reference: Reference) -> Sequence[Period]:
    """The days on which whom the last words of a name mean governed the country."""
    titles = (title.format(country=country) for title in _GOVERNING)
    offices = [o for title in titles for o in reference.offices(title, country) if o.single]
    words = name.split()
    for first in range(len(words)):
        if groups := reference.tenures(" ".join(words[first:]), offices):
            return joined(_days(tenure) for group in groups for tenure in group)
    return ()


def _days(tenure: Tenure) -> Period:
    return Period(tenure.start.start, tenure.end.end if tenure.end else None)
