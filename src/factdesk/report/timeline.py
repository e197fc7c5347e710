"""The offices of an article in time, drawn by Altair: who held what, when, and what the article says."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Any

import altair as alt
import vl_convert

from factdesk.model import Article, Checked, Period, Tenure
from factdesk.report import words
from factdesk.report.offices import SYMBOLS, OfficeRow, Standing, office_rows

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
# Each colour keeps 4.5:1 against the page it stands on (white, #14181d); blue and orange also differ for
# the colour-blind, and each standing has a texture and a symbol of its own besides.
LIGHT = {
    "ink": "#1c2127",
    "muted": "#59636e",
    "grid": "#e3e6ea",
    "surface": "#fefefe",
    "band": "#f7e7b4",
    "edge": "#7a5c00",
    Standing.CONTRADICTED: "#bc3f08",
    Standing.CONFLICT: "#9a4a0f",
    Standing.SUPPORTED: "#24618f",
    Standing.UNDETERMINED: "#5d6670",
    Standing.INSTEAD: "#6b7480",
}
DARK = {
    "ink": "#eceff2",
    "muted": "#a3adb8",
    "grid": "#313840",
    "surface": "#14181d",
    "band": "#443a17",
    "edge": "#e8c95c",
    Standing.CONTRADICTED: "#ff9562",
    Standing.CONFLICT: "#f0b37e",
    Standing.SUPPORTED: "#7cb8e8",
    Standing.UNDETERMINED: "#b3bcc6",
    Standing.INSTEAD: "#939daa",
}

REACH = timedelta(days=8 * 366)  # edges of tenures further than this from the article do not widen the axis
LEAST_PAD = timedelta(days=150)
OTHERS_SHOWN = 6  # in a row of the chart each; the table has all of them
TOP, LINE, BAR, GAP = 26, 16, 14, 16  # pixels
# At 7.3 pixels a character these fill 330 pixels, what a 390 pixel screen leaves, or a page's column.
NARROW_CHARACTERS, PIXELS_A_CHARACTER = 44, 7.3
SMALLER = 1.15  # as many more characters fit at 12 pixels in the lighter weight


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with its two wrapped texts and the pixel where it starts."""

    row: OfficeRow
    label: list[str]
    held: list[str]
    top: int

    @property
    def under(self) -> int:
        return self.top + LINE * len(self.label)

    @property
    def bar(self) -> int:
        return self.under + LINE * len(self.held) + 2

    @property
    def bottom(self) -> int:
        return self.bar + BAR + GAP


def timeline(
    checked: Checked, article: Article, *, dark: bool = False, width: int | None = None
) -> alt.LayerChart | None:
    """A bar per person and office with the article's own days across them; None where no tenure is known.

    Statements that fail are drawn as two rails, clashing ones dashed, undetermined ones as a box, and each is
    named beside its symbol. A bar fades where nobody knows whether it went on. `width` in pixels, or None to
    fill the container. The background is transparent; `dark` chooses the colours for a dark page.
    """
    rows = _shown(office_rows(checked))
    if not rows:
        return None
    colours = DARK if dark else LIGHT
    characters = int(width / PIXELS_A_CHARACTER) if width else NARROW_CHARACTERS
    placed = _place(rows, characters)
    about, said = _article_days(checked, article)
    axis = _axis(rows, about)
    drawing = _Drawing(colours, axis, placed[-1].bottom, characters)
    layers = [*drawing.article(about, said)]
    for entry in placed:
        layers += drawing.row(entry)
    return _finish(alt.layer(*layers), drawing, width, describe(rows, said))


