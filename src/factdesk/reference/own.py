"""The desk's own tenures, `claims/tenures.csv`: read, and written one row at a time.

`claims/README.md` describes the columns. The file only grows: a correction is a new row with the same
`tenure_id` and the next `revision`, and the highest revision counts; `withdrawn` takes the record back.
A row with `held` = no says that a tenure of the bundled table is wrong. How own rows and bundled ones stand
to each other is said in `overrides`. A row that a person wrote by hand may lack the id: then the id is made
of its person, office, country and start.
"""

from __future__ import annotations

import csv
import hashlib
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factdesk import cells
from factdesk.disk import files
from factdesk.disk.lock import DeskLock
from factdesk.errors import BadInput, BrokenFile, FactdeskError, Stale
from factdesk.model import Period, Tenure, utc_now
from factdesk.reference import countries
from factdesk.reference.own_sheet import Cells, Sheet, parsed

COLUMNS = (
    "tenure_id",
    "revision",
    "person",
    "office",
    "country",
    "start",
    "end",
    "known_until",
    "capacity",
    "is_rank",
    "source_start",
    "source_end",
    "note",
    "aliases",
    "held",
    "withdrawn",
    "added_by",
    "added_at",
)
NEEDED = ("person", "office", "country", "start", "source_start")
CAPACITIES = ("substantive", "acting", "interim")
_YES, _NO = ("yes", "true", "1"), ("", "no", "false", "0")
# Later years stand for "no end" in some tables; here a blank says so.
_LAST_YEAR = 2999
_REMEDY = "correct the row, or see the columns in claims/README.md"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row of the file. `values` has a text for every column; `line` is where it stands.

    `tenure` is what it says; where `held` is false it says that this was not so.
    """

    line: int
    id: str
    revision: int
    values: Mapping[str, str]
    tenure: Tenure
    aliases: tuple[str, ...] = ()
    held: bool = True
    withdrawn: bool = False

    @property
    def added_by(self) -> str:
        return self.values["added_by"]

    @property
    def added_at(self) -> str:
        return self.values["added_at"]


# --- reading ---------------------------------------------------------------------------------------


def read(path: Path) -> list[OwnRow]:
    """Every row of the file, every revision, in its order; none where there is no file.

    BrokenFile with file and line at the first row that cannot be used. A last line that was cut off in
    writing is passed over; `problems` tells of it.
    """
    sheet = _sheet(path, files.read(path)[0])
    return [_row(path, line, found) for line, found in _whole(sheet)]


def current(rows: Iterable[OwnRow]) -> list[OwnRow]:
    """The newest revision of each record, without those withdrawn, in the order of their first rows."""
    newest: dict[str, OwnRow] = {}
    for row in rows:
        if row.id not in newest or row.revision >= newest[row.id].revision:
            newest[row.id] = row
    return [row for row in newest.values() if not row.withdrawn]


def problems(path: Path) -> list[str]:
    """Everything in the file that cannot be used, one message each with line and remedy."""
    try:
        sheet = _sheet(path, files.read(path)[0])
    except BrokenFile as error:
        return [str(error)]
    found = []
    for line, values in _whole(sheet):
        try:
            _row(path, line, values)
        except BrokenFile as error:
            found.append(str(error))
    if sheet.is_cut:
        found.append(
            f"{path}:{sheet.rows[-1][0]}: the last line was cut off and is left out; complete it, or add a "
            "tenure in the desk: then it is set aside in tenures.csv.rejected"
        )
    return found


def _sheet(path: Path, data: bytes) -> Sheet:
    try:
        sheet = parsed(data)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenFile(f"{path}: cannot be read ({error}); save it as UTF-8 CSV") from error
    listed = ", ".join(COLUMNS)
    if not sheet.header:
        return sheet
    if unknown := [name for name in sheet.header if name not in COLUMNS]:
        raise BrokenFile(f"{path}:1: column {unknown[0]!r} is not known; the columns are {listed}")
    if missing := [name for name in NEEDED if name not in sheet.header]:
        raise BrokenFile(
            f"{path}:1: no column {', '.join(missing)}; the first line names columns of {listed}"
        )
    if len(set(sheet.header)) < len(sheet.header):
        raise BrokenFile(f"{path}:1: a column is there twice; keep one of the two")
    return sheet


def _whole(sheet: Sheet) -> Sequence[tuple[int, Cells]]:
    return sheet.rows[:-1] if sheet.is_cut else sheet.rows


def _row(path: Path, line: int, found: Cells) -> OwnRow:
    where = f"{path}:{line}"
    if not isinstance(found, dict):
        raise BrokenFile(f"{where}: {found}; {_REMEDY}")
    values = _completed(found)
    if wrong := faults(values):
        blank = [name for name, message in wrong.items() if name in NEEDED and not values[name]]
        column = next(iter(wrong))
        said = f"{', '.join(blank)} must not be blank" if blank else f"{column}: {wrong[column]}"
        raise BrokenFile(f"{where}: {said}; {_REMEDY}")
    return _own(line, values)


def _completed(values: Mapping[str, str]) -> dict[str, str]:
    return {name: values.get(name, "") for name in COLUMNS}


# --- what a row says -------------------------------------------------------------------------------


def faults(values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a row, by column, each with what to do; empty where it can be used."""
    row = _completed(values)
    wrong = {name: _blank(name) for name in NEEDED if not row[name]}
    if _says_no(row["held"]) and not row["start"]:
        del wrong["start"]  # never in that office
    for name in ("person", "office", "country", "capacity", "source_start", "source_end", "note", "start"):
        if any(sign in row[name] for sign in "\t|"):
            wrong.setdefault(name, "a tab or | stands in the cell; write another sign")
    if row["capacity"].casefold() not in ("", *CAPACITIES):
        wrong["capacity"] = f"{row['capacity']!r} is none of {', '.join(CAPACITIES)}; choose one"
    for name in ("is_rank", "withdrawn", "held"):
        if row[name].casefold() not in (*_YES, *_NO):
            wrong[name] = f"{row[name]!r} is neither yes nor no; write one, or leave it blank"
    if row["revision"] and not re.fullmatch(r"[1-9][0-9]{0,8}", row["revision"]):
        wrong["revision"] = f"{row['revision']!r} is no revision; write 1, 2, 3 …"
    if row["tenure_id"] and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]{0,63}", row["tenure_id"]):
        wrong["tenure_id"] = "an id starts with a letter, then letters, digits, - _ . (64 at most)"
    if row["person"] and not any(map(str.isalnum, row["person"])):
        wrong["person"] = f"{row['person']!r} is no name; write the person's name"
    return wrong | _wrong_days(row)


