"""What check-worthiness is judged by: the properties of a sentence that a person can name, and its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase

_TOKEN = re.compile(r"[£$€]?\d[\d.,:]*(?:st|nd|rd|th|s|%)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[?!%\"“”]")
_MONTHS = "january|february|march|april|may \\d|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_LOWER = {ord(letter): letter.lower() for letter in ascii_uppercase}
# Endings cut off to bring "tax, taxes, taxed, taxing, taxation" together.
_ENDING = re.compile(r"(?:ations?|ing|ments?|ed|es|ly|er|'s|s)$")


@dataclass(frozen=True, slots=True)
class Feature:
    """A property of a sentence that scales to 0..1: how often `pattern` is found, at most `most` times.

    The pattern is matched on the text in small letters, where not `cased`. `label` says the property to a
    person, `shows` whether the words found say it too; `tokens` are words of the model that tell the same.
    """

    name: str
    label: str
    pattern: re.Pattern[str]
    most: int = 1
    tokens: tuple[str, ...] = ()
    shows: bool = True
    cased: bool = False


def _feature(
    name: str,
    label: str,
    pattern: str,
    most: int = 1,
    tokens: tuple[str, ...] = (),
    *,
    shows: bool = True,
    cased: bool = False,
) -> Feature:
    return Feature(name, label, re.compile(pattern), most, tokens, shows, cased)


# In this order: a word that several match is told under the first.
FEATURES = (
    _feature(
        "share",
        "a share or a sum of money",
        r"\d[\d.,]* ?%|(?:\d[\d.,]*|\w+) (?:percent\b|per cent\b)|[$£€]\d[\d.,]*|\b(?:b|m|tr)illions?\b"
        r"|\b(?:half|third|quarter|majority) of\b",
        2,
        ("<money>", "<percent>"),
    ),
    _feature(
        "date",
        "a date or a time that has passed",
        rf"\b(?:1[89]|20)\d\d\b|\b(?:{_MONTHS}|{_DAYS})\b"
        r"|\b(?:this|last|past) (?:week|month|year|decade|summer|winter|spring|autumn|fall)\b|\b(?:year"
        r"|month|week|day|decade)s? ago\b|\b(?:in|over|for|during) the (?:last|past)\b|\b(?:since"
        r"|yesterday)\b",
        1,
        ("<year>",),
    ),
    _feature(
        "numbers",
        "numbers",
        r"\b\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
        r"|forty|fifty|hundreds?|thousands?|dozens?|double|twice|triple|once)\b",
        3,
        ("<number>",),
    ),
    _feature(
        "change",
        "a comparison or a change",
        r"\b(?:more|less|fewer|\w{3,}er) than\b|\b(?:most|least|(?:high|low|larg|small|great|bigg|old"
        r"|young|fast|strong|long|few|wors)est)\b|\b(?:first|only|ever|record|doubled?|tripled?|cut"
        r"|increas\w+|decreas\w+|ris(?:e|en|es|ing)|rose|fell|fallen|gr(?:ew|own|owing)|lost|losing"
        r"|higher|lower|went (?:up|down))\b",
        2,
    ),
    _feature(
        "never",
        "a sweeping word",
        r"\b(?:never|nobody|no one|none|nothing|every|always|all of|any|not one|not a single)\b",
    ),
    _feature(
        "vote",
        "a vote, a law or a decision",
        r"\b(?:vot(?:e|es|ed|ing)|bill|laws?|act|treaty|ban(?:s|ned)?|ruled?|ruling|signed|passed|vetoed"
        r"|approved|opposed|supported|banned|enacted|court|convicted|sentenced|arrested|sued|pardoned"
        r"|recogni[sz]ed)\b",
        2,
    ),
    _feature(
        "office",
        "an office or rank",
        r"\b(?:president|minister|secretary|chairman|chairwoman|chief|general|marshal|admiral|colonel"
        r"|governor|senator|ambassador|commissioner|director|chancellor|mayor|king|queen|judge|justice"
        r"|speaker|premier|appointed|elected|resigned)\b",
    ),
    _feature(
        "source",
        "a source",
        r"\b(?:according to|said|says|told|report(?:s|ed)|claim(?:s|ed)|found that|shows? that|study"
        r"|studies)\b",
    ),
    _feature(
        "opinion",
        "a wish, a hope or an opinion",
        r"\b(?:should|must|ought|needs? to|ha(?:ve|s) to|got to|hope|wish|think|believe|feel|important"
        r"|proud|great|wonderful|terrible|best|worst|right|wrong|better)\b",
        2,
    ),
    _feature("plan", "a promise or the future", r"\b(?:will|shall|going to|\w+['’]ll)\b"),
    _feature(
        "hedge",
        "a hedge",
        r"\b(?:may|might|could|would|perhaps|maybe|likely|seems?|probably|if)\b|\w+['’]d\b",
    ),
    _feature("self", "the speaker's own person", r"\b(?:i|my|me|mine|myself|i['’]\w+)\b", 2),
    _feature("we", "a “we”", r"\b(?:we|our|us|ours|we['’]\w+)\b", 2),
    _feature(
        "you",
        "an address to somebody",
        r"\b(?:you|your|let me|let us|let['’]s|please|thanks?|sir|welcome|good (?:evening|night|morning))\b",
    ),
    _feature("others", "what somebody else did", r"\b(?:he|she|they|his|her|their|him|them)\b", 2),
    _feature(
        "past",
        "something that has happened",
        r"\b(?:was|were|had|has|have|did|(?!united|hundred|indeed|need|scheduled|expected|supposed"
        r"|planned|proposed)\w{3,}ed|became|spent|left|sent|paid|built|made|took|gave|won|led|met|came"
        r"|held|kept|brought|bought|sold|broke|died|shut|grown)\b",
        3,
    ),
    _feature(
        "names",
        "names of people, places or bodies",
        rf"(?<=[a-z,;:] )(?!I\b|I['’]|(?i:{_MONTHS}|{_DAYS})\b)[A-Z](?:[\w’'-]|\.(?=\w)|(?<=\.[A-Z])\.)*",
        4,
        ("<name>",),
        cased=True,
    ),
    _feature("question", "a question", r"\?\W*$", tokens=("?",), shows=False),
    _feature("quote", "words in quotation marks", r"[\"“”]", tokens=('"', "“", "”"), shows=False),
    _feature("short", "being a fragment of a few words", r"^\W*(?:\w+\W+){0,4}(?:\w+\W*)?$", shows=False),
    _feature("long", "being a full sentence", r"(?:\b\w+\W+){10}", 3, shows=False),
)


def found(text: str) -> list[list[re.Match[str]]]:
    """Where each of the `FEATURES` is found in a sentence."""
    small = text.translate(_LOWER)
    return [list(one.pattern.finditer(text if one.cased else small)) for one in FEATURES]


def measures(text: str) -> list[float]:
    """The properties of a sentence in the order of `FEATURES`, each 0 to 1."""
    return [scaled(one, len(matches)) for one, matches in zip(FEATURES, found(text), strict=True)]


def scaled(feature: Feature, count: int) -> float:
    """A count of matches as a share of the most that count."""
    return min(count, feature.most) / feature.most


def words(text: str) -> list[tuple[int, int, str]]:
    """Each word's span and what the model reads there: `<number>`, `<name>` … for what is particular."""
    read, end = [], 0
    for match in _TOKEN.finditer(text):
        opens = not end or any(mark in '.!?"“' for mark in text[end - 1 : match.start()])
        read.append((*match.span(), _word(match[0], opens)))
        end = match.end()
    return read


