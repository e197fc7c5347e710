"""What a question may cost, and the clock that its cost is read from."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost, all its attempts and the waiting between them included.

    `read_seconds` may pass between two bytes. `wire_bytes` are those that come over the line,
    `body_bytes` what they unpack to.
    """

    connect_seconds: float = 5
    read_seconds: float = 30
    total_seconds: float = 90
    attempts: int = 4
    wire_bytes: int = 20_000_000
    body_bytes: int = 20_000_000
    redirects: int = 10


class Clock:
    """The system's time; tests put their own in its place."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
