"""Persons in offices judged at a day: supported, contradicted, or not known; and whole articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from factdesk import reference
from factdesk.checks import check
from factdesk.checks.offices.terms import Terms, joined
from factdesk.model import Article, Checked, Claim, ClaimKind, Judgement, Outcome, Period, Tenure
from factdesk.reference import Office, Reference

HERE = Path(__file__).parent
MUNIR = (HERE / "data" / "munir-us-visit.txt").read_text("utf-8")
HEADER = "person,office,country,start,end,known_until,source_start\n"
SUPPORTED, CONTRADICTED, UNDETERMINED = Outcome


def checked(text: str, published: str = "", own: Reference | None = None) -> Checked:
    return check(Article(text=text, published=Period.parse(published)), [], own or reference.load())


def only(text: str, published: str = "", own: Reference | None = None) -> Judgement:
    """The judgement of the text's first mention."""
    return checked(text, published, own).judgements[0]


def outcomes(found: Checked) -> dict[str, Outcome]:
    return {one.mention.text: one.outcome for one in found.judgements}


@pytest.fixture
def freedonia(tmp_path: Path) -> Reference:
    """A country whose prime ministers are Ann (2010 to 2018) and Bo (2018 to 2021), seen until mid 2022."""
    path = tmp_path / "tenures.csv"
    path.write_text(
        HEADER
        + "Ann Example,Prime Minister,Freedonia,2010-01-01,2018-05-01,,https://example.org/ann\n"
        + "Bo Sample,Prime Minister,Freedonia,2018-05-01,2021-03-01,,https://example.org/bo\n"
        + "Cy Pattern,Prime Minister,Freedonia,2021-03-01,,2022-06-30,https://example.org/cy\n",
        "utf-8",
    )
    return reference.load(path)


# --- one mention at a day ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published", "outcome"),
    [
        ("Secretary of Defense Lloyd Austin will meet them.", "2022-06-15", SUPPORTED),
        ("Secretary of Defense Lloyd Austin will meet them.", "2025-06-11", CONTRADICTED),
        ("Secretary of Defense Lloyd Austin will meet them.", "2020-06-11", CONTRADICTED),
        ("Secretary of Defense Lloyd Austin will meet them.", "2025-01-22", SUPPORTED),
        ("Secretary of Defense Lloyd Austin will meet them.", "2025", UNDETERMINED),
        ("Secretary of Defense Ann Example will meet them.", "2022-06-15", UNDETERMINED),
        ("Secretary of War Pete Hegseth will meet them.", "2025-10-10", SUPPORTED),
        ("Secretary of War Pete Hegseth will meet them.", "2025-03-20", CONTRADICTED),
        ("Former Defense Secretary Lloyd Austin is there.", "2025-06-11", SUPPORTED),
        ("Former Defense Secretary Lloyd Austin is there.", "2022-06-11", CONTRADICTED),
        ("President-elect Donald Trump is in Paris.", "2024-12-08", SUPPORTED),
        ("President-elect Joe Biden is in Paris.", "2022-12-08", CONTRADICTED),
        ("Outgoing Secretary of State Antony Blinken is in Paris.", "2024-12-08", SUPPORTED),
        ("On Sept. 11, 2001, President George W. Bush was in Florida.", "2025-06-20", SUPPORTED),
        ("In June 2022, Defense Secretary Mark Esper visited Kyiv.", "2025-06-20", CONTRADICTED),
        ("In 2020, Defense Secretary Mark Esper said so.", "2025-06-20", SUPPORTED),
        ("He was appointed in 2013 by President Barack Obama.", "2023-06-20", SUPPORTED),
        ("She served as an adviser to Secretary of Defense Ash Carter.", "2023-06-20", UNDETERMINED),
        ("Pope Francis visited the island.", "2025-09-08", UNDETERMINED),
        ("British Prime Minister Rishi Sunak is to speak.", "2024-10-15", CONTRADICTED),
        ("Egyptian Foreign Minister Sameh Shoukry is to speak.", "2024-10-15", UNDETERMINED),
        ("Field Marshal Asim Munir of Pakistan is to speak.", "2025-06-11", SUPPORTED),
        ("General Asim Munir of Pakistan is to speak.", "2025-06-11", CONTRADICTED),
        ("General Asim Munir of Pakistan is to speak.", "2022-06-11", UNDETERMINED),
        ("Field Marshal Asim Munir of Pakistan is to speak.", "2022-06-11", CONTRADICTED),
    ],
)
def test_a_mention_is_judged_at_its_day(text: str, published: str, outcome: Outcome) -> None:
    found = only(text, published)
    assert found.outcome is outcome, found.message


