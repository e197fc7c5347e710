"""Adding an article with the language model, against a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

import llm_server
from llm_server import claim, claims, refusal
from loopback import Answer

from .conftest import Server, sign_in

# The rules split first, and the server loads what they need when the first text comes.
SLOW = 60_000
TEXT = "Ann Example opened the bridge in May. The bridge did not collapse."


@pytest.fixture
def model() -> Iterator[llm_server.Server]:
    with llm_server.serving() as found:
        yield found


def switch_on(server: Server, model: llm_server.Server) -> None:
    (server.folder / "desk.toml").write_text(
        f'[llm]\nenabled = true\nbase_url = "{model.url}"\nmodel = "test-model"\n'
        "price_in = 1000\nprice_out = 1000\n",
        "utf-8",
    )


def open_add(page: Page, server: Server) -> None:
    sign_in(page.context, server, "Ann Example")
    page.goto(f"{server.url}/add")
    page.get_by_label("Text", exact=True).fill(TEXT)


def box(page: Page) -> Locator:
    return page.get_by_role("checkbox", name="Split with the language model")


def send(page: Page) -> None:
    page.get_by_text("Split with the language model").click()
    expect(box(page)).to_be_checked()
    page.get_by_role("button", name="Add article").click()


def test_the_choice_names_model_and_host_and_the_account_is_shown(
    page: Page, server: Server, model: llm_server.Server
) -> None:
    switch_on(server, model)
    open_add(page, server)
    host = model.url.split("/")[2]
    expect(page.get_by_text(f"Split with the language model test-model at {host}")).to_be_visible()
    expect(page.get_by_text("The text is then sent there")).to_be_visible()
    expect(box(page)).not_to_be_checked()
    assert model.asked == []
    model.scripted = [claims(claim("The bridge did not collapse"), claim("<b>It is rich</b>"))]
    send(page)
    account = page.get_by_role("status").filter(has_text=f"test-model at {host}: 1 claim in")
    expect(account).to_contain_text("700 tokens in, 90 out, cost 0.7900 USD", timeout=SLOW)
    expect(account).to_contain_text("refused: 1 with a quote that is not in the text")
    page.get_by_role("button", name="Open the review").click()
    expect(page.locator(".fd-article")).to_have_text(TEXT)


def test_where_the_model_gives_no_claims_the_rules_split_and_that_is_said(
    page: Page, server: Server, model: llm_server.Server
) -> None:
    switch_on(server, model)
    open_add(page, server)
    model.scripted = [Answer(413, b"<b>too large</b>")] * 9
    send(page)
    expect(page.get_by_text("1 batch of 1 was split by the rules instead")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Open the review").click()
    expect(page.locator(".fd-article")).to_have_text(TEXT)


def test_a_refused_key_is_an_error_and_the_text_stays(
    page: Page, server: Server, model: llm_server.Server
) -> None:
    switch_on(server, model)
    open_add(page, server)
    model.scripted = [refusal(401, "no key")]
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("set the variable FACTDESK_LLM_KEY", timeout=SLOW)
    expect(page.get_by_label("Text", exact=True)).to_have_value(TEXT)


def test_without_a_model_there_is_no_choice(page: Page, server: Server) -> None:
    open_add(page, server)
    expect(page.get_by_role("button", name="Add article")).to_be_visible()
    expect(box(page)).to_have_count(0)
