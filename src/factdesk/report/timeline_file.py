"""The timeline as a file of its own: SVG, or PNG for where nothing else is taken."""

from __future__ import annotations

import re
import textwrap
from typing import Any

import vl_convert

from factdesk.errors import BadInput
from factdesk.model import Article, Checked
from factdesk.report.colours import DARK_PAGE, PAGE
from factdesk.report.drawing import DARK, LIGHT
from factdesk.report.offices import office_rows
from factdesk.report.timeline import PIXELS_A_CHARACTER, as_svg, timeline_spec

WIDTH = 880
# vl_convert carries this font in itself, so a PNG is the same on every machine. It has Latin, Greek, Cyrillic
# and Hebrew letters; other scripts are drawn only where the machine has a font for them.
PNG_FONT = "Liberation Sans"
_DRAWN = re.compile("[\u0000-\u052f\u0590-\u05ff\u1e00-\u1fff\u2000-\u22ff\u25a0-\u25ff]")


def timeline_svg_file(checked: Checked, article: Article, *, width: int = WIDTH, dark: bool = False) -> bytes:
    """The whole timeline under the article's title. Raises BadInput where there is nothing to draw."""
    return as_svg(_titled(checked, article, width, dark)).encode("utf-8")


def timeline_png(
    checked: Checked, article: Article, *, width: int = WIDTH, scale: float = 2, dark: bool = False
) -> bytes:
    """The same as a PNG of `width` times `scale` pixels. Raises BadInput where there is nothing to draw."""
    drawn = _titled(checked, article, width, dark)
    drawn["config"]["font"] = PNG_FONT
    png: bytes = vl_convert.vegalite_to_png(drawn, scale=scale)
    return png


def undrawn(checked: Checked, article: Article) -> list[str]:
    """Words of the timeline in letters that a PNG may show as empty boxes; the SVG has the reader's fonts."""
    labels = [row.label for row in office_rows(checked) if row.tenures]
    said = dict.fromkeys(word for text in (article.title, *labels) for word in text.split())
    return [word for word in said if _DRAWN.sub("", word)]


def _titled(checked: Checked, article: Article, width: int, dark: bool) -> dict[str, Any]:
    drawn = timeline_spec(checked, article, dark=dark, width=width)
    if not drawn:
        raise BadInput(
            f"{article.slug}: no office or rank was found whose holders are on record, so there is no "
            "timeline; the report as html or csv has the claims"
        )
    colours = DARK if dark else LIGHT
    title = {"text": textwrap.wrap(article.title, int(width / PIXELS_A_CHARACTER / 1.25)) or [article.slug]}
    look = {"anchor": "start", "fontSize": 16, "color": colours["ink"], "offset": 12, "subtitlePadding": 4}
    under = {"subtitle": "Offices in time", "subtitleColor": colours["muted"], "subtitleFontSize": 12}
    return {**drawn, "title": title | look | under, "padding": 16, "background": DARK_PAGE if dark else PAGE}
