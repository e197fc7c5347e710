"""Whom "he" or "she" at the start of a claim means, where only one person can be meant."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from factdesk.model import Period
from factdesk.split import grammar, words
from factdesk.split.draft import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_PRONOUNS = ("he", "she")


@dataclass(slots=True)
class Referents:
    """Follows a text sentence by sentence: the person it speaks of, and the fullest name of each surname."""

    published: Period = field(default_factory=Period)
    topic: str = ""
    pronoun: str = ""
    names: dict[str, str] = field(default_factory=dict)

    def read(self, doc: Doc, drafts: list[Draft]) -> list[Draft]:
        """The drafts of the next sentence, "She …" worded with the name where it is safe."""
        named = self._resolved(drafts)
        self._move_on(doc)
        return named

    def _resolved(self, drafts: list[Draft]) -> list[Draft]:
        return [self._named(draft) for draft in drafts] if self.topic else drafts

    def _named(self, draft: Draft) -> Draft:
        speaker = self.topic if self._is_topic(draft.speaker) else draft.speaker
        first, _, rest = draft.text.partition(" ")
        if draft.speaker or not self._is_topic(first):
            return replace(draft, speaker=speaker)
        note = f"“{first}” read as {self.topic}"
        return replace(
            draft, text=f"{self.topic} {rest}", context="; ".join(filter(None, (draft.context, note)))
        )

    def _is_topic(self, word: str) -> bool:
        pronoun = word.casefold()
        return pronoun in _PRONOUNS and self.pronoun in ("", pronoun)

    def _move_on(self, doc: Doc) -> None:
        """One named person as the subject becomes the topic; any other person ends it."""
        people = [entity for entity in doc.ents if entity.label_ == "PERSON"]
        full = {self._full_name(person) for person in people}
        subject = grammar.shared_subject(next(doc.sents).root)
        if subject is None or _mentions_another(doc, subject.i):
            self.topic = self.pronoun = ""
        elif subject.lower_ in _PRONOUNS and self._is_topic(subject.text) and not full - {self.topic}:
            self.pronoun = subject.lower_ if self.topic else ""
        elif len(full) == 1 and any(person.start <= subject.i < person.end for person in people):
            found = full.pop()
            self.pronoun = self.pronoun if found == self.topic else ""
            self.topic = found
        else:
            self.topic = self.pronoun = ""

    def _full_name(self, person: Span) -> str:
        name = person.text.removesuffix("’s").removesuffix("'s").strip()
        known = self.names.get(name.split()[-1], "")
        if len(name) > len(known):
            self.names[name.split()[-1]] = name
        return max(name, known, key=len)


def _mentions_another(doc: Doc, subject: int) -> bool:
    """Whether an unnamed person ("the nurse") is acted on, whom a pronoun could mean as well."""
    return any(
        token.lower_ in words.ROLES and token.dep_ in ("dobj", "dative", "pobj") and token.i > subject
        for token in doc
        if token.head.lower_ not in ("as", "of")
    )
