"""The verdict report: a table for spreadsheets and pandas, and a page that shows all and runs nothing."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import fields, replace
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import made_report as made
from factdesk.cells import unpack
from factdesk.model import Checked, Claim, Evidence, Finding, Label, Medium, Outcome, Scale, Source, Verdict
from factdesk.report.citation import plain, short
from factdesk.report.colours import DARK_PAGE, PAGE, contrast, readable, rgb, scale_css
from factdesk.report.data import Language, ReportData
from factdesk.report.highlight import paragraphs
from factdesk.report.html import html
from factdesk.report.rows import claim_rows
from factdesk.report.table import verdict_csv
from factdesk.weblinks import safe_url

DATA = made.made()
EMPTY = replace(DATA, claims=(), verdicts=(), sources=(), checked=Checked())


def table(data: ReportData) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(verdict_csv(data).decode("utf-8"))))
    return [{unpack(k): unpack(v) for k, v in zip(rows[0], row, strict=True)} for row in rows[1:]]


def on_claim(quote: str, **more: object) -> ReportData:
    """A report on an article that is nothing but one claim."""
    only = Claim("c1", 0, len(quote), quote, quote, made.CLAIMS[0].kind)
    article = replace(made.ARTICLE, text=quote)
    return replace(EMPTY, article=article, claims=(replace(only, **more),), sentences=())  # type: ignore[arg-type]


PAGE_OF_DATA = html(DATA)


class Page(HTMLParser):
    """What a browser would make of a page: tags with attributes, text by section, and the text of marks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marked: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1] == tag, f"</{tag}> closes {self._open[-3:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.text += data
        if "mark" in self._open:
            self.marked.append(data)

    def attributes(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]


# --- the table ---------------------------------------------------------------------------------------


def test_the_table_has_one_row_a_claim_in_the_order_of_the_text() -> None:
    rows = table(replace(DATA, claims=DATA.claims[::-1]))
    assert [row["claim_id"] for row in rows] == [claim.id for claim in made.CLAIMS]
    for row in rows:
        assert made.TEXT[int(row["start"]) : int(row["end"])] == row["quote"]


def test_each_reviewer_has_columns_of_their_own_and_the_last_revision_counts() -> None:
    row = table(DATA)[made.MEETING]
    assert row["verdict:Ann Example"] == "Outdated"
    assert row["rationale:Ann Example"].splitlines() == [
        "Austin left office on 20 January 2025.",
        "The rank of Field Marshal came four months later.",
    ]
    assert (row["confidence:Bo Sample"], row["confidence:Cy Nobody"]) == ("5", "")
    assert (row["state"], row["verdict"]) == ("agreed", "Outdated")


@pytest.mark.parametrize(
    ("number", "state", "verdict"),
    [(0, "single", "Supported"), (1, "open", ""), (made.MINISTER, "disputed", ""), (10, "open", "")],
)
def test_state_and_the_verdict_all_agree_on(number: int, state: str, verdict: str) -> None:
    row = table(DATA)[number]
    assert (row["state"], row["verdict"]) == (state, verdict)


def test_verdicts_on_earlier_words_are_shown_and_do_not_count() -> None:
    given = [verdict for verdict in DATA.verdicts if verdict.claim_id == made.CLAIMS[made.MEETING].id]
    earlier = replace(DATA, earlier=frozenset(verdict.id for verdict in given))
    row = table(earlier)[made.MEETING]
    assert (row["state"], row["verdict"]) == ("reopened", "")
    assert (row["verdict:Ann Example"], row["on_earlier_words:Ann Example"]) == ("Outdated", "yes")
    assert table(DATA)[made.MEETING]["on_earlier_words:Ann Example"] == ""
    page = html(earlier)
    assert "Reopened: its words changed" in page and "given on earlier words" in page
    assert "given on earlier words" not in html(DATA)


def test_findings_and_sources_stand_in_the_row() -> None:
    row = table(DATA)[made.MEETING]
    assert row["findings"].count("office: contradicted: ") == 2
    first, second = row["sources"].split(" | ")
    assert first.startswith(
        "[1] refutes: “Austin sworn in as nation's first Black Pentagon chief”, The Hill, "
    )
    assert made.SWORN_IN in first and second == "[2] context: “A printed yearbook”."


