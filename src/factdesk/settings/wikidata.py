"""Whether and how Wikidata may be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from factdesk.settings import table as tables


@dataclass(frozen=True, slots=True)
class WikidataSettings:
    """Whether and how Wikidata may be asked. `contact` (an address or a page) goes into every request.

    Answers younger than `max_age_days` are not asked for again.
    """

    enabled: bool = False
    contact: str = ""
    api: str = "https://www.wikidata.org/w/api.php"
    sparql: str = "https://query.wikidata.org/sparql"
    max_age_days: int = 7


def wikidata_of(table: dict[str, Any], path: Path) -> WikidataSettings:
    """The table `[wikidata]`."""
    tables.refuse_unknown(table, set(WikidataSettings.__slots__), f"{path}: [wikidata]")
    found = replace(WikidataSettings(), **table)
    tables.yes_or_no(found.enabled, "wikidata.enabled", path)
    tables.whole_number(found.max_age_days, "wikidata.max_age_days", path, 0, 3650, " of days")
    tables.web_address(found.api, "wikidata.api", path)
    tables.web_address(found.sparql, "wikidata.sparql", path)
    tables.contact(found.contact, "wikidata.contact", path)
    return found
