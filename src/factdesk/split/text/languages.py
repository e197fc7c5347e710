"""The language of a text, and what the pipeline can and cannot do in it.

English shows by its commonest words, at no cost. Any other text goes to py3langid (Naive Bayes over byte
n-grams, its model inside the package), which is loaded at the first such text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LISTED = """af Afrikaans|am Amharic|ar Arabic|az Azerbaijani|be Belarusian|bg Bulgarian|bn Bengali|bs Bosnian
ca Catalan|cs Czech|cy Welsh|da Danish|de German|el Greek|en English|es Spanish|et Estonian
eu Basque|fa Persian|fi Finnish|fr French|ga Irish|gl Galician|gu Gujarati|ha Hausa|he Hebrew
hi Hindi|hr Croatian|hu Hungarian|hy Armenian|id Indonesian|ig Igbo|is Icelandic|it Italian
ja Japanese|ka Georgian|kk Kazakh|km Khmer|kn Kannada|ko Korean|ku Kurdish|ky Kyrgyz
lb Luxembourgish|lo Lao|lt Lithuanian|lv Latvian|mk Macedonian|ml Malayalam|mn Mongolian|mr Marathi
ms Malay|mt Maltese|my Burmese|ne Nepali|nl Dutch|nn Norwegian Nynorsk|no Norwegian|om Oromo|or Odia
pa Punjabi|pl Polish|ps Pashto|pt Portuguese|ro Romanian|ru Russian|rw Kinyarwanda|si Sinhala
sk Slovak|sl Slovenian|so Somali|sq Albanian|sr Serbian|sv Swedish|sw Swahili|ta Tamil|te Telugu
tg Tajik|th Thai|tk Turkmen|tl Tagalog|tr Turkish|tt Tatar|ug Uyghur|uk Ukrainian|ur Urdu|uz Uzbek
vi Vietnamese|xh Xhosa|yo Yoruba|zh Chinese|zu Zulu"""
_NAMES: dict[str, str] = dict(re.findall(r"(\w+) ([^|\n]+)", _LISTED))
# Common words of English that are not common in another language of Latin script ("on", "for", "at" are).
_COMMON_WORDS = """the of and that with from by was were are has have had this which his its said been they
    their would who after when more it is be could there into only other two than first these"""
_SHARED_WORDS = """a to in for on at as an not he she we but or i you will if all new about can him them what
    up out one s"""
_COMMON = frozenset(_COMMON_WORDS.split())
_EITHER = _COMMON | frozenset(_SHARED_WORDS.split())
_MARKED_BY_SCRIPT = (("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh"))
_UNMARKED = {"th", "lo"}  # written without a mark at the end of a sentence
_WINDOW = 3000  # characters read at the start, in the middle and at the end of a text
_SHORT = 900  # characters: a text that is read in one piece
# Shares of common words, without and with those that others have too; English prose has a third and a half.
_ENGLISH = (0.1, 0.25)
_FEW = 8  # words: with fewer a guess counts only where it is almost certain
_MAKES_NOTHING = 0.45  # of 4,000 single sentences in 17 languages five were told with less
_PLAIN = 0.9  # the same for a text of a few words
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_HIGH = re.compile("[\u0250-\U0010ffff]")
_WORD = re.compile(r"[^\W\d_]+")
_load_once = Lock()


@dataclass(frozen=True)
class Language:
    """A language: its BCP-47 code, its English name, and how sure the guess is, 0..1."""

    code: str
    name: str
    sure: float


@lru_cache(maxsize=8)
def language_of(text: str) -> Language:
    """The language of most of the text; under eight Latin words count as English unless it is plain.

    `sure` is a probability by py3langid; for English told by its common words it grows with their share. Of a
    longer text the start, the middle and the end are read, and two of the three decide.
    """
    parts = _parts(text)
    plain = [_plain(part) for part in parts]
    if sum(language is not None for language in plain) * 2 <= len(parts):
        plain = [language or _guessed(part) for language, part in zip(plain, parts, strict=True)]
    found = [language for language in plain if language]
    code = Counter(language.code for language in found).most_common(1)[0][0]
    return _named(code, sum(language.sure for language in found if language.code == code) / len(found))


def _plain(part: str) -> Language | None:
    """English by its common words, an East Asian language by its script; None where a model is needed."""
    high = [] if part.isascii() else [char for char in _HIGH.findall(part) if char.isalpha()]
    if len(high) > len(_LATIN.findall(part)):
        return _named(script, 0.95) if (script := _by_script(high)) else None
    words = _WORD.findall(part.casefold())
    share, either = _share(words, _COMMON), _share(words, _EITHER)
    if len(words) < _FEW:
        return None if share == 0 and len(words) > 2 else _named("en", 0.3)
    return _named("en", min(0.99, 0.6 + either)) if share >= _ENGLISH[0] and either >= _ENGLISH[1] else None


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / max(1, len(words))


def is_english(text: str) -> bool:
    """Whether the pipeline reads the text as English."""
    return language_of(text).code == "en"


def limits(language: Language) -> str:
    """What cannot be done in a language, in plain sentences for a person; blank for English."""
    if language.code == "en":
        return ""
    reads = "reads as" if language.sure >= 0.8 else "seems to be"
    split = (
        "The script marks no end of a sentence, so each paragraph became one claim."
        if language.code in _UNMARKED
        else "It was split into sentences, and each became one claim (no questions, no short headings)."
    )
    return (
        f"The text {reads} {language.name}. {split} Clauses, speakers, standalone wording, names and kinds "
        "of claims, and the checks of offices, dates and figures are made for English only, so little or "
        "nothing is found here; the check-worthiness score is not reliable."
    )


def _parts(text: str) -> list[str]:
    if len(text) <= _SHORT:
        return [text]
    size = min(_WINDOW, len(text) // 3)
    middle = (len(text) - size) // 2
    return [text[:size], text[middle : middle + size], text[-size:]]


def _named(code: str, sure: float) -> Language:
    return Language(code, _NAMES[code], round(sure, 2))


def _by_script(letters: list[str]) -> str:
    """The language of an East Asian script: a tenth of the letters is kana, or a quarter Hangul or Han."""
    scripts = Counter(unicodedata.name(char, "").split(" ", 1)[0] for char in letters)
    wanted = {"HIRAGANA": 10, "KATAKANA": 10, "HANGUL": 4, "CJK": 4}
    return next(
        (code for script, code in _MARKED_BY_SCRIPT if scripts[script] * wanted[script] >= len(letters)), ""
    )


def _guessed(part: str) -> Language:
    """What py3langid says; Latin letters it makes nothing of (lists, names, addresses) count as English."""
    code, sure = _identifier().classify(re.sub(r"https?://\S+|\S+@\S+", " ", part))
    latin = len(_LATIN.findall(part)) > len(_HIGH.findall(part))
    needed = _MAKES_NOTHING if len(_WORD.findall(part)) >= _FEW else _PLAIN
    return _named("en", 0.3) if latin and sure < needed else _named(code, sure)


def _identifier() -> LanguageIdentifier:
    with _load_once:
        return _loaded()


@cache
def _loaded() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_NAMES))
    return identifier
