"""Who is said to be in which office or rank: forms, persons joined, what is no mention, laws and floors."""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk import reference
from factdesk.checks.mentions import lexicon
from factdesk.checks.mentions.find import find_mentions
from factdesk.model import Mention, Sentence
from factdesk.split import sentences

HERE = Path(__file__).parent
REFERENCE = reference.load()
Said = tuple[str, str, str, str, bool]


class NobodyKnown:
    """A reference without any table: only the countries that these tests name."""

    _countries = {  # noqa: RUF012
        "Freedonia": "Freedonia",
        "Freedonian": "Freedonia",
        "Sylvania": "Sylvania",
        "Sylvanian": "Sylvania",
        "U.S.": "United States",
        "Pentagon": "United States",
        "Georgia": "Georgia",
    }

    def country(self, text: str) -> str:
        return self._countries.get(text, "")

    def knows_person(self, name: str) -> bool:
        return False


def said(text: str) -> list[Said]:
    return [_row(m) for m in find_mentions(text, sentences(text), NobodyKnown())]


def _row(m: Mention) -> Said:
    return (m.person, m.title, m.country, m.qualifier.value, m.is_rank)


# --- made for development ----------------------------------------------------------------------------

FORMS = [
    ("Foreign Minister Ann Example spoke.", "Ann Example|Foreign Minister"),
    ("Freedonia’s foreign minister Ann Example spoke.", "Ann Example|foreign minister|Freedonia"),
    ("Freedonian foreign minister Ann Example spoke.", "Ann Example|foreign minister|Freedonia"),
    ("President of Freedonia Ann Example spoke.", "Ann Example|President|Freedonia"),
    ("President Ann Example of Freedonia spoke.", "Ann Example|President|Freedonia"),
    ("The president of Freedonia, Ann Example, spoke.", "Ann Example|president|Freedonia"),
    ("Ann Example, the Freedonian president, spoke.", "Ann Example|president|Freedonia"),
    ("Ann Example, 61, the Freedonian president, spoke.", "Ann Example|president|Freedonia"),
    ("Ann Example is Freedonia's president.", "Ann Example|president|Freedonia"),
    ("Ann Example, who serves as Freedonia's president, spoke.", "Ann Example|president|Freedonia"),
    ("The Pentagon chief, Ann Example, spoke.", "Ann Example|Pentagon chief|United States"),
    ("Gen. Ann Example spoke.", "Ann Example|General|||rank"),
    ("Lt. Gen. Ann Example spoke.", "Ann Example|Lieutenant General|||rank"),
    ("Gen. (retd.) Ann Example spoke.", "Ann Example|General||former|rank"),
    (
        "Chairman of the U.S. Joint Chiefs of Staff General Ann Example spoke.",
        "Ann Example|Chairman of the Joint Chiefs of Staff|United States;"
        " Ann Example|General|United States||rank",
    ),
    (
        "Field Marshal Ann Example, Freedonia’s Chief of Army Staff is set to visit.",
        "Ann Example|Field Marshal|Freedonia||rank; Ann Example|Chief of Army Staff|Freedonia",
    ),
    (
        "Presidents Ann Example and Bob Sample met.",
        "Ann Example|President; Bob Sample|President",
    ),
    (
        "Finance Minister Ann Example and her Sylvanian counterpart Bob Sample met.",
        "Ann Example|Finance Minister",
    ),
    (
        "Ann Example, president and chief executive of Example Mills, spoke.",
        "Ann Example|president of Example Mills",
    ),
    ("An adviser to Senator Ann Example spoke.", "Ann Example|Senator"),
    ("Georgia Governor Ann Example spoke.", "Ann Example|Georgia Governor"),
    ("Deputy Prime Minister Ann Example spoke.", "Ann Example|Deputy Prime Minister"),
    ("Ann Example was promoted to field marshal.", "Ann Example|Field Marshal|||rank"),
]

MARKED = [
    ("**Defence Minister** [Ann Example](http://example.org) spoke.", "Ann Example|Defence Minister"),
    ("[Defence Minister](http://example.org/a_b) Ann Example spoke.", "Ann Example|Defence Minister"),
    ("__Defence Minister__ **Ann** **Example** spoke.", "Ann Example|Defence Minister"),
    ("* *Ann Example*, the [defence minister](x), spoke.", "Ann Example|defence minister"),
    ("President [pictured] Ann Example spoke.", ""),
]

