"""Desks of earlier versions: files and databases with fewer columns are taken over without a word."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from factdesk.model import Entity, EntityKind
from factdesk.store import Store, csvfile
from factdesk.store.kinds import CLAIM, KINDS, VERDICT, Kind
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


def age(folder: Path, url: str | None, kinds: Sequence[Kind] = KINDS) -> None:
    """Turn the desk into one that an earlier version left: files and tables without the later columns."""
    store = Store(folder, url)
    for kind in kinds:
        records = {"claim": store.claims, "source": store.sources, "verdict": store.verdicts}[kind.name](SLUG)
        (folder / SLUG / kind.file_name).write_bytes(csvfile.render(kind, records, earlier(kind)))
    store.close()
    engine = sa.create_engine(url or f"sqlite:///{folder / '.factdesk.sqlite'}")
    with engine.begin() as connection:
        for kind in kinds:
            for column in kind.columns:
                if column.later:
                    connection.exec_driver_sql(f'ALTER TABLE {kind.name}_log DROP COLUMN "{column.name}"')
            found = (folder / SLUG / kind.file_name).stat()
            connection.execute(
                sa.text("UPDATE csv_file SET size = :s, mtime_ns = :m, ctime_ns = :c WHERE kind = :k"),
                {"s": found.st_size, "m": found.st_mtime_ns, "c": found.st_ctime_ns, "k": kind.name},
            )
    engine.dispose()


def in_order(store: Store) -> bool:
    """Whether every file holds just what the store has, in the columns of this version."""
    folder = store.folder / SLUG
    logs = ((CLAIM, store.claims(SLUG)), (VERDICT, store.verdicts(SLUG)))
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
