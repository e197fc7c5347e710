"""The folder of results: one file for each article, written whole, and `summary.csv`, which grows meanwhile.

The summary is also the memory of a batch: a row with the mark of the text, the options and the program that
made a result tells the next run that it need not be made again.
"""

from __future__ import annotations

import csv
import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from factdesk import cells
from factdesk.batch.articles import File
from factdesk.batch.task import Done
from factdesk.disk import files
from factdesk.disk.lock import DeskLock
from factdesk.errors import BadInput

SUMMARY = "summary.csv"
COLUMNS = (
    "file",
    "sha256",
    "title",
    "claims",
    "contradicted",
    "undetermined",
    "window",
    "seconds",
    "error",
    "made_from",
)


class Results:
    """The results in a folder, of the form json or csv. Got from `opened`."""

    def __init__(self, folder: Path, form: str, rows: dict[str, dict[str, str]], summary: IO[str]) -> None:
        self._folder, self._form, self._rows, self._summary = folder, form, rows, summary

    def has(self, file: File, made_from: str) -> bool:
        """Whether the article's result stands there, made from just this."""
        row = self._rows.get(file.name, {})
        return row.get("made_from") == made_from and not row["error"] and self._path(file).is_file()

    def save(self, file: File, done: Done, made_from: str) -> Done:
        """Keep what became of an article, and return it: a result that the disk cannot name has failed.

        Raises OSError where nothing can be written at all, such as on a full disk.
        """
        if not done.error:
            done = self._written(file, done)
        row = _row(done, made_from)
        self._rows[file.name] = row
        self._summary.write(_line(row))
        self._summary.flush()
        return done

    def _written(self, file: File, done: Done) -> Done:
        path = self._path(file)
        if path == self._folder / SUMMARY:
            return Done(file.name, error="its result would be called like the summary; rename it")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if files.write_whole(path, done.result, files.stamp(path)) is None:
                return Done(file.name, error=f"{path} was changed by somebody else meanwhile; run this again")
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            return Done(file.name, error="its name is too long for the name of a result; shorten it")
        return done

    def _path(self, file: File) -> Path:
        return self._folder / file.inside.with_name(f"{file.inside.name}.{self._form}")


@contextmanager
def opened(folder: Path, form: str) -> Iterator[Results]:
    """The results in a folder, which is made if need be and belongs to this process meanwhile.

    Afterwards the summary stands in the order of the names. Raises BadInput where the folder holds other
    things, or another process writes there.
    """
    _refuse_foreign(folder)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / SUMMARY
    try:
        with DeskLock(folder / ".lock").held(wait=False):
            rows = _read(path)
            _write(path, rows)
            try:
                with path.open("a", encoding="utf-8", newline="") as summary:
                    yield Results(folder, form, rows, summary)
            finally:
                _write(path, rows)
    except BlockingIOError:
        raise BadInput(
            f"{folder}: another check writes there; wait for it, or name another --output"
        ) from None


def _refuse_foreign(folder: Path) -> None:
    """Nothing of the user's is written over: a folder is ours if it is new, empty or has our summary."""
    if not folder.exists() or not any(not one.name.startswith(".") for one in folder.iterdir()):
        return
    head = (folder / SUMMARY).read_bytes()[:1000] if (folder / SUMMARY).is_file() else b""
    if not head.startswith(",".join(COLUMNS).encode()):
        raise BadInput(
            f"{folder}: holds files, but no {SUMMARY} of an earlier check; name a new folder (--output)"
        )


def _read(path: Path) -> dict[str, dict[str, str]]:
    """The rows by file, the latest of each; a torn last line is left out: that article is done again."""
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    whole = text[: text.rfind("\n") + 1]
    lines = csv.DictReader(io.StringIO(whole, newline=""), restval="")
    rows = ({name: cells.unpack(line[name]) for name in COLUMNS} for line in lines)
    return {row["file"]: row for row in rows}


def _write(path: Path, rows: dict[str, dict[str, str]]) -> None:
    lines = [",".join(COLUMNS) + "\n", *(_line(rows[name]) for name in sorted(rows))]
    files.write_whole(path, "".join(lines).encode("utf-8"), files.stamp(path))


def _row(done: Done, made_from: str) -> dict[str, str]:
    if done.error:
        return dict.fromkeys(COLUMNS, "") | {"file": done.file, "error": done.error, "made_from": made_from}
    numbers = {"claims": done.claims, "contradicted": done.contradicted, "undetermined": done.undetermined}
    return {
        "file": done.file,
        "sha256": done.sha256,
        "title": done.title,
        **{name: str(number) for name, number in numbers.items()},
        "window": done.window,
        "seconds": f"{done.seconds:.2f}",
        "error": "",
        "made_from": made_from,
    }


def _line(row: dict[str, str]) -> str:
    return cells.line(row[name] for name in COLUMNS)
