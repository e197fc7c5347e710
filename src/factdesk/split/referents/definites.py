""" "The visit", "the company", "both countries": noun phrases that point back, and what they point at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factdesk.split.referents.agreement import CLASSES, Kind, kind_of_noun, word_set
from factdesk.split.referents.events import Events
from factdesk.split.referents.insertion import Spot
from factdesk.split.referents.known import Known
from factdesk.split.referents.things import Mention, Rank, Thing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PAIRS = word_set("""
    countries nations sides governments companies states parties men women leaders
    """)
_POINTING = ("this", "these", "that", "those")
_WITHOUT_POINT = word_set("""
    week month year day morning evening night time decade century summer spring winter autumn fall moment
    weekend quarter hour afternoon season period point way
    """)
_FAR = 4  # sentences after which a rival of the same kind no longer counts


@dataclass(slots=True)
class Definites:
    """Follows a text: the bodies and places it has named, its pairs and its events."""

    known: Known
    events: Events
    pairs: list[Thing] = field(default_factory=list)

    def read(self, doc: Doc, number: int) -> Iterator[Spot]:
        """The pointing phrases of a sentence, with the name to put in where one thing alone fits."""
        for token in doc:
            if token.pos_ == "DET" and token.dep_ in ("det", "predet") and token.head.i > token.i:
                if spot := self._spot(token, token.head, number):
                    yield spot
            elif token.lower_ == "two" and token.head.lower_ in _PAIRS and token.nbor(-1).lower_ == "the":
                yield self._pair(token.nbor(-1).i, token.head)

    def follow(self, mentions: Sequence[Mention]) -> None:
        """Takes in the pairs of names that a sentence joins by "and"."""
        for mention in mentions:
            members = mention.thing.members
            if len(members) == 2 and all(member.is_named for member in members):
                self.pairs.append(mention.thing)

    def _spot(self, article: Token, noun: Token, number: int) -> Spot | None:
        if noun.pos_ != "NOUN" or noun.dep_ in ("compound", "nmod"):
            return None
        word = article.lower_
        if word == "both" and noun.lower_ in _PAIRS and noun.i == article.i + 1:
            return self._pair(article.i, noun)
        if word not in ("the", *_POINTING) or noun.i != article.i + 1 or _is_explained(noun):
            return None
        return (
            self._event(article, noun) or self._class(article, noun, number) or _demonstrative(article, noun)
        )

    def _pair(self, start: int, noun: Token) -> Spot:
        kinds = {"countries": Kind.PLACE, "nations": Kind.PLACE, "states": Kind.PLACE, "companies": Kind.BODY}
        wanted = kinds.get(noun.lower_, Kind.PERSON)
        if noun.lower_ in ("sides", "governments", "parties"):
            return Spot(start, noun.i + 1)
        fitting = [pair for pair in self.pairs if all(member.kind is wanted for member in pair.members)]
        alone = len({frozenset(pair.members) for pair in fitting}) == 1
        if not alone:
            return _noun_spot(start, noun)
        pair = fitting[0]
        return _noun_spot(start, noun, pair.name, pair, tuple(member.short for member in pair.members))

    def _event(self, article: Token, noun: Token) -> Spot | None:
        if not self.events.is_for_events(noun.lower_):
            return None
        found = self.events.named(noun.lower_)
        if found is None:
            return (
                _noun_spot(article.i, noun)
                if article.lower_ in _POINTING or self.events.told(noun.lower_)
                else None
            )
        name, event = found
        return _noun_spot(article.i, noun, name, None, (f"{event.whose.short}’s {noun.text}",))

    def _class(self, article: Token, noun: Token, number: int) -> Spot | None:
        word = noun.lower_
        if word not in CLASSES:
            return None
        fitting = [thing for thing in self.known.of_class(word) if thing.kind is not Kind.PERSON]
        near = self._rivals(word, number, fitting)
        if not fitting and len(near) == 1 and word in ("company", "firm") and self._is_only_body(near[0]):
            fitting, near = near, []
        if len(fitting) == 1 and fitting[0].name and not any(map(_counts, near)):
            return _noun_spot(article.i, noun, fitting[0].name, fitting[0], (fitting[0].short,))
        return _noun_spot(article.i, noun) if fitting or near else None

    def _rivals(self, word: str, number: int, fitting: list[Thing]) -> list[Thing]:
        """What else was near that the noun may mean: of its kind, or of its class and without a name."""
        kind = kind_of_noun(word, frozenset())
        alike = self.known.things if kind in (Kind.BODY, Kind.PLACE) else []
        found = [
            thing
            for thing in alike
            if (thing.kind is kind or "rival" in thing.classes) and thing not in fitting
        ]
        found += self.known.unnamed_of_class(word)
        return [thing for thing in found if thing.last >= number - _FAR]

    def _is_only_body(self, thing: Thing) -> bool:
        """Whether a text names no other body, and this one as the subject or as one that somebody leads."""
        others = (other for other in self.known.things if other is not thing and other.kind is Kind.BODY)
        return not any(others) and (thing.subjects > 0 or thing.is_led)


def _counts(rival: Thing) -> bool:
    """Whether it is more than mentioned by the way."""
    return rival.best >= Rank.STRONG or not rival.is_named


def _noun_spot(
    start: int, noun: Token, name: str = "", thing: Thing | None = None, known_by: tuple[str, ...] = ()
) -> Spot:
    marked = noun.i + 1 < len(noun.doc) and noun.nbor(1).tag_ == "POS"
    return Spot(start, noun.i + 1 + marked, name, known_by or (name,), marked, thing=thing)


def _is_explained(noun: Token) -> bool:
    """Whether words behind the noun say which one: "the company that …", "the city of …"."""
    return any(
        child.i > noun.i
        and child.dep_ in ("relcl", "acl", "prep", "appos")
        and _tells(child)
        and not _is_set_off(child, noun)
        for child in noun.children
    )


def _is_set_off(child: Token, noun: Token) -> bool:
    """Whether a comma makes a clause say something more of what is known: "the company, which …"."""
    return child.dep_ == "relcl" and noun.i + 1 < len(noun.doc) and noun.nbor(1).text == ","


def _tells(child: Token) -> bool:
    return child.dep_ != "prep" or child.lower_ in ("of", "with", "behind", "to", "between", "from")


def _demonstrative(article: Token, noun: Token) -> Spot | None:
    if article.lower_ not in _POINTING or noun.lemma_.lower() in _WITHOUT_POINT or noun.ent_type_:
        return None
    return Spot(article.i, noun.i + 1)
