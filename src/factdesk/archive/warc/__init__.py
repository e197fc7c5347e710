"""One fetched page as a WARC file (WARC 1.1, ISO 28500), every record a gzip member of its own, and back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factdesk.archive.warc.read import Payload, payload
    from factdesk.archive.warc.write import record

__all__ = ["Payload", "payload", "record"]

_HOMES = {"Payload": "read", "payload": "read", "record": "write"}


def __getattr__(name: str) -> Any:
    """The library is loaded when a page is kept or read: with what it imports itself it takes 60 ms."""
    if name in _HOMES:
        return getattr(import_module(f"factdesk.archive.warc.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
