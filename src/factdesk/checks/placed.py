"""A mention with all that its judgement needs: who and what it means, and the days it speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factdesk.checks.asof import AsOf
from factdesk.checks.resolve import Resolved
from factdesk.model import Mention, Qualifier

# Titles by which people are addressed for life ("President Obama", "Secretary Clinton").
_FOR_LIFE = re.compile(
    r"(?:the )?(?:(?:presidents|secretaries|governors|senators|ministers)\b.*|"
    r"(?:vice[ -])?(?:president|secretary|governor|senator|ambassador|speaker|chairman|chairwoman|"
    r"chair|premier|prime minister|chancellor|judge|justice|mayor|director|administrator|leader|"
    r"congressman|congresswoman|representative))",
    re.IGNORECASE,
)

_IN_OFFICE = (Qualifier.NONE, Qualifier.OUTGOING)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with the person and office it means and the days it speaks of."""

    resolved: Resolved
    when: AsOf

    @property
    def mention(self) -> Mention:
        return self.resolved.mention

    @property
    def is_in_office(self) -> bool:
        """Whether the person is simply said to be in office."""
        return self.mention.qualifier in _IN_OFFICE


@dataclass(frozen=True, slots=True)
class Company:
    """Whom the article rightly gives an office: the offices (country, name) and the people."""

    offices: frozenset[tuple[str, str]] = frozenset()
    people: frozenset[str] = frozenset()


def is_address(mention: Mention) -> bool:
    """Whether the words are but a bare title and a name."""
    before_name = mention.text.partition(mention.person.split()[-1])[0]
    names = set(mention.person.split())
    return bool(_FOR_LIFE.fullmatch(" ".join(word for word in before_name.split() if word not in names)))
