"""Pairs of articles worth comparing: near enough in time, not far apart in meaning.

Matrix products over blocks of articles in the order of time; a block meets only those inside the window, so the
work grows with the number of articles and with how many fall into one window.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import gaps
from wiredesk.flow.stories.sparse import PACKED
from wiredesk.records import Traits
from wiredesk.text.vectors import DIMENSIONS

WINDOW_DAYS = 120  # a story may sleep for months; beyond, an anniversary is a new one
LEAST_COSINE = 0.3  # of title, lede and body together; keeps 98 % of the pairs of one story that have a text
BLOCK = 512  # articles a matrix product

LEAST = 2  # keys that two articles share to be compared
CROWD = 300  # holders of a key beyond which it tells nothing
HEAVIEST = 20  # words of an article that are keys
BANDS, BITS = 24, 7  # of the vector's signs: articles at a cosine of .5 share one band in sixteen


def keys_of(traits: Traits) -> tuple[int, ...]:
    """What an article is found by: its weightiest words, and the direction of its vector."""
    words = np.frombuffer(traits.words, dtype=PACKED)
    order = np.lexsort((words["hash"], -words["weight"].astype(np.int64)))[:HEAVIEST]
    keys = [int(one) for one in words["hash"][order]]
    if traits.whole_vector:
        signs = np.frombuffer(traits.whole_vector, dtype="<i2").astype(np.float32) @ planes() > 0
        for band, number in enumerate(np.packbits(signs.reshape(BANDS, BITS), axis=1)[:, 0].tolist()):
            keys.append((1 << 40) + (band << 8) + number)
    return tuple(sorted(keys))


@cache
def planes() -> NDArray[np.float32]:
    """Directions that part the space of meaning: whole numbers, so that sums are exact."""
    chance = np.random.Generator(np.random.PCG64(1))
    return chance.integers(-8, 9, (DIMENSIONS, BANDS * BITS)).astype(np.float32)


def candidates(features: Features) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Each article with those after it (in the order of time) that it should be compared with."""
    order = np.argsort(features.first, kind="stable")
    wholes = features.wholes[order]
    norms = np.maximum(np.sqrt((wholes * wholes).sum(1).astype(np.float64)), 1.0)
    undated = int((features.first < 0).sum())
    for start in range(0, len(order), BLOCK):
        rows = np.arange(start, min(start + BLOCK, len(order)))
        end = len(order) if start < undated else last_in_window(features, order, rows)
        near = (wholes[rows] @ wholes[start:end].T) / norms[rows, None] / norms[None, start:end] >= LEAST_COSINE
        for place in rows.tolist():
            after = start + np.flatnonzero(near[place - start])
            row, others = int(order[place]), order[after[after > place]]
            others = others[gaps(features, row, others) <= WINDOW_DAYS]
            if len(others):
                yield row, others


def last_in_window(features: Features, order: NDArray[np.int64], rows: NDArray[np.int64]) -> int:
    """The place after the last article that begins within the window of any of the rows."""
    latest = int(features.last[order[rows]].max())
    return int(np.searchsorted(features.first[order], latest + WINDOW_DAYS, side="right"))
