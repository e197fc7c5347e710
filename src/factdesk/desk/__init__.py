"""The use cases: everything that can be done with a desk. Pages and commands call this, nothing below."""

from factdesk.desk.desk import Added, ArticleSummary, Desk
from factdesk.desk.examine import Examined, broken_settings, examine
from factdesk.desk.recall import Due
from factdesk.desk.versions import Version

__all__ = ["Added", "ArticleSummary", "Desk", "Due", "Examined", "Version", "broken_settings", "examine"]
