"""A changed text of an article on the desk: what would change is shown, and the person chooses."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from factdesk.desk import Desk

from .conftest import SLUG, Server
from .test_pages import add


def changed(server: Server) -> str:
    text = (server.folder / SLUG / "article.txt").read_text("utf-8")
    return text.replace("later this week", "early next month", 1)


def test_a_changed_text_becomes_the_next_version_and_the_review_opens(page: Page, server: Server) -> None:
    desk = Desk.open(server.folder)
    for claim in desk.claims(SLUG):
        desk.decide(SLUG, claim.id, reviewer="Bob Sample", verdict="Supported")
    desk.close()
    add(page, server, changed(server))
    expect(page.get_by_text("This looks like a new version")).to_be_visible()
    expect(page.locator(".page-changes del").first).to_contain_text("later")
    page.get_by_role("button", name="Add as version 2").click()
    expect(page.locator(".fd-version-line")).to_contain_text("Version 2 of")
    expect(page.locator(".fd-head h1")).to_have_text("Munir US visit")
    assert "early next month" in (server.folder / SLUG / "article.txt").read_text("utf-8")
    (summary,) = Desk.open(server.folder).articles()
    assert summary.reopened and summary.decided > summary.reopened


def test_it_may_be_an_article_of_its_own(page: Page, server: Server) -> None:
    add(page, server, changed(server), Title="Another visit")
    expect(page.get_by_text("the title that you typed would not be taken over")).to_be_visible()
    page.get_by_role("button", name="Add as another article").click()
    expect(page.locator(".fd-head h1")).to_have_text("Another visit")
    assert not (server.folder / SLUG / "article.v1.txt").exists()


def test_the_way_back_from_the_question_keeps_what_was_entered(page: Page, server: Server) -> None:
    add(page, server, changed(server), Title="Another visit")
    page.get_by_role("button", name="Back to the form").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Another visit")
    expect(page.get_by_role("textbox", name="Text")).to_have_value(changed(server))
