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
_GZIP = b"\x1f\x8b"


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
    if _packing(response) not in _UNPACKED:
        return piece
    try:
        return next(_Unpacking().pieces(piece), b"")[:size]
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
    if _packing(response) not in _UNPACKED:
        yield from _wire(response, limits, where, check)
        return
    unpacking = _Unpacking()
    try:
        for piece in _wire(response, limits, where, check):
            yield from unpacking.pieces(piece)
        yield unpacking.rest()
    except zlib.error:
        raise Failed("the answer is packed wrongly") from None


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
        self._inner: zlib._Decompress | None = None
        self._held = b""
        self._parts = 0

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        packed = self._held + packed
        self._held = b""
        while packed:
            if self._inner is None:
                if len(packed) < 2:
                    self._held = packed
                    return
                if self._parts and packed[:2] != _GZIP:
                    return  # after the last part comes padding
                self._inner = zlib.decompressobj(_window(packed[0], packed[1]))
                self._parts += 1
            yield self._inner.decompress(packed, _CHUNK)
            packed = self._inner.unconsumed_tail
            if self._inner.eof:
                packed, self._inner = self._inner.unused_data, None

    def rest(self) -> bytes:
        """What was still to come when the line ended. Failed where that was not all."""
        rest = self._inner.flush() if self._inner else b""
        if (self._inner and not self._inner.eof) or (self._held and not self._parts):
            raise Failed("the answer was cut off")
        return rest


def _window(first: int, second: int) -> int:
    """How zlib is told of a form by its first two bytes (RFC 1952, 2.3.1; RFC 1950, 2.2)."""
    if bytes((first, second)) == _GZIP:
        return 16 + zlib.MAX_WBITS
    is_zlib = first & 0x0F == 8 and (first << 8 | second) % 31 == 0
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS
