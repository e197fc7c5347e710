"""Builds the bundled table: `python -m factdesk.reference.build TENURES_FOLDER`.

Rules, in the order in which they are applied:

1. A curated row (key-tenures.csv, then gathered.csv beside the table) ships a day only where a source attests
   it. An unattested end is unknown; an unattested start is taken from a row of the same person and office
   over the same time, gathered before Wikidata's, else the row is left out.
2. Where two rows are of one person in one office and overlap for most of the shorter one, the curated row
   stands before the gathered, and that before Wikidata's; the other only fills what it leaves unknown. Days
   that differ are listed in conflicts.csv.
3. An open Wikidata row is known until the day its repository was exported.
4. An open row of an office that one person at a time holds ends no later than the day on which the next
   holder in his own right took over: its end is the period from the last day it is known to that day. An
   older open Wikidata row was never closed by anybody, so its last known day is its start.
5. An open rank is known until the last day its holder is attested in an office or rank, else its start.
6. An office has one seat where key-tenures.csv has it, where gathered.csv has it and its holders hardly
   overlap, or where besides no three of Wikidata's, half of all, were in office at the freeze.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from factdesk.model import Period, Tenure
from factdesk.reference import names, titles
from factdesk.reference.assemble import Held, OfficeEntry, Seat, assemble
from factdesk.reference.table import FILE, SEVERAL, write

Row = dict[str, str]
Bearers = dict[tuple[str | Seat, frozenset[str]], set[str]]

CONFLICTS, GATHERED = FILE.with_name("conflicts.csv"), FILE.with_name("gathered.csv")

_SAME_TERM_DAYS = 45
_OVERLAP_DAYS = 31
_MAY_OVERLAP = 0.16  # of the rows of an office with one seat: two of thirteen are wrong days
_OPEN_AT_ONCE = 3
_ENOUGH_ROWS = 5  # of an office whose single overlap is taken for a wrong day
_COUNTRY = {"World": "International", "NATO": "International"}

# Held by several people at once however few of them the table knows.
_SHARED = frozenset(
    (
        *("justice", "judge", "member", "senator", "representative", "ministerstate", "statesecretary"),
        *("advisor", "counselor", "assistant", "whip", "spokesperson", "envoy", "lord", "regent"),
        *("commissioner", "portfolio"),
    )
)
_NOT_SHARED = frozenset(("chief", "minister", "chair", "president", "speaker", "trade"))

# Wikidata's Indian "Minister of Foreign Affairs" mixes the minister with his ministers of state.
_NOT_MERGED = {("India", "foreign minister")}


@dataclass(slots=True)
class Log:
    """What the rules did: how often, and each day on which two sources differ."""

    counts: Counter[str] = field(default_factory=Counter)
    conflicts: list[tuple[str, ...]] = field(default_factory=list)


def main() -> None:
    """Reads the folder, writes the table and its conflicts beside this file and counts what the rules did."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    folder = Path(sys.argv[1])
    log = Log()
    key, more = _read(folder / "key-tenures.csv"), _read(GATHERED)
    offices = _curated_offices([*key, *more])
    wikidata = list(_wikidata(folder, offices))
    people = _people(wikidata)
    curated = [_curated(row, people) for row in key]
    people = _people([*wikidata, *(row for row, _ in curated)])
    gathered = [_curated(row, people) for row in more]
    rows = _merged(_joined(curated, gathered, log), wikidata, log)
    _set_seats(rows, offices, {row.seat for row, _ in curated}, {row.seat for row, _ in gathered})
    rows = _superseded(rows, offices, log)
    rows += _ranks(_read(folder / "ranks.csv"), people, rows, log)
    write(FILE, assemble(rows, offices))
    _write_conflicts(log.conflicts)
    log.counts.update(
        rows=len(rows), offices=len({row.seat for row in rows}), people=len({r.who for r in rows})
    )
    for line in sorted(log.counts.items()):
        print(*line, sep="\t")


def _write_conflicts(conflicts: Sequence[tuple[str, ...]]) -> None:
    """conflicts.csv: the day that stands in the table, and the one that rule 2 leaves out."""
    with CONFLICTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "office", "person", "what", "kept", "source", "other", "other_source"))
        writer.writerows(sorted(conflicts))


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- offices ---------------------------------------------------------------------------------------


