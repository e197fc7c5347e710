"""Links of sources tried again: what is gone, changed, moved; stopped and gone on with; robots respected."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from factdesk import web
from factdesk.desk import Desk, links
from factdesk.desk.links import Known, Outcome, Task
from factdesk.errors import BadInput, Unreachable
from factdesk.model import LinkCheck
from factdesk.store.validate import validate
from loopback import Answer
from news_site import WORDS, NewsSite, desk_at, page, serving, to

TEXT = (
    "Mayor Ann Example opened the bridge in Freedonia on Monday. It cost 12 million dollars, the city said."
)
SLUG = "the-bridge"
COST = "the bridge cost 14.2 million dollars"
PATHS = ("/bridge", "/wire", "/short", "/road")


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[NewsSite]:
    pages = {path: page(f"Story {path}", *WORDS) for path in PATHS}
    with serving(pages) as found:
        monkeypatch.setenv("FACTDESK_TEST_LOOPBACK", found.url.removeprefix("http://"))
        yield found


@pytest.fixture
def desk(tmp_path: Path, site: NewsSite) -> Iterator[Desk]:
    desk = desk_at(tmp_path / "claims")
    desk.add_article(TEXT, title="The bridge", published="June 2022", by="Ann Example")
    for path in PATHS:
        source = desk.attach(SLUG, first(desk), by="Ann", url=site.link(path), passage=COST)
        desk.fetch(SLUG, source.id, by="Ann")
    site.asked.clear()
    yield desk
    assert validate(desk.folder) == []


def first(desk: Desk) -> str:
    return desk.claims(SLUG)[0].id


def states(desk: Desk, site: NewsSite) -> dict[str, str]:
    return {url.removeprefix(site.url): str(check.state) for url, check in desk.links(SLUG).items()}


def test_what_became_of_links_is_told_and_kept(desk: Desk, site: NewsSite) -> None:
    site.pages["/bridge"] = page("Story /bridge", WORDS[0], "It cost 11 million dollars.", *WORDS[2:])
    site.pages["/short"] = to("/road")
    del site.pages["/wire"]
    checks = desk.check_links(by="Bob")
    assert states(desk, site) == {"/bridge": "changed", "/wire": "gone", "/short": "moved", "/road": "alive"}
    assert {check.url: check for check in checks} == desk.links(SLUG)
    changed = desk.links(SLUG)[site.link("/bridge")]
    assert changed.likeness is not None and 0.5 < changed.likeness < 1
    assert COST in changed.detail and changed.revision == 2 and changed.checked_by == "Bob"


def test_a_page_that_reads_as_it_was_kept_is_alive(desk: Desk, site: NewsSite) -> None:
    desk.check_links([SLUG], by="Bob")
    assert [check.likeness for check in desk.links(SLUG).values()] == [1.0] * 4


def test_a_run_that_was_stopped_keeps_what_it_found_and_goes_on(
    desk: Desk, site: NewsSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()
    told: list[tuple[int, int]] = []
    client = desk.client()

    class Waiting(web.Client):
        def page(self, url: str, **options: Any) -> web.Page:
            assert not told or stopped.wait(30)
            return client.page(url, **options)

    def keep_going() -> bool:
        if told:
            stopped.set()
        return not told

    monkeypatch.setattr(type(desk), "client", lambda self: Waiting("test", None))
    desk.check_links(by="Bob", progress=lambda *numbers: told.append(numbers), keep_going=keep_going)
    assert told[0] == (1, 4)
    done = [check for check in desk.links(SLUG).values() if check.revision == 2]
    assert 1 <= len(done) < 4
    assert desk.check_links(by="Bob", keep_going=lambda: False) == []


def test_links_that_were_tried_lately_are_left_out(desk: Desk, site: NewsSite) -> None:
    assert desk.check_links(by="Bob", older_than=timedelta(days=1)) == []
    assert len(desk.check_links(by="Bob", older_than=timedelta(seconds=-5))) == 4
    assert site.asked.count("/bridge") == 1


def test_robots_txt_is_respected_though_a_person_may_fetch(desk: Desk, site: NewsSite) -> None:
    site.pages["/robots.txt"] = Answer(
        body=b"User-agent: *\nDisallow: /road\n", headers={"Content-Type": "text/plain"}
    )
    desk.check_links(by="Bob")
    assert states(desk, site)["/road"] == "refused"
    assert "/road" not in site.asked
    road = next(source for source in desk.sources(SLUG) if source.url.endswith("/road"))
    assert desk.fetch(SLUG, road.id, by="Ann").source.copy


def test_a_picture_that_became_another_one_has_changed(desk: Desk, site: NewsSite) -> None:
    site.pages["/map"] = Answer(body=b"\x89PNG\r\n\x1a\n1", headers={"Content-Type": "image/png"})
    source = desk.attach(SLUG, first(desk), by="Ann", url=site.link("/map"))
    desk.fetch(SLUG, source.id, by="Ann")
    desk.check_links(by="Bob")
    assert states(desk, site)["/map"] == "alive"
    site.pages["/map"] = Answer(body=b"\x89PNG\r\n\x1a\n2", headers={"Content-Type": "image/png"})
    desk.check_links(by="Bob")
    assert states(desk, site)["/map"] == "changed"


def test_one_link_of_two_articles_is_asked_for_once(desk: Desk, site: NewsSite) -> None:
    other = desk.add_article("Another text altogether. It has two sentences.", title="Other").article.slug
    desk.attach(other, desk.claims(other)[0].id, by="Ann", url=site.link("/bridge"))
    checks = desk.check_links(by="Bob")
    assert site.asked.count("/bridge") == 1
    assert len(checks) == 5 and desk.links(other)[site.link("/bridge")].likeness is None


class _NoNames(web.Client):
    """A client that knows the names of some hosts only."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__("test", None)
        self._known = known

    def page(self, url: str, **options: object) -> web.Page:
        if not any(name in url for name in self._known):
            words = f"{url}: the name is not known; check the address"
            raise Unreachable(words, passing=True, nameless=True)
        raise web.Refused(f"{url}: answered 404; check the address", 404, "")


@pytest.mark.parametrize(
    ("known", "expected"), [(["alive"], ["gone", "gone"]), ([], ["unreachable", "unreachable"])]
)
def test_a_name_that_died_is_told_from_a_machine_without_a_connection(
    known: list[str], expected: list[str]
) -> None:
    tasks = [Task(f"https://{name}.example/", (Known(SLUG),)) for name in ("dead", "alive")]

    def save(task: Task, outcomes: Sequence[Outcome]) -> list[LinkCheck]:
        return [LinkCheck("l1", task.url, one.state) for one in outcomes]

    assert [check.state for check in links.try_all(_NoNames(known), tasks, save)] == expected


def test_an_error_in_a_worker_is_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(web.Client):
        def page(self, url: str, **options: object) -> web.Page:
            raise MemoryError

    monkeypatch.setattr(type(desk), "client", lambda self: Broken("test", None))
    with pytest.raises(MemoryError):
        desk.check_links(by="Bob")


def test_an_unnamed_person_checks_nothing(desk: Desk) -> None:
    with pytest.raises(BadInput, match="who is doing this"):
        desk.check_links(by=" ")
