"""Documents of others are read in a child process that is stopped when it takes too much."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from typing import Any

from factdesk.errors import BadInput
from factdesk.ingest.child import CPU_SECONDS, MEMORY_BYTES, OUTPUT_BYTES, WALL_SECONDS
from factdesk.ingest.document import Document, Notice, NotThePage
from factdesk.model import Period

# With -I, so that no variable and no file beside it changes what the child imports.
_START = """
import json, sys
told = json.loads(sys.argv[1])
sys.path[:] = told.pop("path")
from factdesk.ingest.child import main
main(**told)
"""
# What programs need to start; no keys of services or passwords of databases are among it.
_ENVIRONMENT = frozenset(
    ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
)


def read_confined(reader: str, data: bytes, name: str, charset: str = "", url: str = "") -> Document:
    """What the reader ("pdf", "docx", "html") makes of a document, read in a process of its own.

    Raises BadInput with the reader's reason, NotThePage among them, or where the document takes too much
    memory, time or output.
    """
    told = _told(_run(reader, data, name, charset, url), name)
    if shown := told.get("notice"):
        raise NotThePage(str(told["refused"]), Notice(shown))
    if reason := told.get("refused"):
        raise BadInput(str(reason))
    if told.get("memory"):
        raise BadInput(_too_much(name, f"more than {MEMORY_BYTES >> 20:,} MiB of memory"))
    found = told["document"]
    published = Period.parse(found.pop("published"))
    return Document(**{**found, "published": published, "remarks": tuple(found["remarks"])})


def _run(reader: str, data: bytes, name: str, charset: str, url: str) -> tuple[bytes, int, bool]:
    """What the child wrote, its exit code, and whether it was stopped for its time."""
    given = json.dumps({"path": sys.path, "reader": reader, "name": name, "charset": charset, "url": url})
    with tempfile.TemporaryFile() as document:
        document.write(data)
        document.seek(0)
        with subprocess.Popen(
            [sys.executable, "-I", "-c", _START, given],
            stdin=document,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name.upper() in _ENVIRONMENT},
        ) as child:
            stopped = threading.Event()

            def stop() -> None:
                stopped.set()
                child.kill()

            timer = threading.Timer(WALL_SECONDS, stop)
            timer.start()
            try:
                output = child.stdout.read(OUTPUT_BYTES + 1) if child.stdout else b""
            finally:
                timer.cancel()
                child.kill()
    return output, child.returncode, stopped.is_set()


def _told(ran: tuple[bytes, int, bool], name: str) -> dict[str, Any]:
    output, code, stopped = ran
    if len(output) > OUTPUT_BYTES:
        raise BadInput(_too_much(name, f"more than {OUTPUT_BYTES:,} bytes of text"))
    if stopped:
        raise BadInput(_too_much(name, f"more than {WALL_SECONDS} seconds"))
    if _used_up(code):
        raise BadInput(_too_much(name, f"more than {CPU_SECONDS} seconds of the processor"))
    try:
        told = json.loads(output)
        return told if isinstance(told, dict) else {}
    except ValueError:
        raise BadInput(
            f"{name}: the document broke the program that reads it (exit code {code}); it is damaged, too "
            "large, or made to do so. Open it and save it anew, or copy its text"
        ) from None


def _used_up(code: int) -> bool:
    """Whether a child was ended by the system for its processor time (SIGXCPU, or SIGKILL after it)."""
    return code < 0 and -code in {getattr(signal, "SIGXCPU", None)}


def _too_much(name: str, what: str) -> str:
    return f"{name}: reading it takes {what}; it was stopped. Save it as plain text, or in smaller parts"
