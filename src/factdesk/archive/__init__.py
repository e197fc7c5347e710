"""What keeps a page: a WARC of one's own, and the Internet Archive's copies."""
