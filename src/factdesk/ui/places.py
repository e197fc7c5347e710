"""Where the pages are, and which article the reviewer is at."""

from __future__ import annotations

from typing import Any, NoReturn

import streamlit as st


def remember(pages: dict[str, Any]) -> None:
    """The pages of this run by name, so that a page can lead to another one."""
    st.session_state.pages = pages


def go(name: str, **query: str) -> NoReturn:
    st.switch_page(st.session_state.pages[name], query_params=query)


def article() -> str:
    """The slug in the address, else of the article opened last, else blank."""
    slug: str = st.query_params.get("article", "") or st.session_state.get("article", "")
    if slug:
        st.session_state.article = slug
        st.query_params.article = slug
    return slug


def leave_article() -> None:
    st.session_state.pop("article", None)
    st.query_params.pop("article", None)
