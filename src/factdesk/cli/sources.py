"""`factdesk sources`: the sources of a desk, their kept copies, and whether their links still lead there."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from factdesk.cli.commands import DESK_OPTION, open_desk
from factdesk.cli.rows import FORMAT_OPTION, print_rows
from factdesk.errors import FactdeskError, NotFound, Unreachable
from factdesk.model import LinkCheck, LinkState, Source
from factdesk.report.words import count

if TYPE_CHECKING:
    from factdesk.desk import Desk

BY_OPTION = click.option(
    "--by", default="factdesk", show_default=True, help="Who has it done; stands in the files."
)
_ROT = (LinkState.GONE, LinkState.CHANGED, LinkState.UNREACHABLE)
_STOPPED = 130  # what shells give a command that Ctrl-C ended
_SILENCE = 3  # times without an answer, after which a service is left alone
_EVERY = 10.0  # seconds from one line to the next where no terminal shows a bar

Show = Callable[[int, int], None]


@click.group()
def sources() -> None:
    """List the sources of a desk, fetch and archive their pages, and test their links again.

    \b
    Examples:
      factdesk sources list
      factdesk sources fetch a-story
      factdesk sources check --older-than 30
      factdesk sources archive --save
    """


@sources.command("list")
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@FORMAT_OPTION
@DESK_OPTION
def list_(articles: Sequence[str], form: str, desk_folder: Path) -> None:
    """List the sources of all articles, or of each ARTICLE named by its slug.

    \b
    Examples:
      factdesk sources list
      factdesk sources list a-story --format csv > sources.csv
    """
    desk = open_desk(desk_folder)
    rows = [row for slug in _slugs(desk, articles) for row in _listed(desk, slug)]
    lines = [
        f"{row['article']}  {row['source_id']}  {row['title'] or row['author'] or row['url']}"
        f"{'  ' + row['url'] if row['url'] and row['title'] else ''}"
        f"  [{', '.join(filter(None, (row['copy'] and 'copy kept', row['link'])))}]"
        for row in rows
    ]
    print_rows(rows, form, "\n".join(lines))


@sources.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--source", "ids", multiple=True, help="Only this source; may be repeated.")
@click.option("--again", is_flag=True, help="Fetch also what has a kept copy.")
@BY_OPTION
@DESK_OPTION
def fetch(articles: Sequence[str], ids: Sequence[str], again: bool, by: str, desk_folder: Path) -> None:
    """Fetch the pages of sources that have no kept copy yet: of all articles, or of each ARTICLE.

    Title, publisher, author and date are filled in where they are blank. Exit code 1 where a page could not
    be fetched; what went wrong is told on standard error and kept with the source.

    \b
    Examples:
      factdesk sources fetch
      factdesk sources fetch a-story --source s1f0 --again --by "Ann Example"
    """
    desk = open_desk(desk_folder)
    wanted = _wanted(desk, articles, ids, lambda source: again or not source.copy)
    failed = 0
    with _stopping() as stop, _showing(len(wanted), "Fetching pages") as show:
        for number, (slug, source) in enumerate(wanted, 1):
            if stop.is_set():
                sys.exit(_STOPPED)
            failed += not _fetched(desk, slug, source, by)
            show(number, len(wanted))
    click.echo(f"{len(wanted) - failed} fetched, {failed} failed", err=True)
    sys.exit(1 if failed else 0)


@sources.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option(
    "--older-than", "days", type=click.IntRange(min=0), help="Leave out links tried in the last DAYS days."
)
@FORMAT_OPTION
@BY_OPTION
@DESK_OPTION
def check(articles: Sequence[str], days: int | None, form: str, by: str, desk_folder: Path) -> None:
    """Test the links of sources again, of all articles or of each ARTICLE, and report what became of them.

    A page is compared with the kept copy. Sites that do not want programs (robots.txt) are left alone, and no
    site is asked more than once a second. Every result is kept at once: stopped with Ctrl-C and run again
    with --older-than 1, the command goes on. As a table it prints what is not as it was; as JSON and CSV
    every link. Exit code 1 where a link is gone, changed or unreachable.

    \b
    Examples:
      factdesk sources check
      factdesk sources check a-story --older-than 30 --format csv > links.csv
    """
    desk = open_desk(desk_folder)
    slugs = _slugs(desk, articles)
    with _stopping() as stop, _showing(_links(desk, slugs), "Testing links") as show:
        desk.check_links(
            slugs,
            by=by,
            progress=show,
            keep_going=lambda: not stop.is_set(),
            older_than=timedelta(days=days) if days is not None else None,
        )
    rows = [row for slug in slugs for row in _tried(desk, slug)]
    lines = [
        f"{row['article']}  {row['state']}  {row['url']}{': ' + told if told else ''}"
        for row in rows
        for told in [row["detail"].removeprefix(f"{row['url']}: ")]
        if row["state"] not in ("", LinkState.ALIVE)
    ]
    print_rows(rows, form, "\n".join(lines))
    states = Counter(row["state"] for row in rows)
    told = [f"{states[state]} {state}" for state in LinkState if states[state]]
    told += [f"{states['']} not tried"] if states[""] else []
    click.echo(f"{count(len(rows), 'link')}{': ' if told else ''}{', '.join(told)}", err=True)
    if stop.is_set():
        sys.exit(_STOPPED)
    sys.exit(1 if any(states[state] for state in _ROT) else 0)


@sources.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--source", "ids", multiple=True, help="Only this source; may be repeated.")
@click.option("--save", is_flag=True, help="Have a new copy made, instead of looking for one.")
@BY_OPTION
@DESK_OPTION
def archive(articles: Sequence[str], ids: Sequence[str], save: bool, by: str, desk_folder: Path) -> None:
    """Link sources to their copies at the Internet Archive: all that have none yet, or those of each ARTICLE.

    The archive learns the addresses of the pages. It must be switched on in desk.toml (docs/archive.md). With
    --save it makes new copies, which are public; it takes 3 a minute, with an account 7. Stopped with Ctrl-C
    and run again, the command goes on. Exit code 1 where something went wrong; that the archive names no
    copy is told and is no error.

    \b
    Examples:
      factdesk sources archive
      factdesk sources archive a-story --save --by "Ann Example"
    """
    from factdesk.archive import Wayback

    desk = open_desk(desk_folder)
    Wayback(desk.client(), desk.settings.archive)  # says at once where it is switched off
    wanted = _wanted(desk, articles, ids, lambda source: not source.archived_url)
    came: Counter[str] = Counter()
    silent = 0
    with (
        _stopping() as stop,
        _showing(len(wanted), "Making copies" if save else "Looking for copies") as show,
    ):
        for number, (slug, source) in enumerate(wanted, 1):
            if stop.is_set():
                sys.exit(_STOPPED)
            outcome = _archived(desk, slug, source, by, save, stop)
            came[outcome] += 1
            silent = silent + 1 if outcome == "silent" else 0
            if silent == _SILENCE:
                _say("the Internet Archive does not answer now; run this again later")
                break
            show(number, len(wanted))
    failed = len(wanted) - came["linked"] - came["none"]
    click.echo(f"{came['linked']} linked, {came['none']} without a copy, {failed} failed or left", err=True)
    sys.exit(1 if failed else 0)


def _archived(
    desk: Desk, slug: str, source: Source, by: str, save: bool, stop: threading.Event
) -> Literal["linked", "none", "failed", "silent"]:
    """What came of it for one source; what there is to say goes to standard error."""
    from factdesk.archive import Saving

    try:
        desk.archive(slug, source.id, by=by, save=save, keep_going=lambda: not stop.is_set())
    except NotFound as none:
        _say(f"{slug}  {source.id}: {none}")
        return "none"
    except Saving as still:
        _say(f"{slug}  {source.id}: {still}")
        return "failed"
    except FactdeskError as error:
        _say(f"{slug}  {source.id}: {error}")
        return "silent" if isinstance(error, Unreachable) and error.passing else "failed"
    return "linked"


def _slugs(desk: Desk, named: Sequence[str]) -> list[str]:
    """The articles that were named, else all. NotFound where the desk has none of that name."""
    there = sorted(summary.article.slug for summary in desk.articles())
    if unknown := [slug for slug in named if slug not in there]:
        raise NotFound(f"no article {unknown[0]!r} on this desk; `factdesk sources list` shows their names")
    return list(named) or there


def _wanted(
    desk: Desk, articles: Sequence[str], ids: Sequence[str], lacks: Callable[[Source], bool]
) -> list[tuple[str, Source]]:
    """The sources with a link that lack something, each once, by article; of `ids` where some are given."""
    return [
        (slug, source)
        for slug in _slugs(desk, articles)
        for source in _once(desk.sources(slug))
        if source.url and lacks(source) and (not ids or source.id in ids)
    ]


def _once(rows: Sequence[Source]) -> list[Source]:
    """One row of each source."""
    return list({source.id: source for source in reversed(rows)}.values())[::-1]


def _listed(desk: Desk, slug: str) -> Iterator[dict[str, Any]]:
    tried, claims = desk.links(slug), defaultdict(list)
    for source in desk.sources(slug):
        claims[source.id].append(source.claim_id)
    names = ("url", "title", "author", "publisher", "published", "kind", "medium", "archived_url", "copy")
    for source in _once(desk.sources(slug)):
        link = tried.get(source.url)
        yield {
            "article": slug,
            "source_id": source.id,
            **{name: str(getattr(source, name)) for name in names},
            "claims": " ".join(claims[source.id]),
            "link": str(link.state) if link else "",
        }


def _links(desk: Desk, slugs: Sequence[str]) -> int:
    return sum(len({source.url for source in desk.sources(slug) if source.url}) for slug in slugs)


def _tried(desk: Desk, slug: str) -> Iterator[dict[str, Any]]:
    """What is known of each link of an article's sources."""
    tried, ids = desk.links(slug), defaultdict(list)
    for source in _once(desk.sources(slug)):
        if source.url:
            ids[source.url].append(source.id)
    for url, named in ids.items():
        check = tried.get(url) or LinkCheck("", url, LinkState.ALIVE)
        yield {
            "article": slug,
            "url": url,
            "state": str(check.state) if check.id else "",
            "status": check.status or "",
            "final_url": check.final_url,
            "likeness": "" if check.likeness is None else check.likeness,
            "detail": check.detail,
            "checked_at": check.checked_at,
            "sources": " ".join(named),
        }


def _fetched(desk: Desk, slug: str, source: Source, by: str) -> bool:
    """Whether the page of a source came; what there is to say of it goes to standard error."""
    try:
        remarks = desk.fetch(slug, source.id, by=by).remarks
    except FactdeskError as error:
        _say(f"{slug}  {source.id}: {error}")
        return False
    for remark in remarks:
        _say(f"{slug}  {source.id}: {remark}")
    return True


def _say(line: str) -> None:
    """A line on standard error, above the bar of a terminal."""
    click.echo(("\r\033[K" if _terminal() else "") + line, err=True)


def _terminal() -> bool:
    return sys.stderr.isatty()


@contextmanager
def _showing(total: int, label: str) -> Iterator[Show]:
    """Progress on standard error: a bar on a terminal, else a line now and then."""
    if _terminal():
        with click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True) as bar:
            yield lambda done, of: bar.update(done - bar.pos)
        return
    last = time.monotonic()

    def show(done: int, of: int) -> None:
        nonlocal last
        if done == of or time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            click.echo(f"{done} of {of}", err=True)

    yield show


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Set by Ctrl-C: what is under way is finished then."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
