"""The marks of the timeline: a row's texts and bars and the article's band, as layers of Vega-Lite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from factdesk.model import Period, Tenure
from factdesk.report import words
from factdesk.report.offices import OfficeRow, Standing
from factdesk.weblinks import safe_url

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
# Each colour of text keeps 4.5:1 against the page it stands on (white, #14181d) and against the band; blue
# and orange also differ for the colour-blind, and each standing has a texture and a symbol of its own.
LIGHT = {
    "ink": "#1c2127",
    "muted": "#59636e",
    "grid": "#e3e6ea",
    "surface": "#fefefe",
    "band": "#faf0cf",
    "edge": "#7a5c00",
    Standing.CONTRADICTED: "#bc3f08",
    Standing.CONFLICT: "#9a4a0f",
    Standing.SUPPORTED: "#24618f",
    Standing.UNDETERMINED: "#5d6670",
    Standing.THEN: "#616a75",
}
DARK = {
    "ink": "#eceff2",
    "muted": "#a3adb8",
    "grid": "#313840",
    "surface": "#14181d",
    "band": "#332c14",
    "edge": "#e8c95c",
    Standing.CONTRADICTED: "#ff9562",
    Standing.CONFLICT: "#f0b37e",
    Standing.SUPPORTED: "#7cb8e8",
    Standing.UNDETERMINED: "#b3bcc6",
    Standing.THEN: "#939daa",
}
TOP, LINE, BAR, GAP = 26, 16, 14, 16  # pixels
TALL = 700  # pixels; above this the days are written at the top, where a reader starts

# Strokes in a square from -1 to 1: fonts that are everywhere have no tick and no cross.
SHAPES = {
    Standing.CONTRADICTED: "M-1,-1L1,1M-1,1L1,-1",
    Standing.CONFLICT: "M-1,-0.4L1,-0.4M-1,0.4L1,0.4M-0.6,1L0.6,-1",
    Standing.SUPPORTED: "M-1,0.1L-0.3,0.8L1,-0.8",
    Standing.THEN: "circle",
}


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
    Standing.THEN: _Look(((4, BAR - 4),), 0.6),
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
        return self.bar + BAR + (GAP if self.held else GAP - 6)


class Depth(IntEnum):
    """Which marks lie over which."""

    BAND = 0
    RULE = 1
    BAR = 2
    CUT = 3
    TEXT = 4
    SPOT = 5
    SYMBOL = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing drawn: `style` is Vega-Lite's mark, `datum` where it stands, `told` its tooltip by name.

    `link` is the source that it leads to.
    """

    depth: Depth
    style: dict[str, Any]
    datum: dict[str, Any]
    told: dict[str, str] = field(default_factory=dict)
    link: str = ""