def test_a_record_is_one_physical_line_and_the_file_is_plain_utf8() -> None:
    written = verdict_csv(DATA)
    assert not written.startswith(b"\xef\xbb\xbf") and b"\r" not in written
    assert written.count(b"\n") == len(made.CLAIMS) + 1


def test_no_claims_leave_the_header() -> None:
    assert verdict_csv(EMPTY).decode().splitlines()[0].startswith("claim_id,start,end,quote,claim,kind")
    assert table(EMPTY) == []


@pytest.mark.parametrize("formula", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_or_heading_starts_a_formula(formula: str) -> None:
    data = on_claim(formula, speaker=formula)
    given = (Verdict("v1", "c1", formula, "Supported", formula, 3),)
    cited = (Source("s1", "c1", title=formula),)
    article = replace(data.article, title=formula)
    written = verdict_csv(replace(data, article=article, verdicts=given, sources=cited)).decode()
    for row in csv.reader(io.StringIO(written)):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "＝")) for cell in row)


def test_pandas_reads_the_table() -> None:
    frame = pd.read_csv(io.BytesIO(verdict_csv(DATA)), dtype=str, keep_default_na=False)
    assert list(frame["quote"].map(unpack)) == [claim.quote for claim in made.CLAIMS]
    assert frame.loc[made.MINISTER, "verdict:Bo Sample"] == "Refuted"
    assert frame["check_worthiness"].astype(float).between(0, 1).all()


def test_table_and_page_say_whose_words_a_claim_is_and_what_it_leans_on() -> None:
    told = replace(
        made.CLAIMS[0],
        speaker="diplomatic sources",
        saying="according to",
        quoted=True,
        anonymous=True,
        kind_words="will",
        context="“He” read as Ann Example; “it” refers to an earlier sentence",
    )
    data = replace(EMPTY, claims=(told,), language=Language("de", "German", "The text reads as German."))
    (row,) = table(data)
    assert (row["saying"], row["quoted"], row["anonymous"]) == ("according to", "yes", "yes")
    words = Page(html(data)).text
    assert "who says so: diplomatic sources (anonymous), according to, quoted" in words
    assert "(“will”)" in words and "The text reads as German." in words
    assert "“He” read as Ann Example" in words and "Needs context: “it” refers" in words
    assert "Needs context: “He”" not in words


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc",)) | st.sampled_from("\n\\'=,\""), min_size=1
    )
)
def test_any_words_come_back_from_the_table(words: str) -> None:
    given = (Verdict("v1", "c1", "Ann Example", "Supported", words),)
    (row,) = table(replace(on_claim(words), verdicts=given))
    assert row["quote"] == row["claim"] == row["rationale:Ann Example"] == words


# --- the page ----------------------------------------------------------------------------------------


def test_the_page_is_well_formed_and_fetches_and_runs_nothing() -> None:
    page = Page(PAGE_OF_DATA)
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "src"]
    assert "@import" not in PAGE_OF_DATA and not re.search(r"url\((?!#)", PAGE_OF_DATA)
    assert "default-src 'none'" in PAGE_OF_DATA


def test_no_id_stands_twice_and_every_inner_link_arrives() -> None:
    page = Page(PAGE_OF_DATA)
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    targets = {link[1:] for link in page.attributes("href") if link.startswith("#")}
    assert targets <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", PAGE_OF_DATA)) <= set(ids)


def test_the_page_can_be_read_by_ear() -> None:
    page = Page(PAGE_OF_DATA)
    names = [name for name, _ in page.tags]
    assert dict(page.tags)["html"]["lang"] == "en"
    assert names.count("h1") == 1 and {"header", "nav", "main", "footer"} <= set(names)
    levels = [int(name[1]) for name in names if re.fullmatch("h[1-6]", name)]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(attrs.get("scope") in ("col", "row") for name, attrs in page.tags if name == "th")
    assert all(attrs.get("aria-label") for name, attrs in page.tags if name == "svg")


