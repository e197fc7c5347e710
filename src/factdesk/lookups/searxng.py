"""An instance of the search engine SearXNG, which asks other engines, perhaps on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factdesk.errors import Refused, Unreachable
from factdesk.lookups.answers import MAX_AGE, host, inspector, told, wanted
from factdesk.lookups.hit import Hit, Hits, day, items, link, plain
from factdesk.settings import SearxngSettings
from factdesk.web import Client

_MOST = 20
_NO_JSON = "switch its JSON on: add `json` to search.formats in the settings.yml of the instance"


class Searxng:
    """Searches the web by that instance, in its first page of results."""

    name = "searxng"
    label = "Web search (SearXNG)"

    def __init__(self, client: Client, settings: SearxngSettings) -> None:
        self._client = client
        self._url = settings.url.rstrip("/").removesuffix("/search") + "/search"
        self.sends = f"the words to {host(self._url)}, which sends them on to the engines it is set up with"

    def search(self, words: str) -> Hits:
        """Twenty results at most, as the instance ranks them; a remark names engines that did not answer.

        BadInput without words; Unreachable, which says what to do, where the instance gives no JSON.
        """
        try:
            answer = told(
                self._client.get(
                    self._url,
                    {"q": wanted(words), "format": "json"},
                    max_age=MAX_AGE,
                    inspect=inspector(self._url, _NO_JSON),
                )
            )
        except Refused as refused:
            raise Unreachable(_meaning(refused, self._url), status=refused.status) from None
        except Unreachable as error:
            if error.status != 429:
                raise
            limiter = "its limiter refuses programs: let this machine through in its limiter.toml"
            raise Unreachable(f"{error}; {limiter}", passing=True, status=429) from None
        hits = [hit for one in items(answer.json.get("results")) if (hit := _hit(one))]
        return Hits(list(dict.fromkeys(hits))[:_MOST], (answer.trouble, _silent(answer.json)))


def _meaning(refused: Refused, url: str) -> str:
    if refused.status == 403:
        return f"{url}: answered 403; {_NO_JSON}"
    if refused.status == 404:
        return f"{url}: there is no search at this address; correct searxng.url in desk.toml"
    return str(refused)


def _silent(answer: Mapping[str, Any]) -> str:
    """Which engines did not answer; each is named with a reason, or by name alone in older versions."""
    names = list(dict.fromkeys(_engines(answer.get("unresponsive_engines"))))
    return f"did not answer: {', '.join(names[:10])}" if names else ""


def _engines(given: Any) -> Iterator[str]:
    for one in given if isinstance(given, list) else ():
        parts = [plain(part) for part in (one if isinstance(one, list) else [one])]
        if parts and parts[0]:
            yield f"{parts[0]} ({parts[1]})" if len(parts) > 1 and parts[1] else parts[0]


def _hit(found: dict[str, Any]) -> Hit | None:
    url = link(found.get("url"))
    if not url:
        return None
    return Hit(
        Searxng.name,
        url,
        plain(found.get("title"), "title") or url,
        host(url).removeprefix("www."),
        day(found.get("publishedDate")),
        plain(found.get("content"), "snippet"),
    )
