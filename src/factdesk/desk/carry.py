"""Carrying claims over to the next version of a text: what stands stays, what was changed is reopened.

Both versions are split alike, so that a wording is compared with what the same splitter makes of the other
text: a newer splitter alone never reopens a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factdesk.desk import order
from factdesk.desk.alignment import Alignment, Image, Span, words_of
from factdesk.desk.successors import alike, successors
from factdesk.model import Article, Claim, ClaimStatus, Entity
from factdesk.review import order_key, place_of, same_words

# So many characters may come between the runs of words of a claim, beside twice its own length.
_ROOM = 100
Runs = tuple[Span, ...]

_CHECK = "the article’s words changed: check this wording"
_READ = "the wording is that of the former text: what stands around it changed"


@dataclass(frozen=True, slots=True)
class Carried:
    """The next revisions of claims, by what became of them; `resting` are not under review and stay so."""

    unchanged: tuple[Claim, ...] = ()
    reopened: tuple[Claim, ...] = ()
    gone: tuple[Claim, ...] = ()
    new: tuple[Claim, ...] = ()
    resting: tuple[Claim, ...] = ()

    @property
    def records(self) -> list[Claim]:
        return [*self.unchanged, *self.reopened, *self.gone, *self.new, *self.resting]

    @property
    def words(self) -> str:
        """`18 claims unchanged, 3 reopened, 1 gone, 2 new`; what there is none of is left out."""
        counts = {name: len(getattr(self, name)) for name in ("unchanged", "reopened", "gone", "new")}
        told = [f"{number} {name}" for name, number in counts.items() if number or name == "unchanged"]
        first, *rest = told
        number, _, name = first.partition(" ")
        return ", ".join([f"{number} {'claim' if number == '1' else 'claims'} {name}", *rest])


@dataclass(frozen=True, slots=True)
class Split:
    """What today's splitter makes of a version of the text."""

    article: Article
    claims: Sequence[Claim]


def carried(claims: Mapping[str, Claim], old: Split, new: Split, aligned: Alignment) -> Carried:
    """What becomes of the newest revisions of an article's claims; `claims` are those of every status."""
    return _Carrier(claims, old, new, aligned).result()


