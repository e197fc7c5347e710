"""What goes to a worker and what comes back. Both travel to other machines: plain values, no paths."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for all articles of a batch. `form` is json or csv; `tenures` a desk's file, or nothing."""

    form: str = "json"
    tenures: bytes = b""
    tolerance_days: int = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One article: the bytes of its file, and what is known of it."""

    file: str
    data: bytes
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: `result` as it is written, or `error`. `worker` is host and process id.

    `contradicted` and `undetermined` count claims: those with a contradicted finding, and of the others those
    with an undetermined one. `window` is the days on which all its statements about offices hold, "clash"
    where there is none, and blank where no statement could be placed in time.
    """

    file: str
    result: bytes = b""
    sha256: str = ""
    title: str = ""
    claims: int = 0
    contradicted: int = 0
    undetermined: int = 0
    window: str = ""
    seconds: float = 0.0
    error: str = ""
    worker: str = ""


Work = Callable[[Task], Done]
# Takes the tasks as it has room for them and yields what is done, in the order of being done.
Engine = Callable[[Work, Iterator[Task]], Generator[Done, None, None]]
