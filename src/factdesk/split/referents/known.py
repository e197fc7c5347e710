"""The things that a text has spoken of so far, and which of them a name or a noun means."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from factdesk.split import grammar, words
from factdesk.split.clauses.nouns import is_role
from factdesk.split.clauses.wording import surface
from factdesk.split.referents import phrases, whole_names
from factdesk.split.referents.agreement import (
    CLASSES,
    ORGANISATION_WORDS,
    THINGS,
    Kind,
    class_of,
    firm_word,
    gender_of,
    kind_of_noun,
)
from factdesk.split.referents.things import Mention, Rank, Thing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LABELS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.BODY,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
}
_WHERE = ("in", "from", "near", "across", "throughout")
_SAME_PLACE = {
    "U.S.": "united states",
    "US": "united states",
    "U.S": "united states",
    "USA": "united states",
    "America": "united states",
    "United States of America": "united states",
    "UK": "united kingdom",
    "U.K.": "united kingdom",
    "Britain": "united kingdom",
    "Great Britain": "united kingdom",
    "EU": "european union",
}
# Votes for what a name stands for: the model's label is the weakest, what the text says of it the strongest.
_LABEL, _TITLE, _SAID, _NAMED_SO = 2, 3, 4, 3


@dataclass(slots=True)
class Known:
    """Every thing by the words it can be named with."""

    by_name: dict[str, Thing] = field(default_factory=dict)
    by_part: dict[str, list[Thing]] = field(default_factory=dict)
    by_noun: dict[str, Thing] = field(default_factory=dict)
    things: list[Thing] = field(default_factory=list)
    unnamed: list[Thing] = field(default_factory=list)

    def read(self, doc: Doc, main: frozenset[int], quoted: Collection[int] = ()) -> list[Mention]:
        """The mentions of a sentence by name or noun, in order; `main` are its main verbs."""
        found = _unified(self._mentions(doc, main))
        for mention in found:
            self._learn(mention)
            mention.thing.best = max(mention.thing.best, mention.rank)
            if mention.thing.classes & CLASSES and not mention.thing.is_named and _is_new(mention.head):
                self.unnamed.append(mention.thing)
        aside = phrases.asides(doc, quoted)
        found = [replace(m, rank=Rank.SAME) if m.head.i in aside else m for m in found]
        return _with_subject([*found, *_groups(found)])

    def _mentions(self, doc: Doc, main: frozenset[int]) -> list[Mention]:
        """A mention for each head that is not inside the name of another."""
        found: list[Mention] = []
        end = 0
        for head in phrases.heads(doc):
            if head.i >= end:
                found.append(self._mention(head, main))
                end = found[-1].end
        return found

    def _mention(self, head: Token, main: frozenset[int]) -> Mention:
        rank = phrases.rank(head, main)
        span = phrases.full_span(head) or ((head.i, head.i + 1) if head.text in self.by_part else None)
        if span is None:
            return Mention(self._common(head), head, head.left_edge.i, head.i + 1, rank)
        return Mention(self._named(head, *span), head, *span, rank)

    def _named(self, head: Token, start: int, end: int) -> Thing:
        written = surface(head.doc[start:end]).split()
        titles, name = phrases.parted(written)
        titled = phrases.is_titled(titles, name) and end == head.i + 1
        if _is_no_person(head, written, end):
            thing, titled = self._other(head, " ".join(written)), False
        elif titled or head.ent_type_ == "PERSON" or name[-1] in self.by_part:
            thing = self._person(titles, name)
        else:
            thing = self._other(head, " ".join(written))
        if label := _LABELS.get(head.ent_type_):
            is_where = label is Kind.PLACE and head.dep_ == "pobj" and head.head.lower_ in _WHERE
            thing.votes[label] = max(thing.votes.get(label, 0), _SAID if is_where else _LABEL)
        if titled:
            thing.vote(Kind.PERSON, _TITLE)
            thing.gender = thing.gender or gender_of(t.rstrip(".").casefold() for t in titles)
        self._learn_name(thing, head, written)
        return thing

    def _learn_name(self, thing: Thing, head: Token, written: list[str]) -> None:
        """What the words of a name say of what it names."""
        said = head.lower_.rstrip(".")
        if written[0].casefold() in THINGS:
            thing.vote(Kind.THING, _SAID)
            thing.classes.add(written[0].casefold())
        elif said in ORGANISATION_WORDS or firm_word(said) == "company" or whole_names.is_firm_of_two(head):
            thing.vote(Kind.BODY, _NAMED_SO)
            thing.classes |= {said, firm_word(said)}
        elif whole_names.is_office(head) and head.text == written[0]:
            thing.vote(Kind.PERSON, _LABEL)

    def _person(self, titles: list[str], name: list[str]) -> Thing:
        """The person of a name; a new one where it fits nobody, or more than one."""
        alike = [thing for thing in self.by_part.get(name[-1], ()) if _may_be(thing, name)]
        if len(alike) == 1:
            thing = alike[0]
            if len(name) > len(bare(thing)):
                thing.name = " ".join(name)
            return thing
        shown = name if len(name) > 1 else [*phrases.without_courtesy(titles), *name]
        thing = Thing("" if alike else " ".join(shown), is_named=True)
        if not alike:
            self._register(thing)
        self.things.append(thing)
        return thing

    def _other(self, head: Token, name: str) -> Thing:
        key = _SAME_PLACE.get(name, name.casefold())
        if key not in self.by_name and name == head.text and whole_names.is_body(head):
            longer = [one for one in self.things if one.kind is Kind.BODY and name in one.name.split()]
            if len(longer) == 1:
                return longer[0]
        if key not in self.by_name:
            the = any(c.lower_ == "the" for c in head.children if c.i < head.i)
            self.by_name[key] = Thing(f"the {name}" if the else name, is_named=True)
            self.things.append(self.by_name[key])
        return self.by_name[key]

    def _common(self, head: Token) -> Thing:
        """What a common noun names: the same as before where "the" or "this" alone stands with it."""
        noun, new = head.text.casefold(), _common(head)
        old = self.by_noun.get(noun)
        left = [child.lower_ for child in head.children if child.i < head.i]
        if old is not None and (old.name == new.name or left in (["the"], ["this"], ["these"])):
            return old
        self.by_noun[noun] = new
        return new

    def _learn(self, mention: Mention) -> None:
        """What an apposition, a description or a title says of a named thing."""
        if not mention.thing.is_named:
            return
        said_of = _descriptions(mention.head)
        for noun in [*said_of, mention.head] if mention.head.pos_ == "NOUN" else said_of:
            said = noun.lemma_.lower()
            mention.thing.classes |= {said, firm_word(said)}
            if (kind := kind_of_noun(said, words.ROLES)) and said != "rival":
                mention.thing.vote(kind, _SAID)
            mention.thing.gender = mention.thing.gender or gender_of([said])
        above = mention.head.head
        if mention.head.dep_ == "pobj" and above.lower_ in ("of", "for", "at") and is_role(above.head):
            mention.thing.is_led = True
        if mention.head.head.lemma_ == "bear" and mention.head.dep_ == "nsubjpass":
            mention.thing.vote(Kind.PERSON, _SAID)
        if mention.thing.kind is Kind.PERSON:
            self._register(mention.thing)

    def _register(self, thing: Thing) -> None:
        """Makes a person found by surname and first name."""
        name = bare(thing)
        if (
            not name
            or thing.is_plural
            or not all(word[:1].isupper() or word in phrases.PARTICLES for word in name)
        ):
            return
        for word in {name[0], name[-1]} - {word for word in name if whole_names.is_office_word(word)}:
            alike = self.by_part.setdefault(word, [])
            if thing not in alike:
                alike.append(thing)

    def also(self, short: str, name: str) -> None:
        """Makes the thing of a name found by its acronym too."""
        if thing := self.by_name.get(name.casefold()):
            self.things = [one for one in self.things if one is not self.by_name.get(short.casefold())]
            self.by_name[short.casefold()] = thing

    def of_class(self, noun: str) -> list[Thing]:
        """The named things that the text calls by that noun or one like it."""
        alike = class_of(noun)
        return [thing for thing in self.things if thing.classes & alike]

    def unnamed_of_class(self, noun: str) -> list[Thing]:
        """The like that have no name: "a rival company"."""
        alike = class_of(noun)
        return [thing for thing in self.unnamed if thing.classes & alike]


def bare(thing: Thing) -> list[str]:
    """A person's name without titles."""
    return phrases.parted(thing.name.split())[1] if thing.name else []


