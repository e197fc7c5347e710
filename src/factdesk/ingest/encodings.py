"""From the bytes of a web page to its letters (the order of the HTML standard, section 13.2.3)."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN = 4096  # the standard looks at 1024 bytes; many pages say it later
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)",
    re.I,
)
# Names of the web that mean more than they say (encoding.spec.whatwg.org, section 4.2).
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "utf-16": "utf-8",  # a page that says so in readable bytes is not
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}


def letters(data: bytes, charset: str = "") -> tuple[str, str]:
    """The text of a page, and a remark where it does not say how its letters are encoded, or says it wrong.

    A byte order mark counts first, then the server's `charset`, then what the page says of itself; where
    none is given or none fits, UTF-8 if they are. Else a few broken bytes are replaced; where nothing was
    declared, or UTF-8 and no letter is, it is Windows-1252.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    said = [found for found in map(_codec, (charset, _declared(data))) if found]
    for encoding in [*said, "utf-8"]:
        try:
            return data.decode(encoding), ""
        except UnicodeDecodeError:
            continue
    if said and not (said[0] == "utf-8" and data.decode("utf-8", "ignore").isascii()):
        # A few broken bytes in a page that says what it is.
        text = data.decode(said[0], "replace")
        return (
            text,
            f"{text.count(chr(0xFFFD)):,} characters cannot be read: the page says that it is {said[0]}.",
        )
    told = (
        "says that its letters are UTF-8, but not one is"
        if said
        else "does not say how its letters are encoded"
    )
    return data.decode("cp1252", "replace"), (
        f"The page {told}; it was read as Western European (Windows-1252)."
    )


def _declared(data: bytes) -> str:
    found = _META.search(data[:_PRESCAN])
    return (found[1] or found[2]).decode("ascii", "ignore") if found else ""


def _codec(label: str) -> str:
    """Python's name for an encoding as the web means it; blank where it is none for text."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
        return _MEANT.get(name, name) if isinstance("".encode(name), bytes) else ""
    except (LookupError, ValueError):
        return ""
