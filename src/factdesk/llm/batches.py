"""The sentences of an article in portions of bounded size, each with the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factdesk.model import Article, Sentence

_BEFORE = 600  # characters of the sentences before, to tell who "he" is


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that stand together. `before` are the words before the first, `title` is the article's."""

    article: Article
    sentences: tuple[Sentence, ...]
    before: str

    @property
    def title(self) -> str:
        return one_line(self.article.title)[:200]

    @property
    def sent(self) -> str:
        """Everything of the article that the model is given."""
        return "\n".join((self.title, self.before, *map(self.words, self.sentences)))

    def words(self, sentence: Sentence) -> str:
        return one_line(self.article.text[sentence.start : sentence.end])


def batches(article: Article, sentences: Sequence[Sentence], most: int) -> Iterator[Batch]:
    """Each sentence once, at most so many characters a batch. A sentence that is longer is left out."""
    portion: list[Sentence] = []
    size = 0
    for sentence in sentences:
        length = sentence.end - sentence.start
        if portion and size + length > most:  # also before one that is too long
            yield _batch(article, sentences, portion)
            portion, size = [], 0
        if length <= most:
            portion.append(sentence)
            size += length
    if portion:
        yield _batch(article, sentences, portion)


def _batch(article: Article, sentences: Sequence[Sentence], portion: Sequence[Sentence]) -> Batch:
    """`before` begins with a whole sentence, unless the one just before is longer than that."""
    first = portion[0].start
    earlier = [one for one in sentences if first - _BEFORE <= one.start < first]
    start = earlier[0].start if earlier else max(0, first - _BEFORE)
    return Batch(article, tuple(portion), one_line(article.text[start:first]))


def one_line(text: str) -> str:
    return " ".join(text.split())
