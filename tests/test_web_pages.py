"""Pages by the guarded client, against loopback servers: what is told, kept, asked again, and left alone."""

from __future__ import annotations

import gzip
import itertools
import ssl
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
import trustme
from hypothesis import given
from hypothesis import strategies as st

import hostile_server as hostile
from factdesk import __version__, web
from factdesk.errors import Unreachable
from factdesk.web import Blocked, Refused, body
from factdesk.web.pace import Pace
from factdesk.web.page import declared
from loopback import Answer, FakeClock, Handler, listening

HTML = {"Content-Type": "text/html; charset=UTF-8"}
DAY = timedelta(days=1)


class Site:
    """A server with an answer for each path: the scripted ones first, then the lasting one."""

    def __init__(self) -> None:
        self.url = ""
        self.pages: dict[str, Answer] = {"/": Answer(body=b"<p>hello", headers=HTML)}
        self.scripted: dict[str, list[Answer]] = defaultdict(list)
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        self.asked.append(path)
        self.headers.append(headers)
        if self.scripted[path]:
            return self.scripted[path].pop(0)
        return self.pages.get(path, Answer(404, b"no such page", {"Content-Type": "text/html"}))


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Here(Handler):
        def do_GET(self) -> None:
            self.give(site.answer(self.path, dict(self.headers.items())))

        do_CONNECT = do_GET

    with listening(Here) as site.url:
        yield site


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving() as here:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", urlsplit(here.url).netloc)
        yield here


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def client(tmp_path: Path, site: Site, clock: FakeClock) -> web.Client:
    return web.Client(web.agent("desk@example.org"), web.Cache(tmp_path / "cache"), clock=clock)


# --- what is told of a page ---------------------------------------------------------------------------


def test_a_page_tells_where_it_came_from_and_what_it_is(
    site: Site, client: web.Client, clock: FakeClock
) -> None:
    site.pages["/old"] = Answer(301, headers={"Location": "/between?a=1"})
    site.pages["/between?a=1"] = Answer(302, headers={"Location": site.url + "/"})
    page = client.page(f"  {site.url}/old#part ")
    assert (page.url, page.final_url) == (f"{site.url}/old", f"{site.url}/")
    assert page.hops == (f"{site.url}/old", f"{site.url}/between?a=1")
    assert (page.status, page.media_type, page.charset) == (200, "text/html", "utf-8")
    assert page.body == b"<p>hello"
    assert page.header("content-length") == "8" and ("Content-Length", "8") in page.headers
    assert page.retrieved == clock.now()
    assert client.sent == 3
    assert site.asked == ["/old", "/between?a=1", "/"]


def test_whoever_asks_is_named_with_a_contact(site: Site, client: web.Client) -> None:
    client.page(site.url + "/")
    assert site.headers[0]["User-Agent"] == f"factdesk/{__version__} (desk@example.org) python-requests"
    assert "no contact given" in web.agent("")


def test_nothing_of_this_machine_or_of_earlier_visits_is_sent(
    site: Site, client: web.Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login somebody password something\n", "utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    site.pages["/"] = Answer(body=b"<p>", headers={**HTML, "Set-Cookie": "seen=you"})
    client.page(site.url + "/")
    client.page(site.url + "/")
    for sent in site.headers:
        assert not {"Authorization", "Cookie", "Referer"} & set(sent)


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("text/html", "text/html", ""),
        ("Text/HTML; Charset=ISO-8859-1", "text/html", "iso-8859-1"),
        ('text/html;charset="utf-8"', "text/html", "utf-8"),
        ("text/html; charset='utf-8'", "text/html", "utf-8"),
        ("text/plain; format=flowed; charset=koi8-r", "text/plain", "koi8-r"),
        ("", "", ""),
        ("html", "", ""),
        ("text/html; charset=" + "x" * 1000, "text/html", "x" * 40),
        ("text/html\r\n evil: 1", "text/html   evil: 1", ""),
        ("text/html; charset*=utf-8''koi8-r", "text/html", "koi8-r"),
    ],
)
def test_a_content_type_is_read_in_all_its_forms(header: str, media_type: str, charset: str) -> None:
    assert declared(header) == (media_type, charset)


