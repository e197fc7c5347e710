"""A page as a WARC of one's own, and the Internet Archive's copies, against a loopback server."""

from __future__ import annotations

import gzip
import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

import archive_server as ars
from archive_server import Answer, Server
from factdesk import web
from factdesk.archive import Job, Saving, Snapshot, Wayback, turns, warc
from factdesk.archive.snapshot import snapshot
from factdesk.archive.turns import Turns
from factdesk.cli import main
from factdesk.desk import Desk
from factdesk.errors import BadInput, Blocked, BrokenFile, FactdeskError, Unreachable
from factdesk.settings import ArchiveSettings
from factdesk.web import Page
from loopback import FakeClock

NOON = datetime(2026, 11, 24, 12, 0, 1, tzinfo=UTC)


PAGE = Page(
    url="http://news.example/a",
    final_url="https://news.example/a?x=1",
    hops=("https://news.example/a",),
    status=200,
    media_type="text/html",
    charset="utf-8",
    headers=(
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "session=1"),
        ("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT"),
    ),
    body=b"<p>Freedonia</p>\r\n\r\n",
    retrieved=NOON,
)


def records(data: bytes) -> dict[str, tuple[object, bytes]]:
    """The records by type, as the library reads them, their digests checked."""
    found = {}
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        found[record.rec_type] = (record, record.content_stream().read())
    return found


def test_a_warc_has_the_request_the_answer_and_where_the_redirects_led() -> None:
    found = records(warc.record(PAGE, "factdesk/9"))
    assert list(found) == ["warcinfo", "request", "response", "metadata"]
    response, body = found["response"]
    assert body == PAGE.body
    assert response.rec_headers.protocol == "WARC/1.1"
    assert response.rec_headers["WARC-Target-URI"] == "https://news.example/a?x=1"
    assert response.rec_headers["WARC-Date"] == "2026-11-24T12:00:01Z"
    assert response.rec_headers["WARC-Payload-Digest"].startswith("sha256:")
    assert response.http_headers.statusline == "200 OK"
    assert [name for name, _ in response.http_headers.headers] == ["Content-Type", "Last-Modified"]
    told = found["metadata"][1].decode().splitlines()
    assert "fetchedBy: factdesk/9" in told
    assert [line for line in told if line.startswith("redirect: ")] == [
        "redirect: http://news.example/a",
        "redirect: https://news.example/a",
    ]


def test_the_same_page_gives_the_same_bytes_and_another_moment_others() -> None:
    assert warc.record(PAGE, "factdesk/9") == warc.record(PAGE, "factdesk/9")
    later = replace(PAGE, retrieved=datetime(2026, 11, 25, tzinfo=UTC))
    assert warc.record(PAGE, "factdesk/9") != warc.record(later, "factdesk/9")


@given(body=st.binary(max_size=300), charset=st.sampled_from(["", "utf-8", "windows-1252"]))
def test_what_was_kept_is_read_back(body: bytes, charset: str) -> None:
    page = replace(PAGE, body=body, charset=charset)
    assert warc.payload(warc.record(page, "f")) == (page.final_url, "text/html", charset, body)


@given(
    name=st.text(max_size=12),
    value=st.text(max_size=40),
    url=st.text(st.characters(codec="utf-8"), max_size=20),
    hop=st.text(st.characters(codec="utf-8"), max_size=20),
)
def test_no_header_or_address_breaks_out_of_its_line(name: str, value: str, url: str, hop: str) -> None:
    page = replace(
        PAGE,
        headers=((name, value), ("X", f"{value}\r\nWARC-Type: x")),
        final_url=f"https://news.example/{url}",
        hops=(hop,),
    )
    data = warc.record(page, "factdesk/9 (desk@news.example)")
    assert warc.payload(data).body == PAGE.body
    assert list(records(data)) == ["warcinfo", "request", "response", "metadata"]


