"""A page as a WARC of one's own, and the Internet Archive's copies, against a loopback server."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from factdesk.archive import warc
from factdesk.errors import BrokenFile
from factdesk.web import Page

NOON = datetime(2026, 11, 24, 12, 0, 1, tzinfo=UTC)


PAGE = Page(
    url="http://news.example/a",
    final_url="https://news.example/a?x=1",
    hops=("https://news.example/a",),
    status=200,
    media_type="text/html",
    charset="utf-8",
    headers=(
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "session=1"),
        ("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT"),
    ),
    body=b"<p>Freedonia</p>\r\n\r\n",
    retrieved=NOON,
)


def records(data: bytes) -> dict[str, tuple[object, bytes]]:
    """The records by type, as the library reads them, their digests checked."""
    found = {}
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        found[record.rec_type] = (record, record.content_stream().read())
    return found


def test_a_warc_has_the_request_the_answer_and_where_the_redirects_led() -> None:
    found = records(warc.record(PAGE, "factdesk/9"))
    assert list(found) == ["warcinfo", "request", "response", "metadata"]
    response, body = found["response"]
    assert body == PAGE.body
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers["WARC-Target-URI"] == "https://news.example/a?x=1"
    assert response.rec_headers["WARC-Date"] == "2026-11-24T12:00:01Z"
    assert response.rec_headers["WARC-Payload-Digest"].startswith("sha256:")
    assert response.http_headers.statusline == "200 OK"
    assert [name for name, _ in response.http_headers.headers] == ["Content-Type", "Last-Modified"]
    told = found["metadata"][1].decode().splitlines()
    assert "fetchedBy: factdesk/9" in told
    assert [line for line in told if line.startswith("redirect: ")] == [
        "redirect: http://news.example/a",
        "redirect: https://news.example/a",
    ]


def test_the_same_page_gives_the_same_bytes_and_another_moment_others() -> None:
    assert warc.record(PAGE, "factdesk/9") == warc.record(PAGE, "factdesk/9")
    later = replace(PAGE, retrieved=datetime(2026, 11, 25, tzinfo=UTC))
    assert warc.record(PAGE, "factdesk/9") != warc.record(later, "factdesk/9")


@given(body=st.binary(max_size=300), charset=st.sampled_from(["", "utf-8", "windows-1252"]))
def test_what_was_kept_is_read_back(body: bytes, charset: str) -> None:
    page = replace(PAGE, body=body, charset=charset)
    assert warc.payload(warc.record(page, "f")) == (page.final_url, "text/html", charset, body)


@given(
    name=st.text(max_size=12),
    value=st.text(max_size=40),
    url=st.text(st.characters(codec="utf-8"), max_size=20),
    hop=st.text(st.characters(codec="utf-8"), max_size=20),
)
def test_no_header_or_address_breaks_out_of_its_line(name: str, value: str, url: str, hop: str) -> None:
    page = replace(
        PAGE,
        headers=((name, value), ("X", f"{value}\r\nWARC-Type: x")),
        final_url=f"https://news.example/{url}",
        hops=(hop,),
    )
    data = warc.record(page, "factdesk/9 (desk@news.example)")
    assert warc.payload(data).body == PAGE.body
    assert list(records(data)) == ["warcinfo", "request", "response", "metadata"]


def member(*lines: str, body: bytes = b"") -> bytes:
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + body + b"\r\n\r\n")


GOOD = warc.record(PAGE, "factdesk/9")
HEAD = ("WARC/1.1", "WARC-Type: response", "WARC-Target-URI: http://a.example/")
HOSTILE = {
    "nothing": b"",
    "no gzip": b"WARC/1.1\r\n",
    "gzip of something else": gzip.compress(b"GIF89a"),
    "cut off": GOOD[:-40],
    "rubbish at the end": GOOD + b"<html>",
    "a bomb": gzip.compress(bytes(80_000_000), 1),
    "a bomb in a bomb's headers": member(*HEAD, *("a: b",) * 2_000_000),
    "two answers": GOOD + GOOD,
    "many records": b"".join(
        member("WARC/1.1", "WARC-Type: warcinfo", "Content-Length: 0") for _ in range(99)
    ),
    "no answer": member("WARC/1.1", "WARC-Type: warcinfo", "Content-Length: 0"),
    "no address": member("WARC/1.1", "WARC-Type: response", "Content-Length: 9", body=b"HTTP/1.1 "),
    "length no number": member(*HEAD, "Content-Length: many", body=b"HTTP/1.1 200 OK\r\n\r\nx"),
    "length below zero": member(*HEAD, "Content-Length: -1", body=b"HTTP/1.1 200 OK\r\n\r\nx"),
    "length too large": member(*HEAD, "Content-Length: 99999999999", body=b"HTTP/1.1 200 OK\r\n\r\nx"),
    "another body": member(
        *HEAD, "WARC-Payload-Digest: sha256:AAAA", "Content-Length: 20", body=b"HTTP/1.1 200 OK\r\n\r\nx"
    ),
    "an ARC file": gzip.compress(b"filedesc://x 0.0.0.0 20260101000000 text/plain 3\r\n\r\n\r\n\r\nabc"),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_are_refused_and_say_which_file(data: bytes) -> None:
    with pytest.raises(BrokenFile, match=r"^k1\.warc\.gz: .*; fetch the page again$"):
        warc.payload(data, "k1.warc.gz")


def test_a_changed_letter_in_the_kept_page_is_noticed() -> None:
    found, left = [], GOOD
    while left:
        unpacking = zlib.decompressobj(zlib.MAX_WBITS + 16)
        found.append(unpacking.decompress(left))
        left = unpacking.unused_data
    changed = b"".join(gzip.compress(one.replace(b"Freedonia", b"Sylvania!")) for one in found)
    assert b"Sylvania!" in gzip.decompress(changed)
    with pytest.raises(BrokenFile, match="not the one that was kept"):
        warc.payload(changed)
