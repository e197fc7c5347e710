"""Articles from a link, a file and pasted source: what was found is confirmed, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from factdesk.desk import Desk
from loopback import Answer, Handler, listening
from made_documents import STORY, pdf, word
from made_documents import page as made_page

from .conftest import SLUG, Server, sign_in

HEAD = (
    '<meta property="article:published_time" content="2022-06-15"><meta name="author" content="Ann Example">'
    '<meta property="og:site_name" content="The Freedonia Paper">'
)
LINES = [(one[:80], 72.0, 700.0 - 30 * number, 11.0) for number, one in enumerate(STORY)]
STUB = "Subscribe to continue reading. Already a subscriber? Log in."


class Paper(Handler):
    def do_GET(self) -> None:
        pages = {"/story": made_page(head=HEAD), "/stub": made_page(*STORY, STUB)}
        body = pages.get(self.path, b"")
        self.give(Answer(200 if body else 404, body, {"Content-Type": "text/html; charset=utf-8"}))


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with listening(Paper) as url:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", urlsplit(url).netloc)
        yield url


@pytest.fixture
def opened(paper: str, serve: Callable[..., Server], page: Page) -> Server:
    """The page that adds articles, on a server that may fetch from the paper."""
    server = serve()
    sign_in(page.context, server, "Ann Example")
    page.goto(f"{server.url}/add")
    return server


def form(page: Page) -> Locator:
    return page.locator(".st-key-add-article")


def found(page: Page) -> Locator:
    return page.locator(".st-key-found-article")


def send(page: Page) -> None:
    form(page).get_by_role("button", name="Add article").click()


def stored(server: Server) -> Desk:
    return Desk.open(server.folder)


def test_a_pasted_link_ends_with_an_article_and_its_kept_original(
    page: Page, opened: Server, paper: str
) -> None:
    form(page).get_by_label("Link").fill(f"{paper}/story")
    send(page)
    asked = found(page)
    expect(asked.get_by_label("Title")).to_have_value("Freedonia builds a second bridge")
    expect(asked.get_by_label("Author")).to_have_value("Ann Example")
    expect(asked.get_by_label("Publisher")).to_have_value("The Freedonia Paper")
    expect(asked.get_by_label("Publication date", exact=True)).to_have_value("2022-06-15")
    expect(asked).to_contain_text("Found in: page metadata: article:published_time")
    expect(asked).to_contain_text(STORY[1])
    asked.get_by_label("Title").fill("The second bridge")
    asked.get_by_role("button", name="Add this article").click()
    expect(page.locator(".fd-head h1")).to_have_text("The second bridge")
    desk = stored(opened)
    article = desk.article("the-second-bridge")
    assert (str(article.published), article.published_basis) == (
        "2022-06-15",
        "page metadata: article:published_time",
    )
    assert article.url == f"{paper}/story"
    assert desk.copy_text(article.slug, article.copy) == article.text
    desk.close()


def test_a_page_that_does_not_come_is_told_beside_the_button_and_the_link_stays(
    page: Page, opened: Server, paper: str
) -> None:
    form(page).get_by_label("Link").fill(f"{paper}/nowhere")
    form(page).get_by_label("Publisher").fill("The Courier")
    send(page)
    expect(form(page).locator(".page-notice.is-error")).to_contain_text("404")
    expect(form(page).get_by_label("Link")).to_have_value(f"{paper}/nowhere")
    expect(form(page).get_by_label("Publisher")).to_have_value("The Courier")


def test_what_was_typed_counts_more_than_what_was_found_and_a_paywall_is_told(
    page: Page, opened: Server, paper: str
) -> None:
    form(page).get_by_label("Link").fill(f"{paper}/stub")
    form(page).get_by_label("Publication date", exact=True).fill("June 2021")
    send(page)
    asked = found(page)
    expect(asked.locator(".page-notice.is-warning")).to_contain_text("only the beginning")
    expect(asked.get_by_label("Publication date", exact=True)).to_have_value("June 2021")
    asked.get_by_label("Publication date", exact=True).fill("03/04/2021")
    asked.get_by_role("button", name="Add this article").click()
    expect(page.locator(".page-notice.is-error")).to_contain_text("2021-03-04")
    expect(asked.get_by_label("Publication date", exact=True)).to_have_value("03/04/2021")
    asked.get_by_role("button", name="Back to the form").click()
    expect(form(page).get_by_label("Link")).to_have_value(f"{paper}/stub")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("story.docx", word(title="The second bridge")),
        ("story.pdf", pdf([LINES], {"Title": "The second bridge"})),
        ("story.html", made_page(title="The second bridge")),
    ],
    ids=["docx", "pdf", "html"],
)
def test_an_uploaded_document_is_read_and_confirmed(
    page: Page, opened: Server, name: str, data: bytes
) -> None:
    payload = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(payload)  # type: ignore[arg-type]
    expect(form(page).get_by_text(name)).to_be_visible()
    send(page)
    expect(found(page)).to_contain_text(f"Read out of {name}")
    expect(found(page).get_by_label("Title")).to_have_value("The second bridge")
    found(page).get_by_role("button", name="Add this article").click()
    expect(page.locator(".fd-head h1")).to_have_text("The second bridge")
    assert len(list((opened.folder / "the-second-bridge" / "copies").iterdir())) == 3


def test_a_changed_page_is_offered_as_a_new_version(page: Page, opened: Server) -> None:
    text = (opened.folder / SLUG / "article.txt").read_text("utf-8")
    changed = made_page(*text.replace("Washington", "New York").split("\n\n"), title="Munir US visit")
    form(page).get_by_label("Text").fill(changed.decode())
    send(page)
    found(page).get_by_role("button", name="Add this article").click()
    expect(page.get_by_text("This looks like a new version")).to_be_visible()
    page.get_by_role("button", name="Add as version 2").click()
    expect(page.locator(".fd-head h1")).to_have_text("Munir US visit")
    desk = stored(opened)
    assert "kept as k" in desk.text_versions(SLUG)[-1].note
    desk.close()
