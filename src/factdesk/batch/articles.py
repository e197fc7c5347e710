"""The articles of a batch: files found in folders, and what a table beside them knows of each."""

from __future__ import annotations

import csv
import io
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factdesk import dates
from factdesk.errors import BadInput, BrokenFile
from factdesk.ingest import kinds
from factdesk.ingest import text as ingest

ENDINGS = tuple(kinds.ENDINGS)
_MOST_BYTES = 50_000_000  # of a page or a document; a process of its own reads each
TABLE = "articles.csv"
_COLUMNS = ("title", "published")


@dataclass(frozen=True, slots=True)
class File:
    """An article's file. `name` is its path within the batch, with `/`, as it is shown and written."""

    name: str
    path: Path
    inside: Path

    def read(self) -> bytes:
        """Its bytes. Raises BadInput for what is no file or too large to be read, OSError."""
        found = self.path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise BadInput("this is no regular file; copy its text into one")
        if found.st_size > _MOST_BYTES:
            raise BadInput(f"{found.st_size:,} bytes are too many; up to {_MOST_BYTES:,} are read")
        if kinds.announced(self.name, "") in (kinds.Kind.TEXT, None) and found.st_size > ingest.MAX_BYTES:
            raise BadInput(
                f"{found.st_size:,} bytes hold more than {ingest.MAX_CHARACTERS:,} characters; cut it up"
            )
        return self.path.read_bytes()


@dataclass(frozen=True, slots=True)
class Listed:
    """What the table says of a file."""

    title: str = ""
    published: str = ""


def find(given: Sequence[str]) -> tuple[list[File], list[str]]:
    """The files of folders, files and globs in order of their names, and a line for each folder not read.

    In folders those with the ENDINGS at any depth, without hidden ones. Names are relative to the one folder
    given, else to the folder that all have in common. Raises BadInput where something given is not there.
    """
    paths = [path for one in given for path in _expanded(one)]
    base = _base(paths)
    unread: list[str] = []
    found = {path for one in paths for path in (_inside(one, unread) if one.is_dir() else [one])}
    files = [_file(path, base) for path in found]
    return sorted(files, key=lambda file: file.name), unread


def _expanded(given: str) -> list[Path]:
    path = Path(given)
    matches = [path] if path.exists() else _matching(path)
    if not matches:
        raise BadInput(f"{given}: no such file or folder; check the name")
    return [one.resolve() if one.is_dir() else one.parent.resolve() / one.name for one in matches]


def _matching(pattern: Path) -> list[Path]:
    """Where no shell does it: the files that a pattern such as `stories/*.txt` means, without hidden ones."""
    try:
        found = Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))
        return [path for path in found if not _is_hidden(path, pattern)]
    except ValueError as error:
        raise BadInput(f"{pattern}: {error}") from None


def _is_hidden(path: Path, pattern: Path) -> bool:
    """Whether a pattern met something hidden; `..` and hidden folders that it names were meant."""
    return any(part.startswith(".") and part not in pattern.parts for part in path.parts)


def _base(paths: Sequence[Path]) -> Path:
    folders = [path if path.is_dir() else path.parent for path in paths]
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        raise BadInput("the files are on several drives; check each drive's in a run of its own") from None


def _inside(folder: Path, unread: list[str]) -> Iterator[Path]:
    def note(error: OSError) -> None:
        unread.append(f"{error.filename}: {error.strerror}; its files are left out")

    for where, folders, names in os.walk(folder, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield Path(where, name)


def _file(path: Path, base: Path) -> File:
    inside = path.relative_to(base)
    # A name that is not UTF-8 could be neither shown nor written into a table.
    name = inside.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return File(name, path, inside)


def listed(folder: Path) -> Mapping[str, Listed]:
    """What `articles.csv` in a folder says of its files; nothing where there is none.

    Its columns are `file` (relative to the folder), `title` and `published`; more are not read. Raises
    BrokenFile with the line of what cannot be used.
    """
    path = folder / TABLE
    if not path.is_file():
        return {}
    reader = csv.DictReader(io.StringIO(ingest.decode(path.read_bytes(), str(path)), newline=""))
    missing = {"file"} - set(reader.fieldnames or ())
    if missing or not set(_COLUMNS) & set(reader.fieldnames or ()):
        raise BrokenFile(f"{path}:1: it needs the column file, and title or published, parted by commas")
    return {_key(row["file"] or ""): _listed(row, f"{path}:{reader.line_num}") for row in reader}


def _listed(row: dict[str, str | None], where: str) -> Listed:
    published = (row.get("published") or "").strip()
    try:
        dates.parse_period(published)
    except BadInput as error:
        raise BrokenFile(f"{where}: {error}") from None
    return Listed((row.get("title") or "").strip(), published)


def of(file: File, table: Mapping[str, Listed]) -> Listed:
    """What the table says of a file."""
    return table.get(_key(file.name), Listed())


def unknown(table: Mapping[str, Listed], files: Sequence[File]) -> list[str]:
    """The names in the table that no file has."""
    return sorted(set(table) - {_key(file.name) for file in files})


def _key(name: str) -> str:
    """Systems write the same accents in two ways, and folders with two signs."""
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/").removeprefix("./"))
