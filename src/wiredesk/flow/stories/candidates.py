"""Pairs of articles worth comparing: near enough in time, not far apart in meaning.

Matrix products over blocks of articles in the order of time; a block meets only those inside the window, so the
work grows with the number of articles and with how many fall into one window.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.features import Features
from wiredesk.flow.stories.likeness import gaps

WINDOW_DAYS = 120  # a story may sleep for months; beyond, an anniversary is a new one
LEAST_COSINE = 0.3  # of title, lede and body together; keeps 98 % of the pairs of one story that have a text
BLOCK = 512  # articles a matrix product


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
