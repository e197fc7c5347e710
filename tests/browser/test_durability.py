"""Closed tabs, killed servers, lost connections: nothing that was typed or acknowledged is lost."""

from __future__ import annotations

import signal
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .conftest import Server, advance, open_review, select_claim, settled

AUSTIN = "Secretary of Defense Lloyd Austin"


def saved_pairs(server: Server) -> list[tuple[str, str]]:
    return [(row["claim_id"], row["verdict"]) for row in server.rows("verdicts.csv")]


def test_a_half_written_rationale_and_source_come_back_after_the_tab_was_closed(
    page: Page, server: Server
) -> None:
    open_review(page, server)
    select_claim(page, AUSTIN)
    page.keyboard.press("r")
    page.keyboard.type("He had left office by")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.get_by_label("Link", exact=True).fill("example.org/half")
    context = page.context
    page.close()
    again = context.new_page()
    open_review(again, server)
    select_claim(again, AUSTIN)
    expect(again.get_by_label("Rationale")).to_have_value("He had left office by")
    expect(again.get_by_label("Link", exact=True)).to_have_value("example.org/half")
    assert server.rows("verdicts.csv") == []
    again.keyboard.press("Escape")
    again.keyboard.press("3")
    settled(again)
    assert [row["rationale"] for row in server.rows("verdicts.csv")] == ["He had left office by"]


def test_a_killed_server_loses_nothing_and_saves_nothing_twice(
    page: Page, serve: Callable[..., Server]
) -> None:
    server = serve("slow_app.py")
    open_review(page, server)
    ids = [claim.id for claim in server.claims()]
    advance(page, True)
    for _ in range(5):
        page.keyboard.press("2")
    # 300 ms each: by the time one is in the file, others are still on their way.
    page.wait_for_function("document.querySelector('.fd-saved').dataset.state === 'saving'")
    while not server.rows("verdicts.csv"):
        page.wait_for_timeout(20)
    server.stop(signal.SIGKILL)
    for _ in range(5):
        page.keyboard.press("1")
    expect(page.locator(".fd-banner")).to_contain_text("cannot be reached")
    expect(page.locator(".fd-banner")).to_contain_text("kept in this browser")
    server.start()
    settled(page)
    expect(page.locator(".fd-banner")).to_be_hidden()
    assert saved_pairs(server) == [(id, "Refuted") for id in ids[:5]] + [
        (id, "Supported") for id in ids[5:10]
    ]


def test_what_was_not_acknowledged_arrives_from_a_new_tab_after_a_restart(page: Page, server: Server) -> None:
    open_review(page, server)
    ids = [claim.id for claim in server.claims()]
    advance(page, True)
    server.stop(signal.SIGKILL)
    for key in "123":
        page.keyboard.press(key)
    context = page.context
    page.close()
    server.start()
    again = context.new_page()
    open_review(again, server)
    assert saved_pairs(server) == list(zip(ids[:3], ["Supported", "Refuted", "Outdated"], strict=True))


def test_one_can_write_on_while_the_server_is_away(page: Page, server: Server) -> None:
    open_review(page, server)
    advance(page, True)
    page.keyboard.press("r")
    page.keyboard.type("before ")
    # Streamlit's own dialog comes after some seconds of trying; it must not stay in the way.
    with page.expect_console_message(lambda message: "not responding" in message.text):
        server.stop()
    expect(page.locator(".fd-banner")).to_contain_text("cannot be reached")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label("Rationale")).to_be_focused()
    page.keyboard.type("after")
    expect(page.get_by_label("Rationale")).to_have_value("before after")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator(".fd-saved")).to_have_attribute("data-state", "saving")
    server.start()
    settled(page)
    assert [row["rationale"] for row in server.rows("verdicts.csv")] == ["before after"]


def test_the_page_goes_on_with_a_restarted_server(page: Page, server: Server) -> None:
    open_review(page, server)
    advance(page, True)
    page.keyboard.press("1")
    settled(page)
    server.stop()
    expect(page.locator(".fd-banner")).to_contain_text("cannot be reached")
    server.start()
    expect(page.locator(".fd-banner")).to_be_hidden()
    page.keyboard.press("2")
    settled(page)
    assert [row["verdict"] for row in server.rows("verdicts.csv")] == ["Supported", "Refuted"]
