"""One person's terms in one office against some days: inside, outside, or not known.

Outside is said only with knowledge of those days: a table that knows nothing of them proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from factdesk.model import Outcome, Period, Tenure
from factdesk.reference import Office

# Days in Wikidata may be those of the cabinet or the legislature, not the person's own.
_IMPUTED_DAYS = 30
# A vacancy of a quarter leaves no room for a term that the table has missed; one of years does.
_VACANCY_DAYS = 92
# A curated record has gaps where only the days could not be attested, not the names: this wide, and this far
# from the person's own terms, they hold no term of his.
_CURATED_VACANCY = (400, 365)
# A holder who took office this long ago leaves no room for an acting one.
_SETTLED_IN_DAYS = 14
# How long after he was last seen a curated successor is taken to be in office.
_PRESUMED_DAYS = 365
# How long before taking an office somebody may be named for it.
DESIGNATE_DAYS = 400

# "General" and "Admiral" address every grade of general and admiral, and so on.
_ADDRESS = {
    "general": ("lieutenant general", "major general", "brigadier general", "colonel general", "brigadier"),
    "admiral": ("vice admiral", "rear admiral"),
    "colonel": ("lieutenant colonel",),
    "marshal": ("field marshal", "air marshal", "air chief marshal", "air vice marshal"),
}


@dataclass(frozen=True)
class Terms:
    """A person's tenures in one office, all tenures of that office, and the person's other ranks."""

    office: Office
    own: tuple[Tenure, ...]
    record: tuple[Tenure, ...]
    other_ranks: tuple[Tenure, ...] = ()

    @property
    def person(self) -> str:
        return self.own[0].person

    @cached_property
    def others(self) -> tuple[Tenure, ...]:
        """Tenures of this office that are not this person's."""
        return tuple(tenure for tenure in self.record if tenure.person != self.person)

    def holds(self, days: Period, tolerance: int) -> bool:
        """Whether the person is known to have held the office on all of these days."""
        return any(span.covers(days) for span in joined(certain_days(self.own, tolerance)))

    def holds_within(self, days: Period, tolerance: int) -> bool:
        """Whether the person is known to have held the office on some of these days, its edges left out."""
        return any(span.intersect(days) for span in certain_days(self.own, -tolerance))

    def may_hold(self, days: Period, tolerance: int) -> bool:
        """Whether some of these days lie in a term, as far as the terms may have reached."""
        return any(span.intersect(days) for span in self.possible_days(tolerance))

    def possible_days(self, tolerance: int) -> list[Period]:
        """The days of all terms at their widest."""
        return joined(tenure.possible.widened(tolerance + _imputed(tenure)) for tenure in self.own)

    def known_elsewhere(self, days: Period, tolerance: int) -> bool:
        """Whether the record says who, or which rank, it was on all of these days instead."""
        if self.office.is_rank:
            return self._other_rank_known(days)
        if not self.office.single:
            return False
        taken = joined((*certain_days(self.others, tolerance), *self._presumed()))
        return any(span.covers(days) for span in taken) or self._vacant(days, taken)

    def _presumed(self) -> list[Period]:
        """Days on which a successor not seen for a while is taken to be in office still.

        Only against those who had left when he began, and only in a curated record.
        """
        return [_presumed_days(tenure) for tenure in self._successors]

    def presumed_holders(self, days: Period) -> tuple[Tenure, ...]:
        """The successor who is taken to be in office then."""
        return tuple(t for t in self._successors if _presumed_days(t).intersect(days))

    @cached_property
    def _successors(self) -> tuple[Tenure, ...]:
        open_ones = (t for t in self.others if t.end is None and t.known_until and not is_wikidata(t))
        return tuple(t for t in open_ones if self.office.single and self._all_ended_by(_first(t)))

    def _all_ended_by(self, day: date) -> bool:
        return all(t.end and t.end.end and t.end.end <= day + timedelta(_VACANCY_DAYS) for t in self.own)

    def _vacant(self, days: Period, taken: Sequence[Period]) -> bool:
        """Whether it lies in a gap of the record that a term which the table has missed would not fit."""
        curated = any(not is_wikidata(tenure) for tenure in self.record)
        limits = [(_VACANCY_DAYS, _VACANCY_DAYS)] + ([_CURATED_VACANCY] if curated else [])
        return any(
            _in_gap(days, taken, gap) and not self.may_hold(days.widened(distance), 0)
            for gap, distance in limits
        )

    def _other_rank_known(self, days: Period) -> bool:
        """Whether another rank is known then, or it is before the promotion; an address is no error."""
        rank = self.office.office.casefold()
        then = [t for t in self.other_ranks if t.certain and t.certain.intersect(days)]
        if then:
            return not any(t.office.casefold() in _ADDRESS.get(rank, ()) for t in then)
        first = min((t.start.start for t in self.own if t.start.start), default=None)
        return rank not in _ADDRESS and first is not None and days.end is not None and days.end < first

    def in_office(self, days: Period, tolerance: int) -> Outcome:
        """Whether the person held it on these days; tolerance widens each term at both ends."""
        if self.holds(days, tolerance):
            return Outcome.SUPPORTED
        if not self.may_hold(days, tolerance) and self.known_elsewhere(days, tolerance):
            return Outcome.CONTRADICTED
        return Outcome.UNDETERMINED

    def acting(self, days: Period, tolerance: int) -> Outcome:
        """The same for an acting holder: short spells near known terms are often missing.

        None is missing well inside the term of somebody who held it in his own right.
        """
        outcome = self.in_office(days, tolerance)
        if outcome is Outcome.SUPPORTED and self._is_confirmed(days):
            return Outcome.CONTRADICTED
        near = self.may_hold(days.widened(_VACANCY_DAYS), 0) and not self._is_filled(days)
        return Outcome.UNDETERMINED if outcome is Outcome.CONTRADICTED and near else outcome

    def _is_confirmed(self, days: Period) -> bool:
        """Whether an attested term in the person's own right had been running for a while."""
        own = (t for t in self.own if t.capacity == "substantive" and not is_wikidata(t))
        return any(span.covers(days) for t in own for span in certain_days((t,), -_SETTLED_IN_DAYS))

    def _is_filled(self, days: Period) -> bool:
        holders = (t for t in self.others if t.capacity == "substantive" and self.office.single)
        return any(
            span.covers(days) for t in holders for span in certain_days((t,), -_SETTLED_IN_DAYS - _imputed(t))
        )

    def left(self, days: Period, tolerance: int) -> Outcome:
        """Whether a term had ended before these days, and no other was running ("former", "late")."""
        if self.holds(days, -tolerance) and not self.office.is_rank:
            return Outcome.CONTRADICTED
        return self.has_held(days, tolerance)

    def has_held(self, days: Period, tolerance: int) -> Outcome:
        """Whether a term had ended before these days ("was Secretary of State"); another may be running."""
        if self.had_left(days.start, tolerance):
            return Outcome.SUPPORTED
        begun = any(_first(t) <= _last_day(days) + timedelta(tolerance + _imputed(t)) for t in self.own)
        known = self.known_elsewhere(days, tolerance) and not self.office.is_rank
        return Outcome.CONTRADICTED if not begun and known else Outcome.UNDETERMINED

    def had_left(self, day: date | None, tolerance: int) -> bool:
        """Whether some term had ended by that day."""
        last = (day or date.min) + timedelta(tolerance)
        return any(t.end and t.end.end and t.end.end <= last for t in self.own)

    def days_to_start(self, days: Period) -> int | None:
        """Days from the last of these days to the next term in the person's own right, or None."""
        last = _last_day(days)
        ahead = [
            (_first(t) - last).days for t in self.own if t.capacity == "substantive" and _first(t) > last
        ]
        return min(ahead, default=None)

    def to_come(self, days: Period, tolerance: int) -> Outcome:
        """Whether it had not begun, or only in an acting capacity ("-elect", "designate", "nominee")."""
        own = [tenure for tenure in self.own if tenure.capacity == "substantive"]
        if any(span.covers(days) for span in joined(certain_days(own, -tolerance))):
            return Outcome.CONTRADICTED
        if self._has_begun(own, days):
            return Outcome.CONTRADICTED
        ahead = self.days_to_start(Period(None, _last_day(days) - timedelta(tolerance)))
        return Outcome.SUPPORTED if ahead is not None and ahead <= DESIGNATE_DAYS else Outcome.UNDETERMINED

    def _has_begun(self, own: Sequence[Tenure], days: Period) -> bool:
        """Whether the last term known had begun a while before, and is not known to have ended by then."""
        last = max(own, key=_first, default=None)
        if last is None or not last.start.end or not days.start:
            return False
        is_over = last.end is not None and last.end.start is not None and last.end.start < days.start
        return last.start.end + timedelta(_SETTLED_IN_DAYS + _imputed(last)) < days.start and not is_over

    def last_end(self, day: date) -> date:
        """The end of the last term that ended by that day; the day itself where none did."""
        return max((t.end.end for t in self.own if t.end and t.end.end and t.end.end <= day), default=day)

    def is_followed(self, since: date, until: date) -> bool:
        """Whether another person took the office and left it between these days."""
        tenures = (t for t in self.others if t.capacity == "substantive" and t.end and t.end.end)
        slack = timedelta(_IMPUTED_DAYS)
        return any(since - slack <= _first(t) and t.end and (t.end.end or until) <= until for t in tenures)

    def reaches(self, day: date) -> bool:
        """Whether the office's record knows of that day or a later one: else a return is not excluded."""
        return any(t.certain and t.certain.end and t.certain.end >= day for t in self.record)


