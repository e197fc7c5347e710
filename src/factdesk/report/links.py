"""Addresses that a page may link to."""

from __future__ import annotations

from urllib.parse import urlsplit


def safe_url(url: str) -> str:
    """The address if a page may link to it (http or https, with a host), else blank."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
