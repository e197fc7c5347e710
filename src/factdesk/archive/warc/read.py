"""The page in a WARC file of ours. The bytes may be anybody's: what is unpacked and parsed is bounded."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import NamedTuple

from warcio.archiveiterator import WARCIterator

from factdesk.archive.warc import fields
from factdesk.errors import BrokenFile

# The client takes 20 MB of a body.
_MOST_BYTES = 64_000_000
# A header of a few letters costs some hundred bytes once it is parsed.
_HEAD_BYTES = 400_000
_RECORDS = 8
_GZIP = zlib.MAX_WBITS + 16


class Payload(NamedTuple):
    """What a WARC keeps: the address that answered, the type and charset it was taken for, the body."""

    url: str
    media_type: str
    charset: str
    body: bytes


@dataclass(frozen=True, slots=True)
class _Record:
    kind: str
    headers: dict[str, str]
    content: bytes


def payload(data: bytes, name: str = "the kept page") -> Payload:
    """The page in a WARC that `record` made. BrokenFile, which `name` begins, for anything else.

    Nothing is decoded by what the file's headers say, and no more than 64 MB are unpacked.
    """
    found = [_parsed(member, name) for member in _members(data, name)]
    responses = [one for one in found if one.kind == "response"]
    if len(responses) != 1:
        raise BrokenFile(f"{name}: a WARC with {len(responses)} answers, not with one; fetch the page again")
    headers, body = responses[0].headers, responses[0].content
    if headers.get("warc-payload-digest") != fields.digest(body):
        raise BrokenFile(f"{name}: the page in it is not the one that was kept; fetch the page again")
    told = dict(pair for one in found if one.kind == "metadata" for pair in fields.read(one.content))
    return Payload(
        headers.get("warc-target-uri", ""),
        headers.get("warc-identified-payload-type", ""),
        told.get("charset", ""),
        body,
    )


def _members(data: bytes, name: str) -> list[bytes]:
    """The gzip members, unpacked; each is to be one record."""
    found: list[bytes] = []
    left = _MOST_BYTES
    while data:
        unpacking = zlib.decompressobj(_GZIP)
        try:
            member = unpacking.decompress(data, left + 1)
        except zlib.error as error:
            raise BrokenFile(f"{name}: no gzipped WARC ({error}); fetch the page again") from None
        left -= len(member)
        if left < 0 or len(found) == _RECORDS:
            raise BrokenFile(f"{name}: unpacks to more than a kept page can be; fetch the page again")
        if not unpacking.eof:
            raise BrokenFile(f"{name}: cut off in the middle; fetch the page again")
        found.append(member)
        data = unpacking.unused_data
    return found


def _parsed(member: bytes, name: str) -> _Record:
    # The record's own head and that of the answer in it, or the two line breaks that end a record.
    if member[:_HEAD_BYTES].count(b"\r\n\r\n") < 2:
        raise BrokenFile(f"{name}: no WARC record; fetch the page again")
    try:
        record = next(iter(WARCIterator(io.BytesIO(member))))
        headers = {key.lower(): value for key, value in record.rec_headers.headers}
        return _Record(str(record.rec_type), headers, record.raw_stream.read())
    except Exception as error:
        # The parser was not made for bytes that want to harm it: it may stumble in any way.
        raise BrokenFile(f"{name}: no WARC record ({type(error).__name__}); fetch the page again") from None
