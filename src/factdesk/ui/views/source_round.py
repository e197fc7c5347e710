"""The buttons that start a round over the sources, how far it is, and what it brought."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from factdesk.report import words
from factdesk.ui import desks, parts, reviewer, source_rounds
from factdesk.ui.jobs import Job, JobState
from factdesk.ui.source_list import Entry, lacks_archive, lacks_copy
from factdesk.ui.source_rounds import Outcome, Round, What

LOOK_EVERY = 1  # seconds, while a round is under way
_SHOWN = 50  # troubles told of one round

_BUSY = {
    What.CHECK: "Trying links",
    What.FETCH: "Fetching copies",
    What.ARCHIVE: "Looking for copies at the Internet Archive",
    What.SAVE: "Having copies made at the Internet Archive",
}


def rounds(slugs: Sequence[str], found: Sequence[Entry]) -> None:
    """A button for each round, and below them how those that were started fare."""
    who = reviewer.name()
    if who:
        _buttons(slugs, found, who)
    else:
        st.html('<p class="page-muted">Say who you are, on any article’s review, to check or fetch.</p>')
    is_busy = any(_is_running(what) for what in What)
    _told() if not is_busy else _told_live()


def _buttons(slugs: Sequence[str], found: Sequence[Entry], who: str) -> None:
    counts = {
        What.CHECK: len({entry.source.url for entry in found} - {""}),
        What.FETCH: sum(map(lacks_copy, found)),
        What.ARCHIVE: sum(map(lacks_archive, found)),
        What.SAVE: sum(map(lacks_archive, found)),
    }
    with st.container(horizontal=True):
        _button(What.CHECK, "Check all links", "link", counts, slugs, who)
        _button(What.FETCH, "Fetch missing copies", "download", counts, slugs, who)
        if desks.desk().settings.archive.enabled:
            _button(What.ARCHIVE, "Find archived copies", "inventory_2", counts, slugs, who)
            _button(What.SAVE, "Have public copies made", "public", counts, slugs, who)


def _button(
    what: What, title: str, icon: str, counts: dict[What, int], slugs: Sequence[str], who: str
) -> None:
    st.button(
        f"{title} ({counts[what]})" if counts[what] else title,
        icon=f":material/{icon}:",
        disabled=not counts[what] or _is_running(what),
        key=f"round-{what}",
        on_click=lambda: source_rounds.start(desks.desk(), what, slugs, who),
    )


def _is_running(what: What) -> bool:
    known = source_rounds.known(desks.desk(), what)
    return known is not None and known[0].state is JobState.RUNNING


@st.fragment(run_every=LOOK_EVERY)
def _told_live() -> None:
    if not any(_is_running(what) for what in What):
        st.rerun()  # the table shows what came of it
    _told()


def _told() -> None:
    for what in What:
        if known := source_rounds.known(desks.desk(), what):
            _one(what, *known)


def _one(what: What, job: Job, run: Round) -> None:
    with st.container(key=f"told-{what}"):
        if job.state is JobState.RUNNING:
            _progress(what, run)
        elif job.token not in st.session_state.get("rounds-read", ()):
            _ended(job)


def _progress(what: What, run: Round) -> None:
    told = f"{_BUSY[what]}: {run.done} of {run.total}" if run.total else f"{_BUSY[what]}…"
    if run.is_stopped:
        told += ". Stopping after this one"
    st.progress(min(1.0, run.done / run.total) if run.total else 0.0, told)
    st.html('<p class="page-muted">You may leave this page; it goes on.</p>')
    st.button("Stop", key=f"stop-{what}", disabled=run.is_stopped, on_click=run.stop)


def _ended(job: Job) -> None:
    """What a round brought, until this person has read it."""
    if isinstance(job.result, Outcome):
        _outcome(job.result)
    else:
        parts.notice(job.message, "error")
    st.button("Close", type="tertiary", key=f"read-{job.token}", on_click=_read, args=(job.token,))


def _read(token: str) -> None:
    st.session_state["rounds-read"] = (*st.session_state.get("rounds-read", ()), token)


def _outcome(outcome: Outcome) -> None:
    signed = f"{outcome.summary} ({outcome.by}, {words.moment(outcome.at)})"
    parts.notice(signed, "warning" if outcome.troubles else "success")
    if not outcome.troubles:
        return
    with st.expander(words.count(len(outcome.troubles), "source") + " to look at"):
        rows = [{"source": name, "why": why} for name, why in outcome.troubles[:_SHOWN]]
        parts.table(rows, {"source": "Source", "why": "What was found"}, "Sources to look at")
