"""Entries of a model's answer, held against the text: each becomes a claim or a reason why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factdesk.llm.account import Dropped
from factdesk.llm.batches import Batch, one_line
from factdesk.llm.faithful import Vocabulary, denies, odd_characters
from factdesk.llm.find import Folded, Runs
from factdesk.model import Article, Claim, ClaimKind, Entity, Origin, Sentence, claim_id
from factdesk.split import check_worthiness, kind_of
from factdesk.split.referents.context import context_of
from factdesk.split.speech.attribution import is_anonymous

_LONGEST = 600  # characters of a wording
_MOST = 12  # claims a sentence, on average of a batch
_STRETCH = 2  # sentences over which a quote may leave words out
_NEARLY = 0.8  # of a claim's words, to be about the same statement
_TURNED = "the words of the article have a “not” that this wording lacks"
_KINDS = {kind.value: kind for kind in ClaimKind}


class Reader:
    """Reads the answers about one article. `beside` are the claims of the rules, for who says what."""

    def __init__(self, article: Article, beside: Sequence[Claim]) -> None:
        self._article, self._beside = article, beside
        self._sha256 = article.sha256
        self._vocabulary = Vocabulary(f"{article.title}\n{article.text}")
        self._whole = Folded(article.text, 0, len(article.text))

    def claims(self, batch: Batch, entries: Sequence[Any]) -> tuple[list[Claim], list[Dropped]]:
        """The claims of an answer, and why its other entries are none."""
        found: dict[str, Claim] = {}
        dropped: list[Dropped] = []
        most = _MOST * len(batch.sentences)
        beside = _in(batch, self._beside)
        sent = Vocabulary(batch.sent)
        for entry in entries[:most]:
            one = self._claim(batch, sent, entry, beside)
            if isinstance(one, Dropped):
                dropped.append(one)
            elif one.id in found:
                dropped.append(Dropped.REPEATED)
            else:
                found[one.id] = one
        return list(found.values()), dropped + [Dropped.TOO_MANY] * len(entries[most:])

    def _claim(
        self, batch: Batch, sent: Vocabulary, entry: object, beside: Sequence[Claim]
    ) -> Claim | Dropped:
        if not isinstance(entry, dict):
            return Dropped.FORM
        quote, wording, speaker = (entry.get(name, "") for name in ("quote", "text", "speaker"))
        speaker = "" if speaker is None else speaker
        if not (isinstance(quote, str) and isinstance(wording, str) and isinstance(speaker, str)):
            return Dropped.FORM
        wording, speaker = one_line(wording), one_line(speaker)
        if not wording or len(wording) > _LONGEST or odd_characters(wording, self._article.text):
            return Dropped.FORM
        runs = _place(batch, quote, entry.get("sentence"))
        touched = _touched(batch, runs or ())
        if not runs or (len(runs) > 1 and len(touched) > _STRETCH):
            return Dropped.OUTSIDE if self._whole.find(quote) else Dropped.INVENTED
        if self._vocabulary.lacks_name(wording) or sent.lacks_number(wording):
            return Dropped.ADDED
        around = " ".join(map(batch.words, touched))
        if not Vocabulary(around).speaks_of(wording):
            return Dropped.ADDED
        if denies(wording) and not denies(around):
            return Dropped.ADDED
        if speaker and not self._whole.find(speaker, least=1):
            return Dropped.SPEAKER
        near = [one for one in beside if one.start < touched[-1].end and touched[0].start < one.end]
        return self._made(runs, wording, speaker, entry, near)

    def _made(
        self, runs: Runs, wording: str, speaker: str, entry: Mapping[str, Any], beside: Sequence[Claim]
    ) -> Claim:
        text, start, end = self._article.text, runs[0][0], runs[-1][1]
        quote = text[start:end]
        by_rule = _nearest(beside, start, end)
        if not speaker and by_rule and by_rule.speaker.casefold() not in wording.casefold():
            speaker = by_rule.speaker
        same = next((one for one in beside if speaker and one.speaker.casefold() == speaker.casefold()), None)
        kind, because = kind_of(wording, _KINDS.get(str(entry.get("kind")).strip().casefold()))
        lost = _TURNED if denies(" ".join(text[a:b] for a, b in runs)) and not denies(wording) else ""
        return Claim(
            id=claim_id(self._sha256, start, end, wording),
            start=start,
            end=end,
            quote=quote,
            text=wording,
            kind=kind,
            kind_words=because,
            speaker=speaker,
            saying=same.saying if same else "",
            quoted=bool(same and same is by_rule and same.quoted),
            anonymous=is_anonymous(speaker),
            check_worthiness=check_worthiness(wording, kind),
            context="; ".join(note for note in (lost, context_of(wording, speaker)) if note),
            spans=runs if len(runs) > 1 else (),
            entities=_entities(beside, runs),
            text_version=self._article.version,
            origin=Origin.LLM,
        )


def _in(batch: Batch, claims: Sequence[Claim]) -> list[Claim]:
    start, end = batch.sentences[0].start, batch.sentences[-1].end
    return [one for one in claims if one.start < end and start < one.end]


def _nearest(beside: Sequence[Claim], start: int, end: int) -> Claim | None:
    """The claim of the rules that has most of these words, if it has nearly all of them."""
    shared = [(min(end, one.end) - max(start, one.start), one) for one in beside]
    most, claim = max(shared, key=lambda pair: pair[0], default=(0, None))
    return claim if most >= _NEARLY * (end - start) else None


def _entities(beside: Sequence[Claim], runs: Runs) -> tuple[Entity, ...]:
    """Those that the rules found in these words."""
    known = dict.fromkeys(entity for claim in beside for entity in claim.entities)
    mine = [one for one in known if any(start <= one.start and one.end <= end for start, end in runs)]
    return tuple(sorted(mine, key=lambda one: one.start))


def _place(batch: Batch, quote: str, number: object) -> Runs | None:
    """Where a quote stands: in the sentence that was named, else anywhere in the sentences of the batch."""
    text = batch.article.text
    by_number = {str(place): one for place, one in enumerate(batch.sentences, 1)}
    named = by_number.get(str(number).strip(" []"))
    runs = Folded(text, named.start, named.end).find(quote) if named else None
    return runs or Folded(text, batch.sentences[0].start, batch.sentences[-1].end).find(quote)


def _touched(batch: Batch, runs: Runs) -> list[Sentence]:
    """The sentences from the first of the words to the last."""
    start, end = (runs[0][0], runs[-1][1]) if runs else (0, 0)
    return [one for one in batch.sentences if one.start < end and start < one.end]
