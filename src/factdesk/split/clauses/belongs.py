"""The words of a clause: what is its own of a sentence, and what only linked it to others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.clause import Clause, Form
from factdesk.split.clauses.wording import surface

if TYPE_CHECKING:
    from spacy.tokens import Token


def own_words(clause: Clause, found: list[Clause], cut: list[Token]) -> list[Token]:
    """The words of a clause in order: its subtree without the clauses cut out and without link words."""
    inner = [head for head in cut if head != clause.head]
    parts = list(grammar.within(clause.head, inner))
    links = {part.i for part in _links(clause, found)}
    parts = [part for part in parts if part.i not in links]
    while parts and (parts[0].text in grammar.BREAKS or parts[0].dep_ == "cc" or _is_so(clause, parts[0])):
        parts.pop(0)
    parts = parts[_opening(parts) :]
    if parts and clause.speaker is not None:
        parts = _without_frame(clause, parts)
    while len(parts) > 1 and _is_loose_end(parts):
        parts.pop()
    return _unquoted(parts) if clause.speaker is not None else parts


def _is_so(clause: Clause, word: Token) -> bool:
    """ "and so have never been able": the link to what goes before."""
    return clause.form is Form.CARRIED and word.lower_ == "so" and word.dep_ == "advmod"


def _unquoted(parts: list[Token]) -> list[Token]:
    """The words without the quotation marks that stand around all of them."""
    last = max((k for k, part in enumerate(parts) if not part.is_punct), default=0)
    closing = [k for k in range(last + 1, len(parts)) if parts[k].text in ("”", '"')]
    inner = [part for part in parts[1:last] if part.text in _QUOTES]
    if len(parts) > 2 and parts[0].text in _QUOTES and not inner:
        return [part for k, part in enumerate(parts[1:], 1) if k not in closing]
    if inner and all(part.is_punct or grammar.in_quotes(part) for part in parts):
        return [part for part in parts if part.text not in _QUOTES]
    return parts


_QUOTES = ("“", "”", '"')


_STRAYS = ("conj", "appos", "dobj", "npadvmod", "attr", "dep", "oprd")


def restored(own: dict[int, list[Token]], found: list[Clause]) -> dict[int, list[Token]]:
    """The words of each clause, list members behind a cut clause given back to it.

    The parser likes to hang the tail of a list on the main verb, across the clause that the list ends.
    """
    verbal = {clause.head.i for clause in found if clause.head.dep_ not in ("relcl", "appos")}
    reports = {clause.head.i for clause in found if clause.form is Form.REPORT}
    for clause in found:
        if clause.form is Form.OWN and clause.anchor.i in reports and clause.anchor.i < clause.head.i:
            _take_tail(own, clause)
    for head, parts in own.items():
        for k in range(1, len(parts)):
            before = parts[k].doc[parts[k].i - 1]
            owner = next((i for i in verbal if i != head and _ends_with(own[i], before)), None)
            if owner is not None and parts[k].i > head and _is_stray(parts, k):
                own[owner] = [*own[owner], *([before] if before.text == "," else []), *parts[k:]]
                own[head] = parts[:k]
                break
    return own


def _take_tail(own: dict[int, list[Token]], content: Clause) -> None:
    """What follows a reported statement belongs to it and not to "X said"."""
    frame, end = own[content.anchor.i], content.head.right_edge.i
    tail = [part for part in frame if part.i > end]
    if tail and tail[0].nbor(-1).text == ",":
        tail = [tail[0].nbor(-1), *tail]
    own[content.anchor.i] = [part for part in frame if part.i <= end]
    own[content.head.i] = [*own[content.head.i], *tail]


def _ends_with(parts: list[Token], token: Token) -> bool:
    if token.text == "," and token.i:
        token = token.nbor(-1)
    return bool(parts) and parts[-1] == token


def _is_stray(parts: list[Token], k: int) -> bool:
    """Whether the words from k on are noun phrases that hang on something before them."""
    first = parts[k].i
    tops = [part for part in parts[k:] if part.head.i < first]
    return bool(tops) and all(
        part.is_punct or (part.dep_ in _STRAYS and part.pos_ in ("NOUN", "PROPN")) for part in tops
    )


def _without_frame(clause: Clause, parts: list[Token]) -> list[Token]:
    """A reported clause without "that" and without the day of the report: "said on Tuesday it would"."""
    if parts[0].lower_ == "that" and len(parts) > 1 and parts[0].i == clause.anchor.i + 1:
        return parts[1:]
    subject = grammar.subject(clause.head)
    if subject is None or parts[0].i != clause.anchor.i + 1 or parts[0].dep_ not in ("prep", "npadvmod"):
        return parts
    lead = [part for part in parts if part.i < subject.left_edge.i]
    return parts[len(lead) :] if lead and all(part.text != "," for part in lead) else parts


def _opening(parts: list[Token]) -> int:
    """How many words of "In addition," stand in front."""
    comma = next((k for k, part in enumerate(parts[:6]) if part.text == ","), 0)
    return comma + 1 if surface(parts[:comma]).casefold() in words.OPENINGS else 0


def _links(clause: Clause, found: list[Clause]) -> Iterator[Token]:
    """Conjunctions that the split makes needless."""
    for other in found:
        if other.head.dep_ == "conj":
            links = (
                c for c in other.head.head.children if c.dep_ in ("cc", "preconj") and c.i < other.head.i
            )
            yield from (part for link in links for part in link.subtree)
    if clause.form is Form.OWN and (opener := grammar.introducer(clause.head)):
        yield opener
        ahead = (c for c in clause.head.children if c.i < opener.i and c.dep_ in ("advmod", "npadvmod"))
        yield from (part for child in ahead for part in child.subtree)


_LINK_WORDS = ("and", "but", "or", "yet", "so", "then", "while", "as")


def _is_loose_end(parts: list[Token]) -> bool:
    """A comma at the end, or the full stop of the sentence behind a clause that was cut."""
    last = parts[-1]
    return (
        last.text in (",", ";", ":", "–", "—", "(")
        or last.lower_ in _LINK_WORDS
        or (last.text == "." and last.i - parts[-2].i > 1)
    )
