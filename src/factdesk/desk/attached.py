"""Sources attached to claims: a row for each claim that a source serves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar, Unpack

from factdesk import review
from factdesk.desk import source_fields as fields_
from factdesk.desk.claims import new_id
from factdesk.desk.kept_copies import CopyDesk
from factdesk.desk.source_fields import SourceFields
from factdesk.errors import NotFound, Stale
from factdesk.model import Source, Stance
from factdesk.store.shared import SAID_OF_A_CLAIM

_NOT_TYPED = ("accessed", "medium", "copy", "url")
_ATTEMPTS = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Joined:
    """The rows to save so that a source serves a claim, and that row of it which does."""

    records: tuple[Source, ...]
    row: Source


class AttachDesk(CopyDesk):
    """The part of a desk that knows which sources serve which claims."""

    def sources(self, slug: str) -> list[Source]:
        """The sources attached to the article's claims, without those taken back: one row for each claim."""
        return review.active_sources(self._store.sources(slug))

    def source_log(self, slug: str) -> list[Source]:
        """Every revision of every source, in the order in which they were saved."""
        return self._store.sources(slug)

    def attach(
        self, slug: str, claim_id: str, *, by: str, source_id: str = "", **fields: Unpack[SourceFields]
    ) -> Source:
        """Attach a source to a claim: a link, or a title or an author of what is not on the web.

        Nothing is fetched. Attaching the same `source_id` again changes nothing, so a lost answer may be
        retried. A page that serves another claim of the article already is the same source: the row that is
        returned has its id then, and not `source_id`.
        """
        by = self._hand(by)
        given = fields_.made(source_id or new_id("s"), claim_id, by, fields)
        self._newest(slug, claim_id)

        def attempt() -> Source:
            log = self._store.sources(slug)
            if known := fields_.rows_of(given.id, log).get(claim_id):
                return known
            joined = self._joined(slug, log, given)
            self._store.append(slug, joined.records)
            return joined.row

        return patiently(attempt)

    def cite(
        self,
        slug: str,
        source_id: str,
        claim_id: str,
        *,
        by: str,
        stance: str = Stance.CONTEXT,
        passage: str = "",
        passage_span: tuple[int, int] | None = None,
        note: str = "",
    ) -> Source:
        """Let a source that is attached to one claim serve another one too.

        Doing it again changes nothing. `Stale` where it serves that claim already and says something else.
        """
        by = self._hand(by)
        self._newest(slug, claim_id)
        rows = self._rows(slug, source_id)
        own = {"stance": stance, "passage": passage, "passage_span": passage_span, "note": note}
        like = next(reversed([row for row in rows.values() if not row.withdrawn]))
        new = replace(like, claim_id=claim_id, withdrawn=False, revision=0, **fields_.checked(own))
        new = self._placed(slug, new)
        there = rows.get(claim_id)
        if there and not there.withdrawn:
            if fields_.same_content(there, new):
                return there
            raise Stale(
                "this source serves the claim already; look at what stands there and change that",
                current=there,
                offered=new,
            )
        new = fields_.stamped(replace(new, revision=there.revision if there else 0), by)
        (stored,) = self._store.append(slug, [new])
        return stored

    def amend(
        self,
        slug: str,
        source_id: str,
        claim_id: str,
        *,
        by: str,
        base_revision: int,
        **fields: Unpack[SourceFields],
    ) -> Source:
        """Change what is said of a source; what is not given stays. The row of the claim is returned.

        Stance, passage and note are changed for this claim, all else in all rows of the source, all or
        nothing. `base_revision` is that of the row which the person saw; `Stale` where it moved on. Another
        link takes the kept copy off: it is a copy of something else.
        """
        by = self._hand(by)
        rows = self._rows(slug, source_id)
        row = rows.get(claim_id)
        if row is None or row.withdrawn:
            raise not_attached(slug, source_id)
        own, facts = _parted(fields_.checked(fields))
        if "url" in facts and fields_.page_key(facts["url"]) != fields_.page_key(row.url):
            facts["copy"] = ""
        if "passage" in own and "passage_span" not in own:
            own["passage_span"] = None
        wanted = self._placed(slug, replace(row, **facts, **own))
        fields_.refuse_nameless(wanted)
        if fields_.same_content(row, wanted):
            return row
        if row.revision != base_revision:
            raise Stale(
                f"the source is at revision {row.revision} and this change was made on revision "
                f"{base_revision}; look at both and save again",
                current=row,
                offered=wanted,
            )
        new = fields_.stamped(wanted, by)
        others = [other for other in rows.values() if other.claim_id != claim_id]
        self._store.append(slug, [new, *self._with_facts(slug, others, facts, by)])
        return new

    def withdraw_source(self, slug: str, source_id: str, claim_id: str = "", *, by: str) -> Source:
        """Take a source back from a claim, or from all where none is named. It stays in the file.

        Returns the row as it is then, the last of several.
        """
        by = self._hand(by)
        rows = self._rows(slug, source_id)
        found = [row for row in rows.values() if not row.withdrawn and claim_id in ("", row.claim_id)]
        if not found:
            raise not_attached(slug, source_id)
        gone = [fields_.stamped(row, by, withdrawn=True) for row in found]
        self._store.append(slug, gone)
        return gone[-1]

    # --- rows -------------------------------------------------------------------------------------

    def _rows(self, slug: str, source_id: str) -> dict[str, Source]:
        """The newest rows of a source by claim. NotFound where it serves none any more."""
        rows = fields_.rows_of(source_id, self._store.sources(slug))
        if all(row.withdrawn for row in rows.values()):
            raise not_attached(slug, source_id)
        return rows

    def _with_facts(
        self, slug: str, rows: Iterable[Source], facts: Mapping[str, Any], by: str
    ) -> list[Source]:
        """The next revisions of those rows of a source that do not say so yet; withdrawn ones stay."""
        found = []
        for row in rows:
            new = replace(row, **facts)
            new = self._placed(slug, new) if new.copy != row.copy else new
            if not row.withdrawn and not fields_.same_content(row, new):
                found.append(fields_.stamped(new, by))
        return found

    def _joined(self, slug: str, log: Sequence[Source], given: Source) -> Joined:
        """A source as it was typed, or the one of the same page that the article has already."""
        known = self._same_page(slug, log, given)
        if known is None:
            given = replace(given, passage_span=None)
            return Joined((given,), given)
        rows = fields_.rows_of(known.id, log)
        facts = fields_.shared(known) | _filled(known, given)
        there = rows.get(given.claim_id)
        if there and not there.withdrawn and not _says_more(there, given):
            others = [row for row in rows.values() if row is not there]
            changed = self._with_facts(slug, [there, *others], facts, given.added_by)
            return Joined(tuple(changed), next((r for r in changed if r.claim_id == there.claim_id), there))
        # Its own words for the same claim, a colleague's perhaps: a source beside the other.
        id = known.id if not there or there.withdrawn else given.id
        new = replace(given, id=id, note=_noted(known, given), **facts)
        new = replace(
            self._placed(slug, new), revision=1 + (there.revision if there and id == known.id else 0)
        )
        changed = self._with_facts(
            slug, [row for row in rows.values() if row is not there], facts, given.added_by
        )
        return Joined((new, *changed), new)

    def _same_page(self, slug: str, log: Sequence[Source], given: Source) -> Source | None:
        """A source of the article that is the same page; one that serves the same claim first."""
        if not given.url:
            return None
        key = fields_.page_key(given.url)
        found = [
            source
            for source in review.active_sources(log)
            if source.url and key in fields_.page_keys(source, self._copy_of(slug, source))
        ]
        return next((one for one in found if one.claim_id == given.claim_id), found[0] if found else None)


