"""The timeline: who is shown, how each stands, which days are drawn, and that the drawing says it all."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest

import made_report as made
from factdesk.errors import BadInput
from factdesk.model import Checked, Outcome, Period, Window
from factdesk.report import words
from factdesk.report.colours import DARK_PAGE, PAGE, contrast, rgb
from factdesk.report.drawing import DARK, LIGHT
from factdesk.report.offices import Standing, office_rows
from factdesk.report.timeline import (
    foldable,
    timeline_rows,
    timeline_spec,
    timeline_specs,
    timeline_svg,
    timeline_svgs,
    without_links,
)
from factdesk.report.timeline_file import timeline_png, timeline_svg_file, undrawn

UNDATED, DATED = made.made(), made.made("2025-06-11")


def texts(svg: str) -> str:
    return " ".join("".join(node.itertext()) for node in ElementTree.fromstring(svg).iter() if node.text)


def domain(chart: dict[str, Any]) -> tuple[str, str]:
    low, high = chart["layer"][0]["encoding"]["x"]["scale"]["domain"]
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
    assert timeline_specs(Checked(), made.ARTICLE) == []
    assert timeline_svg(Checked(), made.ARTICLE) == ""
    unknown = Checked((replace(UNDATED.checked.judgements[0], tenures=()),))
    assert timeline_spec(unknown, made.ARTICLE) == {}
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
    chart = timeline_spec(DATED.checked, DATED.article)
    low, high = domain(chart)
    assert low < "2019-09-30" and high > "2026-08-20"
    assert low > "2018" and high < "2028"


def test_a_long_tenure_does_not_stretch_the_axis() -> None:
    monarch = made.tenure("Ann Example", "Queen", "1952-02-06", until="2025-01-01", country="Freedonia")
    article = replace(made.ARTICLE, published=Period.parse("2024-05-01"))
    chart = timeline_spec(judged_once(monarch), article)
    assert domain(chart)[0] > "2023"
    assert "◄" in texts(timeline_svg(judged_once(monarch), article))


def test_a_tenure_long_past_is_still_in_view() -> None:
    old = made.tenure("Ann Example", "Queen", "1901-01-22", "1910-05-06", country="Freedonia")
    chart = timeline_spec(judged_once(old), replace(made.ARTICLE, published=Period.parse("2024-05-01")))
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


def many(people: int) -> Checked:
    """Statements about as many people, every fifth of them contradicted."""
    judgements = []
    for number in range(people):
        held = made.tenure(
            f"Ann Example {number}", "Premier", "2021-01-01", "2024-01-01", country="Freedonia"
        )
        held = replace(held, country=f"Land {number % 7}")
        outcome = Outcome.SUPPORTED if number % 5 else Outcome.CONTRADICTED
        judgements += judged_once(
            held, person=held.person, office=held.office, country=held.country, outcome=outcome
        ).judgements
    return Checked(tuple(judgements))


def names(drawn: list[dict[str, Any]]) -> list[str]:
    said = " ".join(one["description"] for one in drawn)
    return re.findall(r"Ann Example \d+", said)


def test_of_many_statements_those_that_fail_come_first_and_none_is_lost() -> None:
    shown = names(timeline_specs(many(40), made.ARTICLE))
    assert {int(name.split()[-1]) % 5 for name in shown[:8]} == {0}
    assert len(shown) == len(set(shown)) == 40


def test_what_the_record_supports_may_be_left_out_of_a_long_timeline_only() -> None:
    assert (foldable(many(40)), foldable(many(8))) == (32, 0)
    shown = names(timeline_specs(many(40), made.ARTICLE, problems_only=True))
    assert len(shown) == 8


def test_a_long_timeline_comes_in_pieces_that_fit_a_printed_page_on_the_same_days() -> None:
    pieces = timeline_specs(many(60), made.ARTICLE)
    assert len(pieces) > 1
    assert all(piece["height"] <= 1100 for piece in pieces)
    assert len({domain(piece) for piece in pieces}) == 1


def test_the_pieces_of_one_page_share_no_id() -> None:
    svgs = timeline_svgs(many(60), made.ARTICLE, prefix="wide")
    ids = [id for svg in svgs for id in re.findall(r'\bid="([^"]+)"', svg)]
    assert ids and len(ids) == len(set(ids))


def test_a_bar_tells_its_tenure_and_leads_to_its_source() -> None:
    root = ElementTree.fromstring(timeline_svg(judged_once(), made.ARTICLE))
    told = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}title")]
    assert any("Held: 22 January 2021 to 20 January 2025" in text and made.SWORN_IN in text for text in told)
    assert "href" not in str(without_links(timeline_spec(judged_once(), made.ARTICLE)))
    links = {node.get("{http://www.w3.org/1999/xlink}href") for node in root.iter()} - {None}
    assert links == {made.SWORN_IN}


@pytest.mark.parametrize("source", ["javascript:alert(1)", "a printed yearbook", "file:///etc/passwd"])
def test_a_bar_leads_nowhere_but_to_the_web(source: str) -> None:
    held = replace(made.AUSTIN, source_start=source, source_end="")
    svg = timeline_svg(judged_once(held), made.ARTICLE)
    assert "<a " not in svg and "href=" not in svg


def test_an_acting_term_is_said_and_drawn_lower_than_a_full_one() -> None:
    def tops(capacity: str) -> set[float]:
        held = replace(made.AUSTIN, capacity=capacity)
        drawn = timeline_spec(judged_once(held), made.ARTICLE)
        bars = [layer for layer in drawn["layer"] if "tooltip" in layer["encoding"]]
        return {value["y"] for layer in bars for value in layer["data"]["values"] if "x2" in value}

    assert min(tops("acting")) > min(tops("substantive"))
    acting = replace(made.AUSTIN, capacity="acting")
    assert ", acting" in texts(timeline_svg(judged_once(acting), made.ARTICLE))


def test_two_terms_have_a_bar_each() -> None:
    back = made.tenure("Lloyd Austin", made.DEFENSE, "2025-01-20", "2026-01-01")
    both = judged_once(made.AUSTIN)
    twice = Checked((replace(both.judgements[0], tenures=(made.AUSTIN, back)),))
    svg = timeline_svg(twice, made.ARTICLE)
    held = set(re.findall(r"Held: ([^&<]+)", svg))
    assert held == {"22 January 2021 to 20 January 2025", "20 January 2025 to 1 January 2026"}


@pytest.mark.parametrize("dark", [False, True])
def test_the_pictures_stand_alone_with_title_and_ground(dark: bool) -> None:
    svg = timeline_svg_file(UNDATED.checked, UNDATED.article, dark=dark).decode("utf-8")
    assert UNDATED.article.title in texts(svg).replace("\u00a0", " ")
    assert f'fill="{DARK_PAGE if dark else PAGE}"' in svg
    png = timeline_png(UNDATED.checked, UNDATED.article, width=440, scale=1, dark=dark)
    assert png.startswith(b"\x89PNG") and int.from_bytes(png[16:20], "big") == 440


def test_nothing_to_draw_is_said_and_not_an_empty_picture() -> None:
    with pytest.raises(BadInput, match="no office or rank was found"):
        timeline_png(Checked(), made.ARTICLE)


@pytest.mark.parametrize(
    ("name", "strange"),
    [("Zoë Łuksza", []), ("Анна Пример", []), ("Άννα", []), ("王 Example", ["王"]), ("آنا Example", ["آنا"])],
)
def test_letters_that_a_png_may_lack_are_named(name: str, strange: list[str]) -> None:
    held = replace(made.AUSTIN, person=name)
    assert undrawn(judged_once(held, person=name), made.ARTICLE) == strange


def test_every_sign_of_a_picture_is_in_the_font_that_comes_with_it() -> None:
    said = json.dumps(timeline_spec(UNDATED.checked, UNDATED.article), ensure_ascii=False)
    assert not set(said) & set("✗✓◂")


def test_every_colour_of_text_can_be_read_on_its_page() -> None:
    for palette, page in ((LIGHT, PAGE), (DARK, DARK_PAGE)):
        for name in ("ink", "muted", "edge", *Standing):
            assert contrast(rgb(palette[name]), rgb(page)) >= 4.5, name
            assert contrast(rgb(palette[name]), rgb(palette["band"])) >= 4.5, name


def test_the_two_palettes_pair_up_so_that_a_page_can_recolour_the_drawing() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert len(set(LIGHT.values())) == len(LIGHT)


@pytest.mark.parametrize("dark", [False, True])
def test_the_chart_for_a_page_fills_its_width_on_a_transparent_ground(dark: bool) -> None:
    chart = timeline_spec(UNDATED.checked, UNDATED.article, dark=dark)
    assert (chart["width"], chart["background"]) == ("container", "transparent")
    assert (DARK if dark else LIGHT)["ink"] in str(chart)


def test_no_day_moves_with_the_time_zone_of_the_reader() -> None:
    chart = timeline_spec(DATED.checked, DATED.article)
    stamps = re.findall(r"'x2?': '([^']+)'", str(chart))
    assert stamps and all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00", stamp) for stamp in stamps)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025-06-11", "11 June 2025"),
        ("2022-06", "June 2022"),
        ("2022", "2022"),
        ("2022-06-03..2022-06-09", "3 to 9 June 2022"),
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
