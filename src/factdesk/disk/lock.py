"""One writer at a time on a desk folder, across threads and processes.

Blocking system locks: SQLite's own busy wait is unfair (the worst of 24 writers waited 4 s), and so is any
lock that polls. The mutex in front keeps threads of one process from queueing on the file.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _acquire(file: IO[bytes], wait: bool) -> None:
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return
            except OSError as error:  # LK_LOCK gives up after ten seconds
                if not wait:
                    raise BlockingIOError(error.errno, error.strerror, file.name) from None

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(file: IO[bytes], wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class DeskLock:
    """The lock of a desk folder. Not re-entrant."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()

    @contextmanager
    def held(self, wait: bool = True) -> Iterator[None]:
        """Holds the lock. Without `wait`, raises BlockingIOError where another process has it."""
        # Opened anew each time: a lock belongs to the open file, and a forked child would share it.
        with self._mutex, self._path.open("ab") as file:
            _acquire(file, wait)
            try:
                yield
            finally:
                _release(file)
