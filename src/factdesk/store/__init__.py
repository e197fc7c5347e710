"""Where a desk's articles, claims, sources and verdicts are kept: a database, and CSV files beside it.

`Store(folder, database_url=None)`

- `articles()`, `article(slug)`, `find_article(sha256)`, `add_article(article, claims)`
- `slug_is_free(slug)`: whether a new article can have that slug. Rows of a deleted folder keep it taken:
  those of one text are never given to another
- `add_version(slug, version, claims)`: the next version of an article's text; `text(slug, version)`,
  `text_versions(slug)`
- `append(slug, [record, …])` saves claims, sources, verdicts or link checks, all or none, and returns them
  as stored; `Stale` if one was made on an older revision; a repeated record counts once
- `claims(slug)`, `sources(slug)`, `verdicts(slug)`, `links(slug)`: all revisions, in the order they were
  saved
- `keep_copy(slug, kept)`, `copy(slug, id)`, `copy_text(slug, id)`, `copy_original(slug, id)`: kept copies
- `version(slug)` grows with every record of the article
- `problems()`: what is wrong with the files and what to do, one sentence each
- `incoming()`: CSV files that somebody changed outside, row by row; `import_incoming(incoming, keys, by=…)`
  and `dismiss_incoming(incoming)`

`validate.validate(folder)` checks the files against claims/README.md without a database.
"""

from factdesk.store.copies import Kept
from factdesk.store.faults import Problem
from factdesk.store.incoming import Incoming, IncomingRow, RowState
from factdesk.store.store import Store
from factdesk.store.versions import TextVersion

__all__ = ["Incoming", "IncomingRow", "Kept", "Problem", "RowState", "Store", "TextVersion"]
