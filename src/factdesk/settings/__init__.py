"""`claims/desk.toml`: the verdict scale and the options of a desk. One file here for each table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from factdesk.errors import BrokenFile
from factdesk.model import Scale
from factdesk.settings.keys import key
from factdesk.settings.llm import LlmSettings, llm_address_problem, llm_of, llm_word_problem
from factdesk.settings.scale import RESERVED_KEYS, SCALES, scale_of, with_meanings
from factdesk.settings.table import refuse_unknown, table_of, whole_number
from factdesk.settings.team import TeamSettings, team_of
from factdesk.settings.web import (
    ArchiveSettings,
    GoogleFactCheckSettings,
    SearxngSettings,
    WebSettings,
    WikipediaSettings,
    online_of,
)
from factdesk.settings.wikidata import WikidataSettings, wikidata_of

__all__ = [
    "RESERVED_KEYS",
    "SCALES",
    "ArchiveSettings",
    "GoogleFactCheckSettings",
    "LlmSettings",
    "SearxngSettings",
    "Settings",
    "TeamSettings",
    "WebSettings",
    "WikidataSettings",
    "WikipediaSettings",
    "key",
    "llm_address_problem",
    "llm_word_problem",
    "load",
    "with_meanings",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """`tolerance_days` widens each tenure at its edges: named, sworn in and took over differ by days."""

    scale: Scale = SCALES["factdesk"]
    tolerance_days: int = 3
    database_url: str = ""
    team: TeamSettings = field(default_factory=TeamSettings)
    wikidata: WikidataSettings = field(default_factory=WikidataSettings)
    llm: LlmSettings = field(default_factory=LlmSettings)
    web: WebSettings = field(default_factory=WebSettings)
    archive: ArchiveSettings = field(default_factory=ArchiveSettings)
    google_fact_check: GoogleFactCheckSettings = field(default_factory=GoogleFactCheckSettings)
    wikipedia: WikipediaSettings = field(default_factory=WikipediaSettings)
    searxng: SearxngSettings = field(default_factory=SearxngSettings)


_TABLES = (set(Settings.__slots__) - {"tolerance_days", "database_url"}) | {"checks", "database"}


def load(path: Path) -> Settings:
    """The settings in a `desk.toml`; the defaults where there is none."""
    if not path.exists():
        return Settings()
    try:
        given = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenFile(f"{path}: not valid TOML: {error}") from None
    refuse_unknown(given, _TABLES, f"{path}")
    tables = {name: table_of(given, name, path) for name in _TABLES}
    refuse_unknown(tables["checks"], {"tolerance_days"}, f"{path}: [checks]")
    refuse_unknown(tables["database"], {"url"}, f"{path}: [database]")
    tolerance = tables["checks"].get("tolerance_days", Settings().tolerance_days)
    whole_number(tolerance, "checks.tolerance_days", path, 0, 366, " of days")
    return Settings(
        scale=scale_of(tables["scale"], path),
        tolerance_days=tolerance,
        database_url=str(tables["database"].get("url", "")),
        team=team_of(tables["team"], path),
        wikidata=wikidata_of(tables["wikidata"], path),
        llm=llm_of(tables["llm"], path),
        web=online_of(WebSettings(), "web", tables["web"], path),
        archive=online_of(ArchiveSettings(), "archive", tables["archive"], path),
        google_fact_check=online_of(
            GoogleFactCheckSettings(), "google_fact_check", tables["google_fact_check"], path
        ),
        wikipedia=online_of(WikipediaSettings(), "wikipedia", tables["wikipedia"], path),
        searxng=online_of(SearxngSettings(), "searxng", tables["searxng"], path),
    )