@pytest.mark.parametrize(
    ("text", "published", "outcome"),
    [
        ("Prime Minister Ann Example of Freedonia is ill.", "2012-06-15", SUPPORTED),
        ("Prime Minister Ann Example of Freedonia is ill.", "2018-05-04", SUPPORTED),
        ("Prime Minister Ann Example of Freedonia is ill.", "2018-05-20", CONTRADICTED),
        ("Prime Minister Ann Example of Freedonia is ill.", "2022-06-15", CONTRADICTED),
        ("Prime Minister Cy Pattern of Freedonia is ill.", "2022-06-15", SUPPORTED),
        ("Prime Minister Cy Pattern of Freedonia is ill.", "2024-06-15", UNDETERMINED),
        ("Prime Minister Cy Pattern of Freedonia is ill.", "2019-06-15", CONTRADICTED),
        # The record ends in 2022: who left in 2018 may be back since.
        ("Prime Minister Ann Example of Freedonia is ill.", "2024-06-15", UNDETERMINED),
        ("Former Prime Minister Ann Example of Freedonia is ill.", "2024-06-15", SUPPORTED),
        ("Former Prime Minister Ann Example of Freedonia is ill.", "2012-06-15", CONTRADICTED),
    ],
)
def test_the_desks_own_record_is_judged_alike(
    freedonia: Reference, text: str, published: str, outcome: Outcome
) -> None:
    found = only(text, published, freedonia)
    assert found.outcome is outcome, found.message


def test_a_message_says_what_was_said_what_is_known_from_where_and_who_was_it() -> None:
    found = only("Secretary of Defense Lloyd Austin will meet them.", "2025-06-11")
    for words in (
        "The article calls Lloyd Austin Secretary of Defense.",
        "2021-01-22 to 2025-01-20",
        "whitehouse.gov",
        "2025-06-11 (the article’s date)",
        "Pete Hegseth",
    ):
        assert words in found.message
    assert [t.person for t in found.holders] == ["Pete Hegseth"]
    assert [t.person for t in found.tenures] == ["Lloyd Austin"]


def test_beyond_the_last_known_day_the_message_says_so(freedonia: Reference) -> None:
    found = only("Prime Minister Cy Pattern of Freedonia is ill.", "2024-06-15", freedonia)
    assert "reaches only to 2022-06-30" in found.message


def test_of_an_unknown_person_the_message_names_who_held_the_office() -> None:
    found = only("US Secretary of Defense Ann Example will meet them.", "2022-06-15")
    assert "proves nothing" in found.message and "Lloyd Austin" in found.message


def test_an_earlier_presidents_bare_title_beside_the_presidents_is_a_form_of_address() -> None:
    text = "President Joe Biden spoke of the law. It was signed by President Obama."
    assert outcomes(checked(text, "2022-06-15"))["President Obama"] is UNDETERMINED


