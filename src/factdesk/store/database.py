"""The record while people work: one append-only log per kind. Only this file and `tables` know SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from factdesk.disk.files import Stamp
from factdesk.errors import BadInput, FactdeskError, Stale
from factdesk.model import Article
from factdesk.store import tables
from factdesk.store.kinds import KINDS, Kind, Record
from factdesk.store.versions import TextVersion

Connection = sa.Connection


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and its place in the log. Places grow with time; they are not consecutive."""

    seq: int
    record: Record


@dataclass(frozen=True, slots=True)
class FileState:
    """How a CSV file was left: up to which entry it holds the log, and what `stat` said of it."""

    seq: int
    stamp: Stamp


class Database:
    """`url` is a SQLAlchemy URL of SQLite or PostgreSQL. Errors of the database become `FactdeskError`."""

    def __init__(self, url: str) -> None:
        with _said_plainly():
            self._engine = _engine(url)
            self._is_sqlite = self._engine.dialect.name == "sqlite"
            self._metadata = sa.MetaData()
            self._logs = {kind.name: tables.log_table(kind, self._metadata) for kind in KINDS}
            self._files = tables.file_table(self._metadata)
            self._texts = tables.text_table(self._metadata)
            self._versions = tables.version_table(self._metadata)
            # Built once: building one anew costs as much as running it.
            self._entries = {name: _entries_behind(table) for name, table in self._logs.items()}
            self._newest_by = {
                (kind.name, columns): _newest_by(self._logs[kind.name], columns)
                for kind in KINDS
                for columns in (kind.key, kind.identity)
            }
            with self.writing("") as connection:
                self._metadata.create_all(connection)
                for kind in KINDS:
                    if tables.complete(connection, kind, self._logs[kind.name]):
                        self._doubt_files(connection, kind)
                    tables.rekey(connection, kind, self._logs[kind.name])

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def writing(self, slug: str) -> Iterator[sa.Connection]:
        """A transaction that no other writer of this article can interleave with."""
        with _said_plainly(), self._engine.connect() as connection:
            connection.execution_options(factdesk_writes=True)
            with connection.begin():
                if not self._is_sqlite:
                    # Also makes places in the log visible in their order, which readers lean on.
                    connection.execute(
                        sa.text("SELECT pg_advisory_xact_lock(hashtext(:name))"), {"name": f"factdesk:{slug}"}
                    )
                yield connection

    def append(self, connection: sa.Connection, slug: str, kind: Kind, record: Record) -> Record:
        """Add a record made on the newest revision; a repeated one is returned as it was stored.

        Raises `Stale` where its revision is not the next one.
        """
        stored = self._newest(connection, slug, kind, kind.identity, record)
        if stored and kind.content(stored) == kind.content(record):
            return stored
        current = self._newest(connection, slug, kind, kind.key, record)
        expected = current.revision + 1 if current else 1
        if record.revision != expected:
            raise Stale(
                f"{_named(kind, record)} is at revision {expected - 1} and this change was made on revision "
                f"{record.revision - 1}; look at both and save again",
                current=current,
                offered=record,
            )
        if stored:
            raise BadInput(f"the id {stored.id} belongs to another {kind.name}; give this one its own")
        self.insert(connection, slug, kind, [record])
        return record

    def _newest(
        self, connection: sa.Connection, slug: str, kind: Kind, columns: tuple[str, ...], like: Record
    ) -> Record | None:
        """The stored record of the highest revision that agrees with another in these columns."""
        wanted = {
            "of_slug": slug,
            **{f"of_{name}": text for name, text in _values(kind, like, columns).items()},
        }
        query = self._newest_by[kind.name, columns]
        row = connection.execute(query, wanted).mappings().first()
        return _record(kind, row) if row else None

    def insert(self, connection: sa.Connection, slug: str, kind: Kind, records: Sequence[Record]) -> None:
        """Add records as they are."""
        rows = [{"slug": slug, **_values(kind, record, kind.names)} for record in records]
        if rows:
            connection.execute(self._logs[kind.name].insert(), rows)

    def after(self, slug: str, kind: Kind, seq: int = 0) -> list[Entry]:
        """The entries of an article's log behind a place, in order."""
        with _said_plainly(), self._engine.connect() as connection:
            query = self._entries[kind.name]
            rows = connection.execute(query, {"of_slug": slug, "of_seq": seq}).mappings().all()
        return [Entry(row["seq"], _record(kind, row)) for row in rows]

    def version(self, slug: str) -> int:
        """A number that grows with every entry in any log of the article."""
        newest = [
            sa.select(sa.func.coalesce(sa.func.max(table.c.seq), 0))
            .where(table.c.slug == slug)
            .scalar_subquery()
            for table in self._logs.values()
        ]
        with _said_plainly(), self._engine.connect() as connection:
            return sum(connection.execute(sa.select(*newest)).one())

    def knows(self, slug: str) -> bool:
        """Whether anything of an article of that slug is here, though its folder may be gone."""
        queries = [
            sa.select(sa.literal(1)).where(table.c.slug == slug).limit(1)
            for table in (*self._logs.values(), self._files, self._texts)
        ]
        with _said_plainly(), self._engine.connect() as connection:
            return any(connection.execute(query).first() for query in queries)

    def text_of(self, slug: str, sha256: str) -> str:
        """The SHA-256 of the text that the article's rows belong to: the first one that was ever offered."""
        query = sa.select(self._texts.c.sha256).where(self._texts.c.slug == slug)
        with _said_plainly(), self._engine.connect() as connection:
            known = connection.execute(query).scalar()
        if known is None:
            with self.writing(slug) as connection:
                known = connection.execute(query).scalar()
                if known is None:
                    connection.execute(self._texts.insert().values(slug=slug, sha256=sha256))
        return known or sha256

    def versions(self, slug: str) -> list[TextVersion]:
        """Every version of the article's text, oldest first; none where the text never changed."""
        table = self._versions
        query = sa.select(table).where(table.c.slug == slug).order_by(table.c.version)
        with _said_plainly(), self._engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
        return [TextVersion(row["version"], row["text"], row["at"], row["by"], row["note"]) for row in rows]

    def text(self, article: Article, version: int) -> str | None:
        """The text of a version of the article, None where there is none."""
        if version == article.version:
            return article.text
        table = self._versions
        query = sa.select(table.c.text).where(table.c.slug == article.slug, table.c.version == version)
        with _said_plainly(), self._engine.connect() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else str(found)

    def newest_version(self, connection: sa.Connection, slug: str) -> int:
        """The number of the newest version of the article's text, 1 where it never changed."""
        table = self._versions
        query = sa.select(sa.func.coalesce(sa.func.max(table.c.version), 1)).where(table.c.slug == slug)
        return int(connection.execute(query).scalar_one())

    def add_versions(self, connection: sa.Connection, slug: str, versions: Iterable[TextVersion]) -> None:
        """Add those versions that are not there yet."""
        table = self._versions
        there = set(connection.execute(sa.select(table.c.version).where(table.c.slug == slug)).scalars())
        rows = [{"slug": slug, **asdict(one)} for one in versions if one.version not in there]
        if rows:
            connection.execute(table.insert(), rows)

    def file_state(self, place: str, slug: str, kind: Kind) -> FileState | None:
        """How the CSV file was left by whoever wrote it last."""
        table = self._files
        query = sa.select(table.c.seq, *(table.c[name] for name in Stamp._fields)).where(
            table.c.place == place, table.c.slug == slug, table.c.kind == kind.name
        )
        with _said_plainly(), self._engine.connect() as connection:
            row = connection.execute(query).first()
        return FileState(row[0], Stamp(*row[1:])) if row else None

    def behind(self, place: str) -> set[tuple[str, str]]:
        """Slug and kind of the CSV files that were left without the newest entries of their log."""
        found: set[tuple[str, str]] = set()
        files = self._files
        with _said_plainly(), self._engine.connect() as connection:
            for name, table in self._logs.items():
                newest = sa.select(sa.func.max(table.c.seq)).where(table.c.slug == files.c.slug)
                query = sa.select(files.c.slug).where(
                    files.c.place == place, files.c.kind == name, files.c.seq < newest.scalar_subquery()
                )
                found |= {(slug, name) for slug in connection.execute(query).scalars()}
        return found

    def remember_file(self, place: str, slug: str, kind: Kind, state: FileState) -> None:
        """Note how a CSV file was left. May be lost in a power cut: then the file is compared once more."""
        key = {"place": place, "slug": slug, "kind": kind.name}
        where = [self._files.c[name] == value for name, value in key.items()]
        values = {"seq": state.seq, **state.stamp._asdict()}
        with _said_plainly(), self._unsynced() as connection:
            if not connection.execute(self._files.update().where(*where).values(values)).rowcount:
                connection.execute(self._files.insert().values(**key, **values))

    def _doubt_files(self, connection: sa.Connection, kind: Kind) -> None:
        """Have every CSV file of a kind compared with its log once more, as if somebody had touched it."""
        connection.execute(self._files.update().where(self._files.c.kind == kind.name).values(size=-1))

    @contextmanager
    def _unsynced(self) -> Iterator[sa.Connection]:
        """A transaction that does not wait for the disk."""
        with self._engine.connect() as connection:
            connection.execution_options(factdesk_writes=True)
            if self._is_sqlite:
                _pragma(connection.connection.dbapi_connection, "synchronous=NORMAL")
            try:
                with connection.begin():
                    if not self._is_sqlite:
                        connection.execute(sa.text("SET LOCAL synchronous_commit = off"))
                    yield connection
            finally:
                if self._is_sqlite:
                    _pragma(connection.connection.dbapi_connection, "synchronous=FULL")


