"""The sources of a report, each listed once with what a reader needs to find it again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factdesk.model import Copy, LinkCheck, LinkState, Source, Stance
from factdesk.report import words
from factdesk.report.citation import plain
from factdesk.report.data import ReportData
from factdesk.report.rows import ClaimRow

SHORT_HASH = 12  # characters: enough to tell copies apart by eye

LINK_WORDS = {
    LinkState.ALIVE: "the link works",
    LinkState.MOVED: "the link leads elsewhere now",
    LinkState.CHANGED: "the page has changed since the copy was kept",
    LinkState.GONE: "dead link",
    LinkState.REFUSED: "the link answers, but not to us",
    LinkState.UNREACHABLE: "the link did not answer",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One source under its number. `serves` are the numbers of the claims, each with its stance there."""

    number: int
    source: Source
    serves: tuple[tuple[int, Stance], ...]
    copy: Copy | None = None
    link: LinkCheck | None = None

    @property
    def is_dead(self) -> bool:
        return self.link is not None and self.link.state is LinkState.GONE

    @property
    def led_to(self) -> str:
        """Where redirects led when the copy was fetched; blank where there were none."""
        copy = self.copy
        return copy.final_url if copy and copy.final_url != copy.url else ""


def listed(data: ReportData, rows: Sequence[ClaimRow]) -> dict[str, Listed]:
    """The sources by id, numbered from 1 in the order in which the claims name them."""
    serves: dict[str, list[tuple[int, Stance]]] = {}
    known: dict[str, Source] = {}
    for row in rows:
        for source in row.sources:
            serves.setdefault(source.id, []).append((row.number, source.stance))
            known.setdefault(source.id, source)
    return {
        id: Listed(
            number, known[id], tuple(there), data.copies.get(known[id].copy), data.links.get(known[id].url)
        )
        for number, (id, there) in enumerate(serves.items(), 1)
    }


def link_words(check: LinkCheck) -> str:
    """What became of a link and when it was tried: `dead link (404), tried 24 November 2026, 09:30 UTC`."""
    tried = f", tried {words.moment(check.checked_at)}" if check.checked_at else ""
    return link_state(check) + tried


def link_state(check: LinkCheck) -> str:
    """What became of a link, with how much of the kept text is still there where that was compared."""
    status = f" ({check.status})" if check.status >= 400 else ""
    return f"{LINK_WORDS[check.state]}{status}{_still_there(check)}"


def _still_there(check: LinkCheck) -> str:
    if check.likeness is None or check.state is not LinkState.CHANGED:
        return ""
    return f"; {check.likeness:.0%} of the kept text is still there"


def passage_words(data: ReportData, source: Source) -> str:
    """Whether the quoted passage stands in the kept copy; blank where there is none to look for."""
    if not source.passage:
        return ""
    match data.passages.get((source.id, source.claim_id)):
        case True:
            return "✓ stands so in the kept copy"
        case False:
            return "✗ does not stand so in the kept copy"
    return "" if source.copy in data.copies else "there is no kept copy to compare it with"


def independence(data: ReportData, row: ClaimRow, known: dict[str, Listed]) -> str:
    """`3 sources, 2 independent: 1 and 3 carry the same text`; blank where there is one source or none."""
    if len(row.sources) < 2:
        return ""
    if row.claim.id not in data.groups:
        return words.count(len(row.sources), "source")
    same = [[str(number) for number in numbers] for numbers in _same_text(data, row, known)]
    return counted(len(row.sources), independent(data, row), same)


def counted(sources: int, independent: int, same: Iterable[Sequence[str]]) -> str:
    """How many sources there are, and how many where those named in `same` carry one text and count once."""
    twins = "; ".join(f"{', '.join(some[:-1])} and {some[-1]} carry the same text" for some in same)
    told = f"{words.count(sources, 'source')}, {independent} independent"
    return f"{told}: {twins}" if twins else told


def independent(data: ReportData, row: ClaimRow) -> int:
    """How many sources a claim has when copies of one text count once."""
    groups = data.groups.get(row.claim.id, ())
    ids = {source.id for source in row.sources}
    grouped = [ids.intersection(group) for group in groups]
    return sum(map(bool, grouped)) + len(ids.difference(*grouped))


def _same_text(data: ReportData, row: ClaimRow, known: dict[str, Listed]) -> Iterator[list[int]]:
    """The numbers of sources that carry one text."""
    ids = {source.id for source in row.sources}
    for group in data.groups[row.claim.id]:
        if len(there := ids.intersection(group)) > 1:
            yield sorted(known[id].number for id in there)


def retraced(data: ReportData, source: Source, known: Listed) -> str:
    """A source of a claim in one line of text: its number, stance, citation, passage, copies and link."""
    told = [f"[{known.number}] {source.stance}: {plain(source)}"]
    told += [f"{source.kind} source"] if source.kind else []
    if source.passage:
        standing = passage_words(data, source)
        told.append(f"passage: “{source.passage}”" + (f" ({standing})" if standing else ""))
    told += [f"archived: {source.archived_url}"] if source.archived_url else []
    if copy := known.copy:
        told.append(f"copy kept {words.moment(copy.retrieved)}, SHA-256 {copy.original_sha256}")
    told += [link_words(known.link)] if known.link else []
    told += [f"reliability: {source.reliability}"] if source.reliability else []
    return "; ".join(told)
