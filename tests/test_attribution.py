"""Who says so: speakers, their saying, quotations over sentences, sources without a name."""

from __future__ import annotations

import pytest

from factdesk.model import Article, Claim
from factdesk.split import split
from factdesk.split.speech.attribution import is_anonymous
from factdesk.split.speech.quotations import quotations
from factdesk.split.text.marks import blanked

TOLD = [
    ("The mayor said that the bridge was closed.", ("The bridge was closed.", "the mayor", "said", False)),
    ("The bridge was closed, the mayor said.", ("The bridge was closed.", "the mayor", "said", False)),
    (
        "The talks failed, according to the ministry.",
        ("The talks failed.", "the ministry", "according to", False),
    ),
    (
        "Ann Example told reporters that the road was open.",
        ("The road was open.", "Ann Example", "told", False),
    ),
    (
        "Ann Example tweeted that the plant would close.",
        ("The plant would close.", "Ann Example", "tweeted", False),
    ),
    ("In a statement, the army said two men died.", ("Two men died.", "the army", "said", False)),
    ("“The bridge was closed,” said Ann Example.", ("The bridge was closed.", "Ann Example", "said", True)),
    (
        "“The bridge,” said Ann Example, “was closed.”",
        ("The bridge was closed.", "Ann Example", "said", True),
    ),
    (
        "“I have no regrets,” Ann Example said.",
        ("“I have no regrets,” Ann Example said.", "Ann Example", "said", True),
    ),
    ("The road, police said, was open.", ("The road was open.", "police", "said", False)),
    (
        "The firm reportedly paid $3 million.",
        ("The firm reportedly paid $3 million.", "", "reportedly", False),
    ),
    ("He was said to have left.", ("He was said to have left.", "", "was said", False)),
    (
        "Ann Example denied that she had left.",
        ("Ann Example denied that she had left.", "Ann Example", "denied", False),
    ),
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text for text, _ in TOLD])
def test_a_claim_keeps_who_says_it_with_which_word_and_whether_it_is_quoted(
    text: str, told: tuple[str, str, str, bool]
) -> None:
    (claim,) = split(Article(text))
    assert (claim.text, claim.speaker, claim.saying, claim.quoted) == told


def test_a_report_that_goes_on_keeps_its_speaker_with_the_new_word() -> None:
    first, second = split(Article("“The road was shut,” Ann Example said, adding that the bridge was open."))
    assert (first.speaker, first.saying, first.quoted) == ("Ann Example", "said", True)
    assert (second.text, second.speaker, second.saying) == ("The bridge was open.", "Ann Example", "adding")


def test_a_report_within_a_report_names_the_inner_speaker_and_tells_of_the_outer() -> None:
    (claim,) = split(Article("Ann Example said Bob Sample had told police that the gun was his."))
    assert (claim.text, claim.speaker) == ("The gun was his.", "Bob Sample")
    assert "Ann Example said" in claim.context


def test_hearsay_is_marked_though_nobody_is_named() -> None:
    (claim,) = split(Article("Bob Sample allegedly stole two cars."))
    assert not claim.speaker and "names no source" in claim.context


def test_what_is_announced_is_told_beside_the_announcement() -> None:
    made = split(Article("The king announced that the queen would leave Zenda."))
    assert [claim.text for claim in made] == [
        "The king announced that the queen would leave Zenda.",
        "The queen would leave Zenda.",
    ]
    assert [claim.speaker for claim in made] == ["", "the king"]


PARAGRAPHS = """“The dam was built in 1999,” said Ann Example. “The work cost $4 million.

“Nobody was hurt. The mayor paid for the road.”

The council met in Zenda.

Statement from Bob Sample:

“The bridge is safe. Cars may pass.”"""


def test_a_quotation_over_sentences_and_paragraphs_keeps_its_speaker() -> None:
    made = {claim.text: claim for claim in split(Article(PARAGRAPHS))}
    told = {text: (claim.speaker, claim.quoted) for text, claim in made.items()}
    for text in ("The work cost $4 million.", "Nobody was hurt.", "The mayor paid for the road."):
        assert told[text] == ("Ann Example", True)
    assert told["The bridge is safe."] == told["Cars may pass."] == ("Bob Sample", True)
    assert told["The council met in Zenda."] == ("", False)


def test_a_quotation_without_a_speaker_says_so() -> None:
    made = split(Article("The road is long.\n\n“The bridge is safe. The dam is not.”"))
    assert "speaker" in made[-1].context and made[-1].quoted


def test_a_quotation_left_open_goes_on_only_where_the_next_paragraph_opens_with_a_mark() -> None:
    text = "“One.\n\n“Two.”\n\n“Three.\n\nFour. “Five.”"
    found = [(text[one.start : one.end], one.goes_on) for one in quotations(text)]
    assert found == [("One.", False), ("Two.", True), ("Three.", False), ("Five.", False)]


ANONYMOUS = (
    "diplomatic sources",
    "sources familiar with Ann Example’s plans",
    "a person familiar with the matter who spoke on condition of anonymity",
    "officials",
    "U.S. officials",
    "Officials",
    "a senior official at the Ministry of Trade",
    "two people briefed on the talks",
    "analysts",
    "some",
)
NAMED = (
    "",
    "the ministry",
    "police",
    "Reuters",
    "the report",
    "She",
    "he",
    "Ann Example",
    "the analyst Ann Example",
    "Mayor Dora Case",
    "the coast guard",
    "his lawyer",
    "Ann Example’s lawyer",
    "the White House",
)


@pytest.mark.parametrize("speaker", ANONYMOUS)
def test_a_source_without_a_name_is_anonymous(speaker: str) -> None:
    assert is_anonymous(speaker)


@pytest.mark.parametrize("speaker", NAMED)
def test_a_name_an_institution_and_a_pronoun_are_not_anonymous(speaker: str) -> None:
    assert not is_anonymous(speaker)


MARKED = (
    "Dr. **Ann Example** sold [three cups](http://example.org/a_(b)) and <b>bought</b> `two` \\[old\\] pots."
)


def test_marks_of_html_and_markdown_are_in_no_wording_and_the_quote_stays_exact() -> None:
    made: list[Claim] = split(Article(MARKED))
    assert [claim.text for claim in made] == [
        "Dr. Ann Example sold three cups.",
        "Dr. Ann Example bought two [old ] pots.",
    ]
    assert all(MARKED[claim.start : claim.end] == claim.quote for claim in made)
    assert len(blanked(MARKED)) == len(MARKED)
