"""Sentences of a text by rule, with exact offsets. Works on any string and needs no model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factdesk.model import Sentence
from factdesk.split.text.abbreviations import (
    BEFORE_NUMBERS,
    BINDING,
    MONTHS_AND_DAYS,
    OPEN,
    SAYING,
    STARTERS,
    TIME_ZONES,
    WEEKDAYS,
)
from factdesk.split.text.languages import language_of
from factdesk.split.text.lines import BULLET, bare_cuts, blocks
from factdesk.split.text.tongues import Tongue, tongue_of

# Stops of scripts that set no space after them (CJK), or not always (Urdu, Hindi, Amharic, Armenian, Khmer).
_FREE_STOPS = "。！？｡؟۔।॥።։။។།"
_OPENERS = "\"'“‘«‹([{「『—–-•⁃*_¿¡#"
_CLOSERS = "\"'”’»›)\\]}」』*_"
_TAG = r"</?[a-zA-Z][^<>]{0,60}>"
# A footnote's mark: "[3]", also after a space, "[…]", a figure set on the stop of a word ("innovation.23").
_MARK = r"(?:[ \u00a0]?\[(?:\d[\d\s,–-]{0,20}|\.\.\.|…)\])*"
_STOP = re.compile(
    rf"(?<![.!?…])(?P<stop>(?:\.\s){{2,}}\.+|[.!?…]++)"
    rf"(?P<closers>(?:(?<=[^\W\d_]{{3}}\.)\d{{1,3}})?+[{_CLOSERS}“‘]*{_MARK}"
    rf"(?:[ ](?:[)\]]|\.{{3}})(?=\s|$))?+(?:[ \u00a0\u202f]»)?+)"
    r"(?:</\w{1,10}>)*+"
    rf"(?=\s|$|<[a-zA-Z]|&nbsp;|(?P<glued>(?<=[a-z]{{3}}[.!?])[A-Z][a-z]*\s))"
    rf"|(?P<free>[{_FREE_STOPS}]+[{_CLOSERS}]*)"
)
_ENUMERATOR = re.compile(r"[•⁃]?\s*(?:\d{1,2}|[a-z])([.)]{1,2})\s+")
# Of a sentence so far: only its number, or only "At 5 a.m.", is not a sentence yet.
_ONLY_NUMBER = re.compile(
    r"\W*(?:(?:fig(?:ure)?|table|chart|photo|exhibit|chapter|section|sec|part|article|art)\.?\s)?"
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[a-z]|[ivx]{1,5})[.)]{1,2}\W*",
    re.IGNORECASE,
)
_ONLY_TIME = re.compile(
    r"\W*(?:at|by|around|about|from|until|till|since|before|after|shortly)\s(?:\w+\s)?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\.",
    re.I,
)
_WORD_BEFORE = re.compile(r"[\w'’&°-]+(?:\.[\w'’&-]+)*$")
_WORD_AFTER = re.compile(r"[\w'’-]+(?:\.\w+)*")
_SAID_AFTER = re.compile(
    rf"(?!(?:He|She|It|They|We|I)\b)(?:(?:[A-Z][\w.’'-]*\s+){{1,4}}|(?:he|she|they)\s+)?(?:{SAYING})\b"
)
_SIGNED = re.compile(r"[–—-]{1,2}\s?(?:[A-Z][\w.’'-]*\s?){1,5}[^\w\s]*\s*$")
_LETTERED = re.compile(
    r"\b(?:vitamin|hepatitis|plan|group|class|grade|type|option|team|exhibit|appendix)\s$", re.I
)
# "1997 r.", "300 a. C.", "49 f.Kr.", "363 н. э.": before a capital the sentence is over.
_ERA = re.compile(r"(?:\d{4}\s[rгр]|\b[ad]\.\s?C|н\.\s?э|\bn\.\s?[le]|\b[fe]\.\s?Kr|J\.?-C)$")
_DOTTED = re.compile(r"(?:[a-z]\.)+[a-z]")


def sentences(text: str) -> list[Sentence]:
    """The sentences of any text, in order, trimmed; together they hold every non-space character.

    A blank line always ends a sentence; a single line break does where the next line does not read on.
    """
    tongue = tongue_of(language_of(text).code)
    return [
        Sentence(start, end)
        for block_start, block_end in blocks(text)
        for start, end in _trimmed(
            text, [block_start, *_cuts(text, block_start, block_end, tongue), block_end]
        )
    ]


def _trimmed(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            yield first, first + len(stripped)


# --- stops -----------------------------------------------------------------------------------------


def _cuts(text: str, start: int, end: int, tongue: Tongue | None) -> list[int]:
    """Where sentences end inside one block."""
    while start < end and text[start].isspace():
        start += 1
    items = _items(text, start, end)
    bullet = BULLET.match(text, start, end)
    bare = {start, *(a for a, _ in items), *bare_cuts(text, start, end)}
    marked = {position for span in items for position in range(*span)}
    stops = _stops(text, (bullet.end() if bullet else start, end), sorted(bare), marked, tongue)
    return sorted({*stops, *bare} - {start})


def _stops(
    text: str, within: tuple[int, int], bare: list[int], marked: set[int], tongue: Tongue | None
) -> Iterator[int]:
    """The stops that end a sentence, given the cuts that stand already."""
    (begin, end), waiting = within, iter(bare)
    cut = next(waiting, end)
    for match in _STOP.finditer(text, *within):
        while cut <= match.start():
            begin, cut = max(begin, cut), next(waiting, end + 1)
        if match.start() in marked:
            continue
        so_far = text[max(begin, match.end() - 40) : match.end()]
        rest = text[match.end() : min(end, match.end() + 90)]
        if match["free"] or _ends_sentence(match, so_far, rest, tongue):
            begin = _end_of(match)
            yield begin


def _end_of(match: re.Match[str]) -> int:
    """The end of the sentence; of a stop with an ellipsis (". . . .") the ellipsis opens the next one."""
    text, stop = match.string, match["stop"] or ""
    set_on_word = stop.count(".") == 4 and stop[1].isspace() and not text[match.start() - 1].isspace()
    return match.start() + 1 if set_on_word and text[match.end() : match.end() + 40].strip() else match.end()


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The markers of a list set inside one line ("1. … 2. …"), which must begin with one."""
    first = _ENUMERATOR.match(text, start, end)
    if not first:
        return []
    alike = re.compile(r"(?<=\s)(?:[•⁃]\s*)?(?:\d{1,2}|[a-z])" + re.escape(first[1]) + r"\s+(?=[A-Z])")
    return [first.span(), *(match.span() for match in alike.finditer(text, first.end(), end))]


