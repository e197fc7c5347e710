"""Marks of HTML and Markdown in a text, which are no words of it."""

from __future__ import annotations

import re

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|`+)(?=\S)|(?<=\S)(\*\*\*|\*\*|__|`+)")
_EMPHASIS = re.compile(r"(?<![\w*])[*_](?=[^\s*_])([^*_\n]{1,200}?)(?<=[^\s*_])[*_](?![\w*])")
_ESCAPE = re.compile(r"\\(?=[*_#\[\]()`>~-])")
_ENTITY = re.compile(r"&(?:nbsp|#160);")


def blanked(text: str) -> str:
    """The text with spaces in the place of such marks, so that all offsets stay.

    >>> blanked("He <b>won</b> **two** [cups](http://a.b/c).")
    'He    won        two    cups             .'
    """
    if not any(mark in text for mark in "<*_[`\\&"):
        return text
    for pattern in (_STRONG, _TAG, _ENTITY, _ESCAPE):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    text = _EMPHASIS.sub(lambda match: f" {match[1]} ", text)
    return _LINK.sub(_linked, text)


def _linked(match: re.Match[str]) -> str:
    start, end = match.start(1) - match.start(), match.end(1) - match.start()
    return " " * start + match[1] + " " * (len(match[0]) - end)