def test_the_page_says_what_was_found_and_decided() -> None:
    text = Page(PAGE_OF_DATA).text
    for said in (
        "The Example Courier",
        "date unknown",
        DATA.article.sha256[:12],
        "No day makes all of this article’s statements true.",
        "On those days the Secretary of Defense was Pete Hegseth",
        "Lloyd Austin was Secretary of Defense from 22 January 2021 to 20 January 2025.",
        "The rank of Field Marshal came four months later.",
        "24 November 2026, 09:30 UTC",
        "was sworn in as secretary of Defense on Friday",
        "who says so: diplomatic sources",
        "allowing 3 days at each edge",
        "Findings are made by code; verdicts by people.",
        "Ann Example, Bo Sample and Cy Nobody",
        *(label.meaning for label in made.SCALE.labels),
    ):
        assert said in text, said
    assert "Taken back later." not in text and "First reading." not in text


def test_a_known_date_is_shown_with_its_basis() -> None:
    text = Page(html(made.made("2025-06-11"))).text
    assert "11 June 2025 (given by the person who added it)" in text
    assert "each statement was judged by that" in text


def test_every_claim_is_marked_in_place_and_numbered() -> None:
    page = Page(PAGE_OF_DATA)
    assert (
        "".join(page.marked).replace("\n", "") in made.TEXT.replace("\n", "").replace("  ", " ")
        or page.marked
    )
    links = [attrs for name, attrs in page.tags if name == "a" and str(attrs.get("id")).startswith("ref-")]
    assert [attrs["href"] for attrs in links if attrs] and len(links) == len(made.CLAIMS)
    assert f"Claim {made.MINISTER + 1}: Reviewers disagree" in page.attributes("aria-label")


def test_a_verdict_is_never_shown_by_colour_alone() -> None:
    text = Page(PAGE_OF_DATA).text
    for symbol, name in (
        ("✓", "Supported"),
        ("↶", "Outdated"),
        ("≠", "Reviewers disagree"),
        ("○", "No verdict yet"),
    ):
        assert f"{symbol}{name}" in text


XSS = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"


def everywhere(words: str) -> ReportData:
    """The report with the same words in every field that holds text."""
    label = Label(words, "1", words, words, words)
    claim = Claim("c1", 0, len(words), words, f"{words}.", made.CLAIMS[0].kind, speaker=words, context=words)
    first = made.checked().judgements[3]
    own = replace(made.AUSTIN, person=words, office=words, country=words, source_start=words, capacity=words)
    judged = replace(first, person=words, office=words, country=words, message=words, tenures=(own,))
    judged = replace(judged, mention=replace(judged.mention, text=words))
    window = made.checked().window
    suggestion = replace(window.suggestions[0], message=words)
    window = replace(window, conflicts=((0,),), suggestions=(suggestion,))
    found = (
        Finding("c1", words, Outcome.CONTRADICTED, words, (Evidence(words, words), Evidence(words, ""))),
    )
    texts = {f.name: words for f in fields(Source) if f.type == "str" and f.name not in ("id", "claim_id")}
    return replace(
        DATA,
        article=replace(
            made.ARTICLE,
            text=words,
            title=words,
            publisher=words,
            author=words,
            url=words,
            published_basis=words,
        ),
        sentences=(),
        claims=(claim,),
        checked=Checked((judged,), window, found),
        verdicts=(Verdict("v1", "c1", words, words, words, decided_at=words),),
        sources=(replace(Source("s1", "c1"), **texts),),  # type: ignore[arg-type]
        scale=Scale(words, (label,)),
        made_at=words,
        app_version=words,
    )


