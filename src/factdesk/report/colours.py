"""Colours of a verdict scale made readable: a desk may choose any, a report must keep its contrast."""

from __future__ import annotations

import re

from factdesk.model import Scale

PAGE, DARK_PAGE = "#ffffff", "#14181d"
GREY = "#57606a"
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: contrast of text, level AA

Rgb = tuple[int, int, int]


def scale_css(scale: Scale) -> str:
    """Style rules that set `--c` for the classes `v0`, `v1` … of the scale's labels, in light and dark.

    Holds nothing of the scale but colours of the form `#1a7f37`; any other is replaced by grey.
    """
    colours = [
        label.colour if re.fullmatch("#[0-9a-fA-F]{6}", label.colour) else GREY for label in scale.labels
    ]
    light = "".join(f".v{i}{{--c:{readable(colour, PAGE)}}}" for i, colour in enumerate(colours))
    dark = "".join(f".v{i}{{--c:{readable(colour, DARK_PAGE)}}}" for i, colour in enumerate(colours))
    return f"{light}\n@media screen and (prefers-color-scheme: dark){{{dark}}}"


def readable(colour: str, page: str) -> str:
    """The colour, moved toward black or white until text in it can be read on the page."""
    start, ground = rgb(colour), rgb(page)
    target: Rgb = (0, 0, 0) if _luminance(ground) > 0.5 else (255, 255, 255)
    for step in range(21):
        mixed = _mixed(start, target, step / 20)
        if contrast(mixed, ground) >= ENOUGH:
            return _hex(mixed)
    return _hex(target)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (part / 255 for part in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def rgb(colour: str) -> Rgb:
    """The parts of `#1a7f37`, 0 to 255 each."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)