def test_an_earlier_president_named_in_full_as_one_who_acts_now_is_contradicted() -> None:
    text = "President Joe Biden is here. President Barack Obama is here too."
    assert outcomes(checked(text, "2022-06-15"))["President Barack Obama"] is CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "Mark Esper, defense secretary in Trump's first term, criticised the plan.",
        "Antony Blinken, secretary of state in the Biden administration, agreed.",
        "Biden's secretary of state, Antony Blinken, disagreed.",
        "Joe Biden’s defense secretary Lloyd Austin ordered it.",
        "Lloyd Austin, Biden's defense secretary, agreed.",
        "George W. Bush's Secretary of Defense Donald Rumsfeld signed it.",
        "Biden-era Secretary of Defense Lloyd Austin ordered it.",
        "Biden administration Secretary of State Antony Blinken led the talks.",
        "In the Biden administration, Secretary of State Antony Blinken led the talks.",
        "During the Biden years, Secretary of State Antony Blinken led the talks.",
        "Antony Blinken, the secretary of state under President Joe Biden, agreed.",
        "The base was renamed under President Joe Biden. "
        "Lloyd Austin, his secretary of defense, signed the order.",
        "President Trump's defense secretary Pete Hegseth agreed.",
        "Under President Joe Biden, Secretary of State Marco Rubio said, it was open.",
    ],
)
def test_who_governed_tells_the_time_of_an_office(text: str) -> None:
    found = checked(text, "2025-11-12").judgements
    assert {one.outcome for one in found} == {SUPPORTED}, [one.message for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Defense Secretary Lloyd Austin said the Biden administration would help.",
        "President Joe Biden's government will help.",
        "Trump's defense secretary Lloyd Austin ordered it.",
        "Secretary of Defense Mark Esper, in the Biden administration, is here.",
        "Secretary of Defense Lloyd Austin had left the White House.",
        "Secretary of Defense Lloyd Austin recalled the attaché.",
    ],
)
def test_a_government_that_is_no_time_or_the_wrong_one_excuses_nothing(text: str) -> None:
    assert CONTRADICTED in {one.outcome for one in checked(text, "2025-11-12").judgements}


def test_an_owner_that_begins_before_its_title_is_no_government() -> None:
    found = only("Yesterday Pakistan's Chief of Army Staff Asim Munir came.", "2025-11-12")
    assert found.outcome is SUPPORTED


def test_a_present_government_leaves_the_term_before_open() -> None:
    assert only("Trump's defense secretary Mark Esper ordered it.", "2025-11-12").outcome is UNDETERMINED
    assert only("Trump's defense secretary Mark Esper ordered it.", "2022-11-12").outcome is SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "It was 2022. Prime Minister Boris Johnson was in trouble. Chancellor Rishi Sunak resigned.",
        "Two days before leaving office, President Joe Biden pardoned him.",
        "The book recalls how Prime Minister Liz Truss lost to a lettuce.",
        "If Vice President Kamala Harris had won, he would have left.",
        "Texas v. Secretary of Defense Lloyd Austin, was dismissed.",
    ],
)
def test_a_look_back_a_supposition_and_a_case_are_not_of_today(text: str) -> None:
    assert {one.outcome for one in checked(text, "2025-11-12").judgements} == {UNDETERMINED}


def test_the_time_of_a_past_government_does_not_date_an_undated_article() -> None:
    text = "In the Biden administration, Secretary of State Antony Blinken led the talks. "
    found = checked(text + "Secretary of State Marco Rubio is here.")
    assert found.window.consistent is True
    assert [one.outcome for one in found.judgements] == [SUPPORTED, UNDETERMINED]


def terms(*own: Tenure, others: tuple[Tenure, ...] = (), single: bool = True) -> Terms:
    office = Office("Regent", "Freedonia", single=single)
    return Terms(office, own, (*own, *others))


def term(person: str, start: str, end: str = "") -> Tenure:
    last = Period.parse(end) if end else None
    return Tenure(
        person, "Regent", "Freedonia", Period.parse(start), last, source_start="https://example.org"
    )


def test_two_terms_that_touch_cover_the_days_between_them() -> None:
    ann = terms(term("Ann", "2010-01-01", "2014-01-01"), term("Ann", "2014-01-02", "2018-01-01"))
    assert ann.in_office(Period.parse("2013-12..2014-02"), 0) is SUPPORTED


def test_an_end_known_only_by_its_year_contradicts_nothing_within_it() -> None:
    ann = terms(term("Ann", "2010", "2014"), others=(term("Bo", "2014-03-01", "2019-01-01"),))
    assert ann.in_office(Period.parse("2014-06-01"), 3) is UNDETERMINED
    assert ann.in_office(Period.parse("2015-06-01"), 3) is CONTRADICTED


