"""Was this person in that office or rank on the day the text speaks of?

Supported: on all of the days. Contradicted: on none of them, and the record says who was. Else undetermined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factdesk.checks.offices import messages
from factdesk.checks.offices.bounds import stands
from factdesk.checks.offices.doubt import doubt
from factdesk.checks.offices.placed import Company, Placed, says_former
from factdesk.checks.offices.terms import Terms, certain_days, joined
from factdesk.model import Judgement, Mention, Outcome, Period, Qualifier

# Where a mention can mean several, it is contradicted only if it is so for all of them.
_RANKING = (Outcome.SUPPORTED, Outcome.UNDETERMINED, Outcome.CONTRADICTED)


def judge(placed: Placed, company: Company, tolerance: int) -> Judgement:
    """The judgement of one mention at its days; `tolerance` days widen every term at both ends."""
    resolved, days = placed.resolved, placed.when.days
    if not resolved.terms:
        return messages.deputy(placed) if _is_deputy_then(placed) else messages.unknown(placed)
    if bounded := _by_bounds(placed, tolerance):
        return bounded
    if not days.is_known:
        return messages.judgement(placed, resolved.terms[0], Outcome.UNDETERMINED, "")
    within = (t for t in resolved.terms if placed.when.is_within and t.holds_within(days, tolerance))
    if right := next(within, None):
        return messages.judgement(placed, right, Outcome.SUPPORTED, "")
    terms, outcome = _likeliest(resolved.terms, placed.mention, days, tolerance)
    if outcome is not Outcome.CONTRADICTED:
        return messages.judgement(placed, terms, outcome, "")
    fits = (d for d in placed.when.perhaps if _fits(terms, placed, d, tolerance))
    why = doubt(placed, terms, company, next(fits, None), tolerance)
    return messages.judgement(placed, terms, Outcome.UNDETERMINED if why else outcome, why)


def _is_deputy_then(placed: Placed) -> bool:
    """Whether somebody simply called the holder was the deputy on all of these days, another the holder."""
    days, resolved = placed.when.days, placed.resolved
    if not days.is_known or placed.mention.qualifier is not Qualifier.NONE or placed.when.is_career:
        return False
    own, others = (joined(certain_days(t, 0)) for t in (resolved.deputy, resolved.record))
    return any(span.covers(days) for span in own) and any(span.covers(days) for span in others)


def _by_bounds(placed: Placed, tolerance: int) -> Judgement | None:
    """The judgement by the days that the text gives the term; None where they do not settle it."""
    if not placed.stated or not placed.resolved.is_sure or placed.mention.is_rank:
        return None
    read = [(terms, stands(placed.stated, terms, tolerance)) for terms in placed.resolved.terms]
    terms, outcome = min(read, key=lambda one: _RANKING.index(one[1]))
    goes_on = placed.stated.ends is None and placed.stated.words.startswith("since")
    if outcome is Outcome.UNDETERMINED or (outcome is Outcome.SUPPORTED and goes_on):
        return None
    basis = f"“{placed.stated.words}” in the text"
    when = replace(placed.when, days=placed.stated.days, basis=basis, own_time=False)
    return messages.judgement(replace(placed, when=when), terms, outcome, "")


def _fits(terms: Terms, placed: Placed, days: Period, tolerance: int) -> bool:
    """Whether it is right on these days, or for somebody simply in office on some of them."""
    if placed.is_in_office and not placed.mention.is_rank:
        return terms.holds_within(days, tolerance)
    return outcome_at(terms, placed.mention, days, tolerance) is Outcome.SUPPORTED


def _likeliest(
    several: Sequence[Terms], mention: Mention, days: Period, tolerance: int
) -> tuple[Terms, Outcome]:
    """The reading under which the text is right, or may be, or the first one.

    An office that the same person certainly did not hold then is no reading beside one that says who did.
    """
    read = [(terms, outcome_at(terms, mention, days, tolerance)) for terms in several]
    wrong = {terms.person for terms, outcome in read if outcome is Outcome.CONTRADICTED}
    left = [
        (terms, outcome)
        for terms, outcome in read
        if outcome is not Outcome.UNDETERMINED or terms.person not in wrong or terms.may_hold(days, tolerance)
    ]
    return min(left, key=lambda one: _RANKING.index(one[1]))


def outcome_at(terms: Terms, mention: Mention, days: Period, tolerance: int) -> Outcome:
    """Whether the mention is right on these days, as its qualifier puts it."""
    named = terms.office.named.widened(tolerance)
    match mention.qualifier:
        case Qualifier.FORMER | Qualifier.LATE:
            by_word = says_former(mention)
            return terms.left(days, tolerance) if by_word else terms.has_held(days, tolerance)
        case Qualifier.ACTING | Qualifier.INTERIM:
            return terms.acting(days, tolerance)
        case Qualifier.ELECT:
            return terms.to_come(days, tolerance)
        case Qualifier.NONE | Qualifier.OUTGOING if not named.intersect(days):
            return Outcome.CONTRADICTED
        case _:
            return terms.in_office(days, tolerance)
