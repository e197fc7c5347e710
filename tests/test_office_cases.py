"""Short texts about real office holders, written by hand from the bundled table, and what the check must say.

The sentences are made up; who held what and when is not. `row` names what decides, `why` says it in words.
`python tests/test_office_cases.py` prints the figures and every case that goes wrong.
"""

from __future__ import annotations

import json
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from factdesk import reference
from factdesk.checks import check
from factdesk.model import Article, Checked, Judgement, Outcome, Period

HERE = Path(__file__).parent
# "after-freeze" was written after the check had been tuned on the others, and never tuned on.
SETS = {
    "office_cases": "development",
    "office_cases_after": "after-freeze",
    "office_cases_after_b": "after-freeze-b",
}
REFERENCE = reference.load()

ALLOWED = {
    "supported": {Outcome.SUPPORTED},
    "contradicted": {Outcome.CONTRADICTED},
    "undetermined": {Outcome.UNDETERMINED},
    "not-contradicted": {Outcome.SUPPORTED, Outcome.UNDETERMINED},
    "not-supported": {Outcome.CONTRADICTED, Outcome.UNDETERMINED},
}


@dataclass(frozen=True)
class Result:
    """One expectation and what came out. `false_alarm`: called wrong where the text is right or open."""

    case_id: str
    trap: str
    words: str
    expected: str
    found: str
    right: bool
    why: str

    @property
    def false_alarm(self) -> bool:
        return self.found == Outcome.CONTRADICTED and Outcome.CONTRADICTED not in ALLOWED[self.expected]


@dataclass(frozen=True)
class Case:
    id: str
    text: str
    published: str
    expect: tuple[dict[str, str], ...]
    trap: str
    row: str
    countries: tuple[str, ...]
    window: str = ""

    def results(self) -> Iterator[Result]:
        article = Article(text=self.text, published=Period.parse(self.published))
        checked = check(article, [], REFERENCE)
        for wanted in self.expect:
            found = outcome_of(wanted, self.text, checked.judgements)
            right = found in ALLOWED[wanted["outcome"]]
            yield self._result(wanted["words"], wanted["outcome"], found, right, wanted["why"])
        if self.window:
            yield self._window(checked)

    def _window(self, checked: Checked) -> Result:
        """Whether the statements of an undated text can be true together: "clash" or "fits"."""
        found = "clash" if checked.window.consistent is False else "fits"
        return self._result(self.text, self.window, found, found == self.window, "window")

    def _result(self, words: str, expected: str, found: str, right: bool, why: str) -> Result:
        return Result(self.id, self.trap, words, expected, found, right, why)


@cache
def sets() -> dict[str, tuple[Case, ...]]:
    """The cases of each file, by the name that the set has in the floors."""
    files = sorted((HERE / "data").glob("office_cases*.jsonl"))
    return {SETS[file.stem]: tuple(read(file)) for file in files}


def read(file: Path) -> Iterator[Case]:
    for row in map(json.loads, file.read_text("utf-8").splitlines()):
        yield Case(**row | {"expect": tuple(row["expect"]), "countries": tuple(row["countries"])})


def cases() -> tuple[Case, ...]:
    return tuple(case for those in sets().values() for case in those)


@cache
def results(name: str) -> tuple[Result, ...]:
    return tuple(result for case in sets()[name] for result in case.results())


def outcome_of(wanted: dict[str, str], text: str, judgements: Iterable[Judgement]) -> Outcome:
    """What is said of a person within these words; a mention that is not found says nothing."""
    start = text.index(wanted["words"])
    end = start + len(wanted["words"])
    found = {
        one.outcome
        for one in judgements
        if one.mention.start < end and start < one.mention.end and is_person(wanted["person"], one)
    }
    by_weight = (Outcome.CONTRADICTED, Outcome.SUPPORTED)
    return next((outcome for outcome in by_weight if outcome in found), Outcome.UNDETERMINED)


def is_person(names: str, judgement: Judgement) -> bool:
    """Whether the judgement is of one of the people `names` gives, by any word of the name."""
    own = name_words(judgement.person) | name_words(judgement.mention.person)
    return any(own & name_words(name) for name in names.split("|"))


def name_words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFD", name.casefold())
    letters = "".join(c if c.isalpha() else " " for c in plain if not unicodedata.combining(c))
    return {word for word in letters.split() if len(word) > 2}


# --- the cases themselves ------------------------------------------------------------------------------


def test_every_expectation_points_at_words_that_stand_once_in_the_text() -> None:
    wrong = [
        (case.id, wanted["words"])
        for case in cases()
        for wanted in case.expect
        if case.text.count(wanted["words"]) != 1 or wanted["outcome"] not in ALLOWED
    ]
    assert wrong == []


def test_the_ids_are_unique() -> None:
    counts = Counter(case.id for case in cases())
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", SETS.values())
def test_the_cases_of_a_set_are_of_many_countries_and_of_all_outcomes(name: str) -> None:
    countries = {country for case in sets()[name] for country in case.countries}
    outcomes = Counter(wanted["outcome"] for case in sets()[name] for wanted in case.expect)
    assert len(sets()[name]) >= 105
    assert len(countries) >= 28
    assert min(outcomes["contradicted"], outcomes["supported"]) >= 0.3 * outcomes.total()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_the_deciding_rows_stand_in_the_bundled_table(case: Case) -> None:
    cells = [[part.strip() for part in cell.split(";")] for cell in case.row.split(" | ")]
    unknown = [cell for cell in cells if cell[0] != "no row" and not stands_in_table(*cell[:4])]
    assert unknown == []


def stands_in_table(person: str, office: str, country: str, days: str) -> bool:
    start = days.partition("..")[0]
    return any(
        tenure.person == person and str(tenure.start).startswith(start)
        for one in REFERENCE.offices(office, country)
        for tenure in REFERENCE.record(one)
    )


# --- how much of it is right ---------------------------------------------------------------------------


def floors(name: str) -> dict[str, float]:
    floor: dict[str, float] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["cases"][name]
    return floor


def share_right(name: str) -> float:
    return sum(result.right for result in results(name)) / len(results(name))


@pytest.mark.parametrize("name", SETS.values())
def test_as_many_statements_are_judged_right_as_the_floor_says(name: str) -> None:
    assert share_right(name) >= floors(name)["right"], table(wrong(name))


@pytest.mark.parametrize("name", SETS.values())
def test_no_more_statements_are_wrongly_called_false_than_the_floor_says(name: str) -> None:
    alarms = [result for result in results(name) if result.false_alarm]
    assert len(alarms) <= floors(name)["wrongly_contradicted"], table(alarms)


def wrong(name: str) -> list[Result]:
    return [result for result in results(name) if not result.right]


def table(rows: Iterable[Result]) -> str:
    lines = (
        f"{r.case_id:20} {r.trap:22} wanted {r.expected:16} found {r.found:13} {r.words[:70]} ({r.why})"
        for r in rows
    )
    return "\n".join(lines)


def figures(name: str) -> str:
    found = results(name)
    lines = [f"{name}: right {sum(r.right for r in found)} of {len(found)} = {share_right(name):.3f}"]
    lines += [f"wrongly contradicted {sum(r.false_alarm for r in found)}"]
    for key in ("expected", "trap"):
        total = Counter(getattr(r, key) for r in found)
        right = Counter(getattr(r, key) for r in found if r.right)
        lines += [f"  {key} {value}: {right[value]} of {total[value]}" for value in sorted(total)]
    return "\n".join(lines)


if __name__ == "__main__":
    for one in sets():
        print(f"{figures(one)}\n\n{table(wrong(one))}\n")
