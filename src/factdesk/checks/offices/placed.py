"""A mention with all that its judgement needs: who and what it means, and the days it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from factdesk.checks.mentions.tokens import unmarked
from factdesk.checks.offices.asof import AsOf
from factdesk.checks.offices.bounds import Bounds
from factdesk.checks.offices.frames import Frame
from factdesk.checks.offices.resolve import Resolved
from factdesk.model import Mention, Period, Qualifier

# Titles by which people are addressed for life ("President Obama", "Secretary Clinton").
_FOR_LIFE = re.compile(
    r"(?:the )?(?:(?:presidents|secretaries|governors|senators|ministers)\b.*|"
    r"(?:vice[ -])?(?:president|secretary|governor|senator|ambassador|speaker|chairman|chairwoman|"
    r"chair|premier|prime minister|chancellor|judge|justice|mayor|director|administrator|leader|"
    r"congressman|congresswoman|representative))",
    re.IGNORECASE,
)

_BY_WORD = re.compile(r"\b(?:former|ex|one-?time|late)\b", re.IGNORECASE)

_IN_OFFICE = (Qualifier.NONE, Qualifier.OUTGOING)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with the person and office it means and the days it speaks of.

    `stated` are the first or last days that the text itself gives the term.
    """

    resolved: Resolved
    when: AsOf
    stated: Bounds | None = None

    @property
    def mention(self) -> Mention:
        return self.resolved.mention

    @property
    def is_in_office(self) -> bool:
        """Whether the person is simply said to be in office."""
        return self.mention.qualifier in _IN_OFFICE


def framed(placed: Placed, frame: Frame | None, published: Period, tolerance: int) -> Placed:
    """The same, where the text names a time by who governed: in that time if it is over, else perhaps.

    "Under Biden, Secretary Rubio said, …" stays at the article's own time, when it is right.
    """
    when, mention = placed.when, placed.mention
    served = mention.qualifier is Qualifier.FORMER and not says_former(mention)
    fitting = placed.is_in_office or served or mention.qualifier is Qualifier.THEN
    if not frame or mention.is_rank or not fitting or not (frame.is_close or when.is_past):
        return placed
    when = replace(when, perhaps=(*when.perhaps, *frame.spells))
    held = [s for s in frame.spells if any(t.holds_within(s, tolerance) for t in placed.resolved.terms)]
    is_right = (
        any(t.holds(when.days, tolerance) for t in placed.resolved.terms) if when.days.is_known else not held
    )
    if frame.is_close and when.own_time and frame.is_past(published) and not is_right:
        days = (held or frame.spells)[0] if 1 in (len(held), len(frame.spells)) else Period()
        when = replace(when, days=days, basis=f"“{frame.text}”", own_time=False, is_within=True)
    return replace(placed, when=when)


@dataclass(frozen=True, slots=True)
class Company:
    """Whom the article rightly gives an office: the offices (country, name) and the people.

    `gone` are the people of whom it rightly says that they have left an office, `elsewhere` those (as the
    article names them) whom it gives a post that the table does not know of.
    """

    offices: frozenset[tuple[str, str]] = frozenset()
    people: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()


def says_former(mention: Mention) -> bool:
    """Whether a word says that it is over ("former"), not only the tense ("served as")."""
    return bool(_BY_WORD.search(mention.text))


def is_address(mention: Mention) -> bool:
    """Whether the words are but a bare title and a name."""
    before_name = unmarked(mention.text).partition(mention.person.split()[-1])[0]
    names = set(mention.person.split())
    return bool(_FOR_LIFE.fullmatch(" ".join(word for word in before_name.split() if word not in names)))


def has_full_name(mention: Mention) -> bool:
    """Whether more than one word of the name is given, as who somebody is told for the first time."""
    words = unmarked(mention.text).split()
    return sum(word in words for word in mention.person.split()) > 1
