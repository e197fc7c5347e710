"""What an article says of two holders or two titles that cannot be so, beside what each says alone.

Two holders of one seat, two titles of one person whose terms never met, a successor who came before the
predecessor. A pair is left out where one of it is called false already, or the joint window names the clash.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from factdesk.checks.offices import wording
from factdesk.checks.offices.placed import Placed, is_address
from factdesk.checks.offices.statements import Said, are_rivals, statements
from factdesk.checks.offices.terms import Terms
from factdesk.checks.remark import Remark
from factdesk.model import Judgement, Outcome, Window

# More people than this, in one article, are not compared with each other.
_MOST_PEOPLE = 60
_WORDS = r"(?:[\w.’'-]+ ){0,6}?"
# `later` is told to have come after `earlier`.
_FORMS = (
    r"\b{later}(?:,? who)?(?: has| had)? (?:recently )?(?:succeeded|replaced) {words}{earlier}\b",
    r"\b{earlier}[’']s? successor,? {words}{later}\b",
    r"\b{later}, (?:the |a )?successor (?:to|of) {words}{earlier}\b",
    r"\b{earlier} (?:was|is|has been|had been) (?:succeeded|replaced) by {words}{later}\b",
)

# Words that end a title before a name.
_TITLE = re.compile(
    r"(?:President|Minister|Secretary|Chancellor|Premier|General|Marshal|Admiral|Governor|Chair\w*|Director|"
    r"Chief|Speaker|Mr|Mrs|Ms|Dr|Sir|Lord|Dame|Justice|Judge|King|Queen|Ambassador|Commissioner|Taoiseach) $"
)


def seat_remarks(
    placed: Sequence[Placed], judgements: Sequence[Judgement], window: Window, text: str, tolerance: int
) -> Iterator[Remark]:
    """The remarks of this check; of one pair one remark."""
    yield from _pairs(placed, judgements, window, tolerance)
    yield from _successions(placed, text, tolerance)


def _pairs(
    placed: Sequence[Placed], judgements: Sequence[Judgement], window: Window, tolerance: int
) -> Iterator[Remark]:
    wrong = {n for n, one in enumerate(judgements) if one.outcome is Outcome.CONTRADICTED}
    named = {pair for clash in window.conflicts for pair in combinations(sorted(clash), 2)}
    plain = [o for o in statements(placed, tolerance) if o.is_plain and not wrong & set(o.mentions)]
    for a, b in _alike(plain, lambda one: one.seat):
        bare = is_address(a.placed.mention) or is_address(b.placed.mention)
        if not bare and not _is_named(a, b, named) and are_rivals(a, b):
            yield _remark(a, b, Outcome.CONTRADICTED, _rivals_in_words(a, b))
    for a, b in _alike([one for one in plain if one.terms.office.is_rank], lambda one: one.terms.person):
        if not _is_named(a, b, named) and _never_together(a, b, tolerance):
            yield _remark(a, b, Outcome.UNDETERMINED, _titles_in_words(a, b))


def _alike(said: Sequence[Said], key: Callable[[Said], Hashable]) -> Iterator[tuple[Said, Said]]:
    groups: dict[Hashable, list[Said]] = defaultdict(list)
    for one in said:
        groups[key(one)].append(one)
    for group in groups.values():
        yield from combinations(group[:_MOST_PEOPLE], 2)


def _is_named(a: Said, b: Said, named: set[tuple[int, int]]) -> bool:
    low, high = sorted((a.statement.index, b.statement.index))
    return (low, high) in named


def _never_together(a: Said, b: Said, tolerance: int) -> bool:
    """Whether one person's two ranks share no more days than the tolerance."""
    shared = [x.possible.intersect(y.possible) for x in a.terms.own for y in b.terms.own]
    slack = timedelta(tolerance)
    return all(not s or (s.start and s.end and s.end - s.start <= slack) for s in shared)


def _rivals_in_words(a: Said, b: Said) -> str:
    office = a.terms.office
    where = f" ({office.country})" if office.country else ""
    return (
        f"The article calls both {a.terms.person} and {b.terms.person} {office.office}{where}, one "
        f"person’s seat. {_terms_of(a.terms)}; {_terms_of(b.terms)}. They never held it together."
    )


