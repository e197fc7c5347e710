"""What a record must keep to beyond its cells: the rules of claims/README.md that need the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from factdesk.model import Article, Claim, Verdict
from factdesk.store.csvfile import Row
from factdesk.store.faults import Fault
from factdesk.store.kinds import Kind, Record
from factdesk.store.values import ID

Texts = Callable[[int], str | None]  # the text of a version of the article, None where there is none


def faults(kind: Kind, record: Record, article: Article, texts: Texts) -> list[Fault]:
    """What is wrong with a record of this article; empty when it may be kept."""
    found = [fault for name, text in kind.texts(record).items() if (fault := _unstorable(name, text))]
    if not ID.fullmatch(record.id):
        found.append(
            Fault(kind.columns[0].name, f"{record.id!r} is not an id", "start it with a letter, no spaces")
        )
    if isinstance(record, Claim):
        found += _span_faults(record, texts)
    if isinstance(record, Verdict) and record.verdict and article.scale:
        found += _scale_faults(record, article)
    return found


def lost(kind: Kind, record: Record) -> Iterator[Fault]:
    """What would not come back from the file as it is: a confidence of 2.0, a list in place of a tuple."""
    back, unreadable = kind.parse(kind.texts(record))
    yield from unreadable
    for column in kind.columns if back else ():
        written, found = getattr(record, column.field), getattr(back, column.field)
        if found != written:
            yield Fault(column.name, f"{written!r} would come back as {found!r}", "give it in that form")


def record_of(article: Article, kind: Kind, row: Row, texts: Texts) -> tuple[Record | None, list[Fault]]:
    """The record of a row, or None and what keeps it from being used."""
    if row.faults:
        return None, list(row.faults)
    record, found = kind.parse(row.texts)
    if record is None:
        return None, found
    record = normal(record, article)
    found = faults(kind, record, article, texts)
    return (None if found else record), found


def normal(record: Record, article: Article) -> Record:
    """The record with its verdict spelled as on the article's scale: spreadsheets turn True into TRUE."""
    if isinstance(record, Verdict) and article.scale and (label := article.scale.label(record.verdict)):
        return record if record.verdict == label.name else replace(record, verdict=label.name)
    return record


def _unstorable(name: str, text: str) -> Fault | None:
    if "\0" in text:
        return Fault(name, "it holds a NUL character", "remove it")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        return Fault(name, f"character {error.start + 1} is half of a pair (a lone surrogate)", "remove it")
    return None


def _span_faults(claim: Claim, texts: Texts) -> Iterator[Fault]:
    text = texts(claim.text_version)
    if text is None:
        message = f"the article has no version {claim.text_version} of its text"
        yield Fault("text_version", message, "write the one that start and end count in")
        return
    if text[claim.start : claim.end] != claim.quote or not 0 <= claim.start < claim.end:
        at = text.find(claim.quote) if claim.quote else -1
        hint = f"; the quote stands at {at} to {at + len(claim.quote)}" if at >= 0 else ""
        where = f"characters {claim.start} to {claim.end} of article.txt"
        yield Fault("quote", f"it is not what {where} say", f"correct start, end or quote{hint}")
    bounds = [claim.start, *(edge for span in claim.spans for edge in span), claim.end]
    if bounds != sorted(bounds):
        yield Fault("spans", "they are not in order within start and end", "correct them")
    if any(not 0 <= entity.start < entity.end <= len(text) for entity in claim.entities):
        yield Fault("entities", "one lies outside the text", "correct it")


def _scale_faults(verdict: Verdict, article: Article) -> list[Fault]:
    scale = article.scale
    if scale is None or scale.label(verdict.verdict):
        return []
    names = ", ".join(label.name for label in scale.labels)
    return [Fault("verdict", f"{verdict.verdict!r} is not on this article's scale", f"write one of {names}")]
