"""Verdicts that are due for another look, and claims that others checked, brought in from a feed."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from factdesk.desk.recall import Due, Imported
from factdesk.errors import BadInput, FactdeskError
from factdesk.report import words
from factdesk.report.citation import days
from factdesk.ui import desks, parts, places, reviewer

_SHOWN = 50


def due_title() -> str:
    """The name of the part that lists what is due, with its number."""
    count = len(_waiting())
    return f"Due for re-check ({count})" if count else "Due for re-check"


def _waiting() -> list[Due]:
    return desks.desk().due(datetime.now(UTC).date())


def due() -> None:
    """The verdicts whose day for another look has come, each with the way to its claim."""
    waiting = _waiting()
    if not waiting:
        st.html(
            '<p class="page-muted">Nothing is due. A verdict can carry a day on which to look at it again; '
            "it is listed here from then on.</p>"
        )
    for number, one in enumerate(waiting[:_SHOWN]):
        _due(number, one)
    if (more := len(waiting) - _SHOWN) > 0:
        st.html(f'<p class="page-muted">{words.count(more, "more verdict")} behind these.</p>')


def _due(number: int, one: Due) -> None:
    with st.container(border=True, key=f"due-{number}"):
        left, right = st.columns([6, 1], vertical_alignment="center")
        left.text(one.claim.text)
        verdict = one.verdict
        left.caption(f"Due since {days(verdict.recheck_on)}")
        left.text(f"{verdict.verdict}, {verdict.reviewer} in “{one.article.title}”")
        if right.button("Open claim", key=f"due-open-{number}"):
            places.go("review", article=one.article.slug, claim=one.claim.id)


# --- feeds -----------------------------------------------------------------------------------------


def feed() -> None:
    """The import of a ClaimReview feed, what became of the last one, and what was imported before."""
    st.html(
        '<p class="page-muted">Fact-checks of others in the ClaimReview form: a page that has one, a feed, '
        "an answer of Google’s claim search. They are offered beside claims that say the same, and are never "
        "verdicts of this desk.</p>"
    )
    if who := reviewer.name():
        _import(who)
    else:
        st.html('<p class="page-muted">Say who you are, on any article’s review, to import.</p>')
    if done := st.session_state.get("feed-done"):
        _imported(done)
    if feeds := desks.desk().feeds():
        rows = [{"feed": name, "count": f"{count:,}"} for name, count in feeds.items()]
        parts.table(rows, {"feed": "Feed", "count": "Fact-checks"}, "Feeds imported before")


def _import(who: str) -> None:
    with st.form("feed", clear_on_submit=True, border=False):
        given = st.file_uploader("File", type=["json", "jsonld", "html", "htm"], key="feed-file")
        link = st.text_input("Or a link", placeholder="https://", key="feed-link")
        if not st.form_submit_button("Import", type="primary"):
            return
    st.session_state.pop("feed-done", None)
    try:
        if given and link.strip():
            raise BadInput("there is both a file and a link; clear one of them")
        if given:
            done = desks.desk().import_feed(given.name, given.getvalue(), who)
        elif link.strip():
            with st.spinner("Fetching the feed…"):
                done = desks.desk().fetch_feed(link, who)
        else:
            raise BadInput("there is neither a file nor a link yet")
        st.session_state["feed-done"] = done
    except FactdeskError as error:
        parts.notice(str(error), "error")


def _imported(done: Imported) -> None:
    parts.notice(done.words, "warning" if done.left_out else "success")
    rows = [{"where": left.where, "why": left.why} for left in done.left_out[:_SHOWN]]
    if rows:
        with st.expander("What was left out"):
            parts.table(rows, {"where": "Where", "why": "Why"}, "What was left out")
