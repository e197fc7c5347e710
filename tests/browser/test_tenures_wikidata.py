"""Wikidata on the page of tenures, against a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

import wikidata_server
from factdesk.desk import Desk
from loopback import Answer
from wikidata_server import day, item, office, person, statement

from .conftest import Server
from .test_tenures import open_tenures, rows

ANN, MAYOR, FREEDONIA = "Q9000001", "Q9000002", "Q9000003"
BUSY = Answer(429, headers={"Retry-After": "9999"})


@pytest.fixture
def online() -> Iterator[wikidata_server.Server]:
    with wikidata_server.serving() as found:
        held = statement(item("P39", MAYOR), day("P580", "2021-05-01"), day("P582", "2024-04-30"))
        undated = statement(item("P39", MAYOR))
        found.add(person(ANN, "Ann Example", held, undated, about="politician of Freedonia"))
        found.add(office(MAYOR, "Mayor", FREEDONIA), wikidata_server.entity(FREEDONIA, "Freedonia"))
        yield found


def switch_on(server: Server, online: wikidata_server.Server, max_age_days: int = 7) -> None:
    (server.folder / "desk.toml").write_text(
        f'[wikidata]\nenabled = true\napi = "{online.api}"\nsparql = "{online.sparql}"\n'
        f"max_age_days = {max_age_days}\n",
        "utf-8",
    )


def ask(page: Page) -> None:
    page.get_by_role("button", name="Look up in Wikidata").click()


def others(page: Page) -> Locator:
    return page.get_by_role("list", name="Nothing to add from these")


def test_a_row_of_wikidata_is_added_with_its_source(
    page: Page, server: Server, online: wikidata_server.Server
) -> None:
    switch_on(server, online)
    open_tenures(page, server, "?person=Ann+Example")
    expect(page.get_by_role("button", name="Look up in Wikidata")).to_be_visible()
    assert online.asked == []
    ask(page)
    expect(others(page)).to_contain_text("Not usable: no start is given")
    expect(page.locator(".st-key-wikidata-0")).to_contain_text("2021-05-01 to 2024-04-30")
    page.get_by_role("button", name="Add this").click()
    expect(page.get_by_text("Added: Ann Example, Mayor")).to_be_visible()
    expect(others(page)).to_contain_text("Already there")
    expect(page.get_by_role("button", name="Add this")).to_have_count(0)
    expect(page.locator("[class*=st-key-own-t]")).to_contain_text("2021-05-01 to 2024-04-30")
    (row,) = rows(server)
    assert (row["person"], row["country"], row["added_by"]) == ("Ann Example", "Freedonia", "Bob Sample")
    assert row["source_start"].startswith(f"https://www.wikidata.org/wiki/{ANN}#")


def test_what_a_colleague_added_meanwhile_is_not_added_again(
    page: Page, server: Server, online: wikidata_server.Server
) -> None:
    switch_on(server, online)
    open_tenures(page, server, "?person=Ann+Example")
    ask(page)
    expect(page.get_by_role("button", name="Add this")).to_be_visible()
    desk = Desk.open(server.folder)
    days = {"start": "2021-05-01", "end": "2024-04-30", "source_start": "https://example.org/ann"}
    desk.save_tenure(
        {"person": "Ann Example", "office": "Mayor", "country": "Freedonia", **days}, by="Ann Example"
    )
    desk.close()
    page.get_by_role("button", name="Add this").click()
    expect(page.get_by_text("already there by now, so nothing was added")).to_be_visible()
    assert len(rows(server)) == 1


def test_of_several_people_of_one_name_the_reviewer_chooses(
    page: Page, server: Server, online: wikidata_server.Server
) -> None:
    switch_on(server, online)
    online.add(person("Q9000004", "Ann Example", about="painter"))
    open_tenures(page, server, "?person=Ann+Example")
    ask(page)
    expect(page.get_by_text("Several people have this name")).to_be_visible()
    page.get_by_role("button", name="Show this person").click()
    expect(page.get_by_role("button", name="Add this")).to_be_visible()


def test_where_wikidata_is_down_it_is_said_and_nothing_is_lost(page: Page, server: Server) -> None:
    with wikidata_server.serving() as gone:
        switch_on(server, gone)
    open_tenures(page, server, "?person=Lloyd+Austin")
    page.locator(".st-key-tenure_note input").fill("typed before")
    page.locator(".st-key-tenure_note input").press("Tab")
    ask(page)
    alert = page.get_by_role("alert").filter(has_text="Wikidata gave no answer")
    expect(alert).to_contain_text("nobody answers there", timeout=30_000)
    expect(page.get_by_role("region", name="Tenures found")).to_contain_text("2021-01-22 to 2025-01-20")
    expect(page.locator(".st-key-tenure_person input")).to_have_value("Lloyd Austin")
    expect(page.locator(".st-key-tenure_note input")).to_have_value("typed before")
    assert rows(server) == []


def test_a_limit_is_said_and_an_older_answer_serves(
    page: Page, server: Server, online: wikidata_server.Server
) -> None:
    switch_on(server, online, max_age_days=0)
    open_tenures(page, server, "?person=Ann+Example")
    online.scripted = [BUSY]
    ask(page)
    expect(page.get_by_role("alert").first).to_contain_text("Too Many Requests")
    ask(page)
    expect(page.get_by_role("button", name="Add this")).to_be_visible()
    online.scripted = [BUSY] * 10
    ask(page)
    expect(page.get_by_text("Older data").first).to_contain_text("Used: the answer of")
    expect(page.get_by_role("button", name="Add this")).to_be_visible()


def test_where_it_is_switched_off_one_line_says_so(page: Page, server: Server) -> None:
    open_tenures(page, server, "?person=Ann+Example")
    expect(page.get_by_text("Wikidata is switched off on this desk")).to_be_visible()
    expect(page.get_by_role("button", name="Look up in Wikidata")).to_have_count(0)
