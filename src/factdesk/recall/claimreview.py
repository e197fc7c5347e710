"""Reviews of claims that others published as schema.org ClaimReview, read from what is really out there.

Read are: a page with JSON-LD in it, a JSON-LD file (one review, a list, an @graph), a Data Commons feed
(https://www.datacommons.org/factcheck), the answer of Google's claims:search, and one JSON object per line.
Texts stay as they are: markup in them is neither obeyed nor taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from factdesk import dates
from factdesk.errors import BadInput
from factdesk.recall import jsonld
from factdesk.recall.jsonld import Fault, Node
from factdesk.recall.model import Remembered
from factdesk.weblinks import safe_url

# A claim of more characters is an article; names and titles are cut at the next, links are not taken.
_LONGEST_CLAIM, _LONGEST_NAME, _LONGEST_LINK = 2000, 300, 2000
_MOST_REVIEWS = 500_000
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What could not be used: `where` is the number of a review in the file, or a part of the file."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What was read of a file."""

    reviews: tuple[Remembered, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def words(self) -> str:
        """ "12 reviews read, 2 left out"."""
        count = len(self.reviews)
        return f"{count:,} review{'' if count == 1 else 's'} read, {len(self.left_out):,} left out"


def read(data: bytes, name: str) -> Feed:
    """The reviews in a page or a file. BadInput where it holds none, or cannot be read.

    `name` is what messages call it.
    """
    reviews: dict[Remembered, None] = {}
    left_out: list[LeftOut] = []
    number = 0
    for node in jsonld.nodes(data, name):
        if isinstance(node, Fault):
            left_out.append(LeftOut(node.where, node.why))
            continue
        for given in _of_node(node):
            number += 1
            if number > _MOST_REVIEWS:
                raise BadInput(f"{name}: more than {_MOST_REVIEWS:,} reviews; split the file")
            if isinstance(given, str):
                left_out.append(LeftOut(f"review {number}", given))
            elif given in reviews:
                left_out.append(LeftOut(f"review {number}", "it is there twice"))
            else:
                reviews[given] = None
    if not reviews and not left_out:
        raise BadInput(
            f"{name}: no ClaimReview is in it; give a page that carries one, a feed, or a JSON-LD file"
        )
    return Feed(tuple(reviews), tuple(left_out))


def _of_node(node: Node) -> Iterator[Remembered | str]:
    """The reviews in one object, or why one is left out."""
    if "ClaimReview" in jsonld.types(node):
        yield _schema_review(node)
    elif _is_google(node):
        yield from _google_reviews(node)


# --- schema.org ------------------------------------------------------------------------------------


def _schema_review(node: Node) -> Remembered | str:
    item = _first(node.get("itemReviewed"))
    about = jsonld.bare(item)
    claim = _text(node.get("claimReviewed")) or _text(item if isinstance(item, str) else about.get("name"))
    claim = claim or _text(about.get("text")) or _text(about.get("headline"))
    if fault := _claim_fault(claim):
        return fault
    return Remembered(
        text=claim,
        label=_rating(node.get("reviewRating")),
        publisher=_names(node.get("author")) or _names(node.get("publisher")),
        title=_cut(_text(node.get("name")) or _text(node.get("headline"))),
        url=_link(node.get("url")) or _link(node.get("mainEntityOfPage")) or _link(node.get("@id")),
        at=_when(node.get("datePublished") or node.get("dateModified") or node.get("dateCreated")),
        claimant=_names(about.get("author")),
        claimed=_when(about.get("datePublished") or about.get("dateCreated")),
    )


def _claim_fault(claim: str) -> str:
    if not any(character.isalnum() for character in claim):
        return "it does not say which claim it reviews"
    if len(claim) > _LONGEST_CLAIM:
        return f"its claim has {len(claim):,} characters, more than {_LONGEST_CLAIM:,}"
    return ""


def _rating(given: Any) -> str:
    """The verdict in words; else its number and the best one, "2 of 5"; blank where none was given."""
    rating = jsonld.bare(_first(given))
    if not rating:
        return _cut(_text(given))
    words = (_text(rating.get(key)) for key in ("alternateName", "name", "ratingExplanation"))
    value, best = _text(rating.get("ratingValue")), _text(rating.get("bestRating"))
    numbers = f"{value} of {best}" if value and best else value
    return _cut(next(filter(None, words), numbers))


# --- Google's claims:search ------------------------------------------------------------------------


def _is_google(node: Node) -> bool:
    return isinstance(node.get("claimReview"), list) and "text" in node and not jsonld.types(node)


def _google_reviews(node: Node) -> Iterator[Remembered | str]:
    claim = _text(node.get("text"))
    fault = _claim_fault(claim)
    for review in node["claimReview"]:
        if fault or not isinstance(review, Mapping):
            yield fault or "it is no object"
            continue
        publisher = review.get("publisher")
        site = publisher.get("site") if isinstance(publisher, Mapping) else ""
        yield Remembered(
            text=claim,
            label=_cut(_text(review.get("textualRating"))),
            publisher=_names(publisher) or _cut(_text(site)),
            title=_cut(_text(review.get("title"))),
            url=_link(review.get("url")),
            at=_when(review.get("reviewDate")),
            claimant=_cut(_text(node.get("claimant"))),
            claimed=_when(node.get("claimDate")),
        )


# --- values in all their forms ---------------------------------------------------------------------


def _first(value: Any) -> Any:
    while isinstance(value, list):
        value = value[0] if value else None
    return value


def _text(value: Any) -> str:
    """The text of a string, a number, a list's first or an object's @value, on one line."""
    value = _first(value)
    if isinstance(value, Mapping):
        value = _first(value.get("@value"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    printable = (character if character.isprintable() else " " for character in str(value))
    return " ".join("".join(printable).split())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1].rstrip()}…"


def _names(value: Any) -> str:
    """Who it is: a name, several of them, or at least the host of a link."""
    every = value if isinstance(value, list) else [value]
    return _cut(", ".join(dict.fromkeys(filter(None, map(_name, every[:_MOST_NAMES])))))


def _name(value: Any) -> str:
    if one := jsonld.bare(value):
        given = _text(one.get("name")) or _text(one.get("alternateName")) or _text(one.get("legalName"))
        return given or _host(_link(one.get("url")) or _link(one.get("@id")))
    return _host(_text(value)) or _text(value)


def _host(link: str) -> str:
    match = re.match(r"https?://(?:www\.)?([^/?#\s]+)", link)
    return match[1] if match else ""


def _link(value: Any) -> str:
    """A link of the web; anything else is none."""
    value = _first(value)
    given = _text(value.get("@id") or value.get("url") if isinstance(value, Mapping) else value)
    return safe_url(given) if len(given) <= _LONGEST_LINK and not re.search(r"[<>\"]", given) else ""


def _when(value: Any) -> str:
    return _period(_text(value)[:60])


@lru_cache(maxsize=20_000)
def _period(given: str) -> str:
    """The period that a date names, as `Period` writes it; its words where they name none for sure."""
    day = re.match(r"(\d{4}-\d\d-\d\d)[T ]\d", given)
    try:
        return str(dates.parse_period(day[1] if day else given))
    except BadInput:
        return given
