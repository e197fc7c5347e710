"""What runs behind the pages: fetching, archiving, looking up. Knows nothing of Streamlit.

A page starts a job and looks at it again when it is drawn. The jobs live as long as the server: what they
bring is on the desk, so that one that was cut off can be started again.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from enum import StrEnum

from factdesk.errors import FactdeskError

AT_ONCE = 4  # jobs; the others wait for their turn
MOST_WAITING = 500  # jobs; an hour's work where sites are slow
REMEMBERED = 500  # jobs that have ended
_TOO_MANY = "the server has too much to do already; try it again in some minutes"


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
        self._waiting: deque[tuple[Hashable, Job, Callable[[], object]]] = deque()
        self._workers = 0

    def get(self, key: Hashable) -> Job | None:
        with self._lock:
            return self._jobs.get(key)

    def start(self, key: Hashable, token: str, work: Callable[[], object]) -> Job:
        """Start a job; the one of that key where it runs still, or was started by the same request.

        A job that comes when too many wait has failed at once.
        """
        with self._lock:
            known = self._jobs.get(key)
            if known and (known.state is JobState.RUNNING or known.token == token):
                return known
            has_room = len(self._waiting) < MOST_WAITING
            job = Job(token) if has_room else Job(token, JobState.FAILED, _TOO_MANY)
            self._jobs[key] = job
            self._jobs.move_to_end(key)
            self._forget()
            if has_room:
                self._waiting.append((key, job, work))
                self._hire()
        return job

    def _hire(self) -> None:
        if self._workers < AT_ONCE:
            self._workers += 1
            # A daemon, so that a server that is stopped need not wait for somebody else's.
            threading.Thread(target=self._run, daemon=True).start()

    def _forget(self) -> None:
        ended = [key for key, job in self._jobs.items() if job.state is not JobState.RUNNING]
        for key in ended[: max(0, len(ended) - REMEMBERED)]:
            del self._jobs[key]

    def _run(self) -> None:
        while taken := self._next():
            key, job, work = taken
            ended = _ended(job, work)
            with self._lock:
                if self._jobs.get(key) is job:
                    self._jobs[key] = ended

    def _next(self) -> tuple[Hashable, Job, Callable[[], object]] | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._workers -= 1
            return None


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
