"""Which model may be asked, and with which key: the desk's settings and the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from factdesk.errors import BadInput
from factdesk.settings import LlmSettings, key, llm_address_problem, llm_word_problem

SWITCH, BASE_URL, MODEL, KEY = (
    "FACTDESK_LLM",
    "FACTDESK_LLM_BASE_URL",
    "FACTDESK_LLM_MODEL",
    "FACTDESK_LLM_KEY",
)
_SWITCH = {"on": True, "off": False, "true": True, "false": False, "1": True, "0": False}


@dataclass(frozen=True, slots=True)
class Access:
    """A model that may be asked. The key is blank where the server wants none; it is never shown."""

    settings: LlmSettings
    key: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """Where the texts go: host and port."""
        return urlsplit(self.settings.base_url).netloc

    @property
    def url(self) -> str:
        return self.settings.base_url.rstrip("/").removesuffix("/chat/completions") + "/chat/completions"


def switched(settings: LlmSettings, environ: Mapping[str, str] = os.environ) -> LlmSettings:
    """The settings with what the environment says, which goes first. BadInput: it cannot be read."""
    told = environ.get(SWITCH, "").strip().casefold()
    if told and told not in _SWITCH:
        raise BadInput(f"{SWITCH} is {told!r}; write on or off")
    base_url, model = environ.get(BASE_URL, "").strip(), environ.get(MODEL, "").strip()
    if base_url and (problem := llm_address_problem(base_url)):
        raise BadInput(f"{BASE_URL} {problem}")
    if model and (problem := llm_word_problem(model)):
        raise BadInput(f"{MODEL} {problem}")
    return replace(
        settings,
        enabled=_SWITCH.get(told, settings.enabled),
        base_url=base_url or settings.base_url,
        model=model or settings.model,
    )


def access(settings: LlmSettings, environ: Mapping[str, str] = os.environ) -> Access:
    """The model that may be asked. BadInput where it is switched off, or address or model are missing."""
    found = switched(settings, environ)
    if not found.enabled:
        raise BadInput(
            "the language model is switched off on this desk; to switch it on write `enabled = true` below "
            f"[llm] in desk.toml, or set {SWITCH}=on"
        )
    for value, what, variable in (
        (found.base_url, "base_url", BASE_URL),
        (found.model, "model", MODEL),
    ):
        if not value:
            raise BadInput(
                f"the language model has no {what}; write it below [llm] in desk.toml, or set {variable}"
            )
    return Access(found, key(KEY, environ))
