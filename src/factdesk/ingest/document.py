"""What was read out of a page or a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from factdesk.model import Period


@dataclass(frozen=True, slots=True)
class Document:
    """Text and what the page or document says of itself. All of it is proposed; a person confirms it.

    `text` is as `text.clean` leaves it, paragraphs parted by a blank line. `published` is `Period()` where no
    day, month or year is given for sure; `published_basis` says where it stands ("page metadata: …").
    `url` is the address that the page gives as its own, else the one it was fetched from, or blank.
    `language` is the code that it declares ("en"), or blank. `remarks` are whole sentences on what a reader
    should know: a paywall, two dates, pages without text.
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
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and in words where it stands; `note` is a sentence on what else should be known of it."""

    period: Period = field(default_factory=Period)
    basis: str = ""
    note: str = ""
