"""The review page's component: its files are served beside the page, its data is sent as JSON."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from factdesk import __version__

_HERE = Path(__file__).parent


def _register(name: str, folder: str, css: str | None = "*.css") -> Callable[..., Any]:
    """A component whose scripts are the ES modules in `folder`, with `main.js` as their entry.

    Streamlit finds such folders by itself in installed packages only. Telling it keeps a plain checkout
    working, and the scripts out of the messages (inline ones are sent again with each change of the data).
    """
    manifest = ComponentManifest("factdesk", __version__, [ComponentConfig(name, folder)])
    get_bidi_component_manager().register_from_manifest(manifest, _HERE)
    return st.components.v2.component(
        f"factdesk.{name}",
        html='<div class="fd" lang="en" hidden></div>',
        css=css,
        js="main.js",
        isolate_styles=False,
    )


review_board = _register("review", "review")
article_list = _register("listing", "listing")
