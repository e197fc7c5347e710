"""Remarks of checks as findings of the claims that they bear on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from factdesk.checks.remark import Remark
from factdesk.model import Claim, Finding, Sentence


def findings(
    remarks: Iterable[Remark], claims: Sequence[Claim], parts: Sequence[Sentence]
) -> tuple[Finding, ...]:
    """One finding for each remark and claim that it bears on."""
    of_sentence: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        for number in range(_number(claim.start, parts), _number(claim.end - 1, parts) + 1):
            of_sentence[number].append(claim)
    return tuple(
        Finding(claim.id, one.check, one.outcome, one.message, one.evidence, one.spans, one.timing)
        for one in remarks
        for claim in _bearing(one, of_sentence[_number(one.spans[0][0], parts)])
    )


def _bearing(remark: Remark, claims: list[Claim]) -> list[Claim]:
    """Of a sentence's claims those that overlap the first words, then those that name what it is about."""
    start, end = remark.spans[0]
    near = [claim for claim in claims if any(a < end and start < b for a, b in claim.runs)] or claims
    return [claim for claim in near if remark.about in claim.text] or near


def _number(offset: int, parts: Sequence[Sentence]) -> int:
    """Which sentence an offset lies in, or the last one before it."""
    return max(0, bisect_right(parts, offset, key=lambda part: part.start) - 1)


def sentence_at(start: int, end: int, parts: Sequence[Sentence]) -> Sentence:
    """The sentence in which some words start; the words themselves where there is none."""
    part = parts[_number(start, parts)] if parts else None
    return part if part and part.start <= start < part.end else Sentence(start, end)
