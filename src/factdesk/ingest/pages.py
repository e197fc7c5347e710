"""Web pages: the main text without what stands around it, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml.html import HtmlElement
from trafilatura.baseline import html2txt
from trafilatura.settings import Document as Extracted

from factdesk.errors import BadInput
from factdesk.ingest import hindrances, structured
from factdesk.ingest.blocks import text_of
from factdesk.ingest.document import Document
from factdesk.ingest.encodings import letters
from factdesk.ingest.kinds import Kind
from factdesk.ingest.published import published
from factdesk.ingest.text import clean
from factdesk.weblinks import safe_url

_LONGEST_NAME = 300  # characters of a title or a name
_LONGEST_ADDRESS = 2000


def read_page(data: bytes, name: str, charset: str = "", url: str = "") -> Document:
    """The article in the bytes of a web page."""
    html, remark = letters(data, charset)
    found = read_html(html, name, url)
    return replace(found, remarks=(*found.remarks, remark)) if remark else found


def read_html(html: str, name: str, url: str = "") -> Document:
    """The article in the source of a web page. BadInput where the page shows something else, or nothing."""
    tree = trafilatura.load_html(
        f"<html><body>{html}</body></html>" if "<body" not in html[:200_000].lower() else html
    )
    if tree is None:
        raise BadInput(f"{name}: this is no web page; save the page from your browser again")
    meta, address = _meta(tree), _address(tree, url)
    told = trafilatura.extract_metadata(
        tree, default_url=url or None, date_config={"extensive_search": False}
    )
    title = _line(told.title)
    node = structured.article_node(tree, title, (address, url))
    shown = html2txt(tree)
    found = trafilatura.bare_extraction(tree, url=url or None, include_comments=False)
    text = text_of(found.body) if isinstance(found, Extracted) and found.body is not None else ""
    hindrances.refuse_notices(name, _line(tree.findtext(".//title")) or title, text, shown)
    language = _language(tree)
    dated = published(tree, shown, address or url, node, meta, language)
    remarks = hindrances.remarks(title, text, shown, not_free=structured.not_free(tree))
    return Document(
        text=clean(text),
        title=title or _line(str(node.get("headline") or "")),
        author=_line(structured.name_of(node.get("author")) or (told.author or "").replace("; ", ", ")),
        publisher=_publisher(
            structured.name_of(node.get("publisher")), meta, _site_name(told.sitename, title), address or url
        ),
        published=dated.period,
        published_basis=dated.basis,
        media_type=Kind.HTML.value,
        url=address or url,
        language=language,
        is_beginning=hindrances.BEGINNING in remarks,
        remarks=tuple(filter(None, (*remarks, dated.note, _elsewhere(address, url)))),
    )


def _site_name(found: str | None, title: str) -> str:
    """The site's name as trafilatura finds it; blank where it took the headline for one."""
    name = _line((found or "").removeprefix("@"))
    return "" if name and name.casefold() in title.casefold() else name


def _publisher(named: str, meta: Mapping[str, str], sitename: str, url: str) -> str:
    """Who publishes: structured data, the site's name, else the host."""
    for one in (named, meta.get("og:site_name", ""), sitename):
        if line := _line(one):
            return line
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The contents of the meta tags by their names in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _address(tree: HtmlElement, url: str) -> str:
    """The address that a page gives as its own; blank where it gives none, or only its site's front page."""
    links = [link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower()]
    links += [tag.get("content") for tag in tree.iter("meta") if tag.get("property") == "og:url"]
    for link in filter(None, links):
        try:
            full = urljoin(url, link.strip())
            parts = urlsplit(full)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return safe_url(full) if len(full) <= _LONGEST_ADDRESS else ""
    return ""


def _elsewhere(address: str, url: str) -> str:
    """A remark where a page says that its original stands on another site."""
    there, here = (_site(one) for one in (address, url))
    if not there or not here or there == here or there.endswith(f".{here}") or here.endswith(f".{there}"):
        return ""
    return f"The page names another site as its original place: {address}"


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _language(tree: HtmlElement) -> str:
    """The code of the language that the page declares, as "en"."""
    root = tree if tree.tag == "html" else tree.find(".//html")
    said = (
        (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        if root is not None
        else ""
    )
    code = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", said.strip())
    return code[0].lower() if code else ""


def _line(text: str | None) -> str:
    """One line; a name of hundreds of letters is none and is cut."""
    line = " ".join((text or "").split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1] + "…"
