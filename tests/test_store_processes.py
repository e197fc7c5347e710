"""Many writers in several processes, some of them killed: what was acknowledged is there, once."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from factdesk.store import Store, csvfile
from factdesk.store.kinds import VERDICT
from small_desk import SLUG, desk
from test_store_files import rewrite

WRITER = Path(__file__).parent / "crash" / "writer.py"


def start(
    folder: Path, url: str | None, name: str, *, threads: int, saves: int, hot: bool
) -> subprocess.Popen[str]:
    arguments = [str(folder), url or "-", name, str(threads), str(saves), str(int(hot))]
    return subprocess.Popen([sys.executable, str(WRITER), *arguments], stdout=subprocess.PIPE, text=True)


def acknowledged(writers: Sequence[subprocess.Popen[str]]) -> list[str]:
    """The ids that the writers named before they ended; a half-written name was not given out yet."""
    names = []
    for writer in writers:
        out, _ = writer.communicate(timeout=120)
        names += [line for line in out.split("\n")[:-1] if line]
    return names


def assert_all_there_once(folder: Path, url: str | None, names: list[str]) -> None:
    store = Store(folder, url)
    stored = store.verdicts(SLUG)
    ids = [verdict.id for verdict in stored]
    assert len(set(ids)) == len(ids)
    assert set(names) <= set(ids)
    assert (folder / SLUG / "verdicts.csv").read_bytes() == csvfile.render(VERDICT, stored)
    store.close()


def wait_for_rows(path: Path, wanted: int) -> None:
    for _ in range(1200):
        # A file that was edited outside is set aside before the true one is written in its place.
        with contextlib.suppress(FileNotFoundError):
            if path.read_bytes().count(b"\n") > wanted:
                return
        time.sleep(0.05)
    raise AssertionError(f"{path} did not reach {wanted} rows")


def test_eight_processes_on_two_hot_claims_lose_no_update(tmp_path: Path, database_url: str | None) -> None:
    folder = tmp_path / "claims"
    desk(folder, database_url).close()
    writers = [
        start(folder, database_url, f"p{number}", threads=1, saves=12, hot=True) for number in range(8)
    ]
    names = acknowledged(writers)
    assert len(names) == 96
    assert_all_there_once(folder, database_url, names)
    store = Store(folder, database_url)
    for claim in ("c1", "c2"):
        revisions = [v.revision for v in store.verdicts(SLUG) if v.claim_id == claim]
        assert revisions == list(range(1, 49))
    assert (store.incoming(), store.problems()) == ([], [])


@pytest.mark.parametrize(("processes", "threads"), [(1, 8), (8, 1)])
def test_a_kill_in_the_middle_of_saves_loses_nothing_acknowledged(
    tmp_path: Path, database_url: str | None, processes: int, threads: int
) -> None:
    folder = tmp_path / "claims"
    desk(folder, database_url).close()
    names: list[str] = []
    for round in range(2):
        writers = [
            start(folder, database_url, f"r{round}p{number}", threads=threads, saves=10_000, hot=False)
            for number in range(processes)
        ]
        wait_for_rows(folder / SLUG / "verdicts.csv", len(names) + 60)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
        names += acknowledged(writers)
        assert_all_there_once(folder, database_url, names)
    assert len(names) >= 100
    assert Store(folder, database_url).incoming() == []


@pytest.fixture
def session(tmp_path: Path) -> Iterator[tuple[Path, list[subprocess.Popen[str]]]]:
    folder = tmp_path / "claims"
    desk(folder).close()
    writers = [start(folder, None, f"p{number}", threads=2, saves=60, hot=False) for number in range(2)]
    yield folder, writers
    for writer in writers:
        writer.kill()
        writer.wait()


def test_a_spreadsheet_saving_over_the_file_during_a_session_loses_nothing(
    session: tuple[Path, list[subprocess.Popen[str]]],
) -> None:
    folder, writers = session
    path = folder / SLUG / "verdicts.csv"
    for wanted in (20, 60, 100, 140):
        wait_for_rows(path, wanted)
        rewrite(path, change={"rationale": f"typed after {wanted}"})
    names = acknowledged(writers)
    assert len(names) == 240
    assert_all_there_once(folder, None, names)
    offered = Store(folder).incoming()
    assert offered
    assert all(file.differences for file in offered)
