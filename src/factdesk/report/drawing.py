"""The marks of the timeline: a row's texts and bars and the article's band, as Altair layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt

from factdesk.model import Period, Tenure
from factdesk.report import words
from factdesk.report.offices import SYMBOLS, OfficeRow, Standing

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
TOP, LINE, BAR, GAP = 26, 16, 14, 16  # pixels


def moved(day: date, by: timedelta) -> date:
    """The day `by` later, held inside what a calendar can say."""
    return date.fromordinal(min(max(day.toordinal() + by.days, 366), date.max.toordinal() - 366))


def _stamp(when: date) -> str:
    # With a time of day, Vega reads the text in the reader's own time zone, and the day stays the day.
    return f"{when.isoformat()}T00:00:00"


def _next(when: date) -> date:
    return moved(when, timedelta(days=1))


def _is_short(period: Period) -> bool:
    return bool(period.start and period.end and (period.end - period.start).days <= 366)


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


@dataclass(frozen=True, slots=True)
class Placed:
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


class Drawing:
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

    def row(self, entry: Placed) -> Iterator[alt.Chart]:
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
        """Solid where it is certain, pale where only a month or year is known, fading where unseen."""
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
            if period.start and period.end and _is_short(period) and self.axis.covers(period):
                middle = period.start + (period.end - period.start) / 2
                yield from self._spot(row, middle, words.period(period), top + BAR / 2)

    def _spot(self, row: OfficeRow, when: date, said: str, y: float) -> Iterator[alt.Chart]:
        colour = self.colours[row.standing]
        told = {"Statement": row.label, "Judged at": said, "Finding": row.standing.value}
        spot = self._layer([{"x": _stamp(when), "y": y, **told}], list(told))
        yield spot.mark_point(
            opacity=1, strokeWidth=1.5, filled=True, fill=self.colours["surface"], stroke=colour, size=260
        )
        middle = {"align": "center", "baseline": "middle"}
        yield self._text(when, y, SYMBOLS[row.standing], color=colour, fontWeight=700, **middle)

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
        pixels = alt.Y("y:Q", scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False), axis=None)
        layer: alt.Chart = alt.Chart(alt.InlineData(values=values)).encode(x=self.x, y=pixels)
        if tooltip:
            layer = layer.encode(tooltip=[alt.Tooltip(field=name, type="nominal") for name in tooltip])
        return layer

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
        layer = self._layer(values, list(told or {})).encode(x2="x2:T", y2="y2:Q")
        bar: alt.Chart = layer.mark_rect(clip=True, **style)
        return bar

    def _rule(self, when: date) -> alt.Chart:
        values = [{"x": _stamp(when), "y": 0, "y2": self.height}]
        layer = self._layer(values, []).encode(y2="y2:Q")
        rule: alt.Chart = layer.mark_rule(color=self.colours["edge"], strokeWidth=1.5)
        return rule

    def _text(self, when: date, y: float, text: str | list[str], **style: Any) -> alt.Chart:
        values = [{"x": _stamp(when), "y": y, "text": text}]
        looks: dict[str, Any] = {"align": "left", "baseline": "top", "fontSize": 12, "font": FONT} | style
        written: alt.Chart = self._layer(values, []).encode(text="text:N").mark_text(**looks)
        return written


def finished(chart: alt.LayerChart, drawing: Drawing, width: int | None, alternative: str) -> alt.LayerChart:
    """The chart with its size, alternative text and quiet axes."""
    colours = drawing.colours
    whole: alt.LayerChart = (
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
    return whole
