"""Work for the engines' tests. A file of its own, as workers import it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from factdesk.batch.task import Done, Task


def repeated(task: Task) -> Done:
    """The bytes again, in capitals, after a moment in which another worker can take the next task."""
    time.sleep(0.05)
    return Done(task.file, result=task.data.upper(), worker=str(os.getpid()))


def deadly(task: Task) -> Done:
    """`die` kills the worker each time; `once PATH` only while nothing stands at the path."""
    if task.data == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.data.startswith(b"once "):
        path = Path(os.fsdecode(task.data[5:]))
        if not path.exists():
            path.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return repeated(task)


def other_identity() -> str:
    """What a worker says that has another version."""
    return "factdesk 9.9.9, no language model"