def _titles_in_words(a: Said, b: Said) -> str:
    one, other = a.terms.office.office, b.terms.office.office
    return (
        f"The article calls {a.terms.person} both {one} and {other}, which were never held together: "
        f"{one} {wording.sourced(a.terms.own)}; {other} {wording.sourced(b.terms.own)}. "
        "One of them may be a form of address."
    )


def _terms_of(terms: Terms) -> str:
    return f"{terms.person}: {wording.sourced(terms.own)}"


def _remark(a: Said, b: Said, outcome: Outcome, message: str) -> Remark:
    spans = tuple((one.placed.mention.start, one.placed.mention.end) for one in (a, b))
    evidence = wording.evidence((*a.terms.own, *b.terms.own))
    return Remark("seat", spans, outcome, message, evidence, about=a.placed.mention.person.split()[-1])


def _successions(placed: Sequence[Placed], text: str, tolerance: int) -> Iterator[Remark]:
    if not re.search(r"\b(?:succe(?:eded|ssor)|replaced)\b", text):
        return
    people: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        if len(one.resolved.terms) == 1 and one.resolved.is_sure and not one.mention.is_rank:
            people[one.mention.person].append(one)
    found: set[tuple[str, str]] = set()
    for match, later, earlier in _told(list(people)[:_MOST_PEOPLE], text):
        near = [o for o in (*people[later], *people[earlier]) if _meets(o, match)]
        for one in near:
            after, before = _terms_in(people[later], one), _terms_in(people[earlier], one)
            if after and before and (later, earlier) not in found and _is_reversed(after, before, tolerance):
                found.add((later, earlier))
                yield _reversed(match, after, before)


def _told(people: Sequence[str], text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Where the text says of one of these people that he or she came after another."""
    by_last = defaultdict(list)
    for person in people:
        by_last[person.split()[-1]].append(person)
    names = "|".join(re.escape(last) for last, whole in by_last.items() if len(whole) == 1)
    if not names:
        return
    for form in _FORMS:
        pattern = form.format(later=f"(?P<later>{names})", earlier=f"(?P<earlier>{names})", words=_WORDS)
        for match in re.finditer(pattern, text):
            later, earlier = by_last[match["later"]][0], by_last[match["earlier"]][0]
            named = (later, match.start("later")), (earlier, match.start("earlier"))
            if later != earlier and not any(_is_namesake(text, start, who) for who, start in named):
                yield match, later, earlier


def _is_namesake(text: str, start: int, person: str) -> bool:
    """Whether another first name stands before the last name: no word of a title has so plain a form."""
    word = re.search(r"([A-Z][a-z]+) $", text[max(0, start - 30) : start])
    return word is not None and word[1] not in person.split() and not _TITLE.search(word[0])


def _meets(one: Placed, match: re.Match[str]) -> bool:
    return one.mention.start < match.end() and match.start() < one.mention.end


def _terms_in(mentions: Sequence[Placed], office_of: Placed) -> Terms | None:
    """The terms of the person in the same office, a single seat, as the mention names."""
    seat = office_of.resolved.terms[0].office
    own = (one.resolved.terms[0] for one in mentions)
    return next((t for t in own if seat.single and t.office.number == seat.number), None)


def _is_reversed(later: Terms, earlier: Terms, tolerance: int) -> bool:
    """Whether the one told to be later had left before the other first came."""
    last = [t.end.end if t.end else None for t in later.own]
    first = min(t.start.start or date.min for t in earlier.own)
    return all(end is not None and end <= first + timedelta(tolerance) for end in last)


def _reversed(match: re.Match[str], later: Terms, earlier: Terms) -> Remark:
    message = (
        f"The article has {later.person} follow {earlier.person} as {later.office.office}, but "
        f"{later.person} had left it before. {_terms_of(later)}; {_terms_of(earlier)}."
    )
    spans = (match.span("later"), match.span("earlier"))
    evidence = wording.evidence((*later.own, *earlier.own))
    return Remark("seat", spans, Outcome.CONTRADICTED, message, evidence, about=match["later"])