def _blank(name: str) -> str:
    if name == "source_start":
        return "a source is required; give the link where the start can be read"
    return "must not be blank"


def _wrong_days(row: Mapping[str, str]) -> dict[str, str]:
    days, wrong = {}, {}
    for name in ("start", "end", "known_until"):
        try:
            days[name] = Period.parse(row[name]) if row[name] else Period()
        except (FactdeskError, ValueError) as error:
            wrong[name] = str(error)
    if wrong:
        return wrong
    for name, told in days.items():
        if max(told.start or date.min, told.end or date.min).year > _LAST_YEAR:
            return {name: f"{row[name]} lies too far ahead; leave an end that is to come blank"}
    first, last, seen = days["start"].start, days["end"], days["known_until"]
    if first and last.end and last.end < first:
        return {"end": f"it cannot end on {row['end']} before it starts on {row['start']}; correct one"}
    if row["known_until"] and (seen.end is None or seen.start != seen.end):
        return {"known_until": f"{row['known_until']!r} is not one day; write it as 2025-05-20"}
    if first and seen.end and seen.end < first:
        return {"known_until": f"{row['known_until']} lies before the start {row['start']}; correct one"}
    if not (row["end"] or row["known_until"] or _says_no(row["held"])):
        return {
            "end": "give an end, or the last day on which the person was seen in the office (known_until)"
        }
    return {}


def _says_no(cell: str) -> bool:
    return cell.casefold() in _NO[1:]


