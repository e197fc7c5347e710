"""The connector against a loopback Wikidata: what is read, what is refused, what is kept."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import wikidata_server as wd
from factdesk.errors import BadInput, Blocked, FactdeskError, NotFound, Unreachable
from factdesk.model import Period
from factdesk.settings import WikidataSettings
from factdesk.web import Limits, addresses
from factdesk.wikidata import Rank, Row, Wikidata, times
from loopback import Answer, FakeClock
from wikidata_server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with wd.serving() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def wikidata(server: Server, clock: FakeClock, tmp_path: Path) -> Wikidata:
    return asking(server, clock, tmp_path)


def asking(server: Server, clock: FakeClock, folder: Path, limits: Limits | None = None) -> Wikidata:
    settings = WikidataSettings(True, "desk@example.org", server.api, server.sparql)
    return Wikidata(settings, folder / "cache", limits, clock)


def one(rows: list[Row], title: str) -> Row:
    (found,) = (row for row in rows if row.tenure.office == title)
    return found


# --- what is read ----------------------------------------------------------------------------------


def test_people_and_offices_are_told_apart(wikidata: Wikidata) -> None:
    (austin,) = wikidata.people("Lloyd Austin")
    assert (austin.qid, austin.description) == (wd.AUSTIN, "American general and politician")
    assert austin.aliases == ("Lloyd J. Austin III",)
    assert wikidata.offices("Lloyd Austin") == []
    assert [hit.qid for hit in wikidata.offices("chief of army")] == [wd.CHIEF_OF_ARMY_STAFF]
    assert [hit.qid for hit in wikidata.offices("field marshal")] == [wd.FIELD_MARSHAL]
    assert wikidata.people("chief of army") == []
    assert wikidata.people("Nobody Example") == []


def test_a_name_kept_once_for_all_languages_is_found(wikidata: Wikidata) -> None:
    assert [hit.label for hit in wikidata.people("Pete")] == ["Pete Hegseth"]


def test_a_closed_statement_gives_days_country_and_its_reference(wikidata: Wikidata) -> None:
    (row,) = wikidata.tenures(wd.AUSTIN)
    assert (row.tenure.person, row.tenure.office) == ("Lloyd Austin", "United States Secretary of Defense")
    assert (row.tenure.country, row.tenure.capacity) == ("United States", "substantive")
    assert (str(row.tenure.start), str(row.tenure.end)) == ("2021-01-22", "2025-01-20")
    assert row.tenure.known_until is None
    assert row.tenure.source_start == wd.THE_HILL
    assert row.statement.startswith(f"{wd.AUSTIN}$")
    assert (row.ordinal, row.replaced_by, row.rank) == ("28", ("Pete Hegseth",), Rank.PREFERRED)
    assert row.obstacle == ""


def test_an_open_statement_is_known_until_the_last_edit_and_says_so(wikidata: Wikidata) -> None:
    (row,) = wikidata.tenures(wd.HEGSETH)
    assert row.tenure.end is None
    assert row.tenure.known_until == date(2026, 3, 1)
    assert row.notes == ("no end is given; known until is the day of the last edit of the entry",)
    assert row.tenure.source_start == f"https://www.wikidata.org/wiki/{wd.HEGSETH}#{row.statement}"
    assert row.replaces == ("Lloyd Austin",)


def test_an_open_statement_of_somebody_who_died_is_known_until_then(
    server: Server, wikidata: Wikidata
) -> None:
    died = wd.statement(wd.day("P570", "2021-10-18"))
    held = wd.statement(wd.item("P39", wd.CHAIRMAN), wd.day("P580", "2020-01-01"))
    server.add(wd.person("Q99", "Ann Example", died, held))
    (row,) = wikidata.tenures("Q99")
    assert row.tenure.known_until == date(2021, 10, 18)
    assert "day of death" in row.notes[0]


def test_ranks_take_the_country_of_the_person(wikidata: Wikidata) -> None:
    row = one(wikidata.tenures(wd.MUNIR), "field marshal")
    assert row.tenure.is_rank
    assert row.tenure.country == "Pakistan"
    assert "the country is that of the person" in row.notes
    assert row.url.endswith(f"/wiki/{wd.MUNIR}#{row.statement}")


def test_the_country_of_an_office_goes_before_its_jurisdiction_and_the_statement_before_both(
    server: Server, wikidata: Wikidata
) -> None:
    city = wd.statement(wd.item("P1001", "Q97"))
    country = wd.statement(wd.item("P17", wd.PAKISTAN))
    start = wd.day("P580", "2020-01-01")
    server.add(
        wd.entity("Q97", "Example City"),
        wd.entity("Q98", "mayor", city, country),
        wd.person("Q99", "Ann Example", wd.statement(wd.item("P39", "Q98"), start)),
        wd.person(
            "Q96",
            "Bob Sample",
            wd.statement(wd.item("P39", "Q98"), start, wd.item("P1001", wd.UNITED_STATES)),
        ),
    )
    assert [row.tenure.country for row in wikidata.tenures("Q99")] == ["Pakistan"]
    assert [row.tenure.country for row in wikidata.tenures("Q96")] == ["United States"]


def test_no_end_and_an_unknown_end_differ(wikidata: Wikidata) -> None:
    rows = wikidata.tenures(wd.MUNIR)
    marshal, general = one(rows, "field marshal"), one(rows, "general")
    assert marshal.tenure.end is None and "Wikidata says that it has no end" in marshal.notes[0]
    assert general.tenure.end == Period(date(2022, 11, 1), date(2026, 3, 1))
    assert str(general.tenure.start) == "2022-11"
    assert "it ended on an unknown day" in general.notes


def test_deprecated_statements_come_last_and_cannot_be_added(server: Server, wikidata: Wikidata) -> None:
    post = wd.item("P39", wd.CHAIRMAN)
    server.add(
        wd.person(
            "Q99",
            "Ann Example",
            wd.statement(post, wd.day("P580", "2001-01-01"), rank="deprecated"),
            wd.statement(post, wd.day("P580", "2002-02-02")),
            wd.statement(post, wd.unknown("P580")),
            wd.statement(wd.unknown("P39")),
        )
    )
    rows = wikidata.tenures("Q99")
    assert [row.rank for row in rows] == [Rank.NORMAL, Rank.NORMAL, Rank.DEPRECATED]
    assert "deprecated" in rows[2].obstacle
    assert rows[1].obstacle == "no start is given"
    assert "it began on an unknown day" in rows[1].notes


@pytest.mark.parametrize("prop", ["P5102", "P1480", "P2868"])
def test_who_is_said_to_be_acting_is_acting(server: Server, wikidata: Wikidata, prop: str) -> None:
    held = wd.statement(wd.item("P39", wd.CHAIRMAN), wd.day("P580", "2025-02-21"), wd.item(prop, wd.ACTING))
    server.add(wd.person("Q99", "Ann Example", held))
    (row,) = wikidata.tenures("Q99")
    assert row.tenure.capacity == "acting"
    assert not any("adds" in note for note in row.notes)


def test_the_title_of_an_acting_office_makes_it_acting(server: Server, wikidata: Wikidata) -> None:
    server.add(
        wd.office("Q98", "Acting Mayor of Example", wd.PAKISTAN),
        wd.person("Q99", "Ann Example", wd.statement(wd.item("P39", "Q98"), wd.day("P580", "2020-01-01"))),
    )
    assert [row.tenure.capacity for row in wikidata.tenures("Q99")] == ["acting"]


def test_what_else_a_statement_says_of_itself_is_told(server: Server, wikidata: Wikidata) -> None:
    held = wd.statement(wd.item("P39", wd.CHAIRMAN), wd.day("P580", "2020-01-01"), wd.item("P1480", "Q97"))
    server.add(wd.entity("Q97", "disputed"), wd.person("Q99", "Ann Example", held))
    (row,) = wikidata.tenures("Q99")
    assert "Wikidata adds: disputed" in row.notes


def test_a_work_that_is_referred_to_is_named(server: Server, wikidata: Wikidata) -> None:
    held = wd.statement(
        wd.item("P39", wd.CHAIRMAN), wd.day("P580", "2020-01-01"), references=(wd.item("P248", "Q97"),)
    )
    server.add(wd.entity("Q97", "Example Gazette"), wd.person("Q99", "Ann Example", held))
    (row,) = wikidata.tenures("Q99")
    assert row.sources == ("Example Gazette",)
    assert row.tenure.source_start == f"https://www.wikidata.org/wiki/Q99#{row.statement}"


def test_two_dates_of_one_start_make_a_period(server: Server, wikidata: Wikidata) -> None:
    days = (wd.day("P580", "2020-01-20"), wd.day("P580", "2020-01-25"))
    server.add(wd.person("Q99", "Ann Example", wd.statement(wd.item("P39", wd.CHAIRMAN), *days)))
    (row,) = wikidata.tenures("Q99")
    assert row.tenure.start == Period(date(2020, 1, 20), date(2020, 1, 25))
    assert any("several dates" in note for note in row.notes)


def test_the_holders_of_an_office_come_from_the_query_service(server: Server, wikidata: Wikidata) -> None:
    rows = wikidata.tenures(wd.SECRETARY_OF_DEFENSE)
    assert [row.tenure.person for row in rows] == ["Lloyd Austin", "Pete Hegseth"]
    assert {row.office_qid for row in rows} == {wd.SECRETARY_OF_DEFENSE}
    assert [asked["format"] for asked in server.asked if "query" in asked] == ["json"]


def test_entities_are_fetched_fifty_at_a_time(server: Server, wikidata: Wikidata) -> None:
    holder = wd.statement(wd.item("P39", wd.CHAIRMAN), wd.day("P580", "2020-01-01"))
    server.add(*(wd.person(f"Q{9000 + number}", f"Ann Example {number}", holder) for number in range(120)))
    assert len(wikidata.tenures(wd.CHAIRMAN)) == 121
    sizes = [len(asked["ids"].split("|")) for asked in server.asked if "ids" in asked]
    assert sizes[:4] == [1, 50, 50, 21]
    assert max(sizes) == 50


def test_a_list_of_holders_that_was_cut_is_said_to_be(server: Server, wikidata: Wikidata) -> None:
    many = [f"Q{9000 + number}" for number in range(301)]
    first = Answer(body=json.dumps({"entities": {wd.GENERAL: server.entities[wd.GENERAL]}}).encode())
    server.scripted = [first, Answer(body=json.dumps(wd.bindings(many)).encode())]
    assert wikidata.tenures(wd.GENERAL) == []
    assert "more than 300 holders" in wikidata.troubles[0]


def test_a_merged_entity_is_read_where_it_is_now(server: Server, wikidata: Wikidata) -> None:
    server.merged["Q99"] = wd.AUSTIN
    (row,) = wikidata.tenures("q99")
    assert row.person_qid == wd.AUSTIN
    assert row.url == f"https://www.wikidata.org/wiki/{wd.AUSTIN}#{row.statement}"


@pytest.mark.parametrize("qid", ["Q99", "Q99999999999"])
def test_an_entity_that_is_not_there_is_named(wikidata: Wikidata, qid: str) -> None:
    with pytest.raises(NotFound, match=f"{qid}; search by name"):
        wikidata.tenures(qid)


@pytest.mark.parametrize("qid", ["Austin", "Q", "Q0", "P39", "Q1|Q2", ""])
def test_what_is_no_id_is_refused_before_anything_is_asked(
    server: Server, wikidata: Wikidata, qid: str
) -> None:
    with pytest.raises(BadInput, match="no id of Wikidata"):
        wikidata.tenures(qid)
    assert server.asked == []


# --- days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("+2021-01-22T00:00:00Z", 11, "2021-01-22"),
        ("+2021-01-22T10:30:00Z", 13, "2021-01-22"),
        ("+2024-02-00T00:00:00Z", 10, "2024-02"),
        ("+2024-12-01T00:00:00Z", 10, "2024-12"),
        ("+2021-00-00T00:00:00Z", 9, "2021"),
        ("+2021-01-01T00:00:00Z", 9, "2021"),
        ("+1870-00-00T00:00:00Z", 8, "1870-01-01..1879-12-31"),
        ("+1801-00-00T00:00:00Z", 7, "1801-01-01..1900-12-31"),
        ("+1900-00-00T00:00:00Z", 7, "1801-01-01..1900-12-31"),
        ("+1500-00-00T00:00:00Z", 6, "1001-01-01..2000-12-31"),
        ("+00000002021-01-22T00:00:00Z", 11, "2021-01-22"),
        ("-0044-03-15T00:00:00Z", 11, ""),
        ("+12000-00-00T00:00:00Z", 9, ""),
        ("+2021-02-30T00:00:00Z", 11, ""),
        ("+2021-00-00T00:00:00Z", 11, ""),
        ("+2021-00-00T00:00:00Z", 3, ""),
        ("soon", 11, ""),
    ],
)
def test_every_precision_becomes_the_days_that_it_names(text: str, precision: int, days: str) -> None:
    found, notes = times.period({"time": text, "precision": precision})
    assert str(found) == days
    assert bool(notes) == (not days or precision < 9)


@pytest.mark.parametrize(
    ("text", "precision", "days"),
    [
        ("+1917-10-25T00:00:00Z", 11, "1917-11-07"),
        ("+1582-10-04T00:00:00Z", 11, "1582-10-14"),
        ("+1900-02-29T00:00:00Z", 11, "1900-03-13"),
        ("+1917-10-00T00:00:00Z", 10, "1917-10-14..1917-11-13"),
        ("+1917-12-00T00:00:00Z", 10, "1917-12-14..1918-01-13"),
    ],
)
def test_julian_days_become_gregorian_ones(text: str, precision: int, days: str) -> None:
    julian = f"http://www.wikidata.org/entity/{wd.JULIAN}"
    found, notes = times.period({"time": text, "precision": precision, "calendarmodel": julian})
    assert str(found) == days
    assert "Julian" in notes[0]


# --- manners ---------------------------------------------------------------------------------------


def test_every_request_names_program_version_and_contact(server: Server, wikidata: Wikidata) -> None:
    wikidata.tenures(wd.SECRETARY_OF_DEFENSE)
    (agent,) = server.agents
    assert agent.startswith("factdesk/") and "(desk@example.org)" in agent


def test_nothing_is_asked_while_it_is_switched_off(server: Server, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="enabled = true"):
        Wikidata(WikidataSettings(api=server.api, sparql=server.sparql), tmp_path)


def test_what_was_asked_before_is_not_asked_again(
    server: Server, wikidata: Wikidata, clock: FakeClock, tmp_path: Path
) -> None:
    first = wikidata.tenures(wd.AUSTIN)
    asked = len(server.asked)
    clock.time += timedelta(days=6)
    assert asking(server, clock, tmp_path).tenures(wd.AUSTIN) == first
    assert len(server.asked) == asked
    clock.time += timedelta(days=2)
    assert wikidata.tenures(wd.AUSTIN) == first
    assert len(server.asked) == 2 * asked


def test_an_old_answer_serves_while_the_server_is_down_and_that_is_said(
    server: Server, wikidata: Wikidata, clock: FakeClock
) -> None:
    first = wikidata.tenures(wd.AUSTIN)
    clock.time += timedelta(days=30)
    server.scripted = [Answer(503)] * 40
    assert wikidata.tenures(wd.AUSTIN) == first
    assert "answered 503 Service Unavailable" in wikidata.troubles[0]
    assert "Used: the answer of 2026-03-02" in wikidata.troubles[0]


def test_a_damaged_cache_file_is_asked_for_again(server: Server, wikidata: Wikidata, tmp_path: Path) -> None:
    first = wikidata.tenures(wd.AUSTIN)
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(path.read_bytes()[:-5])
    asked = len(server.asked)
    assert wikidata.tenures(wd.AUSTIN) == first
    assert len(server.asked) == 2 * asked


def test_a_cache_that_cannot_be_written_stops_nothing(
    server: Server, clock: FakeClock, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", "utf-8")
    assert len(asking(server, clock, tmp_path).tenures(wd.AUSTIN)) == 1


def lagged() -> Answer:
    told = wd.refusal(
        "maxlag", "Waiting for all: 5.31 seconds lagged.", lag=5.31, type="wikibase-queryservice"
    )
    return Answer(body=json.dumps(told).encode())


SOON = {"Retry-After": "Mon, 02 Mar 2026 12:00:09 GMT"}


@pytest.mark.parametrize(
    ("scripted", "slept"),
    [
        ([Answer(503)], [1]),
        ([Answer(500), Answer(502), Answer(504)], [1, 2, 4]),
        ([Answer(429, headers={"Retry-After": "7"})], [7]),
        ([Answer(429, headers=SOON)], [9]),
        ([Answer(503, headers={"Retry-After": "Sun, 01 Mar 2026 12:00:00 GMT"})], [0]),
        ([Answer(503, headers={"Retry-After": "later"})], [1]),
        ([lagged()], [1]),
        ([Answer(body=b'{"entities": {')], [1]),
        ([Answer(body=b'{"entities": {}}' + b" " * 500, cut=100)], [1]),
    ],
    ids=["503", "5xx", "seconds", "date", "past date", "nonsense", "maxlag", "broken JSON", "cut off"],
)
def test_what_passes_is_tried_again_after_a_pause(
    server: Server, wikidata: Wikidata, clock: FakeClock, scripted: list[Answer], slept: list[float]
) -> None:
    server.scripted = list(scripted)
    assert len(wikidata.tenures(wd.AUSTIN)) == 1
    assert clock.slept == slept
    assert wikidata.troubles == []


@pytest.mark.parametrize(
    ("answer", "message", "requests"),
    [
        (Answer(404), "answered 404 Not Found; check the address", 1),
        (Answer(403), "answered 403 Forbidden; servers refuse clients without a contact", 1),
        (Answer(302, headers={"Location": "http://10.0.0.1/"}), "sends on to http://10.0.0.1/", 1),
        (Answer(429, headers={"Retry-After": "3600"}), "try again in 3600 seconds or later", 1),
        (Answer(429, headers={"Retry-After": "9" * 400}), "try again in 31536000 seconds or later", 1),
        (Answer(503), "answered 503 Service Unavailable; tried 4 times; try again later", 4),
        (lagged(), "maxlag: Waiting for all", 4),
        (Answer(body=b"<html>no JSON</html>"), "the answer is no whole JSON", 4),
        (Answer(body=b"[1, 2]"), "JSON of another form", 1),
        (Answer(body=b'{"results"\njava.util.concurrent.TimeoutException'), "ran out of time", 1),
        (Answer(body=json.dumps(wd.refusal("badvalue", "Unrecognized value")).encode()), "badvalue", 1),
        (Answer(body=b" " * 5001), "over 5,000 bytes", 1),
        (Answer(body=gzip.compress(b" " * 99_999), headers={"Content-Encoding": "gzip"}), "over 5,000", 1),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_does_not_pass_is_an_error_that_says_where_and_what_to_do(
    server: Server, clock: FakeClock, tmp_path: Path, answer: Answer, message: str, requests: int
) -> None:
    server.scripted = [answer] * 9
    with pytest.raises(Unreachable) as caught:
        asking(server, clock, tmp_path, Limits(body_bytes=5000)).tenures(wd.AUSTIN)
    assert str(caught.value).startswith(server.api)
    assert message in str(caught.value)
    assert len(server.asked) == requests


def test_an_error_is_never_kept(server: Server, wikidata: Wikidata) -> None:
    server.scripted = [Answer(body=json.dumps(wd.refusal("badvalue", "Unrecognized value")).encode())]
    with pytest.raises(Unreachable):
        wikidata.tenures(wd.AUSTIN)
    assert len(wikidata.tenures(wd.AUSTIN)) == 1


def test_a_refusal_is_not_covered_by_an_old_answer(
    server: Server, wikidata: Wikidata, clock: FakeClock
) -> None:
    wikidata.tenures(wd.AUSTIN)
    clock.time += timedelta(days=30)
    server.scripted = [Answer(404)]
    with pytest.raises(Unreachable, match="404"):
        wikidata.tenures(wd.AUSTIN)


def test_a_slow_answer_is_given_up(server: Server, clock: FakeClock, tmp_path: Path) -> None:
    server.scripted = [Answer(delay=1.5)] * 2
    with pytest.raises(Unreachable, match="no answer in time; tried 2 times"):
        asking(server, clock, tmp_path, Limits(read_seconds=0.2, attempts=2)).tenures(wd.AUSTIN)


def test_a_server_that_is_gone_is_named(clock: FakeClock, tmp_path: Path) -> None:
    with wd.serving() as server:
        pass
    with pytest.raises(Unreachable, match="nobody answers there; tried 4 times"):
        asking(server, clock, tmp_path).tenures(wd.AUSTIN)
    assert clock.slept == [1, 2, 4]


@pytest.mark.parametrize(
    "claims",
    [
        {"P39": [{"mainsnak": {"snaktype": "value", "property": "P39"}, "rank": "normal"}]},
        {"P39": [{"rank": "odd"}]},
        {"P39": "held"},
        {"P31": [{"mainsnak": None}]},
    ],
)
def test_an_entity_of_an_unforeseen_form_gives_our_error_or_no_rows(
    server: Server, wikidata: Wikidata, claims: dict[str, Any]
) -> None:
    human = [wd.statement(wd.item("P31", wd.HUMAN))]
    server.add(wd.person("Q99", "Ann Example") | {"claims": {"P31": human} | claims})
    try:
        rows = wikidata.tenures("Q99")
    except FactdeskError as error:
        assert "Q99" in str(error) or server.api in str(error)
    else:
        assert rows == []


# --- the way there ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "there", ["http://169.254.169.254/latest", "http://127.0.0.1:9/", "file:///etc/passwd"]
)
def test_a_redirect_into_ones_own_network_is_not_followed(
    server: Server, wikidata: Wikidata, there: str
) -> None:
    server.scripted = [Answer(302, b"", {"Location": there})]
    with pytest.raises(Unreachable, match=f"sends on to {there}"):
        wikidata.people("Lloyd Austin")
    assert len(server.asked) == 1


def test_a_wikidata_whose_name_leads_into_ones_own_network_is_not_asked(
    clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", 443))])
    with pytest.raises(Blocked, match=r"www\.wikidata\.org: its address 127\.0\.0\.1 is not on the public"):
        Wikidata(WikidataSettings(True), tmp_path, clock=clock).people("Lloyd Austin")


def test_an_address_that_an_operator_wrote_opens_that_one_alone(
    server: Server, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.1", 443))])
    mixed = Wikidata(WikidataSettings(True, sparql=server.sparql), tmp_path, clock=clock)
    with pytest.raises(Blocked):
        mixed.people("Lloyd Austin")
