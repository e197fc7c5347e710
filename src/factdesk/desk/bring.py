"""Bringing an article in from where it is: a page on the web, a file, the source of a page.

What is found beside the text is a proposal; `Desk.add_article` takes what a person confirmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from factdesk import ingest, settings, web
from factdesk.desk import keeping
from factdesk.errors import BadInput
from factdesk.ingest import Document
from factdesk.ingest.kinds import Kind, is_html
from factdesk.store import Kept

PASTED = "pasted page.html"
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Brought:
    """What was read, and the original to be kept beside the article; None for plain text, which is itself."""

    document: Document
    kept: Kept | None = None

    @property
    def text(self) -> str:
        return self.document.text


def is_address(text: str) -> bool:
    """Whether a text is nothing but a web address."""
    return bool(_ADDRESS.fullmatch(text.strip()))


def client(folder: Path | None = None) -> web.Client:
    """Who asks on the web for a desk, or for nobody's desk."""
    options = settings.load(folder / "desk.toml") if folder else settings.Settings()
    return asking(options.web, folder)


def asking(options: settings.WebSettings, folder: Path | None) -> web.Client:
    """A client that says who asks, and keeps the answers in the desk's `.cache/web`."""
    return web.Client(web.agent(options.contact), web.Cache(folder / ".cache" / "web") if folder else None)


def bring(url: str, asks: web.Client) -> Brought:
    """The article at an address. Unreachable where it does not come, BadInput where it cannot be read."""
    page = asks.page(url)
    document = keeping.read_page(page)
    return Brought(document, keeping.kept_page(page, document))


def bring_file(name: str, data: bytes) -> Brought:
    """The article in a file: a web page, a PDF or Word document, or plain text. BadInput where it is none."""
    document = ingest.read(data, name=name)
    if document.media_type == Kind.TEXT:
        return Brought(document)
    return Brought(document, keeping.kept_file(data, keeping.file_name(name), document))


def bring_pasted(text: str) -> Brought:
    """The article in a pasted text, or in the pasted source of a page."""
    if is_html(text):
        return bring_file(PASTED, text.encode("utf-8", "replace"))
    if is_address(text):
        raise BadInput("this is only an address; give it as the link, and the page is read")
    return Brought(Document(text=text))
