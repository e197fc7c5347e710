"""A throw-away PostgreSQL server for the length of a test session; each test process has its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from ports import free_port


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres` of the newest version on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Runs a server of its own and yields the URL of it, without a database name."""
    folder = Path(tempfile.mkdtemp(prefix="factdesk-postgres-"))
    as_user = _not_as_root(folder)
    port = free_port()
    data = folder / "data"
    initdb = [*as_user, programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8"]
    subprocess.run(initdb, check=True, capture_output=True, cwd="/")
    options = ["-D", data, "-k", folder, "-p", str(port), "-F", "-c", "listen_addresses=127.0.0.1"]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(
            [*as_user, programs / "postgres", *options], stdout=log, stderr=log, cwd="/"
        )
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}"
        _wait_for(url, running, folder / "log")
        yield url
    finally:
        running.send_signal(signal.SIGQUIT)  # at once: nothing in it is kept
        running.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url: str, name: str) -> str:
    """Makes an empty database and returns its SQLAlchemy URL."""
    with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return f"{url}/{name}".replace("postgresql:", "postgresql+psycopg:")


def _not_as_root(folder: Path) -> list[str]:
    """How to start the server, which refuses to run as root."""
    if os.name == "nt" or os.getuid() != 0:
        return []
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return ["setpriv", f"--reuid={user}", "--clear-groups", "--"]


def _wait_for(url: str, running: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if running.poll() is not None:
            raise RuntimeError(f"PostgreSQL did not start: {log.read_text('utf-8', 'replace')}")
        try:
            psycopg.connect(f"{url}/postgres", connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not answer within 30 s")
