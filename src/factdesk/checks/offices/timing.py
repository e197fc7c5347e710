"""How a statement that somebody holds, has left or is to take an office stands to some days."""

from __future__ import annotations

from factdesk.checks.offices.terms import Terms
from factdesk.model import Outcome, Period, Qualifier, Timing


def timing(terms: Terms, qualifier: Qualifier, days: Period, tolerance: int) -> Timing:
    """True on these days, not yet, no longer, never, or unknown where the record does not say.

    Between two terms it is "no longer". `tolerance` days widen every term at both ends.
    """
    if not days.is_known:
        return Timing.UNKNOWN
    if qualifier in (Qualifier.FORMER, Qualifier.LATE):
        outcome, otherwise = terms.left(days, tolerance), Timing.NOT_YET
    elif qualifier is Qualifier.ELECT:
        outcome, otherwise = terms.to_come(days, tolerance), Timing.NO_LONGER
    else:
        outcome, otherwise = terms.in_office(days, tolerance), _outside(terms, days)
    known = {Outcome.SUPPORTED: Timing.TRUE, Outcome.CONTRADICTED: otherwise}
    return known.get(outcome, Timing.UNKNOWN)


def _outside(terms: Terms, days: Period) -> Timing:
    if not terms.own:
        return Timing.NEVER
    return Timing.NO_LONGER if terms.had_left(days.start, 0) else Timing.NOT_YET
