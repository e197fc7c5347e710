"""Every rule of claims/README.md, over all files of a desk, without its database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factdesk.errors import BrokenFile
from factdesk.model import Article, Claim, Source, Verdict
from factdesk.store import articles, copies, csvfile, rules, shared, versions
from factdesk.store.csvfile import Row
from factdesk.store.faults import Fault, Problem
from factdesk.store.kinds import CLAIM, KINDS, SOURCE, Kind, Record

__all__ = ["Problem", "validate"]

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_HEADER_LINE = 1
# What the folder of a desk without articles may hold.
_OF_A_DESK = ("desk.toml", "README.md", ".factdesk.sqlite")


@dataclass(frozen=True, slots=True)
class _Line:
    """A record and the line of its file."""

    line: int
    record: Record


def validate(folder: Path) -> list[Problem]:
    """What breaks the rules, by file and line; empty when all is well."""
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    paths = _article_folders(folder)
    if not paths and not any((folder / name).exists() for name in _OF_A_DESK):
        problems.append(
            Problem(str(folder), 0, "", "no article is here", "name the folder of the desk, such as claims/")
        )
    for path in paths:
        article, found = articles.read(path)
        problems += [*_name_problems(path), *found]
        if article is None:
            continue
        if (other := texts.setdefault(article.sha256, article.slug)) != article.slug:
            problems.append(
                Problem(str(path / versions.TEXT), 0, "", f"the same text as {other}", "keep one of the two")
            )
        problems += _version_problems(path)
        problems += copies.problems(path)
        problems += _csv_problems(path, article)
    return problems


def _article_folders(folder: Path) -> list[Path]:
    known = {versions.TEXT, versions.DETAILS, *(kind.file_name for kind in KINDS)}
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir() and not path.name.startswith(".") and any((path / name).exists() for name in known)
    )


def _name_problems(path: Path) -> Iterator[Problem]:
    if not _SLUG.fullmatch(path.name):
        yield Problem(str(path), 0, "", "not a slug", "rename the folder: a-z, 0-9 and '-' only")


def _version_problems(path: Path) -> Iterator[Problem]:
    told = versions.entries(path)
    for one in told:
        if versions.text_of(path, one) is None:
            message, remedy = "not the text of this version, or missing", "open the desk: it writes it anew"
            yield Problem(str(path / one["file"]), 0, "sha256", message, remedy)
    if told and not versions.is_newest(path, told):
        message, remedy = "it is a former version of the text", "open the desk: it writes it anew"
        yield Problem(str(path / versions.TEXT), 0, "sha256", message, remedy)


def _texts(path: Path, article: Article) -> rules.Texts:
    """The versions of the text as the files have them."""
    former = {one["version"]: versions.text_of(path, one) for one in versions.entries(path)}
    return {**former, article.version: article.text}.get


def _csv_problems(path: Path, article: Article) -> list[Problem]:
    """What is wrong in and between the CSV files of one article."""
    problems: list[Problem] = []
    texts = _texts(path, article)
    lines: dict[str, list[_Line]] = {}
    for kind in KINDS:
        file = path / kind.file_name
        if kind.later and not file.exists():
            continue
        if not file.exists():
            problems.append(
                Problem(str(file), 0, "", "the file is missing", "open the desk once: it makes one")
            )
        else:
            lines[kind.name], found = _file(kind, file, article, texts)
            problems += found
    problems += _article_copy(path, article)
    for kind in KINDS:
        between = [*_order(kind, lines.get(kind.name, ())), *_references(kind, lines)]
        if kind is SOURCE:
            between += [*_copies(path, lines), *_shared(lines.get(kind.name, ()))]
        problems += [_problem(path / kind.file_name, line, fault) for line, fault in between]
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def _problem(file: Path, line: int, fault: Fault) -> Problem:
    return Problem(str(file), line, fault.column, fault.message, fault.remedy)


def _file(kind: Kind, file: Path, article: Article, texts: rules.Texts) -> tuple[list[_Line], list[Problem]]:
    """The records of a file by line, and what is wrong with its form and its rows."""
    data = file.read_bytes()
    sheet = csvfile.read(kind, data)
    if sheet.faults:
        return [], [_problem(file, _HEADER_LINE, fault) for fault in sheet.faults]
    lines, found = [], [(_HEADER_LINE, fault) for fault in _form(kind, data)]
    columns = csvfile.columns_of(kind, data)
    for row in sheet.rows:
        record, faults = rules.record_of(article, kind, row, texts)
        if record:
            lines.append(_Line(row.line, record))
            faults = list(_row_form(kind, row, record, columns)) if not found else []
        found += [(row.line, fault) for fault in faults]
    return lines, [_problem(file, line, fault) for line, fault in found]


def _form(kind: Kind, data: bytes) -> Iterator[Fault]:
    """Where the file as a whole is not in the written form. The desk reads it all the same."""
    remedy = "open the desk: it reads the file and writes it anew"
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        yield Fault("", "it begins with a byte order mark", remedy)
    elif b"\r" in data:
        yield Fault("", "it has carriage returns at the ends of lines", remedy)
    elif data.split(b"\n", 1)[0] != csvfile.render(kind, (), csvfile.columns_of(kind, data)).rstrip(b"\n"):
        yield Fault("", f"the header is not {','.join(kind.names)}", remedy)
    elif not data.endswith(b"\n"):
        yield Fault("", "the last line does not end in a line feed", remedy)


def _row_form(kind: Kind, row: Row, record: Record, columns: Sequence[str]) -> Iterator[Fault]:
    if row.raw != csvfile.render_rows(kind, [record], columns):
        yield Fault(
            "",
            "the row is right but not written by the rules (quotation, formula guard, one line)",
            "open the desk: it reads the file and writes it anew",
        )


def _article_copy(path: Path, article: Article) -> Iterator[Problem]:
    if article.copy and not (path / copies.FOLDER / f"{article.copy}.json").exists():
        message, remedy = f"the kept copy {article.copy} is missing", "bring the files of the copy back"
        yield Problem(str(path / versions.DETAILS), 0, "copy", message, remedy)


# --- rules between rows and files ------------------------------------------------------------------


def _order(kind: Kind, lines: Iterable[_Line]) -> Iterator[tuple[int, Fault]]:
    """Ids given twice, and revisions that do not count 1, 2, 3 down the file."""
    identities: dict[tuple[str, ...], int] = {}
    revisions: dict[tuple[str, ...], int] = {}
    for line in lines:
        key, identity = kind.pick(kind.key, line.record), kind.pick(kind.identity, line.record)
        first = identities.setdefault(identity, line.line)
        if first != line.line:
            message = f"{' '.join(kind.identity)} {' '.join(identity)} is in line {first} already"
            yield line.line, Fault(kind.identity[0], message, "give each row an id of its own")
            continue
        expected = revisions.get(key, 0) + 1
        if line.record.revision != expected:
            message = f"revision {line.record.revision} of {' by '.join(key)} where {expected} comes next"
            yield line.line, Fault("revision", message, f"write {expected}")
        revisions[key] = max(line.record.revision, expected)


def _references(kind: Kind, lines: dict[str, list[_Line]]) -> Iterator[tuple[int, Fault]]:
    """Rows that speak of a claim or source that the article does not have."""
    claims = {line.record.id for line in lines.get(CLAIM.name, ())}
    sources = {line.record.id for line in lines.get(SOURCE.name, ())}
    for line in lines.get(kind.name, ()):
        for column, named, known in _named(line.record, claims, sources):
            for other in named:
                if other not in known:
                    yield line.line, Fault(column, f"the article has no {other}", "correct the id")


def _copies(path: Path, lines: dict[str, list[_Line]]) -> Iterator[tuple[int, Fault]]:
    """Sources whose kept copy is not there, or whose passage stands elsewhere in it."""
    texts: dict[str, str | None] = {}
    for line in lines.get(SOURCE.name, ()):
        if not isinstance(line.record, Source) or not line.record.copy:
            continue
        id, span = line.record.copy, line.record.passage_span
        if id not in texts:
            texts[id] = _copy_text(path, id)
        text = texts[id]
        if text is None and not (path / copies.FOLDER / f"{id}.json").exists():
            yield (
                line.line,
                Fault("copy", f"the kept copy {id} is missing", "bring the files of the copy back"),
            )
        elif text is not None and span and not copies.fits(line.record.passage, text, span):
            message = f"the passage does not stand at characters {span[0]} to {span[1]} of the kept text"
            yield line.line, Fault("passage_span", message, "correct it, or leave it blank")


def _copy_text(path: Path, id: str) -> str | None:
    """The text of a copy; None where it cannot be used, which is told with the copies."""
    copy, _ = copies.read(path, id)
    try:
        return copies.text(path, copy) if copy else None
    except BrokenFile:
        return None


def _shared(lines: Iterable[_Line]) -> Iterator[tuple[int, Fault]]:
    """Rows of one source that disagree in what is the source's own, by the newest for each claim."""
    newest: dict[tuple[str, str], tuple[int, Source]] = {}
    for line in lines:
        if isinstance(line.record, Source):
            newest[line.record.id, line.record.claim_id] = line.line, line.record
    first: dict[str, tuple[int, dict[str, str]]] = {}
    for number, source in sorted(newest.values(), key=lambda pair: pair[0]):
        if source.withdrawn:
            continue
        told = shared.texts_of(source)
        other, facts = first.setdefault(source.id, (number, told))
        if differing := [name for name in told if told[name] != facts[name]]:
            message = f"it is not that of line {other}, which is the same source"
            yield number, Fault(differing[0], message, "make them the same by a next revision")


def _named(
    record: Record, claims: set[str], sources: set[str]
) -> Iterator[tuple[str, Sequence[str], set[str]]]:
    match record:
        case Claim():
            yield "derived_from", record.derived_from, claims
        case Source():
            yield "claim_id", [record.claim_id], claims
        case Verdict():
            yield "claim_id", [record.claim_id], claims
            yield "source_ids", record.source_ids, sources
