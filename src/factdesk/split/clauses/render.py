"""A clause in words: its own, and those it borrows from the clause it hangs on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.adverbials import absolute_verb, step_verb
from factdesk.split.clauses.clause import Clause, Form
from factdesk.split.clauses.nouns import place, relative_pronoun
from factdesk.split.clauses.wording import bare_name, noun_phrase, opened, sentence, surface

_YEAR = re.compile(r"1\d{3}|20\d\d")  # in a sentence of past years a role is told in the past

if TYPE_CHECKING:
    from spacy.tokens import Token


def render(clause: Clause, own: list[Token], heads: Collection[Token]) -> str:
    """The claim's wording; `own` are the words of the clause, `heads` those of all clauses cut out."""
    match clause.form:
        case Form.CARRIED:
            text = _carried(clause, own, heads)
        case Form.RELATIVE:
            text = _relative(clause, own, heads)
        case Form.APPOSITION:
            text = _is(bare_name(clause.anchor), own, clause.anchor)
        case Form.NAMED:
            role = _role_before(clause, heads)
            text = _is(bare_name(clause.head), role, clause.anchor)
        case Form.DESCRIBED:
            text = _described(clause, own, heads)
        case Form.PARTICIPLE:
            text = _participle(clause, own, heads)
        case Form.ABSOLUTE:
            text = _absolute(clause, own)
        case _:
            text = surface(own)
    return sentence(opened(text))


def borrowed(clause: Clause, heads: Collection[Token]) -> list[Token]:
    """The words of the sentence that a clause's wording takes from other clauses."""
    match clause.form:
        case Form.CARRIED:
            subject = grammar.shared_subject(grammar.finite_above(clause.anchor))
            lead = list(grammar.within(_antecedent(subject), heads)) if subject is not None else []
            return [*_day_in_front(clause), *lead, *_shared_helpers(clause)]
        case Form.PARTICIPLE:
            subject = grammar.shared_subject(clause.anchor)
            return list(grammar.within(subject, heads)) if subject is not None else []
        case Form.RELATIVE | Form.DESCRIBED:
            said_once = grammar.bracketed_years(clause.anchor)
            return [part for part in grammar.within(clause.anchor, heads) if part.i not in said_once]
        case Form.APPOSITION:
            return [part for part in clause.anchor.subtree if part.i <= clause.anchor.i]
        case Form.NAMED:
            return _role_before(clause, heads)
        case _:
            return []


def _role_before(clause: Clause, heads: Collection[Token]) -> list[Token]:
    """The words of "the minister" in "the minister, Eve Model, and her deputy"."""
    joined = [child for child in clause.anchor.children if child.dep_ in ("cc", "conj")]
    return list(grammar.within(clause.anchor, [*heads, *joined, clause.head]))


def _carried(clause: Clause, own: list[Token], heads: Collection[Token]) -> str:
    subject = grammar.shared_subject(grammar.finite_above(clause.anchor))
    lead = noun_phrase(_antecedent(subject), heads) if subject is not None else ""
    repeated = own[0].lower_ if own[0].dep_ in ("aux", "auxpass") else ""
    helpers = " ".join(helper.text for helper in _shared_helpers(clause) if helper.lower_ != repeated)
    front = _day_in_front(clause)
    day = surface(front) + ("," if front and front[-1].text == "," else "")
    return f"{day} {lead} {helpers} {surface(own)}" if day else f"{lead} {helpers} {surface(own)}"


def _day_in_front(clause: Clause) -> list[Token]:
    """ "Last year the council sold the pool and cut the budget": the day of both, if the second has none."""
    verb = grammar.finite_above(clause.anchor)
    while grammar.subject(verb) is None and verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    subject = grammar.subject(verb)
    if subject is None or any(part.ent_type_ == "DATE" for part in clause.head.subtree):
        return []
    front = (c for c in verb.children if c.i < subject.i and c.dep_ in ("npadvmod", "prep"))
    for phrase in front:
        if phrase.left_edge.i:
            continue
        words_ = [part for part in phrase.subtree if not part.is_space]
        dated = [part for part in words_ if part.ent_type_ == "DATE"]
        if dated and len(dated) >= len(words_) - 1:
            after = words_[-1].nbor(1)
            return [*words_, after] if after.text == "," else words_
    return []


def _antecedent(subject: Token) -> Token:
    """The noun that "who" or "which" stands for; any other subject is itself."""
    verb = subject.head
    while verb.dep_ == "conj":
        verb = verb.head
    return verb.head if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else subject


def _shared_helpers(clause: Clause) -> list[Token]:
    """The auxiliaries that a coordinated verb shares with the first: "was", "seeks to", "will not"."""
    bare = clause.head.tag_ == "VBP" and grammar.modal(
        clause.anchor
    )  # "will plan and include": no VBP at all
    if (grammar.is_finite(clause.head) and not bare) or _acts(clause.head, clause.anchor):
        return []
    helpers: list[Token] = []
    verb = clause.anchor
    while not grammar.is_finite(verb) and verb.head != verb:
        if verb.dep_ == "xcomp":
            helpers = [*(c for c in verb.children if c.dep_ == "aux" and c.i < verb.i), *helpers]
            helpers = [*_verb_group(verb.head), *helpers]
            if grammar.is_finite(verb.head):
                return helpers
        verb = verb.head
    return [part for part in _verb_group(verb) if part != verb]


