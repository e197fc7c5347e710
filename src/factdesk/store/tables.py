"""The tables of the database, and how those of earlier versions are brought up to them."""

from __future__ import annotations

import sqlalchemy as sa

from factdesk.disk.files import Stamp
from factdesk.store.kinds import Kind

_SEQUENCE = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def log_table(kind: Kind, metadata: sa.MetaData) -> sa.Table:
    texts = [sa.Column(name, sa.Text, nullable=False) for name in kind.names if name != "revision"]
    return sa.Table(
        f"{kind.name}_log",
        metadata,
        sa.Column("seq", _SEQUENCE, primary_key=True, autoincrement=True),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        *texts,
        *(sa.UniqueConstraint("slug", *columns) for columns in kind.unique),
        sa.Index(f"{kind.name}_log_slug_seq", "slug", "seq"),
        sqlite_autoincrement=True,  # a place is never given twice
    )


def file_table(metadata: sa.MetaData) -> sa.Table:
    """`place` tells apart the folders of several machines that share one database."""
    return sa.Table(
        "csv_file",
        metadata,
        *(sa.Column(name, sa.Text, primary_key=True) for name in ("place", "slug", "kind")),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in ("seq", *Stamp._fields)),
    )


def text_table(metadata: sa.MetaData) -> sa.Table:
    """Which text the rows of a slug speak of, so that they are never taken for those of another text."""
    return sa.Table(
        "article_text",
        metadata,
        sa.Column("slug", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False),
    )


def version_table(metadata: sa.MetaData) -> sa.Table:
    """All versions of the texts that changed, so that the files can be written from here."""
    return sa.Table(
        "article_version",
        metadata,
        sa.Column("slug", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("text", "at", "by", "note")),
    )


def complete(connection: sa.Connection, kind: Kind, table: sa.Table) -> list[str]:
    """Add the columns that a database of an earlier version does not have, filled with their defaults."""
    there = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
    added = [name for name in kind.names if name not in there]
    for name in added:
        default = sa.literal(kind.default(name)).compile(
            dialect=connection.dialect, compile_kwargs={"literal_binds": True}
        )
        connection.exec_driver_sql(
            f'ALTER TABLE {table.name} ADD COLUMN "{name}" TEXT NOT NULL DEFAULT {default}'
        )
    return added


def rekey(connection: sa.Connection, kind: Kind, table: sa.Table) -> None:
    """Give a table of an earlier version, in which other columns had to be unique, those of this one."""
    wanted = {("slug", *columns) for columns in kind.unique}
    found = sa.inspect(connection).get_unique_constraints(table.name)
    there = {tuple(one["column_names"]): one["name"] for one in found}
    if set(there) == wanted:
        return
    if connection.dialect.name == "sqlite":
        _rebuild(connection, table)
        return
    for columns in there.keys() - wanted:
        connection.exec_driver_sql(f'ALTER TABLE {table.name} DROP CONSTRAINT "{there[columns]}"')
    for columns in sorted(wanted - there.keys()):
        connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD UNIQUE ({', '.join(columns)})")


def _rebuild(connection: sa.Connection, table: sa.Table) -> None:
    """SQLite cannot drop a constraint: the rows move to a new table, each to its own place in the log."""
    former = f"{table.name}_former"
    connection.exec_driver_sql(f"ALTER TABLE {table.name} RENAME TO {former}")
    for index in table.indexes:
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {index.name}")
    table.create(connection)
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    connection.exec_driver_sql(
        f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {former} ORDER BY seq"
    )
    connection.exec_driver_sql(f"DROP TABLE {former}")
