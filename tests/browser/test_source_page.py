"""The page Sources: links tried behind the page, copies fetched and shown, verdicts due, feeds taken in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from factdesk.desk import Desk
from loopback import Answer, Handler, listening

from .conftest import SLUG, Server, sign_in

BODY = (
    "<p>The council of Freedonia met on Monday to speak about the bridge over the river, which was opened "
    "in the spring after three years of work.</p><p>The bridge cost 14.2 million dollars, the clerk "
    "said &lt;script&gt;window.hacked = 1&lt;/script&gt; and showed the bills of all three years.</p>"
    "<p>Members of the council asked why it had cost more than planned, and were told of steel.</p>"
)
PASSAGE = "The bridge cost 14.2 million dollars"
OTHER = (
    "<p>The swimming bath is closed this summer. Visitors may use that of the next town, to which a bus goes "
    "every half an hour from the station, at no charge for children and for those who are older than 65.</p>"
)


class Site(Handler):
    """Pages of a town, which a test may change."""

    pages: dict[str, Answer] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        self.give(self.pages.get(self.path, Answer(404, b"gone", {"Content-Type": "text/plain"})))


def page_of(body: str, title: str) -> Answer:
    head = f"<html><head><title>{title}</title></head>"
    html = f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"
    return Answer(body=html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the site, which this process and the servers that it starts may fetch from."""
    with listening(Site) as address:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", urlsplit(address).netloc)
        Site.pages = {
            "/steady": page_of(BODY, "Steady"),
            "/changing": page_of(BODY, "Changing"),
            "/going": page_of(BODY, "Going"),
        }
        yield address


def attach(folder: Path, *links: str, fetch: bool, passage: str = "") -> None:
    desk = Desk.open(folder)
    claim = desk.claims(SLUG)[0]
    for link in links:
        title = link.rpartition("/")[2].capitalize()
        found = desk.attach(SLUG, claim.id, by="Ann Example", url=link, title=title, passage=passage)
        if fetch:
            desk.fetch(SLUG, found.id, by="Ann Example")
    desk.close()


def open_page(page: Page, server: Server, query: str = "") -> None:
    sign_in(page.context, server, "Ann Example")
    page.goto(f"{server.url}/sources{query}")
    expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()


def choose(page: Page, words: str) -> None:
    page.get_by_role("combobox", name="Look at one source").click()
    page.get_by_role("option", name=words).click()


def test_links_are_tried_behind_the_page_and_what_became_of_them_is_told(
    page: Page, serve: Callable[..., Server], site: str
) -> None:
    server = serve()
    attach(server.folder, *(f"{site}/{name}" for name in ("steady", "changing", "going")), fetch=True)
    Site.pages |= {"/changing": page_of(OTHER, "Baths")}
    del Site.pages["/going"]
    open_page(page, server)
    expect(page.get_by_role("table").first).not_to_contain_text("dead link")
    page.get_by_role("button", name="Check all links (3)").click()
    page.get_by_role("link", name="Articles").click()
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    page.get_by_role("link", name="Sources").click()
    expect(page.get_by_role("status").filter(has_text="3 links tried")).to_contain_text(
        "1 working, 1 changed, 1 dead"
    )
    page.get_by_text("Dead link 1", exact=True).click()
    rows = page.get_by_role("table").first.get_by_role("row")
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("Going")
    expect(rows.last).to_contain_text("dead link (404)")
    assert {row["state"] for row in server.rows("links.csv")} == {"alive", "changed", "gone"}


def test_a_missing_copy_is_fetched_and_shown_with_the_passage_marked(
    page: Page, serve: Callable[..., Server], site: str
) -> None:
    server = serve()
    attach(server.folder, f"{site}/steady", fetch=False, passage=PASSAGE)
    open_page(page, server)
    page.get_by_role("button", name="Fetch missing copies (1)").click()
    expect(page.get_by_role("status").filter(has_text="1 copy kept")).to_be_visible()
    page.get_by_role("table").get_by_role("link", name="Steady").click()
    expect(page.get_by_role("heading", name="The source")).to_be_in_viewport()
    expect(page.locator(".page-copy mark")).to_have_text(PASSAGE)
    expect(page.locator(".page-copy")).to_contain_text("<script>window.hacked = 1</script>")
    assert page.evaluate("window.hacked") is None
    facts = page.locator(".page-facts")
    expect(facts).to_contain_text(f"{site}/steady")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Download the original").click()
    assert loading.value.suggested_filename.endswith(".warc.gz")
    assert loading.value.path().read_bytes().startswith(b"\x1f\x8b")
    page.get_by_role("button", name="Open claim").click()
    expect(page.locator(".fd-head h1")).to_be_visible()


def test_a_copy_that_was_tampered_with_is_said_to_be_broken(
    page: Page, serve: Callable[..., Server], site: str
) -> None:
    server = serve()
    attach(server.folder, f"{site}/steady", fetch=True)
    (text,) = (server.folder / SLUG / "copies").glob("k*.txt")
    text.write_text(text.read_text("utf-8").replace("14.2", "1.2"), "utf-8")
    open_page(page, server)
    choose(page, "Steady")
    expect(page.get_by_role("alert")).to_contain_text(text.name)
    expect(page.locator(".page-copy")).to_have_count(0)


def test_verdicts_that_are_due_and_fact_checks_of_others(page: Page, server: Server) -> None:
    desk = Desk.open(server.folder)
    claim = desk.claims(SLUG)[0]
    today = date.today().isoformat()
    desk.decide(SLUG, claim.id, reviewer="Ann Example", verdict="Supported", recheck_on=today)
    desk.close()
    open_page(page, server)
    expect(page.get_by_text("No source yet")).to_be_visible()
    page.get_by_role("tab", name="Checked by others").click()
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "The bridge cost 12 million dollars.",
        "url": "https://example.org/check",
        "datePublished": "2026-01-02",
        "author": {"@type": "Organization", "name": "The Example"},
        "reviewRating": {"@type": "Rating", "alternateName": "False"},
    }
    page.locator("input[type=file]").set_input_files(
        {"name": "feed.json", "mimeType": "application/json", "buffer": json.dumps([review]).encode()}
    )
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".page-notice.is-success")).to_contain_text("1 review added")
    expect(page.get_by_role("table")).to_contain_text("feed-json")
    page.get_by_role("tab", name="Due for re-check (1)").click()
    expect(page.get_by_text(claim.text)).to_be_visible()
    page.get_by_role("button", name="Open claim").click()
    expect(page.locator(".fd-head h1")).to_be_visible()
