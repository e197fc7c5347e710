"""A desk: a folder of articles, their claims and what people decided."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factdesk import __version__, checks, dates, reference, review, settings
from factdesk.desk import bring, tenures, typed
from factdesk.desk.bring import Brought
from factdesk.desk.cited import cited
from factdesk.desk.examine import Progress, as_article, language, splitter
from factdesk.desk.lookups import LookupDesk
from factdesk.desk.recall import RecallDesk
from factdesk.disk.files import stamp
from factdesk.errors import BadInput, BrokenFile, NotFound
from factdesk.ingest import text as ingest
from factdesk.model import Article, Checked, Period, Role, Tenure, utc_now
from factdesk.reference import own
from factdesk.reference.own import OwnRow
from factdesk.report.data import Language, ReportData
from factdesk.store import Incoming, Store
from factdesk.store.articles import Redated

if TYPE_CHECKING:
    from factdesk.llm import Account

DATABASE_VARIABLE = "FACTDESK_DATABASE_URL"


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One line of the article list: `decided` counts the claims that have a verdict on their present words,
    `reopened` those whose verdicts all speak of earlier ones.
    """

    article: Article
    claims: int
    decided: int
    reviewers: tuple[str, ...]
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """`already_there`: the same text was on the desk, and nothing was written.

    `account` is what a language model took, if one was asked.
    """

    article: Article
    already_there: bool
    account: Account | None = None


class Desk(LookupDesk, RecallDesk):
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
        states = self.states(article.slug)
        latest = review.latest(self._store.verdicts(article.slug))
        left = (review.State.OPEN, review.State.REOPENED)
        return ArticleSummary(
            article=article,
            claims=len(states),
            decided=sum(state not in left for state in states.values()),
            reviewers=tuple(sorted({reviewer for claim_id, reviewer in latest if claim_id in states})),
            reopened=sum(state is review.State.REOPENED for state in states.values()),
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
        brought: Brought | None = None,
        llm: bool = False,
        progress: Progress | None = None,
    ) -> Added:
        """Freeze a text, split it into claims, store both. `progress` is told the fraction done, 0 to 1.

        `brought` is what the text was read out of (`desk/bring.py`): its original is kept beside the article,
        and where `published` is the date that was found there, that is its basis.
        `llm` sends the text to the language model that the desk has set up, BadInput where it has none.
        """
        self._need(Role.REVIEWER)
        by = self._hand(by) if by.strip() else ""
        # Space around a pasted text is not part of it, and must not hide that it is already there.
        found = brought.document if brought else None
        article = as_article(text.strip(), title=title, published=published, document=found)
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
            added_by=by,
        )
        claims, account = splitter(llm, self.folder)(article, progress)
        if account:
            article = replace(article, split_by=f"{account.model} at {account.host}")
        stored = self._store.add_article(article, claims, brought.kept if brought else None)
        return Added(stored, already_there=False, account=account)

    def bring(self, url: str) -> Brought:
        """The article at an address, read and not stored. Unreachable, or BadInput where it is none."""
        return bring.bring(url, self.client())

    def _free_slug(self, article: Article) -> str:
        slug = ingest.slug_of(article.title, article.sha256)
        return slug if self._store.slug_is_free(slug) else f"{slug}-{article.sha256[:8]}"

    # --- findings ---------------------------------------------------------------------------------

    def checked(self, slug: str) -> Checked:
        """The findings on the article's present claims, recomputed when claims or reference change."""
        claims, article = tuple(self.claims(slug)), self.article(slug)  # in this order: see `claims`
        known, _ = self._reference()
        key = ("checked", article.sha256, article.published, hash(claims), id(known))
        return self._memory.get(
            key, lambda: checks.check(article, claims, known, self.settings.tolerance_days)
        )

    def language(self, slug: str) -> Language:
        """The language that an article is read as, and what cannot be done in it."""
        return language(self.article(slug).text)

    def proposals(self, slug: str) -> dict[str, review.Proposal]:
        """The verdicts that the findings suggest, by claim id. Only a person makes one of them a verdict."""
        found = review.by_claim(self.checked(slug).findings)
        asked = ((c.id, review.proposal(c, found[c.id], self.scale(slug))) for c in self.claims(slug))
        return {claim_id: one for claim_id, one in asked if one}

    def edition(self, slug: str) -> Hashable:
        """Differs from the last one whenever anything changed that the review page shows."""
        article = self.article(slug)
        return (
            self.version(slug),
            article.version,
            article.published,
            article.published_basis,
            stamp(self._own_tenures),
        )

    def set_published(self, slug: str, text: str, *, by: str, basis: str = "", seen: Period) -> Article:
        """Give an article the publication date that a person typed or accepted; blank makes it unknown.

        `seen` is the date that the person saw; where it is another one by now, `Stale` is raised. The former
        date stays in article.json.
        """
        by = self._hand(by, Role.EDITOR)
        basis = " ".join(basis.split()) or f"given by {by}"
        change = Redated(dates.parse_period(text), basis, by, utc_now())
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
        by = self._hand(by)
        return tenures.save(self._own_tenures, given, by=by, base_revision=base_revision)

    def withdraw_tenure(self, tenure_id: str, *, by: str, base_revision: int) -> OwnRow:
        """Take an own tenure back; it stays in the file."""
        by = self._hand(by)
        return tenures.withdraw(self._own_tenures, tenure_id, by=by, base_revision=base_revision)

    def reviewers(self) -> list[str]:
        """Everybody who gave a verdict on this desk."""
        return sorted({name for summary in self.articles() for name in summary.reviewers})

    # --- reports and the state of the files -------------------------------------------------------

    def report_data(self, slug: str) -> ReportData:
        claims = tuple(self.claims(slug))
        verdicts, log = self._logs(slug)
        return ReportData(
            article=self.article(slug),
            sentences=tuple(self.sentences(slug)),
            claims=claims,
            checked=self.checked(slug),
            verdicts=tuple(verdicts),
            sources=tuple(self.sources(slug)),
            scale=self.scale(slug),
            made_at=utc_now(),
            app_version=__version__,
            tolerance_days=self.settings.tolerance_days,
            earlier=review.on_earlier_words(verdicts, log),
            language=self.language(slug),
            **cited(self, slug, claims),
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
        return [*self._store.problems(), *self._left_behind(), *left_out, *self._feed_problems()]

    def incoming(self) -> list[Incoming]:
        """CSV files that somebody changed outside factdesk: kept aside, compared row by row."""
        return self._store.incoming()

    def import_incoming(self, offered: Incoming, keys: Iterable[str], *, by: str) -> int:
        """Take rows of an outside edit over as new revisions; how many were taken."""
        by = self._hand(by, Role.EDITOR)
        return len(self._store.import_incoming(offered, keys, by=by))

    def dismiss_incoming(self, offered: Incoming) -> Path:
        """Put an outside edit away without taking it over; where the file is now."""
        self._need(Role.EDITOR)
        return self._store.dismiss_incoming(offered)


def _reference(path: Path) -> tuple[reference.Reference, str]:
    try:
        return reference.load(path), ""
    except BrokenFile as error:
        return reference.load(), f"{error}. Until then the desk's own tenures are left out of the checks"
