"""Sources: attached by link, file or citation, fetched and kept, shared by claims, their passages found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from factdesk.archive import warc
from factdesk.desk import Desk, keeping, typed
from factdesk.errors import BadInput, BrokenFile, FactdeskError, NotFound, Refused, Stale
from factdesk.model import LinkState, Medium, Source, SourceKind, Stance
from factdesk.settings import ArchiveSettings
from factdesk.store.validate import validate
from loopback import Answer
from news_site import WORDS, NewsSite, desk_at, html, page, serving, story, to

TEXT = (
    "Mayor Ann Example opened the bridge in Freedonia on Monday. It cost 12 million dollars, the city said. "
    "“We built it to last two hundred years,” the mayor said."
)
SLUG = "the-bridge"
COST = "the bridge cost 14.2 million dollars"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[NewsSite]:
    pages = {
        "/bridge": page(),
        "/short": to("/bridge"),
        "/scan": Answer(body=PNG, headers={"Content-Type": "image/png"}),
        "/private": Answer(403, b"no", {"Content-Type": "text/plain"}),
    }
    with serving(pages) as found:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", found.url.removeprefix("http://"))
        yield found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = desk_at(tmp_path / "claims")
    desk.add_article(TEXT, title="The bridge", published="June 2022", by="Ann Example")
    yield desk
    assert validate(desk.folder) == []


def claims(desk: Desk) -> list[str]:
    return [claim.id for claim in desk.claims(SLUG)]


def fetched(desk: Desk, site: NewsSite, path: str = "/bridge", **fields: str) -> Source:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link(path), **fields)
    return desk.fetch(SLUG, source.id, by="Ann").source


# --- attached, cited, changed, taken back ----------------------------------------------------------


def test_a_link_is_saved_without_asking_the_site(desk: Desk, site: NewsSite) -> None:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link("/bridge"))
    assert (source.medium, source.copy, site.asked) == (Medium.WEB, "", [])


def test_the_page_of_a_link_fills_what_was_left_blank_and_is_kept(desk: Desk, site: NewsSite) -> None:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link("/bridge"), author="B. Sample")
    found = desk.fetch(SLUG, source.id, by="Bob")
    assert (found.source.title, found.source.publisher) == (
        "Freedonia opens its bridge",
        "The Freedonia Courier",
    )
    assert (found.source.author, found.source.published) == ("B. Sample", "2022-06-13")
    assert found.source.accessed and found.source.copy == found.copy.id
    assert all(words in desk.copy_text(SLUG, found.copy.id) for words in WORDS)
    assert desk.links(SLUG)[source.url].state is LinkState.ALIVE


def test_the_original_is_kept_as_a_warc(desk: Desk, site: NewsSite) -> None:
    copy = desk.copy(SLUG, fetched(desk, site).copy)
    data = (desk.folder / SLUG / "copies" / copy.original).read_bytes()
    assert warc.payload(data).body == story()


def test_a_redirect_is_shown(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site, "/short")
    copy = desk.copy(SLUG, source.copy)
    assert (copy.url, copy.final_url) == (site.link("/short"), site.link("/bridge"))
    assert copy.hops == (site.link("/short"),)
    assert desk.links(SLUG)[source.url].state is LinkState.MOVED


@pytest.mark.parametrize(("path", "state"), [("/gone", LinkState.GONE), ("/private", LinkState.REFUSED)])
def test_a_dead_or_refused_link_leaves_the_source_as_it_is(
    desk: Desk, site: NewsSite, path: str, state: LinkState
) -> None:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link(path))
    with pytest.raises(Refused):
        desk.fetch(SLUG, source.id, by="Ann")
    assert desk.sources(SLUG) == [source]
    check = desk.links(SLUG)[source.url]
    assert (check.state, check.checked_by) == (state, "Ann")
    assert check.detail


def test_a_site_that_is_down_may_come_back(desk: Desk, site: NewsSite) -> None:
    site.pages["/bridge"] = Answer(503, b"", {"Content-Type": "text/plain"})
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link("/bridge"))
    with pytest.raises(FactdeskError):
        desk.fetch(SLUG, source.id, by="Ann")
    assert desk.links(SLUG)[source.url].state is LinkState.UNREACHABLE
    site.pages["/bridge"] = page()
    assert desk.fetch(SLUG, source.id, by="Ann").source.copy
    assert desk.links(SLUG)[source.url].revision == 2


@pytest.mark.parametrize(
    ("title", "text", "state"),
    [
        ("Just a moment...", "Checking your browser", LinkState.REFUSED),
        ("Page not found", "Sorry", LinkState.GONE),
        ("Before you go on", "We value your privacy. Accept all cookies to continue.", LinkState.REFUSED),
    ],
)
def test_a_page_that_is_only_a_notice_is_told_from_the_page(
    desk: Desk, site: NewsSite, title: str, text: str, state: LinkState
) -> None:
    site.pages["/bridge"] = html(
        f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode()
    )
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link("/bridge"))
    with pytest.raises(BadInput):
        desk.fetch(SLUG, source.id, by="Ann")
    assert desk.links(SLUG)[source.url].state is state
    assert not desk.sources(SLUG)[0].copy


def test_what_a_paywall_shows_is_kept_and_said_to_be_no_more(desk: Desk, site: NewsSite) -> None:
    site.pages["/bridge"] = page("The bridge", WORDS[0], "Subscribe to continue reading this article.")
    found = desk.fetch(
        SLUG, desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link("/bridge")).id, by="Ann"
    )
    assert "only the beginning" in " ".join(found.remarks)
    assert desk.links(SLUG)[found.source.url].state is LinkState.REFUSED


def test_a_picture_is_kept_without_text(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site, "/scan", title="A photograph of the bridge")
    assert desk.copy(SLUG, source.copy).media_type == "image/png"
    assert desk.copy_text(SLUG, source.copy) == ""
    (one,) = desk.evidence(SLUG, claims(desk)[0]).sources
    assert one.copy and not one.passages and one.passage_found is None


def test_the_same_page_is_one_source_of_two_claims(desk: Desk, site: NewsSite) -> None:
    one, two = claims(desk)[:2]
    first = fetched(desk, site, "/short", stance="supports")
    link = site.link("/bridge") + "/?utm_source=letter#top"
    second = desk.attach(SLUG, two, by="Bob", url=link, stance="refutes", passage=COST)
    assert second.id == first.id and second.claim_id == two
    assert (second.title, second.copy, second.stance) == (first.title, first.copy, Stance.REFUTES)
    start, end = second.passage_span or (0, 0)
    assert desk.copy_text(SLUG, second.copy)[start:end] == COST
    assert [source.claim_id for source in desk.sources(SLUG)] == [one, two]


def test_what_was_typed_otherwise_for_the_same_page_is_not_lost(desk: Desk) -> None:
    one, two = claims(desk)[:2]
    first = desk.attach(SLUG, one, by="Ann", url="https://example.org/a", title="A budget")
    second = desk.attach(
        SLUG, two, by="Bob", url="http://www.example.org/a/", title="The budget of 2022", author="Ann Example"
    )
    assert second.id == first.id
    assert (second.title, second.author) == ("A budget", "Ann Example")
    assert "The budget of 2022" in second.note
    assert {source.author for source in desk.sources(SLUG)} == {"Ann Example"}


def test_two_people_may_read_one_page_in_two_ways(desk: Desk) -> None:
    (claim, *_) = claims(desk)
    first = desk.attach(SLUG, claim, by="Ann", url="https://example.org/a", stance="supports")
    second = desk.attach(SLUG, claim, by="Bob", url="https://example.org/a", stance="refutes")
    assert first.id != second.id
    assert desk.evidence(SLUG, claim).independent == 1


def test_attaching_again_changes_nothing(desk: Desk) -> None:
    (claim, *_) = claims(desk)
    first = desk.attach(SLUG, claim, by="Ann", source_id="s1", url="https://example.org/a", note="n")
    assert desk.attach(SLUG, claim, by="Ann", source_id="s1", url="https://example.org/a", note="n") == first
    assert desk.attach(SLUG, claim, by="Ann", source_id="s2", url="https://example.org/a", note="n") == first
    assert len(desk.source_log(SLUG)) == 1


def test_a_source_is_cited_for_another_claim(desk: Desk) -> None:
    one, two = claims(desk)[:2]
    source = desk.attach(
        SLUG, one, by="Ann", title="A call with the town clerk", medium="call", kind="primary"
    )
    cited = desk.cite(SLUG, source.id, two, by="Bob", stance="refutes", note="she was there")
    assert desk.cite(SLUG, source.id, two, by="Bob", stance="refutes", note="she was there") == cited
    assert (cited.kind, cited.medium, cited.revision) == (SourceKind.PRIMARY, Medium.CALL, 1)
    with pytest.raises(Stale):
        desk.cite(SLUG, source.id, two, by="Cem", stance="supports")
    assert [event.what for event in desk.history(SLUG, two)][-1] == "source cited: A call with the town clerk"


def test_what_is_changed_of_a_source_is_changed_for_all_its_claims(desk: Desk) -> None:
    one, two = claims(desk)[:2]
    source = desk.attach(SLUG, one, by="Ann", title="A call", author="the town clerk", medium="call")
    desk.cite(SLUG, source.id, two, by="Ann")
    amended = desk.amend(
        SLUG, source.id, two, by="Bob", base_revision=1, title="A call with the clerk", stance="refutes"
    )
    assert (amended.revision, amended.stance) == (2, Stance.REFUTES)
    rows = {row.claim_id: row for row in desk.sources(SLUG)}
    assert {row.title for row in rows.values()} == {"A call with the clerk"}
    assert rows[one].stance is Stance.CONTEXT
    again = desk.amend(
        SLUG, source.id, two, by="Bob", base_revision=1, title="A call with the clerk", stance="refutes"
    )
    assert again == amended
    with pytest.raises(Stale) as refused:
        desk.amend(SLUG, source.id, two, by="Cem", base_revision=1, title="Another")
    assert refused.value.current == amended


def test_another_link_takes_the_copy_off(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site, passage=COST)
    assert source.passage_span
    other = desk.amend(
        SLUG, source.id, source.claim_id, by="Ann", base_revision=source.revision, url="https://example.org/b"
    )
    assert (other.copy, other.passage_span, other.passage) == ("", None, COST)


def test_a_source_is_taken_back_from_one_claim_or_from_all(desk: Desk) -> None:
    one, two = claims(desk)[:2]
    source = desk.attach(SLUG, one, by="Ann", title="A book", medium="book")
    desk.cite(SLUG, source.id, two, by="Ann")
    desk.withdraw_source(SLUG, source.id, one, by="Ann")
    assert [row.claim_id for row in desk.sources(SLUG)] == [two]
    back = desk.cite(SLUG, source.id, one, by="Bob")
    assert back.revision == 3
    desk.withdraw_source(SLUG, source.id, by="Ann")
    assert desk.sources(SLUG) == []
    with pytest.raises(NotFound):
        desk.withdraw_source(SLUG, source.id, by="Ann")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "a link, or a title or an author"),
        ({"medium": "call", "note": "said so"}, "a call or a talk needs a title"),
        ({"medium": "book", "locator": "page 7"}, "a book needs a title"),
        ({"medium": "web", "title": "A page"}, "needs its link"),
        ({"title": "A", "medium": "radio"}, "'radio' is not one of web, file, call"),
        ({"title": "A", "kind": "third hand"}, "is not one of primary, secondary"),
        ({"title": "A", "stance": "maybe"}, "is not one of supports, refutes, context"),
        ({"url": "https://example.org/" + "x" * 2000}, "at most"),
        ({"title": "A", "published": "03/04/2025"}, "03/04/2025"),
    ],
)
def test_a_source_that_nobody_could_find_again_is_refused(
    desk: Desk, fields: dict[str, str], message: str
) -> None:
    with pytest.raises(BadInput, match=message):
        desk.attach(SLUG, claims(desk)[0], by="Ann", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("medium", ["call", "message", "book", "document", "broadcast"])
def test_what_is_not_on_the_web_is_named_by_title_or_author(desk: Desk, medium: str) -> None:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", medium=medium, author="Bob Sample", locator="p. 3")
    assert (source.medium, source.locator) == (medium, "p. 3")


def test_a_verdict_brings_a_page_that_serves_another_claim(desk: Desk) -> None:
    one, two = claims(desk)[:2]
    source = desk.attach(SLUG, one, by="Ann", url="https://example.org/a", title="A")
    verdict = desk.decide(
        SLUG,
        two,
        reviewer="Ann",
        verdict="Supported",
        sources=[{"id": "s9", "url": "https://example.org/a", "stance": "supports"}],
        recheck_on="1 December 2026",
    )
    assert verdict.source_ids == (source.id,)
    assert verdict.recheck_on == "2026-12-01"
    assert [row.claim_id for row in desk.sources(SLUG)] == [one, two]


def test_a_day_for_another_look_is_one_day(desk: Desk) -> None:
    with pytest.raises(BadInput, match="is not one day"):
        desk.decide(SLUG, claims(desk)[0], reviewer="Ann", verdict="Supported", recheck_on="June 2026")


# --- files -----------------------------------------------------------------------------------------


def test_an_uploaded_file_is_kept_as_it_is(desk: Desk) -> None:
    (claim, *_) = claims(desk)
    source = desk.attach(SLUG, claim, by="Ann", title="Minutes", medium="document", passage=COST)
    data = ("\r\n".join(WORDS)).encode()
    found = desk.keep_file(SLUG, source.id, "../minutes of the council.txt", data, by="Ann")
    assert (found.copy.name, found.source.title, found.source.medium) == (
        "minutes of the council.txt",
        "Minutes",
        Medium.DOCUMENT,
    )
    assert (desk.folder / SLUG / "copies" / found.copy.original).read_bytes() == data
    assert found.source.passage_span
    assert desk.keep_file(SLUG, source.id, "again.txt", data, by="Ann").copy == found.copy


def test_a_file_without_text_is_kept_and_said_to_have_none(desk: Desk) -> None:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", title="A photograph", medium="file")
    found = desk.keep_file(SLUG, source.id, "bridge.png", PNG, by="Ann")
    assert desk.copy_text(SLUG, found.copy.id) == ""
    assert "no text was read" in found.remarks[0]
    assert found.copy.original.endswith(".png")


@pytest.mark.parametrize(("data", "message"), [(b"", "the file is empty")])
def test_a_file_that_is_none_is_refused(desk: Desk, data: bytes, message: str) -> None:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", title="A photograph", medium="file")
    with pytest.raises(BadInput, match=message):
        desk.keep_file(SLUG, source.id, "a.pdf", data, by="Ann")


# --- passages, quotes, independence ----------------------------------------------------------------


def test_a_passage_that_is_picked_keeps_its_place(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site)
    text = desk.copy_text(SLUG, source.copy)
    (one, *_) = desk.evidence(SLUG, source.claim_id).sources
    best = one.passages[0]
    amended = desk.amend(
        SLUG,
        source.id,
        source.claim_id,
        by="Ann",
        base_revision=source.revision,
        passage=text[best.start : best.end],
        passage_span=(best.start, best.end),
    )
    assert amended.passage_span == (best.start, best.end)
    pointed = desk.cite(SLUG, source.id, claims(desk)[1], by="Ann", passage_span=(best.start, best.end))
    assert pointed.passage == text[best.start : best.end]


def test_a_passage_that_does_not_stand_in_the_copy_is_flagged(desk: Desk, site: NewsSite) -> None:
    passage = "the bridge cost 41.2 million dollars, two million more than planned"
    source = fetched(desk, site, passage=passage)
    assert (source.passage, source.passage_span) == (passage, None)
    (one,) = desk.evidence(SLUG, source.claim_id).sources
    assert one.passage_found is False
    assert one.nearest and ("deleted", "41.2") in [
        (kind, words.strip()) for kind, words in one.nearest.pieces
    ]


def test_the_passages_that_bear_on_a_claim_come_first(desk: Desk, site: NewsSite) -> None:
    cost = next(claim.id for claim in desk.claims(SLUG) if "12 million" in claim.text)
    source = desk.attach(SLUG, cost, by="Ann", url=site.link("/bridge"))
    desk.fetch(SLUG, source.id, by="Ann")
    (one,) = desk.evidence(SLUG, cost).sources
    assert one.copy
    best = one.passages[0]
    assert "14.2 million" in desk.copy_text(SLUG, one.copy.id)[best.start : best.end]


def test_a_direct_quote_of_the_claim_is_looked_for_word_by_word(desk: Desk, site: NewsSite) -> None:
    said = next(claim.id for claim in desk.claims(SLUG) if "two hundred years" in claim.text)
    source = desk.attach(SLUG, said, by="Ann", url=site.link("/bridge"))
    desk.fetch(SLUG, source.id, by="Ann")
    (one,) = desk.evidence(SLUG, said).sources
    (quote,) = one.quotes
    assert "two hundred years" in quote.quote
    assert quote.found and not quote.found.exact


def test_copies_of_one_text_count_once(desk: Desk, site: NewsSite) -> None:
    (claim, *_) = claims(desk)
    site.pages["/wire"] = page("Bridge opened", *WORDS[:3], "From the wire.")
    site.pages["/own"] = page("We were there", "Nobody of this paper saw any bridge at all on that day. " * 4)
    for path in ("/bridge", "/wire", "/own"):
        source = desk.attach(SLUG, claim, by="Ann", url=site.link(path))
        desk.fetch(SLUG, source.id, by="Ann")
    desk.attach(SLUG, claim, by="Ann", title="A call with the town clerk", medium="call")
    found = desk.evidence(SLUG, claim)
    assert [len(group) for group in found.groups] == [2, 1, 1]
    assert found.independent == 3


def test_evidence_is_not_read_again_where_nothing_changed(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site, passage=COST)
    before = desk.evidence(SLUG, source.claim_id)
    assert desk.evidence(SLUG, source.claim_id) is before
    desk.decide(SLUG, source.claim_id, reviewer="Ann", verdict="Supported")
    after = desk.evidence(SLUG, source.claim_id)
    assert after is not before and after.sources[0].passages is before.sources[0].passages


def test_a_kept_text_that_somebody_changed_is_not_shown(tmp_path: Path, site: NewsSite) -> None:
    desk = desk_at(tmp_path / "claims")
    desk.add_article(TEXT, title="The bridge")
    source = fetched(desk, site)
    path = desk.folder / SLUG / "copies" / f"{source.copy}.txt"
    path.write_text(path.read_text("utf-8").replace("14.2", "12"), "utf-8")
    with pytest.raises(BrokenFile, match="fetch the source again"):
        desk.copy_text(SLUG, source.copy)
    (one,) = desk.evidence(SLUG, source.claim_id).sources
    assert one.copy and not one.passages
    desk.fetch(SLUG, source.id, by="Ann")
    assert "14.2" in desk.copy_text(SLUG, source.copy)
    (one,) = desk.evidence(SLUG, source.claim_id).sources
    assert one.passages


def test_a_copy_that_is_on_another_machine_is_told_and_may_be_brought(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site, passage=COST)
    before = desk.evidence(SLUG, source.claim_id)
    place = desk.folder / SLUG / "copies"
    place.rename(desk.folder / "elsewhere")
    other = desk_at(desk.folder)
    assert [one.copy for one in other.evidence(SLUG, source.claim_id).sources] == [None]
    assert ["lacks 1 of the copies" in problem for problem in other.problems()] == [True]
    (desk.folder / "elsewhere").rename(place)
    assert other.evidence(SLUG, source.claim_id) == before
    assert other.problems() == []


def test_two_links_that_turn_out_to_be_one_page_are_told(desk: Desk, site: NewsSite) -> None:
    fetched(desk, site)
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url=site.link("/short"))
    found = desk.fetch(SLUG, source.id, by="Ann")
    assert found.remarks[-1] == "“Freedonia opens its bridge” is the same page: the two are counted once."
    assert desk.evidence(SLUG, source.claim_id).independent == 1


# --- a page that changed ---------------------------------------------------------------------------


def test_a_page_that_changed_does_not_take_the_quoted_copy_away(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site, passage=COST)
    site.pages["/bridge"] = page("Freedonia opens its bridge", WORDS[0], WORDS[2], WORDS[3])
    again = desk.fetch(SLUG, source.id, by="Ann")
    assert again.source.copy == source.copy
    assert "that copy stays" in again.remarks[0]
    check = desk.links(SLUG)[source.url]
    assert check.state is LinkState.CHANGED and "quoted passage" in check.detail


def test_a_page_that_got_longer_is_kept_anew(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site, passage=COST)
    site.pages["/bridge"] = page("Freedonia opens its bridge", *WORDS, "A correction was added on Friday.")
    again = desk.fetch(SLUG, source.id, by="Ann")
    assert again.source.copy != source.copy and again.source.passage_span
    assert desk.copy(SLUG, source.copy)


def test_the_same_bytes_are_kept_once(desk: Desk, site: NewsSite) -> None:
    source = fetched(desk, site)
    desk.fetch(SLUG, source.id, by="Ann")
    assert len(list((desk.folder / SLUG / "copies").iterdir())) == 3
    assert len(desk.source_log(SLUG)) == 2


def test_rows_of_earlier_desks_are_read(desk: Desk) -> None:
    (claim, *_) = claims(desk)
    source = desk.attach(SLUG, claim, by="Ann", title="A book")
    assert source == replace(source, medium=Medium.UNSAID, kind=SourceKind.UNSAID)


# --- archives, and many people at once -------------------------------------------------------------


def test_the_newest_archived_copy_is_noted_for_all_claims(desk: Desk, site: NewsSite) -> None:
    one, two = claims(desk)[:2]
    url = "https://example.org/bridge"
    copy = f"http://web.archive.org/web/20220613101500/{url}"
    told = {
        "url": url,
        "archived_snapshots": {
            "closest": {"available": True, "url": copy, "timestamp": "20220613101500", "status": "200"}
        },
    }
    site.pages[f"/available?url={quote(url, safe='')}"] = Answer(body=json.dumps(told).encode())
    desk.settings = replace(
        desk.settings, archive=ArchiveSettings(enabled=True, available=site.link("/available"))
    )
    source = desk.attach(SLUG, one, by="Ann", url=url, title="The bridge")
    desk.cite(SLUG, source.id, two, by="Ann")
    found = desk.archive(SLUG, source.id, by="Bob", save=False)
    assert found.archived_url.endswith(f"/20220613101500/{url}")
    assert {row.archived_url for row in desk.sources(SLUG)} == {found.archived_url}
    assert desk.history(SLUG, two)[-1].what.startswith("archived copy of the source noted")


def test_an_archive_that_is_switched_off_says_how_to_switch_it_on(desk: Desk) -> None:
    source = desk.attach(SLUG, claims(desk)[0], by="Ann", url="https://example.org/a")
    with pytest.raises(BadInput, match="enabled = true"):
        desk.archive(SLUG, source.id, by="Ann", save=False)


def test_many_may_attach_one_page_and_fetch_it_at_once(desk: Desk, site: NewsSite) -> None:
    ids = claims(desk)
    first = desk.attach(SLUG, ids[0], by="Ann", url=site.link("/bridge"))

    def work(number: int) -> None:
        desk.attach(
            SLUG, ids[number % len(ids)], by=f"R{number}", url=site.link("/bridge"), title=f"T{number}"
        )
        desk.fetch(SLUG, first.id, by=f"R{number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(8)))
    rows = desk.sources(SLUG)
    assert {row.id for row in rows} == {first.id}
    assert len(rows) == len(ids)
    assert len({(row.title, row.copy) for row in rows}) == 1


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://ann:secret@example.org/", "before the @"),
        ("https://example.org@example.net/", "before the @"),
        ("https://example.org/\u202egpj.exe", "cannot be seen"),
        ("https://example.org/\x07", "cannot be seen"),
    ],
)
def test_a_link_shows_where_it_leads_and_no_password(url: str, why: str) -> None:
    with pytest.raises(BadInput, match=why) as caught:
        typed.web_link(url)
    assert "secret" not in str(caught.value)


def test_a_link_may_hold_an_at_sign_and_letters_of_any_language() -> None:
    for url in (
        "https://example.org/@ann",
        "https://fa.example.org/\u0645\u06cc\u200c\u0634",
        "https://example.org/?m=a@b.c",
    ):
        assert typed.web_link(url) == url


@pytest.mark.parametrize("name", ["\ud800.pdf", "a" * 200_000 + ".pdf", "../\u202efdp.pdf"])
def test_a_file_is_kept_whatever_it_is_called(name: str) -> None:
    document = keeping.read_file(b"%PDF-1.4 no pages", name)
    kept = keeping.kept_file(b"%PDF-1.4 no pages", name, document)
    assert kept.copy.name.isprintable() and len(kept.copy.name) <= 200
    assert "damaged" in document.remarks[0] and document.remarks[0].isprintable()
