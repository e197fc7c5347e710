"""What the sources of a claim come to: passages that bear on it, quotes looked for, copies counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factdesk import passages
from factdesk.desk.source_fields import page_keys
from factdesk.model import Claim, Copy, LinkCheck, Period, Source
from factdesk.passages import Found, Passage


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """A direct quote of a claim's wording, and where a source has it: word by word, nearly, or nowhere."""

    quote: str
    found: Found | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the kept text of a source says to a claim; see `SourceEvidence`."""

    passages: tuple[Passage, ...] = ()
    passage_found: bool | None = None
    nearest: Found | None = None
    quotes: tuple[QuoteCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEvidence:
    """A source of a claim beside its kept copy.

    `copy` is None where none is kept, or where its files cannot be read. `passages` are the passages of its
    text that bear on the claim, best first. `passage_found` tells whether the quoted passage stands in the
    text word by word, None where nothing is quoted or no text is kept; where it does not, `nearest` is the
    place that comes nearest, with the differences. `link` is the newest trial of its link.
    """

    source: Source
    copy: Copy | None = None
    passages: tuple[Passage, ...] = ()
    passage_found: bool | None = None
    nearest: Found | None = None
    quotes: tuple[QuoteCheck, ...] = ()
    link: LinkCheck | None = None


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """The sources of a claim. `groups` are the ids of those that are one; `independent` counts them."""

    sources: tuple[SourceEvidence, ...]
    groups: tuple[tuple[str, ...], ...]

    @property
    def independent(self) -> int:
        return len(self.groups)


def reading(claim: Claim, source: Source, text: str, claimed: Period) -> Reading:
    """What a kept text says to a claim; `claimed` is when the article was published."""
    if not text:
        return Reading()
    ranked = passages.rank(claim.text, text, published=Period.parse(source.published), claimed=claimed)
    return replace(
        quoted(source, text),
        passages=tuple(ranked),
        quotes=tuple(
            QuoteCheck(quote, passages.find(quote, text))
            for quote in (claim.text[start:end] for start, end in passages.quotes(claim.text))
        ),
    )


def quoted(source: Source, text: str) -> Reading:
    """Whether the passage of a source stands in its kept text, and where it nearly does."""
    if not (text and source.passage):
        return Reading()
    found = None if source.passage_span else passages.find(source.passage, text)
    exact = bool(source.passage_span or (found and found.exact))
    return Reading(passage_found=exact, nearest=None if exact else found)


def grouped(
    sources: Sequence[Source], copies: Sequence[Copy | None], texts: Sequence[str | None]
) -> tuple[tuple[str, ...], ...]:
    """The ids of sources that are one: the same page, the same copy, or copies of one text.

    A source without a kept text stands for itself unless its link is that of another one.
    """
    leaders = list(range(len(sources)))
    alike = passages.groups([text or "" for text in texts])
    pages = [page_keys(source, copy) for source, copy in zip(sources, copies, strict=True)]
    for j in range(len(sources)):
        for i in range(j):
            same_text = bool(texts[i] and texts[j]) and alike[i] == alike[j]
            same_copy = bool(sources[i].copy) and sources[i].copy == sources[j].copy
            if leaders[i] != leaders[j] and (same_text or same_copy or pages[i] & pages[j]):
                leaders = [leaders[i] if leader == leaders[j] else leader for leader in leaders]
    found: dict[int, list[str]] = {}
    for leader, source in zip(leaders, sources, strict=True):
        found.setdefault(leader, []).append(source.id)
    return tuple(map(tuple, found.values()))
