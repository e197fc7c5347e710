"""Looking offices and people up in what a desk knows, by what a person types on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factdesk import reference
from factdesk.desk import tenures
from factdesk.errors import BadInput, NotFound
from factdesk.model import Tenure
from factdesk.reference import Office, Reference
from factdesk.reference.countries import fold


@dataclass(frozen=True, slots=True)
class Found:
    """A person or an office: `detail` lists a person's offices, or says that it is a rank.

    `qid` is the item on Wikidata where one is known, and only one.
    """

    kind: str
    name: str
    country: str
    detail: str = ""
    qid: str = ""


def known_to(folder: Path) -> Reference:
    """The bundled table with the desk's own rows. BrokenFile where one of them cannot be used."""
    return reference.load(folder / "tenures.csv")


def show(known: Reference, words: str, country: str = "", at: str = "") -> list[Tenure]:
    """The tenures of a person of that full name and of an office of that title, newest first.

    NotFound where neither is known, or nobody is known to have held it at that time.
    """
    found = _both(known, words, country, at)
    if found:
        return found
    if at and _both(known, words, country, ""):
        raise NotFound(f"{words}: known, but nothing on record for {at}; leave --at out to see all")
    place = f" in {country}" if country else ""
    raise NotFound(
        f"{words}: no person or office of that name{place} is on record; write the full name or the title, "
        "or try `factdesk reference search`"
    )


def _both(known: Reference, words: str, country: str, at: str) -> list[Tenure]:
    as_office = tenures.search(known, "", words, country, at)
    return as_office or tenures.search(known, words, "", country, at)


def search(known: Reference, words: str, country: str = "") -> list[Found]:
    """Offices with all of these words in their title, and people whose name they can be."""
    wanted = set(fold(words).split())
    if not wanted:
        raise BadInput("write a name or a part of a title to search for")
    place = known.country(country) or country.strip()
    every: dict[int, Office] = {}
    named: dict[int, Office] = {}
    for title in known.titles():
        fits = wanted <= set(fold(title).split())
        for office in known.offices(title, place):
            every[office.number] = office
            if fits:
                named[office.number] = office
    offices = (
        Found("office", one.office, one.country, "rank" if one.is_rank else "", one.qid)
        for one in named.values()
        if place in ("", one.country)
    )
    return [
        *_people(known, words, tuple(every.values())),
        *sorted(offices, key=lambda f: (f.country, f.name)),
    ]


def _people(known: Reference, words: str, offices: tuple[Office, ...]) -> list[Found]:
    found = []
    for group in known.tenures(words, offices):
        held = dict.fromkeys(tenure.office for tenure in group)
        person, country = group[0].person, group[0].country
        qids = known.qids(person, country)
        only = qids[0] if len(qids) == 1 else ""
        found.append(Found("person", person, country, ", ".join(held), only))
    return found
