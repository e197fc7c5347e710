"""Whether a wording keeps to the text: no name, number or denial that is not there, and its subject."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_LARGE = (
    "thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion dozen "
    "half third quarter twice double"
)
_VALUES = {word: str(number) for number, word in enumerate(_SMALL.split(), 2)}
_NUMBER_WORDS = {*_VALUES, *_LARGE.split()}
# Words that a sentence may begin with though the text has them nowhere.
_OPENINGS = (
    "a an the this that these those there it he she they we i you his her its their our my who what "
    "in on at by for from to of with about after before during since until under over as among according "
    "and but or so if when while where although because no not some many all both each every one another "
    "other people officials"
)
_OPENERS = set(_OPENINGS.split())
_DENIALS = {"not", "no", "never", "nobody", "none", "neither", "nor", "without", "cannot", "nothing"}
_STEM = 4  # first letters by which inflected words are taken for the same
_SHARE = 0.5  # of a wording's long words that the text must have


class Vocabulary:
    """The words and numbers of a text."""

    def __init__(self, text: str) -> None:
        self.words = set(_words(text))
        self.numbers = {_value(number) for number in _NUMBER.findall(text)}
        self.numbers |= {_VALUES[word] for word in self.words if word in _VALUES}
        self._stems = {word[:_STEM] for word in self.words}

    def lacks_name(self, wording: str) -> str:
        """The first capitalised word that the text does not have; blank where there is none."""
        for number, match in enumerate(_WORD.finditer(wording)):
            word = _plain(match[0])
            if not match[0][0].isupper() or word in self.words:
                continue
            if number == 0 and (word in _OPENERS or self._inflects(word)):
                continue
            return match[0]
        return ""

    def lacks_number(self, wording: str) -> str:
        """The first number, in digits or letters, that the text does not have; blank where there is none."""
        for number in _NUMBER.findall(wording):
            if _value(number) not in self.numbers:
                return str(number)
        for word in _words(wording):
            if word in _NUMBER_WORDS and word not in self.words and _VALUES.get(word) not in self.numbers:
                return word
        return ""

    def speaks_of(self, wording: str) -> bool:
        """Whether the text has at least half of a wording's longer words, inflected or not."""
        # In a script without cases there may be no spaces either: there a "word" is no word.
        long = [word for word in map(_plain, _WORD.findall(wording)) if len(word) > _STEM and word.islower()]
        return sum(word[:_STEM] in self._stems for word in long) >= _SHARE * len(long)

    def _inflects(self, word: str) -> bool:
        return len(word) > _STEM and word[:_STEM] in self._stems


def denies(text: str) -> bool:
    """Whether a text has a word that denies (English); a capital inside it is part of a name."""
    found = (match[0] for match in _WORD.finditer(text) if match[0].islower() or not match.start())
    return any(word in _DENIALS or word.endswith("n't") for word in map(_plain, found))


def odd_characters(wording: str, text: str) -> bool:
    """Whether a wording has control or invisible characters that the text does not have."""
    return any(unicodedata.category(char)[0] == "C" for char in set(wording) - set(text))


def _words(text: str) -> Iterator[str]:
    yield from _each(_WORD.findall(text))
    # "U.S." may be written US.
    yield from (match.replace(".", "").casefold() for match in _INITIALS.findall(text))


def _each(found: Iterable[str]) -> Iterator[str]:
    """A word as it is compared, with its possessive and without."""
    for one in found:
        yield _compared(one)
        yield _plain(one)


def _plain(word: str) -> str:
    return _compared(word).removesuffix("'s").removesuffix("'")


def _compared(word: str) -> str:
    """Without case and accents, which models leave out of names."""
    parts = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def _value(number: str) -> str:
    """A number without the marks between its thousands."""
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number)
