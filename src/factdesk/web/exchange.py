"""One request and its answer, within the limits and past the guard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress

import requests
import urllib3

from factdesk.errors import Blocked, Refused
from factdesk.web import body
from factdesk.web.dial import GuardedAdapter
from factdesk.web.guard import Guard, place_of
from factdesk.web.limits import Clock, Limits
from factdesk.web.reasons import LIBRARY_ERRORS, ours
from factdesk.web.trouble import Failed, retry_after
from factdesk.web.watchdog import Watchdog

_BUSY = (429, 500, 502, 503, 504)
_FORBIDDEN = (401, 402, 403, 451)
_NO_CONTACT = "servers refuse clients without a contact: give one"
_SAID_BYTES = 2000  # of a refusal's body, to tell why


class Answer:
    """What a server sent: status and headers at once, the body when it is asked for."""

    def __init__(self, response: requests.Response, limits: Limits, clock: Clock, deadline: float) -> None:
        self.response, self._limits, self._clock, self._deadline = response, limits, clock, deadline
        self.status = response.status_code
        self._where = place_of(response.request.url or "")

    def body(self) -> bytes:
        return body.read(self.response, self._limits, self._where, self._check)

    def header(self, name: str) -> str:
        return str(self.response.headers.get(name, ""))

    def headers(self) -> tuple[tuple[str, str], ...]:
        """All headers in the order in which they came, those of the same name too."""
        return tuple((str(name), str(value)) for name, value in self.response.raw.headers.iteritems())

    def expect(self, *statuses: int, forbidden: str = _NO_CONTACT) -> None:
        """Failed where the status may be a better one later, Refused where it is none of these for good.

        `forbidden` is what to do where the server lets nobody in.
        """
        if self.status in statuses:
            return
        said = f"answered {self.status} {self.response.reason or ''}".strip()[:200]
        if self.status in _BUSY:
            raise Failed(
                said, retry_after(self.response.headers.get("Retry-After"), self._clock.now()), self.status
            )
        if 300 <= self.status < 400:
            there = self.header("Location") or "an unnamed place"
            said = f"sends on to {there}; give that address if you trust it"
        elif self.status in _FORBIDDEN:
            said += f"; {forbidden}"
        else:
            said += "; check the address and what was asked for"
        raise Refused(f"{self._where}: {said}", self.status, self._beginning())

    def _beginning(self) -> str:
        with suppress(urllib3.exceptions.HTTPError, OSError):
            return body.beginning(self.response, _SAID_BYTES).decode("utf-8", "replace")
        return ""

    def _check(self) -> None:
        if self._clock.seconds() > self._deadline:
            raise Failed("the answer came too slowly")


def prepared(session: requests.Session, request: requests.Request) -> requests.PreparedRequest:
    """A request as it is sent. Blocked where its address cannot be."""
    try:
        return session.prepare_request(request)
    except (requests.RequestException, ValueError) as error:
        raise Blocked(f"{place_of(str(request.url))}: {error}; correct the address") from None


@contextmanager
def exchange(
    request: requests.PreparedRequest,
    guard: Guard,
    limits: Limits,
    clock: Clock,
    deadline: float,
    *,
    proxies: Mapping[str, str] | None = None,
    verify: bool | str = True,
) -> Iterator[Answer]:
    """The answer to a request; its connection is closed with the block. `verify` may name authorities.

    Errors in the block are told as those of the request: Failed where another attempt may help, Blocked and
    Unreachable where none does.
    """
    guard.check(request.url or "")
    request.headers.update({"Accept-Encoding": body.ACCEPT_ENCODING, "Connection": "close"})
    left = max(0.05, deadline - clock.seconds())
    timeout = (limits.connect_seconds, limits.read_seconds)
    with Watchdog(left) as dog:
        adapter = GuardedAdapter(guard, dog, limits.connect_seconds)
        try:
            with adapter.send(
                request, stream=True, timeout=timeout, verify=verify, proxies=dict(proxies or {})
            ) as response:
                dog.check()
                yield Answer(response, limits, clock, deadline)
                dog.check()
        except LIBRARY_ERRORS as error:
            dog.check()
            raise ours(place_of(request.url or ""), error) from None
        finally:
            adapter.close()
