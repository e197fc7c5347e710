"""Verdicts on the claims of a desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from factdesk import review
from factdesk.desk import source_fields, typed
from factdesk.desk.attached import Joined
from factdesk.desk.claims import new_id
from factdesk.desk.sources import SourceDesk
from factdesk.errors import BadInput
from factdesk.model import Claim, Source, Verdict, utc_now


class VerdictDesk(SourceDesk):
    """The part of a desk that knows verdicts."""

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
        recheck_on: str = "",
    ) -> Verdict:
        """Save a verdict; blank takes the last one back. It is on disk when this returns.

        `base_revision` is the revision of one's own verdict that the person saw (0: none yet): an older one
        raises `Stale`. Saving the same `verdict_id` again changes nothing, so a lost answer may be retried.
        `claim_revision` is the revision of the claim that the person read, the newest where it is not given.
        `recheck_on` is the day on which to look at it again, in any form that dates are typed.

        `sources` are attached with it, all or nothing; each has an `id` and the fields of `attach`. One that
        the claim has already, by its link or as the same citation, is cited and not attached again; one that
        another claim of the article has serves both.
        """
        reviewer = self._hand(reviewer)
        if retried := self._saved(slug, verdict_id):
            return retried
        revision = self._judged(slug, claim_id, claim_revision)
        attached, cited = self._cited(slug, claim_id, reviewer, source_ids, sources)
        decided = Verdict(
            id=verdict_id or new_id("v"),
            claim_id=claim_id,
            reviewer=reviewer,
            verdict=self._on_scale(slug, verdict),
            rationale=rationale.strip(),
            confidence=typed.confidence(confidence),
            source_ids=cited,
            claim_revision=revision,
            recheck_on=typed.day(recheck_on),
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
        log, cited = self._store.sources(slug), []
        new: list[Source] = []
        for one in sources:
            told = {"accessed": utc_now()[:10], **one}
            given = source_fields.made(told.pop("id", "") or new_id("s"), claim_id, reviewer, told)
            joined = self._cited_one(slug, [*log, *new], given)
            new += joined.records
            cited.append(joined.row.id)
        known = {source.id for source in (*log, *new)}
        wanted = tuple(dict.fromkeys((*ids, *cited)))
        if unknown := [id for id in wanted if id not in known]:
            raise BadInput(f"source {unknown[0]} is not attached to this article; reload the page")
        return new, wanted

    def _cited_one(self, slug: str, log: Sequence[Source], given: Source) -> Joined:
        """A source that comes with a verdict, or the one that the claim has in its place."""
        there = [source for source in review.active_sources(log) if source.claim_id == given.claim_id]
        citation = source_fields.citation_key(given)
        for source in there:
            if not (given.url or source.url) and source_fields.citation_key(source) == citation:
                return Joined((), source)
        known = self._same_page(slug, there, given)
        return Joined((), known) if known else self._joined(slug, log, given)

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

    def history(self, slug: str, claim_id: str) -> list[review.Event]:
        """What happened to a claim, oldest first."""
        verdicts, claims = self._logs(slug)
        return review.history(claim_id, claims, verdicts, self._store.sources(slug))
