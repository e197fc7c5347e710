"""Desks of earlier versions: files and databases with fewer columns are taken over without a word."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from factdesk.errors import Stale
from factdesk.model import Entity, EntityKind, Stance
from factdesk.store import Store, csvfile
from factdesk.store.kinds import CLAIM, LINK, SOURCE, VERDICT, Kind
from factdesk.store.validate import validate
from small_desk import CLAIMS, SLUG, desk, forget_database, source, verdict

SHIPPED = Path(__file__).parent.parent / "claims"
OPENER = """
import sys
from pathlib import Path
from factdesk.store import Store
store = Store(Path(sys.argv[1]), sys.argv[2] or None)
print(len(store.verdicts("the-bridge")), len(store.problems()))
"""


def earlier(kind: Kind) -> list[str]:
    return [column.name for column in kind.columns if not column.later]


def filled(folder: Path, url: str | None) -> Store:
    """The small desk with a row of each kind."""
    store = desk(folder, url)
    store.append(SLUG, [source("s1")])
    store.append(SLUG, [verdict("v1", rationale="=1\nline two", source_ids=("s1",)), verdict("v2", "Bob")])
    return store


def age(folder: Path, url: str | None) -> None:
    """Turn the desk into one that an earlier version left: without the later files, columns and keys."""
    store = Store(folder, url)
    logs = ((CLAIM, store.claims), (SOURCE, store.sources), (VERDICT, store.verdicts))
    for kind, read in logs:
        (folder / SLUG / kind.file_name).write_bytes(csvfile.render(kind, read(SLUG), earlier(kind)))
    (folder / SLUG / LINK.file_name).unlink()
    store.close()
    engine = sa.create_engine(url or f"sqlite:///{folder / '.factdesk.sqlite'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE link_log")
        connection.exec_driver_sql("DELETE FROM csv_file WHERE kind = 'link'")
        for kind, _ in logs:
            for column in kind.columns:
                if column.later:
                    connection.exec_driver_sql(f'ALTER TABLE {kind.name}_log DROP COLUMN "{column.name}"')
            found = (folder / SLUG / kind.file_name).stat()
            connection.execute(
                sa.text("UPDATE csv_file SET size = :s, mtime_ns = :m, ctime_ns = :c WHERE kind = :k"),
                {"s": found.st_size, "m": found.st_mtime_ns, "c": found.st_ctime_ns, "k": kind.name},
            )
        age_key(connection)
    engine.dispose()


def age_key(connection: sa.Connection) -> None:
    """The log of sources as it was when a source served one claim only."""
    (unique,) = sa.inspect(connection).get_unique_constraints("source_log")
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f'ALTER TABLE source_log DROP CONSTRAINT "{unique["name"]}"')
        connection.exec_driver_sql("ALTER TABLE source_log ADD UNIQUE (slug, source_id, revision)")
        return
    names = [name for name in earlier(SOURCE) if name != "revision"]
    columns = ", ".join(f"{name} TEXT NOT NULL" for name in names)
    every = ", ".join(["seq", "slug", "revision", *names])
    for statement in (
        "CREATE TABLE aged (seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL, "
        f"revision INTEGER NOT NULL, {columns}, UNIQUE (slug, source_id, revision))",
        f"INSERT INTO aged ({every}) SELECT {every} FROM source_log",
        "DROP TABLE source_log",
        "ALTER TABLE aged RENAME TO source_log",
        "CREATE INDEX source_log_slug_seq ON source_log (slug, seq)",
    ):
        connection.exec_driver_sql(statement)


def in_order(store: Store) -> bool:
    """Whether every file holds just what the store has, in the columns of this version."""
    folder = store.folder / SLUG
    logs = (
        (CLAIM, store.claims(SLUG)),
        (SOURCE, store.sources(SLUG)),
        (VERDICT, store.verdicts(SLUG)),
        (LINK, store.links(SLUG)),
    )
    return all((folder / kind.file_name).read_bytes() == csvfile.render(kind, log) for kind, log in logs)


def left_alone(store: Store) -> bool:
    return (
        not store.incoming() and not store.problems() and not list((store.folder / SLUG).glob("*.rejected"))
    )


def test_a_desk_with_its_database_is_taken_over(tmp_path: Path, database_url: str | None) -> None:
    before = filled(tmp_path, database_url)
    expected = before.claims(SLUG), before.sources(SLUG), before.verdicts(SLUG)
    before.close()
    age(tmp_path, database_url)
    store = Store(tmp_path, database_url)
    assert (store.claims(SLUG), store.sources(SLUG), store.verdicts(SLUG)) == expected
    assert in_order(store) and left_alone(store)
    store.append(SLUG, [replace(CLAIMS[0], revision=2, entities=(Entity(6, 17, EntityKind.PERSON),))])
    store.append(SLUG, [verdict("v3", "Cem Sample", claim_revision=2)])
    assert in_order(store) and left_alone(store)


def test_a_source_of_an_earlier_desk_may_serve_another_claim(
    tmp_path: Path, database_url: str | None
) -> None:
    filled(tmp_path, database_url).close()
    age(tmp_path, database_url)
    for _ in range(2):
        store = Store(tmp_path, database_url)
        store.append(SLUG, [source("s1", claim_id="c2", stance=Stance.REFUTES)])
        with pytest.raises(Stale):
            store.append(SLUG, [source("s1", title="other")])
        assert [(one.id, one.claim_id) for one in store.sources(SLUG)] == [("s1", "c1"), ("s1", "c2")]
        assert in_order(store) and left_alone(store)
        store.close()


def test_a_fresh_clone_of_an_earlier_desk_is_taken_over(tmp_path: Path) -> None:
    filled(tmp_path, None).close()
    age(tmp_path, None)
    forget_database(tmp_path)
    store = Store(tmp_path)
    assert len(store.claims(SLUG)) == len(store.verdicts(SLUG)) == 2
    assert in_order(store) and left_alone(store)


def test_a_file_of_an_earlier_version_may_come_back_at_any_time(tmp_path: Path) -> None:
    store = filled(tmp_path, None)
    store.append(SLUG, [verdict("v3", "Cem Sample", claim_revision=1)])
    old = csvfile.render(VERDICT, store.verdicts(SLUG), earlier(VERDICT))
    (tmp_path / SLUG / "verdicts.csv").write_bytes(old)
    assert [v.claim_revision for v in store.verdicts(SLUG)] == [0, 0, 1]
    assert in_order(store) and left_alone(store)


def test_a_row_that_somebody_typed_into_an_earlier_file_is_offered(tmp_path: Path) -> None:
    store = filled(tmp_path, None)
    old = csvfile.render(VERDICT, store.verdicts(SLUG), earlier(VERDICT))
    (tmp_path / SLUG / "verdicts.csv").write_bytes(old + b"v9,c2,1,Cem Sample,True,,,,\n")
    (offered,) = store.incoming()
    assert [(row.line, str(row.state)) for row in offered.differences] == [(4, "new")]


def test_a_torn_last_line_of_an_earlier_file_is_set_aside(tmp_path: Path) -> None:
    store = filled(tmp_path, None)
    old = csvfile.render(VERDICT, store.verdicts(SLUG), earlier(VERDICT))
    (tmp_path / SLUG / "verdicts.csv").write_bytes(old[:-9])
    assert store.incoming() == []
    assert in_order(store)
    assert "cut off" in (tmp_path / SLUG / "verdicts.csv.rejected").read_text("utf-8")


def test_an_earlier_desk_keeps_the_rules(tmp_path: Path) -> None:
    filled(tmp_path, None).close()
    age(tmp_path, None)
    assert validate(tmp_path) == []


def test_two_processes_may_open_an_earlier_desk_at_once(tmp_path: Path, database_url: str | None) -> None:
    filled(tmp_path, database_url).close()
    age(tmp_path, database_url)
    command = [sys.executable, "-c", OPENER, str(tmp_path), database_url or ""]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [(one.communicate()[0].strip(), one.returncode) for one in running] == [("2 0", 0)] * 2
    assert in_order(Store(tmp_path, database_url))


@pytest.mark.parametrize("keep_database", [True, False])
def test_the_article_that_comes_with_the_project_opens(tmp_path: Path, keep_database: bool) -> None:
    folder = tmp_path / "claims"
    folder.mkdir()
    shutil.copytree(SHIPPED / "munir-us-visit", folder / "munir-us-visit")
    for _ in range(2):
        store = Store(folder)
        claims = store.claims("munir-us-visit")
        assert len(claims) > 20 and not store.incoming() and not store.problems()
        header = (folder / "munir-us-visit" / "claims.csv").read_bytes().partition(b"\n")[0].decode()
        assert tuple(header.split(",")) == CLAIM.names
        store.close()
        if not keep_database:
            forget_database(folder)
    assert validate(folder) == []
