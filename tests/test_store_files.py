"""What happens to the CSV files beside the database: torn, deleted, edited outside, not writable."""

from __future__ import annotations

import csv
import errno
import io
import os
from dataclasses import replace
from pathlib import Path

import pytest

from factdesk.disk import files
from factdesk.errors import BadInput, FactdeskError, NotFound, Stale
from factdesk.store import RowState, Store, csvfile
from factdesk.store.kinds import VERDICT
from small_desk import CLAIMS, SLUG, claim, desk, forget_database, source, verdict


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The small desk with three verdicts on it."""
    store = desk(tmp_path / "claims")
    store.append(SLUG, [source("s1")])
    store.append(SLUG, [verdict("v1", rationale="=1\nline two", source_ids=("s1",))])
    store.append(SLUG, [verdict("v2", "Bob Sample", "False"), verdict("v3", label="Unproven", revision=2)])
    return store


def csv_of(store: Store, name: str = "verdicts.csv") -> Path:
    return store.folder / SLUG / name


def beside(store: Store, pattern: str) -> list[Path]:
    return sorted((store.folder / SLUG).glob(pattern))


def in_order(store: Store) -> bool:
    """Whether the file holds just what the store has."""
    return csv_of(store).read_bytes() == csvfile.render(VERDICT, store.verdicts(SLUG))


def rewrite(path: Path, *, change: dict[str, str] | None = None, rows: slice = slice(None)) -> None:
    """What LibreOffice does: reads the file, writes it whole with other delimiters and line ends."""
    found = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(found[0]), delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows({**row, **(change or {})} for row in found[rows])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))


# --- torn, deleted, missing ------------------------------------------------------------------------


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_torn_last_line_is_set_aside_and_the_row_written_again(store: Store, cut: int) -> None:
    before = csv_of(store).read_bytes()
    store.close()
    os.truncate(csv_of(store), len(before) - cut)
    again = Store(store.folder)
    assert csv_of(again).read_bytes() == before
    torn = before[:-cut].rpartition(b"\n")[2]
    kept = csv_of(again, "verdicts.csv.rejected")
    assert (kept.read_bytes().splitlines()[-1] == torn) if torn else not kept.exists()
    assert any("rejected" in problem for problem in again.problems()) == bool(torn)
    assert again.incoming() == []


def test_zeros_at_the_end_after_a_power_cut_are_set_aside(store: Store) -> None:
    before = csv_of(store).read_bytes()
    csv_of(store).write_bytes(before + b"\0" * 100)
    assert len(store.verdicts(SLUG)) == 3
    assert csv_of(store).read_bytes() == before
    assert b"\0" * 100 in csv_of(store, "verdicts.csv.rejected").read_bytes()


@pytest.mark.parametrize("zeros", [b"", b"\0" * 100])
def test_a_torn_line_may_end_in_zeros(store: Store, zeros: bytes) -> None:
    before = csv_of(store).read_bytes()
    csv_of(store).write_bytes(before[:-20] + zeros)
    assert len(store.verdicts(SLUG)) == 3
    assert csv_of(store).read_bytes() == before
    assert "cut off" in csv_of(store, "verdicts.csv.rejected").read_text("utf-8")


@pytest.mark.parametrize(
    "row",
    [
        "v9,c1,1,Cem Sample,True,typed by hand,,",
        'v9,c1,1,Cem Sample,True,"typed by hand,,,,',
        "v3,c1,2,Ann Example,Unproven,typed by",
    ],
)
@pytest.mark.parametrize("missing", [0, 1])
def test_an_unusable_last_row_that_the_desk_never_had_is_offered_with_the_reason(
    store: Store, row: str, missing: int
) -> None:
    lines = csv_of(store).read_bytes().splitlines(keepends=True)
    csv_of(store).write_bytes(b"".join(lines[: len(lines) - missing]) + row.encode())
    assert len(store.verdicts(SLUG)) == 3
    assert not csv_of(store, "verdicts.csv.rejected").exists()
    (offered,) = store.incoming()
    assert offered.path.read_bytes().endswith(row.encode())
    assert [difference.state for difference in offered.differences] == [RowState.UNUSABLE]
    assert in_order(store)


@pytest.mark.parametrize("name", ["verdicts.csv", "claims.csv", "sources.csv"])
def test_a_deleted_file_is_written_again(store: Store, name: str) -> None:
    before = csv_of(store, name).read_bytes()
    csv_of(store, name).unlink()
    assert (store.claims(SLUG), len(store.verdicts(SLUG)), len(store.sources(SLUG))) == (CLAIMS, 3, 1)
    assert csv_of(store, name).read_bytes() == before


def test_rows_missing_at_the_end_are_appended(store: Store) -> None:
    lines = csv_of(store).read_bytes().splitlines(keepends=True)
    csv_of(store).write_bytes(b"".join(lines[:-2]))
    store.append(SLUG, [verdict("v4", "Cem Sample")])
    assert in_order(store)
    assert store.incoming() == []


# --- not writable ----------------------------------------------------------------------------------


def full_disk(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_under_the_csv_does_not_fail_the_save_and_heals(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = csv_of(store).read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(files, "_sync", full_disk)
        store.append(SLUG, [verdict("v4", "Cem Sample")])
        assert csv_of(store).read_bytes() == before
        assert [v.id for v in store.verdicts(SLUG)] == ["v1", "v2", "v3", "v4"]
        (problem,) = store.problems()
        assert problem.startswith(f"{SLUG}/verdicts.csv cannot be written (No space left on device)")
    assert store.problems() == []
    assert in_order(store)


def test_what_could_not_be_written_is_there_after_the_next_save(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(files, "_sync", full_disk)
        store.append(SLUG, [verdict("v4", "Cem Sample")])
    store.append(SLUG, [verdict("v5", "Dia Sample")])
    assert in_order(store)


def test_what_could_not_be_written_is_there_after_reopening(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(files, "_sync", full_disk)
        store.append(SLUG, [verdict("v4", "Cem Sample")])
    store.close()
    again = Store(store.folder)
    assert in_order(again)
    assert b"v4," in csv_of(again).read_bytes()


def test_a_half_written_line_on_a_full_disk_is_taken_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = csv_of(store).read_bytes(), os.write
    calls = iter([5])

    def half(descriptor: int, data: bytes) -> int:
        for length in calls:
            return write(descriptor, data[:length])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", half)
        store.append(SLUG, [verdict("v4", "Cem Sample")])
        assert csv_of(store).read_bytes() == before


def test_a_full_disk_under_the_database_fails_the_save_and_the_next_one_works(store: Store) -> None:
    resource = pytest.importorskip("resource")
    before, limits = csv_of(store).read_bytes(), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))  # no file grows beyond 1 KiB
    try:
        with pytest.raises(FactdeskError, match=r"database does not answer.*try again"):
            store.append(SLUG, [verdict("v4", "Cem Sample")])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(store.verdicts(SLUG)) == 3
    assert csv_of(store).read_bytes() == before
    store.append(SLUG, [verdict("v4", "Cem Sample")])
    assert in_order(store)


def test_a_file_that_somebody_else_wrote_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.csv"
    _, seen = files.read(path)
    path.write_bytes(b"theirs")
    assert files.write_whole(path, b"ours", seen) is None
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("verdicts.csv", b"theirs")]
    assert files.write_whole(path, b"ours", files.stamp(path)) == files.stamp(path)
    assert path.read_bytes() == b"ours"


def test_a_desk_in_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        Store(tmp_path / "not-there")


# --- edited outside --------------------------------------------------------------------------------


def test_a_spreadsheet_that_saves_over_the_file_again_and_again_loses_nothing(store: Store) -> None:
    acknowledged = [v.id for v in store.verdicts(SLUG)]
    for number in range(4, 16):
        if number % 3 == 0:
            rewrite(csv_of(store), rows=slice(0, number // 2), change={"rationale": f"typed {number}"})
        saved = store.append(SLUG, [verdict(f"v{number}", reviewer=f"Reviewer {number}")])
        acknowledged += [v.id for v in saved]
    assert [v.id for v in store.verdicts(SLUG)] == acknowledged
    assert in_order(store)
    assert len(store.incoming()) == 4
    assert all(offered.differences for offered in store.incoming())
    assert len([problem for problem in store.problems() if "changed outside" in problem]) == 4


def test_an_edit_of_the_same_length_right_after_a_save_is_noticed(store: Store) -> None:
    data = csv_of(store).read_bytes()
    with csv_of(store).open("r+b") as file:
        file.seek(data.index(b"False"))
        file.write(b"Wrong")
    assert [v.verdict for v in store.verdicts(SLUG)] == ["True", "False", "Unproven"]
    assert csv_of(store).read_bytes() == data
    (offered,) = store.incoming()
    assert [(row.line, row.state) for row in offered.differences] == [(3, RowState.UNUSABLE)]
    assert "'Wrong' is not on this article's scale" in offered.differences[0].reason


def test_a_file_replaced_between_check_and_append_is_noticed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = files.append

    def late(path: Path, data: bytes, known: files.Stamp) -> files.Stamp | None:
        other = path.with_name("other.csv")
        other.write_bytes(path.read_bytes().replace(b"Bob", b"Rob"))
        other.replace(path)
        return append(path, data, known)

    with monkeypatch.context() as patched:
        patched.setattr(files, "append", late)
        store.append(SLUG, [verdict("v4", "Cem Sample")])
    assert in_order(store)
    assert len(store.incoming()) == 1


def test_a_file_only_saved_in_another_form_has_no_differences(store: Store) -> None:
    rewrite(csv_of(store), change={})
    (offered,) = store.incoming()
    assert {row.state for row in offered.rows} == {RowState.IDENTICAL}
    assert offered.summary == "no differences"
    assert store.problems() == []
    assert in_order(store)


def test_rows_are_told_apart_and_missing_ones_delete_nothing(store: Store) -> None:
    header, first, second, third = csv_of(store).read_text("utf-8").splitlines()
    rows = [
        header,
        first.replace("line two", "rewritten"),  # v1, but v3 is newer
        second.replace("False", "TRUE"),  # v2, in the letter case of a spreadsheet
        "v9,c2,1,Cem Sample,unproven,new,s1,4,1,,2026-11-24T10:00:00Z",
        "v10,c2,2,Cem Sample,true,and changed,,,,,",
        "v11,c9,1,Cem Sample,True,,,,,,",
        "v12,c1,1,Cem Sample,True,,s9,,,,",
        "v2,c2,1,Bob Sample,False,,,,,,",
        "v13,c1,1,Cem Sample,True,,,,,,24.11.2026",
    ]
    csv_of(store).write_text("\n".join(rows) + "\n", "utf-8")
    (offered,) = store.incoming()
    assert [(row.line, str(row.state)) for row in offered.rows] == [
        *[(2, "conflict"), (3, "changed"), (4, "new"), (5, "new")],
        *[(6, "unusable"), (7, "unusable"), (8, "unusable"), (9, "unusable")],
    ]
    assert offered.summary == "2 new, 1 changed, 1 conflict, 4 unusable"
    reasons = [row.reason for row in offered.rows]
    assert "revision 2" in reasons[0]
    assert [
        "no claim c9" in reasons[4],
        "no source s9" in reasons[5],
        "belongs to another" in reasons[6],
    ] == [True] * 3
    assert "write UTC like" in reasons[7]
    assert [v.id for v in store.verdicts(SLUG)] == ["v1", "v2", "v3"]
    assert third in csv_of(store).read_text("utf-8")


def test_chosen_rows_are_imported_as_new_revisions(store: Store) -> None:
    header, first, second, third = csv_of(store).read_text("utf-8").splitlines()
    rows = [
        *[header, first, second.replace("False", "True"), third],
        *["v9,c2,1,Cem Sample,True,,,,,,", "v10,c2,2,Cem Sample,False,,,,,,"],
    ]
    csv_of(store).write_text("\n".join(rows) + "\n", "utf-8")
    (offered,) = store.incoming()
    stored = store.import_incoming(offered, [row.key for row in offered.differences], by="Ann Example")
    assert len(stored) == 3
    found = store.verdicts(SLUG)[3:]
    assert {(v.reviewer, v.claim_id, v.verdict, v.revision) for v in found} == {
        *[("Bob Sample", "c1", "True", 2), ("Cem Sample", "c2", "True", 1)],
        ("Cem Sample", "c2", "False", 2),
    }
    assert store.incoming() == []
    assert len(beside(store, "incoming-*.csv.dismissed")) == 1
    assert in_order(store)


def test_importing_the_same_rows_again_saves_nothing_twice(store: Store) -> None:
    rewrite(csv_of(store), change={"rationale": "typed outside"})
    (offered,) = store.incoming()
    keys = [row.key for row in offered.rows if row.state is RowState.CHANGED]
    assert len(keys) == 2
    store.import_incoming(offered, keys, by="Ann Example")
    store.import_incoming(offered, keys, by="Ann Example")
    assert len(store.verdicts(SLUG)) == 5
    (left,) = store.incoming()
    assert [row.state for row in left.differences] == [RowState.CONFLICT]  # v1, which v3 replaced


def test_an_import_on_a_desk_that_moved_on_is_refused(store: Store) -> None:
    rewrite(csv_of(store), change={"rationale": "typed outside"})
    (offered,) = store.incoming()
    store.append(SLUG, [verdict("v4", "Bob Sample", "True", revision=2)])
    keys = [row.key for row in offered.rows if row.state is RowState.CHANGED]
    with pytest.raises(Stale):
        store.import_incoming(offered, keys, by="Ann Example")
    assert len(store.verdicts(SLUG)) == 4


def test_an_edited_claim_says_who_imported_it(store: Store) -> None:
    path = csv_of(store, "claims.csv")
    path.write_text(path.read_text("utf-8").replace("1,0,36,Mayor Ann", "1,0,36,Mayor Ann", 1), "utf-8")
    rewrite(path, change={"speaker": "the city"})
    (offered,) = store.incoming()
    store.import_incoming(offered, [row.key for row in offered.differences], by="Cem Sample")
    assert [(c.speaker, c.revision, c.edited_by) for c in store.claims(SLUG)[2:]] == [
        ("the city", 2, "Cem Sample")
    ] * 2


def test_a_row_that_cannot_be_used_is_not_imported(store: Store) -> None:
    rewrite(csv_of(store), change={"verdict": "Flase"})
    (offered,) = store.incoming()
    with pytest.raises(BadInput, match=r"incoming-.*-verdicts\.csv:2: .*'Flase'"):
        store.import_incoming(offered, [offered.rows[0].key], by="Ann Example")


def test_cells_that_a_spreadsheet_spoilt_keep_the_desks_value(store: Store) -> None:
    rewrite(csv_of(store), change={"decided_at": "24.11.26 09:30", "rationale": "typed outside"})
    (offered,) = store.incoming()
    changed = [row for row in offered.rows if row.state is RowState.CHANGED]
    assert len(changed) == 2
    assert "the desk's own value stays" in changed[0].reason


def test_a_column_that_was_deleted_outside_erases_nothing(store: Store) -> None:
    lines = csv_of(store).read_text("utf-8").splitlines()
    rows = [",".join(line.split(",")[:5]) for line in lines]
    csv_of(store).write_text("\n".join(rows) + "\n", "utf-8")
    (offered,) = store.incoming()
    assert {row.state for row in offered.rows} == {RowState.IDENTICAL}


def test_a_dismissed_file_is_kept_under_another_name(store: Store) -> None:
    rewrite(csv_of(store), change={"rationale": "typed outside"})
    (offered,) = store.incoming()
    kept = store.dismiss_incoming(offered)
    assert kept.read_bytes().startswith(b"\xef\xbb\xbf")
    assert (store.incoming(), store.problems()) == ([], [])
    with pytest.raises(NotFound, match="reload"):
        store.dismiss_incoming(offered)


def test_a_row_added_by_hand_without_a_line_end_is_offered(store: Store) -> None:
    with csv_of(store).open("ab") as file:
        file.write(b"v9,c2,1,Cem Sample,True,,,,,,")
    (offered,) = store.incoming()
    assert [(row.state, row.offered) for row in offered.differences] == [
        (RowState.NEW, verdict("v9", "Cem Sample", claim_id="c2", decided_at=""))
    ]


# --- without a database ----------------------------------------------------------------------------


def test_a_fresh_clone_is_rebuilt_from_its_files(store: Store) -> None:
    store.append(SLUG, [claim(3, 0, 5, text="Mayor.")])
    before = (store.claims(SLUG), store.sources(SLUG), store.verdicts(SLUG))
    files_before = {path.name: path.read_bytes() for path in (store.folder / SLUG).iterdir()}
    store.close()
    forget_database(store.folder)
    again = Store(store.folder)
    assert (again.claims(SLUG), again.sources(SLUG), again.verdicts(SLUG)) == before
    assert {path.name: path.read_bytes() for path in (store.folder / SLUG).iterdir()} == files_before
    assert again.problems() == []


def test_a_fresh_clone_with_a_spreadsheets_file_is_read_and_written_anew(store: Store) -> None:
    before = store.verdicts(SLUG)
    store.close()
    rewrite(csv_of(store))
    forget_database(store.folder)
    again = Store(store.folder)
    assert again.verdicts(SLUG) == before
    assert in_order(again)
    assert (again.incoming(), again.problems()) == ([], [])


def test_rows_of_a_fresh_clone_that_cannot_be_used_are_kept_with_the_reason(store: Store) -> None:
    store.close()
    bad = [
        "v9,c1,1,Cem Sample,Flase,,,,,,",
        "v9b,c1,1,Dia Sample,True,,,,,,24.11.2026",
        "v1,c2,1,Eli Sample,True,,,,,,",
        "v2b,c1,1,Bob Sample,Unproven,,,,,,",
        "v8,c1,1,Torn Sam",
    ]
    with csv_of(store).open("a", encoding="utf-8") as file:
        file.write("\n".join(["v7,c2,1,Fay Sample,true,,,,,,", *bad]))
    forget_database(store.folder)
    again = Store(store.folder)
    assert [v.id for v in again.verdicts(SLUG)] == ["v1", "v2", "v3", "v7"]
    lines = csv_of(again, "verdicts.csv.rejected").read_text("utf-8").splitlines()
    assert lines[1::2] == bad
    assert [reason.split(" ")[2] for reason in lines[::2]] == [f"verdicts.csv:{n}:" for n in range(6, 11)]
    assert in_order(again)
    (problem,) = again.problems()
    assert "verdicts.csv.rejected" in problem


def test_a_file_of_a_fresh_clone_without_a_needed_column_is_kept_whole(store: Store) -> None:
    store.close()
    data = csv_of(store).read_bytes().replace(b"reviewer", b"who", 1)
    csv_of(store).write_bytes(data)
    forget_database(store.folder)
    again = Store(store.folder)
    assert again.verdicts(SLUG) == []
    (offered,) = again.incoming()
    assert offered.path.read_bytes() == data
    assert all("reviewer: this column is missing" in row.reason for row in offered.rows)
    offered.path.write_bytes(data.replace(b"who", b"reviewer", 1))
    (corrected,) = again.incoming()
    again.import_incoming(corrected, [row.key for row in corrected.rows], by="Ann Example")
    assert {v.id for v in again.verdicts(SLUG)} == {"v1", "v2", "v3"}


def test_columns_of_a_persons_own_are_kept_apart(store: Store) -> None:
    store.close()
    lines = csv_of(store).read_text("utf-8").splitlines()
    csv_of(store).write_text(
        "\n".join([lines[0] + ",mood", *(f"{line},happy" for line in lines[1:])]), "utf-8"
    )
    forget_database(store.folder)
    again = Store(store.folder)
    assert len(again.verdicts(SLUG)) == 3
    assert csv_of(again, "verdicts.csv.rejected").read_text("utf-8").count("it held 'happy'") == 3


def test_an_article_that_arrives_while_the_desk_is_open_is_taken_up(store: Store, tmp_path: Path) -> None:
    other = desk(tmp_path / "other")
    other.append(SLUG, [verdict("v9")])
    (other.folder / SLUG).rename(store.folder / "arrived")
    assert [v.id for v in store.verdicts("arrived")] == ["v9"]
    assert store.claims("arrived") == CLAIMS


def test_a_folder_that_moved_with_its_database_is_in_order(store: Store, tmp_path: Path) -> None:
    before = store.verdicts(SLUG)
    store.close()
    moved = store.folder.rename(tmp_path / "moved")
    again = Store(moved)
    assert (again.verdicts(SLUG), again.incoming(), again.problems()) == (before, [], [])


@pytest.mark.postgres
def test_two_folders_on_one_database_each_get_all_rows(tmp_path: Path, postgres_server: str) -> None:
    import postgres

    url = postgres.new_database(postgres_server, "two-folders")
    here, there = desk(tmp_path / "here", url), desk(tmp_path / "there", url)
    here.append(SLUG, [verdict("v1")])
    there.append(SLUG, [verdict("v2", revision=2)])
    here.append(SLUG, [verdict("v3", revision=3)])
    assert [v.id for v in there.verdicts(SLUG)] == ["v1", "v2", "v3"]
    assert in_order(here)
    assert there.append(SLUG, [replace(verdict("v3", revision=3))])
    assert in_order(there)
    assert here.problems() == there.problems() == []
