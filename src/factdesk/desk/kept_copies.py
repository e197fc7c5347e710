"""The kept copies that the sources of a desk name, and where passages stand in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factdesk import passages, settings
from factdesk.desk.claims import ClaimDesk
from factdesk.desk.memory import Memory
from factdesk.errors import FactdeskError
from factdesk.model import Copy, Source
from factdesk.store import Store, copies

_SEEN = 5000


class CopyDesk(ClaimDesk):
    """The part of a desk that reads kept copies."""

    def __init__(self, folder: Path, store: Store, options: settings.Settings) -> None:
        super().__init__(folder, store, options)
        # Small values, many for each article: beside the few large ones of `_memory`.
        self._seen = Memory(_SEEN)

    def copy(self, slug: str, copy_id: str) -> Copy:
        """What is known of a kept copy. `NotFound`, or `BrokenFile` where its files were changed."""
        return self._store.copy(slug, copy_id)

    def copy_text(self, slug: str, copy_id: str) -> str:
        """The text of a kept copy, proved by its SHA-256; `BrokenFile` where it was changed."""
        return self._store.copy_text(slug, copy_id)

    def copy_original(self, slug: str, copy_id: str) -> Path:
        """Where the original of a kept copy lies, proved by its SHA-256; else `BrokenFile`."""
        return self._store.copy_original(slug, copy_id)

    def _copy_of(self, slug: str, source: Source) -> Copy | None:
        """The kept copy of a source, None where there is none that can be read."""
        key = ("copy", slug, source.copy)
        try:
            return self._seen.get(key, lambda: self.copy(slug, source.copy)) if source.copy else None
        except FactdeskError:
            return None

    def _kept_text(self, slug: str, source: Source) -> str | None:
        """The text of a source's copy; None where there is none, or none that can be read."""
        try:
            return self.copy_text(slug, source.copy) if source.copy else None
        except FactdeskError:
            return None

    def _placed(self, slug: str, source: Source) -> Source:
        """The source with the place of its passage in the kept copy, where it stands there word by word.

        A passage that was only pointed at is read there.
        """
        if not source.copy or not (source.passage or source.passage_span):
            return replace(source, passage_span=None)
        try:
            text = self.copy_text(slug, source.copy)
        except FactdeskError:
            return replace(source, passage_span=None)
        span = source.passage_span
        if span and not source.passage:
            return replace(source, passage=text[slice(*span)].strip(), passage_span=_trimmed(text, span))
        if span and copies.fits(source.passage, text, span):
            return source
        return replace(source, passage_span=_place_in(text, source.passage))


def _place_in(text: str, passage: str) -> tuple[int, int] | None:
    """Where a passage stands in a text word by word, None where it does not."""
    found = passages.find(passage, text) if passage else None
    if not found or not found.exact or not copies.fits(passage, text, (found.start, found.end)):
        return None
    return found.start, found.end


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    piece = text[slice(*span)]
    start = span[0] + len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())