def test_where_several_hold_the_office_another_holder_contradicts_nobody() -> None:
    ann = terms(term("Ann", "2010", "2014"), others=(term("Bo", "2014-03-01", "2019-01-01"),), single=False)
    assert ann.in_office(Period.parse("2015-06-01"), 3) is UNDETERMINED


def test_an_acting_holder_near_a_known_term_is_not_contradicted() -> None:
    ann = terms(term("Ann", "2010-01-01", "2014-01-01"), others=(term("Bo", "2014-01-01", "2019-01-01"),))
    assert ann.acting(Period.parse("2014-01-10"), 3) is UNDETERMINED
    assert ann.acting(Period.parse("2016-02-01"), 3) is CONTRADICTED


def test_well_inside_the_term_of_another_nobody_is_acting() -> None:
    ann = terms(term("Ann", "2010-01-01", "2014-01-01"), others=(term("Bo", "2014-01-01", "2019-01-01"),))
    assert ann.acting(Period.parse("2014-02-01"), 3) is CONTRADICTED
    text = "Acting Defense Secretary Christopher Miller briefed President Joe Biden."
    assert only(text, "2021-02-15").outcome is CONTRADICTED
    assert only(text, "2021-01-28").outcome is UNDETERMINED


def test_periods_that_touch_are_joined() -> None:
    assert joined(map(Period.parse, ("2021", "2019", "2020", "2023"))) == [
        Period.parse("2019-01-01..2021-12-31"),
        Period.parse("2023"),
    ]


# --- whole articles ------------------------------------------------------------------------------------


def test_without_a_date_the_outdated_statements_are_found_by_the_clash() -> None:
    found = checked(MUNIR)
    wrong = {one.person for one in found.judgements if one.outcome is CONTRADICTED}
    assert wrong == {"Lloyd Austin", "Mark Milley"}
    assert found.window.consistent is False
    clashes = {tuple(found.judgements[n].mention.text for n in group) for group in found.window.conflicts}
    assert {(first, last.split()[-1]) for first, last in clashes} == {
        ("Field Marshal Asim Munir", "Austin"),
        ("Field Marshal Asim Munir", "Milley"),
    }
    suggested = {one.office: {t.person for t in one.holders} for one in found.window.suggestions}
    assert suggested["Secretary of Defense"] == {"Pete Hegseth"}
    assert suggested["Chairman of the Joint Chiefs of Staff"] == {"Dan Caine"}


def test_in_2022_the_later_titles_are_wrong_and_the_americans_right() -> None:
    found = checked(MUNIR, "2022-06-15")
    wrong = {(one.person, one.office) for one in found.judgements if one.outcome is CONTRADICTED}
    assert wrong == {("Asim Munir", "Field Marshal"), ("Asim Munir", "Chief of Army Staff")}
    army = next(one for one in found.judgements if one.office == "Chief of Army Staff")
    assert [t.person for t in army.holders] == ["Qamar Javed Bajwa"]


def test_in_2025_the_americans_are_wrong_and_of_munirs_titles_only_general() -> None:
    found = checked(MUNIR, "2025-06-11")
    wrong = {(one.person, one.office) for one in found.judgements if one.outcome is CONTRADICTED}
    assert wrong == {
        ("Lloyd Austin", "Secretary of Defense"),
        ("Mark Milley", "Chairman of the Joint Chiefs of Staff"),
        ("Asim Munir", "General"),
    }


@pytest.mark.parametrize(
    "text",
    [
        "NATO Secretary General Jens Stoltenberg met Secretary of State Marco Rubio.",
        "Ukraine's Commander-in-Chief Valerii Zaluzhnyi met Secretary of State Marco Rubio.",
        "Russian Defense Minister Sergei Shoigu met Secretary of State Marco Rubio.",
    ],
)
def test_a_successor_not_seen_for_a_while_makes_the_clash_as_at_a_date(text: str) -> None:
    found = checked(text)
    assert found.window.consistent is False
    assert [one.outcome for one in found.judgements] == [CONTRADICTED, UNDETERMINED]
    assert only(text, "2025-01-22").outcome is CONTRADICTED
    for message in (found.judgements[0].message, found.window.suggestions[0].message):
        assert "is taken to have been held by the successor" in message
        assert "last seen in it on 2024-" in message


