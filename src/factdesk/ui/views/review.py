"""The review of one article: the board, and the timeline below it."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from typing import Any

import streamlit as st

from factdesk.desk import Desk
from factdesk.errors import BadInput, NotFound, Stale
from factdesk.ui import board_data, desks, outbox, parts, places, reviewer
from factdesk.ui.components import review_board
from factdesk.ui.views import dating
from factdesk.ui.views.timeline import timeline

# Seconds until a colleague's verdict appears by itself; each look costs about 6 ms while nothing changed.
LOOK_EVERY = 3


def page() -> None:
    desk, slug = desks.desk(), places.article()
    if not slug:
        _choose(desk)
        return
    try:
        desk.article(slug)
    except NotFound:
        places.leave_article()
        parts.notice(f"There is no article “{slug}” on this desk; choose one from the list", "warning")
        _choose(desk, lost=True)
        return
    if not (who := reviewer.name()):
        parts.heading(desk.article(slug).title)
        reviewer.ask()
        return
    dating.proposed(slug, who)
    _board(slug, who)
    with st.container(key="timeline"):
        timeline(slug)
    dating.change(slug, who)
    _discarded(slug, who)


def _choose(desk: Desk, lost: bool = False) -> None:
    listed = desk.articles()
    if len(listed) == 1 and not lost:
        places.go("review", article=listed[0].article.slug)
    parts.heading("Review", "Open an article to review its claims.")
    if st.button("See the articles", type="primary"):
        places.go("articles")


# --- the board -------------------------------------------------------------------------------------


@st.fragment(run_every=LOOK_EVERY)
def _board(slug: str, who: str) -> None:
    key = "board-" + hashlib.sha256(f"{slug}\n{who}".encode()).hexdigest()[:12]
    place = outbox.Place(desks.desk(), slug, who)
    settle = partial(_settle, key, place)
    told = review_board(
        key=key,
        data=_data(key, place),
        on_outbox_change=settle,
        on_have_change=_noted,
        on_focus_change=_noted,
    )
    # A session that is new to this server (it was restarted) brings entries that no callback has seen.
    if _settle(key, place, told.get("outbox")):
        st.rerun()


def _noted() -> None:
    """The browser's state is read when the board is drawn."""


def _settle(key: str, place: outbox.Place, sent: object = None) -> bool:
    """Carry out what the browser has sent; whether anything was new."""
    if sent is None:
        sent = _state(key).get("outbox")
    known: Mapping[str, outbox.Result] = st.session_state.get(f"results-{key}", {})
    results = outbox.settle(place, outbox.read(sent), known)
    st.session_state[f"results-{key}"] = results
    return any(known.get(id) != result for id, result in results.items())


def _state(key: str) -> Mapping[str, Any]:
    state: Mapping[str, Any] = st.session_state.get(key) or {}
    return state


def _data(key: str, place: outbox.Place) -> dict[str, Any]:
    state, slug = _state(key), place.slug
    version = place.desk.edition(slug)
    base = _base(place.desk, slug, version)
    live = dict(_live(place.desk, slug, version))
    if focus := str(state.get("focus") or ""):
        live["history"] = {"claim": focus, "events": board_data.history(place.desk, slug, focus)}
    results: Mapping[str, outbox.Result] = st.session_state.get(f"results-{key}", {})
    return {
        "identity": {"desk": _desk_id(), "slug": slug, "reviewer": place.reviewer},
        "instance": desks.INSTANCE,
        "base_hash": base["hash"],
        "base": None if state.get("have") == base["hash"] else base,
        "have": state.get("have"),
        "live": live,
        "results": {id: asdict(result) for id, result in results.items()},
        "open": st.query_params.get("claim", ""),
    }


def _desk_id() -> str:
    return hashlib.sha256(str(desks.folder()).encode()).hexdigest()[:8]


# Shared by all sessions and never changed after; a colleague's page asks for the same version.
@st.cache_resource(show_spinner=False, max_entries=64)
def _base(_desk: Desk, slug: str, version: Hashable) -> dict[str, Any]:
    return board_data.base(_desk, slug)


@st.cache_resource(show_spinner=False, max_entries=64)
def _live(_desk: Desk, slug: str, version: Hashable) -> dict[str, Any]:
    return board_data.live(_desk, slug)


# --- what was discarded ----------------------------------------------------------------------------


@st.fragment(run_every=LOOK_EVERY)
def _discarded(slug: str, who: str) -> None:
    """Claims taken out of review, each with a way back; nothing where there are none."""
    desk = desks.desk()
    gone = desk.discarded(slug)
    if not gone:
        return
    with st.expander("Discarded claims"):
        for claim in gone:
            words, button = st.columns([5, 1], vertical_alignment="center")
            words.text(claim.text)
            button.button(
                "Restore",
                key=f"restore-{claim.id}-{claim.revision}",
                on_click=partial(_restore, slug, claim.id, claim.revision, who),
            )


def _restore(slug: str, claim_id: str, revision: int, who: str) -> None:
    # A colleague who was faster has left nothing to do.
    with suppress(BadInput, Stale):
        desks.desk().restore_claim(slug, claim_id, by=who, base_revision=revision)
