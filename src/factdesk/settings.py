"""`claims/desk.toml`: the verdict scale and the options of a desk."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from factdesk.errors import BrokenFile
from factdesk.model import STANDS_FOR, Label, Scale

# Keys that the review page uses itself; see the help on `?` there.
RESERVED_KEYS = frozenset("jkursnpeay?/")

# Colours keep 4.5:1 against white; the review page lightens them for the dark theme.
_PRESETS = {
    "factdesk": (
        ("Supported", "1", "#1a7f37", "✓", "The evidence shows that the claim is true.", "supported"),
        ("Refuted", "2", "#cf222e", "✗", "The evidence shows that the claim is false.", "refuted"),
        (
            "Outdated",
            "3",
            "#8a4b00",
            "↶",
            "It was true once, but not at the time the article speaks of.",
            "outdated",
        ),
        ("Not enough evidence", "4", "#57606a", "?", "What was found settles it neither way."),
        ("Conflicting evidence", "5", "#8250df", "±", "Good sources disagree, or it depends on the reading."),
        (
            "Not checkable",
            "6",
            "#0969a8",
            "–",
            "An opinion, a wish or a forecast: no evidence can settle it.",
        ),
    ),
    "averitec": (
        ("Supported", "1", "#1a7f37", "✓", "The evidence supports the claim.", "supported"),
        ("Refuted", "2", "#cf222e", "✗", "The evidence refutes the claim.", "refuted"),
        ("Not Enough Evidence", "3", "#57606a", "?", "No sufficient evidence was found."),
        (
            "Conflicting Evidence/Cherrypicking",
            "4",
            "#8250df",
            "±",
            "Evidence points both ways, or the claim picks only what suits it.",
        ),
    ),
    "politifact": (
        ("True", "1", "#1a7f37", "✓", "Accurate, nothing significant is missing.", "supported"),
        ("Mostly True", "2", "#4d7c0f", "≈", "Accurate, but needs clarification."),
        ("Half True", "3", "#8a6100", "±", "Partly accurate; leaves out details or context."),
        ("Mostly False", "4", "#b45309", "∓", "An element of truth; ignores critical facts."),
        ("False", "5", "#cf222e", "✗", "Not accurate.", "refuted"),
        ("Pants on Fire", "6", "#86198f", "!", "Not accurate, and ridiculous."),
    ),
    "true-false": (
        ("True", "1", "#1a7f37", "✓", "The evidence shows that it is true.", "supported"),
        ("False", "2", "#cf222e", "✗", "The evidence shows that it is false.", "refuted"),
        ("Unproven", "3", "#57606a", "?", "The evidence shows neither."),
    ),
}
SCALES = {name: Scale(name, tuple(Label(*row) for row in rows)) for name, rows in _PRESETS.items()}


def with_meanings(scale: Scale) -> Scale:
    """The preset where a scale has just its labels: what was written before labels stood for something."""
    bare = [replace(label, stands_for="") for label in scale.labels]
    for preset in SCALES.values():
        if bare == [replace(label, stands_for="") for label in preset.labels]:
            return Scale(scale.name, preset.labels)
    return scale


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


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Whether and which language model may split articles. Its key stands in the environment, never here.

    `price_in` and `price_out` are per million tokens, None where cost is not to be told. At most `parallel`
    requests of about `batch_characters` of the article run at once; each may take `timeout_seconds`.
    """

    enabled: bool = False
    base_url: str = ""
    model: str = ""
    price_in: float | None = None
    price_out: float | None = None
    currency: str = "USD"
    parallel: int = 2
    batch_characters: int = 3000
    timeout_seconds: int = 120


@dataclass(frozen=True, slots=True)
class Settings:
    """`tolerance_days` widens each tenure at its edges: named, sworn in and took over differ by days."""

    scale: Scale = SCALES["factdesk"]
    tolerance_days: int = 3
    database_url: str = ""
    wikidata: WikidataSettings = WikidataSettings()
    llm: LlmSettings = LlmSettings()


