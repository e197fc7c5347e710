"""Adding an article: pasted or uploaded, with what is known of it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from factdesk.desk import Added
from factdesk.errors import BadInput, FactdeskError
from factdesk.ingest import text as ingest
from factdesk.ui import desks, parts, places, reviewer
from factdesk.ui.views import by_model, new_version

_BUSY = "Finding the claims…"
_DATE_HELP = (
    "A day, a month, a year or a span: 15 June 2022, June 2022, 2022, 1 May to 3 June 2022. "
    "Leave it blank if unknown: statements about offices are then compared with each other."
)


def page() -> None:
    parts.heading("Add an article", "Its text is frozen as it is, and its claims are found at once.")
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
        if another := new_version.question():
            _store(dict(another))
    except FactdeskError as error:
        st.session_state.pop("offered_version", None)
        parts.notice(str(error), "error")
    if slug := st.session_state.get("already_there"):
        _known(slug)
    by_model.told()


def _fields() -> dict[str, Any]:
    text = st.text_area(
        "Text",
        height=220,
        placeholder="Paste the text of the article here",
        key="new_text",
        persist_state="session",
    )
    upload = st.file_uploader(
        "Or a file", type=["txt", "md"], help="Plain text or Markdown, UTF-8 or UTF-16."
    )
    title = st.text_input("Title", placeholder="Found in the text if left blank", key="new_title")
    left, right = st.columns(2)
    return {
        "text": text,
        "upload": upload,
        "title": title,
        "publisher": left.text_input("Publisher", key="new_publisher"),
        "author": right.text_input("Author", key="new_author"),
        "url": left.text_input("Link", placeholder="https://", key="new_url"),
        "published": right.text_input(
            "Publication date",
            placeholder="15 June 2022, June 2022, 2022; blank if unknown",
            help=_DATE_HELP,
            key="new_date",
        ),
        "llm": by_model.choice(),
    }


def _add(given: dict[str, Any]) -> None:
    """Add what was given, or ask first where it looks like a changed version of an article."""
    for question in ("already_there", "offered_version"):
        st.session_state.pop(question, None)
    text = _text(given)
    if desks.desk().has_text(text) or not new_version.offer(text, given):
        _store({**given, "text": text})


def _text(given: dict[str, Any]) -> str:
    text, upload = given.pop("text"), given.pop("upload")
    if upload and text.strip():
        raise BadInput("there is both a pasted text and a file; clear one of them")
    if upload:
        return ingest.decode(upload.getvalue(), upload.name)
    if not text.strip():
        raise BadInput("there is no text yet; paste one or choose a file")
    return str(text)


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
