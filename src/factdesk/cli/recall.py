"""`factdesk feed` and `factdesk recheck`: reviews of others, and verdicts that are due for another look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factdesk.cli.commands import DESK_OPTION, open_desk
from factdesk.cli.rows import FORMAT_OPTION, print_rows
from factdesk.errors import BadInput

if TYPE_CHECKING:
    from factdesk.desk import Due

_FIELDS = ("recheck_on", "article", "title", "claim_id", "claim", "verdict", "reviewer", "decided_at")
# Of these the first are named; the count tells the rest.
_NAMED = 10


@click.group()
def feed() -> None:
    """Remember what others verified: ClaimReview pages and feeds.

    \b
    Examples:
      factdesk feed import courier.json --by "Ann Example"
      factdesk feed list
    """


@feed.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="FILE|URL...")
@click.option("--by", required=True, help="Who imports it.")
@DESK_OPTION
def import_feed(sources: Sequence[str], by: str, desk_folder: Path) -> None:
    """Import the reviews in each FILE or at each URL into the memory of the desk.

    A page with ClaimReview in it, a JSON-LD file, a Data Commons feed or an answer of Google's claim search.
    What is known already is not added again.

    \b
    Examples:
      factdesk feed import courier.json --by "Ann Example"
      factdesk feed import https://example.org/checks/bridge --by "Ann Example"
    """
    desk = open_desk(desk_folder)
    for source in sources:
        is_link = source.startswith(("http://", "https://"))
        done = (
            desk.fetch_feed(source, by)
            if is_link
            else desk.import_feed(Path(source).name, _bytes_of(Path(source)), by)
        )
        click.echo(done.words)
        for left in done.left_out[:_NAMED]:
            click.echo(f"  {left.where}: {left.why}", err=True)
        if more := len(done.left_out[_NAMED:]):
            click.echo(f"  and {more:,} more", err=True)


@feed.command("list")
@DESK_OPTION
def list_feeds(desk_folder: Path) -> None:
    """List the imported feeds and how many reviews each holds.

    \b
    Example:
      factdesk feed list
    """
    for name, count in open_desk(desk_folder).feeds().items():
        click.echo(f"{count:>9,}  {name}")


@click.command()
@click.option("--on", default="", metavar="DAY", help="Today if not given.")
@FORMAT_OPTION
@DESK_OPTION
def recheck(on: str, form: str, desk_folder: Path) -> None:
    """List the verdicts that should be looked at again by a day, those waiting longest first.

    Only what stands: the newest verdict of each reviewer, on the present words of the claim.

    \b
    Examples:
      factdesk recheck
      factdesk recheck --on 2026-12-01 --format csv > due.csv
    """
    rows = [_row(due) for due in open_desk(desk_folder).due(_day(on))]
    print_rows(rows, form, "\n".join(map(_lines, rows)))
    if form == "table":
        click.echo(f"{len(rows)} to look at again" if rows else "Nothing to look at again", err=True)


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise BadInput(f"{path}: no such file; name a file, or a link that begins with https://")
    return path.read_bytes()


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given) if given else datetime.now(UTC).date()
    except ValueError:
        raise BadInput(f"--on {given!r} is not a day; write it as 2026-12-01") from None


def _row(due: Due) -> dict[str, str]:
    verdict = due.verdict
    values = (due.article.slug, due.article.title, due.claim.id, due.claim.text, verdict.verdict)
    return dict(
        zip(_FIELDS, (verdict.recheck_on, *values, verdict.reviewer, verdict.decided_at), strict=True)
    )


def _lines(row: dict[str, str]) -> str:
    head = f"{row['recheck_on']}  {row['verdict']} ({row['reviewer']})  {row['article']}"
    return f"{head}\n            {row['claim']}"
