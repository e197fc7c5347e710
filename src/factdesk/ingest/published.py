"""When a web page says that it was published, and where it says so. Rather no date than a false one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from factdesk import dates
from factdesk.dates import MONTHS
from factdesk.errors import BadInput
from factdesk.ingest.document import Dated
from factdesk.model import Period

# Before the web; such a date is a program's zero (1970, 1900, year 1) in nearly every page.
_EARLIEST = date(1990, 1, 1)
_META = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "publish-date",
    "publish_date",
    "publishdate",
    "publication_date",
    "publication-date",
    "pubdate",
    "ptime",
    "cxenseparse:recs:publishtime",
    "date",
)
# Within the article's own part of a page, as an XPath condition: links to other stories have times too.
_OWN = "not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::*[contains(@class, 'related')])"
_UTC = re.compile(r"T\d\d:\d\d.*(?:Z|[+-]00:?00)$")
_ISO = re.compile(r"(\d{4})[-/.]?(\d\d)(?:[-/.]?(\d\d))?(?=$|[T\s,+Z])")
# A month alone has two figures and stands between slashes: "/2019-4/" may be a number of an issue.
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)(?:[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])|/(0[1-9]|1[0-2]))(?=[/_-]|$)"
)


def published(
    tree: HtmlElement,
    shown: str,
    url: str,
    node: Mapping[str, Any],
    meta: Mapping[str, str],
    language: str,
) -> Dated:
    """The date of publication, from the surest place that gives one.

    In this order: the page's structured data (`node`, schema.org), its meta tags, a marked time, its address,
    and last what htmldate finds, if that day is really written in what the page shows (`language` tells how
    to read 03/04/2022). A month gives way to a day in it.
    """
    found = [one for one in _candidates(tree, url, node, meta) if one.period.is_known]
    if not found:
        return _searched(tree, shown, url, language)
    first = found[0]
    if not _is_day(first.period):
        finer = [*found[1:], _searched(tree, shown, url, language)]
        inside = (one for one in finer if _is_day(one.period) and first.period.covers(one.period))
        first = next(inside, first)
    other = next((one for one in found[1:] if not _agree(one.period, first.period)), None)
    notes = []
    if other:
        notes.append(f"The page gives another date too: {other.period} ({other.basis}).")
    changed = _period(str(node.get("dateModified") or meta.get("article:modified_time") or ""))
    if changed.start and first.period.end and changed.start > first.period.end:
        notes.append(f"By its own account the page was last changed on {changed}.")
    return Dated(first.period, first.basis, " ".join(notes))


def _candidates(
    tree: HtmlElement, url: str, node: Mapping[str, Any], meta: Mapping[str, str]
) -> Iterator[Dated]:
    told = {"datePublished": str(node.get("datePublished") or "")}
    told |= {name: meta[name] for name in _META if name in meta}
    yield from (_local(value, url, f"page metadata: {name}") for name, value in told.items())
    there, marked = _of_address(url), _marked_times(tree)
    times = [_period(value) for value in marked or _lone_time(tree)]
    # A time that nothing marks is another story's where the address has another day.
    sure = [one for one in times if marked or not _is_day(there) or _agree(one, there)]
    yield from (Dated(one, "page metadata: a marked time") for one in sure)
    yield Dated(there, "the page's address")


def _local(value: str, url: str, basis: str) -> Dated:
    """A moment as a day. One in UTC may be the next day's where the page was written: its address tells."""
    found, there = _period(value), _of_address(url)
    if _UTC.search(value) and _is_day(there) and there != found and _agree(there, found):
        return Dated(there, f"{basis}, with the day of the page's address")
    return Dated(found, basis)


def _marked_times(tree: HtmlElement) -> Sequence[str]:
    """The time that is marked as that of publication."""
    marked = tree.xpath(
        f"//*[@itemprop='datePublished'][{_OWN}]/@datetime | //*[@itemprop='datePublished'][{_OWN}]/@content"
        f" | //time[@pubdate][{_OWN}]/@datetime | //time[contains(@class, 'publish')][{_OWN}]/@datetime"
        f" | //time[contains(@class, 'entry-date')][{_OWN}]/@datetime"
    )
    return [str(value) for value in marked[:1]]


