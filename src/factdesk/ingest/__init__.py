"""From what a person pastes, uploads or links to the frozen text of an article."""

from factdesk.ingest.document import Document, Notice, NotThePage
from factdesk.ingest.reading import read

__all__ = ["Document", "NotThePage", "Notice", "read"]