def timeline_svg(checked: Checked, article: Article, *, width: int = 880) -> str:
    """The timeline as SVG in the light colours, drawn without a browser or a network; blank where there is none.

    A page recolours it for the dark by the pairs of `LIGHT` and `DARK`.
    """
    chart = timeline(checked, article, width=width)
    if chart is None:
        return ""
    svg: str = vl_convert.vegalite_to_svg(chart.to_dict())
    alternative = escape(str(chart.description))
    return svg.replace("<svg ", f'<svg role="img" aria-label="{alternative}" ', 1)


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
        others = others + 1 if row.standing is Standing.INSTEAD else 0
        if row.tenures and others <= OTHERS_SHOWN:
            kept.append(row)
    return kept


def _place(rows: list[OfficeRow], characters: int) -> list[_Placed]:
    placed: list[_Placed] = []
    top = TOP
    for row in rows:
        held = textwrap.wrap(_held(row), int(characters * SMALLER))
        placed.append(_Placed(row, textwrap.wrap(row.label, characters), held, top))
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
    """The days drawn: what the article is about and the edges of tenures near it, never every row's whole life."""
    stated = [row for row in rows if row.standing is not Standing.INSTEAD]
    anchors = [day for period in about for day in (period.start, period.end) if day]
    anchors = anchors or [max(day for row in stated or rows for day in _edges(row))]
    days = list(anchors)
    for row in rows:
        edges = _edges(row)
        distance = {edge: min(abs(edge - anchor) for anchor in anchors) for edge in edges}
        days += [edge for edge in edges if distance[edge] <= REACH]
        if row.standing is not Standing.INSTEAD and edges:
            days.append(min(edges, key=distance.__getitem__))
    pad = max(LEAST_PAD, (max(days) - min(days)) / 14)
    return Period(_moved(min(days), -pad), _moved(max(days), pad))


def _edges(row: OfficeRow) -> list[date]:
    found = []
    for held in row.tenures:
        ends = held.end or Period()
        found += [day for day in (held.start.start or held.start.end, ends.end or ends.start) if day]
        found += [held.known_until] if held.known_until and not held.end else []
    return found or [date.today()]


