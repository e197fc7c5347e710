"""Services for look-ups on loopback: Google's Fact Check Tools, MediaWiki, Wikidata's search, SearXNG.

Each answers in the form of its own documentation. Articles, fact-checks and publishers are made up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from factdesk.settings import (
    GoogleFactCheckSettings,
    SearxngSettings,
    Settings,
    WebSettings,
    WikidataSettings,
    WikipediaSettings,
)
from loopback import Answer, Handler, listening

Json = dict[str, Any]

KEY = "AIza-very-secret-0123456789"
GOOGLE, WIKIPEDIA, WIKIDATA, SEARXNG = (
    "/v1alpha1/claims:search",
    "/w/api.php",
    "/wikidata/w/api.php",
    "/searxng/search",
)


def said(told: Any, status: int = 200, **headers: str) -> Answer:
    return Answer(
        status, json.dumps(told).encode(), {name.replace("_", "-"): value for name, value in headers.items()}
    )


def page(words: str, status: int = 200) -> Answer:
    return Answer(status, f"<!doctype html><p>{words}</p>".encode(), {"Content-Type": "text/html"})


def google_error(status: int, message: str, state: str, reason: str = "") -> Answer:
    kind = "type.googleapis.com/google.rpc.ErrorInfo"
    details = [{"@type": kind, "reason": reason, "domain": "googleapis.com"}] if reason else []
    return said({"error": {"code": status, "message": message, "status": state, "details": details}}, status)


def mediawiki_error(code: str, info: str, **headers: str) -> Answer:
    """MediaWiki says its errors with status 200."""
    return said(
        {"error": {"code": code, "info": info, "docref": "See …"}, "servedby": "mw-example"}, **headers
    )


# --- what they know --------------------------------------------------------------------------------


def review(number: int, rating: str = "False", **more: Any) -> Json:
    told = {
        "publisher": {"name": "Example Facts", "site": "facts.example"},
        "url": f"https://facts.example/checks/{number}",
        "title": f"No, the bridge did not cost {number} million",
        "reviewDate": "2026-02-03T00:00:00Z",
        "textualRating": rating,
        "languageCode": "en",
    }
    return told | more


def claim(number: int, *reviews: Json, **more: Any) -> Json:
    told = {"text": f"The bridge in Freedonia cost {number} million", "claimant": "Ann Example"}
    return (
        told | {"claimDate": "2026-01-31T10:00:00Z", "claimReview": list(reviews or [review(number)])} | more
    )


ARTICLES = [
    (11, "Freedonia bridge", 'The <span class="searchmatch">bridge</span> cost &quot;14.2&quot; million', {}),
    (12, "Freedonia", '<span class="searchmatch">Freedonia</span> has 1 bridge', {}),
    (13, "Bridge (disambiguation)", "", {"disambiguation": ""}),
]
ENTITIES = [
    ("Q941013", "Lloyd Austin", "American general"),
    ("Q4806973", "Asim Munir", "Pakistani field marshal"),
]
RESULTS = [
    {
        "url": "https://www.news.example/bridge",
        "title": "Bridge <b>opens</b>",
        "content": "The bridge in Freedonia\nopened.",
        "publishedDate": "2026-01-31T00:00:00",
        "engine": "duckduckgo",
        "engines": ["duckduckgo", "brave"],
        "score": 2.0,
        "category": "general",
    },
    {
        "url": "https://blog.example/b",
        "title": "A blog",
        "content": "",
        "publishedDate": None,
        "engine": "brave",
    },
]


@dataclass
class Server:
    """`scripted` are answers by path, used up first; `asked` are the requests: path, parameters, key."""

    url: str
    claims: list[Json] = field(default_factory=lambda: [claim(14), claim(15)])
    results: list[Any] = field(default_factory=lambda: list(RESULTS))
    silent: list[Any] = field(default_factory=list)
    scripted: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, Json, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    @property
    def settings(self) -> Settings:
        """Everything switched on, and here."""
        return Settings(
            web=WebSettings("desk@news.example"),
            google_fact_check=GoogleFactCheckSettings(True, self.url + GOOGLE),
            wikipedia=WikipediaSettings(True, self.url + WIKIPEDIA),
            wikidata=WikidataSettings(True, api=self.url + WIKIDATA),
            searxng=SearxngSettings(True, self.url + SEARXNG.removesuffix("/search")),
        )

    def script(self, path: str, *answers: Answer) -> None:
        self.scripted[path] = list(answers)

    def answer(self, path: str, params: Json, key: str) -> Answer:
        if waiting := self.scripted.get(path):
            return waiting.pop(0)
        doors = {
            GOOGLE: self._google,
            WIKIPEDIA: self._wikipedia,
            WIKIDATA: self._wikidata,
            SEARXNG: self._searxng,
        }
        return doors[path](params, key) if path in doors else page("Not Found", 404)

    def _google(self, params: Json, key: str) -> Answer:
        if key != KEY:
            message = "API key not valid. Please pass a valid API key."
            return google_error(400, message, "INVALID_ARGUMENT", "API_KEY_INVALID")
        if not params.get("query"):
            return google_error(400, "Request contains an invalid argument.", "INVALID_ARGUMENT")
        size, first = int(params.get("pageSize", 10)), int(params.get("pageToken", "CA0").removeprefix("CA"))
        told: Json = {"claims": self.claims[first : first + size]} if self.claims else {}
        if first + size < len(self.claims):
            told["nextPageToken"] = f"CA{first + size}"
        return said(told)

    def _wikipedia(self, params: Json, key: str) -> Answer:
        """All of the words must stand in an article, as the search of Wikipedia wants it."""
        words = params["srsearch"].casefold().split()
        if len(params["srsearch"]) > 300:
            return mediawiki_error("cirrussearch-query-too-long", "Search request is longer than allowed.")
        found = [one for one in ARTICLES if all(word in f"{one[1]} {one[2]}".casefold() for word in words)]
        search = [
            {
                "ns": 0,
                "title": title,
                "pageid": number,
                "snippet": snippet,
                "timestamp": "2026-02-01T09:00:00Z",
            }
            for number, title, snippet, _ in found
        ]
        pages = [
            {
                "pageid": number,
                "ns": 0,
                "title": title,
                "index": index,
                "canonicalurl": f"https://en.wikipedia.org/wiki/{title.replace(' ', '_')}",
                "extract": f"{title} is an article.",
                **({"pageprops": props} if props else {}),
            }
            for index, (number, title, _, props) in enumerate(reversed(found), 1)
        ]
        query: Json = {"searchinfo": {"totalhits": len(found)}, "search": search}
        return said({"batchcomplete": True, "query": query | ({"pages": pages} if pages else {})})

    def _wikidata(self, params: Json, key: str) -> Answer:
        words = params["search"].casefold()
        hits = [
            {
                "id": qid,
                "title": qid,
                "concepturi": f"http://www.wikidata.org/entity/{qid}",
                "url": f"//www.wikidata.org/wiki/{qid}",
                "label": label,
                "description": about,
                "match": {"type": "label", "language": "en", "text": label},
            }
            for qid, label, about in ENTITIES
            if label.casefold().startswith(words)
        ]
        return said({"searchinfo": {"search": params["search"]}, "search": hits, "success": 1})

    def _searxng(self, params: Json, key: str) -> Answer:
        if params.get("format") != "json":
            return page("SearXNG")
        told = {"query": params["q"], "number_of_results": 0, "results": self.results, "answers": []}
        return said(told | {"suggestions": [], "infoboxes": [], "unresponsive_engines": self.silent})


@contextmanager
def serving() -> Iterator[Server]:
    """The server, on a free port of this machine, until the block ends."""

    class Site(Handler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            params = {name: values[0] for name, values in parse_qs(parts.query).items()}
            key = self.headers.get("X-Goog-Api-Key", "")
            services.asked.append((parts.path, params, key))
            services.agents.add(self.headers["User-Agent"])
            self.give(replace(services.answer(parts.path, params, key)))

    with listening(Site) as url:
        services = Server(url)
        yield services
