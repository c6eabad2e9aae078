"""How alike two articles are: the log-odds that they tell of one happening, a function of the two alone.

A logistic model over a few figures of the pair; its weights are in likeness.json, made by bench/train_likeness.py.
English words are weighed by a table of how rare they are, and vectors add nothing to them. In other languages words
and vectors speak together; articles in two languages share no words, for them only the vectors speak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.vetoes import Clash, clash_of

UNKNOWN_GAP = 5  # days that stand for the gap to an article without a date: near enough to join, no proof
FARTHEST_GAP = 30  # days; a month apart or a year makes no difference to a pair that is otherwise alike
SURE = 5.0  # log-odds beyond which one figure must not outvote the rest of a group
SHARED = 25_600  # a dot product of weights this large is two rare words in common

Column = NDArray[np.float64]


class Model(msgspec.Struct, frozen=True):
    """The weights of a pair by what speaks for it, and the thresholds that hold for these weights."""

    embedder: str  # digest of the encoder whose vectors the weights were learned with
    digest: str  # of the weights and thresholds below
    by_words: dict[str, float]  # English
    by_both: dict[str, float]  # another language
    by_vectors: dict[str, float]  # two languages
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
    known = model()
    across = features.languages[others] != features.languages[row]
    wordy = ~across & (features.by_words[row] | features.by_words[others])
    found = np.zeros(len(others))
    for weights, chosen in ((known.by_words, wordy), (known.by_vectors, across), (known.by_both, ~across & ~wordy)):
        if chosen.any():
            found[chosen] = weighed(weights, figures_of(features, row, others[chosen], weights))
    for place in np.flatnonzero(found > known.least).tolist():
        clash = clash_between(features, row, int(others[place]))
        if clash:
            found[place] = min(float(found[place]), SURE) - clash.loss
    return found.round(6)


def clash_between(features: Features, row: int, other: int) -> Clash | None:
    """Why two articles can hardly tell of one event, if there is such a reason."""
    one, two = features.cores[row], features.cores[other]
    mine, theirs = features.words.words(row)[0], features.words.words(other)[0]
    return clash_of(one, two, one_words=mine, other_words=theirs)


def weighed(weights: dict[str, float], figures: dict[str, Column]) -> Column:
    """The sum of the figures by their weights, in the order of the names."""
    names = sorted(set(weights) - {"constant"})
    total = np.full(len(figures[names[0]]), weights["constant"])
    for name in names:
        total = total + weights[name] * figures[name]
    return total


def figures_of(features: Features, row: int, others: NDArray[np.int64], names: Iterable[str]) -> dict[str, Column]:
    """The figures of each pair that the model weighs, as far as they are named."""
    return {name: FIGURES[name](features, row, others) for name in names if name != "constant"}


def shared_words(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """How much the words say that both have: the more and the rarer, the more."""
    found: Column = np.log1p(features.words.dots(row, others) / SHARED)
    return found


def near_words(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """The root of the cosine of the words of both: a share, whatever their language's rarities."""
    found: Column = np.sqrt(features.words.cosines(row, others))
    return found


def title_told(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """The share of one title's words, by weight, that stand in the other's first lines; of the two the larger."""
    own, total = features.title_words.words(row), features.title_totals
    hashes, weights = features.heads.words(row)
    mine = features.heads.sums(*own, others, weighted=False) / max(total[row], 1.0)
    theirs = features.title_words.sums(hashes, np.ones_like(weights), others) / np.maximum(total[others], 1.0)
    found: Column = np.maximum(mine, theirs)
    return found


def length(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """How long the shorter text is: long ones share words by chance."""
    found: Column = np.log1p(np.minimum(features.read[others], features.read[row]))
    return found


def days(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """The days between the two."""
    found: Column = np.log1p(np.minimum(gaps(features, row, others), FARTHEST_GAP))
    return found


def next_day(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """1 where one is of the day of the other or of the next."""
    found: Column = (gaps(features, row, others) <= 1).astype(np.float64)
    return found


def rough_date(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """1 where the date of either is unknown or wider than a week."""
    found: Column = (features.is_rough[others] | features.is_rough[row]).astype(np.float64)
    return found


def titles(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """The nearness of the titles' vectors."""
    return cosine(features.titles[row], features.titles[others])


def wholes(features: Features, row: int, others: NDArray[np.int64]) -> Column:
    """The nearness of the vectors of title, lede and body as one."""
    return cosine(features.wholes[row], features.wholes[others])


FIGURES: dict[str, Callable[[Features, int, NDArray[np.int64]], Column]] = {
    "shared_words": shared_words,
    "near_words": near_words,
    "title_told": title_told,
    "length": length,
    "days": days,
    "next_day": next_day,
    "rough_date": rough_date,
    "titles": titles,
    "wholes": wholes,
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
