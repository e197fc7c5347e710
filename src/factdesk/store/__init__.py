"""Where a desk's articles, claims, sources and verdicts are kept: a database, and CSV files beside it.

`Store(folder, database_url=None)`
    articles() · article(slug) · find_article(sha256) · add_article(article, claims)
    append(slug, [record, …])     save claims, sources, verdicts; `Stale` if made on an older revision
    claims(slug) · sources(slug) · verdicts(slug)     all revisions, in the order they were saved
    version(slug)                 grows with every record of the article
    problems()                    what is wrong with the files and what to do
"""

from factdesk.store.store import Store

__all__ = ["Store"]