def _own(line: int, values: Mapping[str, str]) -> OwnRow:
    return OwnRow(
        line=line,
        id=values["tenure_id"] or derived_id(values),
        revision=int(values["revision"] or 1),
        values=values,
        tenure=_tenure(values),
        aliases=tuple(part.strip() for part in values["aliases"].split("|") if part.strip()),
        held=not _says_no(values["held"]),
        withdrawn=values["withdrawn"].casefold() in _YES,
    )


def derived_id(values: Mapping[str, str]) -> str:
    """The id of a row that was written without one."""
    told = "\t".join(values.get(name, "").casefold() for name in ("person", "office", "country", "start"))
    return "t" + hashlib.sha256(told.encode("utf-8")).hexdigest()[:10]


def _tenure(row: Mapping[str, str]) -> Tenure:
    known = row["known_until"]
    return Tenure(
        person=row["person"],
        office=row["office"],
        country=countries.country(row["country"]) or row["country"],
        start=Period.parse(row["start"]) if row["start"] else Period(),
        end=Period.parse(row["end"]) if row["end"] else None,
        known_until=date.fromisoformat(known) if known else None,
        capacity=row["capacity"].casefold() or "substantive",
        is_rank=row["is_rank"].casefold() in _YES,
        source_start=row["source_start"],
        source_end=row["source_end"] or row["source_start"],
        note=row["note"],
    )


# --- writing ---------------------------------------------------------------------------------------


def append(path: Path, values: Mapping[str, str], by: str) -> OwnRow:
    """Add a row; it is on disk when this returns. The file is made with its header where it is missing.

    A new record where `tenure_id` is blank, else the next revision of that record; where `revision` is given
    and is not the next one, somebody else was faster: Stale. BadInput names the column and what to do.
    BrokenFile where the file holds rows that cannot be used: they are to be mended first.
    """
    row = _completed({name: " ".join(text.split()) for name, text in values.items()})
    if unknown := [name for name in values if name not in COLUMNS]:
        raise BadInput(f"{unknown[0]!r} is no column of tenures.csv; the columns are {', '.join(COLUMNS)}")
    if not by.strip():
        raise BadInput("added_by: who adds this? Give a name")
    for column, message in faults(row).items():
        raise BadInput(f"{column}: {message}")
    row |= {"added_by": " ".join(by.split()), "added_at": utc_now()}
    path.parent.mkdir(parents=True, exist_ok=True)
    with DeskLock(path.parent / ".lock").held():
        return _appended(path, row)


def _appended(path: Path, row: dict[str, str]) -> OwnRow:
    data, stamp = files.read(path)
    sheet = _sheet(path, data)
    known = [_row(path, line, found) for line, found in _whole(sheet)]
    row |= _numbered(row, known)
    new = _line([row[name] for name in COLUMNS])
    if stamp and sheet.header == COLUMNS and sheet.is_plain and not sheet.last_line:
        done, line = files.append(path, new, stamp), data.count(b"\n") + 1
    else:
        _set_aside(path, sheet)
        body = [_line(COLUMNS), *(_line(one.values.values()) for one in known), new]
        done, line = files.write_whole(path, b"".join(body), stamp), len(body)
    if not done:
        raise BadInput(f"{path.name} was changed by another program while saving; save again")
    return _own(line, row)


def _numbered(row: Mapping[str, str], known: Sequence[OwnRow]) -> dict[str, str]:
    """Id and revision of the row to write."""
    if not row["tenure_id"]:
        return {"tenure_id": f"t{uuid.uuid4().hex[:10]}", "revision": "1"}
    same = [one for one in known if one.id == row["tenure_id"]]
    following = max((one.revision for one in same), default=0) + 1
    if row["revision"] and int(row["revision"]) != following:
        newest = max(same, key=lambda one: one.revision, default=None)
        raise Stale(
            "this tenure was changed meanwhile; look at the newest form and change that",
            current=newest,
            offered=row,
        )
    return {"revision": str(following)}


def _set_aside(path: Path, sheet: Sheet) -> None:
    if sheet.is_cut:
        reason = f"{utc_now()} line {sheet.rows[-1][0]}: cut off; add it again"
        files.reject(path, reason, sheet.last_line.encode("utf-8"))


def _line(texts: Iterable[str]) -> bytes:
    return cells.line(texts).encode("utf-8")
