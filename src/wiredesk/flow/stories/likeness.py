"""How alike two articles are: the log-odds that they tell of one happening, a function of the two alone.

A logistic model over a few figures of the pair; its weights are in likeness.json, made by bench/train_likeness.py.
Articles in different languages share no words: for them only the vectors speak. The table of rare words is
English: in other languages words and vectors count half each.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.features import Features

UNKNOWN_GAP = 5  # days that stand for the gap to an article without a date: near enough to join, no proof
FARTHEST_GAP = 30  # days; a month apart or a year makes no difference to a pair that is otherwise alike
SURE = 5.0  # log-odds beyond which one figure must not outvote the rest of a group

Column = NDArray[np.float64]


class Model(msgspec.Struct, frozen=True):
    """The weights: of a pair in one language, and of a pair across languages."""

    same_language: dict[str, float]
    across: dict[str, float]
    story: float  # mean log-odds that hold a story together
    event: float  # and one happening inside it
    least: float  # of a pair that is worth counting


class Compared(NamedTuple):
    """One article against others."""

    others: NDArray[np.int64]
    scores: Column  # log-odds


@cache
def model() -> Model:
    """The weights and thresholds."""
    return msgspec.json.decode(files(__package__).joinpath("likeness.json").read_bytes(), type=Model)


def compare(features: Features, row: int, others: NDArray[np.int64]) -> Compared:
    """The log-odds of one article with others."""
    return Compared(others, np.clip(log_odds(features, row, others), model().least, SURE))


def log_odds(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """The log-odds of one article with others as the model gives them, however far from zero."""
    figures = figures_of(features, row, others)
    known = model()
    by_words, by_meaning = weighed(known.same_language, figures), weighed(known.across, figures)
    trusted = np.maximum(features.trust[others], features.trust[row])
    trust = np.where(features.languages[others] == features.languages[row], trusted, 0.0)
    found: Column = trust * by_words + (1 - trust) * by_meaning
    return found.round(6)


def weighed(weights: dict[str, float], figures: dict[str, Column]) -> Column:
    """The sum of the figures by their weights, in the order of the names."""
    total = np.full(len(figures["days"]), weights["constant"])
    for name in sorted(weights):
        if name != "constant":
            total = total + weights[name] * figures[name]
    return total


def figures_of(features: Features, row: int, others: NDArray[np.int64]) -> dict[str, Column]:
    """The figures of each pair that the model weighs."""
    return {
        "root_words": np.sqrt(features.words.cosines(row, others)),
        "root_heads": np.sqrt(features.heads.cosines(row, others)),
        "titles": cosine(features.titles[row], features.titles[others]),
        "wholes": cosine(features.wholes[row], features.wholes[others]),
        "days": np.log1p(np.minimum(gaps(features, row, others), FARTHEST_GAP)),
    }


def cosine(one: NDArray[np.float32], others: NDArray[np.float32]) -> Column:
    """The cosine of one vector with others; exact sums of whole numbers."""
    dots = (others @ one).astype(np.float64)
    norms = np.sqrt(float((one * one).sum()) * (others * others).sum(1).astype(np.float64))
    found: Column = np.divide(dots, norms, out=np.zeros_like(dots), where=norms > 0)
    return found


def gaps(features: Features, row: int, others: NDArray[np.int64], *, unknown: int = UNKNOWN_GAP) -> Column:
    """The days that surely lie between two publications, `unknown` at least where a date is missing or only rough."""
    after = features.first[others] - features.last[row]
    before = features.first[row] - features.last[others]
    known = (features.first[others] >= 0) & (features.first[row] >= 0)
    gap = np.where(known, np.maximum(np.maximum(after, before), 0), 0)
    rough = features.is_rough[others] | features.is_rough[row]
    found: Column = np.where(rough, np.maximum(gap, unknown), gap).astype(np.float64)
    return found


def share(score: float) -> float:
    """Log-odds as a share 0..1."""
    return round(1 / (1 + float(np.exp(-score))), 4)
