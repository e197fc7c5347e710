"""The desk's memory: claims verified before, here or by others, and verdicts due for another look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factdesk import review, settings
from factdesk.desk.memory import Memory
from factdesk.desk.versions import VersionDesk
from factdesk.model import Article, Claim, Source, Verdict
from factdesk.recall import Match, Recall, Remembered
from factdesk.store import Store

# Claims asked for again when a page is drawn again.
_KEPT_ANSWERS = 4000


@dataclass(frozen=True, slots=True)
class Due:
    """A verdict whose day for another look has come, on the present words of a claim under review."""

    article: Article
    claim: Claim
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Decided:
    """A claim under review and a verdict on its present words."""

    claim: Claim
    verdict: Verdict


class RecallDesk(VersionDesk):
    """The part of a desk that remembers."""

    def __init__(self, folder: Path, store: Store, options: settings.Settings) -> None:
        super().__init__(folder, store, options)
        self._indexes = Memory(size=2)
        self._kept = Memory(size=10_000)
        self._answers = Memory(size=_KEPT_ANSWERS)

    def recalled(self, slug: str, claim_id: str) -> list[Match]:
        """Claims verified before that say the same as this one, the most alike first; never the claim itself.

        Only verdicts that stand, on the present words of claims under review. Cheap when asked again.
        """
        text = self._newest(slug, claim_id).text
        return [
            match
            for match in self._recalled(text)
            if (match.remembered.article, match.remembered.claim_id) != (slug, claim_id)
        ][:_MOST]

    def _recalled(self, text: str) -> list[Match]:
        own = self._own_memory()
        return own.similar(text, most=_ASKED)

    def due(self, on: date) -> list[Due]:
        """The verdicts that should be looked at again by that day, those waiting longest first.

        Only the newest verdict of each reviewer on a claim; one on earlier words of the claim is not due,
        since the claim is reopened already.
        """
        day = on.isoformat()
        found = [
            Due(article, one.claim, one.verdict)
            for article in self._store.articles()
            for one in self._decided(article.slug)
            if one.verdict.recheck_on and one.verdict.recheck_on <= day
        ]
        return sorted(found, key=lambda due: (due.verdict.recheck_on, due.article.slug, due.claim.start))

    def _own_memory(self) -> Recall:
        articles = self._store.articles()
        key: Hashable = ("own", tuple((one.slug, self.version(one.slug), one.title) for one in articles))
        return self._indexes.get(
            key, lambda: Recall(entry for article in articles for entry in self._of_article(article))
        )

    def _of_article(self, article: Article) -> list[Remembered]:
        key = ("article", article.slug, self.version(article.slug), article.title)
        return self._kept.get(key, lambda: list(self._remembered(article)))

    def _remembered(self, article: Article) -> Iterator[Remembered]:
        """One entry for each claim and verdict given on it; who agrees is named in one entry."""
        sources = {source.id: source for source in self.sources(article.slug)}
        groups: defaultdict[tuple[str, str], list[_Decided]] = defaultdict(list)
        for one in self._decided(article.slug):
            groups[one.claim.id, one.verdict.verdict].append(one)
        for group in groups.values():
            yield _entry(article, group, sources)

    def _decided(self, slug: str) -> list[_Decided]:
        verdicts, log = self._logs(slug)
        earlier = review.on_earlier_words(verdicts, log)
        claims = {claim.id: claim for claim in self.claims(slug)}
        return [
            _Decided(claims[claim_id], verdict)
            for (claim_id, _), verdict in review.latest(verdicts).items()
            if claim_id in claims and verdict.id not in earlier
        ]


_MOST = 5
# The claim itself and verdicts of several reviewers on it must not push others out.
_ASKED = 12


def _entry(article: Article, group: list[_Decided], sources: dict[str, Source]) -> Remembered:
    newest = max(group, key=lambda one: one.verdict.decided_at)
    cited = (sources.get(id) for one in group for id in one.verdict.source_ids)
    return Remembered(
        text=newest.claim.text,
        label=newest.verdict.verdict,
        reviewer=", ".join(sorted({one.verdict.reviewer for one in group})),
        title=article.title,
        url=article.url,
        at=newest.verdict.decided_at[:10],
        article=article.slug,
        claim_id=newest.claim.id,
        sources=tuple(dict.fromkeys(source.url or source.title for source in cited if source)),
        recheck_on=min((one.verdict.recheck_on for one in group if one.verdict.recheck_on), default=""),
        rationale=newest.verdict.rationale,
    )