def member(*lines: str, body: bytes = b"") -> bytes:
    return gzip.compress("\r\n".join(lines).encode() + b"\r\n\r\n" + body + b"\r\n\r\n")


GOOD = warc.record(PAGE, "factdesk/9")
HEAD = ("WARC/1.1", "WARC-Type: response", "WARC-Target-URI: http://a.example/")
HOSTILE = {
    "nothing": b"",
    "no gzip": b"WARC/1.1\r\n",
    "gzip of something else": gzip.compress(b"GIF89a"),
    "cut off": GOOD[:-40],
    "rubbish at the end": GOOD + b"<html>",
    "a bomb": gzip.compress(bytes(80_000_000), 1),
    "a bomb in a bomb's headers": member(*HEAD, *("a: b",) * 2_000_000),
    "two answers": GOOD + GOOD,
    "many records": b"".join(
        member("WARC/1.1", "WARC-Type: warcinfo", "Content-Length: 0") for _ in range(99)
    ),
    "no answer": member("WARC/1.1", "WARC-Type: warcinfo", "Content-Length: 0"),
    "no address": member("WARC/1.1", "WARC-Type: response", "Content-Length: 9", body=b"HTTP/1.1 "),
    "length no number": member(*HEAD, "Content-Length: many", body=b"HTTP/1.1 200 OK\r\n\r\nx"),
    "length below zero": member(*HEAD, "Content-Length: -1", body=b"HTTP/1.1 200 OK\r\n\r\nx"),
    "length too large": member(*HEAD, "Content-Length: 99999999999", body=b"HTTP/1.1 200 OK\r\n\r\nx"),
    "another body": member(
        *HEAD, "WARC-Payload-Digest: sha256:AAAA", "Content-Length: 20", body=b"HTTP/1.1 200 OK\r\n\r\nx"
    ),
    "an ARC file": gzip.compress(b"filedesc://x 0.0.0.0 20260101000000 text/plain 3\r\n\r\n\r\n\r\nabc"),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_bytes_are_refused_and_say_which_file(data: bytes) -> None:
    with pytest.raises(BrokenFile, match=r"^k1\.warc\.gz: .*; fetch the page again$"):
        warc.payload(data, "k1.warc.gz")


@given(place=st.integers(0, len(GOOD) - 1), letter=st.integers(0, 255))
def test_no_changed_byte_changes_the_page_unseen(place: int, letter: int) -> None:
    changed = GOOD[:place] + bytes([letter]) + GOOD[place + 1 :]
    try:
        assert warc.payload(changed).body == PAGE.body
    except BrokenFile:
        assert changed != GOOD


def test_a_changed_letter_in_the_kept_page_is_noticed() -> None:
    found, left = [], GOOD
    while left:
        unpacking = zlib.decompressobj(zlib.MAX_WBITS + 16)
        found.append(unpacking.decompress(left))
        left = unpacking.unused_data
    changed = b"".join(gzip.compress(one.replace(b"Freedonia", b"Sylvania!")) for one in found)
    assert b"Sylvania!" in gzip.decompress(changed)
    with pytest.raises(BrokenFile, match="not the one that was kept"):
        warc.payload(changed)


# --- the Internet Archive --------------------------------------------------------------------------

URL = "https://news.example/a?x=1&y=2"
ADDRESS = f"https://web.archive.org/web/20261124120130/{URL}"
MADE_AT = datetime(2026, 11, 24, 12, 1, 30, tzinfo=UTC)
COPY = Snapshot(ADDRESS, MADE_AT)


@pytest.fixture
def server() -> Iterator[Server]:
    with ars.serving() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def wayback(server: Server, clock: FakeClock, key: str = ars.KEY) -> Wayback:
    client = web.Client("factdesk/9", None, clock=clock, guard=web.near(server.url))
    return Wayback(client, server.settings, {"FACTDESK_ARCHIVE_KEY": key}, clock, Turns())


def test_the_newest_copy_is_looked_up_and_its_address_is_https(server: Server, clock: FakeClock) -> None:
    server.copies[URL] = ars.STAMP
    found = wayback(server, clock).latest(f"  {URL}#part ")
    assert found == COPY and found.page == URL
    assert server.asked == [("GET", "/wayback/available", {"url": URL}, "")]


def test_a_copy_near_a_day_is_asked_for_by_its_time(server: Server, clock: FakeClock) -> None:
    wayback(server, clock).latest(URL, at=datetime(2025, 1, 20, 17, 0, tzinfo=UTC))
    assert server.asked[0][2] == {"url": URL, "timestamp": "20250120170000"}


OTHERS = {
    "nothing kept": ars.NOTHING,
    "an empty answer": ars.said({}),
    "a list in its place": ars.said({"archived_snapshots": []}),
    "not to be had": ars.closest(URL, available=False),
    "a copy of an error page": ars.closest(URL, status="404"),
    "a copy of a broken server": ars.closest(URL, status="503"),
}


@pytest.mark.parametrize("answer", OTHERS.values(), ids=OTHERS)
def test_where_the_archive_names_no_copy_there_is_none(
    server: Server, clock: FakeClock, answer: Answer
) -> None:
    server.script("/wayback/available", answer)
    assert wayback(server, clock).latest(URL) is None


STRANGE = {
    "a web page": Answer(body=b"<html>Down for maintenance</html>", headers=ars.HTML),
    "another host": ars.closest(URL, url=f"https://evil.example/web/20261124120130/{URL}"),
    "a script": ars.closest(URL, url="javascript:alert(1)//web.archive.org/web/20261124120130/x"),
    "a host before the archive's": ars.closest(
        URL, url=f"https://web.archive.org@evil.example/web/20261124120130/{URL}"
    ),
    "a copy of another site": ars.closest(
        URL, url="http://web.archive.org/web/20261124120130/https://other.example/"
    ),
    "an address with a line break": ars.closest(URL, url=f"{ADDRESS}\nx"),
    "no text": ars.closest(URL, url=["x"]),
}


@pytest.mark.parametrize("answer", STRANGE.values(), ids=STRANGE)
def test_a_strange_answer_is_never_taken_for_a_copy(server: Server, clock: FakeClock, answer: Answer) -> None:
    server.script("/wayback/available", answer)
    with pytest.raises(Unreachable, match="/wayback/available: "):
        wayback(server, clock).latest(URL)


def test_a_page_is_saved_under_the_account_of_the_desk(server: Server, clock: FakeClock) -> None:
    server.pending = 3
    assert wayback(server, clock).save(URL) == COPY
    assert server.paths == ["POST /save", *[f"GET /save/status/{ars.job_of(URL)}"] * 4]
    assert server.asked[0][2] == {"url": URL, "skip_first_archive": "1"}
    assert {account for *_, account in server.asked} == {f"LOW {ars.KEY}"}
    assert clock.slept == [5, 5, 5]


def test_without_a_key_the_page_for_people_is_read(server: Server, clock: FakeClock) -> None:
    assert wayback(server, clock, key="").save(URL) == COPY
    assert {account for *_, account in server.asked} == {""}


@pytest.mark.parametrize("key", [ars.KEY, ""], ids=["account", "none"])
def test_a_page_that_was_saved_minutes_ago_gives_that_copy(
    server: Server, clock: FakeClock, key: str
) -> None:
    archive = wayback(server, clock, key)
    assert archive.save(URL) == archive.save(URL) == COPY


@pytest.mark.parametrize(
    "answer",
    [
        ars.said({"url": URL, "message": "The same snapshot had been made 8 minutes and 12 seconds ago."}),
        ars.page(
            "Save Page Now", "The same snapshot had been made 8 minutes ago. You can make new capture later."
        ),
    ],
    ids=["JSON", "page"],
)
def test_a_copy_of_minutes_ago_without_a_job_is_looked_up(
    server: Server, clock: FakeClock, answer: Answer
) -> None:
    server.copies[URL] = ars.STAMP
    server.script("/save", answer)
    assert wayback(server, clock).save(URL) == COPY


def test_the_copy_is_of_the_page_where_redirects_led(server: Server, clock: FakeClock) -> None:
    told = {"status": "success", "timestamp": ars.STAMP, "original_url": "https://www.news.example/a/"}
    server.script(f"/save/status/{ars.job_of(URL)}", ars.said(told))
    found = wayback(server, clock).save(URL)
    assert found.url == "https://web.archive.org/web/20261124120130/https://www.news.example/a/"


def test_a_copy_that_takes_too_long_can_be_waited_for_again(server: Server, clock: FakeClock) -> None:
    server.pending = 100
    archive = wayback(server, clock)
    with pytest.raises(
        Saving, match=r"still making the copy; look for it in some minutes \(job spn2-"
    ) as told:
        archive.save(URL, patience=60)
    assert told.value.passing and sum(clock.slept) <= 60
    server.jobs[ars.job_of(URL)][1] = 0
    assert archive.wait(told.value.job) == COPY


@pytest.mark.parametrize(("key", "apart"), [(ars.KEY, 60 / 7), ("", 20)], ids=["account", "none"])
def test_copies_are_asked_for_as_far_apart_as_the_archive_wants(
    server: Server, clock: FakeClock, key: str, apart: float
) -> None:
    archive = wayback(server, clock, key)
    for number in range(3):
        archive.start(f"https://news.example/{number}")
    assert clock.slept == [pytest.approx(apart)] * 2


def test_whoever_waits_may_stop_waiting(server: Server, clock: FakeClock) -> None:
    server.pending = 100
    with pytest.raises(Saving):
        wayback(server, clock).save(URL, keep_going=lambda: False)
    assert clock.slept == []


def test_a_job_outlives_a_server_that_fails_meanwhile(server: Server, clock: FakeClock) -> None:
    server.script(f"/save/status/{ars.job_of(URL)}", *[Answer(502, b"bad gateway")] * 4)
    archive = wayback(server, clock)
    with pytest.raises(Saving, match="answered 502") as told:
        archive.save(URL)
    assert archive.wait(told.value.job) == COPY


@pytest.mark.parametrize(
    ("code", "words", "passing"),
    [
        ("not-found", "answers 404", False),
        ("blocked", "the site blocks the archive", False),
        ("blocked-url", "no pages of this kind", False),
        ("no-access", "403", False),
        ("invalid-host-resolution", "does not find the site", False),
        ("too-many-daily-captures", "look the newest one up", False),
        ("user-session-limit", "try again later", True),
        ("soft-time-limit-exceeded", "try again later", True),
        ("brand-new", "Oh dear.", False),
    ],
)
@pytest.mark.parametrize("when", ["asked", "made"])
def test_a_refusal_says_what_to_do(
    server: Server, clock: FakeClock, code: str, words: str, passing: bool, when: str
) -> None:
    path = "/save" if when == "asked" else f"/save/status/{ars.job_of(URL)}"
    server.script(path, ars.error(code, "Oh\r\ndear."))
    with pytest.raises(Unreachable, match="no copy was made: ") as told:
        wayback(server, clock).save(URL)
    assert words in str(told.value) and told.value.passing is passing and "\n" not in str(told.value)


def test_a_busy_archive_is_given_the_time_it_asks_for(server: Server, clock: FakeClock) -> None:
    server.script("/save", Answer(429, b"slow down", {"Retry-After": "20"}))
    assert wayback(server, clock).save(URL) == COPY
    assert clock.slept[0] == 20


def test_too_many_copies_are_told_with_the_pace_that_is_allowed(server: Server, clock: FakeClock) -> None:
    server.script("/save", Answer(429, b"slow down", {"Retry-After": "600"}))
    with pytest.raises(Unreachable, match=r"429.*in 600 seconds or later \(.*3 copies a minute"):
        wayback(server, clock).save(URL)
    assert server.paths == ["POST /save"]


def test_what_the_page_for_people_says_is_told(server: Server, clock: FakeClock) -> None:
    server.script("/save", ars.page("You cannot make more than 200 captures per day. That&#39;s <b>all</b>"))
    with pytest.raises(
        Unreachable, match=r"no copy was made: You cannot make more than 200 captures per day\. That's"
    ):
        wayback(server, clock, key="").save(URL)


ODD = {
    "nothing": ars.said({}),
    "a job of another form": ars.said({"job_id": "../user?x"}),
    "a job that is none": ars.said({"job_id": 7}),
    "an empty page": Answer(body=b"<html></html>", headers=ars.HTML),
    "bytes": Answer(body=b"\xff\xfe\x00", headers=ars.HTML),
    "deep JSON": Answer(body=b"[" * 100_000),
    "done without a time": ("done", ars.said({"status": "success", "original_url": URL})),
    "done on no day": ("done", ars.said({"status": "success", "original_url": URL, "timestamp": "2026"})),
    "done elsewhere": (
        "done",
        ars.said({"status": "success", "original_url": "ftp://x", "timestamp": ars.STAMP}),
    ),
    "a forgotten job": ("done", ars.said({"message": "No such job."})),
    "a status of its own": ("done", ars.said({"status": {"a": 1}})),
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_odd_answer_makes_a_copy(
    server: Server, clock: FakeClock, odd: Answer | tuple[str, Answer]
) -> None:
    path, answer = (f"/save/status/{ars.job_of(URL)}", odd[1]) if isinstance(odd, tuple) else ("/save", odd)
    server.script(path, answer)
    with pytest.raises(Unreachable):
        wayback(server, clock).save(URL)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news.example/a",
        "ftp://news.example/a",
        "http://localhost/a",
        "http://intranet/a",
        "http://wiki.corp/a",
        "http://10.0.0.1/a",
        "http://[::1]/a",
        "http://169.254.169.254/latest/meta-data",
        "https://user:pass@news.example/a",
        "https://news.example:port/a",
    ],
)
def test_an_address_of_ones_own_network_is_told_to_no_archive(
    server: Server, clock: FakeClock, url: str
) -> None:
    archive = wayback(server, clock)
    for ask in (archive.latest, archive.save):
        with pytest.raises(BadInput) as told:
            ask(url)
        assert "pass" not in str(told.value).replace("password", "")
    assert server.asked == []


