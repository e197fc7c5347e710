"""What a worker does. It keeps the model and the tenures from one article to the next."""

from __future__ import annotations

import os
import socket
import tempfile
import time
import traceback
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock

from factdesk import __version__, ingest
from factdesk.batch.task import Done, Options, Task
from factdesk.desk.examine import Examined, Grounds, examine_on
from factdesk.errors import FactdeskError, Unreachable
from factdesk.model import Outcome
from factdesk.reference import load
from factdesk.review import by_claim
from factdesk.split import model

# A worker of a cluster may run several threads; the parser is made for one.
_one_at_a_time = Lock()


@cache
def identity() -> str:
    """What decides a result beside the text and the options: the program and the language model."""
    return f"factdesk {__version__}, {model.name() or 'no language model'}"


def check(options: Options, expected: str, task: Task) -> Done:
    """The task done, or why it failed. Raises only Unreachable: this worker's identity is not `expected`."""
    worker = f"{socket.gethostname()}:{os.getpid()}"
    if identity() != expected:
        raise Unreachable(
            f"the worker {worker} runs {identity()}, this command {expected}; install the same on both"
        )
    start = time.perf_counter()
    with _one_at_a_time:
        done = _checked(options, task)
    return replace(done, seconds=time.perf_counter() - start, worker=worker)


def _checked(options: Options, task: Task) -> Done:
    try:
        document = ingest.read(task.data, name=task.file)
        found = examine_on(
            _grounds(options), document.text, title=task.title, published=task.published, document=document
        )
        return _done(task.file, found, found.written(options.form))
    except FactdeskError as error:
        return Done(task.file, error=str(error).removeprefix(f"{task.file}: "))
    except Exception as error:
        return Done(task.file, error=_own_fault(error))


def _own_fault(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    what = f"{type(error).__name__}: {error}; {where}"
    return f"factdesk failed on this text ({what}); please report it with the text"


@lru_cache(maxsize=1)
def _grounds(options: Options) -> Grounds:
    if not options.tenures:
        return Grounds(load(), options.tolerance_days)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tenures.csv"
        path.write_bytes(options.tenures)
        return Grounds(load(path), options.tolerance_days)


def _done(file: str, found: Examined, result: bytes) -> Done:
    outcomes = [{one.outcome for one in findings} for findings in by_claim(found.checked.findings).values()]
    contradicted = sum(Outcome.CONTRADICTED in one for one in outcomes)
    unclear = sum(Outcome.UNDETERMINED in one and Outcome.CONTRADICTED not in one for one in outcomes)
    window = found.checked.window
    days = "clash" if window.consistent is False else " or ".join(map(str, window.periods))
    return Done(
        file,
        result,
        sha256=found.article.sha256,
        title=found.article.title,
        claims=len(found.claims),
        contradicted=contradicted,
        undetermined=unclear,
        window=days,
    )
