"""Statements of one person as rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from factdesk.model import Period, Tenure
from factdesk.wikidata import statements as read
from factdesk.wikidata.statements import Json, Moment
from factdesk.wikidata.words import Row

_PAGE = "https://www.wikidata.org/wiki"
_CAPACITIES = (("acting", r"\bacting\b"), ("interim", r"\b(interim|caretaker|provisional)\b"))
_TOLD = (read.NATURE, read.CIRCUMSTANCES, read.ROLE)


@dataclass(frozen=True, slots=True)
class _End:
    """How a tenure ends: its days, or the last day on which it was known to be open."""

    days: Period | None
    known_until: date | None
    notes: tuple[str, ...] = ()


def named_in(person: Json, only: str = "") -> list[str]:
    """Ids of everything whose name or country the rows of a person need, as `rows` gives them."""
    found = [*read.values(person, read.CITIZENSHIP)]
    for _, statement in _all(person):
        office = read.item(statement.get("mainsnak"))
        if only not in ("", office):
            continue
        found.append(office)
        for name in (*_TOLD, read.REPLACES, read.REPLACED_BY, read.JURISDICTION):
            found += read.qualifier_items(statement, name)
        found += chain.from_iterable(works for _, works in read.references(statement))
    return [qid for qid in dict.fromkeys(found) if qid]


def country_ids(office: Json) -> list[str]:
    """Where an office is held: its country, else the jurisdiction that it names, which may be a union."""
    return read.values(office, read.COUNTRY) or read.values(office, read.JURISDICTION)


def rows(person: Json, known: Mapping[str, Json], only: str = "") -> list[Row]:
    """What a person held, or held of the office `only`; statements without an office are left out."""
    found = ((name, statement, read.item(statement.get("mainsnak"))) for name, statement in _all(person))
    return [
        _row(person, known, name, statement, office)
        for name, statement, office in found
        if office and only in ("", office)
    ]


def _all(person: Json) -> list[tuple[str, Json]]:
    properties = (read.OFFICE, read.MILITARY_RANK)
    return [(name, one) for name in properties for one in read.statements(person, name)]


def _row(person: Json, known: Mapping[str, Json], name: str, statement: Json, qid: str) -> Row:
    office, is_rank = known.get(qid, {"id": qid}), name == read.MILITARY_RANK
    start = read.moment(statement, read.START)
    end = _end(person, start.days, read.moment(statement, read.END))
    country, country_notes = _country(person, office, known, statement, is_rank)
    told = _labels(chain.from_iterable(read.qualifier_items(statement, one) for one in _TOLD), known)
    url = f"{_PAGE}/{person.get('id', '')}#{statement.get('id') or name}"
    links, works = _sources(statement, known)
    title = read.label(office)
    tenure = Tenure(
        person=read.label(person),
        office=title,
        country=country,
        start=start.days,
        end=end.days,
        known_until=end.known_until,
        capacity=_capacity((*told, title)),
        is_rank=is_rank,
        source_start=next(iter(links), url),
        source_end=next(iter(links), url),
    )
    return Row(
        tenure=tenure,
        person_qid=str(person.get("id", "")),
        office_qid=qid,
        statement=str(statement.get("id", "")),
        url=url,
        rank=read.rank(statement),
        aliases=read.aliases(person),
        office_aliases=read.aliases(office),
        ordinal=read.qualifier_text(statement, read.ORDINAL),
        replaces=_labels(read.qualifier_items(statement, read.REPLACES), known),
        replaced_by=_labels(read.qualifier_items(statement, read.REPLACED_BY), known),
        sources=(*links, *works),
        notes=(*_start_notes(start), *start.notes, *end.notes, *country_notes, *_said(told)),
    )


def _start_notes(start: Moment) -> tuple[str, ...]:
    return (
        ("it began on an unknown day",) if start.given and not start.days.is_known and not start.notes else ()
    )


def _end(person: Json, start: Period, end: Moment) -> _End:
    """An end of unknown date lies between the start and the last edit of the entry."""
    edited, died = read.modified(person), read.died(person)
    seen = min((day for day in (edited, died) if day), default=None)
    if end.days.is_known:
        return _End(end.days, None, end.notes)
    if end.given and not end.never:
        first = start.start if start.start and seen and start.start <= seen else None
        return _End(Period(first, seen), None, (*end.notes, "it ended on an unknown day"))
    said = "no end is given" if not end.never else "Wikidata says that it has no end"
    when = "of death" if seen and seen == died else "of the last edit of the entry"
    return _End(None, seen, (f"{said}; known until is the day {when}",))


def _country(
    person: Json, office: Json, known: Mapping[str, Json], statement: Json, is_rank: bool
) -> tuple[str, tuple[str, ...]]:
    """A rank such as "general" belongs to no country: then that of the person."""
    if own := read.qualifier_items(statement, read.JURISDICTION) or country_ids(office):
        return read.label(known.get(own[0], {"id": own[0]})), ()
    citizenship = read.values(person, read.CITIZENSHIP)
    if is_rank and len(citizenship) == 1:
        return read.label(known.get(citizenship[0], {})), ("the country is that of the person",)
    return "", ()


def _sources(statement: Json, known: Mapping[str, Json]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Links and titles of works that the statement refers to."""
    links: dict[str, None] = {}
    works: dict[str, None] = {}
    for urls, ids in read.references(statement):
        links |= dict.fromkeys(url for url in urls if url.startswith(("https://", "http://")))
        works |= dict.fromkeys(_labels(ids, known))
    return tuple(links), tuple(works)


def _labels(ids: Iterable[str], known: Mapping[str, Json]) -> tuple[str, ...]:
    return tuple(read.label(known.get(qid, {"id": qid})) for qid in ids)


def _capacity(told: Iterable[str]) -> str:
    said = " / ".join(told).casefold()
    return next((name for name, words in _CAPACITIES if re.search(words, said)), "substantive")


def _said(told: Iterable[str]) -> tuple[str, ...]:
    """What the statement says of itself beyond a capacity: "disputed", "circa"."""
    return tuple(f"Wikidata adds: {one}" for one in told if _capacity([one]) == "substantive")
