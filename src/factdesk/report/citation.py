"""How a source is cited: one line of pieces, which a page styles and a table reads as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from factdesk.errors import BadInput
from factdesk.model import Medium, Period, Source
from factdesk.report import words


class Style(StrEnum):
    PLAIN = "plain"
    TITLE = "title"  # in quotation marks
    WORK = "work"  # the name of a book, in italics where there are any
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Piece:
    """`url` is what the piece may lead to, blank where to nothing."""

    text: str
    style: Style = Style.PLAIN
    url: str = ""


_TOLD_BY = {Medium.CALL: "Conversation with", Medium.MESSAGE: "Message from"}
_BESIDE_TITLE = {
    Medium.FILE: "file",
    Medium.DOCUMENT: "document",
    Medium.BROADCAST: "broadcast",
    Medium.CALL: "conversation",
    Medium.MESSAGE: "message",
}
_COUNTED_IN = {
    Medium.BOOK: "page",
    Medium.DOCUMENT: "page",
    Medium.FILE: "page",
    Medium.BROADCAST: "minute",
    Medium.CALL: "minute",
}


def citation(source: Source) -> tuple[Piece, ...]:
    """Who, what, where and when, as a newsroom cites it; its address last. The pieces make up the line."""
    line = list(_with_commas(_parts(source)))
    if source.url and source.title:
        line += [Piece(". " if line else ""), Piece(source.url, Style.ADDRESS)]
    elif line:
        line.append(Piece("."))
    return tuple(line)


def plain(source: Source) -> str:
    """The citation as text.

    >>> plain(Source("s1", "c1", title="Bridges", author="Ann Example", medium=Medium.BOOK, locator="7"))
    'Ann Example, Bridges, page 7.'
    """
    return "".join(as_text(piece) for piece in citation(source))


def as_text(piece: Piece) -> str:
    return f"“{piece.text}”" if piece.style is Style.TITLE else piece.text


def short(source: Source) -> str:
    """A few words for it where its number leads to the whole: its title, else whose it is, else its link."""
    if source.medium in _TOLD_BY and source.author and source.title:
        return f"{source.author}: {source.title}"
    return source.title or source.author or source.publisher or source.url


def _with_commas(parts: Iterable[Piece]) -> Iterator[Piece]:
    for number, part in enumerate(parts):
        if number:
            yield Piece(", ")
        yield part


def _parts(source: Source) -> Iterator[Piece]:
    told_by = _TOLD_BY.get(source.medium, "")
    if source.author:
        yield Piece(f"{told_by} {source.author}".strip())
    if source.title:
        yield _title(source)
    elif source.url:
        yield Piece(source.url, Style.ADDRESS, source.url)
    if (what := _BESIDE_TITLE.get(source.medium)) and not (told_by and source.author):
        yield Piece(what)
    if source.publisher not in ("", source.author):
        yield Piece(source.publisher)
    yield from _days(source)
    if source.locator:
        yield Piece(_place(source))


def _title(source: Source) -> Piece:
    """What it is called; what a person told us has a description and no title."""
    described = source.medium is Medium.CALL
    style = Style.PLAIN if described else Style.WORK if source.medium is Medium.BOOK else Style.TITLE
    return Piece(source.title, style, source.url)


def _days(source: Source) -> Iterator[Piece]:
    published, accessed = days(source.published), days(source.accessed)
    if published:
        yield Piece(published)
    if accessed and source.medium in _TOLD_BY:
        # A talk happened on the day on which it was had.
        yield from () if published else (Piece(accessed),)
    elif accessed:
        yield Piece(f"{'accessed' if source.url else 'seen'} {accessed}")


def _place(source: Source) -> str:
    """Where in it; a bare number is a page or a minute."""
    unit = _COUNTED_IN.get(source.medium, "") if source.locator.isdecimal() else ""
    return f"{unit} {source.locator}".strip()


def days(text: str) -> str:
    """A period as it is kept (`2026-03`) in words (`March 2026`); anything else as it is."""
    try:
        return words.period(Period.parse(text)) if text.strip() else ""
    except BadInput:
        return text
