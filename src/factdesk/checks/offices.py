"""Was this person in that office or rank on the day the text speaks of?

Supported: on all of the days. Contradicted: on none of them, and the record says who was. Else undetermined.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from factdesk.checks import wording
from factdesk.checks.asof import AsOf
from factdesk.checks.resolve import Resolved
from factdesk.checks.terms import DESIGNATE_DAYS, Terms
from factdesk.model import Judgement, Mention, Outcome, Period, Qualifier, Tenure

# Titles by which people are addressed for life ("President Obama", "Secretary Clinton").
_FOR_LIFE = re.compile(
    r"(?:the )?(?:(?:presidents|secretaries|governors|senators|generals|ministers)\b.*|(?:vice[ -])?(?:president|secretary|governor|senator|ambassador|speaker|chairman|chairwoman|chair|"
    r"prime minister|premier|chancellor|judge|justice|mayor|director|administrator|leader|congressman|"
    r"congresswoman|representative))",
    re.IGNORECASE,
)

# Texts give somebody the title when it is settled, some days before the oath.
_SETTLED_DAYS = 21
_NAMED_FOR_IT = re.compile(
    r"\b(?:to be|to become|elect|elected|become|becomes|named|appointed|nominat\w+|confirm\w*|designate)\b"
)
_BY_WORD = re.compile(r"\b(?:former|ex|one-?time|late)\b", re.IGNORECASE)
# Six years and another holder after the end of the term nobody takes a bare title for the office.
HISTORY_DAYS = 2192

_IN_OFFICE = (Qualifier.NONE, Qualifier.OUTGOING)
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


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention with the person and office it means and the days it speaks of."""

    resolved: Resolved
    when: AsOf

    @property
    def mention(self) -> Mention:
        return self.resolved.mention


def judge(placed: Placed, article_holds: frozenset[tuple[str, str]], tolerance: int) -> Judgement:
    """The judgement of one mention at its days.

    `article_holds` are the offices (country, name) whose holder at the article's date the article names too:
    beside him an earlier holder's title is a form of address.
    """
    resolved, days = placed.resolved, placed.when.days
    if not resolved.terms:
        return _unknown(placed)
    if not days.is_known:
        return _judgement(placed, resolved.terms[0], Outcome.UNDETERMINED, "")
    terms, outcome = _likeliest(resolved.terms, placed.mention, days, tolerance)
    doubt = ""
    if outcome is Outcome.CONTRADICTED:
        doubt = _doubt(placed, terms, article_holds, tolerance)
    return _judgement(placed, terms, Outcome.UNDETERMINED if doubt else outcome, doubt)


# Where a mention can mean several, it is contradicted only if it is so for all of them.
_RANKING = (Outcome.SUPPORTED, Outcome.UNDETERMINED, Outcome.CONTRADICTED)


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
        if outcome is not Outcome.UNDETERMINED
        or terms.person not in wrong
        or terms.may_hold(days, tolerance)
    ]
    return min(left, key=lambda one: _RANKING.index(one[1]))


def outcome_at(terms: Terms, mention: Mention, days: Period, tolerance: int) -> Outcome:
    """Whether the mention is right on these days, as its qualifier puts it."""
    named = terms.office.named.widened(tolerance)
    if mention.qualifier in _IN_OFFICE and not named.intersect(days):
        return Outcome.CONTRADICTED
    match mention.qualifier:
        case Qualifier.FORMER | Qualifier.LATE:
            by_word = _BY_WORD.search(mention.text)
            return terms.left(days, tolerance) if by_word else terms.has_held(days, tolerance)
        case Qualifier.ACTING | Qualifier.INTERIM:
            return terms.acting(days, tolerance)
        case Qualifier.ELECT:
            return terms.to_come(days, tolerance)
        case _:
            return terms.in_office(days, tolerance)


def _doubt(
    placed: Placed, terms: Terms, article_holds: frozenset[tuple[str, str]], tolerance: int
) -> str:
    """Why a contradiction is not certain, in words; "" where it is."""
    mention, when = placed.mention, placed.when
    if not placed.resolved.is_sure:
        return "The name or the office is not given in full, so somebody else may be meant."
    for days in when.perhaps:
        if outcome_at(terms, mention, days, tolerance) is Outcome.SUPPORTED:
            return f"The sentence may speak of {wording.days(days)}, when that was right."
    if mention.qualifier is Qualifier.THEN and not when.is_adjacent:
        return "The text puts it in an earlier time that it does not date."
    if mention.qualifier not in _IN_OFFICE or terms.office.is_rank:
        return ""
    ahead = terms.days_to_start(when.days)
    if ahead is not None and ahead <= DESIGNATE_DAYS and _NAMED_FOR_IT.search(mention.text):
        return "The sentence may tell of the choice for the office, not of holding it."
    if ahead is not None and ahead <= _SETTLED_DAYS and is_address(mention):
        return f"The term began {ahead} days later; it may have been settled by then."
    if terms.had_left(when.days.start, tolerance):
        return _address(placed, terms, article_holds)
    if not when.own_time and is_address(mention):
        return "In telling of the past, people are often given the title that they have later."
    return ""


