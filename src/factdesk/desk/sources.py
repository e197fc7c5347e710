"""Sources: attached, brought, kept, read beside the claim, archived, and their links tried again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta

from factdesk import archive
from factdesk.desk import evidence, links, typed
from factdesk.desk.attached import patiently
from factdesk.desk.evidence import ClaimEvidence, Reading, SourceEvidence
from factdesk.desk.fetched import FetchDesk
from factdesk.desk.links import Known, Outcome, Progress, Task
from factdesk.disk.files import stamp
from factdesk.errors import BadInput, FactdeskError, NotFound
from factdesk.model import Claim, LinkCheck, Source, utc
from factdesk.store import copies


class SourceDesk(FetchDesk):
    """The part of a desk that knows sources."""

    def evidence(self, slug: str, claim_id: str, *, ranked: bool = True) -> ClaimEvidence:
        """What the sources of a claim say to it. Cheap to ask for again: what did not change is kept.

        Without `ranked` no passages and quotes of the claim are looked for, which takes most of the time.
        """
        published = self.article(slug).published
        copies_ = stamp(self.folder / slug / copies.FOLDER)  # copies may be brought from another machine
        key = ("evidence", slug, claim_id, ranked, self.version(slug), published, copies_)
        return self._seen.get(key, lambda: self._gathered(slug, claim_id, ranked))

    def _gathered(self, slug: str, claim_id: str, ranked: bool) -> ClaimEvidence:
        claim = self._newest(slug, claim_id)
        rows = [source for source in self.sources(slug) if source.claim_id == claim_id]
        tried = self.links(slug)
        found = tuple(self._evidence(slug, claim, row, tried.get(row.url), ranked) for row in rows)
        return ClaimEvidence(found, self._groups(slug, rows))

    def _evidence(
        self, slug: str, claim: Claim, row: Source, link: LinkCheck | None, ranked: bool
    ) -> SourceEvidence:
        copy = self._copy_of(slug, row)
        if copy is None:
            return SourceEvidence(row, link=link)
        try:
            found = self._reading(slug, claim, row, ranked)
        except FactdeskError:  # the text was changed; it may be mended
            found = Reading()
        return SourceEvidence(
            row, copy, found.passages, found.passage_found, found.nearest, found.quotes, link
        )

    def _reading(self, slug: str, claim: Claim, row: Source, ranked: bool) -> Reading:
        claimed = self.article(slug).published
        key = ("reading", slug, claim.id, claim.revision, row.id, row.revision, row.copy, claimed, ranked)

        def read() -> Reading:
            text = self.copy_text(slug, row.copy)
            return evidence.reading(claim, row, text, claimed) if ranked else evidence.quoted(row, text)

        return self._seen.get(key, read)

    def _groups(self, slug: str, rows: Sequence[Source]) -> tuple[tuple[str, ...], ...]:
        kept = [self._copy_of(slug, row) for row in rows]
        key = ("groups", slug, tuple((row.id, row.claim_id, row.revision) for row in rows))
        try:
            return self._seen.get(
                key,
                lambda: evidence.grouped(
                    rows, kept, [self.copy_text(slug, row.copy) if row.copy else None for row in rows]
                ),
            )
        except FactdeskError:
            return evidence.grouped(rows, kept, [self._kept_text(slug, row) for row in rows])

    def archive(
        self,
        slug: str,
        source_id: str,
        *,
        by: str,
        save: bool,
        keep_going: Callable[[], bool] | None = None,
    ) -> Source:
        """Give a source the link of its newest copy at the Internet Archive; `save` has one made first.

        `keep_going` is asked while the copy is being made. NotFound where the archive has none. Errors of
        `archive.Wayback` where it is switched off or does not answer.
        """
        by = self._hand(by)
        url = self._first(slug, source_id).url
        if not url:
            raise BadInput("this source has no link that could be archived")
        wayback = archive.Wayback(self.client(), self.settings.archive)
        copy = wayback.save(url, keep_going=keep_going) if save else wayback.latest(url)
        if copy is None:
            raise NotFound(f"the Internet Archive names no copy of {url}; have one made")
        return self._with_archived(slug, source_id, copy.url, by)

    def _with_archived(self, slug: str, source_id: str, url: str, by: str) -> Source:
        def attempt() -> Source:
            rows = self._active(slug, source_id)
            changed = self._with_facts(slug, rows, {"archived_url": url}, by)
            self._store.append(slug, changed)
            return changed[0] if changed else rows[0]

        return patiently(attempt)

    # --- links ------------------------------------------------------------------------------------

    def check_links(
        self,
        slugs: Iterable[str] | None = None,
        *,
        by: str,
        progress: Progress | None = None,
        keep_going: Callable[[], bool] | None = None,
        older_than: timedelta | None = None,
    ) -> list[LinkCheck]:
        """Try the links of all sources again, of some articles or of all, and save what came of each at once.

        What a page says now is compared with what was kept of it. Sites that do not want to be asked by
        programs are not (robots.txt). `older_than` leaves out links that were tried more recently: so a run
        that was stopped goes on. `progress` is told how many are done and of how many; where `keep_going`
        says no, the run ends. Both are called in the caller's thread.
        """
        by = self._hand(by)
        chosen = [article.slug for article in self._store.articles()] if slugs is None else list(slugs)
        tasks = self._tasks(chosen, older_than)

        def save(task: Task, outcomes: Sequence[Outcome]) -> list[LinkCheck]:
            pairs = zip(task.known, outcomes, strict=True)
            return [self._note(known.slug, task.url, outcome, by) for known, outcome in pairs]

        return links.try_all(self.client(), tasks, save, progress, keep_going)

    def _tasks(self, slugs: Iterable[str], older_than: timedelta | None) -> list[Task]:
        """Each link once, with all articles that have it and when they had it tried last."""
        before = utc(datetime.now(UTC) - older_than) if older_than else ""
        known: defaultdict[str, list[Known]] = defaultdict(list)
        for slug in dict.fromkeys(slugs):
            tried = self.links(slug)
            rows: defaultdict[str, list[Source]] = defaultdict(list)
            for source in self.sources(slug):
                if source.url and len(source.url.encode()) <= typed.MAX_LINK:
                    rows[source.url].append(source)
            for url, listed in rows.items():
                if not before or url not in tried or tried[url].checked_at < before:
                    known[url].append(self._known(slug, listed))
        return [Task(url, tuple(listed)) for url, listed in known.items()]
