"""The desk's store: every record through one lock into the log and the CSV file."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from factdesk.disk import files
from factdesk.disk.lock import DeskLock
from factdesk.errors import BadInput, FactdeskError, NotFound, Stale
from factdesk.model import Article, Claim, ClaimStatus, Copy, LinkCheck, Period, Source, Verdict, utc_now
from factdesk.store import articles, copies, csvfile, incoming, rules, shared, versions
from factdesk.store.articles import Redated
from factdesk.store.copies import Kept
from factdesk.store.database import Connection, Database, Entry
from factdesk.store.incoming import Incoming, RowState
from factdesk.store.kinds import CLAIM, KINDS, LINK, SOURCE, VERDICT, Kind, Record, kind_of
from factdesk.store.mirror import Mirror
from factdesk.store.rules import Texts
from factdesk.store.shelf import Shelf
from factdesk.store.versions import TextVersion

log = logging.getLogger(__name__)
T = TypeVar("T", bound=Record)


class Store:
    """Articles and the four logs of a desk folder. Safe to share between threads, and between processes."""

    def __init__(self, folder: Path, database_url: str | None = None) -> None:
        """Open the desk in a folder that exists. `database_url` as in SQLAlchemy; by default SQLite there."""
        self.folder = folder.resolve()
        self._lock = DeskLock(self.folder / ".lock")
        self._incoming: dict[Path, tuple[object, Incoming]] = {}
        self._logs: dict[tuple[str, str], _Log] = {}
        url = database_url or f"sqlite:///{self.folder / '.factdesk.sqlite'}"
        # Machines that share a database each have CSV files of their own.
        place = f"{socket.gethostname()}:{self.folder}" if database_url else ""
        try:
            with self._lock.held():
                self._database = Database(url)
        except OSError as error:
            raise BadInput(
                f"{self.folder} cannot be written: {error.strerror}; choose another folder"
            ) from None
        self._shelf = Shelf(self.folder, self._database)
        self._mirror = Mirror(self.folder, self._database, place)
        self._settle()

    def close(self) -> None:
        self._database.close()

    # --- articles ---------------------------------------------------------------------------------

    def articles(self) -> list[Article]:
        """The articles that can be read, by slug; `problems()` names the others."""
        return self._shelf.articles()

    def article(self, slug: str) -> Article:
        """The article of that slug, in the newest version of its text.

        Raises `NotFound`; `BrokenFile` where its files cannot be read, or where the rows of that slug in the
        database belong to another text; `BadInput` where its text was changed.
        """
        return self._shelf.article(slug)

    def text(self, slug: str, version: int) -> str:
        """The text of a version of an article; `NotFound` where there is none."""
        return self._shelf.text(slug, version)

    def text_versions(self, slug: str) -> list[TextVersion]:
        """Every version of an article's text, oldest first."""
        article = self.article(slug)
        return self._database.versions(slug) or [_first(article)]

    def add_version(self, slug: str, new: TextVersion, claims: Sequence[Claim]) -> Article:
        """Give an article the next version of its text, with the claims that follow from it: all or nothing.

        `claims` are the next revisions of all claims under review, and new ones. Raises `Stale`, and nothing
        is written, where a claim or the text was changed, or a claim added, since they were made.
        """
        with self._lock.held():
            article = self.article(slug)
            if new.version != article.version + 1:
                raise _moved_on(article, article.version, new)
            versions = [*(self._database.versions(slug) or [_first(article)]), new]
            texts = {one.version: one.text for one in versions}
            for claim in claims:
                _check(CLAIM, claim, article, texts.get)
            with self._database.writing(slug) as connection:
                self._refuse_behind(connection, article, new.version - 1, new)
                self._refuse_left_out(article, claims)
                self._database.add_versions(connection, slug, versions)
                for claim in claims:
                    self._database.append(connection, slug, CLAIM, claim)
            self._shelf.write(slug)
            self._shelf.forget(slug)
            self._mirror.sync(self.article(slug), CLAIM)
        return self.article(slug)

    def _refuse_behind(self, connection: Connection, article: Article, made_on: int, offered: object) -> None:
        """Refuse what was made on a former version of the text: one may have come in at this very moment."""
        newest = self._database.newest_version(connection, article.slug)
        if newest > made_on:
            self._shelf.forget(article.slug)
            raise _moved_on(article, newest, offered)

    def _refuse_left_out(self, article: Article, carried: Iterable[Claim]) -> None:
        """Refuse a version that says nothing of a claim under review: it was added at this very moment."""
        newest = {one.record.id: one.record for one in self._database.after(article.slug, CLAIM)}
        for claim in carried:
            newest.pop(claim.id, None)
        for left in newest.values():
            if isinstance(left, Claim) and left.status is ClaimStatus.ACTIVE:
                raise Stale(
                    f"the claim “{left.text}” came in meanwhile; look at it and add the version again",
                    current=left,
                    offered=None,
                )

    def _is_taken(self, article: Article) -> bool:
        """Whether another article has its slug. Otherwise the slug belongs to this text from now on."""
        return (
            articles.folder_of(self.folder, article.slug).exists()
            or self._database.text_of(article.slug, article.sha256) != article.sha256
        )

    def slug_is_free(self, slug: str) -> bool:
        """Whether a new article can have that slug: no folder has it, and nothing in the database."""
        return not articles.folder_of(self.folder, slug).exists() and not self._database.knows(slug)

    def find_article(self, sha256: str) -> Article | None:
        """The article with that text, or None."""
        return next((article for article in self.articles() if article.sha256 == sha256), None)

    def add_article(self, article: Article, claims: Sequence[Claim], kept: Kept | None = None) -> Article:
        """Store a new article and its claims, all or nothing. A text that is known returns its article.

        `kept` is the original that its text was read out of; the article names it from then on.
        """
        article = replace(article, copy=kept.copy.id) if kept else article
        for claim in claims:
            _check(CLAIM, claim, article, {article.version: article.text}.get)
        rows = {kind.file_name: csvfile.render(kind, claims if kind is CLAIM else ()) for kind in KINDS}
        originals = copies.files_of(kept) if kept else {}
        rows |= {f"{copies.FOLDER}/{name}": data for name, data in originals.items()}
        with self._lock.held():
            if known := self.find_article(article.sha256):
                return known
            if self._is_taken(article):
                raise BadInput(
                    f"the name {article.slug!r} belongs to another article, or once did; choose another title"
                )
            try:
                articles.write(self.folder, article, rows)
            except OSError as error:
                raise BadInput(
                    f"{self.folder} cannot be written: {error.strerror}; nothing was added. Try again"
                ) from None
            stored = self.article(article.slug)
            for kind in KINDS:
                self._mirror.sync(stored, kind)
        return stored

    def set_published(self, slug: str, change: Redated, seen: Period) -> Article:
        """Give an article another publication date; the former one stays in article.json, under `changes`.

        `seen` is the date that the person saw: where it is another one by now, `Stale` is raised.
        """
        with self._lock.held():
            article = self.article(slug)
            if article.published != seen:
                raise Stale(
                    f"the publication date was changed meanwhile, to {article.published or 'unknown'}; "
                    "look at it and change it again",
                    current=article,
                    offered=change,
                )
            try:
                articles.redate(self.folder, article, change)
            except OSError as error:
                raise BadInput(
                    f"{self.folder / slug / versions.DETAILS} cannot be written: {error.strerror}; "
                    "nothing was changed. Try again"
                ) from None
            return self.article(slug)

    # --- kept copies ------------------------------------------------------------------------------

    def keep_copy(self, slug: str, kept: Kept) -> Copy:
        """Keep a copy beside an article; one of the same bytes is returned as it was kept first."""
        folder = self._folder_of(slug)
        with self._lock.held():  # two who fetch one page at once would mix their files
            return copies.write(folder, kept)

    def copy(self, slug: str, copy_id: str) -> Copy:
        """What is known of a kept copy. `NotFound`; `BrokenFile` where its description cannot be used."""
        return copies.load(self._folder_of(slug), copy_id)

    def copy_text(self, slug: str, copy_id: str) -> str:
        """The text of a kept copy, proved by its SHA-256; else `BrokenFile`."""
        return copies.text(self._folder_of(slug), self.copy(slug, copy_id))

    def copy_original(self, slug: str, copy_id: str) -> Path:
        """Where the original of a kept copy lies, proved by its SHA-256; else `BrokenFile`."""
        return copies.original(self._folder_of(slug), self.copy(slug, copy_id))

    def _folder_of(self, slug: str) -> Path:
        return self.folder / self.article(slug).slug

    # --- the logs ---------------------------------------------------------------------------------

    def append(self, slug: str, records: Sequence[T]) -> list[T]:
        """Save records, all or none, and return them as stored. They are on disk when this returns.

        A record carries the revision it was made on plus 1; if that is not the next one, `Stale` is raised.
        A record that is stored already (a retry) is returned as it was stored; where only a part of them is,
        somebody else made that part, and `Stale` is raised; also for a claim under review whose words are
        those of a former version of the text.
        """
        return cast("list[T]", self._save(slug, records, on_newest_text=True))

    def _save(self, slug: str, records: Sequence[Record], *, on_newest_text: bool = False) -> list[Record]:
        article = self.article(slug)
        texts = partial(self._database.text, article)
        for record in records:
            _check(kind_of(record), record, article, texts)
        with self._lock.held():
            with self._database.writing(slug) as connection:
                stored = [
                    self._database.append(connection, slug, kind_of(record), record) for record in records
                ]
                _refuse_half(records, stored)
                if any(isinstance(record, Source) for record in records):
                    shared.refuse_parted(self._log_of(slug, SOURCE), records)
                for record, kept in zip(records, stored, strict=True) if on_newest_text else ():
                    if isinstance(record, Claim) and record is kept and record.status is ClaimStatus.ACTIVE:
                        self._refuse_behind(connection, article, record.text_version, record)
            for kind in KINDS:
                if any(isinstance(record, kind.record) for record in records):
                    self._mirror.sync(article, kind)
        return stored

    def claims(self, slug: str) -> list[Claim]:
        """Every revision of every claim, in the order they were saved."""
        return cast("list[Claim]", self._read(slug, CLAIM))

    def sources(self, slug: str) -> list[Source]:
        """Every revision of every source, in the order they were saved."""
        return cast("list[Source]", self._read(slug, SOURCE))

    def verdicts(self, slug: str) -> list[Verdict]:
        """Every revision of every verdict, in the order they were saved."""
        return cast("list[Verdict]", self._read(slug, VERDICT))

    def links(self, slug: str) -> list[LinkCheck]:
        """Every trial of every link, in the order they were saved."""
        return cast("list[LinkCheck]", self._read(slug, LINK))

    def version(self, slug: str) -> int:
        """A number that grows with every record of the article; cheap enough to poll."""
        return self._database.version(slug)

    def _read(self, slug: str, kind: Kind) -> list[Record]:
        self._look(self.article(slug), kind)
        return self._log_of(slug, kind)

    def _log_of(self, slug: str, kind: Kind) -> list[Record]:
        log_ = self._logs.setdefault((slug, kind.name), _Log())
        with log_.lock:
            entries = self._database.after(slug, kind, log_.seq)
            if entries:
                log_.seq = entries[-1].seq
                log_.records += [entry.record for entry in entries]
                self._follow(slug, entries)
            return list(log_.records)

    def _follow(self, slug: str, entries: Sequence[Entry]) -> None:
        """Notice that the text got another version, on another machine perhaps."""
        claims = (entry.record for entry in entries if isinstance(entry.record, Claim))
        if any(claim.text_version > self.article(slug).version for claim in claims):
            self._shelf.forget(slug)

    def _look(self, article: Article, kind: Kind) -> None:
        """Notice a file that somebody else touched."""
        if not self._mirror.is_untouched(article.slug, kind):
            with self._lock.held():
                self._mirror.sync(article, kind)

    def problems(self) -> list[str]:
        """What is wrong with the desk's files and what to do, one sentence each; empty when all is well."""
        self._settle()
        return [*self._unreadable(), *self._unwritten(), *self._without_copies(), *self._kept_aside()]

    def _settle(self) -> None:
        """Bring every file of the desk in order."""
        unsettled = self._mirror.unsettled(self.articles())
        if unsettled or self._shelf.is_behind():
            with self._lock.held():
                self._shelf.write_all()
                for article, kind in unsettled:
                    self._mirror.sync(article, kind)

    def _unreadable(self) -> Iterator[str]:
        for slug in articles.slugs(self.folder):
            try:
                self.article(slug)
            except FactdeskError as error:
                yield str(error)

    def _unwritten(self) -> Iterator[str]:
        for slug, reason in self._shelf.failures().items():
            yield (
                f"{slug}/{versions.TEXT} cannot be written ({reason}); its newest version is safe in the "
                "database. Free space or make the folder writable, and it is written by itself"
            )
        for (slug, name), reason in self._mirror.failures().items():
            yield (
                f"{slug}/{name}s.csv cannot be written ({reason}); every {name} is safe in the database. "
                "Free space or make the file writable, and the missing rows are added by themselves"
            )

    def _without_copies(self) -> Iterator[str]:
        for article in self.articles():
            named = {record.copy for record in self._read(article.slug, SOURCE) if isinstance(record, Source)}
            here = self.folder / article.slug / copies.FOLDER
            missing = sorted(id for id in named if id and not (here / f"{id}.json").exists())
            if missing:
                yield (
                    f"{article.slug}/{copies.FOLDER} lacks {len(missing)} of the copies that sources name, "
                    f"such as {missing[0]}; bring their files from where they were kept, or fetch the "
                    "sources again"
                )

    def _kept_aside(self) -> Iterator[str]:
        for slug in articles.slugs(self.folder):
            for path in sorted((self.folder / slug).glob("*.rejected")):
                yield (
                    f"{slug}/{path.name} holds lines that could not be used, each with the reason; put back "
                    "what you need in the corrected form, then delete this file"
                )
        for offered in self.incoming():
            if offered.differences:
                yield (
                    f"{offered.slug}/{offered.file} was changed outside the desk ({offered.summary}); "
                    f"kept as {offered.path.name}: import what you want of it, or dismiss it"
                )

    # --- files that were changed outside ----------------------------------------------------------

    def incoming(self) -> list[Incoming]:
        """The files that somebody changed outside, with each row compared with the desk; oldest first."""
        self._settle()
        return [
            self._compared(article, kind, path, noticed_at)
            for article in self.articles()
            for path, kind, noticed_at in incoming.paths(self.folder / article.slug)
        ]

    def _compared(self, article: Article, kind: Kind, path: Path, noticed_at: str) -> Incoming:
        key = (files.stamp(path), self.version(article.slug), article)
        known = self._incoming.get(path)
        if known is None or known[0] != key:
            known = self._incoming[path] = (key, self._compare(article, kind, path, noticed_at))
        return known[1]

    def _compare(self, article: Article, kind: Kind, path: Path, noticed_at: str) -> Incoming:
        records = {kind.name: self._read(article.slug, kind) for kind in KINDS}
        known = incoming.log_of(kind, records[kind.name], records["claim"], records["source"])
        texts = partial(self._database.text, article)
        return incoming.compare(article, texts, kind, path, noticed_at, known)

    def import_incoming(self, offered: Incoming, keys: Iterable[str], *, by: str) -> list[Record]:
        """Save the rows of these keys as new revisions, all or none, and return the records as stored.

        The file is dismissed once nothing in it differs. Raises `Stale` where the desk moved on meanwhile.
        """
        wanted = set(keys)
        chosen = [row for row in offered.rows if row.key in wanted and row.state is not RowState.IDENTICAL]
        if unusable := [row for row in chosen if row.offered is None or row.state is RowState.UNUSABLE]:
            raise BadInput(f"{offered.path.name}:{unusable[0].line}: {unusable[0].reason}")
        now = utc_now()
        records = incoming.to_import(offered, chosen, by=by, now=now)
        sources = self._read(offered.slug, SOURCE)
        stored = self._save(offered.slug, [*records, *shared.followers(records, sources, by=by, now=now)])
        for left in self.incoming():
            if left.path == offered.path and not left.differences:
                self.dismiss_incoming(left)
        return stored

    def dismiss_incoming(self, offered: Incoming) -> Path:
        """Take a file off the list. It stays in the folder under the name that is returned."""
        kept = offered.path.with_name(offered.path.name + ".dismissed")
        try:
            offered.path.rename(kept)
        except FileNotFoundError:
            raise NotFound(f"{offered.path.name} is not there any more; reload the page") from None
        return kept


