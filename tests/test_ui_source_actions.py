"""What a reviewer does with sources is done once, merged where it can be, and refused in words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from factdesk.desk import Desk
from factdesk.errors import NotFound
from factdesk.lookups import Hit, Hits
from factdesk.model import Source
from factdesk.ui import outbox, sources_data
from factdesk.ui.entries import Place
from factdesk.ui.jobs import Job, Jobs, JobState
from test_ui_outbox import SLUG, TEXT, claim, sent, settle

KEPT = (
    "💥 The Freedonia Gazette of Monday.\n\nMayor Ann Example opened the bridge in Freedonia on Monday. "
    "It had cost 14 million dollars, the town clerk said.\n\nThe river is low this year.\n"
)
COST = "It had cost 14 million dollars, the town clerk said."


class Noted(Jobs):
    """Jobs that are written down and not run."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[tuple[Hashable, str]] = []

    def start(self, key: Hashable, token: str, work: Callable[[], object]) -> Job:
        self.started.append((key, token))
        return Job(token)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    desk = Desk.open(tmp_path / "claims")
    desk.add_article(TEXT, title="The bridge")
    yield Place(desk, SLUG, "Ann Example", Noted())
    desk.close()


@pytest.fixture
def kept(place: Place) -> Source:
    """A source of the second claim, with a kept copy."""
    source = place.desk.attach(SLUG, claim(place, 1), by="Ann Example", title="The Gazette", medium="file")
    return place.desk.keep_file(SLUG, source.id, "gazette.txt", KEPT.encode(), by="Ann Example").source


def newest(place: Place, source: Source) -> Source:
    rows = place.desk.sources(SLUG)
    return next(one for one in rows if (one.id, one.claim_id) == (source.id, source.claim_id))


def amend(number: int, source: Source, seen: dict[str, str] | None = None, **changes: str) -> dict[str, Any]:
    before = {name: str(getattr(source, name)) for name in changes} if seen is None else seen
    payload = {"source_id": source.id, "changes": changes, "seen": before}
    return sent(number, "amend", source.claim_id, source.revision, **payload)


def test_a_pasted_link_is_saved_and_fetched_once_however_often_it_is_sent(place: Place) -> None:
    row = sent(1, "attach", claim(place), url="https://example.org/a", medium="web", fetch=True)
    assert settle(place, row) == settle(place, row) == ["saved"]
    (source,) = place.desk.sources(SLUG)
    assert source.url == "https://example.org/a"
    assert {token for _, token in place.jobs.started} == {row["id"]}  # type: ignore[attr-defined]
    assert settle(place, sent(2, "attach", claim(place), title="A call", medium="call")) == ["saved"]
    assert {token for _, token in place.jobs.started} == {row["id"]}  # type: ignore[attr-defined]


def test_changes_of_different_fields_are_merged_and_of_one_field_are_shown(
    place: Place, kept: Source
) -> None:
    bob = replace(place, reviewer="Bob Sample")
    assert settle(bob, amend(1, kept, note="read twice")) == ["saved"]
    assert settle(place, amend(2, kept, stance="refutes")) == ["saved"]
    now = newest(place, kept)
    assert (now.note, now.stance) == ("read twice", "refutes")
    (result,) = outbox.settle(place, outbox.read([amend(3, kept, note="mine")]), {}).values()
    assert result.status == "stale" and result.current is not None
    assert (result.current["fields"]["note"], result.current["by"]) == ("read twice", "Ann Example")
    kept_mine = amend(4, now, seen=result.current["fields"], note="mine")
    assert settle(place, kept_mine) == ["saved"]
    assert newest(place, kept).note == "mine"


def test_a_repeated_change_counts_as_saved_although_a_colleague_went_on_from_it(
    place: Place, kept: Source
) -> None:
    row = amend(1, kept, stance="refutes")
    assert settle(place, row) == settle(place, row) == ["saved"]
    bob = replace(place, reviewer="Bob Sample")
    assert settle(bob, amend(2, newest(place, kept), stance="supports")) == ["saved"]
    assert settle(place, row) == ["saved"]
    assert newest(place, kept).stance == "supports"


def test_a_passage_is_read_from_the_kept_copy_where_the_browser_points(place: Place, kept: Source) -> None:
    start = KEPT.index(COST) + 1  # an emoji before it
    payload = {
        "source_id": kept.id,
        "copy": kept.copy,
        "span": [start, start + len(COST)],
        "changes": {"passage": "what a browser says"},
        "seen": {"passage": ""},
    }
    row = sent(1, "amend", kept.claim_id, kept.revision, **payload)
    assert settle(place, row) == settle(place, row) == ["saved"]
    now = newest(place, kept)
    text = place.desk.copy_text(SLUG, kept.copy)
    assert now.passage == COST
    assert now.passage_span and text[slice(*now.passage_span)] == COST
    other = sent(2, "amend", kept.claim_id, now.revision, **payload | {"copy": "k0000000000000000"})
    assert settle(place, other) == ["refused"]


