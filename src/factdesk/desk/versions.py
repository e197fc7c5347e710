"""An article that comes in again in other words: what becomes of its claims, before and when it is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from factdesk import review, split
from factdesk.desk import carry
from factdesk.desk.alignment import Alignment
from factdesk.desk.carry import Carried
from factdesk.desk.verdicts import VerdictDesk
from factdesk.errors import BadInput
from factdesk.ingest import text as ingest
from factdesk.model import Article, Claim, Role, utc_now
from factdesk.store import Kept, TextVersion

Progress = Callable[[float], None]

# A text is taken for a version where sentences with half of the words of the shorter one are in both.
_SHARED, _FEWEST_WORDS = 0.5, 12
_LINE = re.compile(r"[.!?…]+[\s\"”’)]+|\n+")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article's text and what it does to the claims.

    `already_there`: the text is the present one, and nothing changes.
    """

    article: Article
    carried: Carried
    already_there: bool = False

    @property
    def words(self) -> str:
        """`Version 2: 18 claims unchanged, 3 reopened, 1 gone, 2 new`."""
        return f"Version {self.article.version}: {self.carried.words}"


class VersionDesk(VerdictDesk):
    """The part of a desk that knows the versions of a text."""

    def text_versions(self, slug: str) -> list[TextVersion]:
        """Every version of an article's text, oldest first."""
        return self._store.text_versions(slug)

    def text(self, slug: str, version: int) -> str:
        """The text of a version of an article."""
        return self._store.text(slug, version)

    def _left_behind(self) -> Iterator[str]:
        """What to do about claims of a former version, one sentence for each article that has some."""
        for article in self._store.articles():
            if behind := self.left_behind(article.slug):
                yield (
                    f"{article.slug}: {len(behind)} of its claims speak of a former version of the text and "
                    "are not shown; import the rows of its claims.csv that were set aside"
                )

    def has_text(self, text: str) -> bool:
        """Whether a text is on the desk to the letter, apart from space around it."""
        article = Article(text=ingest.clean(text.strip()))
        return self._store.find_article(article.sha256) is not None

    def similar_article(self, text: str, url: str = "") -> str | None:
        """The slug of the article of which a text is probably a changed version; None where there is none.

        Either the link is the same, or sentences with half of the words of the shorter one are.
        """
        link, offered = url.strip().rstrip("/"), _sentences(text)
        best: tuple[float, str] = (0.0, "")
        for article in self._store.articles():
            if link and article.url.rstrip("/") == link:
                return article.slug
            best = max(best, (_shared(offered, self._lines(article)), article.slug))
        return best[1] if best[0] >= _SHARED else None

    def _lines(self, article: Article) -> dict[int, int]:
        return self._memory.get(("lines", article.sha256), lambda: _sentences(article.text))

    def preview_version(self, slug: str, text: str, progress: Progress | None = None) -> Version:
        """What a changed text would do to an article's claims. Nothing is stored."""
        article = self.article(slug)
        changed = replace(article, text=ingest.clean(text.strip()), version=article.version + 1)
        if changed.text == article.text:
            return Version(article, Carried(unchanged=tuple(self.claims(slug))), already_there=True)
        if (other := self._store.find_article(changed.sha256)) and other.slug != slug:
            raise BadInput(f"this text is on the desk already, as “{other.title}”; open that one")
        old = carry.Split(article, self._split(article, progress and _half(progress, 0)))
        new = carry.Split(changed, self._split(changed, progress and _half(progress, 1)))
        sentences = split.sentences(article.text), split.sentences(changed.text)
        aligned = Alignment(article.text, sentences[0], changed.text, sentences[1])
        claims = review.newest_claims(self._store.claims(slug))
        return Version(changed, carry.carried(claims, old, new, aligned))

    def add_version(
        self,
        slug: str,
        text: str,
        *,
        by: str,
        note: str = "",
        kept: Kept | None = None,
        progress: Progress | None = None,
    ) -> Version:
        """Make a changed text the next version of an article: all or nothing.

        Claims whose words stand keep their verdicts; those whose words were changed are reopened; those
        whose words are gone leave the review; new ones are added. Raises `Stale` where a colleague changed
        the article's text or one of its claims meanwhile; then nothing is written. `kept` is the original
        that the text was read out of: it is kept beside the article, and the note names it.
        """
        by = self._hand(by, Role.EDITOR)
        now = utc_now()
        found = self.preview_version(slug, text, progress)
        if found.already_there:
            return found
        records = [replace(claim, edited_by=by, edited_at=now) for claim in found.carried.records]
        fresh = {claim.id for claim in found.carried.new}
        claims = [replace(one, edited_by="", edited_at="") if one.id in fresh else one for one in records]
        if kept:
            copy = self._store.keep_copy(slug, kept)
            note = f"{note} (read out of {copy.final_url or copy.name}, kept as {copy.id})".strip()
        new = TextVersion(found.article.version, found.article.text, now, by, " ".join(note.split()))
        return replace(found, article=self._store.add_version(slug, new, claims))

    def _split(self, article: Article, progress: Progress | None) -> list[Claim]:
        """A text is split twice as a rule: to tell what would change, and to change it."""
        key = ("split", article.sha256, article.published)
        return self._memory.get(key, lambda: split.split(article, progress))


def _half(progress: Progress, number: int) -> Progress:
    """Progress of one of two texts as a part of the whole."""
    return lambda done: progress((number + done) / 2)


def _sentences(text: str) -> dict[int, int]:
    """A number for each sentence, and how many words it has. Cut roughly: only sameness counts."""
    lines = (re.findall(r"\w+", line.casefold()) for line in _LINE.split(text))
    return {hash(tuple(words)): len(words) for words in lines if words}


def _shared(one: dict[int, int], other: dict[int, int]) -> float:
    """The share of the words of the shorter text that stand in sentences of both."""
    same = sum(one[key] for key in one.keys() & other.keys())
    return same / min(sum(one.values()), sum(other.values())) if same >= _FEWEST_WORDS else 0.0
