"""What a pronoun means, where one thing alone can be meant.

Rules of agreement, recency and prominence over the parse, in the line of Lappin and Leass (1994) but made to
decline: a pronoun with two candidates that differ little stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from factdesk.split import grammar
from factdesk.split.referents import phrases
from factdesk.split.referents.agreement import (
    ACTING,
    AGENTIVE,
    OWNED,
    PERSONAL,
    PRONOUNS,
    STORMING,
    STORMS,
    Kind,
)
from factdesk.split.referents.binding import bound_thing
from factdesk.split.referents.expletives import is_expletive
from factdesk.split.referents.things import Mention, Rank, Thing
from factdesk.split.words import ROLES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_SEVERAL = frozenset(("both", "all", "some", "others", "many", "several", "few", "those", "most"))
_MEMORY = 6  # sentences after which somebody who was spoken of is no rival any more


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun: what it means, or None and what it may mean. An empty one ("it rains") means nothing.

    `beside` are the candidates of its own sentence. `is_ahead` says that the name follows there, as in "After
    she left, Ann Example …".
    """

    token: Token
    form: str
    thing: Thing | None
    candidates: tuple[Thing, ...] = ()
    beside: frozenset[Thing] = frozenset()
    is_empty: bool = False
    is_ahead: bool = False

    @property
    def is_possessive(self) -> bool:
        return self.token.tag_ == "PRP$"


@dataclass(slots=True)
class Pronouns:
    """Follows a text: the mentions of the last two sentences, and what the text is about."""

    number: int = 0
    topic: Thing | None = None
    before: list[Mention] = field(default_factory=list)
    earlier: list[Mention] = field(default_factory=list)
    here: list[Mention] = field(default_factory=list)
    found: list[Anaphor] = field(default_factory=list)
    people: list[Thing] = field(default_factory=list)
    open_before: frozenset[str] = frozenset()

    def read(
        self, doc: Doc, main: frozenset[int], mentions: list[Mention], quoted: frozenset[int]
    ) -> list[Anaphor]:
        """The pronouns of the next sentence in order; those within a quotation (`quoted`) stay open."""
        self.here, self.found = sorted(mentions, key=lambda m: m.head.i), []
        for token in doc:
            if token.tag_ not in ("PRP", "PRP$") or token.lower_ not in PRONOUNS:
                continue
            anaphor = self._anaphor(token, main, token.i in quoted)
            self.found.append(anaphor)
            if anaphor.thing is not None:
                self._take_up(anaphor, phrases.rank(token, main))
        self._move_on()
        return self.found

    def _anaphor(self, token: Token, main: frozenset[int], is_quoted: bool) -> Anaphor:
        form = PRONOUNS[token.lower_][0]
        if token.lower_ == "it" and is_expletive(token):
            return Anaphor(token, form, None, is_empty=True)
        case = _Case(self, token, form, main)
        thing = None if is_quoted else case.decide()
        thing = thing if thing is not None and case.allows(thing) else None
        if thing is None or not thing.name:
            return Anaphor(token, form, None, case.candidates(), case.beside())
        is_ahead = thing.last < self.number - 2 and all(
            m.thing is not thing or m.head.i > token.i for m in self.here
        )
        return Anaphor(token, form, thing, case.candidates(), is_ahead=is_ahead)

    def _take_up(self, anaphor: Anaphor, rank: Rank) -> None:
        thing, token = anaphor.thing, anaphor.token
        assert thing is not None, "only what is resolved is taken up"
        if anaphor.form in ("he", "she"):
            thing.gender = thing.gender or anaphor.form
            thing.vote(Kind.PERSON, 3)
        thing.is_neuter = thing.is_neuter or anaphor.form == "it"
        self.here.append(Mention(thing, token, token.i, token.i + 1, rank, is_pronoun=True))

    def _move_on(self) -> None:
        for mention in self.here:
            mention.thing.last = self.number
        subject = main_subject(self.here)
        if subject is not None:
            subject.thing.subjects += 1
            subject.thing.pronouns += subject.is_pronoun
            subject.thing.last_subject = self.number
            if self.number == 0:
                self.topic = subject.thing
            if subject.thing.kind is Kind.PERSON and subject.thing not in self.people:
                self.people.append(subject.thing)
        self.open_before = frozenset(a.form for a in self.found if a.thing is None and not a.is_empty)
        self.before, self.earlier, self.number = self.here, self.before, self.number + 1


def main_subject(mentions: Iterable[Mention]) -> Mention | None:
    """The mention that is the subject of the sentence; of a group the whole."""
    found = [mention for mention in mentions if mention.rank is Rank.SUBJECT]
    return min(found, key=lambda m: (m.head.i, not m.thing.members), default=None)


