"""What is remembered of a claim that was verified before, and how it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factdesk.errors import BadInput
from factdesk.model import Period
from factdesk.review import Piece


@dataclass(frozen=True, slots=True)
class Remembered:
    """A claim that was verified: here (`article` is a slug) or by others (`article` is blank).

    `text` is the claim, `label` the verdict as it was given. `reviewer` names who gave it here (several are
    separated by ", "), `publisher` who published the review. `title` is that of the article or the review,
    `url` where it can be read. `at` is the day of the verdict, or the *period* that a feed gives; blank where
    unknown. `sources` are links, or titles of what is not on the web. `claimant` made the claim, in `claimed`
    (a *period*). `recheck_on` is the day on which the verdict should be looked at again, or blank. `feed`
    names the imported feed.
    """

    text: str
    label: str
    publisher: str = ""
    reviewer: str = ""
    title: str = ""
    url: str = ""
    at: str = ""
    article: str = ""
    claim_id: str = ""
    sources: tuple[str, ...] = ()
    recheck_on: str = ""
    rationale: str = ""
    claimant: str = ""
    claimed: str = ""
    feed: str = ""

    def days_old(self, on: date) -> int | None:
        """How many days ago the verdict was given at the latest; None where that is not known."""
        try:
            given = Period.parse(self.at).end if self.at else None
        except BadInput:
            return None
        return (on - given).days if given else None

    def is_due(self, on: date) -> bool:
        """Whether the day has come on which the verdict should be looked at again."""
        return bool(self.recheck_on) and self.recheck_on <= on.isoformat()


@dataclass(frozen=True, slots=True)
class Match:
    """A remembered claim that says the same as the one asked for.

    `likeness` lies in 0..1; 1 means that all words that carry meaning are the same.
    `differences` lead from the remembered words to those asked for: the equal and deleted pieces together are
    the remembered text, the equal and inserted ones the other.
    """

    remembered: Remembered
    likeness: float
    differences: tuple[Piece, ...] = ()
