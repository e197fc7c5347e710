"""Bytes become text or a message that says what to do; text becomes frozen text, a title and a slug."""

from __future__ import annotations

import doctest
import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.errors import BadInput
from factdesk.ingest import text as ingest

SHA = "1a2b3c4d5e6f" * 5


def zipped(member: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(member, "x")
    return file.getvalue()


def test_doctests_hold() -> None:
    assert doctest.testmod(ingest).failed == 0


# --- decode ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read(encoding: str) -> None:
    assert ingest.decode("Zoë said “yes” 😀".encode(encoding), "a.txt") == "Zoë said “yes” 😀"


def test_utf_16_of_either_byte_order_is_read() -> None:
    assert ingest.decode(b"\xfe\xff" + "žluť".encode("utf-16-be"), "a.txt") == "žluť"
    assert ingest.decode(b"\xff\xfe" + "žluť".encode("utf-16-le"), "a.txt") == "žluť"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (zipped("word/document.xml"), "Word document"),
        (zipped("xl/workbook.xml"), "Excel"),
        (zipped("notes.txt"), "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00", "JPEG"),
        (b"\x7fELF\x02\x01\x01\x00", "Linux program"),
        (b"MZ\x90\x00\x03", "Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "old Word"),
        (b"{\\rtf1\\ansi hello}", "Rich Text"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "UTF-32"),
        (b"some\x00thing", "NUL at byte 4"),
        ("no byte order mark".encode("utf-16-le"), "UTF-16 without a byte order mark"),
    ],
)
def test_a_binary_renamed_txt_is_named_for_what_it_is(data: bytes, named: str) -> None:
    with pytest.raises(BadInput, match=named) as caught:
        ingest.decode(data, "report.txt")
    assert str(caught.value).startswith("report.txt: ")
    assert "as UTF-8" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        (b"Zo\xeb came.", 2),
        (b"\xef\xbb\xbfZo\xeb came.", 5),
        (b"cut off \xe2\x82", 8),
        (b"\xff\xfea\x00\x00\xd8a\x00", 4),
    ],
)
def test_undecodable_bytes_are_reported_with_their_offset(data: bytes, byte: int) -> None:
    with pytest.raises(BadInput, match=f"from byte {byte} on; save it as UTF-8"):
        ingest.decode(data, "a.txt")


def test_a_huge_file_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(BadInput, match=r"8,000,001 bytes .* limit of 2,000,000 characters"):
        ingest.decode(b"a" * 8_000_001, "a.txt")


@given(st.binary())
def test_any_bytes_give_text_or_a_message(data: bytes) -> None:
    try:
        assert isinstance(ingest.decode(data, "a.txt"), str)
    except BadInput as error:
        assert str(error).startswith("a.txt: ")


# --- clean -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "frozen"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("\ufeffone", "one"),
        ("\n \n one \n\n", "\n \n one \n\n"),
        ("page one\fpage two", "page one\npage two"),
        ("be\x07ll\x1b[0m", "be ll [0m"),
        ("a\tb", "a\tb"),
        ("e\u0301 and é", "e\u0301 and é"),
        ("\u202bמילים\u202c וכו", "\u202bמילים\u202c וכו"),
        ("\u2067שלום\u2069 ok \u200f!", "\u2067שלום\u2069 ok \u200f!"),
        ("👩\u200d👧 🇫🇷", "👩\u200d👧 🇫🇷"),
        ("no sentence end", "no sentence end"),
        ("<script>alert(1)</script>\n<b>x</b>", "<script>alert(1)</script>\n<b>x</b>"),
        ("lone \ud83d half", "lone \ufffd half"),
        ("soft\u00ad hyphen, mid\ufeffdle", "soft\u00ad hyphen, mid\ufeffdle"),
    ],
)
def test_text_is_frozen_with_its_letters_untouched(raw: str, frozen: str) -> None:
    assert ingest.clean(raw) == frozen


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("", "empty"),
        (" \r\n\t\u00a0\u2003", "empty"),
        (" \u2003\ufeff", "only invisible"),
        ("\x07\x1b", "empty"),
        ("\u200b\u202e\u2060", "only invisible"),
        ("a\x00b", "character 1 is a NUL"),
        ("é" * 2_000_001, "2,000,001 characters is over the limit of 2,000,000"),
    ],
)
def test_unusable_text_is_refused_with_the_reason(raw: str, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        ingest.clean(raw)


def test_two_million_characters_are_accepted() -> None:
    assert len(ingest.clean("a" * 2_000_000)) == 2_000_000


@given(st.text(st.characters() | st.sampled_from("\r\n\t \ufeff\x07\ud800\u2028ab")))
def test_cleaning_is_idempotent_and_leaves_what_a_file_can_hold(raw: str) -> None:
    try:
        frozen = ingest.clean(raw)
    except BadInput:
        return
    assert ingest.clean(frozen) == frozen
    assert ingest.clean(ingest.decode(frozen.encode(), "a.txt")) == frozen
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", frozen)


# --- title and slug --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Freedonia votes #\n\nPolls opened.", "Freedonia votes"),
        ("Freedonia votes\n\nPolls opened on Monday.", "Freedonia votes"),
        ("Who won in Freedonia?\nNobody knows.", "Who won in Freedonia?"),
        ("\u200b\nFreedonia votes\nPolls opened.", "Freedonia votes"),
        ("Polls opened on Monday.\n\nThey closed at eight.", "Polls opened on Monday. They closed at eight."),
        ("No heading here", "No heading here"),
        ("../../etc/passwd\n\nSome text.", "../../etc/passwd"),
        ("😀😀", "😀😀"),
        ("\u202eevil\u202c title\n\nSome text.", "evil title"),
        (
            "Polls opened on Monday across the whole of Freedonia, and the counting of the votes went on.",
            "Polls opened on Monday across the whole of Freedonia, and the counting of the…",
        ),
        ("x" * 100, "x" * 79 + "…"),
    ],
)
def test_a_title_is_the_heading_or_the_first_words(text: str, title: str) -> None:
    assert ingest.title_of(text) == title


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Pakistan’s army chief to visit", "pakistans-army-chief-to-visit"),
        ("Gießen, Łódź & Señor Ærø", "giessen-lodz-senor-aero"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c:d*e", "a-b-c-d-e"),
        ("CON", "con-1a2b3c4d"),
        ("com1", "com1-1a2b3c4d"),
        ("lpt9.", "lpt9-1a2b3c4d"),
        ("..", "article-1a2b3c4d"),
        ("", "article-1a2b3c4d"),
        ("😀", "article-1a2b3c4d"),
        ("Новости дня 5", "article-1a2b3c4d"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_slug_is_safe_on_every_system(title: str, slug: str) -> None:
    assert ingest.slug_of(title, SHA) == slug


@given(st.text())
def test_any_text_has_a_short_title_and_a_safe_slug(text: str) -> None:
    title = ingest.title_of(text)
    assert len(title) <= ingest.MAX_HEADING and "\n" not in title
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug := ingest.slug_of(title, SHA))
    assert len(slug) <= ingest.MAX_SLUG
