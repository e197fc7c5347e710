"""Which addresses may be told to a public archive."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urldefrag, urlsplit

from factdesk.errors import BadInput

_INNER = (".localhost", ".local", ".lan", ".internal", ".intranet", ".home", ".corp", ".home.arpa")


def public(url: str) -> str:
    """An address as the archive is told it, without its fragment.

    BadInput where others cannot reach it or it holds a password: a public archive must not learn of those.
    """
    wanted = urldefrag(url.strip()).url
    parts = _parts(wanted)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    if parts is None or parts.scheme not in ("http", "https") or not host or " " in wanted:
        raise BadInput(f"{wanted[:200]!r} is no web address; only pages can be archived")
    if "@" in parts.netloc:
        raise BadInput(f"{host}: the address has a name or a password in it; delete what stands before the @")
    if not _is_public(host):
        raise BadInput(
            f"{host}: only you can reach this address, the archive cannot; keep a copy of your own"
        )
    return wanted


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_INNER)
