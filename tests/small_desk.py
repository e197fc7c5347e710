"""A small article with two claims, and short ways to make records on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factdesk.model import Article, Claim, ClaimKind, Label, Period, Scale, Source, Verdict
from factdesk.store import Store

TEXT = "Mayor Ann Example opened the bridge.\nIt cost 12 million dollars.\n"
SLUG = "the-bridge"
SCALE = Scale(
    "true-false",
    (
        Label("True", "1", "#1a7f37", "✓", "The evidence shows that it is true."),
        Label("False", "2", "#cf222e", "✗", "The evidence shows that it is false."),
        Label("Unproven", "3", "#57606a", "?", "The evidence shows neither."),
    ),
)
ARTICLE = Article(
    text=TEXT,
    slug=SLUG,
    title="The bridge",
    url="https://example.org/bridge",
    publisher="The Freedonia Courier",
    author="Bob Sample",
    published=Period.parse("2022-06"),
    published_basis="given by the person who added it",
    retrieved="2026-11-24T09:00:00Z",
    added_by="Ann Example",
    scale=SCALE,
)


def claim(number: int, start: int, end: int, **fields: Any) -> Claim:
    quote = TEXT[start:end]
    return Claim(f"c{number}", start, end, quote, fields.pop("text", quote), ClaimKind.EVENT, **fields)


CLAIMS = [claim(1, 0, 36, check_worthiness=0.1 + 0.2), claim(2, 37, 64, context="what is 'it'?")]


def verdict(id: str, reviewer: str = "Ann Example", label: str = "True", **fields: Any) -> Verdict:
    fields = {"claim_id": "c1", "decided_at": "2026-11-24T09:30:00Z", **fields}
    return Verdict(id=id, reviewer=reviewer, verdict=label, **fields)


def source(id: str, **fields: Any) -> Source:
    fields = {"claim_id": "c1", "url": "https://example.org/a", "added_by": "Ann Example", **fields}
    return Source(id=id, **fields)


def desk(folder: Path, url: str | None = None) -> Store:
    """A store with the small article on it."""
    folder.mkdir(exist_ok=True)
    store = Store(folder, url)
    store.add_article(ARTICLE, CLAIMS)
    return store


def forget_database(folder: Path) -> None:
    """As in a fresh clone: the files without the database."""
    for path in folder.glob(".factdesk.sqlite*"):
        path.unlink()
