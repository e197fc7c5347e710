"""Reviewing one article: verdicts, sources, claims, two people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import SLUG, Server, Wire, advance, open_review, select_claim, settled, sign_in

AUSTIN = "Secretary of Defense Lloyd Austin"


def attach(page: Page, title: str) -> None:
    """Attaches what a person said, refuting the selected claim."""
    page.locator("body").press("s")
    page.get_by_role("button", name="Offline").click()
    page.get_by_label("About what").fill(title)
    page.get_by_role("button", name="Attach", exact=True).click()
    page.locator(".fd-source", has_text=title).get_by_role("button", name="Refutes").click()


def review_austin(page: Page, key: str, title: str) -> None:
    select_claim(page, AUSTIN)
    advance(page, False)
    page.locator("body").press(key)
    attach(page, title)


def test_a_verdict_and_a_source_are_in_the_page_and_in_the_files_after_a_reload(
    page: Page, second_page: Page, server: Server
) -> None:
    open_review(page, server, "Ann Example")
    open_review(second_page, server, "Bob Sample")
    review_austin(page, "3", "What Ann was told")
    review_austin(second_page, "2", "What Bob was told")
    for one in (page, second_page):
        settled(one)
    rows = {row["reviewer"]: row for row in server.rows("verdicts.csv")}
    assert {name: row["verdict"] for name, row in rows.items()} == {
        "Ann Example": "Outdated",
        "Bob Sample": "Refuted",
    }
    assert len({row["claim_id"] for row in rows.values()}) == 1
    assert {
        (row["title"], row["stance"]) for row in server.rows("sources.csv") if row["revision"] == "2"
    } == {
        ("What Ann was told", "refutes"),
        ("What Bob was told", "refutes"),
    }
    page.reload()
    select_claim(page, AUSTIN)
    expect(page.locator(".fd-verdict[aria-pressed=true]")).to_contain_text("Outdated")
    expect(page.locator(".fd-source")).to_have_count(2)
    expect(page.locator(".fd-colleague")).to_contain_text("Bob Sample")


def test_a_colleagues_verdict_appears_by_itself_and_disturbs_nobody(
    page: Page, second_page: Page, server: Server
) -> None:
    open_review(page, server, "Ann Example")
    select_claim(page, AUSTIN)
    page.locator("body").press("r")
    page.keyboard.type("half a sen")
    open_review(second_page, server, "Bob Sample")
    select_claim(second_page, AUSTIN)
    second_page.locator("body").press("2")
    expect(page.locator(".fd-colleague")).to_contain_text("Bob Sample")
    page.keyboard.type("tence")
    expect(page.get_by_label("Rationale")).to_have_value("half a sentence")
    expect(page.locator(".fd-claim")).to_contain_text(AUSTIN)


KEYS = "123456"


def burst(page: Page, server: Server, count: int, pace: float) -> list[str]:
    """Verdict key and next key for `count` claims at `pace` ms each; the labels meant, in order."""
    advance(page, False)
    labels = page.locator(".fd-verdict").evaluate_all("nodes => nodes.map(node => node.dataset.verdict)")
    for index in range(count):
        page.keyboard.press(KEYS[index % len(KEYS)])
        page.keyboard.press("j")
        page.wait_for_timeout(pace)
    settled(page)
    return [labels[index % len(KEYS)] for index in range(count)]


@pytest.mark.parametrize(("app", "pace"), [("", 50), ("slow_app.py", 400)])
def test_keys_faster_than_the_server_land_on_the_right_claims(
    page: Page, serve: Callable[..., Server], app: str, pace: float
) -> None:
    server = serve(app)
    open_review(page, server)
    meant = burst(page, server, 20, pace)
    ids = [claim.id for claim in server.claims()]
    saved = [(row["claim_id"], row["verdict"]) for row in server.rows("verdicts.csv")]
    assert saved == list(zip(ids[:20], meant, strict=True))


def test_auto_advance_takes_one_key_a_claim(page: Page, server: Server) -> None:
    open_review(page, server)
    advance(page, True)
    for _ in range(20):
        page.keyboard.press("1")
    settled(page)
    ids = [claim.id for claim in server.claims()]
    assert [row["claim_id"] for row in server.rows("verdicts.csv")] == ids[:20]


def test_a_stale_edit_in_a_second_tab_is_refused_with_both_versions(page: Page, server: Server) -> None:
    open_review(page, server)
    other = page.context.new_page()
    wire = Wire(other)
    open_review(other, server)
    for tab in (page, other):
        select_claim(tab, AUSTIN)
        advance(tab, False)
    wire.is_held = True
    page.locator("body").press("2")
    settled(page)
    other.locator("body").press("r")
    other.keyboard.type("what the second tab wrote")
    other.keyboard.press("Escape")
    other.keyboard.press("1")
    wire.release()
    conflict = other.locator(".fd-conflict")
    for words in ("Refuted", "Supported", "what the second tab wrote"):
        expect(conflict).to_contain_text(words)
    assert [row["verdict"] for row in server.rows("verdicts.csv")] == ["Refuted"]
    conflict.get_by_role("button", name="Keep mine").click()
    expect(conflict).to_have_count(0)
    settled(other)
    assert [(row["verdict"], row["revision"]) for row in server.rows("verdicts.csv")] == [
        ("Refuted", "1"),
        ("Supported", "2"),
    ]
    expect(page.locator(".fd-verdict[aria-pressed=true]")).to_contain_text("Supported")


def test_undo_is_a_new_revision(page: Page, server: Server) -> None:
    open_review(page, server)
    page.keyboard.press("2")
    page.keyboard.press("u")
    settled(page)
    assert [(row["verdict"], row["revision"]) for row in server.rows("verdicts.csv")] == [
        ("Refuted", "1"),
        ("", "2"),
    ]
    expect(page.locator(".fd-verdict[aria-pressed=true]")).to_have_count(0)
    page.keyboard.press("3")
    settled(page)
    assert [row["verdict"] for row in server.rows("verdicts.csv")] == ["Refuted", "", "Outdated"]


def test_text_and_table_select_the_same_claim_and_filters_and_sorting_keep_it(
    page: Page, server: Server
) -> None:
    open_review(page, server)
    select_claim(page, AUSTIN)
    page.get_by_role("button", name="Table", exact=True).click()
    row = page.locator("tr[aria-selected=true]")
    expect(row).to_contain_text(AUSTIN)
    page.get_by_role("button", name="Worth").click()
    expect(row).to_contain_text(AUSTIN)
    page.get_by_label("Any finding").select_option("none")
    expect(row).to_have_count(0)
    expect(page.locator(".fd-claim")).to_contain_text(AUSTIN)
    page.get_by_role("button", name="Clear").click()
    expect(row).to_contain_text(AUSTIN)
    page.locator("tbody tr").nth(2).click()
    chosen = page.locator(".fd-claim").inner_text()
    page.get_by_role("button", name="Text", exact=True).click()
    expect(page.locator(".fd-mark.is-selected").first).to_be_visible()
    assert chosen in page.locator(".fd-claim").inner_text()


def test_on_a_phone_the_text_follows_the_selected_claim(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_review(page, server)
    following = page.get_by_role("button", name="Next claim").locator("visible=true").first
    while AUSTIN not in (page.locator(".fd-claim").text_content() or ""):
        following.click()
    expect(page.locator(".fd-mark.is-selected").first).to_be_in_viewport()


def test_a_key_in_a_field_is_a_letter(page: Page, server: Server) -> None:
    open_review(page, server)
    before = page.locator(".fd-claim").inner_text()
    page.keyboard.press("r")
    page.keyboard.type("just 123 words u know?")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Rationale")).to_have_value("just 123 words u know?")
    expect(page.locator(".fd-claim")).to_have_text(before)
    assert server.rows("verdicts.csv") == []


SELECT = """(words) => {
    const node = [...document.querySelectorAll('.fd-article [data-start]')]
        .map((one) => one.firstChild)
        .find((one) => one.data.includes(words));
    const start = node.data.indexOf(words);
    getSelection().setBaseAndExtent(node, start, node, start + words.length);
}"""


def test_a_discarded_claim_is_restored_from_the_list_below(page: Page, server: Server) -> None:
    open_review(page, server)
    words = page.locator(".fd-claim").inner_text()
    page.get_by_role("button", name="Discard").click()
    expect(page.locator(".fd-claim")).not_to_have_text(words)
    page.get_by_text("Discarded claims").click()
    expect(page.get_by_test_id("stText").get_by_text(words)).to_be_visible()
    page.get_by_role("button", name="Restore").click()
    expect(page.get_by_text("Discarded claims")).to_have_count(0)
    assert words in {claim.text for claim in server.claims()}


def test_a_claim_is_added_on_selected_words(page: Page, server: Server) -> None:
    open_review(page, server)
    page.evaluate(SELECT, "growing security threats")
    page.get_by_role("button", name="Add a claim on these words").click()
    page.locator("form[data-form=add] textarea").fill("Security threats in South Asia are growing.")
    page.get_by_role("button", name="Add claim").click()
    expect(page.locator(".fd-claim")).to_have_text("Security threats in South Asia are growing.")
    settled(page)
    (added,) = [claim for claim in server.claims() if claim.origin == "person"]
    assert added.quote == "growing security threats"


def test_a_sentence_that_no_claim_covers_is_marked_and_takes_a_claim(page: Page, server: Server) -> None:
    open_review(page, server)
    words = "Senior officials from both Pakistan and the U.S. will engage"
    select_claim(page, words)
    page.locator("[data-tool=discard]").click()
    bare = page.locator(".fd-article .fd-bare", has_text=words)
    expect(bare).to_be_visible()
    expect(page.locator(".fd-legend")).to_contain_text("1 sentence without a claim")
    bare.click()
    page.get_by_role("button", name="Add claim").click()
    expect(page.locator(".fd-claim")).to_contain_text(words)
    expect(bare).to_have_count(0)
    settled(page)
    (added,) = [claim for claim in server.claims() if claim.origin == "person"]
    assert added.quote.startswith(words)


def test_a_first_visitor_is_led_to_a_verdict(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Start with the first article").click()
    page.get_by_label("Your name").fill("Ann Example")
    page.get_by_role("button", name="Start reviewing").click()
    expect(page.locator(".fd-claim")).to_be_visible()
    page.keyboard.press("1")
    settled(page)
    assert [row["reviewer"] for row in server.rows("verdicts.csv")] == ["Ann Example"]
    page.reload()
    expect(page.locator(".fd-claim")).to_be_visible()


def test_the_address_opens_the_article(page: Page, server: Server) -> None:
    sign_in(page.context, server, "Ann Example")
    page.goto(f"{server.url}/review?article={SLUG}")
    expect(page.locator(".fd-head h1")).to_have_text("Munir US visit")
    page.goto(f"{server.url}/review?article=no-such")
    expect(page.get_by_text("There is no article")).to_be_visible()
