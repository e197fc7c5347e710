"""A `Table` out of tenures: the lines, the numbers that tie them together, and the keys of every title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from factdesk.model import Tenure
from factdesk.reference import names, titles
from factdesk.reference.table import RANK, SINGLE, OfficeLine, PersonLine, Table

_QID = re.compile(r"Q\d+")

Seat = tuple[str, str]  # country and office

_T = TypeVar("_T", bound=Hashable)


@dataclass(slots=True)
class OfficeEntry:
    """An office and every spelling of its title, with the first day on which it was so called, or ""."""

    country: str
    name: str
    kind: str = SINGLE
    qid: str = ""
    spellings: dict[str, str] = field(default_factory=dict)

    def title_keys(self) -> dict[str, str]:
        """Each key of its titles and the first day of it; a spelling with a day stands for all of its key."""
        found: dict[str, str] = {}
        for spelling, first in {self.name: "", **self.spellings}.items():
            key = titles.key(spelling)
            found[key] = found.get(key) or first
        return found


@dataclass(frozen=True, slots=True)
class Held:
    """A tenure and whose it is: an identity, since some names of the table are shared by several persons."""

    who: str
    tenure: Tenure
    spellings: tuple[str, ...] = ()
    curated: bool = False

    @property
    def seat(self) -> Seat:
        return self.tenure.country, self.tenure.office


def assemble(rows: Iterable[Held], offices: Mapping[Seat, OfficeEntry]) -> Table:
    """The table of these rows; `offices` adds titles and seats to the offices of the rows."""
    ordered = sorted(rows, key=_order)
    people, seats = _grouped(row.who for row in ordered), _grouped(row.seat for row in ordered)
    sources = _numbered(s for row in ordered for s in (row.tenure.source_start, row.tenure.source_end))
    whose, which = _numbered(people), _numbered(seats)
    return Table(
        list(sources),
        [str(_person([ordered[n] for n in numbers], numbers)) for numbers in people.values()],
        [
            str(_office(offices.get(seat) or OfficeEntry(*seat, kind=RANK), rows))
            for seat, rows in seats.items()
        ],
        [tenure_line(row.tenure, which[row.seat], whose[row.who], sources) for row in ordered],
        [who if _QID.fullmatch(str(who)) else "" for who in people],
        [offices[seat].qid if seat in offices else "" for seat in seats],
    )


def _order(row: Held) -> tuple[str, ...]:
    days = row.tenure.possible
    return (*row.seat, str(days.start or ""), str(days.end or ""), row.who)


def _numbered(values: Iterable[_T]) -> dict[_T, int]:
    return {value: number for number, value in enumerate(dict.fromkeys(values))}


def _grouped(values: Iterable[_T]) -> dict[_T, list[int]]:
    found: dict[_T, list[int]] = defaultdict(list)
    for number, value in enumerate(values):
        found[value].append(number)
    return dict(found)


def _person(rows: Sequence[Held], numbers: Sequence[int]) -> PersonLine:
    """The curated spelling first: it is the name that messages use."""
    best_first = sorted(rows, key=lambda row: not row.curated)
    spellings = dict.fromkeys(s for row in best_first for s in (row.tenure.person, *row.spellings))
    tokens = dict.fromkeys(filter(None, map(names.tokens, spellings)))
    return PersonLine(tuple(spellings), tuple(tokens), tuple(numbers))


def _office(entry: OfficeEntry, numbers: Sequence[int]) -> OfficeLine:
    spellings = tuple(dict.fromkeys((entry.name, *entry.spellings)))
    return OfficeLine(entry.country, entry.name, entry.kind, entry.title_keys(), spellings, tuple(numbers))


def tenure_line(tenure: Tenure, office: int, person: int, sources: Mapping[str, int]) -> str:
    """The line of a tenure; office, person and sources as numbers."""
    cells = (
        office,
        person,
        tenure.start,
        tenure.end or "",
        tenure.known_until or "",
        "" if tenure.capacity == "substantive" else tenure.capacity,
        sources[tenure.source_start],
        sources[tenure.source_end],
        " ".join(tenure.note.split()),
    )
    return "\t".join(map(str, cells))
