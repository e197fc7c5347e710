"""A claim in the making: where it stands and how it reads, before score and id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factdesk.model import ClaimKind, Entity


@dataclass(frozen=True, slots=True)
class Draft:
    """`kind` is set where the form of the clause decides it; else the wording does.

    `spans` are the runs of words where there are several, sorted; the first begins at `start`, the last ends
    at `end`. `saying` and `quoted` as in `Claim`.
    """

    start: int
    end: int
    text: str
    speaker: str = ""
    context: str = ""
    kind: ClaimKind | None = None
    spans: tuple[tuple[int, int], ...] = ()
    saying: str = ""
    quoted: bool = False
    entities: tuple[Entity, ...] = ()

    def moved(self, by: int) -> Draft:
        """The same draft with all its offsets counted from `by` characters earlier."""
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            spans=tuple((start + by, end + by) for start, end in self.spans),
            entities=tuple(Entity(one.start + by, one.end + by, one.kind) for one in self.entities),
        )

    def with_entities(self, found: Iterable[Entity]) -> Draft:
        """The same draft with those entities of its sentence that lie in its own words."""
        runs = self.spans or ((self.start, self.end),)
        mine = (one for one in found if any(start <= one.start and one.end <= end for start, end in runs))
        return replace(self, entities=tuple(mine))
