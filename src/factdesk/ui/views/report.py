"""The verdict report: a preview, and the files to take away."""

from __future__ import annotations

import streamlit as st

from factdesk.report import words
from factdesk.ui import desks, parts, places


def page() -> None:
    desk = desks.desk()
    parts.heading("Report")
    listed = {summary.article.slug: summary for summary in desk.articles()}
    if not listed:
        parts.notice("There is no article on this desk yet; add one first", "info")
        return
    slug = _chosen({slug: summary.article.title for slug, summary in listed.items()})
    summary, sources = listed[slug], len(desk.sources(slug))
    st.write(
        f"{summary.decided} of {words.count(summary.claims, 'claim')} decided by "
        f"{words.count(len(summary.reviewers), 'reviewer')}, {words.count(sources, 'source')} attached."
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
        label_visibility="collapsed",
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
