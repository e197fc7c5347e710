"""Asking a service for JSON, and its refusals as errors of ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from factdesk.errors import BadInput, Unreachable
from factdesk.web import Passing, Reply

# Whoever looks the same words up twice on a day is answered from the cache.
MAX_AGE = timedelta(days=1)
ANSWER_BYTES = 5_000_000
_LONGEST = 300  # the most that Wikipedia takes; more words find less


@dataclass(frozen=True, slots=True)
class Told:
    """An answer's JSON object, and why an older answer had to serve, or blank."""

    json: dict[str, Any]
    trouble: str = ""


def wanted(words: str) -> str:
    """Words as they are sent. BadInput where there are none."""
    found = " ".join(words.split())[:_LONGEST]
    if not any(char.isalnum() for char in found):
        raise BadInput("write the words to look up")
    return found


def inspector(
    url: str, remedy: str, problem: Callable[[dict[str, Any]], Passing | None] | None = None
) -> Callable[[bytes], Passing | None]:
    """What looks at an answer of `url` before it is kept: it is to be a JSON object, and `problem` of none.

    `remedy` says what to do where a web page comes instead.
    """

    def inspect(body: bytes) -> Passing | None:
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            if body.lstrip()[:1] == b"<":
                raise Unreachable(f"{url}: answered with a web page, not with JSON; {remedy}") from None
            return Passing("the answer is no whole JSON")
        if not isinstance(answer, dict):
            raise Unreachable(f"{url}: the answer is JSON of another form; {remedy}")
        return problem(answer) if problem else None

    return inspect


def mediawiki_problem(url: str) -> Callable[[dict[str, Any]], Passing | None]:
    """MediaWiki says its errors in the body of an answer with status 200."""

    def problem(answer: Mapping[str, Any]) -> Passing | None:
        error = answer.get("error")
        if not isinstance(error, dict):
            return None
        code, info = str(error.get("code", ""))[:80], str(error.get("info", ""))[:300]
        if code in ("maxlag", "ratelimited", "readonly", "cirrussearch-too-busy-error") or "DBQuery" in code:
            return Passing(f"{code}: {info}")
        raise Unreachable(
            f"{url}: refused the question ({code}: {info}); change the words, or check the address"
        )

    return problem


def host(url: str) -> str:
    return urlsplit(url).netloc


def told(reply: Reply) -> Told:
    """A reply that `inspector` has looked at, read."""
    found: dict[str, Any] = json.loads(reply.body)
    return Told(found, reply.trouble)
