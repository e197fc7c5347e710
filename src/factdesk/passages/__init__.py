"""Passages of a kept text: those that bear on a claim, a quotation's place, and texts that are copies."""

from factdesk.passages.alike import contained, groups, likeness
from factdesk.passages.found import Found, find
from factdesk.passages.index import Index
from factdesk.passages.quotations import quotes
from factdesk.passages.rank import Passage, rank, ranked

__all__ = [
    "Found",
    "Index",
    "Passage",
    "contained",
    "find",
    "groups",
    "likeness",
    "quotes",
    "rank",
    "ranked",
]
