"""Rounds over many sources: links tried, missing copies fetched, archived copies found or made.

A round goes on when the page is left, and everybody who opens it sees how far it is. What it brings is saved
source by source, so that one that was stopped or cut off is simply started again.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from factdesk.desk import Desk
from factdesk.errors import FactdeskError
from factdesk.model import LinkCheck, LinkState, utc_now
from factdesk.report import words
from factdesk.report.sources import link_state
from factdesk.ui.jobs import JOBS, Job
from factdesk.ui.source_list import Entry, entries, lacks_archive, lacks_copy


class What(StrEnum):
    CHECK = "check"
    FETCH = "fetch"
    ARCHIVE = "archive"
    SAVE = "save"


@dataclass(slots=True)
class Round:
    """How far a round is. Its own thread writes it, but for `is_stopped`, by which a person ends it."""

    total: int = 0
    done: int = 0
    is_stopped: bool = False

    def progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def stop(self) -> None:
        self.is_stopped = True

    def keep_going(self) -> bool:
        return not self.is_stopped


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round brought, in a sentence, and what did not go well: the source and why. `at` is UTC."""

    summary: str
    troubles: tuple[tuple[str, str], ...] = ()
    by: str = ""
    at: str = ""


_ROUNDS: dict[str, Round] = {}  # by the token of the job


def start(desk: Desk, what: What, slugs: Sequence[str], by: str) -> None:
    """Start a round over the sources of these articles, unless one of its kind is under way on this desk."""
    token, run, key = uuid.uuid4().hex, Round(), _key(desk, what)
    former = JOBS.get(key)
    _ROUNDS[token] = run

    def work() -> Outcome:
        return replace(_WORK[what](desk, slugs, by, run), by=by, at=utc_now())

    if JOBS.start(key, token, work).token != token:
        del _ROUNDS[token]
    elif former:
        _ROUNDS.pop(former.token, None)


def known(desk: Desk, what: What) -> tuple[Job, Round] | None:
    """The round of that kind on this desk, under way or ended; None where there was none."""
    job = JOBS.get(_key(desk, what))
    return (job, _ROUNDS.setdefault(job.token, Round())) if job else None


def _key(desk: Desk, what: What) -> Hashable:
    return ("round", str(desk.folder), what)


# --- links -----------------------------------------------------------------------------------------


def _check(desk: Desk, slugs: Sequence[str], by: str, run: Round) -> Outcome:
    found = desk.check_links(slugs, by=by, progress=run.progress, keep_going=run.keep_going)
    return checked(found, _names(desk, slugs), run)


def _names(desk: Desk, slugs: Sequence[str]) -> dict[str, str]:
    return {entry.source.url: entry.name for entry in entries(desk, slugs)}


_COUNTED = {
    LinkState.ALIVE: "working",
    LinkState.MOVED: "moved",
    LinkState.CHANGED: "changed",
    LinkState.GONE: "dead",
    LinkState.REFUSED: "closed to us",
    LinkState.UNREACHABLE: "without an answer",
}


def checked(found: Sequence[LinkCheck], names: Mapping[str, str], run: Round) -> Outcome:
    """`12 links tried: 9 working, 2 changed, 1 dead`, and which are not as they were."""
    counts = Counter(check.state for check in found)
    told = [f"{counts[state]} {_COUNTED[state]}" for state in LinkState if counts[state]]
    summary = words.count(len(found), "link") + " tried" + (f": {', '.join(told)}" if told else "")
    troubles = [
        (names.get(check.url, check.url), state_words(check))
        for check in found
        if check.state is not LinkState.ALIVE
    ]
    return Outcome(summary + _cut_short(run), tuple(troubles))


def state_words(check: LinkCheck) -> str:
    """What became of a link, in the words of the trial where it has some; they say how much has changed."""
    if not check.detail:
        return link_state(check)
    return f"{link_state(replace(check, likeness=None))}: {check.detail}"


# --- copies and archive ----------------------------------------------------------------------------


def _fetch(desk: Desk, slugs: Sequence[str], by: str, run: Round) -> Outcome:
    wanted = [entry for entry in entries(desk, slugs) if lacks_copy(entry)]
    kept, troubles = _each(
        wanted, run, lambda entry: desk.fetch(entry.article.slug, entry.source.id, by=by).remarks
    )
    return Outcome(f"{words.count(kept, 'copy', 'copies')} kept{_cut_short(run)}", troubles)


def _archive(desk: Desk, slugs: Sequence[str], by: str, run: Round, *, save: bool = False) -> Outcome:
    """Look for a copy of each page at the Internet Archive; `save` has one made, which is public."""

    def archived(entry: Entry) -> Sequence[str]:
        desk.archive(entry.article.slug, entry.source.id, by=by, save=save)
        return ()

    wanted = [entry for entry in entries(desk, slugs) if lacks_archive(entry)]
    found, troubles = _each(wanted, run, archived)
    return Outcome(
        f"{words.count(found, 'archived copy', 'archived copies')} linked{_cut_short(run)}", troubles
    )


def _each(
    wanted: Sequence[Entry], run: Round, do: Callable[[Entry], Sequence[str]]
) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many went well, and what is to be said of which."""
    troubles: list[tuple[str, str]] = []
    well = 0
    for entry in _under_way(wanted, run):
        try:
            remarks = do(entry)
        except FactdeskError as error:
            troubles.append((entry.name, str(error)))
        else:
            well += 1
            troubles += [(entry.name, remark) for remark in remarks]
    return well, tuple(troubles)


def _under_way(wanted: Sequence[Entry], run: Round) -> Iterator[Entry]:
    for number, entry in enumerate(wanted):
        run.progress(number, len(wanted))
        if not run.keep_going():
            return
        yield entry
    run.progress(len(wanted), len(wanted))


def _cut_short(run: Round) -> str:
    return f", then stopped ({run.done} of {run.total} done)" if run.is_stopped else ""


_WORK: Mapping[What, Callable[[Desk, Sequence[str], str, Round], Outcome]] = {
    What.CHECK: _check,
    What.FETCH: _fetch,
    What.ARCHIVE: _archive,
    What.SAVE: partial(_archive, save=True),
}
