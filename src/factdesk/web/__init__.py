"""Fetching from the web, politely: who asks is named, answers are kept, busy servers are given time."""

from factdesk.web.cache import Cache
from factdesk.web.client import Client, Clock, Limits, Passing, Refused, Reply

__all__ = ["Cache", "Client", "Clock", "Limits", "Passing", "Refused", "Reply"]
