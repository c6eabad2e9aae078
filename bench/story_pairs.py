"""Pairs of articles with their figures, and the model learned from them; no benchmark itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from story_sets import SETS, Labelled, traits
from wiredesk.flow.stories.candidates import candidates
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.keys import keys_of
from wiredesk.flow.stories.likeness import figures_of

Weights = dict[str, float]
TIME = ("days", "next_day", "rough_date")
BY_WORDS = ("shared_words", "title_told", "length", *TIME)
BY_BOTH = ("near_words", "title_told", "wholes", "titles")
BY_VECTORS = ("wholes", "titles", "days", "next_day")
ALL = tuple(dict.fromkeys(BY_WORDS + BY_BOTH + BY_VECTORS))
SHARES = {"gnews": 1.0, "ecbplus": 1.0, "basil": 0.5, "allsides": 1.0}  # weight of a set, shared out over its pairs
SMALL = 1000  # articles; of a smaller set every pair is read, of a larger one those worth comparing


class Pairs(NamedTuple):
    """Pairs of a set: rows of its articles, what the model weighs of each pair, and whether they tell one story."""

    labelled: Sequence[Labelled]
    rows: NDArray[np.int64]
    others: NDArray[np.int64]
    figures: dict[str, NDArray[np.float64]]
    same: NDArray[np.bool_]

    def among(self, chosen: NDArray[np.bool_]) -> Pairs:
        """The pairs of which both articles are chosen."""
        kept = chosen[self.rows] & chosen[self.others]
        return self._replace(
            rows=self.rows[kept],
            others=self.others[kept],
            figures={name: column[kept] for name, column in self.figures.items()},
            same=self.same[kept],
        )


def pairs_of(name: str) -> Pairs:
    """The pairs of a set, by id; `stream` is allsides among articles that nobody labelled."""
    labelled = sorted(SETS[name](), key=lambda one: one.article.id)
    known = traits(name, [one.article for one in labelled])
    features = Features.of_traits(known)
    is_small = len(labelled) <= SMALL
    found = list(every_pair(len(labelled)) if is_small else candidates([keys_of(one) for one in known]))
    rows = np.concatenate([np.full(len(others), row) for row, others in found])
    others = np.concatenate([others for _, others in found])
    tables = [figures_of(features, row, others, ALL) for row, others in found]
    same = [bool(labelled[row].stories & labelled[other].stories) for row, other in zip(rows, others, strict=True)]
    figures = {figure: np.concatenate([table[figure] for table in tables]) for figure in ALL}
    return Pairs(labelled, rows, others, figures, np.array(same))


def every_pair(count: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each row with all after it."""
    for row in range(count - 1):
        yield row, np.arange(row + 1, count)


def fitted(columns: Sequence[str], sets: dict[str, Pairs]) -> Weights:
    """The weights of the columns, each set counting with its share."""
    table = np.vstack([np.stack([pairs.figures[name] for name in columns], 1) for pairs in sets.values()])
    same = np.concatenate([pairs.same for pairs in sets.values()])
    counts = [np.full(len(pairs.same), SHARES[name] / pairs.same.sum()) for name, pairs in sets.items()]
    return logistic(columns, table, same, np.concatenate(counts))


def logistic(
    columns: Sequence[str], table: NDArray[np.float64], same: NDArray[np.bool_], counts: NDArray[np.float64]
) -> Weights:
    """The weights of a logistic model, of the columns as they stand."""
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, max_iter=2000)
    model.fit(scaler.transform(table), same, sample_weight=counts * len(same) / counts.sum())
    slopes = model.coef_[0] / scaler.scale_
    constant = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    named = {name: round(float(slope), 3) for name, slope in zip(columns, slopes, strict=True)}
    return {"constant": round(constant, 3)} | named
