"""The sources of a desk as the page Sources lists them. Knows nothing of Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from factdesk.desk import Desk
from factdesk.model import Article, LinkCheck, LinkState, Source
from factdesk.report.citation import short


@dataclass(frozen=True, slots=True)
class Entry:
    """One source of one article: a row for each claim that it serves, and the newest trial of its link."""

    article: Article
    rows: tuple[Source, ...]
    link: LinkCheck | None = None

    @property
    def source(self) -> Source:
        """What is the same in all its rows stands in the first."""
        return self.rows[0]

    @property
    def key(self) -> str:
        return f"{self.article.slug}/{self.source.id}"

    @property
    def name(self) -> str:
        return short(self.source)


def entries(desk: Desk, slugs: Iterable[str]) -> list[Entry]:
    """The sources of these articles, each once, in the order in which they were attached."""
    return [entry for slug in slugs for entry in _of_article(desk, slug)]


def _of_article(desk: Desk, slug: str) -> list[Entry]:
    rows: dict[str, list[Source]] = {}
    for source in desk.sources(slug):
        rows.setdefault(source.id, []).append(source)
    if not rows:
        return []
    article, links = desk.article(slug), desk.links(slug)
    return [Entry(article, tuple(some), links.get(some[0].url)) for some in rows.values()]


def lacks_copy(entry: Entry) -> bool:
    """Whether a copy could be fetched and none is kept."""
    return bool(entry.source.url) and not entry.source.copy


def lacks_archive(entry: Entry) -> bool:
    """Whether it is on the web and no archived copy is known."""
    return bool(entry.source.url) and not entry.source.archived_url


def _state_is(*states: LinkState) -> Callable[[Entry], bool]:
    return lambda entry: entry.link is not None and entry.link.state in states


FILTERS: Mapping[str, Callable[[Entry], bool]] = {
    "All": lambda entry: True,
    "Dead link": _state_is(LinkState.GONE, LinkState.UNREACHABLE),
    "Changed": _state_is(LinkState.CHANGED, LinkState.MOVED),
    "No copy": lacks_copy,
    "No archive": lacks_archive,
}


def matching(found: Iterable[Entry], words: str) -> list[Entry]:
    """Those that have all the words in their title, author, publisher or link."""
    wanted = words.casefold().split()
    return [entry for entry in found if all(word in _searched(entry.source) for word in wanted)]


def _searched(source: Source) -> str:
    return " ".join((source.title, source.author, source.publisher, source.url)).casefold()
