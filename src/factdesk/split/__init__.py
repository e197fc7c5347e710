"""Article -> sentences -> claims. The only room that knows spaCy, which is imported when first needed."""

from __future__ import annotations

from collections.abc import Callable

from factdesk.model import Article, Claim
from factdesk.split.text.languages import language_of, limits
from factdesk.split.text.sentences import sentences
from factdesk.split.traits.kinds import check_worthiness, kind_of, worth_reasons

__all__ = ["check_worthiness", "kind_of", "language_of", "limits", "sentences", "split", "worth_reasons"]


def split(article: Article, progress: Callable[[float], None] | None = None) -> list[Claim]:
    """The claims of an article, sorted by start; `progress` is told the share done, 0..1."""
    from factdesk.split.claims import claims

    return claims(article, progress)
