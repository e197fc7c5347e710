"""The timeline below the review: it is drawn, and it can be taken away as a picture."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .conftest import SLUG, Server, open_review


@pytest.mark.parametrize(("form", "begins"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_the_timeline_is_drawn_and_downloaded(page: Page, server: Server, form: str, begins: bytes) -> None:
    open_review(page, server)
    place = page.locator(".st-key-timeline")
    expect(place.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first).to_be_visible()
    with page.expect_download() as loading:
        place.get_by_role("button", name=f"Timeline as {form}").click()
    assert loading.value.suggested_filename == f"{SLUG}-timeline.{form.lower()}"
    assert loading.value.path().read_bytes().startswith(begins)
