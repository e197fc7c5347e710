"""The desk's own tenures laid over the bundled table.

1. An own row is added to the table. A person or an office that the table knows by that name is that one.
2. It replaces the bundled rows of the same person in the same office over the same time, whatever their
   capacity: those with which it has more than one certain day in common (days on which both say for sure that
   the office was held). One day is not enough, since one term may end on the day on which the next begins;
   it is enough where one of the two rows is certain of a single day. A row that is certain of no day counts
   with all its possible ones.
3. A row with `held` = no adds nothing: it takes the bundled rows out that it overlaps by the same rule; with
   a start alone what covers that day, with neither start nor end all of that person in that office.
4. Own rows never replace each other: a correction is a new revision of the same record.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from factdesk.model import Period, Tenure
from factdesk.reference import names, own, titles
from factdesk.reference.assemble import tenure_line
from factdesk.reference.own import OwnRow
from factdesk.reference.table import RANK, SINGLE, OfficeLine, PersonLine, Table


def added(base: Table, path: Path) -> Table:
    """The base table with the rows of the file; BrokenFile with file and line where a row cannot be used."""
    grown = _Grown(base)
    rows = own.current(own.read(path))
    for row in rows:
        grown.replace(row)
    for row in rows:
        if row.held:
            grown.add(row)
    return grown.table()


def overlaps(one: Tenure, other: Tenure) -> bool:
    """Whether two tenures of one person in one office speak of the same time (rule 2)."""
    left, right = _days(one), _days(other)
    common = left.intersect(right)
    if not common:
        return False
    return _length(common) > 1 or 1 in (_length(left), _length(right))


def _days(tenure: Tenure) -> Period:
    if tenure.certain and tenure.start.is_known:
        return tenure.certain
    return Period(tenure.start.start, tenure.end.end if tenure.end else tenure.known_until)


def _length(days: Period) -> int:
    return ((days.end or date.max) - (days.start or date.min)).days + 1


class _Grown:
    """A copy of a table from which rows are taken and to which rows are appended."""

    def __init__(self, base: Table) -> None:
        self._base = base
        self._people, self._offices = list(base.people), list(base.offices)
        self._tenures = list(base.tenures)
        self._sources = {source: number for number, source in enumerate(base.sources)}
        self._held_by: dict[int, list[int]] = defaultdict(list)
        self._new_offices: dict[str, list[int]] = defaultdict(list)
        self._new_people: dict[str, list[int]] = defaultdict(list)

    def table(self) -> Table:
        for office, numbers in self._held_by.items():
            self._join(self._offices, office, numbers)
        base = self._base
        return Table(
            list(self._sources),
            self._people,
            self._offices,
            self._tenures,
            base.people_qids,
            base.office_qids,
        )

    def replace(self, row: OwnRow) -> None:
        """Take out the bundled rows that an own row speaks against."""
        office = self._known_office(row.tenure)
        if office is None:
            return
        for person in self._known_people(_spellings(row), office):
            held = set(PersonLine.parse(self._people[person]).rows)
            wrong = [
                number
                for number in OfficeLine.parse(self._offices[office]).rows
                if number in held and overlaps(self._base.tenure(number), row.tenure)
            ]
            self._take_out(office, person, wrong)

    def _take_out(self, office: int, person: int, wrong: Iterable[int]) -> None:
        gone = set(map(str, wrong))
        for lines, number in ((self._offices, office), (self._people, person)):
            head, _, rows = lines[number].rpartition("\t")
            lines[number] = f"{head}\t{'|'.join(row for row in rows.split('|') if row not in gone)}"

    def add(self, row: OwnRow) -> None:
        tenure, number = row.tenure, len(self._tenures)
        office = self._known_office(tenure)
        office = self._new_office(tenure) if office is None else office
        person = self._person(_spellings(row), tenure.country, office)
        for source in (tenure.source_start, tenure.source_end):
            self._sources.setdefault(source, len(self._sources))
        self._tenures.append(tenure_line(tenure, office, person, self._sources))
        self._held_by[office].append(number)
        self._join(self._people, person, [number])

    def _join(self, lines: list[str], at: int, numbers: Iterable[int]) -> None:
        """Adds rows to a line, in order of their start."""
        head, _, rows = lines[at].rpartition("\t")
        ordered = sorted([*filter(None, rows.split("|")), *map(str, numbers)], key=self._start)
        lines[at] = f"{head}\t{'|'.join(ordered)}"

    def _start(self, row: str) -> str:
        return self._tenures[int(row)].split("\t", 3)[2]

    # --- offices --------------------------------------------------------------------------------

    def _known_office(self, tenure: Tenure) -> int | None:
        """The office of that title; a rank is found also where the row does not say that it is one."""
        key = titles.key(tenure.office)
        kinds: dict[bool, int] = {}
        for number in (*self._base.by_key.get(key, ()), *self._new_offices[key]):
            country, _, kind, _ = self._offices[number].split("\t", 3)
            if country == tenure.country:
                kinds.setdefault(kind == RANK, number)
        return kinds.get(tenure.is_rank, None if tenure.is_rank else kinds.get(True))

    def _new_office(self, tenure: Tenure) -> int:
        key = titles.key(tenure.office)
        kind = RANK if tenure.is_rank else SINGLE
        self._offices.append(
            str(OfficeLine(tenure.country, tenure.office, kind, {key: ""}, (tenure.office,), ()))
        )
        self._new_offices[key].append(len(self._offices) - 1)
        return len(self._offices) - 1

    # --- people ---------------------------------------------------------------------------------

    def _person(self, spellings: tuple[str, ...], country: str, office: int) -> int:
        """The one person of that name who held the office, or else one in that country, else a new one."""
        in_office = self._known_people(spellings, office)
        same = in_office or [
            number for number in self._named(spellings) if country in self._countries(number)
        ]
        if len(same) == 1:
            self._spell(same[0], spellings)
            return same[0]
        self._people.append(str(PersonLine(spellings, tuple(map(names.tokens, spellings)), ())))
        self._remember(spellings, len(self._people) - 1)
        return len(self._people) - 1

    def _known_people(self, spellings: tuple[str, ...], office: int) -> list[int]:
        """People of that name who hold, or held before rows were taken out, this office."""
        return [number for number in self._named(spellings) if office in self._seats(number)]

    def _named(self, spellings: tuple[str, ...]) -> list[int]:
        """People of whom one spelling is exactly one of these."""
        found: dict[int, None] = {}
        for words in map(names.tokens, spellings):
            wanted = " ".join(words)
            for number in self._base.by_token.get(words[-1], ()) if words else ():
                if wanted in self._base.people[number].split("\t", 2)[1].split("|"):
                    found[number] = None
            found |= dict.fromkeys(self._new_people[wanted])
        return list(found)

    def _spell(self, number: int, spellings: tuple[str, ...]) -> None:
        """Adds spellings that the person's line lacks."""
        known = PersonLine.parse(self._people[number])
        new = [spelling for spelling in spellings if names.tokens(spelling) not in known.tokens]
        tokens = (*known.tokens, *map(names.tokens, new))
        self._people[number] = str(PersonLine((*known.spellings, *new), tokens, known.rows))
        self._remember(tuple(new), number)

    def _remember(self, spellings: tuple[str, ...], number: int) -> None:
        for spelling in spellings:
            self._new_people[" ".join(names.tokens(spelling))].append(number)

    def _seats(self, person: int) -> set[int]:
        lines = {self._people[person]}
        if person < len(self._base.people):
            lines.add(self._base.people[person])
        return {
            int(self._tenures[row].split("\t", 1)[0]) for line in lines for row in PersonLine.parse(line).rows
        }

    def _countries(self, person: int) -> set[str]:
        return {self._offices[office].split("\t", 1)[0] for office in self._seats(person)}


def _spellings(row: OwnRow) -> tuple[str, ...]:
    """The name and its other spellings that have a letter in them."""
    return tuple(name for name in (row.tenure.person, *row.aliases) if names.tokens(name))
