"""Who is reviewing: asked once, remembered by the browser in a cookie, changed in the sidebar."""

from __future__ import annotations

from urllib.parse import quote, unquote

import streamlit as st

LONGEST_NAME = 80  # characters, as the desk allows
_COOKIE = "factdesk_reviewer"
_REMEMBER = """
export default function ({ data }) {
  const age = data.value ? 31536000 : 0; // a year
  document.cookie = `${data.cookie}=${data.value}; path=/; max-age=${age}; SameSite=Lax`;
}
"""
_remember = st.components.v2.component("factdesk_remember", js=_REMEMBER)


def name() -> str:
    """The reviewer's name, blank until it is given."""
    if "reviewer" not in st.session_state:
        st.session_state.reviewer = _tidy(unquote(st.context.cookies.get(_COOKIE, "")))
    known: str = st.session_state.reviewer
    return known


def _tidy(text: str) -> str:
    return " ".join(text.split())[:LONGEST_NAME]


def ask() -> None:
    """The question, in place of what needs a name."""
    with st.container(border=True, key="ask-name"), st.form("ask_reviewer", border=False):
        st.subheader("Who is reviewing?")
        st.write(
            "Your name signs your verdicts and sources. It is kept in this browser; nothing else is asked."
        )
        given = st.text_input(
            "Your name", max_chars=LONGEST_NAME, placeholder="Ann Example", key="given_name"
        )
        if st.form_submit_button("Start reviewing", type="primary"):
            if _tidy(given):
                st.session_state.reviewer = _tidy(given)
                st.rerun()
            st.html('<p class="page-problem" role="alert">Write a name first; initials will do.</p>')


def sidebar() -> None:
    """Who it is now, and the way to change it."""
    known = name()
    _remember(key="remember", data={"cookie": _COOKIE, "value": quote(known)}, height=1)
    if not known:
        return
    with st.sidebar.container(key="whoami"):
        st.caption("Reviewing as")
        st.text(known)
        with (
            st.popover("Change name", type="tertiary", width="content"),
            st.form("change_reviewer", border=False),
        ):
            given = st.text_input("Your name", value=known, max_chars=LONGEST_NAME)
            if st.form_submit_button("Save name") and _tidy(given):
                st.session_state.reviewer = _tidy(given)
                st.rerun()
