"""What the page Sources is made of: the list with its filters, rounds over many sources, marked passages."""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from factdesk.desk import Desk
from factdesk.errors import NotFound, Unreachable
from factdesk.model import Article, LinkCheck, LinkState, Source
from factdesk.ui import desks, source_rounds
from factdesk.ui.jobs import JobState
from factdesk.ui.source_list import FILTERS, entries, matching
from factdesk.ui.source_rounds import Outcome, Round, What, checked
from factdesk.ui.views.source_view import cited, highlighted, spans_of

LINK = "https://example.org/budget"
BUDGET = Source("s1", "c1", LINK, "Town budget", "Town of Freedonia", copy="k0123456789abcdef")
WIRE = Source(
    "s2", "c1", "https://example.org/wire", "Bridge opened", archived_url="https://example.org/kept"
)
CALL = Source("s3", "c2", title="Call with the town clerk", author="Bob Sample")


@dataclass
class Fetched:
    remarks: tuple[str, ...] = ()


@dataclass
class FakeDesk:
    """A desk of one article; `troubles` are the ids of sources whose pages do not answer."""

    folder: Path = Path("/nowhere")
    rows: list[Source] = field(default_factory=lambda: [BUDGET, WIRE, CALL, replace(BUDGET, claim_id="c2")])
    checks: dict[str, LinkCheck] = field(default_factory=dict)
    troubles: tuple[str, ...] = ()
    fetched: list[str] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    def sources(self, slug: str) -> list[Source]:
        return self.rows

    def article(self, slug: str) -> Article:
        return Article("The bridge.", slug, "The bridge")

    def links(self, slug: str) -> dict[str, LinkCheck]:
        return self.checks

    def fetch(self, slug: str, source_id: str, *, by: str) -> Fetched:
        self.gate.wait(10)
        if source_id in self.troubles:
            raise Unreachable("example.org does not answer")
        self.fetched.append(source_id)
        return Fetched()

    def check_links(self, slugs: list[str], *, by: str, progress: Any, keep_going: Any) -> list[LinkCheck]:
        progress(0, 2)
        self.gate.wait(10)
        return list(self.checks.values())


def names(desk: FakeDesk, filter: str = "All", words: str = "") -> list[str]:
    found = [one for one in entries(desk, ["bridge"]) if FILTERS[filter](one)]  # type: ignore[arg-type]
    return [one.name for one in matching(found, words)]


def tried(url: str, state: LinkState, **more: Any) -> LinkCheck:
    return LinkCheck("l1", url, state, **more)


def test_a_source_that_serves_two_claims_is_listed_once() -> None:
    first, *others = entries(FakeDesk(), ["bridge"])  # type: ignore[arg-type]
    assert first.name == "Town budget" and [row.claim_id for row in first.rows] == ["c1", "c2"]
    assert [one.name for one in others] == ["Bridge opened", "Call with the town clerk"]


@pytest.mark.parametrize(
    ("filter", "left"),
    [
        ("All", ["Town budget", "Bridge opened", "Call with the town clerk"]),
        ("Dead link", ["Bridge opened"]),
        ("Changed", ["Town budget"]),
        ("No copy", ["Bridge opened"]),
        ("No archive", ["Town budget"]),
    ],
)
def test_the_filters_leave_what_they_say(filter: str, left: list[str]) -> None:
    desk = FakeDesk(checks={LINK: tried(LINK, LinkState.CHANGED), WIRE.url: tried(WIRE.url, LinkState.GONE)})
    assert names(desk, filter) == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("bridge", ["Bridge opened"]),
        ("TOWN clerk", ["Call with the town clerk"]),
        ("sample", ["Call with the town clerk"]),
        ("example.org/wire", ["Bridge opened"]),
        ("nothing of this", []),
    ],
)
def test_words_are_found_in_title_people_and_link(words: str, left: list[str]) -> None:
    assert names(FakeDesk(), words=words) == left


def test_what_a_round_of_link_checks_found_is_told_in_words() -> None:
    found = [
        tried(LINK, LinkState.CHANGED, likeness=0.624),
        tried(WIRE.url, LinkState.GONE, status=404, detail="the page was taken down"),
        tried("https://example.org/a", LinkState.ALIVE, status=200),
        tried("https://example.org/b", LinkState.ALIVE, status=200),
    ]
    outcome = checked(found, {LINK: "Town budget"}, Round(4, 4))
    assert outcome.summary == "4 links tried: 2 working, 1 changed, 1 dead"
    assert outcome.troubles == (
        (
            "Town budget",
            "the page has changed since the copy was kept; 62% of the kept text is still there",
        ),
        (WIRE.url, "dead link (404): the page was taken down"),
    )


def ended(desk: FakeDesk, what: What) -> Outcome:
    known = source_rounds.known(desk, what)  # type: ignore[arg-type]
    assert known
    for _ in range(1000):
        if known[0].state is not JobState.RUNNING:
            break
        threading.Event().wait(0.01)
        known = source_rounds.known(desk, what) or known  # type: ignore[arg-type]
    assert isinstance(known[0].result, Outcome), known[0].message
    return known[0].result


def test_a_round_goes_on_behind_the_page_and_is_started_once(tmp_path: Path) -> None:
    desk = FakeDesk(tmp_path, checks={LINK: tried(LINK, LinkState.ALIVE)})
    for _ in range(2):
        source_rounds.start(desk, What.CHECK, ["bridge"], "Ann Example")  # type: ignore[arg-type]
    known = source_rounds.known(desk, What.CHECK)  # type: ignore[arg-type]
    assert known and known[0].state is JobState.RUNNING
    desk.gate.set()
    outcome = ended(desk, What.CHECK)
    assert (outcome.summary, outcome.by, outcome.troubles) == ("1 link tried: 1 working", "Ann Example", ())