def _ends_sentence(match: re.Match[str], so_far: str, rest: str, tongue: Tongue | None) -> bool:
    """Whether a stop ends its sentence, by the sentence so far, the word before and what follows."""
    if match.string[match.start() - 1 : match.start()] in {"[", "("}:
        return False
    after = re.sub(rf"^(?:{_TAG}|&nbsp;|\s)+", "", rest).rstrip()
    bare = after.lstrip(_OPENERS).lstrip()
    if not bare:
        return True
    found = _WORD_AFTER.match(bare)
    following = found[0] if found else bare[:1]
    if bare[0].islower():
        return _is_camel(following) and match["stop"] == "."
    if match["glued"] and following.casefold() in {"com", "net", "org", "js", "io"}:
        return False
    if _ONLY_NUMBER.fullmatch(so_far) or _ONLY_TIME.fullmatch(so_far):
        return False
    if any(mark in match["closers"] for mark in "\"'”’") and (
        _SAID_AFTER.match(after) or _SIGNED.match(after)
    ):
        return False
    if tongue and match["stop"] == ".":
        return _ends_elsewhere(match, after, tongue)
    return _stop_ends(match, following, after)


def _stop_ends(match: re.Match[str], following: str, after: str) -> bool:
    """The same of a stop before a capital, a figure or a sign."""
    stop = match["stop"]
    if stop[0] in "!?":
        return following.casefold().strip(".") not in {"inc", "corp", "co", "ltd"}
    if len(stop) > 1 or stop == "…":
        if re.split("['’]", following)[0] == "I" and len(stop.replace(" ", "")) != 4:
            return False
        return following[0].isupper() or after[0] in '"“'
    before = _WORD_BEFORE.search(match.string[max(0, match.start() - 40) : match.start()])
    if before is None:
        return True
    lead = match.string[max(0, match.start() - 40) : match.start() - len(before[0])]
    if len(before[0]) == 1 and before[0].isupper() and _LETTERED.search(lead):
        return following.casefold() in STARTERS
    return _full_stop_ends(before[0], match["closers"].strip("*_"), following, after)


def _full_stop_ends(before: str, closers: str, following: str, after: str) -> bool:
    word, following_word = before.casefold(), following.casefold().strip("'’")
    starts = following_word in STARTERS
    last = re.split("[.-]", word)[-1]
    if closers:
        inside = last in BINDING or word in {"ret", "retd", "res"} or (len(before) == 1 and before.isupper())
        return not (closers in {")", "]"} and inside)
    if word in BEFORE_NUMBERS and re.match(r"\d|[IVXLC]+\b", following):
        return False
    if word in MONTHS_AND_DAYS:
        return starts and not following[0].isdigit()
    if last in BINDING or before in {"c", "ca"}:
        return False
    if word in {"am", "pm", "a.m", "p.m"}:
        return following_word not in TIME_ZONES | WEEKDAYS
    if before.isupper() and word in TIME_ZONES:
        return True
    if word in OPEN or _DOTTED.fullmatch(word):
        return starts or after[0] in '"“'
    if len(before) == 1 and before.isalpha() and before.isupper():
        return before == "I" and starts
    return True


def _ends_elsewhere(match: re.Match[str], after: str, tongue: Tongue) -> bool:
    """The same of a full stop in another language than English."""
    if match["closers"].strip("*_"):
        return True
    words = match.string[max(0, match.start() - 40) : match.start()].split()
    word = words[-1].lstrip(_OPENERS).casefold() if words else ""
    if word in BEFORE_NUMBERS | {"bros", "inc", "corp"} and (
        after[0].isdigit() or word not in BEFORE_NUMBERS
    ):
        return False
    if _ERA.search(match.string, max(0, match.start() - 12), match.start()):
        return True
    if tongue.ordinals and (re.fullmatch(r"\d{1,2}", word) or re.fullmatch("[IVX]{2,}", words[-1:][0])):
        return False
    single = len(word) == 1 and word.isalpha()
    dotted = "." in word and all(len(part) < 4 for part in word.split("."))
    return not (word in tongue.binding | BINDING or single or (dotted and not word[0].isdigit()))


def _is_camel(word: str) -> bool:
    """A brand such as iPhone: a lower-case letter that starts a sentence."""
    return len(word) > 1 and word[1].isupper()
