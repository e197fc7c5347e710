"""A limit on the time that a request takes in all."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

from factdesk.web.trouble import Failed


class Watchdog:
    """Cuts the connections of one request after so many seconds, whatever they are waiting for.

    The time limits of sockets count from byte to byte; a server that sends one now and then never meets them.
    """

    def __init__(self, seconds: float) -> None:
        self.bitten = False
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._watched: list[socket.socket] = []
        self._timer = threading.Timer(max(0.0, seconds), self._bite)
        self._timer.daemon = True

    def __enter__(self) -> Watchdog:
        self._timer.start()
        return self

    def __exit__(self, *problem: object) -> None:
        self._timer.cancel()
        with self._lock:
            for twin in self._watched:
                twin.close()
            self._watched.clear()

    def check(self) -> None:
        """Failed where the time was over: a connection that was cut looks like one that has ended."""
        if self.bitten:
            raise Failed("the answer came too slowly")

    def left(self) -> float:
        return max(0.05, self._end - time.monotonic())

    def watch(self, line: socket.socket) -> socket.socket:
        """The same socket. A twin of it is held: TLS takes the socket itself over."""
        with self._lock:
            self._watched.append(line.dup())
            if self.bitten:
                self._cut()
        return line

    def _bite(self) -> None:
        with self._lock:
            self.bitten = True
            self._cut()

    def _cut(self) -> None:
        for twin in self._watched:
            with suppress(OSError):
                twin.shutdown(socket.SHUT_RDWR)
