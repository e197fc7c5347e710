"""The offices of an article in time, drawn by Altair: who held what, when, and what the article says."""

from __future__ import annotations

import re
import textwrap
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

import vl_convert

from factdesk.model import Article, Checked, Period
from factdesk.report import words
from factdesk.report.drawing import DARK, LIGHT, TOP, Drawing, Placed, moved, specification
from factdesk.report.offices import SYMBOLS, OfficeRow, Standing, office_rows

if TYPE_CHECKING:
    import altair as alt

_ID = re.compile(r'(id="|url\(#)((?:gradient_|clip)\d+)')
REACH = timedelta(days=8 * 366)  # edges of tenures further than this from the article do not widen the axis
LEAST_PAD = timedelta(days=150)
OTHERS_SHOWN = 6  # in a row of the chart each; the table has all of them
# The wide DejaVu Sans in bold takes 7.9 pixels a character at size 13; a 390 pixel screen leaves 330 pixels.
NARROW_CHARACTERS, PIXELS_A_CHARACTER = 42, 7.9
SMALLER = 1.12  # as many more characters fit at 12 pixels in the lighter weight


def timeline(
    checked: Checked, article: Article, *, dark: bool = False, width: int | None = None
) -> alt.LayerChart | None:
    """A bar per person and office with the article's own days across them; None where no tenure is known.

    Statements that fail are drawn as two rails, clashing ones dashed, undetermined ones as a box, and each is
    named beside its symbol. A bar fades where nobody knows whether it went on. `width` in pixels, or None to
    fill the container. The background is transparent; `dark` chooses the colours for a dark page.
    """
    drawn = timeline_spec(checked, article, dark=dark, width=width)
    if not drawn:
        return None
    # Takes 0.4 s to import, which a report in SVG need not pay.
    import altair as alt

    return alt.LayerChart.from_dict(drawn, validate=False)


def timeline_spec(
    checked: Checked, article: Article, *, dark: bool = False, width: int | None = None
) -> dict[str, Any]:
    """What `timeline` returns, as plain Vega-Lite: far cheaper to make. Empty if nothing is to be drawn."""
    rows = _shown(office_rows(checked))
    if not rows:
        return {}
    characters = int(width / PIXELS_A_CHARACTER) if width else NARROW_CHARACTERS
    placed = _place(rows, characters)
    about, said = _article_days(checked, article)
    drawing = Drawing(DARK if dark else LIGHT, _axis(rows, about), placed[-1].bottom, characters)
    marks = [*drawing.article(about, said), *(mark for entry in placed for mark in drawing.row(entry))]
    return specification(drawing, marks, width, describe(rows, said))


def timeline_svg(checked: Checked, article: Article, *, width: int = 880, prefix: str = "timeline") -> str:
    """The timeline as SVG in the light colours, drawn without browser or network; blank where there is none.

    A page recolours it for the dark by the pairs of `LIGHT` and `DARK`. `prefix` starts the ids in it, so
    that two drawings can stand in one page.
    """
    drawn = timeline_spec(checked, article, width=width)
    if not drawn:
        return ""
    svg: str = vl_convert.vegalite_to_svg(drawn)
    alternative = escape(drawn["description"])
    named = svg.replace("<svg ", f'<svg role="img" aria-label="{alternative}" ', 1)
    # Vega numbers its ids through the life of the process; a report must be the same each time.
    ids: dict[str, str] = {}
    return _ID.sub(
        lambda found: found[1] + ids.setdefault(found[2], f"{prefix}-{len(ids)}"),
        named,
    )


def timeline_rows(checked: Checked) -> list[dict[str, str]]:
    """What the timeline shows, one dict of plain texts per tenure: for a table that says the same."""
    rows = []
    for row in office_rows(checked):
        for held in row.tenures or (None,):
            rows.append(
                {
                    "person": row.person,
                    "office": words.office(row.office, row.country),
                    "standing": row.standing.value,
                    "symbol": SYMBOLS[row.standing],
                    "held": words.tenure(held) if held else "no tenure known",
                    "capacity": held.capacity if held else "",
                    "source_start": held.source_start if held else "",
                    "source_end": held.source_end if held else "",
                    "note": held.note if held else "",
                }
            )
    return rows


def describe(rows: list[OfficeRow], said: str) -> str:
    """The alternative text of the chart."""
    parts = [
        f"{row.label}: {'; '.join(words.tenure(held) for held in row.tenures)} ({row.standing.value})"
        for row in rows
    ]
    return ". ".join(["Timeline of offices", *([said] if said else []), *parts]) + "."


# --- what is shown, and where -----------------------------------------------------------------------


def _shown(rows: list[OfficeRow]) -> list[OfficeRow]:
    kept: list[OfficeRow] = []
    others = 0
    for row in rows:
        others = others + 1 if row.standing is Standing.THEN else 0
        if row.tenures and others <= OTHERS_SHOWN:
            kept.append(row)
    return kept


def _place(rows: list[OfficeRow], characters: int) -> list[Placed]:
    placed: list[Placed] = []
    top = TOP
    for row in rows:
        held = textwrap.wrap(_held(row), int(characters * SMALLER))
        placed.append(Placed(row, textwrap.wrap(row.label, characters), held, top))
        top = placed[-1].bottom
    return placed


def _held(row: OfficeRow) -> str:
    """`contradicted · 22 Jan 2021 to 20 Jan 2025`; of several terms the last one and how many went before."""
    last = words.short(words.tenure(row.tenures[-1]))
    earlier = len(row.tenures) - 1
    more = f", {words.count(earlier, 'earlier term')}" if earlier else ""
    return f"{row.standing} · {last}{more}"


def _article_days(checked: Checked, article: Article) -> tuple[tuple[Period, ...], str]:
    """The days that the article is about or could be from, and what to write beside them."""
    if article.published.is_known:
        return (article.published,), f"Published {words.period(article.published)}"
    window = checked.window
    if window.consistent is None or not window.span.is_known:
        return (), ""
    what = "All statements hold" if window.consistent else "Days left for the article"
    return window.periods, f"{what}: {words.period(window.span)}"


def _axis(rows: list[OfficeRow], about: tuple[Period, ...]) -> Period:
    """The days drawn: what the article is about and the edges of tenures near it, not all of each tenure."""
    stated = [row for row in rows if row.standing is not Standing.THEN]
    anchors = [day for period in about for day in (period.start, period.end) if day]
    anchors = anchors or [max(day for row in stated or rows for day in _edges(row))]
    days = list(anchors)
    for row in rows:
        edges = _edges(row)
        distance = {edge: min(abs(edge - anchor) for anchor in anchors) for edge in edges}
        days += [edge for edge in edges if distance[edge] <= REACH]
        if row.standing is not Standing.THEN and edges:
            days.append(min(edges, key=distance.__getitem__))
    pad = max(LEAST_PAD, (max(days) - min(days)) / 14)
    return Period(moved(min(days), -pad), moved(max(days), pad))


def _edges(row: OfficeRow) -> list[date]:
    found = []
    for held in row.tenures:
        ends = held.end or Period()
        found += [day for day in (held.start.start or held.start.end, ends.end or ends.start) if day]
        found += [held.known_until] if held.known_until and not held.end else []
    return found or [date.today()]
