"""The words of a text with their places, in any script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Scripts without spaces (Chinese, Japanese, Thai, Lao, Burmese, Khmer): each letter is a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\W_{UNSPACED}]"
# A word may hold an apostrophe, a soft hyphen, and a break at the end of a line ("inter-\nnational"; PDF
# readers give that hyphen as U+FFFE).
_WORD = re.compile(
    rf"[{UNSPACED}]|{_LETTER}+(?:(?:['’\u00ad\u0300-\u036f]|[-‐]\s?\n\s?|\ufffe\s*){_LETTER}+)*"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: `text[starts[i]:ends[i]]`, and its `keys[i]` to compare by."""

    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.keys)


@lru_cache(maxsize=4)
def words(text: str) -> Words:
    """The words of a text; their keys are in small letters, without marks and with ligatures dissolved."""
    spans = [match.span() for match in _WORD.finditer(text)]
    known: dict[str, str] = {}
    keys = []
    for start, end in spans:
        word = text[start:end]
        key = known.get(word)
        if key is None:
            key = known[word] = key_of(word)
        keys.append(key)
    return Words(keys, [start for start, _ in spans], [end for _, end in spans])


def key_of(word: str) -> str:
    """A word to compare by: in small letters, without ligatures, marks and a possessive 's."""
    plain = unicodedata.normalize("NFKC", word).casefold().removesuffix("'s").removesuffix("’s")
    return plain if plain.isalnum() else "".join(c for c in plain if c.isalnum() or unicodedata.combining(c))
