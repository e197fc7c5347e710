"""The verdict report as one page that a newsroom can publish: no script, nothing fetched, light and dark."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from factdesk.model import Outcome, Scale
from factdesk.report import words
from factdesk.report.citation import citation, short
from factdesk.report.colours import scale_css
from factdesk.report.data import ReportData
from factdesk.report.drawing import DARK, LIGHT
from factdesk.report.highlight import paragraphs
from factdesk.report.offices import SYMBOLS, Standing
from factdesk.report.rows import ClaimRow, claim_rows, label_of, reviewers
from factdesk.report.sources import SHORT_HASH, independence, link_words, listed, passage_words
from factdesk.report.timeline import timeline_rows, timeline_svgs
from factdesk.report.window import window_words
from factdesk.review import State, said
from factdesk.weblinks import safe_url

WIDE, NARROW = 880, 340  # pixels: the page's column, and what a 390 pixel screen leaves


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict, or the lack of one, is shown: a style class, a symbol and a name."""

    css: str
    symbol: str
    name: str


OPEN = Look("open", "○", "No verdict yet")
REOPENED = Look("open", "↻", "Reopened: its words changed")
DISPUTED = Look("disputed", "≠", "Reviewers disagree")


def html(data: ReportData) -> str:
    """The whole page as text; write it as UTF-8. Everything that came from outside is escaped."""
    rows = claim_rows(data)
    looks = {row.claim.id: look_of(row, data.scale) for row in rows}
    known = listed(data, rows)
    return _template().render(
        data=data,
        article=data.article,
        rows=rows,
        looks=looks,
        look=lambda row: looks[row.claim.id],
        verdict_look=lambda name: _verdict_look(name, data.scale),
        paragraphs=paragraphs(data.article.text, rows),
        tally=_tally(rows, looks, data.scale),
        figures=_figures(rows, len(known)),
        listed=known,
        standing=lambda source: passage_words(data, source),
        independence=lambda row: independence(data, row, known),
        contradicted=[row for row in rows if _is_contradicted(row)],
        uncovered=_uncovered(data),
        reviewers=reviewers(data),
        window=window_words(data.checked, data.article),
        timeline=_timeline(data),
        tenures=(tenures := timeline_rows(data.checked)),
        acting=any(row["capacity"] not in ("", "substantive") for row in tenures),
        style=Markup(scale_css(data.scale) + _dark_timeline()),
    )


def look_of(row: ClaimRow, scale: Scale) -> Look:
    """The look of a claim as it stands: the agreed verdict, a dispute, or none on its present words."""
    if row.state in (State.OPEN, State.REOPENED):
        return REOPENED if row.verdicts else OPEN
    return _verdict_look(row.agreed, scale) if row.agreed else DISPUTED


def host(url: str) -> str:
    """The host of an address that `safe_url` lets through, as a reader knows it: without `www.`."""
    return (urlsplit(url.strip()).hostname or url).removeprefix("www.")


def _verdict_look(name: str, scale: Scale) -> Look:
    label = label_of(scale, name)
    css = f"v{scale.labels.index(label)}" if label in scale.labels else "other"
    return Look(css, label.symbol, label.name)


def _tally(rows: list[ClaimRow], looks: dict[str, Look], scale: Scale) -> list[tuple[Look, int]]:
    """How many claims stand at each verdict, in the order of the scale, then all others."""
    counts = Counter(looks[row.claim.id] for row in rows)
    order = [_verdict_look(label.name, scale) for label in scale.labels]
    last = (DISPUTED, REOPENED, OPEN)
    others = [look for look in counts if look not in (*order, *last)]
    return [(look, counts[look]) for look in (*order, *others, *last) if counts[look]]


def _figures(rows: list[ClaimRow], sources: int) -> list[tuple[int, str]]:
    decided = sum(row.state not in (State.OPEN, State.REOPENED) for row in rows)
    disputed = sum(row.state == State.DISPUTED for row in rows)
    contradicted = sum(_is_contradicted(row) for row in rows)
    return [
        (len(rows), "claim" if len(rows) == 1 else "claims"),
        (decided, "with a verdict"),
        (disputed, "disputed"),
        (contradicted, "contradicted by a check"),
        (sources, "source attached" if sources == 1 else "sources attached"),
    ]


def _is_contradicted(row: ClaimRow) -> bool:
    return any(finding.outcome is Outcome.CONTRADICTED for finding in row.findings)


def _uncovered(data: ReportData) -> int:
    """How many sentences no claim touches."""
    spans = sorted((claim.start, claim.end) for claim in data.claims)
    starts = [start for start, _ in spans]
    reached = [0, *accumulate((end for _, end in spans), max)]
    return sum(reached[bisect_left(starts, s.end)] <= s.start for s in data.sentences)


def _timeline(data: ReportData) -> list[tuple[str, Markup]]:
    """The drawing for wide and for narrow screens; a style rule shows one of them."""
    drawn = []
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        pieces = timeline_svgs(data.checked, data.article, width=width, prefix=name)
        drawn += [(name, Markup(svg)) for svg in pieces]
    return drawn


def _dark_timeline() -> str:
    """Style rules that turn the drawing's light colours into the dark ones."""
    rules = []
    for name, light in LIGHT.items():
        for attribute in ("fill", "stroke", "stop-color"):
            rules.append(f'.timeline [{attribute}="{light}"]{{{attribute}:{DARK[name]}}}')
        rules.append(f'.timeline [stop-color="{light}00"]{{stop-color:{DARK[name]}00}}')
    return f"\n@media screen and (prefers-color-scheme: dark){{{''.join(rules)}}}"


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("factdesk.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "safe_url": safe_url,
        "host": host,
        "moment": words.moment,
        "days": words.period,
        "check": words.check,
        "because": words.because,
        "said": said,
        "source": words.source,
        "notes": words.notes,
        "citation": citation,
        "short": short,
        "link_words": link_words,
        "short_hash": lambda text: text[:SHORT_HASH],
    }
    environment.globals |= {
        "count": words.count,
        "outcome_symbols": words.OUTCOME_SYMBOLS,
        "standing_symbols": [(SYMBOLS[standing], standing.value) for standing in Standing],
    }
    return environment.get_template("report.html.j2")
