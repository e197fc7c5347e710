"""What a check is given and what it says: a new one is a file in this folder with a `Check`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from factdesk.dates import DateMention
from factdesk.model import Article, Evidence, Outcome, Sentence, Timing


@dataclass(frozen=True, slots=True)
class Subject:
    """An article with its sentences and the dates in it, both in the order of the text."""

    article: Article
    sentences: Sequence[Sentence]
    dates: Sequence[DateMention]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check says of some words of the text.

    `spans` are the words, each `article.text[start:end]`, the ones in question first; the claims that hold
    these get the finding. Of several claims `about`, a word, tells the ones that are meant.
    """

    check: str
    spans: tuple[tuple[int, int], ...]
    outcome: Outcome
    message: str
    evidence: tuple[Evidence, ...] = ()
    timing: Timing = Timing.UNKNOWN
    about: str = ""


Check = Callable[[Subject], Iterable[Remark]]
