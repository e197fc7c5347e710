"""Dates and tenures in words, the same in the chart, its table and the page."""

from __future__ import annotations

import re
from datetime import date

from factdesk.dates.wording import MONTHS, day, in_words
from factdesk.model import Claim, Outcome, Tenure

__all__ = [
    "OUTCOME_SYMBOLS",
    "because",
    "check",
    "count",
    "day",
    "moment",
    "notes",
    "office",
    "period",
    "short",
    "source",
    "tenure",
]

period = in_words
_DATE = re.compile(rf"\b(\d\d? )?({'|'.join(MONTHS)}) (\d{{1,4}})\b")
_CHECKS = {
    "office": "Office or rank at the time",
    "seat": "Who holds the seat",
    "weekday": "Weekday and date",
    "calendar": "Days of the calendar",
    "age": "Age",
    "arithmetic": "Arithmetic",
    "quantity": "Same quantity, two values",
    "future": "Date and tense",
}

_READ = " read as "  # in a note on words that the wording has replaced already
_SHORT_COUNTRIES = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}

OUTCOME_SYMBOLS = {Outcome.SUPPORTED: "✓", Outcome.CONTRADICTED: "✗", Outcome.UNDETERMINED: "?"}


def short(text: str) -> str:
    """The same words with the months cut to three letters and no line break in a date, for narrow places."""
    return _DATE.sub(lambda date: f"{date[1] or ''}{date[2][:3]} {date[3]}".replace(" ", "\u00a0"), text)


def tenure(held: Tenure) -> str:
    """`22 January 2021 to 20 January 2025`, or `since 12 April 2025, known until 8 April 2026`."""
    begun = period(held.start) if held.start.is_known else ""
    if held.end and held.end.is_known:
        return f"{begun or 'unknown start'} to {period(held.end)}"
    known = f"known until {day(held.known_until)}" if held.known_until else "no end known"
    return f"since {begun}, {known}" if begun else known


def office(name: str, country: str) -> str:
    """`Secretary of Defense (US)`; the country is not said twice, as in `President of France`."""
    said = not country or name.endswith(f" of {country}")
    return name if said else f"{name} ({_SHORT_COUNTRIES.get(country, country)})"


def moment(stamp: str) -> str:
    """`2026-11-24T09:30:00Z` as `24 November 2026, 09:30 UTC`; anything else as it is."""
    try:
        when = date.fromisoformat(stamp[:10])
    except ValueError:
        return stamp
    return f"{day(when)}, {stamp[11:16]} UTC" if len(stamp) == 20 and stamp.endswith("Z") else stamp


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 claim`, `3 claims`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def check(name: str) -> str:
    """Which check spoke, as readers are told it; one that is not named here by its own name."""
    return _CHECKS.get(name, name.replace("_", " ").capitalize())


def because(claim: Claim) -> str:
    """The words that decided the kind; blank where there are none or a mark alone, as of a quotation."""
    return claim.kind_words if any(map(str.isalnum, claim.kind_words)) else ""


def source(claim: Claim) -> str:
    """Who says so: `diplomatic sources (anonymous), according to`; blank where the text speaks for itself."""
    name = f"{claim.speaker} (anonymous)" if claim.anonymous else claim.speaker
    return ", ".join(filter(None, (name, claim.saying if name else "", "quoted" if claim.quoted else "")))


def notes(claim: Claim) -> list[tuple[str, bool]]:
    """What the wording was read as and what it still leans on, each with whether it needs its context."""
    return [(note, _READ not in note) for note in claim.context.split("; ") if note]
