"""The two doors of Wikidata: the action API, and the query service for lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from factdesk.errors import NotFound, Unreachable
from factdesk.settings import WikidataSettings
from factdesk.web import Client, Passing

Json = Mapping[str, Any]

# "mul" holds the names that are the same in all languages; many people have no English label any more.
LANGUAGES = "en|mul"
BATCH = 50
_PASSING = {"maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryError"}


class Api:
    """Asks, and turns every refusal into an error of ours. `troubles` says where an old answer served."""

    def __init__(self, client: Client, settings: WikidataSettings) -> None:
        self._client, self._settings = client, settings
        self.troubles: list[str] = []

    def search(self, words: str) -> list[str]:
        """The ids of items with a label or alias that begins with these words, best first; 20 at most."""
        found = self._ask(
            action="wbsearchentities", search=words, language="en", uselang="en", type="item", limit="20"
        )
        return [str(hit["id"]) for hit in found.get("search", ())]

    def entities(
        self, ids: Iterable[str], props: str = "info|labels|descriptions|aliases|claims"
    ) -> dict[str, Json]:
        """Entities by the id that was asked for; a merged entity is the one that it was merged into.

        Ids that Wikidata does not have are missing.
        """
        found: dict[str, Json] = {}
        wanted = list(dict.fromkeys(ids))
        for first in range(0, len(wanted), BATCH):
            answer = self._ask(
                action="wbgetentities",
                ids="|".join(wanted[first : first + BATCH]),
                props=props,
                languages=LANGUAGES,
            )
            for asked, entity in answer.get("entities", {}).items():
                if "missing" not in entity:
                    found[asked] = found[entity.get("redirects", {}).get("from", asked)] = entity
        return found

    def query(self, sparql: str) -> list[dict[str, str]]:
        """The rows of a query, each value by its variable's name."""
        answer = self._get(
            self._settings.sparql, {"query": sparql, "format": "json"}, "application/sparql-results+json"
        )
        rows = answer.get("results", {}).get("bindings", ())
        return [{name: str(cell["value"]) for name, cell in row.items()} for row in rows]

    def _ask(self, **params: str) -> Json:
        return self._get(self._settings.api, {**params, "format": "json"}, "application/json")

    def _get(self, url: str, params: Mapping[str, str], accept: str) -> Json:
        reply = self._client.get(
            url,
            params,
            max_age=timedelta(days=self._settings.max_age_days),
            accept=accept,
            inspect=lambda body: _inspect(url, body),
        )
        if reply.trouble:
            self.troubles.append(reply.trouble)
        found: Json = json.loads(reply.body)
        return found


def _inspect(url: str, body: bytes) -> Passing | None:
    """Wikidata says its errors in the body of an answer with status 200."""
    try:
        answer = json.loads(body)
    except ValueError:
        # The query service breaks off like this, with status 200, after a minute of work.
        if b"TimeoutException" in body:
            raise Unreachable(f"{url}: ran out of time over this list; try later", passing=True) from None
        return Passing("the answer is no whole JSON")
    if not isinstance(answer, dict):
        raise Unreachable(f"{url}: the answer is JSON of another form; check the address")
    error = answer.get("error")
    if not isinstance(error, dict):
        return None
    code, info = str(error.get("code", "")), str(error.get("info", ""))
    if code in _PASSING:
        return Passing(f"{code}: {info}")
    if code == "no-such-entity":
        raise NotFound(f"Wikidata has no {error.get('id') or 'entity of that id'}; search by name instead")
    raise Unreachable(f"{url}: refused the question ({code}: {info}); check the address, or ask less")
