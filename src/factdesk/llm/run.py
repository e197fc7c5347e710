"""An article split by a language model, with the rules where it fails."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from factdesk.llm.access import Access
from factdesk.llm.account import Account, Dropped, Meter, cost, counted, total
from factdesk.llm.ask import Asked, Asker
from factdesk.llm.batches import Batch, batches
from factdesk.llm.claims import Reader
from factdesk.model import Article, Claim, Sentence
from factdesk.web import Clock, Limits

# After so many batches in a row without any answer the others are not asked for.
_PATIENCE = 3
_DOWN = "not asked, because the server had not answered before"


@dataclass(frozen=True, slots=True)
class Split:
    """The claims, sorted by start, and what the split took."""

    claims: list[Claim]
    told: Account


def split(
    article: Article,
    access: Access,
    sentences: Sequence[Sentence],
    fallback_claims: Sequence[Claim],
    *,
    cache: Path | None = None,
    progress: Callable[[float], None] | None = None,
    limits: Limits | None = None,
    clock: Clock | None = None,
) -> Split:
    """The claims that the model finds and the text bears out; `progress` is told the share done, 0..1.

    `fallback_claims` are those of the rules. They take the place of a batch that could not be had, and of
    every sentence that the model left without a claim: nothing that may have to be checked gets lost. Answers
    are kept in the folder `cache`. Unreachable where key, address or model are wrong.
    """
    clock = clock or Clock()
    began = clock.seconds()
    portions = list(batches(article, sentences, access.settings.batch_characters))
    reader, had = Reader(article, fallback_claims), _Had()
    for batch, asked in _ask_all(portions, Asker(access, cache, limits, clock), access.settings.parallel):
        had.take(reader, batch, asked)
        if progress:
            progress(len(had.meters) / len(portions))
    by_rule = _left(sentences, fallback_claims, had.claims)
    told = replace(
        _account(access, had),
        seconds=clock.seconds() - began,
        too_long=len(sentences) - sum(len(batch.sentences) for batch in portions),
        filled=len(_touched(sentences, by_rule).intersection(had.answered)),
    )
    merged = {claim.id: claim for claim in (*by_rule, *had.claims)}
    return Split(sorted(merged.values(), key=lambda claim: (claim.start, claim.end)), told)


@dataclass(slots=True)
class _Had:
    """What came of the batches so far: `failed` counts those without an answer, by reason."""

    claims: list[Claim] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    answered: list[Sentence] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    meters: list[Meter] = field(default_factory=list)

    def take(self, reader: Reader, batch: Batch, asked: Asked) -> None:
        self.meters.append(asked.meter)
        if asked.entries is None:
            self.failed[asked.reason] += 1
            return
        claims, refused = reader.claims(batch, asked.entries)
        self.claims += claims
        self.dropped += refused
        self.answered += batch.sentences


def _account(access: Access, had: _Had) -> Account:
    meter = total(had.meters)
    return Account(
        model=access.settings.model,
        host=access.host,
        batches=len(had.meters),
        claims=len(had.claims),
        **asdict(meter),
        cost=cost(access.settings, meter),
        currency=access.settings.currency,
        dropped=counted(had.dropped),
        fallen_back=tuple(had.failed.most_common()),
    )


def _left(sentences: Sequence[Sentence], by_rule: Sequence[Claim], found: Sequence[Claim]) -> list[Claim]:
    """The claims of the rules in sentences that the model has no claim of."""
    covered = _touched(sentences, found)
    return [claim for claim in by_rule if covered.isdisjoint(_touched(sentences, [claim]))]


def _touched(sentences: Sequence[Sentence], claims: Sequence[Claim]) -> set[Sentence]:
    """The sentences that have words of the claims; they are sorted and do not overlap."""
    found: set[Sentence] = set()
    for claim in claims:
        first = bisect_right(sentences, claim.start, key=lambda one: one.end)
        last = bisect_left(sentences, claim.end, key=lambda one: one.start)
        found.update(sentences[first:last])
    return found


def _ask_all(portions: Sequence[Batch], asker: Asker, parallel: int) -> Iterator[tuple[Batch, Asked]]:
    """Every batch with what came of it, in the order in which the answers come."""
    waiting = list(reversed(portions))
    running: dict[Future[Asked], Batch] = {}
    down = 0
    with ThreadPoolExecutor(parallel, "llm") as pool:
        while waiting or running:
            while waiting and len(running) < parallel and down < _PATIENCE:
                batch = waiting.pop()
                running[pool.submit(asker.ask, batch)] = batch
            if not running:
                yield from ((batch, Asked(None, Meter(), _DOWN)) for batch in reversed(waiting))
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                batch, asked = running.pop(future), future.result()
                down = down + 1 if asked.is_down else 0
                yield batch, asked
