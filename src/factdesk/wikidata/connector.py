"""What can be asked of Wikidata."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from factdesk.errors import BadInput, NotFound
from factdesk.settings import WikidataSettings
from factdesk.web import Cache, Client, Clock, Limits, agent, near
from factdesk.wikidata import rows
from factdesk.wikidata import statements as read
from factdesk.wikidata.api import Api
from factdesk.wikidata.statements import Json
from factdesk.wikidata.words import Hit, Row

# A public office has some hundred holders; whoever asks for "general" gets a part, and is told so.
MOST_HOLDERS = 300
# Fifty heads of state with all their statements come to some 20 MB.
_LIMITS = Limits(wire_bytes=60_000_000, body_bytes=60_000_000)
_HOLDERS = """SELECT DISTINCT ?person WHERE {{
  {{ ?person p:P39/ps:P39 wd:{qid} . }} UNION {{ ?person p:P410/ps:P410 wd:{qid} . }}
}} LIMIT {most}"""


class Wikidata:
    """Searches and reads. BadInput where the desk has it switched off; Unreachable where it cannot be had."""

    def __init__(
        self,
        settings: WikidataSettings,
        cache: Path,
        limits: Limits | None = None,
        clock: Clock | None = None,
    ) -> None:
        if not settings.enabled:
            raise BadInput(
                "Wikidata is switched off on this desk; to switch it on write `enabled = true` below "
                "[wikidata] in desk.toml, or set FACTDESK_WIKIDATA=on"
            )
        guard = near(*_written(settings))
        client = Client(agent(settings.contact), Cache(cache), limits or _LIMITS, clock, guard)
        self._api = Api(client, settings)

    @property
    def troubles(self) -> list[str]:
        """What a user must be told of the answers so far: older ones that had to serve, lists cut short."""
        return list(dict.fromkeys(self._api.troubles))

    def people(self, name: str) -> list[Hit]:
        """People whose name or alias begins like this, best first."""
        return self._hits(name, read.is_person)

    def offices(self, title: str) -> list[Hit]:
        """Offices and ranks whose title begins like this, best first."""
        return self._hits(title, read.is_office)

    def tenures(self, qid: str) -> list[Row]:
        """What a person held, or who held an office, every statement of it, deprecated ones too.

        NotFound where there is no such entity. An entity that was merged is read where it is now.
        """
        if not is_qid(qid):
            raise BadInput(f"{qid!r} is no id of Wikidata; it looks like Q42")
        entity = self._api.entities([qid.upper()]).get(qid.upper())
        if entity is None:
            raise NotFound(f"Wikidata has no {qid}; search by name instead")
        if read.is_person(entity):
            return self._rows([entity])
        return self._rows(self._holders(str(entity["id"])), only=str(entity["id"]))

    def _holders(self, office: str) -> list[Json]:
        found = self._api.query(_HOLDERS.format(qid=office, most=MOST_HOLDERS + 1))
        ids = [row["person"].rsplit("/", 1)[-1] for row in found if "person" in row]
        if len(ids) > MOST_HOLDERS:
            self._api.troubles.append(
                f"{office} has more than {MOST_HOLDERS} holders on Wikidata; only so many are read"
            )
        return _once(self._api.entities(filter(is_qid, ids[:MOST_HOLDERS])))

    def _rows(self, people: list[Json], only: str = "") -> list[Row]:
        named = [only] if only else []
        known = self._api.entities(
            [*named, *(qid for person in people for qid in rows.named_in(person, only))]
        )
        places = [qid for entity in known.values() for qid in rows.country_ids(entity)]
        known |= self._api.entities((qid for qid in places if qid not in known), "info|labels")
        return [row for person in people for row in rows.rows(person, known, only)]

    def _hits(self, words: str, fits: Callable[[Json], bool]) -> list[Hit]:
        if not words.strip():
            raise BadInput("write a name or a title to search for")
        found = _once(self._api.entities(self._api.search(words.strip())))
        return [
            Hit(str(one["id"]), read.label(one), read.description(one), read.aliases(one))
            for one in found
            if fits(one)
        ]


def _written(settings: WikidataSettings) -> list[str]:
    """The addresses that an operator wrote: a copy of Wikidata may stand in one's own network."""
    usual = WikidataSettings()
    pairs = ((settings.api, usual.api), (settings.sparql, usual.sparql))
    return [url for url, known in pairs if url != known]


def _once(entities: Mapping[str, Json]) -> list[Json]:
    """Each entity once; two ids may have been merged into one."""
    return list({str(entity["id"]): entity for entity in entities.values()}.values())


def is_qid(text: str) -> bool:
    return re.fullmatch(r"[Qq][1-9]\d{0,11}", text) is not None
