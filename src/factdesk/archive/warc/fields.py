"""What writing and reading share: digests, and fields of the form application/warc-fields."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable


def digest(content: bytes) -> str:
    """The SHA-256 of some bytes as WARC headers give it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(content).digest()).decode()


def line(text: str) -> str:
    """A text without line breaks and other control characters, which would end the line it stands in."""
    return "".join(char if char.isprintable() else " " for char in text).strip()


def written(fields: Iterable[tuple[str, str]]) -> bytes:
    """Fields, one a line; blank ones are left out."""
    return "".join(f"{name}: {line(value)}\r\n" for name, value in fields if value).encode()


def read(content: bytes) -> list[tuple[str, str]]:
    """The fields that `written` wrote; what has no colon is left out."""
    parts = (told.partition(": ") for told in content.decode("utf-8", "replace").split("\r\n"))
    return [(name, value) for name, colon, value in parts if colon]
