"""Whether a page that changed is told from one that only looks otherwise when it is fetched again.

    python benchmarks/links.py ARTICLES [--half tune|report]

ARTICLES is a checkout of github.com/scrapinghub/article-extraction-benchmark (MIT): 181 news pages, not in
this repository. Each page is kept, changed in its HTML in one way, read again and compared, as `factdesk
sources check` does. "Furniture" is what changes by itself: boxes of links above and within the article, a
counter of readers, a clock, a comment. The pages are halved by a hash of their names; the measure of change
was chosen on the tuning half.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from factdesk import ingest
from factdesk.desk.links import Known, answered
from factdesk.errors import BadInput
from factdesk.ingest import Document
from factdesk.model import LinkState
from factdesk.web import Page

_URL = "https://example.org/story"
_PARAGRAPH = re.compile(r"<p\b[^>]*>(?:(?!</?p\b).){80,}?</p>", re.DOTALL | re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BOX = (
    '<div class="most-read"><h3>Most read</h3><ul><li><a href="/a">Ten things to do this weekend</a></li>'
    '<li><a href="/b">What we know of the storm</a></li></ul><span>1,204 readers now</span>'
    '<time datetime="2026-11-24T09:30:00Z">updated 2 minutes ago</time></div>'
)
_COMMENT = '<div id="comments"><div class="comment"><p>Well said, I was there too.</p></div></div></body>'


_RELATED = (
    '<aside class="related"><h4>Related</h4><a href="/c">Council votes on the new harbour after a long night'
    '</a></aside><div class="newsletter"><p>Get our letter every morning</p></div>'
)


def furniture(html: str) -> str:
    found = list(_PARAGRAPH.finditer(html))
    if found:
        middle = found[len(found) // 2].end()
        html = html[:middle] + _RELATED + html[middle:]
    return _BODY.sub(lambda match: match[0] + _BOX, html, count=1).replace("</body>", _COMMENT)


def paragraph_gone(html: str) -> str:
    return _one(html, lambda paragraph: "")


def paragraph_rewritten(html: str) -> str:
    return _one(
        html,
        lambda paragraph: (
            "<p>The ministry denied all of this in a letter that reached the paper on Thursday, and "
            "spoke of a misunderstanding among those who took the notes at the meeting.</p>"
        ),
    )


def half_gone(html: str) -> str:
    found = list(_PARAGRAPH.finditer(html))
    for match in reversed(found[len(found) // 2 :]):
        html = html[: match.start()] + html[match.end() :]
    return html


def correction_added(html: str) -> str:
    return _one(
        html,
        lambda paragraph: (
            paragraph + "<p>Correction: an earlier version of this article named the wrong year. The law "
            "was passed in the spring, not in the autumn, and it was the second vote that counted.</p>"
        ),
    )


WAYS: dict[str, Callable[[str], str]] = {
    "nothing": lambda html: html,
    "furniture": furniture,
    "a paragraph gone": paragraph_gone,
    "a paragraph rewritten": paragraph_rewritten,
    "a correction added": correction_added,
    "half of the paragraphs gone": half_gone,
}


def _one(html: str, change: Callable[[str], str]) -> str:
    """The page with its longest paragraph of words changed."""
    found = list(_PARAGRAPH.finditer(html))
    if not found:
        return html
    match = max(found, key=lambda one: len(re.sub(r"<[^>]+>", "", one[0])))
    return html[: match.start()] + change(match[0]) + html[match.end() :]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("articles", type=Path)
    options.add_argument("--half", choices=("tune", "report"), default="report")
    given = options.parse_args()
    logging.disable(logging.ERROR)
    pages = list(_pages(given.articles, given.half))
    print(f"{len(pages)} pages of the {given.half} half")
    for way, change in WAYS.items():
        results = [found for html, kept in pages if (found := _tried(html, change, kept))]
        changed = sum(state is LinkState.CHANGED for state, _ in results)
        likeness = sorted(like for _, like in results if like is not None)
        middle = likeness[len(likeness) // 2] if likeness else 0
        print(f"{way:<28} {changed:>4} of {len(results)} told as changed; median likeness {middle:.3f}")


def _pages(folder: Path, half: str) -> Iterator[tuple[str, Document]]:
    for path in sorted((folder / "html").glob("*.html.gz")):
        if (int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % 2 == 0) is not (half == "tune"):
            continue
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        if document := _read(html):
            yield html, document


def _read(html: str) -> Document | None:
    try:
        return ingest.read(html.encode(), name=_URL, media_type="text/html", charset="utf-8", url=_URL)
    except BadInput:
        return None


def _tried(html: str, change: Callable[[str], str], kept: Document) -> tuple[LinkState, float | None] | None:
    """What is told of the changed page; None where the change touches nothing."""
    new = change(html)
    if new == html and change is not WAYS["nothing"]:
        return None
    document = _read(new)
    if document is None:
        return LinkState.CHANGED, None
    page = Page(_URL, _URL, (), 200, "text/html", "utf-8", (), new.encode(), datetime.now(UTC))
    found = answered(page, document, Known("story", kept.text))
    return found.state, found.likeness


if __name__ == "__main__":
    main()
