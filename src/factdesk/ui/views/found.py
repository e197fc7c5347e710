"""What was read out of a page or a document, to be looked at and confirmed before it becomes an article."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from factdesk.desk.bring import Brought
from factdesk.ingest import Document
from factdesk.ui import parts

_QUESTION = "found_article"
_FIELDS = ("title", "author", "publisher", "published", "url")
_SHOWN = 20_000  # characters of the text; its beginning tells whether it is the right one


def offer(brought: Brought, given: Mapping[str, Any]) -> None:
    """Ask with the next run. What the person typed counts more than what was found."""
    found = brought.document
    st.session_state[_QUESTION] = {"brought": brought, "given": dict(given)}
    for name in _FIELDS:
        st.session_state[f"found_{name}"] = str(given.get(name) or "").strip() or str(getattr(found, name))


def drop() -> None:
    """The question is answered."""
    st.session_state.pop(_QUESTION, None)


def question(date_help: str) -> Mapping[str, Any] | None:
    """The question of `offer`; the article as it was confirmed, in the run in which it was."""
    asked: dict[str, Any] | None = st.session_state.get(_QUESTION)
    if not asked:
        return None
    brought: Brought = asked["brought"]
    found = brought.document
    parts.instead_of("add-article")
    # As wide as the form that it stands for.
    with st.container(key="found-article"):
        parts.section("Is this the article?", _where(brought))
        if found.remarks:
            parts.notice(" ".join(map(parts.sentence, found.remarks)), "warning")
        with st.form("found", border=False):
            fields = _fields(found, date_help)
            with st.container(horizontal=True):
                confirmed = st.form_submit_button("Add this article", type="primary")
                st.form_submit_button("Back to the form", on_click=drop)
        _text(found.text)
    return {**asked["given"], **fields, "text": brought.text, "brought": brought} if confirmed else None


def _where(brought: Brought) -> str:
    kept = brought.kept.copy if brought.kept else None
    place = (kept.final_url or kept.name) if kept else ""
    return f"Read out of {place}. Correct what is not right; the text stays as it was read."


def _fields(found: Document, date_help: str) -> dict[str, str]:
    title = st.text_input("Title", key="found_title", persist_state="session")
    left, right = st.columns(2)
    author = left.text_input("Author", key="found_author", persist_state="session")
    publisher = right.text_input("Publisher", key="found_publisher", persist_state="session")
    published = left.text_input(
        "Publication date",
        placeholder="blank if unknown",
        help=date_help,
        key="found_published",
        persist_state="session",
    )
    where = f"Found in: {found.published_basis}" if found.published.is_known else "No date was found for sure"
    left.html(f'<p class="page-muted">{escape(where)}</p>')
    url = right.text_input("Link", placeholder="https://", key="found_url", persist_state="session")
    return {"title": title, "author": author, "publisher": publisher, "published": published, "url": url}


def _text(text: str) -> None:
    """The text as it would be frozen, in a box of its own."""
    st.html(f'<p class="page-muted">The text, {len(text.split()):,} words</p>')
    shown = text[:_SHOWN]
    paragraphs = "".join(f'<p dir="auto">{_lines(one)}</p>' for one in shown.split("\n\n") if one.strip())
    more = f'<p class="page-muted">and {len(text) - _SHOWN:,} characters more</p>' if text[_SHOWN:] else ""
    with st.container(height=300, key="found-text"):
        st.html(paragraphs + more)


def _lines(paragraph: str) -> str:
    return escape(paragraph.strip("\n")).replace("\n", "<br>")
