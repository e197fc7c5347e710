"""What people of the desk have decided about a tenure that somebody else now gives again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factdesk.model import Tenure
from factdesk.reference import Reference, overrides, own, titles
from factdesk.reference.countries import fold
from factdesk.reference.own import OwnRow


def noted(statement: str) -> str:
    """How the note of a record names the statement that it was taken from."""
    return f"Wikidata statement {statement}"


def against(
    rows: Sequence[OwnRow], statement: str, names: Iterable[str], tenure: Tenure, known: Reference
) -> str:
    """Why a tenure must not be added though the desk has none like it; blank where nobody decided.

    `rows` are all revisions of the desk's own records, `names` all spellings of the person's name. A record
    taken from the same statement was withdrawn or changed since, or a record says that it was not so.
    """
    taken = next((row for row in reversed(rows) if noted(statement) in row.values["note"]), None)
    if taken:
        newest = max((row for row in rows if row.id == taken.id), key=lambda row: row.revision)
        since = "withdrawn" if newest.withdrawn else "different now"
        return f"the desk took this statement over as {newest.id}, {since} ({newest.added_by})"
    spellings = set(map(fold, names))
    for row in own.current(rows):
        if not row.held and _speaks_of(row, spellings, tenure, known):
            return f"the desk says that this was not so ({row.id}, {row.added_by})"
    return ""


def _speaks_of(row: OwnRow, spellings: set[str], tenure: Tenure, known: Reference) -> bool:
    denied = row.tenure
    return (
        not spellings.isdisjoint(map(fold, (denied.person, *row.aliases)))
        and denied.country == tenure.country
        and _same_office(denied.office, tenure, known)
        and overrides.overlaps(denied, tenure)
    )


def _same_office(title: str, tenure: Tenure, known: Reference) -> bool:
    if titles.key(title) == titles.key(tenure.office):
        return True
    numbers = [{one.number for one in known.offices(name, tenure.country)} for name in (title, tenure.office)]
    return not numbers[0].isdisjoint(numbers[1])
