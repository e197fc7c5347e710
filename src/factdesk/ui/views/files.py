"""The desk itself: its files, what is wrong with them, changes made outside, and the scale."""

from __future__ import annotations

from html import escape

import streamlit as st

from factdesk.errors import FactdeskError
from factdesk.model import Claim, Source, Verdict
from factdesk.store.incoming import Incoming, IncomingRow, RowState
from factdesk.ui import desks, parts, reviewer


def page() -> None:
    desk = desks.desk()
    parts.heading("Desk", "Where the work is kept, and whether all is well with it.")
    if done := st.session_state.pop("desk_done", ""):
        parts.notice(done, "success")
    _problems()
    for offered in desk.incoming():
        _incoming(offered)
    _scale()
    _places()


def _problems() -> None:
    problems = desks.desk().problems()
    if not problems:
        parts.notice("All files of the desk are in order", "success")
    for problem in problems:
        parts.notice(problem, "warning")


# --- files that were changed outside ---------------------------------------------------------------


def _incoming(offered: Incoming) -> None:
    parts.section(
        f"{offered.slug}/{offered.file} was changed outside the desk",
        f"Nothing was overwritten: the file is kept as {offered.path.name}. Choose the rows to import; "
        f"each becomes a new revision. ({offered.summary})",
    )
    usable = [row for row in offered.differences if row.state is not RowState.UNUSABLE]
    parts.table([_told(row) for row in offered.differences], _COLUMNS, "Rows that differ")
    lines = st.multiselect(
        "Rows to import",
        [row.key for row in usable],
        default=[row.key for row in usable if row.state is not RowState.CONFLICT],
        format_func=lambda key: f"Line {key}",
        key=f"rows-{offered.path.name}-{offered.slug}",
    )
    with st.container(horizontal=True):
        chosen = st.button(
            "Import these rows",
            type="primary",
            disabled=not lines,
            key=f"import-{offered.slug}-{offered.path.name}",
        )
        dismissed = st.button("Dismiss the file", key=f"dismiss-{offered.slug}-{offered.path.name}")
    if chosen or dismissed:
        _act(offered, lines if chosen else None)


_COLUMNS = {
    "line": "Line",
    "state": "State",
    "offered": "In the file",
    "current": "On the desk",
    "reason": "Note",
}


def _told(row: IncomingRow) -> dict[str, str]:
    return {
        "line": str(row.line),
        "state": str(row.state),
        "offered": _words(row.offered),
        "current": _words(row.current),
        "reason": row.reason,
    }


def _words(record: object) -> str:
    match record:
        case Verdict():
            return f"{record.reviewer}: {record.verdict or 'taken back'}. {record.rationale}"
        case Claim():
            return f"{record.text} ({record.status})"
        case Source():
            return f"{record.stance}: {record.title or record.url}"
    return ""


def _act(offered: Incoming, lines: list[str] | None) -> None:
    desk = desks.desk()
    try:
        if lines is None:
            kept = desk.dismiss_incoming(offered)
            st.session_state.desk_done = f"The file was taken off the list; it is kept as {kept.name}"
        else:
            count = desk.import_incoming(offered, lines, by=reviewer.name() or "desk")
            st.session_state.desk_done = f"{count} rows imported"
    except FactdeskError as error:
        parts.notice(str(error), "error")
        return
    st.rerun()


# --- what is where ---------------------------------------------------------------------------------


def _scale() -> None:
    scale = desks.desk().settings.scale
    rows = "".join(
        f'<tr><td><kbd>{escape(label.key)}</kbd></td><td><span class="page-swatch" '
        f'style="background:{escape(label.colour)}">{escape(label.symbol)}</span> {escape(label.name)}</td>'
        f"<td>{escape(label.meaning)}</td></tr>"
        for label in scale.labels
    )
    parts.section(
        "Verdicts of this desk",
        "New articles start with this scale and keep it; desk.toml in the desk's folder chooses another.",
    )
    st.html(
        '<div class="page-table"><table><thead><tr><th scope="col">Key</th><th scope="col">Verdict</th>'
        f'<th scope="col">Meaning</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _places() -> None:
    desk = desks.desk()
    parts.section("Files", "They are written with every save; README.md there explains each file and column.")
    rows = [
        {"what": "The desk", "where": str(desk.folder)},
        {"what": "Verdicts, one row each", "where": str(desk.folder / "<article>" / "verdicts.csv")},
        {"what": "Sources", "where": str(desk.folder / "<article>" / "sources.csv")},
        {"what": "Claims", "where": str(desk.folder / "<article>" / "claims.csv")},
    ]
    parts.table(rows, {"what": "What", "where": "Where"}, "Where the files are")
