"""Wikipedia's search, by the API of MediaWiki."""

from __future__ import annotations

from typing import Any

from factdesk.lookups.answers import MAX_AGE, Told, host, inspector, mediawiki_problem, told, wanted
from factdesk.lookups.hit import Hit, Hits, day, item, items, link, plain
from factdesk.lookups.words import query
from factdesk.settings import WikipediaSettings
from factdesk.web import Client

_MOST = "10"
_FEW_WORDS = 3


class Wikipedia:
    """Searches the text of one Wikipedia, or of another wiki of that kind."""

    name = "wikipedia"

    def __init__(self, client: Client, settings: WikipediaSettings) -> None:
        self._client, self._api = client, settings.api
        site = host(settings.api)
        tongue = site.removesuffix(".wikipedia.org")
        self.label = f"Wikipedia ({tongue})" if tongue != site else site
        self.sends = f"the words to {site}"

    def search(self, words: str) -> Hits:
        """Ten articles at most, best first, with the words around the match and the day of the last edit.

        A wiki finds only articles with all of the words: where there is none, the names and numbers alone
        are looked up, which a remark says. BadInput without words; Unreachable as the client's.
        """
        asked = wanted(words)
        found = self._search(asked)
        fewer = query(asked, most=_FEW_WORDS)
        if found or fewer.casefold() == asked.casefold():
            return found
        found = self._search(fewer)
        return Hits(found, (*found.remarks, f"nothing has all of these words; looked up instead: {fewer}"))

    def _search(self, words: str) -> Hits:
        answer = self._ask(words)
        found = item(answer.json.get("query"))
        pages = {str(one.get("pageid")): one for one in items(found.get("pages"))}
        hits = (self._hit(one, pages.get(str(one.get("pageid")), {})) for one in items(found.get("search")))
        return Hits((hit for hit in hits if hit), (answer.trouble,))

    def _ask(self, words: str) -> Told:
        params = {
            "action": "query",
            "format": "json",
            "formatversion": "2",
            "maxlag": "5",
            "list": "search",
            "srsearch": words,
            "srlimit": _MOST,
            "srprop": "snippet|timestamp",
            # The addresses, beginnings and properties of the same pages, in the same request.
            "generator": "search",
            "gsrsearch": words,
            "gsrlimit": _MOST,
            "prop": "info|extracts|pageprops",
            "inprop": "url",
            "ppprop": "disambiguation",
            "exintro": "1",
            "explaintext": "1",
            "exchars": "300",
            "exlimit": _MOST,
        }
        remedy = "check wikipedia.api in desk.toml (it ends in /w/api.php)"
        check = inspector(self._api, remedy, mediawiki_problem(self._api))
        return told(self._client.get(self._api, params, max_age=MAX_AGE, inspect=check))

    def _hit(self, found: dict[str, Any], page: dict[str, Any]) -> Hit | None:
        title, url = plain(found.get("title"), "title"), link(page.get("canonicalurl") or page.get("fullurl"))
        if not (title and url):
            return None
        snippet = plain(found.get("snippet"), "snippet") or plain(page.get("extract"), "snippet")
        if "disambiguation" in item(page.get("pageprops")):
            snippet = f"(A list of articles with this name.) {snippet}"
        return Hit(self.name, url, title, self.label, day(found.get("timestamp")), snippet)
