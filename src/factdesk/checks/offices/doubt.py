"""Why a contradiction may be none: ways of speaking in which a title is not meant for the day.

A former holder keeps the title as a form of address, a career tells of another time, a coming holder is named
before the oath. Found in official texts of 2021 to 2026, whose titles are right.
"""

from __future__ import annotations

import re
from datetime import date

from factdesk.checks.offices import wording
from factdesk.checks.offices.placed import Company, Placed, has_full_name, is_address
from factdesk.checks.offices.terms import DESIGNATE_DAYS, Terms
from factdesk.model import Mention, Period, Qualifier

# Texts give somebody the title when it is settled, some days before the oath.
_SETTLED_DAYS = 21
# So long after the end of the term, and with another holder since, nobody takes a bare title for the office:
# six years where only the last name is given ("President Obama"), twelve where the full name is.
HISTORY_DAYS, HISTORY_DAYS_IN_FULL = 2192, 4383

# Longer ago than this a title tells of history, whatever the tense.
_PAST_LIVING_MEMORY = 10958

# So long after a death somebody may still be said to do things: to lie in state, to be buried.
_MOURNED_DAYS = 45
# From an election to the oath.
_ELECTED_DAYS = 90

_NAMED_FOR_IT = re.compile(
    r"\b(?:to be|to become|elect|elected|become|becomes|named|appointed|nominat\w+|confirm\w*|designate)\b"
)
# Of these the title is part of the name, after the reign and after death.
_REIGNS = re.compile(r"\b(?:pope|king|queen|emperor|empress|monarch|sultan|emir|ayatollah)\b", re.IGNORECASE)


def doubt(placed: Placed, terms: Terms, company: Company, fits_perhaps: Period | None, tolerance: int) -> str:
    """Why a contradiction is not certain, in words; "" where it is.

    `fits_perhaps` are other days that the sentence may speak of and on which it is right.
    """
    mention, when = placed.mention, placed.when
    if not placed.resolved.is_sure:
        return "The name or the office is not given in full, so somebody else may be meant."
    if fits_perhaps:
        return f"The sentence may speak of {wording.days(fits_perhaps)}, when that was right."
    if mention.qualifier is Qualifier.THEN and not when.is_adjacent:
        return "The text puts it in an earlier time that it does not date."
    if when.is_career and mention.qualifier in (Qualifier.ACTING, Qualifier.INTERIM):
        return "The sentence seems to tell of an earlier time, when that may have been right."
    if not placed.is_in_office or terms.office.is_rank:
        return ""
    if terms.had_left(when.days.start, tolerance):
        return _past(placed, terms, company)
    return _to_come(placed, terms)


def _to_come(placed: Placed, terms: Terms) -> str:
    """Why somebody may be given the title before taking the office."""
    mention, ahead = placed.mention, terms.days_to_start(placed.when.days)
    if ahead is not None and ahead <= DESIGNATE_DAYS and _NAMED_FOR_IT.search(mention.text):
        return "The sentence may tell of the choice for the office, not of holding it."
    is_new = "new " in mention.text or is_address(mention)
    if ahead is not None and ahead <= _SETTLED_DAYS and is_new:
        return f"The term began {ahead} days later; it may have been settled by then."
    if not placed.when.own_time and is_address(mention):
        return "In telling of the past, people are often given the title that they have later."
    return ""


def _past(placed: Placed, terms: Terms, company: Company) -> str:
    """Why an earlier holder may be given the title: the past is told, or it is a form of address."""
    when, mention = placed.when, placed.mention
    if when.is_career:
        return "The sentence seems to tell of an earlier time, when that may have been right."
    acts_now = when.is_now and _days_since(terms, when.days) > _MOURNED_DAYS
    if is_for_life(mention) and not (acts_now and _REIGNS.search(mention.title)):
        return "A title like this stays part of the name."
    if _days_since(terms, when.days) > (HISTORY_DAYS_IN_FULL if when.is_past else _PAST_LIVING_MEMORY):
        return "The term ended so long ago that the text seems to tell of history."
    if not is_address(mention):
        return ""
    ahead = terms.days_to_start(when.days)
    if ahead is not None and ahead <= _ELECTED_DAYS and not has_full_name(mention):
        return f"The next term began {ahead} days later; the election may have been over by then."
    if when.is_now:
        return ""
    if terms.person in company.gone:
        return "The article says elsewhere that this is over; here it may be a form of address."
    if (when.own_time and when.perhaps and when.is_past) or terms.person in company.people:
        return "The text seems to tell of an earlier time, when that may have been right."
    in_full = has_full_name(mention) and not when.is_past
    if is_of_long_ago(terms, when.days.start or date.min, in_full):
        return "A title like this is kept for life as a form of address."
    if mention.person in company.elsewhere:
        return "The article gives another post as the present one; this may be a form of address."
    if has_full_name(mention):
        return ""
    if (terms.office.country, terms.office.office) in company.offices:
        return "The article names the later holder too; this may be a form of address."
    if not when.has_verb or when.is_spoken:
        return "A title like this is kept for life as a form of address."
    return ""


def is_for_life(mention: Mention) -> bool:
    """Whether the title stays part of the name ("Pope", "Queen", "Ambassador" without a country)."""
    return bool(_REIGNS.search(mention.title)) or mention.title == "Ambassador"


def _days_since(terms: Terms, days: Period) -> int:
    """Days from the end of the last term to these."""
    first = days.start or date.min
    return (first - terms.last_end(first)).days


def is_of_long_ago(terms: Terms, day: date, in_full: bool) -> bool:
    """Whether the last term before that day ended years before, and others have come and gone since."""
    last = terms.last_end(day)
    return (day - last).days > (HISTORY_DAYS_IN_FULL if in_full else HISTORY_DAYS) and terms.is_followed(
        last, day
    )
