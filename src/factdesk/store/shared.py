"""What the rows of one source, one for each claim that it serves, have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factdesk.errors import Stale
from factdesk.model import Source
from factdesk.store.kinds import SOURCE, Record

# What a source's row says of the claim that it serves.
SAID_OF_A_CLAIM = ("stance", "passage", "passage_span", "note")
# That, and what it says of the row itself; all else is the source's own.
OF_ONE_CLAIM = frozenset({*SAID_OF_A_CLAIM, "claim_id", "revision", "withdrawn", "added_by", "added_at"})


def texts_of(source: Source) -> dict[str, str]:
    """What all rows of a source must share, by column."""
    return {name: text for name, text in SOURCE.texts(source).items() if name not in OF_ONE_CLAIM}


def refuse_parted(log: Sequence[Record], records: Iterable[Record]) -> None:
    """Raise `Stale` where new rows would say something else of a source than its other rows.

    `log` are all rows of the article's sources as they were before.
    """
    for id in {record.id for record in records if isinstance(record, Source)}:
        before = _newest(id, log)
        after = before | _newest(id, records)
        if len(_said(after.values())) > 1 and len(_said(before.values())) < 2:
            raise Stale(
                f"the source {id} serves several claims, and was changed meanwhile, or is given in two "
                "ways; look at it and save again",
                current=next(reversed(before.values()), None),
                offered=next(reversed(after.values())),
            )


def followers(records: Iterable[Record], log: Sequence[Record], *, by: str, now: str) -> list[Source]:
    """The next revisions of a source's other rows where `records` change what is the source's own.

    A first row for another claim changes nothing: it has to agree.
    """
    found = []
    given = [record for record in records if isinstance(record, Source)]
    for id in dict.fromkeys(record.id for record in given):
        mine = _newest(id, given)
        new = next((row for row in reversed(mine.values()) if row.revision > 1), None)
        for claim_id, row in _newest(id, log).items():
            if new and claim_id not in mine and not row.withdrawn and texts_of(row) != texts_of(new):
                own = {name: getattr(row, name) for name in OF_ONE_CLAIM}
                stamp = {"revision": row.revision + 1, "added_by": by, "added_at": now}
                found.append(replace(new, **{**own, **stamp}))
    return found


def _newest(id: str, records: Iterable[Record]) -> dict[str, Source]:
    """The newest row of a source by claim."""
    found: dict[str, Source] = {}
    for record in records:
        if not isinstance(record, Source) or record.id != id:
            continue
        if record.claim_id not in found or found[record.claim_id].revision < record.revision:
            found[record.claim_id] = record
    return found


def _said(rows: Iterable[Source]) -> set[tuple[str, ...]]:
    return {tuple(texts_of(row).values()) for row in rows if not row.withdrawn}
