"""Sources that serve several claims, in both stores: their rows agree, whoever writes them; and links.csv."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factdesk.errors import Stale
from factdesk.model import LinkCheck, LinkState, Stance
from factdesk.store import Store
from factdesk.store.validate import validate
from small_desk import SLUG, desk, forget_database, source


def check(id: str, revision: int, state: LinkState = LinkState.ALIVE) -> LinkCheck:
    url = "https://example.org/a?q=1,2"
    return LinkCheck(id, url, state, 200, likeness=0.75, revision=revision, checked_by="Ann Example")


@pytest.fixture
def store(tmp_path: Path, database_url: str | None) -> Store:
    """A source that serves both claims."""
    store = desk(tmp_path / "claims", database_url)
    store.append(SLUG, [source("s1"), source("s1", claim_id="c2", stance=Stance.REFUTES)])
    return store


def rows(store: Store) -> list[tuple[str, int, str]]:
    return [(one.claim_id, one.revision, one.title) for one in store.sources(SLUG)]


def edit(store: Store, name: str, old: str, new: str) -> None:
    path = store.folder / SLUG / name
    data = path.read_text("utf-8")
    assert old in data
    path.write_text(data.replace(old, new, 1), "utf-8")


def test_each_row_counts_its_own_revisions(store: Store) -> None:
    one, two = store.sources(SLUG)
    store.append(SLUG, [replace(two, note="seen", revision=2)])
    assert rows(store) == [("c1", 1, ""), ("c2", 1, ""), ("c2", 2, "")]
    with pytest.raises(Stale):
        store.append(SLUG, [replace(two, note="other", revision=2)])
    store.append(SLUG, [replace(one, note="mine", revision=2)])
    assert validate(store.folder) == []


def test_rows_that_would_disagree_are_refused_and_nothing_is_written(store: Store) -> None:
    one, two = store.sources(SLUG)
    with pytest.raises(Stale, match="serves several claims"):
        store.append(SLUG, [replace(one, title="A budget", revision=2)])
    assert len(store.sources(SLUG)) == 2
    store.append(SLUG, [replace(row, title="A budget", revision=2) for row in (one, two)])
    assert rows(store)[2:] == [("c1", 2, "A budget"), ("c2", 2, "A budget")]
    with pytest.raises(Stale):  # made before the title was known
        store.append(SLUG, [source("s1", claim_id="c2", revision=3, note="late")])


def test_a_row_that_was_taken_back_need_not_agree(store: Store) -> None:
    one, two = store.sources(SLUG)
    store.append(SLUG, [replace(two, withdrawn=True, revision=2)])
    store.append(SLUG, [replace(one, title="A budget", revision=2)])
    with pytest.raises(Stale):
        store.append(SLUG, [replace(two, revision=3)])
    store.append(SLUG, [replace(two, title="A budget", revision=3)])
    assert validate(store.folder) == []


def test_what_a_spreadsheet_changed_of_a_source_is_taken_over_for_all_its_claims(store: Store) -> None:
    edit(store, "sources.csv", "s1,c1,1,https://example.org/a,", "s1,c1,1,https://example.org/a,A budget")
    (offered,) = store.incoming()
    stored = store.import_incoming(offered, [row.key for row in offered.differences], by="Bob Sample")
    assert [(row.claim_id, row.title) for row in stored] == [("c1", "A budget"), ("c2", "A budget")]
    assert [(row.stance, row.added_by) for row in store.sources(SLUG)[2:]] == [
        (Stance.CONTEXT, "Bob Sample"),
        (Stance.REFUTES, "Bob Sample"),
    ]
    assert store.incoming() == [] and validate(store.folder) == []


def test_a_row_typed_for_another_claim_must_agree_with_the_source(tmp_path: Path) -> None:
    store = desk(tmp_path)
    store.append(SLUG, [source("s1", title="A budget")])
    path = tmp_path / SLUG / "sources.csv"
    last = path.read_text("utf-8").splitlines()[-1]
    with path.open("a", encoding="utf-8") as file:
        file.write(last.replace("s1,c1", "s1,c2").replace("A budget", "") + "\n")
    (offered,) = store.incoming()
    with pytest.raises(Stale):
        store.import_incoming(offered, [row.key for row in offered.differences], by="Bob Sample")
    assert len(store.sources(SLUG)) == 1
    edit(
        store, offered.path.name, "s1,c2,1,https://example.org/a,,", "s1,c2,1,https://example.org/a,A budget,"
    )
    (offered,) = store.incoming()
    store.import_incoming(offered, [row.key for row in offered.differences], by="Bob Sample")
    assert rows(store) == [("c1", 1, "A budget"), ("c2", 1, "A budget")]


def test_a_fresh_clone_has_every_row(store: Store) -> None:
    store.append(SLUG, [check("l1", 1), check("l2", 2, LinkState.GONE)])
    expected = store.sources(SLUG), store.links(SLUG)
    store.close()
    forget_database(store.folder)
    again = Store(store.folder)
    assert (again.sources(SLUG), again.links(SLUG)) == expected
    assert again.problems() == [] and again.incoming() == []


# --- links.csv -------------------------------------------------------------------------------------


def test_trials_of_a_link_are_counted(store: Store) -> None:
    before = store.version(SLUG)
    store.append(SLUG, [check("l1", 1)])
    assert store.version(SLUG) > before
    with pytest.raises(Stale):
        store.append(SLUG, [check("l2", 1, LinkState.GONE)])
    store.append(SLUG, [check("l1", 1)])
    store.append(SLUG, [check("l2", 2, LinkState.GONE)])
    assert [(one.id, one.revision, one.likeness) for one in store.links(SLUG)] == [
        ("l1", 1, 0.75),
        ("l2", 2, 0.75),
    ]
    assert validate(store.folder) == []


def test_a_trial_that_somebody_typed_is_offered_and_a_changed_one_is_the_next(store: Store) -> None:
    store.append(SLUG, [check("l1", 1)])
    edit(store, "links.csv", ",alive,", ",gone,")
    with (store.folder / SLUG / "links.csv").open("a", encoding="utf-8") as file:
        file.write("l9,https://example.org/b,1,moved,200,https://example.org/c,,,Ann Example,\n")
    (offered,) = store.incoming()
    assert [str(row.state) for row in offered.differences] == ["changed", "new"]
    store.import_incoming(offered, [row.key for row in offered.differences], by="Bob Sample")
    assert [(one.state, one.revision) for one in store.links(SLUG)] == [
        (LinkState.ALIVE, 1),
        (LinkState.GONE, 2),
        (LinkState.MOVED, 1),
    ]
    assert store.incoming() == [] and validate(store.folder) == []


def test_a_desk_without_links_csv_keeps_the_rules(store: Store) -> None:
    store.close()
    (store.folder / SLUG / "links.csv").unlink()
    assert validate(store.folder) == []
