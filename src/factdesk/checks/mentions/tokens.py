"""Words and punctuation of a sentence with exact offsets. One pass, no backtracking over long runs."""

from __future__ import annotations

import re
from typing import NamedTuple

_ABBREVIATIONS = (
    "Gen|Lt|Lieut|Col|Maj|Adm|Brig|Sgt|Cpl|Capt|Cmdr|Cdr|"
    "Gov|Sen|Sec|Rep|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Hon|Rev|Amb|Pres"
)
_LETTER = r"[^\W\d_]"
# Emphasis and links of Markdown, at most this many letters of an address; they are no words of the text.
_MARKUP = r"\*+|\[(?=[^\[\]\n]{1,200}\]\()|(?<=\S)\]\([^()\s]{1,500}\)"
_MARKS = re.compile(r"\]\([^()\s]*\)|[*_\[\]]+")
_TOKEN = re.compile(
    rf"""\n\s*\n
    | (?P<markup>{_MARKUP})
    | [’'][sS]\b
    | (?:{_LETTER}\.){{1,4}}(?=\W|$)(?<=\w\.)
    | (?:{_LETTER}\.){{2,4}}
    | (?:{_ABBREVIATIONS})\.
    | (?:then|ex|late)-(?={_LETTER})
    | -(?:elect|designate|nominee)\b
    | {_LETTER}+(?:[-’'](?![sS]\b|(?:elect|designate|nominee)\b){_LETTER}+)*
    | \d+
    | [^\w\s]""",
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """`text` is the article's `[start:end]`; `low` is casefolded, with a plain apostrophe, no last dot."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_shouted(self) -> bool:
        """A word of capitals only, too long for an acronym that stands in a title."""
        return len(self.text) > 4 and "." not in self.text and self.text.isupper()

    @property
    def is_acronym(self) -> bool:
        return 2 <= len(self.text) <= 7 and self.text.isupper() and "." not in self.text

    @property
    def is_initial(self) -> bool:
        """`J.` or `C.Q.`."""
        return len(self.text) > 1 and self.text[1] == "." and self.text[0].isupper()


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, without Markdown; an empty line inside is a token of its own."""
    return [_token(match) for match in _TOKEN.finditer(text, start, end) if not match["markup"]]


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    low = text.casefold()
    if "’" in low:
        low = low.replace("’", "'")
    return Token(match.start(), match.end(), text, low.rstrip(".") or low)


def unmarked(text: str) -> str:
    """A part of the text without the marks of emphasis and links."""
    return _MARKS.sub("", text)
