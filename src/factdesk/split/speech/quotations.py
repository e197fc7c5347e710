"""Quotations over several sentences and paragraphs: every statement in them is their speaker's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factdesk.model import ClaimKind, Sentence
from factdesk.split.draft import Draft

_MARKS = re.compile(r"[“”\"]|\n[ \t]*\n\s*|\n(?=[“\"])")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[“\"])")
# "Statement from the mayor:" and "Ann Example said in a statement:" in front of a quotation.
_FROM = re.compile(
    r"\b(?:[Ss]tatement|[Rr]emarks?|[Cc]omments?|[Ll]etter|[Mm]essage) (?:from|by|of) ([^:]{2,70})$"
)
_SAID = re.compile(
    r"^[*_\s]*([A-Z][^:.!?,“”]{1,60}?),? (said|says|wrote|added|tweeted|replied|stated|told|continued)\b"
    r"[^.!?“”]*$"
)
_LONGEST_LEAD = 200


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` between its marks; `goes_on` tells that it continues the quotation before."""

    start: int
    end: int
    goes_on: bool = False


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text; one that a paragraph leaves open goes on where the next opens with a mark."""
    found: list[Quotation] = []
    opened, goes_on = -1, False
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark.isspace():
            if opened >= 0:
                found.append(Quotation(opened, at, goes_on))
            goes_on = opened >= 0 and text[match.end() : match.end() + 1] in ("“", '"')
            opened = -1
        elif opened >= 0 and mark in '”"':
            found.append(Quotation(opened, at, goes_on))
            opened, goes_on = -1, False
        elif opened < 0 and mark in '“"' and not (mark == '"' and text[at - 1 : at].isdigit()):
            opened = match.end()
    if opened >= 0:
        found.append(Quotation(opened, len(text), goes_on))
    return found


def with_speakers(text: str, drafts: Sequence[Draft], parts: Sequence[Sentence]) -> list[Draft]:
    """The drafts of a text in order, those inside a quotation with its speaker."""
    found = quotations(text)
    if not found:
        return list(drafts)
    ordered = sorted(drafts, key=lambda draft: draft.start)
    starts = [draft.start for draft in ordered]
    tellers: list[Draft | None] = []
    for group in _speeches(found):
        told = next((t for part in group if (t := _teller_in(part, ordered, starts))), None)
        if told is None or told.speaker.casefold() in ("he", "she", "they"):
            told = _teller_before(text, group[0], ordered, parts) or told
        tellers += [told] * len(group)
    return [_told(text, draft, found, tellers) for draft in drafts]


def _speeches(found: list[Quotation]) -> list[list[Quotation]]:
    groups: list[list[Quotation]] = []
    for one in found:
        if one.goes_on and groups:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _teller_in(one: Quotation, ordered: list[Draft], starts: list[int]) -> Draft | None:
    """A draft that begins in a quotation, or in the sentence that opens it, and has a speaker."""
    last = bisect_right(starts, one.end)
    first = bisect_left(starts, one.start - 1)
    return next((draft for draft in ordered[first:last] if draft.speaker), None)


def _teller_before(
    text: str, one: Quotation, ordered: list[Draft], parts: Sequence[Sentence]
) -> Draft | None:
    """The speaker of the sentence just before, in the same paragraph, or of the line that ends in a colon."""
    lead = text[max(0, one.start - 1 - _LONGEST_LEAD) : one.start - 1].rstrip("*_ \t\n")
    if lead.endswith(":"):
        return _announced(re.split(r"\n|(?<=[.!?])\s", lead[:-1].rstrip("* "))[-1])
    at = bisect_left(parts, one.start - 1, key=lambda part: part.start) - 1
    if at < 0 or _PARAGRAPH.search(text, parts[at].end, one.start):
        return None
    before = parts[at]
    return next((d for d in ordered if before.start <= d.start < before.end and d.speaker), None)


def _announced(lead: str) -> Draft | None:
    if match := _SAID.match(lead):
        return Draft(0, 0, "", speaker=match[1].strip(), saying=match[2])
    if match := _FROM.search(lead):
        return Draft(0, 0, "", speaker=match[1].strip(" *"), saying="statement")
    return None


def _told(text: str, draft: Draft, found: list[Quotation], tellers: list[Draft | None]) -> Draft:
    k = bisect_right([one.start for one in found], draft.start + 1) - 1
    if k < 0 or not _holds(text, found[k], draft):
        return draft
    if draft.speaker:
        return replace(draft, quoted=True)
    teller = tellers[k]
    if teller is None:
        return replace(draft, kind=ClaimKind.QUOTE, quoted=True, context=_joined(draft.context, _NEARBY))
    return replace(draft, text=_bare(draft.text), speaker=teller.speaker, saying=teller.saying, quoted=True)


def _bare(text: str) -> str:
    """The words without the quotation marks around all of them."""
    outer = text[:1] in ("“", '"') and text[-1:] in ("”", '"')
    return text[1:-1] if outer and not any(mark in text[1:-1] for mark in '“”"') else text


_NEARBY = "part of a quotation whose speaker stands nearby"


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def _holds(text: str, one: Quotation, draft: Draft) -> bool:
    """Whether a draft lies in a quotation that is more than a word or two of it."""
    return one.start - 1 <= draft.start and draft.end <= one.end + 1 and draft.end > draft.start
