"""Adding articles, the report, the desk's page; and that nothing in a text is ever run or fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, Request, expect

from .conftest import SLUG, Server, open_review, settled, sign_in

EVIL = (
    '<script>window.hacked = 1</script> <img src="https://evil.invalid/a.png" onerror="window.hacked = 2"> '
    "![beacon](https://evil.invalid/b.png) [link](javascript:window.hacked=3) $x$ :red[word] "
    "said Ann Example on Monday."
)


def add(page: Page, server: Server, text: str = "", **fields: str) -> None:
    sign_in(page.context, server, "Ann Example")
    page.goto(f"{server.url}/add")
    if text:
        page.get_by_label("Text").fill(text)
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(value)
    page.get_by_role("button", name="Add article").click()


def test_an_added_article_opens_for_review(page: Page, server: Server) -> None:
    text = "Mayor Ann Example opened the bridge in Freedonia on Monday. It cost 12 million dollars."
    add(page, server, text, Title="The bridge", Publisher="The Example", Publication_date="June 2022")
    expect(page.locator(".fd-head h1")).to_have_text("The bridge")
    expect(page.locator(".fd-head")).to_contain_text("The Example")
    expect(page.locator(".fd-head")).to_contain_text("June 2022")
    assert (server.folder / "the-bridge" / "article.txt").read_text("utf-8") == text


def test_a_text_that_is_there_already_is_recognised(page: Page, server: Server) -> None:
    text = (server.folder / SLUG / "article.txt").read_text("utf-8")
    add(page, server, f"\n{text}\n")
    expect(page.get_by_text("already on the desk")).to_be_visible()
    page.get_by_role("button", name="Open it").click()
    expect(page.locator(".fd-head h1")).to_have_text("Munir US visit")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ({"name": "binary.txt", "mimeType": "text/plain", "buffer": bytes(range(256)) * 4}, "binary.txt"),
        ({"name": "broken.txt", "mimeType": "text/plain", "buffer": b"caf\xe9 and more words"}, "broken.txt"),
        ({"name": "empty.txt", "mimeType": "text/plain", "buffer": b" \n "}, "empty"),
        ({"name": "huge.txt", "mimeType": "text/plain", "buffer": b"word " * 500_000}, "2,000,000"),
    ],
    ids=["binary", "undecodable", "empty", "too long"],
)
def test_an_upload_that_cannot_be_used_gets_a_message(
    page: Page, server: Server, file: FilePayload, message: str
) -> None:
    sign_in(page.context, server, "Ann Example")
    page.goto(f"{server.url}/add")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file["name"])).to_be_visible()
    page.get_by_role("button", name="Add article").click()
    expect(page.locator(".page-notice.is-error")).to_contain_text(message)
    expect(page.get_by_text("Traceback")).to_have_count(0)
    assert {path.name for path in server.folder.iterdir() if path.is_dir()} == {SLUG}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"Publication_date": "03/04/2025"}, "2025-03-04"),
        ({"Link": "javascript:alert(1)"}, "not a web link"),
        ({}, "no text yet"),
    ],
    ids=["ambiguous date", "bad link", "no text"],
)
def test_a_form_that_cannot_be_used_says_why_and_keeps_what_was_typed(
    page: Page, server: Server, fields: dict[str, str], message: str
) -> None:
    text = "A text of two sentences. It is short." if fields else ""
    add(page, server, text, Title="Kept title", **fields)
    expect(page.locator(".page-notice.is-error")).to_contain_text(message)
    expect(page.get_by_label("Title")).to_have_value("Kept title")
    expect(page.get_by_label("Text")).to_have_value(text)


def test_a_hostile_text_is_shown_and_never_run_or_fetched(page: Page, server: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(_host(request)))
    page.on("dialog", lambda dialog: asked.append("dialog"))
    title = "![t](https://evil.invalid/t.png) <b>title</b>"
    add(page, server, EVIL, Title=title, Publisher="<i>p</i> ![p](https://evil.invalid/p.png)")
    expect(page.locator(".fd-head h1")).to_have_text(title)
    expect(page.locator(".fd-article")).to_contain_text("<script>window.hacked = 1</script>")
    page.keyboard.press("r")
    page.keyboard.type(EVIL)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    form = page.locator("form[data-form=source]")
    form.get_by_role("button", name="Offline").click()
    form.get_by_label("About what").fill(title)
    form.get_by_label("Who", exact=True).fill(EVIL)
    form.get_by_label("Quoted words").fill(EVIL)
    form.get_by_role("button", name="Attach").click()
    page.keyboard.press("1")
    settled(page)
    page.goto(server.url)
    expect(page.get_by_role("link", name=title)).to_be_visible()
    for path in ("review", "report", "desk"):
        page.goto(f"{server.url}/{path}")
        expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible()
        expect(page.locator("h1, .fd h1, iframe").first).to_be_attached()
    assert page.evaluate("window.hacked") is None
    assert set(asked) <= {"127.0.0.1", ""}


def _host(request: Request) -> str:
    scheme, _, rest = request.url.partition("://")
    return rest.split("/")[0].split(":")[0] if scheme in ("http", "https", "ws") else ""


def test_a_javascript_link_of_a_source_is_refused_and_what_was_typed_stays(
    page: Page, server: Server
) -> None:
    open_review(page, server)
    page.keyboard.press("s")
    form = page.locator("form[data-form=source]")
    form.get_by_label("Link").fill("javascript:alert(1)")
    page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("https://")
    expect(form.get_by_label("Link")).to_have_value("javascript:alert(1)")


def test_what_only_the_server_can_refuse_comes_back_into_its_form(page: Page, server: Server) -> None:
    open_review(page, server)
    page.keyboard.press("s")
    form = page.locator("form[data-form=source]")
    form.get_by_role("button", name="Offline").click()
    form.get_by_label("About what").fill("A phone call")
    form.get_by_label("When").fill("03/04/2025")
    form.get_by_role("button", name="Attach").click()
    conflict = page.locator(".fd-conflict")
    expect(conflict).to_contain_text("2025-03-04")
    conflict.get_by_role("button", name="Change it").click()
    form.get_by_label("When").fill("2025-04-03")
    form.get_by_role("button", name="Attach").click()
    settled(page)
    assert [row["published"] for row in server.rows("sources.csv")] == ["2025-04-03"]


def test_the_report_is_downloaded_as_csv_and_as_a_page(page: Page, server: Server) -> None:
    open_review(page, server)
    page.keyboard.press("3")
    settled(page)
    page.goto(f"{server.url}/report?article={SLUG}")
    for name, ending, words in (
        ("Download CSV", ".csv", "Outdated"),
        ("Download HTML page", ".html", "<html"),
    ):
        with page.expect_download() as caught:
            page.get_by_role("button", name=name).click()
        assert caught.value.suggested_filename == f"{SLUG}-verdicts{ending}"
        assert words in Path(caught.value.path()).read_text("utf-8")


def test_a_csv_that_was_edited_outside_is_imported_row_by_row(page: Page, server: Server) -> None:
    open_review(page, server)
    page.keyboard.press("1")
    settled(page)
    path = server.folder / SLUG / "verdicts.csv"
    path.write_text(path.read_text("utf-8").replace("Supported", "Refuted"), "utf-8")
    page.goto(f"{server.url}/desk")
    expect(page.get_by_text("was changed outside the desk").first).to_be_visible()
    assert [row["verdict"] for row in server.rows("verdicts.csv")] == ["Supported"]
    page.get_by_role("button", name="Import these rows").click()
    expect(page.get_by_text("imported")).to_be_visible()
    assert [row["verdict"] for row in server.rows("verdicts.csv")] == ["Supported", "Refuted"]


def test_right_to_left_text_and_emoji_are_marked_at_the_right_words(page: Page, server: Server) -> None:
    text = "💥 Boom 💥 said Ann Example on Monday. مرحبا بالعالم، قال الوزير يوم الاثنين."
    add(page, server, text, Title="Mixed")
    expect(page.locator(".fd-article")).to_have_text(text)
    page.keyboard.press("1")
    settled(page)
    assert (server.folder / "mixed" / "verdicts.csv").exists()
