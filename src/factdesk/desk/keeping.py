"""What becomes a kept copy: a fetched page or an uploaded file, and what was read out of it."""

from __future__ import annotations

import mimetypes
from dataclasses import replace
from pathlib import PurePosixPath

from factdesk import __version__, ingest
from factdesk.archive import warc
from factdesk.errors import BadInput
from factdesk.ingest import Document
from factdesk.model import Copy, sha256, utc, utc_now
from factdesk.store import Kept, copies
from factdesk.web import Page

PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
MOST_BYTES = 100_000_000
_UNKNOWN = "application/octet-stream"
_LONGEST_NAME = 200


def read_page(page: Page) -> Document:
    """The text of a page that was fetched; a picture has none. BadInput where none can be read."""
    if page.media_type in PICTURES:
        return Document("", media_type=page.media_type, remarks=("This is a picture: it has no text.",))
    return ingest.read(
        page.body,
        name=page.final_url,
        media_type=page.media_type,
        charset=page.charset,
        url=page.final_url,
    )


def kept_page(page: Page, document: Document) -> Kept:
    """A page to be kept as it came, as a WARC."""
    copy = _described(page.body, document, "warc.gz")
    copy = replace(
        copy,
        retrieved=utc(page.retrieved),
        url=page.url,
        final_url=page.final_url,
        hops=page.hops,
    )
    return Kept(copy, document.text, warc.record(page, f"factdesk/{__version__}"))


def read_file(data: bytes, name: str) -> Document:
    """The text of an uploaded file; one without text that can be read is told of in the remarks.

    BadInput where it is empty or too large to be kept.
    """
    name = file_name(name)
    if not data:
        raise BadInput(f"{name}: the file is empty; choose another one")
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name}: {len(data):,} bytes are too many; up to {MOST_BYTES:,} are kept")
    try:
        return ingest.read(data, name=name)
    except BadInput as error:
        told = f"The file is kept, but no text was read out of it: {error}"
        return Document("", media_type=mimetypes.guess_type(name)[0] or _UNKNOWN, remarks=(told,))


def kept_file(data: bytes, name: str, document: Document) -> Kept:
    """A file to be kept as it was uploaded."""
    suffix = PurePosixPath(name).suffix.removeprefix(".")
    copy = replace(_described(data, document, suffix), retrieved=utc_now(), name=file_name(name))
    return Kept(copy, document.text, data)


def file_name(name: str) -> str:
    """The bare name of an uploaded file, on one line."""
    bare = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in bare if sign.isprintable())[-_LONGEST_NAME:]


def _described(came: bytes, document: Document, suffix: str) -> Copy:
    id = copies.id_of(came)
    return Copy(
        id=id,
        sha256=sha256(document.text),
        original_sha256=copies.sha256_of(came),
        original=copies.named(id, suffix),
        media_type=document.media_type,
        retrieved="",
        title=document.title,
        author=document.author,
        publisher=document.publisher,
        published=document.published,
        published_basis=document.published_basis,
        remarks=document.remarks,
    )