@pytest.mark.parametrize(
    "words", [XSS, "javascript:alert(1)", "{{ 7*7 }}{% raw %}", "&lt;b&gt; <!-- ]]> -->"]
)
def test_what_came_from_outside_is_shown_and_never_run(words: str) -> None:
    page = Page(html(everywhere(words)))
    plain = Page(html(everywhere("words")))
    assert {name for name, _ in page.tags} - {name for name, _ in plain.tags} <= {"tspan"}
    assert sum(name == "svg" for name, _ in page.tags) == 2
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert not any(link.lower().startswith("javascript") for link in page.attributes("href"))
    assert page.text.count(words) >= 20


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c&d", True),
        ("HTTP://EXAMPLE.ORG", True),
        (" https://example.org ", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:///path", False),
        ("https://[broken", False),
        ("file:///etc/passwd", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    assert bool(safe_url(url)) is linked
    cited = (Source("s1", "c1", url, "A source"),)
    page = Page(html(replace(on_claim("A claim."), sources=cited)))
    outward = [a for name, a in page.tags if name == "a" and not str(a["href"]).startswith("#")]
    assert len(outward) == linked + 1
    assert all(attrs["rel"] == "noopener noreferrer" for attrs in outward)


@pytest.mark.parametrize(
    "colour", ["red", "#fff", "#12345g", "#123456;}*{display:none", "url(https://example.org)"]
)
def test_a_colour_that_is_none_becomes_grey(colour: str) -> None:
    scale = Scale("own", (Label("Yes", "1", colour, "✓", ""),))
    assert ".v0{--c:#57606a}" in html(replace(EMPTY, scale=scale))
    assert colour not in scale_css(scale)


@given(st.from_regex("#[0-9a-f]{6}", fullmatch=True), st.sampled_from([PAGE, DARK_PAGE]))
def test_any_colour_of_a_scale_is_made_readable(colour: str, page: str) -> None:
    assert contrast(rgb(readable(colour, page)), rgb(page)) >= 4.5


def test_a_colour_that_can_be_read_already_is_left_alone() -> None:
    assert readable("#1a7f37", PAGE) == "#1a7f37"


def test_words_from_right_to_left_find_their_own_direction() -> None:
    words = "مرحبا بالعالم. هذا نص."
    page = Page(html(on_claim(words)))
    assert words in page.text
    assert all(unicodedata.bidirectional(c) != "RLO" for c in page.text)
    assert page.attributes("dir").count("auto") >= 3


def test_a_verdict_from_another_scale_is_shown_by_its_name() -> None:
    given = (replace(made.VERDICTS[0], verdict="Mostly True"),)
    page = html(replace(DATA, verdicts=given))
    assert "Mostly True" in Page(page).text and 'class="verdict other"' in page


def test_a_spreadsheet_that_wrote_a_verdict_in_capitals_changes_nothing() -> None:
    given = (replace(made.VERDICTS[0], verdict="SUPPORTED"),)
    assert "Supported" in Page(html(replace(DATA, verdicts=given))).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (replace(DATA, verdicts=(), sources=()), "Nobody has given a verdict yet."),
        (EMPTY, "There are no claims to show."),
        (EMPTY, "No statement could be placed in time."),
        (replace(EMPTY, article=replace(made.ARTICLE, title="")), "Untitled article"),
        (replace(EMPTY, sentences=DATA.sentences), "No claim covers 15 of the text’s 15 sentences"),
        (replace(DATA, tolerance_days=1), "allowing 1 day at each edge"),
    ],
)
def test_what_is_missing_is_said(data: ReportData, said: str) -> None:
    assert said in Page(html(data)).text


def test_three_hundred_claims_and_fifty_reviewers_all_stand_in_the_page() -> None:
    claims = tuple(replace(claim, id=f"{claim.id}{turn}") for turn in range(19) for claim in made.CLAIMS)[
        :300
    ]
    given = tuple(Verdict(f"v{n}", claims[0].id, f"Reviewer {n}", "Supported") for n in range(50))
    page = Page(html(replace(DATA, claims=claims, verdicts=given)))
    assert {f"claim-{number}" for number in range(1, 301)} <= set(page.attributes("id"))
    assert page.text.count("Reviewer ") >= 100


# --- sources -------------------------------------------------------------------------------------------


