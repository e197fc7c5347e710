"""The articles of a desk as its files and its database have them, in the newest version of their text."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from factdesk.disk import files
from factdesk.disk.files import Stamp
from factdesk.errors import BrokenFile, FactdeskError, NotFound
from factdesk.model import Article
from factdesk.store import articles, versions
from factdesk.store.database import Database
from factdesk.store.versions import TextVersion

log = logging.getLogger(__name__)


class Shelf:
    """Reads articles, and remembers those whose files lack a version that the database has."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._known: dict[str, tuple[tuple[Stamp | None, ...], Article]] = {}
        self._behind: set[str] = set()
        self._failed: dict[str, str] = {}

    def articles(self) -> list[Article]:
        """The articles that can be read, by slug."""
        found = []
        for slug in articles.slugs(self._folder):
            try:
                found.append(self.article(slug))
            except FactdeskError as error:
                log.debug("%s", error)  # often asked; the store's problems() tell the person
        return found

    def article(self, slug: str) -> Article:
        """The article of that slug in its newest version. Errors as in `Store.article`."""
        folder = articles.folder_of(self._folder, slug)
        stamps = tuple(files.stamp(folder / name) for name in (versions.TEXT, versions.DETAILS))
        known = self._known.get(slug)
        if known is None or known[0] != stamps:
            known = self._known[slug] = (stamps, self._newest(articles.load(self._folder, slug)))
        return known[1]

    def forget(self, slug: str) -> None:
        """Read the article anew when it is asked for again: its text has another version by now."""
        self._known.pop(slug, None)

    def text(self, slug: str, version: int) -> str:
        """The text of a version of an article; `NotFound` where there is none."""
        text = self._database.text(self.article(slug), version)
        if text is None:
            raise NotFound(f"{slug} has no version {version} of its text; reload the page")
        return text

    def _newest(self, article: Article) -> Article:
        """The article as the files have it, or with the newer text that only the database has yet."""
        folder = self._folder / article.slug
        told = versions.entries(folder)
        here = [one["sha256"] for one in told] or [article.sha256]
        first = self._database.text_of(article.slug, here[0])
        stored = self._database.versions(article.slug)
        there = [one.sha256 for one in stored] or [first]
        if here[: len(there)] == there:  # the files have all that the database has
            if len(told) > len(stored):
                self._take_over(article.slug, versions.load(folder))
        elif there[: len(here)] == here:
            article = replace(article, text=stored[-1].text, version=stored[-1].version)
        else:
            raise _strange(folder, there[-1], article.sha256)
        if len(here) < len(there) or not versions.are_written(folder, told):
            self._behind.add(article.slug)
        return article

    def _take_over(self, slug: str, found: Sequence[TextVersion]) -> None:
        """Versions that came with the files: in a fresh clone, or from a colleague."""
        with self._database.writing(slug) as connection:
            self._database.add_versions(connection, slug, found)

    def is_behind(self) -> bool:
        """Whether the files of some article lack a version."""
        return bool(self._behind)

    def write(self, slug: str) -> None:
        """Bring the files of an article up to the database; one that cannot be written is tried again."""
        try:
            versions.write(self._folder / slug, self._database.versions(slug))
            self._behind.discard(slug)
            self._failed.pop(slug, None)
        except OSError as error:
            self._behind.add(slug)
            self._failed[slug] = error.strerror or str(error)
            log.warning("%s/%s: %s", slug, versions.TEXT, self._failed[slug])

    def write_all(self) -> None:
        """The same for every article that needs it. The caller holds the desk's lock."""
        for slug in sorted(self._behind):
            self.write(slug)

    def failures(self) -> dict[str, str]:
        """Why files could not be written at last, by slug."""
        return dict(self._failed)


def _strange(folder: Path, known: str, found: str) -> BrokenFile:
    return BrokenFile(
        f"{folder / versions.TEXT}: the desk's database keeps the claims and verdicts of another text under "
        f"this name (SHA-256 {known[:12]}…, this one has {found[:12]}…); give this folder a new name, or "
        "bring the other text back"
    )
