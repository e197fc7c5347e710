"""Which words of a sentence stand within a quotation, also in one that runs over several sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 8  # sentences of a quotation; a mark that nobody closed must not swallow the rest


@dataclass(slots=True)
class Quotation:
    """Follows a text: which mark has opened a quotation that goes on, and for how many sentences."""

    mark: str = ""
    length: int = 0

    def read(self, doc: Doc, text: str) -> frozenset[int]:
        """The places of the quoted words of the next sentence, whose words are `text`."""
        if not self.mark and "“" not in text and '"' not in text:
            return frozenset()
        inside = []
        for token in doc:
            if token.text in ("“", "”", '"'):
                closes = self.mark and token.text == _CLOSING[self.mark]
                self.mark = "" if closes or token.text == "”" else token.text
            elif self.mark:
                inside.append(token.i)
        self.length = self.length + 1 if self.mark else 0
        if self.length > _LONGEST:
            self.mark, self.length = "", 0
        return frozenset(inside)


_CLOSING = {"“": "”", '"': '"'}
