"""The claims of an article: their newest revisions, their order, whether two read alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from factdesk.model import Claim, ClaimStatus, Sentence, Source


def covered(sentences: Iterable[Sentence], claims: Iterable[Claim]) -> list[bool]:
    """For each sentence, whether some claim rests on words of it."""
    spans = sorted((claim.start, claim.end) for claim in claims)
    starts = [start for start, _ in spans]
    reach = [0, *accumulate((end for _, end in spans), max)]
    return [reach[bisect_left(starts, sentence.end)] > sentence.start for sentence in sentences]


def active_claims(claims: Iterable[Claim]) -> list[Claim]:
    """The newest revision of each claim that is still under review, in the order of the table."""
    return claims_that_are(ClaimStatus.ACTIVE, claims)


def claims_that_are(status: ClaimStatus, claims: Iterable[Claim]) -> list[Claim]:
    """The newest revision of each claim with that status, in the order of the table."""
    found = [claim for claim in newest_claims(claims).values() if claim.status is status]
    return sorted(found, key=order_key)


def newest_claims(claims: Iterable[Claim]) -> dict[str, Claim]:
    """The newest revision of each claim by its id."""
    newest: dict[str, Claim] = {}
    for claim in claims:
        if claim.id not in newest or newest[claim.id].revision < claim.revision:
            newest[claim.id] = claim
    return newest


def order_key(claim: Claim) -> tuple[float, int, int]:
    """What claims are sorted by: their place in the table, then in the text, else as they were found."""
    return place_of(claim), claim.start, claim.end


def place_of(claim: Claim) -> float:
    """Where a claim stands in the table: its start, then its end, unless a person moved it.

    The end is a fraction of 1, so that a claim can be moved between two that start with the same word; a
    text has fewer than 2**21 characters.
    """
    return claim.start + claim.end / 2**21 if claim.position is None else claim.position


def active_sources(sources: Iterable[Source]) -> list[Source]:
    """The newest revision of each source for each claim that it serves, in the order they were attached.

    Those taken back are left out.
    """
    return [source for source in newest_sources(sources).values() if not source.withdrawn]


def newest_sources(sources: Iterable[Source]) -> dict[tuple[str, str], Source]:
    """The newest revision by source id and claim id, also of those taken back."""
    newest: dict[tuple[str, str], Source] = {}
    for source in sources:
        key = (source.id, source.claim_id)
        if key not in newest or newest[key].revision < source.revision:
            newest[key] = source
    return newest


def same_words(one: Claim, other: Claim) -> bool:
    """Whether two revisions read alike, in the claim and in the article; white space does not count.

    What stands between the runs of words of a claim is not its own.
    """
    return _words(one.text) == _words(other.text) and _words(said(one)) == _words(said(other))


def said(claim: Claim) -> str:
    """The words of the article that a claim is made of, ` … ` between those that stand apart."""
    return " … ".join(claim.quote[start - claim.start : end - claim.start] for start, end in claim.runs)


def _words(text: str) -> list[str]:
    return text.split()
