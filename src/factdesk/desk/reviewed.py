"""The imported reviews of others on the disk of a desk: reviewed/<feed>.reviews.csv (claims/README.md)."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factdesk import cells
from factdesk.disk import files
from factdesk.disk.lock import DeskLock
from factdesk.errors import BadInput
from factdesk.model import utc_now
from factdesk.recall import Remembered
from factdesk.store.validate import Problem

FOLDER = "reviewed"
ENDING = ".reviews.csv"
# Ours, and what a cell holds of a review; what is given again with another of these is a new revision.
_OF_REVIEW = ("text", "label", "publisher", "title", "url", "reviewed", "claimant", "claimed")
COLUMNS = ("review_id", "revision", *_OF_REVIEW, "added_by", "added_at")
_FIELD = {name: name for name in _OF_REVIEW} | {"reviewed": "at"}
# Long quotes and links fit; a cell beyond this is not ours.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file that could be read: `values` by column."""

    line: int
    values: Mapping[str, str]

    @property
    def revision(self) -> int:
        return int(self.values["revision"])


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of reviews: `added` are new, `changed` a new revision, `known` were there to the letter."""

    added: int
    changed: int
    known: int


def review_id(review: Remembered) -> str:
    """The same review of the same claim has the same id, whatever its verdict is by now."""
    told = "\n".join((review.publisher.casefold(), review.url, " ".join(review.text.casefold().split())))
    return "r" + hashlib.sha256(told.encode("utf-8")).hexdigest()[:16]


def paths(folder: Path) -> list[Path]:
    """The files of the imported feeds."""
    return sorted((folder / FOLDER).glob(f"*{ENDING}"))


def remembered(path: Path) -> list[Remembered]:
    """The newest revision of each review in a file, without lines that cannot be used (see `problems`)."""
    newest: dict[str, Row] = {}
    for row in _rows(files.read(path)[0]):
        if isinstance(row, Row):
            newest[row.values["review_id"]] = row
    feed = path.name.removesuffix(ENDING)
    return [_review(row.values, feed) for row in newest.values()]


def _review(values: Mapping[str, str], feed: str) -> Remembered:
    return Remembered(
        text=values["text"],
        label=values["label"],
        publisher=values["publisher"],
        title=values["title"],
        url=values["url"],
        at=values["reviewed"],
        claimant=values["claimant"],
        claimed=values["claimed"],
        feed=feed,
    )


def problems(folder: Path) -> list[Problem]:
    """What breaks the rules of claims/README.md in the imported reviews, by file and line."""
    return [
        Problem(str(path), line, "", message, remedy)
        for path in paths(folder)
        for line, message, remedy in _faults(files.read(path)[0])
    ]


def keep(folder: Path, feed: str, reviews: Iterable[Remembered], by: str) -> Kept:
    """Add to a feed's file what it does not have yet, all or nothing; it is on disk when this returns."""
    path = folder / FOLDER / f"{feed}{ENDING}"
    path.parent.mkdir(parents=True, exist_ok=True)
    with DeskLock(folder / ".lock").held():
        data, stamp = files.read(path)
        whole, torn = _without_torn_line(data)
        newest = {row.values["review_id"]: row for row in _rows(whole) if isinstance(row, Row)}
        lines, kept = _new_lines(reviews, newest, by)
        new = b"".join(lines)
        if not new and not torn:
            return kept
        if torn:
            files.reject(path, f"{utc_now()} the last line was cut off; import the feed again", torn)
        if stamp and whole and not torn:
            done = files.append(path, new, stamp)
        else:
            done = files.write_whole(path, (whole or _line(COLUMNS)) + new, stamp)
    if not done:
        raise BadInput(f"{path.name} was changed by another program while importing; import again")
    return kept


# --- reading ---------------------------------------------------------------------------------------

_MEND = "correct the line, or take the file away and import the feed again"


def _rows(data: bytes) -> Iterator[Row | tuple[int, str]]:
    """The rows of a file, and for a line that cannot be used its number and why."""
    if not data:
        return
    header, *lines = data.split(b"\n")
    if header != _line(COLUMNS).rstrip(b"\n"):
        yield 1, f"the header is not {','.join(COLUMNS)}"
        return
    revisions: dict[str, int] = {}
    for number, line in enumerate(lines, 2):
        if line:
            found = _row(number, line)
            if isinstance(found, Row):
                expected = revisions.get(found.values["review_id"], 0) + 1
                if found.revision != expected:
                    yield number, f"revision {found.revision} where {expected} comes next"
                    continue
                revisions[found.values["review_id"]] = expected
            yield found


def _row(number: int, line: bytes) -> Row | tuple[int, str]:
    try:
        (given,) = csv.reader([line.decode("utf-8")], strict=True)
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        return number, f"no row of CSV in UTF-8 ({error})"
    if len(given) != len(COLUMNS):
        return number, f"{len(given)} cells where the header has {len(COLUMNS)}"
    values = dict(zip(COLUMNS, map(cells.unpack, given), strict=True))
    if not values["revision"].isdecimal() or not 0 < len(values["revision"]) < 10:
        return number, f"revision {values['revision']!r} is no number"
    return (number, "it has no claim") if not values["text"].strip() else Row(number, values)


def _faults(data: bytes) -> Iterator[tuple[int, str, str]]:
    lines = data.split(b"\n")
    for row in _rows(data):
        if not isinstance(row, Row):
            yield *row, _MEND
        elif _line([row.values[name] for name in COLUMNS]) != lines[row.line - 1] + b"\n":
            yield row.line, "the row is not written by the rules (quotation, formula guard)", _MEND
    if lines[-1]:
        yield len(lines), "the last line is cut off", "import the feed again"


# --- writing ---------------------------------------------------------------------------------------


def _new_lines(reviews: Iterable[Remembered], newest: dict[str, Row], by: str) -> tuple[list[bytes], Kept]:
    now = utc_now()
    lines: list[bytes] = []
    added = changed = known = 0
    for review in reviews:
        id = review_id(review)
        values = {name: str(getattr(review, _FIELD[name])) for name in _OF_REVIEW}
        before = newest.get(id)
        if before and all(before.values[name] == text for name, text in values.items()):
            known += 1
            continue
        revision = before.revision + 1 if before else 1
        row = {"review_id": id, "revision": str(revision), **values, "added_by": by, "added_at": now}
        newest[id] = Row(0, row)
        lines.append(_line([row[name] for name in COLUMNS]))
        added, changed = added + (not before), changed + bool(before)
    return lines, Kept(added, changed, known)


def _without_torn_line(data: bytes) -> tuple[bytes, bytes]:
    whole = data[: data.rfind(b"\n") + 1]
    return whole, data[len(whole) :]


def _line(texts: Iterable[str]) -> bytes:
    return cells.line(texts).encode("utf-8")
