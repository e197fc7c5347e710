"""The form of one tenure. What was typed stays until it is saved; what is wrong is said below its field."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from factdesk.desk.tenures import Refused
from factdesk.errors import FactdeskError
from factdesk.model import Tenure
from factdesk.reference.own import CAPACITIES, OwnRow
from factdesk.ui import desks, parts, reviewer

_TEXTS = (
    *("person", "office", "country", "start", "end", "known_until"),
    *("source_start", "source_end", "note", "aliases"),
)
_LABELS = {
    "person": ("Name", "Ann Example", ""),
    "office": ("Title", "Minister of Defence", "As articles write it, without the country."),
    "country": ("Country of the office", "Freedonia", ""),
    "start": ("Start", "20 May 2025, May 2025, 2025", "A day; a month or a year where only that is known."),
    "end": ("End", "blank while no end is known", "The last day; a month or a year will do."),
    "known_until": ("Last seen in office", "24 November 2026", "Needed while there is no end."),
    "source_start": ("Source", "https://", "The page where this can be read. Required."),
    "source_end": ("Source of the end", "https://; blank if the same", ""),
    "note": ("Note", "", "A remark for colleagues."),
    "aliases": ("Other spellings of the name", "A. Example | Annie Example", "Separated by |."),
}
_SAVED = "Articles are checked against it from now on: open one and its findings are new."


def take_over_address() -> None:
    """Fills in what another page put into the address: `?person=&office=&country=`, once."""
    given = {name: st.query_params.get(name, "") for name in ("person", "office", "country")}
    if not any(given.values()) or st.session_state.get("tenure_address") == given:
        return
    _clear()
    st.session_state.tenure_address = given
    for name, text in given.items():
        st.session_state[f"find_{name}"] = text
        st.session_state[f"tenure_{name}"] = text


def form(found: Sequence[Tenure]) -> None:
    """The form, and above it the way to correct one of the tenures found."""
    editing: OwnRow | None = st.session_state.get("tenure_editing")
    parts.section(
        "Correct your tenure" if editing else "Add a tenure",
        "An entry replaces what the bundled table says of the same person in the same office over that time.",
    )
    _outcome()
    if found and not editing:
        _from_found(found)
    with st.container(key="tenure-form"), st.form("tenure", border=False):
        for names in (("person", "office", "country"), ("start", "end", "known_until")):
            for column, name in zip(st.columns(3), names, strict=True):
                with column:
                    _text(name)
        left, middle, right = st.columns(3)
        left.selectbox("Capacity", CAPACITIES, key="tenure_capacity", persist_state="session")
        middle.selectbox(
            "It is", ("an office", "a military rank"), key="tenure_kind", persist_state="session"
        )
        right.selectbox(
            "It says that",
            ("it was held then", "it was not held then"),
            help="“Not held” takes a wrong tenure out of the bundled table; without days, all of them.",
            key="tenure_held",
            persist_state="session",
        )
        for pair in (("source_start", "source_end"), ("note", "aliases")):
            for column, name in zip(st.columns(2), pair, strict=True):
                with column:
                    _text(name)
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save correction" if editing else "Add tenure", type="primary", on_click=_save
            )
            if editing:
                st.form_submit_button("Cancel", on_click=_clear)


def _text(name: str) -> None:
    label, example, told = _LABELS[name]
    st.text_input(
        label, placeholder=example, help=told or None, key=f"tenure_{name}", persist_state="session"
    )
    if wrong := st.session_state.get("tenure_faults", {}).get(name):
        parts.problem(wrong)


def _outcome() -> None:
    if done := st.session_state.pop("tenure_done", ""):
        parts.notice(done, "success")
    if failed := st.session_state.pop("tenure_failed", ""):
        parts.notice(failed, "error")


def _from_found(found: Sequence[Tenure]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="tenure-found"):
        number = st.selectbox(
            "Start from one of those found",
            range(len(found)),
            format_func=lambda at: f"{found[at].person}, {found[at].office} ({found[at].start or '?'})",
        )
        st.button("Fill in", on_click=_fill_from, args=(found[number],))


# --- what the buttons do ---------------------------------------------------------------------------


def _save() -> None:
    state = st.session_state
    editing: OwnRow | None = state.get("tenure_editing")
    given = {name: state.get(f"tenure_{name}", "") for name in _TEXTS}
    given["capacity"] = state.tenure_capacity
    given["is_rank"] = "yes" if state.tenure_kind == "a military rank" else ""
    given["held"] = "no" if state.tenure_held == "it was not held then" else ""
    given["tenure_id"] = editing.id if editing else ""
    state.pop("tenure_faults", None)
    try:
        row = desks.desk().save_tenure(
            given, by=reviewer.name(), base_revision=editing.revision if editing else 0
        )
    except Refused as refused:
        state.tenure_faults = refused.faults
        rest = [f"{name}: {said}" for name, said in refused.faults.items() if name not in _TEXTS]
        state.tenure_failed = "; ".join(rest) or "Not saved yet: see the fields below"
    except FactdeskError as error:
        state.tenure_failed = f"Not saved: {error}"
    else:
        _clear()
        state.tenure_done = f"Saved: {row.tenure.person}, {row.tenure.office}. {_SAVED}"


def withdraw(row: OwnRow) -> None:
    """Takes an own tenure back."""
    try:
        desks.desk().withdraw_tenure(row.id, by=reviewer.name(), base_revision=row.revision)
    except FactdeskError as error:
        st.session_state.tenure_failed = f"Not withdrawn: {error}"
    else:
        if (editing := st.session_state.get("tenure_editing")) and editing.id == row.id:
            _clear()
        told = f"{row.tenure.person}, {row.tenure.office}"
        st.session_state.tenure_done = f"Withdrawn: {told}. Articles are checked without it from now on."


def correct(row: OwnRow) -> None:
    """Puts an own tenure into the form."""
    _fill(row.tenure, row.held)
    st.session_state.tenure_aliases = row.values["aliases"]
    st.session_state.tenure_editing = row


def _fill_from(tenure: Tenure) -> None:
    _fill(tenure, held=True)


def _fill(tenure: Tenure, held: bool) -> None:
    state = st.session_state
    _clear()
    for name in ("person", "office", "country", "source_start", "note"):
        state[f"tenure_{name}"] = getattr(tenure, name)
    state.tenure_source_end = tenure.source_end if tenure.source_end != tenure.source_start else ""
    for name in ("start", "end", "known_until"):
        state[f"tenure_{name}"] = str(getattr(tenure, name) or "")
    state.tenure_capacity = tenure.capacity
    state.tenure_kind = "a military rank" if tenure.is_rank else "an office"
    state.tenure_held = "it was held then" if held else "it was not held then"


def _clear() -> None:
    state = st.session_state
    for name in _TEXTS:
        state[f"tenure_{name}"] = ""
    state.tenure_capacity, state.tenure_kind = "substantive", "an office"
    state.tenure_held = "it was held then"
    for name in ("tenure_faults", "tenure_editing"):
        state.pop(name, None)
