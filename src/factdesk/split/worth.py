"""How much a sentence is worth checking: a small linear model with reasons in plain words.

A logistic regression over TF-IDF word pairs and a dozen hand features. `benchmarks/train_worth.py` trains it,
measures it and writes `data/worth.npz`, which holds n-grams and weights only. It ranks; it does not decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise

# A line that belongs to the page and not to the article never ranks above a statement.
BOILERPLATE_SCORE = 0.02
# What runs on for longer is no sentence; this bounds the time on any text.
_LONGEST = 2_000

_TOKEN = re.compile(r"[£$€]?\d[\d.,:]*(?:st|nd|rd|th|s|%)?|[^\W\d_]+(?:['’][^\W\d_]+)?|[?!%\"“”]")
# Names stand in capitals, so that "By Friday the army had left" is no byline; the rest in any case.
_NAMES = r"[A-Z][\w.'’-]+(?: (?:and |de |van |von |al-)?[A-Z][\w.'’-]+)+"
_BOILERPLATE = re.compile(
    r"^\W*(?:"
    r"(?i:(?:file )?(?:photo|image|picture|video|credit|source|caption)s?(?: credit)?) ?[:/©|]"
    rf"|(?i:(?:photo|image|picture|video)s?(?: credit)? (?:by|courtesy of)) {_NAMES}\W*$"
    r"|(?:©|(?i:copyright)\W*(?:©|\d{4}))"
    r"|(?i:(?:additional )?(?:reporting|editing|edited|written|by)(?: by)?) "
    rf"{_NAMES}(?:(?:,| in | for )[^.]{{0,40}})?$"
    r"|(?i:advertisement\W*$|(?:read|see|watch)(?: (?:also|more|next))? ?:|related ?:|more to follow\W*$)"
    r"|(?i:(?:click|tap) here|follow us (?:on|at)|sign up (?:for|to|here|now)|subscribe (?:to|now|here))"
    r"|(?i:share this\b)"
    r")|(?i:all rights reserved|getty images)\W*$",
)


@dataclass(frozen=True, slots=True)
class _Feature:
    """A property of a sentence that scales to 0..1; `label` says it to a person."""

    name: str
    label: str
    pattern: re.Pattern[str]
    most: int = 1


def _feature(name: str, label: str, pattern: str, most: int = 1, *, any_case: bool = True) -> _Feature:
    return _Feature(name, label, re.compile(pattern, re.IGNORECASE if any_case else 0), most)


FEATURES = (
    _feature(
        "numbers", "gives numbers", r"\b\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b", 3
    ),
    _feature(
        "share", "gives a share or a sum", r"\d ?%|per ?cent\b|[$£€]\d|\b(?:b|m|tr)illion\b|\bhalf of\b"
    ),
    _feature(
        "date",
        "gives a date",
        r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October|November"
        r"|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
        r"|\b(?:this|last|next) (?:week|month|year|decade)\b|\byears? ago\b",
    ),
    _feature(
        "names",
        "names people, places or bodies",
        r"(?<=[a-z,;:] )(?!I\b|I['’])[A-Z][\w’'.-]*",
        4,
        any_case=False,
    ),
    _feature(
        "office",
        "names an office or rank",
        r"\b(?:president|minister|secretary|chairman|chairwoman|chief|general|marshal|admiral|colonel|governor"
        r"|senator|ambassador|commissioner|director|chancellor|mayor|king|queen|judge|justice|speaker|premier)\b",
    ),
    _feature(
        "past",
        "tells what has happened",
        r"\b(?:was|were|had|has|have|did|\w{3,}ed|became|cut|rose|fell|grew)\b",
        2,
    ),
    _feature(
        "change",
        "compares or speaks of a change",
        r"\b(?:more|less|fewer|higher|lower|faster) than\b|\b\w+est\b"
        r"|\b(?:first|only|most|least|never|ever|double[ds]?|increase[ds]?|decrease[ds]?|rose|risen|fell|fallen|grew|grown|record)\b",
    ),
    _feature(
        "plan", "speaks of a plan or the future", r"\b(?:will|shall|set to|scheduled|going to|plans? to)\b"
    ),
    _feature(
        "source",
        "gives a source",
        r"\b(?:according to|said|says|told|reported|claimed|found that|shows? that)\b",
    ),
    _feature(
        "opinion",
        "is a wish, a hope or an opinion",
        r"\b(?:should|must|ought|need to|hope|wish|think|believe|feel)\b",
    ),
    _feature("hedge", "is hedged", r"\b(?:may|might|could|would|perhaps|maybe|likely|seems?|probably)\b"),
    _feature("self", "speaks of the speaker", r"\b(?:I|we|my|our|me|us|I['’]\w+|we['’]\w+)\b", 2),
    _feature("you", "addresses somebody", r"\b(?:you|your|let me|let us|let['’]s|please|thanks?)\b"),
    _feature("question", "is a question", r"\?\W*$"),
    _feature("quote", "quotes somebody", r"[\"“”]"),
    _feature("short", "is a fragment of a few words", r"^\W*(?:\w+\W+){0,4}(?:\w+\W*)?$"),
    _feature("long", "is a full sentence", r"\b(?:\w+\W+){14}"),
)


def score(text: str) -> float:
    """How much a sentence is worth checking, 0 to 1; the higher of two should be checked first.

    >>> score("Unemployment fell to 4.2 percent in 2019.") > score("We wish him all the best.")
    True
    """
    text = text[:_LONGEST]
    if _BOILERPLATE.search(text):
        return BOILERPLATE_SCORE
    model = _model()
    odds = model.bias + sum(_of_terms(text, model).values()) + sum(_of_features(text, model))
    return 1 / (1 + math.exp(-odds))


def reasons(text: str, n: int = 3) -> list[tuple[str, float]]:
    """The `n` strongest reasons for a score, in plain words, with their weight in log-odds.

    A negative weight speaks against checking. Blank text has no reasons.
    """
    text = text[:_LONGEST]
    if not text.strip():
        return []
    if _BOILERPLATE.search(text):
        odds = BOILERPLATE_SCORE / (1 - BOILERPLATE_SCORE)
        return [("is a credit, a byline or a link and not a statement", math.log(odds))][:n]
    model = _model()
    found = [(f"the words “{_shown(term)}”", weight) for term, weight in _of_terms(text, model).items()]
    found += zip((feature.label for feature in FEATURES), _of_features(text, model), strict=True)
    found.sort(key=lambda pair: -abs(pair[1]))
    return [(reason, weight) for reason, weight in found if weight][:n]


def terms(text: str) -> list[str]:
    """The words and neighbouring pairs of a sentence, with `<number>` and `<name>` for what is particular."""
    words, end = [], 0
    for match in _TOKEN.finditer(text):
        opens = not end or any(mark in '.!?"“' for mark in text[end - 1 : match.start()])
        words.append(_word(match[0], opens))
        end = match.end()
    return words + [f"{first} {second}" for first, second in pairwise(words)]


def measures(text: str) -> list[float]:
    """The hand features of a sentence in the order of `FEATURES`, each 0 to 1."""
    return [min(len(feature.pattern.findall(text)), feature.most) / feature.most for feature in FEATURES]


def _word(token: str, opens: bool) -> str:
    """`opens` says whether the token opens a sentence or a quotation, where a capital means nothing."""
    if token[0].isdigit() or token[0] in "$£€":
        return "<number>"
    if token[0].isupper() and not opens and not re.match(r"I(?:['’]|$)", token):
        return "<name>"
    return token.lower().replace("’", "'")


@dataclass(frozen=True, slots=True)
class _Model:
    bias: float
    features: Sequence[float]
    terms: dict[str, tuple[float, float]]  # inverse document frequency, weight


def _of_terms(text: str, model: _Model) -> dict[str, float]:
    """What each term adds to the log-odds; the values have unit length together, as in training."""
    counts = Counter(term for term in terms(text) if term in model.terms)
    values = {term: (1 + math.log(count)) * model.terms[term][0] for term, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {term: value / length * model.terms[term][1] for term, value in values.items()}


def _of_features(text: str, model: _Model) -> list[float]:
    """What each hand feature adds to the log-odds."""
    return [value * weight for value, weight in zip(measures(text), model.features, strict=True)]


def _shown(term: str) -> str:
    return term.replace("<number>", "(a number)").replace("<name>", "(a name)")


@cache
def _model() -> _Model:
    import numpy as np

    with resources.files(__package__).joinpath("data/worth.npz").open("rb") as file, np.load(file) as arrays:
        names = bytes(arrays["terms"]).decode().split("\n")
        columns = zip(arrays["idf"].tolist(), arrays["weights"].tolist(), strict=True)
        return _Model(
            float(arrays["bias"]), arrays["features"].tolist(), dict(zip(names, columns, strict=True))
        )
