"""Rows on standard output: as JSON, as CSV, or as the table that a command makes of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import click

from factdesk import cells

FORMAT_OPTION = click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
)


def print_rows(rows: Sequence[dict[str, Any]], form: str, table: str) -> None:
    """Print the rows in the form that was asked for; `table` is what they read like for people."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv" and rows:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: cells.pack(str(text)) for name, text in row.items()} for row in rows)
        click.echo(out.getvalue(), nl=False)
    elif table:
        click.echo(table)