@pytest.mark.parametrize(
    ("text", "consistent"),
    [
        ("Prime Minister Rishi Sunak met Prime Minister Keir Starmer of Britain.", False),
        ("Secretary of Defense Lloyd Austin met Secretary of Defense Pete Hegseth.", False),
        ("Former Prime Minister Rishi Sunak met Prime Minister Keir Starmer of Britain.", True),
        ("Outgoing Secretary of Defense Lloyd Austin met Secretary of Defense Pete Hegseth.", True),
        ("President Obama praised President Joe Biden.", True),
        ("King Charles III and Queen Elizabeth II met.", True),
        ("President Barack Obama praised President Joe Biden.", True),
        ("President Joe Biden met President-elect Donald Trump.", True),
    ],
)
def test_two_cannot_hold_one_seat_unless_a_title_is_kept_for_life(text: str, consistent: bool) -> None:
    found = checked(text)
    assert found.window.consistent is consistent
    assert found.window.conflicts == (() if consistent else ((0, 1),))
    assert {one.outcome for one in found.judgements} == {UNDETERMINED}
    assert ("cannot be true together" in found.judgements[0].message) is not consistent


def test_two_ranks_of_one_person_are_noted() -> None:
    found = checked(MUNIR)
    general = next(one for one in found.judgements if one.office == "General" and one.person == "Asim Munir")
    assert "also calls Asim Munir Field Marshal" in general.message


def test_consistent_statements_date_an_undated_article() -> None:
    found = checked("Secretary of Defense Lloyd Austin is to meet Foreign Secretary Liz Truss of Britain.")
    assert found.window.consistent is True
    assert found.window.span.start == Period.parse("2021-09-12").start
    assert found.window.span.end == Period.parse("2022-09-09").start
    assert {one.outcome for one in found.judgements} == {UNDETERMINED}


def test_former_constrains_the_window_from_the_other_side() -> None:
    found = checked("Former Defense Secretary Lloyd Austin is to speak.")
    assert found.window.span.start == Period.parse("2025-01-17").start


def test_a_stale_record_is_left_out_of_the_window(freedonia: Reference) -> None:
    text = "Prime Minister Ann Example of Freedonia is to meet Secretary of Defense Pete Hegseth."
    found = checked(text, own=freedonia)
    assert found.window.consistent is True
    assert found.judgements[0].outcome is UNDETERMINED


def test_a_text_without_offices_has_no_window() -> None:
    assert checked("Nothing is said here.").window.consistent is None


# --- findings --------------------------------------------------------------------------------------------


def claim(text: str, quote: str, number: int) -> Claim:
    start = text.index(quote)
    return Claim(f"c{number}", start, start + len(quote), quote, quote, ClaimKind.OFFICE)