def terms(text: str) -> list[str]:
    """The words of a sentence, their neighbouring pairs, and their stems (with a tilde)."""
    return [term for term, _ in placed_terms([word for _, _, word in words(text)])]


def placed_terms(read: list[str]) -> list[tuple[str, tuple[int, ...]]]:
    """Each term with the numbers of the words that it is made of."""
    found: list[tuple[str, tuple[int, ...]]] = [(word, (at,)) for at, word in enumerate(read)]
    found += [(f"{one} {two}", (at, at + 1)) for at, (one, two) in enumerate(pairwise(read))]
    found += [
        (_ENDING.sub("", word)[:7] + "~", (at,))
        for at, word in enumerate(read)
        if len(word) > 4 and word[0] != "<"
    ]
    return found


def _word(token: str, opens: bool) -> str:
    """`opens` says whether the token opens a sentence or a quotation, where a capital means nothing."""
    if token[0] in "$£€":
        return "<money>"
    if token[0].isdigit():
        if token[-1] == "%":
            return "<percent>"
        return "<year>" if re.fullmatch(r"(?:1[89]|20)\d\d", token) else "<number>"
    if token[0].isupper() and not opens and not re.match(r"I(?:['’]|$)", token):
        return "<name>"
    return token.lower().replace("’", "'")
