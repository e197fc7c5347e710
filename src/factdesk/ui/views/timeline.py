"""The offices of an article in time, below its review board."""

from __future__ import annotations

import streamlit as st

from factdesk.ui import board_data, desks, parts


@st.fragment
def timeline(slug: str) -> None:
    # Altair is paid for here, after the board is on the screen.
    from factdesk.report import timeline as drawn

    desk = desks.desk()
    checked, article = desk.checked(slug), desk.article(slug)
    parts.section("Offices in time")
    chart = drawn.timeline(checked, article, dark=st.context.theme.type == "dark")
    if chart is None:
        st.html('<p class="page-muted">No office or rank was found here whose holders are on record.</p>')
        return
    summary = board_data.window_words(checked)
    if summary["text"]:
        lines = [summary["text"], *(f"→ {found.message}" for found in checked.window.suggestions)]
        parts.notice("\n".join(lines), "error" if summary["tone"] == "bad" else "success")
    st.altair_chart(chart, theme=None, width="stretch")
    with st.expander("The same as a table, with sources"):
        columns = {
            "symbol": "",
            "person": "Person",
            "office": "Office or rank",
            "held": "Held",
            "source_start": "Source of the start",
            "source_end": "Source of the end",
        }
        parts.table(drawn.timeline_rows(checked), columns, "Offices and who held them")
