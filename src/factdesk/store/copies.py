"""Kept copies of sources and articles: the text as it was read, and the original, beside each other.

A copy is named after the bytes that came, so what is fetched twice is kept once. It never changes. The text
is written first and the description last: a copy is there as a whole, or a repeated attempt makes it whole.
"""

from __future__ import annotations

import errno
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from factdesk.disk import files
from factdesk.errors import BadInput, BrokenFile, NotFound
from factdesk.model import Copy, Period, sha256
from factdesk.store.faults import Problem
from factdesk.store.values import Unreadable, time

FOLDER = "copies"
# Of the original; all else is kept as `bin`. A text's original must not be taken for what was read of it.
_SUFFIXES = {"txt": "original.txt", "md": "md", "htm": "html", "jpeg": "jpg"} | {
    name: name for name in ("warc.gz", "pdf", "docx", "html", "png", "jpg", "gif", "webp", "mp3", "mp4")
}
_ID = re.compile(r"k[0-9a-f]{16}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_TEXTS = ("original", "media_type", "name", "url", "final_url", "title", "author", "publisher")
_LEFT_OUT = re.compile(r"…|\.\s?\.\s?\.")
_BRING_BACK = "bring it back byte for byte, or fetch the source again"


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy on its way to the disk: `text` as it was read, `original` the bytes of the file beside it."""

    copy: Copy
    text: str
    original: bytes


def id_of(came: bytes) -> str:
    """The id of the copy of these bytes."""
    return "k" + sha256_of(came)[:16]


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def named(id: str, suffix: str) -> str:
    """The file name of an original of this kind ("pdf", "warc.gz")."""
    return f"{id}.{_SUFFIXES.get(suffix.lower(), 'bin')}"


def write(folder: Path, kept: Kept) -> Copy:
    """Keep a copy in an article's folder; one of the same bytes that is there is returned as it was kept."""
    place, id = folder / FOLDER, kept.copy.id
    known, problems = read(folder, id)
    if known and not problems and not list(_file_problems(folder, known)):
        return known
    new = [place / name for name in files_of(kept) if not (place / name).exists()]
    try:
        place.mkdir(exist_ok=True)
        for name, data in files_of(kept).items():
            path = place / name
            files.write_whole(path, data, files.stamp(path))
    except OSError as error:
        for path in new:  # a part of a copy is of no use, and takes room on a full disk
            path.unlink(missing_ok=True)
        raise BadInput(
            f"{place} cannot be written: {error.strerror}; the copy was not kept. Free space and try again"
        ) from None
    return kept.copy


def files_of(kept: Kept) -> dict[str, bytes]:
    """The three files of a copy by name, in the order in which they are written."""
    details = json.dumps(described(kept.copy, kept.original), ensure_ascii=False, indent=2) + "\n"
    return {
        f"{kept.copy.id}.txt": kept.text.encode("utf-8"),
        kept.copy.original: kept.original,
        f"{kept.copy.id}.json": details.encode("utf-8"),
    }


def described(copy: Copy, original: bytes) -> dict[str, Any]:
    """What the description of a copy holds."""
    told = {one.name: getattr(copy, one.name) for one in fields(copy)}
    told["published"] = {
        "start": copy.published.start.isoformat() if copy.published.start else "",
        "end": copy.published.end.isoformat() if copy.published.end else "",
        "basis": told.pop("published_basis"),
    }
    return {**told, "file_sha256": sha256_of(original)}


# --- reading ---------------------------------------------------------------------------------------


def load(folder: Path, id: str) -> Copy:
    """The copy of that id. `NotFound`; `BrokenFile` where its description cannot be used."""
    copy, problems = read(folder, id)
    if problems:
        raise BrokenFile(str(problems[0]))
    if copy is None:
        raise NotFound(
            f"the kept copy {id or '(none)'} is not in {folder / FOLDER}: it may have been kept on another "
            "machine; bring its files here, or fetch the source again"
        )
    return copy


def text(folder: Path, copy: Copy) -> str:
    """The text of a copy, proved by its SHA-256. `BrokenFile` where it is another one, or missing."""
    path = folder / FOLDER / f"{copy.id}.txt"
    try:
        found = _bytes(path).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        found = None
    if found is None or sha256(found) != copy.sha256:
        raise BrokenFile(str(_not_as_kept(path)))
    return found


def original(folder: Path, copy: Copy) -> Path:
    """Where the original of a copy lies. `BrokenFile` where it is another file than was kept, or missing."""
    path = folder / FOLDER / copy.original
    if not _is_as_kept(folder, copy):
        raise BrokenFile(str(_not_as_kept(path)))
    return path


def read(folder: Path, id: str) -> tuple[Copy | None, list[Problem]]:
    """The copy of that id, or None and what is wrong with its description; nothing where there is none."""
    path = folder / FOLDER / f"{id}.json"
    if not _ID.fullmatch(id) or not path.exists():
        return None, []
    try:
        told = json.loads(_bytes(path).decode("utf-8-sig"))
        json.dumps(told, ensure_ascii=False).encode()  # half a letter pair could not be shown or written
    except OSError as error:
        return None, [Problem(str(path), 0, "", f"cannot be read: {error.strerror}", "make it readable")]
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        return None, [Problem(str(path), 0, "", "not a JSON object in UTF-8", _BRING_BACK)]
    problems = [Problem(str(path), 0, *fault) for fault in _faults(id, told)]
    return (None if problems else _copy(told)), problems


def _bytes(path: Path) -> bytes:
    """A file's bytes. OSError for a link or a device, which may lead out of the desk or never end."""
    if path.is_symlink() or not path.is_file():
        raise OSError(errno.EINVAL, "it is no file of its own")
    return path.read_bytes()


def _copy(told: Mapping[str, Any]) -> Copy:
    names = {one.name for one in fields(Copy)} - {"published", "published_basis", "hops", "remarks"}
    return Copy(
        **{name: told[name] for name in names if name in told},
        published=_period(told.get("published", {})),
        published_basis=str(told.get("published", {}).get("basis", "")),
        hops=tuple(told.get("hops", ())),
        remarks=tuple(told.get("remarks", ())),
    )


def _period(told: Mapping[str, Any]) -> Period:
    start, end = told.get("start", ""), told.get("end", "")
    return Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None)


