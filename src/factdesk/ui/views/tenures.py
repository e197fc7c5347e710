"""Who held which office: looking it up, and what the desk's people add, correct and take back."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from factdesk.desk.tenures import OwnTenure
from factdesk.errors import BadInput, BrokenFile
from factdesk.model import Tenure
from factdesk.report import words
from factdesk.ui import desks, parts, reviewer
from factdesk.ui.views import tenure_form, tenure_wikidata
from factdesk.ui.views.tenure_cells import held, link

SHOWN = 100  # tenures found; more are counted


def page() -> None:
    parts.heading(
        "Tenures",
        "Who held which office and when. What you add counts in every check of this desk, "
        "and goes before the bundled table.",
    )
    tenure_form.take_over_address()
    found = _search()
    if not reviewer.name():
        reviewer.ask()
        return
    tenure_wikidata.part()
    tenure_form.form(found)
    _own()


# --- looking up ------------------------------------------------------------------------------------


def _search() -> list[Tenure]:
    with st.container(key="tenure-search"):
        columns = st.columns([3, 3, 2, 2])
        labels = {
            "person": ("Person", "Ann Example"),
            "office": ("Office or rank", "Minister of Defence"),
            "country": ("Country", "Freedonia"),
            "day": ("Held on", "15 June 2022"),
        }
        asked = {
            name: column.text_input(label, placeholder=example, key=f"find_{name}", persist_state="session")
            for column, (name, (label, example)) in zip(columns, labels.items(), strict=True)
        }
    if not any(text.strip() for text in asked.values()):
        st.html('<p class="page-muted">Look up a full name, an office, or both together.</p>')
        return []
    try:
        found = desks.desk().find_tenures(**asked)
    except BadInput as error:
        parts.notice(str(error), "error")
        return []
    _show(found, asked)
    return found


def _show(found: list[Tenure], asked: Mapping[str, str]) -> None:
    if not found:
        parts.notice(_nothing(asked), "info")
        return
    st.html(f'<p class="page-muted" role="status">{words.count(len(found), "tenure")} found</p>')
    rows = "".join(_line(tenure) for tenure in found[:SHOWN])
    heads = ("Person", "Office or rank", "Country", "Held", "Capacity", "Sources")
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    st.html(
        '<div class="page-table is-wide" tabindex="0" role="region" aria-label="Tenures found"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
    if len(found) > SHOWN:
        st.html(f'<p class="page-muted">The latest {SHOWN} are shown; a person or a day narrows it.</p>')


def _nothing(asked: Mapping[str, str]) -> str:
    if len(asked["person"].split()) == 1 and not asked["office"].strip():
        return "A single word names too many people: write the full name, or add the office"
    return "Nothing is on record for this. That does not mean that nobody held it; what you know can be added"


def _line(tenure: Tenure) -> str:
    sources = dict.fromkeys((tenure.source_start, tenure.source_end))
    cells = (tenure.person, tenure.office, tenure.country, held(tenure), tenure.capacity)
    shown = "".join(f'<td dir="auto">{escape(cell)}</td>' for cell in cells)
    return f"<tr>{shown}<td>{'<br>'.join(map(link, sources))}</td></tr>"


# --- the desk's own --------------------------------------------------------------------------------


def _own() -> None:
    parts.section("Added on this desk", "A correction or a withdrawal is a new row; what was there stays.")
    try:
        rows = desks.desk().own_tenures()
    except BrokenFile as error:
        parts.notice(str(error), "warning")
        return
    if not rows:
        st.html('<p class="page-muted">Nothing was added yet.</p>')
    for own in rows:
        _record(own)


def _record(own: OwnTenure) -> None:
    row = own.row
    with st.container(border=True, key=f"own-{row.id}"):
        st.html(_told(own))
        with st.container(horizontal=True):
            st.button("Correct", key=f"correct-{row.id}", on_click=tenure_form.correct, args=(row,))
            st.button("Withdraw", key=f"withdraw-{row.id}", on_click=tenure_form.withdraw, args=(row,))


def _told(own: OwnTenure) -> str:
    tenure, row = own.row.tenure, own.row
    says = held(tenure) if tenure.start.is_known else "at any time"
    says = says if row.held else f"not so: {says}"
    signed = f"{row.added_by or 'written by hand'} {row.added_at[:10]}".strip()
    signed += f", revision {own.revisions}" if own.revisions > 1 else ""
    note = f'<br><span dir="auto">{escape(tenure.note)}</span>' if tenure.note else ""
    return (
        f'<b dir="auto">{escape(tenure.person)}</b>, <span dir="auto">{escape(tenure.office)}, '
        f"{escape(tenure.country)}</span><br>{escape(says)} · {escape(tenure.capacity)} · "
        f'{link(tenure.source_start)}{note}<br><span class="page-muted">{escape(signed)}</span>'
    )