def _moved(day: date, by: timedelta) -> date:
    """The day `by` later, held inside what a calendar can say."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 366), date.max.toordinal() - 366))


# --- drawing ----------------------------------------------------------------------------------------


class _Drawing:
    """Layers on one axis of days and a vertical axis of pixels."""

    def __init__(self, colours: dict[Any, str], axis: Period, height: int, characters: int) -> None:
        assert axis.start and axis.end
        self.colours = colours
        self.axis = axis
        self.first, self.last = axis.start, axis.end
        self.height = height
        self.characters = characters
        self.x = alt.X(
            "x:T",
            scale=alt.Scale(domain=[_stamp(self.first), _stamp(self.last)]),
            axis=alt.Axis(title=None, grid=True, labelOverlap="greedy", tickCount=8, orient="bottom"),
        )

    def article(self, about: tuple[Period, ...], said: str) -> Iterator[alt.Chart]:
        """The article's own days as a band over the full height, and their name on top."""
        visible = [part for period in about if (part := period.intersect(self.axis))]
        if not visible:
            return
        for part in visible:
            start, after = part.start or self.first, _next(part.end or self.last)
            yield self._rect(start, after, 0, self.height, color=self.colours["band"])
            edges = [start, after] if (after - start).days > 31 else [start]
            for edge in edges:
                if self.first < edge <= self.last:
                    yield self._rule(edge)
        yield self._band_label(visible[0].start or self.first, said)

    def _band_label(self, start: date, said: str) -> alt.Chart:
        """To the right of the band's first day, else to its left, else from the chart's left edge."""
        before = self.characters * ((start - self.first) / (self.last - self.first))
        where: dict[str, Any] = {"align": "left", "dx": 6}
        if len(said) > self.characters - before:
            fits = len(said) < before
            start, where = (start, {"align": "right", "dx": -6}) if fits else (self.first, {})
        return self._text(start, 4, said, color=self.colours["edge"], fontWeight=600, **where)

    def row(self, entry: _Placed) -> Iterator[alt.Chart]:
        row, colour = entry.row, self.colours[entry.row.standing]
        faint = row.standing is Standing.INSTEAD
        yield self._text(
            self.first,
            entry.top,
            entry.label,
            color=self.colours["muted" if faint else "ink"],
            fontWeight=400 if faint else 600,
            fontSize=13,
            lineHeight=LINE,
        )
        yield self._text(self.first, entry.under, SYMBOLS[row.standing], color=colour)
        yield self._text(self.first, entry.under, entry.held, dx=15, color=colour, lineHeight=LINE)
        for tenure in row.tenures:
            yield from self._bar(tenure, row, entry.bar)
        yield from self._judged(row, entry.bar)

    def _bar(self, tenure: Tenure, row: OfficeRow, top: int) -> Iterator[alt.Chart]:
        """Solid where the tenure is certain, pale where only its month or year is known, fading where unseen."""
        told = self._tooltip(tenure, row)
        look = _LOOKS[row.standing]
        colour = self.colours[row.standing]
        possible = tenure.possible.intersect(self.axis)
        if not possible:
            return
        certain = tenure.certain and tenure.certain.intersect(self.axis)
        for start, after in self._unsure(tenure, possible, certain):
            yield self._rect(start, after, top + 3, top + BAR - 3, told, color=colour, opacity=0.35)
        if certain:
            start, after = certain.start or self.first, _next(certain.end or self.last)
            for low, high in look.stripes:
                yield self._rect(
                    start, after, top + low, top + high, told, color=colour, **look.style(colour)
                )
        if tenure.end is None:
            seen = tenure.known_until or tenure.start.end or self.first
            yield from self._fading(max(_next(seen), self.first), colour, top)
        yield from self._cut(tenure, colour, top)

    def _unsure(
        self, tenure: Tenure, possible: Period, certain: Period | None
    ) -> Iterator[tuple[date, date]]:
        """First day and day after of the stretches in which the person may have held it; not the open end."""
        start, end = possible.start or self.first, possible.end or self.last
        if tenure.end is None:
            end = min(end, tenure.known_until or tenure.start.end or end)
        if not certain:
            if start <= end:
                yield start, _next(end)
            return
        if certain.start and start < certain.start:
            yield start, certain.start
        if certain.end and certain.end < end:
            yield _next(certain.end), _next(end)

    def _fading(self, start: date, colour: str, top: int) -> Iterator[alt.Chart]:
        """An end that nobody saw: the colour fades out, and an arrow says that it may go on."""
        stops = [{"offset": 0, "color": colour}, {"offset": 1, "color": f"{colour}00"}]
        fade = {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}
        if start < self.last:
            yield self._rect(start, self.last, top + 5, top + BAR - 5, color=fade)
        yield self._text(
            self.last, top + BAR / 2, "→", align="right", baseline="middle", color=colour, fontSize=15
        )

    def _cut(self, tenure: Tenure, colour: str, top: int) -> Iterator[alt.Chart]:
        """A mark where a bar goes on beyond the axis to the left."""
        if not tenure.possible.start or tenure.possible.start < self.first:
            yield self._text(
                self.first, top + BAR / 2, "◂", dx=-9, baseline="middle", color=colour, fontSize=11
            )

    def _judged(self, row: OfficeRow, top: int) -> Iterator[alt.Chart]:
        """The row's symbol at the days on which its statements were judged, where those are few."""
        for period in row.as_of:
            if not (period.start and period.end and self.axis.covers(period)):
                continue
            if (period.end - period.start).days > 366:
                continue
            middle = period.start + (period.end - period.start) / 2
            centre = top + BAR / 2
            colour = self.colours[row.standing]
            spot = {"filled": True, "fill": self.colours["surface"], "stroke": colour, "size": 260}
            told = {"Statement": row.label, "Judged at": words.period(period), "Finding": row.standing.value}
            yield self._layer([{"x": _stamp(middle), "y": centre, **told}], list(told)).mark_point(
                opacity=1, strokeWidth=1.5, **spot
            )
            yield self._text(
                middle,
                centre,
                SYMBOLS[row.standing],
                align="center",
                baseline="middle",
                color=colour,
                fontWeight=700,
            )

    def _tooltip(self, tenure: Tenure, row: OfficeRow) -> dict[str, str]:
        told = {
            "Who": tenure.person,
            "Office": words.office(tenure.office, tenure.country),
            "Held": words.tenure(tenure),
            "In this article": row.standing.value,
            "Source of the start": tenure.source_start,
            "Source of the end": tenure.source_end,
            "Note": tenure.note,
        }
        return {name: value for name, value in told.items() if value}

    def _layer(self, values: list[dict[str, Any]], tooltip: list[str]) -> alt.Chart:
        shown = [alt.Tooltip(field=name, type="nominal") for name in tooltip]
        return alt.Chart(alt.InlineData(values=values)).encode(
            x=self.x,
            y=alt.Y("y:Q", scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False), axis=None),
            **({"tooltip": shown} if shown else {}),
        )

    def _rect(
        self,
        start: date,
        after: date,
        top: float,
        bottom: float,
        told: dict[str, str] | None = None,
        **style: Any,
    ) -> alt.Chart:
        values = [{"x": _stamp(start), "x2": _stamp(after), "y": top, "y2": bottom, **(told or {})}]
        layer = self._layer(values, list(told or {}))
        return layer.encode(x2="x2:T", y2="y2:Q").mark_rect(clip=True, **style)

    def _rule(self, when: date) -> alt.Chart:
        values = [{"x": _stamp(when), "y": 0, "y2": self.height}]
        rule = self._layer(values, []).encode(y2="y2:Q")
        return rule.mark_rule(color=self.colours["edge"], strokeWidth=1.5)

    def _text(self, when: date, y: float, text: str | list[str], **style: Any) -> alt.Chart:
        values = [{"x": _stamp(when), "y": y, "text": text}]
        looks = {"align": "left", "baseline": "top", "fontSize": 12, "font": FONT} | style
        return self._layer(values, []).encode(text="text:N").mark_text(**looks)