QUALIFIERS = [
    ("Former President Ann Example spoke.", "former"),
    ("Ex-President Ann Example spoke.", "former"),
    ("Then-President Ann Example spoke.", "then"),
    ("The late President Ann Example spoke.", "late"),
    ("Acting President Ann Example spoke.", "acting"),
    ("Interim President Ann Example spoke.", "interim"),
    ("Caretaker President Ann Example spoke.", "interim"),
    ("President-elect Ann Example spoke.", "elect"),
    ("Incoming President Ann Example spoke.", "elect"),
    ("Outgoing President Ann Example spoke.", "outgoing"),
    ("President Ann Example spoke.", ""),
    ("Ann Example was sworn in as president.", ""),
    ("Ann Example was president of Freedonia.", "former"),
    ("Ann Example was president of Freedonia from 2015 to 2017.", "then"),
    ("Ann Example, who served as president of Freedonia until 2019, spoke.", "then"),
    ("Ann Example stepped down as president.", "former"),
    ("Ann Example will become president.", "elect"),
    ("Ann Example has been nominated as president of the court.", "elect"),
    ("Ann Example, Bob Sample's nominee for president, spoke.", "elect"),
    ("Ann Example, Freedonia's president at the time, spoke.", "then"),
]

JOINED = [
    (
        "Defence Minister Ann Example spoke. Minister Example left.",
        "Ann Example|Defence Minister; Ann Example|Defence Minister",
    ),
    (
        "Freedonia's president, Ann Example, spoke. President Example left.",
        "Ann Example|president|Freedonia; Ann Example|President|Freedonia",
    ),
    (
        "President Ann Example met Tom Example. President Example spoke.",
        "Ann Example|President; Ann Example|President",
    ),
    (
        "President Ann Example succeeded President Tom Example. President Example spoke.",
        "Ann Example|President; Tom Example|President; Example|President",
    ),
    (
        "Vice President Ann Example spoke. President Bob Sample did not.",
        "Ann Example|Vice President; Bob Sample|President",
    ),
    ("President Example spoke.", "Example|President"),
    (
        "Charles Q. Brown spoke. General C.Q. Brown left.",
        "Charles Q. Brown|General|||rank",
    ),
    (
        "Chinese President Xi Jinping spoke. President Xi left.",
        "Xi Jinping|President; Xi Jinping|President",
    ),
    (
        "Ann Example succeeded Bob Sample as army chief.",
        "Ann Example|army chief; Bob Sample|army chief||former",
    ),
]

NO_MENTIONS = """
General Motors and General Electric said so.
Burger King and Dairy Queen closed.
The Director of Public Prosecutions declined.
The Attorney General met the Secretary General and the Surgeon General.
Prince George is a town; Major League games are played there.
The Justice Department and the Speaker Series said so.
PRIME MINISTER EXAMPLE: Thank you.
In New Delhi, the prime minister said so.
After meeting the president, Ann Example said so.
Ann Example is not the president of Freedonia.
The would-be president Ann Example spoke.
Presidential candidate Ann Example spoke.
President Monday is no name, nor is Chancellor December.
Ann Example, the president's daughter, spoke.
President Example Signs The Budget Into Law After Long Debate
""".strip().splitlines()


@pytest.mark.parametrize(("text", "expected"), [*FORMS, *JOINED])
def test_a_person_in_an_office_is_found_in_every_form(text: str, expected: str) -> None:
    rows = [(f"{row.strip()}||||".split("|")) for row in expected.split(";")]
    assert said(text) == [(row[0], row[1], row[2], row[3], row[4] == "rank") for row in rows]


@pytest.mark.parametrize(("text", "qualifier"), QUALIFIERS)
def test_the_words_of_time_make_the_qualifier(text: str, qualifier: str) -> None:
    assert [(row[0], row[3]) for row in said(text)] == [("Ann Example", qualifier)]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_emphasis_and_links_are_stepped_over(text: str, expected: str) -> None:
    assert "; ".join("|".join(row[:2]) for row in said(text)) == expected


@pytest.mark.parametrize("text", NO_MENTIONS)
def test_companies_places_and_offices_without_a_person_are_no_mentions(text: str) -> None:
    assert said(text) == []


def test_a_wrapped_line_does_not_break_a_name() -> None:
    text = "The aid was promised to the visitors by Foreign Minister\nAnn Example in the capital."
    broken = text.index("\n")
    halves = [Sentence(0, broken), Sentence(broken + 1, len(text))]
    (mention,) = find_mentions(text, halves, NobodyKnown())
    assert mention.person == "Ann Example"