class _Carrier:
    def __init__(self, claims: Mapping[str, Claim], old: Split, new: Split, aligned: Alignment) -> None:
        self._claims = claims
        self._old, self._new, self._aligned = old, new, aligned
        self._before = _by_runs(old.claims)
        self._after = _by_runs(new.claims)
        # The splitter's claims on words that stood already: whatever became of them was decided then.
        known = {_places(runs, [aligned.image(*run) for run in runs]) for runs in self._before}
        self._left = [claim for claim in new.claims if claim.runs not in known]
        self._taken: set[str] = set()
        self._standing = set(words_of(new.article.text.casefold()))

    def result(self) -> Carried:
        unchanged, reopened, changed = self._stay()
        resting = [found for claim in self._resting() if (found := self._moved(claim))]
        back = [replace(one, status=ClaimStatus.ACTIVE) for one in resting if one.status is ClaimStatus.GONE]
        stood = {claim.runs for claim in back}
        self._taken |= {claim.id for claim in self._left if claim.runs in stood}
        found_again = self._successors(changed)
        gone = []
        for claim in changed:
            if found := found_again.get(claim.id) or self._anchored(claim):
                (unchanged if same_words(claim, found) else reopened).append(found)
            else:
                gone.append(_next(claim, status=ClaimStatus.GONE))
        fresh = [claim for claim in self._left if claim.id not in self._taken]
        kept = self._in_place([*unchanged, *back, *reopened])
        ids = {claim.id for claim in reopened}
        return Carried(
            tuple(claim for claim in kept if claim.id not in ids),
            tuple(claim for claim in kept if claim.id in ids),
            tuple(gone),
            tuple(self._named(claim) for claim in fresh),
            tuple(claim for claim in resting if claim.status is not ClaimStatus.GONE),
        )

    def _active(self) -> list[Claim]:
        found = [claim for claim in self._claims.values() if claim.status is ClaimStatus.ACTIVE]
        return sorted(found, key=order_key)

    def _resting(self) -> Iterator[Claim]:
        """Claims out of review whose words may stand in the new text; those gone may be back."""
        for claim in self._claims.values():
            here = claim.text_version == self._old.article.version
            if claim.status is ClaimStatus.GONE or (claim.status is not ClaimStatus.ACTIVE and here):
                yield claim

    def _images(self, claim: Claim) -> list[Image | None]:
        """Each run of words of a claim in the new text."""
        if claim.status is not ClaimStatus.GONE and claim.text_version == self._old.article.version:
            return [self._aligned.image(start, end) for start, end in claim.runs]
        first = claim.start
        return [self._aligned.found(claim.quote[s - first : e - first], s) for s, e in claim.runs]

    def _stay(self) -> tuple[list[Claim], list[Claim], list[Claim]]:
        """Claims whose words stand: as they were, or worded otherwise by what is around; and the others."""
        unchanged: list[Claim] = []
        reopened: list[Claim] = []
        changed: list[Claim] = []
        for claim in self._active():
            moved = self._moved(claim)
            if moved is None or self._is_no_longer_said(claim, moved):
                changed.append(claim)
                continue
            told = self._retold(claim, moved)
            (unchanged if same_words(claim, told) else reopened).append(told)
        return unchanged, reopened, changed

    def _is_no_longer_said(self, claim: Claim, moved: Claim) -> bool:
        """Whether the splitter saw a claim in these words and sees none now: denied, or asked perhaps."""
        seen, sees = claim.runs in self._before, moved.runs in self._after
        return seen and not sees and not self._aligned.is_unchanged(claim.start, claim.end)

    def _moved(self, claim: Claim) -> Claim | None:
        """The claim where its words stand now; None where they do not."""
        images = self._images(claim)
        places = _places(claim.runs, images)
        if places is None:
            return None
        start, end = places[0][0], places[-1][1]
        return _next(
            claim,
            start=start,
            end=end,
            quote=self._new.article.text[start:end],
            spans=places if claim.spans else (),
            entities=tuple(_entities(claim, images)),
            text_version=self._new.article.version,
        )

    def _retold(self, claim: Claim, moved: Claim) -> Claim:
        """The claim with the wording and speaker that its surroundings give now, where they gave its own."""
        olds = self._before.get(claim.runs, [])
        news = self._after.get(moved.runs, [])
        old = next((one for one in olds if one.text == claim.text), None)
        if old is None or not news:
            return moved
        new = next((one for one in news if one.text == old.text), None) or _best(old, news)
        if claim.speaker == old.speaker and new.speaker != old.speaker:
            moved = _attributed(moved, new)
        if new.text == old.text:
            return moved
        return replace(moved, context=_READ) if self._says_less(new, old) else _reworded(moved, new)

    def _says_less(self, new: Claim, old: Claim) -> bool:
        """Whether a wording only leaves out what the old one had from elsewhere ("she" for a name), and that
        still stands in the text.
        """
        before, own, after = (set(words_of(text.casefold())) for text in (old.text, new.quote, new.text))
        return after <= before | own and before - own <= self._standing

    def _successors(self, changed: Sequence[Claim]) -> dict[str, Claim]:
        """For each claim whose words were changed the new claim that is most like it, if one is."""
        left = sorted((one for one in self._left if one.id not in self._taken), key=lambda one: one.start)
        pairs = list(successors(changed, left, self._places))
        self._taken |= {new.id for _, new in pairs}
        found = {}
        for claim, new in pairs:
            # Where the sentence is cut otherwise, but the claim in it reads as before, its own words stand.
            moved = self._moved(claim) if claim.text == new.text else None
            found[claim.id] = moved or self._replaced(claim, new)
        return found

    def _places(self, claim: Claim) -> list[Span]:
        if claim.text_version != self._old.article.version:
            return []
        return self._aligned.changed_into(claim.start, claim.end)

    def _replaced(self, claim: Claim, new: Claim) -> Claim:
        return replace(
            new,
            id=claim.id,
            revision=claim.revision + 1,
            position=claim.position,
            origin=claim.origin,
            derived_from=claim.derived_from,
            text_version=self._new.article.version,
        )

    def _anchored(self, claim: Claim) -> Claim | None:
        """A person's claim without a successor keeps its wording, on the sentences that its own became."""
        standing = self._moved(claim) is not None
        mine = claim.text not in [one.text for one in self._before.get(claim.runs, [])]
        places = self._places(claim)
        if not places or not (standing or mine) or places != sorted(places):
            return None
        start, end = places[0][0], places[-1][1]
        quote = self._new.article.text[start:end]
        return _next(
            claim,
            start=start,
            end=end,
            quote=quote,
            spans=(),
            entities=(),
            context=_CHECK,
            text_version=self._new.article.version,
        )

    def _named(self, claim: Claim) -> Claim:
        """A new claim under an id that no other has: a text that came back gives the ids it once gave."""
        version = self._new.article.version
        name = claim.id if claim.id not in self._claims else f"{claim.id}v{version}"
        return replace(claim, id=name, text_version=version)

    def _in_place(self, kept: Iterable[Claim]) -> list[Claim]:
        """The claims that people moved, behind the same claim as before."""
        by_id = {claim.id: claim for claim in kept}
        settled = sorted((claim for claim in by_id.values() if claim.position is None), key=order_key)
        before = None
        for old in self._active():
            claim = by_id.get(old.id)
            if claim is None:
                continue
            if claim.position is not None:
                claim = by_id[claim.id] = replace(claim, position=_place_behind(before, settled))
                settled = sorted([*settled, claim], key=order_key)
            before = claim
        return sorted(by_id.values(), key=order_key)


