"""A quotation cut in two by its speaker: “The bridge,” she said, “was closed.”"""

from __future__ import annotations

import re

_SAYING = r"(?:said|says|added|adds|told \w+|wrote|warned|explained|continued|noted|insisted|replied|argued)"
_FRAME = re.compile(
    r",[”\"]\s+(?:(?P<verb>" + _SAYING + r")\s+(?P<who>[^“”\",.;:]{2,50})"
    r"|(?P<before>[^“”\",.;:]{2,50}?)\s+(?P<after>" + _SAYING + r"))\s*,\s+[“\"](?=[a-z])"
)


def rejoined(sentence: str) -> tuple[str, str, str]:
    """The sentence with spaces where its quotation is cut, the speaker and the saying, or blanks."""
    match = _FRAME.search(sentence)
    if match is None:
        return sentence, "", ""
    whole = sentence[: match.start()] + " " * len(match[0]) + sentence[match.end() :]
    return whole, (match["who"] or match["before"]).strip(), match["verb"] or match["after"]
