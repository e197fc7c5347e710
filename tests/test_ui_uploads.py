"""Size and kind of an uploaded file are looked at by the server too, whatever the browser let through."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from factdesk import desk, errors
from factdesk.ui import desks
from factdesk.ui.views import add, uploads

MEGABYTE = 1 << 20


class Upload(io.BytesIO):
    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name, self.size = name, len(data)


TURNED_AWAY = [
    ("a.txt", b"a" * (50 * MEGABYTE + 1), "50 MB"),
    ("a.exe", b"Some words.", "not read"),
    ("a.txt\0.exe", b"Some words.", "not read"),
    ("txt", b"Some words.", "not read"),
]


@pytest.mark.parametrize(
    ("name", "data", "why"), TURNED_AWAY, ids=[why + name for name, _, why in TURNED_AWAY]
)
def test_an_article_s_file_that_is_too_large_or_of_another_kind_is_refused(
    name: str, data: bytes, why: str
) -> None:
    with pytest.raises(errors.BadInput, match=why):
        add._brought({"text": "", "url": "", "upload": Upload(name, data)})


def test_an_article_s_file_is_read() -> None:
    given: dict[str, Any] = {"text": "", "url": "", "upload": Upload("A.TXT", b"Some words of a text.")}
    assert add._brought(given).text == "Some words of a text."


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> desk.Desk:
    made = desk.Desk.open(tmp_path)
    monkeypatch.setattr(desks, "desk", lambda: made)
    return made


@pytest.mark.parametrize(
    ("name", "size", "kept"),
    [("a.txt", 20 * MEGABYTE + 1, False), ("a.exe", 10, False), ("a.MD", 10, True), ("../b.txt", 10, True)],
)
def test_a_source_s_file_that_is_too_large_or_of_another_kind_attaches_nothing(
    shared: desk.Desk, name: str, size: int, kept: bool
) -> None:
    slug = shared.add_article("The bridge of Freedonia cost 12 million dollars.", by="Ann").article.slug
    claim = shared.claims(slug)[0].id
    trouble = uploads._keep(slug, "Ann", claim, "s1", Upload(name, b"a" * size))
    assert bool(trouble) is not kept
    assert [bool(one.copy) for one in shared.sources(slug)] == [True] * kept
