"""Claims of one parsed sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from factdesk.model import ClaimKind
from factdesk.split import grammar, words
from factdesk.split.clause import Clause, Form
from factdesk.split.clauses import clauses, inverted_subject
from factdesk.split.draft import Draft
from factdesk.split.lists import told
from factdesk.split.people import meetings
from factdesk.split.render import render
from factdesk.split.wording import noun_phrase, opened, sentence, surface

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAY_LOSE = 2  # content words of a sentence that no claim need cover; more are a sign of a wrong parse


def drafts(doc: Doc) -> list[Draft]:
    """The claims of one sentence, offsets counted from its start; none where it asserts nothing."""
    if not is_declarative(doc):
        return []
    sentence_root = next(doc.sents).root
    found = clauses(sentence_root)
    source = _according(doc)
    heads = [clause.head for clause in found if not clause.kept]
    cut = [*heads, *source[:1]]
    own = _restored({clause.head.i: _own(clause, found, cut) for clause in found}, found)
    if any(not own[clause.head.i] for clause in found if clause.form is not Form.REPORT):
        return [whole(doc)]
    frames = [part for clause in found if clause.form is Form.REPORT for part in own[clause.head.i]]
    seen = {part.i for parts in own.values() for part in parts} | {part.i for part in _phrase(source)}
    made = [
        draft
        for clause in found
        if clause.form is not Form.REPORT
        for draft in _of_clause(
            clause, own[clause.head.i], cut, _speaker(clause, found, source, heads), frames
        )
    ]
    lost = [token for token in doc if grammar.is_content(token) and token.i not in seen]
    if (
        len(lost) > _MAY_LOSE
        or _holds_a_statement(frames, found)
        or not made
        or not all(_reads(draft.text) for draft in made)
    ):
        return [whole(doc, _speaker(found[0], found, source, heads))]
    return made


def _holds_a_statement(frames: list[Token], found: list[Clause]) -> bool:
    """Whether a report says more than it should, which a wrong parse makes it do."""
    heads = {clause.head.i for clause in found}
    if any(c.speaker and c.speaker.left_edge.i < c.head.i < c.speaker.right_edge.i for c in found):
        return True
    return any(
        grammar.is_verb(part)
        and grammar.is_finite(part)
        and part.dep_ in ("ccomp", "conj", "ROOT", "parataxis")
        for part in frames
        if part.i not in heads
    )


def whole(doc: Doc, speaker: str = "") -> Draft:
    """The sentence as one claim."""
    words_ = [token for token in doc if not token.is_space]
    start, end = words_[0].idx, words_[-1].idx + len(words_[-1])
    return Draft(start, end, sentence(opened(surface(words_))), speaker)


def is_declarative(doc: Doc) -> bool:
    """Whether the sentence states something: no question, command or wish, no bare label."""
    parts = [token for token in doc if not token.is_space]
    if not any(grammar.is_verb(token) for token in parts):
        return len([t for t in parts if grammar.is_content(t)]) > 3 and parts[-1].text in (".", "!")
    text = "".join(token.text for token in parts[-3:])
    root = next(doc.sents).root
    if len([part for part in parts if part.is_alpha]) < 2:
        return False
    commanded = root.tag_ == "VB" and grammar.subject(root) is None and not grammar.auxiliaries(root)
    breaks_off = len(parts) > 1 and parts[-1].text in (":", "—") and parts[-2].lower_ in (*_DANGLING, "that")
    if breaks_off or root.tag_ == "MD" or (doc.text.isupper() and parts[-1].text not in (".", "!")):
        return False
    thanks = root.lemma_.lower() == "thank" and grammar.subject(root) is None
    return (
        "?" not in text and not commanded and not thanks and parts[0].lower_ not in ("let", "may", "please")
    )


# --- the words of a clause -------------------------------------------------------------------------


def _own(clause: Clause, found: list[Clause], cut: list[Token]) -> list[Token]:
    """The words of a clause in order: its subtree without the clauses cut out and without link words."""
    inner = [head for head in cut if head != clause.head]
    parts = list(grammar.within(clause.head, inner))
    links = {part.i for part in _links(clause, found)}
    parts = [part for part in parts if part.i not in links]
    while parts and (parts[0].text in grammar.BREAKS or parts[0].dep_ == "cc"):
        parts.pop(0)
    parts = parts[_opening(parts) :]
    if parts and clause.speaker is not None:
        parts = _without_frame(clause, parts)
    while len(parts) > 1 and _is_loose_end(parts):
        parts.pop()
    return parts


_STRAYS = ("conj", "appos", "dobj", "npadvmod", "attr", "dep", "oprd")


def _restored(own: dict[int, list[Token]], found: list[Clause]) -> dict[int, list[Token]]:
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
            yield from (
                c for c in other.anchor.children if c.dep_ in ("cc", "preconj") and c.i < other.head.i
            )
    if clause.form is Form.OWN and (opener := grammar.introducer(clause.head)):
        yield opener
        yield from (c for c in clause.head.children if c.i < opener.i and c.dep_ == "advmod")


_LINK_WORDS = ("and", "but", "or", "yet", "so", "then", "while", "as")


def _is_loose_end(parts: list[Token]) -> bool:
    """A comma at the end, or the full stop of the sentence behind a clause that was cut."""
    last = parts[-1]
    return (
        last.text in (",", ";", ":", "–", "—", "(")
        or last.lower_ in _LINK_WORDS
        or (last.text == "." and last.i - parts[-2].i > 1)
    )


def _of_clause(
    clause: Clause, own: list[Token], cut: Collection[Token], speaker: str, frames: list[Token]
) -> Iterator[Draft]:
    kind = ClaimKind.QUOTE if _is_saying(clause.head, own) else None
    if clause.form in (Form.MAIN, Form.OWN, Form.CARRIED) and (met := meetings(own)):
        yield from _each_meeting(clause, own, cut, speaker, met)
    else:
        context = _frame(clause.speaker, frames) if clause.speaker is not None else ""
        for part in told(clause.head, own):
            start, end = _span(clause, part)
            yield Draft(start, end, render(clause, part, cut), speaker, context, kind)


def _each_meeting(
    clause: Clause,
    own: list[Token],
    cut: Collection[Token],
    speaker: str,
    met: tuple[list[Token], list[list[Token]], list[Token]],
) -> Iterator[Draft]:
    object_, people, listed = met
    if listed:
        dropped = {part.i for part in listed}
        general = [part for part in own if part.i not in dropped]
        yield Draft(*_span(clause, general), render(clause, general, cut), speaker)
    replaced = {part.i for part in object_}
    for k, person in enumerate(people):
        named = {part.i for part in person}
        words_ = [part for part in own if part.i not in replaced or part.i in named]
        start, end = _extent(person)
        start = min(start, _span(clause, own)[0]) if k == 0 and not listed else start
        yield Draft(start, end, render(clause, words_, cut), speaker)


def _span(clause: Clause, own: list[Token]) -> tuple[int, int]:
    """From the first to the last word; with an apposition or relative clause, the name it speaks of too."""
    start, end = _extent(own)
    if clause.form in (Form.APPOSITION, Form.NAMED, Form.RELATIVE):
        name = [
            part
            for part in clause.anchor.subtree
            if part == clause.anchor or (part.i < clause.anchor.i and not part.is_punct)
        ]
        start = min(start, name[0].idx)
    return start, end


def _extent(tokens: Iterable[Token]) -> tuple[int, int]:
    tokens = list(tokens)
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


_DANGLING = (
    "to",
    "the",
    "a",
    "an",
    "and",
    "or",
    "but",
    "of",
    "with",
    "by",
    "from",
    "was",
    "is",
    "were",
    "are",
    "be",
    "been",
)


def _reads(text: str) -> bool:
    """Whether the wording is more than a scrap and does not break off."""
    words_ = text.rstrip(".").split()
    return len(words_) > 1 and words_[-1].casefold() not in _DANGLING


# --- who says so -----------------------------------------------------------------------------------


def _according(doc: Doc) -> tuple[Token, Token] | tuple[()]:
    """The head of "according to X" and of X."""
    for token in doc[:-1]:
        if token.lower_ == "according" and token.nbor(1).lower_ == "to":
            named = (c for part in (token, token.nbor(1)) for c in part.children if c.dep_ == "pobj")
            if source := next(named, None):
                return token, source
    return ()


def _phrase(source: tuple[Token, Token] | tuple[()]) -> Iterator[Token]:
    if source:
        yield from source[0].subtree


def _speaker(
    clause: Clause, found: list[Clause], source: tuple[Token, Token] | tuple[()], heads: Collection[Token]
) -> str:
    if clause.form in (Form.APPOSITION, Form.NAMED, Form.RELATIVE):
        return ""
    if clause.speaker is not None:
        return noun_phrase(clause.speaker, heads).rstrip(",")
    if source and _reaches(source[0], clause, found):
        return noun_phrase(source[1], heads).rstrip(",")
    verb = clause.head
    says = verb.lemma_.lower() in words.REPORTING | words.UNCOMMITTED
    beside = {other.head.i for other in found}
    content = any(child.dep_ == "ccomp" and child.i not in beside for child in verb.children)
    teller = (grammar.subject(verb) or inverted_subject(verb)) if says and content else None
    named = teller is not None and teller.pos_ in ("NOUN", "PROPN", "PRON")
    return noun_phrase(teller, heads).rstrip(",") if teller is not None and named else ""


def _reaches(according: Token, clause: Clause, found: list[Clause]) -> bool:
    """In front of the sentence the source answers for all of it, else for the clause it stands in."""
    main = found[0].head
    return according.i < main.left_edge.i + 3 or clause.head.is_ancestor(according)


def _is_saying(verb: Token, own: list[Token]) -> bool:
    return verb.lemma_.lower() in words.REPORTING and any(part.text in '“"' for part in own)


def _frame(speaker: Token, frames: list[Token]) -> str:
    """How the text brings in the statement, where that says more than who speaks."""
    name = {part.i for part in speaker.subtree}
    told = [part for part in frames if part.lower_ != "that"]
    more = [part for part in told if grammar.is_content(part) and part.i not in name]
    return f"in the text: “{surface(told).rstrip('.')}”" if len(more) > 1 else ""
