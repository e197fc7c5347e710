"""The desk's own tenures: who and when, typed days read, and what a form needs to say about its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factdesk import dates
from factdesk.desk import typed
from factdesk.errors import BadInput, NotFound
from factdesk.model import Period, Tenure
from factdesk.reference import Reference, own
from factdesk.reference.own import OwnRow

FIELDS = tuple(name for name in own.COLUMNS if name not in ("revision", "withdrawn", "added_by", "added_at"))
_DAYS = ("start", "end", "known_until")
_LINKS = ("source_start", "source_end")


@dataclass(frozen=True, slots=True)
class OwnTenure:
    """An own record: its newest revision, and how many there are."""

    row: OwnRow
    revisions: int


class Refused(BadInput):
    """A form that cannot be saved: `faults` says what is wrong by column."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{column}: {message}" for column, message in faults.items()))
        self.faults = dict(faults)


def listed(path: Path) -> list[OwnTenure]:
    """The own records that count, the one changed last first. BrokenFile where the file cannot be used."""
    rows = own.read(path)
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.id] = counted.get(row.id, 0) + 1
    newest = sorted(own.current(rows), key=lambda row: row.line, reverse=True)
    return [OwnTenure(row, counted[row.id]) for row in newest]


def cells_of(tenure: Tenure) -> dict[str, str]:
    """A tenure as columns of tenures.csv, without the names of the person that are spelt otherwise."""
    return {
        "person": tenure.person,
        "office": tenure.office,
        "country": tenure.country,
        "start": str(tenure.start),
        "end": str(tenure.end or ""),
        "known_until": str(tenure.known_until or ""),
        "capacity": tenure.capacity,
        "is_rank": "yes" if tenure.is_rank else "",
        "source_start": tenure.source_start,
        "source_end": tenure.source_end,
        "note": tenure.note,
    }


def save(path: Path, given: Mapping[str, str], *, by: str, base_revision: int = 0) -> OwnRow:
    """Add a tenure, or with a `tenure_id` correct the one of which the person saw `base_revision`.

    Refused says what is wrong by field; Stale that somebody else corrected it meanwhile.
    """
    if unknown := [name for name in given if name not in FIELDS]:
        raise BadInput(f"{unknown[0]!r} is no field of a tenure")
    values, wrong = _read(given)
    wrong = own.faults(values) | wrong
    if wrong:
        raise Refused(wrong)
    if values.get("tenure_id"):
        values["revision"] = str(base_revision + 1)
    return own.append(path, values, typed.person(by))


def withdraw(path: Path, tenure_id: str, *, by: str, base_revision: int) -> OwnRow:
    """Take an own tenure back; it stays in the file with the next revision."""
    found = next((row for row in own.current(own.read(path)) if row.id == tenure_id), None)
    if not found:
        raise NotFound(f"no tenure {tenure_id} among the desk's own; it may have been withdrawn already")
    changed = {"tenure_id": found.id, "revision": str(base_revision + 1), "withdrawn": "yes"}
    return own.append(path, {**found.values, **changed}, typed.person(by))


def _read(given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values with typed days as periods, and what is wrong with days and links."""
    values = {name: text.strip() for name, text in given.items()}
    wrong: dict[str, str] = {}
    for name in _DAYS:
        try:
            values[name] = str(dates.parse_period(values.get(name, "")))
        except BadInput as error:
            wrong[name] = str(error)
    for name in _LINKS:
        try:
            values[name] = typed.web_link(values.get(name, ""))
        except BadInput as error:
            wrong[name] = str(error)
    return values, wrong


# --- looking things up -----------------------------------------------------------------------------


def search(known: Reference, person: str, office: str, country: str, day: str) -> list[Tenure]:
    """What is known of a person, of an office, or of a person in an office; on a day where one is given.

    BadInput where the country or the day cannot be read, or where there is nothing to look for.
    """
    place = known.country(country) or country.strip()
    days = dates.parse_period(day)
    if not (person.strip() or office.strip()):
        raise BadInput("write a person's name, an office, or both")
    found = _matching(known, person.strip(), office.strip(), place)
    on_the_day = [tenure for tenure in found if not days.is_known or _seen(tenure).intersect(days)]
    return sorted(on_the_day, key=lambda t: (t.possible.start or date.min, t.person), reverse=True)


def _matching(known: Reference, person: str, office: str, country: str) -> list[Tenure]:
    offices = known.offices(office, country) if office else ()
    if person and office:
        groups = known.tenures(person, offices) or known.tenures_under(person, office, country)
    elif person:
        groups = known.career(person)
    else:
        groups = tuple(known.record(one) for one in offices)
    return [tenure for group in groups for tenure in group if country in ("", tenure.country)]


def _seen(tenure: Tenure) -> Period:
    """From the first possible day to the last one, or to the day on which the person was seen last."""
    return Period(tenure.possible.start, tenure.possible.end or tenure.known_until)
