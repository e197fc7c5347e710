"""One fetched page as a WARC file (WARC 1.1, ISO 28500), every record a gzip member of its own, and back."""

from factdesk.archive.warc.read import Payload, payload
from factdesk.archive.warc.write import record

__all__ = ["Payload", "payload", "record"]
