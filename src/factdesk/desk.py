"""The use cases: everything that can be done with a desk. Pages and commands call this, nothing below."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from factdesk import __version__, checks, dates, reference, review, settings, split
from factdesk.errors import BadInput, NotFound
from factdesk.ingest import text as ingest
from factdesk.model import (
    Article,
    Checked,
    Claim,
    ClaimStatus,
    Origin,
    Scale,
    Sentence,
    Source,
    Stance,
    Verdict,
)
from factdesk.report.data import ReportData
from factdesk.store import Incoming, Store

Progress = Callable[[float], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of the article list: `decided` counts the claims that have at least one verdict."""

    article: Article
    claims: int
    decided: int
    reviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """`already_there`: the same text was on the desk, and nothing was written."""

    article: Article
    already_there: bool


@dataclass(frozen=True, slots=True)
class Examined:
    """A text split and checked without being stored."""

    article: Article
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    checked: Checked

    def report_data(self) -> ReportData:
        """The same as a report to which nobody has added a verdict yet."""
        return ReportData(
            article=self.article,
            sentences=self.sentences,
            claims=self.claims,
            checked=self.checked,
            verdicts=(),
            sources=(),
            scale=settings.Settings().scale,
            made_at=_utc_now(),
            app_version=__version__,
        )


def _utc_now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _new_id(prefix: str) -> str:
    return prefix + uuid.uuid4().hex


def examine(
    text: str,
    *,
    title: str = "",
    published: str = "",
    tenures: Path | None = None,
    tolerance_days: int = settings.Settings().tolerance_days,
) -> Examined:
    """Split and check a text without storing it. `published` in any form that `dates.parse_period` reads."""
    article = _article(text, title=title, published=published)
    claims = tuple(split.split(article))
    checked = checks.check(article, claims, reference.load(tenures), tolerance_days)
    return Examined(article, tuple(split.sentences(article.text)), claims, checked)


def _article(text: str, *, title: str, published: str) -> Article:
    cleaned = ingest.clean(text)
    period = dates.parse_period(published)
    return Article(
        text=cleaned,
        title=" ".join(title.split()) or ingest.title_of(cleaned),
        published=period,
        published_basis="given by the person who added it" if period.is_known else "",
    )


