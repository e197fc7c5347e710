"""Claims by rule alone, where no model can read the language or none is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.split.clauses.wording import opened, sentence
from factdesk.split.draft import Draft

_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do|did|cannot|said|made"
    r"|took|came|went|gave|became|began|won|lost|held|led|met|saw|left|kept|told|sent|fell|rose|\w{3,}ed)"
)
_SUBJECT = r"(?:the|a|an|he|she|it|they|we|his|her|its|their|[A-Z][\w.’'-]+)"
_JOINT = re.compile(
    rf"(?:;\s+|,\s+(?:and|but|while|whereas)\s+)(?={_SUBJECT}\b(?:\s+[\w’'.-]+){{0,5}}?\s+{_VERB}\b)"
)
_SUPPOSING = re.compile(r"\b(?:if|unless|until|whether|when|or)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"(?:^|,?\s+)according to (?P<source>[^,.;]+)(?:,\s*|(?=[.;]|$))", re.IGNORECASE)
_QUESTION = re.compile(r"[?？؟;][\"'”’»)\]]*$")


def drafts(text: str) -> list[Draft]:
    """The claims of one sentence, offsets counted from its start: the sentence, or its coordinated parts."""
    if not any(char.isalpha() for char in text) or _QUESTION.search(text) or _is_label(text):
        return []
    return [_draft(text, start, end) for start, end in _parts(text)]


def _is_label(text: str) -> bool:
    """A word or two that end without a stop: a heading, a name, a picture credit."""
    return len(text) < 30 and len(text.split()) < 4 and text[-1].isalnum()


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    if not _SUPPOSING.search(text):
        for joint in _JOINT.finditer(text):
            if re.search(rf"\b{_VERB}\b", text[start : joint.start()]):
                yield start, joint.start()
                start = joint.end()
    yield start, len(text)


def _draft(text: str, start: int, end: int) -> Draft:
    part = text[start:end]
    match = _ACCORDING.search(part)
    if not match:
        return Draft(start, end, sentence(opened(part)))
    rest = part[: match.start()] + " " + part[match.end() :]
    return Draft(start, end, sentence(opened(rest.strip())), match["source"].strip())
