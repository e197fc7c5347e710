"""What is known, in words: terms with their days and sources, holders, and the days themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from factdesk.model import Evidence, Period, Tenure


def days(period: Period) -> str:
    """A period as readers write it: "2025-05-20", "2022", "from 2025-05-20", "until 2021"."""
    if period.start and period.end:
        return str(period).replace("..", " to ")
    if period.start:
        return f"from {period.start}"
    return f"until {period.end}" if period.end else "an unknown day"


def term(tenure: Tenure) -> str:
    """The days of a tenure: "2021-01-22 to 2025-01-20", "since 2025-05-20, known until 2025-12-05"."""
    start = str(tenure.start) if ".." not in str(tenure.start) else f"between {days(tenure.start)}"
    capacity = f", {tenure.capacity}" if tenure.capacity != "substantive" else ""
    if tenure.end is None:
        return f"since {start}, known until {tenure.known_until or tenure.start.end}{capacity}"
    if ".." in str(tenure.end):
        return f"{start} to some day from {days(tenure.end)}{capacity}"
    return f"{start} to {tenure.end}{capacity}"


def sourced(tenures: Iterable[Tenure]) -> str:
    """Several terms with their sources: "2016-07-14 to 2018-07-09 (wikidata.org); …"."""
    return "; ".join(f"{term(tenure)} ({sources(tenure)})" for tenure in tenures)


def sources(tenure: Tenure) -> str:
    """The sites or data sets that a tenure rests on."""
    return ", ".join(dict.fromkeys(_site(s) for s in (tenure.source_start, tenure.source_end) if s))


def _site(source: str) -> str:
    host = urlsplit(source).hostname if source.startswith("http") else None
    return host.removeprefix("www.") if host else source


def holders(tenures: Iterable[Tenure]) -> str:
    """Names with their terms: "Pete Hegseth (since 2025-01-25 …; whitehouse.gov)"."""
    return " and ".join(f"{tenure.person} ({briefly((tenure,))})" for tenure in tenures)


def held(tenures: Sequence[Tenure], days: Period) -> str:
    """ "was held by Ann (…)"; of a successor last seen before the days, that this is taken to be so."""
    if any(tenure.certain and tenure.certain.intersect(days) for tenure in tenures):
        return f"was held by {holders(tenures)}"
    last = max(tenure.known_until or date.min for tenure in tenures)
    return f"is taken to have been held by the successor {holders(tenures)}, last seen in it on {last}"


def briefly(tenures: Iterable[Tenure]) -> str:
    """The same as `sourced` without brackets, to stand in some."""
    return "; ".join(f"{term(tenure)}; {sources(tenure)}" for tenure in tenures)


def fact(tenure: Tenure) -> str:
    """A tenure in one line, as evidence."""
    where = f", {tenure.country}" if tenure.country else ""
    return f"{tenure.person}: {tenure.office}{where}, {term(tenure)}"


def evidence(tenures: Iterable[Tenure]) -> tuple[Evidence, ...]:
    """One line of evidence for each tenure and source."""
    found = (
        Evidence(fact(tenure), source)
        for tenure in tenures
        for source in dict.fromkeys((tenure.source_start, tenure.source_end))
        if source
    )
    return tuple(dict.fromkeys(found))
