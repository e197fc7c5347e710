"""Documents made to do harm are refused or bounded, each with a message that says why."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
import zlib
from functools import cache
from io import BytesIO

import pytest

from factdesk import ingest
from factdesk.errors import BadInput
from factdesk.ingest import child, confined
from made_documents import page, pdf, raw_pdf, word_of

ENTITIES = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY l0 "lol">{ENTITIES}]>'
FILE = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@cache
def two_gigabytes() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 2**20) for _ in range(2000)) + packer.flush()


def flate() -> bytes:
    return raw_pdf([two_gigabytes()])


def flate_in_flate() -> bytes:
    return raw_pdf([zlib.compress(two_gigabytes(), 9)], filters="[/FlateDecode/FlateDecode]")


def many_pages() -> bytes:
    return raw_pdf([zlib.compress(b"BT /F1 9 Tf (x) Tj ET " * 2000)], pages=20_000)


def much_text() -> bytes:
    show = b"BT /F1 1 Tf 1 0 0 1 9 9 Tm (" + b"word " * 5000 + b") Tj ET "
    return raw_pdf([zlib.compress(show)], pages=1_500)


def laughs() -> bytes:
    return word_of(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", LAUGHS)


def external_entity() -> bytes:
    return word_of(b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", FILE)


def entity_in_another_part_in_utf_16() -> bytes:
    part = f'<?xml version="1.0" encoding="utf-16"?>{FILE}<a>&x;</a>'.encode("utf-16")
    return word_of(b"<w:p/>", extra={"word/theme.xml": part})


def zip_bomb() -> bytes:
    return word_of(b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 2_000_000)


def media_bomb() -> bytes:
    return word_of(b"<w:p/>", extra={"word/media/a.png": b"\0" * (400 << 20)})


def many_parts() -> bytes:
    return word_of(b"<w:p/>", extra={f"word/{i}.bin": b"" for i in range(6000)})


def deep_word() -> bytes:
    return word_of(b"<w:tbl><w:tr><w:tc>" * 100_000)


def long_attributes() -> bytes:
    return b"<html><body><div " + b" ".join(b"a%d=1" % i for i in range(200_000)) + b">x</div>"


HOSTILE = [
    (flate, "broke the program|seconds"),
    (flate_in_flate, "broke the program|seconds"),
    (many_pages, "20,000 pages"),
    (much_text, "over the limit of 2,000,000"),
    (laughs, "declares entities"),
    (external_entity, "declares entities"),
    (entity_in_another_part_in_utf_16, "declares entities"),
    (zip_bomb, "unpacked"),
    (media_bomb, "unpacked"),
    (many_parts, "6,0.. parts"),
    (deep_word, "damaged|broke the program"),
    (long_attributes, "some 200,00. attributes"),
]


@pytest.mark.parametrize(("made", "said"), HOSTILE, ids=[made.__name__ for made, _ in HOSTILE])
def test_a_hostile_document_is_refused_with_its_reason(made: object, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        ingest.read(made(), name="given.file")  # type: ignore[operator]
    assert str(refused.value).startswith("given.file: ")


CROWDED = " ".join(f"a{i}" for i in range(12_000))


@pytest.mark.parametrize(
    "tag",
    [CROWDED, CROWDED.replace(" ", "/"), CROWDED.replace(" ", "=''"), f"class='x' {CROWDED}"],
    ids=["blanks", "slashes", "quoted, without blanks", "among others"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_tag_of_too_many_attributes_is_refused_however_it_is_written(tag: str, encoding: str) -> None:
    made = f"<html><body><p {tag}>Some words.</p></body></html>".encode(encoding)
    with pytest.raises(BadInput, match=r"made\.html: one tag of this page has some 12,00\d attributes"):
        ingest.read(made, name="made.html", media_type="text/html")


def test_a_tag_that_holds_a_whole_text_in_one_attribute_is_read() -> None:
    made = page("Some words.", f"""<b data-page='{{"text": "{CROWDED}"}}'>More words.</b>""")
    assert "Some words." in ingest.read(made, name="made.html").text


@pytest.mark.parametrize(
    "body",
    [b"<div>" * 200_000 + b"words", b"<b>" * 60_000 + b"words", b"<table><tr><td>" * 5000, b"<p>" * 100_000],
    ids=["div", "b", "table", "p"],
)
def test_deeply_nested_pages_end_in_a_text_or_a_message(body: bytes) -> None:
    try:
        assert ingest.read(b"<html><body>" + body, name="deep.html").text
    except BadInput as error:
        assert str(error).startswith("deep.html: ")


def test_a_row_of_comments_is_read_in_one_way_only() -> None:
    comments = b"<!---->" * 500
    assert ingest.read(comments + b" words", name="x.txt").media_type == "text/plain"
    assert ingest.read(comments + page("Some words."), name="x").media_type == "text/html"


def test_a_page_that_holds_up_the_libraries_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patterns of trafilatura take minutes for this one; in this process nothing could stop them."""
    monkeypatch.setattr(confined, "WALL_SECONDS", 3)
    script = '<script type="application/ld+json">{' + '"author":' * 50_000 + "</script>"
    with pytest.raises(BadInput, match="more than 3 seconds"):
        ingest.read(page(head=script), name="made.html")