def certain_days(tenures: Iterable[Tenure], tolerance: int) -> list[Period]:
    """The certain days of each, widened, or narrowed where negative; none where nothing is left."""
    spans = (tenure.certain for tenure in tenures)
    return [moved for span in spans if span and (moved := _moved(span, tolerance))]


def _presumed_days(tenure: Tenure) -> Period:
    last = tenure.known_until or tenure.start.end
    return Period(tenure.start.end, last and last + timedelta(_PRESUMED_DAYS))


def _in_gap(days: Period, taken: Sequence[Period], longest: int) -> bool:
    """Whether the days lie between known terms with no gap among them longer than that."""
    near = [span for span in taken if span.intersect(days.widened(longest))]
    gaps = [
        (after.start - before.end).days
        for before, after in pairwise(near)
        if before.end and after.start
    ]  # fmt: skip
    return len(near) > 1 and max(gaps) <= longest and Period(near[0].start, near[-1].end).covers(days)


def _moved(span: Period, days: int) -> Period | None:
    if days < 0 and span.start and span.end and (span.end - span.start).days < -2 * days:
        return None
    return span.widened(days)


def joined(spans: Iterable[Period]) -> list[Period]:
    """The same days as the fewest periods, in order; periods that touch become one."""
    found: list[Period] = []
    for span in sorted(spans, key=lambda span: (span.start or date.min, span.end or date.max)):
        if found and _touch(found[-1], span):
            end = None if None in (found[-1].end, span.end) else max(found[-1].end, span.end)  # type: ignore[type-var]
            found[-1] = Period(found[-1].start, end)
        else:
            found.append(span)
    return found


def _touch(one: Period, later: Period) -> bool:
    return one.end is None or later.start is None or later.start <= one.end + timedelta(1)


def _imputed(tenure: Tenure) -> int:
    return _IMPUTED_DAYS if is_wikidata(tenure) else 0


def is_wikidata(tenure: Tenure) -> bool:
    """Whether the row is a bare Wikidata row."""
    return tenure.source_start.startswith("https://www.wikidata.org/")


def _first(tenure: Tenure) -> date:
    return tenure.start.start or date.min


def _last_day(days: Period) -> date:
    return min(days.end or date.max, date.max - timedelta(1000))