def test_a_source_serves_a_second_claim_once_and_is_taken_back_from_one(place: Place, kept: Source) -> None:
    other = claim(place)
    row = sent(1, "cite", other, source_id=kept.id, stance="supports")
    assert settle(place, row) == settle(place, row) == ["saved"]
    assert [one.claim_id for one in place.desk.sources(SLUG)] == [kept.claim_id, other]
    back = sent(2, "withdraw", other, source_id=kept.id)
    assert settle(place, back) == settle(place, back) == ["saved"]
    assert [one.claim_id for one in place.desk.sources(SLUG)] == [kept.claim_id]
    assert settle(place, amend(3, replace(kept, claim_id=other), note="x")) == ["refused"]


def test_what_was_made_on_top_of_a_refused_change_waits_and_other_sources_do_not(
    place: Place, kept: Source
) -> None:
    rows = [
        amend(1, kept, url="javascript:alert(1)"),
        amend(2, kept, note="on top"),
        sent(3, "attach", kept.claim_id, title="A call"),
    ]
    assert settle(place, *rows) == ["refused", "waiting", "saved"]


@pytest.mark.parametrize(
    ("action", "payload", "message"),
    [
        ("amend", {"changes": {"stance": "perhaps"}}, "perhaps"),
        ("amend", {"changes": {"kind": "third"}}, "third"),
        ("amend", {"changes": {"medium": "dream"}}, "dream"),
        ("amend", {"changes": {"note": "x" * 30_000}}, "30,000 characters"),
        ("amend", {"changes": {"copy": "k1"}}, "nothing to change"),
        ("amend", {"changes": "text"}, "nothing to change"),
        ("amend", {"changes": {"published": "03/04/2025"}}, "03/04/2025"),
        ("fetch", {}, "no link"),
        ("archive", {}, "no link"),
        ("look_up", {"connector": "searxng", "words": "  "}, "nothing to look up"),
        ("cite", {"source_id": "sgone"}, "no source"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    place: Place, kept: Source, action: str, payload: dict[str, Any], message: str
) -> None:
    base = {"source_id": kept.id, "seen": {}}
    target = claim(place) if action == "cite" else kept.claim_id
    row = sent(1, action, target, kept.revision, **base | payload)
    (result,) = outbox.settle(place, outbox.read([row]), {}).values()
    assert (result.status, message in result.message) == ("refused", True), result.message
    assert newest(place, kept) == kept


def test_a_day_for_another_look_is_part_of_the_verdict(place: Place) -> None:
    row = sent(1, "decide", claim(place), verdict="Supported", recheck_on="2027-03-01")
    assert settle(place, row) == settle(place, row) == ["saved"]
    assert [one.recheck_on for one in place.desk.verdicts(SLUG)] == ["2027-03-01"]
    assert settle(place, sent(2, "decide", claim(place, 1), verdict="Supported", recheck_on="soon")) == [
        "refused"
    ]


# --- jobs ------------------------------------------------------------------------------------------


class AtOnce(Jobs):
    """Jobs that have ended when they are started."""

    def start(self, key: Hashable, token: str, work: Callable[[], object]) -> Job:
        super().start(key, token, work)
        pause = threading.Event()
        while (job := self.get(key)) and job.state is JobState.RUNNING:
            pause.wait(0.002)
        assert job
        return job


@pytest.fixture
def linked(place: Place) -> tuple[Place, Source]:
    """A source with a link, on a desk whose jobs end at once."""
    source = place.desk.attach(SLUG, claim(place), by="Ann Example", url="https://example.org/a")
    return replace(place, jobs=AtOnce()), source


def test_a_public_copy_is_made_only_when_that_is_asked_for(
    linked: tuple[Place, Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, source = linked
    asked: list[bool] = []

    def archive(slug: str, source_id: str, *, by: str, save: bool) -> Source:
        asked.append(save)
        if not save:
            raise NotFound("no copy")
        return source

    monkeypatch.setattr(place.desk, "archive", archive)

    def told() -> Any:
        job = sources_data.around(place, source.claim_id)["jobs"][f"archive {source.id}"]
        return job["state"], job["message"]

    row = sent(1, "archive", source.claim_id, source_id=source.id)
    assert settle(place, row) == settle(place, row) == ["saved"]
    assert (asked, told()) == ([False], ("none", "no copy"))
    row = sent(2, "archive", source.claim_id, source_id=source.id, save=True)
    assert settle(place, row) == settle(place, row) == ["saved"]
    assert (asked, told()) == ([False, True], ("done", ""))


def test_what_a_service_finds_is_told_to_who_asked_on_that_claim_only(
    linked: tuple[Place, Source], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, source = linked
    hit = Hit("example", "https://example.org/b", "A <b>check</b>", published="2025-02-03", rating="False")
    service = SimpleNamespace(name="example", label="Example", sends="the words")
    monkeypatch.setattr(place.desk, "connectors", lambda: [service])
    monkeypatch.setattr(place.desk, "look_up", lambda name, words: Hits([hit], ["An old answer."]))
    row = sent(1, "look_up", source.claim_id, connector="example", words=" the  bridge ")
    assert settle(place, row) == ["saved"]
    (told,) = sources_data.around(place, source.claim_id)["lookups"]
    assert (told["words"], told["remarks"]) == ("the bridge", ["An old answer."])
    (found,) = told["hits"]
    assert (found["title"], found["day"], found["rating"]) == ("A <b>check</b>", "3 February 2025", "False")
    assert found["source"]["url"] == hit.url
    for other, claim_id in ((place, claim(place, 1)), (replace(place, reviewer="Bob Sample"), claim(place))):
        assert "hits" not in sources_data.around(other, claim_id)["lookups"][0]


# --- what the page is told -------------------------------------------------------------------------


def test_passages_and_places_are_told_in_the_browsers_positions(place: Place, kept: Source) -> None:
    wrong = COST.replace("14", "15")
    settle(place, amend(1, kept, passage=wrong))
    told = sources_data.evidence(place.desk, SLUG, kept.claim_id)["sources"][kept.id]
    units = place.desk.copy_text(SLUG, kept.copy).encode("utf-16-le")

    def at(start: int, end: int) -> str:
        return units[2 * start : 2 * end].decode("utf-16-le")

    best = told["passages"][0]
    assert COST in best["text"] and at(best["start"], best["end"]) == best["text"]
    assert best["marks"] and best["why"]
    assert told["found"] is False
    assert [words.strip() for op, words in told["nearest"]["pieces"] if op.startswith("ins")] == ["14"]
    assert at(told["nearest"]["start"], told["nearest"]["end"]).startswith("It had cost 14")
    assert told["copy"]["words"].startswith(f"Kept copy, {len(KEPT.split())} words, taken in")


def test_the_parts_of_a_long_text_make_up_the_whole(tmp_path: Path, place: Place, kept: Source) -> None:
    lines = "\n\n".join(f"💥 Paragraph {number} of the report on the bridge." for number in range(4000))
    place.desk.keep_file(SLUG, kept.id, "report.txt", lines.encode(), by="Ann Example")
    copy = newest(place, kept).copy
    text, pages, at = place.desk.copy_text(SLUG, copy), [], 0
    while at is not None:
        page = sources_data.page(place.desk, SLUG, copy, at)
        assert len(page["text"]) <= sources_data.PAGE and page["start"] == at
        pages.append(page["text"])
        at = page["after"]
    assert "".join(pages) == text and len(pages) == page["pages"] > 3
    assert sources_data.page(place.desk, SLUG, copy, 10**9)["after"] is None


def test_a_copy_that_was_changed_on_the_disk_is_said_and_the_rest_is_shown(
    place: Place, kept: Source
) -> None:
    path = place.desk.folder / SLUG / "copies" / f"{kept.copy}.txt"
    path.write_text("Other words.\n", "utf-8")
    told = sources_data.evidence(place.desk, SLUG, kept.claim_id)
    assert f"{kept.copy}.txt" in told["sources"][kept.id]["trouble"]


def test_copies_of_one_text_are_counted_once_in_words() -> None:
    rows = [Source(f"s{n}", "c1", title=title) for n, title in enumerate(("A wire", "A paper", "A call"))]
    told = sources_data.independence(rows, [["s0", "s1"], ["s2"]], 2)
    assert told == "3 sources, 2 independent: “A wire” and “A paper” carry the same text"
    alike = [replace(row, title="The same", publisher=f"The {row.title}") for row in rows[:2]]
    told = sources_data.independence(alike, [["s0", "s1"]], 1)
    assert told == "2 sources, 1 independent: “The A wire” and “The A paper” carry the same text"
    assert sources_data.independence(rows[:1], [["s0"]], 1) == ""
    assert sources_data.independence(rows[1:], [["s1"], ["s2"]], 2) == "2 sources, 2 independent"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0, "today"),
        (1, "1 day ago"),
        (59, "59 days ago"),
        (90, "3 months ago"),
        (800, "2 years ago"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(days: int | None, words: str) -> None:
    assert sources_data.age(days) == words
