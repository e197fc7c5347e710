"""What Save Page Now says when it makes no copy, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factdesk.errors import Unreachable

# By the documentation of Save Page Now 2 of October 2025. What is not listed is told in the archive's words.
_PAGE = {
    "not-found": "the page answers 404 to the archive; check the address",
    "no-access": "the site lets the archive not in (403); keep a copy of your own",
    "unauthorized": "the page wants a login; keep a copy of your own",
    "network-authentication-required": "the page wants a login; keep a copy of your own",
    "forbidden": "the site lets the archive not in (403); keep a copy of your own",
    "blocked": "the site blocks the archive; keep a copy of your own",
    "blocked-url": "the archive copies no pages of this kind (its list of trackers); keep a copy of your own",
    "invalid-url-syntax": "the archive does not take this for an address; correct it",
    "invalid-host-resolution": "the archive does not find the site; check the address",
    "too-many-redirects": "the page sends on too often; give the address where it ends",
    "filesize-limit": "the document is over 2 GB; keep a copy of your own",
    "bad-request": "the site did not understand the archive; keep a copy of your own",
    "method-not-allowed": "the site did not answer the archive; keep a copy of your own",
    "blocked-client-ip": "the archive refuses requests from this network without an account: set a key",
    "too-many-daily-captures": "this page has had its copies of today; look the newest one up",
    "max-daily-bandwidth": "this account has had its share of today; try again tomorrow",
    "max-daily-bandwidth-from-ip": "this network has had its share of today; set a key, or wait",
    "max-daily-bandwidth-host": "the archive has copied this site enough today; try again tomorrow",
}
_LATER = {
    "bad-gateway": "the site answered with an error (502)",
    "bandwidth-limit-exceeded": "the site has no bandwidth left (509)",
    "browsing-timeout": "the archive's browser took too long",
    "capture-location-error": "the archive did not find its own copy",
    "cannot-fetch": "the archive is overloaded",
    "celery": "the archive could not begin",
    "gateway-timeout": "the site did not answer the archive in time (504)",
    "internal-server-error": "the archive had an error",
    "invalid-server-response": "the archive could not read the site's answer",
    "job-failed": "the archive had an error",
    "no-browsers-available": "the archive has no browser free",
    "protocol-error": "the connection of the archive to the site broke",
    "proxy-error": "the archive had an error",
    "read-timeout": "the site did not answer the archive in time",
    "service-unavailable": "the site is not available (503)",
    "soft-time-limit-exceeded": "the page took the archive too long",
    "too-many-requests": "the site lets the archive wait (429)",
    "user-session-limit": "too many copies are being made under this account or network at once",
}


def refused(told: Mapping[str, Any], url: str) -> Unreachable:
    """The error to raise for a copy that was not made; `passing` where it may work later."""
    code = str(told.get("status_ext", "")).removeprefix("error:")
    if code in _LATER:
        return Unreachable(f"{url}: no copy was made: {_LATER[code]}; try again later", passing=True)
    if code in _PAGE:
        return Unreachable(f"{url}: no copy was made: {_PAGE[code]}")
    return Unreachable(
        f"{url}: no copy was made: {said(told.get('message')) or code[:80] or 'no reason given'}"
    )


def said(words: object) -> str:
    """What the archive says, on one line, not too long; blank where it is no text."""
    text = "".join(char if char.isprintable() else " " for char in words) if isinstance(words, str) else ""
    return " ".join(text.split())[:300]
