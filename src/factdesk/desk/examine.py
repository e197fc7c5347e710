"""Splitting and checking a text without storing it, and the text as an article to be stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factdesk import __version__, checks, dates, reference, settings, split
from factdesk.desk import typed
from factdesk.errors import BrokenFile
from factdesk.ingest import Document
from factdesk.ingest import text as ingest
from factdesk.model import Article, Checked, Claim, Period, Sentence, utc_now
from factdesk.reference import Reference, own
from factdesk.report.check_json import check_json
from factdesk.report.data import Language, ReportData
from factdesk.report.table import verdict_csv

if TYPE_CHECKING:
    from factdesk.llm import Account

Progress = Callable[[float], None]
Splitter = Callable[[Article, Progress | None], "tuple[list[Claim], Account | None]"]


@dataclass(frozen=True, slots=True)
class Examined:
    """A text split and checked without being stored. `account` is what a language model took, if asked."""

    article: Article
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    checked: Checked
    tolerance_days: int
    account: Account | None = None

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
            made_at=utc_now(),
            app_version=__version__,
            tolerance_days=self.tolerance_days,
            language=self.language,
        )

    @property
    def language(self) -> Language:
        return language(self.article.text)

    def written(self, form: str) -> bytes:
        """As `factdesk check` prints it and a batch keeps it: `json` (docs/check.schema.json) or `csv`."""
        if form == "csv":
            return verdict_csv(self.report_data())
        told = check_json(self.article, self.language, self.sentences, self.claims, self.checked)
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def language(text: str) -> Language:
    """The language that a text is read as, and what cannot be done in it."""
    found = split.language_of(text)
    return Language(found.code, found.name, split.limits(found))


@dataclass(frozen=True, slots=True)
class Grounds:
    """What texts are checked against: tenures, and the days by which sources may differ."""

    known: Reference
    tolerance_days: int


def grounds(desk_folder: Path | None = None) -> Grounds:
    """The bundled tenures and the usual tolerance, or those of a desk."""
    options = settings.load(desk_folder / "desk.toml") if desk_folder else settings.Settings()
    known = reference.load(desk_folder / "tenures.csv" if desk_folder else None)
    return Grounds(known, options.tolerance_days)


def splitter(llm: bool = False, folder: Path | None = None) -> Splitter:
    """What splits an article: the rules, or the language model of the desk in `folder` (docs/llm.md)."""
    if llm:
        from factdesk.desk import llm as model  # brings in what speaks with the web, for those who ask for it

        return lambda article, progress: model.claims(article, folder, progress)
    return lambda article, progress: (split.split(article, progress), None)


def examine(
    text: str,
    *,
    title: str = "",
    published: str = "",
    desk_folder: Path | None = None,
    document: Document | None = None,
    llm: bool = False,
    progress: Progress | None = None,
) -> Examined:
    """Split and check a text without storing it.

    `published` in any form that `dates.parse_period` reads; `desk_folder` lends its tenures and tolerance.
    `document` is what the text was read out of: title and date are taken from there where they are not given.
    `llm` sends the text to the language model that is set up, BadInput where none is. `progress` is told the
    share of the splitting done, 0 to 1.
    """
    by = splitter(llm, desk_folder)
    return examine_on(
        grounds(desk_folder),
        text,
        title=title,
        published=published,
        document=document,
        by=by,
        progress=progress,
    )


def examine_on(
    against: Grounds,
    text: str,
    *,
    title: str = "",
    published: str = "",
    document: Document | None = None,
    by: Splitter | None = None,
    progress: Progress | None = None,
) -> Examined:
    """`examine` with grounds that were loaded before, for many texts."""
    if document:
        title, published = title or document.title, published or str(document.published)
    article = as_article(text, title=title, published=published, document=document)
    found, account = (by or splitter())(article, progress)
    claims = tuple(found)
    checked = checks.check(article, claims, against.known, against.tolerance_days)
    sentences = tuple(split.sentences(article.text))
    return Examined(article, sentences, claims, checked, against.tolerance_days, account)


def broken_settings(folder: Path) -> list[str]:
    """What is wrong with a desk's desk.toml and tenures.csv, one message each."""
    found = own.problems(folder / "tenures.csv")
    try:
        settings.load(folder / "desk.toml")
    except BrokenFile as error:
        return [str(error), *found]
    return found


def as_article(text: str, *, title: str, published: str, document: Document | None = None) -> Article:
    """The article that a text and what was typed beside it make, not stored yet.

    `document` is what the text was read out of: a date that was found there has that place as its basis.
    """
    cleaned = ingest.clean(text)
    period = dates.parse_period(published)
    was_found = document is not None and period == document.published
    return Article(
        text=cleaned,
        title=typed.title(title) or ingest.title_of(cleaned),
        published=period,
        published_basis=_basis(period, document.published_basis if document and was_found else ""),
    )


def _basis(period: Period, found: str) -> str:
    return (found or "given by the person who added it") if period.is_known else ""
