"""How much a sentence is worth checking: a small linear model with reasons in plain words.

A logistic regression over TF-IDF words, neighbouring pairs and stems and the properties in `worth_features`.
`benchmarks/train_worth.py` trains, calibrates and measures it and writes `data/worth.npz`, which holds terms
and weights only. It ranks; it does not decide.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import mul

from factdesk.split.traits import worth_features
from factdesk.split.traits.worth_features import FEATURES

# A line that belongs to the page and not to the article never ranks above a statement.
BOILERPLATE_SCORE = 0.02
# What runs on for longer is no sentence; this bounds the time on any text.
_LONGEST = 2_000

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


# Words that say nothing on their own; their weights are told together.
_SMALL = frozenset(
    re.findall(
        r"\S+",
        """a an the of in on at to for from by with and or but as that this these those it its is are was were
        be been being has have had do does did not no so than then there here who whom which what when where
        i he she they we you his her their our my your him them us me s t % " “ ” ?""",
    )
)
_REST = "its other words together"


def score(text: str) -> float:
    """The probability that people asked to mark what is worth checking would mark a sentence, 0 to 1.

    Calibrated on sentences of debates (ClaimBuster), of which a quarter are marked; in other texts it is a
    guide, and a rank. Lines that belong to the page get `BOILERPLATE_SCORE`.

    >>> score("Unemployment fell to 4.2 percent in 2019.") > score("We wish him all the best.")
    True
    """
    text = text[:_LONGEST]
    if is_boilerplate(text):
        return BOILERPLATE_SCORE
    model = _model()
    values = _values(worth_features.terms(text), model)
    odds = model.bias + sum(value * model.terms[term][1] for term, value in values.items())
    return probability(odds + sum(map(mul, worth_features.measures(text), model.features)))


def reasons(text: str, n: int = 3) -> list[tuple[str, float]]:
    """The `n` strongest reasons for a score, in plain words, with their weight in log-odds.

    A reason begins with "raised by" or "lowered by" and quotes the words it goes by as they stand in the
    text; the weight has that sign. The strongest come first, and last whatever the small words add, so that
    all reasons and the model's bias make up the log-odds of the score. Blank text has no reasons.

    >>> reasons("Unemployment fell to 4.2 percent.", n=1)[0][0]
    'raised by a share or a sum of money: “4.2 percent”'
    """
    text = text[:_LONGEST]
    if not text.strip():
        return []
    if is_boilerplate(text):
        return [_reason("being a credit, a byline or a link", (), log_odds(BOILERPLATE_SCORE))][:n]
    told = [_reason(*found) for found in _told(text, _model()) if found[2]]
    return sorted(told, key=strength)[:n]


def strength(reason: tuple[str, float]) -> tuple[bool, float, str]:
    """The key that sorts reasons: the strongest first, the small words last, equals by their wording."""
    words, weight = reason
    return words.endswith(_REST), -abs(weight), words


def is_boilerplate(text: str) -> bool:
    """Whether a line belongs to the page and not to the article: a credit, a byline, a link."""
    return _BOILERPLATE.search(text[:_LONGEST]) is not None


def threshold() -> float:
    """The score from which on to call a sentence worth checking: best F1 on sentences not trained on."""
    return _model().threshold


def log_odds(chance: float) -> float:
    """The natural logarithm of p / (1 - p)."""
    return math.log(chance / (1 - chance))


