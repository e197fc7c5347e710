"""The versions of an article's text: each in a file of its own that never changes, the newest in article.txt.

An article that never changed has article.txt alone. The database has every text, and the files follow it:
first the texts, then article.json, then article.txt. A cut between any two of these steps leaves files that
are read as before or as after the change, and the next one to open the desk finishes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdesk.disk import files
from factdesk.disk.files import Stamp
from factdesk.errors import BrokenFile
from factdesk.model import sha256

TEXT, DETAILS = "article.txt", "article.json"


@dataclass(frozen=True, slots=True)
class TextVersion:
    """One version of a text: who brought it in and when (UTC), and a remark."""

    version: int
    text: str
    at: str = ""
    by: str = ""
    note: str = ""

    @property
    def sha256(self) -> str:
        return sha256(self.text)

    @property
    def file(self) -> str:
        return file_of(self.version)

    def entry(self) -> dict[str, Any]:
        """What article.json says of it."""
        found = {
            "version": self.version,
            "sha256": self.sha256,
            "file": self.file,
            "at": self.at,
            "by": self.by,
        }
        return {**found, "note": self.note} if self.note else found


def file_of(version: int) -> str:
    return f"article.v{version}.txt"


def entries(folder: Path) -> list[Mapping[str, Any]]:
    """The versions that a sound article.json tells of, oldest first; none where the text never changed."""
    details = json.loads((folder / DETAILS).read_text("utf-8-sig"))
    return list(details.get("versions", []))


def are_written(folder: Path, told: Sequence[Mapping[str, Any]]) -> bool:
    """Whether article.txt is the newest version and each version has its file, by name and content."""
    if not told:
        return True
    return is_newest(folder, told) and all(text_of(folder, one) is not None for one in told)


def is_newest(folder: Path, told: Sequence[Mapping[str, Any]]) -> bool:
    """Whether article.txt holds the newest of the versions that article.json tells of."""
    return text_of(folder, {**told[-1], "file": TEXT}) is not None


def load(folder: Path) -> list[TextVersion]:
    """Every version with its text. Raises `BrokenFile` where a file is missing or holds another text."""
    found = []
    for one in entries(folder):
        text = text_of(folder, one)
        if text is None:
            text = text_of(folder, {**one, "file": TEXT})
        if text is None:
            raise BrokenFile(f"{folder / one['file']}: {_WRONG[0]}; {_WRONG[1]}")
        found.append(TextVersion(one["version"], text, one["at"], one["by"], one.get("note", "")))
    return found


_WRONG = ("not the text of this version, or missing", "bring the file back byte for byte")


def text_of(folder: Path, entry: Mapping[str, Any]) -> str | None:
    """The text of a version that article.json tells of, or None where its file does not hold it."""
    try:
        text = read(folder / str(entry["file"]))
    except (OSError, UnicodeDecodeError):
        return None
    return text if sha256(text) == entry["sha256"] else None


def read(path: Path) -> str:
    """A text to the letter: no line end is changed."""
    return path.read_bytes().decode("utf-8")


def write(folder: Path, versions: Sequence[TextVersion]) -> None:
    """Bring the files of an article up to its versions. May be repeated; may be cut anywhere."""
    for one in versions:
        _put(folder / one.file, one.text)
    newest = versions[-1]
    told = {"sha256": newest.sha256, "version": newest.version, "versions": [one.entry() for one in versions]}
    # Read and replaced under one stamp: what somebody else writes there meanwhile is not lost.
    written, stamp = files.read(folder / DETAILS)
    try:
        details = json.loads(written.decode("utf-8-sig"))
    except ValueError:
        raise OSError(None, f"{DETAILS} is not valid JSON", str(folder / DETAILS)) from None
    _replace(folder / DETAILS, json.dumps({**details, **told}, ensure_ascii=False, indent=2) + "\n", stamp)
    _put(folder / TEXT, newest.text)


def _put(path: Path, text: str) -> None:
    there, stamp = files.read(path)
    if stamp is None or there != text.encode("utf-8"):
        _replace(path, text, stamp)


def _replace(path: Path, text: str, known: Stamp | None) -> None:
    if files.write_whole(path, text.encode("utf-8"), known) is None:
        raise OSError(None, "somebody else writes there", str(path))


def faults(details: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with `version` and `versions` of an article.json: field, message, remedy."""
    remedy = "leave it as the desk wrote it"
    told, number = details.get("versions", []), details.get("version", 1)
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        yield "versions", "it is not a list of objects", remedy
        return
    for expected, one in enumerate(told, 1):
        plain = all(isinstance(one.get(name), str) for name in ("at", "by"))
        right = one.get("version") == expected and one.get("file") == file_of(expected)
        if not (plain and right and re.fullmatch(r"[0-9a-f]{64}", str(one.get("sha256")))):
            yield "versions", f"version {expected} lacks its number, sha256, file, at or by", remedy
            return
    if number != (len(told) or 1):
        yield "version", f"it is {number!r}, and versions tells of {len(told) or 'none'}", remedy
    elif told and told[-1]["sha256"] != details.get("sha256"):
        yield "versions", "the newest is not the text of sha256", remedy
