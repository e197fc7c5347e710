"""The articles and claims of a desk, and what people do to claims: word, add, split, merge, discard."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any

from factdesk import review, settings, split
from factdesk.desk import order, wording
from factdesk.desk.access import AccessDesk
from factdesk.errors import BadInput, NotFound, Stale
from factdesk.model import Article, Claim, ClaimStatus, Scale, Sentence, utc_now

Part = tuple[int, int, str]  # start, end and wording of a claim
_RESTORABLE = (ClaimStatus.DISCARDED, ClaimStatus.SPLIT, ClaimStatus.MERGED)


class ClaimDesk(AccessDesk):
    """The part of a desk that knows articles and claims. Every edit is a new revision or a new claim."""

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
        """The claims under review, in the order of the table.

        Those that nobody has carried over to the present version of the text are left out: `left_behind`.
        """
        return [one for one, is_present in self._under_review_by_version(slug) if is_present]

    def left_behind(self, slug: str) -> list[Claim]:
        """Claims under review that stand in a former version of the text, in the order of the table.

        There are some only where a version came with the files and its claims were not imported yet.
        """
        return [one for one, is_present in self._under_review_by_version(slug) if not is_present]

    def _under_review_by_version(self, slug: str) -> list[tuple[Claim, bool]]:
        """The claims under review, and whether each stands in the present version of the text."""
        # The claims first: by them the store notices that another machine added a version.
        found = review.active_claims(self._store.claims(slug))
        version = self.article(slug).version
        return [(one, one.text_version == version) for one in found]

    def discarded(self, slug: str) -> list[Claim]:
        """The claims that were taken out of review and can be restored."""
        return review.claims_that_are(ClaimStatus.DISCARDED, self._store.claims(slug))

    def claim_log(self, slug: str) -> list[Claim]:
        """Every revision of every claim, whatever became of it, in the order in which they were saved."""
        return self._store.claims(slug)

    def reasons(self, slug: str) -> dict[str, list[tuple[str, float]]]:
        """Why each claim is worth checking or not: the strongest reasons with their weight, by claim id."""
        return {claim.id: _reasons(claim.text) for claim in self.claims(slug)}

    def add_claim(
        self,
        slug: str,
        start: int,
        end: int,
        text: str,
        *,
        by: str,
        claim_id: str = "",
        text_version: int | None = None,
    ) -> Claim:
        """A claim of the reviewer's own on `article.text[start:end]`.

        `text_version` is the version of the text that the person saw; `Stale` where it is another one by now.
        """
        by = self._hand(by)
        article = self.article(slug)
        if text_version not in (None, article.version):
            raise Stale(
                f"the text is at version {article.version} by now; select the words again",
                current=article,
                offered=(start, end, text),
            )
        return self._save(slug, self._written(slug, (start, end, text), by=by, claim_id=claim_id))

    def edit_claim(
        self,
        slug: str,
        claim_id: str,
        text: str | None = None,
        *,
        by: str,
        base_revision: int,
        speaker: str | None = None,
        kind: str | None = None,
    ) -> Claim:
        """The same claim in other words, of another speaker or kind; None keeps what it has.

        A blank speaker means that the text speaks for itself. The earlier revision stays in its history.
        """
        by = self._hand(by)
        claim = self._under_review(slug, claim_id)
        changed = claim if text is None else wording.reworded(claim, text)
        changed = changed if speaker is None else wording.spoken_by(changed, speaker)
        changed = changed if kind is None else wording.of_kind(changed, kind)
        return self._save(slug, _revised(changed, base_revision, by))

    def move_claim(
        self, slug: str, claim_id: str, *, after: str | None, by: str, base_revision: int
    ) -> Claim:
        """Put a claim right behind another one in the table, None: first. Nothing is saved if it is there."""
        by = self._hand(by)
        claim = self._under_review(slug, claim_id)
        ordered = self.claims(slug)
        places = order.behind(ordered, claim, after)
        if not places:
            return claim
        moved = [
            _revised(one, base_revision if one.id == claim_id else one.revision, by, position=places[one.id])
            for one in ordered
            if one.id in places
        ]
        self._store.append(slug, moved)
        return next(one for one in moved if one.id == claim_id)

    def discard_claim(self, slug: str, claim_id: str, *, by: str, base_revision: int) -> Claim:
        """Take a claim out of review; it can be restored."""
        by = self._hand(by)
        claim = self._under_review(slug, claim_id)
        return self._save(slug, _revised(claim, base_revision, by, status=ClaimStatus.DISCARDED))

    def restore_claim(self, slug: str, claim_id: str, *, by: str, base_revision: int) -> Claim:
        """Bring a claim back that was discarded, split or merged, and take out what took its place.

        Claims that were merged come back together.
        """
        by = self._hand(by)
        claim = self._newest(slug, claim_id)
        if claim.status not in _RESTORABLE:
            raise BadInput(f"only a claim that was taken out can be restored; this one is {claim.status}")
        heirs = self._heirs(slug, claim) if claim.status is not ClaimStatus.DISCARDED else []
        family = dict.fromkeys(id for heir in heirs for id in heir.derived_from if id != claim_id)
        others = [self._newest(slug, id) for id in family]
        self._refuse_without_words(slug, [claim, *others])
        back = [_revised(claim, base_revision, by, status=ClaimStatus.ACTIVE)]
        back += [_revised(other, other.revision, by, status=ClaimStatus.ACTIVE) for other in others]
        gone = [_revised(heir, heir.revision, by, status=ClaimStatus.DISCARDED) for heir in heirs]
        self._store.append(slug, [*back, *gone])
        return back[0]

    def _refuse_without_words(self, slug: str, claims: Sequence[Claim]) -> None:
        """Only what stands in the present version of the text can come back."""
        if any(claim.text_version != self.article(slug).version for claim in claims):
            raise BadInput(
                "its words do not stand in the text any more; select the present ones and add a claim"
            )

    def _heirs(self, slug: str, claim: Claim) -> list[Claim]:
        """The claims that took the place of one that was split or merged, and are still under review."""
        newest = review.newest_claims(self._store.claims(slug)).values()
        heirs = [one for one in newest if claim.id in one.derived_from]
        if passed_on := [one for one in heirs if one.status in (ClaimStatus.SPLIT, ClaimStatus.MERGED)]:
            raise BadInput(
                f"“{passed_on[0].text}” was {passed_on[0].status} since then; bring that one back first"
            )
        return [one for one in heirs if one.status is ClaimStatus.ACTIVE]

    def split_claim(
        self, slug: str, claim_id: str, parts: Sequence[Part], *, by: str, base_revision: int
    ) -> list[Claim]:
        """Replace a claim by two or more, each `(start, end, text)` within its words."""
        by = self._hand(by)
        old = self._under_review(slug, claim_id)
        if len(set(parts)) < 2:
            raise BadInput("splitting a claim takes at least two parts; to change its wording, edit it")
        if any(start < old.start or end > old.end for start, end, _ in parts):
            raise BadInput("a part lies outside the claim that is split; select words of the claim")
        written = [wording.part_of(old, self._written(slug, part, by=by)) for part in parts]
        new = wording.placed(written, old, self.claims(slug))
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
        by = self._hand(by)
        old = sorted(map(partial(self._under_review, slug), dict.fromkeys(claim_ids)), key=review.order_key)
        if len(old) < 2:
            raise BadInput("merging takes at least two claims; choose another one to merge with")
        span = min(claim.start for claim in old), max(claim.end for claim in old)
        merged = replace(
            wording.merged(old, self._written(slug, (*span, text), by=by)),
            derived_from=tuple(dict.fromkeys(claim_ids)),
        )
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
        if claim.status is ClaimStatus.GONE:
            raise BadInput(
                f"the words of this claim were taken out of the text by {claim.edited_by or 'somebody'} "
                "meanwhile; look at the new version"
            )
        if claim.status is not ClaimStatus.ACTIVE:
            who = claim.edited_by or "somebody"
            raise BadInput(f"this claim was {claim.status} by {who} meanwhile; look at what took its place")
        return claim

    def _written(self, slug: str, part: Part, *, by: str, claim_id: str = "") -> Claim:
        """A new claim in a person's words."""
        start, end, text = part
        near = review.newest_claims(self._store.claims(slug)).values()
        claim = wording.written(self.article(slug), (start, end), text, near)
        return replace(claim, id=claim_id or new_id("c"), edited_by=by, edited_at=utc_now())


# A millisecond each; a change of one claim must not cost those of a long article again.
@lru_cache(maxsize=10_000)
def _reasons(text: str) -> list[tuple[str, float]]:
    return split.worth_reasons(text)


def new_id(prefix: str) -> str:
    """An id that nothing else has; ids start with a letter, or a spreadsheet may make them numbers."""
    return prefix + uuid.uuid4().hex


def _revised(claim: Claim, base_revision: int, by: str, **changes: Any) -> Claim:
    return replace(claim, revision=base_revision + 1, edited_by=by, edited_at=utc_now(), **changes)