def _curated_offices(rows: Iterable[Row]) -> dict[Seat, OfficeEntry]:
    offices: dict[Seat, OfficeEntry] = {}
    for row in rows:
        seat = _COUNTRY.get(row["country"], row["country"]), row["office"]
        entry = offices.setdefault(seat, OfficeEntry(*seat))
        entry.spellings.update(dict.fromkeys(_listed(row["office_aliases"]), ""))
    for row in _read(FILE.with_name("aliases.csv")):
        seat = row["country"], row["office"]
        offices.setdefault(seat, OfficeEntry(*seat)).spellings[row["alias"]] = row["from"]
    return offices


def _wikidata(folder: Path, offices: dict[Seat, OfficeEntry]) -> Iterator[Held]:
    """Rows of Wikidata under the office that their title's key names; adds the offices that are new."""
    exported = {
        row["source_repo"]: row["snapshot_date"] for row in _read(folder / "wikidata-2022-sources.csv")
    }
    seats = {(entry.country, key): seat for seat, entry in offices.items() for key in entry.title_keys()}
    items = {
        (_COUNTRY.get(row["country"], row["country"]), row["office"]): row["office_qid"]
        for row in _read(folder / "wikidata-2022-offices.csv")
    }
    for row in _read(folder / "wikidata-2022.csv"):
        country = _COUNTRY.get(row["country"], row["country"])
        key = country, titles.key(row["office"])
        if key in _NOT_MERGED:
            continue
        seat = seats.setdefault(key, (country, row["office"]))
        entry = offices.setdefault(seat, OfficeEntry(*seat))
        entry.spellings.setdefault(row["office"], "")
        entry.qid = entry.qid or items.get((country, row["office"]), "")
        yield _wikidata_row(row, seat, exported.get(row["source_repo"], ""))


def _wikidata_row(row: Row, seat: Seat, exported: str) -> Held:
    where = f"{row['source_repo']} at {row['source_commit'][:10]}"
    item = f"https://www.wikidata.org/wiki/{row['person_qid']}" if row["person_qid"] else "Wikidata"
    source = f"{item} (export of {exported or 'mid 2022'}, {where})"
    tenure = Tenure(
        person=row["person"],
        office=seat[1],
        country=seat[0],
        start=Period.parse(row["start"]),
        end=Period.parse(row["end"]) if row["end"] else None,
        known_until=date.fromisoformat(exported) if exported and not row["end"] else None,
        source_start=source,
        source_end=source,
    )
    return Held(row["person_qid"] or f"{row['person']} ({seat[0]})", tenure)


def _set_seats(
    rows: Iterable[Held], offices: Mapping[Seat, OfficeEntry], curated: Set[Seat], gathered: Set[Seat]
) -> None:
    """Rule 6: marks the offices that several hold at once."""
    for seat, held in _by_seat(rows).items():
        if seat in curated:
            continue
        words = set(titles.key(seat[1]).split())
        shared = "without" in words or (words & _SHARED and not words & _NOT_SHARED)
        allowed = max(_MAY_OVERLAP * len(held), len(held) >= _ENOUGH_ROWS)
        looks_shared = seat not in gathered and (shared or _many_open(held))
        if looks_shared or _overlaps(held) > allowed:
            offices[seat].kind = SEVERAL


def _many_open(rows: Sequence[Held]) -> bool:
    """Whether so many people held it at the freeze that they cannot all be ends that nobody entered."""
    still = {row.who for row in rows if not row.tenure.end}
    return len(still) >= _OPEN_AT_ONCE and 2 * len(still) >= len(rows)


def _overlaps(rows: Sequence[Held]) -> int:
    """Pairs of different holders who both certainly held the office for more than a month."""
    closed = [(row.who, row.tenure.certain) for row in rows if row.tenure.end and row.tenure.certain]
    spans = [(who, days.start, days.end) for who, days in closed if days and days.start and days.end]
    return sum(
        (min(end, until) - max(start, since)).days > _OVERLAP_DAYS
        for n, (who, start, end) in enumerate(spans)
        for other, since, until in spans[:n]
        if who != other
    )


def _by_seat(rows: Iterable[Held]) -> dict[Seat, list[Held]]:
    found: dict[Seat, list[Held]] = defaultdict(list)
    for row in rows:
        found[row.seat].append(row)
    return found


# --- people ----------------------------------------------------------------------------------------


def _people(rows: Iterable[Held]) -> Bearers:
    """Who bears a name: the identities by its words and the office, and by its words and the country."""
    found: Bearers = defaultdict(set)
    for row in rows:
        for spelling in (row.tenure.person, *row.spellings):
            words = frozenset(names.tokens(spelling))
            found[row.seat, words].add(row.who)
            found[row.tenure.country, words].add(row.who)
    return found


