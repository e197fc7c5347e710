"""The objects of JSON and JSON-LD documents, in pages or by themselves, within bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factdesk.errors import BadInput

Node = Mapping[str, Any]

# Bytes of a file; levels of nesting looked into; objects of one document.
LARGEST = 256 * 2**20
_DEEPEST = 40
_MOST_OBJECTS = 3_000_000
# From here on a feed is read one element at a time.
_LARGE = 4 * 2**20
_SCHEMA = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:)")
_FEED_START = re.compile(
    r'\s*(?:\[|\{(?:[^{}\[\]]|\{[^{}]*\})*?"(?:dataFeedElement|claims|@graph)"\s*:\s*\[)'
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a file that could not be read."""

    where: str
    why: str


def nodes(data: bytes, name: str) -> Iterator[Node | Fault]:
    """Every object of the file, from the outside in, with the parts of a document that it names by @id.

    BadInput where the file is too large, not text or not JSON.
    """
    if len(data) > LARGEST:
        raise BadInput(f"{name}: {len(data) / 2**20:.0f} MB, more than {LARGEST // 2**20}; split the file")
    text = _decoded(data, name)
    if text.lstrip()[:1] in ("{", "["):
        yield from _of_json(text, name)
    else:
        yield from _of_page(text)


def types(node: Node) -> list[str]:
    """The names of an object's types, without the prefix of schema.org."""
    given = node.get("@type", node.get("type"))
    every = given if isinstance(given, list) else [given]
    return [_SCHEMA.sub("", one) for one in every if isinstance(one, str)]


def bare(value: object) -> Node:
    """An object with its keys without the prefix of schema.org; empty for what is none."""
    return {_SCHEMA.sub("", key): part for key, part in value.items()} if isinstance(value, dict) else {}


def _decoded(data: bytes, name: str) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise BadInput(f"{name}: not text (byte {error.start}); give a page or a JSON file") from None
        return data.decode("cp1252", "replace")


# --- JSON ------------------------------------------------------------------------------------------


def _of_json(text: str, name: str) -> Iterator[Node | Fault]:
    if len(text) > _LARGE and (start := _FEED_START.match(text[:65536])):
        yield from _streamed(text, start.end(), name)
        return
    try:
        yield from _walked(_parsed(text))
    except ValueError as error:
        if "Extra data" not in str(error):
            raise BadInput(f"{name}: no JSON ({error}); give the file as it was published") from None
        yield from _of_lines(text)


def _parsed(text: str) -> Any:
    """ValueError where it is no JSON, also where it is nested too deeply."""
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _streamed(text: str, at: int, name: str) -> Iterator[Node | Fault]:
    """The elements of a long list one at a time, so that only one of them is held at once."""
    decoder = json.JSONDecoder(strict=False)
    gap = re.compile(r"[\s,]*")
    while (at := _end(gap, text, at)) < len(text) and text[at] != "]":
        try:
            element, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            raise BadInput(f"{name}: no JSON at character {at:,} ({error}); fetch the file again") from None
        yield from _walked(element)
    if at >= len(text):
        yield Fault("the end of the file", "it is cut off")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _of_lines(text: str) -> Iterator[Node | Fault]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield from _walked(_parsed(line))
            except ValueError as error:
                yield Fault(f"line {number}", f"no JSON ({error})")


def _walked(document: Any) -> Iterator[Node]:
    """The objects of a document from the outside in; those too deep in it are passed over."""
    named: dict[str, Node] = {}
    found: list[Node] = []
    waiting: list[tuple[Any, int]] = [(document, 0)]
    count = 0
    while waiting and count < _MOST_OBJECTS:
        value, depth = waiting.pop()
        count += 1
        if isinstance(value, dict):
            plain = bare(value)
            found.append(plain)
            if isinstance(plain.get("@id"), str) and len(plain) > 1:
                named.setdefault(plain["@id"], plain)
            parts = list(plain.values())
        else:
            parts = value if isinstance(value, list) else []
        if depth < _DEEPEST:
            waiting += [(part, depth + 1) for part in reversed(parts) if isinstance(part, dict | list)]
    yield from (_completed(node, named) for node in found)


def _completed(node: Node, named: Mapping[str, Node]) -> Node:
    """The object with its parts that are only named ({"@id": …}) put in."""
    return {key: _looked_up(part, named) for key, part in node.items()} if named else node


def _looked_up(part: Any, named: Mapping[str, Node]) -> Any:
    if isinstance(part, dict) and set(part) == {"@id"} and isinstance(part["@id"], str):
        return named.get(part["@id"], part)
    if isinstance(part, list):
        return [_looked_up(one, named) if isinstance(one, dict) else one for one in part]
    return part


# --- pages -----------------------------------------------------------------------------------------

_OPEN = re.compile(r"<script\b([^>]{0,500})>", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
_TYPE = re.compile(r"type\s*=\s*[\"']?\s*application/ld\+json", re.IGNORECASE)
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://\s*|/\*\s*)?<!\[CDATA\[(?:\s*\*/)?)"
    r"|(?:-->|(?://\s*|/\*\s*)?\]\]>(?:\s*\*/)?|;)\s*$"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def _of_page(text: str) -> Iterator[Node | Fault]:
    for number, script in enumerate(_scripts(text), 1):
        try:
            yield from _walked(_mended(script))
        except ValueError as error:
            if "ClaimReview" in script:
                yield Fault(f"JSON-LD part {number} of the page", f"no JSON ({error})")


def _scripts(text: str) -> Iterator[str]:
    """What stands in the JSON-LD elements of a page, in one pass over it."""
    at = 0
    while (match := _OPEN.search(text, at)) and (close := _CLOSE.search(text, match.end())):
        if _TYPE.search(match[1]):
            yield text[match.end() : close.start()]
        at = close.end()


def _mended(script: str) -> Any:
    """The document of a script; where it is no JSON, without what pages wrongly put around or in it."""
    try:
        return _parsed(script)
    except ValueError as error:
        inner = _WRAPPING.sub("", _WRAPPING.sub("", script.strip()).strip())
        mended = _TRAILING_COMMA.sub("", inner)
        if mended == script:
            raise ValueError(str(error)) from None
        return _parsed(mended)
