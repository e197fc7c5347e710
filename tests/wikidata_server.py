"""A Wikidata on loopback: answers in the forms of the action API and of the query service.

Ids of people, offices, countries and properties are Wikidata's own, but that of field marshal was not
looked up. Statement ids, hashes and the dates of edits are made up; so is everything whose name says
"example".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback import Answer, Handler, listening

Json = dict[str, Any]

AUSTIN, MILLEY, HEGSETH, MUNIR = "Q941013", "Q6766465", "Q7172014", "Q4806973"
SECRETARY_OF_DEFENSE, CHAIRMAN, CHIEF_OF_ARMY_STAFF = "Q735015", "Q1763459", "Q5097006"
GENERAL, FIELD_MARSHAL = "Q83460", "Q7821620"
UNITED_STATES, PAKISTAN = "Q30", "Q843"
ACTING, HUMAN, POSITION, MILITARY_RANK = "Q4676846", "Q5", "Q4164871", "Q56019"
GREGORIAN, JULIAN = "Q1985727", "Q1985786"
EDITED = "2026-03-01T12:00:00Z"


# --- the parts of an entity ------------------------------------------------------------------------


def item(prop: str, qid: str) -> Json:
    value = {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}
    return _snak(prop, "wikibase-item", {"value": value, "type": "wikibase-entityid"})


def time_of(prop: str, text: str, precision: int = 11, calendar: str = GREGORIAN) -> Json:
    value = {
        "time": text,
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": precision,
        "calendarmodel": f"http://www.wikidata.org/entity/{calendar}",
    }
    return _snak(prop, "time", {"value": value, "type": "time"})


def day(prop: str, iso: str) -> Json:
    return time_of(prop, f"+{iso}T00:00:00Z")


def link(prop: str, url: str) -> Json:
    return _snak(prop, "url", {"value": url, "type": "string"})


def text(prop: str, words: str) -> Json:
    return _snak(prop, "string", {"value": words, "type": "string"})


def unknown(prop: str, kind: str = "somevalue") -> Json:
    """A snak of an unknown value (`somevalue`), or of none (`novalue`)."""
    return {"snaktype": kind, "property": prop, "hash": "0" * 40, "datatype": "time"}


def _snak(prop: str, datatype: str, value: Json) -> Json:
    return {
        "snaktype": "value",
        "property": prop,
        "hash": "0" * 40,
        "datavalue": value,
        "datatype": datatype,
    }


def statement(main: Json, *qualifiers: Json, rank: str = "normal", references: tuple[Json, ...] = ()) -> Json:
    grouped: dict[str, list[Json]] = {}
    for snak in qualifiers:
        grouped.setdefault(snak["property"], []).append(snak)
    found: Json = {"mainsnak": main, "type": "statement", "id": "", "rank": rank}
    if grouped:
        found |= {"qualifiers": grouped, "qualifiers-order": list(grouped)}
    if references:
        snaks = {snak["property"]: [snak] for snak in references}
        found["references"] = [{"hash": "1" * 40, "snaks": snaks, "snaks-order": list(snaks)}]
    return found


def entity(
    qid: str,
    label: str,
    *statements: Json,
    about: str = "",
    aliases: tuple[str, ...] = (),
    tongue: str = "en",
) -> Json:
    claims: dict[str, list[Json]] = {}
    for number, one in enumerate(statements):
        claims.setdefault(one["mainsnak"]["property"], []).append(
            one | {"id": f"{qid}$00000000-0000-4000-8000-{number:012d}"}
        )
    return {
        "pageid": int(qid[1:]),
        "ns": 0,
        "title": qid,
        "lastrevid": 1,
        "modified": EDITED,
        "type": "item",
        "id": qid,
        "labels": {tongue: {"language": tongue, "value": label}},
        "descriptions": {"en": {"language": "en", "value": about}} if about else {},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else {},
        # An empty map comes as an empty list.
        "claims": claims or [],
    }


def person(qid: str, name: str, *statements: Json, **more: Any) -> Json:
    return entity(qid, name, statement(item("P31", HUMAN)), *statements, **more)


def office(qid: str, title: str, country: str = "", **more: Any) -> Json:
    where = [statement(item("P1001", country))] if country else []
    return entity(qid, title, statement(item("P31", POSITION)), *where, **more)


# --- the people of the sample article --------------------------------------------------------------

THE_HILL = "https://thehill.com/policy/defense/535426-austin-sworn-in-as-nations-first-black-pentagon-chief"

KNOWN = [
    person(
        AUSTIN,
        "Lloyd Austin",
        statement(
            item("P39", SECRETARY_OF_DEFENSE),
            day("P580", "2021-01-22"),
            day("P582", "2025-01-20"),
            text("P1545", "28"),
            item("P1366", HEGSETH),
            rank="preferred",
            references=(link("P854", THE_HILL),),
        ),
        about="American general and politician",
        aliases=("Lloyd J. Austin III",),
    ),
    person(
        MILLEY,
        "Mark Milley",
        statement(item("P39", CHAIRMAN), day("P580", "2019-10-01"), day("P582", "2023-09-30")),
        about="American general",
    ),
    person(
        HEGSETH,
        "Pete Hegseth",
        statement(item("P39", SECRETARY_OF_DEFENSE), day("P580", "2025-01-25"), item("P1365", AUSTIN)),
        about="American politician",
        tongue="mul",
    ),
    person(
        MUNIR,
        "Asim Munir",
        statement(item("P27", PAKISTAN)),
        statement(item("P39", CHIEF_OF_ARMY_STAFF), day("P580", "2022-11-29")),
        statement(item("P410", FIELD_MARSHAL), day("P580", "2025-05-20"), unknown("P582", "novalue")),
        statement(item("P410", GENERAL), time_of("P580", "+2022-11-00T00:00:00Z", 10), unknown("P582")),
        about="Pakistani field marshal",
        aliases=("Syed Asim Munir",),
    ),
    office(SECRETARY_OF_DEFENSE, "United States Secretary of Defense", UNITED_STATES, about="cabinet office"),
    office(CHAIRMAN, "Chairman of the Joint Chiefs of Staff", UNITED_STATES),
    office(CHIEF_OF_ARMY_STAFF, "Chief of Army Staff", PAKISTAN, about="head of the Pakistan Army"),
    entity(FIELD_MARSHAL, "field marshal", statement(item("P31", MILITARY_RANK))),
    entity(GENERAL, "general", statement(item("P31", MILITARY_RANK))),
    entity(UNITED_STATES, "United States", statement(item("P31", "Q3624078"))),
    entity(PAKISTAN, "Pakistan", statement(item("P31", "Q3624078"))),
    entity(ACTING, "acting"),
]


# --- the server ------------------------------------------------------------------------------------


class Server:
    """`scripted` answers are used up first, one a request; `asked` lists the parameters of every request."""

    def __init__(self, url: str) -> None:
        self.api, self.sparql = f"{url}/w/api.php", f"{url}/sparql"
        self.entities: dict[str, Json] = {one["id"]: one for one in KNOWN}
        self.merged: dict[str, str] = {}
        self.scripted: list[Answer] = []
        self.asked: list[dict[str, str]] = []
        self.agents: set[str] = set()

    def add(self, *entities: Json) -> None:
        self.entities |= {one["id"]: one for one in entities}

    def answer(self, path: str, params: dict[str, str]) -> Answer:
        if self.scripted:
            return self.scripted.pop(0)
        doors: dict[str, Callable[[dict[str, str]], Json]] = {
            "wbsearchentities": self._search,
            "wbgetentities": self._get,
        }
        door = self._query if path == "/sparql" else doors.get(params.get("action", ""))
        return Answer(body=json.dumps(door(params)).encode()) if door else Answer(404, b"nothing here")

    def _search(self, params: dict[str, str]) -> Json:
        words = params["search"].casefold()
        hits = []
        for qid, one in self.entities.items():
            names = [part["value"] for part in one["labels"].values()]
            names += [part["value"] for parts in one["aliases"].values() for part in parts]
            if match := next((name for name in names if name.casefold().startswith(words)), None):
                hits.append(
                    {
                        "id": qid,
                        "title": qid,
                        "pageid": one["pageid"],
                        "repository": "wikidata",
                        "url": f"//www.wikidata.org/wiki/{qid}",
                        "concepturi": f"http://www.wikidata.org/entity/{qid}",
                        "label": names[0],
                        "match": {"type": "label", "language": "en", "text": match},
                    }
                )
        return {"searchinfo": {"search": params["search"]}, "search": hits, "success": 1}

    def _get(self, params: dict[str, str]) -> Json:
        asked = params["ids"].split("|")
        if len(asked) > 50:
            return refusal("toomanyvalues", 'Too many values supplied for parameter "ids". The limit is 50.')
        if beyond := [qid for qid in asked if int(qid[1:]) > 2_147_483_647]:
            info = f'Could not find an entity with the ID "{beyond[0]}".'
            return refusal("no-such-entity", info, id=beyond[0])
        return {"entities": {qid: self._one(qid) for qid in asked}, "success": 1}

    def _one(self, qid: str) -> Json:
        if target := self.merged.get(qid):
            return {"redirects": {"from": qid, "to": target}, **self.entities[target]}
        return self.entities.get(qid, {"id": qid, "missing": ""})

    def _query(self, params: dict[str, str]) -> Json:
        wanted = params["query"].split("wd:")[1].split()[0]
        found = [
            qid
            for qid, one in self.entities.items()
            for prop in ("P39", "P410")
            for held in (one["claims"] or {}).get(prop, ())
            if held["mainsnak"].get("datavalue", {}).get("value", {}).get("id") == wanted
        ]
        return bindings(dict.fromkeys(found))


def refusal(code: str, info: str, **more: Any) -> Json:
    """How the API refuses, with status 200."""
    told = {"code": code, "info": info, **more, "*": "See https://www.wikidata.org/w/api.php for API usage."}
    return {"error": told, "servedby": "mw-api-ext.eqiad.main-example"}


def bindings(people: Any) -> Json:
    rows = [{"person": {"type": "uri", "value": f"http://www.wikidata.org/entity/{qid}"}} for qid in people]
    return {"head": {"vars": ["person"]}, "results": {"bindings": rows}}


@contextmanager
def serving() -> Iterator[Server]:
    """The server, on a free port of this machine, until the block ends."""

    class Site(Handler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = {name: values[0] for name, values in parse_qs(parts.query).items()}
            wikidata.asked.append(params)
            wikidata.agents.add(self.headers["User-Agent"])
            self.give(wikidata.answer(parts.path, params))

    with listening(Site) as url:
        wikidata = Server(url)
        yield wikidata