def _may_be(thing: Thing, name: list[str]) -> bool:
    """Whether a name can be a person's: one is a part of the other, initials and middle names aside."""
    own = bare(thing)
    if len(name) == 1:
        return name[0] in (own[0], own[-1])
    if len(own) == 1:
        return own[0] in (name[0], name[-1])
    if own[-1] != name[-1]:
        return False
    return own[0] == name[0] or own[0][0] == name[0].rstrip(".") or own[0].rstrip(".") == name[0][0]


def _common(head: Token) -> Thing:
    noun = head.lemma_.lower()
    plural = head.tag_ in ("NNS", "NNPS")
    thing = Thing(phrases.common_name(head), is_plural=plural, classes={noun}, gender=gender_of([noun]))
    if kind := kind_of_noun(noun, words.ROLES):
        thing.vote(kind, _SAID)
    return thing


def _is_no_person(head: Token, written: list[str], end: int) -> bool:
    """Whether the words of a name decide against a person, whatever the model takes it for."""
    before = head.doc[head.i - 1] if head.i else head
    goes_on = end > head.i + 1 and head.doc[head.i + 1].lower_ in ("of", "for", "and", "&")
    return (
        goes_on
        or (len(written) == 1 and whole_names.is_office(head))
        or (len(written) > 1 and written[0].casefold() in THINGS)
        or (before.dep_ == "compound" and before.pos_ == "NOUN" and before.lower_ in THINGS)
    )


