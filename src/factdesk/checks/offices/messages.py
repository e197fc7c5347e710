"""Judgements in words: what was said, what is known with dates and source, who held the office instead."""

from __future__ import annotations

from collections.abc import Sequence

from factdesk.checks.offices import wording
from factdesk.checks.offices.placed import Placed
from factdesk.checks.offices.terms import Terms
from factdesk.model import Judgement, Mention, Outcome, Period, Qualifier, Tenure

_SAID = {
    Qualifier.NONE: "{person} {title}",
    Qualifier.OUTGOING: "{person} the outgoing {title}",
    Qualifier.FORMER: "{person} a former {title}",
    Qualifier.LATE: "{person} the late {title}",
    Qualifier.THEN: "{person} {title} at that time",
    Qualifier.ACTING: "{person} acting {title}",
    Qualifier.INTERIM: "{person} interim {title}",
    Qualifier.ELECT: "{person} the coming {title}",
}


def unknown(placed: Placed) -> Judgement:
    """The judgement where no term of the person is known; it tells who is known to have held the office."""
    held = _certain_at(placed.resolved.record, placed.when.days)
    known = f"No term of {placed.mention.person} in that office is known here, which proves nothing."
    then = f"Known to have held it then: {wording.holders(held)}." if held else ""
    return _without_terms(placed, Outcome.UNDETERMINED, (known, then), held)


def deputy(placed: Placed) -> Judgement:
    """The judgement of somebody called the holder who was the deputy then."""
    days = placed.when.days
    then, held = (_certain_at(t, days) for t in (placed.resolved.deputy, placed.resolved.record))
    known = f"{placed.mention.person} was {then[0].office} {wording.sourced(then)}."
    when = f"At {wording.days(days)} ({placed.when.basis}) that was the deputy’s office only."
    return _without_terms(placed, Outcome.CONTRADICTED, (known, when, _was_held(held, days)), held)


def _without_terms(
    placed: Placed, outcome: Outcome, words: Sequence[str], held: tuple[Tenure, ...]
) -> Judgement:
    mention, office = placed.mention, placed.resolved.office
    return Judgement(
        mention=mention,
        person=mention.person,
        office=office.office if office else mention.title,
        country=office.country if office else mention.country,
        as_of=placed.when.days,
        basis=placed.when.basis,
        outcome=outcome,
        message=" ".join(filter(None, (said(mention), *words))),
        holders=held,
    )


def judgement(placed: Placed, terms: Terms, outcome: Outcome, doubt: str) -> Judgement:
    """The judgement of a mention under one reading; `doubt` is why a contradiction is not taken for one."""
    days = placed.when.days
    held = _instead(terms, days)
    parts = [said(placed.mention), known(terms), _at(placed, terms, outcome, doubt)]
    if held and outcome is not Outcome.SUPPORTED:
        parts.append(_held(terms, held, days))
    parts += [_capacity(placed, terms, outcome), doubt]
    return Judgement(
        mention=placed.mention,
        person=terms.person,
        office=terms.office.office,
        country=terms.office.country,
        as_of=days,
        basis=placed.when.basis,
        outcome=outcome,
        message=" ".join(filter(None, parts)),
        tenures=terms.own,
        holders=held,
    )


def said(mention: Mention) -> str:
    """What the article says."""
    where = f" ({mention.country})" if mention.country else ""
    words = _SAID[mention.qualifier].format(person=mention.person, title=mention.title)
    return f"The article calls {words}{where}."


def known(terms: Terms) -> str:
    """What is known of the person in the office, with days and sources."""
    verb = "has been" if any(t.end is None for t in terms.own) else "was"
    office, country = terms.office.office, terms.office.country
    where = f" ({country})" if country not in ("", "International") and country not in office else ""
    return f"{terms.person} {verb} {terms.office.office}{where} {wording.sourced(terms.own)}."


def _at(placed: Placed, terms: Terms, outcome: Outcome, doubt: str) -> str:
    days = placed.when.days
    if not days.is_known:
        return "The day that the text speaks of is not known."
    when = f"{wording.days(days)} ({placed.when.basis})"
    named = terms.office.named
    if outcome is Outcome.CONTRADICTED and not named.intersect(days):
        return f"It is judged at {when}; the office has had that name only {wording.days(named)}."
    if outcome is Outcome.SUPPORTED:
        return f"That agrees with {when}."
    if outcome is Outcome.CONTRADICTED:
        return f"That does not agree with {when}."
    if doubt:
        return f"By the record that was not so at {when}."
    if any(t.certain and t.certain.intersect(days) for t in terms.own):
        return f"That covers only a part of {when}."
    return f"Nothing certain is known of {when}.{_beyond(terms, days)}"


def _beyond(terms: Terms, days: Period) -> str:
    last = max((t.known_until for t in terms.own if t.end is None and t.known_until), default=None)
    if last and days.end and days.end > last:
        return f" The record of {terms.person} reaches only to {last}."
    return ""


def _capacity(placed: Placed, terms: Terms, outcome: Outcome) -> str:
    """A word on an acting holder who is called the holder, or the other way round."""
    if outcome is not Outcome.SUPPORTED or terms.office.is_rank:
        return ""
    then = {t.capacity for t in terms.own if t.certain and t.certain.intersect(placed.when.days)}
    acting = placed.mention.qualifier in (Qualifier.ACTING, Qualifier.INTERIM)
    if placed.is_in_office and then and "substantive" not in then:
        return f"The capacity was {' or '.join(sorted(then))}."
    return "The table has it in their own right, not acting." if acting and then == {"substantive"} else ""


def _instead(terms: Terms, days: Period) -> tuple[Tenure, ...]:
    """Who else is known to have held the office then; for a rank, the rank the person had instead."""
    if terms.office.is_rank:
        return _certain_at(terms.other_ranks, days)
    if not terms.office.single:
        return ()
    return _certain_at(terms.others, days) or (terms.presumed_holders(days) if days.is_known else ())


def _certain_at(tenures: Sequence[Tenure], days: Period) -> tuple[Tenure, ...]:
    if not days.is_known:
        return ()
    return tuple(t for t in tenures if t.certain and t.certain.intersect(days))


def _held(terms: Terms, held: Sequence[Tenure], days: Period) -> str:
    if terms.office.is_rank:
        return (
            f"Known then: {'; '.join(f'{t.office} {wording.term(t)} ({wording.sources(t)})' for t in held)}."
        )
    return _was_held(held, days)


def _was_held(held: Sequence[Tenure], days: Period) -> str:
    return f"At that time the office {wording.held(held, days)}."
