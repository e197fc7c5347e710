"""What Wikidata says beside what the desk knows: new, known already, different. Only what is new is added."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from factdesk import settings
from factdesk.desk import decided, tenures, typed
from factdesk.errors import BadInput, NotFound
from factdesk.model import Period, Tenure
from factdesk.reference import Office, Reference, overrides
from factdesk.reference.own import OwnRow
from factdesk.wikidata import Hit, Row, Wikidata
from factdesk.wikidata.connector import is_qid

VARIABLE = "FACTDESK_WIKIDATA"
_SWITCH = {"on": True, "true": True, "1": True, "off": False, "false": False, "0": False}


class State(StrEnum):
    NEW = "new"
    KNOWN = "already there"
    DIFFERENT = "differs"
    UNUSABLE = "not usable"


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of Wikidata in the desk's own names of offices and countries.

    `known` are the tenures that it repeats or differs from, `reason` says in words how.
    """

    row: Row
    tenure: Tenure
    state: State
    known: tuple[Tenure, ...] = ()
    reason: str = ""


def connector(folder: Path) -> Wikidata:
    """Wikidata as the desk in `folder` may ask it; its answers are kept in `.cache/wikidata` there.

    The variable FACTDESK_WIKIDATA (on or off) goes before desk.toml. BadInput where it is switched off.
    """
    return Wikidata(options(folder), folder / ".cache" / "wikidata")


def is_on(folder: Path) -> bool:
    """Whether the desk in `folder` may ask Wikidata. BadInput, BrokenFile: the switch cannot be read."""
    return options(folder).enabled


def options(folder: Path) -> settings.WikidataSettings:
    """The desk's settings with the switch of the environment, which goes first. BadInput: it is none."""
    found = settings.load(folder / "desk.toml").wikidata
    told = os.environ.get(VARIABLE, "").strip().casefold()
    if told and told not in _SWITCH:
        raise BadInput(f"{VARIABLE} is {told!r}; write on or off")
    return replace(found, enabled=_SWITCH.get(told, found.enabled))


def find(wikidata: Wikidata, name: str) -> str:
    """The id of the one person, or else the one office, of that name.

    NotFound where there is none; BadInput names the candidates where there are several.
    """
    if is_qid(name):
        return name.upper()
    hits = people(wikidata, name) or _exact(wikidata.offices(name), name)
    if not hits:
        raise NotFound(f"{name}: Wikidata has no person or office of that name; try another spelling")
    if len(hits) > 1:
        listed = "; ".join(f"{hit.qid} {hit.label} ({hit.description})" for hit in hits)
        raise BadInput(f"{name}: which one? Give the id: {listed}")
    return hits[0].qid


def people(wikidata: Wikidata, name: str) -> list[Hit]:
    """The people of exactly that name, else those whose name begins with it; none where there is nobody."""
    return _exact(wikidata.people(name), name)


def _exact(hits: list[Hit], name: str) -> list[Hit]:
    """Those of exactly that name or alias, else all."""
    wanted = name.strip().casefold()
    return [hit for hit in hits if wanted in map(str.casefold, (hit.label, *hit.aliases))] or hits


def compare(
    rows: Iterable[Row], known: Reference, own_rows: Sequence[OwnRow], tolerance: int, country: str = ""
) -> list[Compared]:
    """Each row beside what is known; `country` is used where Wikidata names none.

    A row that repeats an earlier one of the list counts as known. One that the desk has denied, or taken
    over and then withdrawn or changed (`own_rows`, all revisions), differs: it is not added again.
    """
    found: list[Compared] = []
    for row in rows:
        tenure, offices = _in_our_words(row, known, country)
        mine = (*_tenures(row, known, offices), *_earlier(found, row))
        one = _compared(row, tenure, mine, tolerance)
        found.append(_respected(one, own_rows, known) if one.state is State.NEW else one)
    return found


def add_new(folder: Path, compared: Iterable[Compared], *, by: str) -> list[OwnRow]:
    """Write the new rows to the desk's tenures.csv; each has its source."""
    path = folder / "tenures.csv"
    return [tenures.save(path, cells(one), by=by) for one in compared if one.state is State.NEW]


