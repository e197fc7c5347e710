"""A desk: a folder of articles, their claims and what people decided."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from factdesk import __version__, checks, dates, reference, review, settings, split
from factdesk.desk import tenures, typed
from factdesk.desk.claims import ClaimDesk, new_id
from factdesk.desk.examine import as_article, utc_now
from factdesk.disk.files import stamp
from factdesk.errors import BadInput, BrokenFile, NotFound
from factdesk.ingest import text as ingest
from factdesk.model import Article, Checked, Period, Source, Stance, Tenure, Verdict
from factdesk.reference import own
from factdesk.reference.own import OwnRow
from factdesk.report.data import ReportData
from factdesk.store import Incoming, Store
from factdesk.store.articles import Redated

Progress = Callable[[float], None]
DATABASE_VARIABLE = "FACTDESK_DATABASE_URL"


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


class Desk(ClaimDesk):
    """A folder of articles, their claims and what people decided. Safe to share between threads."""

    @classmethod
    def open(
        cls, folder: str | Path = "claims", database_url: str | None = None, *, must_exist: bool = False
    ) -> Desk:
        """The desk in `folder`, made if missing. A missing database is rebuilt from the CSV files.

        The database is the one of `database_url`, else of the variable FACTDESK_DATABASE_URL, else of
        desk.toml, else a file in the folder.
        """
        path = Path(folder).resolve()
        if path.exists() and not path.is_dir():
            raise BadInput(f"{path} is a file; name the folder of the desk, such as claims/")
        if must_exist and not path.is_dir():
            raise NotFound(f"{path}: no such folder; name the folder of the desk, such as claims/")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"{path}: a desk cannot be made there ({error.strerror})") from None
        options = settings.load(path / "desk.toml")
        url = database_url or os.environ.get(DATABASE_VARIABLE) or options.database_url
        return cls(path, Store(path, url or None), options)

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
        article = as_article(text.strip(), title=title, published=published)
        if known := self._store.find_article(article.sha256):
            return Added(known, already_there=True)
        article = replace(
            article,
            slug=self._free_slug(article),
            publisher=typed.title(publisher),
            author=typed.title(author),
            url=typed.web_link(url),
            scale=self.settings.scale,
            retrieved=utc_now(),
            added_by=typed.person(by) if by.strip() else "",
        )
        return Added(self._store.add_article(article, split.split(article, progress)), already_there=False)

    def _free_slug(self, article: Article) -> str:
        slug = ingest.slug_of(article.title, article.sha256)
        return slug if self._store.slug_is_free(slug) else f"{slug}-{article.sha256[:8]}"

    # --- findings ---------------------------------------------------------------------------------

    def checked(self, slug: str) -> Checked:
        """The findings on the article's present claims, recomputed when claims or reference change."""
        article, claims = self.article(slug), tuple(self.claims(slug))
        known, _ = self._reference()
        key = ("checked", article.sha256, article.published, hash(claims), id(known))
        return self._memory.get(
            key, lambda: checks.check(article, claims, known, self.settings.tolerance_days)
        )

    def proposals(self, slug: str) -> dict[str, review.Proposal]:
        """The verdicts that the findings suggest, by claim id. Only a person makes one of them a verdict."""
        found = review.by_claim(self.checked(slug).findings)
        asked = ((c.id, review.proposal(c, found[c.id], self.scale(slug))) for c in self.claims(slug))
        return {claim_id: one for claim_id, one in asked if one}

    def edition(self, slug: str) -> Hashable:
        """Differs from the last one whenever anything changed that the review page shows."""
        article = self.article(slug)
        return self.version(slug), article.published, article.published_basis, stamp(self._own_tenures)

    def set_published(self, slug: str, text: str, *, by: str, basis: str = "", seen: Period) -> Article:
        """Give an article the publication date that a person typed or accepted; blank makes it unknown.

        `seen` is the date that the person saw; where it is another one by now, `Stale` is raised. The former
        date stays in article.json.
        """
        who = typed.person(by)
        change = Redated(
            dates.parse_period(text), " ".join(basis.split()) or f"given by {who}", who, utc_now()
        )
        return self._store.set_published(slug, change, seen)

    def _reference(self) -> tuple[reference.Reference, str]:
        """The tenures known to this desk, and what is wrong with its own file, if anything.

        A broken tenures.csv must not stop the review: until it is mended the bundled table serves alone.
        """
        path = self._own_tenures
        return self._memory.get(("reference", stamp(path)), lambda: _reference(path))

    # --- the desk's own tenures -------------------------------------------------------------------

    @property
    def _own_tenures(self) -> Path:
        return self.folder / "tenures.csv"

    def own_tenures(self) -> list[tenures.OwnTenure]:
        """The tenures that the desk's people added, the one changed last first."""
        return tenures.listed(self._own_tenures)

    def find_tenures(self, person: str, office: str, country: str = "", day: str = "") -> list[Tenure]:
        """What the checks know of a person or an office, the latest first; on `day` where one is given."""
        return tenures.search(self._reference()[0], person, office, country, day)

    def save_tenure(self, given: Mapping[str, str], *, by: str, base_revision: int = 0) -> OwnRow:
        """Add a tenure, or correct the one named by `tenure_id`; the next check uses it."""
        return tenures.save(self._own_tenures, given, by=by, base_revision=base_revision)

    def withdraw_tenure(self, tenure_id: str, *, by: str, base_revision: int) -> OwnRow:
        """Take an own tenure back; it stays in the file."""
        return tenures.withdraw(self._own_tenures, tenure_id, by=by, base_revision=base_revision)

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
        if retried := self._saved(slug, verdict_id):
            return retried
        saved = self._verdict(
            slug,
            claim_id,
            reviewer=reviewer,
            verdict=verdict,
            rationale=rationale,
            confidence=confidence,
            source_ids=source_ids,
            base_revision=base_revision,
            verdict_id=verdict_id,
        )
        (stored,) = self._store.append(slug, [saved])
        return stored

    def _verdict(
        self,
        slug: str,
        claim_id: str,
        *,
        reviewer: str,
        verdict: str,
        rationale: str,
        confidence: int | None,
        source_ids: Iterable[str],
        base_revision: int,
        verdict_id: str,
        attached: Collection[str] = (),
    ) -> Verdict:
        """A verdict on a claim under review; `attached` are sources that are saved together with it."""
        label = self._on_scale(slug, verdict)
        if confidence is not None and (type(confidence) is not int or confidence not in range(1, 6)):
            raise BadInput(f"confidence {confidence!r} is not one of 1, 2, 3, 4, 5")
        self._under_review(slug, claim_id)
        cited = tuple(dict.fromkeys(source_ids))
        known = {source.id for source in self._store.sources(slug)} | set(attached)
        if unknown := [source for source in cited if source not in known]:
            raise BadInput(f"source {unknown[0]} is not attached to this article; reload the page")
        return Verdict(
            id=verdict_id or new_id("v"),
            claim_id=claim_id,
            reviewer=typed.person(reviewer),
            verdict=label,
            rationale=rationale.strip(),
            confidence=confidence,
            source_ids=cited,
            revision=base_revision + 1,
            decided_at=utc_now(),
        )

    def accept(
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
    ) -> Verdict:
        """Save a verdict that a check proposed, now the reviewer's own, with its sources: all or nothing.

        Each of `sources` has an `id` and the fields of `attach`. One that the claim has already, by its
        link or as the same citation, is cited and not attached again. May be retried as `decide` may.
        """
        if retried := self._saved(slug, verdict_id):
            return retried
        there = [source for source in self.sources(slug) if source.claim_id == claim_id]
        given = [_source(claim_id, reviewer, **{"accessed": utc_now()[:10], **one}) for one in sources]
        new, cited = _merged(there, given)
        decided = self._verdict(
            slug,
            claim_id,
            reviewer=reviewer,
            verdict=verdict,
            rationale=rationale,
            confidence=confidence,
            source_ids=[*source_ids, *cited],
            base_revision=base_revision,
            verdict_id=verdict_id,
            attached={source.id for source in new},
        )
        records: list[Source | Verdict] = [*new, decided]
        stored = self._store.append(slug, records)
        return cast("Verdict", stored[-1])

    def _saved(self, slug: str, verdict_id: str) -> Verdict | None:
        return next((v for v in self.verdicts(slug) if verdict_id and v.id == verdict_id), None)

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
        source = _source(
            claim_id,
            by,
            id=source_id,
            url=url,
            title=title,
            publisher=publisher,
            published=published,
            accessed=accessed,
            archived_url=archived_url,
            stance=stance,
            passage=passage,
            note=note,
        )
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
            made_at=utc_now(),
            app_version=__version__,
            tolerance_days=self.settings.tolerance_days,
        )

    def report(self, slug: str, format: str = "csv") -> bytes:
        """The verdict report: one CSV row per claim, or one self-contained HTML page; or its timeline as a
        picture, svg or png.
        """
        # The drawing and the template engine are paid for only when a report is made.
        if format == "csv":
            from factdesk.report.table import verdict_csv

            return verdict_csv(self.report_data(slug))
        if format == "html":
            from factdesk.report.html import html

            return html(self.report_data(slug)).encode("utf-8")
        if format in ("svg", "png"):
            return self.timeline(slug, format)
        raise BadInput(f"report format {format!r} is not one of csv, html, svg, png")

    def timeline(self, slug: str, format: str = "svg", *, dark: bool = False) -> bytes:
        """The timeline of offices as a picture, svg or png. BadInput where there is nothing to draw."""
        from factdesk.report.timeline_file import timeline_png, timeline_svg_file

        draw = timeline_png if format == "png" else timeline_svg_file
        return draw(self.checked(slug), self.article(slug), dark=dark)

    def problems(self) -> list[str]:
        """What is wrong with the desk's files and what to do, one sentence each; empty when all is well."""
        _, broken = self._reference()
        left_out = [broken] if broken else own.problems(self._own_tenures)
        return [*self._store.problems(), *left_out]

    def incoming(self) -> list[Incoming]:
        """CSV files that somebody changed outside factdesk: kept aside, compared row by row."""
        return self._store.incoming()

    def import_incoming(self, offered: Incoming, keys: Iterable[str], *, by: str) -> int:
        """Take rows of an outside edit over as new revisions; how many were taken."""
        return len(self._store.import_incoming(offered, keys, by=typed.person(by)))

    def dismiss_incoming(self, offered: Incoming) -> Path:
        """Put an outside edit away without taking it over; where the file is now."""
        return self._store.dismiss_incoming(offered)


def _reference(path: Path) -> tuple[reference.Reference, str]:
    try:
        return reference.load(path), ""
    except BrokenFile as error:
        return reference.load(), f"{error}. Until then the desk's own tenures are left out of the checks"


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
