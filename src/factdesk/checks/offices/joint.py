"""The joint window of an article: what its judged mentions state about the article's own time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from factdesk.checks.mentions.tokens import unmarked
from factdesk.checks.offices import window, wording
from factdesk.checks.offices.dating import Told, dating, from_the_floor
from factdesk.checks.offices.doubt import is_for_life, is_of_long_ago
from factdesk.checks.offices.messages import known, said
from factdesk.checks.offices.placed import Placed, has_full_name, is_address
from factdesk.checks.offices.statements import (
    EDGE,
    Said,
    are_rivals,
    latest_ranks,
    statements,
    without_addresses,
)
from factdesk.checks.offices.terms import Terms, certain_days
from factdesk.checks.offices.timing import timing
from factdesk.model import Dating, Judgement, Outcome, Period, Suggestion, Tenure, Timing, Window

# Clashing statements named in one message.
_NAMED = 2
# So many bare titles with a last name are no look back.
_OFTEN = 3


@dataclass(frozen=True)
class JointWindow:
    """The window over all mentions, and the judgements as a clash in an undated article leaves them."""

    placed: Sequence[Placed]
    judgements: Sequence[Judgement]
    tolerance: int
    told: Told | None = None

    def window(self) -> Window:
        """The window, its clashes, and who held what is outdated."""
        if not self._said:
            return Window(dating=self._dating())
        return Window(
            consistent=not self._clashes,
            periods=self._left,
            conflicts=self._clashes,
            suggestions=tuple(filter(None, (self._suggestion(one) for one in self._outdated))),
            dating=self._dating(),
            unmet=window.unmet([one.statement for one in self._said], self._left),
            within_tolerance=not self._clashes and self._meets_at_edges_only,
        )

    def _dating(self) -> Dating | None:
        """By all statements where they clash, else by those that are no mere form of address.

        None where the article has its date.
        """
        if self._is_dated:
            return None
        if self._clashes:
            return from_the_floor(self._said, self.told)
        kept = [one for one in self._said if self._dates(one)]
        if self._meets_at_edges_only:
            return from_the_floor(kept, self.told, clashes=False)
        return dating(kept, self.told)

    def _dates(self, one: Said) -> bool:
        """Whether it dates the text: a bare title and a name ("President Lincoln") is used of any time.

        Not so where the person does something now, has the full name or comes up often, and nobody has held
        the office and left it since.
        """
        mentions = [self.placed[index] for index in one.mentions]
        if not all(is_address(each.mention) for each in mentions):
            return True
        is_over = all(tenure.end for tenure in one.terms.own)
        followed = is_over and one.terms.is_followed(one.terms.last_end(date.max), date.max)
        if followed or is_for_life(one.placed.mention):
            return False
        is_now = any(each.when.is_now for each in mentions)
        in_full = any(has_full_name(each.mention) for each in mentions)
        return in_full or (is_now and len(mentions) >= _OFTEN)

    @cached_property
    def _meets_at_edges_only(self) -> bool:
        """Whether the statements share no day once terms are not widened."""
        considered = {one.statement.index for one in self._said}
        exact = (one.statement for one in statements(self.placed, 0))
        return bool(window.conflicts([one for one in exact if one.index in considered]))

    def timed(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        """Each with how it stands to its own days, or to the days left for an undated article."""
        return [self._timed(one, judged) for one, judged in zip(self.placed, judgements, strict=True)]

    def _timed(self, one: Placed, judged: Judgement) -> Judgement:
        if (judged.outcome is Outcome.UNDETERMINED and one.when.days.is_known) or not one.resolved.terms:
            return judged
        if judged.timing is not Timing.UNKNOWN:
            return judged
        left = Period(self._left[0].start, self._left[-1].end) if self._left else Period()
        days = one.when.days if one.when.days.is_known else left
        terms = next((t for t in one.resolved.terms if t.own == judged.tenures), one.resolved.terms[0])
        return replace(judged, timing=timing(terms, one.mention.qualifier, days, self.tolerance))

    def judged(self) -> list[Judgement]:
        """The judgements, with the outdated statements of an undated article contradicted.

        What they clash with stays as it was judged and gets a note.
        """
        judgements = list(self.judgements)
        for one in self._everything:
            for index in one.mentions:
                judgements[index] = self._noted(judgements[index], one)
        for one in self._outdated:
            for index in one.mentions:
                judgements[index] = self._contradicted(judgements[index], one)
        return judgements

    @cached_property
    def _clashes(self) -> tuple[tuple[int, ...], ...]:
        found = window.conflicts([one.statement for one in self._said])
        return tuple(dict.fromkeys((*found, *self._rivals)))

    @cached_property
    def _rivals(self) -> list[tuple[int, int]]:
        """Pairs said to hold one seat whose terms share no day, however near: tolerance is none for two.

        In a dated article each has been judged by itself.
        """
        if self._is_dated:
            return []
        kept = [one for one in self._everything if not self._is_title_for_life(one)]
        return [(a.statement.index, b.statement.index) for a, b in combinations(kept, 2) if are_rivals(a, b)]

    def _is_title_for_life(self, one: Said) -> bool:
        """Whether it is a bare title of long ago or of a last name alone, or somebody else had it since."""
        if not is_address(one.placed.mention):
            return is_for_life(one.placed.mention)
        if one.is_last_name or self._may_be_address(one):
            return True
        until = (self._floor or date.min) + timedelta(EDGE)
        return one.terms.is_followed(one.terms.last_end(until), until)

    @cached_property
    def _floor(self) -> date | None:
        return window.floor(one.statement for one in self._all)

    @cached_property
    def _all(self) -> list[Said]:
        return latest_ranks(without_addresses(self._everything))

    @cached_property
    def _everything(self) -> list[Said]:
        return statements(self.placed, self.tolerance)

    @cached_property
    def _said(self) -> list[Said]:
        """What bears on the window: a record that ends before the floor cannot say that somebody had left."""
        floor = self._floor or date.min
        return [
            one
            for one in self._all
            if not self._ended(one) or (self._reaches(one, floor) and not self._may_be_address(one))
        ]

    def _reaches(self, one: Said, day: date) -> bool:
        """Whether the record knows of that day or a later one, or a successor is taken to be in office."""
        then = Period.day(day)
        return all(
            t.reaches(day) or t.known_elsewhere(then, self.tolerance) for t in one.placed.resolved.terms
        )

    def _may_be_address(self, one: Said) -> bool:
        """Whether a bare title is one of long ago, or stands in a heading or a tale of the past."""
        when = one.placed.when
        told = not when.has_verb or when.is_spoken or bool(when.is_past and when.perhaps)
        long_ago = self._floor is not None and is_of_long_ago(
            one.terms, self._floor, has_full_name(one.placed.mention)
        )
        mention = one.placed.mention
        return is_for_life(mention) or (is_address(mention) and (long_ago or told))

    def _ended(self, one: Said) -> bool:
        last = one.statement.allowed[-1].end
        return one.holds and last is not None and self._floor is not None and last < self._floor

    @cached_property
    def _outdated(self) -> list[Said]:
        if self._is_dated:
            return [one for one in self._said if one.holds and self._is_contradicted(one)]
        return [one for one in self._said if self._ended(one)]

    @property
    def _is_dated(self) -> bool:
        return any(one.when.days.is_known for one in self.placed if one.when.own_time)

    def _is_contradicted(self, one: Said) -> bool:
        return self.judgements[one.mentions[0]].outcome is Outcome.CONTRADICTED

    @cached_property
    def _left(self) -> tuple[Period, ...]:
        outdated = {one.statement.index for one in self._outdated}
        kept = [one for one in self._said if one.statement.index not in outdated]
        return window.days_left(
            [one.statement for one in kept], window.floor(one.statement for one in kept if one.holds)
        )

    # --- words --------------------------------------------------------------------------------------

    def _suggestion(self, one: Said) -> Suggestion | None:
        """Who is known to have held the office at the article's date, else on the days left for it."""
        if not self._left or not one.terms.office.single:
            return None
        dated = one.placed.when.days
        period = dated if dated.is_known else Period(self._left[0].start, self._left[-1].end)
        when = "At the article’s date" if dated.is_known else "On the days left for the article"
        held = self._holders(one.terms, period)
        office = one.terms.office
        who = wording.held(held, period) if held else "has no holder that is known here"
        message = f"{when} ({wording.days(period)}) the office of {office.office} {who}."
        return Suggestion(one.statement.index, office.office, office.country, period, held, message)

    def _holders(self, terms: Terms, period: Period) -> tuple[Tenure, ...]:
        """Those who held it in their own right on more than the edge of the days, else the acting ones.

        Where nobody is known, the successor who is taken to be in office.
        """
        among = [
            t for t in terms.others if any(d.intersect(period) for d in certain_days((t,), -self.tolerance))
        ]
        own = tuple(t for t in among if t.capacity == "substantive")
        return own or tuple(among) or terms.presumed_holders(period)

    def _noted(self, judgement: Judgement, one: Said) -> Judgement:
        """The judgement with the statements that it cannot be true together with."""
        others = [
            " and ".join(
                f"“{unmarked(self.placed[i].mention.text)}”" for i in clash if i != one.statement.index
            )
            for clash in self._clashes
            if one.statement.index in clash
        ]
        if not others:
            return judgement
        named = ", nor with ".join(others[:_NAMED])
        return replace(judgement, message=f"{judgement.message} It cannot be true together with {named}.")

    def _contradicted(self, judgement: Judgement, one: Said) -> Judgement:
        suggestion = self._suggestion(one)
        held = suggestion.holders if suggestion else ()
        parts = [
            said(judgement.mention),
            known(one.terms),
            *(f"It also calls {other}." for other in self._clashing(one)),
            f"{one.terms.person} held it on no day on which this article can have been written.",
        ]
        if suggestion and held:
            parts.append(f"At that time the office {wording.held(held, suggestion.period)}.")
        return replace(
            judgement,
            as_of=Period(self._floor, None),
            basis="the first day on which all that the article says of its own time had begun",
            outcome=Outcome.CONTRADICTED,
            message=" ".join(parts),
            holders=held,
            timing=Timing.NO_LONGER,
        )

    def _clashing(self, one: Said) -> list[str]:
        """The statements that began after this one had ended, the latest first, in words."""
        last = one.statement.allowed[-1].end
        later = [o for o in self._said if last and o.statement.starts and o.statement.starts > last]
        later.sort(key=lambda other: other.statement.starts or date.min, reverse=True)
        return [
            f"{o.terms.person} {o.terms.office.office} ({wording.briefly(o.terms.own)})"
            for o in later[:_NAMED]
        ]
