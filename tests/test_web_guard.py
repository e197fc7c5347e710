"""The guarded client on the table of hostile cases, and what may pass the guard."""

from __future__ import annotations

import socket
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hostile_server as hostile
from factdesk import web
from factdesk.errors import BadInput, Unreachable
from factdesk.web import Blocked, Guard
from factdesk.web.addresses import not_public
from factdesk.web.guard import place_of
from hostile_cases import CASES, GROUPS, Case, Outcome, is_public, judged

SMALL = web.Limits(attempts=1, wire_bytes=200_000, body_bytes=300_000, redirects=5)
# So short that a page of the group "time" meets it, and longer than any other takes.
HURRIED = replace(SMALL, total_seconds=0.8)


class Hasty(web.Clock):
    """The system's time, in which nobody waits for a host's turn."""

    def sleep(self, seconds: float) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with hostile.serving() as (url, _):
        yield url


def netloc(url: str) -> str:
    return urlsplit(url).netloc


def client(limits: web.Limits = SMALL, guard: Guard | None = None) -> web.Client:
    return web.Client("factdesk-tests", None, limits, Hasty(), guard)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_client_holds_on_the_table_of_hostile_cases(case: Case, site: str) -> None:
    limits = HURRIED if case in GROUPS["time"] else SMALL
    errors: list[Exception] = []

    def fetch(url: str) -> bytes:
        try:
            return client(limits).page(url).body
        except Exception as error:
            errors.append(error)
            raise

    outcome, told = judged(case, fetch, urlsplit(site).port or 0)
    assert all(isinstance(error, Unreachable) for error in errors)
    assert outcome == case.wanted, told
    if outcome is Outcome.ERROR:
        assert case.says in told
        assert len(told) < 1000 and told.isprintable() and "pass@" not in told


@pytest.mark.parametrize(
    "path", ["gzip-bomb", "deflate-bomb", "endless-body", "endless-headers", "many-headers"]
)
def test_what_is_huge_is_never_held(path: str, site: str) -> None:
    ask = client(guard=Guard(frozenset({netloc(site)})))
    ask.page(f"{site}/good")
    tracemalloc.start()
    try:
        with pytest.raises(Unreachable):
            ask.page(f"{site}/{path}")
        # The server is in this process too; it holds a bomb of 1 MiB.
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_a_server_that_says_nothing_is_given_up(site: str) -> None:
    with pytest.raises(Unreachable, match="no answer in time; try again later") as caught:
        client(replace(SMALL, read_seconds=0.2), Guard(frozenset({netloc(site)}))).page(f"{site}/silent")
    assert caught.value.passing


# --- the exception for tests, and for what an operator wrote ------------------------------------------


