"""A file as a source, or as the kept copy of one: a dialog over the review page."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from factdesk.desk.fetched import Fetched
from factdesk.errors import FactdeskError
from factdesk.ui import desks, parts, uploaded
from factdesk.ui.uploaded import Upload

MOST_MEGABYTES = 20
_ENDINGS = (".pdf", ".docx", ".html", ".htm", ".txt", ".md")
_ASKED = "upload_asked"


def ask(claim_id: str, source_id: str) -> None:
    """Open the dialog with the next run, for a source that is there or that a file is to become."""
    st.session_state[_ASKED] = (claim_id, source_id)


def is_asked() -> bool:
    return _ASKED in st.session_state


def taken() -> tuple[str, str] | None:
    """What the dialog was asked for, once: the claim and the source."""
    asked: tuple[str, str] | None = st.session_state.pop(_ASKED, None)
    return asked


def offer(slug: str, who: str, asked: tuple[str, str] | None) -> None:
    """The dialog, where it was asked for."""
    if asked:
        _dialog(slug, who, *asked)


@st.dialog("Upload a file")
def _dialog(slug: str, who: str, claim_id: str, source_id: str) -> None:
    known = next((one for one in desks.desk().sources(slug) if one.id == source_id), None)
    about = f"A copy of “{known.title or known.url}”" if known else "A source for the selected claim"
    st.text(f"{about}: a PDF, a Word file (DOCX), a saved web page or plain text.")
    given = st.file_uploader(
        "File",
        type=[ending.removeprefix(".") for ending in _ENDINGS],
        max_upload_size=MOST_MEGABYTES,
        key=f"upload-{claim_id}-{source_id}",
        label_visibility="collapsed",
    )
    if not given:
        return
    if not st.button("Keep it as the copy" if known else "Attach it", type="primary"):
        return
    with st.spinner("Reading the file…"):
        trouble = _keep(slug, who, claim_id, source_id, given)
    if trouble:
        parts.notice(trouble, "error")
    else:
        st.rerun()


def _keep(slug: str, who: str, claim_id: str, source_id: str, given: Upload) -> str:
    """Keep the file with its source, which is attached first where it is new; what went wrong, or blank."""
    desk = desks.desk()
    try:
        name, data = uploaded.taken(given, MOST_MEGABYTES, _ENDINGS)
        # Nothing where the source is there already.
        title = PurePath(name).stem
        desk.attach(slug, claim_id, by=who, source_id=source_id, title=title, medium="file")
    except FactdeskError as error:
        return str(error)
    try:
        fetched = desk.keep_file(slug, source_id, name, data, by=who)
        if fetched.copy.title and fetched.source.title == title:
            _entitle(slug, who, claim_id, fetched)
    except FactdeskError as error:
        return f"The source is attached, but without this file as its copy: {error}"
    return ""


def _entitle(slug: str, who: str, claim_id: str, fetched: Fetched) -> None:
    """The document's own title in the place of the file's name."""
    row = next(
        one for one in desks.desk().sources(slug) if (one.id, one.claim_id) == (fetched.source.id, claim_id)
    )
    desks.desk().amend(slug, row.id, claim_id, by=who, base_revision=row.revision, title=fetched.copy.title)
