"""The questions that can be asked of the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from factdesk.model import Period, Tenure
from factdesk.reference import countries, names, overrides, table, titles

Tenures = tuple[Tenure, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office or rank of one country, by the reference's own name for it.

    `single` says whether one person at a time holds it; a rank is never single. `named` are the days on
    which the title that was asked for is its name ("Secretary of War": from 2025-09-05).
    """

    office: str
    country: str
    is_rank: bool = False
    single: bool = True
    named: Period = field(default_factory=Period)
    number: int = -1
    qid: str = ""


class Reference:
    """Look-ups by written title, written name and day. Immutable; safe to share between threads."""

    def __init__(self, lines: table.Table) -> None:
        self._table = lines

    # --- countries ------------------------------------------------------------------------------

    def country(self, text: str) -> str:
        """The canonical country of a name, adjective or metonym ("Pakistan’s", "Kremlin"), else "".

        International bodies ("NATO", "UN") are the country "International". A country that only a desk's
        own rows name is known by that name.
        """
        return countries.country(text) or self._others.get(countries.bare(text), "")

    @cached_property
    def _others(self) -> dict[str, str]:
        base = _bundled_table()
        own = self._table.offices[len(base.offices) :] if self._table is not base else ()
        named = dict.fromkeys(line.partition("\t")[0] for line in own)
        return {countries.fold(name): name for name in named if not countries.country(name)}

    def countries(self) -> dict[str, str]:
        """Every known spelling of a country ("Pakistani", "Pentagon") and its canonical name."""
        return countries.names()

    # --- offices --------------------------------------------------------------------------------

    def offices(self, title: str, country: str = "") -> tuple[Office, ...]:
        """The offices and ranks that a written title can name, in `country` where it is given.

        A country inside the title ("Indian Prime Minister") counts as given. Empty where none is known.
        """
        key, own = titles.split_country(title)
        return self._offices(key, own or country) or self._offices(titles.whole_key(title), country)

    def _offices(self, key: str, country: str) -> tuple[Office, ...]:
        found = (self._office(number, key) for number in self._table.by_key.get(key, ()))
        return tuple(office for office in found if country in ("", office.country))

    def _office(self, number: int, key: str = "") -> Office:
        line = self._table.office(number)
        since = line.keys.get(key)
        return Office(
            line.name,
            line.country,
            is_rank=line.kind == table.RANK,
            single=line.kind == table.SINGLE,
            named=Period(date.fromisoformat(since), None) if since else Period(),
            number=number,
            qid=self._table.qid(number, self._table.office_qids),
        )

    def titles(self) -> Iterable[str]:
        """Every title that the table knows, as it is usually written, for a lexicon. Some name a country."""
        return self._titles

    @cached_property
    def _titles(self) -> tuple[str, ...]:
        cells = (line.split("\t")[4] for line in self._table.offices)
        return tuple(dict.fromkeys(title for cell in cells for title in cell.split("|")))

    # --- people ---------------------------------------------------------------------------------

    def knows_person(self, name: str) -> bool:
        """Whether somebody of that name, or a known variant of it, is in the table.

        A single word ("Munir") counts where it stands in somebody's name: use it as a hint only.
        """
        return any(True for _ in self._people(names.tokens(name)))

    def tenures(self, person: str, offices: Sequence[Office]) -> tuple[Tenures, ...]:
        """The tenures of `person` in any of these offices: one group for each person the name can mean.

        The name is compared within the offices, so that a last name or a short form ("Joe Biden") will do.
        """
        wanted = {office.number for office in offices}
        groups: list[tuple[bool, Tenures]] = []
        words = names.tokens(person)
        for line in self._people(words):
            rows = [row for row in line.rows if self._table.office_of(row) in wanted]
            if rows:
                is_last = any(words[-1] == spelling[-1] for spelling in line.tokens)
                groups.append((is_last, tuple(map(self._table.tenure, rows))))
        best = any(is_last for is_last, _ in groups)
        return tuple(group for is_last, group in groups if is_last == best)

    def tenures_under(self, person: str, title: str, country: str = "") -> tuple[Tenures, ...]:
        """The tenures of `person` in offices whose name holds every word of a shortened `title`.

        "Secretary Austin", "Chairman Milley": the person tells which secretary is meant.
        """
        key, own = titles.split_country(title)
        groups = []
        for line in self._people(names.tokens(person)):
            rows = map(self._table.tenure, line.rows)
            fitting = [
                row
                for row in rows
                if not row.is_rank
                and (own or country) in ("", row.country)
                and titles.shortens(key, titles.key(row.office))
            ]
            if fitting:
                groups.append(tuple(fitting))
        return tuple(groups)

    def career(self, person: str) -> tuple[Tenures, ...]:
        """Everything known of each person of that full name: offices and ranks. Empty for a single word."""
        words = names.tokens(person)
        if len(words) < 2:
            return ()
        return tuple(tuple(map(self._table.tenure, line.rows)) for line in self._people(words))

    def deputy_tenures(self, person: str, office: Office) -> Tenures:
        """What the one person of that full name held as deputy or vice of an office."""
        careers = self.career(person)
        chief = titles.key(office.office)
        return tuple(
            tenure
            for tenure in (careers[0] if len(careers) == 1 else ())
            if tenure.country == office.country and titles.is_deputy(titles.key(tenure.office), chief)
        )

    def qids(self, person: str, country: str = "") -> tuple[str, ...]:
        """The Wikidata items of the people whom a full name can mean, with a tenure in that country."""
        words = names.tokens(person)
        if len(words) < 2:
            return ()
        found = (
            self._table.qid(number, self._table.people_qids)
            for number, line in self._numbered_people(words)
            if country in ("", *(self._table.tenure(row).country for row in line.rows))
        )
        return tuple(filter(None, found))

    def _people(self, words: tuple[str, ...]) -> Iterator[table.PersonLine]:
        yield from (line for _, line in self._numbered_people(words))

    def _numbered_people(self, words: tuple[str, ...]) -> Iterator[tuple[int, table.PersonLine]]:
        if not words:
            return
        by_token = self._table.by_token
        numbers = {number for word in {words[0], words[-1]} for number in by_token.get(word, ())}
        for number in sorted(numbers):
            line = self._table.person(number)
            if any(names.same_person(words, spelling) for spelling in line.tokens):
                yield number, line

    # --- holders --------------------------------------------------------------------------------

    def record(self, office: Office) -> Tenures:
        """All known tenures of an office, in order of their start."""
        if office.number < 0:
            return ()
        return tuple(map(self._table.tenure, self._table.office(office.number).rows))

    def office_of(self, tenure: Tenure) -> Office:
        """The office that a tenure is of."""
        number = self._numbers[tenure.country, tenure.office, tenure.is_rank]
        return self._office(number)

    @cached_property
    def _numbers(self) -> dict[tuple[str, str, bool], int]:
        cells = (line.split("\t", 3) for line in self._table.offices)
        return {(c[0], c[1], c[2] == table.RANK): number for number, c in enumerate(cells)}

    def holders(self, office: Office, days: Period) -> Tenures:
        """Who is known for certain to have held the office on some day of `days`."""
        return tuple(t for t in self.record(office) if t.certain and t.certain.intersect(days))


def load(desk_tenures: Path | None = None) -> Reference:
    """The bundled table, with the rows of the desk's own `tenures.csv` where there is such a file.

    Raises BrokenFile with file and line where a row of it cannot be used.
    """
    if desk_tenures is None or not desk_tenures.exists():
        return _bundled()
    return Reference(overrides.added(_bundled_table(), desk_tenures))


@lru_cache(maxsize=1)
def _bundled() -> Reference:
    return Reference(_bundled_table())


@lru_cache(maxsize=1)
def _bundled_table() -> table.Table:
    return table.read()