def _who(spellings: Sequence[str], seat: Seat, people: Bearers) -> str:
    """The one who bears one of these names in that office, or else in that country; else a new identity."""
    for place in (seat, seat[0]):
        for spelling in spellings:
            found = people.get((place, frozenset(names.tokens(spelling))), set())
            if len(found) == 1:
                return next(iter(found))
    return f"{spellings[0]} ({seat[0]})"


# --- curated rows ----------------------------------------------------------------------------------


def _curated(row: Row, people: Bearers) -> tuple[Held, Period]:
    """The row with unattested days blanked (a start: the whole of time), and its days as written.

    The days as written only serve to find the Wikidata rows of the same term.
    """
    seat = _COUNTRY.get(row["country"], row["country"]), row["office"]
    spellings = _listed(row["aliases"])
    end = row["end"] if _attested(row["source_end"]) else ""
    known = row["known_until"] if _attested(row["source_known_until"]) else ""
    start = Period.parse(row["start"]) if _attested(row["source_start"]) else Period()
    tenure = Tenure(
        person=row["person"],
        office=seat[1],
        country=seat[0],
        start=start,
        end=Period.parse(end) if end else None,
        known_until=None if end else date.fromisoformat(known) if known else start.end,
        capacity=row["capacity"],
        source_start=row["source_start"] if start.is_known else "",
        source_end=row["source_end"] if end else row["source_known_until"] if known else "",
        note=row["note"],
    )
    who = _who((row["person"], *spellings), seat, people)
    written = Period(Period.parse(row["start"]).start, Period.parse(row["end"]).end if row["end"] else None)
    return Held(who, tenure, spellings, curated=True), written


def _attested(source: str) -> bool:
    return bool(source) and source != "unattested"


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _joined(
    curated: Sequence[tuple[Held, Period]], gathered: Sequence[tuple[Held, Period]], log: Log
) -> list[tuple[Held, Period]]:
    """The curated rows, with what only the gathered ones attest, and the gathered rows of other terms."""
    kept: list[tuple[Held, Period]] = []
    joined: set[int] = set()
    for row, written in curated:
        same = [
            other
            for other, _ in gathered
            if (other.seat, other.who) == (row.seat, row.who)
            and other.tenure.start.is_known
            and _same_term(written, other.tenure)
        ]
        joined.update(map(id, same))
        tenure = _filled(row.tenure, written, [other.tenure for other in same], log)
        kept.append((replace(row, tenure=tenure), written))
    log.counts["gathered rows joined to a curated one"] = len(joined)
    return kept + [pair for pair in gathered if id(pair[0]) not in joined]


def _merged(curated: Sequence[tuple[Held, Period]], wikidata: Sequence[Held], log: Log) -> list[Held]:
    """Rules 1 and 2."""
    of_holder: dict[tuple[Seat, str], list[Held]] = defaultdict(list)
    for row in wikidata:
        of_holder[row.seat, row.who].append(row)
    kept: list[Held] = []
    replaced: set[int] = set()
    for row, written in curated:
        same = [other for other in of_holder[row.seat, row.who] if _same_term(written, other.tenure)]
        replaced.update(map(id, same))
        tenure = _filled(row.tenure, written, [other.tenure for other in same], log)
        if tenure.start.is_known:
            kept.append(replace(row, tenure=tenure))
        else:
            log.counts["curated rows left out: start not attested"] += 1
    log.counts["Wikidata rows replaced by a curated one"] = len(replaced)
    return kept + [row for row in wikidata if id(row) not in replaced]


def _same_term(written: Period, other: Tenure) -> bool:
    """Whether the two overlap for most of the shorter one; an open row is as long as it is known."""
    first = other.start.start or date.min
    last = other.end.end if other.end else max(first, other.known_until or first)
    since, until = written.start or date.min, written.end or date.max
    both = (min(last or date.max, until) - max(first, since)).days
    shorter = min((last or date.max) - first, until - since).days
    return both >= 0 and 2 * both >= min(shorter, 2 * _SAME_TERM_DAYS)


