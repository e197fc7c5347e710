"""From the bytes of a page or a document to its text and what it says of itself."""

from __future__ import annotations

from dataclasses import replace

from factdesk.errors import BadInput
from factdesk.ingest.confined import read_confined
from factdesk.ingest.crowded import refuse_crowded
from factdesk.ingest.document import Document
from factdesk.ingest.encodings import letters
from factdesk.ingest.kinds import WORDS, Kind, announced, kind_of
from factdesk.ingest.text import clean, decode, title_of

MOST_BYTES = 100_000_000
MOST_HTML_BYTES = 15_000_000


def read(data: bytes, *, name: str, media_type: str = "", charset: str = "", url: str = "") -> Document:
    """The text of a web page, a PDF or Word document, or a plain text, with what it says of itself.

    The bytes decide what it is, not `media_type`, which a server declares; `charset` is the server's too.
    `name` stands in front of every message: a file's name or an address. Raises BadInput for what holds no
    text, has a password, is damaged, or takes too much memory or time to read; NotThePage for a notice.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name}: {len(data):,} bytes are too many; up to {MOST_BYTES:,} are read")
    kind = kind_of(data, name, media_type)
    try:
        found = _read(kind, data, name, charset, url)
    except BadInput as error:
        if str(error).startswith(f"{name}: "):
            raise
        raise BadInput(f"{name}: {error}") from None
    said = announced(name, media_type)
    if said and said is not kind and Kind.TEXT not in (said, kind):
        remark = f"It was announced as {WORDS[said]}, but is {WORDS[kind]}."
        found = replace(found, remarks=(remark, *found.remarks))
    return replace(found, title=found.title or title_of(found.text), url=found.url or url)


def _read(kind: Kind, data: bytes, name: str, charset: str, url: str) -> Document:
    if kind is Kind.PDF:
        return read_confined("pdf", data, name)
    if kind is Kind.DOCX:
        return read_confined("docx", data, name)
    if kind is Kind.HTML:
        if len(data) > MOST_HTML_BYTES:
            raise BadInput(f"{name}: a page of {len(data):,} bytes is too large; save its text and add that")
        refuse_crowded(data, name)
        # A page of 100 kB can hold the libraries' patterns up for minutes, and every other thread with them.
        return read_confined("html", data, name, charset, url)
    return _plain(data, name, charset)


def _plain(data: bytes, name: str, charset: str) -> Document:
    try:
        text, remark = decode(data, name), ""
    except BadInput:
        if not charset or b"\x00" in data:
            raise
        text, remark = letters(data, charset)
    return Document(text=clean(text), remarks=(remark,) if remark else ())
