"""A quotation cut in two by its speaker: “The bridge,” she said, “was closed.”"""

from __future__ import annotations

import re

from factdesk.split.speech.speakers import Attribution

_SAYING = r"(?:said|says|added|adds|told \w+|wrote|warned|explained|continued|noted|insisted|replied|argued)"
_WHO = r"[^“”\",.;:]{2,50}"
_FRAME = re.compile(
    rf",[”\"]\s+(?:(?P<verb>{_SAYING})\s+(?P<who>{_WHO})(?:,\s+(?P<aside>[^“”\";:]{{2,120}}))?"
    rf"|(?P<before>[^“”\",.;:]{{2,50}}?)\s+(?P<after>{_SAYING}))\s*,\s+[“\"](?=[a-z])"
)
_ROLE = re.compile(r"(?:an?|the|his|her|its|their)\s[^,]*$")
_CLAUSE = re.compile(r"(?:who|which)\s(?=\w+\s)")


_WORD = r"(?!(?:that|which|who|whom|whose|when|where|if|and|but|he|she|they)\b)[\w.’'-]+"
_SAYS = rf",\s+(?P<who>(?:the|an?|[A-Z][\w.’'-]*)\s+(?:{_WORD}\s+){{0,7}}?|[A-Z]\w+\s+)"
_AUX = r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|did|does)"
_REMARK = re.compile(
    rf"{_SAYS}(?P<verb>said|says|reported|announced)"
    r"(?P<day>\s+(?:on|late on|early on|in)\s+[\w ]{3,24})?(?=,\s+"
    rf"(?P<on>{_AUX}\s)?(?(on)|"
    r"(?:an?|the|its|their|after|before|as|while|with|(?:hours|days|weeks|months|minutes)\s\w+)\s))"
)


def without_remark(sentence: str) -> tuple[str, str, str, str]:
    """The sentence with spaces for "the army said" in "…, the army said on Monday, a day after …".

    With it the speaker, the saying and, where it is dated, the remark; blanks where there is none.
    """
    match = None if any(mark in sentence for mark in '“”"') else _REMARK.search(sentence)
    if match is None:
        return sentence, "", "", ""
    told = match[0].lstrip(", ")
    before = sentence[: match.start()]
    end = match.end() + (match["on"] is not None or re.search(rf"\b{_AUX}$", before) is not None)
    rest = before + " " * (end - match.start()) + sentence[end:]
    return rest, match["who"].strip(), match["verb"], told if match["day"] else ""


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


def cut(sentence: str) -> tuple[str, Attribution, str]:
    """The sentence with spaces for the frame in its midst, who speaks, and what the frame tells of him."""
    whole, who, saying, aside = rejoined(sentence)
    if who:
        return whole, Attribution(who, saying, quoted=True), aside
    whole, who, saying, told = without_remark(sentence)
    return whole, Attribution(who, saying, context=f"in the text: “{told}”" if told else ""), ""
