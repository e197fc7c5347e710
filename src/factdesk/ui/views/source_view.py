"""One source and its kept copy: the facts, the text with the quoted passages marked, and the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from factdesk.errors import FactdeskError
from factdesk.model import Copy, Source
from factdesk.report import words
from factdesk.report.citation import Piece, Style, citation
from factdesk.report.sources import link_words
from factdesk.ui import desks, parts, places
from factdesk.ui.source_list import Entry
from factdesk.weblinks import safe_url

ANCHOR = "the-source"
PAGE = 30_000  # characters of the kept text shown at once
_MIMES = {".pdf": "application/pdf", ".gz": "application/gzip", ".txt": "text/plain", ".html": "text/html"}


def chosen(shown: Sequence[Entry]) -> None:
    """The choice of one of these sources, and that source; nothing until one is chosen."""
    by_key = {entry.key: entry for entry in shown}
    asked = st.query_params.get("source", "")
    keys = list(by_key)
    key = st.selectbox(
        "Look at one source",
        keys,
        index=keys.index(asked) if asked in by_key else None,
        format_func=lambda key: by_key[key].name,
        placeholder="Its facts, and the copy that is kept of it",
        key="sources-chosen",
    )
    if key in by_key:
        st.query_params.source = key
        with st.container(border=True, key="source-view"):
            _source(by_key[key])
    else:
        st.query_params.pop("source", None)


def _source(entry: Entry) -> None:
    st.subheader("The source", anchor=ANCHOR)  # a link to it scrolls here
    st.html(f'<p class="page-cited" dir="auto">{cited(entry.source)}</p>')
    copy, problem = _copy(entry)
    st.html(_facts(_about(entry, copy)))
    _claims(entry)
    if problem:
        parts.notice(problem, "error")
    elif copy:
        _kept(entry, copy)
    elif entry.source.url:
        st.html('<p class="page-muted">No copy is kept: if the page goes, nobody can tell what it said.</p>')


def cited(source: Source) -> str:
    """The citation as HTML; links open beside the page."""
    return "".join(map(_piece, citation(source)))


def _piece(piece: Piece) -> str:
    text = f"“{escape(piece.text)}”" if piece.style is Style.TITLE else escape(piece.text)
    if piece.style is Style.WORK:
        text = f"<cite>{text}</cite>"
    return _link(piece.url, text) if piece.url else text


def _link(url: str, inside: str) -> str:
    if not (address := safe_url(url)):
        return inside
    return f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{inside}</a>'


# --- facts -----------------------------------------------------------------------------------------


def _copy(entry: Entry) -> tuple[Copy | None, str]:
    """The kept copy, and what is wrong with it if anything."""
    if not entry.source.copy:
        return None, ""
    try:
        return desks.desk().copy(entry.article.slug, entry.source.copy), ""
    except FactdeskError as error:
        return None, str(error)


def _about(entry: Entry, copy: Copy | None) -> Iterator[tuple[str, str]]:
    """Names and values, the values as HTML."""
    source = entry.source
    yield "Kind", escape(f"{source.kind} source") if source.kind else ""
    yield "Reliability", escape(source.reliability)
    yield "Archived", _link(source.archived_url, escape(source.archived_url)) if source.archived_url else ""
    yield "Link", escape(link_words(entry.link)) if entry.link else ""
    yield "Last change by", escape(source.added_by)
    if copy:
        yield from _of_copy(copy)


def _of_copy(copy: Copy) -> Iterator[tuple[str, str]]:
    yield "Retrieved", escape(words.moment(copy.retrieved))
    yield "File", escape(copy.name)
    yield "Asked for", _link(copy.url, escape(copy.url)) if copy.url else ""
    steps = [hop for hop in (*copy.hops, copy.final_url) if hop and hop != copy.url]
    yield "Led to", "<br>".join(_link(hop, escape(hop)) for hop in dict.fromkeys(steps))
    yield "SHA-256", f"<code>{escape(copy.original_sha256)}</code> (what came)"
    yield "", f"<code>{escape(copy.sha256)}</code> (its text)"
    yield "Dated by", escape(copy.published_basis)
    yield "Remarks", "<br>".join(map(escape, copy.remarks))


def _facts(about: Iterator[tuple[str, str]]) -> str:
    told = "".join(f"<dt>{name}</dt><dd dir='auto'>{value}</dd>" for name, value in about if value)
    return f'<dl class="page-facts">{told}</dl>'


def _claims(entry: Entry) -> None:
    """The claims that it serves, each with its stance there and the way to it."""
    claims = {claim.id: claim for claim in desks.desk().claims(entry.article.slug)}
    for source in entry.rows:
        if not (claim := claims.get(source.claim_id)):
            continue
        left, right = st.columns([6, 1], vertical_alignment="center")
        left.text(f"{source.stance.capitalize()}: {claim.text}")
        if right.button("Open claim", key=f"open-{entry.source.id}-{claim.id}"):
            places.go("review", article=entry.article.slug, claim=claim.id)


# --- the kept text ---------------------------------------------------------------------------------


def _kept(entry: Entry, copy: Copy) -> None:
    slug = entry.article.slug
    try:
        text = desks.desk().copy_text(slug, copy.id)
    except FactdeskError as error:
        parts.notice(str(error), "error")
        return
    _lost_passages(entry)
    spans = spans_of(entry.rows, text)
    _text(entry, text, spans)
    with st.container(horizontal=True):
        _download(entry, copy.original, "Download the original", partial(_original, slug, copy.id))
        _download(entry, f"{copy.id}.txt", "Download the text", text.encode)


def _original(slug: str, copy_id: str) -> bytes:
    return desks.desk().copy_original(slug, copy_id).read_bytes()


def _download(entry: Entry, name: str, title: str, data: Callable[[], bytes]) -> None:
    st.download_button(
        title,
        data=data,
        file_name=name,
        mime=_MIMES.get(Path(name).suffix, "application/octet-stream"),
        on_click="ignore",
        icon=":material/download:",
        key=f"{title}-{entry.key}",
    )


def _lost_passages(entry: Entry) -> None:
    for source in entry.rows:
        if source.passage and not source.passage_span:
            parts.notice(f"This passage does not stand so in the kept copy: “{source.passage}”", "warning")


def spans_of(rows: Sequence[Source], text: str) -> list[tuple[int, int]]:
    """Where the quoted passages stand in the text, in order, those that meet made one."""
    given = sorted(source.passage_span for source in rows if source.passage_span)
    spans: list[tuple[int, int]] = []
    for start, end in given:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        elif end <= len(text):
            spans.append((start, end))
    return spans


def _text(entry: Entry, text: str, spans: Sequence[tuple[int, int]]) -> None:
    """One page of the text; the first one that holds a quoted passage to begin with."""
    pages = -(-len(text) // PAGE)
    page = 1
    if pages > 1:
        first = spans[0][0] // PAGE + 1 if spans else 1
        page = st.pagination(pages, default=first, key=f"page-{entry.key}")
    start, end = (page - 1) * PAGE, page * PAGE
    marked = escape(text[start:end]) if not spans else highlighted(text, spans, start, end)
    st.html(
        '<div class="page-copy" tabindex="0" role="region" aria-label="Text of the kept copy" dir="auto">'
        f"{marked}</div>"
    )


def highlighted(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> str:
    """`text[start:end]` as HTML with the spans marked.

    >>> highlighted("a <b> c", [(2, 5)], 0, 7)
    'a <mark>&lt;b&gt;</mark> c'
    """
    pieces, at = [], start
    for first, last in spans:
        first, last = max(first, at), min(last, end)
        if first < last:
            pieces += [escape(text[at:first]), f"<mark>{escape(text[first:last])}</mark>"]
            at = last
    return "".join(pieces) + escape(text[at:end])
