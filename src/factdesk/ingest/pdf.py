"""PDF documents: the text layer, its lines put together to paragraphs again."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence

import pypdfium2
from pypdfium2 import raw

from factdesk.errors import BadInput
from factdesk.ingest.dateline import dateline
from factdesk.ingest.document import Document
from factdesk.ingest.kinds import Kind
from factdesk.ingest.lines import BROKEN, ENDS_LINE, Line, paragraphs, without_furniture
from factdesk.ingest.text import MAX_CHARACTERS, clean, too_large

MOST_PAGES = 2_000
# A page of text has far more letters; a scanned one may have a stamp or a page number.
_FEWEST_LETTERS = 20
_OF_NO_USE = re.compile(
    r"(?i)^(?:untitled|title|document\d*|.*\.(?:docx?|pdf|indd|qxp|pages|rtf|odt|pptx?))$"
)
_ODD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0b-\x1f]")
_MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, name: str) -> Document:
    """The text of a PDF document. BadInput where it has a password, no text, or is damaged."""
    document = _opened(data, name)
    if len(document) > MOST_PAGES:
        raise BadInput(
            f"{name}: the PDF has {len(document):,} pages; up to {MOST_PAGES:,} are read: cut out yours"
        )
    pages = _pages(document, name)
    bare = [number for number, page in enumerate(pages) if _is_picture(document, number, page)]
    if len(bare) == len(pages):
        raise BadInput(
            f"{name}: the PDF holds pictures of pages and no text; run text recognition (OCR) first, "
            "or paste the text"
        )
    kept, left_out = without_furniture(pages)
    text = paragraphs(kept)
    told = document.get_metadata_dict()
    dated = dateline(text)
    remarks = [_unread(bare), _garbled(text), _made(told) if not dated.period.is_known else ""]
    if left_out:
        remarks.append("Lines that repeat at the head or foot of the pages were left out.")
    return Document(
        text=clean(text),
        title=_title(told, pages),
        author=_useful(told.get("Author", "")),
        published=dated.period,
        published_basis=dated.basis,
        media_type=Kind.PDF.value,
        remarks=tuple(filter(None, (*remarks, dated.note))),
    )


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise BadInput(f"{name}: the PDF has a password; save a copy without one and use that") from None
        raise BadInput(f"{name}: the PDF is damaged or cut off; fetch or save it again") from None


def _pages(document: pypdfium2.PdfDocument, name: str) -> list[list[Line]]:
    pages: list[list[Line]] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            pages.append([])
            continue
        lines = list(_lines(page.get_textpage()))
        page.close()
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise BadInput(too_large(f"{name}: the text of the first {number + 1:,} pages is"))
        pages.append(lines)
    return pages


def _lines(page: pypdfium2.PdfTextPage) -> Iterator[Line]:
    """The lines of a page in the order of the document, with where they stand (in points)."""
    count = page.count_chars()
    if count > MAX_CHARACTERS:
        raise BadInput(too_large(f"a page of {count:,} characters is"))
    line: list[tuple[int, str]] = []
    for i in range(count + 1):
        sign = chr(raw.FPDFText_GetUnicode(page, i)) if i < count else "\n"
        if sign not in "\r\n":
            line.append((i, sign))
        if sign in ENDS_LINE:
            if seen := [at for at, one in line if not one.isspace() and one not in BROKEN]:
                yield _line("".join(one for _, one in line), page, seen)
            line = []


def _line(text: str, page: pypdfium2.PdfTextPage, seen: Sequence[int]) -> Line:
    first, last = page.get_charbox(seen[0], loose=True), page.get_charbox(seen[-1], loose=True)
    size = raw.FPDFText_GetFontSize(page, seen[len(seen) // 2]) * _scale(page, seen[len(seen) // 2])
    return Line(text, left=first[0], right=last[2], bottom=first[1], size=size or first[3] - first[1])


def _scale(page: pypdfium2.PdfTextPage, index: int) -> float:
    """How much the page's own matrix enlarges a letter; some programs set all type at size 1."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(page, index, ctypes.byref(matrix)):
        return 1.0
    return float((matrix.c**2 + matrix.d**2) ** 0.5) or 1.0


def _is_picture(document: pypdfium2.PdfDocument, number: int, lines: Sequence[Line]) -> bool:
    """Whether a page has no text, or so little beside a picture that it is a scanned one."""
    letters = sum(character.isalnum() for line in lines for character in line.text)
    if letters >= _FEWEST_LETTERS or not letters:
        return not letters
    try:
        return (
            next(document[number].get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2), None) is not None
        )
    except pypdfium2.PdfiumError:
        return False


def _title(told: dict[str, str], pages: Sequence[Sequence[Line]]) -> str:
    """The document's own title, else the lines set largest at the head of its first page."""
    if title := _useful(told.get("Title", "")):
        return title
    lines = [line for line in (pages[0] if pages else ()) if any(map(str.isalpha, line.text))][:40]
    if not lines:
        return ""
    sizes = sorted(line.size for line in lines)
    largest = sizes[-1]
    if largest < 1.2 * sizes[len(sizes) // 2]:
        return ""
    words = " ".join(line.text for line in lines if line.size > 0.95 * largest)
    title = " ".join(words.replace("\ufffe", "").split())
    return title if 8 <= len(title) <= 250 else ""


def _useful(told: str) -> str:
    """A property of the file, unless a program wrote it: a file's name, "untitled"."""
    line = " ".join(told.replace("\x00", "").split()).removeprefix("Microsoft Word - ")
    return "" if _OF_NO_USE.match(line) or not re.search(r"[^\W\d_]{2}", line) else line[:300]


def _made(told: dict[str, str]) -> str:
    found = _MADE.match(told.get("CreationDate", ""))
    if not found:
        return ""
    return (
        f"The PDF file was made on {'-'.join(found.groups())}, by its own properties; the text may have been "
        "published on another day."
    )


def _unread(bare: Sequence[int]) -> str:
    if not bare:
        return ""
    some = ", ".join(str(number + 1) for number in bare[:10]) + (" …" if len(bare) > 10 else "")
    return (
        f"No text was found on page {some}: pictures, or empty."
        if len(bare) == 1
        else (f"No text was found on pages {some}: pictures, or empty.")
    )


def _garbled(text: str) -> str:
    """Fonts without a table of letters give signs of no meaning."""
    odd = len(_ODD.findall(text))
    if odd < 0.02 * len(text):
        return ""
    return "Many characters cannot be read: a font of this PDF does not say which letters it shows."