def _is_new(head: Token) -> bool:
    """Whether "a" or "another" makes a noun something not spoken of before."""
    return any(c.lower_ in ("a", "an", "another", "one") for c in head.lefts)


def _unified(found: list[Mention]) -> list[Mention]:
    """With "his wife, Dora Case" and "the winner is Dora Case" as one thing each, by its name."""
    by_head = {mention.head.i: mention for mention in found}
    for mention in found:
        other = by_head.get(_identified(mention.head))
        if other is not None and other.thing.is_named != mention.thing.is_named:
            thing = mention.thing if mention.thing.is_named else other.thing
            by_head[mention.head.i] = replace(by_head[mention.head.i], thing=thing)
            by_head[other.head.i] = replace(by_head[other.head.i], thing=thing)
    return list(by_head.values())


def _identified(head: Token) -> int:
    """The place of the noun that an apposition explains, or that a name is said to be; -1 for none."""
    if head.dep_ == "appos":
        return head.head.i
    if head.dep_ == "attr" and head.pos_ == "PROPN" and head.head.lemma_ == "be":
        return next((c.i for c in head.head.children if c.dep_ == "nsubj"), -1)
    return -1


def _with_subject(found: list[Mention]) -> list[Mention]:
    """A name that opens the sentence is its subject where the parse shows none."""
    first = min(found, key=lambda m: m.start, default=None)
    if first is None or first.start or not first.thing.is_named or any(m.rank is Rank.SUBJECT for m in found):
        return found
    return [replace(m, rank=Rank.SUBJECT) if m is first else m for m in found]


def _descriptions(head: Token) -> list[Token]:
    """The nouns that say what a named thing is: "X, a company", "X is a company", "his wife X"."""
    found = [child for child in head.children if child.dep_ == "appos" and child.pos_ == "NOUN"]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        found.append(head.head)
    found += [
        c
        for c in head.children
        if c.dep_ == "compound"
        and c.i < head.i
        and (c.pos_ == "NOUN" or (c.i == 0 and c.lower_ in whole_names.TRADES))
    ]
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in ("be", "become", "remain"):
        found += [c for c in head.head.children if c.dep_ == "attr" and c.pos_ == "NOUN"]
    return found


def _groups(found: list[Mention]) -> list[Mention]:
    """ "Jane Doe and Peter Sample" as one thing; its members stay mentions of their own."""
    groups = []
    by_head = {mention.head.i: mention for mention in found}
    for mention in found:
        joined = [mention]
        while other := next(
            (by_head[c.i] for c in joined[-1].head.children if _joins(c) and c.i in by_head), None
        ):
            joined.append(other)
        if len(joined) > 1 and mention.head.dep_ != "conj":
            groups.append(_group(joined))
    return groups


def _joins(token: Token) -> bool:
    return token.dep_ == "conj" and bool(grammar.coordinators(token) & {"and", "both", "&"})


def _group(joined: list[Mention]) -> Mention:
    names = [mention.thing.name for mention in joined]
    name = f"{', '.join(names[:-1])} and {names[-1]}" if all(names) and len(names) < 5 else ""
    thing = Thing(name, is_plural=True, members=tuple(mention.thing for mention in joined))
    kinds = {mention.thing.kind for mention in joined}
    if len(kinds) == 1:
        thing.vote(kinds.pop(), _SAID)
    return Mention(thing, joined[0].head, joined[0].start, joined[-1].end, joined[0].rank)


_ACRONYM = re.compile(
    r"\b((?:[A-Z][\w’'-]*[,]? (?:(?:of|for|and|the|on|in|to) )*)+[A-Z][\w’'-]*) \(([A-Z][A-Z.&-]{1,9}s?)\)"
)


def acronyms(text: str) -> list[tuple[str, str]]:
    """The acronyms that a sentence introduces in brackets, with what they stand for."""
    found = []
    for match in _ACRONYM.finditer(text):
        whole, short = match[1].split(), re.sub(r"[^A-Z]", "", match[2])
        for k in range(len(whole)):
            initials = [word[0] for word in whole[k:]]
            capitals = [letter for letter in initials if letter.isupper()]
            if initials[0].isupper() and short in ("".join(capitals), "".join(initials).upper()):
                found.append((match[2], " ".join(whole[k:])))
                break
    return found
