"""Where the work is done: processes of this machine, or a Dask cluster. The rules are the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import chain, islice

from factdesk.batch.task import Done, Task, Work
from factdesk.errors import FactdeskError

# Results that wait are held in memory, so a worker has one article before it and one that waits.
AHEAD = 2
_TELLING = 3  # as many deaths in a row, and none that lived, are not the articles' fault
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_DIED = (
    "the process that checked it was killed, most likely for want of memory; "
    "free some, use fewer --jobs, or cut the text into parts, and run the same command again"
)


def windowed(
    executor: Executor,
    work: Work,
    tasks: Iterator[Task],
    size: int,
    waiting: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Task, Future[Done]]]:
    """Each task with its future once that is done; never more than `size` are under way.

    No further task is taken once the executor is broken. `waiting` is called at least once a second.
    """
    under_way = {_submitted(executor, work, task): task for task in islice(tasks, size)}
    broken = False
    while under_way:
        # Without a timeout, Windows would not see Ctrl-C.
        finished, _ = wait(under_way, timeout=1, return_when=FIRST_COMPLETED)
        waiting()
        for future in finished:
            task = under_way.pop(future)
            broken = broken or died(future)
            if not broken:
                under_way |= {_submitted(executor, work, more): more for more in islice(tasks, 1)}
            yield task, future


def _submitted(executor: Executor, work: Work, task: Task) -> Future[Done]:
    try:
        return executor.submit(work, task)
    except BrokenExecutor as error:
        future: Future[Done] = Future()
        future.set_exception(error)
        return future


def died(future: Future[Done]) -> bool:
    """Whether the worker's end, and not the work, is why there is no result."""
    return not future.cancelled() and isinstance(future.exception(), BrokenExecutor)


def outcome(task: Task, future: Future[Done]) -> Done:
    """The result, or the failure as a result. Our own errors concern all tasks and are raised."""
    try:
        return future.result()
    except FactdeskError:
        raise
    except Exception as error:
        return Done(task.file, error=f"it could not be given to a worker ({type(error).__name__}: {error})")


def on_processes(work: Work, tasks: Iterator[Task], jobs: int) -> Generator[Done, None, None]:
    """The work done by as many processes of this machine.

    When one dies, its whole pool is lost. What was under way is then done singly, so that the article that
    kills its process is known and fails alone. Raises FactdeskError where processes die on whatever they do.
    """
    with _one_thread_each():
        while True:
            suspects = []
            with _pool(jobs) as pool:
                for task, future in windowed(pool, work, tasks, AHEAD * jobs):
                    if died(future):
                        suspects.append(task)
                    else:
                        yield outcome(task, future)
            if not suspects:
                return
            yield from _singly(work, iter(suspects))


def _singly(work: Work, tasks: Iterator[Task]) -> Generator[Done, None, None]:
    deaths, lived = 0, False
    for task in tasks:
        with _pool(1) as pool:
            for one, future in windowed(pool, work, chain([task], tasks), 1):
                if died(future):
                    deaths += 1
                    yield Done(one.file, error=_DIED)
                else:
                    lived = True
                    yield outcome(one, future)
        if deaths >= _TELLING and not lived:
            raise FactdeskError(
                f"{deaths} processes in a row were killed, whatever article they had: is there memory for "
                "the language model (250 MB a process)? Use fewer --jobs, and run the same command again"
            )


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Fresh processes, on every system alike; ended at once where the reader of the results gives up."""
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_follow_the_parent)
    try:
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_the_parent() -> None:
    # Ctrl-C reaches every process of the terminal; the articles under way are to be finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A parent that was killed closes nothing, and its workers would wait for it for ever."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that start meanwhile use one thread for linear algebra: the cores have one each."""
    added = [name for name in _THREADS if name not in os.environ]
    os.environ.update(dict.fromkeys(added, "1"))
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)