# --- the sample article and the sentences of the data file -------------------------------------------


def test_the_sample_article_gives_its_six_statements() -> None:
    text = (HERE / "data/munir-us-visit.txt").read_text("utf-8")
    found = {_row(m) for m in find_mentions(text, sentences(text), REFERENCE)}
    assert found == {
        ("Asim Munir", "Field Marshal", "Pakistan", "", True),
        ("Asim Munir", "Chief of Army Staff", "Pakistan", "", False),
        ("Asim Munir", "General", "Pakistan", "", True),
        ("Lloyd Austin", "Secretary of Defense", "", "", False),
        ("Mark Milley", "Chairman of the Joint Chiefs of Staff", "United States", "", False),
        ("Mark Milley", "General", "United States", "", True),
    }


@pytest.mark.parametrize("half", ["development", "held-out", "after-freeze"])
def test_precision_and_recall_keep_their_floors(half: str) -> None:
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["mentions"][half]
    right, found, expected = 0, 0, 0
    for line in (HERE / "data/mentions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == half:
            got = Counter(_row(m) for m in find_mentions(row["text"], sentences(row["text"]), REFERENCE))
            found += got.total()
            expected += len(row["mentions"])
            right += sum(_matches(got, wanted) for wanted in row["mentions"])
    assert right / found >= floors["precision"]
    assert right / expected >= floors["recall"]


def _matches(got: Counter[Said], wanted: dict[str, str]) -> bool:
    """Takes the mention that was wanted out of those found; country "*" leaves it open."""
    for row in got:
        same = (row[0], row[1].casefold(), row[3]) == (
            wanted["person"],
            wanted["title"].casefold(),
            wanted["qualifier"],
        )
        if got[row] and same and wanted["country"] in ("*", row[2]) and wanted["is_rank"] == row[4]:
            got[row] -= 1
            return True
    return False


# --- laws ----------------------------------------------------------------------------------------------

WORDS = sorted(lexicon.HEADS | lexicon.RANK_TOKENS | lexicon.QUALIFIERS.keys() | lexicon.MODIFIERS)[:400]
NEWS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(str.title),
        st.sampled_from(
            ["Ann", "Example", "Bob", "Freedonia’s", "the", "of", ",", "(", ")", "“", "was", "as"]
        ),
        st.sampled_from(
            [" and", "'s", "’", "J.", "Jr.", "2019", "who", "\n", "\n\n", "-", "succeeded", "de", "al-"]
        ),
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), NEWS))
def test_any_text_gives_sorted_mentions_with_exact_spans(text: str) -> None:
    mentions = find_mentions(text, sentences(text), NobodyKnown())
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for m in mentions:
        assert text[m.start : m.end] == m.text
        assert m.person.strip() and m.title.strip()


REPEATED = [
    "[President](",
    "**President** [Ann](x) ",
    "Word ",
    "President ",
    "General ",
    "Chief of ",
    "of the ",
    "Ann Example, ",
    "President Ann Example and ",
    "President Example, General ",
    "Ann Example's ",
    "who was as president ",
    "al-",
    "J. ",
    "U.S. ",
    "'s ",
    "Deputy Secretary of State for Defence and ",
    "Ann Example, president of Freedonia, succeeded Bob Sample as ",
    "“(",
    "\n",
]


@pytest.mark.parametrize("piece", REPEATED)
def test_twice_the_text_takes_no_more_than_twice_the_steps(piece: str) -> None:
    once, twice = (_steps(piece * count) for count in (300, 600))
    assert twice <= 2.2 * once + 2000


def _steps(text: str) -> int:
    """Python calls made while mentions are sought in one sentence without an end."""
    steps = 0

    def count(_frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    try:
        find_mentions(text, [Sentence(0, len(text))] if text else [], NobodyKnown())
    finally:
        sys.setprofile(None)
    return steps


def _lines(text: str) -> Iterator[Sentence]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Sentence(start, start + len(line))
        start += len(line) + 1


def test_two_megabytes_of_names_and_titles_are_read() -> None:
    text = "President Ann Example of Freedonia met General Bob Sample, the Sylvanian army chief.\n" * 24_000
    mentions = find_mentions(text, list(_lines(text)), NobodyKnown())
    assert len(mentions) == 3 * 24_000
