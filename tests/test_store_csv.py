"""The CSV form: exact when written, forgiving when read, and never a guess."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.model import (
    Claim,
    ClaimKind,
    ClaimStatus,
    Entity,
    EntityKind,
    Medium,
    Origin,
    Source,
    SourceKind,
    Stance,
    Verdict,
)
from factdesk.store import csvfile
from factdesk.store.kinds import CLAIM, KINDS, SOURCE, VERDICT, Kind, Record, kind_of
from small_desk import CLAIMS, SCALE, source, verdict

text = st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("'\"=+-@;,\t\n\r\\ "))
filled = text.filter(str.strip)
ids = st.from_regex(r"[a-z][A-Za-z0-9_.-]{0,20}", fullmatch=True)
several = st.lists(ids, max_size=3).map(tuple)
times = st.sampled_from(["", "2026-11-24T09:30:00Z"])
numbers = st.integers(0, 10**6)
spans = st.tuples(numbers, st.integers(1, 999)).map(lambda pair: (pair[0], sum(pair)))
entities = st.builds(lambda span, kind: Entity(*span, kind), spans, st.sampled_from(EntityKind))
revisions = st.integers(1, 999)

verdicts = st.builds(
    Verdict,
    *[ids, ids, filled, text, text, st.sampled_from([None, 1, 5]), several],
    *[st.integers(0, 99), st.sampled_from(["", "2026-12-01"]), revisions, times],
)
sources = st.builds(
    Source,
    *[ids, ids, text, text, text, st.sampled_from(["", "2022-06", "..2023"]), text, text],
    *[st.sampled_from(Stance), text, text, text, st.sampled_from(SourceKind), st.sampled_from(Medium)],
    *[text, text, st.just("") | ids, st.none() | spans, st.booleans(), revisions, text, times],
)
claims = st.builds(
    Claim,
    *[ids, numbers, numbers, text, filled, st.sampled_from(ClaimKind), text, st.floats(0, 1), text],
    *[st.lists(spans, max_size=3).map(tuple), text, st.booleans(), st.booleans(), text],
    *[st.lists(entities, max_size=3).map(tuple), st.none() | st.floats(-9, 10**6), revisions],
    *[st.sampled_from(Origin), st.sampled_from(ClaimStatus), several, revisions, text, times],
)
lists = st.one_of(*(st.lists(kind, min_size=1, max_size=5) for kind in (verdicts, sources, claims)))


def records(kind: Kind, data: bytes) -> list[Record | None]:
    return [kind.parse(row.texts)[0] for row in csvfile.read(kind, data).rows]


@given(lists)
def test_every_record_comes_back_exactly(written: list[Record]) -> None:
    kind = kind_of(written[0])
    assert records(kind, csvfile.render(kind, written)) == written


@given(lists)
def test_a_record_is_one_physical_line_and_one_row_in_pandas(written: list[Record]) -> None:
    kind = kind_of(written[0])
    data = csvfile.render(kind, written)
    assert data.count(b"\n") == len(written) + 1
    assert b"\r" not in data
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    assert len(frame) == len(written)
    assert list(frame.columns) == list(kind.names)


@given(lists, st.data())
def test_a_file_cut_anywhere_gives_whole_rows_and_at_most_one_fault(
    written: list[Record], data: st.DataObject
) -> None:
    kind = kind_of(written[0])
    whole = csvfile.render(kind, written)
    start = whole.index(b"\n") + 1
    cut = data.draw(st.integers(start, len(whole)))
    rows = csvfile.read(kind, whole[:cut]).rows
    complete = whole[:cut].count(b"\n") - 1
    assert [kind.parse(row.texts)[0] for row in rows[:complete]] == written[:complete]
    assert len(rows) - complete <= 1


def test_the_columns_are_those_of_the_records() -> None:
    from dataclasses import fields

    for kind in KINDS:
        assert {column.field for column in kind.columns} == {field.name for field in fields(kind.record)}


# --- what spreadsheets and people make of a file ---------------------------------------------------

WRITTEN = [
    verdict("v1", rationale="one; two, three\tfour | five"),
    verdict("v2", "Bob Sample", "False", rationale="=1+1\nline two", confidence=3, source_ids=("s1", "s2")),
]
DATA = csvfile.render(VERDICT, WRITTEN)
ROWS = pd.read_csv(io.BytesIO(DATA), dtype=str, keep_default_na=False)


def saved_as(sep: str = ",", encoding: str = "utf-8", line_end: str = "\n", quoting: int = 0) -> bytes:
    return ROWS.to_csv(index=False, sep=sep, lineterminator=line_end, quoting=quoting).encode(encoding)


@pytest.mark.parametrize(
    "data",
    [
        DATA,
        saved_as(encoding="utf-8-sig"),
        saved_as(line_end="\r\n"),
        saved_as(line_end="\r"),
        saved_as(sep=";"),
        saved_as(sep="\t"),
        saved_as(sep="|"),
        saved_as(sep="\t", encoding="utf-16"),
        saved_as(sep=";", encoding="utf-8-sig", line_end="\r\n", quoting=1),
        b"sep=;\r\n" + saved_as(sep=";", line_end="\r\n"),
        DATA.replace(b"verdict_id", b" Verdict_ID ", 1),
        DATA.removesuffix(b"\n"),
        DATA + b"\n\n,,,,,,,,,,\n",
        ROWS[ROWS.columns[::-1]].to_csv(index=False).encode(),
    ],
    ids=[
        *["as written", "BOM", "CRLF", "CR", "semicolons", "tabs", "bars", "UTF-16", "LibreOffice"],
        *["sep=", "header in other case", "no last line end", "blank rows", "columns re-ordered"],
    ],
)
def test_every_usual_form_of_the_file_is_read_exactly(data: bytes) -> None:
    assert records(VERDICT, data) == WRITTEN


def one_row(**cells: str) -> bytes:
    row = dict(zip(VERDICT.names, ["v9", "c1", "1", "Ann Example", "True", *[""] * 6], strict=True)) | cells
    return pd.DataFrame([row]).to_csv(index=False).encode()


@pytest.mark.parametrize(
    ("data", "column", "message"),
    [
        (one_row(decided_at="24/11/2026 09:30"), "decided_at", "is not a time"),
        (one_row(decided_at="2026-11-24"), "decided_at", "is not a time"),
        (one_row(verdict_id="1.23E+15"), "verdict_id", "a spreadsheet made a number of it"),
        (one_row(verdict_id=""), "verdict_id", "it is blank"),
        (one_row(reviewer="  "), "reviewer", "it is blank"),
        (one_row(revision="1.0"), "revision", "not a whole number"),
        (one_row(revision="0"), "revision", "start at 1"),
        (one_row(confidence="6"), "confidence", "not a confidence"),
        (one_row(source_ids="s1, s2"), "source_ids", "not an id"),
        (DATA + b"v3,c1,1,Ann\n", "", "4 cells where the header has 11"),
        (DATA + b"v3,c1,1,Ann,True,one, two,,,,,,\n", "", "13 cells where the header has 11"),
        (DATA + b'v3,c1,1,Ann,True,"open,,,,,\n', "", "quotation mark is never closed"),
        (DATA + "v3,c1,1,Ann,True,café,,,,,\n".encode("cp1252"), "", "byte 21 of the line is 0xe9"),
        (DATA + b"v3,c1,1,An", "", "4 cells where"),
        (DATA + b"\0\0\0\0", "", "1 cells where"),
    ],
)
def test_what_cannot_be_read_is_reported_and_the_other_rows_are_kept(
    data: bytes, column: str, message: str
) -> None:
    *others, last = csvfile.read(VERDICT, data).rows
    (fault,) = last.faults or VERDICT.parse(last.texts)[1]
    assert fault.column == column
    assert message in fault.message
    assert [VERDICT.parse(row.texts)[0] for row in others] in (WRITTEN, [])


def test_a_stray_quotation_mark_does_not_swallow_the_rows_below() -> None:
    lines = [
        *[b'v1,c1,1,Ann,True,"open,,,,,', b"v2,c1,2,Ann,True,,,,,,", b"v3,c1,3,Ann,True,,,,,,"],
        *[b'v4,c1,4,Ann,True,"open again,,,,,', b"v5,c1,5,Ann,True,,,,,,"],
    ]
    rows = csvfile.read(VERDICT, b"\n".join([DATA.split(b"\n")[0], *lines]) + b"\n").rows
    assert [row.line for row in rows] == [2, 3, 4, 5, 6]
    assert [bool(row.faults) for row in rows] == [True, False, False, True, False]


def test_a_line_break_typed_into_a_cell_is_text() -> None:
    data = DATA + b'v3,c1,1,Cem Sample,True,"one\ntwo",,,,,\nv4,c2,1,Cem Sample,True,,,,,,\n'
    found = csvfile.read(VERDICT, data).rows
    assert [(row.line, row.texts["rationale"]) for row in found[2:]] == [(4, "one\ntwo"), (6, "")]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (b"verdict_id,claim_id,revision,reviewer\n", "verdict: this column is missing"),
        (
            DATA.split(b"\n")[0].replace(b"rationale", b"verdict") + b"\n",
            "verdict: this column is there twice",
        ),
        (b"\xff\xfea", "not text"),
        (b"PK\x03\x04\x00\n", "verdict_id: this column is missing"),
    ],
)
def test_a_file_whose_header_cannot_be_used_says_so_and_keeps_every_row(header: bytes, message: str) -> None:
    sheet = csvfile.read(VERDICT, header + b"v1,c1,1,Ann\n")
    assert message in str(sheet.faults[0])
    assert all(row.faults for row in sheet.rows)
    assert len(sheet.rows) == 1


def test_a_column_of_the_persons_own_is_kept_apart() -> None:
    (row,) = csvfile.read(VERDICT, one_row(mood="happy")).rows
    assert row.unknown == {"mood": "happy"}
    assert VERDICT.parse(row.texts)[0] is not None


@pytest.mark.parametrize("written", ["yes", "TRUE", "1", "Yes "])
def test_yes_is_understood_as_spreadsheets_write_it(written: str) -> None:
    texts = SOURCE.texts(source("s1")) | {"withdrawn": written}
    assert SOURCE.parse(texts)[0] == source("s1", withdrawn=True)


def test_a_check_worthiness_keeps_all_its_digits() -> None:
    written = replace(CLAIMS[0], check_worthiness=0.1 + 0.2)
    assert records(CLAIM, csvfile.render(CLAIM, [written])) == [written]


def test_a_very_long_cell_is_read() -> None:
    written = verdict("v1", label=SCALE.labels[0].name, rationale="A" * 300_000)
    assert records(VERDICT, csvfile.render(VERDICT, [written])) == [written]