def test_a_page_that_does_not_answer_stops_no_round(tmp_path: Path) -> None:
    rows = [replace(WIRE, id=f"s{number}", title=f"Page {number}") for number in range(3)]
    desk = FakeDesk(tmp_path, rows=rows, troubles=("s1",))
    desk.gate.set()
    source_rounds.start(desk, What.FETCH, ["bridge"], "Ann Example")  # type: ignore[arg-type]
    outcome = ended(desk, What.FETCH)
    assert outcome.summary == "2 copies kept"
    assert outcome.troubles == (("Page 1", "example.org does not answer"),)
    assert desk.fetched == ["s0", "s2"]


def test_a_round_that_is_stopped_says_how_far_it_came(tmp_path: Path) -> None:
    rows = [replace(WIRE, id=f"s{number}") for number in range(3)]
    desk = FakeDesk(tmp_path, rows=rows)
    source_rounds.start(desk, What.FETCH, ["bridge"], "Ann Example")  # type: ignore[arg-type]
    known = source_rounds.known(desk, What.FETCH)  # type: ignore[arg-type]
    assert known
    known[1].stop()
    desk.gate.set()
    assert "then stopped" in ended(desk, What.FETCH).summary
    assert len(desk.fetched) <= 1


def test_archived_copies_are_looked_for_in_one_round_and_made_in_another(tmp_path: Path) -> None:
    asked: list[tuple[str, bool]] = []

    class Archiving(FakeDesk):
        def archive(self, slug: str, source_id: str, *, by: str, save: bool) -> None:
            asked.append((source_id, save))
            if source_id == "s1" and not save:
                raise NotFound("the Internet Archive names no copy")

    rows = [replace(BUDGET, id=f"s{number}") for number in range(2)]
    desk = Archiving(tmp_path, rows=[*rows, WIRE, CALL])
    source_rounds.start(desk, What.ARCHIVE, ["bridge"], "Ann Example")  # type: ignore[arg-type]
    outcome = ended(desk, What.ARCHIVE)
    assert outcome.summary == "1 archived copy linked"
    assert [why for _, why in outcome.troubles] == ["the Internet Archive names no copy"]
    assert asked == [("s0", False), ("s1", False)]
    source_rounds.start(desk, What.SAVE, ["bridge"], "Ann Example")  # type: ignore[arg-type]
    assert ended(desk, What.SAVE).summary == "2 archived copies linked"
    assert asked[2:] == [("s0", True), ("s1", True)]


# --- one source ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([], "a &lt;b&gt; c &amp; d"),
        ([(2, 5)], "a <mark>&lt;b&gt;</mark> c &amp; d"),
        ([(0, 1), (6, 7)], "<mark>a</mark> &lt;b&gt; <mark>c</mark> &amp; d"),
        ([(8, 99)], "a &lt;b&gt; c <mark>&amp; d</mark>"),
    ],
)
def test_the_kept_text_is_escaped_and_its_passages_marked(spans: list[tuple[int, int]], html: str) -> None:
    assert highlighted("a <b> c & d", spans, 0, 11) == html


def test_passages_that_meet_are_marked_as_one_and_those_beyond_the_text_not_at_all() -> None:
    rows = [replace(BUDGET, passage_span=span) for span in ((4, 8), (0, 5), None, (50, 60))]
    assert spans_of(rows, "a text of this length") == [(0, 8)]


def test_a_citation_on_the_page_is_escaped_and_links_to_web_addresses_only() -> None:
    evil = '"><script>alert(1)</script>'
    told = cited(replace(BUDGET, title=evil, publisher=evil, url="javascript:alert(1)"))
    assert "<script" not in told and "<a " not in told
    assert '<a href="https://example.org/budget" target="_blank"' in cited(BUDGET)


def draw() -> None:
    from factdesk.ui.views import sources

    sources.page()


def test_a_long_text_opens_at_the_page_of_its_passage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk.open(tmp_path / "claims")
    slug = desk.add_article("The bridge cost 12 million dollars.", title="The bridge").article.slug
    (claim,) = desk.claims(slug)
    filler = "Members of the council spoke about <b>other</b> matters of the town.\n" * 1500
    source = desk.attach(slug, claim.id, by="Ann Example", title="Minutes", passage="It cost 14.2 million")
    data = f"{filler}It cost 14.2 million in the end.\n{filler}".encode()
    desk.keep_file(slug, source.id, "minutes.txt", data, by="Ann Example")
    desk.close()
    monkeypatch.setenv("FACTDESK_DESK", str(tmp_path / "claims"))
    # AppTest puts the page in its place, and processes that are started later would run that.
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    desks.opened.clear()  # type: ignore[attr-defined]
    page = AppTest.from_function(draw, default_timeout=30).run()
    page.selectbox(key="sources-chosen").select(f"{slug}/{source.id}").run()
    assert not page.exception
    (shown,) = [one.body for one in page.get("html") if "page-copy" in one.body]
    assert "<mark>It cost 14.2 million</mark>" in shown and "&lt;b&gt;other" in shown
    assert len(shown) < 60_000
    desks.opened.clear()  # type: ignore[attr-defined]
