"""The article folders: frozen text, what is known of it, and its scale."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from factdesk.errors import BadInput, BrokenFile, NotFound
from factdesk.model import Article, Label, Period, Scale, sha256
from factdesk.store import files

TEXT, DETAILS = "article.txt", "article.json"
PLAIN = ("title", "url", "publisher", "author", "retrieved", "added_by")


def slugs(folder: Path) -> list[str]:
    """The names of the article folders, sorted."""
    return sorted(
        path.name for path in folder.iterdir() if not path.name.startswith(".") and (path / DETAILS).is_file()
    )


def folder_of(desk: Path, slug: str) -> Path:
    """The folder of an article; never one outside the desk, whatever the slug."""
    path = (desk / slug).resolve()
    if not path.is_relative_to(desk.resolve()) or path.parent != desk.resolve() or slug.startswith("."):
        raise NotFound(f"no article {slug!r} on this desk")
    return path


def load(desk: Path, slug: str) -> Article:
    """The article of that slug. `NotFound`, `BrokenFile`, or `BadInput` where its text was changed."""
    folder = folder_of(desk, slug)
    if not (folder / DETAILS).is_file():
        raise NotFound(f"no article {slug!r} on this desk")
    details = _details(folder / DETAILS)
    article = Article(text=_text(folder / TEXT), slug=slug, **_fields(details, folder / DETAILS))
    if article.sha256 != details.get("sha256"):
        raise BadInput(
            f"{folder / TEXT}: the text is not the one that was frozen (its SHA-256 is {article.sha256[:12]}…; "
            f"article.json says {str(details.get('sha256'))[:12]}…); bring the old text back, byte for byte, "
            "line ends included, or add the new text as another article"
        )
    return article


def write(desk: Path, article: Article, rows: Mapping[str, bytes]) -> Path:
    """Write a new article with its CSV files (name to content). It is there as a whole or not at all."""
    target = folder_of(desk, article.slug)
    if target.exists():
        raise BadInput(f"there is an article {article.slug!r} already; choose another title")
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=desk))
    try:
        new.chmod(0o777 & ~_umask())
        details = json.dumps(described(article), ensure_ascii=False, indent=2) + "\n"
        everything = {TEXT: article.text.encode("utf-8"), DETAILS: details.encode("utf-8"), **rows}
        for name, data in everything.items():
            files.write_whole(new / name, data)
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    files.sync_folder(desk)
    return target


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
        "sha256": sha256(article.text),
        "scale": asdict(article.scale) if article.scale else None,
    }


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise BrokenFile(f"{path} is missing; bring the frozen text back") from None
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{path}: byte {error.start} is not UTF-8; bring the frozen text back") from None


def _details(path: Path) -> dict[str, Any]:
    try:
        details = json.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BrokenFile(f"{path}: byte {error.start} is not UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise BrokenFile(f"{path}:{error.lineno}: not valid JSON: {error.msg}; correct it there") from None
    if not isinstance(details, dict):
        raise BrokenFile(f"{path}: not a JSON object; see claims/README.md for its fields")
    return details


def _fields(details: Mapping[str, Any], path: Path) -> dict[str, Any]:
    try:
        published = details.get("published") or {}
        return {
            **{name: str(details.get(name) or "") for name in PLAIN},
            "published": _period(published),
            "published_basis": str(published.get("basis") or ""),
            "scale": _scale(details.get("scale")),
        }
    except BadInput as error:
        raise BrokenFile(f"{path}: published: {error}") from None
    except (TypeError, KeyError, AttributeError) as error:
        raise BrokenFile(
            f"{path}: published or scale is not of the form in claims/README.md ({error})"
        ) from None


def _period(published: Mapping[str, Any]) -> Period:
    start, end = str(published.get("start") or ""), str(published.get("end") or "")
    return Period(
        Period.parse(start).start if start else None,
        Period.parse(end).end if end else None,
    )


def _scale(scale: Mapping[str, Any] | None) -> Scale | None:
    if not scale:
        return None
    return Scale(str(scale["name"]), tuple(Label(**label) for label in scale["labels"]))
