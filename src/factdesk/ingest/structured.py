"""What a page says of itself in schema.org's JSON-LD: the piece of it that speaks of the article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

_JSON = json.JSONDecoder(strict=False)
_MOST_CHARACTERS = 2_000_000
_ARTICLES = ("Article", "BlogPosting", "Posting", "Report", "Claim", "Review", "Story")


def article_node(tree: HtmlElement, title: str, addresses: Sequence[str] = ()) -> Mapping[str, Any]:
    """The node about the article that the page shows, empty where there is none.

    A page may list other articles too: of several nodes the one counts that names one of the page's own
    `addresses`, or whose headline is the page's title. Where no node is an article, that of the page does, or
    the only one that has a date.
    """
    nodes = [
        node for node in _nodes(tree) if isinstance(node.get("datePublished") or node.get("headline"), str)
    ]
    articles = [node for node in nodes if _is_article(node)]
    heading, places = _folded(title), {_place(one) for one in addresses if one}
    for node in articles:
        headline = _folded(str(node.get("headline") or node.get("name") or ""))
        if places & _places(node) or (headline and heading and (headline in heading or heading in headline)):
            return node
    pages = [node for node in nodes if "WebPage" in _types(node)]
    for only in (articles, pages if not articles else [], nodes if not articles else []):
        if len(only) == 1:
            return only[0]
    return {}


def _places(node: Mapping[str, Any]) -> set[str]:
    """Where a node says that it is to be read."""
    main = node.get("mainEntityOfPage")
    named = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    return {_place(one) for one in named if isinstance(one, str) and one.startswith("http")}


def _place(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def name_of(value: object) -> str:
    """The names in a schema.org value: a text, a thing with a name, or several of them."""
    if isinstance(value, str):
        return "" if value.startswith(("http:", "https:")) else " ".join(value.split())
    if isinstance(value, list):
        names = [name for name in map(name_of, value[:20]) if name]
        return ", ".join(dict.fromkeys(names))
    return name_of(value.get("name")) if isinstance(value, dict) else ""


def not_free(tree: HtmlElement) -> bool:
    """Whether any node says that the page is not free to read."""
    return any(str(node.get("isAccessibleForFree", "")).casefold() == "false" for node in _nodes(tree))


def _nodes(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    for script in tree.iterfind(".//script"):
        kind, text = script.get("type") or "", script.text or ""
        if "ld+json" not in kind.lower() or len(text) > _MOST_CHARACTERS:
            continue
        try:
            # The first value: some pages have a stray bracket behind it.
            told, _ = _JSON.raw_decode(text.strip().removeprefix("<!--").lstrip())
        except (ValueError, RecursionError):
            continue
        yield from _flat(told)


def _flat(told: object) -> Iterator[Mapping[str, Any]]:
    """The nodes at the top, in lists and in `@graph`, and what a page names as its main thing."""
    waiting = [told]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one[:200]
        elif isinstance(one, dict):
            yield one
            waiting[:0] = [
                one[key] for key in ("@graph", "mainEntity") if isinstance(one.get(key), dict | list)
            ]


def _types(node: Mapping[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [str(one) for one in kind] if isinstance(kind, list) else [str(kind or "")]


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(kind.endswith(_ARTICLES) for kind in _types(node))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
