"""Sources from one paste to a quoted passage: real pages on loopback, a real server, a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

import archive_server
from factdesk.desk import Desk

from .conftest import SLUG, Server, Wire, advance, open_review, select_claim, settled
from .loopback_pages import SERVED, TITLE, Site, host, serving

AUSTIN = "Secretary of Defense Lloyd Austin"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def server(serve: Callable[..., Server], site: Site) -> Server:
    settings = f'[searxng]\nenabled = true\nurl = "{site.url}"\n'
    return serve(env={"FACTDESK_TEST_LOOPBACK": host(site)}, settings=settings)


def at_austin(page: Page, server: Server) -> None:
    open_review(page, server)
    advance(page, False)
    select_claim(page, AUSTIN)


def paste(page: Page, url: str) -> Locator:
    """Attaches a link to the selected claim; its card."""
    page.locator("body").press("s")
    page.get_by_label("Link", exact=True).fill(url)
    page.keyboard.press("Enter")
    card = page.locator(".fd-source").last
    expect(card).to_be_visible()
    return card


def copies(server: Server) -> list[Path]:
    return sorted((server.folder / SLUG / "copies").glob("k*"))


def test_a_pasted_link_ends_as_a_source_with_a_kept_copy_and_its_passage(
    page: Page, server: Server, site: Site
) -> None:
    at_austin(page, server)
    card = paste(page, f"{site.url}/austin")
    expect(card).to_contain_text("Kept copy")
    expect(card.locator(".fd-source-title")).to_have_text(TITLE)
    for words in ("The Freedonia Gazette", "Ann Example", "3 February 2025"):
        expect(card).to_contain_text(words)
    best = card.locator(".fd-passages li").first
    expect(best).to_contain_text(SERVED)
    expect(best.locator("mark").first).to_be_visible()
    page.keyboard.press("-")
    page.keyboard.press("q")
    expect(card).to_contain_text("Stands in the kept copy")
    expect(card.locator(".fd-passages li").first).to_contain_text("Quoted")
    settled(page)
    (row,) = {row["claim_id"]: row for row in server.rows("sources.csv")}.values()
    assert (row["url"], row["title"], row["stance"]) == (
        f"{site.url}/austin",
        TITLE,
        "refutes",
    )
    start, end = map(int, row["passage_span"].split("-"))
    (text,) = [path for path in copies(server) if path.suffix == ".txt"]
    assert row["copy"] == text.stem and SERVED in row["passage"]
    assert text.read_text("utf-8")[start:end] == row["passage"]
    assert {path.suffix for path in copies(server)} == {".json", ".txt", ".gz"}
    page.keyboard.press("w")
    pane = page.get_by_role("dialog")
    expect(pane.locator("mark.is-quoted").first).to_be_in_viewport()
    assert "".join(pane.locator("mark.is-quoted").all_inner_texts()) == row["passage"]


SELECT = """(words) => {
    const node = [...document.querySelectorAll('dialog[open] [data-start]')]
        .map((one) => one.firstChild)
        .find((one) => one.data.includes(words));
    const start = node.data.indexOf(words);
    getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


def test_any_words_of_the_kept_copy_can_be_quoted_and_undone(page: Page, server: Server, site: Site) -> None:
    at_austin(page, server)
    site.pages["/austin"].delay = 1.5
    expect(paste(page, f"{site.url}/old")).to_contain_text("Fetching the page")
    settled(page)
    page.reload()
    select_claim(page, AUSTIN)
    page.keyboard.press("r")
    page.keyboard.type("half a sen")
    card = page.locator(".fd-source")
    expect(card).to_contain_text(f"Redirected to {site.url}/austin")
    page.keyboard.type("tence")
    expect(page.get_by_label("Rationale")).to_have_value("half a sentence")
    card.focus()
    page.keyboard.press("w")
    words = "the first retired general in the post"
    expect(page.get_by_role("dialog")).to_contain_text(words)
    page.evaluate(SELECT, "retired general in the post")
    page.get_by_role("button", name="Use the selected words").click()
    expect(card.locator(".fd-quoted")).to_contain_text("retired general in the post")
    expect(card).to_contain_text("Stands in the kept copy")
    settled(page)
    # Words that do not stand there are flagged, with the nearest place.
    card.get_by_role("button", name="Edit").click()
    page.get_by_label("Quoted passage").fill(words.replace("general", "admiral"))
    page.get_by_role("button", name="Save the source").click()
    expect(card).to_be_focused()
    expect(card).to_contain_text("Does not stand in the kept copy like this")
    expect(card.locator("del")).to_have_text("admiral")
    expect(card.locator("ins")).to_have_text("general")
    card.get_by_role("button", name="Quote it as it stands there").click()
    expect(card).to_contain_text("Stands in the kept copy")
    settled(page)
    assert "retired general" in server.rows("sources.csv")[-1]["passage"]
    # So is a quotation in the claim's own wording.
    page.get_by_role("button", name="Edit", exact=True).first.click()
    page.get_by_label("The claim, readable on its own").fill(
        "An archivist said “We keep the days with care”."
    )
    page.get_by_role("button", name="Save the claim").click()
    quotation = card.locator(".fd-quotation")
    expect(quotation).to_contain_text("stands in this copy with differences")
    expect(quotation.locator("del")).to_have_text("days")
    expect(quotation.locator("ins")).to_have_text("dates")


def test_a_dead_link_is_saved_and_said_and_can_be_tried_again(page: Page, server: Server, site: Site) -> None:
    at_austin(page, server)
    card = paste(page, f"{site.url}/later")
    expect(card).to_contain_text("Saved, but not fetched")
    settled(page)
    assert [row["url"] for row in server.rows("sources.csv")] == [f"{site.url}/later"]
    page.reload()
    select_claim(page, AUSTIN)
    card = page.locator(".fd-source")
    site.pages["/later"] = site.pages["/austin"]
    card.get_by_role("button", name="Try again").click()
    expect(card).to_contain_text("Kept copy")
    card.get_by_role("button", name="Use for another claim").click()
    page.get_by_label("Claim", exact=True).select_option(index=1)
    page.get_by_role("button", name="Use it there").click()
    expect(card).to_be_focused()
    expect(card).to_contain_text("Also serves claim 2.")
    settled(page)
    serves = {(row["source_id"], row["claim_id"]) for row in server.rows("sources.csv")}
    assert len({source for source, _ in serves}) == 1 and len(serves) == 2


def test_an_archived_copy_is_looked_for_and_only_on_a_second_press_made(
    page: Page, serve: Callable[..., Server]
) -> None:
    with archive_server.serving() as archive:
        at = archive.settings
        server = serve(
            env={"FACTDESK_TEST_LOOPBACK": urlsplit(archive.url).netloc},
            settings=f'[archive]\nenabled = true\navailable = "{at.available}"\nsave = "{at.save}"\n',
        )
        at_austin(page, server)
        card = paste(page, "https://courier.example/budget")
        card.get_by_role("button", name="Find an archived copy").click()
        expect(card).to_contain_text("names no copy")
        assert archive.paths == ["GET /wayback/available"]
        archive.pending = 0
        card.get_by_role("button", name="Have one made (public)").click()
        copy = card.get_by_role("link", name="Archived copy")
        expect(copy).to_have_attribute(
            "href", f"https://web.archive.org/web/{archive_server.STAMP}/https://courier.example/budget"
        )
        assert server.rows("sources.csv")[-1]["archived_url"] == copy.get_attribute("href")


def test_what_two_people_changed_in_one_field_is_shown_and_in_two_fields_is_merged(
    page: Page, second_page: Page, server: Server, site: Site
) -> None:
    at_austin(page, server)
    card = paste(page, f"{site.url}/austin")
    expect(card).to_contain_text("Kept copy")
    wire = Wire(second_page)
    open_review(second_page, server, "Bob Sample")
    select_claim(second_page, AUSTIN)
    theirs = second_page.locator(".fd-source")
    expect(theirs).to_contain_text("Kept copy")
    wire.is_held = True
    card.get_by_role("button", name="Refutes").click()
    settled(page)
    theirs.get_by_role("button", name="Primary").click()
    theirs.get_by_role("button", name="Supports").click()
    wire.release()
    theirs.get_by_role("button", name="See why").click()
    conflict = second_page.locator(".fd-conflict")
    expect(conflict).to_contain_text("stance: refutes")
    expect(conflict).to_contain_text("stance: supports")
    conflict.get_by_role("button", name="Keep mine").click()
    expect(conflict).to_have_count(0)
    expect(theirs).to_be_focused()
    settled(second_page)
    newest = server.rows("sources.csv")[-1]
    assert (newest["stance"], newest["kind"]) == ("supports", "primary")


def test_a_look_up_asks_when_it_is_pressed_and_what_it_finds_is_attached(
    page: Page, server: Server, site: Site
) -> None:
    at_austin(page, server)
    words = page.get_by_label("Words to look for")
    words.fill("")
    page.locator("[data-tool^=ask-]", has_text="SearXNG").click()
    expect(page.get_by_role("alert").filter(has_text="words to look for")).to_be_visible()
    words.fill("Austin Pentagon")
    assert not site.asked
    page.locator("[data-tool^=ask-]", has_text="SearXNG").click()
    found = page.locator(".fd-hits li")
    expect(found).to_contain_text(TITLE)
    assert len(site.asked) == 1 and "Austin" in site.asked[0]
    found.get_by_role("button", name="Attach").click()
    expect(page.locator(".fd-source")).to_contain_text("Kept copy")
    expect(page.locator(".fd-source")).to_be_focused()
    # The verdict that rests on it can say when to look again.
    page.get_by_label("Look again on").fill("2027-03-01")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    settled(page)
    desk = Desk.open(server.folder)
    (verdict,), (source,) = desk.verdicts(SLUG), desk.sources(SLUG)
    desk.close()
    assert (verdict.recheck_on, verdict.source_ids) == ("2027-03-01", (source.id,))


def test_an_offline_source_and_an_uploaded_file_have_cards_and_a_draft_survives(
    page: Page, server: Server
) -> None:
    at_austin(page, server)
    page.locator("[data-tool=to-sources]", has_text="Attach a source").click()
    page.get_by_role("button", name="Offline").click()
    page.get_by_label("What it is").select_option("call")
    page.get_by_label("Who", exact=True).fill("Bob Sample, Freedonia Museum")
    page.reload()
    select_claim(page, AUSTIN)
    expect(page.get_by_label("Who", exact=True)).to_have_value("Bob Sample, Freedonia Museum")
    page.get_by_label("About what").fill("The diary of the Pentagon")
    page.get_by_label("When").fill("3 March 2026")
    page.get_by_role("button", name="Attach", exact=True).click()
    card = page.locator(".fd-source")
    for told in ("The diary of the Pentagon", "Call or talk", "3 March 2026"):
        expect(card).to_contain_text(told)
    settled(page)
    row = server.rows("sources.csv")[-1]
    assert (row["medium"], row["author"], row["published"]) == (
        "call",
        "Bob Sample, Freedonia Museum",
        "2026-03-03",
    )
    card.get_by_role("button", name="Upload a copy").click()
    notes = {"name": "notes.txt", "mimeType": "text/plain", "buffer": f"Notes.\n\n{SERVED}\n".encode()}
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(notes)  # type: ignore[arg-type]
    page.get_by_role("button", name="Keep it as the copy").click()
    expect(card).to_contain_text("Kept copy")
    expect(card.locator(".fd-passages")).to_contain_text(SERVED)
    expect(card).to_be_focused()
    page.locator("h2.fd-claim").scroll_into_view_if_needed()
    page.locator("[data-tool=to-sources]", has_text="1 source").click()
    expect(card).to_be_in_viewport()