@dataclass(slots=True)
class _Case:
    """One pronoun to decide."""

    text: Pronouns
    token: Token
    form: str
    main: frozenset[int]

    def candidates(self) -> tuple[Thing, ...]:
        """What may be meant, names and people first, then by prominence."""
        found = [*self._of(self.text.here), *self._of(self.text.before)]
        found.sort(key=lambda m: (m.thing.is_likely, m.rank, m.head.i), reverse=True)
        return tuple(dict.fromkeys(m.thing for m in found if m.thing.name))

    def allows(self, thing: Thing) -> bool:
        """Whether it can do what the verb says: a plan announces nothing. A place of one word is nobody."""
        if self.form in ("he", "she"):
            return thing.fits(self.form) or thing.kind is not Kind.PLACE or " " in thing.name
        acts = self.token.dep_ == "nsubj" and self.token.head.lemma_ in AGENTIVE
        return not acts or thing.kind is not Kind.THING

    def beside(self) -> frozenset[Thing]:
        """What may be meant in the pronoun's own sentence."""
        return frozenset(m.thing for m in self._of(self.text.here))

    def decide(self) -> Thing | None:
        here, ahead = self._of(self.text.here), self._ahead()
        if bound := bound_thing(self.token, self.form, here):
            return bound
        if self.form == "they" and self._has_other_plural():
            return None
        if ahead is not None:
            return ahead if not here and all(m.thing is ahead for m in self._of(self.text.before)) else None
        if any(
            other.form == self.form and other.thing is None and not other.is_empty
            for other in self.text.found
        ):
            return None
        if here and self._opens():
            across = self._across()
            return (
                across if across is not None and across.gender == self.form and across.pronouns > 0 else None
            )
        return self._within(here) if here else self._across()

    def _has_other_plural(self) -> bool:
        """Whether "both", "some" or "others" stands before it, which is no mention."""
        before = self.token.doc[: self.token.i]
        return any(t.pos_ == "PRON" and t.lower_ in _SEVERAL and t.nbor().lower_ != "of" for t in before)

    def _acts(self) -> bool:
        """Whether its verb tells of something that bodies do and things do not."""
        verb = self.token.head
        if self.token.tag_ == "PRP$":
            return verb.lemma_.lower() in OWNED or verb.lemma_.lower() in ROLES
        if self.token.dep_ != "nsubj":
            return False
        staff = (c.lemma_.lower() in PERSONAL for c in verb.children if c.dep_ == "dobj")
        return verb.lemma_ in ACTING or (verb.lemma_ == "have" and any(staff))

    def _of(self, mentions: list[Mention]) -> list[Mention]:
        """The mentions before the pronoun that agree with it, without those that cannot be it."""
        if self.form in ("he", "she"):
            mentions = [replace(m, rank=Rank.STRONG) if _is_stray(m, mentions) else m for m in mentions]
        return [
            mention
            for mention in mentions
            if mention.rank is not Rank.SAME and self._agrees(mention) and not self._is_barred(mention)
        ]

    def _agrees(self, mention: Mention) -> bool:
        """Whether it fits; a subject that may be a person counts against the others."""
        if self.form == "they" and not mention.thing.is_plural and self._is_of_several():
            return False
        if mention.rank is Rank.SUBJECT:
            return mention.thing.may_be(self.form)
        return mention.thing.fits(self.form)

    def _is_of_several(self) -> bool:
        """Whether something in the plural was near: a body in the singular is "they" only without such."""
        near = (*self.text.here, *self.text.before, *self.text.earlier)
        return any(m.thing.is_plural and m.head.i < self.token.i for m in self.text.here) or any(
            m.thing.is_plural for m in near if m.head.doc is not self.token.doc
        )

    def _is_barred(self, mention: Mention) -> bool:
        if mention.head.doc is not self.token.doc:
            return any(other.thing is mention.thing for other in self._beside())
        if mention.end > self.token.i:
            return True
        return self.token.tag_ == "PRP" and self._shares_verb(mention)

    def _beside(self) -> Iterator[Mention]:
        """What the pronoun's own clause names beside it."""
        verb = _verb_of(self.token) if self.token.tag_ == "PRP" else None
        if verb is not None:
            yield from (m for m in self.text.here if not m.is_pronoun and verb.is_ancestor(m.head))

    def _shares_verb(self, mention: Mention) -> bool:
        return _verb_of(mention.head) == _verb_of(self.token)

    def _opens(self) -> bool:
        """Whether it is the subject of the sentence or stands before it."""
        top = self.token.head if self.token.tag_ == "PRP$" else self.token
        return top.dep_ in ("nsubj", "nsubjpass") and top.head == top.sent.root

    # --- in the same sentence ---

    def _within(self, here: list[Mention]) -> Thing | None:
        again = {m.thing for m in here if m.is_pronoun}
        things = _distinct(here)
        if len(again) == 1:
            thing = again.pop()
            last = max(m.head.i for m in here if m.thing is thing)
            rivals = [m for m in here if m.thing is not thing and m.rank >= Rank.STRONG and m.head.i > last]
            return thing if not rivals or self._outacts(thing, rivals) else None
        if len(things) == 1 and (self.form in ("he", "she") or here[0].rank is Rank.SUBJECT):
            return things[0] if self._is_alone(things[0]) else None
        subject = main_subject(here)
        if subject is None or any(m.rank >= Rank.STRONG for m in here if m.thing is not subject.thing):
            return None
        return subject.thing if subject.thing.gender == self.form and self._is_alone(subject.thing) else None

    def _is_alone(self, thing: Thing) -> bool:
        """Whether the sentence before had no other subject that could be meant as well."""
        subject = main_subject(self._of(self.text.before))
        return subject is None or subject.thing is thing or thing.subjects > 0

    # --- in the sentence before ---

    def _across(self) -> Thing | None:
        found = self._of(self.text.before)
        if not found:
            return self._farther()
        things, subject = _distinct(found), main_subject(found)
        if len(things) == 1:
            return things[0] if self._may_stand_alone(found) else None
        if subject is None:
            return None
        rivals = [m for m in found if m.thing is not subject.thing and m.thing not in subject.thing.members]
        strong = [m for m in rivals if m.rank >= Rank.STRONG]
        if not strong:
            return subject.thing if self._leads(subject.thing, rivals) else None
        return subject.thing if self._outdoes(subject.thing, strong) else None

    def _may_stand_alone(self, found: list[Mention]) -> bool:
        """Whether the only candidate is near enough in rank, and the text has not been about another."""
        thing, best = found[0].thing, max(m.rank for m in found)
        if self.form in ("he", "she"):
            if self.form in self.text.open_before or self._leader(thing):
                return False
            if best is Rank.WEAK and not thing.is_sure:
                return False
            return best is Rank.SUBJECT or main_subject(self.text.before) is not None
        if best is Rank.SUBJECT:
            by_the_way = self.form == "it" and self.token.dep_ in ("dobj", "pobj") and thing.kind is Kind.BODY
            return self._opens() or (thing.is_named and not by_the_way)
        return best is Rank.STRONG and thing.is_named and self.form == "it"

    def _leader(self, thing: Thing) -> bool:
        """Whether somebody else has been the subject more often and not long ago."""
        return any(
            other is not thing
            and other.fits(self.form)
            and other.subjects >= max(2, thing.subjects)
            and self.text.number - other.last <= _MEMORY
            for other in self.text.people
        )

    def _leads(self, thing: Thing, rivals: list[Mention]) -> bool:
        """Whether a subject comes before those that are mentioned by the way."""
        if self.form in ("it", "they"):
            return self._opens()
        named = any(rival.thing.is_named for rival in rivals)
        return not named or thing.gender == self.form or thing is self.text.topic or thing.subjects > 1

    def _outdoes(self, thing: Thing, rivals: list[Mention]) -> bool:
        """Whether a subject is so much what the text is about that an object is no rival."""
        if not self._opens():
            return False
        fresh = all(rival.thing.subjects == 0 for rival in rivals)
        if self.form in ("he", "she"):
            return fresh and thing.gender == self.form and thing.pronouns >= 2
        subject = main_subject(self.text.before)
        if subject is not None and subject.is_pronoun and subject.thing is thing and thing.is_named:
            return True
        if self._outacts(thing, rivals):
            return True
        return fresh and thing is self.text.topic and thing.pronouns >= 1

    def _outacts(self, thing: Thing, rivals: list[Mention]) -> bool:
        """Whether a body does what the things beside it cannot do."""
        able = self.form == "it" and thing.kind in (Kind.BODY, Kind.PLACE) and self._acts()
        able = able or bool(thing.classes & STORMS and self.token.head.lemma_ in STORMING)
        return able and all(rival.thing.kind is Kind.THING for rival in rivals)

    def _farther(self) -> Thing | None:
        """A person two sentences back, where nobody else came between."""
        if self.form in ("he", "she"):
            found = self._of(self.text.earlier)
            things = _distinct(found)
            if len(things) == 1 and (things[0].last_subject >= self.text.number - 2):
                return things[0]
        return None

    def _ahead(self) -> Thing | None:
        """The subject that follows: "After she left, Ann Example …", "In her book, Ann Example …"."""
        later = [m for m in self.text.here if m.rank is Rank.SUBJECT and not m.is_pronoun]
        if self.form not in ("he", "she") or not later or not later[0].thing.is_named:
            return None
        subject = later[0]
        follows = self.token.i < subject.start and subject.head.left_edge.i > self.token.i
        return subject.thing if follows and subject.thing.may_be(self.form) else None


def _is_stray(mention: Mention, beside: list[Mention]) -> bool:
    """Whether a person who is said to be another is somebody else after all, by a faulty parse."""
    head = mention.head
    told = mention.rank is Rank.SAME and head.dep_ == "appos" and head.ent_type_ == "PERSON"
    return (
        told
        and mention.start == head.head.i + 1
        and not any(m.thing is mention.thing and m.rank > Rank.SAME for m in beside)
    )


def _distinct(mentions: Iterable[Mention]) -> list[Thing]:
    """Their things, each once; a group stands for its members."""
    things = list(dict.fromkeys(mention.thing for mention in mentions))
    inside = {member for thing in things for member in thing.members}
    return [thing for thing in things if thing not in inside]


def _verb_of(token: Token) -> Token | None:
    """The verb whose subject or object a noun is."""
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative"):
        return token.head
    if token.dep_ == "pobj" and grammar.is_verb(token.head.head):
        return token.head.head
    return None
