"""Wikidata's search for people, places, offices and other entities by name."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from factdesk.lookups.answers import Told, host, inspector, mediawiki_problem, told, wanted
from factdesk.lookups.hit import Hit, Hits, items, plain
from factdesk.settings import WikidataSettings
from factdesk.web import Client

_MOST_NAMES = 4
_MOST = "5"
_PAGE = "https://www.wikidata.org/wiki"


class WikidataEntities:
    """Searches the names in a claim. Wikidata finds by how a label or alias begins, not by free words."""

    name = "wikidata"
    label = "Wikidata"

    def __init__(self, client: Client, settings: WikidataSettings) -> None:
        self._client, self._settings = client, settings
        self.sends = f"the names among the words to {host(settings.api)}"

    def search(self, words: str) -> Hits:
        """Five entities at most for each of four names. BadInput: no words; Unreachable: as the client."""
        found, remarks = Hits(), []
        for name in names(wanted(words)):
            answer = self._ask(name)
            remarks.append(answer.trouble)
            found += [hit for one in items(answer.json.get("search")) if (hit := _hit(one))]
        return Hits(dict.fromkeys(found), remarks)

    def _ask(self, name: str) -> Told:
        url = self._settings.api
        check = inspector(url, "check wikidata.api in desk.toml", mediawiki_problem(url))
        params = {
            "action": "wbsearchentities",
            "format": "json",
            "maxlag": "5",
            "search": name,
            "language": "en",
            "uselang": "en",
            "type": "item",
            "limit": _MOST,
        }
        age = timedelta(days=self._settings.max_age_days)
        return told(self._client.get(url, params, max_age=age, inspect=check))


def names(words: str) -> list[str]:
    """The runs of capitalised words, longest first; the words themselves where there is none.

    >>> names("field marshal Asim Munir visited Washington")
    ['Asim Munir', 'Washington']
    """
    runs = re.findall(r"\b[^\W\d_a-z][\w.’'-]*(?:\s+[^\W\d_a-z][\w.’'-]*)*", words)
    tidy = dict.fromkeys(run.rstrip(".’'-") for run in runs)
    found = sorted((run for run in tidy if len(run) > 1), key=lambda run: -len(run.split()))
    return found[:_MOST_NAMES] or [words]


def _hit(found: dict[str, Any]) -> Hit | None:
    qid = plain(found.get("id"))
    if not re.fullmatch(r"Q[1-9]\d{0,11}", qid):
        return None
    label = plain(found.get("label"), "title") or qid
    return Hit(
        WikidataEntities.name,
        f"{_PAGE}/{qid}",
        f"{label} ({qid})" if label != qid else qid,
        "Wikidata",
        snippet=plain(found.get("description"), "snippet"),
    )
