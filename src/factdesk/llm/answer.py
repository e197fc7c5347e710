"""From the body of an answer to the claims in it, not yet held against the text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from factdesk.errors import FactdeskError

_FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)```", re.DOTALL)
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_DECODER = json.JSONDecoder(strict=False)
_TRIES = 40  # places in prose where JSON may begin


class Unusable(FactdeskError):
    """An answer that holds no claims to be read; `answer` is what the model wrote."""

    def __init__(self, problem: str, answer: str = "") -> None:
        super().__init__(problem)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost in tokens, as the server counts them; None where it does not say."""

    read: int | None = None
    written: int | None = None


def usage(body: bytes) -> Usage:
    """The tokens that the server counted."""
    told = _object(_object(_json(body)).get("usage"))
    return Usage(_count(told.get("prompt_tokens")), _count(told.get("completion_tokens")))


def looks_like_an_answer(body: bytes) -> bool:
    """Whether a body is a chat completion at all, good or bad."""
    return isinstance(_object(_json(body)).get("choices"), list)


def error_words(body: bytes | str) -> str:
    """What a server says of an error, on one line of at most 200 characters; blank where it says nothing."""
    told = _object(_json(body)).get("error", "")
    words = _object(told).get("message", "") if isinstance(told, dict) else told
    return " ".join(words.split())[:200] if isinstance(words, str) else ""


def claims(body: bytes) -> list[Any]:
    """The entries of an answer, of whatever form. Unusable where there is no list of them.

    Fences, prose around the JSON and a bare list are taken; a list that is cut off is not.
    """
    choices = _object(_json(body)).get("choices")
    choice = _object(choices[0]) if isinstance(choices, list) and choices else {}
    content = _content(_object(choice.get("message")).get("content"))
    if not content.strip():
        raise Unusable("it is empty")
    found = _find(_THOUGHT.sub("", content))
    if found is None and choice.get("finish_reason") == "length":
        raise Unusable("it was cut off before its end; write shorter entries", content)
    if found is None:
        raise Unusable('it holds no JSON object with a list "claims"', content)
    return found


def _content(given: object) -> str:
    """The text of a message; some servers give it in parts."""
    if isinstance(given, list):
        return "".join(str(_object(part).get("text") or "") for part in given)
    return given if isinstance(given, str) else ""


def _find(content: str) -> list[Any] | None:
    for text in (content.strip(), *(match[1].strip() for match in _FENCE.finditer(content))):
        if (found := _list_in(_json(text))) is not None:
            return found
    starts = [match.start() for match in re.finditer(r"[{\[]", content)][:_TRIES]
    for start in starts:
        try:
            value, _ = _DECODER.raw_decode(content, start)
        except (ValueError, RecursionError):
            continue
        if found := _list_in(value):
            return found
        if isinstance(value, dict) and found == []:
            return found
    return None


def _list_in(value: object) -> list[Any] | None:
    """The list of claims that a value is; a list in prose may be something else, such as `[1]`."""
    if isinstance(value, dict):
        value = value.get("claims")
    if isinstance(value, list) and (not value or any(isinstance(one, dict) for one in value)):
        return value
    return None


def _json(text: bytes | str) -> object:
    try:
        return _DECODER.decode(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)
    except (ValueError, RecursionError):
        return None


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int | None:
    return value if type(value) is int and value >= 0 else None
