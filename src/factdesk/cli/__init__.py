"""The command line."""

from factdesk.cli.commands import main
from factdesk.cli.recall import feed, recheck
from factdesk.cli.reference import reference
from factdesk.cli.sources import sources

main.add_command(feed)
main.add_command(recheck)
main.add_command(reference)
main.add_command(sources)

__all__ = ["main"]
