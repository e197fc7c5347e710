"""The desk's memory of claims: the same claim, verified before. Pure: a list of entries goes in."""

from factdesk.recall.model import Match, Remembered
from factdesk.recall.recall import THRESHOLD, Recall

__all__ = ["THRESHOLD", "Match", "Recall", "Remembered"]
