"""Which addresses are shown as links. `link` in ui/review/dom.js holds the same rule.

Links are typed, and come with the files of a desk, with pages, feeds and look-ups. A link must look like
where it leads, and show no password to every reader.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Browsers take a backslash for a slash: what follows one is not the host that it looks like.
_WEB = re.compile(r"https?://[^\s/?#\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_NAMED = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)
# Controls, signs without width, and signs that turn the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def fault(url: str) -> str:
    """Why an address, without blanks around it, is not shown as a link, and what to do; blank if it is."""
    if _UNSEEN.search(url):
        return "this link holds signs that cannot be seen; type it anew, or copy it from the browser"
    if _NAMED.match(url):
        return "a link with a name or a password in it is not kept; delete what stands before the @"
    if not _WEB.fullmatch(url) or not _can_be_split(url):
        shown = "this" if "@" in url else repr(url[:80])  # a password may stand before an @
        return f"{shown} is not a web link; it looks like https://example.org/page"
    return ""


def safe_url(url: str) -> str:
    """The address if it may be shown as a link, else blank."""
    url = url.strip()
    return "" if fault(url) else url


def _can_be_split(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False
