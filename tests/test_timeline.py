"""The timeline: who is shown, how each stands, which days are drawn, and that the drawing says it all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import altair as alt
import pytest

import made_report as made
from factdesk.model import Checked, Outcome, Period, Window
from factdesk.report import words
from factdesk.report.colours import DARK_PAGE, PAGE, contrast, rgb
from factdesk.report.drawing import DARK, LIGHT
from factdesk.report.offices import Standing, office_rows
from factdesk.report.timeline import timeline, timeline_rows, timeline_spec, timeline_svg

UNDATED, DATED = made.made(), made.made("2025-06-11")


def texts(svg: str) -> str:
    return " ".join("".join(node.itertext()) for node in ElementTree.fromstring(svg).iter() if node.text)


def domain(chart: alt.LayerChart) -> tuple[str, str]:
    low, high = chart.to_dict()["layer"][0]["encoding"]["x"]["scale"]["domain"]
    return low[:10], high[:10]


def judged_once(tenure: object = made.AUSTIN, **more: object) -> Checked:
    first = made.checked().judgements[3]
    return Checked((replace(first, tenures=(tenure,), holders=(), **more),))  # type: ignore[arg-type]


def test_each_statement_has_a_row_followed_by_who_held_the_office_instead() -> None:
    assert [row.label for row in office_rows(UNDATED.checked)] == [
        "Asim Munir — Field Marshal (Pakistan)",
        "Asim Munir — Chief of Army Staff (Pakistan)",
        "Asim Munir — General (Pakistan)",
        "Lloyd Austin — Secretary of Defense (US)",
        "Pete Hegseth — Secretary of Defense (US)",
        "Mark Milley — Chairman of the Joint Chiefs of Staff (US)",
        "Dan Caine — Chairman of the Joint Chiefs of Staff (US)",
    ]


def test_without_a_date_the_statements_of_a_clash_are_in_conflict() -> None:
    standings = {
        row.office: row.standing for row in office_rows(UNDATED.checked) if row.person != "Dan Caine"
    }
    assert standings["Field Marshal"] is Standing.CONFLICT
    assert standings["Chief of Army Staff"] is Standing.UNDETERMINED
    assert standings["Chairman of the Joint Chiefs of Staff"] is Standing.CONTRADICTED


def test_with_a_date_what_holds_on_it_is_supported_though_others_clash() -> None:
    standings = [row.standing for row in office_rows(DATED.checked)]
    assert standings[:3] == [Standing.SUPPORTED, Standing.SUPPORTED, Standing.CONTRADICTED]


def test_a_person_named_twice_in_an_office_has_one_row() -> None:
    judgements = UNDATED.checked.judgements
    assert len(office_rows(Checked((judgements[3], judgements[3])))) == 2


def test_nothing_known_means_no_chart() -> None:
    assert timeline(Checked(), made.ARTICLE) is None
    assert timeline_svg(Checked(), made.ARTICLE) == ""
    unknown = Checked((replace(UNDATED.checked.judgements[0], tenures=()),))
    assert timeline(unknown, made.ARTICLE) is None
    assert [row["held"] for row in timeline_rows(unknown)] == ["no tenure known"]


@pytest.mark.parametrize("width", [340, 880])
def test_the_drawing_names_every_row_its_standing_and_its_dates_in_full(width: int) -> None:
    drawn = texts(timeline_svg(UNDATED.checked, UNDATED.article, width=width)).replace("\u00a0", " ")
    for row in office_rows(UNDATED.checked):
        for word in row.label.split():
            assert word in drawn
        assert row.standing.value in drawn
    assert "22 Jan 2021 to 20 Jan 2025" in drawn
    assert "…" not in drawn


def test_the_drawing_has_an_alternative_text_and_is_well_formed() -> None:
    root = ElementTree.fromstring(timeline_svg(UNDATED.checked, UNDATED.article))
    assert root.get("role") == "img"
    said = root.get("aria-label") or ""
    assert (
        "Lloyd Austin — Secretary of Defense (US): 22 January 2021 to 20 January 2025 (contradicted)" in said
    )


def test_the_same_article_is_drawn_in_the_same_bytes() -> None:
    assert timeline_svg(DATED.checked, DATED.article) == timeline_svg(DATED.checked, DATED.article)


def test_the_drawing_is_valid_vega_lite() -> None:
    alt.LayerChart.from_dict(timeline_spec(DATED.checked, DATED.article), validate=True)


def test_names_with_markup_stay_text() -> None:
    evil = replace(made.AUSTIN, person="<script>x</script>")
    svg = timeline_svg(judged_once(evil, person='"><script>x</script>'), made.ARTICLE)
    assert "<script" not in svg
    ElementTree.fromstring(svg)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2025-06-11", "Published 11 June 2025"),
        ("2022-06", "Published June 2022"),
        ("", "Days left for the article: from 20 May 2025 on"),
    ],
)
def test_the_days_of_the_article_are_named(published: str, said: str) -> None:
    data = made.made(published)
    assert said in texts(timeline_svg(data.checked, data.article))


def test_a_window_in_which_all_hold_is_named_so() -> None:
    window = Window(True, (Period.parse("2023-01-01..2024-12-31"),))
    checked = replace(UNDATED.checked, window=window)
    drawn = texts(timeline_svg(checked, made.ARTICLE))
    assert "All statements hold: 1 January 2023 to 31 December 2024" in drawn


def test_the_axis_covers_the_publication_date_and_the_nearest_edge_of_each_statement() -> None:
    chart = timeline(DATED.checked, DATED.article)
    assert chart is not None
    low, high = domain(chart)
    assert low < "2019-09-30" and high > "2026-08-20"
    assert low > "2018" and high < "2028"


def test_a_long_tenure_does_not_stretch_the_axis() -> None:
    monarch = made.tenure("Ann Example", "Queen", "1952-02-06", until="2025-01-01", country="Freedonia")
    article = replace(made.ARTICLE, published=Period.parse("2024-05-01"))
    chart = timeline(judged_once(monarch), article)
    assert chart is not None
    assert domain(chart)[0] > "2023"
    assert "◂" in texts(timeline_svg(judged_once(monarch), article))


def test_a_tenure_long_past_is_still_in_view() -> None:
    old = made.tenure("Ann Example", "Queen", "1901-01-22", "1910-05-06", country="Freedonia")
    chart = timeline(judged_once(old), replace(made.ARTICLE, published=Period.parse("2024-05-01")))
    assert chart is not None
    assert domain(chart)[0] < "1910-05-06"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("0001-01-01", "0003"),
        ("9990", "9999-12-31"),
        ("..2020", "2021"),
        ("2020..2021", "2020..2021"),
        ("..", ".."),
    ],
)
def test_strange_dates_are_drawn(start: str, end: str) -> None:
    odd = made.tenure("Ann Example", "Queen", start, end, country="Freedonia")
    for published in ("", "2024-05-01", "..2020", "2020.."):
        article = replace(made.ARTICLE, published=Period.parse(published))
        assert "<svg" in timeline_svg(judged_once(odd), article)


def test_an_end_that_nobody_saw_fades_and_says_until_when_it_is_known() -> None:
    svg = timeline_svg(judged_once(made.HEGSETH, outcome=Outcome.SUPPORTED), made.ARTICLE)
    assert "linearGradient" in svg
    assert "→" in texts(svg)
    assert "known until 20 Aug 2026" in texts(svg).replace("\u00a0", " ")
    assert "linearGradient" not in timeline_svg(judged_once(made.AUSTIN), made.ARTICLE)


def test_the_table_says_what_the_drawing_shows_and_where_it_is_from() -> None:
    rows = timeline_rows(UNDATED.checked)
    austin = next(row for row in rows if row["person"] == "Lloyd Austin")
    assert austin["held"] == "22 January 2021 to 20 January 2025"
    assert austin["standing"] == "contradicted"
    assert austin["source_start"] == made.SWORN_IN
    assert len(rows) == 7


def test_every_colour_of_text_can_be_read_on_its_page() -> None:
    for palette, page in ((LIGHT, PAGE), (DARK, DARK_PAGE)):
        for name in ("ink", "muted", "edge", *Standing):
            assert contrast(rgb(palette[name]), rgb(page)) >= 4.5, name


def test_the_two_palettes_pair_up_so_that_a_page_can_recolour_the_drawing() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(set(LIGHT.values())) == len(LIGHT)


@pytest.mark.parametrize("dark", [False, True])
def test_the_chart_for_a_page_fills_its_width_on_a_transparent_ground(dark: bool) -> None:
    chart = timeline(UNDATED.checked, UNDATED.article, dark=dark)
    assert chart is not None
    spec = chart.to_dict()
    assert (spec["width"], spec["background"]) == ("container", "transparent")
    assert (DARK if dark else LIGHT)["ink"] in str(spec)


def test_no_day_moves_with_the_time_zone_of_the_reader() -> None:
    chart = timeline(DATED.checked, DATED.article)
    assert chart is not None
    stamps = re.findall(r"'x2?': '([^']+)'", str(chart.to_dict()))
    assert stamps and all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00", stamp) for stamp in stamps)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025-06-11", "11 June 2025"),
        ("2022-06", "June 2022"),
        ("2022", "2022"),
        ("2022-06-03..2022-06-09", "3 June 2022 to 9 June 2022"),
        ("2025-05-20..", "from 20 May 2025 on"),
        ("..2025-05-20", "until 20 May 2025"),
        ("", "any day"),
    ],
)
def test_periods_in_words(written: str, said: str) -> None:
    assert words.period(Period.parse(written)) == said


def test_tenures_in_words() -> None:
    assert words.tenure(made.AUSTIN) == "22 January 2021 to 20 January 2025"
    assert words.tenure(made.CAINE) == "since 12 April 2025, known until 8 April 2026"
    assert words.tenure(replace(made.CAINE, known_until=None)) == "since 12 April 2025, no end known"
    assert words.day(date(999, 1, 2)) == "2 January 999"
