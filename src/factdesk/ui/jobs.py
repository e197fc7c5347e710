"""What runs behind the pages: fetching, archiving, looking up. Knows nothing of Streamlit.

A page starts a job and looks at it again when it is drawn. The jobs live as long as the server: what they
bring is on the desk, so that one that was cut off can be started again.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from enum import StrEnum

from factdesk.errors import FactdeskError

AT_ONCE = 4  # jobs; the others wait for their turn
REMEMBERED = 500  # jobs that have ended


class JobState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """What became of a job. `token` names the request that started it; `message` says why it failed."""

    token: str
    state: JobState = JobState.RUNNING
    message: str = ""
    result: object = None


class Jobs:
    """The jobs of a process by their key. Safe to share between threads."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(AT_ONCE)

    def get(self, key: Hashable) -> Job | None:
        with self._lock:
            return self._jobs.get(key)

    def start(self, key: Hashable, token: str, work: Callable[[], object]) -> Job:
        """Start a job; the one of that key where it runs still, or was started by the same request."""
        with self._lock:
            known = self._jobs.get(key)
            if known and (known.state is JobState.RUNNING or known.token == token):
                return known
            job = Job(token)
            self._jobs[key] = job
            self._jobs.move_to_end(key)
            self._forget()
        # A daemon, so that a server that is stopped need not wait for somebody else's.
        threading.Thread(target=self._run, args=(key, job, work), daemon=True).start()
        return job

    def _forget(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.state is not JobState.RUNNING]
        for key in ended[: max(0, len(ended) - REMEMBERED)]:
            del self._jobs[key]

    def _run(self, key: Hashable, job: Job, work: Callable[[], object]) -> None:
        with self._turn:
            ended = _ended(job, work)
        with self._lock:
            if self._jobs.get(key) is job:
                self._jobs[key] = ended


def _ended(job: Job, work: Callable[[], object]) -> Job:
    try:
        return replace(job, state=JobState.DONE, result=work())
    except FactdeskError as error:
        return replace(job, state=JobState.FAILED, message=str(error))
    except Exception:
        logging.getLogger(__name__).exception("a job failed")
        message = "something went wrong while this was done; the server's log says what. Try it again"
        return replace(job, state=JobState.FAILED, message=message)


# Those of this server; every session sees the same.
JOBS = Jobs()
