"""Judgements as findings of the claims that they bear on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from factdesk.checks import wording
from factdesk.model import Claim, Finding, Judgement, Mention, Sentence

_CHECK = "office"


def findings(
    judgements: Iterable[Judgement], claims: Sequence[Claim], parts: Sequence[Sentence]
) -> tuple[Finding, ...]:
    """One finding for each judgement and claim that it bears on."""
    of_sentence: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        for number in range(_number(claim.start, parts), _number(claim.end - 1, parts) + 1):
            of_sentence[number].append(claim)
    return tuple(
        Finding(
            claim_id=claim.id,
            check=_CHECK,
            outcome=one.outcome,
            message=one.message,
            evidence=wording.evidence((*one.tenures, *one.holders)),
        )
        for one in judgements
        for claim in _bearing(one.mention, of_sentence[_number(one.mention.start, parts)])
    )


def _bearing(mention: Mention, claims: list[Claim]) -> list[Claim]:
    """Of a sentence's claims those that overlap the mention, and of these those that name the person."""
    near = [claim for claim in claims if claim.start < mention.end and mention.start < claim.end] or claims
    surname = mention.person.split()[-1]
    return [claim for claim in near if surname in claim.text] or near


def _number(offset: int, parts: Sequence[Sentence]) -> int:
    """Which sentence an offset lies in, or the last one before it."""
    return max(0, bisect_right(parts, offset, key=lambda part: part.start) - 1)


def sentence_at(mention: Mention, parts: Sequence[Sentence]) -> Sentence:
    """The sentence of a mention."""
    part = parts[_number(mention.start, parts)] if parts else None
    if part and part.start <= mention.start < part.end:
        return part
    return Sentence(mention.start, mention.end)
