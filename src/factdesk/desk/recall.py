"""The desk's memory: claims verified before, here or by others, and verdicts due for another look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from factdesk import review, settings, web
from factdesk.desk import reviewed, typed
from factdesk.desk.memory import Memory
from factdesk.desk.reviewed import Kept
from factdesk.desk.versions import VersionDesk
from factdesk.disk.files import Stamp, stamp
from factdesk.ingest import text as ingest
from factdesk.model import Article, Claim, Role, Source, Verdict, sha256
from factdesk.recall import Match, Recall, Remembered, claimreview
from factdesk.recall.claimreview import LeftOut
from factdesk.report import words
from factdesk.store import Store

# Claims asked for again when a page is drawn again.
_KEPT_ANSWERS = 4000
_FEED_TYPES = web.PAGE_TYPES | {"application/json", "application/ld+json", "application/x-ndjson"}
_MOST = 5
# The claim itself and verdicts of several reviewers on it must not push others out.
_ASKED = 12


@dataclass(frozen=True, slots=True)
class Due:
    """A verdict whose day for another look has come, on the present words of a claim under review."""

    article: Article
    claim: Claim
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an imported feed; `name` is what the desk calls it, `left_out` what was not read."""

    name: str
    kept: Kept
    left_out: tuple[LeftOut, ...] = ()

    @property
    def words(self) -> str:
        """`courier: 12 reviews added, 1 changed, 3 known already; 2 left out`."""
        kept = self.kept
        return (
            f"{self.name}: {words.count(kept.added, 'review')} added, {kept.changed:,} changed, "
            f"{kept.known:,} known already; {len(self.left_out):,} left out"
        )


@dataclass(frozen=True, slots=True)
class _Decided:
    """A claim under review and a verdict on its present words."""

    claim: Claim
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class _Memories:
    """What is remembered of this desk's own verdicts and of imported reviews, in this edition."""

    own: Recall
    imported: Recall
    edition: Hashable


class RecallDesk(VersionDesk):
    """The part of a desk that remembers."""

    def __init__(self, folder: Path, store: Store, options: settings.Settings) -> None:
        super().__init__(folder, store, options)
        self._own = Memory(size=1)
        self._imported = Memory(size=1)
        self._feeds = Memory(size=64)
        self._kept = Memory(size=10_000)
        self._answers = Memory(size=_KEPT_ANSWERS)

    def recalled(self, slug: str, claim_id: str) -> list[Match]:
        """Claims verified before that say the same as this one, the most alike first; never the claim itself.

        Only verdicts that stand, on the present words of claims under review, and the reviews of imported
        feeds. Cheap when asked again; a verdict or an import anywhere on the desk counts at once.
        """
        return self._recalled(slug, claim_id, self._newest(slug, claim_id).text, self._memories())

    def all_recalled(self, slug: str) -> dict[str, list[Match]]:
        """`recalled` for every claim under review for which there is something, by claim id."""
        memories = self._memories()
        found = ((one.id, self._recalled(slug, one.id, one.text, memories)) for one in self.claims(slug))
        return {claim_id: matches for claim_id, matches in found if matches}

    def import_feed(self, name: str, data: bytes, by: str) -> Imported:
        """Remember the reviews of a ClaimReview feed or page; `name` is its file name or address.

        What is known already is not added again; a review that changed gets a new revision. BadInput where
        there is no review in it.
        """
        by = self._hand(by, Role.EDITOR)
        feed = claimreview.read(data, name)
        called = ingest.slug_of(name.partition("://")[2] or name, sha256(name))
        return Imported(called, reviewed.keep(self.folder, called, feed.reviews, by), feed.left_out)

    def fetch_feed(self, url: str, by: str) -> Imported:
        """`import_feed` of what stands at an address. Unreachable or Blocked where it cannot be fetched."""
        by = self._hand(by, Role.EDITOR)
        page = self.client().page(typed.web_link(url), types=_FEED_TYPES)
        return self.import_feed(url, page.body, by)

    def feeds(self) -> dict[str, int]:
        """How many reviews each imported feed holds, by its name."""
        every = reviewed.paths(self.folder)
        return {path.name.removesuffix(reviewed.ENDING): len(self._of_feed(path)) for path in every}

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

    def _recalled(self, slug: str, claim_id: str, text: str, memories: _Memories) -> list[Match]:
        own, imported = memories.own, memories.imported
        found = self._answers.get(
            (text, memories.edition),
            lambda: sorted(
                [*own.similar(text, most=_ASKED), *imported.similar(text, most=_ASKED)],
                key=lambda match: -match.likeness,
            ),
        )
        itself = (slug, claim_id)
        others = (one for one in found if (one.remembered.article, one.remembered.claim_id) != itself)
        return list(islice(others, _MOST))

    def _memories(self) -> _Memories:
        """What is remembered by now. Two indexes, so that a verdict does not build that of the feeds anew."""
        articles = self._store.articles()
        paths = reviewed.paths(self.folder)
        feeds = _stamps(paths)
        decided = tuple((one.slug, self.version(one.slug), one.title) for one in articles)
        return _Memories(
            own=self._own.get(
                decided, lambda: Recall(entry for article in articles for entry in self._of_article(article))
            ),
            imported=self._imported.get(feeds, lambda: Recall(self._of_feeds(paths))),
            edition=(decided, feeds),
        )

    def _feed_problems(self) -> list[str]:
        """What is wrong in the files of the feeds, one sentence each."""
        key = ("problems", _stamps(reviewed.paths(self.folder)))
        return self._feeds.get(key, lambda: [str(one) for one in reviewed.problems(self.folder)])

    def _of_feeds(self, paths: list[Path]) -> list[Remembered]:
        """The reviews of all feeds; one that several carry counts once."""
        every = (review for path in paths for review in self._of_feed(path))
        return list({reviewed.review_id(review): review for review in every}.values())

    def _of_feed(self, path: Path) -> list[Remembered]:
        return self._feeds.get((path.name, stamp(path)), lambda: reviewed.remembered(path))

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


def _stamps(paths: Iterable[Path]) -> tuple[tuple[str, Stamp | None], ...]:
    return tuple((path.name, stamp(path)) for path in paths)


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
