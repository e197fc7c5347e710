"""The look-ups that a desk has switched on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from factdesk import web
from factdesk.lookups.answers import ANSWER_BYTES
from factdesk.lookups.google import KEY, GoogleFactCheck
from factdesk.lookups.hit import Hits
from factdesk.lookups.searxng import Searxng
from factdesk.lookups.wikidata import WikidataEntities
from factdesk.lookups.wikipedia import Wikipedia
from factdesk.settings import Settings, key

_LIMITS = web.Limits(read_seconds=15, total_seconds=40, wire_bytes=ANSWER_BYTES, body_bytes=ANSWER_BYTES)


class Connector(Protocol):
    """A service that claims can be looked up at.

    `name` is that of its table in desk.toml, `label` is for people, and `sends` says what leaves the machine
    and where to: show it before the first search.
    """

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def sends(self) -> str: ...
    def search(self, words: str) -> Hits: ...


def connectors(
    settings: Settings,
    cache: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    limits: web.Limits | None = None,
    clock: web.Clock | None = None,
) -> list[Connector]:
    """Those that are switched on, fact-checks first. Answers are kept in the folder `cache`.

    BadInput where a key in the environment cannot be one.
    """

    def client(guard: web.Guard | None = None) -> web.Client:
        kept = web.Cache(cache) if cache else None
        return web.Client(web.agent(_contact(settings)), kept, limits or _LIMITS, clock, guard)

    def switched_on() -> Iterator[Connector]:
        if settings.google_fact_check.enabled:
            yield GoogleFactCheck(client(), settings.google_fact_check, key(KEY, environ))
        if settings.wikipedia.enabled:
            yield Wikipedia(client(), settings.wikipedia)
        if settings.wikidata.enabled:
            yield WikidataEntities(client(), settings.wikidata)
        if settings.searxng.enabled:
            yield Searxng(client(web.near(settings.searxng.url)), settings.searxng)

    return list(switched_on())


def _contact(settings: Settings) -> str:
    return settings.web.contact or settings.wikidata.contact
