"""An article of the command line: a file, a web address, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factdesk.desk import bring
from factdesk.desk.bring import Brought


def brought(article: str, desk_folder: Path | None, published: str, *, quiet: bool = False) -> Brought:
    """What was read. Remarks on it are told on standard error, and the date that was found."""
    came = _brought(article, desk_folder)
    found = came.document
    for remark in found.remarks:
        click.echo(f"{article}: {remark}", err=True)
    if found.published.is_known and not published and not quiet:
        told = f"{article}: published {found.published} ({found.published_basis}); --published says otherwise"
        click.echo(told, err=True)
    return came


def _brought(article: str, desk_folder: Path | None) -> Brought:
    if bring.is_address(article):
        folder = desk_folder if desk_folder and desk_folder.is_dir() else None
        return bring.bring(article, bring.client(folder))
    if article == "-":
        return bring.bring_file("standard input", sys.stdin.buffer.read())
    try:
        return bring.bring_file(article, Path(article).read_bytes())
    except OSError as error:
        raise click.BadParameter(f"{article}: {error.strerror}", param_hint="ARTICLE") from None
