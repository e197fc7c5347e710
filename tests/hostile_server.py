"""A web site on loopback whose every page is a trap, and a network of false names that leads to it.

`serving()` is the site alone: with the guard's exception for tests a browser or a desk can be pointed at it.
`Network` stands in for the name service and for the way to addresses, for any library that asks the system
for names and connects with its sockets: what it dials is written down, and nothing leaves this machine.
"""

from __future__ import annotations

import gzip
import itertools
import socket
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback import Handler, listening

PUBLIC, OTHER_PUBLIC = "93.184.216.34", "8.8.8.8"
HTML = "text/html; charset=utf-8"
GOOD = (
    b"<!doctype html><html lang=en><head><title>The bridge</title>"
    b"<script>document.title = 'taken over'; fetch('http://127.0.0.1/')</script></head>"
    b'<body onload="alert(1)"><article><h1>The bridge</h1><p>Ann Example opened the bridge of Freedonia.'
    b"</p></article><iframe srcdoc='<script>parent.x=1</script>'></iframe></body></html>"
)
MIB = 2**20

# Paths, and the headers of each request.
Asked = list[tuple[str, dict[str, str]]]
Trap = Callable[["Site"], None]
TRAPS: dict[str, Trap] = {}


def trap(function: Trap) -> Trap:
    """A page of that name, `_` written as `-`."""
    TRAPS["/" + function.__name__.replace("_", "-")] = function
    return function


