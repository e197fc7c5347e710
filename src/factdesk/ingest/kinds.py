"""What a file is, by its bytes; the declared type and the name only decide between kinds of text."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from factdesk.errors import BadInput


class Kind(StrEnum):
    """The media types that are read."""

    TEXT = "text/plain"
    HTML = "text/html"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


WORDS = {
    Kind.TEXT: "a plain text",
    Kind.HTML: "a web page",
    Kind.PDF: "a PDF document",
    Kind.DOCX: "a Word document",
}
# Endings of file names that may hold an article, and what they announce.
ENDINGS = {
    ".txt": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".pdf": Kind.PDF,
    ".docx": Kind.DOCX,
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 4096
# A comment ends at its first "-->": were it let run on, a row of comments could be parted in 2^n ways.
_BEFORE = r"(?:<!--(?:(?!-->).)*-->|<\?xml[^>]*>|\s)*"
_HTML_START = re.compile(_BEFORE + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAG = re.compile(
    r"</?(?:p|div|br|a|h[1-6]|span|article|section|table|ul|li|main|meta|title|script)\b", re.I
)
_FEED = re.compile(_BEFORE + r"<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_XML = re.compile(r"\s*<\?xml\b")


def kind_of(data: bytes, name: str, media_type: str = "") -> Kind:
    """What the bytes are. Raises BadInput, with `name` in front, for what cannot be read as an article."""
    if not data.strip(b"\x00 \t\r\n\f"):
        raise BadInput(f"{name}: it is empty; there is nothing to read")
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return Kind.DOCX
    if data.startswith(_OLE):
        raise BadInput(f"{name}: {_old_office(data)}")
    head = _beginning(data)
    if _HTML_START.match(head):
        return Kind.HTML
    if _FEED.match(head):
        raise BadInput(
            f"{name}: this is a feed, a list of articles; open the article itself and use its address"
        )
    declared = announced(name, media_type)
    if declared is Kind.HTML and _HTML_TAG.search(head):
        return Kind.HTML
    _refuse_declared(head, name, media_type.partition(";")[0].strip().lower())
    return Kind.TEXT


def announced(name: str, media_type: str) -> Kind | None:
    """What the declared type says, else the ending of the name."""
    declared = media_type.partition(";")[0].strip().lower()
    if declared in ("text/html", "application/xhtml+xml"):
        return Kind.HTML
    if declared in (Kind.PDF, Kind.DOCX):
        return Kind(declared)
    ending = re.search(r"\.[a-z]{2,5}$", name.lower().partition("?")[0])
    return ENDINGS.get(ending[0]) if ending else None


def is_html(text: str) -> bool:
    """Whether a pasted text is the source of a web page."""
    return bool(_HTML_START.match(text[:_HEAD]))


def _beginning(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[: 2 * _HEAD].decode("utf-16", "replace")
    return data.removeprefix(codecs.BOM_UTF8)[:_HEAD].decode("latin-1")


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "this document has a password; save a copy without one (.docx) and use that"
    if "WordDocument".encode("utf-16-le") in data:
        return "this is an old Word document (.doc); open it and save it as .docx"
    return "this is an old Office document; save its text as .docx or .txt first"


def _refuse_declared(head: str, name: str, declared: str) -> None:
    """Refuse what is text to the byte but no article."""
    if declared.endswith(("/json", "+json")):
        raise BadInput(
            f"{name}: this is data (JSON), not an article; use the address of the page that people read"
        )
    if _XML.match(head) or (declared.endswith(("/xml", "+xml")) and declared != "application/xhtml+xml"):
        raise BadInput(
            f"{name}: this is data (XML), not an article; use the address of the page that people read"
        )
    if declared.startswith(("image/", "audio/", "video/")):
        raise BadInput(f"{name}: {declared} holds no text; use a page or a document")