def load(path: Path) -> Settings:
    """The settings in a `desk.toml`; the defaults where there is none."""
    if not path.exists():
        return Settings()
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenFile(f"{path}: not valid TOML: {error}") from None
    _refuse_unknown(table, {"scale", "checks", "database", "wikidata", "llm"}, f"{path}")
    checks, database = _table(table, "checks", path), _table(table, "database", path)
    _refuse_unknown(checks, {"tolerance_days"}, f"{path}: [checks]")
    _refuse_unknown(database, {"url"}, f"{path}: [database]")
    tolerance = checks.get("tolerance_days", Settings().tolerance_days)
    if type(tolerance) is not int or not 0 <= tolerance <= 366:
        raise BrokenFile(
            f"{path}: checks.tolerance_days is {tolerance!r}; write a whole number of days, 0 to 366"
        )
    return Settings(
        scale=_scale(_table(table, "scale", path), path),
        tolerance_days=tolerance,
        database_url=str(database.get("url", "")),
        wikidata=_wikidata(_table(table, "wikidata", path), path),
        llm=_llm(_table(table, "llm", path), path),
    )


def _wikidata(table: dict[str, Any], path: Path) -> WikidataSettings:
    _refuse_unknown(table, set(WikidataSettings.__slots__), f"{path}: [wikidata]")
    found = replace(WikidataSettings(), **table)
    if type(found.enabled) is not bool:
        raise BrokenFile(f"{path}: wikidata.enabled is {found.enabled!r}; write true or false")
    if type(found.max_age_days) is not int or not 0 <= found.max_age_days <= 3650:
        raise BrokenFile(
            f"{path}: wikidata.max_age_days is {found.max_age_days!r}; write whole days, 0 to 3650"
        )
    for name, url in (("api", found.api), ("sparql", found.sparql)):
        if not isinstance(url, str) or not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", url):
            raise BrokenFile(f"{path}: wikidata.{name} is {url!r}; write a web address without ? and #")
    contact = found.contact
    if not isinstance(contact, str) or not contact.isascii() or (contact and not contact.isprintable()):
        raise BrokenFile(
            f"{path}: wikidata.contact is {contact!r}; write an e-mail address or a web page in plain letters"
        )
    return found


def _llm(table: dict[str, Any], path: Path) -> LlmSettings:
    where = f"{path}: [llm]"
    if keys := [name for name in table if re.search(r"key|token|secret|password", name, re.IGNORECASE)]:
        raise BrokenFile(
            f"{where}: {keys[0]!r} does not belong here, for desk.toml is shared; delete the line, set the "
            "environment variable FACTDESK_LLM_KEY, and change the key if others have seen this file"
        )
    _refuse_unknown(table, set(LlmSettings.__slots__), where)
    found = replace(LlmSettings(), **table)
    if type(found.enabled) is not bool:
        raise BrokenFile(f"{path}: llm.enabled is {found.enabled!r}; write true or false")
    for name, least, most in (
        ("parallel", 1, 16),
        ("batch_characters", 500, 20_000),
        ("timeout_seconds", 1, 3600),
    ):
        value = getattr(found, name)
        if type(value) is not int or not least <= value <= most:
            raise BrokenFile(f"{path}: llm.{name} is {value!r}; write a whole number, {least} to {most}")
    for name in ("price_in", "price_out"):
        value = getattr(found, name)
        if value is not None and (type(value) not in (int, float) or not 0 <= value < 1e6):
            raise BrokenFile(f"{path}: llm.{name} is {value!r}; write the price of a million tokens")
    if (found.price_in is None) != (found.price_out is None):
        raise BrokenFile(f"{path}: llm.price_in and llm.price_out go together; write both")
    for name, problem in (
        ("base_url", llm_address_problem(found.base_url) if found.base_url != "" else ""),
        ("model", llm_word_problem(found.model) if found.model != "" else ""),
        ("currency", llm_word_problem(found.currency)),
    ):
        if problem:
            raise BrokenFile(f"{path}: llm.{name} {problem}")
    return found