def _address(placed: Placed, terms: Terms, article_holds: frozenset[tuple[str, str]]) -> str:
    """Why an earlier holder may be given the title: the past is told, or it is a form of address."""
    when, mention = placed.when, placed.mention
    bare = is_address(mention)
    if when.is_career:
        return "The sentence seems to tell of an earlier time, when that may have been right."
    if not bare:
        return ""
    if when.perhaps and when.is_past:
        return "The text around it tells of an earlier time, when that may have been right."
    if not when.has_verb or _left_long_ago(terms, when.days):
        return "A title like this is kept for life as a form of address."
    if (terms.office.country, terms.office.office) in article_holds:
        return "The article names the later holder too; this may be a form of address."
    return ""


def _left_long_ago(terms: Terms, days: Period) -> bool:
    """Whether the term ended years ago and other holders have come and gone since."""
    first = days.start or date.min
    last = max((t.end.end for t in terms.own if t.end and t.end.end and t.end.end <= first), default=first)
    return (first - last).days > HISTORY_DAYS and terms.is_followed(last, first)


def is_address(mention: Mention) -> bool:
    """Whether the words are but a bare title and a name."""
    last = mention.person.split()[-1]
    title = mention.text.partition(last)[0]
    words = title.removesuffix(" ").split()
    known = set(mention.person.split())
    return bool(_FOR_LIFE.fullmatch(" ".join(word for word in words if word not in known)))


# --- words -----------------------------------------------------------------------------------------


def _unknown(placed: Placed) -> Judgement:
    """Nothing is known of the person in that office; who is known to have held it then is told."""
    mention, office, days = placed.mention, placed.resolved.office, placed.when.days
    message = f"{_said(mention)} No term of {mention.person} in that office is in the table, which proves nothing."
    return Judgement(
        mention=mention,
        person=mention.person,
        office=office.office if office else mention.title,
        country=office.country if office else mention.country,
        as_of=days,
        basis=placed.when.basis,
        outcome=Outcome.UNDETERMINED,
        message=message,
    )


def _judgement(placed: Placed, terms: Terms, outcome: Outcome, doubt: str) -> Judgement:
    days = placed.when.days
    held = holders_at(terms, days)
    return Judgement(
        mention=placed.mention,
        person=terms.person,
        office=terms.office.office,
        country=terms.office.country,
        as_of=days,
        basis=placed.when.basis,
        outcome=outcome,
        message=_message(placed, terms, outcome, held, doubt),
        tenures=terms.own,
        holders=held,
    )


def holders_at(terms: Terms, days: Period) -> tuple[Tenure, ...]:
    """Who else is known to have held the office then; for a rank, the rank the person had instead."""
    if not days.is_known:
        return ()
    among = terms.other_ranks if terms.office.is_rank else terms.others if terms.office.single else ()
    then = tuple(t for t in among if t.certain and t.certain.intersect(days))
    return then or terms.presumed_holders(days)


def _message(
    placed: Placed, terms: Terms, outcome: Outcome, held: Sequence[Tenure], doubt: str
) -> str:
    parts = [_said(placed.mention), known(terms), _at(placed, terms, outcome)]
    if held and outcome is not Outcome.SUPPORTED:
        parts.append(_instead(terms, held))
    return " ".join(part for part in (*parts, doubt) if part)


def _said(mention: Mention) -> str:
    said = _SAID[mention.qualifier].format(person=mention.person, title=mention.title)
    where = f" ({mention.country})" if mention.country else ""
    return f"The article calls {said}{where}."


def known(terms: Terms) -> str:
    """What the reference knows of the person in the office, with days and sources."""
    verb = "has been" if any(t.end is None for t in terms.own) else "was"
    where = f" ({terms.office.country})" if terms.office.country else ""
    return f"{terms.person} {verb} {terms.office.office}{where} {wording.sourced(terms.own)}."


def _at(placed: Placed, terms: Terms, outcome: Outcome) -> str:
    days, basis = placed.when.days, placed.when.basis
    if not days.is_known:
        return "The day that the text speaks of is not known."
    when = f"{wording.days(days)} ({basis})"
    named = terms.office.named
    if outcome is Outcome.CONTRADICTED and not named.intersect(days):
        return f"It is judged at {when}; the office has had that name only {wording.days(named)}."
    if outcome is Outcome.UNDETERMINED:
        return f"Nothing certain is known of {when}.{_beyond(terms, days)}"
    return f"That {'agrees' if outcome is Outcome.SUPPORTED else 'does not agree'} with {when}."


def _beyond(terms: Terms, days: Period) -> str:
    last = max((t.known_until for t in terms.own if t.known_until), default=None)
    open_end = any(t.end is None for t in terms.own)
    if open_end and last and days.end and days.end > last:
        return f" The record of {terms.person} reaches only to {last}."
    return ""


def _instead(terms: Terms, held: Sequence[Tenure]) -> str:
    if terms.office.is_rank:
        return f"Known then: {terms.person}, {'; '.join(f'{t.office} {wording.term(t)}' for t in held)}."
    return f"The office was then held by {wording.holders(held)}."
