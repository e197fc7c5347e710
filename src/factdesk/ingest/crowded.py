"""Tags with so many attributes that the parser of pages would need minutes for them."""

from __future__ import annotations

import re

from factdesk.errors import BadInput

# libxml2 compares each attribute of a tag with all before it: 10,000 take half a second, 50,000 more than 20.
MOST_ATTRIBUTES = 10_000
# So many attributes need at least so many bytes; a repeat within a repeat would itself take minutes here.
_LONG_TAG = re.compile(rb"<[a-zA-Z][^<>]{40000,}")
_QUOTED = re.compile(rb"=\s*(?:\"[^\"]*\"|'[^']*')")


def refuse_crowded(data: bytes, name: str) -> None:
    """BadInput where a tag of a page has more than MOST_ATTRIBUTES; long values of attributes are none."""
    for tag in _LONG_TAG.finditer(data.replace(b"\0", b"")):  # UTF-16 as well
        if (many := len(_QUOTED.sub(b" ", tag[0]).replace(b"/", b" ").split()) - 1) > MOST_ATTRIBUTES:
            raise BadInput(
                f"{name}: one tag of this page has some {many:,} attributes, up to {MOST_ATTRIBUTES:,} are "
                "read; it is damaged, or made to do harm. Copy its text and add that"
            )
