"""Which addresses may be spoken with: those of the public internet, and the few that are named."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from factdesk.errors import BadInput, Blocked
from factdesk.web.addresses import Place, not_public, resolve

LOOPBACK = "FACTDESK_TEST_LOOPBACK"
PORTS = {"http": 80, "https": 443}
_WEB_PORTS = (80, 443, 8080, 8443)
# An @ after such a beginning stands in a path. Of `http://a:1/b@c` nobody knows whether 1 is a port.
_NO_PASSWORD = re.compile(r"https?://[^/?#@:\\]+(?:[/?#]|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets requests through to the public internet, and to each `host:port` in `allow` wherever it is."""

    allow: frozenset[str] = frozenset()

    def check(self, url: str) -> None:
        """Blocked where the writing of an address already tells that it is not fetched."""
        parts = _split(url)
        if parts.scheme not in PORTS:
            raise Blocked(
                f"{_shown(url)}: only addresses that begin with http:// or https:// are fetched; "
                "give one of those"
            )
        if "@" in parts.netloc:
            raise Blocked(
                f"{_shown(url)}: an address with a name or a password in it is not "
                "fetched; delete what stands before the @"
            )
        host = parts.hostname or ""
        port = PORTS[parts.scheme] if parts.port is None else parts.port
        if not host:
            raise Blocked(
                f"{_shown(url)}: there is no site in this address; write it like https://example.org/"
            )
        self._check_place(host, port)

    def places(self, host: str, port: int, seconds: float) -> list[Place]:
        """The addresses of a host, each of them checked. Blocked where one may not be spoken with."""
        self._check_place(host, port)
        places = resolve(host, port, seconds)
        if _pair(host, port) not in self.allow:
            for _, place in places:
                _check_public(host, str(place[0]))
        return places

    def _check_place(self, host: str, port: int) -> None:
        if _pair(host, port) in self.allow:
            return
        if _is_address(host):
            _check_public(host, host)
        elif _NUMBER.fullmatch(host):
            raise Blocked(
                f"{host}: this is an address written as a number; give the name of the site instead"
            )
        if port not in _WEB_PORTS:
            raise Blocked(
                f"{host}: port {port} is none that web pages are fetched from "
                f"({', '.join(map(str, _WEB_PORTS))}); correct the address"
            )


def guard(environ: Mapping[str, str] = os.environ) -> Guard:
    """The guard of this process: public addresses only.

    The tests' own servers are the one exception: the environment variable FACTDESK_TEST_LOOPBACK lists them,
    `127.0.0.1:8123,[::1]:8124`. BadInput where anything but an address of this machine stands in it.
    """
    return Guard(
        frozenset(_loopback(word.strip()) for word in environ.get(LOOPBACK, "").split(",") if word.strip())
    )


def near(*urls: str) -> Guard:
    """The guard of this process, and the hosts and ports of addresses that an operator wrote in desk.toml."""
    named = (_split(url) for url in urls)
    pairs = {_pair(one.hostname or "", one.port or PORTS.get(one.scheme, 0)) for one in named}
    return Guard(guard().allow | pairs)


def place_of(url: str) -> str:
    """An address as messages show it: without what is asked there."""
    return _shown(_without_password(url).partition("?")[0].partition("#")[0])


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Blocked(f"{_shown(url)}: this is no web address; correct it") from None
    return parts


def _shown(url: str) -> str:
    return _without_password(url)[:200]


def _without_password(url: str) -> str:
    """An address in signs that can be seen; where a password may stand before an @, without all before it."""
    printable = "".join(letter for letter in url if letter.isprintable())
    return printable if _NO_PASSWORD.match(printable) else re.sub(r"^(https?:)?.*@", r"\1//…@", printable)


def _pair(host: str, port: int) -> str:
    host = host.lower().rstrip(".").strip("[]")
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _is_address(host: str) -> bool:
    """Whether a host is an address in its usual form; of IPv4 four decimal numbers without leading zeros."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _check_public(host: str, address: str) -> None:
    if what := not_public(address):
        where = f"[{host}]" if ":" in host else host
        itself = "this address" if host == address else f"its address {address}"
        raise Blocked(
            f"{where}: {itself} is not on the public internet ({what}), and only public pages are fetched; "
            "upload the document as a file instead"
        )


def _loopback(word: str) -> str:
    try:
        parts = urlsplit(f"//{word}")
        host, port = parts.hostname or "", parts.port
        if port and ipaddress.ip_address(host).is_loopback and _pair(host, port) == word.lower():
            return word.lower()
    except ValueError:
        pass
    raise BadInput(
        f"{LOOPBACK}: {word!r} is no address of this machine with a port; it is for tests only, unset it"
    )
