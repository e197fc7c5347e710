"""The entries of a browser's outbox and what is in them, read with care: a browser may send anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factdesk.desk import Desk
from factdesk.errors import BadInput
from factdesk.ui.jobs import JOBS, Jobs

LONGEST_TEXT = 20_000  # characters in one field; a rationale of 3,000 words

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One action of one reviewer. `attempt` grows when the person asks to try again."""

    id: str
    action: str
    claim_id: str
    payload: Payload
    base_revision: int
    attempt: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the entries go: one article, one reviewer. What takes long is done in `jobs`."""

    desk: Desk
    slug: str
    reviewer: str
    jobs: Jobs = field(default=JOBS)


def text_of(entry: Entry, name: str) -> str:
    return text_in(entry.payload, name)


def text_in(payload: Payload, name: str) -> str:
    """The text of that name, blank where there is none; BadInput where it is none or too long."""
    value = payload.get(name, "")
    if not isinstance(value, str):
        raise BadInput(f"{name} is not a text; reload the page")
    if len(value) > LONGEST_TEXT:
        raise BadInput(f"{name} has {len(value):,} characters; {LONGEST_TEXT:,} are the most that fit")
    return value


def number_of(entry: Entry, name: str) -> int | None:
    value = entry.payload.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
