"""The desk's articles and how far they are: the first page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from factdesk.desk import ArticleSummary
from factdesk.report import words
from factdesk.ui import board_data, desks, parts, places
from factdesk.ui.components import article_list

_STEPS = """
<ol class="page-steps">
<li><b>Open an article</b>Its claims are already found, and offices checked in time.</li>
<li><b>Read what was found</b>Every finding says what it rests on. It is never a verdict.</li>
<li><b>Give your verdict</b>One key each. It is saved as a row of CSV before the page says so.</li>
</ol>
"""


def page() -> None:
    desk = desks.desk()
    listed = desk.articles()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        parts.heading("Articles")
        if st.button("Add an article", type="primary", icon=":material/add:", key="add"):
            places.go("add")
    if not listed:
        _empty()
        return
    if not any(summary.decided for summary in listed):
        _first_visit(listed[0].article.slug)
    article_list(key="list", data={"articles": [_card(x) for x in listed]}, on_open_change=_opened)
    if slug := st.session_state.pop("opened", ""):
        places.go("review", article=slug)
    if problems := desk.problems():
        count = words.count(len(problems), "thing")
        parts.notice(f"{count} about the desk's files to look at; see the page “Desk”", "warning")


def _opened() -> None:
    st.session_state.opened = st.session_state.list["open"]


def _empty() -> None:
    with st.container(border=True):
        st.subheader("This desk has no articles yet")
        st.write("Paste a text or upload a file; its claims are found and offices checked in a moment.")


def _first_visit(slug: str) -> None:
    with st.container(border=True, key="first-visit"):
        st.html(_STEPS)
        if st.button("Start with the first article", icon=":material/arrow_forward:", key="start"):
            places.go("review", article=slug)


def _card(summary: ArticleSummary) -> dict[str, str | int]:
    article = summary.article
    facts = [article.publisher, article.author, board_data.published_words(article)]
    who = summary.reviewers
    return {
        "slug": article.slug,
        "title": article.title,
        "facts": " · ".join(fact for fact in facts if fact),
        "claims": summary.claims,
        "decided": summary.decided,
        "progress": _progress(summary),
        "reviewers": _names(who),
    }


def _progress(summary: ArticleSummary) -> str:
    reopened = f", {summary.reopened} reopened" if summary.reopened else ""
    return f"{summary.decided} of {words.count(summary.claims, 'claim')} decided{reopened}"


def _names(who: Sequence[str]) -> str:
    shown = ", ".join(who[:3])
    return f"{shown} and {len(who) - 3} more" if len(who) > 3 else shown
