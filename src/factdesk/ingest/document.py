"""What was read out of a page or a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from factdesk.errors import BadInput
from factdesk.model import Period


class Notice(StrEnum):
    """What a site shows in place of a page: a check for robots, a question about cookies, or “not found”."""

    ROBOTS = "robots"
    COOKIES = "cookies"
    NOTHING = "nothing"


class NotThePage(BadInput):
    """What came is not the page that was asked for, but a notice of the site."""

    def __init__(self, message: str, notice: Notice) -> None:
        super().__init__(message, notice)
        self.notice = notice

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Document:
    """Text and what the page or document says of itself. All of it is proposed; a person confirms it.

    `text` is as `text.clean` leaves it, paragraphs parted by a blank line. `published` is `Period()` where no
    day, month or year is given for sure; `published_basis` says where it stands ("page metadata: …").
    `url` is the address that the page gives as its own, else the one it was fetched from, or blank.
    `language` is the code that it declares ("en"), or blank. `is_beginning` where readers who have not
    paid or signed in are shown no more. `remarks` are whole sentences on what a reader should know: a
    paywall, two dates, pages without text.
    """

    text: str
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: Period = field(default_factory=Period)
    published_basis: str = ""
    media_type: str = "text/plain"
    url: str = ""
    language: str = ""
    is_beginning: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and in words where it stands; `note` is a sentence on what else should be known of it."""

    period: Period = field(default_factory=Period)
    basis: str = ""
    note: str = ""
