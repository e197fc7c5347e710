"""Pictures of the sources of a claim: `python -m tests.browser.source_pictures [OUT]`, on a desk made for it.

Run it with `tests` on PYTHONPATH. The pages are served on loopback; their publishers are made up.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from factdesk.desk import Desk
from loopback import Answer

from .conftest import CHROMIUM, QUIET, ROOT, SLUG, Server, advance, open_review, select_claim
from .loopback_pages import AUSTIN as PAGE
from .loopback_pages import HTML, SERVED, Site, host, serving
from .screenshots import AUSTIN, MILLEY, SIZES

WIRE = PAGE.replace("The Freedonia Gazette", "The Sylvania Post").replace("the Gazette", "the Post")

# The panel moves and the page stays; on a phone the page moves, below its head.
SCROLL = """it => {
    const panel = it.closest('.fd-panel'), { top } = it.getBoundingClientRect();
    const scrolls = panel.scrollHeight > panel.clientHeight;
    if (scrolls) panel.scrollTop += top - panel.getBoundingClientRect().top - 8;
    else it.closest('[data-testid=stMain]').scrollTop += top - 70;
}"""


def decide(folder: Path) -> None:
    """A desk on which a colleague has given a verdict on the claim, with its text as it is shipped."""
    desk = Desk.open(folder)
    desk.add_article(
        (ROOT / "tests" / "data" / "munir-us-visit.txt").read_text("utf-8"), title="Munir US visit"
    )
    claims = desk.claims(SLUG)
    austin = next(claim for claim in claims if AUSTIN in claim.text)
    milley = next(claim for claim in claims if MILLEY in claim.text)
    desk.decide(SLUG, austin.id, reviewer="Bob Sample", verdict="Refuted", rationale="He had left by then.")
    call = {
        "title": "Who is named in the diary of guests",
        "author": "Library of Freedonia",
        "medium": "call",
    }
    desk.attach(SLUG, austin.id, by="Bob Sample", published="2026-11-20", kind="primary", **call)
    desk.attach(SLUG, milley.id, by="Bob Sample", title="The list of chairmen", medium="document")
    desk.close()


def attach(page: Page, server: Server, site: Site) -> None:
    """Two links, one of them a copy of the other's text; a passage quoted from the first."""
    open_review(page, server)
    advance(page, False)
    select_claim(page, AUSTIN)
    for number, path in enumerate(("/austin", "/wire"), 2):
        page.locator("body").press("s")
        page.get_by_label("Link", exact=True).fill(f"{site.url}{path}")
        page.keyboard.press("Enter")
        expect(page.locator(".fd-state-line.is-kept", has_text="Kept copy")).to_have_count(number - 1)
        if path == "/austin":
            page.keyboard.press("-")
            page.locator(".fd-passages li", has_text=SERVED).get_by_role("button", name="Quote this").click()
            expect(page.locator(".fd-quoted")).to_contain_text("Stands in the kept copy")


def take(page: Page, server: Server, out: Path, name: str) -> None:
    open_review(page, server)
    select_claim(page, AUSTIN)
    if "phone" in name:
        page.get_by_role("button", name="Details").click()
        page.mouse.move(0, 0)  # off the verdict that lies below it now
    card = page.locator(".fd-source", has=page.locator(".fd-quoted"))
    expect(card.locator(".fd-passages li").first).to_be_visible()
    card.evaluate(SCROLL)
    page.screenshot(path=out / f"passages-{name}.png")
    if name != "light":
        return
    page.locator(".fd-part-sources").evaluate(SCROLL)
    page.screenshot(path=out / f"independence-{name}.png")
    card.focus()
    page.keyboard.press("w")
    expect(page.locator("dialog mark.is-quoted").first).to_be_visible()
    page.screenshot(path=out / f"reading-{name}.png")


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, serving() as site, sync_playwright() as playwright:
        site.pages["/wire"] = Answer(body=WIRE.encode(), headers=HTML)
        folder = Path(scratch) / "claims"
        decide(folder)
        env = {"FACTDESK_TEST_LOOPBACK": host(site)}
        (folder / "desk.toml").write_text(f'[searxng]\nenabled = true\nurl = "{site.url}"\n', "utf-8")
        server = Server(folder, ROOT / "app.py", Path(scratch) / "log", env)
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            attach(browser.new_page(), server, site)
            for size, (width, height) in SIZES.items():
                for theme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme="dark" if theme == "dark" else "light",
                    )
                    take(context.new_page(), server, out, size + theme)
                    context.close()
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images")