def cited(**fields: object) -> str:
    return plain(replace(Source("s1", "c1"), **fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"url": "https://example.org/a", "title": "The bridge", "publisher": "The Courier"}
            | {"author": "Ann Example", "published": "2022-06", "accessed": "2026-11-24"},
            "Ann Example, “The bridge”, The Courier, June 2022, accessed 24 November 2026. https://example.org/a",
        ),
        ({"url": "https://example.org/a"}, "https://example.org/a."),
        ({"title": "A printed yearbook", "locator": "7"}, "“A printed yearbook”, 7."),
        (
            {"medium": Medium.CALL, "author": "Bob Sample", "title": "costs of the bridge"}
            | {"publisher": "Town of Freedonia", "accessed": "2026-11-23"},
            "Conversation with Bob Sample, costs of the bridge, Town of Freedonia, 23 November 2026.",
        ),
        (
            {"medium": Medium.CALL, "title": "phone call with the town clerk", "published": "2026-11-23"},
            "phone call with the town clerk, conversation, 23 November 2026.",
        ),
        (
            {"medium": Medium.MESSAGE, "author": "Bob Sample", "title": "Costs", "published": "2026-11"},
            "Message from Bob Sample, “Costs”, November 2026.",
        ),
        (
            {"medium": Medium.BOOK, "author": "Ann Example", "title": "Bridges", "published": "2019"}
            | {"publisher": "Freedonia Press", "locator": "117"},
            "Ann Example, Bridges, Freedonia Press, 2019, page 117.",
        ),
        (
            {"medium": Medium.DOCUMENT, "title": "Town budget", "accessed": "2026-11-24"}
            | {"author": "Town of Freedonia", "publisher": "Town of Freedonia", "locator": "file 12/B"},
            "Town of Freedonia, “Town budget”, document, seen 24 November 2026, file 12/B.",
        ),
        (
            {"medium": Medium.BROADCAST, "title": "Evening news", "published": "2026-11-01..2026-11-02"}
            | {"locator": "4"},
            "“Evening news”, broadcast, 1 to 2 November 2026, minute 4.",
        ),
        ({"title": "Old", "published": "last spring"}, "“Old”, last spring."),
    ],
)
def test_a_source_is_cited_as_a_newsroom_would(fields: dict[str, object], line: str) -> None:
    assert cited(**fields) == line


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": "The bridge", "author": "Ann Example"}, "The bridge"),
        ({"title": "costs", "author": "Bob Sample", "medium": Medium.CALL}, "Bob Sample: costs"),
        ({"author": "Bob Sample", "medium": Medium.CALL}, "Bob Sample"),
        ({"url": "https://example.org/a"}, "https://example.org/a"),
    ],
)
def test_a_source_has_a_short_name_where_its_number_leads_to_the_whole(
    fields: dict[str, object], name: str
) -> None:
    assert short(replace(Source("s1", "c1"), **fields)) == name  # type: ignore[arg-type]


SOURCED = made.sourced()


def test_a_source_stands_once_under_one_number_and_names_all_its_claims() -> None:
    page = Page(html(SOURCED))
    ids = [id for id in page.attributes("id") if re.fullmatch(r"source-\d+", id)]
    assert ids == [f"source-{number}" for number in range(1, 6)]
    assert "claim 7 (refutes), claim 8 (context)" in page.text
    numbers = [re.findall(r"\[(\d+)\] \w+: ", row["sources"]) for row in table(SOURCED) if row["sources"]]
    assert numbers == [["1", "2", "3"], ["3", "4", "5"]]
    assert page.attributes("href").count("#source-3") == 2
    assert page.attributes("href").count("#source-1") == 2, (
        "by the claim, and by the verdict that rests on it"
    )


def test_the_page_tells_what_it_takes_to_find_a_source_again() -> None:
    text = Page(html(SOURCED)).text
    for said in (
        "✓ stands so in the kept copy",
        "✗ does not stand so in the kept copy",
        "3 sources, 2 independent: 1 and 3 carry the same text",
        "3 sources, 3 independent",
        "✗ dead link",
        "dead link (404), tried 24 November 2026, 09:50 UTC",
        "the page has changed since the copy was kept; 62% of the kept text is still there",
        "primary source",
        "He was in the room; he has an interest.",
        "retrieved 24 November 2026, 09:25 UTC; the link led to https://www.example.org/wire/1",
        "The page shows only the beginning",
        "d" * 64,
        "c" * 64,
        "https://web.archive.org/web/20250121000000/https://example.org/wire",
    ):
        assert said in text, said
    assert text.count("dead link") == 3, "in the claim, in the list, and where its link is told of"


def test_the_table_tells_the_same_in_one_cell() -> None:
    row = table(SOURCED)[made.MEETING]
    assert row["independent_sources"] == "2"
    assert "(✓ stands so in the kept copy)" in row["sources"] and "b" * 64 in row["sources"]
    assert "dead link (404)" in row["sources"]
    assert table(SOURCED)[0]["independent_sources"] == ""


def test_the_kept_original_of_the_article_is_named() -> None:
    article = replace(SOURCED.article, copy="kb")
    assert f"SHA-256 {'d' * 12}" in Page(html(replace(SOURCED, article=article))).text
    assert "Original kept" not in Page(html(SOURCED)).text


def test_where_nothing_was_compared_no_independence_is_claimed() -> None:
    text = Page(html(replace(SOURCED, groups={}))).text
    assert "3 sources" in text and "independent" not in text


