"""The table as it lies on disk: gzipped, tab-separated lines in six blocks, read into look-ups over strings.

A `Tenure` is made only when somebody asks for it, so that 40,000 rows cost a list of strings at the start.
`people`: spellings | their tokens | row numbers. `offices`: country, name, kind, keys with their first day,
spellings, row numbers. `tenures`: office, person (numbers), start, end, known_until, capacity, the two
sources (numbers into `sources`) and a note. The `|` separates the values of one cell. `people_qids` and
`office_qids` have a line for each person and office: the Wikidata item, or nothing.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from factdesk.errors import BrokenFile
from factdesk.model import Period, Tenure

FILE = Path(__file__).parent / "data" / "tenures.tsv.gz"

SINGLE, SEVERAL, RANK = "single", "several", "rank"

_BREAK = "\n\f\n"
_BLOCKS = ("sources", "people", "offices", "tenures", "people_qids", "office_qids")


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office as the table keeps it. `keys` maps each key of a title to the first day of it, or ""."""

    country: str
    name: str
    kind: str
    keys: dict[str, str]
    spellings: tuple[str, ...]
    rows: tuple[int, ...]

    def __str__(self) -> str:
        keys = "|".join(f"{key}={first}" if first else key for key, first in self.keys.items())
        spellings, rows = "|".join(self.spellings), "|".join(map(str, self.rows))
        return "\t".join((self.country, self.name, self.kind, keys, spellings, rows))

    @classmethod
    def parse(cls, line: str) -> OfficeLine:
        country, name, kind, keys, spellings, rows = line.split("\t")
        pairs = (key.partition("=") for key in keys.split("|"))
        dated = {key: first for key, _, first in pairs}
        return cls(country, name, kind, dated, _listed(spellings), tuple(map(int, _listed(rows))))


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person: every spelling of the name, the same as tokens, and the numbers of their tenures."""

    spellings: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]

    def __str__(self) -> str:
        tokens = "|".join(" ".join(words) for words in self.tokens)
        return "\t".join(("|".join(self.spellings), tokens, "|".join(map(str, self.rows))))

    @classmethod
    def parse(cls, line: str) -> PersonLine:
        spellings, tokens, rows = line.split("\t")
        words = tuple(tuple(name.split(" ")) for name in tokens.split("|"))
        return cls(_listed(spellings), words, tuple(map(int, _listed(rows))))


class Table:
    """Look-ups over the lines. Numbers are positions in the lists; none of the lists is changed."""

    def __init__(
        self,
        sources: Sequence[str],
        people: Sequence[str],
        offices: Sequence[str],
        tenures: Sequence[str],
        people_qids: Sequence[str] = (),
        office_qids: Sequence[str] = (),
    ) -> None:
        self.sources, self.people, self.offices, self.tenures = sources, people, offices, tenures
        self.people_qids, self.office_qids = people_qids, office_qids
        self._made: dict[int, Tenure] = {}

    def tenure(self, number: int) -> Tenure:
        """The tenure of that number."""
        if number not in self._made:
            self._made[number] = self._make(self.tenures[number])
        return self._made[number]

    def office_of(self, number: int) -> int:
        """The number of the office that a tenure is of."""
        return int(self.tenures[number].split("\t", 1)[0])

    def person(self, number: int) -> PersonLine:
        return PersonLine.parse(self.people[number])

    def office(self, number: int) -> OfficeLine:
        return OfficeLine.parse(self.offices[number])

    def qid(self, number: int, of: Sequence[str]) -> str:
        """The Wikidata item of a person or an office; blank where none is known, or a desk added it."""
        return of[number] if number < len(of) else ""

    @cached_property
    def by_key(self) -> dict[str, list[int]]:
        """Offices by the key of each of their titles."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.offices):
            for key in line.split("\t", 4)[3].split("|"):
                found[key.partition("=")[0]].append(number)
        return dict(found)

    @cached_property
    def by_token(self) -> dict[str, list[int]]:
        """People by each word of each spelling of their names."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self.people):
            for token in set(line.split("\t", 2)[1].replace("|", " ").split(" ")):
                found[token].append(number)
        return dict(found)

    def _make(self, line: str) -> Tenure:
        office, person, start, end, known, capacity, first, last, note = line.split("\t")
        country, name, kind = self.offices[int(office)].split("\t", 3)[:3]
        return Tenure(
            person=self.people[int(person)].partition("\t")[0].partition("|")[0],
            office=name,
            country=country,
            start=Period.parse(start),
            end=Period.parse(end) if end else None,
            known_until=date.fromisoformat(known) if known else None,
            capacity=capacity or "substantive",
            is_rank=kind == RANK,
            source_start=self.sources[int(first)],
            source_end=self.sources[int(last)],
            note=note,
        )


def write(path: Path, table: Table) -> None:
    """Writes the table; the same table gives the same bytes."""
    blocks = (
        table.sources,
        table.people,
        table.offices,
        table.tenures,
        table.people_qids,
        table.office_qids,
    )
    text = _BREAK.join("\n".join((name, *lines)) for name, lines in zip(_BLOCKS, blocks, strict=True))
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def read(path: Path = FILE) -> Table:
    """The table in that file; BrokenFile where it is not one."""
    try:
        blocks = [
            block.split("\n") for block in gzip.decompress(path.read_bytes()).decode("utf-8").split(_BREAK)
        ]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise BrokenFile(
            f"{path}: the bundled tenures cannot be read ({error}); reinstall factdesk"
        ) from error
    if tuple(block[0] for block in blocks) != _BLOCKS:
        raise BrokenFile(f"{path}: not a table of tenures; reinstall factdesk")
    return Table(*(block[1:] for block in blocks))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
