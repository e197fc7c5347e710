"""Names to addresses, and which addresses are on the public internet.

The ranges are those of the IANA registries of special-purpose addresses (IPv4 and IPv6), listed here
because the properties of `ipaddress` differ between releases of Python. Of IPv6 only the global unicast block
2000::/3 is public at all; ranges that carry an IPv4 address within (6to4, Teredo, NAT64) are not spoken with.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from typing import Any

from factdesk.web.trouble import Failed

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Place = tuple[socket.AddressFamily, tuple[Any, ...]]

_NOT_PUBLIC = {
    ipaddress.ip_network(network): what
    for network, what in {
        "0.0.0.0/8": "this network",
        "10.0.0.0/8": "a private network",
        "100.64.0.0/10": "a provider's own network",
        "127.0.0.0/8": "this machine",
        "169.254.0.0/16": "the local link, where cloud machines have their secrets",
        "168.63.129.16/32": "a cloud's own service",
        "172.16.0.0/12": "a private network",
        "192.0.0.0/24": "reserved",
        "192.0.2.0/24": "for examples only",
        "192.88.99.0/24": "a 6to4 relay",
        "192.168.0.0/16": "a private network",
        "198.18.0.0/15": "for benchmarks only",
        "198.51.100.0/24": "for examples only",
        "203.0.113.0/24": "for examples only",
        "224.0.0.0/4": "multicast",
        "240.0.0.0/4": "reserved",
        "::1/128": "this machine",
        "64:ff9b::/96": "NAT64",
        "64:ff9b:1::/48": "NAT64",
        "2001::/23": "reserved, Teredo among it",
        "2001:db8::/32": "for examples only",
        "2002::/16": "6to4",
        "3fff::/20": "for examples only",
        "fc00::/7": "a private network",
        "fe80::/10": "the local link",
        "ff00::/8": "multicast",
    }.items()
}
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


def not_public(written: str) -> str:
    """What an address is instead of public, in a few words; blank where it is public."""
    address: Address = ipaddress.ip_address(written.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    for network, what in _NOT_PUBLIC.items():
        if address.version == network.version and address in network:
            return what
    return "reserved" if address.version == 6 and address not in _GLOBAL_UNICAST else ""


def resolve(host: str, port: int, seconds: float) -> list[Place]:
    """The addresses of a host as `socket.connect` takes them. Failed where there are none, or none in time.

    The system's own look-up knows no time limit, so it runs beside and is left behind when it is late.
    """
    found: queue.SimpleQueue[list[Place] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put([(row[0], row[4]) for row in rows if row[0] in (socket.AF_INET, socket.AF_INET6)])
        except (OSError, ValueError) as error:
            found.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        places = found.get(timeout=max(0.05, seconds))
    except queue.Empty:
        raise Failed(f"the look-up of the name {host} took too long") from None
    if isinstance(places, Exception) or not places:
        raise Failed("the name is not known; check the address and the connection", nameless=True)
    return list(dict.fromkeys(places))
