"""The workbench: its pages, and what is around every one of them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from factdesk.errors import FactdeskError
from factdesk.ui import desks, parts, places, reviewer
from factdesk.ui.views import add, articles, files, report, review, sources, tenures

_HERE = Path(__file__).parent


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="factdesk", page_icon="✔️", layout="wide", initial_sidebar_state=212)
    st.html(_HERE / "style.css")
    st.logo(_HERE / "images" / "logo.svg", size="large")
    pages = {
        "articles": _page(articles.page, "Articles", "article", default=True),
        "add": _page(add.page, "Add article", "add"),
        "review": _page(review.page, "Review", "fact_check"),
        "sources": _page(sources.page, "Sources", "link"),
        "report": _page(report.page, "Report", "summarize"),
        "tenures": _page(tenures.page, "Tenures", "badge"),
        "desk": _page(files.page, "Desk", "folder_open"),
    }
    places.remember(pages)
    page = st.navigation(list(pages.values()))
    reviewer.sidebar()
    page.run()


def _page(draw: Callable[[], None], title: str, icon: str, default: bool = False) -> Any:
    address = title.split()[0].lower()
    return st.Page(_guarded(draw), title=title, icon=f":material/{icon}:", url_path=address, default=default)


def _guarded(draw: Callable[[], None]) -> Callable[[], None]:
    """The same page with what goes wrong said in words."""

    def run() -> None:
        try:
            desks.desk()
            draw()
        except FactdeskError as error:
            parts.notice(str(error), "error")
        except Exception:
            logging.getLogger(__name__).exception("a page failed")
            parts.notice(
                "Something went wrong while drawing this page. Nothing that was saved is lost. "
                "Reload the page; if it comes again, the server's log says why.",
                "error",
            )

    return run
