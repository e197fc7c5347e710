"""All sources of the desk, or of one article: what is kept of them, and whether their links still work."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from factdesk.desk import Desk
from factdesk.model import LinkState, Medium
from factdesk.report import words
from factdesk.report.sources import link_state
from factdesk.ui import desks, parts, places
from factdesk.ui.source_list import FILTERS, Entry, entries, matching
from factdesk.ui.views import source_memory, source_round, source_view

SHOWN = 100  # sources in the table; more are counted
_MEDIA = {Medium.WEB: "web page", Medium.CALL: "call or talk"}
_ALL = ""


def page() -> None:
    desk = desks.desk()
    parts.heading("Sources", "What the verdicts rest on, what is kept of it, and whether links still work.")
    listed = {summary.article.slug: summary.article.title for summary in desk.articles()}
    if not listed:
        parts.notice("There is no article on this desk yet; add one first", "info")
        return
    here, due, feeds = st.tabs(
        ["Sources", source_memory.due_title(), "Checked by others"], key="sources-tabs"
    )
    with here:
        _sources(desk, listed)
    with due:
        source_memory.due()
    with feeds:
        source_memory.feed()


def _sources(desk: Desk, titles: dict[str, str]) -> None:
    article = _article(titles)
    slugs = [article] if article else list(titles)
    found = entries(desk, slugs)
    if not found:
        _nothing(article)
        return
    source_round.rounds(slugs, found)
    shown = _filtered(found)
    if not shown:
        st.html('<p class="page-muted" role="status">No source is like that.</p>')
        return
    source_view.chosen(shown)
    _table(shown, with_article=not article)


def _article(titles: dict[str, str]) -> str:
    """The slug that the person chose, blank for all; the address keeps it."""
    options = [_ALL, *titles]
    current = st.query_params.get("article", _ALL)
    chosen = st.selectbox(
        "Article",
        options,
        index=options.index(current) if current in options else 0,
        format_func=lambda slug: titles.get(slug, "All articles"),
        key="sources-article",
    )
    slug: str = chosen or _ALL
    if slug:
        st.query_params.article = slug
    else:
        st.query_params.pop("article", None)
    return slug


def _nothing(article: str) -> None:
    with st.container(border=True):
        st.subheader("No source yet")
        st.write(
            "Sources are attached to claims in the review: paste a link, upload a file, or write down a "
            "call, a book or a document."
        )
        if st.button(
            "Open the review" if article else "See the articles", type="primary", key="sources-empty"
        ):
            places.go("review", article=article) if article else places.go("articles")


def _filtered(found: Sequence[Entry]) -> list[Entry]:
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    counts = {name: sum(map(fits, found)) for name, fits in FILTERS.items()}
    chosen = left.pills(
        "Show",
        list(FILTERS),
        default="All",
        format_func=lambda name: f"{name} {counts[name]}",
        label_visibility="collapsed",
        required=True,
        wrap=True,
        key="sources-filter",
    )
    typed = right.text_input(
        "Find",
        placeholder="Words of title, publisher or link",
        label_visibility="collapsed",
        key="sources-find",
    )
    return matching(filter(FILTERS[chosen], found), typed)


def _table(shown: Sequence[Entry], with_article: bool) -> None:
    heads = ["Source", "Publisher", "Kind", "Claims", "Kept copy", "Link", "Archived"]
    heads += ["Article"] if with_article else []
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    body = "".join(_row(entry, heads) for entry in shown[:SHOWN])
    st.html(
        '<div class="page-table is-stack" tabindex="0" role="region" aria-label="Sources"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
    if (more := len(shown) - SHOWN) > 0:
        told = words.count(more, "more source")
        st.html(f'<p class="page-muted">{told} not shown; choose an article or find words.</p>')


def _name(entry: Entry, with_article: bool) -> str:
    """The name as the way to what is known of the source."""
    asked = {"source": entry.key} | ({} if with_article else {"article": entry.article.slug})
    address = escape(f"sources?{urlencode(asked)}#{source_view.ANCHOR}")
    return f'<a dir="auto" target="_self" href="{address}">{escape(entry.name)}</a>'


def _row(entry: Entry, heads: Sequence[str]) -> str:
    source = entry.source
    cells = (
        _name(entry, with_article="Article" in heads),
        f'<span dir="auto">{escape(source.publisher)}</span>' if source.publisher else "",
        escape(", ".join(filter(None, (source.kind, _MEDIA.get(source.medium, source.medium))))),
        str(len(entry.rows)),
        "✓ kept" if source.copy else "✗ none" if source.url else "–",
        _link(entry),
        "✓ yes" if source.archived_url else "✗ no" if source.url else "–",
        f'<span dir="auto">{escape(entry.article.title)}</span>',
    )
    told = zip(heads, cells, strict=False)
    return "<tr>" + "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in told) + "</tr>"


def _link(entry: Entry) -> str:
    """The state of the link and the day on which it was tried."""
    check = entry.link
    if not check:
        return "not tried yet" if entry.source.url else "–"
    told = escape(link_state(check))
    mark = {LinkState.ALIVE: "✓", LinkState.GONE: "✗"}.get(check.state, "!")
    style = {LinkState.ALIVE: "", LinkState.GONE: "page-bad"}.get(check.state, "page-warn")
    day = words.moment(check.checked_at).partition(",")[0]
    return f'<span class="{style}">{mark} {told}</span><br><span class="page-muted">{escape(day)}</span>'
