"""Fetching from the web, guarded and polite: which addresses, how much, how long; who asks is named."""

from factdesk.errors import Blocked, Refused
from factdesk.web.addresses import UNKNOWN_NAME
from factdesk.web.cache import Cache
from factdesk.web.client import Client, Reply, agent
from factdesk.web.guard import Guard, guard, near
from factdesk.web.limits import Clock, Limits
from factdesk.web.page import PAGE_TYPES, Page
from factdesk.web.trouble import Passing

__all__ = [
    "PAGE_TYPES",
    "UNKNOWN_NAME",
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
