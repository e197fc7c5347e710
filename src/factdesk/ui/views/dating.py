"""The publication date: what the offices named in the article suggest, and what a person makes of it."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from factdesk.errors import FactdeskError
from factdesk.model import Dating, Period
from factdesk.report import words
from factdesk.ui import desks, parts


def proposed(slug: str, who: str) -> None:
    """When an undated article was probably published, with a button that makes it its date."""
    _told()
    article, dating = desks.desk().article(slug), desks.desk().checked(slug).window.dating
    if article.published.is_known or not dating:
        return
    with st.container(key="dating"):
        basis = f"from what the text says of offices and days, accepted by {who}"
        said, button = st.columns([5, 2], vertical_alignment="center")
        said.html(_said(dating))
        button.button(
            "Accept as the publication date",
            key="dating-accept",
            on_click=partial(_save, slug, str(dating.period), basis, who),
        )


def _said(dating: Dating) -> str:
    why = "".join(f"<li>{escape(reason)}</li>" for reason in dating.reasons)
    days = f"<strong>{escape(words.period(dating.period))}</strong>"
    return (
        f'<details class="page-dating"><summary>Probably published {days}, '
        f"by what the text says. Proposed, not decided: why?</summary><ul>{why}</ul></details>"
    )


def change(slug: str, who: str) -> None:
    """The date as it is, and a field for another one."""
    article = desks.desk().article(slug)
    with st.expander("Publication date", key="dating-change"):
        basis = f" ({article.published_basis})" if article.published_basis else ""
        st.text(f"{words.period(article.published) if article.published.is_known else 'Unknown'}{basis}")
        st.text_input(
            "Another date",
            key="dating-typed",
            placeholder="15 June 2022, June 2022, 2022-06-01..2022-06-20",
        )
        with st.container(horizontal=True):
            st.button("Save date", key="dating-save", on_click=partial(_typed, slug, who, article.published))
            if article.published.is_known:
                st.button(
                    "Make it unknown",
                    key="dating-clear",
                    on_click=partial(_save, slug, "", f"made unknown by {who}", who, article.published),
                )


def _typed(slug: str, who: str, seen: Period) -> None:
    text = str(st.session_state.get("dating-typed", ""))
    if text.strip():
        _save(slug, text, f"given by {who}", who, seen)


def _save(slug: str, text: str, basis: str, who: str, seen: Period | None = None) -> None:
    try:
        saved = desks.desk().set_published(slug, text, by=who, basis=basis, seen=seen or Period())
    except FactdeskError as error:
        st.session_state["dating-told"] = ("error", str(error))
        return
    st.session_state["dating-typed"] = ""
    now = words.period(saved.published) if saved.published.is_known else "unknown"
    st.session_state["dating-told"] = (
        "success",
        f"Publication date: {now}. The findings were worked out anew",
    )


def _told() -> None:
    """What became of the last change, once."""
    if told := st.session_state.pop("dating-told", None):
        kind, text = told
        parts.notice(text, kind)
