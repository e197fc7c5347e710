"""Word documents (DOCX): paragraphs and tables in their order, tracked changes read as if accepted."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from factdesk.errors import BadInput
from factdesk.ingest.dateline import dateline
from factdesk.ingest.document import Document
from factdesk.ingest.kinds import Kind
from factdesk.ingest.text import clean

# What a document may hold once it is unpacked; pictures count too.
MOST_BYTES = 300 << 20
MOST_XML_BYTES = 60 << 20
MOST_PARTS = 5_000
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_WORDY = {qn("w:ins"), qn("w:moveTo"), qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag")}
_LEFT_OUT = {
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NOBODY = frozenset(
    ("python-docx", "microsoft office user", "user", "author", "admin", "unknown", "windows user")
)


def read_docx(data: bytes, name: str) -> Document:
    """The text of a Word document. BadInput where it is damaged, or made to do harm."""
    parts = _inspected(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        AttributeError,
        etree.XMLSyntaxError,
        zipfile.BadZipFile,
    ):
        raise BadInput(f"{name}: the Word document is damaged; open it and save it anew") from None
    text = "\n\n".join(filter(None, (_glued(block) for block in _blocks(body))))
    if not text.strip():
        raise BadInput(f"{name}: the Word document holds no text, perhaps only pictures; paste the text")
    dated, told = dateline(text), document.core_properties
    remarks = [_changes(body), _apart(parts, body), "" if dated.period.is_known else _made(told)]
    return Document(
        text=clean(text),
        title=_title(told, body),
        author=_person(told.author or ""),
        published=dated.period,
        published_basis=dated.basis,
        media_type=Kind.DOCX.value,
        remarks=tuple(filter(None, (*remarks, dated.note))),
    )


def _inspected(data: bytes, name: str) -> set[str]:
    """The names of its parts, once none of them is too large or declares a document type or an entity.

    Python's zipfile gives out no more bytes of a part than its entry declares, so the declared sizes bind.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            total = sum(part.file_size for part in parts)
            xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if (
                len(parts) > MOST_PARTS
                or total > MOST_BYTES
                or sum(p.file_size for p in xml) > MOST_XML_BYTES
            ):
                raise BadInput(
                    f"{name}: unpacked, the Word document has {total / 2**20:,.0f} MiB in {len(parts):,} "
                    "parts, which is too much. Save the text alone as .docx or .txt"
                )
            if any(part.flag_bits & 1 for part in parts):
                raise BadInput(f"{name}: this document has a password; save a copy without one and use that")
            for part in xml:
                if _declares(archive.read(part)):
                    raise BadInput(
                        f"{name}: the part {part.filename} declares entities or a document type, which Word "
                        "never writes; the document may be made to do harm and was not read"
                    )
            return {part.filename for part in parts}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, RuntimeError):
        raise BadInput(f"{name}: the Word document is damaged or cut off; fetch or save it again") from None


def _declares(part: bytes) -> bool:
    return bool(_DECLARED.search(part) or _DECLARED.search(part.replace(b"\x00", b"")))


def _blocks(parent: Any) -> Iterator[str | list[str]]:
    """Paragraphs and the lines of tables, in their order, also those in content controls."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield _words(child)
        elif child.tag == qn("w:tbl"):
            yield [row for row in map(_row, child.iter(qn("w:tr"))) if row]
        elif child.tag in _WORDY:
            yield from _blocks(child)


def _glued(block: str | list[str]) -> str:
    return block.strip() if isinstance(block, str) else "\n".join(block)


def _row(row: Any) -> str:
    cells = [" ".join(_words(cell).split()) for cell in row.iter(qn("w:tc"))]
    return " | ".join(cells) if any(cells) else ""


def _words(parent: Any) -> str:
    """The words of a paragraph or cell: what was inserted counts, what was deleted does not."""
    said: list[str] = []
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == qn("w:t"):
            said.append(child.text or "")
        elif child.tag in _SIGNS:
            said.append(_SIGNS[child.tag])
        elif child.tag not in _LEFT_OUT:
            if child.tag == qn("w:p"):
                said.append(" ")
            waiting.append(iter(child))
    return "".join(said)


def _title(told: Any, body: Any) -> str:
    """The document's title, else its paragraph in the style Title or the first heading."""
    title = " ".join((told.title or "").split())
    if title and title.casefold() not in ("word document", "untitled", "title"):
        return title[:300]
    for paragraph in body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and re.match(r"(?i)title|heading1", style.get(qn("w:val")) or ""):
            return " ".join(_words(paragraph).split())[:300]
    return ""


def _person(name: str) -> str:
    line = " ".join(name.split())
    return "" if line.casefold() in _NOBODY else line[:300]


def _made(told: Any) -> str:
    when = told.modified or told.created
    if when is None or when.year < 1990:
        return ""
    return (
        f"The Word document was last saved on {when.date()}, by its own properties; the text may have been "
        "published on another day."
    )


def _changes(body: Any) -> str:
    if next(body.iter(qn("w:ins"), qn("w:del"), qn("w:moveTo")), None) is None:
        return ""
    return "The document has tracked changes; it was read as if they were all accepted."


def _apart(parts: set[str], body: Any) -> str:
    """What stands beside the running text and is not read."""
    left_out = [
        words
        for words, here in (
            (
                "footnotes",
                next(body.iter(qn("w:footnoteReference"), qn("w:endnoteReference")), None) is not None,
            ),
            ("comments", "word/comments.xml" in parts),
            ("text boxes", next(body.iter(qn("w:txbxContent")), None) is not None),
        )
        if here
    ]
    return f"Left out: {' and '.join(left_out)}." if left_out else ""