def test_a_finding_goes_to_the_claims_that_hold_the_mention_else_to_those_of_its_sentence() -> None:
    text = "The bridge is open. Secretary of Defense Lloyd Austin said that the bridge was long."
    article = Article(text=text, published=Period.parse("2025-06-11"))
    holding = claim(text, "Lloyd Austin said", 1)
    beside = claim(text, "the bridge was long", 2)
    elsewhere = claim(text, "The bridge is open.", 3)
    both = check(article, [holding, beside, elsewhere], reference.load()).findings
    assert [finding.claim_id for finding in both] == ["c1"]
    (finding,) = check(article, [beside, elsewhere], reference.load()).findings
    assert (finding.claim_id, finding.check, finding.outcome) == ("c2", "office", CONTRADICTED)
    assert any("Pete Hegseth" in one.fact and one.source.startswith("http") for one in finding.evidence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mark Milley, who served as chairman of the Joint Chiefs of Staff until 2023, spoke.", SUPPORTED),
        ("Mark Milley, who served as chairman of the Joint Chiefs of Staff until 2021, spoke.", CONTRADICTED),
        ("Mark Milley, chairman of the Joint Chiefs of Staff from 2019 to 2023, spoke.", SUPPORTED),
        ("Mark Milley, chairman of the Joint Chiefs of Staff from 2017 to 2021, spoke.", CONTRADICTED),
        ("Boris Johnson was prime minister until September 2022.", SUPPORTED),
        ("Boris Johnson was prime minister until September 2023.", CONTRADICTED),
        ("Narendra Modi, prime minister of India since 2014, spoke.", SUPPORTED),
        ("Narendra Modi, prime minister of India since 2016, spoke.", CONTRADICTED),
        ("Donald Trump, US president from 2017 to 2021, spoke.", SUPPORTED),
        ("Boris Johnson resigned as prime minister in July 2022.", SUPPORTED),
        ("David Petraeus resigned as director of the CIA in May 2016.", CONTRADICTED),
        ("Keir Starmer became prime minister in 2022.", CONTRADICTED),
        ("Emmanuel Macron was elected president in April 2022.", SUPPORTED),
        ("Donald Trump was elected president in 2016.", SUPPORTED),
        ("Benjamin Netanyahu, prime minister of Israel from 2009 to 2021, spoke.", SUPPORTED),
    ],
)
def test_the_first_and_last_days_that_a_text_gives_a_term_are_checked(text: str, expected: Outcome) -> None:
    (found,) = checked(text, "2025-10-10").judgements
    assert found.outcome is expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Sec. of State Antony Blinken arrived in Kyiv.", "2025-06-11", CONTRADICTED),
        ("Secretary of Defense-designate Pete Hegseth met senators.", "2024-12-10", SUPPORTED),
        ("Secretary of Defense nominee Pete Hegseth met senators.", "2025-06-10", CONTRADICTED),
        ("As Biden's secretary of state, Antony Blinken negotiated the deal.", "2025-08-15", SUPPORTED),
        ("As secretary of state, Antony Blinken negotiated the deal.", "2025-08-15", UNDETERMINED),
        (
            "The museum tells how President Abraham Lincoln is seen by the young of today.",
            "2025-08-15",
            UNDETERMINED,
        ),
        ("She was a law clerk to Justice Ann Example and Justice David Souter.", "2024-07-03", UNDETERMINED),
        ("Ambassador Susan Rice convened the meeting today.", "2021-08-05", UNDETERMINED),
        (
            "Barack Obama, the 44th president of the United States, has two daughters.",
            "2023-05-05",
            UNDETERMINED,
        ),
        ("Joe Biden, the 46th president, spoke.", "2023-05-05", SUPPORTED),
        ("Liz Truss, Britain's shortest-serving prime minister, spoke.", "2023-05-05", UNDETERMINED),
        ("2010: Prime Minister David Cameron takes office.", "2023-05-05", SUPPORTED),
        (
            "Secretary of Defense Lloyd Austin succeeded Acting Secretary Christopher Miller, who had "
            "replaced Mark Esper in November 2020.",
            "2023-05-05",
            SUPPORTED,
        ),
        ("He was appointed in 2020 by former Prime Minister Boris Johnson.", "2024-05-03", UNDETERMINED),
    ],
)
def test_ways_of_naming_an_office(text: str, day: str, expected: Outcome) -> None:
    outcomes = [found.outcome for found in checked(text, day).judgements]
    assert expected in outcomes
    assert expected is CONTRADICTED or CONTRADICTED not in outcomes


def test_a_headline_names_people_whom_the_table_knows() -> None:
    text = "Defense Secretary Lloyd Austin Meets Pakistani Army Chief Asim Munir In Washington"
    found = [one.mention.text for one in checked(text, "2025-03-15").judgements]
    assert found == ["Defense Secretary Lloyd Austin", "Pakistani Army Chief Asim Munir"]
