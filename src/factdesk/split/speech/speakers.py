"""Who a statement is from: the speaker, the words that say so, whether they are quoted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.clause import Clause, Form
from factdesk.split.clauses.reports import inverted_subject, is_half
from factdesk.split.clauses.wording import noun_phrase, surface

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """As in `Claim`; `context` tells how the text brings the statement in, where that says more."""

    speaker: str = ""
    saying: str = ""
    quoted: bool = False
    context: str = ""


_HEARSAY = ("reportedly", "allegedly", "supposedly", "purportedly", "rumoured", "rumored")
_TOLD_OF = ("say", "report", "allege", "rumor", "rumour", "believe", "claim", "think", "understand")


def attribution(
    clause: Clause,
    words_: list[Token],
    found: list[Clause],
    source: tuple[Token, Token] | tuple[()],
    heads: Collection[Token],
    own: dict[int, list[Token]],
) -> Attribution:
    """Who says what a clause tells; blank where the text says it itself."""
    quoted = _is_in_quotes(clause, words_)
    if clause.speaker is not None:
        context = _frame(clause.speaker.who, _frames(clause, found, own))
        return Attribution(_name(clause.speaker.who, heads), clause.speaker.verb.text, quoted, context)
    if clause.form in (Form.APPOSITION, Form.NAMED, Form.RELATIVE):
        return Attribution()
    if source and _reaches(source[0], clause, found):
        return Attribution(_name(source[1], heads), "according to", quoted)
    if teller := _teller(clause, found):
        return Attribution(_name(teller, heads), clause.head.text, quoted)
    if hearsay := _hearsay(clause.head, words_):
        return Attribution(saying=hearsay, context=f"“{hearsay}”: the text names no source")
    return Attribution()


def _frames(clause: Clause, found: list[Clause], own: dict[int, list[Token]]) -> list[Token]:
    """The words of the reports that a statement stands in, the outermost first."""
    reports = {other.head.i: other for other in found if other.form is Form.REPORT}
    told: list[Token] = []
    inner: Clause | None = clause
    while inner is not None and inner.speaker is not None:
        inner = reports.pop(inner.speaker.verb.i, None)
        told = [*own[inner.head.i], *told] if inner is not None else told
    return told


def _name(who: Token, heads: Collection[Token]) -> str:
    """A speaker as written, a common noun at the start of the sentence written small."""
    name = noun_phrase(who, heads).rstrip(",")
    first = who.left_edge
    opens = first.i == first.sent[0].i and first.tag_ in ("NN", "NNS", "JJ", "CD") and not first.ent_type_
    return name[:1].lower() + name[1:] if opens and not name.isupper() else name


def _teller(clause: Clause, found: list[Clause]) -> Token | None:
    """The subject of a verb of saying whose content stays in the clause."""
    verb = clause.head
    if verb.lemma_.lower() not in words.REPORTING | words.UNCOMMITTED:
        return None
    beside = {other.head.i for other in found}
    if not any(child.dep_ == "ccomp" and child.i not in beside for child in verb.children):
        return None
    if grammar.is_passive(verb):
        return None
    teller = grammar.subject(verb) or inverted_subject(verb)
    if teller is None or is_half(teller):
        return None
    return teller if teller.pos_ in ("NOUN", "PROPN", "PRON") else None


def _is_in_quotes(clause: Clause, own: list[Token]) -> bool:
    """Whether the words of a statement are the speaker's own."""
    if clause.head.lemma_.lower() in words.REPORTING:
        return any(part.text in '“"' for part in own)
    first = next((part for part in own if not part.is_punct), clause.head)
    return grammar.in_quotes(clause.head) and grammar.in_quotes(first)


def _hearsay(verb: Token, own: list[Token]) -> str:
    """ "reportedly", "is said to": told on hearsay."""
    said = next((part for part in own if part.lower_ in _HEARSAY), None)
    if said is not None:
        return said.lower_
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if (
        passive
        and verb.lemma_.lower() in _TOLD_OF
        and any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)
    ):
        return f"{next(c.text for c in verb.children if c.dep_ == 'auxpass')} {verb.text}"
    return ""


def according(doc: Doc) -> tuple[Token, Token] | tuple[()]:
    """The head of "according to X" and of X."""
    for token in doc[:-1]:
        if token.lower_ == "according" and token.nbor(1).lower_ == "to":
            named = (c for part in (token, token.nbor(1)) for c in part.children if c.dep_ == "pobj")
            if source := next(named, None):
                return token, source
    return ()


def phrase(source: tuple[Token, Token] | tuple[()]) -> Iterator[Token]:
    if source:
        yield from source[0].subtree


def _reaches(according: Token, clause: Clause, found: list[Clause]) -> bool:
    """In front of the sentence the source answers for all of it, else for the clause it stands in."""
    main, verb = found[0].head, clause.head
    while clause.form is Form.CARRIED and verb.dep_ == "conj" and verb.i < according.i:
        verb = verb.head
    return according.i < main.left_edge.i + 3 or verb.is_ancestor(according)


def is_saying(verb: Token, own: list[Token]) -> bool:
    """Whether a clause quotes what somebody says."""
    return verb.lemma_.lower() in words.REPORTING and any(part.text in '“"' for part in own)


def _frame(speaker: Token, frames: list[Token]) -> str:
    """How the text brings in the statement, where that says more than who speaks."""
    name = {part.i for part in speaker.subtree}
    told = [part for part in frames if part.lower_ != "that"]
    more = [part for part in told if grammar.is_content(part) and part.i not in name]
    return f"in the text: “{surface(told).rstrip('.')}”" if len(more) > 1 else ""
