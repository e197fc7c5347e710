"""Who asks on the web, and where people may look claims and sources up; every service is off by default."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from factdesk.errors import BrokenFile
from factdesk.settings import table as tables
from factdesk.settings.llm import llm_address_problem


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`contact` (an address or a page) goes into every request for a page."""

    contact: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """The Internet Archive: whether it may be asked for copies, and to make them (Save Page Now).

    Saving under an account needs its keys, `access:secret`, in the environment variable FACTDESK_ARCHIVE_KEY.
    """

    enabled: bool = False
    available: str = "https://archive.org/wayback/available"
    save: str = "https://web.archive.org/save"


@dataclass(frozen=True, slots=True)
class GoogleFactCheckSettings:
    """Google's Fact Check Tools. The key stands in the environment variable FACTDESK_GOOGLE_KEY."""

    enabled: bool = False
    api: str = "https://factchecktools.googleapis.com/v1alpha1/claims:search"
    language: str = ""


@dataclass(frozen=True, slots=True)
class WikipediaSettings:
    """Which Wikipedia may be searched. Wikidata has settings of its own."""

    enabled: bool = False
    api: str = "https://en.wikipedia.org/w/api.php"


@dataclass(frozen=True, slots=True)
class SearxngSettings:
    """An instance of the search engine SearXNG with its JSON format switched on, perhaps on this machine."""

    enabled: bool = False
    url: str = ""


Online = TypeVar(
    "Online", WebSettings, ArchiveSettings, GoogleFactCheckSettings, WikipediaSettings, SearxngSettings
)
_SECRETS = {"archive": "FACTDESK_ARCHIVE_KEY", "google_fact_check": "FACTDESK_GOOGLE_KEY"}
_ADDRESSES = frozenset(("available", "save", "api", "url"))


def online_of(defaults: Online, name: str, table: dict[str, Any], path: Path) -> Online:
    """The table of that name, read over the defaults of its kind."""
    if variable := _SECRETS.get(name):
        tables.refuse_secrets(table, f"{path}: [{name}]", variable)
    known = set(type(defaults).__slots__)
    tables.refuse_unknown(table, known, f"{path}: [{name}]")
    found = replace(defaults, **table)
    for field in known:
        value = getattr(found, field)
        if field == "enabled":
            tables.yes_or_no(value, f"{name}.enabled", path)
        elif field in _ADDRESSES and value != "":
            tables.web_address(value, f"{name}.{field}", path)
            if problem := llm_address_problem(value):
                raise BrokenFile(f"{path}: {name}.{field} {problem}")
        elif field in ("contact", "language"):
            tables.contact(value, f"{name}.{field}", path)
    if isinstance(found, SearxngSettings) and found.enabled and not found.url:
        raise BrokenFile(f"{path}: searxng.url is blank; write the address of the instance")
    return found