class _Log:
    """The part of a log that was read already. A log only grows, so only the rest is asked for."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seq = 0
        self.records: list[Record] = []


def _check(kind: Kind, record: Record, article: Article, texts: Texts) -> None:
    if found := rules.faults(kind, record, article, texts) or list(rules.lost(kind, record)):
        raise BadInput(f"this {kind.name} cannot be kept: {found[0]}")


def _moved_on(article: Article, newest: int, offered: object) -> Stale:
    return Stale(
        f"the text is at version {newest} by now; look at it and make the change again",
        current=article,
        offered=offered,
    )


def _first(article: Article) -> TextVersion:
    """The version that an article has whose text never changed."""
    return TextVersion(article.version, article.text, article.retrieved, article.added_by)


def _refuse_half(records: Sequence[Record], stored: Sequence[Record]) -> None:
    """Refuse, say, the parts of a claim that a colleague has split already."""
    pairs = list(zip(records, stored, strict=True))
    repeated = [(record, known) for record, known in pairs if known is not record and known not in records]
    if repeated and any(known is record for record, known in pairs):
        record, known = repeated[0]
        raise Stale(
            f"revision {known.revision} of {known.id} is there already, without the rest of this change; "
            "look at what the desk has now and make the change again",
            current=known,
            offered=record,
        )
