"""Whom and what the wording of a claim leans on: named where one alone can be meant, else noted as open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from factdesk.model import Period
from factdesk.split.draft import Draft
from factdesk.split.referents import context, phrases
from factdesk.split.referents.definites import Definites
from factdesk.split.referents.events import Events
from factdesk.split.referents.insertion import Spot, find, put
from factdesk.split.referents.known import Known, acronyms, bare
from factdesk.split.referents.pronouns import Anaphor, Pronouns
from factdesk.split.referents.quoted import Quotation
from factdesk.split.referents.things import Mention, Thing

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Referents:
    """Follows a text sentence by sentence and words its claims to stand alone.

    `published` places relative dates. Nothing is put in that the text does not say, and nothing inside a
    quotation.
    """

    published: Period = field(default_factory=Period)
    known: Known = field(default_factory=Known)
    pronouns: Pronouns = field(default_factory=Pronouns)
    events: Events = field(default_factory=Events)
    quotation: Quotation = field(default_factory=Quotation)
    acronyms: dict[str, str] = field(default_factory=dict)
    definites: Definites = field(init=False)

    def __post_init__(self) -> None:
        self.definites = Definites(self.known, self.events)

    def read(self, doc: Doc, drafts: list[Draft]) -> list[Draft]:
        """The drafts of the next sentence with their wording and notes; all else stays as it was."""
        text = doc.text
        if _is_set_apart(text):
            return Referents(self.published)._read(doc, text, drafts)
        return self._read(doc, text, drafts)

    def _read(self, doc: Doc, text: str, drafts: list[Draft]) -> list[Draft]:
        quoted, main = self.quotation.read(doc, text), phrases.main_verbs(doc)
        shorts = _short_names(doc, self.known)
        mentions = self.known.read(doc, main, quoted)
        definite = list(self.definites.read(doc, self.pronouns.number))
        mentions = _taken_up(mentions, definite)
        anaphors = self.pronouns.read(doc, main, mentions, quoted)
        spots = [
            *(_pronoun_spot(anaphor) for anaphor in anaphors),
            *(spot for spot in _name_spots(shorts, mentions) if spot.start not in quoted),
            *(spot for spot in self._acronym_spots(doc) if spot.start not in quoted),
            *definite,
        ]
        self.events.read(doc, _owners(mentions, anaphors))
        self.definites.follow(mentions)
        for short, name in acronyms(text) if "(" in text else ():
            self.acronyms[short] = name
            self.known.also(short, name)
        open_to = {anaphor.token.i: anaphor for anaphor in anaphors}
        spots = [_unnamed(spot) if spot.start in quoted else spot for spot in spots]
        return [self._worded(doc, draft, spots, open_to, unmarked=not quoted) for draft in drafts]

    def _worded(
        self, doc: Doc, draft: Draft, spots: Sequence[Spot], anaphors: dict[int, Anaphor], *, unmarked: bool
    ) -> Draft:
        """A draft with names put in. One that is quoted is left, where no marks show what of it was said."""
        mine = [_unnamed(spot) for spot in spots if spot.is_pronoun] if draft.quoted and unmarked else spots
        text, named, kept = put(draft.text, find(draft.text, doc, mine))
        notes = [f"“{draft.text[one.start : one.end]}” read as {one.spot.name}" for one in named]
        notes += context.open_notes(text, draft, kept, anaphors)
        speaker = put(draft.speaker, find(draft.speaker, doc, spots))[0] if draft.speaker else ""
        speaker = (
            speaker[:1].lower() + speaker[1:]
            if speaker != draft.speaker and speaker[:4] == "The "
            else speaker
        )
        text, when = context.dated(text, draft, self.published)
        notes = list(dict.fromkeys(filter(None, [draft.context, *notes, *when])))
        return replace(draft, text=text, speaker=speaker, context="; ".join(notes))

    def _acronym_spots(self, doc: Doc) -> Iterator[Spot]:
        for token in doc if self.acronyms else ():
            if token.text in self.acronyms and token.dep_ not in ("compound", "appos", "nmod"):
                full = self.acronyms[token.text]
                yield Spot(token.i, token.i + 1, f"{full} ({token.text})", (full,))


def _is_set_apart(text: str) -> bool:
    """Whether it is a headline, byline or dateline: whom they name, the text below them names again."""
    return not text.rstrip().endswith(_STOPS) or bool(_BYLINE.match(text))


_STOPS = (".", "!", "?", "…", ":", ";", "”", "’", '"', "'", ")", "]")
_BYLINE = re.compile(r"(?:By|BY)(?: (?:and )?[A-Z][\w.’'-]*){2,6}\.?$")


def _taken_up(mentions: Sequence[Mention], definite: Sequence[Spot]) -> list[Mention]:
    """The mentions, "the company" and "both nations" as what they take up."""
    things = {spot.start: spot.thing for spot in definite if spot.thing is not None}
    return [replace(m, thing=things.get(m.start, m.thing)) if not m.thing.is_named else m for m in mentions]


def _unnamed(spot: Spot) -> Spot:
    """Words of a quotation, which stay as they were said."""
    return Spot(spot.start, spot.end, is_pronoun=spot.is_pronoun)


def _pronoun_spot(anaphor: Anaphor) -> Spot:
    thing, i = anaphor.thing, anaphor.token.i
    if thing is None:
        return Spot(i, i + 1, is_pronoun=True)
    possessive = anaphor.is_possessive
    return Spot(
        i, i + 1, thing.name, (thing.short,), possessive, anaphor.is_ahead, is_pronoun=True, thing=thing
    )


def _short_names(doc: Doc, known: Known) -> dict[int, str]:
    """The full names that the text had given before, by the head of a name that is now written shorter."""
    full = {}
    for head in phrases.heads(doc) if known.by_part else ():
        if same := known.by_part.get(head.text):
            start, end = phrases.name_span(head) or (head.i, head.i + 1)
            name = phrases.parted([token.text for token in doc[start:end]])[1]
            if len(name) == 1 and len(same) == 1 and len(bare(same[0])) > 1 and not _goes_on(doc, start, end):
                full[head.i] = " ".join(bare(same[0]))
    return full


def _goes_on(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is a part of one that the parse has cut: "Ap" of "Ap Go Cong"."""
    after = doc[end] if end < len(doc) else None
    return (after is not None and after.pos_ == "PROPN" and after.text[:1].isupper()) or (
        start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[:1].isupper()
    )


def _name_spots(shorts: dict[int, str], mentions: Sequence[Mention]) -> Iterator[Spot]:
    for mention in mentions:
        if mention.head.i not in shorts or mention.thing.members:
            continue
        full, doc = shorts[mention.head.i], mention.head.doc
        titles = phrases.parted([token.text for token in doc[mention.start : mention.end]])[0]
        kept = " ".join(phrases.without_courtesy(titles))
        yield Spot(mention.start, mention.end, f"{kept} {full}".strip(), (full,), thing=mention.thing)


def _owners(mentions: Sequence[Mention], anaphors: Sequence[Anaphor]) -> dict[int, Thing]:
    owners = {mention.head.i: mention.thing for mention in mentions if mention.thing.name}
    return owners | {anaphor.token.i: anaphor.thing for anaphor in anaphors if anaphor.thing is not None}