def llm_address_problem(url: object) -> str:
    """Why an address cannot be that of a language model, as the end of a sentence; blank where it can.

    A text and a key go there: without encryption only to this machine or its own network.
    """
    if not isinstance(url, str) or not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", url):
        return f"is {_shown(url)}; write a web address without ?, # and @, such as http://localhost:11434/v1"
    try:
        parts = urlsplit(url)
        if parts.port != 0 and (parts.scheme == "https" or _is_near(parts.hostname or "")):
            return ""
    except ValueError:
        return f"is {url!r}; that is no web address, check host and port"
    return f"is {url!r}; over http the text could be read on its way: write https"


def _shown(url: object) -> str:
    """An address as a message may show it: what stands before an @ may be a password."""
    return "an address with a name or a password in it" if "@" in str(url) else repr(url)


def _is_near(host: str) -> bool:
    """Whether a host is this machine or in its own network, by its address or the form of its name."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return bool(host) and (
            "." not in host or host.endswith((".localhost", ".local", ".lan", ".internal"))
        )
    return address.is_loopback or address.is_private or address.is_link_local


def llm_word_problem(word: object) -> str:
    """Why a word cannot name a model or a currency, as the end of a sentence; blank where it can."""
    if isinstance(word, str) and word.isprintable() and word == word.strip() and 0 < len(word) <= 200:
        return ""
    return f"is {word!r}; write its name"


def _table(tables: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        raise BrokenFile(f"{path}: {name} is {table!r}; write it as a table, [{name}] and its lines below")
    return table


def _refuse_unknown(table: dict[str, Any], known: set[str], where: str) -> None:
    """A misspelt setting would otherwise be ignored in silence."""
    if unknown := sorted(set(table) - known):
        raise BrokenFile(
            f"{where}: {unknown[0]!r} is no setting; the settings are {', '.join(sorted(known))}"
        )


def _scale(table: dict[str, Any], path: Path) -> Scale:
    _refuse_unknown(table, {"preset", "name", "labels"}, f"{path}: [scale]")
    if "labels" not in table:
        name = table.get("preset", "factdesk")
        if not isinstance(name, str) or name not in SCALES:
            raise BrokenFile(
                f"{path}: scale.preset is {name!r}; choose one of {', '.join(SCALES)}, or list labels"
            )
        return SCALES[name]
    rows = table["labels"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BrokenFile(f"{path}: scale.labels must be tables; write [[scale.labels]] and the lines of each")
    labels = tuple(_label(row, number, path) for number, row in enumerate(rows, 1))
    for what, values in (
        ("name", [label.name.casefold() for label in labels]),
        ("key", [label.key for label in labels]),
        ("stands_for", [label.stands_for for label in labels if label.stands_for]),
    ):
        if len(set(values)) < len(values):
            raise BrokenFile(f"{path}: two labels of the scale have the same {what}; give each its own")
    if len(labels) < 2:
        raise BrokenFile(f"{path}: a scale needs at least two labels")
    return Scale(str(table.get("name", "own")), labels)


def _label(row: dict[str, Any], number: int, path: Path) -> Label:
    where = f"{path}: scale label {number}"
    _refuse_unknown(row, {"name", "key", "colour", "symbol", "meaning", "stands_for"}, where)
    name = str(row.get("name", "")).strip()
    key = str(row.get("key", number))
    colour = str(row.get("colour", "#57606a"))
    if not name:
        raise BrokenFile(f'{where} has no name; write name = "…"')
    if len(key) != 1 or key.lower() in RESERVED_KEYS or key.isspace():
        raise BrokenFile(
            f"{where} ({name}): key {key!r} cannot be used; choose one character other than "
            f"{' '.join(sorted(RESERVED_KEYS))}"
        )
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise BrokenFile(f"{where} ({name}): colour {colour!r} is not of the form #1a7f37")
    stands_for = row.get("stands_for", "")
    if stands_for not in ("", *STANDS_FOR):
        raise BrokenFile(
            f"{where} ({name}): stands_for {stands_for!r} is not known; choose one of "
            f"{', '.join(STANDS_FOR)}, or leave it out"
        )
    symbol, meaning = str(row.get("symbol", name[0])), str(row.get("meaning", ""))
    return Label(name, key, colour, symbol, meaning, stands_for)
