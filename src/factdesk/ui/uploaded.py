"""Uploaded files that are taken. The browser looks at size and name, but whoever sends one need not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Protocol

from factdesk.errors import BadInput


class Upload(Protocol):
    """A file as Streamlit hands it over."""

    name: str
    size: int

    def getvalue(self) -> bytes: ...


def taken(upload: Upload, megabytes: int, endings: Iterable[str]) -> tuple[str, bytes]:
    """The bare name and the bytes. BadInput over so many megabytes (of 2**20), or with another ending."""
    name, endings = PurePath(upload.name.replace("\0", "")).name, tuple(endings)
    if PurePath(name).suffix.lower() not in endings:
        raise BadInput(f"{name}: files of this kind are not read; choose one of {', '.join(endings)}")
    if upload.size > megabytes << 20:
        raise BadInput(
            f"{name}: {upload.size:,} bytes are too many; a file may have {megabytes} MB here. "
            "Save it as plain text, or in smaller parts"
        )
    return name, upload.getvalue()