def _faults(id: str, told: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the fields of a description: field, message, remedy."""
    if told.get("id") != id:
        yield "id", f"it is not {id}, after which the file is named", _BRING_BACK
    for name in ("sha256", "original_sha256", "file_sha256"):
        if not _SHA256.fullmatch(str(told.get(name))):
            yield name, "it is not a SHA-256 in hex", _BRING_BACK
    for name in _TEXTS:
        if not isinstance(told.get(name, ""), str):
            yield name, "it is not a text", 'write it in quotation marks, "" for unknown'
    if told.get("original") not in [named(id, suffix) for suffix in (*_SUFFIXES, "")]:
        yield "original", "it is not the name of an original of this copy", _BRING_BACK
    for name in ("hops", "remarks"):
        listed = told.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            yield name, "it is not a list of texts", 'write it like ["…"], [] for none'
    try:
        time(str(told.get("retrieved", "")))
        _period(told.get("published", {}))
    except Unreadable as trouble:
        yield "retrieved", trouble.message, trouble.remedy
    except (BadInput, ValueError, TypeError, AttributeError):
        yield "published", "its days cannot be read", 'write {"start": "2022-06-15", "end": "", "basis": ""}'


# --- whether everything is as it was kept ----------------------------------------------------------


def problems(folder: Path) -> Iterator[Problem]:
    """What is wrong with the copies in an article's folder."""
    place = folder / FOLDER
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.name.startswith("."):
            continue
        id = path.name.partition(".")[0]
        copy, found = read(folder, id)
        if path.name == f"{id}.json" and _ID.fullmatch(id):
            yield from found
            yield from _file_problems(folder, copy) if copy else ()
        elif copy is None and not found:
            message, remedy = (
                "no description of a copy is beside it",
                "fetch the source again, or delete the file",
            )
            yield Problem(str(path), 0, "", message, remedy)


def _file_problems(folder: Path, copy: Copy) -> Iterator[Problem]:
    try:
        text(folder, copy)
    except BrokenFile:
        yield _not_as_kept(folder / FOLDER / f"{copy.id}.txt")
    if not _is_as_kept(folder, copy):
        yield _not_as_kept(folder / FOLDER / copy.original)


def _is_as_kept(folder: Path, copy: Copy) -> bool:
    """Whether the original is there unchanged. It is read in pieces: it may be large."""
    place = folder / FOLDER
    try:
        told = json.loads(_bytes(place / f"{copy.id}.json").decode("utf-8-sig"))
        path = place / copy.original
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == str(told["file_sha256"])
    except (OSError, ValueError, KeyError):
        return False


def _not_as_kept(path: Path) -> Problem:
    return Problem(str(path), 0, "sha256", "it is missing, or not what was kept", _BRING_BACK)


def fits(passage: str, text: str, span: tuple[int, int]) -> bool:
    """Whether a passage stands at that place of a text. Only letters and digits count, in either case.

    "…" in the passage stands for words that it leaves out.
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        return False
    there, at = _letters(text[start:end]), 0
    parts = [part for part in map(_letters, _LEFT_OUT.split(passage)) if part]
    for part in parts:
        found = there.find(part, at)
        if found < 0 or (found and not at):
            return False
        at = found + len(part)
    return bool(parts) and there.endswith(parts[-1])


def _letters(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