@pytest.mark.parametrize("words", [XSS, "javascript:alert(1)"])
def test_what_a_copy_or_a_link_check_says_is_never_run(words: str) -> None:
    copy = replace(SOURCED.copies["kb"], name=words, final_url=words, remarks=(words,), retrieved=words)
    copy = replace(copy, original_sha256=words, sha256=words)
    check = replace(SOURCED.links["https://example.org/wire"], checked_at=words, detail=words)
    data = replace(SOURCED, copies={"kb": copy}, links={"https://example.org/wire": check})
    page = Page(html(data))
    assert not {"script", "img"} & {name for name, _ in page.tags}
    assert not any(link.lower().startswith("javascript") for link in page.attributes("href"))
    assert page.text.count(words) >= 6


# --- claims in the text --------------------------------------------------------------------------------


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(st.text("ab \n", min_size=1, max_size=60), spans)
def test_pieces_make_up_the_text_and_lie_in_the_claims_that_hold_them(
    text: str, found: list[tuple[int, int]]
) -> None:
    claims = tuple(
        Claim(f"c{n}", low, high, text[low:high], "x", made.CLAIMS[0].kind)
        for n, (low, high) in enumerate(found)
        if low < high <= len(text) and text[low:high].strip()
    )
    pieces = [
        p for paragraph in paragraphs(text, claim_rows(replace(EMPTY, claims=claims))) for p in paragraph
    ]
    assert "".join("".join(p.text for p in pieces).split()) == "".join(text.split())
    for piece in pieces:
        assert all(piece.text in row.claim.quote for row in piece.inside)
    ended = [row.claim.id for piece in pieces for row in piece.ends]
    assert sorted(ended) == sorted(claim.id for claim in claims)


def test_where_claims_overlap_the_shortest_gives_the_colour() -> None:
    rows = claim_rows(DATA)
    piece = next(
        p for paragraph in paragraphs(made.TEXT, rows) for p in paragraph if p.text.endswith("Lloyd Austin")
    )
    assert [row.number for row in piece.inside] == [made.MINISTER + 1, made.MEETING + 1]
    assert [row.number for row in piece.ends] == [made.MINISTER + 1]


def test_a_claim_that_runs_over_two_paragraphs_is_marked_in_both_and_numbered_once() -> None:
    text = "One two.\n\nThree four."
    over = Claim("c1", 4, 15, text[4:15], "x", made.CLAIMS[0].kind)
    found = paragraphs(text, claim_rows(replace(EMPTY, claims=(over,))))
    assert [[(p.text, len(p.inside), len(p.ends)) for p in paragraph] for paragraph in found] == [
        [("One ", 0, 0), ("two.", 1, 0)],
        [("Three", 1, 1), (" four.", 0, 0)],
    ]


def test_a_claim_in_several_runs_is_marked_word_for_word_and_numbered_at_its_last() -> None:
    text = "One two, so they said, three."
    apart = Claim("c1", 0, 29, text, "x", made.CLAIMS[0].kind, spans=((0, 7), (23, 29)))
    (found,) = paragraphs(text, claim_rows(replace(EMPTY, claims=(apart,))))
    assert [(p.text, len(p.inside), len(p.ends)) for p in found] == [
        ("One two", 1, 0),
        (", so they said, ", 0, 0),
        ("three.", 1, 1),
    ]


def test_a_claim_moved_in_the_table_is_marked_where_its_words_stand() -> None:
    text = "One two."
    claims = tuple(
        Claim(f"c{start}", start, end, text[start:end], "x", made.CLAIMS[0].kind, position=place)
        for start, end, place in ((0, 3, 9.0), (4, 8, None))
    )
    rows = claim_rows(replace(EMPTY, claims=claims))
    assert [(row.number, row.claim.id) for row in rows] == [(1, "c4"), (2, "c0")]
    (found,) = paragraphs(text, rows)
    assert [(p.text, [row.number for row in p.ends]) for p in found] == [
        ("One", [2]),
        (" ", []),
        ("two.", [1]),
    ]


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert [[p.text for p in paragraph] for paragraph in paragraphs("One\ntwo.\n \n\nThree.\n", [])] == [
        ["One\ntwo."],
        ["Three."],
    ]
