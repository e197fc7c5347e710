"""Whether and which language model may split articles."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from factdesk.errors import BrokenFile
from factdesk.settings import table as tables


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


def llm_of(table: dict[str, Any], path: Path) -> LlmSettings:
    """The table `[llm]`."""
    where = f"{path}: [llm]"
    tables.refuse_secrets(table, where, "FACTDESK_LLM_KEY")
    tables.refuse_unknown(table, set(LlmSettings.__slots__), where)
    found = replace(LlmSettings(), **table)
    tables.yes_or_no(found.enabled, "llm.enabled", path)
    for name, least, most in (
        ("parallel", 1, 16),
        ("batch_characters", 500, 20_000),
        ("timeout_seconds", 1, 3600),
    ):
        tables.whole_number(getattr(found, name), f"llm.{name}", path, least, most)
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
        return f"is {_shown(url)}; that is no web address, check host and port"
    return f"is {_shown(url)}; over http the text could be read on its way: write https"


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
