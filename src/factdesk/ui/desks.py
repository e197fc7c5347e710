"""The desk that this server works on, opened once."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import streamlit as st

from factdesk.desk import Desk
from factdesk.ui import reviewer

# Tells the browser that the server was started anew: what it kept of a session is gone.
INSTANCE = uuid.uuid4().hex[:12]


def desk() -> Desk:
    """The desk in FACTDESK_DESK, else in `claims/`, with what the person at this browser may do there."""
    return opened().seen_by(reviewer.name())


@st.cache_resource(show_spinner=False)
def opened() -> Desk:
    """The desk itself, opened once for everybody."""
    return Desk.open(folder())


def folder() -> Path:
    return Path(os.environ.get("FACTDESK_DESK") or "claims").resolve()
