"""Why a passage bears on a claim, in short words for the reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factdesk.passages.index import Index
from factdesk.passages.rows import Kind, Row, Span
from factdesk.passages.stems import stemmer
from factdesk.passages.words import key_of

_NAMED = {Kind.NAME: "names", Kind.NUMBER: "same number:", Kind.DATE: "same date:"}
_ALIKE = {Kind.NAME: "names", Kind.NUMBER: "number:", Kind.DATE: "date:"}


def reasons(on: Index, claim: str, held: Mapping[Row, list[Span]]) -> Iterator[str]:
    """Names, numbers and dates one by one, then the words in common, those of the claim first.

    Where the text says it otherwise its own words follow: "killed (died)".
    """
    for kind in (Kind.NAME, Kind.NUMBER, Kind.DATE):
        for row, places in held.items():
            if row.kind is kind:
                ours, theirs = _both(on, claim, row, places)
                is_same = kind is Kind.NAME or _key(ours) == _key(theirs)
                yield f"{(_NAMED if is_same else _ALIKE)[kind]} {ours}" + ("" if is_same else f" ({theirs})")
    if said := [_word(on, claim, row, places) for row, places in held.items() if row.kind is Kind.WORD]:
        yield "says " + ", ".join(said)


def _word(on: Index, claim: str, row: Row, places: list[Span]) -> str:
    ours = claim[row.start : row.end]
    stem = stemmer(on.language)
    roots = {stem(key_of(on.text[start:end])) for start, end in places}
    return (
        ours
        if stem(key_of(ours)) in roots
        else " ".join(f"{ours} ({_both(on, claim, row, places)[1]})".split())
    )


def _both(on: Index, claim: str, row: Row, places: list[Span]) -> tuple[str, str]:
    """The words of the claim and the first ones of the text for them."""
    start, end = places[0]
    return claim[row.start : row.end], " ".join(on.text[start:end].split())


def _key(words: str) -> str:
    return key_of("".join(words.split()))
