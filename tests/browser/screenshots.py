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

from .conftest import CHROMIUM, QUIET, ROOT, Server, open_review, select_claim

AUSTIN = "Secretary of Defense Lloyd Austin"
MILLEY = "Chairman of the U.S. Joint Chiefs of Staff General Mark Milley"
OFFICIALS = "Senior officials from both Pakistan and the U.S."
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
                    context.close()
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "images")
