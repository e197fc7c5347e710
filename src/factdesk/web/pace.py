"""How often one host is asked."""

from __future__ import annotations

import threading

from factdesk.web.limits import Clock

SECONDS = 1.0
_LONGEST = 10.0  # a robots.txt may wish for a day
_REMEMBERED = 1000  # hosts


class Pace:
    """Lets requests for pages of one host through a second apart. For any number of threads."""

    def __init__(self, clock: Clock, seconds: float = SECONDS) -> None:
        self._clock, self._seconds = clock, seconds
        self._lock = threading.Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str, seconds: float = 0) -> None:
        """Sleep until the host may be asked; `seconds` is a longer pause that the host wishes for."""
        apart = min(max(self._seconds, seconds), _LONGEST)
        with self._lock:
            now = self._clock.seconds()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + apart
            if len(self._next) > _REMEMBERED:
                self._next = {name: at for name, at in self._next.items() if at > now}
        if turn > now:
            self._clock.sleep(turn - now)


# One for the process: the sites do not care how many clients it has.
SHARED = Pace(Clock())
