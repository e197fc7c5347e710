"""Countries, titles and names compared; the bundled table; the desk's own rows."""

from __future__ import annotations

import csv
import doctest
from datetime import date
from pathlib import Path

import pytest

from factdesk import reference
from factdesk.errors import BrokenFile
from factdesk.model import Period, Tenure
from factdesk.reference import build, countries, names, table, titles
from factdesk.reference.assemble import Held, OfficeEntry, assemble
from factdesk.reference.reference import Reference

HEADER = "person,office,country,start,end,known_until,capacity,is_rank,source_start,source_end,note,aliases\n"


@pytest.fixture(scope="module")
def bundled() -> Reference:
    return reference.load()


@pytest.mark.parametrize("module", [countries, names, titles])
def test_the_examples_of_the_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Secretary of Defense", "US Defence Secretary"),
        ("Foreign Minister", "Minister for Foreign Affairs"),
        ("Foreign Minister", "Minister of Foreign Affairs"),
        ("Prime Minister of India", "Indian Prime Minister"),
        ("Chairman of the U.S. Joint Chiefs of Staff", "Chair of the Joint Chiefs of Staff"),
        ("Army Chief of Staff", "Chief of Staff of the Army"),
        ("National Security Adviser", "National Security Advisor"),
        ("Lt. Gen.", "Lieutenant General"),
    ],
)
def test_two_spellings_of_a_title_have_one_key(one: str, other: str) -> None:
    assert titles.key(one) == titles.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Secretary of State", "State Secretary"),
        ("President", "Vice President"),
        ("Minister of State for Defence", "Minister of Defence"),
        ("Secretary of State", "Deputy Secretary of State"),
        ("Ambassador to China", "Ambassador to India"),
    ],
)
def test_two_offices_have_two_keys(one: str, other: str) -> None:
    assert titles.key(one) != titles.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lloyd J. Austin III", "Lloyd Austin"),
        ("C.Q. Brown", "Charles Q. Brown Jr."),
        ("Joe Biden", "Joseph R. Biden, Jr."),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Munir", "Asim Munir"),
    ],
)
def test_two_spellings_of_a_name_can_be_one_person(one: str, other: str) -> None:
    assert names.same_person(names.tokens(one), names.tokens(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sherrod Brown", "C.Q. Brown"), ("Hunter Example", "Joe Example"), ("Ann Example", "Ann Sample")],
)
def test_two_persons_stay_two(one: str, other: str) -> None:
    assert not names.same_person(names.tokens(one), names.tokens(other))


@pytest.mark.parametrize(
    ("title", "country", "person", "start"),
    [
        ("Pentagon chief", "", "Lloyd Austin", "2021-01-22"),
        (
            "Secretary of State for Foreign, Commonwealth and Development Affairs",
            "",
            "Liz Truss",
            "2021-09-15",
        ),
        ("Chairman of the Joint Chiefs of Staff", "United States", "Milley", "2019-09-30"),
        ("Chief of Army Staff", "Pakistan", "Syed Asim Munir", "2022-11-29"),
        ("Field Marshal", "", "Munir", "2025-05-20"),
        ("Prime Minister", "", "Narendra Modi", "2014-05-26"),
        ("NATO chief", "", "Jens Stoltenberg", "2014-10-01"),
    ],
)
def test_a_title_and_a_name_as_written_find_the_tenure(
    bundled: Reference, title: str, country: str, person: str, start: str
) -> None:
    groups = bundled.tenures(person, bundled.offices(title, country))
    assert start in {str(tenure.start) for group in groups for tenure in group}


# Each read in the source that the row names: the Factbook's listings, the Institute for Government's
# database, a page of the day.
KNOWN_TERMS = [
    ("Chancellor", "Germany", "Angela Merkel", "2005-11-22", "2021-12-08"),
    ("Chancellor", "Austria", "Christian Stocker", "2025-03-03", None),
    ("President", "Colombia", "Iván Duque", "2018-08-07", "2022-08-07"),
    ("President", "Colombia", "Gustavo Petro", "2022-08-07", None),
    ("President", "Peru", "Pedro Castillo", "2021-07-28", "2022-12-07"),
    ("President", "Peru", "Dina Boluarte", "2022-12-07", "2025-10-10"),
    ("President", "Argentina", "Javier Milei", "2023-12-10", None),
    ("President", "Mexico", "Claudia Sheinbaum", "2024-10-01", None),
    ("President", "Uruguay", "Yamandú Orsi", "2025-03-01", None),
    ("President", "Poland", "Andrzej Duda", "2015-08-06", "2025-08-06"),
    ("President", "Poland", "Karol Nawrocki", "2025-08-06", None),
    ("Prime Minister", "Poland", "Donald Tusk", "2023-12-11", None),
    ("President", "Finland", "Alexander Stubb", "2024-03-01", None),
    ("Prime Minister", "Finland", "Petteri Orpo", "2023-06-20", None),
    ("Prime Minister", "Sweden", "Ulf Kristersson", "2022-10-18", None),
    ("Prime Minister", "Netherlands", "Mark Rutte", "2010-10-14", "2024-07-02"),
    ("Prime Minister", "Belgium", "Bart De Wever", "2025-02-03", None),
    ("Prime Minister", "Portugal", "Luís Montenegro", "2024-04-02", None),
    ("Taoiseach", "Ireland", "Leo Varadkar", "2022-12-16", "2024-04-09"),
    ("King", "Denmark", "Frederik X", "2024-01-14", None),
    ("Prime Minister", "New Zealand", "Chris Hipkins", "2023-01-25", "2023-11-27"),
    ("President", "Indonesia", "Prabowo Subianto", "2024-10-20", None),
    ("Prime Minister", "Malaysia", "Anwar Ibrahim", "2022-11-24", None),
    ("Prime Minister", "Singapore", "Lawrence Wong", "2024-05-15", None),
    ("Prime Minister", "Thailand", "Anutin Charnvirakul", "2025-09-05", None),
    ("President", "Taiwan", "Tsai Ing-wen", "2016-05-20", "2024-05-19"),
    ("President", "Sri Lanka", "Anura Kumara Dissanayake", "2024-09-23", None),
    ("President", "Kenya", "William Ruto", "2022-09-13", None),
    ("President", "Nigeria", "Bola Tinubu", "2023-05-29", None),
    ("President", "Senegal", "Bassirou Diomaye Faye", "2024-04-02", None),
    ("President", "Namibia", "Hage Geingob", "2015-03-21", "2024-02-04"),
    ("Health Secretary", "United Kingdom", "Wes Streeting", "2024-07-05", "2026-05-14"),
    ("Transport Secretary", "United Kingdom", "Louise Haigh", "2024-07-05", "2024-11-28"),
    ("Justice Secretary", "United Kingdom", "Shabana Mahmood", "2024-07-05", "2025-09-05"),
    ("Chief of the Defence Staff", "United Kingdom", "Tony Radakin", "2021-11-30", "2025-09-02"),
    ("IDF chief", "Israel", "Herzi Halevi", "2023-01-16", "2025-03-05"),
    ("House Speaker", "United States", "Kevin McCarthy", "2023-01-07", "2023-10-03"),
    ("CIA Director", "United States", "John Ratcliffe", "2025-01-23", None),
    ("Navy chief", "United States", "Lisa Franchetti", "2023-11-02", "2025-02-21"),
    ("Defence Minister", "China", "Li Shangfu", "2023-03-12", "2023-10-24"),
    ("Foreign Minister", "Iran", "Abbas Araghchi", "2024-08-21", None),
    ("President", "South Korea", "Yoon Suk Yeol", "2022-05-10", "2025-04-04"),
    ("ICC Prosecutor", "", "Karim Khan", "2021-06-16", None),
]


@pytest.mark.parametrize(("title", "country", "person", "start", "end"), KNOWN_TERMS)
def test_a_term_has_the_days_that_its_source_gives(
    bundled: Reference, title: str, country: str, person: str, start: str, end: str | None
) -> None:
    groups = bundled.tenures(person, bundled.offices(title, country))
    days = {str(tenure.start): tenure.end and str(tenure.end) for group in groups for tenure in group}
    assert days.get(start, "no such term") == end


def test_no_single_seat_has_two_certain_holders_after_the_freeze_but_for_ministers_of_several(
    bundled: Reference,
) -> None:
    lines, found = table.read(), set()
    for number in range(len(lines.offices)):
        line = lines.office(number)
        rows = [t for t in map(lines.tenure, line.rows) if t.capacity == "substantive" and t.certain]
        if line.kind == table.SINGLE and any(overlap(a, b) for n, a in enumerate(rows) for b in rows[:n]):
            found.add((line.country, line.name))
    # Offices of which Wikidata's rows are open at the freeze, and which several may hold at once.
    assert found == {
        ("Laos", "Minister in the Prime Minister’s Office"),
        ("Laos", "Vice President"),
        ("Libya", "Deputy Prime Minister"),
        ("Mauritania", "Minister Counsellor at the Presidency of the Republic"),
        ("Nicaragua", "Minister-Delegate of the President"),
    }


def overlap(one: Tenure, other: Tenure) -> bool:
    """Whether both are certain for more than the tolerance of three days, after July 2022."""
    both = one.certain and other.certain and one.certain.intersect(other.certain)
    if not both or not both.start or not both.end or one.person == other.person:
        return False
    return both.end >= date(2022, 8, 1) and (both.end - both.start).days > 3


def test_a_shortened_title_is_completed_by_the_persons_own_offices(bundled: Reference) -> None:
    (group,) = bundled.tenures_under("Lloyd Austin", "Secretary")
    assert {tenure.office for tenure in group} == {"Secretary of Defense"}


def test_two_presidents_of_one_last_name_are_two_groups(bundled: Reference) -> None:
    groups = bundled.tenures("Bush", bundled.offices("President", "United States"))
    assert len({group[0].person for group in groups}) == len(groups) == 2


def test_a_dated_name_of_an_office_says_since_when(bundled: Reference) -> None:
    (office,) = bundled.offices("Secretary of War", "United States")
    assert (office.office, office.named) == ("Secretary of Defense", Period(date(2025, 9, 5), None))


def test_a_wikidata_row_open_at_the_freeze_is_known_until_then_and_no_longer(bundled: Reference) -> None:
    (office,) = bundled.offices("Foreign Minister", "Egypt")
    (group,) = bundled.tenures("Sameh Shoukry", [office])
    assert group[0].end is None
    assert group[0].known_until == date(2022, 8, 3)
    assert bundled.holders(office, Period.parse("2024")) == ()


def test_an_unattested_end_is_not_shipped_as_a_fact(bundled: Reference) -> None:
    (group,) = bundled.tenures("Jake Sullivan", bundled.offices("National Security Advisor", "United States"))
    assert all(t.end is None or ".." in str(t.end) for t in group)


def test_every_tenure_has_a_start_a_source_and_an_end_or_a_last_known_day(bundled: Reference) -> None:
    lines = table.read()
    for number in range(0, len(lines.tenures), 7):
        tenure = lines.tenure(number)
        assert tenure.start.is_known and tenure.source_start, tenure
        assert tenure.end or tenure.known_until, tenure
        assert "unattested" not in (tenure.source_start, tenure.source_end), tenure


def test_the_keys_in_the_table_are_those_of_the_code() -> None:
    lines = table.read()
    for number in range(0, len(lines.offices), 11):
        office = lines.office(number)
        assert {titles.key(spelling) for spelling in office.spellings} == set(office.keys), office
    for number in range(0, len(lines.people), 11):
        person = lines.person(number)
        assert [t for t in map(names.tokens, person.spellings) if t and t not in person.tokens] == []


def test_countries_are_known_by_adjective_and_metonym(bundled: Reference) -> None:
    spellings = ("Pakistan’s", "U.S.", "British", "Kremlin", "the Pentagon", "Norfolk", "polish")
    found = [bundled.country(spelling) for spelling in spellings]
    assert found == ["Pakistan", "United States", "United Kingdom", "Russia", "United States", "", ""]


# --- building --------------------------------------------------------------------------------------


def held(who: str, start: str, end: str = "", known: str = "", curated: bool = True) -> Held:
    tenure = Tenure(
        person=who,
        office="Regent",
        country="Freedonia",
        start=Period.parse(start),
        end=Period.parse(end) if end else None,
        known_until=date.fromisoformat(known) if known else None,
        source_start="s",
        source_end="s",
    )
    return Held(who, tenure, curated=curated)


def test_an_open_term_ends_no_later_than_the_next_holder_began() -> None:
    rows = [
        held("Ann Example", "2001-01-01", known="2001-06-01"),
        held("Bo Example", "2003-01-01", "2004-01-01"),
    ]
    seats = {("Freedonia", "Regent"): OfficeEntry("Freedonia", "Regent")}
    ann, bo = build._superseded(rows, seats, build.Log())
    assert ann.tenure.end == Period(date(2001, 6, 1), date(2003, 1, 1))
    assert bo.tenure.end == Period.day(date(2004, 1, 1))


def test_a_table_that_is_written_reads_back(tmp_path: Path) -> None:
    made = assemble([held("Ann Example", "2001", "2003-05")], {})
    table.write(tmp_path / "t.gz", made)
    assert table.read(tmp_path / "t.gz").tenure(0) == made.tenure(0)
    assert made.tenure(0).start == Period.parse("2001")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.gz").write_bytes(b"no")
    with pytest.raises(BrokenFile, match="reinstall"):
        table.read(tmp_path / "t.gz")


# --- the desk's own rows -----------------------------------------------------------------------------


def test_the_desks_own_rows_join_the_bundled_ones(tmp_path: Path) -> None:
    path = tmp_path / "tenures.csv"
    path.write_text(
        HEADER
        + "Lloyd Austin,Defense Secretary,US,2030-01-01,2031-01-01,,,,https://example.org/a,,,\n"
        + "Ann Example,Regent,Freedonia,2020,,2024-05-05,acting,,https://example.org,,,Annie Example\n",
        "utf-8",
    )
    own = reference.load(path)
    (austin,) = own.tenures("Austin", own.offices("Secretary of Defense", "United States"))
    assert [str(t.start) for t in austin] == ["2021-01-22", "2030-01-01"]
    (ann,) = own.tenures("Annie Example", own.offices("Regent", "Freedonia"))
    assert (ann[0].capacity, ann[0].known_until) == ("acting", date(2024, 5, 5))
    assert not reference.load().knows_person("Annie Example")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Ann Example,Regent,Freedonia,,2021,,,,https://example.org,,,", "start must not be blank"),
        ("Ann Example,Regent,Freedonia,2020,,,,,https://example.org,,,", "known_until"),
        ("Ann Example,Regent,Freedonia,May 2020,2021,,,,https://example.org,,,", "not a date"),
        ("Ann Example,Regent,Freedonia,2020,2021,,boss,,https://example.org,,,", "capacity"),
        ("Ann Example,Regent,Freedonia,2022,2021,,,,https://example.org,,,", "cannot end"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_file_and_line(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "tenures.csv"
    path.write_text(HEADER + row + "\n", "utf-8")
    with pytest.raises(BrokenFile, match=rf"tenures\.csv:2: .*{said}"):
        reference.load(path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = tmp_path / "tenures.csv"
    path.write_text("person,office\n", "utf-8")
    with pytest.raises(BrokenFile, match="country, start"):
        reference.load(path)


def test_people_and_offices_have_their_items_on_wikidata_where_they_are_known() -> None:
    known = reference.load()
    assert known.qids("Lloyd Austin", "United States") == ("Q941013",)
    assert known.qids("Ann Example") == known.qids("Austin") == ()
    (office,) = known.offices("Secretary of Defense", "United States")
    assert office.qid == "Q735015"


def test_the_list_of_conflicts_tells_the_days_of_the_table() -> None:
    known = reference.load()
    with table.FILE.with_name("conflicts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 10
    for row in rows:
        offices = known.offices(row["office"], row["country"])
        tenures = [t for group in known.tenures(row["person"], offices) for t in group]
        kept = {str(tenure.start if row["what"] == "start" else tenure.end) for tenure in tenures}
        assert row["kept"] in kept and row["other"] != row["kept"]
        assert row["source"].startswith("https://") and row["other_source"].startswith("https://")
