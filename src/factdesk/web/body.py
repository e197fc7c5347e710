"""The body of an answer, counted while it comes, packed and unpacked, so that a huge one is never held."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator

import requests

from factdesk.errors import Blocked
from factdesk.web.limits import Limits
from factdesk.web.trouble import Failed

ACCEPT_ENCODING = "gzip, deflate"
_UNPACKED = ("gzip", "deflate")
_PACKINGS = (*_UNPACKED, "br", "compress", "zstd", "dcb", "dcz")
_CHUNK = 64 * 1024
_EITHER_HEADER = 47  # zlib's or gzip's, told apart by zlib


def read(response: requests.Response, limits: Limits, where: str, check: Callable[[], None]) -> bytes:
    """The decoded body. `check` is called at each piece, and raises where the time is over.

    Blocked where it is larger than the limits, or packed in a way that was not asked for.
    """
    _refuse_declared(response, limits, where)
    found = bytearray()
    for piece in _unpacked(response, limits, where, check):
        found += piece
        if len(found) > limits.body_bytes:
            raise _too_large(where, limits.body_bytes)
    return bytes(found)


def beginning(response: requests.Response, size: int) -> bytes:
    """How a body begins, at most so many bytes; blank where it does not come or cannot be read."""
    piece = response.raw.read1(size, decode_content=False) or b""
    try:
        return _Unpacking().some(piece, size) if _packing(response) in _UNPACKED else piece
    except zlib.error:
        return b""


def _refuse_declared(response: requests.Response, limits: Limits, where: str) -> None:
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and (len(declared) > 15 or int(declared) > limits.wire_bytes):
        raise _too_large(where, limits.wire_bytes)
    if (packed := _packing(response)) not in ("", *_UNPACKED):
        raise Blocked(
            f"{where}: the answer is packed as {packed[:40]!r}, which was not asked for; "
            "save the page in a browser and upload the file"
        )


def _packing(response: requests.Response) -> str:
    """How a body is packed; blank for words that name no packing, such as `identity` or `utf-8`."""
    written = str(response.headers.get("Content-Encoding", "")).lower().replace("x-", "")
    words = [word for word in re.split(r"[,\s]+", written) if word in _PACKINGS]
    return ", ".join(words)


def _unpacked(
    response: requests.Response, limits: Limits, where: str, check: Callable[[], None]
) -> Iterator[bytes]:
    unpacking = _Unpacking() if _packing(response) in _UNPACKED else None
    for piece in _wire(response, limits, where, check):
        if unpacking is None:
            yield piece
            continue
        try:
            yield from unpacking.pieces(piece)
        except zlib.error:
            raise Failed("the answer is packed wrongly") from None
    if unpacking and not unpacking.is_whole:
        raise Failed("the answer was cut off")


def _wire(
    response: requests.Response, limits: Limits, where: str, check: Callable[[], None]
) -> Iterator[bytes]:
    counted = 0
    while piece := response.raw.read1(_CHUNK, decode_content=False):
        counted += len(piece)
        if counted > limits.wire_bytes:
            raise _too_large(where, limits.wire_bytes)
        check()
        yield piece
    check()  # a line that was cut for its time looks like one that has ended


def _too_large(where: str, limit: int) -> Blocked:
    return Blocked(f"{where}: the answer is over {limit:,} bytes; ask for less, or upload the part you need")


class _Unpacking:
    """gzip (several parts too) and deflate, also without its header, as some send it; never much at once."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(_EITHER_HEADER)
        self._is_fresh = True

    @property
    def is_whole(self) -> bool:
        return self._inner.eof or self._is_fresh

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        while packed:
            yield self.some(packed)
            packed = self._inner.unconsumed_tail
            if self._inner.eof and (packed := self._inner.unused_data).startswith(b"\x1f\x8b"):
                self._inner = zlib.decompressobj(_EITHER_HEADER)
            elif self._inner.eof:
                return  # what follows the last part is padding

    def some(self, packed: bytes, most: int = _CHUNK) -> bytes:
        try:
            found = self._inner.decompress(packed, most)
        except zlib.error:
            if not self._is_fresh:
                raise
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
            found = self._inner.decompress(packed, most)
        self._is_fresh = False
        return found
