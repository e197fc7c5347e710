"""Small parts of pages. What people and articles wrote is escaped here and never read as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

_SYMBOLS = {"error": "✗", "warning": "!", "success": "✓", "info": "i"}


def notice(text: str, kind: str = "info") -> None:
    """A message in a box: `error`, `warning`, `success` or `info`."""
    role = "alert" if kind == "error" else "status"
    st.html(
        f'<div class="page-notice is-{kind}" role="{role}"><b aria-hidden="true">{_SYMBOLS[kind]}</b>'
        f"<span>{escape(sentence(text))}</span></div>"
    )


def sentence(text: str) -> str:
    """The same with a capital letter and a full stop, as our errors are written without either.

    >>> sentence("there is no text"), sentence("notes.txt: not a text file")
    ('There is no text.', 'notes.txt: not a text file.')
    """
    text = text.strip()
    first = text.split(" ", 1)[0]
    start = first.capitalize() if first.isalpha() and first.islower() else first
    return start + text[len(first) :] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def heading(title: str, under: str = "") -> None:
    """The head of a page."""
    below = f"<p>{escape(under)}</p>" if under else ""
    st.html(f'<div class="page-head"><h1 dir="auto">{escape(title)}</h1>{below}</div>')


def section(title: str, under: str = "") -> None:
    """The head of a part of a page."""
    below = f'<p class="page-muted">{escape(under)}</p>' if under else ""
    st.html(f'<h2 class="page-section">{escape(title)}</h2>{below}')


def table(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str], caption: str) -> None:
    """A plain table of texts; `columns` maps the keys shown to their headings."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in columns.values())
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto">{escape(row.get(key, ""))}</td>' for key in columns) + "</tr>"
        for row in rows
    )
    st.html(
        f'<div class="page-table" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<caption class="page-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def instead_of(key: str) -> None:
    """Hide the container of this key: what comes below it asks first. What was entered there stays."""
    st.html(f"<style>.st-key-{key} {{ display: none; }}</style>")


def back(key: str, question: str, words: str = "Back to the form") -> None:
    """A button that ends a question kept in the session under the name `question`."""
    st.button(words, key=key, on_click=lambda: st.session_state.pop(question, None))


def problem(text: str) -> None:
    """What is wrong with the field above."""
    st.html(f'<p class="page-problem" role="alert">{escape(sentence(text))}</p>')
