"""Many articles: found, checked by processes and by a Dask cluster, kept, and gone on with."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import distributed
import pytest
from click.testing import CliRunner, Result

from batch_work import deadly, other_identity, repeated
from factdesk.batch import articles, work
from factdesk.batch.engines import on_processes, windowed
from factdesk.batch.results import SUMMARY, opened
from factdesk.batch.run import Batch, Step, Totals, run
from factdesk.batch.task import Done, Options, Task, Work
from factdesk.cli import main
from factdesk.errors import BadInput, BrokenFile, FactdeskError, Unreachable

STORIES = {
    "austin.txt": "Secretary of Defense Lloyd Austin spoke in Rome on Tuesday.",
    "deep/down/bridge.md": "# The bridge\n\nThe bridge was opened in 2019. It cost 3 million dollars.",
    "deep/harbour.txt": "The harbour of Freedonia was closed, the port authority said.",
    "école.txt": "The school has 300 pupils and was founded in 1950.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stories = tmp_path / "stories"
    for name, text in STORIES.items():
        path = stories / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return stories


def here(work: Work, tasks: Iterator[Task]) -> Generator[Done, None, None]:
    """An engine without processes."""
    yield from map(work, tasks)


def go(folder: Path, output: Path, form: str = "json", **how: Any) -> tuple[Totals, list[Step]]:
    steps: list[Step] = []
    files, _ = articles.find([str(folder)])
    options = Options(form, how.pop("tenures", b""))
    batch = Batch(files, options, how.pop("published", ""), articles.listed(folder))
    with opened(output, form) as results:
        totals = run(batch, results, how.pop("engine", here), steps.append, **how)
    return totals, steps


def rows(output: Path) -> list[dict[str, str]]:
    with (output / SUMMARY).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def tasks(*data: bytes) -> Iterator[Task]:
    return iter([Task(f"{number}.txt", one) for number, one in enumerate(data)])


# --- finding -----------------------------------------------------------------------------------------


def test_texts_are_found_at_any_depth_without_hidden_ones_and_named_from_the_folder(folder: Path) -> None:
    for hidden in (".git/a.txt", "deep/.b.txt", "picture.png"):
        (folder / hidden).parent.mkdir(exist_ok=True)
        (folder / hidden).write_text("x")
    found, unread = articles.find([str(folder)])
    assert [file.name for file in found] == sorted(STORIES)
    assert unread == []


def test_several_files_and_a_glob_are_named_from_the_folder_they_share(folder: Path) -> None:
    found, _ = articles.find([str(folder / "austin.txt"), str(folder / "deep" / "*.txt")])
    assert [file.name for file in found] == ["austin.txt", "deep/harbour.txt"]


def test_a_glob_may_lead_upwards_and_into_a_hidden_folder_that_it_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = folder / ".kept"
    hidden.mkdir()
    (hidden / "one.txt").write_text("Ann Example was there.")
    monkeypatch.chdir(folder / "deep")
    names = [[file.name for file in articles.find([given])[0]] for given in ("../*.txt", "../.kept/*.txt")]
    assert names == [
        sorted(name for name in STORIES if "/" not in name and name.endswith(".txt")),
        ["one.txt"],
    ]
    assert "one.txt" not in [file.path.name for file in articles.find(["../*/*.txt"])[0]]


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match=r"no-such\.txt: no such file"):
        articles.find(["no-such.txt"])


def test_a_table_gives_each_article_its_title_and_date(folder: Path, tmp_path: Path) -> None:
    table = "\ufefffile,published,author,title\n./austin.txt,2025-06-11,Ann Example,A visit\nno.txt,2021,,\n"
    (folder / "articles.csv").write_text(table, "utf-8")
    go(folder, tmp_path / "out", published="2022-06-11")
    (austin, *_, school) = (
        json.loads(path.read_text()) for path in sorted((tmp_path / "out").glob("*.json"))
    )
    assert (austin["article"]["title"], austin["article"]["published"]["start"]) == ("A visit", "2025-06-11")
    assert school["article"]["published"]["start"] == "2022-06-11"
    assert "no such file: no.txt" in check(str(folder), "-o", str(tmp_path / "out"), "--quiet").stderr


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("file,published\naustin.txt,2021\nécole.txt,03/04/2025\n", r"articles\.csv:3: "),
        ("name,published\n", r"articles\.csv:1: it needs the column file"),
        ("file;published\n", r"parted by commas"),
        ("file,date\n", r"title or published"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_line(folder: Path, table: str, message: str) -> None:
    (folder / "articles.csv").write_text(table, "utf-8")
    with pytest.raises(BrokenFile, match=message):
        articles.listed(folder)


# --- the command, with real processes ----------------------------------------------------------------


def test_a_folder_gives_what_each_article_gives_alone_and_bad_files_fail_by_name(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\x00")
    (folder / "huge.txt").write_bytes(b"a" * 8_000_001)
    os.mkfifo(folder / "pipe.txt")
    output = folder.with_name("stories-checked")
    result = check(str(folder), "--jobs", "2", "--published", "2025-06-11")
    assert result.exit_code == 1, result.output
    for name in STORIES:
        alone = check(str(folder / name), "--format", "json", "--published", "2025-06-11")
        assert (output / f"{name}.json").read_text("utf-8") == alone.stdout
    errors = {row["file"]: row["error"] for row in rows(output) if row["error"]}
    assert sorted(errors) == ["empty.txt", "huge.txt", "picture.txt", "pipe.txt"]
    assert all(f"{name}: {error}" in result.stderr for name, error in errors.items())
    assert "4 checked" in result.stderr and "4 failed" in result.stderr
    (austin, *_) = rows(output)
    assert (austin["file"], austin["contradicted"], austin["error"]) == ("austin.txt", "1", "")
    assert [row["file"] for row in rows(output)] == sorted(row["file"] for row in rows(output))


def test_ctrl_c_finishes_what_is_under_way_and_the_same_command_goes_on(folder: Path, tmp_path: Path) -> None:
    for number in range(40):
        (folder / f"more-{number:02}.txt").write_text(f"{STORIES['austin.txt']} {number} people came.")
    output = tmp_path / "out"
    program = "from factdesk.cli import main\nif __name__ == '__main__': main()"
    path = tmp_path / "program.py"
    path.write_text(program)
    command = [sys.executable, str(path), "check", str(folder), "--jobs", "2", "-o", str(output)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        while not ((output / SUMMARY).exists() and rows(output)):
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "the same command goes on from here" in told and "Traceback" not in told
    done = {row["file"] for row in rows(output)}
    assert 0 < len(done) < 44
    assert all((output / f"{name}.json").is_file() for name in done)
    assert not list(output.rglob("*.new"))
    totals, _ = go(folder, output)
    assert (totals.kept, totals.checked) == (len(done), 44 - len(done))


def test_a_killed_process_fails_its_article_alone(tmp_path: Path) -> None:
    once = b"once " + os.fsencode(tmp_path / "died")
    given = [b"a", once, b"b", b"c", b"d", b"e", b"f", b"die", b"g"]
    done = {one.file: one for one in on_processes(deadly, tasks(*given), jobs=2)}
    assert sorted(done) == [f"{number}.txt" for number in range(9)]
    assert [name for name, one in done.items() if one.error] == ["7.txt"]
    assert "killed" in done["7.txt"].error
    assert done["1.txt"].result == once.upper()


def test_processes_that_die_on_everything_stop_the_batch() -> None:
    with pytest.raises(FactdeskError, match="processes in a row were killed"):
        list(on_processes(deadly, tasks(*[b"die"] * 9), jobs=2))


def test_processes_of_a_killed_parent_end(folder: Path, tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(
        "import os, sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from batch_work import repeated\n"
        "from factdesk.batch.engines import on_processes\n"
        "from factdesk.batch.task import Task\n"
        "if __name__ == '__main__':\n"
        "    forever = (Task(str(n), b'a') for n in range(10**9))\n"
        "    for done in on_processes(repeated, forever, 1): print(done.worker, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        parent.kill()
        # The pipe ends only when the last process that holds it has ended.
        parent.stdout.read()
    with pytest.raises(ProcessLookupError):
        for _ in range(500):
            os.kill(worker, 0)
            time.sleep(0.02)


def test_no_more_tasks_are_taken_than_the_window_holds() -> None:
    taken: list[int] = []

    def counted() -> Iterator[Task]:
        for number in range(20):
            taken.append(number)
            yield Task(f"{number}.txt", b"a")

    with ThreadPoolExecutor(2) as pool:
        for number, _ in enumerate(windowed(pool, repeated, counted(), 4)):
            assert len(taken) <= number + 1 + 4
    assert taken == list(range(20))


# --- going on ----------------------------------------------------------------------------------------


def test_a_second_run_keeps_what_is_there_and_does_what_changed(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert go(folder, output)[0].checked == 4
    before = (output / "austin.txt.json").stat()
    totals, steps = go(folder, output)
    assert (totals.kept, totals.checked) == (4, 0)
    assert all(step.kept for step in steps)
    assert (output / "austin.txt.json").stat() == before
    (folder / "austin.txt").write_text("Another text of the same name.", "utf-8")
    (output / "deep" / "harbour.txt.json").unlink()
    totals, steps = go(folder, output)
    assert [step.file for step in steps if not step.kept] == ["austin.txt", "deep/harbour.txt"]


@pytest.mark.parametrize("change", ["published", "tenures", "version", "title", "form", "again"])
def test_everything_is_done_again_when_what_decides_a_result_changed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    (folder / "articles.csv").write_text("file,title\n" + "".join(f"{name},A title\n" for name in STORIES))
    go(folder, tmp_path / "out")
    how: dict[str, Any] = {
        "published": {"published": "June 2022"},
        "tenures": {"tenures": b"person,office,country,start,source_start\n"},
        "form": {"form": "csv"},
        "again": {"again": True},
    }.get(change, {})
    if change == "version":
        monkeypatch.setattr(work, "identity", other_identity)
    if change == "title":
        (folder / "articles.csv").write_text(
            "file,title\n" + "".join(f"{name},Another\n" for name in STORIES)
        )
    totals, _ = go(folder, tmp_path / "out", **how)
    assert (totals.checked, totals.kept) == (4, 0)


def test_a_failed_article_is_tried_again_and_its_row_is_replaced(folder: Path, tmp_path: Path) -> None:
    (folder / "austin.txt").write_bytes(b"")
    assert go(folder, tmp_path / "out")[0].failed == 1
    (folder / "austin.txt").write_text(STORIES["austin.txt"], "utf-8")
    totals, _ = go(folder, tmp_path / "out")
    assert (totals.checked, totals.kept, totals.failed) == (1, 3, 0)
    assert [row["error"] for row in rows(tmp_path / "out")] == [""] * 4


def test_an_error_of_our_own_fails_one_article(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = work.examine_on

    def broken(grounds: Any, text: str, **how: Any) -> Any:
        return whole(grounds, text, **how) if "bridge" in text else {}["a key"]

    monkeypatch.setattr(work, "examine_on", broken)
    totals, steps = go(folder, tmp_path / "out")
    assert (totals.checked, totals.failed) == (1, 3)
    assert all("KeyError" in step.error and "report it" in step.error for step in steps if step.error)


def test_once_stopped_nothing_more_is_begun(folder: Path, tmp_path: Path) -> None:
    begun: list[str] = []

    def noted(work: Work, tasks: Iterator[Task]) -> Generator[Done, None, None]:
        for task in tasks:
            begun.append(task.file)
            yield work(task)

    totals, _ = go(folder, tmp_path / "out", engine=noted, stopped=lambda: len(begun) == 2)
    assert totals.checked == 2
    assert len(rows(tmp_path / "out")) == 2


def test_a_torn_last_row_is_done_again(folder: Path, tmp_path: Path) -> None:
    go(folder, tmp_path / "out")
    summary = tmp_path / "out" / SUMMARY
    summary.write_bytes(summary.read_bytes()[:-10])
    totals, _ = go(folder, tmp_path / "out")
    assert (totals.kept, totals.checked) == (3, 1)
    assert len(rows(tmp_path / "out")) == 4


def test_a_folder_that_holds_other_things_is_not_written_to(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    result = check(str(folder), "--output", str(folder))
    assert result.exit_code == 2
    assert "name a new folder" in result.stderr
    assert sorted(folder.rglob("*")) == before


def test_two_checks_do_not_write_into_one_folder(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "out", "json"):
        result = check(str(folder), "--output", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "another check writes there" in result.stderr


@pytest.mark.parametrize("name", ["n" * 250 + ".txt", "=cmd.txt", "a,b\"c'.txt", os.fsdecode(b"caf\xe9.txt")])
def test_an_odd_name_stops_nothing(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / name).write_text("The bridge was opened in 2019.")
    (folder / "plain.txt").write_text("The bridge was opened in 2019.")
    totals, _ = go(folder, tmp_path / "out")
    assert totals.checked + totals.failed == 2
    assert totals.failed == (len(name) > 250)
    assert go(folder, tmp_path / "out")[0].kept == totals.checked


@pytest.mark.parametrize(
    "options", [("--title", "A"), ("--format", "table"), ("--llm",), ("--published", "03/04/2025")]
)
def test_what_is_for_one_article_is_refused_for_many(folder: Path, options: tuple[str, ...]) -> None:
    assert check(str(folder), *options).exit_code == 2
    assert not folder.with_name("stories-checked").exists()


# --- a Dask cluster ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as started:
        yield started


def on(cluster: Any, work: Work, given: Iterator[Task]) -> list[Done]:
    from factdesk.batch.cluster import on_cluster

    return list(on_cluster(work, given, cluster.scheduler_address))


def test_a_cluster_gives_the_same_results_by_both_its_workers(cluster: Any) -> None:
    given = [text.encode() for text in STORIES.values()] * 3
    checked = partial(work.check, Options("csv"), work.identity())
    there = on(cluster, checked, tasks(*given))
    here = list(on_processes(checked, tasks(*given), jobs=2))

    def plain(done: list[Done]) -> list[Done]:
        return sorted((replace(one, seconds=0, worker="") for one in done), key=lambda one: one.file)

    assert plain(there) == plain(here)
    assert not any(one.error for one in there)
    assert len({one.worker for one in there}) == 2


def test_a_worker_that_dies_loses_no_article(cluster: Any, tmp_path: Path) -> None:
    once = b"once " + os.fsencode(tmp_path / "died")
    given = [b"a", b"b", once, b"c", b"die", b"d", b"e", b"f"]
    done = {one.file: one for one in on(cluster, deadly, tasks(*given))}
    assert sorted(done) == [f"{number}.txt" for number in range(8)]
    assert [name for name, one in done.items() if one.error] == ["4.txt"]
    assert "killed" in done["4.txt"].error
    assert done["2.txt"].result == once.upper()


def test_the_command_goes_on_from_a_clusters_results(cluster: Any, folder: Path, tmp_path: Path) -> None:
    address = cluster.scheduler_address
    output = str(tmp_path / "out")
    assert check(str(folder), "--scheduler", address, "-o", output).exit_code == 0
    again = check(str(folder), "--jobs", "2", "-o", output)
    assert again.exit_code == 0 and "4 kept from before" in again.stderr


def test_a_worker_with_another_factdesk_is_named(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "__version__", "9.9.9")
    work.identity.cache_clear()
    try:
        with pytest.raises(Unreachable, match=r"runs factdesk .*, this command factdesk 9\.9\.9"):
            on(cluster, repeated, tasks(b"a"))
    finally:
        work.identity.cache_clear()
    with pytest.raises(Unreachable, match="install the same on both"):
        work.check(Options(), other_identity(), Task("a.txt", b"a"))


def test_a_scheduler_without_workers_and_one_that_is_not_there_are_said(folder: Path, tmp_path: Path) -> None:
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as empty:
        with pytest.raises(Unreachable, match="has no workers"):
            on(empty, repeated, tasks(b"a"))
        gone = empty.scheduler_address
    for address, message in ((gone, "no Dask scheduler answers"), ("nonsense", "write tcp://host:port")):
        result = check(str(folder), "--scheduler", address, "-o", str(tmp_path / "out"))
        assert result.exit_code == 2
        assert message in result.stderr
