"""The offices of an article in time, drawn with Vega-Lite: who held what, when, and what the article says."""

from __future__ import annotations

import re
import textwrap
from datetime import date, timedelta
from html import escape
from typing import Any

import vl_convert

from factdesk.model import Article, Checked, Period
from factdesk.report import words
from factdesk.report.drawing import (
    DARK,
    LIGHT,
    TALL,
    TOP,
    Drawing,
    Placed,
    is_provisional,
    moved,
    specification,
)
from factdesk.report.offices import SYMBOLS, OfficeRow, Standing, office_rows

_ID = re.compile(r'(id="|url\(#)((?:gradient_|clip)\d+)')
# A drawn thing with a tooltip, and what Vega says to screen readers of each part: here it is one image.
_TOLD = re.compile(r'<path aria-label="([^"]*)" role="graphics-symbol"([^>]*)/>')
_INNER = re.compile(r' (?:role="graphics-[a-z]+"|aria-roledescription="[^"]*"|aria-hidden="true")')
PAGE = 1100  # pixels: at the report's width as much as fits on a printed page below a few lines of text
MANY = 12  # rows from which on the order of the article gives way to the problems
REACH = timedelta(days=8 * 366)  # edges of tenures further than this from the article do not widen the axis
LEAST_PAD = timedelta(days=150)
OTHERS_SHOWN = 6  # in a row of the chart each; the table has all of them
# The wide DejaVu Sans in bold takes 7.9 pixels a character at size 13; a 390 pixel screen leaves 330 pixels.
NARROW_CHARACTERS, PIXELS_A_CHARACTER = 42, 7.9
SMALLER = 1.12  # as many more characters fit at 12 pixels in the lighter weight


def timeline_specs(
    checked: Checked,
    article: Article,
    *,
    dark: bool = False,
    width: int | None = None,
    tallest: int | None = PAGE,
    problems_only: bool = False,
) -> list[dict[str, Any]]:
    """A bar per person and office with the article's own days across them, in Vega-Lite.

    Several drawings on the same days where one would be taller than `tallest` pixels; none where no tenure
    is known. Statements that fail are drawn as two rails, clashing ones dashed, undetermined ones as a box,
    acting terms in the lower half, and each is named beside its symbol. A bar fades where nobody knows
    whether it went on. With more than MANY rows the problems come first and what agrees takes one line of
    text; `problems_only` leaves it out. `width` in pixels, or None to fill the container. The background is
    transparent; `dark` chooses the colours for a dark page.
    """
    groups = _groups(office_rows(checked))
    if problems_only:
        groups = [group for group in groups if group[0].standing is not Standing.SUPPORTED]
    rows = [row for group in groups for row in group]
    if not rows:
        return []
    characters = int(width / PIXELS_A_CHARACTER) if width else NARROW_CHARACTERS
    about, said = _article_days(checked, article)
    axis, colours = _axis(rows, about), DARK if dark else LIGHT
    drawn = []
    pages = _pages(groups, characters, tallest)
    is_tall = pages[0][-1].bottom > TALL
    for placed in pages:
        drawing = Drawing(colours, axis, placed, characters, is_tall)
        marks = [*drawing.article(about, said), *(mark for entry in placed for mark in drawing.row(entry))]
        told = describe([entry.row for entry in placed], said)
        drawn.append(specification(drawing, marks, width, told))
    return drawn


def without_links(drawn: dict[str, Any]) -> dict[str, Any]:
    """The drawing with tooltips but no links, for a page that a click must not take away."""
    for layer in drawn["layer"]:
        layer["encoding"].pop("href", None)
        layer["mark"].pop("cursor", None)
    return drawn


def timeline_spec(
    checked: Checked, article: Article, *, dark: bool = False, width: int | None = None
) -> dict[str, Any]:
    """The whole timeline as one drawing, however tall. Empty if nothing is to be drawn."""
    return next(iter(timeline_specs(checked, article, dark=dark, width=width, tallest=None)), {})


