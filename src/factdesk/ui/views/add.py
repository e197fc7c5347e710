"""Adding an article: from a link, a file or pasted text, with what is known of it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from factdesk.desk import Added, bring, typed
from factdesk.desk.bring import Brought
from factdesk.errors import BadInput, FactdeskError
from factdesk.ingest.kinds import ENDINGS
from factdesk.ui import desks, parts, places, reviewer, uploaded
from factdesk.ui.views import by_model, found, new_version

_MOST_MEGABYTES = 50
_BUSY = "Finding the claims…"
_DATE_HELP = (
    "A day, a month, a year or a span: 15 June 2022, June 2022, 2022, 1 May to 3 June 2022. "
    "Leave it blank if unknown: statements about offices are then compared with each other."
)


def page() -> None:
    parts.heading(
        "Add an article",
        "From a link, a text or a file. The text is kept as it is, and its claims are found at once.",
    )
    with st.container(key="add-article"), st.form("add", border=False):
        given = _fields()
        beside_the_button = st.container()
        sent = st.form_submit_button("Add article", type="primary")
    with beside_the_button:
        try:
            if sent:
                _add(given)
        except FactdeskError as error:
            parts.notice(str(error), "error")
    try:
        if confirmed := found.question(_DATE_HELP):
            _decide(dict(confirmed))
            st.rerun()
    except FactdeskError as error:
        parts.notice(str(error), "error")
    try:
        if another := new_version.question():
            _store(dict(another))
    except FactdeskError as error:
        st.session_state.pop("offered_version", None)
        parts.notice(str(error), "error")
    if slug := st.session_state.get("already_there"):
        _known(slug)
    by_model.told()


def _fields() -> dict[str, Any]:
    url = st.text_input(
        "Link",
        placeholder="Paste the address of the page",
        key="new_url",
        persist_state="session",
    )
    text = st.text_area(
        "Text",
        height=110,  # so that the button is in view on a laptop
        placeholder="Or paste the text of the article here, or the HTML of its page",
        key="new_text",
        persist_state="session",
    )
    upload = st.file_uploader(
        "Or a file",
        type=[ending.removeprefix(".") for ending in ENDINGS],
        max_upload_size=_MOST_MEGABYTES,
        help="A saved web page, a PDF with a text layer, a Word file (.docx), plain text or Markdown.",
    )
    title = st.text_input("Title", placeholder="Found in the text if left blank", key="new_title")
    left, right = st.columns(2)
    return {
        "url": url,
        "text": text,
        "upload": upload,
        "title": title,
        "publisher": left.text_input("Publisher", key="new_publisher"),
        "author": right.text_input("Author", key="new_author"),
        "published": left.text_input(
            "Publication date",
            placeholder="15 June 2022, June 2022, 2022; blank if unknown",
            help=_DATE_HELP,
            key="new_date",
        ),
        "llm": by_model.choice(),
    }


def _add(given: dict[str, Any]) -> None:
    """Add a text; of a page or a document, ask first whether it was read as it should be."""
    for question in ("already_there", "offered_version"):
        st.session_state.pop(question, None)
    brought = _brought(given)
    if not brought.kept:
        _decide({**given, "text": brought.text})
        return
    found.offer(brought, given)
    st.rerun()


def _brought(given: dict[str, Any]) -> Brought:
    text, upload, url = str(given.pop("text")), given.pop("upload"), str(given["url"]).strip()
    if upload and text.strip():
        raise BadInput("there is both a pasted text and a file; clear one of them")
    if upload:
        with st.spinner("Reading the file…"):
            return bring.bring_file(*uploaded.taken(upload, _MOST_MEGABYTES, ENDINGS))
    if text.strip():
        return bring.bring_pasted(text)
    if not url:
        raise BadInput("there is no text yet; give a link, paste a text or choose a file")
    with st.spinner("Reading the page…"):
        return desks.desk().bring(typed.web_link(url))


def _decide(given: dict[str, Any]) -> None:
    """Add what was given, or ask first where it looks like a changed version of an article."""
    if not desks.desk().has_text(given["text"]) and new_version.offer(given["text"], given):
        found.drop()
        return
    _store(given)


def _store(given: dict[str, Any]) -> None:
    bar = st.progress(0.0, _BUSY)

    def progress(done: float) -> None:
        bar.progress(min(max(done, 0.0), 1.0), _BUSY)

    try:
        added = desks.desk().add_article(by=reviewer.name(), progress=progress, **given)
    finally:
        bar.empty()
    _welcome(added)


def _welcome(added: Added) -> None:
    found.drop()
    has_account = by_model.keep(added)
    if added.already_there:
        st.session_state.already_there = added.article.slug
        return
    st.session_state.pop("already_there", None)
    if not has_account:
        places.go("review", article=added.article.slug)


def _known(slug: str) -> None:
    parts.instead_of("add-article")
    title = desks.desk().article(slug).title
    parts.notice(f"This text is already on the desk, as “{title}”. Nothing was added", "info")
    with st.container(horizontal=True):
        if st.button("Open it", type="primary", key="open-known"):
            del st.session_state.already_there
            places.go("review", article=slug)
        parts.back("known-back", "already_there")