def patiently(attempt: Callable[[], T]) -> T:
    """What `attempt` returns; made again where a colleague saved something at the same moment."""
    for _ in range(_ATTEMPTS):
        with suppress(Stale):
            return attempt()
    return attempt()


def _parted(told: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is the claim's own, and what is the source's."""
    own = {name: value for name, value in told.items() if name in SAID_OF_A_CLAIM}
    return own, {name: value for name, value in told.items() if name not in own}


def _filled(known: Source, given: Source) -> dict[str, Any]:
    """What the source does not say yet and was typed now."""
    typed_ = fields_.shared(given)
    return {name: value for name, value in typed_.items() if value and not getattr(known, name)}


def _says_more(there: Source, given: Source) -> bool:
    """Whether something was typed for the claim that the row does not say."""
    blank = Source(given.id, given.claim_id)
    return any(
        getattr(given, name) not in (getattr(blank, name), getattr(there, name)) for name in SAID_OF_A_CLAIM
    )


def _noted(known: Source, given: Source) -> str:
    """The note, with what was typed otherwise than the source has it: nothing that was typed is lost."""
    told = fields_.shared(given)
    other = [
        f"{name} “{value}”"
        for name, value in told.items()
        if value and name not in _NOT_TYPED and getattr(known, name) not in ("", value)
    ]
    return "; ".join(filter(None, [given.note, f"given here: {', '.join(other)}" if other else ""]))


def not_attached(slug: str, source_id: str) -> NotFound:
    return NotFound(f"no source {source_id} in {slug}; it may have been taken back already")
