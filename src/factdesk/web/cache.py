"""Answers kept on disk: one file each, a line of JSON (URL, time, status) and the body as it came."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer and when it came (UTC). `facts` is what else must be known of it, as JSON takes it."""

    url: str
    retrieved: datetime
    status: int
    body: bytes
    facts: Mapping[str, Any] = field(default_factory=dict)


class Cache:
    """A folder of answers, made at the first one. A file that cannot be read counts as not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, url: str) -> Entry | None:
        """The last answer kept for a URL, however old."""
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            told = json.loads(head)
            retrieved = datetime.fromisoformat(told["retrieved"])
            entry = Entry(told["url"], retrieved, int(told["status"]), body, dict(told.get("facts", {})))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        cut = len(body) != told.get("bytes") or entry.retrieved.tzinfo is None
        return None if cut or entry.url != url else entry

    def put(self, entry: Entry) -> None:
        """Keep an answer. A disk that is full or write-protected only means that it is asked for again."""
        head = {
            "url": entry.url,
            "retrieved": entry.retrieved.isoformat(),
            "status": entry.status,
            "bytes": len(entry.body),
            "facts": dict(entry.facts),
        }
        path = self._path(entry.url)
        beside = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(json.dumps(head).encode() + b"\n" + entry.body)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def _path(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode()).hexdigest()[:32]
