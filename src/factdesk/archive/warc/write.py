"""A page as WARC records."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factdesk.archive.warc.fields import digest, line, written
from factdesk.web import Page

_HEADER_BYTES = 100_000
# The body is kept decoded: the first ones would tell a reader to decode it again. Cookies prove nothing.
_LEFT_OUT = frozenset(
    ("content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie", "set-cookie2")
)
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]"
_ASCII = "".join(map(chr, range(32, 127)))


def record(page: Page, software: str) -> bytes:
    """A gzipped WARC of one page: warcinfo, request, response and metadata.

    The same page and `software` (the program as its User-Agent names it) give the same bytes. Digests are
    SHA-256. The body stands there decoded, so the headers of its transfer are left out, and cookies.
    """
    made = _Made(page, software)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    for kind, content, http in made.records():
        writer.write_record(
            writer.create_warc_record(
                "" if kind == "warcinfo" else made.address,
                kind,
                payload=io.BytesIO(content),
                length=len(content),
                warc_headers_dict=made.headers(kind, content, http),
                http_headers=http,
            )
        )
    return out.getvalue()


class _Made:
    """The records of one page; their ids are made of what they hold."""

    def __init__(self, page: Page, software: str) -> None:
        self._page, self._software = page, _plain(software)
        self.address = quote(page.final_url, safe=_URL_SAFE)
        self._moment = page.retrieved.astimezone(UTC).isoformat().replace("+00:00", "Z")
        self._seed = f"{self._software} {self._moment} {page.url} {self.address} {digest(page.body)}"

    def records(self) -> Iterator[tuple[str, bytes, Any]]:
        """Kind, content and HTTP head of each."""
        yield "warcinfo", written((("software", self._software), ("format", "WARC File Format 1.1"))), None
        yield "request", b"", self._request_head()
        yield "response", self._page.body, self._response_head()
        yield "metadata", self._metadata(), None

    def headers(self, kind: str, content: bytes, http: Any) -> dict[str, str]:
        """The WARC headers of a record, in the order in which they are written."""
        found = {"WARC-Type": kind, "WARC-Record-ID": self._id(kind), "WARC-Date": self._moment}
        if kind != "warcinfo":
            found["WARC-Target-URI"] = self.address
            found["WARC-Warcinfo-ID"] = self._id("warcinfo")
        if kind in ("request", "metadata"):
            found["WARC-Concurrent-To"] = self._id("response")
        if kind == "response":
            found["WARC-Identified-Payload-Type"] = _plain(self._page.media_type)
        if kind != "warcinfo":
            found["WARC-Payload-Digest"] = digest(content)
        found["WARC-Block-Digest"] = digest((http.to_ascii_bytes() if http else b"") + content)
        return found

    def _id(self, kind: str) -> str:
        return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {self._seed}')}>"

    def _request_head(self) -> Any:
        parts = urlsplit(self.address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        told = [("Host", parts.netloc.rpartition("@")[2]), ("User-Agent", self._software)]
        return StatusAndHeaders(f"{path} HTTP/1.1", told, protocol="GET")

    def _response_head(self) -> Any:
        status = self._page.status
        phrase = HTTPStatus(status).phrase if status in list(HTTPStatus) else ""
        told = list(_kept(self._page.headers))
        return StatusAndHeaders(f"{status} {phrase}".strip(), told, protocol="HTTP/1.1")

    def _metadata(self) -> bytes:
        page = self._page
        path = dict.fromkeys(url for url in (page.url, *page.hops) if url != page.final_url)
        found = [("fetchedBy", self._software), ("requested", page.url), ("charset", page.charset)]
        return written([*found, *(("redirect", url) for url in path)])


def _kept(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The headers that still hold for the decoded body, each on one line, up to a limit in all."""
    left = _HEADER_BYTES
    for name, value in headers:
        if name.lower() in _LEFT_OUT or not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            continue
        told = _plain(value)
        left -= len(name) + len(told)
        if left < 0:
            return
        yield name, told


def _plain(text: str) -> str:
    """One line of ASCII; other letters are percent-encoded."""
    return quote(line(text), safe=_ASCII)
