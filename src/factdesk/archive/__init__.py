"""What keeps a page: a WARC of one's own, and the Internet Archive's copies."""

from factdesk.archive import warc
from factdesk.archive.snapshot import Snapshot
from factdesk.archive.wayback import Job, Saving, Wayback

__all__ = ["Job", "Saving", "Snapshot", "Wayback", "warc"]
