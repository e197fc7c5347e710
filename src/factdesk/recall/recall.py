"""Looking a claim up among tens of thousands that were verified before."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from factdesk.recall.model import Match, Remembered

THRESHOLD = 0.8


class Recall:
    """The claims remembered. Nothing of it changes after it was made."""

    def __init__(self, entries: Iterable[Remembered]) -> None:
        self._entries = tuple(entries)

    def similar(self, text: str, most: int = 5) -> list[Match]:
        """Those that say the same, the most alike first."""
        scored = ((fuzz.token_sort_ratio(text, one.text) / 100, one) for one in self._entries)
        found = [Match(one, score) for score, one in scored if score >= THRESHOLD]
        return sorted(found, key=lambda match: -match.likeness)[:most]