def _acts(verb: Token, anchor: Token) -> bool:
    """ "was born in Zenda and graduated in 1974": a past form that the passive before it does not reach."""
    if verb.tag_ != "VBN" or not grammar.is_passive(anchor) or grammar.auxiliaries(verb):
        return False
    has_object = any(child.dep_ == "dobj" for child in verb.children)
    return has_object or verb.lemma_.lower() in words.WITHOUT_OBJECT


def _verb_group(verb: Token) -> list[Token]:
    """A verb with its auxiliaries and negation."""
    parts = [c for c in verb.children if c.i < verb.i and c.dep_ in ("aux", "auxpass", "neg")]
    return [*parts, verb]


def _relative(clause: Clause, own: list[Token], heads: Collection[Token]) -> str:
    verb, pronoun = clause.head, relative_pronoun(clause.head)
    assert pronoun is not None, "only clauses with a relative pronoun are cut"
    if pronoun.lower_ == "when":
        return surface(part for part in own if part != pronoun)
    noun = noun_phrase(clause.anchor, heads)
    if pronoun.tag_ == "WP$":
        noun += "’" if noun.endswith("s") else "’s"
    phrase = _phrase_of(pronoun, verb)
    before = [t for t in own if t.i not in {p.i for p in phrase}]
    left, right = _around(phrase, pronoun)
    filled = f"{surface(left)} {noun} {surface(right)}{',' if phrase[-1].text == ',' else ''}"
    if pronoun.tag_ == "WRB":
        return f"{surface(before)} {place(clause.anchor)} {noun}"
    top = phrase[0] if len(phrase) == 1 else next(t for t in phrase if t.head.i == verb.i)
    if top.dep_ in ("nsubj", "nsubjpass"):
        return f"{filled} {surface(before)}"
    up_to_verb = [t for t in before if t.i <= verb.i]
    after_verb = surface(t for t in before if t.i > verb.i)
    if top.dep_ == "prep":
        return f"{surface(up_to_verb)} {after_verb} {filled}"
    return f"{surface(up_to_verb)} {filled} {after_verb}"


def _phrase_of(pronoun: Token, verb: Token) -> list[Token]:
    """The phrase of the verb that holds the pronoun: "who", "most of which", "in which"."""
    top = pronoun
    while top.head.i != verb.i and top.head != top:
        top = top.head
    return [t for t in top.subtree if not t.is_space]


def _is(name: str, own: Iterable[Token], noun: Token) -> str:
    """ "Ann Example is the mayor", in the past where the sentence tells of past things."""
    description = surface(own)
    verb = grammar.finite_above(noun)
    told = (
        grammar.is_past(verb)
        and not description.isdecimal()
        and any(_YEAR.fullmatch(token.text) for token in noun.doc)
    )
    told = told and "former" not in description.casefold().split()[:3]
    gone = description.casefold().startswith(("then", "the late", "late "))
    if _opens_small(description):
        description = description[:1].lower() + description[1:]
    return f"{name} {'was' if told or gone else 'is'} {description}"


def _opens_small(description: str) -> bool:
    """Whether an article opens the description, which then is written small."""
    return description.split(" ", 1)[0] in ("The", "A", "An", "His", "Her", "Its", "Their", "My", "Our")


def _described(clause: Clause, own: list[Token], heads: Collection[Token]) -> str:
    verb, plural = grammar.finite_above(clause.anchor), grammar.is_plural(clause.anchor)
    lemma, gone = clause.head.lemma_.lower(), any(_YEAR.fullmatch(token.text) for token in verb.doc)
    form = "were" if plural else "was"
    if lemma in words.EXPECTED or (lemma in words.LASTING and gone):
        form = grammar.be(verb, plural)
    elif lemma in words.LASTING:
        form = "are" if plural else "is"
    told = surface(own)
    if own[0].i == own[0].sent[0].i and own[0].pos_ != "PROPN":
        told = told[:1].lower() + told[1:]
    return f"{noun_phrase(clause.anchor, heads)} {form} {told}"


def _participle(clause: Clause, own: list[Token], heads: Collection[Token]) -> str:
    verb = grammar.finite_above(clause.anchor)
    subject = grammar.shared_subject(clause.anchor)
    assert subject is not None, "participles without a subject to share are not cut"
    ing = (step_verb(clause.head) if clause.head.tag_ != "VBG" else None) or clause.head
    plural = grammar.is_plural(subject)
    if ing.lower_ == "having" and ing.dep_ == "aux":
        past = grammar.is_past(verb) and not grammar.auxiliaries(verb)
        finite = "had" if past else ("have" if plural else "has")
    else:
        finite = grammar.finite(ing, verb, plural)
    linked = clause.head.dep_ == "prep"
    before, after = _around([t for t in own if not (linked and t == clause.head)], ing)
    return f"{noun_phrase(subject, heads)} {surface(before)} {finite} {surface(after)}"


def _absolute(clause: Clause, own: list[Token]) -> str:
    verb = absolute_verb(clause.head)
    assert verb is not None, "only a with-phrase that has a verb is cut"
    subject = grammar.subject(verb) or verb.head
    finite = grammar.finite(
        verb, grammar.finite_above(clause.anchor), grammar.is_plural(subject), future=False
    )
    before, after = _around([t for t in own if t != clause.head], verb)
    return f"{surface(t for t in before if t.i != clause.head.i)} {finite} {surface(after)}"


def _around(own: list[Token], verb: Token) -> tuple[list[Token], list[Token]]:
    return [t for t in own if t.i < verb.i], [t for t in own if t.i > verb.i]
