"""The article folders: frozen text, what is known of it, and its scale."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from factdesk.disk import files
from factdesk.errors import BadInput, BrokenFile, NotFound, Stale
from factdesk.model import STANDS_FOR, Article, Label, Period, Scale, sha256
from factdesk.store import versions
from factdesk.store.faults import Problem
from factdesk.store.versions import DETAILS, TEXT

PLAIN = ("title", "url", "publisher", "author", "retrieved", "added_by", "split_by", "copy")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def slugs(desk: Path) -> list[str]:
    """The names of the folders that hold an article, or only one of its two files, sorted."""
    return sorted(path.name for path in desk.iterdir() if not path.name.startswith(".") and _is_article(path))


def _is_article(folder: Path) -> bool:
    return any((folder / name).exists() for name in (TEXT, DETAILS))


def folder_of(desk: Path, slug: str) -> Path:
    """The folder of an article; never one outside the desk, whatever the slug."""
    path = (desk / slug).resolve()
    if path.name != slug or path.parent != desk.resolve() or slug.startswith("."):
        raise _no_article(slug)
    return path


def _no_article(slug: str) -> NotFound:
    return NotFound(f"no article {slug!r} on this desk; an article is named by its folder there")


def load(desk: Path, slug: str) -> Article:
    """The article of that slug. `NotFound`, `BrokenFile`, or `BadInput` where its text was changed."""
    folder = folder_of(desk, slug)
    if not _is_article(folder):
        raise _no_article(slug)
    article, problems = read(folder)
    if article is None:
        changed = problems[0].file.endswith(TEXT) and problems[0].column == "sha256"
        raise (BadInput if changed else BrokenFile)(str(problems[0]))
    return article


def write(desk: Path, article: Article, rows: Mapping[str, bytes]) -> None:
    """Write a new article with its other files (name to content). It is there as a whole or not at all."""
    target = folder_of(desk, article.slug)
    details = json.dumps(described(article), ensure_ascii=False, indent=2) + "\n"
    everything = {TEXT: article.text.encode("utf-8"), DETAILS: details.encode("utf-8"), **rows}
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=desk))
    try:
        for name, data in everything.items():
            (new / name).parent.mkdir(exist_ok=True)
            files.write_whole(new / name, data)
        new.chmod(0o777 & ~_umask())  # mkdtemp makes folders for one user
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    files.sync_folder(desk)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def described(article: Article) -> dict[str, Any]:
    """What article.json holds."""
    start, end = article.published.start, article.published.end
    return {
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "author": article.author,
        "published": {
            "start": start.isoformat() if start else "",
            "end": end.isoformat() if end else "",
            "basis": article.published_basis,
        },
        "retrieved": article.retrieved,
        "added_by": article.added_by,
        **{name: getattr(article, name) for name in ("split_by", "copy") if getattr(article, name)},
        "sha256": article.sha256,
        "scale": asdict(article.scale) if article.scale else None,
    }


@dataclass(frozen=True, slots=True)
class Redated:
    """Another publication date: who gave it, when (UTC), and on what basis."""

    published: Period
    basis: str
    by: str
    at: str


def redate(desk: Path, article: Article, change: Redated) -> None:
    """Write the date into article.json, and the former one under its `changes`, which only grow."""
    path = folder_of(desk, article.slug) / DETAILS
    data, known = files.read(path)
    details = json.loads(data.decode("utf-8-sig"))
    new = described(replace(article, published=change.published, published_basis=change.basis))["published"]
    entry = {"at": change.at, "by": change.by, "field": "published", "was": details.get("published", {})}
    changed = {**details, "published": new, "changes": [*details.get("changes", []), entry]}
    text = json.dumps(changed, ensure_ascii=False, indent=2) + "\n"
    if files.write_whole(path, text.encode("utf-8"), known) is None:
        raise Stale(
            f"{path} was changed outside at the same moment; look at it and change it again",
            current=article,
            offered=change,
        )


# --- reading ---------------------------------------------------------------------------------------


def read(folder: Path) -> tuple[Article | None, list[Problem]]:
    """The article in a folder, or None and what is wrong with its two files."""
    written, problems = _written(folder / DETAILS)
    text, trouble = _text(folder / TEXT)
    problems += trouble
    if text is None or written is None:
        return None, problems
    details = json.loads(written)
    problems += [_at(folder / DETAILS, written, *fault) for fault in _faults(details)]
    if problems:
        return None, problems
    article = _article(folder.name, _newest(folder, text, details), details)
    if article.sha256 != details["sha256"]:
        message = (
            f"the text is not the one that was frozen: its SHA-256 is {article.sha256[:12]}…, "
            f"article.json says {details['sha256'][:12]}…"
        )
        remedy = (
            "bring the frozen text back byte for byte, line ends included, or add the new text as an article"
        )
        return None, [Problem(str(folder / TEXT), 0, "sha256", message, remedy)]
    return article, []


def _newest(folder: Path, text: str, details: Mapping[str, Any]) -> str:
    """The text of article.txt, or the newest version where a power cut left a former one there."""
    told = details.get("versions", [])
    if sha256(text) in [one["sha256"] for one in told[:-1]]:
        return versions.text_of(folder, told[-1]) or text
    return text


def _written(path: Path) -> tuple[str | None, list[Problem]]:
    """The text of a file that holds a JSON object, or what is wrong with it."""
    text, problems = _text(path, "utf-8-sig")
    if text is None:
        return None, problems
    try:
        if isinstance(json.loads(text), dict):
            return text, []
        return None, [Problem(str(path), 1, "", "not a JSON object", "see claims/README.md for its fields")]
    except json.JSONDecodeError as error:
        return None, [
            Problem(str(path), error.lineno, "", f"not valid JSON: {error.msg}", "correct it there")
        ]


def _text(path: Path, encoding: str = "utf-8") -> tuple[str | None, list[Problem]]:
    try:
        return path.read_bytes().decode(encoding), []
    except FileNotFoundError:
        return None, [Problem(str(path), 0, "", "the file is missing", "bring it back")]
    except OSError as error:
        return None, [Problem(str(path), 0, "", f"cannot be read: {error.strerror}", "make it readable")]
    except UnicodeDecodeError as error:
        return None, [Problem(str(path), 0, "", f"byte {error.start} is not UTF-8", "save it as UTF-8")]


def _at(path: Path, written: str, field: str, message: str, remedy: str) -> Problem:
    before, found, _ = written.partition(f'"{field.split(".")[0]}"')
    return Problem(str(path), before.count("\n") + 1 if found else 0, field, message, remedy)


def _faults(details: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the fields of article.json: field, message, remedy."""
    for name in PLAIN:
        if not isinstance(details.get(name, ""), str):
            yield name, "it is not a text", 'write it in quotation marks, "" for unknown'
    if not re.fullmatch(r"[0-9a-f]{64}", str(details.get("sha256"))):
        yield "sha256", "it is not a SHA-256 in hex", "write that of article.txt, 64 digits"
    published = details.get("published", {})
    if not isinstance(published, dict):
        yield "published", "it is not an object", 'write {"start": "", "end": "", "basis": ""}'
    else:
        yield from _published_faults(published)
    changes = details.get("changes", [])
    if not isinstance(changes, list) or not all(isinstance(one, dict) for one in changes):
        yield "changes", "it is not a list of objects", "leave it as the desk wrote it, or take it out"
    yield from versions.faults(details)
    if details.get("scale") is not None:
        yield from _scale_faults(details["scale"])


