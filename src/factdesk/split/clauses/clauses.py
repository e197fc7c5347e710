"""Which clauses of a parsed sentence assert something of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.adverbials import absolute, is_contrast, nearest, step, subordinate
from factdesk.split.clauses.clause import Clause, Form, Source
from factdesk.split.clauses.nouns import apposition, described, is_commenting, is_passive_form, of_predicate
from factdesk.split.clauses.reports import content, is_supposed

if TYPE_CHECKING:
    from spacy.tokens import Token


def clauses(root: Token) -> list[Clause]:
    """The asserted clauses of a sentence, the main one first; what is only supposed is not split."""
    found = {root.i: Clause(root, Form.MAIN, root)}
    pending = [root]
    while pending:
        word = pending.pop(0)
        for child in word.children:
            if clause := _clause(child, found):
                found[child.i] = clause
            if not is_supposed(child):
                pending.append(child)
            else:
                found |= _asides(child)
    return list(found.values())


def _asides(supposed: Token) -> dict[int, Clause]:
    """ "whether the bank, which owns a share, will": what is said aside holds all the same."""
    inside = (token for token in supposed.subtree if token.dep_ == "relcl" and grammar.is_set_off(token))
    return {token.i: Clause(token, Form.RELATIVE, token.head) for token in inside if is_commenting(token)}


_HANGING = frozenset(("relcl", "appos", "acl", "conj", "ccomp", "parataxis", "advcl", "prep"))


def _clause(token: Token, found: dict[int, Clause]) -> Clause | None:
    """What a word heads, given the clauses above it."""
    if token.dep_ not in _HANGING:
        return None
    anchor = token.head
    above = found.get(anchor.i)
    if token.dep_ == "relcl":
        told = of_predicate(token, found)
        return told or (Clause(token, Form.RELATIVE, anchor) if is_commenting(token) else None)
    if token.dep_ == "appos":
        return apposition(token)
    if token.dep_ not in ("ccomp", "parataxis") and grammar.in_quotes(token) != grammar.in_quotes(anchor):
        return None
    if token.dep_ == "acl":
        return described(token) or of_predicate(token, found)
    if token.dep_ == "conj" and grammar.is_verb(token):
        return _coordinated(token, above, found)
    if token.dep_ == "advcl" and is_contrast(token):
        above = above or nearest(anchor, found)
    if above is None:
        return None
    if token.dep_ in ("ccomp", "parataxis"):
        return content(token, above, found)
    if token.dep_ == "advcl" and grammar.is_verb(token):
        return subordinate(token, above)
    if token.dep_ == "prep" and token.lower_ == "with":
        return absolute(token, above)
    if token.dep_ == "prep" and token.lower_ in ("before", "after"):
        return step(token, above)
    return None


# --- coordination ----------------------------------------------------------------------------------


def _coordinated(token: Token, above: Clause | None, found: dict[int, Clause]) -> Clause | None:
    anchor = token.head
    if grammar.is_a_noun_after_all(token) or _is_turned(token):
        return None
    if above is None:
        return _second_aim(token)
    if above.form is Form.DESCRIBED:
        return Clause(token, Form.DESCRIBED, above.anchor) if is_passive_form(token) else None
    if above.form is Form.PARTICIPLE and token.tag_ == "VBG":
        return Clause(token, Form.PARTICIPLE, above.anchor, above.speaker) if _may_part(token) else None
    if above.speaker is not None and _speaks_on(token, above.speaker.verb):
        report = found.get(above.speaker.verb.i)
        return Clause(token, Form.CARRIED, report.head, report.speaker) if report else None
    if not grammar.is_verb(anchor) or not _may_part(token):
        return None
    if subject := grammar.subject(token):
        whole = grammar.is_finite(token) and subject.tag_ not in ("WP", "WDT")
        return Clause(token, Form.OWN, anchor, _reaching(above, token)) if whole else None
    having = any(aux.lemma_ == "have" for aux in grammar.auxiliaries(anchor))
    if token.tag_ == "VB" and having and grammar.auxiliaries(token):
        return None
    if token.tag_ == "VB" and not grammar.auxiliaries(token) and anchor.tag_ in ("VBN", "VBD", "VBZ", "VBP"):
        return _stray_aim(token)
    if grammar.shared_subject(anchor) is None or grammar.size(token) < 2:
        return None
    same_form = (
        token.tag_ == anchor.tag_
        or (token.tag_, anchor.tag_) == ("VBN", "VBD")
        or grammar.auxiliaries(anchor)
        or grammar.auxiliaries(token)
    )
    if _shares_object(token) or _may_go_on(token):
        return None
    if grammar.is_finite(token) or same_form:
        bare = token.tag_ == "VB" and above.form is Form.CARRIED and not grammar.auxiliaries(token)
        return Clause(token, Form.CARRIED, above.anchor if bare else anchor, above.speaker)
    return None


def _is_turned(token: Token) -> bool:
    """ "and so did the mayor": the subject stands behind."""
    helper = token.lemma_ in ("be", "have", "do") and token.tag_ in ("VBD", "VBP", "VBZ")
    if helper and any(child.lower_ in ("so", "neither", "nor") for child in token.lefts):
        return True
    return grammar.subject(token) is None and any(
        child.dep_ in ("nsubj", "nsubjpass") and child.i > token.i and child.head == token
        for child in token.children
    )


def _speaks_on(token: Token, before: Token) -> bool:
    decides = before.lemma_.lower() in words.RULING and token.lemma_.lower() in words.DECIDING
    return (
        (decides or token.lemma_.lower() in words.SPEECH | words.REPORTING)
        and grammar.subject(token) is None
        and grammar.is_finite(token)
        and not any(child.dep_ == "mark" for child in token.children)
    )


def _reaching(above: Clause, token: Token) -> Source | None:
    """The speaker of a first clause for a second with its own subject: from before both or behind both."""
    source = above.speaker
    around = source is not None and (source.who.i < above.head.i or source.verb.i > token.i)
    return source if around else None


def _stray_aim(token: Token) -> Clause | None:
    """ "has promised to cut taxes, hire nurses": the parser hangs the second aim on "promised"."""
    aims = (c for c in token.head.children if c.dep_ == "xcomp" and c.tag_ == "VB" and c.i < token.i)
    aim = next((c for c in aims if any(aux.lower_ == "to" for aux in c.children)), None)
    return Clause(token, Form.CARRIED, aim) if aim is not None and _may_part(token) else None


def _second_aim(token: Token) -> Clause | None:
    """ "seeks to modernize A and strengthen B": two aims of one verb."""
    aim = token.head
    while aim.dep_ != "xcomp" and token.tag_ == "VB" and aim.head != aim:
        aim = aim.head
    if aim.dep_ != "xcomp" or aim.tag_ != "VB" or token.tag_ != "VB" or grammar.subject(aim):
        return None
    governor = aim.head
    if (
        not grammar.is_finite(governor)
        or governor.lemma_ == "be"
        or governor.dep_ not in ("ROOT", "conj", "advcl", "relcl", "ccomp")
    ):
        return None
    if grammar.shared_subject(governor) is None or not _may_part(token) or grammar.size(token) < 2:
        return None
    return None if _shares_object(token) else Clause(token, Form.CARRIED, token.head)


def _shares_object(token: Token) -> bool:
    """ "coordinate and develop policies": both verbs may have the one object."""
    between = token.doc[token.head.i + 1 : token.i]
    has_object = any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in token.children)
    return has_object and not grammar.is_passive(token.head) and all(part.dep_ == "cc" for part in between)


def _may_go_on(token: Token) -> bool:
    """ "fell after the firm cut its forecast and said": nothing tells which of the two verbs goes on."""
    link = next((c for c in token.head.children if c.dep_ == "cc" and c.i < token.i), None)
    if link is None or link.i == 0 or token.head.i > link.i:
        return False
    near = (c for c in token.head.children if c.dep_ == "advcl" and token.head.i < c.i < link.i)
    return any(
        c.right_edge.i == link.i - 1 and c.tag_ == token.tag_ and grammar.is_finite(c) and grammar.subject(c)
        for c in near
    )


def _may_part(token: Token) -> bool:
    """Not under "or", "either", "neither", nor where a condition covers the whole chain."""
    if grammar.coordinators(token) & {"or", "nor", "either", "neither", "not", "both"}:
        return False
    chain = (token, token.head, *token.conjuncts)
    return not any(is_supposed(child) for verb in chain for child in verb.children)
