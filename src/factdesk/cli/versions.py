"""Adding a text to the desk as the next version of an article."""

from __future__ import annotations

import click

from factdesk.desk import Desk
from factdesk.desk.bring import Brought


def add_version(desk: Desk, slug: str, came: Brought, *, by: str, note: str) -> None:
    """Add the version, print the slug, and say on standard error what became of the claims."""
    if not by.strip():
        raise click.UsageError("--version-of needs --by: who brings the new version")
    added = desk.add_version(slug, came.text, by=by, note=note, kept=came.kept)
    if added.already_there:
        click.echo("This is the present text of the article; nothing was added.", err=True)
    else:
        click.echo(f"{added.words}.", err=True)
        for what in ("reopened", "gone", "new"):
            for claim in getattr(added.carried, what):
                click.echo(f"  {what}: {claim.text}", err=True)
    click.echo(slug)


def hint(desk: Desk, text: str, url: str) -> str:
    """What to do where a text looks like a changed version of an article; blank where it does not."""
    slug = desk.similar_article(text, url)
    return (
        f"It looks like a new version of {slug}, and was added as an article of its own. To keep the "
        f"verdicts of that one, add it with --version-of {slug}."
        if slug
        else ""
    )