def probability(odds: float) -> float:
    """The inverse of `log_odds`, bounded to what floats can tell from 0 and 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


# --- reasons ---------------------------------------------------------------------------------------


def _reason(label: str, words: Sequence[str], weight: float) -> tuple[str, float]:
    """Up to three of the words are quoted."""
    quoted = ", ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:3])
    return f"{'raised' if weight > 0 else 'lowered'} by {label}{': ' if quoted else ''}{quoted}", weight


def _told(text: str, model: _Model) -> Iterator[tuple[str, list[str], float]]:
    """Label, words and weight: of each property with the words that show it, then of each other word."""
    places = worth_features.words(text)
    weights = _of_places([read for _, _, read in places], model)
    found = worth_features.found(text)
    owners = _owners(places, found)
    for number, (feature, matches) in enumerate(zip(FEATURES, found, strict=True)):
        mine = [weight for owner, weight in zip(owners, weights, strict=True) if owner == number]
        own = worth_features.scaled(feature, len(matches)) * model.features[number]
        yield feature.label, _shown(text, matches) if feature.shows else [], own + sum(mine)
    yield from _of_words(
        text, [(place, w) for place, w, o in zip(places, weights, owners, strict=True) if o < 0]
    )


def _of_words(
    text: str, rest: list[tuple[tuple[int, int, str], float]]
) -> Iterator[tuple[str, list[str], float]]:
    by_word: dict[str, list[tuple[str, float]]] = {}
    for (start, end, read), weight in rest:
        by_word.setdefault("" if read in _SMALL else read, []).append((text[start:end], weight))
    for read, same in by_word.items():
        total = sum(weight for _, weight in same)
        yield (f"the word “{same[0][0]}”" if read else _REST), [], total


def _owners(places: list[tuple[int, int, str]], found: list[list[re.Match[str]]]) -> list[int]:
    """Per word the number of the first property that it shows, or -1."""
    owners = [-1] * len(places)
    for number, (feature, matches) in enumerate(zip(FEATURES, found, strict=True)):
        spans = [match.span() for match in matches] if feature.shows else []
        for at, (start, _, read) in enumerate(places):
            if owners[at] < 0 and (read in feature.tokens or any(a <= start < b for a, b in spans)):
                owners[at] = number
    return owners


def _shown(text: str, matches: list[re.Match[str]]) -> list[str]:
    """The words of the matches as they stand in the text; what a space parts is shown as one."""
    spans: list[tuple[int, int]] = []
    for match in matches:
        if spans and text[spans[-1][1] : match.start()] == " ":
            spans[-1] = (spans[-1][0], match.end())
        else:
            spans.append(match.span())
    return [text[start:end] for start, end in spans]


# --- the model -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Model:
    """`bias` and weights are calibrated: their sum is the log-odds."""

    bias: float
    features: Sequence[float]
    terms: dict[str, tuple[float, float]]  # inverse document frequency, weight
    threshold: float


def _values(terms: list[str], model: _Model) -> dict[str, float]:
    """The weighted frequency of each known term; all have unit length together, as in training."""
    counts = Counter(term for term in terms if term in model.terms)
    values = {term: (1 + math.log(count)) * model.terms[term][0] for term, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values())) or 1.0
    return {term: value / length for term, value in values.items()}


def _of_places(read: list[str], model: _Model) -> list[float]:
    """What each word adds to the log-odds: a term's share is divided among the words that make it up."""
    placed = worth_features.placed_terms(read)
    values = _values([term for term, _ in placed], model)
    counts = Counter(term for term, _ in placed)
    weights = [0.0] * len(read)
    for term, places in placed:
        for place in places if term in values else ():
            weights[place] += values[term] * model.terms[term][1] / counts[term] / len(places)
    return weights


@cache
def _model() -> _Model:
    import numpy as np

    with resources.files(__package__).joinpath("data/worth.npz").open("rb") as file, np.load(file) as arrays:
        names = bytes(arrays["terms"]).decode().split("\n")
        slope, shift = arrays["calibration"].tolist()
        weights = (arrays["weights"].astype(float) * slope).tolist()
        features = (arrays["features"] * slope).tolist()
        terms = dict(zip(names, zip(arrays["idf"].tolist(), weights, strict=True), strict=True))
        bias = float(arrays["bias"]) * slope + shift
        return _Model(bias, features, terms, float(arrays["threshold"]))