def cells(one: Compared) -> dict[str, str]:
    """A row as it is written to tenures.csv."""
    tenure, row = one.tenure, one.row
    said = "; ".join((decided.noted(row.statement), *row.notes))
    aliases = (name for name in row.aliases if " " in name and "|" not in name)
    return {
        **tenures.cells_of(tenure),
        "source_start": _link(tenure.source_start, row.url),
        "source_end": _link(tenure.source_end, row.url),
        "note": said.replace("|", "/"),
        "aliases": "|".join(aliases),
    }


def _link(source: str, otherwise: str) -> str:
    try:
        return otherwise if "|" in source else typed.web_link(source)
    except BadInput:
        return otherwise


# --- comparing -------------------------------------------------------------------------------------


def _in_our_words(row: Row, known: Reference, country: str) -> tuple[Tenure, Sequence[Office]]:
    """The tenure with the office and country as the table names them, and the office there."""
    given = row.tenure.country or country
    place = known.country(given) or given
    for title in (row.tenure.office, *row.office_aliases):
        offices = [one for one in known.offices(title, place) if one.is_rank == row.tenure.is_rank]
        if place and len(offices) == 1:
            return replace(row.tenure, office=offices[0].office, country=place), offices
    return replace(row.tenure, country=place), ()


def _tenures(row: Row, known: Reference, offices: Sequence[Office]) -> tuple[Tenure, ...]:
    names = dict.fromkeys((row.tenure.person, *(name for name in row.aliases if " " in name)))
    groups = (group for name in names for group in known.tenures(name, offices))
    return tuple(dict.fromkeys(tenure for group in groups for tenure in group))


def _earlier(found: Iterable[Compared], row: Row) -> tuple[Tenure, ...]:
    return tuple(
        one.tenure
        for one in found
        if one.state is State.NEW
        and (one.row.person_qid, one.row.office_qid) == (row.person_qid, row.office_qid)
    )


def _compared(row: Row, tenure: Tenure, known: tuple[Tenure, ...], tolerance: int) -> Compared:
    obstacle = row.obstacle or (
        "" if tenure.country else "no country is given; name it with --country, or in the field Country"
    )
    if obstacle:
        return Compared(row, tenure, State.UNUSABLE, (), obstacle)
    near = tuple(one for one in known if _meet(one.start, tenure.start, tolerance) or _overlap(one, tenure))
    if not near:
        return Compared(row, tenure, State.NEW)
    reasons = {one: _difference(one, tenure, tolerance) for one in near}
    same = tuple(one for one, reason in reasons.items() if not reason)
    if same:
        return Compared(row, tenure, State.KNOWN, same)
    return Compared(row, tenure, State.DIFFERENT, near, reasons[near[0]])


def _respected(one: Compared, own_rows: Sequence[OwnRow], known: Reference) -> Compared:
    names = (one.tenure.person, *one.row.aliases)
    reason = decided.against(own_rows, one.row.statement, names, one.tenure, known)
    return replace(one, state=State.DIFFERENT, reason=reason) if reason else one


def _overlap(one: Tenure, other: Tenure) -> bool:
    return overrides.overlaps(one, other)


def _difference(known: Tenure, new: Tenure, tolerance: int) -> str:
    """How two tenures of one person in one office differ, in words; blank where they agree."""
    if not _meet(known.start, new.start, tolerance):
        return f"the desk has the start {known.start or 'unknown'}, Wikidata {new.start}"
    if known.capacity != new.capacity:
        return f"the desk has it as {known.capacity}, Wikidata as {new.capacity}"
    if (known.end is None) != (new.end is None) or (
        known.end and new.end and not _meet(known.end, new.end, tolerance)
    ):
        return f"the desk has {_end(known)}, Wikidata {_end(new)}"
    return ""


def _meet(one: Period, other: Period, tolerance: int) -> bool:
    return one.is_known and other.is_known and one.widened(tolerance).intersect(other) is not None


def _end(tenure: Tenure) -> str:
    return f"the end {tenure.end}" if tenure.end else f"no end (known until {tenure.known_until or 'no day'})"
