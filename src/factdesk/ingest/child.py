"""The process in which a document of others is read: it can take only so much of the machine.

Started by `confined.py` with the reader's name, the file's name and limits; the document comes in on standard
input, the result goes out on standard output as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factdesk.ingest.document import Document

# What one document may cost. Address space: the parsers themselves take about 200 MB of it.
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
WALL_SECONDS = 30
OUTPUT_BYTES = 16_000_000


def main(reader: str, name: str, charset: str, url: str) -> None:
    """Read standard input and write a document, or why it cannot be read, as JSON."""
    _limit()
    from factdesk.errors import BadInput
    from factdesk.ingest.document import NotThePage

    told: dict[str, Any]
    try:
        found = _read(reader, sys.stdin.buffer.read(), name, charset, url)
        fields = {name: getattr(found, name) for name in type(found).__slots__}
        told = {"document": {**fields, "published": str(found.published)}}
    except NotThePage as notice:
        told = {"refused": str(notice), "notice": notice.notice}
    except BadInput as error:
        told = {"refused": str(error)}
    except MemoryError:
        told = {"memory": True}
    sys.stdout.buffer.write(json.dumps(told).encode())
    sys.stdout.buffer.flush()
    os._exit(0)  # a parser that broke on a hostile file may hang while it tidies up


def _read(reader: str, data: bytes, name: str, charset: str, url: str) -> Document:
    if reader == "pdf":
        from factdesk.ingest.pdf import read_pdf

        return read_pdf(data, name)
    if reader == "docx":
        from factdesk.ingest.word import read_docx

        return read_docx(data, name)
    from factdesk.ingest.pages import read_page

    return read_page(data, name, charset, url)


def _limit() -> None:
    """Where the system can: memory, processor time, no files written. Windows has no `resource`."""
    try:
        import resource
    except ImportError:
        return
    for limit, most in (
        ("RLIMIT_AS", MEMORY_BYTES),
        ("RLIMIT_DATA", MEMORY_BYTES),
        ("RLIMIT_CPU", CPU_SECONDS),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        try:
            # One more second for the processor limit: the first signal tells that it was the time.
            resource.setrlimit(getattr(resource, limit), (most, most + (limit == "RLIMIT_CPU")))
        except (AttributeError, ValueError, OSError):
            continue  # macOS refuses some of them; time and output stay limited
