"""Pairs in other languages that annotators judged, and the model learned from them; no benchmark itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from story_pairs import BY_BOTH, TIME, Weights, logistic
from story_sets import semeval, traits
from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import figures_of, weighed

FIGURES = (*BY_BOTH, *TIME)
UNRELATED = 4.0  # the annotators' scale: 1 the same story … 4


class Judged(NamedTuple):
    """Pairs, one an entry: language, half, what annotators said, and the figures that the model weighs."""

    languages: NDArray[np.str_]
    parts: NDArray[np.str_]
    overall: NDArray[np.float64]
    is_stranger: NDArray[np.bool_]  # True for articles of two pairs, which nobody judged: another story
    figures: dict[str, NDArray[np.float64]]

    def among(self, chosen: NDArray[np.bool_]) -> Judged:
        """The chosen pairs."""
        figures = {name: column[chosen] for name, column in self.figures.items()}
        columns = (self.languages, self.parts, self.overall, self.is_stranger)
        return Judged(*(column[chosen] for column in columns), figures)

    def scores(self, weights: Weights) -> NDArray[np.float64]:
        """The log-odds of the pairs by these weights."""
        return weighed(weights, self.figures)


def judged_pairs() -> Judged:
    """All pairs of semeval2022_task8_text, and strangers: the first of a pair with the second of each other pair."""
    pairs = list(semeval())
    features = Features.of_traits(traits("semeval", [article for pair in pairs for article in pair[:2]]))
    kinds = np.array([f"{article.language} {part}" for article, _, _, part in pairs])
    seconds = [np.flatnonzero(kinds == kind) for kind in kinds]
    tables = [figures_of(features, 2 * at, 2 * others + 1, FIGURES) for at, others in enumerate(seconds)]
    own = [others == at for at, others in enumerate(seconds)]
    counts = [len(others) for others in seconds]
    return Judged(
        languages=np.repeat([article.language for article, _, _, _ in pairs], counts),
        parts=np.repeat([part for _, _, _, part in pairs], counts),
        overall=np.concatenate([np.where(mine, pair[2], UNRELATED) for mine, pair in zip(own, pairs, strict=True)]),
        is_stranger=~np.concatenate(own),
        figures={name: np.concatenate([table[name] for table in tables]) for name in FIGURES},
    )


def judged_weights(judged: Judged) -> Weights:
    """What the figures weigh against each other, from judged pairs; how much in all, from these and strangers."""
    met = judged.among(~judged.is_stranger)
    weights = foretold(BY_BOTH, np.stack([met.figures[name] for name in BY_BOTH], 1), met.overall)
    scale = foretold(("score",), judged.scores(weights)[:, None], judged.overall)
    scaled = {name: round(weight * scale["score"], 3) for name, weight in weights.items()}
    return scaled | {"constant": round(scaled["constant"] + scale["constant"], 3)}


def foretold(columns: Sequence[str], table: NDArray[np.float64], overall: NDArray[np.float64]) -> Weights:
    """The weights with which the share of one story, as annotators see it, is foretold."""
    near = (UNRELATED - overall) / (UNRELATED - 1)
    twice = np.repeat([True, False], len(near))
    return logistic(columns, np.vstack([table, table]), twice, np.concatenate([near, 1 - near]))
