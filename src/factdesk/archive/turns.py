"""How often the archive is asked for a copy: as often as it allows, from all threads together."""

from __future__ import annotations

import threading

from factdesk.web import Clock

# Copies that Save Page Now makes in a minute for an account, and for a network without one (October 2025).
_WITH_ACCOUNT, _WITHOUT = 7, 3


class Turns:
    """Gives out turns so far apart that the archive refuses none."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self, clock: Clock, *, has_account: bool) -> None:
        """Sleep until it is one's turn."""
        with self._lock:
            now = clock.seconds()
            turn = max(now, self._next)
            self._next = turn + 60 / (_WITH_ACCOUNT if has_account else _WITHOUT)
        if turn > now:
            clock.sleep(turn - now)


# One for the process: the archive counts by account and network, not by desk.
SHARED = Turns()
