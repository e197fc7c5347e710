"""Connections to checked addresses.

A library for this, requests-hardened 1.3, was tried on the table of hostile cases: docs/fetching.md says why
this file stands in its place.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from factdesk.errors import Unreachable
from factdesk.web.addresses import Place
from factdesk.web.guard import Guard, near
from factdesk.web.trouble import Failed
from factdesk.web.watchdog import Watchdog

# A name with fifty dead addresses must not cost fifty times the patience for one.
_MOST_ADDRESSES = 4

Dial = Callable[[str, int], socket.socket]


class GuardedAdapter(HTTPAdapter):
    """The connections of one request: the name is looked up once, and what was checked is connected to.

    Name and certificate stay those of the URL. A proxy is connected to as the operator wrote it; it looks
    the name up itself, so the guard can check only the URL there.
    """

    def __init__(self, guard: Guard, dog: Watchdog, connect_seconds: float) -> None:
        self._guard, self._dog, self._connect_seconds = guard, dog, connect_seconds
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._dialler(self._guard))

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        if not proxy.lower().startswith(("http://", "https://")):
            raise Unreachable("https_proxy names a proxy of another kind than http; name one of http")
        manager = super().proxy_manager_for(proxy, **kwargs)
        dial = self._dialler(near(proxy))

        def dial_proxy(host: str, port: int) -> socket.socket:
            try:
                return dial(host, port)
            except Failed as failed:
                raise Failed(f"the proxy {host}:{port} that https_proxy names: {failed}") from None

        manager.pool_classes_by_scheme = _pools(dial_proxy)
        return manager

    def _dialler(self, guard: Guard) -> Dial:
        def dial(host: str, port: int) -> socket.socket:
            places = _by_turns(guard.places(host, port, self._dog.left()))[:_MOST_ADDRESSES]
            return self._dog.watch(self._first(places))

        return dial

    def _first(self, places: list[Place]) -> socket.socket:
        problem: OSError | None = None
        for family, place in places:
            line = socket.socket(family, socket.SOCK_STREAM)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.settimeout(min(self._connect_seconds, self._dog.left()))
            try:
                line.connect(place)
            except OSError as error:
                line.close()
                problem = error
            else:
                return line
        if isinstance(problem, TimeoutError):
            raise Failed("no answer in time")
        refused = isinstance(problem, ConnectionRefusedError)
        raise Failed("nobody answers there" if refused else "the connection failed")


def _by_turns(places: list[Place]) -> list[Place]:
    """Addresses of both families by turns: where one family leads nowhere the other one is soon tried."""
    families = dict.fromkeys(family for family, _ in places)
    rows = [[place for place in places if place[0] == family] for family in families]
    return [place for turn in zip_longest(*rows) for place in turn if place]


def _pools(dial: Dial) -> dict[str, type[HTTPConnectionPool]]:
    """The pools of a pool manager whose connections are dialled so."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return dial(self._dns_host, self.port)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return dial(self._dns_host, self.port)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