def _filled(tenure: Tenure, written: Period, same: Sequence[Tenure], log: Log) -> Tenure:
    """The curated row, with what it does not attest taken from the other rows of the same term."""
    if not same:
        return tenure
    first, last = min(same, key=_first_day), max(same, key=lambda other: other.possible.end or date.max)
    _list_conflicts(tenure, first, last, log)
    if not tenure.start.is_known:
        tenure = replace(tenure, start=first.start, source_start=first.source_start)
        log.counts["unattested starts filled from another source"] += 1
    if tenure.end:
        return tenure
    if last.end and _may_end(tenure, written, last.end):
        log.counts["unattested ends filled from another source"] += 1
        return replace(tenure, end=last.end, known_until=None, source_end=last.source_end)
    known = last.end.start if last.end else last.known_until
    if known and (not tenure.known_until or known > tenure.known_until):
        return replace(tenure, known_until=known, source_end=last.source_end)
    return tenure


def _may_end(tenure: Tenure, written: Period, end: Period) -> bool:
    """Whether that is the end of the row: near the unattested one or, where none is written, not before
    the day until which the holder is known."""
    if written.end:
        return end.widened(_SAME_TERM_DAYS).contains(written.end)
    return bool(end.end and tenure.known_until and end.end >= tenure.known_until)


def _list_conflicts(tenure: Tenure, first: Tenure, last: Tenure, log: Log) -> None:
    for what, ours, theirs in (("start", tenure.start, first.start), ("end", tenure.end, last.end)):
        if ours and theirs and ours.is_known and not ours.intersect(theirs):
            log.counts[f"{what} differs between two sources"] += 1
            source, other = (
                (tenure.source_start, first.source_start)
                if what == "start"
                else (tenure.source_end, last.source_end)
            )
            names = (tenure.country, tenure.office, tenure.person, what)
            log.conflicts.append((*names, str(ours), source, str(theirs), other))


def _first_day(tenure: Tenure) -> date:
    return tenure.possible.start or date.min


# --- open ends -------------------------------------------------------------------------------------


def _superseded(rows: Sequence[Held], offices: Mapping[Seat, OfficeEntry], log: Log) -> list[Held]:
    """Rule 4."""
    kept = []
    for seat, held in _by_seat(rows).items():
        single = offices[seat].kind != SEVERAL
        kept += [_ended(row, held, log) if single and not row.tenure.end else row for row in held]
    return kept


def _ended(row: Held, held: Sequence[Held], log: Log) -> Held:
    tenure = row.tenure
    start = tenure.start.end or date.min
    nexts = [
        other.tenure.start.end
        for other in held
        if other.who != row.who
        and other.tenure.capacity == "substantive"
        and other.tenure.start.end
        and other.tenure.start.end > start
    ]
    if not nexts:
        return row
    last = min(nexts)
    known = tenure.known_until if row.curated and tenure.known_until else start
    log.counts["open rows ended by the next holder"] += 1
    end = Period(min(known, last), last)
    return replace(row, tenure=replace(tenure, end=end, known_until=None, note=_noted(tenure, "next holder")))


def _noted(tenure: Tenure, what: str) -> str:
    return "; ".join(filter(None, (tenure.note, f"the end is not recorded: bounded by the {what}")))


# --- ranks -----------------------------------------------------------------------------------------


def _ranks(rows: Iterable[Row], people: Bearers, held: Sequence[Held], log: Log) -> Iterator[Held]:
    """Rule 5; ranks whose start no source gives are left out."""
    seen: dict[str, date] = {}
    for other in held:
        certain = other.tenure.certain
        if certain and certain.end:
            seen[other.who] = max(seen.get(other.who, date.min), certain.end)
    for row in rows:
        if not row["start"] or not _attested(row["source_url"]):
            log.counts["ranks left out: start not attested"] += 1
            continue
        spellings = _listed(row["aliases"])
        who = _who((row["person"], *spellings), (row["country"], row["rank"]), people)
        if who not in seen:
            who = next((h.who for h in held if h.curated and h.tenure.person == row["person"]), who)
        yield Held(who, _rank(row, seen.get(who)), spellings, curated=True)


def _rank(row: Row, seen: date | None) -> Tenure:
    start = Period.parse(row["start"])
    known = max(filter(None, (start.end, seen)), default=None)
    return Tenure(
        person=row["person"],
        office=row["rank"],
        country=row["country"],
        start=start,
        end=Period.parse(row["end"]) if row["end"] else None,
        known_until=None if row["end"] else known,
        is_rank=True,
        source_start=row["source_url"],
        source_end=row["source_url"],
        note=row["basis"] + ("; " + row["note"] if row["note"] else ""),
    )


if __name__ == "__main__":
    main()