class Drawing:
    """Marks on one axis of days and a vertical axis of pixels."""

    def __init__(
        self, colours: dict[Any, str], axis: Period, rows: Sequence[Placed], characters: int, is_tall: bool
    ) -> None:
        assert axis.start and axis.end
        self.colours = colours
        self.axis = axis
        self.first, self.last = axis.start, axis.end
        self.rows = rows
        self.height = rows[-1].bottom
        self.is_tall = is_tall
        self.characters = characters

    def article(self, about: tuple[Period, ...], said: str) -> Iterator[Mark]:
        """The article's own days as a band over the full height, and their name on top.

        Its edges are drawn beside the bars only, so that no line runs through a text.
        """
        visible = [part for period in about if (part := period.intersect(self.axis))]
        if not visible:
            return
        for part in visible:
            start, after = part.start or self.first, _next(part.end or self.last)
            band = {"type": "rect", "color": self.colours["band"], "clip": True}
            yield Mark(Depth.BAND, band, self._box(start, after, 0, self.height))
            edges = [start, after] if (after - start).days > 31 else [start]
            rule = {"type": "rule", "color": self.colours["edge"], "strokeWidth": 1.5}
            for edge in edges:
                if self.first < edge <= self.last:
                    for top, bottom in [(0, 3), *((row.bar - 2, row.bottom - 4) for row in self.rows)]:
                        yield Mark(Depth.RULE, rule, {"x": _stamp(edge), "y": top, "y2": bottom})
        yield self._band_label(visible[0].start or self.first, said)

    def _band_label(self, start: date, said: str) -> Mark:
        """To the right of the band's first day, else to its left, else from the chart's left edge."""
        before = self.characters * ((start - self.first) / (self.last - self.first))
        where: dict[str, Any] = {"align": "left", "dx": 6}
        if len(said) > self.characters - before:
            fits = len(said) < before
            start, where = (start, {"align": "right", "dx": -6}) if fits else (self.first, {})
        return _text(start, 4, said, self.colours["edge"], fontWeight=600, **where)

    def row(self, entry: Placed) -> Iterator[Mark]:
        """A row's two texts, the bars of its tenures, and its symbol at the days it was judged at."""
        row, colour = entry.row, self.colours[entry.row.standing]
        faint = row.standing is Standing.THEN
        ink, weight = (self.colours["muted"], 400) if faint else (self.colours["ink"], 600)
        beside = 0 if entry.held else 17  # without a second line the symbol stands before the name
        yield _text(self.first, entry.top, entry.label, ink, fontWeight=weight, fontSize=13, dx=beside)
        signed = entry.under if entry.held else entry.top
        yield _symbol(row.standing, self.first, signed + 6, colour, 5)
        if entry.held:
            yield _text(self.first, entry.under, entry.held, colour, dx=17)
        for tenure in row.tenures:
            yield from self._bar(tenure, row, entry.bar)
        yield from self._renewed(row, entry.bar)
        yield from self._judged(row, entry.bar)

    def _renewed(self, row: OfficeRow, top: int) -> Iterator[Mark]:
        """A cut through the bar where one term follows another on the same days."""
        cut = {"type": "rule", "color": self.colours["surface"], "strokeWidth": 2.5}
        for tenure in row.tenures[1:]:
            start = tenure.start.start
            if start and self.first < start < self.last:
                yield Mark(Depth.CUT, cut, {"x": _stamp(start), "y": top - 1, "y2": top + BAR + 1})

    def _bar(self, tenure: Tenure, row: OfficeRow, top: int) -> Iterator[Mark]:
        """Solid where it is certain, pale where only a month or year is known, fading where unseen."""
        told, link = _told(tenure, row), safe_url(tenure.source_start) or safe_url(tenure.source_end)
        colour = self.colours[row.standing]
        possible = tenure.possible.intersect(self.axis)
        if not possible:
            return
        certain = tenure.certain and tenure.certain.intersect(self.axis)
        pale = {"type": "rect", "color": colour, "opacity": 0.35, "clip": True}
        for start, after in self._unsure(tenure, possible, certain):
            yield Mark(Depth.BAR, pale, self._box(start, after, top + 3, top + BAR - 3), told, link)
        if certain:
            start, after = certain.start or self.first, _next(certain.end or self.last)
            look = _LOOKS[row.standing]
            solid = {"type": "rect", "color": colour, "clip": True, **look.style(colour)}
            for low, high in _lowered(look.stripes) if is_provisional(tenure) else look.stripes:
                yield Mark(Depth.BAR, solid, self._box(start, after, top + low, top + high), told, link)
        yield from self._open_ends(tenure, colour, top)

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

    def _open_ends(self, tenure: Tenure, colour: str, top: int) -> Iterator[Mark]:
        """An end that nobody saw fades out into an arrow; a start beyond the axis gets a mark at its edge."""
        middle = top + BAR / 2
        if tenure.end is None:
            start = max(_next(tenure.known_until or tenure.start.end or self.first), self.first)
            stops = [{"offset": 0, "color": colour}, {"offset": 1, "color": f"{colour}00"}]
            fade = {"gradient": "linear", "x1": 0, "x2": 1, "y1": 0, "y2": 0, "stops": stops}
            if start < self.last:
                box = self._box(start, self.last, top + 5, top + BAR - 5)
                yield Mark(Depth.BAR, {"type": "rect", "color": fade, "clip": True}, box)
            yield _text(self.last, middle, "→", colour, align="right", baseline="middle", fontSize=15)
        if not tenure.possible.start or tenure.possible.start < self.first:
            yield _text(self.first, middle, "◄", colour, dx=-9, baseline="middle", fontSize=9)

    def _judged(self, row: OfficeRow, top: int) -> Iterator[Mark]:
        """The row's symbol at the days on which its statements were judged, where those are few."""
        for period in row.as_of:
            if period.start and period.end and _is_short(period) and self.axis.covers(period):
                middle = period.start + (period.end - period.start) / 2
                yield from self._spot(row, middle, words.period(period), top + BAR / 2)

    def _spot(self, row: OfficeRow, when: date, said: str, y: float) -> Iterator[Mark]:
        colour = self.colours[row.standing]
        told = {"Statement": row.label, "Judged at": said, "Finding": row.standing.value}
        circle = {"type": "point", "filled": True, "size": 260, "opacity": 1, "strokeWidth": 1.5}
        circle |= {"fill": self.colours["surface"], "stroke": colour}
        yield Mark(Depth.SPOT, circle, {"x": _stamp(when), "y": y}, told)
        yield replace(_symbol(row.standing, when, y, colour), depth=Depth.SYMBOL)

    def _box(self, start: date, after: date, top: float, bottom: float) -> dict[str, Any]:
        return {"x": _stamp(start), "x2": _stamp(after), "y": top, "y2": bottom}

    def layers(self, marks: Iterable[Mark]) -> list[dict[str, Any]]:
        """Marks of one look and kind of tooltip in one layer each: many layers are slow to compile."""
        groups: dict[str, list[Mark]] = {}
        for mark in sorted(marks, key=lambda mark: mark.depth):
            key = json.dumps([mark.depth, mark.style, list(mark.datum), list(mark.told), bool(mark.link)])
            groups.setdefault(key, []).append(mark)
        return [self._layer(group) for group in groups.values()]

    def _layer(self, group: list[Mark]) -> dict[str, Any]:
        first = group[0]
        encoding: dict[str, Any] = {"x": self._days(), "y": self._pixels()}
        encoding |= {end: {"field": end} for end in ("x2", "y2") if end in first.datum}
        if "text" in first.datum:
            encoding["text"] = {"field": "text", "type": "nominal"}
        if first.told:
            encoding["tooltip"] = [{"field": name, "type": "nominal"} for name in first.told]
            encoding["description"] = {"field": "said", "type": "nominal"}
        if first.link:
            encoding["href"] = {"field": "link", "type": "nominal"}
        return {
            "data": {"values": [_values(mark) for mark in group]},
            "mark": first.style | ({"cursor": "pointer"} if first.link else {}) | {"aria": bool(first.told)},
            "encoding": encoding,
        }

    def _days(self) -> dict[str, Any]:
        axis = {"title": None, "grid": True, "labelOverlap": "greedy", "labelSeparation": 10}
        axis["tickCount"] = min(8, self.characters // 8)
        axis["orient"] = "top" if self.is_tall else "bottom"
        domain = [_stamp(self.first), _stamp(self.last)]
        return {"field": "x", "type": "temporal", "scale": {"domain": domain}, "axis": axis}

    def _pixels(self) -> dict[str, Any]:
        scale = {"domain": [self.height, 0], "nice": False, "zero": False}
        return {"field": "y", "type": "quantitative", "scale": scale, "axis": None}


def _text(when: date, y: float, text: str | list[str], colour: str, **style: Any) -> Mark:
    looks = {"align": "left", "baseline": "top", "fontSize": 12, "lineHeight": LINE}
    looks |= {"type": "text", "color": colour, **style}
    return Mark(Depth.TEXT, looks, {"x": _stamp(when), "y": y, "text": text})


def _symbol(standing: Standing, when: date, y: float, colour: str, dx: int = 0) -> Mark:
    """The sign of a standing as strokes, its middle `dx` pixels right of the day."""
    if standing not in SHAPES:
        return _text(when, y, "?", colour, align="center", baseline="middle", dx=dx, fontWeight=700)
    style = {"type": "point", "shape": SHAPES[standing], "size": 64, "filled": False, "opacity": 1}
    style |= {"stroke": colour, "strokeWidth": 1.8, "xOffset": dx}
    return Mark(Depth.TEXT, style, {"x": _stamp(when), "y": y})


def is_provisional(tenure: Tenure) -> bool:
    """Whether the office was held for the time being: acting, interim, caretaker."""
    return tenure.capacity not in ("", "substantive")


def _lowered(stripes: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    """The stripes of a bar in its lower half, for an acting term."""
    return [(BAR / 2 + low / 2, BAR / 2 + high / 2) for low, high in stripes]


def _values(mark: Mark) -> dict[str, Any]:
    told = {"said": "\n".join(f"{name}: {value}" for name, value in mark.told.items())} if mark.told else {}
    return mark.datum | mark.told | told | ({"link": mark.link} if mark.link else {})


def _told(tenure: Tenure, row: OfficeRow) -> dict[str, str]:
    told = {
        "Who": tenure.person,
        "Office": words.office(tenure.office, tenure.country),
        "Capacity": tenure.capacity if is_provisional(tenure) else "",
        "Held": words.tenure(tenure),
        "In this article": row.standing.value,
        "Source of the start": tenure.source_start,
        "Source of the end": tenure.source_end,
        "Note": tenure.note,
    }
    return {name: value for name, value in told.items() if value}


def specification(
    drawing: Drawing, marks: Iterable[Mark], width: int | None, alternative: str
) -> dict[str, Any]:
    """The whole chart in Vega-Lite: the marks with a size, quiet axes and the alternative text."""
    colours = drawing.colours
    axis = {
        "gridColor": colours["grid"],
        "domainColor": colours["muted"],
        "tickColor": colours["muted"],
        "labelColor": colours["muted"],
        "labelFontSize": 12,
        "labelPadding": 6,
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": alternative,
        "background": "transparent",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "width": width or "container",
        "height": drawing.height,
        "config": {"font": FONT, "view": {"stroke": None}, "axis": axis},
        "layer": drawing.layers(marks),
    }
