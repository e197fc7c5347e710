"""What tests of the web share: servers on this machine, what they answer, and a clock that never waits."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from factdesk.web import Clock


class FakeClock(Clock):
    """Time that passes only where somebody sleeps, and by `tick` whenever it is asked for."""

    def __init__(self, tick: float = 0) -> None:
        self.time = datetime(2026, 3, 2, 12, tzinfo=UTC)
        self.slept: list[float] = []
        self.tick = tick

    def now(self) -> datetime:
        return self.time

    def seconds(self) -> float:
        self.time += timedelta(seconds=self.tick)
        return self.time.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


@dataclass
class Answer:
    """What a server sends.

    `cut` drops that many bytes from the end, `delay` are the seconds before it, `drip` the seconds before
    each byte of the body; `hang_up` closes the line without a word.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    delay: float = 0
    drip: float = 0
    hang_up: bool = False


class Handler(BaseHTTPRequestHandler):
    """Sends answers, one a connection, and logs nothing."""

    protocol_version = "HTTP/1.1"

    def give(self, answer: Answer) -> None:
        time.sleep(answer.delay)
        self.close_connection = True
        with suppress(ConnectionError):  # whoever asked has given up
            if answer.hang_up:
                self.connection.shutdown(socket.SHUT_RDWR)
            else:
                self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        body = answer.body[: len(answer.body) - answer.cut]
        if not answer.drip:
            self.wfile.write(body)
            return
        for place in range(len(body)):
            time.sleep(answer.drip)
            self.wfile.write(body[place : place + 1])
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def listening(handler: type[Handler]) -> Iterator[str]:
    """The address of a server on a free port of this machine, until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        http.daemon_threads = True
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}"
        finally:
            http.shutdown()
            thread.join()
