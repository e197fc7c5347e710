"""The command line."""

from factdesk.cli.commands import main
from factdesk.cli.recall import feed, recheck
from factdesk.cli.reference import reference

main.add_command(feed)
main.add_command(recheck)
main.add_command(reference)

__all__ = ["main"]
