"""The page of tenures: looking up, adding with a source, correcting, withdrawing, and the checks after it."""

from __future__ import annotations

import csv

from playwright.sync_api import Page, expect

from factdesk.desk import Desk

from .conftest import Server, open_review, sign_in

TEXT = (
    "Defence Minister Ann Example opened a bridge in Freedonia on 15 June 2022. Many people came to see it."
)
SOURCE = "https://example.org/ann"


def open_tenures(page: Page, server: Server, query: str = "") -> None:
    sign_in(page.context, server, "Bob Sample")
    page.goto(f"{server.url}/tenures{query}")
    expect(page.get_by_role("button", name="Add tenure")).to_be_visible()


def fill(page: Page, **fields: str) -> None:
    for name, text in fields.items():
        page.locator(f".st-key-tenure_{name} input").fill(text)


def fill_example(page: Page, **more: str) -> None:
    fields = {"person": "Ann Example", "office": "Defence Minister", "country": "Freedonia"}
    fill(page, **(fields | {"start": "1 May 2021", "end": "April 2024"} | more))


def rows(server: Server) -> list[dict[str, str]]:
    path = server.folder / "tenures.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_tenure_with_a_source_changes_the_finding_on_an_article(page: Page, server: Server) -> None:
    desk = Desk.open(server.folder)
    slug = desk.add_article(TEXT, title="The bridge").article.slug
    assert desk.checked(slug).judgements[0].outcome == "undetermined"
    open_tenures(page, server)
    fill_example(page, source_start=SOURCE)
    page.get_by_role("button", name="Add tenure").click()
    expect(page.get_by_text("Saved: Ann Example")).to_be_visible()
    expect(page.locator("[class*=st-key-own-t]")).to_contain_text("2021-05-01 to 2024-04")
    (row,) = rows(server)
    assert (row["added_by"], row["source_start"]) == ("Bob Sample", SOURCE)
    assert desk.checked(slug).judgements[0].outcome == "supported"
    desk.close()
    open_review(page, server, slug=slug)
    expect(page.locator("body")).to_contain_text("2021-05-01")


def test_a_tenure_without_a_source_is_refused_and_what_was_typed_stays(page: Page, server: Server) -> None:
    open_tenures(page, server)
    fill_example(page, start="03/04/2023")
    page.get_by_role("button", name="Add tenure").click()
    expect(page.get_by_text("A source is required")).to_be_visible()
    expect(page.locator(".st-key-tenure-form")).to_contain_text("03/04/2023")
    expect(page.locator(".st-key-tenure_person input")).to_have_value("Ann Example")
    expect(page.locator(".st-key-tenure_start input")).to_have_value("03/04/2023")
    assert rows(server) == []


def test_an_own_tenure_is_corrected_and_withdrawn(page: Page, server: Server) -> None:
    open_tenures(page, server)
    fill_example(page, source_start=SOURCE)
    page.get_by_role("button", name="Add tenure").click()
    page.get_by_role("button", name="Correct").click()
    expect(page.locator(".st-key-tenure_end input")).to_have_value("2024-04")
    fill(page, end="May 2024")
    page.get_by_role("button", name="Save correction").click()
    expect(page.locator("[class*=st-key-own-t]")).to_contain_text("revision 2")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Nothing was added yet")).to_be_visible()
    assert [(row["revision"], row["end"], row["withdrawn"]) for row in rows(server)] == [
        ("1", "2024-04", ""),
        ("2", "2024-05", ""),
        ("3", "2024-05", "yes"),
    ]


def test_another_page_can_lead_here_with_the_fields_filled(page: Page, server: Server) -> None:
    open_tenures(page, server, "?person=Lloyd+Austin&office=Secretary+of+Defense&country=United+States")
    table = page.get_by_role("region", name="Tenures found")
    expect(table).to_contain_text("2021-01-22 to 2025-01-20")
    expect(table.get_by_role("link").first).to_have_attribute("target", "_blank")
    expect(page.locator(".st-key-tenure_person input")).to_have_value("Lloyd Austin")
    expect(page.locator(".st-key-tenure_country input")).to_have_value("United States")


def test_who_held_an_office_on_a_day(page: Page, server: Server) -> None:
    open_tenures(page, server)
    for name, text in {"office": "Secretary of Defense", "country": "US", "day": "15 June 2022"}.items():
        page.locator(f".st-key-find_{name} input").fill(text)
    page.locator(".st-key-find_day input").press("Enter")
    table = page.get_by_role("region", name="Tenures found")
    expect(table.locator("tbody tr")).to_have_count(1)
    expect(table).to_contain_text("Lloyd Austin")