class Desk:
    """A folder of articles, their claims and what people decided. Safe to share between threads."""

    def __init__(self, folder: Path, store: Store, options: settings.Settings) -> None:
        self.folder = folder
        self.settings = options
        self._store = store
        self._memory = _Memory()

    @classmethod
    def open(cls, folder: str | Path = "claims", database_url: str | None = None) -> Desk:
        """The desk in `folder`, made if missing. A missing database is rebuilt from the CSV files."""
        path = Path(folder).resolve()
        if path.exists() and not path.is_dir():
            raise BadInput(f"{path} is a file; name the folder of the desk, such as claims/")
        path.mkdir(parents=True, exist_ok=True)
        options = settings.load(path / "desk.toml")
        return cls(path, Store(path, database_url or options.database_url or None), options)

    def close(self) -> None:
        self._store.close()

    # --- articles ---------------------------------------------------------------------------------

    def articles(self) -> list[ArticleSummary]:
        """Every article, the one added last first."""
        found = sorted(self._store.articles(), key=lambda a: (a.retrieved, a.slug), reverse=True)
        return [self._summary(article) for article in found]

    def _summary(self, article: Article) -> ArticleSummary:
        claims = {claim.id for claim in self.claims(article.slug)}
        latest = review.latest(self.verdicts(article.slug))
        given = [key for key in latest if key[0] in claims]
        return ArticleSummary(
            article=article,
            claims=len(claims),
            decided=len({claim for claim, _ in given}),
            reviewers=tuple(sorted({reviewer for _, reviewer in given})),
        )

    def article(self, slug: str) -> Article:
        return self._store.article(slug)

    def scale(self, slug: str) -> Scale:
        """The scale that the article was started with; the desk's own may have changed since."""
        return self.article(slug).scale or self.settings.scale

    def add_article(
        self,
        text: str,
        *,
        title: str = "",
        publisher: str = "",
        author: str = "",
        url: str = "",
        published: str = "",
        by: str = "",
        progress: Progress | None = None,
    ) -> Added:
        """Freeze a text, split it into claims, store both. `progress` is told the fraction done, 0 to 1."""
        # Space around a pasted text is not part of it, and must not hide that it is already there.
        article = _article(text.strip(), title=title, published=published)
        if known := self._store.find_article(article.sha256):
            return Added(known, already_there=True)
        article = replace(
            article,
            slug=self._free_slug(article),
            publisher=publisher.strip(),
            author=author.strip(),
            url=_web_link(url),
            scale=self.settings.scale,
            retrieved=_utc_now(),
            added_by=by.strip(),
        )
        return Added(self._store.add_article(article, split.split(article, progress)), already_there=False)

    def _free_slug(self, article: Article) -> str:
        slug = ingest.slug_of(article.title, article.sha256)
        return f"{slug}-{article.sha256[:8]}" if (self.folder / slug).exists() else slug

    # --- claims and findings ----------------------------------------------------------------------

    def version(self, slug: str) -> int:
        """A number that grows with every change to the article's claims, verdicts or sources."""
        return self._store.version(slug)

    def sentences(self, slug: str) -> list[Sentence]:
        article = self.article(slug)
        return self._memory.get(("sentences", article.sha256), lambda: split.sentences(article.text))

    def claims(self, slug: str) -> list[Claim]:
        """The claims under review, in the order of the text."""
        return review.active_claims(self._store.claims(slug))

    def _claim(self, slug: str, claim_id: str) -> Claim:
        """The newest revision of a claim, whatever became of it."""
        found = [claim for claim in self._store.claims(slug) if claim.id == claim_id]
        if not found:
            raise NotFound(f"no claim {claim_id} in {slug}; reload the page")
        return max(found, key=lambda claim: claim.revision)

    def checked(self, slug: str) -> Checked:
        """The findings on the article's present claims, recomputed when claims or reference change."""
        article, claims = self.article(slug), tuple(self.claims(slug))
        known = self._reference
        key = ("checked", article.sha256, article.published, hash(claims), id(known))
        return self._memory.get(
            key, lambda: checks.check(article, claims, known, self.settings.tolerance_days)
        )

    @cached_property
    def _reference(self) -> reference.Reference:
        return reference.load(self.folder / "tenures.csv")

    def add_claim(self, slug: str, start: int, end: int, text: str, *, by: str, claim_id: str = "") -> Claim:
        """A claim of the reviewer's own on `article.text[start:end]`."""
        claim = self._written_claim(slug, start, end, text, by=by, claim_id=claim_id)
        self._store.append(slug, [claim])
        return claim

    def edit_claim(self, slug: str, claim_id: str, text: str, *, by: str, base_revision: int) -> Claim:
        """The same claim in other words; the earlier wording stays in its history."""
        return self._revise(slug, claim_id, by=by, base_revision=base_revision, text=_wording(text))

    def discard_claim(self, slug: str, claim_id: str, *, by: str, base_revision: int) -> Claim:
        return self._revise(slug, claim_id, by=by, base_revision=base_revision, status=ClaimStatus.DISCARDED)

    def restore_claim(self, slug: str, claim_id: str, *, by: str, base_revision: int) -> Claim:
        return self._revise(slug, claim_id, by=by, base_revision=base_revision, status=ClaimStatus.ACTIVE)

    def split_claim(
        self, slug: str, claim_id: str, parts: Sequence[tuple[int, int, str]], *, by: str, base_revision: int
    ) -> list[Claim]:
        """Replace a claim by two or more, each `(start, end, text)`."""
        if len(parts) < 2:
            raise BadInput("splitting a claim takes at least two parts; to change its wording, edit it")
        new = [self._written_claim(slug, *part, by=by, derived_from=(claim_id,)) for part in parts]
        old = self._revised(slug, claim_id, by=by, base_revision=base_revision, status=ClaimStatus.SPLIT)
        self._store.append(slug, [old, *new])
        return new

    def merge_claims(self, slug: str, claim_ids: Sequence[str], text: str, *, by: str) -> Claim:
        """Replace several claims by one that spans them all."""
        if len(set(claim_ids)) < 2:
            raise BadInput("merging takes at least two claims; choose another one to merge with")
        old = [self._claim(slug, claim_id) for claim_id in claim_ids]
        start, end = min(claim.start for claim in old), max(claim.end for claim in old)
        merged = self._written_claim(slug, start, end, text, by=by, derived_from=tuple(claim_ids))
        retired = [
            self._revised(slug, claim.id, by=by, base_revision=claim.revision, status=ClaimStatus.MERGED)
            for claim in old
        ]
        self._store.append(slug, [*retired, merged])
        return merged

    def _written_claim(
        self,
        slug: str,
        start: int,
        end: int,
        text: str,
        *,
        by: str,
        claim_id: str = "",
        derived_from: tuple[str, ...] = (),
    ) -> Claim:
        article = self.article(slug)
        if not 0 <= start < end <= len(article.text):
            raise BadInput(
                f"characters {start} to {end} are not in the text; select the words of the claim again"
            )
        wording = _wording(text)
        return Claim(
            id=claim_id or _new_id("c"),
            start=start,
            end=end,
            quote=article.text[start:end],
            text=wording,
            kind=split.kind_of(wording),
            check_worthiness=split.check_worthiness(wording),
            origin=Origin.PERSON,
            derived_from=derived_from,
            edited_by=_person(by),
            edited_at=_utc_now(),
        )

    def _revised(self, slug: str, claim_id: str, *, by: str, base_revision: int, **changes: Any) -> Claim:
        claim = self._claim(slug, claim_id)
        return replace(
            claim, revision=base_revision + 1, edited_by=_person(by), edited_at=_utc_now(), **changes
        )

    def _revise(self, slug: str, claim_id: str, *, by: str, base_revision: int, **changes: Any) -> Claim:
        claim = self._revised(slug, claim_id, by=by, base_revision=base_revision, **changes)
        self._store.append(slug, [claim])
        return claim

    # --- verdicts and sources ---------------------------------------------------------------------

    def verdicts(self, slug: str) -> list[Verdict]:
        """Every revision of every verdict, in the order they were saved."""
        return self._store.verdicts(slug)

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
        base_revision: int = 0,
        verdict_id: str = "",
    ) -> Verdict:
        """Save a verdict; blank takes the last one back. It is on disk when this returns.

        `base_revision` is the revision of one's own verdict that the person saw (0: none yet): an older one
        raises `Stale`. Saving the same `verdict_id` again changes nothing, so a lost answer may be retried.
        """
        label = self.scale(slug).label(verdict) if verdict else None
        if verdict and not label:
            names = ", ".join(label.name for label in self.scale(slug).labels)
            raise BadInput(f"verdict {verdict!r} is not on this article's scale ({names})")
        if confidence is not None and confidence not in range(1, 6):
            raise BadInput(f"confidence {confidence!r} is not one of 1, 2, 3, 4, 5")
        self._claim(slug, claim_id)
        known = {source.id for source in self._store.sources(slug)}
        if unknown := [source for source in source_ids if source not in known]:
            raise BadInput(f"source {unknown[0]} is not attached to this article; reload the page")
        saved = Verdict(
            id=verdict_id or _new_id("v"),
            claim_id=claim_id,
            reviewer=_person(reviewer),
            verdict=label.name if label else "",
            rationale=rationale.strip(),
            confidence=confidence,
            source_ids=tuple(source_ids),
            revision=base_revision + 1,
            decided_at=_utc_now(),
        )
        (stored,) = self._store.append(slug, [saved])
        return stored

    def sources(self, slug: str) -> list[Source]:
        """The sources attached to the article's claims, without those taken back."""
        return review.active_sources(self._store.sources(slug))

    def attach(
        self,
        slug: str,
        claim_id: str,
        *,
        by: str,
        url: str = "",
        title: str = "",
        publisher: str = "",
        published: str = "",
        accessed: str = "",
        archived_url: str = "",
        stance: str = Stance.CONTEXT,
        passage: str = "",
        note: str = "",
        source_id: str = "",
    ) -> Source:
        """Attach a source to a claim: a link, or at least a title for what is not on the web.

        Attaching the same `source_id` again changes nothing, so a lost answer may be retried.
        """
        if not (url.strip() or title.strip()):
            raise BadInput("a source needs a link, or a title for what is not on the web")
        if stance not in list(Stance):
            raise BadInput(f"stance {stance!r} is not one of {', '.join(Stance)}")
        self._claim(slug, claim_id)
        source = Source(
            id=source_id or _new_id("s"),
            claim_id=claim_id,
            url=_web_link(url),
            title=title.strip(),
            publisher=publisher.strip(),
            published=str(dates.parse_period(published)),
            accessed=str(dates.parse_period(accessed)),
            archived_url=_web_link(archived_url),
            stance=Stance(stance),
            passage=passage.strip(),
            note=note.strip(),
            added_by=_person(by),
            added_at=_utc_now(),
        )
        (stored,) = self._store.append(slug, [source])
        return stored

    def withdraw_source(self, slug: str, source_id: str, *, by: str) -> Source:
        """Take a source back; it stays in the file with the next revision."""
        found = next((source for source in self.sources(slug) if source.id == source_id), None)
        if not found:
            raise NotFound(f"no source {source_id} in {slug}; it may have been taken back already")
        gone = replace(
            found, withdrawn=True, revision=found.revision + 1, added_by=_person(by), added_at=_utc_now()
        )
        self._store.append(slug, [gone])
        return gone

    def history(self, slug: str, claim_id: str) -> list[review.Event]:
        """What happened to a claim, oldest first."""
        return review.history(
            claim_id, self._store.claims(slug), self.verdicts(slug), self._store.sources(slug)
        )

    def reviewers(self) -> list[str]:
        """Everybody who gave a verdict on this desk."""
        return sorted({name for summary in self.articles() for name in summary.reviewers})

    # --- reports and the state of the files -------------------------------------------------------

    def report_data(self, slug: str) -> ReportData:
        return ReportData(
            article=self.article(slug),
            sentences=tuple(self.sentences(slug)),
            claims=tuple(self.claims(slug)),
            checked=self.checked(slug),
            verdicts=tuple(self.verdicts(slug)),
            sources=tuple(self.sources(slug)),
            scale=self.scale(slug),
            made_at=_utc_now(),
            app_version=__version__,
            tolerance_days=self.settings.tolerance_days,
        )

    def report(self, slug: str, format: str = "csv") -> bytes:
        """The verdict report: one CSV row per claim, or one self-contained HTML page."""
        # Altair and the template engine are paid for only when a report is made.
        if format == "csv":
            from factdesk.report.table import verdict_csv

            return verdict_csv(self.report_data(slug))
        if format == "html":
            from factdesk.report.html import html

            return html(self.report_data(slug)).encode("utf-8")
        raise BadInput(f"report format {format!r} is not one of csv, html")

    def problems(self) -> list[str]:
        """What is wrong with the desk's files and what to do, one sentence each; empty when all is well."""
        return self._store.problems()

    def incoming(self) -> list[Incoming]:
        """CSV files that somebody changed outside factdesk: kept aside, compared row by row."""
        return self._store.incoming()

    def import_incoming(self, offered: Incoming, keys: Iterable[str], *, by: str) -> int:
        """Take rows of an outside edit over as new revisions; how many were taken."""
        return len(self._store.import_incoming(offered, keys, by=_person(by)))

    def dismiss_incoming(self, offered: Incoming) -> Path:
        """Put an outside edit away without taking it over; where the file is now."""
        return self._store.dismiss_incoming(offered)


class _Memory:
    """The last few computed values, so that a page drawn again does not compute again."""

    SIZE = 64

    def __init__(self) -> None:
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast(T, self._values[key])
        value = compute()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self.SIZE:
                self._values.popitem(last=False)
        return value


def _person(name: str) -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise BadInput("who is reviewing? Give a name first")
    if len(cleaned) > 80:
        raise BadInput("a reviewer's name may have 80 characters at most")
    return cleaned


def _wording(text: str) -> str:
    cleaned = " ".join(text.split())
    if not cleaned:
        raise BadInput("a claim needs its wording; write what is claimed")
    return cleaned


def _web_link(url: str) -> str:
    cleaned = url.strip()
    if cleaned and not cleaned.lower().startswith(("http://", "https://")):
        raise BadInput(f"{cleaned[:80]!r} is not a web link; it starts with http:// or https://")
    return cleaned
