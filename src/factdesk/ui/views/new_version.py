"""A text that looks like a changed version of an article on the desk: what would change, and the choice."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from factdesk.desk import Version
from factdesk.desk.bring import Brought
from factdesk.model import Article
from factdesk.review import said, word_diff
from factdesk.ui import desks, parts, places, reviewer

_BUSY = "Comparing it with the article on the desk…"
_MOST_SHOWN = 12  # claims; the history of each claim has them all
_BESIDE = {
    "title": "title",
    "publisher": "publisher",
    "author": "author",
    "url": "link",
    "published": "publication date",
}
_TAGS = {"deleted": "del", "inserted": "ins"}


def offer(text: str, given: Mapping[str, Any]) -> bool:
    """Ask what the text is to be, where it looks like a version of an article; False where it does not."""
    slug = desks.desk().similar_article(text, str(given.get("url", "")))
    if slug:
        st.session_state.offered_version = {"slug": slug, "text": text, "given": dict(given)}
    return slug is not None


def question() -> Mapping[str, Any] | None:
    """The question of `offer`, until it is answered; what was given, where it is an article of its own."""
    offered: dict[str, Any] | None = st.session_state.get("offered_version")
    if not offered:
        return None
    slug, text = offered["slug"], offered["text"]
    parts.instead_of("add-article")
    article = desks.desk().article(slug)
    parts.section("This looks like a new version of an article on the desk", f"“{article.title}”")
    with st.spinner(_BUSY):
        found = desks.desk().preview_version(slug, text)
    st.html(f"<p><strong>{escape(found.words)}.</strong> Verdicts on words that did not change stay.</p>")
    _differences(slug, found)
    if words := left_out(article, offered["given"]):
        st.html(f'<p class="page-muted">{escape(words)}</p>')
    if not reviewer.name():
        reviewer.ask()
        return None
    with st.container(horizontal=True):
        if st.button(f"Add as version {found.article.version}", type="primary", key="add-version"):
            _add(slug, text, offered["given"].get("brought"))
        if st.button("Add as another article", key="add-another"):
            del st.session_state.offered_version
            return {**offered["given"], "text": text}
        parts.back("add-back", "offered_version")
    return None


def left_out(article: Article, given: Mapping[str, Any]) -> str:
    """What was typed beside the text that a version of this article would not take over; blank if nothing."""
    typed = [
        words
        for name, words in _BESIDE.items()
        if (value := str(given.get(name, "")).strip()) and value != getattr(article, name)
    ]
    if not typed:
        return ""
    return (
        f"As a version it keeps what is known of the article: the {_listed(typed)} that you typed would not "
        "be taken over. The publication date can be changed on the review page."
    )


def _listed(words: list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _differences(slug: str, found: Version) -> None:
    """The claims that would be reopened, each with what changes in it, and those that would go and come."""
    before = {claim.id: claim for claim in desks.desk().claims(slug)}
    rows = [("reopened", _marked(said(before[one.id]), said(one))) for one in found.carried.reopened]
    rows += [("gone", f"<del>{escape(one.text)}</del>") for one in found.carried.gone]
    rows += [("new", f"<ins>{escape(one.text)}</ins>") for one in found.carried.new]
    if not rows:
        return
    items = "".join(
        f'<li dir="auto"><span class="page-muted">{what}</span> {told}</li>'
        for what, told in rows[:_MOST_SHOWN]
    )
    more = len(rows) - _MOST_SHOWN
    rest = f'<li class="page-muted">and {more} more</li>' if more > 0 else ""
    st.html(f'<ul class="page-changes">{items}{rest}</ul>')


def _marked(old: str, new: str) -> str:
    return "".join(
        f"<{_TAGS[kind]}>{escape(words)}</{_TAGS[kind]}>" if kind in _TAGS else escape(words)
        for kind, words in word_diff(old, new)
    )


def _add(slug: str, text: str, brought: Brought | None) -> None:
    desks.desk().add_version(slug, text, by=reviewer.name(), kept=brought.kept if brought else None)
    del st.session_state.offered_version
    places.go("review", article=slug)