class Site(Handler):
    """Sends what the traps say, and puts up with whoever hangs up."""

    drip_seconds = 0.05
    asked: Asked

    def do_GET(self) -> None:
        self.close_connection = True
        self.parts = urlsplit(self.path)
        self.params = {name: values[0] for name, values in parse_qs(self.parts.query).items()}
        self.asked.append((self.path, dict(self.headers.items())))
        with suppress(OSError):
            TRAPS.get(self.parts.path, missing)(self)

    def raw(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.wfile.write(piece)

    def head(self, status: int = 200, **headers: str) -> None:
        """Status and headers as given, `_` written as `-`, and nothing of the library's own."""
        lines = [f"HTTP/1.1 {status} So"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.raw("\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))

    def whole(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.head(status, **{"Content_Type": HTML, "Content_Length": str(len(body)), **headers})
        self.raw(body)

    def drip(self, piece: bytes = b"x", times: int = 1200) -> None:
        for _ in range(times):
            self.raw(piece)
            self.wfile.flush()
            time.sleep(self.drip_seconds)


def missing(site: Site) -> None:
    site.whole(b"no such page", 404)


# --- pages as they should be -------------------------------------------------------------------------


@trap
def good(site: Site) -> None:
    site.whole(GOOD)


@trap
def good_gzip(site: Site) -> None:
    site.whole(gzip.compress(GOOD), Content_Encoding="gzip")


@trap
def good_deflate(site: Site) -> None:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    site.whole(packer.compress(GOOD) + packer.flush(), Content_Encoding="deflate")


@trap
def good_parts(site: Site) -> None:
    site.whole(gzip.compress(GOOD[:50]) + gzip.compress(GOOD[50:]), Content_Encoding="gzip")


@trap
def cookie_wall(site: Site) -> None:
    """Sends on to itself until the cookie is there, as many papers do."""
    if "let=in" in site.headers.get("Cookie", ""):
        site.whole(GOOD)
    else:
        site.whole(b"", 302, Location="/cookie-wall", Set_Cookie="let=in")


# --- redirects ---------------------------------------------------------------------------------------


@trap
def redirect(site: Site) -> None:
    """Sends on to what `to` says."""
    site.whole(b"", int(site.params.get("status", "302")), Location=site.params["to"])


@trap
def redirects(site: Site) -> None:
    """So many redirects one after another: `left`."""
    left = int(site.params["left"])
    site.whole(b"", 301, Location=f"/redirects?left={left - 1}" if left else "/good")


@trap
def circle(site: Site) -> None:
    site.whole(b"", 302, Location="/circle-back")


@trap
def circle_back(site: Site) -> None:
    site.whole(b"", 302, Location="/circle")


@trap
def slow_redirects(site: Site) -> None:
    """Each is in time; all of them together never end."""
    time.sleep(4 * site.drip_seconds)
    n = int(site.params.get("n", "0"))
    site.whole(b"", 302, Location=f"/slow-redirects?n={n + 1}")


@trap
def broken_location(site: Site) -> None:
    site.whole(b"", 302, Location="http://[::1")


# --- sizes -------------------------------------------------------------------------------------------


@trap
def declared_10_gb(site: Site) -> None:
    site.head(Content_Type=HTML, Content_Length=str(10 * 1024 * MIB))
    endless(site)


@trap
def endless_body(site: Site) -> None:
    """No length told, and no end in 10 GB."""
    site.head(Content_Type=HTML)
    endless(site)


@trap
def endless_chunks(site: Site) -> None:
    site.head(Content_Type=HTML, Transfer_Encoding="chunked")
    piece = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    for _ in range(10 * 1024 * MIB // 0x10000):
        site.raw(piece)


def endless(site: Site) -> None:
    piece = b"a" * MIB
    for _ in range(10 * 1024):
        site.raw(piece)


@trap
def gzip_bomb(site: Site) -> None:
    site.whole(gzip_of_1_gib(), Content_Encoding="gzip")


@trap
def deflate_bomb(site: Site) -> None:
    site.whole(deflate_of_1_gib(), Content_Encoding="deflate")


@trap
def gzip_of_gzip(site: Site) -> None:
    site.whole(gzip.compress(gzip_of_1_gib(), 1), Content_Encoding="gzip, gzip")


@trap
def gzip_of_nothing(site: Site) -> None:
    """A packed body that never ends and never yields a byte."""
    site.head(Content_Type=HTML, Content_Encoding="gzip")
    site.raw(gzip.compress(b"")[:10])
    while True:
        site.raw(b"\x00\x00\x00\xff\xff" * 10_000)


@trap
def brotli(site: Site) -> None:
    """A packing that was not asked for, and of which some libraries unpack any amount."""
    site.whole(b"\x0b\x02\x80hello\x03", Content_Encoding="br")


@trap
def broken_gzip(site: Site) -> None:
    site.whole(gzip.compress(GOOD)[:20] + b"\xff" * 200, Content_Encoding="gzip")


@trap
def cut_gzip(site: Site) -> None:
    site.whole(gzip.compress(GOOD)[:-20], Content_Encoding="gzip")


@cache
def gzip_of_1_gib() -> bytes:
    """Zeros, in about 1 MiB."""
    return gzip.compress(bytes(MIB)) * 1024


@cache
def deflate_of_1_gib() -> bytes:
    """Zeros, in about 1 MiB: one block over and over, and the check sum of so many."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    adler = (1024 * MIB % 65521) << 16 | 1
    return b"\x78\xda" + block * 1024 + packer.flush() + adler.to_bytes(4, "big")


# --- time --------------------------------------------------------------------------------------------


@trap
def slow_body(site: Site) -> None:
    site.head(Content_Type=HTML, Content_Length="100000")
    site.drip()


@trap
def slow_body_without_length(site: Site) -> None:
    site.head(Content_Type=HTML)
    site.drip()


@trap
def slow_header(site: Site) -> None:
    site.raw(b"HTTP/1.1 200 OK\r\n")
    site.drip(b"X-A: b\r\n")


@trap
def slow_header_line(site: Site) -> None:
    site.raw(b"HTTP/1.1 200 OK\r\nX-A: ")
    site.drip()


@trap
def silent(site: Site) -> None:
    time.sleep(60 * site.drip_seconds)


@trap
def endless_continue(site: Site) -> None:
    while True:
        site.raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


# --- forms -------------------------------------------------------------------------------------------


@trap
def length_too_large(site: Site) -> None:
    site.whole(GOOD, Content_Length=str(len(GOOD) + 100))


@trap
def length_too_small(site: Site) -> None:
    site.whole(GOOD + b"<p>" + b"more" * 1000, Content_Length=str(len(GOOD)))


@trap
def negative_length(site: Site) -> None:
    site.whole(GOOD, Content_Length="-5")


@trap
def two_lengths(site: Site) -> None:
    site.raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\n")
    site.raw(GOOD)


@trap
def huge_header(site: Site) -> None:
    site.whole(GOOD, X_Huge="h" * MIB)


@trap
def many_headers(site: Site) -> None:
    site.head(**{f"X_{number}": "h" * 100 for number in range(10_000)})


@trap
def endless_headers(site: Site) -> None:
    site.raw(b"HTTP/1.1 200 OK\r\n")
    for number in itertools.count():
        site.raw(b"X-%d: %s\r\n" % (number, b"h" * 1000))


@trap
def http_0_9(site: Site) -> None:
    site.raw(b"<html><p>No status line here.</p></html>")


@trap
def garbage(site: Site) -> None:
    site.raw(bytes(range(256)) * 40)


@trap
def nothing(site: Site) -> None:
    site.connection.shutdown(socket.SHUT_RDWR)


@trap
def broken_chunks(site: Site) -> None:
    site.head(Content_Type=HTML, Transfer_Encoding="chunked")
    site.raw(b"zz\r\nhello\r\n")


@trap
def program(site: Site) -> None:
    site.whole(b"MZ\x90", Content_Type="application/x-msdownload")


@trap
def picture(site: Site) -> None:
    site.whole(b"\x89PNG", Content_Type="image/png")


@trap
def untyped_program(site: Site) -> None:
    site.whole(b"MZ\x90", Content_Type="application/octet-stream")


@trap
def untyped_page(site: Site) -> None:
    site.head(Content_Length=str(len(GOOD)))
    site.raw(GOOD)


@trap
def json(site: Site) -> None:
    site.whole(b"{}", Content_Type="application/ld+json")


@trap
def refusal(site: Site) -> None:
    """The status that `status` says."""
    site.whole(b"closed to you", int(site.params["status"]))


@contextmanager
def serving(*, drip_seconds: float = Site.drip_seconds) -> Iterator[tuple[str, Asked]]:
    """The site on a free port of this machine: its address, and the list of what is asked of it."""
    asked: Asked = []
    here = type("Here", (Site,), {"asked": asked, "drip_seconds": drip_seconds})
    with listening(here) as url:
        yield url, asked


# --- names and addresses -----------------------------------------------------------------------------


@dataclass
class Network:
    """Names, and the way to all addresses: it ends at the site on `port` of this machine.

    `zone` has for a name the answers of one look-up after the other, the last of them for all that follow.
    `dialled` are the addresses that somebody connected to.
    """

    port: int
    zone: dict[str, list[list[str]]] = field(default_factory=dict)
    dialled: list[str] = field(default_factory=list)
    lookups: list[str] = field(default_factory=list)

    def getaddrinfo(self, host: Any, port: Any, *more: Any, **flags: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name not in self.zone:
            return _numeric(name, port)
        answers = self.zone[name]
        answer = answers[min(self.lookups.count(name), len(answers) - 1)]
        self.lookups.append(name)
        return [row for address in answer for row in _numeric(address, port)]

    def connect(self, line: socket.socket, place: Any) -> None:
        if line.family not in (socket.AF_INET, socket.AF_INET6):
            return _connect(line, place)
        self.dialled.append(place[0])
        if line.family == socket.AF_INET6:
            raise ConnectionRefusedError("written down, and not connected")
        return _connect(line, ("127.0.0.1", self.port))

    @contextmanager
    def standing_in(self) -> Iterator[Network]:
        """In place of the system's own, until the block ends."""
        socket.getaddrinfo, socket.socket.connect = self.getaddrinfo, self._bound()  # type: ignore
        try:
            yield self
        finally:
            socket.getaddrinfo, socket.socket.connect = _getaddrinfo, _connect  # type: ignore

    def _bound(self) -> Callable[[socket.socket, Any], None]:
        return lambda line, place: self.connect(line, place)


_getaddrinfo, _connect = socket.getaddrinfo, socket.socket.connect


def _numeric(host: str, port: Any) -> list[Any]:
    """What the system makes of an address, in any of its written forms; names are not known."""
    flags = 0 if host == "localhost" else socket.AI_NUMERICHOST
    return _getaddrinfo(host, port or 0, 0, socket.SOCK_STREAM, 0, flags)
