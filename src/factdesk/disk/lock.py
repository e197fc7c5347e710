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

    def _acquire(file: IO[bytes]) -> None:
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                return
            except OSError:  # LK_LOCK gives up after ten seconds
                continue

    def _release(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _acquire(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX)

    def _release(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class DeskLock:
    """The lock of a desk folder. Not re-entrant."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mutex = threading.Lock()

    @contextmanager
    def held(self) -> Iterator[None]:
        # Opened anew each time: a lock belongs to the open file, and a forked child would share it.
        with self._mutex, self._path.open("ab") as file:
            _acquire(file)
            try:
                yield
            finally:
                _release(file)
