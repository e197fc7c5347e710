"""From what a person pastes, uploads or links to the frozen text of an article."""

from factdesk.ingest.document import Document
from factdesk.ingest.reading import read

__all__ = ["Document", "read"]
