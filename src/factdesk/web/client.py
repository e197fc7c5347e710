"""One request at a time, with limits, patience and a memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

import requests
import urllib3

from factdesk.errors import Unreachable
from factdesk.web.cache import Cache, Entry

_CHUNK = 64 * 1024
_A_YEAR = 365 * 86400.0
_BUSY = (429, 500, 502, 503, 504)
_SAID_BYTES = 2000  # of a refusal's body, to tell why


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost, all its attempts and the waiting between them included."""

    connect_seconds: float = 5
    read_seconds: float = 30
    total_seconds: float = 90
    attempts: int = 4
    body_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of an answer with status 200.

    `retrieved` is when the server gave it. `trouble` is blank, or says why an answer older than wished had
    to serve: show it to the user. `kept` tells that nothing was asked.
    """

    url: str
    body: bytes
    retrieved: datetime
    trouble: str = ""
    kept: bool = False


class Refused(Unreachable):
    """An answer with a `status` that no further attempt mends; `said` is how its body begins."""

    def __init__(self, message: str, status: int, said: str) -> None:
        super().__init__(message)
        self.status, self.said = status, said


@dataclass(frozen=True, slots=True)
class Passing:
    """Why a body cannot be used now though another attempt may give a good one."""

    reason: str


class Clock:
    """The system's time; tests put their own in its place."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def _accept(body: bytes) -> Passing | None:
    return None


class _Failed(Exception):
    """An attempt that another one may mend. `wait` is how many seconds the server asked for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


class _Bearer(requests.auth.AuthBase):
    """The key of a request. With one of these the session does not look for passwords of its own."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        return request