def _engine(url: str) -> sa.Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, max_overflow=60)
    engine = sa.create_engine(url, max_overflow=60)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # BEGIN is ours, below
    for setting in ("busy_timeout=30000", "journal_mode=WAL", "synchronous=FULL"):
        _pragma(connection, setting)


def _pragma(connection: Any, setting: str) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("factdesk_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _entries_behind(table: sa.Table) -> sa.Select[Any]:
    here = (table.c.slug == sa.bindparam("of_slug"), table.c.seq > sa.bindparam("of_seq"))
    return sa.select(table).where(*here).order_by(table.c.seq)


def _newest_by(table: sa.Table, columns: Sequence[str]) -> sa.Select[Any]:
    wanted = (table.c[name] == sa.bindparam(f"of_{name}") for name in ("slug", *columns))
    return sa.select(table).where(*wanted).order_by(table.c.revision.desc()).limit(1)


def _values(kind: Kind, record: Record, columns: Sequence[str]) -> dict[str, Any]:
    texts = dict(zip(columns, kind.pick(columns, record), strict=True))
    return {**texts, "revision": record.revision} if "revision" in texts else dict(texts)


def _record(kind: Kind, row: Mapping[Any, Any]) -> Record:
    record, faults = kind.parse({name: str(row[name]) for name in kind.names})
    if not record:
        raise FactdeskError(f"the database holds a {kind.name} that this version cannot read: {faults[0]}")
    return record


def _named(kind: Kind, record: Record) -> str:
    texts = kind.texts(record)
    return f"the {kind.name} of {' by '.join(texts[name] for name in kind.key)}"


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        cause = getattr(error, "orig", None) or error
        raise FactdeskError(
            f"the desk's database does not answer: {str(cause).strip()}; nothing is known to be saved. "
            "Free disk space or bring the database back, then try again: a repeated save counts once"
        ) from error