def _lone_time(tree: HtmlElement) -> Sequence[str]:
    """The only day that the article's part of the page has a time of; not that of a link to another one."""
    times = [
        str(value)
        for value in tree.xpath(
            "//*[self::article or self::header or self::main]"
            f"//time[{_OWN} and not(ancestor::li[.//a])]/@datetime"
        )
    ]
    return times[:1] if len({value[:10] for value in times}) == 1 else []


def _of_address(url: str) -> Period:
    found = _IN_URL.search(urlsplit(url).path)
    if not found:
        return Period()
    year, month, day = found[1], int(found[2] or found[4]), found[3]
    return _period(f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""))


def _period(text: str) -> Period:
    """The days that a machine's or a person's writing of a date means; `Period()` where it is none."""
    text = text.strip()
    if not text or len(text) > 100:
        return Period()
    try:
        if iso := _ISO.match(text):
            found = Period.parse("-".join(part for part in iso.groups() if part))
        elif mail := _of_mail(text):
            found = Period.day(mail)
        else:
            found = dates.parse_period(text)
    except BadInput:
        return Period()
    return found if _is_plausible(found) else Period()


def _of_mail(text: str) -> date | None:
    if not re.match(r"[A-Z][a-z]{2}, \d", text):
        return None
    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None


def _is_plausible(found: Period) -> bool:
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return found.start is not None and found.end is not None and _EARLIEST <= found.start <= tomorrow


def _is_day(period: Period) -> bool:
    return period.start is not None and period.start == period.end


def _agree(one: Period, other: Period) -> bool:
    """A day apart is the same: servers write in several time zones."""
    return one.widened(1).intersect(other) is not None


# --- the last resort -------------------------------------------------------------------------------


def _searched(tree: HtmlElement, shown: str, url: str, language: str) -> Dated:
    """What htmldate finds, if the page has that day in writing.

    It never says nothing: from "2022-06" it makes the day of today in that month, from a copyright line a
    first of January.
    """
    try:
        found = find_date(tree, extensive_search=False, original_date=True, url=url or None)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Dated()
    day = _period(found or "").start
    if not found or not day:
        return Dated()
    if re.search(_written(day), shown, re.I):
        return Dated(Period.day(day), "the page's text")
    if re.search(_in_figures(day, language), shown):
        return Dated(Period.day(day), "the page's text")
    if numeric := re.search(_in_figures(day, "any"), shown):
        return Dated(note=f"The page has a date that can be read in two ways: {numeric[0]}.")
    return Dated()


def _written(day: date) -> str:
    """A pattern of the ways to write a day that can be read in one way only; other languages' months too."""
    month, number = _month(day.month), rf"0?{day.day}(?:st|nd|rd|th)?"
    others = "|".join(MONTHS[number - 1][:3] for number in range(1, 13) if number != day.month)
    foreign = rf"(?!{others})[^\W\d_]{{3,12}}\.?"
    return (
        rf"\b{day.year}(?P<gap>[-/.]?)0?{day.month}(?P=gap){day.day:02}(?!\d)"
        rf"|\b{month}\s+{number},?\s+{day.year}\b"
        rf"|\b{number}\.?\s+(?:of\s+|de\s+)?(?:{month}|{foreign}),?\s+(?:de\s+)?{day.year}\b"
    )


def _month(number: int) -> str:
    return rf"{MONTHS[number - 1][:3]}[a-z]*\.?"


def _in_figures(day: date, language: str) -> str:
    """A pattern of the ways to write a day in figures that are sure in a language; all ways for "any".

    With full stops the day stands first everywhere; with strokes it does outside of English.
    """
    d, m, y = rf"0?{day.day}", rf"0?{day.month}", rf"(?:{day.year}|{day.year % 100:02})"
    day_first = rf"{d}\.\s?{m}\.\s?{y}"
    if day.day > 12 or language not in ("", "en"):
        day_first += rf"|{d}/{m}/{y}|{d}-{m}-{y}"
    month_first = rf"|{m}(?P<sign>[/-]){d}(?P=sign){y}" if day.day > 12 or language == "any" else ""
    return rf"(?<![\d.])(?:{day_first}{month_first})(?!\d)"
