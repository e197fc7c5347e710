"""Trains, calibrates and measures check-worthiness.

`python benchmarks/train_worth.py CLAIMS_FOLDER NEWS.csv [--ct19]`

CLAIMS_FOLDER holds claimbuster-train.json and ct19-training.csv; NEWS.csv has part, label and sentence (as
tests/data/worth.csv). Needs scikit-learn (the `train` extra). Writes terms, weights and the calibration to
src/factdesk/split/traits/data/worth.npz, and no sentence.

Only ClaimBuster trains. Its sentences that share most of their character 5-grams fall into the same part, by
a hash: 70 % training, 15 % development (strength of the regularisation, calibration, threshold), 15 % held
out. CT19 is only measured, and only when asked for, without the sentences that stand in ClaimBuster too.
The baseline is TF-IDF with logistic regression; whether it takes pairs of words beside single ones, the
strength of its regularisation and its threshold go by the same development part.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, brier_score_loss, f1_score, precision_recall_curve

from factdesk.split.traits import worth, worth_features

Numbers = NDArray[np.float64]
Scorer = Callable[[Sequence[str]], Numbers]
_STRENGTHS = (0.5, 1.0, 2.0, 4.0, 8.0)
_BINS = np.linspace(0, 1, 11)


@dataclass(frozen=True)
class Labelled:
    text: str
    label: int
    group: str = ""


# --- the data --------------------------------------------------------------------------------------


def debates(folder: Path) -> list[Labelled]:
    rows = json.loads((folder / "claimbuster-train.json").read_text("utf-8"))
    return [Labelled(row["text"], row["label"]) for row in rows]


def ct19(folder: Path) -> list[Labelled]:
    with (folder / "ct19-training.csv").open(encoding="utf-8") as file:
        return [Labelled(row["text"], int(row["label"]), row["file_name"]) for row in csv.DictReader(file)]


def news(path: Path, part: str) -> list[Labelled]:
    with path.open(encoding="utf-8") as file:
        return [Labelled(r["sentence"], int(r["label"])) for r in csv.DictReader(file) if r["part"] == part]


def plain(text: str) -> str:
    """Letters and digits in small letters: what is left of a sentence when two corpora are compared."""
    return " ".join(re.findall(r"[a-z0-9]+", text.casefold()))


def groups(texts: Sequence[str], threshold: float = 0.8) -> Numbers:
    """A group number per text; texts that share most of their character 5-grams share it."""
    grams = TfidfVectorizer(analyzer="char_wb", ngram_range=(5, 5), min_df=2, dtype=np.float32)
    vectors = grams.fit_transform(texts)
    near = []
    for start in range(0, vectors.shape[0], 1000):
        block = (vectors[start : start + 1000] @ vectors.T).tocsr()
        block.data[block.data < threshold] = 0
        block.eliminate_zeros()
        near.append(block)
    _, numbers = connected_components(sparse.vstack(near), directed=False)
    return np.asarray(numbers)


def parts(rows: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled], list[Labelled]]:
    """Training, development, held out, by a hash of a group's first text."""
    first: dict[float, str] = {}
    found: tuple[list[Labelled], list[Labelled], list[Labelled]] = ([], [], [])
    for row, group in zip(rows, groups([row.text for row in rows]), strict=True):
        text = first.setdefault(group, plain(row.text))
        place = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) % 100
        found[0 if place < 70 else 1 if place < 85 else 2].append(row)
    return found


# --- training --------------------------------------------------------------------------------------


def features(vectorizer: TfidfVectorizer, texts: Sequence[str]) -> sparse.csr_matrix:
    hand = np.array([worth_features.measures(text) for text in texts])
    return sparse.hstack([vectorizer.transform(texts), hand]).tocsr()


def labels(rows: Sequence[Labelled]) -> Numbers:
    return np.array([row.label for row in rows], dtype=float)


def texts(rows: Sequence[Labelled]) -> list[str]:
    return [row.text for row in rows]


def fitted(matrix: sparse.csr_matrix, wanted: Numbers, strength: float) -> LogisticRegression:
    return LogisticRegression(C=strength, solver="liblinear", max_iter=500).fit(matrix, wanted)


def baseline(training: Sequence[Labelled], development: Sequence[Labelled]) -> tuple[str, Scorer]:
    """The best plain TF-IDF and logistic regression by average precision on the development part."""
    tried = []
    for longest in (1, 2):
        vectorizer = TfidfVectorizer(ngram_range=(1, longest), sublinear_tf=True).fit(texts(training))
        for strength in _STRENGTHS:
            model = fitted(vectorizer.transform(texts(training)), labels(training), strength)
            scores = model.predict_proba(vectorizer.transform(texts(development)))[:, 1]
            tried.append(
                (average_precision_score(labels(development), scores), longest, strength, vectorizer, model)
            )
    _, longest, strength, vectorizer, model = max(tried, key=lambda one: one[0])
    name = f"TF-IDF, {'words' if longest == 1 else 'words and pairs'}, C={strength}"
    return name, lambda rows: np.asarray(model.predict_proba(vectorizer.transform(rows))[:, 1])


