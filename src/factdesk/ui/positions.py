"""Positions in a text as Python counts them (characters) and as browsers do (UTF-16 units)."""

from __future__ import annotations

from bisect import bisect_left


class Positions:
    """Translates both ways. They differ only behind characters beyond U+FFFF, such as emoji.

    >>> there = Positions("a💥b")
    >>> there.to_browser(2), there.from_browser(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = [index for index, character in enumerate(text) if ord(character) > 0xFFFF]

    def to_browser(self, position: int) -> int:
        return position + bisect_left(self._wide, position)

    def from_browser(self, position: int) -> int:
        """The character there; inside a pair of units it is the next one, beyond the text its length."""
        if not self._wide:
            return min(position, self._length)
        return min(bisect_left(range(self._length + 1), position, key=self.to_browser), self._length)
