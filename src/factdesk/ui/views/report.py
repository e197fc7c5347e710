"""The verdict report: a preview, and the files to take away."""

from __future__ import annotations

import streamlit as st

from factdesk.errors import NotFound
from factdesk.report import words
from factdesk.ui import desks, parts, places


def page() -> None:
    desk = desks.desk()
    titles = {summary.article.slug: summary.article.title for summary in desk.articles()}
    if not titles:
        parts.heading("Report")
        parts.notice("There is no article on this desk yet; add one first", "info")
        return
    slug = _chosen(titles)
    try:
        data = desk.report_data(slug)
    except NotFound:
        places.leave_article()
        st.rerun()
    decided = len({verdict.claim_id for verdict in data.verdicts if verdict.verdict})
    who = len({verdict.reviewer for verdict in data.verdicts})
    parts.heading(
        "Report",
        f"{words.count(decided, 'claim')} of {len(data.claims)} decided by {words.count(who, 'reviewer')}, "
        f"{words.count(len(data.sources), 'source')}. {titles[slug]}",
    )
    with st.container(horizontal=True):
        _download(slug, "html", "Download HTML page", "text/html", "primary")
        _download(slug, "csv", "Download CSV", "text/csv", "secondary")
    st.iframe(desk.report(slug, "html").decode("utf-8"), height=900, alt="Preview of the report")


def _chosen(titles: dict[str, str]) -> str:
    slugs = list(titles)
    current = places.article()
    slug = st.selectbox(
        "Article",
        slugs,
        index=slugs.index(current) if current in slugs else 0,
        format_func=lambda slug: titles[slug],
        key="report_article",
    )
    chosen: str = slug or slugs[0]
    st.session_state.article = chosen
    st.query_params.article = chosen
    return chosen


def _download(slug: str, form: str, title: str, mime: str, kind: str) -> None:
    st.download_button(
        title,
        data=lambda: desks.desk().report(slug, form),
        file_name=f"{slug}-verdicts.{form}",
        mime=mime,
        type="primary" if kind == "primary" else "secondary",
        on_click="ignore",
        icon=":material/download:",
        key=f"download-{form}",
    )