class Client:
    """Asks web servers for what a program reads. `agent` names the program and a contact in every request.

    `sent` counts the requests that went out, repeated ones too.
    """

    def __init__(
        self, agent: str, cache: Cache | None, limits: Limits | None = None, clock: Clock | None = None
    ) -> None:
        self._cache, self._limits, self._clock = cache, limits or Limits(), clock or Clock()
        self._session = requests.Session()
        self.sent = 0
        self._session.headers["User-Agent"] = agent

    def get(
        self,
        url: str,
        params: Mapping[str, str],
        *,
        max_age: timedelta,
        accept: str = "application/json",
        inspect: Callable[[bytes], Passing | None] = _accept,
    ) -> Reply:
        """The answer to a question, from the cache where it is younger than `max_age`.

        `inspect` looks at a body before it is kept: it returns `Passing` where another attempt may help, and
        raises its own error where none will. Connection errors, 429 and 5xx are tried again with growing
        pauses, or after the time that the server asks for. Where the attempts are used up, an older answer
        serves, which `Reply.trouble` says; Unreachable where there is none.
        """
        request = self._session.prepare_request(
            requests.Request("GET", url, params=dict(params), headers={"Accept": accept})
        )
        return self._answered(request, request.url or url, max_age, inspect)

    def post(
        self,
        url: str,
        payload: Mapping[str, Any],
        *,
        name: str,
        key: str = "",
        inspect: Callable[[bytes], Passing | None] = _accept,
    ) -> Reply:
        """The answer to a question sent as JSON, from the cache where one is kept under `name`, however old.

        `key` is sent as a bearer token, to this address only; an answer that repeats it is not kept. Without
        encryption (http) it goes there straight: no proxy of the environment reads it.
        `inspect`, further attempts and errors are those of `get`.
        """
        request = self._session.prepare_request(
            requests.Request(
                "POST", url, json=dict(payload), headers={"Accept": "application/json"}, auth=_Bearer(key)
            )
        )
        return self._answered(request, f"{url}#{name}", timedelta.max, inspect, key)

    def _answered(
        self,
        request: requests.PreparedRequest,
        full: str,
        max_age: timedelta,
        inspect: Callable[[bytes], Passing | None],
        secret: str = "",
    ) -> Reply:
        kept = self._cache.get(full) if self._cache else None
        if kept and timedelta(0) <= self._clock.now() - kept.retrieved <= max_age:
            return Reply(full, kept.body, kept.retrieved, kept=True)
        try:
            body = self._patiently(request, inspect)
        except Unreachable as error:
            if not (kept and error.passing):
                raise
            return Reply(
                full, kept.body, kept.retrieved, f"{error}. Used: the answer of {kept.retrieved:%Y-%m-%d}"
            )
        entry = Entry(full, self._clock.now(), HTTPStatus.OK, body)
        if self._cache and not (secret and secret.encode() in body):
            self._cache.put(entry)
        return Reply(full, body, entry.retrieved)

    def _patiently(
        self, request: requests.PreparedRequest, inspect: Callable[[bytes], Passing | None]
    ) -> bytes:
        limits, host = self._limits, _place(request)
        deadline = self._clock.seconds() + limits.total_seconds
        for attempt in range(1, limits.attempts + 1):
            try:
                body = self._once(request, deadline)
                if passing := inspect(body):
                    raise _Failed(passing.reason)
                return body
            except _Failed as failed:
                pause = 2.0 ** (attempt - 1) if failed.wait is None else failed.wait
                if attempt == limits.attempts:
                    break_off = f"tried {attempt} times; try again later"
                elif self._clock.seconds() + pause > deadline:
                    break_off = f"try again in {round(pause)} seconds or later"
                else:
                    self._clock.sleep(pause)
                    continue
                raise Unreachable(f"{host}: {failed}; {break_off}", passing=True) from None
        raise AssertionError("the last attempt returns or raises")

    def _once(self, request: requests.PreparedRequest, deadline: float) -> bytes:
        limits = self._limits
        left = max(1.0, deadline - self._clock.seconds())
        timeout = (min(limits.connect_seconds, left), min(limits.read_seconds, left))
        settings = self._session.merge_environment_settings(request.url, {}, True, None, None)
        if request.method == "POST" and (request.url or "").startswith("http:"):
            settings["proxies"] = {}
        self.sent += 1
        try:
            with self._session.send(request, timeout=timeout, allow_redirects=False, **settings) as response:
                self._refuse(response, _place(request))
                return self._body(response, deadline, _place(request))
        except (requests.Timeout, urllib3.exceptions.TimeoutError):
            raise _Failed("no answer in time") from None
        except (requests.ConnectionError, urllib3.exceptions.HTTPError) as error:
            raise _Failed(_reason(error)) from None
        except (requests.RequestException, ValueError) as error:
            raise Unreachable(f"{_place(request)}: {error}; correct the address") from None

    def _refuse(self, response: requests.Response, host: str) -> None:
        status = response.status_code
        if status == HTTPStatus.OK:
            return
        said = f"answered {status} {response.reason or ''}".strip()
        if status in _BUSY:
            raise _Failed(said, _wait(response.headers.get("Retry-After"), self._clock.now()))
        told = _beginning(response)
        if 300 <= status < 400:
            there = response.headers.get("Location", "an unnamed place")
            raise Refused(f"{host}: sends on to {there}; give that address if you trust it", status, told)
        if status == HTTPStatus.FORBIDDEN:
            remedy = "servers refuse clients without a contact: give one"
        else:
            remedy = "check the address and what was asked for"
        raise Refused(f"{host}: {said}; {remedy}", status, told)

    def _body(self, response: requests.Response, deadline: float, host: str) -> bytes:
        """The decoded body. Counted while it comes, so that a huge or endless one is never held."""
        found = bytearray()
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            found += chunk
            if len(found) > self._limits.body_bytes:
                raise Unreachable(
                    f"{host}: the answer is over {self._limits.body_bytes:,} bytes; ask for less"
                )
            if self._clock.seconds() > deadline:
                raise _Failed("the answer came too slowly")
        return bytes(found)


def _beginning(response: requests.Response) -> str:
    """How a refusal's body begins; blank where it does not come."""
    with suppress(urllib3.exceptions.HTTPError, OSError):
        return response.raw.read1(_SAID_BYTES, decode_content=True)[:_SAID_BYTES].decode("utf-8", "replace")
    return ""


def _place(request: requests.PreparedRequest) -> str:
    return (request.url or "").partition("?")[0]


def _wait(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if header.strip().isdecimal():
        return min(float(header), _A_YEAR)  # 400 digits would be infinite
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def _reason(error: Exception) -> str:
    """A few words without the library's own names of objects."""
    told = f"{type(error).__name__} {error}"
    if "NameResolution" in told:
        return "the name is not known; check the address and the connection"
    if "Connection refused" in told:
        return "nobody answers there"
    if "IncompleteRead" in told or "ended" in told:
        return "the answer was cut off"
    return "the connection failed"
