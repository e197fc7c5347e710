"""Which people and offices a timeline shows, and how each stands to what the article says. Draws nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from factdesk.model import Checked, Judgement, Outcome, Period, Tenure
from factdesk.report import words

Key = tuple[str, str, str]  # person, office, country


class Standing(StrEnum):
    """What became of a statement of the article, or that the row is somebody else's."""

    CONTRADICTED = "contradicted"
    CONFLICT = "in conflict"
    UNDETERMINED = "undetermined"
    SUPPORTED = "supported"
    THEN = "held at the time"


SYMBOLS = {
    Standing.CONTRADICTED: "✗",
    Standing.CONFLICT: "≠",
    Standing.UNDETERMINED: "?",
    Standing.SUPPORTED: "✓",
    Standing.THEN: "○",
}


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One person in one office. `as_of` are the days at which the article's statements were judged."""

    person: str
    office: str
    country: str
    standing: Standing
    tenures: tuple[Tenure, ...]
    as_of: tuple[Period, ...] = ()

    @property
    def label(self) -> str:
        """`Lloyd Austin — Secretary of Defense (US)`."""
        return f"{self.person} — {words.office(self.office, self.country)}"


def office_rows(checked: Checked) -> list[OfficeRow]:
    """A row per person and office that the article names, each followed by what was true at the time."""
    stated: dict[Key, list[int]] = {}
    for index, judgement in enumerate(checked.judgements):
        stated.setdefault((judgement.person, judgement.office, judgement.country), []).append(index)
    rows: list[OfficeRow] = []
    shown = set(stated)
    for key, indexes in stated.items():
        rows.append(_stated_row(key, indexes, checked))
        others = [held for held in _others(indexes, checked) if _key(held) not in shown]
        rows += _other_rows(others)
        shown |= {_key(held) for held in others}
    return rows


def _key(held: Tenure) -> Key:
    return (held.person, held.office, held.country)


def _stated_row(key: Key, indexes: list[int], checked: Checked) -> OfficeRow:
    judged = [checked.judgements[index] for index in indexes]
    return OfficeRow(
        *key,
        standing=_standing(indexes, judged, checked),
        tenures=_in_order(held for judgement in judged for held in judgement.tenures),
        as_of=tuple(dict.fromkeys(judgement.as_of for judgement in judged)),
    )


def _standing(indexes: list[int], judged: list[Judgement], checked: Checked) -> Standing:
    outcomes = {judgement.outcome for judgement in judged}
    if Outcome.CONTRADICTED in outcomes:
        return Standing.CONTRADICTED
    # Where the article is dated, its date settles each statement and the clash is told by those that fail.
    undated = not any(judgement.as_of.is_known for judgement in judged)
    if undated and any(set(indexes) & set(conflict) for conflict in checked.window.conflicts):
        return Standing.CONFLICT
    return Standing.UNDETERMINED if Outcome.UNDETERMINED in outcomes else Standing.SUPPORTED


def _others(indexes: list[int], checked: Checked) -> tuple[Tenure, ...]:
    """Who held the office, or the rank that the person had, on the days left for the article or else at each
    statement that fails.
    """
    suggested = [s for s in checked.window.suggestions if s.mention in indexes]
    if suggested:
        return _in_order(held for suggestion in suggested for held in suggestion.holders)
    judged = [checked.judgements[index] for index in indexes]
    return _in_order(held for j in judged if j.outcome is Outcome.CONTRADICTED for held in j.holders)


def _other_rows(holders: Iterable[Tenure]) -> list[OfficeRow]:
    grouped: dict[Key, list[Tenure]] = {}
    for held in holders:
        grouped.setdefault(_key(held), []).append(held)
    return [OfficeRow(*key, Standing.THEN, tuple(held)) for key, held in grouped.items()]


def _in_order(tenures: Iterable[Tenure]) -> tuple[Tenure, ...]:
    return tuple(sorted(dict.fromkeys(tenures), key=lambda held: str(held.start.start or "")))
