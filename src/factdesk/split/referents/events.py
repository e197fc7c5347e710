"""Which event "the visit" or "this meeting" is, where the text has told of one alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factdesk.split import grammar
from factdesk.split.clauses.wording import surface
from factdesk.split.referents.insertion import possessive
from factdesk.split.referents.things import Thing

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Nouns for events of one sort; verb -> the sort it tells of, and the preposition that the noun takes in place
# of the verb's object.
_NOUNS = {
    **dict.fromkeys(("visit", "trip", "tour", "journey"), "visit"),
    **dict.fromkeys(("acquisition", "takeover", "purchase"), "acquisition"),
    **{
        noun: noun
        for noun in ("meeting", "resignation", "death", "invasion", "attack", "withdrawal", "retirement")
    },
    **{noun: noun for noun in ("merger", "arrest", "election", "appointment", "killing", "murder")},
}
_VERBS = {
    "visit": ("visit", "to"),
    "travel": ("visit", ""),
    "meet": ("meeting", "with"),
    "resign": ("resignation", ""),
    "die": ("death", ""),
    "acquire": ("acquisition", "of"),
    "invade": ("invasion", "of"),
    "attack": ("attack", "on"),
    "withdraw": ("withdrawal", ""),
    "retire": ("retirement", ""),
    "merge": ("merger", ""),
}
_PASSIVE = {
    "arrest": "arrest",
    "elect": "election",
    "appoint": "appointment",
    "kill": "killing",
    "murder": "murder",
}
_TAILS = ("to", "with", "of", "on", "from", "in")
_LONGEST_TAIL = 7


@dataclass(frozen=True, slots=True)
class Event:
    """An event by its group of nouns, whose it is and the rest of its name ("to the United States")."""

    group: str
    whose: Thing
    tail: str


@dataclass(slots=True)
class Events:
    """The events that a text has told of so far."""

    known: dict[str, list[Event]] = field(default_factory=dict)

    def named(self, noun: str) -> tuple[str, Event] | None:
        """The full name of the one event that a noun can mean."""
        found = self.known.get(_NOUNS.get(noun, ""), [])
        if len({event.whose for event in found}) != 1 or not found[0].whose.name:
            return None
        tails = list(dict.fromkeys(event.tail for event in found if event.tail))
        if len(tails) > 1 and not _are_one(tails):
            return None
        whose = possessive(found[0].whose.name, found[0].whose)
        return f"{whose} {noun} {tails[0] if tails else ''}".rstrip(), found[0]

    def told(self, noun: str) -> bool:
        """Whether the text has told of an event of that name."""
        return bool(self.known.get(_NOUNS.get(noun, "")))

    def is_for_events(self, noun: str) -> bool:
        """Whether a noun can mean an event at all."""
        return noun in _NOUNS

    def read(self, doc: Doc, owners: Mapping[int, Thing]) -> None:
        """Takes in the events of a sentence; `owners` are what its nouns and pronouns mean, by place."""
        for event in (*_by_noun(doc, owners), *_by_verb(doc, owners)):
            self.known.setdefault(event.group, []).append(event)


def _are_one(tails: list[str]) -> bool:
    places = {
        tail.replace("U.S.", "United States").replace(" America", " the United States") for tail in tails
    }
    return len(places) == 1


def _by_noun(doc: Doc, owners: Mapping[int, Thing]) -> Iterator[Event]:
    for token in doc:
        group = _NOUNS.get(token.lower_)
        if group is None or token.pos_ != "NOUN" or token.dep_ == "compound":
            continue
        whose = next((owners[c.i] for c in token.children if c.dep_ == "poss" and c.i in owners), None)
        if whose is not None:
            yield Event(group, whose, _tail(token))
        elif any(c.lower_ in ("a", "an", "another", "no") for c in token.children):
            yield Event(group, Thing(""), "")


def _tail(token: Token) -> str:
    for child in token.children:
        if child.dep_ == "prep" and child.i == token.i + 1 and child.lower_ in _TAILS:
            parts = list(child.subtree)
            if len(parts) <= _LONGEST_TAIL and not any(part.tag_ in ("PRP", "PRP$") for part in parts):
                return surface(parts)
    return ""


def _by_verb(doc: Doc, owners: Mapping[int, Thing]) -> Iterator[Event]:
    for token in doc:
        lemma = token.lemma_
        if (
            token.pos_ != "VERB"
            or (lemma not in _VERBS and lemma not in _PASSIVE)
            or grammar.is_negated(token)
        ):
            continue
        subject = grammar.shared_subject(token)
        if subject is None or subject.i not in owners:
            continue
        if grammar.is_passive(token):
            if lemma in _PASSIVE:
                yield Event(_PASSIVE[lemma], owners[subject.i], "")
        elif lemma in _VERBS:
            group, preposition = _VERBS[lemma]
            yield Event(group, owners[subject.i], _object_tail(token, preposition))


def _object_tail(verb: Token, preposition: str) -> str:
    for child in verb.children:
        if child.dep_ == "dobj" and preposition:
            return _short(preposition, list(child.subtree))
        if child.dep_ == "prep" and child.lower_ in ("to", "with", "from"):
            parts = list(child.subtree)
            return _short("", parts)
    return ""


def _short(preposition: str, parts: list[Token]) -> str:
    if len(parts) > _LONGEST_TAIL or any(part.tag_ in ("PRP", "PRP$") for part in parts):
        return ""
    return f"{preposition} {surface(parts)}".strip()
