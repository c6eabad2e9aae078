"""Trains the model of speech in marks on german_wikinews_quotes' training part and writes quotes_de.npz.

    python bench/train_quotes_de.py [--cross]      # --cross: prints span F1 by ten folds of articles, writes nothing

The same data and versions give the same weights.
"""

from __future__ import annotations

import argparse
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from harness import DATA, ROOT, f1, read_rows
from quotes_de import article_of, gold, trimmed
from wiredesk.flow.annotations.plain_quotes import settings_of
from wiredesk.flow.annotations.plain_speech import MASK, buckets, meaning

MODEL = ROOT / "src" / "wiredesk" / "flow" / "annotations" / "quotes_de.npz"
C = 0.1  # inverse strength of the penalty, best of .1, .3, 1 by cross-validation
FOLDS = 10


class Decisions(NamedTuple):
    """Every run in marks of the articles: features, answer, number of its article; and quotes that are no run."""

    x: Any
    is_speech: Any
    article: Any
    lost: int


def collect(rows: list[dict[str, Any]]) -> Decisions:
    """The decisions of all articles."""
    places, vectors, answers, articles, lost = [], [], [], [], 0
    for number, row in enumerate(rows):
        wanted, seen = gold(row), set()
        for setting in settings_of(article_of(row)):
            span = trimmed(row["text"], setting.run.start, setting.run.end)
            seen.add(span)
            places.append(buckets(setting))
            vectors.append(meaning(setting))
            answers.append(span in wanted)
            articles.append(number)
        lost += len(wanted - seen)
    ends = np.cumsum([0, *(len(row) for row in places)])
    flat = np.concatenate([np.array(row, np.int32) for row in places])
    x = hstack([csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(places), MASK + 1)), csr_matrix(vectors)])
    return Decisions(x.tocsr(), np.array(answers), np.array(articles), lost)


def fit(x: Any, is_speech: Any) -> LogisticRegression:
    """The model of these decisions."""
    return LogisticRegression(C=C, solver="liblinear", random_state=7, max_iter=500).fit(x, is_speech)


def cross(data: Decisions) -> float:
    """Span F1 of direct quotes where each article is judged by a model that has not seen it."""
    said = np.zeros(len(data.is_speech), bool)
    for fold in range(FOLDS):
        held = data.article % FOLDS == fold
        said[held] = fit(data.x[~held], data.is_speech[~held]).decision_function(data.x[held]) > 0
    hits = (said & data.is_speech).sum()
    return f1(hits / said.sum(), hits / (data.is_speech.sum() + data.lost))


def main() -> None:
    """Trains and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross", action="store_true")
    arguments = parser.parse_args()
    data = collect(list(read_rows(DATA / "german_wikinews_quotes" / "train.jsonl")))
    if arguments.cross:
        print(f"span F1 by {FOLDS} folds of articles: {cross(data):.4f}")
        return
    model = fit(data.x, data.is_speech)
    weights, vector = model.coef_[0][: MASK + 1], model.coef_[0][MASK + 1 :]
    np.savez_compressed(
        MODEL, weights=weights.astype(np.float16), meaning=vector.astype(np.float32), bias=model.intercept_
    )
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1e6:.2f} MB from {len(data.is_speech)} runs")


if __name__ == "__main__":
    main()
