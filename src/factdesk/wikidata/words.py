"""What the connector returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from factdesk.model import Period, Tenure


class Rank(StrEnum):
    """How Wikidata's editors rank a statement; deprecated ones are kept there as known to be wrong."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Hit:
    """A person or an office found by name."""

    qid: str
    label: str
    description: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One statement that a person holds an office (P39) or a rank (P410).

    `tenure` has the days as far as they are given: its start is `Period()` where none is. `known_until` of
    an open tenure is the day of the last edit of the person's entry, or the day of death where that came
    first: that nobody closed the statement until then is all that Wikidata says. `notes` tell what a reader
    must know (a rough date, the Julian calendar, an unknown end). `replaces` and `replaced_by` are names.
    """

    tenure: Tenure
    person_qid: str
    office_qid: str
    statement: str
    url: str
    rank: Rank
    aliases: tuple[str, ...] = ()
    office_aliases: tuple[str, ...] = ()
    ordinal: str = ""
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def obstacle(self) -> str:
        """Why the row cannot be added to a table of tenures; blank where it can."""
        tenure, seen = self.tenure, self.tenure.known_until
        if self.rank is Rank.DEPRECATED:
            return "Wikidata itself marks it as wrong (deprecated)"
        if not tenure.start.is_known:
            return "no start is given"
        if tenure.end is None and (seen is None or _first(tenure.start) > seen):
            return "it begins after the last edit of the entry"
        if tenure.end and tenure.end.end and tenure.end.end < _first(tenure.start):
            return "it ends before it starts"
        return ""


def _first(period: Period) -> date:
    return period.start or date.min
