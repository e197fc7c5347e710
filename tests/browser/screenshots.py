"""Takes the pictures of the documents: `python -m tests.browser.screenshots DESK [OUT]`, on a copy of DESK.

DESK holds an article with the words below. Made-up people have reviewed a part of it in the pictures.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from factdesk.desk import Desk

from .conftest import CHROMIUM, QUIET, ROOT, Server, open_review, select_claim, sign_in

AUSTIN = "Secretary of Defense Lloyd Austin"
MILLEY = "Chairman of the U.S. Joint Chiefs of Staff General Mark Milley"
OFFICIALS = "Senior officials from both Pakistan and the U.S."
PAPER = (
    "Offices of the United States in defense\n\n"
    "Lloyd Austin was Secretary of Defense from 22 January 2021 to 20 January 2025. Pete Hegseth followed "
    "him on 25 January 2025.\n\n"
    "Mark Milley chaired the Joint Chiefs of Staff until 29 September 2023. Charles Q. Brown followed him.\n"
)
MERGED = ("international counterterrorism norms", "fight against transnational terrorism")
SIZES = {"": (1280, 800), "phone-": (390, 844)}


def review(desk: Desk, slug: str) -> None:
    """Some verdicts of two people, one of them in dispute, and a source."""
    claims = desk.claims(slug)
    austin = next(claim for claim in claims if AUSTIN in claim.text)
    milley = next(claim for claim in claims if MILLEY in claim.text)
    why = "He had left office in January 2025; the rank of Field Marshal is younger than that."
    desk.decide(slug, austin.id, reviewer="Bob Sample", verdict="Refuted", rationale=why, confidence=4)
    for claim, verdict in ((austin, "Outdated"), (milley, "Outdated"), (claims[0], "Supported")):
        desk.decide(slug, claim.id, reviewer="Ann Example", verdict=verdict, confidence=5)
    for claim in [claim for claim in claims if claim.kind == "opinion"][:2]:
        desk.decide(slug, claim.id, reviewer="Ann Example", verdict="Not checkable")
    for claim in [claim for claim in claims if claim.kind == "event"][:1]:
        desk.decide(slug, claim.id, reviewer="Ann Example", verdict="Not enough evidence")
    desk.attach(
        slug,
        austin.id,
        by="Ann Example",
        url="https://www.defense.gov/",
        title="Biographies of the department",
        publisher="U.S. Department of Defense",
        stance="refutes",
    )
    _offline(desk, slug, austin.id, milley.id)


def _offline(desk: Desk, slug: str, first: str, second: str) -> None:
    """A paper with a kept copy that serves two claims, and a call."""
    paper = desk.attach(
        slug,
        first,
        by="Ann Example",
        title="Who held which office, 2021 to 2025",
        author="Cy Nobody",
        publisher="Library of Freedonia",
        published="2025-03",
        medium="document",
        kind="secondary",
        locator="2",
        reliability="Compiled from official notices, each with its number.",
        passage="Lloyd Austin was Secretary of Defense from 22 January 2021 to 20 January 2025",
        stance="refutes",
    )
    desk.keep_file(slug, paper.id, "offices.txt", PAPER.encode(), by="Ann Example")
    passage = "Mark Milley chaired the Joint Chiefs of Staff until 29 September 2023"
    desk.cite(slug, paper.id, second, by="Ann Example", stance="refutes", passage=passage)
    desk.attach(
        slug,
        second,
        by="Bob Sample",
        author="Press office of the department",
        title="who would take part in the meetings",
        published="2026-11-23",
        medium="call",
        kind="primary",
        stance="context",
    )


def sources(page: Page, server: Server, slug: str, out: Path, name: str) -> None:
    """The page Sources with one source open."""
    sign_in(page.context, server, "Ann Example")
    page.goto(f"{server.url}/sources")
    expect(page.get_by_role("combobox", name="Look at one source")).to_be_visible()
    page.screenshot(path=out / f"sources-{name}.png")
    page.get_by_role("combobox", name="Look at one source").click()
    page.keyboard.type("Who held")
    page.keyboard.press("Enter")
    expect(page.locator(".page-copy mark").first).to_be_visible()
    page.get_by_role("heading", name="The source").evaluate("it => it.scrollIntoView()")
    page.wait_for_timeout(500)  # as above
    page.screenshot(path=out / f"source-{name}.png")


def report(page: Page, written: Path, out: Path, name: str) -> None:
    """The list of sources in the report."""
    page.goto(written.as_uri())
    page.locator("#sources").evaluate("it => it.scrollIntoView()")
    page.screenshot(path=out / f"report-{name}.png")


def take(page: Page, server: Server, slug: str, out: Path, name: str) -> None:
    open_review(page, server, slug=slug)
    select_claim(page, AUSTIN)
    expect(page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first).to_be_attached()
    page.screenshot(path=out / f"review-{name}.png")
    if name != "light":
        return
    page.get_by_role("button", name="Table", exact=True).click()
    page.screenshot(path=out / f"table-{name}.png")
    page.get_by_role("button", name="See the timeline").click()
    page.wait_for_timeout(500)  # the scroll is animated, and has no end that could be awaited
    page.screenshot(path=out / f"timeline-{name}.png")
    correct(page, out, name)


def correct(page: Page, out: Path, name: str) -> None:
    """A claim about to be split, and two about to be merged."""
    page.get_by_role("button", name="Table", exact=True).scroll_into_view_if_needed()
    row = page.locator(".fd-table tbody tr", has_text=OFFICIALS).first
    row.click()
    page.keyboard.press("x")
    page.locator(".fd-word", has_text="deepening").focus()
    page.screenshot(path=out / f"split-{name}.png")
    page.get_by_role("button", name="Cancel").click()
    for words in MERGED:
        page.locator(".fd-table tbody tr", has_text=words).first.click()
        page.keyboard.press("t")
    page.keyboard.press("m")
    words = page.get_by_label("The claim that replaces them")
    former = words.input_value().split(";")[0]
    words.fill(f"{former} and its {MERGED[1]}.")
    page.screenshot(path=out / f"merge-{name}.png")


def main(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        copy = Path(scratch) / "claims"
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".factdesk*", ".lock"))
        desk = Desk.open(copy)
        slug = next(one.article.slug for one in desk.articles() if AUSTIN in one.article.text)
        review(desk, slug)
        written = Path(scratch) / "report.html"
        written.write_bytes(desk.report(slug, "html"))
        desk.close()
        server = Server(copy, ROOT / "app.py", Path(scratch) / "log")
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        try:
            for size, (width, height) in SIZES.items():
                for theme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme="dark" if theme == "dark" else "light",
                    )
                    take(context.new_page(), server, slug, out, size + theme)
                    sources(context.new_page(), server, slug, out, size + theme)
                    report(context.new_page(), written, out, size + theme)
                    context.close()
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "images")
