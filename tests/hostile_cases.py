"""The table of hostile cases: what any client that factdesk fetches with must do in each.

It names no class of ours. To try another library write a function that fetches a URL and returns the body,
and run it through `judged` (`benchmarks/hostile.py` does so with requests alone and with requests-hardened).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from hostile_server import GOOD, OTHER_PUBLIC, PUBLIC, Network

ZONE = {
    "public.test": [[PUBLIC]],
    "intranet.test": [["10.0.0.5"]],
    "mixed.test": [[PUBLIC, "10.0.0.6"]],
    "mixed-back.test": [["10.0.0.6", PUBLIC]],
    "six.test": [["::1"]],
    "mapped.test": [["::ffff:192.168.0.9"]],
    "nat64.test": [["64:ff9b::a00:1"]],
    "metadata.test": [["169.254.169.254"]],
    "rebind.test": [[PUBLIC], ["127.0.0.1"]],
    "moves.test": [[PUBLIC], [OTHER_PUBLIC]],
}


class Wanted(StrEnum):
    """What must come of a case."""

    PAGE = "page"  # the good page, whole
    ERROR = "error"  # an error, after nothing but public addresses were connected to


class Outcome(StrEnum):
    """What came of it."""

    PAGE = "page"
    OTHER = "another body"
    ERROR = "error"
    MEMORY = "out of memory"
    LEAK = "leak"


@dataclass(frozen=True)
class Case:
    """`says` are words that our message must have; other libraries have messages of their own."""

    name: str
    url: str
    wanted: Wanted
    says: str = ""


def judged(case: Case, fetch: Callable[[str], bytes], port: int) -> tuple[Outcome, str]:
    """What came of a case, and the message or the number of bytes. `port` is that of the hostile site."""
    network = Network(port, ZONE)
    with network.standing_in():
        try:
            body = fetch(case.url)
        except MemoryError:
            outcome, told = Outcome.MEMORY, ""
        except Exception as error:
            outcome, told = Outcome.ERROR, str(error)
        else:
            outcome, told = Outcome.PAGE if body == GOOD else Outcome.OTHER, f"{len(body):,} bytes"
    if inward := [address for address in network.dialled if not is_public(address)]:
        return Outcome.LEAK, f"connected to {inward[0]}"
    return outcome, told


# Not public, though Python 3.11 says so (python/cpython#113171).
_MISSED = [ipaddress.ip_network(network) for network in ("192.0.0.0/24", "192.88.99.0/24")]


def is_public(written: str) -> bool:
    """By the standard library and what it leaves open; not by the rule under test."""
    address = ipaddress.ip_address(written.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if address.sixtofour or address.teredo or address.is_site_local or address.is_reserved:
            return False
    if written == "168.63.129.16" or any(address in network for network in _MISSED):
        return False
    return address.is_global and not address.is_multicast


def _address(name: str, host: str, says: str = "not on the public internet") -> Case:
    return Case(name, f"http://{host}/good", Wanted.ERROR, says)


def _onward(name: str, to: str, says: str = "not on the public internet") -> Case:
    return Case(f"redirect to {name}", f"{_SITE}/redirect?to={quote(to, safe='')}", Wanted.ERROR, says)


def _site(name: str, path: str, says: str = "") -> Case:
    return Case(name, f"{_SITE}/{path}", Wanted.ERROR if says else Wanted.PAGE, says)


_SITE = "http://public.test"
_AS_NUMBER = "written as a number"

ADDRESSES = [
    _address("loopback", "127.0.0.1"),
    _address("loopback, another", "127.8.9.10"),
    _address("localhost by name", "localhost"),
    _address("decimal", "2130706433", _AS_NUMBER),
    _address("hexadecimal", "0x7f000001", _AS_NUMBER),
    _address("hexadecimal parts", "0x7f.0x0.0x0.0x1", _AS_NUMBER),
    _address("octal", "0177.0.0.1", _AS_NUMBER),
    _address("octal, long", "00000177.0000.0000.0001", _AS_NUMBER),
    _address("short", "127.1", _AS_NUMBER),
    _address("dot at the end", "127.0.0.1.", _AS_NUMBER),
    _address("percent-encoded", "%31%32%37.0.0.1", ""),
    _address("full-width digits", "１２７.0.0.1", ""),
    _address("circled digits", "①②⑦.⓪.⓪.①", "correct the address"),
    _address("unspecified", "0.0.0.0"),
    _address("private 10/8", "10.0.0.1"),
    _address("private 172.16/12", "172.31.255.1"),
    _address("private 192.168/16", "192.168.1.1"),
    _address("metadata", "169.254.169.254"),
    _address("metadata of Azure", "168.63.129.16"),
    _address("metadata of Alibaba", "100.100.100.200"),
    _address("metadata of Oracle", "192.0.0.192"),
    _address("CGNAT", "100.64.0.1"),
    _address("benchmark", "198.18.0.1"),
    _address("examples", "203.0.113.7"),
    _address("6to4 relay", "192.88.99.1"),
    _address("multicast", "224.0.0.1"),
    _address("reserved 240/4", "240.0.0.1"),
    _address("broadcast", "255.255.255.255"),
    _address("IPv6 loopback", "[::1]"),
    _address("IPv6 loopback, long", "[0000:0000:0000:0000:0000:0000:0000:0001]"),
    _address("IPv6 unspecified", "[::]"),
    _address("IPv4-mapped", "[::ffff:127.0.0.1]"),
    _address("IPv4-mapped, hexadecimal", "[::ffff:a9fe:a9fe]"),
    _address("IPv4-compatible", "[::127.0.0.1]"),
    _address("IPv4-translated", "[::ffff:0:127.0.0.1]"),
    _address("unique local", "[fd00::1]"),
    _address("metadata of AWS, IPv6", "[fd00:ec2::254]"),
    _address("link-local", "[fe80::1]"),
    _address("link-local with a zone", "[fe80::1%25lo]", ""),
    _address("site-local", "[fec0::1]"),
    _address("IPv6 multicast", "[ff02::1]"),
    _address("NAT64", "[64:ff9b::7f00:1]"),
    _address("NAT64, local use", "[64:ff9b:1::7f00:1]"),
    _address("6to4", "[2002:7f00:1::]"),
    _address("Teredo", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]"),
    _address("IPv6 examples", "[2001:db8::1]"),
    _address("IPv6 discard", "[100::1]"),
]

NAMES = [
    _address("name of 10.0.0.5", "intranet.test"),
    _address("name of ::1", "six.test"),
    _address("name of an IPv4-mapped address", "mapped.test"),
    _address("name of a NAT64 address", "nat64.test"),
    _address("name of the metadata service", "metadata.test"),
    _address("two answers, the second private", "mixed.test"),
    _address("two answers, the first private", "mixed-back.test"),
    _address("name that nobody has", "nobody.test", "the name is not known"),
    Case("answer that changes after the first look-up", "http://rebind.test/good", Wanted.PAGE),
    Case("answer that changes before a redirect", "http://rebind.test/redirect?to=/good", Wanted.ERROR),
    Case("answer that moves between public addresses", "http://moves.test/redirect?to=/good", Wanted.PAGE),
]

URLS = [
    Case("file://", "file:///etc/passwd", Wanted.ERROR, "begin with http:// or https://"),
    Case("ftp://", "ftp://me:pass@public.test/", Wanted.ERROR, "begin with http:// or https://"),
    Case("gopher://", "gopher://public.test/", Wanted.ERROR, "begin with http:// or https://"),
    Case("data:", "data:text/html,<p>hello", Wanted.ERROR, "begin with http:// or https://"),
    Case("no scheme", "public.test/good", Wanted.ERROR, "begin with http:// or https://"),
    Case("no site", "http:///good", Wanted.ERROR, "there is no site in this address"),
    Case(
        "name before an @", "http://public.test@127.0.0.1/", Wanted.ERROR, "delete what stands before the @"
    ),
    Case("password before an @", "http://me:pass@public.test/", Wanted.ERROR, "delete what stands before"),
    Case("backslash and @", "http://public.test\\@127.0.0.1/", Wanted.ERROR),
    Case("@ and backslash", "http://127.0.0.1\\@public.test/", Wanted.ERROR),
    Case("line break in the host", "http://127.0.0.\n1/", Wanted.ERROR),
    Case("port 22", "http://public.test:22/", Wanted.ERROR, "port 22 is none that web pages"),
    Case("port 0", "http://public.test:0/", Wanted.ERROR, "port 0 is none that web pages"),
    Case("port 99999", "http://public.test:99999/", Wanted.ERROR, "this is no web address"),
    Case("host in brackets that is none", "http://[public.test]/", Wanted.ERROR, "this is no web address"),
    Case("address of 100,000 letters", "http://public.test/" + "a" * 100_000, Wanted.ERROR, "characters"),
    Case("label of 70 letters", f"http://{'a' * 70}.test/", Wanted.ERROR),
]

REDIRECTS = [
    _onward("127.0.0.1", "http://127.0.0.1/good"),
    _onward("[::1]", "http://[::1]/good"),
    _onward("a decimal address", "http://2130706433/good", _AS_NUMBER),
    _onward("an octal address", "http://0177.0.0.1/good", _AS_NUMBER),
    _onward("the metadata service", "http://169.254.169.254/latest/meta-data/"),
    _onward("a name of 10.0.0.5", "http://intranet.test/good"),
    _onward("//127.0.0.1", "//127.0.0.1/good"),
    _onward("file://", "file:///etc/passwd", "begin with http:// or https://"),
    _onward("ftp://", "ftp://public.test/", "begin with http:// or https://"),
    _onward("data:", "data:text/html,hello", "begin with http:// or https://"),
    _onward("javascript:", "javascript:alert(1)", "begin with http:// or https://"),
    _onward("port 22", "http://public.test:22/", "port 22 is none"),
    _onward("an address with a password", "http://me:pass@public.test/", "delete what stands before the @"),
    _site("redirect to an address that is none", "broken-location", "sends on to an address that is none"),
    _site("50 redirects", "redirects?left=50", "sends on more than 5 times"),
    _site("5 redirects", "redirects?left=4"),
    _site("circle of two", "circle", "sends on in a circle"),
    _site("redirect that wants a cookie back", "cookie-wall"),
]

SIZES = [
    _site("page with scripts", "good"),
    _site("packed with gzip", "good-gzip"),
    _site("packed with deflate", "good-deflate"),
    _site("packed in two parts", "good-parts"),
    _site("10 GB, declared", "declared-10-gb", "the answer is over 200,000 bytes"),
    _site("10 GB, not declared", "endless-body", "the answer is over 200,000 bytes"),
    _site("10 GB in chunks", "endless-chunks", "the answer is over 200,000 bytes"),
    _site("gzip bomb, 1 GiB", "gzip-bomb", "the answer is over"),
    _site("deflate bomb, 1 GiB", "deflate-bomb", "the answer is over"),
    _site("gzip in gzip", "gzip-of-gzip", "packed as 'gzip, gzip', which was not asked for"),
    _site("gzip of nothing, endless", "gzip-of-nothing", "the answer is over 200,000 bytes"),
    _site("brotli, not asked for", "brotli", "packed as 'br', which was not asked for"),
    _site("gzip that is broken", "broken-gzip", "the answer is packed wrongly"),
    _site("gzip that is cut", "cut-gzip", "the answer was cut off"),
]

TIMES = [
    _site("redirects that take their time", "slow-redirects", "try again later"),
    _site("a byte now and then", "slow-body", "the answer came too slowly"),
    _site("a byte now and then, no length", "slow-body-without-length", "the answer came too slowly"),
    _site("a header now and then", "slow-header", "the answer came too slowly"),
    _site("a header's byte now and then", "slow-header-line", "the answer came too slowly"),
    _site("nothing for long", "silent", "the answer came too slowly"),
    _site("100 Continue without end", "endless-continue", "the answer came too slowly"),
]

FORMS = [
    _site("length larger than the body", "length-too-large", "the answer was cut off"),
    _site("length smaller than the body", "length-too-small"),
    _site("negative length", "negative-length"),
    _site("two lengths", "two-lengths", "no answer of a web server"),
    _site("header of 1 MiB", "huge-header", "no answer of a web server"),
    _site("10,000 headers", "many-headers", "no answer of a web server"),
    _site("headers without end", "endless-headers", "no answer of a web server"),
    _site("HTTP/0.9", "http-0-9", "no answer of a web server"),
    _site("garbage", "garbage", "no answer of a web server"),
    _site("nothing at all", "nothing", "the answer was cut off"),
    _site("broken chunks", "broken-chunks", "the answer was cut off"),
    _site("a program", "program", "this is application/x-msdownload, not a page"),
    _site("a picture", "picture", "this is image/png, not a page"),
    _site("JSON, not asked for", "json", "this is application/ld+json, not a page"),
    _site("a program without a type", "untyped-program", "this is of an unknown type, not a page"),
    _site("a page without a type", "untyped-page"),
]

GROUPS = {
    "addresses": ADDRESSES,
    "names": NAMES,
    "writing": URLS,
    "redirects": REDIRECTS,
    "size": SIZES,
    "time": TIMES,
    "form": FORMS,
}
CASES = [case for group in GROUPS.values() for case in group]
