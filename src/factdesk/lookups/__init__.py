"""Looking claims up at services that a desk has switched on. What is found can be attached, no verdict."""

from factdesk.lookups.connectors import Connector, connectors
from factdesk.lookups.hit import Hit, Hits
from factdesk.lookups.words import query

__all__ = ["Connector", "Hit", "Hits", "connectors", "query"]
