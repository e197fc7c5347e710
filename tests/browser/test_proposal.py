"""What the checks propose becomes a verdict by one key; the date they suggest by a click."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from .conftest import SLUG, Server, advance, open_review, select_claim, settled

AUSTIN = "Secretary of Defense Lloyd Austin"


def test_a_proposal_is_accepted_by_one_key_once_and_undone_with_its_sources(
    page: Page, server: Server
) -> None:
    open_review(page, server)
    select_claim(page, AUSTIN)
    advance(page, False)
    proposed = page.locator(".fd-proposal")
    expect(proposed).to_contain_text("Proposed by the check, not a verdict")
    label = proposed.locator(".fd-chip span").text_content()
    page.get_by_label("Rationale").fill("My own words.")
    page.get_by_label("Rationale").press("Escape")
    expect(proposed).to_contain_text("Your own words stay")
    page.locator("body").press("y")
    page.locator("body").press("y")
    settled(page)
    (row,) = server.rows("verdicts.csv")
    sources = server.rows("sources.csv")
    assert row["verdict"] == label and row["rationale"].startswith("My own words.\n\n")
    assert row["source_ids"].split() == [source["source_id"] for source in sources] and sources
    assert {source["accessed"] for source in sources} != {""}
    page.locator("body").press("u")
    expect(page.locator(".fd-source")).to_have_count(0)
    settled(page)
    assert server.rows("verdicts.csv")[-1]["verdict"] == ""


def test_the_date_that_the_offices_suggest_is_accepted_and_the_former_one_kept(
    page: Page, server: Server
) -> None:
    open_review(page, server)
    page.get_by_role("button", name="Accept as the publication date").click()
    expect(page.get_by_text("The findings were worked out anew")).to_be_visible()
    expect(page.locator(".fd-head")).not_to_contain_text("Publication date unknown")
    told = json.loads((server.folder / SLUG / "article.json").read_text("utf-8"))
    assert (
        told["published"]["basis"] == "from what the text says of offices and days, accepted by Ann Example"
    )
    assert [(one["by"], one["was"]["start"]) for one in told["changes"]] == [("Ann Example", "")]
