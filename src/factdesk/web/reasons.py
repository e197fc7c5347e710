"""Errors of the libraries, as ours: a few words without their names of objects."""

from __future__ import annotations

import requests
import urllib3

from factdesk.errors import Blocked, Unreachable
from factdesk.web.trouble import Failed

LIBRARY_ERRORS = (OSError, ValueError, urllib3.exceptions.HTTPError)
_LATE = (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)
_CUT = ("IncompleteRead", "InvalidChunk", "RemoteDisconnected", "ended", "Connection reset")
_NO_SERVER = "what came is no answer of a web server"
_NO_ANSWER = ("BadStatusLine", "LineTooLong", "got more than", "UnknownProtocol")


def ours(where: str, error: Exception) -> Exception:
    """Failed where another attempt may help, Unreachable or Blocked where none does."""
    if isinstance(error, _LATE):
        return Failed("no answer in time")
    if isinstance(error, requests.exceptions.ProxyError):
        return Failed("the proxy that https_proxy names gives no connection")
    if isinstance(error, requests.exceptions.SSLError):
        return Unreachable(f"{where}: {_encryption(error)}; look at the page in a browser", passing=True)
    if isinstance(error, requests.exceptions.InvalidHeader):
        return Failed(_NO_SERVER)
    if isinstance(error, ValueError):  # what requests says of addresses that are none
        return Blocked(f"{where}: {error}; correct the address")
    told = f"{type(error).__name__} {error}"
    if "CA certificate bundle" in told:
        return Unreachable(f"{where}: REQUESTS_CA_BUNDLE names a file that is not there; correct or unset it")
    if any(word in told for word in _CUT):
        return Failed("the answer was cut off")
    if any(word in told for word in _NO_ANSWER):
        return Failed(_NO_SERVER)
    return Failed("the connection failed")


def _encryption(error: Exception) -> str:
    if "certificate" in str(error).lower():
        return "its certificate is not valid for this address"
    return "no encrypted connection came about"
