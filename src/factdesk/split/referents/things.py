"""What a text speaks of, and where a parsed sentence mentions it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from factdesk.split.referents.agreement import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token


class Rank(IntEnum):
    """How prominent the place of a mention is: the higher, the likelier a pronoun takes it up."""

    SAME = 0  # says what the subject is: no rival to it
    WEAK = 1
    STRONG = 2  # an object, or the subject of a dependent clause
    SUBJECT = 3


@dataclass(slots=True, eq=False)
class Thing:
    """A person, body, place or other thing. `name` is the wording to put in, or a blank.

    `is_led` says that somebody is its head or speaks for it, `is_neuter` that "it" stood for it; `best` is
    the most prominent place it had. `votes` are what the text shows of its kind.
    `subjects` counts the sentences whose subject it was, `pronouns` those where a pronoun stood for it there;
    `last` and `last_subject` are numbers of sentences.
    """

    name: str
    is_named: bool = False
    is_plural: bool = False
    gender: str = ""
    votes: dict[Kind, int] = field(default_factory=dict)
    classes: set[str] = field(default_factory=set)
    members: tuple[Thing, ...] = ()
    is_led: bool = False
    is_neuter: bool = False
    best: Rank = Rank.SAME
    subjects: int = 0
    pronouns: int = 0
    last: int = -1
    last_subject: int = -1

    def vote(self, kind: Kind, weight: int) -> None:
        self.votes[kind] = self.votes.get(kind, 0) + weight

    def may_be(self, pronoun: str) -> bool:
        """Whether it fits, or only a guess of the model speaks against a person."""
        if self.fits(pronoun) or pronoun in ("it", "they"):
            return self.fits(pronoun)
        parts = self.name.split()
        guessed = self.is_named and not self.is_plural and not self.is_sure and not self.classes
        return (
            guessed
            and self.gender in ("", pronoun)
            and len(parts) <= 4
            and all(p[:1].isupper() for p in parts)
        )

    @property
    def is_sure(self) -> bool:
        """Whether the text itself says of what kind it is, and not the model's label alone."""
        return not self.is_named or max(self.votes.values(), default=0) > 2 or bool(self.gender)

    @property
    def kind(self) -> Kind:
        return max(self.votes, key=lambda kind: self.votes[kind], default=Kind.THING)

    @property
    def short(self) -> str:
        """The part of the name by which it is recognised in a claim."""
        if self.is_named and self.kind is Kind.PERSON:
            return self.name.split()[-1]
        return self.name.removeprefix("the ")

    @property
    def is_likely(self) -> bool:
        """Whether it is a name, a group of names or a person: what readers take up first."""
        if self.members:
            return all(member.is_named for member in self.members)
        return self.is_named or self.kind is Kind.PERSON

    def fits(self, pronoun: str) -> bool:
        """Whether "he", "she", "it" or "they" can stand for it."""
        if pronoun == "they":
            return self.is_plural or (self.votes.get(Kind.BODY, 0) > 2 and not self.is_neuter)
        if self.is_plural:
            return False
        if pronoun == "it":
            return self.kind is not Kind.PERSON
        return self.kind is Kind.PERSON and self.gender in ("", pronoun)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a thing is mentioned: the head of the phrase and the words from `start` until before `end`."""

    thing: Thing
    head: Token
    start: int
    end: int
    rank: Rank
    is_pronoun: bool = False
