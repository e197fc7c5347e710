"""A tenure's days in words, and its sources as links."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

from factdesk.model import Tenure
from factdesk.weblinks import safe_url


def held(tenure: Tenure) -> str:
    """From when to when, in words."""
    first = str(tenure.start) or "start unknown"
    if tenure.end:
        return f"{first} to {tenure.end}"
    seen = f"; last seen {tenure.known_until}" if tenure.known_until else ""
    return f"from {first}{seen}"


def link(source: str) -> str:
    """A source as a link that opens beside the page, or as text where it is no web link."""
    if not (address := safe_url(source)):
        return escape(source)
    host = urlsplit(address).netloc.removeprefix("www.")
    return (
        f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer" title="{escape(address)}">'
        f"{escape(host)}</a>"
    )
