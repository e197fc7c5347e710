"""The CSV files beside the database: each save adds its line, and what others did to a file is noticed.

The right content of a file follows from the log alone, so a file is in order when it equals what the log
renders to. That is compared only when `stat` says that somebody else touched the file.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from factdesk.disk import files
from factdesk.disk.files import Stamp
from factdesk.errors import FactdeskError
from factdesk.model import Article, utc_now
from factdesk.store import adopt, csvfile
from factdesk.store.database import Database, Entry, FileState
from factdesk.store.faults import Fault
from factdesk.store.kinds import KINDS, Kind

log = logging.getLogger(__name__)


class Mirror:
    """Keeps the CSV files of a desk folder. The caller holds the desk's lock around `sync`."""

    def __init__(self, folder: Path, database: Database, place: str) -> None:
        self._folder = folder
        self._database = database
        self._place = place
        self._known: dict[tuple[str, str], FileState] = {}
        self._failed: dict[tuple[str, str], str] = {}

    def path(self, slug: str, kind: Kind) -> Path:
        return self._folder / slug / kind.file_name

    def is_untouched(self, slug: str, kind: Kind) -> bool:
        """Whether the file is as a desk left it, by `stat` alone."""
        return self._state(slug, kind) is not None

    def _state(self, slug: str, kind: Kind) -> FileState | None:
        """How the file was left, or None where it is not as any desk left it."""
        found = files.stamp(self.path(slug, kind))
        known = self._known.get((slug, kind.name))
        if known is None or known.stamp != found:
            known = self._database.file_state(self._place, slug, kind)
        if known is None or known.stamp != found:
            return None
        self._known[slug, kind.name] = known
        return known

    def sync(self, article: Article, kind: Kind) -> None:
        """Bring the file up to the log. One that cannot be written is remembered and tried again."""
        key = (article.slug, kind.name)
        try:
            self._sync(article, kind)
            self._failed.pop(key, None)
        except (OSError, FactdeskError) as error:
            self._failed[key] = getattr(error, "strerror", None) or str(error)
            log.warning("%s: %s", self.path(article.slug, kind), self._failed[key])

    def unsettled(self, articles: Iterable[Article]) -> list[tuple[Article, Kind]]:
        """The files that somebody else touched, or that lack rows (a process died, the disk was full)."""
        behind = self._database.behind(self._place)
        return [
            (article, kind)
            for article in articles
            for kind in KINDS
            if (article.slug, kind.name) in behind or not self.is_untouched(article.slug, kind)
        ]

    def failures(self) -> dict[tuple[str, str], str]:
        """Why files could not be written at last, by slug and kind."""
        return dict(self._failed)

    def _sync(self, article: Article, kind: Kind) -> None:
        state = self._state(article.slug, kind)
        entries = self._database.after(article.slug, kind, state.seq) if state else []
        if state and entries:
            data = csvfile.render_rows(kind, [entry.record for entry in entries])
            written = files.append(self.path(article.slug, kind), data, state.stamp)
            self._remember(article.slug, kind, entries[-1].seq, written)
            state = self._state(article.slug, kind)
        attempts = 3  # somebody else may be writing at this very moment
        while state is None and attempts:
            self._reconcile(article, kind)
            state, attempts = self._state(article.slug, kind), attempts - 1

    def _remember(self, slug: str, kind: Kind, seq: int, written: Stamp | None) -> None:
        if written is None:
            self._known.pop((slug, kind.name), None)
            return
        state = FileState(seq, written)
        self._known[slug, kind.name] = state
        self._database.remember_file(self._place, slug, kind, state)

    # --- a file that somebody else touched --------------------------------------------------------

    def _reconcile(self, article: Article, kind: Kind) -> None:
        path = self.path(article.slug, kind)
        data, found = files.read(path)
        entries = self._database.after(article.slug, kind)
        adopted = self._is_new(article, kind, entries) and self._adopt(article, kind, data)
        if adopted:
            entries = self._database.after(article.slug, kind)
        records = [entry.record for entry in entries]
        truth = csvfile.render(kind, records)
        if data != truth or found is None:
            # A desk of an earlier version wrote fewer columns: such a file says the same.
            as_written = csvfile.render(kind, records, csvfile.columns_of(kind, data))
            replaced = found if adopted else _keep(path, data, as_written, found)
            found = files.write_whole(path, truth, replaced)
        self._remember(article.slug, kind, entries[-1].seq if entries else 0, found)

    def _is_new(self, article: Article, kind: Kind, entries: Sequence[Entry]) -> bool:
        """Whether the database has never seen this file: a fresh clone, or an article that just arrived."""
        return not entries and self._database.file_state(self._place, article.slug, kind) is None

    def _adopt(self, article: Article, kind: Kind, data: bytes) -> bool:
        """Fill an empty log from a file. False where the file as a whole cannot be used."""
        sheet = csvfile.read(kind, data)
        if sheet.faults:
            return False
        records, refused = adopt.usable(article, kind, sheet, partial(self._database.text, article))
        path = self.path(article.slug, kind)
        for row, faults in refused:
            reject(path, row.line, row.raw, faults)
        with self._database.writing(article.slug) as connection:
            self._database.insert(connection, article.slug, kind, records)
        return True


def _keep(path: Path, data: bytes, truth: bytes, found: Stamp | None) -> Stamp | None:
    """Keep what stands in a file that is about to be replaced, where it says anything else.

    Returns the stamp of what stands there afterwards.
    """
    whole = data[: data.rfind(b"\n") + 1]
    torn = data[len(whole) :]
    # A power cut leaves a line that just stops, or zeros in its place. Anything else is somebody's edit.
    if not truth.startswith(data.rstrip(b"\0")):
        set_aside(path)
        return None
    if torn:
        reject(path, whole.count(b"\n") + 1, torn, [_TORN])
    return found


_TORN = Fault("", "the line was cut off while it was written", "nothing to do: the desk still had the row")


def set_aside(path: Path) -> Path:
    """Keep a file that was changed outside, to be looked at row by row."""
    kept = files.free_name(path.parent, "incoming-{}-" + path.name)
    path.rename(kept)
    log.warning("%s was changed outside the desk; kept as %s", path, kept.name)
    return kept


def reject(path: Path, line: int, raw: bytes, faults: Sequence[Fault]) -> None:
    """Keep a line that cannot be used, with the reason above it."""
    reasons = "; ".join(str(fault) for fault in faults)
    files.reject(path, f"{utc_now()} {path.name}:{line}: {reasons}", raw.rstrip(b"\r\n"))
    log.warning("%s:%s: %s", path, line, reasons)
