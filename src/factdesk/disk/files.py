"""Writing files so that a crash leaves the old one or the new one, and so that others' writes are seen."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple


class Stamp(NamedTuple):
    """What `stat` says of a file; any write changes it."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file, or None where there is none."""
    try:
        return _stamp(path.stat())
    except FileNotFoundError:
        return None


def _stamp(found: os.stat_result) -> Stamp:
    # Some systems number files beyond what a signed database column holds.
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino & (2**63 - 1))


def read(path: Path) -> tuple[bytes, Stamp | None]:
    """A file's bytes with the stamp it had before they were read; no bytes where there is no file."""
    try:
        with path.open("rb") as file:
            before = _stamp(os.fstat(file.fileno()))
            return file.read(), before
    except FileNotFoundError:
        return b"", None


def write_whole(path: Path, data: bytes, known: Stamp | None = None) -> Stamp | None:
    """Write a file beside the old one, on disk, then put it in its place.

    `known` is the stamp of the old file, None where there is none. If somebody else wrote there meanwhile,
    nothing is replaced and None is returned.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            ours = _sync(file.fileno())
        if stamp(path) != known:
            beside.unlink()
            return None
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)
    now = stamp(path)
    # Renaming sets the ctime.
    return now if now and now._replace(ctime_ns=0) == ours._replace(ctime_ns=0) else None


def append(path: Path, data: bytes, known: Stamp) -> Stamp | None:
    """Add to the end of a file, on disk, if its stamp is still `known`; None where somebody else wrote.

    A write that fails half-way (a full disk) leaves the file as it was.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
    try:
        if _stamp(os.fstat(descriptor)) != known:
            return None
        try:
            rest = data
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            ours = _sync(descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, known.size)
            raise
    finally:
        os.close(descriptor)
    return ours if ours.size == known.size + len(data) else None


def _sync(descriptor: int) -> Stamp:
    """Put a file on disk and stamp it.

    The system's own time stamps are coarse (4 ms): two writes within one step would look alike. This one is
    exact, so that any later write by somebody else shows.
    """
    if os.utime in os.supports_fd:
        now = time.time_ns()
        os.utime(descriptor, ns=(now, now))
    os.fsync(descriptor)
    return _stamp(os.fstat(descriptor))


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk; Windows does so by itself and has no call for it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def reject(path: Path, reason: str, raw: bytes) -> None:
    """Keep a line that cannot be used in `<name>.rejected` beside the file, with the reason above it."""
    with path.with_name(path.name + ".rejected").open("ab") as file:
        file.write(f"# {reason}\n".encode() + raw + b"\n")
        file.flush()
        os.fsync(file.fileno())


def free_name(folder: Path, pattern: str) -> Path:
    """A file name that is not taken: `{}` becomes the UTC time, with a number if one second has two."""
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path, number = folder / pattern.format(now), 1
    while path.exists():
        number += 1
        path = folder / pattern.format(f"{now}-{number}")
    return path
