"""Verdicts on the claims of a desk, and the sources attached to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict, Unpack, cast

from factdesk import dates, review
from factdesk.desk import typed
from factdesk.desk.claims import ClaimDesk, new_id
from factdesk.desk.examine import utc_now
from factdesk.errors import BadInput, NotFound
from factdesk.model import Claim, Source, Stance, Verdict


class SourceFields(TypedDict, total=False):
    """What a person says of a source; each may be left out, but not both link and title."""

    url: str
    title: str
    publisher: str
    published: str
    accessed: str
    archived_url: str
    stance: str
    passage: str
    note: str


class VerdictDesk(ClaimDesk):
    """The part of a desk that knows verdicts and sources."""

    def verdicts(self, slug: str) -> list[Verdict]:
        """Every revision of every verdict with the claim's revision it judged, in the order of saving."""
        return self._logs(slug)[0]

    def _logs(self, slug: str) -> tuple[list[Verdict], list[Claim]]:
        """All verdicts as `verdicts` tells them, and all revisions of the claims; each log is read once."""
        verdicts, claims = self._store.verdicts(slug), self._store.claims(slug)
        return review.with_judged(verdicts, claims), claims

    def decide(
        self,
        slug: str,
        claim_id: str,
        *,
        reviewer: str,
        verdict: str,
        rationale: str = "",
        confidence: int | None = None,
        source_ids: Iterable[str] = (),
        sources: Iterable[Mapping[str, str]] = (),
        base_revision: int = 0,
        verdict_id: str = "",
        claim_revision: int | None = None,
    ) -> Verdict:
        """Save a verdict; blank takes the last one back. It is on disk when this returns.

        `base_revision` is the revision of one's own verdict that the person saw (0: none yet): an older one
        raises `Stale`. Saving the same `verdict_id` again changes nothing, so a lost answer may be retried.
        `claim_revision` is the revision of the claim that the person read, the newest where it is not given.

        `sources` are attached with it, all or nothing; each has an `id` and the fields of `attach`. One that
        the claim has already, by its link or as the same citation, is cited and not attached again.
        """
        if retried := self._saved(slug, verdict_id):
            return retried
        revision = self._judged(slug, claim_id, claim_revision)
        attached, cited = self._cited(slug, claim_id, reviewer, source_ids, sources)
        decided = Verdict(
            id=verdict_id or new_id("v"),
            claim_id=claim_id,
            reviewer=typed.person(reviewer),
            verdict=self._on_scale(slug, verdict),
            rationale=rationale.strip(),
            confidence=typed.confidence(confidence),
            source_ids=cited,
            claim_revision=revision,
            revision=base_revision + 1,
            decided_at=utc_now(),
        )
        records: list[Source | Verdict] = [*attached, decided]
        return cast("Verdict", self._store.append(slug, records)[-1])

    def _judged(self, slug: str, claim_id: str, revision: int | None) -> int:
        """The revision of a claim under review that is judged: the newest where none is given."""
        newest = self._under_review(slug, claim_id).revision
        if revision is not None and not 0 < revision <= newest:
            raise BadInput(f"claim {claim_id} has no revision {revision}; reload the page")
        return newest if revision is None else revision

    def _cited(
        self,
        slug: str,
        claim_id: str,
        reviewer: str,
        ids: Iterable[str],
        sources: Iterable[Mapping[str, str]],
    ) -> tuple[list[Source], tuple[str, ...]]:
        """The sources that are to be attached with a verdict, and the ids of all that it cites."""
        log = self._store.sources(slug)
        there = [source for source in review.active_sources(log) if source.claim_id == claim_id]
        given = [_source(claim_id, reviewer, **{"accessed": utc_now()[:10], **one}) for one in sources]
        new, cited = _merged(there, given)
        known = {source.id for source in (*log, *new)}
        wanted = tuple(dict.fromkeys((*ids, *cited)))
        if unknown := [id for id in wanted if id not in known]:
            raise BadInput(f"source {unknown[0]} is not attached to this article; reload the page")
        return new, wanted

    def states(self, slug: str) -> dict[str, review.State]:
        """How far the reviewers are with each claim under review, by its id."""
        verdicts, log = self._logs(slug)
        found = review.states(review.latest(verdicts), review.on_earlier_words(verdicts, log))
        return {claim.id: found[claim.id] for claim in self.claims(slug)}

    def changes(self, slug: str, claim_id: str) -> list[review.Change]:
        """How the words of a claim changed, oldest change first; in the article or by people."""
        return review.changes(claim_id, self._store.claims(slug))

    def _saved(self, slug: str, verdict_id: str) -> Verdict | None:
        """The verdict of that id, where an earlier attempt has saved it."""
        if not any(verdict_id and verdict.id == verdict_id for verdict in self._store.verdicts(slug)):
            return None
        return next(verdict for verdict in self.verdicts(slug) if verdict.id == verdict_id)

    def _on_scale(self, slug: str, verdict: str) -> str:
        """The verdict as the article's scale writes it; blank stays blank."""
        scale = self.scale(slug)
        if not verdict:
            return ""
        if not (label := scale.label(verdict)):
            names = ", ".join(label.name for label in scale.labels)
            raise BadInput(f"verdict {verdict!r} is not on this article's scale ({names})")
        return label.name

    def sources(self, slug: str) -> list[Source]:
        """The sources attached to the article's claims, without those taken back."""
        return review.active_sources(self._store.sources(slug))

    def attach(
        self, slug: str, claim_id: str, *, by: str, source_id: str = "", **fields: Unpack[SourceFields]
    ) -> Source:
        """Attach a source to a claim: a link, or at least a title for what is not on the web.

        Attaching the same `source_id` again changes nothing, so a lost answer may be retried.
        """
        source = _source(claim_id, by, id=source_id, **fields)
        self._newest(slug, claim_id)
        (stored,) = self._store.append(slug, [source])
        return stored

    def withdraw_source(self, slug: str, source_id: str, *, by: str) -> Source:
        """Take a source back; it stays in the file with the next revision."""
        found = next((source for source in self.sources(slug) if source.id == source_id), None)
        if not found:
            raise NotFound(f"no source {source_id} in {slug}; it may have been taken back already")
        gone = replace(
            found, withdrawn=True, revision=found.revision + 1, added_by=typed.person(by), added_at=utc_now()
        )
        self._store.append(slug, [gone])
        return gone

    def history(self, slug: str, claim_id: str) -> list[review.Event]:
        """What happened to a claim, oldest first."""
        verdicts, claims = self._logs(slug)
        return review.history(claim_id, claims, verdicts, self._store.sources(slug))


