"""Splitting by the language model, on the page that adds an article."""

from __future__ import annotations

import streamlit as st

from factdesk.desk import Added
from factdesk.desk.llm import offered
from factdesk.errors import FactdeskError
from factdesk.llm import account_words
from factdesk.ui import desks, parts, places


def choice() -> bool:
    """Whether the text is to be sent to the model; asked only where the desk has one switched on."""
    try:
        found = offered(desks.folder())
    except FactdeskError as error:
        parts.notice(f"The language model cannot be used: {error}", "warning")
        return False
    if not found:
        return False
    model, host = found
    chosen = st.checkbox(f"Split with the language model `{model}` at `{host}`", key="new_llm")
    st.html(
        '<p class="page-muted">The text is then sent there. Its claims are held against the text; where it '
        "fails, the built-in rules split as usual.</p>"
    )
    return chosen


def told() -> None:
    """What the model took for the article added last, until the person goes on."""
    if not (known := st.session_state.get("split_by_model")):
        return
    parts.instead_of("add-article")
    slug, lines, smooth = known
    parts.notice(" ".join(("Added.", *lines)), "success" if smooth else "warning")
    with st.container(horizontal=True):
        if st.button("Open the review", type="primary", key="open-split"):
            del st.session_state.split_by_model
            places.go("review", article=slug)
        parts.back("split-back", "split_by_model", "Add another article")


def keep(added: Added) -> bool:
    """Keep the account of an article for `told`; False where no model was asked."""
    st.session_state.pop("split_by_model", None)
    if not added.account:
        return False
    account = added.account
    st.session_state.split_by_model = (added.article.slug, account_words(account), not account.fallen_back)
    return True
