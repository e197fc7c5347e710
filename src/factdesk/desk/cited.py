"""What a report tells of sources beyond their rows: copies, links, passages looked up, texts that are one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import TypedDict

from factdesk.desk.sources import SourceDesk
from factdesk.errors import FactdeskError
from factdesk.model import Claim, Copy, LinkCheck


class Cited(TypedDict):
    """The fields of `ReportData` of the same names."""

    copies: dict[str, Copy]
    links: dict[str, LinkCheck]
    passages: dict[tuple[str, str], bool]
    groups: dict[str, tuple[tuple[str, ...], ...]]


def cited(desk: SourceDesk, slug: str, claims: Iterable[Claim]) -> Cited:
    """What is known of the sources of these claims, and of the article's own kept original.

    A copy whose files cannot be read is left out.
    """
    found = Cited(copies={}, links=desk.links(slug), passages={}, groups={})
    if original := desk.article(slug).copy:
        with suppress(FactdeskError):
            found["copies"][original] = desk.copy(slug, original)
    served = {source.claim_id for source in desk.sources(slug)}
    for claim in claims:
        if claim.id not in served:
            continue
        evidence = desk.evidence(slug, claim.id, ranked=False)
        found["groups"][claim.id] = evidence.groups
        for one in evidence.sources:
            if one.copy:
                found["copies"][one.copy.id] = one.copy
            if one.passage_found is not None:
                found["passages"][one.source.id, claim.id] = one.passage_found
    return found
