"""A small web on loopback: a page of an invented publisher, a redirect, dead links, a search engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from loopback import Answer, Handler, listening

TITLE = "Who led the Pentagon, and until when"
SERVED = "Lloyd Austin served as Secretary of Defense from 22 January 2021 until 20 January 2025."
AUSTIN = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>
<meta property="og:site_name" content="The Freedonia Gazette"><meta name="author" content="Ann Example">
<meta property="article:published_time" content="2025-02-03T09:00:00Z"></head><body><article><h1>{TITLE}</h1>
<p>The Department of Defense keeps a list of the people who led it. Each of them is named with the day on
which the office was taken and the day on which it was left. The Gazette has read it again this week.</p>
<p>{SERVED} He was the first retired general in the post since James Mattis.</p>
<p>“We keep the dates with care”, an archivist said of the entry. Talks with guests from other countries are
noted in a diary of their own.</p>
<p>The list has been kept since 1947 and can be read by anybody who comes to the library in the capital.
Readers of the Gazette have asked for it more often than for any other record of the past ten years.</p>
</article></body></html>"""
HTML = {"Content-Type": "text/html; charset=utf-8"}


@dataclass
class Site:
    """What is served by path at `url`, and what was asked for."""

    url: str = ""
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str) -> Answer:
        self.asked.append(path)
        bare = path.partition("?")[0]
        if bare == "/search":
            return Answer(
                body=json.dumps(self._found()).encode(), headers={"Content-Type": "application/json"}
            )
        return self.pages.get(bare, Answer(404, b"not here", {"Content-Type": "text/plain"}))

    def _found(self) -> dict[str, Any]:
        """As SearXNG answers in its JSON format."""
        row = {
            "url": f"{self.url}/austin",
            "title": TITLE,
            "content": SERVED,
            "engine": "example",
            "publishedDate": "2025-02-03T09:00:00",
        }
        return {"query": "", "number_of_results": 1, "results": [row], "answers": [], "infoboxes": []}


@contextmanager
def serving() -> Iterator[Site]:
    """The page is at `/austin`, `/old` leads there, everything else is a dead link."""
    site = Site()

    class Pages(Handler):
        def do_GET(self) -> None:
            self.give(site.answer(self.path))

    site.pages["/austin"] = Answer(body=AUSTIN.encode(), headers=HTML)
    site.pages["/old"] = Answer(301, b"", {"Location": "/austin"})
    with listening(Pages) as address:
        site.url = address
        yield site


def host(site: Site) -> str:
    return urlsplit(site.url).netloc
