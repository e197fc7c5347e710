"""Which clauses of a parsed sentence assert something of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.clause import Clause, Form, Source
from factdesk.split.clauses.nouns import apposition, described, is_commenting, is_passive_form, of_predicate
from factdesk.split.clauses.reports import content, is_supposed, tells_more

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
    if token.dep_ == "advcl" and _is_contrast(token):
        above = above or _nearest(anchor, found)
    if above is None:
        return None
    if token.dep_ in ("ccomp", "parataxis"):
        return content(token, above, found)
    if token.dep_ == "advcl" and grammar.is_verb(token):
        return _subordinate(token, above)
    if token.dep_ == "prep" and token.lower_ == "with":
        return _absolute(token, above)
    if token.dep_ == "prep" and token.lower_ in ("before", "after"):
        return _step(token, above)
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


# --- clauses that hang on a verb -------------------------------------------------------------------


def _subordinate(token: Token, above: Clause) -> Clause | None:
    opener = grammar.introducer(token)
    if opener is None:
        return _participle(token, above)
    word = opener.lower_
    if is_supposed(token) or not grammar.is_finite(token) or grammar.subject(token) is None:
        return None
    if word in ("before", "after") and not (grammar.is_past(token) and grammar.modal(token) is None):
        return None
    if opener.i and opener.nbor(-1).lower_ == "only":
        return None
    if word in words.LINKED:
        return Clause(token, Form.OWN, above.head, above.speaker, kept=True)
    if word == "as" and (token.lemma_.lower() in words.AS_ONE_DOES or _is_a_moment(token, above)):
        return None
    if word in words.CONTRASTED and (word in _BESIDE or token.lemma_.lower() not in words.REPORTING):
        return Clause(token, Form.OWN, token.head, above.speaker)
    return None


_BESIDE = ("while", "whereas")


def _is_a_moment(token: Token, above: Clause) -> bool:
    """ "will rise as rescuers reach", "as prices rise, sales fall": only when, not that it is so."""
    return grammar.modal(above.head) is not None or (token.tag_ in ("VBP", "VBZ") and token.lemma_ != "be")


def _is_contrast(token: Token) -> bool:
    opener = grammar.introducer(token)
    return opener is not None and opener.lower_ in words.CONTRASTED


def _nearest(token: Token, found: dict[int, Clause]) -> Clause | None:
    """The clause that a word belongs to, where only phrases and -ing clauses lie between."""
    while token.i not in found:
        if token.dep_ not in ("pcomp", "prep", "xcomp", "pobj", "dobj", "acl", "conj") or token.head == token:
            return None
        token = token.head
    return found[token.i]


def _participle(token: Token, above: Clause) -> Clause | None:
    """ "…, adding that" and its like; an event's effect ("killing 12") stays with the event."""
    lemma = token.lemma_.lower()
    if token.tag_ == "VBG" and lemma in words.REPORTING and tells_more(token, above):
        return Clause(token, Form.REPORT, above.head, above.speaker)
    done = next((aux for aux in grammar.auxiliaries(token) if aux.lower_ == "having"), None)
    if token.tag_ == "VBN" and done is None:
        return _in_front(token, above)
    if (
        (token.tag_ != "VBG" and done is None)
        or token.i < above.head.i
        or not grammar.is_set_off(token)
        or grammar.size(token) < 2
    ):
        return None
    if (
        above.form not in (Form.MAIN, Form.CARRIED, Form.OWN)
        or (lemma in words.EVENTFUL and not _by_a_person(above.head))
        or token.lower_ in words.PREPOSITIONS_IN_ING
        or lemma in words.REPORTING
    ):
        return None
    verb = above.head
    if (grammar.is_passive(verb) and not _by_a_person(verb)) or _hides_a_verb(token):
        return None
    if grammar.is_negated(verb) or grammar.shared_subject(verb) is None:
        return None
    if (grammar.auxiliaries(token) and done is None) or grammar.subject(token) or not grammar.is_finite(verb):
        return None
    return Clause(token, Form.PARTICIPLE, verb, above.speaker)


def _hides_a_verb(token: Token) -> bool:
    """ "cutting power and triggering landslides": the last may be a verb, which the parse does not show."""
    parts = (part for part in token.subtree if part.tag_ == "VBG" and part.dep_ in ("compound", "amod"))
    return any(part.i and part.nbor(-1).dep_ == "cc" for part in parts)


def _by_a_person(verb: Token) -> bool:
    subject = grammar.shared_subject(verb)
    return subject is not None and (subject.lower_ in ("he", "she") or subject.ent_type_ == "PERSON")


def _in_front(token: Token, above: Clause) -> Clause | None:
    """ "Born in Zenda, she …" """
    verb, subject = above.head, grammar.subject(above.head)
    if (
        subject is None
        or subject.dep_ == "expl"
        or token.i > subject.i
        or token.lower_ in words.PREPOSITIONS_IN_ED
    ):
        return None
    closed = token.right_edge.nbor(1).text == ","
    plain = not (grammar.auxiliaries(token) or grammar.subject(token) or grammar.is_negated(verb))
    if not (closed and plain and grammar.is_finite(verb) and above.form in (Form.MAIN, Form.OWN)):
        return None
    return Clause(token, Form.DESCRIBED, subject, above.speaker)


def _step(token: Token, above: Clause) -> Clause | None:
    """ "before moving to Zenda in 2006": a claim of its own; the main one keeps it if undated."""
    ing = step_verb(token)
    if ing is None or ing.tag_ != "VBG" or grammar.subject(ing) or grammar.size(ing) < 2:
        return None
    verb = above.head
    subject = grammar.shared_subject(verb)
    if (
        subject is None
        or not grammar.is_past(governor := grammar.finite_above(verb))
        or grammar.modal(governor)
    ):
        return None
    if grammar.is_passive(verb) or grammar.is_negated(verb) or is_supposed(token):
        return None
    dated = any(part.ent_type_ == "DATE" for part in verb.subtree)
    return Clause(token, Form.PARTICIPLE, verb, above.speaker, kept=not dated)


def step_verb(token: Token) -> Token | None:
    """The -ing verb of "before moving" and of "having moved"."""
    having = (child for child in token.children if child.dep_ == "aux" and child.lower_ == "having")
    return next((child for child in token.children if child.dep_ == "pcomp"), next(having, None))


def _absolute(token: Token, above: Clause) -> Clause | None:
    verb = absolute_verb(token)
    if verb is None or grammar.auxiliaries(verb):
        return None
    return Clause(token, Form.ABSOLUTE, above.head, above.speaker)


def absolute_verb(token: Token) -> Token | None:
    """The -ing verb of "with prices rising", however the parser hangs it."""
    for child in token.children:
        if child.dep_ == "pcomp" and child.tag_ == "VBG" and grammar.subject(child):
            return child
        if child.dep_ == "pobj" and (token.i == 0 or grammar.is_set_off(token)):
            return next((c for c in child.children if c.dep_ == "acl" and c.tag_ == "VBG"), None)
    return None