@pytest.mark.parametrize(
    ("header", "body", "path", "media_type"),
    [
        ("", b"\n<!DOCTYPE HTML><p>", "/x", "text/html"),
        ("application/octet-stream", b"%PDF-1.7", "/x", "application/pdf"),
        ("application/octet-stream", b"PK\x03\x04", "/Report.docx", "officedocument"),
        ("application/pdf", b"%PDF-1.7", "/x", "application/pdf"),
        ("text/markdown", b"# Bridge", "/x", "text/markdown"),
    ],
)
def test_documents_are_taken_and_those_without_a_type_by_their_beginning(
    site: Site, client: web.Client, header: str, body: bytes, path: str, media_type: str
) -> None:
    site.pages[path] = Answer(body=body, headers={"Content-Type": header})
    assert media_type in client.page(site.url + path).media_type


def test_other_kinds_are_taken_only_where_they_are_asked_for(site: Site, client: web.Client) -> None:
    site.pages["/feed"] = Answer(body=b"{}", headers={"Content-Type": "application/ld+json"})
    with pytest.raises(Blocked, match=r"/feed: this is application/ld\+json, not a page or a document"):
        client.page(site.url + "/feed")
    assert client.page(site.url + "/feed", types=frozenset({"application/ld+json"})).body == b"{}"
    with pytest.raises(Blocked):
        client.page(site.url + "/feed", max_age=DAY)


@pytest.mark.parametrize("packing", ["identity", "utf-8", "none", ""])
def test_a_body_that_is_not_packed_is_read_whatever_its_server_calls_that(
    site: Site, client: web.Client, packing: str
) -> None:
    site.pages["/"] = Answer(body=b"<p>hello", headers={**HTML, "Content-Encoding": packing})
    assert client.page(site.url + "/").body == b"<p>hello"


def test_an_address_with_letters_outside_ascii_is_asked_for_and_sent_on_to(
    site: Site, client: web.Client
) -> None:
    site.pages["/br%C3%BCcke"] = Answer(302, headers={"Location": "/stra\u00c3\u009fe x"})
    site.pages["/stra%C3%9Fe%20x"] = Answer(body=b"<p>", headers=HTML)
    assert client.page(site.url + "/brücke").final_url == site.url + "/stra%C3%9Fe%20x"