def _published_faults(published: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for end in ("start", "end"):
        day = published.get(end, "")
        if not isinstance(day, str) or (day and not _ISO_DAY.fullmatch(day)):
            yield f"published.{end}", f"{day!r} is not a day", 'write it like "2022-06-15", "" for unknown'
            return
    try:
        _period(published)
    except BadInput as error:
        yield "published", str(error), "correct the dates"


def _scale_faults(scale: Any) -> Iterator[tuple[str, str, str]]:
    wanted = {field.name for field in fields(Label)} - {"stands_for"}  # articles of earlier desks have none
    labels = scale.get("labels") if isinstance(scale, dict) else None
    if not isinstance(labels, list) or not labels or not isinstance(scale.get("name"), str):
        yield "scale", "it has no name or no labels", "see claims/README.md for its form"
        return
    for label in labels:
        if not isinstance(label, dict) or set(label) - {"stands_for"} != wanted:
            yield "scale", f"a label does not have just {', '.join(sorted(wanted))}", "complete it"
        elif not all(isinstance(value, str) for value in label.values()) or not label["name"]:
            yield "scale", "a label has a value that is no text, or no name", "write texts"
        elif label.get("stands_for", "") not in ("", *STANDS_FOR):
            yield (
                "scale",
                f"stands_for {label['stands_for']!r} is unknown",
                f'write {", ".join(STANDS_FOR)} or ""',
            )
        elif [str(other.get("name")).casefold() for other in labels if isinstance(other, dict)].count(
            label["name"].casefold()
        ) > 1:
            yield "scale", f"the label {label['name']!r} is there twice", "give each its own name"


def _article(slug: str, text: str, details: Mapping[str, Any]) -> Article:
    published, scale = details.get("published", {}), details.get("scale")
    return Article(
        text=text,
        slug=slug,
        **{name: details.get(name, "") for name in PLAIN},
        published=_period(published),
        published_basis=str(published.get("basis", "")),
        scale=Scale(scale["name"], tuple(Label(**label) for label in scale["labels"])) if scale else None,
        version=details.get("version", 1),
    )


def _period(published: Mapping[str, Any]) -> Period:
    start, end = published.get("start", ""), published.get("end", "")
    return Period.parse(f"{start}..{end}") if start or end else Period()
