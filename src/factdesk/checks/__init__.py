"""Checks of an article's claims against what is known: today, offices and ranks in time."""

from factdesk.checks.run import check

__all__ = ["check"]
