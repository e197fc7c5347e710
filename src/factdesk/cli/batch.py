"""`factdesk check` on many articles: what a person sees of it, and how it is stopped."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from factdesk import dates
from factdesk.batch import articles
from factdesk.batch.engines import on_processes
from factdesk.batch.results import SUMMARY, opened
from factdesk.batch.run import Batch, Step, Totals, options, run
from factdesk.batch.task import Engine
from factdesk.errors import BadInput

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_EVERY = 30.0  # seconds from one line to the next where no terminal shows a bar
_STOPPED = 130  # what shells give a command that Ctrl-C ended


def check_many(
    given: Sequence[str],
    *,
    published: str,
    desk_folder: Path | None,
    form: str,
    output: Path | None,
    jobs: int | None,
    scheduler: str,
    again: bool,
    quiet: bool,
) -> int:
    """Check all articles, write their results into a folder, and return the exit code."""
    dates.parse_period(published)
    files, unread = articles.find(given)
    if not files and not unread:
        raise BadInput(f"{', '.join(given)}: no .txt or .md file is in there; name another folder")
    folder = output or _beside(given)
    table = articles.listed(Path(given[0])) if _is_one_folder(given) else {}
    batch = Batch(files, options(form, desk_folder), published, table)
    shown = _Shown(len(files), quiet)
    for line in [*unread, *_about(batch)]:
        shown.say(line)
    with opened(folder, form) as results, _stopping(shown) as stop, shown:
        engine = _engine(jobs, scheduler, len(files))
        try:
            totals = run(batch, results, engine, shown.step, again=again, stopped=stop.is_set)
        except KeyboardInterrupt:
            shown.say(f"stopped; the same command goes on from here. Results: {folder / SUMMARY}")
            return _STOPPED
    rest = len(files) - totals.checked - totals.kept - totals.failed
    click.echo(_summed_up(totals, rest, folder, shown.seconds), err=True)
    if rest:
        return _STOPPED
    return 1 if totals.failed or unread else 0


def _is_one_folder(given: Sequence[str]) -> bool:
    return len(given) == 1 and Path(given[0]).is_dir()


def _beside(given: Sequence[str]) -> Path:
    if not _is_one_folder(given):
        raise BadInput("several articles need a folder for their results: name it with --output")
    folder = Path(given[0]).resolve()
    return folder.with_name(f"{folder.name}-checked")


def _engine(jobs: int | None, scheduler: str, files: int) -> Engine:
    if scheduler:
        from factdesk.batch.cluster import on_cluster

        return partial(on_cluster, address=scheduler)
    return partial(on_processes, jobs=max(1, min(jobs or _cores(), files)))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _about(batch: Batch) -> Iterator[str]:
    """What articles.csv gives, so that a wrong name in it does not go unseen."""
    if not batch.table:
        return
    unknown = articles.unknown(batch.table, batch.files)
    matched = len(batch.table) - len(unknown)
    yield f"{articles.TABLE}: titles and dates for {matched} of {len(batch.files)} files"
    if unknown:
        more = f" and {len(unknown) - 3} more" if len(unknown) > 3 else ""
        yield f"{articles.TABLE}: no such file: {', '.join(unknown[:3])}{more}"


def _summed_up(totals: Totals, rest: int, folder: Path, seconds: float) -> str:
    parts = [f"{totals.checked} checked in {_duration(seconds)}"]
    parts += [f"{totals.kept} kept from before"] if totals.kept else []
    parts += [f"{totals.failed} failed (see the column error)"] if totals.failed else []
    parts += [f"{rest} not begun: the same command goes on from here"] if rest else []
    return f"{'; '.join(parts)}. Results: {folder / SUMMARY}"


@contextmanager
def _stopping(shown: _Shown) -> Iterator[threading.Event]:
    """Set by the first Ctrl-C or termination; the next one stops at once."""
    stop = threading.Event()

    def heard(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        shown.say("stopping: the articles under way are finished; once more stops at once")

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Shown:
    """Progress on standard error: a bar on a terminal, else a line now and then, and nothing when quiet.

    Failures are always told.
    """

    def __init__(self, total: int, quiet: bool) -> None:
        self._total, self._quiet = total, quiet
        self._done = self._checked = self._failed = 0
        self._start = self._last = time.monotonic()
        self._bar: ProgressBar[int] | None = None

    def __enter__(self) -> None:
        self._start = self._last = time.monotonic()
        if sys.stderr.isatty() and not self._quiet:
            self._bar = click.progressbar(
                length=self._total, file=sys.stderr, show_pos=True, item_show_func=lambda _: self._rate()
            )
            self._bar.__enter__()

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.__exit__(None, None, None)

    @property
    def seconds(self) -> float:
        """Since the work began."""
        return time.monotonic() - self._start

    def step(self, step: Step) -> None:
        """One file is done, kept or failed."""
        self._done += 1
        self._checked += not step.kept
        if step.error:
            self._failed += 1
            self.say(f"{step.file}: {step.error}")
        if self._bar:
            self._bar.update(1, self._done)
        elif not self._quiet and time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            self.say(f"{self._done} of {self._total} files, {self._rate()}, {self._left()}")

    def say(self, line: str) -> None:
        """A line above the bar."""
        if self._bar:
            click.echo("\r\033[K", nl=False, err=True)
        click.echo(line, err=True)

    def _rate(self) -> str:
        failed = f", {self._failed} failed" if self._failed else ""
        return f"{self._checked / max(self.seconds, 0.1):.1f} a second{failed}"

    def _left(self) -> str:
        if not self._checked:
            return "nothing to check so far"
        return f"about {_duration((self._total - self._done) * self.seconds / self._checked)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
