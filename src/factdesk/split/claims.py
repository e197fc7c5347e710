"""The claims of an article, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factdesk.model import Article, Claim, ClaimKind, Period, Sentence, claim_id
from factdesk.split import model, parsed, rules
from factdesk.split.attribution import is_anonymous
from factdesk.split.context import context_of
from factdesk.split.draft import Draft
from factdesk.split.entities import entities
from factdesk.split.kinds import check_worthiness, kind_of
from factdesk.split.languages import is_english
from factdesk.split.referents import Referents
from factdesk.split.sentences import sentences

if TYPE_CHECKING:
    from spacy.language import Language

# A sentence longer than this is a table or a text without stops; parsing it costs much and yields nothing.
_LONGEST = 3000
_BATCH = 64  # sentences the model holds at a time
_LEAD = re.compile(
    r"(?:[•⁃*▪◦‣–—-]+\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+|#+\s+)?"
    r"(?:[A-Z][A-Z .,’'-]{1,40}(?:,\s[A-Z][\w. ]{1,30})?(?:\s+\([\w/ .]{1,30}\))?\s+[–—-]{1,2}\s+)?"
)


def claims(article: Article, progress: Callable[[float], None] | None = None) -> list[Claim]:
    """The claims in order of their start; `progress` is told the share of the text done, 0..1."""
    text = article.text
    drafts: list[Draft] = []
    for sentence, found in _read(text, article.published, sentences(text)):
        drafts += (_in_quotation(text, sentence, draft) for draft in found)
        if progress:
            progress(min(1.0, sentence.end / len(text)))
    sha256 = article.sha256
    made = [_claim(sha256, text, draft) for draft in drafts]
    return sorted({claim.id: claim for claim in made}.values(), key=lambda claim: (claim.start, claim.end))


def _claim(sha256: str, text: str, draft: Draft) -> Claim:
    kind, because = kind_of(draft.text[:_LONGEST], draft.kind)
    return Claim(
        id=claim_id(sha256, draft.start, draft.end, draft.text),
        start=draft.start,
        end=draft.end,
        quote=text[draft.start : draft.end],
        text=draft.text,
        kind=kind,
        kind_words=because,
        speaker=draft.speaker,
        saying=draft.saying,
        quoted=draft.quoted,
        anonymous=is_anonymous(draft.speaker),
        spans=draft.spans if len(draft.spans) > 1 else (),
        entities=draft.entities,
        check_worthiness=check_worthiness(draft.text[:_LONGEST], kind),
        context="; ".join(
            note for note in (draft.context, context_of(draft.text[:_LONGEST], draft.speaker)) if note
        ),
    )


# --- reading ---------------------------------------------------------------------------------------


def _read(text: str, published: Period, found: list[Sentence]) -> Iterator[tuple[Sentence, list[Draft]]]:
    """Each sentence with its drafts, offsets counted in the article."""
    parser = model.english() if is_english(text) else None
    if parser is None:
        for sentence in found:
            drafts = rules.drafts(text[sentence.start : sentence.end])
            yield sentence, [draft.moved(sentence.start) for draft in drafts]
    else:
        yield from _parse(parser, text, published, found)


def _parse(
    parser: Language, text: str, published: Period, found: list[Sentence]
) -> Iterator[tuple[Sentence, list[Draft]]]:
    referents = Referents(published)
    bodies = (_body(text, sentence) for sentence in found)
    for doc, (start, sentence) in parser.pipe(bodies, as_tuples=True, batch_size=_BATCH):
        whole = text[start : sentence.end]
        drafts = referents.read(doc, parsed.drafts(doc)) if len(doc) else rules.drafts(whole)
        named = entities(doc)
        yield sentence, [draft.with_entities(named).moved(start) for draft in drafts]


def _body(text: str, sentence: Sentence) -> tuple[str, tuple[int, Sentence]]:
    """What the parser reads of a sentence and where it starts: no bullet, no dateline, no line breaks."""
    match = _LEAD.match(text, sentence.start, sentence.end)
    start = match.end() if match and match.end() < sentence.end else sentence.start
    body = text[start : sentence.end]
    return ("" if len(body) > _LONGEST else re.sub(r"\s", " ", body)), (start, sentence)


def _in_quotation(text: str, sentence: Sentence, draft: Draft) -> Draft:
    """A sentence inside a longer quotation is somebody's words, though it names nobody."""
    before = text[max(0, sentence.start - _LONGEST) : sentence.start + 1].rpartition("\n\n")[2]
    whole = text[sentence.start : sentence.end]
    if before.count("“") <= before.count("”") or draft.speaker or "”" in whole[:-1]:
        return draft
    return replace(draft, kind=ClaimKind.QUOTE, context="part of a quotation whose speaker stands nearby")
