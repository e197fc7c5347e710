"""Claims of one parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factdesk.model import ClaimKind
from factdesk.split import grammar
from factdesk.split.clauses.belongs import own_words, restored
from factdesk.split.clauses.clause import Clause, Form
from factdesk.split.clauses.clauses import clauses
from factdesk.split.clauses.lists import told
from factdesk.split.clauses.mends import mend
from factdesk.split.clauses.people import met_apart
from factdesk.split.clauses.render import borrowed, render
from factdesk.split.clauses.wording import opened, sentence, surface
from factdesk.split.draft import Draft
from factdesk.split.speech.speakers import Attribution, according, attribution, is_saying, phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MAY_LOSE = 2  # content words of a sentence that no claim need cover; more are a sign of a wrong parse


def drafts(doc: Doc) -> list[Draft]:
    """The claims of one sentence, offsets counted from its start; none where it asserts nothing."""
    if introduced := _introduced(doc):
        return [introduced]
    if not is_declarative(doc):
        return []
    mend(doc)
    found = clauses(next(doc.sents).root)
    source = according(doc)
    heads = [clause.head for clause in found if not clause.kept]
    cut = [*heads, *source[:1]]
    own = restored({clause.head.i: own_words(clause, found, cut) for clause in found}, found)
    if any(not own[clause.head.i] for clause in found if clause.form is not Form.REPORT):
        return [whole(doc)]
    reports = [clause for clause in found if clause.form is Form.REPORT]
    frames = [part for clause in reports for part in own[clause.head.i]]
    made: list[Draft] = []
    for clause in found:
        if clause.form is not Form.REPORT:
            words_ = own[clause.head.i]
            made += _of_clause(clause, words_, cut, attribution(clause, words_, found, source, heads, own))
    seen = {part.i for parts in own.values() for part in parts} | {part.i for part in phrase(source)}
    lost = [token for token in doc if grammar.is_content(token) and token.i not in seen]
    broken = len(lost) > _MAY_LOSE or _holds_a_statement(frames, found) or _lacks_a_subject(found, own)
    if broken or not made or not all(_reads(draft.text) for draft in made):
        first = found[0]
        return [whole(doc, attribution(first, own[first.head.i], found, source, heads, own))]
    return made


def _introduced(doc: Doc) -> Draft | None:
    """ "Ann Example, the mayor" and nothing more, cut from the frame of a quotation."""
    parts = [token for token in doc if not token.is_space]
    comma = next((k for k, part in enumerate(parts) if part.text == ","), 0)
    name, role = parts[:comma], parts[comma + 1 :]
    if not role or any(part.pos_ != "PROPN" for part in name) or role[0].tag_ not in ("DT", "PRP$"):
        return None
    if any(grammar.is_verb(part) or part.text in (",", ".", ":") for part in role):
        return None
    runs = spans([*name, *role])
    return Draft(runs[0][0], runs[-1][1], sentence(f"{surface(name)} is {surface(role)}"), spans=runs)


def _lacks_a_subject(found: list[Clause], own: dict[int, list[Token]]) -> bool:
    """Whether one of several clauses that should stand alone has no subject or no finite verb."""
    alone = [clause for clause in found if clause.form in (Form.MAIN, Form.OWN)]
    return len(found) > 1 and any(
        not any(part.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN") for part in own[clause.head.i])
        or (grammar.subject(clause.head) is None and not _inverted(clause.head))
        or _is_an_aside(clause.head)
        for clause in alone
    )


def _is_an_aside(verb: Token) -> bool:
    """ "Ann Example, ranked fourth, will": a participle behind the name, taken for the verb."""
    subject, before = grammar.subject(verb), verb.doc[max(0, verb.i - 1)]
    return verb.tag_ == "VBD" and before.text == "," and subject is not None and subject.i == before.i - 1


def _inverted(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "expl", "attr") for child in verb.children)


def _holds_a_statement(frames: list[Token], found: list[Clause]) -> bool:
    """Whether a report says more than it should, which a wrong parse makes it do."""
    heads = {clause.head.i for clause in found}
    if any(c.speaker and c.speaker.who.left_edge.i < c.head.i < c.speaker.who.right_edge.i for c in found):
        return True
    return any(
        grammar.is_verb(part)
        and grammar.is_finite(part)
        and part.dep_ in ("ccomp", "conj", "ROOT", "parataxis")
        for part in frames
        if part.i not in heads
    )


def whole(doc: Doc, said: Attribution | None = None) -> Draft:
    """The sentence as one claim."""
    words_ = [token for token in doc if not token.is_space]
    start, end = words_[0].idx, words_[-1].idx + len(words_[-1])
    text = sentence(opened(surface(words_)))
    return attributed(Draft(start, end, text), said) if said else Draft(start, end, text)


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


# --- a clause as drafts ----------------------------------------------------------------------------


def _of_clause(clause: Clause, own: list[Token], cut: list[Token], said: Attribution) -> Iterator[Draft]:
    kind = ClaimKind.QUOTE if is_saying(clause.head, own) else None
    whole_ = clause.form is not Form.MAIN or grammar.subject(clause.head) is not None
    parts = (clause.form in _MEETING and met_apart(own)) or (told(clause.head, own) if whole_ else [own])
    texts = [render(clause, part, cut) for part in parts]
    if not all(_reads(text) for text in texts):
        parts, texts = [own], [render(clause, own, cut)]
    lent = borrowed(clause, cut)
    for part, text in zip(parts, texts, strict=True):
        runs = spans([*lent, *part])
        draft = Draft(runs[0][0], runs[-1][1], text, kind=kind, spans=runs if len(runs) > 1 else ())
        yield attributed(draft, said)


_MEETING = (Form.MAIN, Form.OWN, Form.CARRIED)


def attributed(draft: Draft, said: Attribution) -> Draft:
    """The draft with its speaker."""
    marks = draft.text[:1] in '“"' and draft.text[-1:] in '”"'
    if said.quoted and marks and not any(mark in draft.text[1:-1] for mark in '“”"'):
        draft = replace(draft, text=draft.text[1:-1])
    return replace(draft, speaker=said.speaker, saying=said.saying, quoted=said.quoted, context=said.context)


def spans(tokens: list[Token]) -> tuple[tuple[int, int], ...]:
    """The runs of words that some words of a sentence form, without commas and dashes at their ends."""
    words_ = sorted({token.i: token for token in tokens if not token.is_space}.values(), key=lambda t: t.i)
    runs: list[list[Token]] = []
    for token in words_:
        if runs and _follows(token, runs[-1][-1]):
            runs[-1].append(token)
        else:
            runs.append([token])
    kept = [run for run in map(_without_breaks, runs) if any(map(_says, run))] or runs
    return tuple((run[0].idx, run[-1].idx + len(run[-1])) for run in kept)


def _follows(token: Token, before: Token) -> bool:
    """Whether only space stands between two words; a long one stands for words left out."""
    between = token.doc[before.i + 1 : token.i]
    return all(part.is_space and len(part) <= _SPACE for part in between)


_SPACE = 8  # characters: a mark of Markdown or two, not a link's address


def _says(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)


def _without_breaks(run: list[Token]) -> list[Token]:
    while run and run[0].text in _EDGES:
        run = run[1:]
    while run and run[-1].text in _EDGES:
        run = run[:-1]
    return run


_EDGES = grammar.BREAKS - {"(", ")"} | {"“", "”", '"'}
_DANGLING = (
    *("to", "the", "a", "an", "and", "or", "but", "of", "with", "by", "from"),
    *("was", "is", "were", "are", "be", "been"),
)


def _reads(text: str) -> bool:
    """Whether the wording is more than a scrap and does not break off."""
    words_ = text.rstrip(".").split()
    return len(words_) > 1 and words_[-1].casefold() not in _DANGLING
