"""Wikidata on the page of tenures: asked when a person presses the button, and never before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from factdesk.desk import lookup, wikidata
from factdesk.desk.wikidata import Compared, State
from factdesk.errors import FactdeskError, NotFound, Unreachable
from factdesk.reference import own
from factdesk.report import words
from factdesk.ui import desks, parts, reviewer
from factdesk.ui.views.tenure_cells import held, link
from factdesk.wikidata import Hit, Row

_OFF = "Wikidata is switched off on this desk; docs/wikidata.md says how to switch it on."


@dataclass(frozen=True, slots=True)
class _Answer:
    """What Wikidata has for the words in the search fields: rows, or people of whom one is to be chosen."""

    name: str
    country: str
    people: Sequence[Hit] = ()
    rows: Sequence[Row] = ()
    troubles: Sequence[str] = ()


def part() -> None:
    """The button for the person in the search field, and below it what Wikidata has."""
    try:
        is_on = wikidata.is_on(desks.folder())
    except FactdeskError as error:
        parts.notice(str(error), "warning")
        return
    name = st.session_state.get("find_person", "").strip()
    if not is_on:
        st.html(f'<p class="page-muted">{_OFF}</p>')
    elif name:
        with st.container(key="tenure-wikidata"):
            _of_person(name, st.session_state.get("find_country", "").strip())


def _of_person(name: str, country: str) -> None:
    if st.button("Look up in Wikidata"):
        _ask(name, country)
    _outcome()
    answer: _Answer | None = st.session_state.get("wikidata_answer")
    if answer and (answer.name, answer.country) == (name, country):
        _show(answer)


def _outcome() -> None:
    for kind in ("error", "info", "success"):
        if told := st.session_state.pop(f"wikidata_{kind}", ""):
            parts.notice(told, kind)


# --- asking ----------------------------------------------------------------------------------------


def _ask(name: str, country: str, qid: str = "") -> None:
    """Asks, and keeps the answer for the session; an earlier one stays where this fails."""
    state = st.session_state
    try:
        with st.spinner("Asking Wikidata; a busy server may take a minute …", show_time=True):
            state.wikidata_answer = _answer(name, country, qid)
    except Unreachable as error:
        state.wikidata_error = (
            f"Wikidata gave no answer, and nothing was changed. {parts.sentence(str(error))}"
        )
    except FactdeskError as error:
        state.wikidata_error = str(error)


def _answer(name: str, country: str, qid: str) -> _Answer:
    source = wikidata.connector(desks.folder())
    people = [] if qid else wikidata.people(source, name)
    if not (qid or people):
        raise NotFound(f"{name}: Wikidata has no person of that name; try another spelling")
    if len(people) > 1:
        return _Answer(name, country, people, troubles=source.troubles)
    rows = source.tenures(qid or people[0].qid)
    return _Answer(name, country, rows=rows, troubles=source.troubles)


# --- what was found --------------------------------------------------------------------------------


def _show(answer: _Answer) -> None:
    for trouble in answer.troubles:
        parts.notice(f"Older data: {trouble}" if "Used:" in trouble else trouble, "warning")
    if answer.people:
        _which(answer)
        return
    try:
        compared = _compared(answer)
    except FactdeskError as error:
        parts.notice(str(error), "error")
        return
    who = f" of {compared[0].tenure.person}" if compared else ""
    told = f"{words.count(len(compared), 'tenure')}{who} on Wikidata"
    st.html(f'<p class="page-muted" role="status" dir="auto">{escape(told)}</p>')
    for number, one in enumerate(compared):
        if one.state is State.NEW:
            _new(one, answer, number)
    _rest([one for one in compared if one.state is not State.NEW])


def _which(answer: _Answer) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Several people have this name",
            answer.people,
            format_func=lambda hit: f"{hit.label}: {hit.description or 'not described'} ({hit.qid})",
        )
        if st.button("Show this person"):
            _ask(answer.name, answer.country, chosen.qid)
            st.rerun()


def _compared(answer: _Answer) -> list[Compared]:
    folder, tolerance = desks.folder(), desks.desk().settings.tolerance_days
    known, own_rows = lookup.known_to(folder), own.read(folder / "tenures.csv")
    return wikidata.compare(answer.rows, known, own_rows, tolerance, answer.country)


def _new(one: Compared, answer: _Answer, number: int) -> None:
    with st.container(border=True, key=f"wikidata-{number}"):
        st.html(_told(one))
        st.button("Add this", key=f"wikidata-add-{number}", on_click=_add, args=(answer, number))


def _rest(compared: Sequence[Compared]) -> None:
    if compared:
        items = "".join(f"<li>{_told(one)}</li>" for one in compared)
        st.html(f'<ul class="page-list" aria-label="Nothing to add from these">{items}</ul>')


def _told(one: Compared) -> str:
    """A row, how it stands to what the desk knows, and what a reader must know of it."""
    tenure = one.tenure
    place = ", ".join(filter(None, (tenure.office, tenure.country)))
    capacity = "rank" if tenure.is_rank else tenure.capacity
    beside = "; ".join(filter(None, (one.reason, *one.row.notes)))
    state = f"{one.state.capitalize()}:" if beside else one.state.capitalize()
    return (
        f'<span dir="auto">{escape(place)}</span><br>{escape(held(tenure))} · {escape(capacity)} · '
        f"{link(tenure.source_start)}<br><b>{escape(state)}</b> "
        f'<span class="page-muted" dir="auto">{escape(beside)}</span>'
    )


# --- adding ----------------------------------------------------------------------------------------


def _add(answer: _Answer, number: int) -> None:
    """Adds one row; a colleague may have added it since it was shown."""
    state = st.session_state
    try:
        one = _compared(answer)[number]
        if is_new := one.state is wikidata.State.NEW:
            desks.desk().save_tenure(wikidata.cells(one), by=reviewer.name())
    except FactdeskError as error:
        state.wikidata_error = f"Not added. {parts.sentence(str(error))}"
        return
    told = f"{one.tenure.person}, {one.tenure.office}"
    if is_new:
        state.wikidata_success = f"Added: {told}. Articles are checked against it from now on."
    else:
        state.wikidata_info = f"{told}: {one.state} by now, so nothing was added."