@dataclass(frozen=True, slots=True)
class _Look:
    """The texture of a standing: filled stripes of a bar in pixels, or an outline round a pale one."""

    stripes: tuple[tuple[float, float], ...]
    opacity: float = 1.0
    outline: tuple[int, ...] | None = None  # lengths of its dashes; () is a full line

    def style(self, colour: str) -> dict[str, Any]:
        if self.outline is None:
            return {"opacity": self.opacity}
        return {
            "fillOpacity": self.opacity,
            "stroke": colour,
            "strokeWidth": 1.5,
            "strokeDash": list(self.outline),
        }


_LOOKS = {
    Standing.CONTRADICTED: _Look(((0, 5), (BAR - 5, BAR))),
    Standing.CONFLICT: _Look(((0, BAR),), 0.25, (5, 3)),
    Standing.UNDETERMINED: _Look(((0, BAR),), 0.15, ()),
    Standing.SUPPORTED: _Look(((0, BAR),)),
    Standing.INSTEAD: _Look(((4, BAR - 4),), 0.6),
}


def _stamp(when: date) -> str:
    # With a time of day, Vega reads the text in the reader's own time zone, and the day stays the day.
    return f"{when.isoformat()}T00:00:00"


def _next(when: date) -> date:
    return _moved(when, timedelta(days=1))


def _finish(chart: alt.LayerChart, drawing: _Drawing, width: int | None, alternative: str) -> alt.LayerChart:
    colours = drawing.colours
    return (
        chart.properties(
            width=width or "container",
            height=drawing.height,
            background="transparent",
            description=alternative,
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            gridColor=colours["grid"],
            domainColor=colours["muted"],
            tickColor=colours["muted"],
            labelColor=colours["muted"],
            labelFontSize=12,
            labelPadding=6,
        )
    )
