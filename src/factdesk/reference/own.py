"""The desk's own tenures: `claims/tenures.csv`, added to the bundled table.

Columns, in any order; every row needs person, office, country, start, source_start, and end or known_until:

person, office, country
    As the articles write them; an office or a person that the bundled table knows by that name is that one.
start
    The day it began: 2025-05-20, or a month or a year where only that is known, or `first..last`.
end
    The same for its last day; blank where no end was seen. Then `known_until` is needed.
known_until
    The last day on which the person was seen in the office. Nothing is said of later days.
capacity
    substantive (also when blank), acting or interim.
is_rank
    yes for a military rank; blank or no for an office.
source_start, source_end
    Where the days can be read. `source_start` is needed.
note, aliases
    Words for readers; other spellings of the person's name, separated by `|`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factdesk import cells
from factdesk.errors import BadInput, BrokenFile
from factdesk.model import Period, Tenure
from factdesk.reference import countries, names, titles
from factdesk.reference.assemble import tenure_line
from factdesk.reference.table import RANK, SINGLE, OfficeLine, PersonLine, Table

_NEEDED = ("person", "office", "country", "start", "source_start")
_KNOWN = (
    *_NEEDED,
    "end",
    "known_until",
    "capacity",
    "is_rank",
    "source_end",
    "note",
    "aliases",
)
_REMEDY = "correct the row, or see the columns in claims/README.md"


def added(base: Table, path: Path) -> Table:
    """The base table with the rows of the file; BrokenFile with file and line where a row cannot be used."""
    grown = _Grown(base)
    for tenure, aliases in _read(path):
        grown.add(tenure, aliases)
    return grown.table()


class _Grown:
    """A copy of a table to which rows are appended."""

    def __init__(self, base: Table) -> None:
        self._base = base
        self._people, self._offices = list(base.people), list(base.offices)
        self._tenures = list(base.tenures)
        self._sources = {source: number for number, source in enumerate(base.sources)}

    def table(self) -> Table:
        return Table(list(self._sources), self._people, self._offices, self._tenures)

    def add(self, tenure: Tenure, aliases: tuple[str, ...]) -> None:
        row = len(self._tenures)
        office, person = self._office(tenure), self._person((tenure.person, *aliases), tenure.country)
        for lines, number in ((self._offices, office), (self._people, person)):
            head, _, rows = lines[number].rpartition("\t")
            lines[number] = f"{head}\t{rows}{'|' if rows else ''}{row}"
        for source in (tenure.source_start, tenure.source_end):
            self._sources.setdefault(source, len(self._sources))
        self._tenures.append(tenure_line(tenure, office, person, self._sources))

    def _office(self, tenure: Tenure) -> int:
        key = titles.key(tenure.office)
        for number, line in enumerate(self._offices):
            country, _, kind, keys, _ = line.split("\t", 4)
            if country == tenure.country and (kind == RANK) == tenure.is_rank and key in keys.split("|"):
                return number
        kind = RANK if tenure.is_rank else SINGLE
        new = OfficeLine(tenure.country, tenure.office, kind, {key: ""}, (tenure.office,), ())
        self._offices.append(str(new))
        return len(self._offices) - 1

    def _person(self, spellings: tuple[str, ...], country: str) -> int:
        """The one person of that name who has a tenure in that country, else a new one."""
        wanted = {" ".join(names.tokens(spelling)) for spelling in spellings}
        same = [
            number
            for number, line in enumerate(self._people)
            if wanted & set(line.split("\t", 2)[1].split("|")) and country in self._countries(line)
        ]
        if len(same) == 1:
            return same[0]
        self._people.append(str(PersonLine(spellings, tuple(map(names.tokens, spellings)), ())))
        return len(self._people) - 1

    def _countries(self, person: str) -> set[str]:
        rows = PersonLine.parse(person).rows
        return {self._offices[int(self._tenures[row].split("\t", 1)[0])].split("\t", 1)[0] for row in rows}


def _read(path: Path) -> Iterator[tuple[Tenure, tuple[str, ...]]]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFile(f"{path}: cannot be read ({error}); save it as UTF-8 CSV") from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in _NEEDED if column not in (reader.fieldnames or ())]
    if unknown := [column for column in reader.fieldnames or () if column not in _KNOWN]:
        raise BrokenFile(f"{path}:1: column {unknown[0]!r} is not known; the columns are {', '.join(_KNOWN)}")
    if missing:
        raise BrokenFile(
            f"{path}:1: no column {', '.join(missing)}; the first line names columns of {', '.join(_KNOWN)}"
        )
    for line, row in enumerate(reader, start=2):
        values = {name: cells.unpack(value or "").strip() for name, value in row.items() if name}
        if any(values.values()):
            yield _tenure(f"{path}:{line}", values)


def _tenure(where: str, row: dict[str, str]) -> tuple[Tenure, tuple[str, ...]]:
    blank = [name for name in _NEEDED if not row.get(name)]
    if blank:
        raise BrokenFile(f"{where}: {', '.join(blank)} must not be blank; {_REMEDY}")
    if any("\t" in value or "|" in value for name, value in row.items() if name != "aliases"):
        raise BrokenFile(f"{where}: a tab or | stands in a cell; {_REMEDY}")
    try:
        return _made(row), tuple(part.strip() for part in row.get("aliases", "").split("|") if part.strip())
    except (BadInput, ValueError) as error:
        raise BrokenFile(f"{where}: {error}; {_REMEDY}") from error


def _last_seen(known_until: str, start: str) -> date:
    day, first = Period.parse(known_until), Period.parse(start).start
    if day.end is None or day.start != day.end:
        raise BadInput(f"known_until {known_until!r} is not one day; write it as 2025-05-20")
    if first and day.end < first:
        raise BadInput(f"known_until {known_until} lies before the start {start}")
    return day.end


def _made(row: dict[str, str]) -> Tenure:
    end, known = row.get("end", ""), row.get("known_until", "")
    if not end and not known:
        raise BadInput("give `end`, or `known_until` (the last day the person was seen in the office)")
    if (capacity := row.get("capacity") or "substantive") not in ("substantive", "acting", "interim"):
        raise BadInput(f"capacity {capacity!r} is none of substantive, acting, interim")
    tenure = Tenure(
        person=row["person"],
        office=row["office"],
        country=countries.country(row["country"]) or row["country"],
        start=Period.parse(row["start"]),
        end=Period.parse(end) if end else None,
        known_until=_last_seen(known, row["start"]) if known else None,
        capacity=capacity,
        is_rank=row.get("is_rank", "").casefold() in ("yes", "true", "1"),
        source_start=row["source_start"],
        source_end=row.get("source_end", "") or row["source_start"],
        note=row.get("note", ""),
    )
    if tenure.certain is None and tenure.start.start and tenure.end and tenure.end.end:
        Period(tenure.start.start, tenure.end.end)
    return tenure
