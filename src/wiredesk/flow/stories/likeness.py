"""How alike two articles are: the log-odds that they tell of one happening, a function of the two alone.

A logistic model over a few figures of the pair; its weights are in likeness.json, made by bench/train_likeness.py.
Articles in different languages share no words: for them only the vectors speak.
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
    figures = figures_of(features, row, others)
    known = model()
    same = features.languages[others] == features.languages[row]
    scores = np.where(same, weighed(known.same_language, figures), weighed(known.across, figures))
    return Compared(others, np.round(np.clip(scores, known.least, SURE), 6))


def weighed(weights: dict[str, float], figures: dict[str, Column]) -> Column:
    """The sum of the figures by their weights, in the order of the names."""
    total = np.full(len(figures["words"]), weights["constant"])
    for name in sorted(weights):
        if name != "constant":
            total = total + weights[name] * figures[name]
    return total


def figures_of(features: Features, row: int, others: NDArray[np.int64]) -> dict[str, Column]:
    """The figures of each pair that the model weighs."""
    words = features.words.cosines(row, others)
    heads = features.heads.cosines(row, others)
    return {
        "words": words,
        "root_words": np.sqrt(words),
        "heads": heads,
        "root_heads": np.sqrt(heads),
        "titles": cosine(features.titles[row], features.titles[others]),
        "ledes": cosine(features.ledes[row], features.ledes[others]),
        "bodies": cosine(features.bodies[row], features.bodies[others]),
        "wholes": cosine(features.wholes_of(row), features.wholes_of(others)),
        "days": np.log1p(np.minimum(gaps(features, row, others), FARTHEST_GAP)),
    }


def cosine(one: NDArray[np.float32], others: NDArray[np.float32]) -> Column:
    """The cosine of one vector with others; exact sums of whole numbers."""
    dots = (others @ one).astype(np.float64)
    norms = np.sqrt(float((one * one).sum()) * (others * others).sum(1).astype(np.float64))
    found: Column = np.divide(dots, norms, out=np.zeros_like(dots), where=norms > 0)
    return found


def gaps(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """The days that surely lie between two publications; UNKNOWN_GAP where a date is missing."""
    after = features.first[others] - features.last[row]
    before = features.first[row] - features.last[others]
    gap = np.maximum(np.maximum(after, before), 0)
    unknown = (features.first[others] < 0) | (features.first[row] < 0)
    return np.where(unknown, UNKNOWN_GAP, gap).astype(np.float64)


def share(score: float) -> float:
    """Log-odds as a share 0..1."""
    return round(1 / (1 + float(np.exp(-score))), 4)
