"""Country names, adjectives and metonyms ("Pakistan", "Pakistani", "Islamabad") and their canonical name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

# Written alike in other senses ("us", "polish"): these count only as they are spelt in the table.
_CASE_MATTERS = frozenset({"us", "un", "eu", "uk", "world", "polish", "turkey", "jersey", "chad", "jordan"})


# Letters that are no letter with a mark to Unicode, as English texts write them.
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def fold(text: str) -> str:
    """Lower case without accents, typographic quotes and dots made plain."""
    plain = text.replace("’", "'").replace(".", "").casefold()
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain.translate(_WHOLE_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def country(text: str) -> str:
    """The canonical country of a name, an adjective or a metonym, possessive or not; "" where none is meant.

    International bodies ("NATO", "UN") are the country "International".

    >>> country("Pakistan’s"), country("the U.S."), country("Kremlin"), country("us"), country("Norfolk")
    ('Pakistan', 'United States', 'Russia', '', '')
    """
    words = _bare(text)
    key = fold(words)
    found = _table().get(key, "")
    return "" if found and key in _CASE_MATTERS and words[:1].islower() else found


def bare(text: str) -> str:
    """A name folded, without "the" and the possessive."""
    return fold(_bare(text))


def _bare(text: str) -> str:
    return re.sub(r"^[Tt]he\s+|['’]s$|(?<=s)['’]$", "", " ".join(text.split()))


def names() -> dict[str, str]:
    """Every known spelling, metonyms included, and its canonical country."""
    return {spelling: row[0] for row in _rows() for spelling in (row[0], *row[1], *row[2])}


@cache
def proper() -> dict[str, str]:
    """Folded names and adjectives, without metonyms: the words that name an office's country in its title.

    "Mayor of Moscow" is no office of Russia's government, "President of Russia" is.
    """
    return {fold(spelling): row[0] for row in _rows() for spelling in (row[0], *row[1])}


@cache
def _table() -> dict[str, str]:
    return {fold(spelling): name for spelling, name in names().items()}


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    text = resources.files(__package__).joinpath("data/countries.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines())
    return tuple((name, _listed(adjectives), _listed(metonyms)) for name, adjectives, metonyms in lines)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))
