"""Fetching from the web, guarded and polite: which addresses, how much, how long; who asks is named."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from factdesk.errors import Blocked, Refused
from factdesk.web.cache import Cache
from factdesk.web.guard import Guard, guard, near
from factdesk.web.limits import Clock, Limits
from factdesk.web.page import PAGE_TYPES, Page
from factdesk.web.trouble import Passing

if TYPE_CHECKING:
    from factdesk.web.client import Client, Reply, agent

__all__ = [
    "PAGE_TYPES",
    "Blocked",
    "Cache",
    "Client",
    "Clock",
    "Guard",
    "Limits",
    "Page",
    "Passing",
    "Refused",
    "Reply",
    "agent",
    "guard",
    "near",
]

_LATE = ("Client", "Reply", "agent")


def __getattr__(name: str) -> Any:
    """What needs `requests` is loaded when it is used first: most commands ask nobody."""
    if name in _LATE:
        return getattr(import_module("factdesk.web.client"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
