"""The claims of an article, in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from factdesk.model import Article, Claim, Period, Sentence, claim_id
from factdesk.split import model, rules
from factdesk.split.clauses import parsed
from factdesk.split.draft import Draft
from factdesk.split.referents.context import completed, context_of
from factdesk.split.referents.referents import Referents
from factdesk.split.speech.attribution import is_anonymous
from factdesk.split.speech.interposed import cut
from factdesk.split.speech.quotations import with_speakers
from factdesk.split.speech.speakers import Attribution
from factdesk.split.text.languages import is_english
from factdesk.split.text.marks import blanked
from factdesk.split.text.sentences import sentences
from factdesk.split.traits.entities import EntityFinder
from factdesk.split.traits.kinds import check_worthiness, kind_of

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
    parts = sentences(text)
    for sentence, found in _read(text, article.published, parts):
        drafts += found
        if progress:
            progress(min(1.0, sentence.end / len(text)))
    sha256 = article.sha256
    made = [_claim(sha256, text, draft) for draft in with_speakers(text, drafts, parts)]
    return sorted({claim.id: claim for claim in made}.values(), key=lambda claim: (claim.start, claim.end))


def _claim(sha256: str, text: str, draft: Draft) -> Claim:
    wording = draft.text[:_LONGEST]
    kind, because = kind_of(wording, draft.kind)
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
        check_worthiness=check_worthiness(wording, kind),
        context=completed(draft.context, wording, draft.speaker),
    )


# --- reading ---------------------------------------------------------------------------------------


def _read(text: str, published: Period, found: list[Sentence]) -> Iterator[tuple[Sentence, list[Draft]]]:
    """Each sentence with its drafts, offsets counted in the article."""
    parser = model.english() if is_english(text) else None
    if parser is None:
        for sentence in found:
            drafts = _by_rules(text[sentence.start : sentence.end])
            yield sentence, [draft.moved(sentence.start) for draft in drafts]
    else:
        yield from _parse(parser, text, published, found)


def _parse(
    parser: Language, text: str, published: Period, found: list[Sentence]
) -> Iterator[tuple[Sentence, list[Draft]]]:
    referents, finder = Referents(published), EntityFinder()
    bodies = (body for sentence in found for body in _bodies(text, sentence))
    for doc, (start, sentence, said) in parser.pipe(bodies, as_tuples=True, batch_size=_BATCH):
        drafts = parsed.drafts(doc) if len(doc) else _by_rules(text[start : sentence.end])
        if said.speaker:
            drafts = [draft if draft.speaker else parsed.attributed(draft, said) for draft in drafts]
        drafts = referents.read(doc, drafts) if len(doc) else drafts
        named = finder.find(doc)
        yield sentence, [draft.with_entities(named).moved(start) for draft in drafts]


def _by_rules(sentence: str) -> list[Draft]:
    found = rules.drafts(sentence)
    return [replace(draft, context=context_of(draft.text[:_LONGEST], draft.speaker)) for draft in found]


def _bodies(text: str, sentence: Sentence) -> Iterator[tuple[str, tuple[int, Sentence, Attribution]]]:
    """What the parser reads of a sentence, where it starts and who says it: no bullet, dateline or marks."""
    match = _LEAD.match(text, sentence.start, sentence.end)
    start = match.end() if match and match.end() < sentence.end else sentence.start
    body = blanked(re.sub(r"\s", " ", text[start : sentence.end]))
    whole, said, aside = cut(body)
    for part, teller in ((whole, said), (aside, Attribution())):
        if part is whole or part:
            at = start + len(part) - len(part.lstrip())
            yield ("" if len(part) > _LONGEST else part.strip()), (at, sentence, teller)
