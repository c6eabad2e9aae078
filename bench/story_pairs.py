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
from wiredesk.flow.stories.likeness import figures_of, gaps

Weights = dict[str, float]
TIME = ("days", "next_day", "rough_date")
BY_WORDS = ("shared_words", "title_told", "length", *TIME)
BY_BOTH = ("near_words", "title_told", "wholes", "titles")
VECTORS = ("wholes", "titles")
ALL = tuple(dict.fromkeys(BY_WORDS + BY_BOTH + VECTORS))
SHARES = {"gnews": 1.0, "ecbplus": 1.0, "basil": 0.5, "allsides": 1.0}  # weight of a set, shared out over its pairs
SMALL, LARGE = 1000, 2000  # articles; of a small set every pair is read, of a large one those worth comparing
WINDOW_DAYS = 120  # between the articles of a pair that is read, in a set between small and large


class Pairs(NamedTuple):
    """Pairs of a set: rows of its articles, what the model weighs of each pair, and whether they tell one story."""

    labelled: Sequence[Labelled]
    rows: NDArray[np.int64]
    others: NDArray[np.int64]
    figures: dict[str, NDArray[np.float64]]
    same: NDArray[np.bool_]
    is_sought: NDArray[np.bool_]  # True for pairs that are compared in real use

    def among(self, chosen: NDArray[np.bool_]) -> Pairs:
        """The pairs of which both articles are chosen."""
        kept = chosen[self.rows] & chosen[self.others]
        return self._replace(
            rows=self.rows[kept],
            others=self.others[kept],
            figures={name: column[kept] for name, column in self.figures.items()},
            same=self.same[kept],
            is_sought=self.is_sought[kept],
        )


def pairs_of(name: str) -> Pairs:
    """The pairs of a set, by id; `stream` is allsides among articles that nobody labelled."""
    labelled = sorted(SETS[name](), key=lambda one: one.article.id)
    known = traits(name, [one.article for one in labelled])
    features = Features.of_traits(known)
    sought = list(candidates([keys_of(one) for one in known]))
    found = sought if len(labelled) > LARGE else list(every_pair(features))
    rows = np.concatenate([np.full(len(others), row) for row, others in found])
    others = np.concatenate([others for _, others in found])
    tables = [figures_of(features, row, others, ALL) for row, others in found]
    same = [bool(labelled[row].stories & labelled[other].stories) for row, other in zip(rows, others, strict=True)]
    figures = {figure: np.concatenate([table[figure] for table in tables]) for figure in ALL}
    codes = rows * len(labelled) + others
    likely = np.concatenate([row * len(labelled) + later for row, later in sought])
    return Pairs(labelled, rows, others, figures, np.array(same), np.isin(codes, likely))


def every_pair(features: Features) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each row with all after it; in a set that is not small, with those inside the window."""
    count = len(features.facts)
    for row in range(count - 1):
        others = np.arange(row + 1, count)
        others = others if count <= SMALL else others[gaps(features, row, others) <= WINDOW_DAYS]
        if len(others):
            yield row, others


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
