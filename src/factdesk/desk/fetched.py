"""Bringing what a source is: its page from the web, or its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from factdesk import web
from factdesk.desk import bring, keeping, links, typed
from factdesk.desk.attached import AttachDesk, patiently
from factdesk.desk.claims import new_id
from factdesk.desk.links import Known, Outcome
from factdesk.desk.source_fields import page_keys
from factdesk.errors import BadInput, Unreachable
from factdesk.ingest import Document
from factdesk.model import Copy, LinkCheck, LinkState, Medium, Source, utc_now

_STAYS = "The page does not say any more, or not to us, what the copy kept on {day} says: that copy stays."


@dataclass(frozen=True, slots=True)
class Fetched:
    """A source with its kept copy, and what to know of it in whole sentences."""

    source: Source
    copy: Copy
    remarks: tuple[str, ...] = ()


class FetchDesk(AttachDesk):
    """The part of a desk that brings pages and files, and keeps them."""

    def client(self) -> web.Client:
        """Who asks on the web for this desk; answers are kept in `.cache/web`."""
        return bring.asking(self.settings.web, self.folder)

    def links(self, slug: str) -> dict[str, LinkCheck]:
        """The newest trial of each link of the article's sources, by the link."""
        newest: dict[str, LinkCheck] = {}
        for check in self._store.links(slug):
            if check.url not in newest or newest[check.url].revision < check.revision:
                newest[check.url] = check
        return newest

    def fetch(self, slug: str, source_id: str, *, by: str) -> Fetched:
        """Bring the page of a source, keep a copy, and fill in what the source does not say yet.

        What came of its link is saved too. Where it cannot be reached or read the source stays as it is:
        Unreachable or BadInput. A copy from which a passage is quoted stays where the page has changed so
        that the passage is gone; the remarks say so.
        """
        by = self._hand(by)
        source = self._first(slug, source_id)
        if not typed.web_link(source.url):
            raise BadInput("this source has no link that could be fetched; upload it as a file instead")
        known = self._known(slug, self._active(slug, source_id))
        try:
            page, document = links.bring(self.client(), source.url)
        except (Unreachable, BadInput) as error:
            self._note(slug, source.url, links.failed(error, known), by)
            raise
        outcome = links.answered(page, document, known)
        former = self._copy_of(slug, source)
        if former and (known.text == document.text or _is_worse(outcome, known)):
            remarks = () if known.text == document.text else (_STAYS.format(day=former.retrieved[:10]),)
            return self._fill(slug, source_id, former, (*remarks, *document.remarks), document, by, outcome)
        copy = self._store.keep_copy(slug, keeping.kept_page(page, document))
        return self._fill(slug, source_id, copy, document.remarks, document, by, outcome)

    def keep_file(self, slug: str, source_id: str, name: str, data: bytes, *, by: str) -> Fetched:
        """Keep an uploaded file as the copy of a source, and fill in what the source does not say yet.

        A file without text that could be read, such as a picture, is kept all the same; the remarks say so.
        """
        by = self._hand(by)
        self._first(slug, source_id)
        document = keeping.read_file(data, name)
        kept = keeping.kept_file(data, name, document)
        copy = self._store.keep_copy(slug, kept)
        return self._fill(slug, source_id, copy, document.remarks, document, by, None)

    def _fill(
        self,
        slug: str,
        source_id: str,
        copy: Copy,
        remarks: tuple[str, ...],
        document: Document,
        by: str,
        outcome: Outcome | None,
    ) -> Fetched:
        """Give all rows of a source its copy and what they do not say, and save what came of its link."""

        def attempt() -> Source:
            rows = self._active(slug, source_id)
            facts = _blanks_filled(rows[0], copy, document, Medium.WEB if outcome else Medium.FILE)
            changed = self._with_facts(slug, rows, {**facts, "copy": copy.id}, by)
            checks = [self._check(slug, rows[0].url, outcome, by)] if outcome else []
            records: list[Source | LinkCheck] = [*changed, *checks]
            self._store.append(slug, records)
            return next((one for one in changed if one.claim_id == rows[0].claim_id), rows[0])

        source = patiently(attempt)
        return Fetched(source, copy, (*remarks, *self._twins(slug, source, copy)))

    def _twins(self, slug: str, source: Source, copy: Copy) -> Iterator[str]:
        """What to know of other sources of the article that turn out to be the same page."""
        pages = page_keys(source, copy)
        for other in self.sources(slug):
            same = other.copy == copy.id or pages & page_keys(other, self._copy_of(slug, other))
            if other.id != source.id and same:
                yield f"“{other.title or other.url}” is the same page: the two are counted once."
                return

    def _note(self, slug: str, url: str, outcome: Outcome, by: str) -> LinkCheck:
        """Save what came of a link."""

        def attempt() -> LinkCheck:
            (stored,) = self._store.append(slug, [self._check(slug, url, outcome, by)])
            return stored

        return patiently(attempt)

    def _check(self, slug: str, url: str, outcome: Outcome, by: str) -> LinkCheck:
        last = self.links(slug).get(url)
        return LinkCheck(
            id=new_id("l"),
            url=url,
            state=outcome.state,
            status=int(outcome.status),
            final_url=outcome.final_url,
            likeness=outcome.likeness,
            detail=outcome.detail,
            revision=last.revision + 1 if last else 1,
            checked_by=" ".join(by.split()),
            checked_at=utc_now(),
        )

    def _active(self, slug: str, source_id: str) -> list[Source]:
        """The rows of a source that were not taken back; NotFound where there is none."""
        return [row for row in self._rows(slug, source_id).values() if not row.withdrawn]

    def _first(self, slug: str, source_id: str) -> Source:
        return self._active(slug, source_id)[0]

    def _known(self, slug: str, rows: Sequence[Source]) -> Known:
        """What an article keeps of the page of a source."""
        quoted = tuple(dict.fromkeys(row.passage for row in rows if row.passage_span))
        copy = self._copy_of(slug, rows[0])
        return Known(slug, self._kept_text(slug, rows[0]), quoted, copy.original_sha256 if copy else "")


def _is_worse(outcome: Outcome, known: Known) -> bool:
    """Whether a page shows less than what is kept of it: not what was quoted, or only its beginning."""
    return outcome.lost or (outcome.state is LinkState.REFUSED and bool(known.text))


def _blanks_filled(source: Source, copy: Copy, document: Document, medium: Medium) -> dict[str, Any]:
    """What the source does not say yet and its page or file does."""
    offered = {
        "title": " ".join(document.title.split()) or copy.name,
        "publisher": document.publisher,
        "author": document.author,
        "published": str(document.published),
        "accessed": copy.retrieved[:10],
        "medium": medium,
    }
    return {name: value for name, value in offered.items() if value and not getattr(source, name)}