def train(training: Sequence[Labelled], development: Sequence[Labelled], path: Path) -> str:
    """Writes the model with the calibration (Platt: slope and shift of the log-odds) to `path`."""
    vectorizer = TfidfVectorizer(analyzer=worth_features.terms, sublinear_tf=True, min_df=3).fit(
        texts(training)
    )
    matrix, tuning = (features(vectorizer, texts(rows)) for rows in (training, development))
    models = {strength: fitted(matrix, labels(training), strength) for strength in _STRENGTHS}
    best = max(
        models,
        key=lambda c: average_precision_score(labels(development), models[c].decision_function(tuning)),
    )
    raw = models[best].decision_function(tuning).reshape(-1, 1)
    platt = LogisticRegression(C=1e6).fit(raw, labels(development))
    slope, shift = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    threshold = best_threshold(labels(development), platt.predict_proba(raw)[:, 1])
    export(vectorizer, models[best], (slope, shift), threshold, path)
    return f"C={best}, {len(vectorizer.vocabulary_):,} terms, slope {slope:.3f}, shift {shift:+.3f}"


def export(
    vectorizer: TfidfVectorizer,
    model: LogisticRegression,
    calibration: tuple[float, float],
    threshold: float,
    path: Path,
) -> None:
    names = vectorizer.get_feature_names_out()
    weights = model.coef_[0]
    np.savez_compressed(
        path,
        terms=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        idf=vectorizer.idf_.astype(np.float16),
        weights=weights[: len(names)].astype(np.float16),
        features=weights[len(names) :],
        bias=np.float64(model.intercept_[0]),
        calibration=np.array(calibration),
        threshold=np.float64(threshold),
    )


# --- figures ---------------------------------------------------------------------------------------


def ours(rows: Sequence[str]) -> Numbers:
    """The exported model, read back by the product's own code."""
    return np.array([worth.score(text) for text in rows])


def best_threshold(wanted: Numbers, scores: Numbers) -> float:
    """The score from which on a sentence is called worthy, for the highest F1."""
    precision, recall, thresholds = precision_recall_curve(wanted, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(thresholds[np.argmax(f1[:-1])])


def figures(rows: Sequence[Labelled], scores: Numbers, threshold: float) -> str:
    wanted = labels(rows)
    line = f"AP {average_precision_score(wanted, scores):.3f}  F1 {f1_score(wanted, scores >= threshold):.3f}"
    if rows[0].group:
        line += f"  MAP over files {mean_precision(rows, scores):.3f}"
    return line


def mean_precision(rows: Sequence[Labelled], scores: Numbers) -> float:
    """The mean over the files (debates) that have a worthy sentence of their average precision."""
    files = np.array([row.group for row in rows])
    wanted = labels(rows)
    kept = [name for name in np.unique(files) if wanted[files == name].any()]
    return float(np.mean([average_precision_score(wanted[files == n], scores[files == n]) for n in kept]))


def reliability(rows: Sequence[Labelled], scores: Numbers) -> tuple[float, float, list[str]]:
    """Brier score, expected calibration error (ten bins of equal width), and the bins as lines."""
    wanted = labels(rows)
    bins = np.clip(np.digitize(scores, _BINS) - 1, 0, 9)
    gap, lines = 0.0, []
    for b in np.unique(bins):
        inside = bins == b
        said, was = scores[inside].mean(), wanted[inside].mean()
        gap += abs(said - was) * inside.mean()
        lines.append(f"  {_BINS[b]:.1f}-{_BINS[b + 1]:.1f}  {inside.sum():5}  said {said:.3f}  was {was:.3f}")
    return brier_score_loss(wanted, scores), float(gap), lines


def uncalibrated(scores: Numbers) -> Numbers:
    """The scores as they were before the calibration that the model file holds."""
    with np.load(Path(worth.__file__).parent / "data" / "worth.npz") as arrays:
        slope, shift = arrays["calibration"]
    odds = np.log(scores / (1 - scores))
    return np.asarray(1 / (1 + np.exp(-(odds - shift) / slope)))


def measured(sets: dict[str, list[Labelled]], development: Sequence[Labelled], scorer: Scorer) -> None:
    threshold = best_threshold(labels(development), scorer(texts(development)))
    print(f"  threshold {threshold:.2f}")
    for title, some in sets.items():
        print(f"  {title:24} {figures(some, scorer(texts(some)), threshold)}")


def main(folder: Path, news_file: Path, measures_ct19: bool) -> None:
    rows, other = debates(folder), ct19(folder)
    training, development, held_out = parts(rows)
    known = {plain(row.text) for row in rows}
    unseen = [row for row in other if plain(row.text) not in known]
    print(
        f"ClaimBuster: {len(training):,} + {len(development):,} + {len(held_out):,} held out; CT19:", end=" "
    )
    print(
        f"{len(unseen):,} after {len(other) - len(unseen):,} that stand in ClaimBuster were removed,", end=" "
    )
    print(f"{int(labels(unseen).sum())} picked ({labels(unseen).mean():.1%})")
    sets = {"ClaimBuster development": development, "ClaimBuster held out": held_out}
    sets |= {f"news {part}": news(news_file, part) for part in ("dev", "test")}
    sets |= {"CT19": unseen} if measures_ct19 else {}
    print("ours:", train(training, development, Path(worth.__file__).parent / "data" / "worth.npz"))
    measured(sets, development, ours)
    name, scorer = baseline(training, development)
    print("baseline:", name)
    measured(sets, development, scorer)
    scores = ours(texts(held_out))
    for title, said in (("before", uncalibrated(scores)), ("after", scores)):
        brier, gap, lines = reliability(held_out, said)
        print(f"held out, {title} calibration: Brier {brier:.4f}, expected calibration error {gap:.4f}")
        print("\n".join(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--ct19" in sys.argv)
