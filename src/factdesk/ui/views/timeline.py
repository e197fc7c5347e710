"""The offices of an article in time, below its review board."""

from __future__ import annotations

from functools import partial

import streamlit as st

from factdesk.model import Article, Checked
from factdesk.report import words
from factdesk.report.window import in_brief
from factdesk.ui import desks, parts

SUGGESTIONS = 4  # written out above the drawing; it shows all


@st.fragment
def timeline(slug: str) -> None:
    # The drawing is paid for here, after the board is on the screen.
    from factdesk.report.timeline import timeline_rows

    desk = desks.desk()
    checked, article = desk.checked(slug), desk.article(slug)
    rows = timeline_rows(checked)
    parts.section("Offices in time")
    if not any(row["held"] != "no tenure known" for row in rows):
        st.html('<p class="page-muted">No office or rank was found here whose holders are on record.</p>')
        return
    _window(checked)
    _drawn(checked, article)
    _downloads(checked, article)
    with st.expander("The same as a table, with sources"):
        columns = {
            "symbol": "",
            "person": "Person",
            "office": "Office or rank",
            "held": "Held",
            "capacity": "Capacity",
            "source_start": "Source of the start",
            "source_end": "Source of the end",
        }
        parts.table(rows, columns, "Offices and who held them")


def _window(checked: Checked) -> None:
    summary, suggestions = in_brief(checked), checked.window.suggestions
    if not summary["text"]:
        return
    lines = [summary["text"], *(f"→ {found.message}" for found in suggestions[:SUGGESTIONS])]
    if (more := len(suggestions) - SUGGESTIONS) > 0:
        lines.append(f"→ {words.count(more, 'more office')}, with who held it then, in the drawing below")
    parts.notice("\n".join(lines), "error" if summary["tone"] == "bad" else "success")


def _drawn(checked: Checked, article: Article) -> None:
    """The drawings; of many statements only those in doubt, with a switch for the rest."""
    from factdesk.report.timeline import foldable, timeline_specs, without_links

    agreeing, dark = foldable(checked), st.context.theme.type == "dark"
    shown = bool(agreeing) and not st.toggle(
        f"Show {words.count(agreeing, 'statement')} that the record supports", key="timeline-all"
    )
    for number, drawn in enumerate(timeline_specs(checked, article, dark=dark, problems_only=shown)):
        # Streamlit follows a link of a chart in the same tab, away from the review.
        st.vega_lite_chart(
            spec=without_links(drawn), theme=None, width="stretch", key=f"timeline-{shown}-{number}"
        )


def _downloads(checked: Checked, article: Article) -> None:
    from factdesk.report.timeline_file import undrawn

    dark = st.context.theme.type == "dark"
    with st.container(horizontal=True):
        for form, mime in (("svg", "image/svg+xml"), ("png", "image/png")):
            st.download_button(
                f"Timeline as {form.upper()}",
                data=partial(desks.desk().timeline, article.slug, form, dark=dark),
                file_name=f"{article.slug}-timeline.{form}",
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"timeline-{form}",
            )
    if strange := undrawn(checked, article):
        parts.notice(f"The PNG may lack letters for {', '.join(strange[:5])}; the SVG has them", "warning")
