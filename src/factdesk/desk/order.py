"""Places in the table: where a claim goes that a person puts behind another one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from factdesk.errors import BadInput
from factdesk.model import Claim
from factdesk.review import place_of


def behind(ordered: Sequence[Claim], moved: Claim, after: str | None) -> dict[str, float]:
    """The new places, by claim id, that put a claim right behind another (None: first); empty if it is there.

    `ordered` are the claims in the order of the table. Neighbours get a new place too where two of them have
    the same and nothing fits between.
    """
    others = [claim for claim in ordered if claim.id != moved.id]
    at = 0 if after is None else next((n for n, c in enumerate(others, 1) if c.id == after), -1)
    if at < 0:
        raise BadInput(f"claim {after} is not under review any more; reload the page")
    if [claim.id for claim in ordered].index(moved.id) == at:
        return {}
    if at == 0:
        return {moved.id: place_of(others[0]) - 1}
    waiting = [moved.id]
    for claim in others[at:]:
        if places := between(place_of(others[at - 1]), place_of(claim), len(waiting)):
            return dict(zip(waiting, places, strict=True))
        waiting.append(claim.id)
    first = place_of(others[at - 1])
    return {claim_id: first + number for number, claim_id in enumerate(waiting, 1)}


def between(low: float, high: float, count: int) -> list[float]:
    """So many places, evenly and in order between two; none where there is no room."""
    places = [low + (high - low) * number / (count + 1) for number in range(1, count + 1)]
    steps = [low, *places, high]
    fits = all(one < other for one, other in pairwise(steps))
    return places if fits and all(map(math.isfinite, places)) else []
