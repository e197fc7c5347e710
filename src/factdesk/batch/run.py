"""A batch from its files to their results: what is there already is left, everything else is done."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from factdesk.batch import articles, work
from factdesk.batch.articles import File, Listed
from factdesk.batch.results import Results
from factdesk.batch.task import Done, Engine, Options, Task
from factdesk.desk.examine import grounds
from factdesk.errors import BadInput


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles, what holds for all of them, and what a table says of each."""

    files: Sequence[File]
    options: Options
    published: str = ""
    table: Mapping[str, Listed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One file further: `kept` where its result was there, `error` where it failed."""

    file: str
    kept: bool = False
    error: str = ""


@dataclass(slots=True)
class Totals:
    """How many files were checked, kept from an earlier run, and failed; by which workers."""

    checked: int = 0
    kept: int = 0
    failed: int = 0
    workers: Counter[str] = field(default_factory=Counter)


def options(form: str, desk_folder: Path | None) -> Options:
    """What a batch takes from a desk. Raises BrokenFile where its settings or tenures cannot be used."""
    if desk_folder is None:
        return Options(form)
    lent = grounds(desk_folder)
    tenures = desk_folder / "tenures.csv"
    return Options(form, tenures.read_bytes() if tenures.exists() else b"", lent.tolerance_days)


def run(
    batch: Batch,
    results: Results,
    engine: Engine,
    told: Callable[[Step], None],
    *,
    again: bool = False,
    stopped: Callable[[], bool] = lambda: False,
) -> Totals:
    """Check the files whose results are not there yet (`again`: all); `told` hears of every file.

    A file that cannot be read or checked has failed, and the rest goes on. Once `stopped`, no further file is
    begun, and those under way are finished. Raises FactdeskError and OSError for what concerns all files.
    """
    this = _Run(batch, results, told, again, stopped)
    with closing(engine(partial(work.check, batch.options, work.identity()), this.tasks())) as all_done:
        for done in all_done:
            this.end(*this.under_way.pop(done.file), done)
    return this.totals


@dataclass(slots=True)
class _Run:
    batch: Batch
    results: Results
    told: Callable[[Step], None]
    again: bool
    stopped: Callable[[], bool]
    totals: Totals = field(default_factory=Totals)
    under_way: dict[str, tuple[File, str]] = field(default_factory=dict)

    def tasks(self) -> Iterator[Task]:
        """What is to be done, read only when there is room for it."""
        for file in self.batch.files:
            if self.stopped():
                return
            if task := self._read(file):
                mark = made_from(self.batch.options, task)
                if self.again or not self.results.has(file, mark):
                    self.under_way[file.name] = file, mark
                    yield task
                else:
                    self.totals.kept += 1
                    self.told(Step(file.name, kept=True))

    def _read(self, file: File) -> Task | None:
        known = articles.of(file, self.batch.table)
        try:
            return Task(file.name, file.read(), known.title, known.published or self.batch.published)
        except (BadInput, OSError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self.end(file, "", Done(file.name, error=why))
            return None

    def end(self, file: File, mark: str, done: Done) -> None:
        done = self.results.save(file, done, mark)
        self.totals.failed += bool(done.error)
        self.totals.checked += not done.error
        self.totals.workers.update([done.worker] if done.worker else [])
        self.told(Step(file.name, error=done.error))


def made_from(options: Options, task: Task) -> str:
    """A mark of all that decides a result: program, model, options, title, date and text."""
    parts = (work.identity(), options.form, str(options.tolerance_days), task.title, task.published)
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass"))
    for data in (options.tenures, task.data):
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()[:20]
