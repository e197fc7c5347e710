"""The articles and claims of a desk, and what people do to claims: word, add, split, merge, discard."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from factdesk import review, settings, split
from factdesk.desk import typed
from factdesk.desk.examine import utc_now
from factdesk.desk.memory import Memory
from factdesk.errors import BadInput, NotFound
from factdesk.model import Article, Claim, ClaimStatus, Origin, Scale, Sentence
from factdesk.store import Store

Part = tuple[int, int, str]  # start, end and wording of a claim


class ClaimDesk:
    """The part of a desk that knows articles and claims. Every edit is a new revision or a new claim."""

    def __init__(self, folder: Path, store: Store, options: settings.Settings) -> None:
        self.folder = folder
        self.settings = options
        self._store = store
        self._memory = Memory()

    def article(self, slug: str) -> Article:
        return self._store.article(slug)

    def scale(self, slug: str) -> Scale:
        """The scale that the article was started with; the desk's own may have changed since."""
        started_with = self.article(slug).scale
        return settings.with_meanings(started_with) if started_with else self.settings.scale

    def version(self, slug: str) -> int:
        """A number that grows with every change to the article's claims, verdicts or sources."""
        return self._store.version(slug)

    def sentences(self, slug: str) -> list[Sentence]:
        article = self.article(slug)
        return self._memory.get(("sentences", article.sha256), lambda: split.sentences(article.text))

    def claims(self, slug: str) -> list[Claim]:
        """The claims under review, in the order of the text."""
        return review.active_claims(self._store.claims(slug))

    def discarded(self, slug: str) -> list[Claim]:
        """The claims that were taken out of review and can be restored."""
        return review.claims_that_are(ClaimStatus.DISCARDED, self._store.claims(slug))

    def add_claim(self, slug: str, start: int, end: int, text: str, *, by: str, claim_id: str = "") -> Claim:
        """A claim of the reviewer's own on `article.text[start:end]`."""
        return self._save(slug, self._written(slug, (start, end, text), by=by, claim_id=claim_id))

    def edit_claim(self, slug: str, claim_id: str, text: str, *, by: str, base_revision: int) -> Claim:
        """The same claim in other words; the earlier wording stays in its history."""
        claim = self._under_review(slug, claim_id)
        return self._save(slug, _revised(claim, base_revision, by, text=typed.wording(text)))

    def discard_claim(self, slug: str, claim_id: str, *, by: str, base_revision: int) -> Claim:
        """Take a claim out of review; it can be restored."""
        claim = self._under_review(slug, claim_id)
        return self._save(slug, _revised(claim, base_revision, by, status=ClaimStatus.DISCARDED))

    def restore_claim(self, slug: str, claim_id: str, *, by: str, base_revision: int) -> Claim:
        """Bring a discarded claim back."""
        claim = self._newest(slug, claim_id)
        if claim.status is not ClaimStatus.DISCARDED:
            raise BadInput(f"only a discarded claim can be restored; this one is {claim.status}")
        return self._save(slug, _revised(claim, base_revision, by, status=ClaimStatus.ACTIVE))

    def split_claim(
        self, slug: str, claim_id: str, parts: Sequence[Part], *, by: str, base_revision: int
    ) -> list[Claim]:
        """Replace a claim by two or more, each `(start, end, text)` within its words."""
        old = self._under_review(slug, claim_id)
        if len(set(parts)) < 2:
            raise BadInput("splitting a claim takes at least two parts; to change its wording, edit it")
        if any(start < old.start or end > old.end for start, end, _ in parts):
            raise BadInput("a part lies outside the claim that is split; select words of the claim")
        new = [self._written(slug, part, by=by, derived_from=(claim_id,)) for part in parts]
        self._store.append(slug, [_revised(old, base_revision, by, status=ClaimStatus.SPLIT), *new])
        return new

    def merge_claims(
        self,
        slug: str,
        claim_ids: Sequence[str],
        text: str,
        *,
        by: str,
        base_revisions: Mapping[str, int] | None = None,
    ) -> Claim:
        """Replace several claims by one that spans them all.

        `base_revisions` are the revisions that the person saw; without them the newest ones are meant.
        """
        old = [self._under_review(slug, claim_id) for claim_id in dict.fromkeys(claim_ids)]
        if len(old) < 2:
            raise BadInput("merging takes at least two claims; choose another one to merge with")
        span = min(claim.start for claim in old), max(claim.end for claim in old)
        merged = self._written(slug, (*span, text), by=by, derived_from=tuple(claim.id for claim in old))
        seen = base_revisions or {}
        retired = [
            _revised(claim, seen.get(claim.id, claim.revision), by, status=ClaimStatus.MERGED)
            for claim in old
        ]
        self._store.append(slug, [*retired, merged])
        return merged

    def _save(self, slug: str, claim: Claim) -> Claim:
        self._store.append(slug, [claim])
        return claim

    def _newest(self, slug: str, claim_id: str) -> Claim:
        """The newest revision of a claim, whatever became of it."""
        found = [claim for claim in self._store.claims(slug) if claim.id == claim_id]
        if not found:
            raise NotFound(f"no claim {claim_id} in {slug}; reload the page")
        return max(found, key=lambda claim: claim.revision)

    def _under_review(self, slug: str, claim_id: str) -> Claim:
        claim = self._newest(slug, claim_id)
        if claim.status is not ClaimStatus.ACTIVE:
            who = claim.edited_by or "somebody"
            raise BadInput(f"this claim was {claim.status} by {who} meanwhile; look at what took its place")
        return claim

    def _written(
        self,
        slug: str,
        part: Part,
        *,
        by: str,
        claim_id: str = "",
        derived_from: tuple[str, ...] = (),
    ) -> Claim:
        """A new claim in a person's words."""
        article = self.article(slug)
        start, end, text = part
        if not 0 <= start < end <= len(article.text) or article.text[start:end].isspace():
            raise BadInput(f"characters {start} to {end} hold no words of the text; select them again")
        wording = typed.wording(text)
        kind, because = split.kind_of(wording)
        return Claim(
            id=claim_id or new_id("c"),
            start=start,
            end=end,
            quote=article.text[start:end],
            text=wording,
            kind=kind,
            kind_words=because,
            check_worthiness=split.check_worthiness(wording, kind),
            origin=Origin.PERSON,
            derived_from=derived_from,
            edited_by=typed.person(by),
            edited_at=utc_now(),
        )


def new_id(prefix: str) -> str:
    """An id that nothing else has; ids start with a letter, or a spreadsheet may make them numbers."""
    return prefix + uuid.uuid4().hex


def _revised(claim: Claim, base_revision: int, by: str, **changes: Any) -> Claim:
    return replace(
        claim, revision=base_revision + 1, edited_by=typed.person(by), edited_at=utc_now(), **changes
    )
