"""Small documents for the tests of ingest, made here: pages, PDF and Word files."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

import docx

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STORY = (
    "The council of Freedonia voted on Monday to build a second bridge over the river, after a debate of "
    "four hours that ended close to midnight.",
    "The mayor, Ann Example, said that the bridge would cost 14.2 million and be open to traffic in two "
    "years.",
    "Opponents said that the figure left out the roads that lead to it, and asked for a vote of all "
    "citizens, which the council refused by nine votes to seven.",
)


def page(
    *paragraphs: str, title: str = "Freedonia builds a second bridge", head: str = "", lang: str = "en"
) -> bytes:
    """A web page with an article in it."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs or STORY)
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>{title}</h1>{body}'
        "</article><footer>Copyright 2019 The Paper</footer></body></html>"
    ).encode()


Line = tuple[str, float, float, float]  # words, x, y, size


def pdf(pages: Sequence[Iterable[Line]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF document with its lines where they are put, in Helvetica."""
    contents = [b"BT " + b" ".join(_shown(line) for line in lines) + b" ET" for lines in pages]
    return raw_pdf([zlib.compress(content) for content in contents], info=info)


def _shown(line: Line) -> bytes:
    words, x, y, size = line
    escaped = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj" % (size, x, y, escaped)


def raw_pdf(
    streams: Sequence[bytes],
    *,
    filters: str = "/FlateDecode",
    pages: int = 0,
    info: Mapping[str, str] | None = None,
    trailer: str = "",
) -> bytes:
    """A PDF document of content streams; with `pages`, that many pages that all show the first one."""
    first, last = 4, 4 + len(streams)
    kids = [last] * pages or list(range(last, last + len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *(
            b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(stream), filters.encode(), stream)
            for stream in streams
        ),
        *(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % (first + kid - last)
            for kid in sorted(set(kids))
        ),
    ]
    if info:
        fields = "".join(f"/{name}({value})" for name, value in info.items())
        objects.append(f"<<{fields}>>".encode("cp1252"))
        trailer += f"/Info {len(objects)} 0 R"
    return _assembled(objects, trailer)


def _assembled(objects: Sequence[bytes], trailer: str) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + content + b"endobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        trailer.encode(),
        at,
    )
    return bytes(out)


def word(*paragraphs: str, **properties: str) -> bytes:
    """A Word document, its properties (title, author) set."""
    made = docx.Document()
    for words in paragraphs or STORY:
        made.add_paragraph(words)
    for name in ("title", "author"):
        setattr(made.core_properties, name, properties.get(name, ""))
    return saved(made)


def saved(made: object) -> bytes:
    file = io.BytesIO()
    made.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def word_of(body: bytes, doctype: str = "", extra: Mapping[str, bytes] | None = None) -> bytes:
    """A Word document with a body in XML of one's own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                head = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}"><w:body>'.encode()
                data = head + body + b"</w:body></w:document>"
            made.writestr(name, data)
        for name, data in (extra or {}).items():
            made.writestr(name, data)
    return out.getvalue()
