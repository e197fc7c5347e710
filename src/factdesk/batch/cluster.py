"""The same work on a Dask cluster that runs already. The only place that knows Dask."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from typing import Any

from factdesk.batch.engines import AHEAD, outcome, windowed
from factdesk.batch.task import Done, Task, Work
from factdesk.batch.work import identity
from factdesk.errors import BadInput, Unreachable

_PATIENCE = 5  # seconds until a scheduler, or a worker of it, counts as not there
_DIED = (
    "the workers that checked it were killed one after the other, most likely for want of memory; "
    "give them more, or cut the text into parts, and run the same command again"
)


def on_cluster(work: Work, tasks: Iterator[Task], address: str) -> Generator[Done, None, None]:
    """The work done by the workers of the scheduler at `address` (tcp://host:port).

    Dask gives a task whose worker dies to another one, and gives it up after a few deaths (its setting
    `distributed.scheduler.allowed-failures`); as that may be a neighbour's fault, it is then tried once more,
    alone. Raises BadInput without Dask, Unreachable where there is no scheduler or no worker, where a worker
    has another factdesk, and where the scheduler goes away.
    """
    with _client(address) as client:
        executor = client.get_executor(pure=False)
        there = partial(_must_be_there, client, address)
        suspects = []
        for task, future in windowed(executor, work, tasks, AHEAD * _threads(client, address), there):
            if _lost_its_workers(future, address):
                suspects.append(task)
            else:
                yield outcome(task, future)
        for task, future in windowed(executor, work, iter(suspects), 1, there):
            lost = _lost_its_workers(future, address)
            yield Done(task.file, error=_DIED) if lost else outcome(task, future)


def _must_be_there(client: Any, address: str) -> None:
    """Dask's futures may stay unfinished for ever when their scheduler went away."""
    if client.status != "running":
        raise _gone(address)


def _lost_its_workers(future: Future[Done], address: str) -> bool:
    from distributed import KilledWorker

    if future.cancelled():
        raise _gone(address)
    return isinstance(future.exception(), KilledWorker)


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise BadInput('--scheduler needs Dask; install it with: pip install "factdesk[cluster]"') from None
    # What goes wrong is said in our own words.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client: Any = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]  # Dask tells no types here
    except ValueError as error:
        raise BadInput(f"--scheduler {address}: {error}; write tcp://host:port") from None
    except OSError:
        raise Unreachable(
            f"no Dask scheduler answers at {address}; start one (dask scheduler), or check host and port"
        ) from None
    try:
        yield client
    finally:
        client.close(timeout=_PATIENCE)


def _threads(client: Any, address: str) -> int:
    """How many articles the workers can have in hand. Each must be able to do what is done here."""
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError:
        raise Unreachable(
            f"the scheduler at {address} has no workers; start some (dask worker {address} --nthreads 1)"
        ) from None
    try:
        identities = client.run(identity, on_error="return")
        threads = client.nthreads()
    except OSError:
        raise _gone(address) from None
    ours = identity()
    for worker, theirs in identities.items():
        if isinstance(theirs, Exception):
            raise Unreachable(f"the worker {worker} cannot run factdesk ({theirs}); install {ours} there")
        if theirs != ours:
            raise Unreachable(
                f"the worker {worker} runs {theirs}, this command {ours}; install the same on both"
            )
    return sum(map(int, threads.values()))


def _gone(address: str) -> Unreachable:
    return Unreachable(f"the scheduler at {address} went away; when it is back, the same command goes on")
