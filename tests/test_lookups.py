"""Looking claims up: the words that are sent, what comes back, and everything that a service can do wrong."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lookup_server as lus
from factdesk import lookups, settings, web
from factdesk.desk import Desk
from factdesk.errors import BadInput, Blocked, FactdeskError, Unreachable
from factdesk.lookups import Connector, Hit, Hits, query
from factdesk.lookups.hit import day, link, plain
from factdesk.lookups.wikidata import names
from factdesk.lookups.words import MOST_WORDS
from factdesk.web import addresses
from lookup_server import GOOGLE, SEARXNG, WIKIDATA, WIKIPEDIA, Answer, Server
from loopback import FakeClock

NAMES = {"google_fact_check": GOOGLE, "wikipedia": WIKIPEDIA, "wikidata": WIKIDATA, "searxng": SEARXNG}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with lus.serving() as running:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", running.url.removeprefix("http://"))
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def those_on(
    server: Server, clock: FakeClock, cache: Path | None = None, key: str = lus.KEY
) -> dict[str, Connector]:
    found = lookups.connectors(server.settings, cache, {"FACTDESK_GOOGLE_KEY": key}, clock=clock)
    return {one.name: one for one in found}


# --- the words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("According to the ministry, 14 million people voted in 2014.", "14 million people voted 2014"),
        ("“Freedonia has built 500 schools,” said Ann Example.", "Freedonia built 500 schools"),
        ("“We have built 500 schools,” said Ann Example.", "built 500 schools Ann Example"),
        ("Ann Example argues that her plan costs 5 million.", "Ann Example plan costs 5 million"),
        ("Bob said the US left.", "US left"),
        ("The Washington Post reported it", "Washington Post"),
        ("Posts claim the United States left", "United States left"),
        ("She wrote: “The vaccine killed 12 people in Oslo.”", "vaccine killed 12 people Oslo"),
        (
            "Ann Example said the bridge cost $14.2 million, up 30% since 2019",
            "bridge cost $14.2 million 30% 2019",
        ),
        ("Ann Example told reporters on Monday that Freedonia left the E.U.", "Freedonia left E.U."),
        (
            "The U.S. jobless rate fell to 3.4% in January 2023, the bureau reported.",
            "U.S. jobless rate fell 3.4% January 2023",
        ),
        ("A video shows Ann Example asleep during a meeting.", "Ann Example asleep meeting"),
        ("Example claims victory in Freedonia.", "Example victory Freedonia"),
        ("COVID-19 vaccines contain 5G microchips.", "COVID-19 vaccines contain 5G microchips"),
        ("Freedonia’s army doesn't have the bomb", "Freedonia army bomb"),
        (
            "Die Brücke hat nach Angaben der Stadt 3,2 Millionen gekostet",
            "Brücke Angaben Stadt 3,2 Millionen gekostet",
        ),
        ("中国的人口是十四亿", "中国的人口是十四亿"),
        ("It was what it was", "It was what it was"),
        ("", ""),
    ],
)
def test_a_claim_becomes_words_for_a_search(claim: str, words: str) -> None:
    assert query(claim) == words


def test_of_a_long_claim_names_years_and_numbers_are_kept() -> None:
    claim = (
        "Lloyd Austin, the Secretary of Defense at that time, is reported to have received the visiting "
        "general Asim Munir with military honours at the Pentagon in Washington on 15 June 2025"
    )
    words = query(claim).split()
    assert len(words) == MOST_WORDS
    assert {"Lloyd", "Austin", "Asim", "Munir", "Pentagon", "2025"} <= set(words)


@given(st.text(max_size=400))
def test_words_come_out_of_the_claim_and_stay_short(claim: str) -> None:
    words = query(claim)
    assert len(words) <= 200 and set(words.replace(" ", "")) <= set(claim)
    assert bool(words) == bool(claim.strip())


# --- what is found ---------------------------------------------------------------------------------


def test_fact_checks_come_with_claim_rating_and_publisher(server: Server, clock: FakeClock) -> None:
    hits = those_on(server, clock)["google_fact_check"].search("bridge Freedonia cost $14 million")
    assert hits[0] == Hit(
        "google_fact_check",
        "https://facts.example/checks/14",
        "No, the bridge did not cost 14 million",
        "Example Facts",
        "2026-02-03",
        "",
        "The bridge in Freedonia cost 14 million",
        "False",
        "Ann Example",
        "2026-01-31",
    )
    assert len(hits) == 2 and hits.remarks == ()
    assert server.asked == [
        (GOOGLE, {"query": "bridge Freedonia cost $14 million", "pageSize": "20"}, lus.KEY)
    ]


def test_fact_checks_are_paged_and_the_paging_ends(server: Server, clock: FakeClock) -> None:
    server.claims = [lus.claim(number, lus.review(number)) for number in range(100)]
    assert len(those_on(server, clock)["google_fact_check"].search("bridge")) == 60
    assert [params.get("pageToken") for _, params, _ in server.asked] == [None, "CA20", "CA40"]


def test_a_page_that_names_itself_as_the_next_is_read_once_more_at_most(
    server: Server, clock: FakeClock
) -> None:
    told = {"claims": [lus.claim(1)], "nextPageToken": "CA0"}
    server.script(GOOGLE, *[lus.said(told)] * 5)
    assert len(those_on(server, clock)["google_fact_check"].search("bridge")) == 1
    assert len(server.asked) == 2


def test_the_language_of_fact_checks_is_asked_for(server: Server, clock: FakeClock) -> None:
    options = replace(
        server.settings, google_fact_check=replace(server.settings.google_fact_check, language="de")
    )
    found = lookups.connectors(options, None, {"FACTDESK_GOOGLE_KEY": lus.KEY}, clock=clock)[0]
    found.search("Brücke")
    assert server.asked[0][1]["languageCode"] == "de"


def test_several_reviews_of_one_claim_are_several_hits(server: Server, clock: FakeClock) -> None:
    server.claims = [
        lus.claim(1, lus.review(1), lus.review(2, "Mostly false", publisher={"site": "two.example"}))
    ]
    hits = those_on(server, clock)["google_fact_check"].search("bridge")
    assert [(hit.rating, hit.publisher) for hit in hits] == [
        ("False", "Example Facts"),
        ("Mostly false", "two.example"),
    ]


def test_wikipedia_gives_text_without_html_and_the_last_edit(server: Server, clock: FakeClock) -> None:
    hits = those_on(server, clock)["wikipedia"].search("bridge cost 14.2 million")
    assert list(hits) == [
        Hit(
            "wikipedia",
            "https://en.wikipedia.org/wiki/Freedonia_bridge",
            "Freedonia bridge",
            server.url.removeprefix("http://"),
            "2026-02-01",
            'The bridge cost "14.2" million',
        )
    ]
    assert len(server.asked) == 1


def test_a_list_of_meanings_is_told_as_one(server: Server, clock: FakeClock) -> None:
    hits = those_on(server, clock)["wikipedia"].search("bridge (disambiguation)")
    assert hits[0].snippet == "(A list of articles with this name.) Bridge (disambiguation) is an article."


def test_where_no_article_has_all_words_the_names_are_looked_up_and_that_is_said(
    server: Server, clock: FakeClock
) -> None:
    hits = those_on(server, clock)["wikipedia"].search("14.2 million stolen Freedonia")
    assert [params["srsearch"] for _, params, _ in server.asked] == [
        "14.2 million stolen Freedonia",
        "14.2 million Freedonia",
    ]
    assert hits.remarks == ("nothing has all of these words; looked up instead: 14.2 million Freedonia",)


def test_a_wikipedia_is_named_by_its_language() -> None:
    found = lookups.connectors(settings.Settings(wikipedia=settings.WikipediaSettings(True)))
    assert [(one.name, one.label, one.sends) for one in found] == [
        ("wikipedia", "Wikipedia (en)", "the words to en.wikipedia.org")
    ]


def test_wikidata_is_asked_for_each_name(server: Server, clock: FakeClock) -> None:
    hits = those_on(server, clock)["wikidata"].search("Lloyd Austin met field marshal Asim Munir in 2025")
    assert [params["search"] for _, params, _ in server.asked] == ["Lloyd Austin", "Asim Munir"]
    assert [(hit.url, hit.title, hit.snippet) for hit in hits] == [
        ("https://www.wikidata.org/wiki/Q941013", "Lloyd Austin (Q941013)", "American general"),
        ("https://www.wikidata.org/wiki/Q4806973", "Asim Munir (Q4806973)", "Pakistani field marshal"),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Lloyd Austin met Asim Munir", ["Lloyd Austin", "Asim Munir"]),
        ("Å, Ålesund and Żory", ["Ålesund", "Żory"]),
        ("nobody of note", ["nobody of note"]),
        ("Lloyd J. Austin, Gc; Hd, Ie, Jf.", ["Lloyd J. Austin", "Gc", "Hd", "Ie"]),
    ],
)
def test_names_are_runs_of_capitalised_words(words: str, found: list[str]) -> None:
    assert names(words) == found


def test_a_web_search_gives_text_days_and_the_engines_that_were_silent(
    server: Server, clock: FakeClock
) -> None:
    server.silent = [
        ["google", "Suspended: CAPTCHA"],
        ["qwant", "timeout"],
        "bing",
        ["google", "Suspended: CAPTCHA"],
    ]
    hits = those_on(server, clock)["searxng"].search("bridge")
    assert hits[0] == Hit(
        "searxng",
        "https://www.news.example/bridge",
        "Bridge opens",
        "news.example",
        "2026-01-31",
        "The bridge in Freedonia opened.",
    )
    assert hits[1].published == "" and hits[1].publisher == "blog.example"
    assert hits.remarks == ("did not answer: google (Suspended: CAPTCHA), qwant (timeout), bing",)
    assert server.asked == [(SEARXNG, {"q": "bridge", "format": "json"}, "")]


@pytest.mark.parametrize("name", NAMES)
def test_no_result_is_no_error(server: Server, clock: FakeClock, name: str) -> None:
    empty: dict[str, Any] = {
        "google_fact_check": {},
        "wikipedia": {"batchcomplete": True, "query": {"search": []}},
        "wikidata": {"search": []},
        "searxng": {"results": []},
    }
    server.script(NAMES[name], *[lus.said(empty[name])] * 2)
    assert those_on(server, clock)[name].search("Nothing") == []


# --- what goes wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", ["", "  ", "?!"])
def test_without_words_nothing_is_sent(server: Server, clock: FakeClock, name: str, words: str) -> None:
    with pytest.raises(BadInput, match="write the words to look up"):
        those_on(server, clock)[name].search(words)
    assert server.asked == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lus.page("Down for maintenance"), "answered with a web page, not with JSON; "),
        (lus.said([]), "the answer is JSON of another form; "),
        (lus.said("bridge"), "the answer is JSON of another form; "),
        (lus.page("Not Found", 404), "(answered 404|no search at this address)"),
        (
            Answer(302, b"", {"Location": "http://169.254.169.254/latest"}),
            "sends on to http://169.254.169.254/latest",
        ),
        (Answer(302, b"", {"Location": "file:///etc/passwd"}), "sends on to file:///etc/passwd"),
        (Answer(body=b'{"a": "' + b"x" * 6_000_000 + b'"}'), "5,000,000"),
    ],
)
def test_an_answer_that_cannot_be_used_says_what_to_do(
    server: Server, clock: FakeClock, name: str, answer: Answer, message: str
) -> None:
    server.script(NAMES[name], answer)
    with pytest.raises(Unreachable, match=message):
        those_on(server, clock)[name].search("Freedonia bridge")
    assert len(server.asked) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_torn_answer_is_asked_for_again(server: Server, clock: FakeClock, name: str) -> None:
    server.script(NAMES[name], Answer(body=b'{"que'), Answer(body=b"[" * 100_000), Answer(503, b""))
    assert those_on(server, clock)[name].search("Lloyd Austin bridge") is not None
    assert clock.slept[:3] == [1, 2, 4]


@pytest.mark.parametrize("name", NAMES)
def test_a_busy_service_is_given_time_and_then_named(server: Server, clock: FakeClock, name: str) -> None:
    server.script(NAMES[name], *[Answer(429, b"{}", {"Retry-After": "3600"})] * 2)
    with pytest.raises(Unreachable, match=r"answered 429.*try again in 3600 seconds or later") as told:
        those_on(server, clock)[name].search("Freedonia")
    assert told.value.passing and told.value.status == 429 and len(server.asked) == 1


@pytest.mark.parametrize("name", ["wikipedia", "wikidata"])
def test_a_wiki_that_lags_is_asked_again(server: Server, clock: FakeClock, name: str) -> None:
    lag = lus.mediawiki_error("maxlag", "Waiting for db1: 7.2 seconds lagged.", Retry_After="5")
    server.script(NAMES[name], lag, lag)
    those_on(server, clock)[name].search("Freedonia")
    assert clock.slept[:2] == [1, 2]
    assert {params["maxlag"] for _, params, _ in server.asked} == {"5"}


@pytest.mark.parametrize("name", ["wikipedia", "wikidata"])
def test_a_refusal_of_a_wiki_is_told_in_its_words(server: Server, clock: FakeClock, name: str) -> None:
    server.script(
        NAMES[name], lus.mediawiki_error("cirrussearch-query-too-long", "Search request is longer …")
    )
    with pytest.raises(
        Unreachable, match=r"refused the question \(cirrussearch-query-too-long: Search request"
    ):
        those_on(server, clock)[name].search("Freedonia")


def test_words_are_cut_to_what_a_wiki_takes(server: Server, clock: FakeClock) -> None:
    those_on(server, clock)["wikipedia"].search("bridge " * 100)
    assert len(server.asked[0][1]["srsearch"]) <= 300


def test_an_instance_without_json_says_where_to_switch_it_on(server: Server, clock: FakeClock) -> None:
    server.script(SEARXNG, lus.page("Forbidden", 403))
    with pytest.raises(
        Unreachable, match=r"answered 403; .*add `json` to search\.formats in the settings\.yml"
    ):
        those_on(server, clock)["searxng"].search("bridge")


def test_the_limiter_of_an_instance_is_named(server: Server, clock: FakeClock) -> None:
    server.script(SEARXNG, *[Answer(429, b"Too Many Requests")] * 9)
    with pytest.raises(Unreachable, match="its limiter refuses programs"):
        those_on(server, clock)["searxng"].search("bridge")


ODD_VALUES: list[Any] = [
    None,
    7,
    [],
    ["x"],
    {"a": 1},
    "",
    "javascript:alert(1)",
    "http://",
    "x" * 50_000,
    "‮\x00\n<b>",
]


@pytest.mark.parametrize("odd", ODD_VALUES, ids=lambda odd: str(odd)[:12])
def test_odd_values_in_a_result_give_plain_text_and_web_links_or_nothing(
    server: Server, clock: FakeClock, odd: Any
) -> None:
    server.claims = [
        lus.claim(1, dict.fromkeys(lus.review(1), odd), text=odd, claimant=odd, claimDate=odd),
        lus.claim(2, lus.review(2, publisher=odd, title=odd, reviewDate=odd, textualRating=odd), text=odd),
        lus.claim(3, claimReview=odd),
        odd,
    ]
    server.results = [
        dict.fromkeys(lus.RESULTS[0], odd),
        {**lus.RESULTS[0], "title": odd, "content": odd},
        odd,
    ]
    server.silent = [odd, [odd, odd]]
    search = [{"title": odd, "pageid": odd, "snippet": odd, "timestamp": odd}, odd]
    server.script(WIKIPEDIA, *[lus.said({"query": {"search": search, "pages": [{"pageid": 1}, odd]}})] * 2)
    server.script(
        WIKIDATA, lus.said({"search": [{"id": odd, "label": odd}, {"id": "Q7", "label": odd}, odd]})
    )
    found = [hit for one in those_on(server, clock).values() for hit in one.search("Freedonia")]
    assert [hit.url for hit in found] == [
        "https://facts.example/checks/2",
        "https://www.wikidata.org/wiki/Q7",
        "https://www.news.example/bridge",
    ]
    for hit in found:
        texts = (hit.title, hit.publisher, hit.published, hit.snippet, hit.claim, hit.rating, hit.claimant)
        assert hit.title and all(
            text.isprintable() and "<" not in text and len(text) <= 600 for text in texts
        )


@pytest.mark.parametrize("container", [None, 7, "x", {}, {"search": 7}], ids=str)
def test_a_wiki_without_results_where_they_belong_finds_nothing(
    server: Server, clock: FakeClock, container: Any
) -> None:
    server.script(WIKIPEDIA, *[lus.said({"query": container})] * 2)
    assert those_on(server, clock)["wikipedia"].search("Freedonia") == []


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner)))
def test_a_value_of_any_kind_is_plain_text_a_day_or_a_link(value: Any) -> None:
    assert plain(value).isprintable()
    assert day(value) == "" or len(day(value)) == 10
    assert link(value) == "" or link(value).startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "url",
    [
        "//x.example/a",
        "https://user:key@x.example/",
        "https://x.example/\nb",
        "data:text/html,x",
        "https://[::1",
        7,
    ],
)
def test_only_plain_web_links_are_offered(url: Any) -> None:
    assert link(url) == ""


def test_text_is_taken_out_of_html_and_marks_that_turn_its_direction() -> None:
    assert plain("<b>a</b> &lt;i&gt;\u202eb\u200b <img src=x onerror=alert(1)>") == "a <i> b"
    assert plain("2 < 3 and 5 > 4") == "2 < 3 and 5 > 4"
    assert plain("x" * 500) == "x" * 199 + "…"


# --- the key ---------------------------------------------------------------------------------------


def refusals() -> list[Answer]:
    """Everything that may come back, with the key in it."""
    return [
        lus.google_error(400, f"API key not valid: {lus.KEY}", "INVALID_ARGUMENT", "API_KEY_INVALID"),
        lus.google_error(
            403,
            f"API has not been used in project 1 before or it is disabled: {lus.KEY}",
            "PERMISSION_DENIED",
        ),
        lus.google_error(400, f"Request contains an invalid argument: {lus.KEY}", "INVALID_ARGUMENT"),
        lus.google_error(429, f"Quota exceeded: {lus.KEY}", "RESOURCE_EXHAUSTED"),
        Answer(302, b"", {"Location": f"https://evil.example/?key={lus.KEY}"}),
        Answer(418, lus.KEY.encode()),
        lus.page(lus.KEY),
        lus.said({"claims": [], "echo": lus.KEY}),
    ]


@pytest.mark.parametrize("answer", refusals(), ids=lambda answer: f"{answer.status}-{len(answer.body)}")
def test_the_key_is_in_no_message_no_log_and_no_file(
    server: Server, clock: FakeClock, tmp_path: Path, caplog: pytest.LogCaptureFixture, answer: Answer
) -> None:
    caplog.set_level(logging.DEBUG)
    server.script(GOOGLE, *[answer] * 4)
    google = those_on(server, clock, tmp_path)["google_fact_check"]
    shown = [repr(google), google.sends, google.label]
    try:
        shown.append(str(google.search("bridge")))
    except FactdeskError as error:
        shown += [str(error), repr(error)]
    assert lus.KEY not in "".join((*shown, caplog.text))
    assert all(lus.KEY.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_key_is_in_no_address(server: Server, clock: FakeClock, tmp_path: Path) -> None:
    those_on(server, clock, tmp_path)["google_fact_check"].search("bridge")
    assert lus.KEY not in json.dumps(server.asked[0][1]) and server.asked[0][2] == lus.KEY
    assert all(lus.KEY.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_key_goes_to_no_other_service(server: Server, clock: FakeClock) -> None:
    for name in ("wikipedia", "wikidata", "searxng"):
        those_on(server, clock)[name].search("Freedonia")
    assert {key for _, _, key in server.asked} == {""}


@pytest.mark.parametrize(
    ("answer", "message"),
    list(
        zip(
            refusals()[:4],
            (
                "the key is not valid; correct the environment variable FACTDESK_GOOGLE_KEY",
                "switch on the Fact Check Tools API",
                "the question was refused; change the words",
                "answered 429",
            ),
            strict=True,
        )
    ),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_refusal_of_google_says_what_to_do(
    server: Server, clock: FakeClock, answer: Answer, message: str
) -> None:
    server.script(GOOGLE, *[answer] * 4)
    with pytest.raises(Unreachable, match=message):
        those_on(server, clock)["google_fact_check"].search("bridge")


def test_without_a_key_google_is_not_asked(server: Server, clock: FakeClock) -> None:
    with pytest.raises(BadInput, match="set the environment variable FACTDESK_GOOGLE_KEY"):
        those_on(server, clock, key="")["google_fact_check"].search("bridge")
    assert server.asked == []


def test_a_key_with_a_space_is_refused_unseen(server: Server, clock: FakeClock) -> None:
    with pytest.raises(BadInput, match="FACTDESK_GOOGLE_KEY has a space") as told:
        those_on(server, clock, key="abc def")
    assert "abc" not in str(told.value)


# --- the way out -----------------------------------------------------------------------------------


def test_only_what_is_switched_on_is_there() -> None:
    assert lookups.connectors(settings.Settings()) == []


def test_who_asks_is_named(server: Server, clock: FakeClock) -> None:
    for one in those_on(server, clock).values():
        one.search("Freedonia")
    assert server.agents == {web.agent("desk@news.example")}


def test_what_was_looked_up_today_is_not_asked_for_again(
    server: Server, clock: FakeClock, tmp_path: Path
) -> None:
    for _ in range(2):
        those_on(server, clock, tmp_path)["searxng"].search("bridge")
    assert len(server.asked) == 1
    clock.sleep(90_000)
    those_on(server, clock, tmp_path)["searxng"].search("bridge")
    assert len(server.asked) == 2


def test_an_older_answer_serves_where_none_comes_and_says_so(
    server: Server, clock: FakeClock, tmp_path: Path
) -> None:
    first = those_on(server, clock, tmp_path)["searxng"].search("bridge")
    clock.sleep(90_000)
    server.script(SEARXNG, *[Answer(503, b"")] * 4)
    again = those_on(server, clock, tmp_path)["searxng"].search("bridge")
    assert again == first and "Used: the answer of 2026-03-02" in again.remarks[0]


@pytest.mark.parametrize("name", ["google_fact_check", "wikipedia", "wikidata"])
def test_a_name_that_leads_into_ones_own_network_is_not_asked(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.1.2.3", 443))])
    options = settings.Settings(
        google_fact_check=settings.GoogleFactCheckSettings(True),
        wikipedia=settings.WikipediaSettings(True),
        wikidata=settings.WikidataSettings(True),
    )
    found = {
        one.name: one for one in lookups.connectors(options, None, {"FACTDESK_GOOGLE_KEY": "x"}, clock=clock)
    }
    with pytest.raises(Blocked, match=r"10\.1\.2\.3"):
        found[name].search("Freedonia")


def test_an_instance_on_this_machine_may_be_asked_because_the_operator_wrote_it(
    server: Server, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTDESK_TEST_LOOPBACK")
    found = those_on(server, clock)
    assert found["searxng"].search("bridge")
    with pytest.raises(Blocked):
        found["wikipedia"].search("bridge")


# --- settings and the desk -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[google_fact_check]\nenabled = true\nkey = "x"', "FACTDESK_GOOGLE_KEY"),
        ('[archive]\nsecret = "x"', "FACTDESK_ARCHIVE_KEY"),
        ("[searxng]\nenabled = true", "searxng.url is blank"),
        ('[searxng]\nurl = "http://search.example/"', "write https"),
        ('[wikipedia]\napi = "http://de.wikipedia.org/w/api.php"', "write https"),
        ('[wikipedia]\nenabled = "yes"', "write true or false"),
        ('[google_fact_check]\nlanguage = "d\\u00e9"', "google_fact_check.language"),
        ("[lookups]\nenabled = true", "'lookups' is no setting"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_to_write(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "desk.toml").write_text(text, "utf-8")
    with pytest.raises(FactdeskError, match=message):
        settings.load(tmp_path / "desk.toml")


def test_a_hit_becomes_the_fields_of_a_source_and_the_rating_a_note() -> None:
    hit = Hit(
        "google_fact_check",
        "https://facts.example/1",
        "No",
        "Example Facts",
        "2026-02-03",
        "",
        "It cost 14",
        "False",
    )
    assert hit.source() == {
        "url": "https://facts.example/1",
        "title": "No",
        "publisher": "Example Facts",
        "published": "2026-02-03",
        "medium": "web",
        "note": "Its publisher’s rating of “It cost 14”: False",
    }
    assert "note" not in Hit("wikipedia", "https://x.example/", "X").source()


def desk_of(folder: Path, server: Server) -> Desk:
    folder.mkdir(exist_ok=True)
    (folder / "desk.toml").write_text(
        f'[searxng]\nenabled = true\nurl = "{server.url}{SEARXNG.removesuffix("/search")}"\n'
        f'[wikidata]\napi = "{server.url}{WIKIDATA}"\n',
        "utf-8",
    )
    return Desk.open(folder)


def test_the_desk_looks_up_where_it_is_switched_on_and_nothing_is_stored(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTDESK_WIKIDATA", raising=False)
    desk = desk_of(tmp_path / "claims", server)
    assert [one.name for one in desk.connectors()] == ["searxng"]
    hits = desk.look_up("searxng", "bridge")
    assert isinstance(hits, Hits) and len(hits) == 2
    with pytest.raises(
        BadInput, match=r"below \[wikipedia\] in desk\.toml, or look it up at one of: searxng"
    ):
        desk.look_up("wikipedia", "bridge")
    monkeypatch.setenv("FACTDESK_WIKIDATA", "on")
    assert [one.name for one in desk.connectors()] == ["wikidata", "searxng"]
    assert desk.articles() == []
    desk.close()


def test_a_hit_can_be_attached_to_a_claim(server: Server, tmp_path: Path) -> None:
    desk = desk_of(tmp_path / "claims", server)
    article = desk.add_article("The bridge in Freedonia cost 14.2 million crowns.", by="Ann").article
    claim = desk.claims(article.slug)[0]
    hit = desk.look_up("searxng", query(claim.text))[0]
    source = desk.attach(article.slug, claim.id, by="Ann", **hit.source())  # type: ignore[arg-type]
    assert (source.url, source.title, source.publisher, source.published) == (
        "https://www.news.example/bridge",
        "Bridge opens",
        "news.example",
        "2026-01-31",
    )
    assert desk.verdicts(article.slug) == []
    desk.close()
