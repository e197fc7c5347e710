"""Clauses that report what somebody says: the report becomes a frame, what it tells has a speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.clause import Clause, Form, Source

if TYPE_CHECKING:
    from spacy.tokens import Token


def content(token: Token, above: Clause, found: dict[int, Clause]) -> Clause | None:
    """The clause that a verb of saying tells, with its source; the verb's own becomes a report in `found`."""
    verb = above.head
    if _is_interposed(token, verb):
        teller = grammar.subject(token) or inverted_subject(token)
        assert teller is not None, "an interposed report has a subject"
        found[verb.i] = replace(above, speaker=Source(teller, token))
        return Clause(token, Form.REPORT, verb, above.speaker)
    if _stands_beside(token, verb):
        return Clause(token, Form.OWN, verb, above.speaker)
    speaker = grammar.subject(verb) or inverted_subject(verb) or grammar.shared_subject(verb)
    if not grammar.is_verb(token) or not grammar.is_finite(token) or grammar.subject(token) is None:
        return None
    if speaker is None or speaker.dep_ == "expl" or is_half(speaker):
        return None
    if not _reports(above) or _leans(token):
        return None
    if is_supposed(token):
        return None
    source = Source(speaker, verb)
    if verb.lemma_.lower() in words.NEWS and above.form is not Form.REPORT and verb.i < token.i:
        return Clause(token, Form.OWN, verb, source, kept=True)
    found[verb.i] = Clause(verb, Form.REPORT, above.anchor, above.speaker)
    return Clause(token, Form.OWN, verb, source)


def is_half(subject: Token) -> bool:
    """ "Ann Example and I": the parser takes the last of two for the whole subject."""
    first = subject.left_edge.i
    link = subject.doc[first - 1] if first else subject
    return link.dep_ == "cc" and link.head.pos_ in ("NOUN", "PROPN", "PRON") and link.head != subject


def _leans(token: Token) -> bool:
    """Whether a clause is a quotation that only its frame explains: "“I have no regrets”"."""
    if not is_quoted(token):
        return False
    subject = grammar.subject(token)
    own = any(part.tag_ in ("PRP", "PRP$") and part.lower_ in words.OF_THE_SPEAKER for part in token.subtree)
    return own or subject is None or subject.lower_ in words.LEANING


def _is_interposed(token: Token, verb: Token) -> bool:
    """ "The bridge, she said, was closed.": the report stands within what it tells."""
    subject = grammar.subject(token) or inverted_subject(token)
    inside = verb.left_edge.i < token.left_edge.i and token.i < verb.i
    plain = not any(child.dep_ in ("ccomp", "xcomp", "dobj") and child != subject for child in token.children)
    return inside and plain and token.lemma_.lower() in words.REPORTING and subject is not None


def _reports(clause: Clause) -> bool:
    """Whether a clause commits its speaker to what follows: not "did not say", "was said", "may say"."""
    verb = clause.head
    return (
        verb.lemma_.lower() in words.REPORTING
        and clause.form in (Form.MAIN, Form.OWN, Form.CARRIED, Form.REPORT)
        and not (grammar.is_negated(verb) or grammar.modal(verb) or grammar.is_passive(verb))
    )


def inverted_subject(verb: Token) -> Token | None:
    """The speaker in "“…,” said Ann Example"."""
    content = next((c for c in verb.children if c.dep_ == "ccomp"), verb)
    after = (c for c in verb.children if c.dep_ in ("nsubj", "dobj") and c.i > verb.i > content.i)
    return next(after, None)


def _stands_beside(token: Token, verb: Token) -> bool:
    """Two sentences joined by a semicolon."""
    between = token.doc[min(token.i, verb.i) : max(token.i, verb.i)]
    whole = grammar.is_finite(token) and grammar.subject(token) and grammar.subject(verb)
    return bool(whole) and any(part.text == ";" for part in between)


def is_quoted(token: Token) -> bool:
    """Whether a clause stands in quotation marks."""
    left = token.left_edge
    before = left.doc[max(0, left.i - 1) : left.i + 1].text
    return any(mark in before for mark in '“"')


def tells_more(token: Token, above: Clause) -> bool:
    """ "…, adding that": the report goes on."""
    content = next((child for child in token.children if child.dep_ == "ccomp"), None)
    tells = not grammar.is_negated(above.head) and grammar.is_finite(above.head)
    whole = content is not None and grammar.is_finite(content) and grammar.subject(content) is not None
    return tells and whole and grammar.shared_subject(above.head) is not None


def is_supposed(token: Token) -> bool:
    """Whether a clause only supposes, so that nothing inside it is asserted."""
    opener = grammar.introducer(token)
    if opener is None or token.dep_ not in ("advcl", "ccomp", "pcomp"):
        return False
    word = opener.lower_
    return word in words.CONDITIONAL or (word in words.GENERIC and not grammar.is_past(token))