def test_by_default_this_machine_is_not_spoken_with(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTDESK_TEST_LOOPBACK", raising=False)
    with pytest.raises(Blocked, match=r"not on the public internet \(this machine\)"):
        client().page(f"{site}/good")


def test_a_variable_for_tests_lets_named_ports_of_this_machine_through(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", f" {netloc(site)} , [::1]:8124")
    assert web.guard().allow == {netloc(site), "[::1]:8124"}
    assert client().page(f"{site}/good").body == hostile.GOOD


def test_a_page_of_a_named_port_cannot_send_on_to_another_one(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", netloc(site))
    with hostile.serving() as (other, asked):
        for there in (other, other.replace("127.0.0.1", "localhost"), other.replace("127.0.0.1", "[::1]")):
            with pytest.raises(Blocked, match="sends on: "):
                client().page(f"{site}/redirect?to={there}/good")
        assert asked == []


@pytest.mark.parametrize(
    "value",
    ["10.0.0.1:80", "localhost:80", "127.0.0.1", "127.0.0.1:0", "0.0.0.0:80", "127.1:80", "*", "http://127.0.0.1:80",
     "[::1]", "127.0.0.1:80,10.0.0.1:80", "me@127.0.0.1:80", "127.0.0.1:80/x"],
)  # fmt: skip
def test_the_variable_for_tests_takes_nothing_else(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", value)
    with pytest.raises(BadInput, match=r"FACTDESK_TEST_LOOPBACK: .* it is for tests only, unset it"):
        client()


@pytest.mark.parametrize(
    ("url", "pair"),
    [
        ("http://localhost:11434/v1", "localhost:11434"),
        ("http://GPU.local./v1", "gpu.local:80"),
        ("https://search.example/x", "search.example:443"),
        ("http://[::1]:8080/v1", "[::1]:8080"),
    ],
)
def test_what_an_operator_wrote_may_be_near(url: str, pair: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTDESK_TEST_LOOPBACK", raising=False)
    near = web.near(url)
    assert near.allow == {pair}
    near.check(url)


def test_beside_what_an_operator_wrote_all_else_stays_closed(site: str) -> None:
    near = web.near(f"{site}/v1")
    assert client(guard=near).page(f"{site}/good").body == hostile.GOOD
    for url in ("http://127.0.0.1/", "http://10.0.0.1/", site.replace("127.0.0.1", "127.0.0.2")):
        with pytest.raises(Blocked):
            client(guard=near).page(url)


# --- addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1",
     "198.17.0.1", "223.255.255.255", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450:4001:81b::200e",
     "::ffff:8.8.8.8"],
)  # fmt: skip
def test_public_addresses_are_public(address: str) -> None:
    assert not_public(address) == ""


@given(st.ip_addresses())
def test_what_passes_is_public_by_the_standard_library_too(address: IPv4Address | IPv6Address) -> None:
    assert not_public(str(address)) or is_public(str(address))


@given(st.ip_addresses(v=4).filter(lambda address: not is_public(str(address))))
def test_no_form_of_ipv6_hides_a_private_address(address: IPv4Address) -> None:
    number = int(address)
    for prefix, shift in (("::ffff:0:0", 0), ("::", 0), ("64:ff9b::", 0), ("2002::", 80), ("2001::", 64)):
        assert not_public(str(IPv6Address(int(IPv6Address(prefix)) | number << shift)))


@pytest.mark.parametrize("port", [80, 443, 8080, 8443])
def test_the_ports_of_the_web_are_open(port: int) -> None:
    Guard().check(f"http://example.org:{port}/")


def test_another_address_of_a_name_is_tried_where_the_first_is_dead(site: str) -> None:
    dead = [f"2606:4700::{number}" for number in range(1, 9)]
    network = hostile.Network(urlsplit(site).port or 0, {"both.test": [[*dead, hostile.PUBLIC]]})
    with network.standing_in():
        assert client().page("http://both.test/good").body == hostile.GOOD
    assert network.dialled == [dead[0], hostile.PUBLIC]
    assert network.lookups == ["both.test"]


def test_a_name_with_many_dead_addresses_costs_no_more_than_four(site: str) -> None:
    dead = [f"2606:4700::{number}" for number in range(1, 51)]
    network = hostile.Network(urlsplit(site).port or 0, {"many.test": [dead]})
    with network.standing_in(), pytest.raises(Unreachable, match="nobody answers there"):
        client().page("http://many.test/good")
    assert network.dialled == dead[:4]


def test_a_look_up_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answer = socket.socketpair()

    def hang(*_: object, **__: object) -> list[object]:
        asked.recv(1)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(Unreachable, match=r"the look-up of the name slow\.test took too long"):
        client(HURRIED).page("http://slow.test/")
    answer.send(b".")


@pytest.mark.parametrize(
    "url",
    [
        "http://ann:geheim@h.example/",
        "http:/ann:geheim@h.example",
        "http:ann:geheim@h.example",
        "http:\\\\ann:geheim@h.example",
        "ann:geheim@h.example",
        "ftp://ann:geheim@h.example/",
        "http://ann:geheim/1@h.example/",
        "http://ann:1/geheim@h.example/",
        "http://ann:geheim?1@h.example/",
        "http://ann:geheim#1@h.example/",
        "http://ann:1@geheim@h.example/",
        "http://ann:gehe\x00im@h.example/",
        "http://ann:geh\neim@h.example/",
    ],
)
def test_no_message_shows_a_password_however_it_is_written(url: str) -> None:
    with pytest.raises(Blocked) as caught:
        Guard().check(url)
    for told in (str(caught.value), place_of(url)):
        assert "geh" not in told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/@ann?a=1", "https://example.org/@ann"),
        ("https://example.org?mail=ann@example.org", "https://example.org"),
        ("https://example.org:8443/a#b", "https://example.org:8443/a"),
    ],
)
def test_an_address_without_a_password_is_told_up_to_what_is_asked_there(url: str, told: str) -> None:
    assert place_of(url) == told