def test_the_key_is_in_no_message_and_no_log(
    server: Server, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "otherkey0123:other-secret-4567"
    archive = wayback(server, clock, wrong)
    with pytest.raises(Unreachable, match="answered 401; correct the key in FACTDESK_ARCHIVE_KEY") as told:
        archive.save(URL)
    server.script("/save", Answer(307, b"", {"Location": f"https://evil.example/?{wrong}"}))
    with pytest.raises(Unreachable, match="sends on to") as led:
        archive.save(URL)
    server.script("/save", Answer(418, wrong.encode()))
    with pytest.raises(Unreachable, match="418") as odd:
        archive.save(URL)
    shown = f"{told.value}{led.value}{odd.value}{caplog.text}{archive!r}"
    assert all(part not in shown for part in wrong.split(":"))


def test_the_key_goes_to_save_page_now_only(server: Server, clock: FakeClock) -> None:
    wayback(server, clock).latest(URL)
    assert server.asked[0][3] == ""


def test_half_a_key_is_no_key(server: Server, clock: FakeClock) -> None:
    with pytest.raises(BadInput, match="not of the form access:secret"):
        wayback(server, clock, "accesskey0123")


def test_an_archive_that_is_switched_off_is_not_asked(server: Server) -> None:
    with pytest.raises(BadInput, match=r"below \[archive\] in desk\.toml"):
        Wayback(web.Client("factdesk/9", None), ArchiveSettings(), {})


def test_the_archive_is_asked_through_the_guard(server: Server) -> None:
    unguarded = Wayback(web.Client("factdesk/9", None, guard=web.Guard()), server.settings, {})
    with pytest.raises(Blocked):
        unguarded.latest(URL)
    assert server.asked == []


@given(st.text(max_size=60))
def test_only_addresses_of_the_archive_are_copies(text: str) -> None:
    for address in (
        text,
        f"https://web.archive.org/web/{text}",
        f"https://web.archive.org/web/20261124120130/{text}",
    ):
        found = snapshot(address)
        assert found is None or found.url.startswith("https://web.archive.org/web/20")


def test_a_job_is_a_plain_value() -> None:
    assert Job("spn2-abcdef", URL) == Job("spn2-abcdef", URL)
    assert issubclass(Saving, FactdeskError)


# --- factdesk sources archive ----------------------------------------------------------------------


@pytest.fixture
def folder(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with an archive, two pages in one article, and a conversation."""
    monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", server.url.removeprefix("http://"))
    monkeypatch.delenv("FACTDESK_ARCHIVE_KEY", raising=False)
    monkeypatch.setattr(turns.SHARED, "wait", lambda clock, has_account: None)
    found = server.settings
    lines = ("[archive]", "enabled = true", f'available = "{found.available}"', f'save = "{found.save}"')
    (tmp_path / "desk.toml").write_text("\n".join(lines), "utf-8")
    desk = Desk.open(tmp_path)
    slug = desk.add_article("The bridge in Freedonia cost 14.2 million crowns.", by="Ann").article.slug
    claim = desk.claims(slug)[0].id
    for url in (URL, "https://news.example/b"):
        desk.attach(slug, claim, by="Ann", url=url, title=url)
    desk.attach(slug, claim, by="Ann", author="Bob Sample", medium="call")
    desk.close()
    return tmp_path


def archived(folder: Path) -> list[str]:
    desk = Desk.open(folder)
    found = [source.archived_url for one in desk.articles() for source in desk.sources(one.article.slug)]
    desk.close()
    return sorted(filter(None, found))


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["sources", "archive", *arguments, "--desk", str(folder)])


def test_sources_get_the_copies_that_the_archive_names(server: Server, folder: Path) -> None:
    server.copies[URL] = ars.STAMP
    done = run(folder)
    assert done.exit_code == 0 and archived(folder) == [ADDRESS]
    assert "names no copy of https://news.example/b" in done.stderr
    assert done.stderr.splitlines()[-1] == "1 linked, 1 without a copy, 0 failed or left"


def test_copies_are_made_of_sources_that_have_none(server: Server, folder: Path) -> None:
    server.pending = 0
    assert run(folder, "--save").exit_code == 0
    assert archived(folder) == [ADDRESS, ADDRESS.replace(URL, "https://news.example/b")]
    assert server.paths.count("POST /save") == 2
    assert run(folder, "--save").stderr == "0 linked, 0 without a copy, 0 failed or left\n"


def test_a_page_that_cannot_be_archived_keeps_no_other_from_it(server: Server, folder: Path) -> None:
    server.pending = 0
    server.script("/save", ars.error("blocked"))
    done = run(folder, "--save")
    assert done.exit_code == 1 and "the site blocks the archive" in done.stderr and len(archived(folder)) == 1


def test_an_archive_that_is_off_is_said_before_anything_is_asked(server: Server, folder: Path) -> None:
    (folder / "desk.toml").write_text("", "utf-8")
    done = run(folder)
    assert done.exit_code != 0 and "below [archive] in desk.toml" in done.output and server.asked == []
