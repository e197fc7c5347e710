"""A claim in the making: where it stands and how it reads, before kind, score and id."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.model import ClaimKind


@dataclass(frozen=True, slots=True)
class Draft:
    """`kind` is set where the form of the clause decides it; else the wording does."""

    start: int
    end: int
    text: str
    speaker: str = ""
    context: str = ""
    kind: ClaimKind | None = None