def _place_behind(before: Claim | None, settled: Sequence[Claim]) -> float:
    """A place right behind a claim, or in front of all."""
    if before is None:
        return place_of(settled[0]) - 1 if settled else 0.0
    low = place_of(before)
    high = next((place_of(claim) for claim in settled if place_of(claim) > low), low + 2)
    return next(iter(order.between(low, high, 1)), low)


def _next(claim: Claim, **changes: object) -> Claim:
    return replace(claim, revision=claim.revision + 1, **changes)  # type: ignore[arg-type]  # fields of Claim


def _by_runs(claims: Iterable[Claim]) -> dict[Runs, list[Claim]]:
    found: dict[Runs, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.runs, []).append(claim)
    return found


def _places(runs: Runs, images: Sequence[Image | None]) -> Runs | None:
    """Where runs of words stand now, if all do, in their order and not far apart."""
    found = [image.span(*run) for run, image in zip(runs, images, strict=True) if image]
    places = tuple(place for place in found if place)
    edges = [edge for place in places for edge in place]
    if len(places) < len(runs) or edges != sorted(edges):
        return None
    length = runs[-1][1] - runs[0][0]
    return places if edges[-1] - edges[0] <= 2 * length + _ROOM else None


def _entities(claim: Claim, images: Sequence[Image | None]) -> Iterator[Entity]:
    for (start, end), image in zip(claim.runs, images, strict=True):
        for one in claim.entities:
            if image and start <= one.start and one.end <= end and (place := image.span(one.start, one.end)):
                yield Entity(*place, one.kind)


def _best(old: Claim, news: Sequence[Claim]) -> Claim:
    return max(news, key=lambda new: alike(old.text, new.text))


def _attributed(claim: Claim, new: Claim) -> Claim:
    return replace(claim, speaker=new.speaker, saying=new.saying, quoted=new.quoted, anonymous=new.anonymous)


def _reworded(claim: Claim, new: Claim) -> Claim:
    return replace(
        claim,
        text=new.text,
        kind=new.kind,
        kind_words=new.kind_words,
        check_worthiness=new.check_worthiness,
        context=new.context,
    )