def test_structured_data_nested_without_end_is_passed_over() -> None:
    head = f'<script type="application/ld+json">{"[" * 100_000}</script>'
    assert "second bridge" in ingest.read(page(head=head), name="a.html").text


def test_a_declared_size_that_lies_binds_the_reader() -> None:
    data = bytearray(zip_bomb())
    with zipfile.ZipFile(BytesIO(bytes(data))) as archive:
        size = archive.getinfo("word/document.xml").file_size
    lying = bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(BadInput, match="damaged"):
        ingest.read(lying, name="a.docx")


# --- the child process -----------------------------------------------------------------------------


def test_a_child_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "WALL_SECONDS", 0.2)
    monkeypatch.setattr(confined, "_START", "import time; time.sleep(60)")
    with pytest.raises(BadInput, match=r"more than 0\.2 seconds"):
        confined.read_confined("pdf", b"", "a.pdf")


def test_a_child_that_writes_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "OUTPUT_BYTES", 10_000)
    monkeypatch.setattr(confined, "_START", "while True: print('x' * 1000)")
    with pytest.raises(BadInput, match="10,000 bytes"):
        confined.read_confined("pdf", b"", "a.pdf")


def test_the_child_is_told_no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FACTDESK_GOOGLE_KEY", "AWS_SECRET_ACCESS_KEY", "FACTDESK_DATABASE"):
        monkeypatch.setenv(name, "secret-of-the-desk")
    monkeypatch.setattr(confined, "_START", "import os; print(dict(os.environ))")
    output, code, _ = confined._run("pdf", b"", "x.pdf", "", "")
    assert code == 0 and b"PATH" in output
    assert b"secret-of-the-desk" not in output


def test_a_child_that_breaks_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "_START", "import os; os.abort()")
    with pytest.raises(BadInput, match="broke the program"):
        confined.read_confined("pdf", b"", "a.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_child_has_limits_that_it_cannot_raise() -> None:
    asked = (
        "import resource; from factdesk.ingest import child; child._limit();"
        "print([resource.getrlimit(getattr(resource, n)) for n in ('RLIMIT_CPU', 'RLIMIT_FSIZE')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert str(child.CPU_SECONDS) in told
    assert "(0, 0)" in told


def test_the_child_loads_one_parser_and_no_page_or_language_model() -> None:
    asked = (
        "import json, sys, os; os._exit = lambda code: print('', *sys.modules, file=sys.stderr);"
        "from factdesk.ingest.child import main; main('pdf', 'a.pdf', '', '')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked], input=pdf([[("Words.", 9, 9, 9)]]), capture_output=True
    )
    assert json.loads(ran.stdout)["document"]["text"] == "Words."
    loaded = set(ran.stderr.decode().split())
    assert not {"streamlit", "spacy", "pandas", "trafilatura", "sqlalchemy", "requests"} & loaded
