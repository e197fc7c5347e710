"""The review of one article: the board, and the timeline below it."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from factdesk.desk import Desk
from factdesk.errors import BadInput, FactdeskError, NotFound, Stale
from factdesk.ui import board_data, desks, entries, outbox, parts, places, reviewer, sources_data
from factdesk.ui.components import review_board
from factdesk.ui.views import dating, uploads
from factdesk.ui.views.timeline import timeline

# Seconds until a colleague's verdict appears by itself; each look costs about 6 ms while nothing changed.
LOOK_EVERY = 3
# Seconds until a verdict on a like claim of another article is offered.
RECALLED_FOR = 60


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
    asked = uploads.taken()
    dating.proposed(slug, who)
    _board(slug, who)
    with st.container(key="timeline"):
        timeline(slug)
    dating.change(slug, who)
    _discarded(slug, who)
    uploads.offer(slug, who, asked)


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
    place = entries.Place(desks.desk(), slug, who)
    settle = partial(_settle, key, place)
    told = review_board(
        key=key,
        data=_data(key, place),
        on_outbox_change=settle,
        on_have_change=_noted,
        on_focus_change=_noted,
        on_page_change=_noted,
        on_look_change=_noted,
        on_upload_change=partial(_asked_for_upload, key),
    )
    if uploads.is_asked():
        st.rerun(scope="app")  # a dialog belongs to the whole page
    # A session that is new to this server (it was restarted) brings entries that no callback has seen.
    if _settle(key, place, told.get("outbox")):
        st.rerun()


def _noted() -> None:
    """The browser's state is read when the board is drawn."""


def _settle(key: str, place: entries.Place, sent: object = None) -> bool:
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


def _data(key: str, place: entries.Place) -> dict[str, Any]:
    state, slug = _state(key), place.slug
    version = place.desk.edition(slug)
    base = _base(place.desk, slug, version)
    live = dict(_live(place.desk, slug, version))
    live |= _focused(place, version, state)
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


def _focused(place: entries.Place, version: Hashable, state: Mapping[str, Any]) -> dict[str, Any]:
    """What is told of the claim that the person looks at, and the part of a kept text that they read."""
    given = state.get("focus")
    focus: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    claim_id = str(focus.get("claim") or "")
    desk, slug = place.desk, place.slug
    told: dict[str, Any] = {}
    if claim_id:
        told["evidence"] = {"claim": claim_id} | _seen_from(place, claim_id, version)
    with suppress(NotFound):  # a claim that a colleague took out, or a copy that is no longer there
        if claim_id and focus.get("history"):
            told["history"] = {"claim": claim_id, "events": board_data.history(desk, slug, claim_id)}
        match state.get("page"):
            case {"copy": str(copy_id), "at": int(at)}:
                told["page"] = sources_data.page(desk, slug, copy_id, at)
    return told


def _seen_from(place: entries.Place, claim_id: str, version: Hashable) -> dict[str, Any]:
    """The evidence of a claim; where a copy on the disk is broken, what is wrong with it."""
    try:
        evidence = _evidence(place.desk, place.slug, claim_id, version)
        remembered = _recalled(place.desk, place.slug, claim_id, version)
        return evidence | sources_data.around(place, claim_id) | {"recalled": remembered}
    except FactdeskError as error:
        return {"trouble": str(error)}


def _asked_for_upload(key: str) -> None:
    match _state(key).get("upload"):
        case {"claim_id": str(claim_id), "source_id": str(source_id)}:
            uploads.ask(claim_id, source_id)


def _desk_id() -> str:
    return hashlib.sha256(str(desks.folder()).encode()).hexdigest()[:8]


# Shared by all sessions and never changed after; a colleague's page asks for the same version.
@st.cache_resource(show_spinner=False, max_entries=64)
def _base(_desk: Desk, slug: str, version: Hashable) -> dict[str, Any]:
    return board_data.base(_desk, slug)


@st.cache_resource(show_spinner=False, max_entries=64)
def _live(_desk: Desk, slug: str, version: Hashable) -> dict[str, Any]:
    return board_data.live(_desk, slug)


@st.cache_resource(show_spinner=False, max_entries=64)
def _evidence(_desk: Desk, slug: str, claim_id: str, version: Hashable) -> dict[str, Any]:
    return sources_data.evidence(_desk, slug, claim_id)


# What other articles come to can wait; asking costs a look at each of them.
@st.cache_resource(show_spinner=False, max_entries=256, ttl=RECALLED_FOR)
def _recalled(_desk: Desk, slug: str, claim_id: str, version: Hashable) -> list[dict[str, Any]]:
    return sources_data.recalled(_desk, slug, claim_id, date.today())


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
