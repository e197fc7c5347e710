"""An address is shown as a link only where it looks like where it leads, in Python and in the browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from factdesk.ingest import read
from factdesk.lookups import hit
from factdesk.recall import claimreview
from factdesk.ui.views import tenure_cells
from factdesk.weblinks import fault, safe_url
from made_documents import page

DOM = Path(tenure_cells.__file__).parents[1] / "review" / "dom.js"

SHOWN = [
    "https://example.org",
    "http://example.org:8080/page?q=1#part",
    "HTTPS://Example.org/@ann/a@b",
    "https://example.org?mail=ann@example.org",
    "https://[2606:4700::1]/page",
    "https://пример.example/страница",
]
NOT_SHOWN = [
    "",
    "example.org",
    "//example.org/page",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "https://",
    "https:///example.org",
    "https:example.org",
    "https://ann:secret@example.org/page",
    "https://bank.example@example.org/page",
    "https://bank.example\\@example.org/page",
    "https://example.org\\.bank.example/",
    "https://example.org/a b",
    "https://example.org/\u202egpj.exe",
    "https://example.org/\u2067a\u2069",
    "https://exam\u200bple.org/",
    "https://example.org/\x07",
    "java\nscript:alert(1)",
    "https://[example.org/",
]
AS_A_NAME = [url for url in NOT_SHOWN if "@" in url]
HIDDEN = [url for url in NOT_SHOWN if "example.org" in url and "://" in url]


@pytest.mark.parametrize("url", SHOWN)
def test_an_ordinary_address_is_a_link(url: str) -> None:
    assert safe_url(f" {url} ") == url and not fault(url)


@pytest.mark.parametrize("url", NOT_SHOWN)
def test_an_address_that_hides_where_it_leads_is_none(url: str) -> None:
    assert safe_url(url) == "" and fault(url)


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_the_review_page_holds_the_same_rule() -> None:
    script = (
        "const [source, urls] = JSON.parse(require('fs').readFileSync(0));"
        "import('data:text/javascript,' + encodeURIComponent(source))"
        ".then((dom) => console.log(JSON.stringify(urls.map(dom.isWebLink))))"
    )
    given = json.dumps([DOM.read_text("utf-8"), SHOWN + NOT_SHOWN])
    ran = subprocess.run(["node", "-e", script], input=given, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [True] * len(SHOWN) + [False] * len(NOT_SHOWN)


@pytest.mark.parametrize("url", NOT_SHOWN)
def test_the_source_of_a_tenure_is_shown_as_text_then(url: str) -> None:
    assert "<a" not in tenure_cells.link(url)


@pytest.mark.parametrize("url", HIDDEN)
def test_a_look_up_and_a_feed_offer_no_such_link(url: str) -> None:
    if " " not in url:  # a blank in a look-up's address is encoded there
        assert hit.link(url) == ""
    found = claimreview._link(url)
    assert found == safe_url(found)


@pytest.mark.parametrize("url", [*AS_A_NAME, "https://example.org/\u202egpj.exe"])
def test_a_page_cannot_give_such_an_address_as_its_own(url: str) -> None:
    made = page(head=f'<link rel="canonical" href="{url}">')
    assert read(made, name="a.html", url="https://paper.example/a").url == "https://paper.example/a"
