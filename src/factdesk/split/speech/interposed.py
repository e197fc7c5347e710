"""A quotation cut in two by its speaker: “The bridge,” she said, “was closed.”"""

from __future__ import annotations

import re

_SAYING = r"(?:said|says|added|adds|told \w+|wrote|warned|explained|continued|noted|insisted|replied|argued)"
_WHO = r"[^“”\",.;:]{2,50}"
_FRAME = re.compile(
    rf",[”\"]\s+(?:(?P<verb>{_SAYING})\s+(?P<who>{_WHO})(?:,\s+(?P<aside>[^“”\";:]{{2,120}}))?"
    rf"|(?P<before>[^“”\",.;:]{{2,50}}?)\s+(?P<after>{_SAYING}))\s*,\s+[“\"](?=[a-z])"
)
_ROLE = re.compile(r"(?:an?|the|his|her|its|their)\s[^,]*$")
_CLAUSE = re.compile(r"(?:who|which)\s(?=\w+\s)")


def rejoined(sentence: str) -> tuple[str, str, str, str]:
    """The sentence with spaces where its quotation is cut, the speaker, the saying, and what the frame tells.

    The last is the sentence with spaces for all but "Ann Example      has led it" of a frame such as
    "said Ann Example, who has led it", or "Ann Example, the mayor" of one such as "said Ann Example, the
    mayor": there the speaker has the description too. Else blanks.
    """
    match = _FRAME.search(sentence)
    if match is None:
        return sentence, "", "", ""
    whole = sentence[: match.start()] + " " * len(match[0]) + sentence[match.end() :]
    who, aside = (match["who"] or match["before"]).strip(), match["aside"] or ""
    told, start, end = "", match.start("aside"), match.end("aside")
    if clause := _CLAUSE.match(aside):
        start += clause.end()
        gap = " " * (start - match.end("who"))
        told = " " * match.start("who") + match["who"] + gap + sentence[start:end]
    elif aside:
        told = " " * match.start("who") + sentence[match.start("who") : end] if _ROLE.match(aside) else ""
        who = f"{who}, {aside.strip()}"
    return whole, who, match["verb"] or match["after"], told