def _merged(there: Sequence[Source], given: Iterable[Source]) -> tuple[list[Source], list[str]]:
    """Those of `given` that are not there yet, and the ids to cite: the known source's where there is one."""
    new: list[Source] = []
    cited = []
    for source in given:
        known = next((one for one in (*there, *new) if _place(one) == _place(source)), None)
        new += [] if known else [source]
        cited.append((known or source).id)
    return new, cited


def _source(
    claim_id: str,
    by: str,
    *,
    id: str = "",
    url: str = "",
    title: str = "",
    publisher: str = "",
    published: str = "",
    accessed: str = "",
    archived_url: str = "",
    stance: str = Stance.CONTEXT,
    passage: str = "",
    note: str = "",
) -> Source:
    """A source as it was typed, checked."""
    if not (url.strip() or title.strip()):
        raise BadInput("a source needs a link, or a title for what is not on the web")
    if stance not in list(Stance):
        raise BadInput(f"stance {stance!r} is not one of {', '.join(Stance)}")
    return Source(
        id=id or new_id("s"),
        claim_id=claim_id,
        url=typed.web_link(url),
        title=title.strip(),
        publisher=publisher.strip(),
        published=str(dates.parse_period(published)),
        accessed=str(dates.parse_period(accessed)),
        archived_url=typed.web_link(archived_url),
        stance=Stance(stance),
        passage=passage.strip(),
        note=note.strip(),
        added_by=typed.person(by),
        added_at=utc_now(),
    )


def _place(source: Source) -> tuple[str, ...]:
    """Where a source can be read: two with the same are one."""
    return (source.url,) if source.url else ("", source.publisher, source.title)
