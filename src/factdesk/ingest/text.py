"""Plain text: bytes to text, text to frozen text, and the name that a text gets."""

from __future__ import annotations

import codecs
import re
import unicodedata

from factdesk.errors import BadInput

MAX_CHARACTERS = 2_000_000
# No encoding that is read here spends more than four bytes on a character.
MAX_BYTES = 4 * MAX_CHARACTERS
MAX_TITLE = 80
MAX_HEADING = 150
MAX_SLUG = 60

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\x7fELF", "a Linux program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (codecs.BOM_UTF32_LE, "UTF-32 text"),  # must be tried before UTF-16, whose BOM it starts with
    (codecs.BOM_UTF32_BE, "UTF-32 text"),
)
# What a ZIP archive holds tells the office formats apart.
_ZIPPED = (
    (b"word/", "a Word document (DOCX)"),
    (b"xl/", "an Excel workbook (XLSX)"),
    (b"ppt/", "a PowerPoint presentation (PPTX)"),
    (b"opendocument", "an OpenDocument file"),
    (b"epub", "an EPUB book"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
# Stripped as characters: a pattern that ends in "spaces, then the end" takes quadratic time on long gaps.
_BIDI_CONTROLS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_WINDOWS_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


def decode(data: bytes, name: str) -> str:
    """The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises BadInput, with `name` in front, for anything else: it says what kind of file it is or at which
    byte the text breaks off, and what to do.
    """
    if kind := _kind(data):
        raise BadInput(f"{name}: this is {kind}, not a plain text file; save its text as UTF-8 (.txt) first")
    if len(data) > MAX_BYTES:
        raise BadInput(too_large(f"{name}: {len(data):,} bytes are"))
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    if encoding == "utf-8-sig" and (at := data.find(b"\x00")) >= 0:
        raise BadInput(
            f"{name}: not a text file, or UTF-16 without a byte order mark (a NUL at byte {at:,}); "
            "save it as UTF-8"
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        wanted = "UTF-16" if encoding == "utf-16" else "UTF-8"
        at = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        raise BadInput(f"{name}: not valid {wanted} from byte {at:,} on; save it as UTF-8") from None


def clean(text: str) -> str:
    """The text as it is checked: `\\n` line ends, no byte order mark; every other character keeps its place.

    Tabs, bidi controls and joiners stay; vertical tabs and form feeds become line ends; other C0 controls
    become spaces; a lone surrogate, which no file can hold, becomes U+FFFD. Raises BadInput for a NUL, for a
    text in which nothing is visible, and for one of more than `MAX_CHARACTERS`.
    """
    if (at := text.find("\x00")) >= 0:
        raise BadInput(f"character {at:,} is a NUL: this is not plain text; paste or save the text itself")
    text = re.sub(r"\r\n?|[\v\f]", "\n", text)
    text = _CONTROLS.sub(" ", text)
    text = re.sub(r"[\ud800-\udfff]", "\ufffd", text)
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise BadInput("the text is empty; paste or upload the article's words")
    if not _is_visible(text):
        raise BadInput("the text holds only invisible characters; paste or upload the article's words")
    if len(text) > MAX_CHARACTERS:
        raise BadInput(too_large(f"the text of {len(text):,} characters is"))
    return text


def title_of(text: str) -> str:
    """The text's heading line, else its first words: those are at most `MAX_TITLE` characters, cut at a word.

    A heading is a first line marked `#`, or one of at most `MAX_HEADING` characters that does not end like a
    sentence and has text below.

    >>> title_of("# Freedonia votes\\n\\nPolls opened on Monday.")
    'Freedonia votes'
    """
    lines = [line for line in text.split("\n") if _is_visible(line)]
    first = _one_line(lines[0]) if lines else ""
    if re.match("#{1,6} ", first) and (heading := first.strip("# ")):
        return heading if len(heading) <= MAX_HEADING else _first_words(heading)
    is_heading = len(lines) > 1 and len(first) <= MAX_HEADING and not re.search(r"[.…:;,]\W*$", first)
    return first if is_heading else _first_words(_one_line(text[: 10 * MAX_TITLE]) or first)


def slug_of(title: str, sha256: str) -> str:
    """A folder name for an article: `[a-z0-9-]`, at most `MAX_SLUG` characters, safe on every system.

    Where the title has no Latin letters or names a Windows device, digits of the text's hash name it.

    >>> slug_of("Élysée/../Łódź: Ann's visit", "1a2b3c4d5e")
    'elysee-lodz-anns-visit'
    """
    latin = unicodedata.normalize("NFKD", title.lower().translate(_WITHOUT_DECOMPOSITION))
    plain = re.sub(r"['’ʼ]|[^\x00-\x7f]", lambda m: "" if _joins(m[0]) else " ", latin)
    slug = _cut("-".join(re.findall(r"[a-z0-9]+", plain.lower())), MAX_SLUG, "-")
    if not re.search("[a-z]", slug):
        return f"article-{sha256[:8]}"
    return f"{slug}-{sha256[:8]}" if _WINDOWS_DEVICES.fullmatch(slug) else slug


def _kind(data: bytes) -> str:
    if data.startswith(b"PK\x03\x04"):
        return next((kind for mark, kind in _ZIPPED if mark in data), "a ZIP archive")
    return next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")


def too_large(what: str) -> str:
    """The message for a text over the limit; `what` says whose, as "the text of 3,000,000 characters is"."""
    return f"{what} over the limit of {MAX_CHARACTERS:,} characters; add it in parts"


def _is_visible(text: str) -> bool:
    return any(unicodedata.category(char) not in _INVISIBLE for char in text)


def _one_line(text: str) -> str:
    """White space folded, and without the bidi controls, which would turn the words around a cut title."""
    return " ".join(_BIDI_CONTROLS.sub("", text).split())


def _first_words(line: str) -> str:
    return line if len(line) <= MAX_TITLE else _cut(line, MAX_TITLE - 1, " ").rstrip(" ,;:-–—") + "…"


def _cut(text: str, limit: int, gap: str) -> str:
    """At most `limit` characters, cut at the last gap unless that would lose more than half."""
    if len(text) <= limit:
        return text
    at = text.rfind(gap, limit // 2, limit + 1)
    return text[: at if at > 0 else limit]


def _joins(char: str) -> bool:
    """Whether a character that is left out keeps its neighbours one word: an apostrophe or an accent."""
    return char in "'’ʼ" or unicodedata.combining(char) > 0
