"""One question to the model: sent, sent again where that helps, and kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factdesk import __version__
from factdesk.errors import Unreachable
from factdesk.llm import answer, prompt
from factdesk.llm.access import KEY, Access
from factdesk.llm.account import Meter
from factdesk.llm.batches import Batch
from factdesk.model import sha256
from factdesk.web import Cache, Client, Clock, Limits, Passing, Refused, Reply, near

# Asked for where the server takes it; one that answers 400 is asked without.
_WISHES: Mapping[str, Any] = {"response_format": {"type": "json_object"}, "temperature": 0}
_ANSWER_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question: the entries of the answer, or None and the `reason` why there are none.

    `is_down` tells that the server gave no answer at all.
    """

    entries: list[Any] | None
    meter: Meter = field(default_factory=Meter)
    reason: str = ""
    is_down: bool = False


class Asker:
    """Asks a model for the claims of batches. May be used from several threads."""

    def __init__(
        self, access: Access, cache: Path | None, limits: Limits | None = None, clock: Clock | None = None
    ) -> None:
        seconds = access.settings.timeout_seconds
        self._limits = limits or Limits(
            read_seconds=seconds, total_seconds=2 * seconds + 60, body_bytes=_ANSWER_BYTES
        )
        self._access, self._clock = access, clock
        self._cache = Cache(cache) if cache else None
        self._wishes = _WISHES

    def ask(self, batch: Batch) -> Asked:
        """The answer to a batch. Unreachable where key, address or model are wrong, as for any batch."""
        meter = Meter()
        client = Client(
            f"factdesk/{__version__}", self._cache, self._limits, self._clock, near(self._access.url)
        )
        asked = prompt.messages(batch)
        name = self._name(asked)
        try:
            try:
                return Asked(self._entries(client, asked, name, meter), meter)
            except answer.Unusable as bad:
                meter.asked_again += 1
                asked = prompt.again(asked, bad.answer[:8000], str(bad))
                return Asked(self._entries(client, asked, name, meter), meter)
        except answer.Unusable as bad:
            return Asked(None, meter, f"the answer could not be used, twice: {bad}")
        except Misconfigured:
            raise
        except Refused as refused:
            return Asked(None, meter, self._told(refused))
        except Unreachable as error:
            reason = self._clean(str(error))
            if "no answer in time" in reason:
                reason += "; a slow model takes a larger timeout_seconds in desk.toml"
            return Asked(None, meter, reason, is_down=error.passing)

    def _name(self, asked: list[prompt.Message]) -> str:
        """The name of the kept answer: the same text, model, prompt and wishes have the same."""
        return sha256(json.dumps([prompt.VERSION, self._access.settings.model, _WISHES, asked]))

    def _entries(self, client: Client, asked: list[prompt.Message], name: str, meter: Meter) -> list[Any]:
        def inspect(body: bytes) -> Passing | None:
            if not answer.looks_like_an_answer(body):
                return Passing(_no_answer(body))
            told = answer.usage(body)
            meter.count(told.read, told.written)
            answer.claims(body)
            return None

        before = client.sent
        posts = 0

        def post(wishes: Mapping[str, Any]) -> Reply:
            nonlocal posts
            posts += 1
            payload = {"model": self._access.settings.model, "messages": asked, "stream": False, **wishes}
            return client.post(self._access.url, payload, name=name, key=self._access.key, inspect=inspect)

        try:
            reply = self._as_wished(post)
        finally:
            meter.requests += client.sent - before
            meter.retries += max(0, client.sent - before - posts)
        meter.cached += reply.kept
        return answer.claims(reply.body)

    def _as_wished(self, post: Callable[[Mapping[str, Any]], Reply]) -> Reply:
        """The reply with as many wishes as the server takes; what it takes is remembered."""
        wishes = self._wishes
        while True:
            try:
                reply = post(wishes)
            except Refused as refused:
                if refused.status not in (400, 422) or not wishes:
                    raise self._final(refused) from None
                named = next((name for name in wishes if name in refused.said), next(iter(wishes)))
                wishes = {name: value for name, value in wishes.items() if name != named}
            else:
                if not reply.kept:
                    self._wishes = wishes
                return reply

    def _final(self, refused: Refused) -> Unreachable:
        """What to raise: an error of ours where no batch will fare better, else the refusal itself."""
        url = self._access.url
        if refused.status in (401, 403):
            key = "the key was not taken; correct" if self._access.key else "a key is wanted; set"
            return Misconfigured(f"{url}: answered {refused.status}: {key} the variable {KEY}")
        if refused.status in (404, 405):
            return Misconfigured(
                f"{self._told(refused)}; check base_url (it often ends in /v1) and that the server has the "
                f"model {self._access.settings.model!r}"
            )
        if 300 <= refused.status < 400:
            return Misconfigured(self._clean(str(refused)))
        return refused

    def _told(self, refused: Refused) -> str:
        said = answer.error_words(refused.said)
        return self._clean(f"{self._access.url}: answered {refused.status}" + (f" ({said})" if said else ""))

    def _clean(self, words: str) -> str:
        """Words that may be shown: a server may repeat the key."""
        return words.replace(self._access.key, "…") if self._access.key else words


class Misconfigured(Unreachable):
    """Key, address or model are wrong: asking for another batch is of no use."""


def _no_answer(body: bytes) -> str:
    """What came in place of a chat completion; some gateways tell their errors with status 200."""
    if told := answer.error_words(body):
        return f"answered with an error: {told}"
    if body.lstrip()[:1] == b"<":
        return "answered with a web page, not with JSON; check base_url (it often ends in /v1)"
    return "the answer is no chat completion"
