"""The command line."""

from factdesk.cli.commands import main
from factdesk.cli.reference import reference

main.add_command(reference)

__all__ = ["main"]
