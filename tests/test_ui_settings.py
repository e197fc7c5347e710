"""The workbench runs and looks the same by `streamlit run app.py` and by `factdesk serve`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from factdesk.ui import serve

ROOT = Path(__file__).parent.parent
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))


def test_both_have_the_same_theme() -> None:
    theme = tomllib.loads((Path(serve.__file__).parent / "theme.toml").read_text("utf-8"))
    assert CONFIG["theme"] == theme["theme"]


def test_serve_sets_every_option_that_the_configuration_file_sets() -> None:
    wanted = {
        f"{section}.{name}": str(value).lower()
        for section, values in CONFIG.items()
        if section != "theme"
        for name, value in values.items()
    }
    assert wanted.items() <= (serve.OPTIONS | {"server.address": "127.0.0.1"}).items()
