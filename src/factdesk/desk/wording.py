"""Claims in a person's words: what follows from the wording, and what they take over from earlier claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from factdesk import split
from factdesk.desk import order, typed
from factdesk.errors import BadInput
from factdesk.model import Article, Claim, ClaimKind, Entity, Origin
from factdesk.review import place_of
from factdesk.split.referents.context import context_of
from factdesk.split.speech.attribution import is_anonymous

Span = tuple[int, int]


def written(article: Article, span: Span, text: str, near: Iterable[Claim]) -> Claim:
    """A new claim on `article.text[start:end]`, without an id; entities are those of claims `near` it."""
    start, end = span
    if not 0 <= start < end <= len(article.text) or article.text[start:end].isspace():
        raise BadInput(f"characters {start} to {end} hold no words of the text; select them again")
    bare = Claim(
        id="",
        start=start,
        end=end,
        quote=article.text[start:end],
        text="",
        kind=ClaimKind.EVENT,
        entities=_entities(article, span, near),
        text_version=article.version,
        origin=Origin.PERSON,
    )
    return _judged(bare, typed.wording(text), None)


def _entities(article: Article, span: Span, near: Iterable[Claim]) -> tuple[Entity, ...]:
    found = {
        entity: None
        for claim in near
        if claim.text_version == article.version
        for entity in claim.entities
        if span[0] <= entity.start and entity.end <= span[1]
    }
    return tuple(sorted(found, key=lambda entity: (entity.start, entity.end)))


def _judged(claim: Claim, text: str, chosen: ClaimKind | None) -> Claim:
    """The claim in these words, with everything that follows from them."""
    decided, because = split.kind_of(text)
    kind = chosen or decided
    return replace(
        claim,
        text=text,
        kind=kind,
        kind_words=because if kind is decided else "",
        check_worthiness=split.check_worthiness(text, kind),
        context=context_of(text, claim.speaker),
    )


def reworded(claim: Claim, text: str) -> Claim:
    """The claim in other words. A kind that its wording had not decided stays as it is."""
    had_decided, _ = split.kind_of(claim.text)
    return _judged(claim, typed.wording(text), None if had_decided is claim.kind else claim.kind)


def of_kind(claim: Claim, kind: str) -> Claim:
    """The claim as one of another kind."""
    chosen = typed.kind(kind)
    return claim if chosen is claim.kind else _judged(claim, claim.text, chosen)


def spoken_by(claim: Claim, speaker: str) -> Claim:
    """The claim as a statement of somebody; blank: the text speaks for itself."""
    name = typed.speaker(speaker)
    return replace(
        claim,
        speaker=name,
        saying=claim.saying if name else "",
        quoted=claim.quoted and bool(name),
        anonymous=is_anonymous(name),
        context=context_of(claim.text, name),
    )


def part_of(old: Claim, part: Claim) -> Claim:
    """A part of a claim has the speaker of the whole, and of its runs of words those that it holds."""
    held = ((max(start, part.start), min(end, part.end)) for start, end in old.spans)
    runs = tuple(run for run in held if run[0] < run[1])
    spans = runs if len(runs) > 1 else ()
    return replace(_attributed(part, [old]), derived_from=(old.id,), spans=spans)


def merged(olds: Sequence[Claim], whole: Claim) -> Claim:
    """A claim made of several, in the order of the table: their speaker where they have the same one."""
    runs = _runs(olds)
    return replace(
        _attributed(whole, olds),
        position=place_of(olds[0]) if any(old.position is not None for old in olds) else None,
        spans=runs if len(runs) > 1 else (),
    )


def _attributed(claim: Claim, olds: Sequence[Claim]) -> Claim:
    first = olds[0]
    if any(old.speaker != first.speaker for old in olds):
        return claim
    return replace(
        claim,
        speaker=first.speaker,
        saying=first.saying,
        quoted=all(old.quoted for old in olds),
        anonymous=first.anonymous,
        context=context_of(claim.text, first.speaker),
    )


def _runs(claims: Iterable[Claim]) -> tuple[Span, ...]:
    """The runs of words of several claims, joined where they meet or have no more than a blank between."""
    found: list[Span] = []
    for start, end in sorted(run for claim in claims for run in claim.runs):
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def placed(parts: Sequence[Claim], old: Claim, ordered: Sequence[Claim]) -> list[Claim]:
    """The parts of a claim that was moved in the table, where it stood, in the order given."""
    if old.position is None:
        return list(parts)
    place = place_of(old)
    behind = next((place_of(after) for before, after in pairwise(ordered) if before.id == old.id), place + 1)
    places = order.between(place, behind, len(parts)) or [place] * len(parts)
    return [replace(part, position=at) for part, at in zip(parts, places, strict=True)]