class Raw:
    """A body in pieces of those sizes, over and over."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self.data, self.sizes = data, itertools.cycle(sizes)

    def read1(self, most: int, decode_content: bool) -> bytes:
        size = min(most, next(self.sizes))
        piece, self.data = self.data[:size], self.data[size:]
        return piece


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": lambda data: gzip.compress(data[:7]) + gzip.compress(data[7:]) + bytes(20),
    "deflate": zlib.compress,
    "Deflate": lambda data: zlib.compress(data)[2:-4],
    "identity": bytes,
}


@given(
    st.binary(max_size=3000).map(lambda data: data * 60),
    st.lists(st.integers(1, 3000), min_size=1),
    st.sampled_from(sorted(PACKERS)),
)
def test_what_was_packed_comes_out_whole_in_whatever_pieces_it_comes(
    data: bytes, sizes: list[int], packing: str
) -> None:
    response = requests.Response()
    response.headers["Content-Encoding"] = packing
    response.raw = Raw(PACKERS[packing](data), sizes)
    assert body.read(response, web.Limits(), "here", lambda: None) == data


# --- refusals -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "answered 404 Not Found; check the address and what was asked for"),
        (410, "answered 410 Gone"),
        (401, "answered 401 Unauthorized; the site lets no program read it; open it in a browser and upload"),
        (403, "answered 403 Forbidden; the site lets no program read it"),
        (451, "the site lets no program read it"),
        (304, "sends on to an unnamed place"),
        (302, "sends on to an unnamed place"),
        (204, "answered 204 No Content"),
    ],
)
def test_a_status_that_is_no_page_is_told_with_what_the_server_said(
    site: Site, client: web.Client, status: int, message: str
) -> None:
    site.pages["/"] = Answer(status, b"closed to you" if status not in (204, 304) else b"", HTML)
    with pytest.raises(Refused, match="^" + site.url) as caught:
        client.page(site.url + "/")
    assert message in str(caught.value)
    assert caught.value.status == status and not caught.value.passing
    assert caught.value.said in ("closed to you", "")
    assert len(site.asked) == 1


def test_a_busy_server_is_asked_twice_and_then_told_with_its_status(
    site: Site, client: web.Client, clock: FakeClock
) -> None:
    site.pages["/"] = Answer(503, headers=HTML)
    with pytest.raises(Unreachable, match="answered 503 Service Unavailable; tried 2 times") as caught:
        client.page(site.url + "/")
    assert (caught.value.status, caught.value.passing) == (503, True)
    assert (len(site.asked), clock.slept) == (2, [1])


def test_a_page_that_comes_at_the_second_attempt_is_had(site: Site, client: web.Client) -> None:
    site.scripted["/"] = [Answer(502)]
    assert client.page(site.url + "/").body == b"<p>hello"


def test_json_is_asked_for_past_the_guard_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTDESK_TEST_LOOPBACK", raising=False)
    with serving() as other:
        client = web.Client("tests", None)
        with pytest.raises(Blocked, match="not on the public internet"):
            client.get(other.url, {}, max_age=DAY)
        with pytest.raises(Blocked, match="not on the public internet"):
            client.post(other.url, {}, name="x")
        with pytest.raises(Blocked, match="begin with http:// or https://"):
            client.get("file:///etc/passwd", {}, max_age=DAY)
        assert other.asked == []


# --- what is kept -------------------------------------------------------------------------------------


def test_a_page_is_asked_for_again_when_it_is_older_than_wished(
    site: Site, client: web.Client, clock: FakeClock
) -> None:
    site.pages["/old"] = Answer(301, headers={"Location": "/"})
    first = client.page(site.url + "/old")
    clock.time += timedelta(hours=23)
    assert client.page(site.url + "/old", max_age=DAY) == first
    clock.time += timedelta(hours=2)
    assert client.page(site.url + "/old", max_age=DAY).retrieved == clock.now()
    assert client.page(site.url + "/old").retrieved == clock.now()
    assert site.asked == ["/old", "/"] * 3


def test_a_server_may_answer_that_nothing_changed(site: Site, client: web.Client, clock: FakeClock) -> None:
    dated = {"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 12:00:00 GMT"}
    site.pages["/old"] = Answer(301, headers={"Location": "/"})
    site.scripted["/"] = [Answer(body=b"<p>long", headers={**HTML, **dated}), Answer(304)]
    first = client.page(site.url + "/old")
    clock.time += timedelta(days=3)
    second = client.page(site.url + "/old")
    assert (second.body, second.headers, second.hops) == (first.body, first.headers, first.hops)
    assert second.retrieved == clock.now()
    assert "If-None-Match" not in site.headers[2]
    assert site.headers[3]["If-None-Match"] == '"v1"'
    assert site.headers[3]["If-Modified-Since"] == dated["Last-Modified"]
    assert client.page(site.url + "/old").body == b"<p>hello"


@pytest.mark.parametrize("unchanged", ["/elsewhere", "/"])
def test_unchanged_is_believed_only_where_it_was_asked(
    site: Site, client: web.Client, unchanged: str
) -> None:
    """A server that the page was not kept from, or that gave it no mark, knows nothing of it."""
    client.page(site.url + "/")
    site.pages["/"] = Answer(302, headers={"Location": "/elsewhere"})
    site.pages[unchanged] = Answer(304)
    with pytest.raises(Refused, match="an unnamed place"):
        client.page(site.url + "/")


def test_an_unchanged_page_is_still_of_a_kind_that_was_asked_for(site: Site, client: web.Client) -> None:
    site.scripted["/"] = [
        Answer(body=b"[]", headers={"Content-Type": "text/csv", "ETag": '"v1"'}),
        Answer(304),
    ]
    client.page(site.url + "/", types=frozenset({"text/csv"}))
    with pytest.raises(Blocked, match="text/csv"):
        client.page(site.url + "/")


def test_a_kept_page_never_covers_that_it_is_gone(site: Site, client: web.Client) -> None:
    client.page(site.url + "/")
    site.pages["/"] = Answer(404, headers=HTML)
    with pytest.raises(Refused):
        client.page(site.url + "/")


def test_a_page_kept_in_a_broken_file_is_asked_for_anew(
    site: Site, client: web.Client, tmp_path: Path
) -> None:
    client.page(site.url + "/")
    (kept,) = (tmp_path / "cache").iterdir()
    whole = kept.read_bytes()
    for broken in (
        whole[:-1],
        whole.replace(b'"hops"', b'"hips"'),
        b"",
        whole.replace(b'"facts": {', b'"x": {'),
    ):
        kept.write_bytes(broken)
        assert client.page(site.url + "/", max_age=DAY).body == b"<p>hello"
    assert len(site.asked) == 5


# --- manners ------------------------------------------------------------------------------------------


def robots(text: str) -> Answer:
    return Answer(body=text.encode(), headers={"Content-Type": "text/plain"})


def test_what_robots_txt_forbids_is_not_asked_for_by_a_program(site: Site, client: web.Client) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /private\n")
    site.pages["/private"] = Answer(body=b"<p>", headers=HTML)
    site.pages["/way"] = Answer(302, headers={"Location": "/private"})
    for path in ("/private", "/way"):
        with pytest.raises(Blocked, match=r"/robots\.txt asks programs not to read this page; open it"):
            client.page(site.url + path, robots=True)
    assert client.page(site.url + "/", robots=True).body == b"<p>hello"
    assert site.asked == ["/robots.txt", "/way", "/"]
    assert client.page(site.url + "/private").body == b"<p>"


def test_rules_for_factdesk_go_before_those_for_all(site: Site, client: web.Client) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *\nDisallow: /\n\nUser-agent: factdesk\nAllow: /\n")
    assert client.page(site.url + "/", robots=True)


def test_robots_txt_is_read_once_a_day(site: Site, client: web.Client, clock: FakeClock) -> None:
    for hours in (0, 12, 24):
        clock.time += timedelta(hours=hours)
        client.page(site.url + "/", robots=True)
    assert site.asked == ["/robots.txt", "/", "/", "/robots.txt", "/"]


def test_a_site_whose_rules_cannot_be_had_is_left_alone(site: Site, client: web.Client) -> None:
    site.pages["/robots.txt"] = Answer(503)
    with pytest.raises(Unreachable, match=r"/robots\.txt: answered 503 .*try again later") as caught:
        client.page(site.url + "/", robots=True)
    assert caught.value.passing and site.asked == ["/robots.txt"]


def test_robots_txt_may_not_send_on_inwards(site: Site, client: web.Client) -> None:
    with serving() as other:
        site.pages["/robots.txt"] = Answer(302, headers={"Location": f"{other.url}/robots.txt"})
        with pytest.raises(Blocked, match="not on the public internet"):
            client.page(site.url + "/", robots=True)
        assert other.asked == []


def test_pages_of_one_host_are_a_second_apart_and_as_far_as_it_wishes(
    site: Site, client: web.Client, clock: FakeClock
) -> None:
    site.pages["/old"] = Answer(301, headers={"Location": "/"})
    for _ in range(3):
        client.page(site.url + "/old")
    assert clock.slept == [1, 1]
    site.pages["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 4\n")
    client.page(site.url + "/", robots=True)
    client.page(site.url + "/", robots=True)
    assert clock.slept[-1] == 4


def test_each_host_has_its_own_pace_and_a_wish_for_an_hour_is_not_kept() -> None:
    clock = FakeClock()
    pace = Pace(clock)
    for host in ("a.example", "b.example", "a.example"):
        pace.wait(host)
    assert clock.slept == [1]
    pace.wait("c.example", 3600)
    pace.wait("c.example")
    assert clock.slept[1:] == [10]


def test_threads_that_ask_one_host_each_get_a_turn_of_their_own() -> None:
    class Still(FakeClock):
        """Nobody's waiting moves the time of the others."""

        def sleep(self, seconds: float) -> None:
            self.slept.append(seconds)

    clock = Still()
    pace = Pace(clock)
    threads = [threading.Thread(target=pace.wait, args=("a.example",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(clock.slept) == pytest.approx([1, 2, 3, 4, 5, 6, 7])


# --- proxies ------------------------------------------------------------------------------------------


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as here:
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, here.url)
        yield here


def test_pages_are_asked_for_past_the_proxy_of_the_environment(
    site: Site, client: web.Client, proxy: Site
) -> None:
    assert client.page(site.url + "/").body == b"<p>hello"
    assert proxy.asked == []


def test_a_question_without_encryption_goes_past_the_proxy_too(site: Site, proxy: Site) -> None:
    site.pages["/w"] = Answer(body=b"{}")
    assert web.Client("tests", None).get(f"{site.url}/w", {}, max_age=DAY).body == b"{}"
    assert proxy.asked == []


def test_a_question_with_encryption_goes_through_the_proxy_which_looks_the_name_up(proxy: Site) -> None:
    client = web.Client("tests", None, web.Limits(attempts=1))
    with pytest.raises(Unreachable, match="the proxy that https_proxy names gives no connection"):
        client.get("https://api.example/w", {"q": "1"}, max_age=DAY)
    assert proxy.asked == ["api.example:443"]
    for inward in ("https://169.254.169.254/w", "https://10.0.0.1/w", "https://2130706433/w"):
        with pytest.raises(Blocked):
            client.get(inward, {}, max_age=DAY)
    assert len(proxy.asked) == 1


def test_a_proxy_of_another_kind_is_refused_and_not_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(Unreachable, match="https_proxy names a proxy of another kind"):
        web.Client("tests", None).get("https://api.example/w", {}, max_age=DAY)


def test_a_proxy_that_is_down_is_named_as_the_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as gone:
        pass
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", gone.url)
    client = web.Client("tests", None, web.Limits(attempts=1))
    with pytest.raises(Unreachable, match=r"the proxy .* that https_proxy names: nobody answers there"):
        client.get("https://api.example/w", {}, max_age=DAY)


# --- encryption ---------------------------------------------------------------------------------------


@contextmanager
def encrypted(authority: trustme.CA, name: str) -> Iterator[tuple[int, list[str | None], list[str]]]:
    """A server with a certificate for that name: its port, the names asked for by SNI, the Host headers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    named: list[str | None] = []
    hosts: list[str] = []
    context.sni_callback = lambda _, asked, __: named.append(asked)

    class Here(Handler):
        def setup(self) -> None:
            self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def do_GET(self) -> None:
            hosts.append(self.headers["Host"])
            self.give(Answer(body=b"<p>hello", headers=HTML))

    with listening(Here) as url:
        yield urlsplit(url).port or 0, named, hosts


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> trustme.CA:
    """An authority that this process trusts, as an organisation has one of its own."""
    made = trustme.CA()
    made.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    return made


def test_the_name_is_kept_for_the_certificate_though_the_checked_address_is_connected_to(
    authority: trustme.CA, clock: FakeClock
) -> None:
    with encrypted(authority, "safe.test") as (port, named, hosts):
        network = hostile.Network(port, {"safe.test": [[hostile.PUBLIC]]})
        with network.standing_in():
            page = web.Client("tests", None, clock=clock).page("https://safe.test/")
    assert page.body == b"<p>hello"
    assert (named, hosts, network.dialled) == (["safe.test"], ["safe.test"], [hostile.PUBLIC])
    assert network.lookups == ["safe.test"]


def test_a_certificate_for_another_name_is_an_error(authority: trustme.CA, clock: FakeClock) -> None:
    with encrypted(authority, "other.test") as (port, _, hosts):
        network = hostile.Network(port, {"safe.test": [[hostile.PUBLIC]]})
        with (
            network.standing_in(),
            pytest.raises(Unreachable, match="its certificate is not valid"),
        ):
            web.Client("tests", None, clock=clock).page("https://safe.test/")
    assert hosts == []


def test_authorities_that_are_not_there_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: FakeClock
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    network = hostile.Network(1, {"safe.test": [[hostile.PUBLIC]]})
    with (
        network.standing_in(),
        pytest.raises(Unreachable, match="REQUESTS_CA_BUNDLE names a file"),
    ):
        web.Client("tests", None, clock=clock).page("https://safe.test/")


def test_what_speaks_no_encryption_is_told_so(site: Site, client: web.Client) -> None:
    with pytest.raises(Unreachable, match="no encrypted connection came about; look"):
        client.page(site.url.replace("http:", "https:"))


def test_a_name_that_nobody_knows_is_told_as_such(clock: FakeClock) -> None:
    network = hostile.Network(1, {})
    with network.standing_in(), pytest.raises(Unreachable) as told:
        web.Client("tests", None, clock=clock).page("http://nobody.test/")
    assert told.value.nameless and told.value.passing
