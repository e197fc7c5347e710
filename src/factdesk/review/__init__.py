"""What the verdicts of all reviewers come to. Pure: everything is computed from the records given."""

from factdesk.review.claims import (
    active_claims,
    active_sources,
    claims_that_are,
    covered,
    newest_claims,
    newest_sources,
    order_key,
    place_of,
    said,
    same_words,
)
from factdesk.review.events import Change, Event, Piece, changes, history, word_diff
from factdesk.review.proposals import Proposal, ProposedSource, proposal
from factdesk.review.verdicts import (
    Latest,
    State,
    by_claim,
    latest,
    on_earlier_words,
    revisions,
    state,
    states,
    with_judged,
)

__all__ = [
    "Change",
    "Event",
    "Latest",
    "Piece",
    "Proposal",
    "ProposedSource",
    "State",
    "active_claims",
    "active_sources",
    "by_claim",
    "changes",
    "claims_that_are",
    "covered",
    "history",
    "latest",
    "newest_claims",
    "newest_sources",
    "on_earlier_words",
    "order_key",
    "place_of",
    "proposal",
    "revisions",
    "said",
    "same_words",
    "state",
    "states",
    "with_judged",
    "word_diff",
]