def timeline_svg(checked: Checked, article: Article, *, width: int = 880, prefix: str = "timeline") -> str:
    """The timeline as one SVG in the light colours, drawn without browser or network; blank where there is
    none. A page recolours it for the dark by the pairs of `LIGHT` and `DARK`.
    """
    drawn = timeline_spec(checked, article, width=width)
    return as_svg(drawn, prefix) if drawn else ""


def timeline_svgs(
    checked: Checked, article: Article, *, width: int = 880, prefix: str = "timeline"
) -> list[str]:
    """As `timeline_svg`, in pieces of which each fits on a printed page.

    `prefix` starts the ids in them, so that all can stand in one page.
    """
    # A drawing of 880 pixels is shrunk to the 672 of A4 inside its margins; a narrow one is for screens.
    specs = timeline_specs(checked, article, width=width)
    return [as_svg(drawn, f"{prefix}-{number}") for number, drawn in enumerate(specs)]


def as_svg(drawn: dict[str, Any], prefix: str = "timeline") -> str:
    """A drawing as SVG with its tooltips as titles; the same bytes each time."""
    svg: str = vl_convert.vegalite_to_svg(drawn)
    alternative = escape(drawn["description"])
    named = svg.replace("<svg ", f'<svg role="img" aria-label="{alternative}" ', 1)
    named = _INNER.sub("", _TOLD.sub(r"<path\2><title>\1</title></path>", named))
    # The table has the same links for the keyboard.
    named = named.replace("<a ", '<a tabindex="-1" rel="noopener noreferrer" ')
    # Vega numbers its ids through the life of the process; a report must be the same each time.
    ids: dict[str, str] = {}
    return _ID.sub(
        lambda found: found[1] + ids.setdefault(found[2], f"{prefix}-{len(ids)}"),
        named,
    )


def foldable(checked: Checked) -> int:
    """How many supported rows may be left out of a long timeline; 0 where it is short or has nothing else."""
    groups = _groups(office_rows(checked))
    agreeing = sum(group[0].standing is Standing.SUPPORTED for group in groups)
    return agreeing if sum(map(len, groups)) > MANY and agreeing < len(groups) else 0


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


def _groups(rows: list[OfficeRow]) -> list[list[OfficeRow]]:
    """Each statement's row with who held the office then; of many, the problems first, by country."""
    groups: list[list[OfficeRow]] = []
    others = 0
    for row in rows:
        others = others + 1 if row.standing is Standing.THEN else 0
        if not others or not groups:
            groups.append([])
        if row.tenures and others <= OTHERS_SHOWN:
            groups[-1].append(row)
    groups = [group for group in groups if group]
    if sum(map(len, groups)) > MANY:
        order = list(Standing)
        groups.sort(key=lambda group: (order.index(group[0].standing), group[0].country))
    return groups


def _pages(groups: list[list[OfficeRow]], characters: int, tallest: int | None) -> list[list[Placed]]:
    many = sum(map(len, groups)) > MANY
    pages: list[list[Placed]] = []
    for group in groups:
        top = pages[-1][-1].bottom if pages else TOP
        placed = _place(group, characters, many, top)
        if not pages or (tallest and placed[-1].bottom > tallest):
            pages.append(_place(group, characters, many, TOP))
        else:
            pages[-1] += placed
    return pages


def _place(rows: list[OfficeRow], characters: int, many: bool, top: int) -> list[Placed]:
    placed: list[Placed] = []
    for row in rows:
        brief = many and row.standing is Standing.SUPPORTED
        held = [] if brief else textwrap.wrap(_held(row), int(characters * SMALLER))
        label = textwrap.wrap(row.label, characters - 2 if brief else characters)
        placed.append(Placed(row, label, held, top))
        top = placed[-1].bottom
    return placed


def _held(row: OfficeRow) -> str:
    """`contradicted · 22 Jan 2021 to 20 Jan 2025`; of several terms the last one and how many went before."""
    last = words.short(words.tenure(row.tenures[-1]))
    earlier = len(row.tenures) - 1
    more = f", {words.count(earlier, 'earlier term')}" if earlier else ""
    capacity = f", {row.tenures[-1].capacity}" if is_provisional(row.tenures[-1]) else ""
    return f"{row.standing} · {last}{capacity}{more}"


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
