"""The words of an article that another report of the same news has too.

Weight alone picks a writer's rare words, which nobody else uses. What is repeated, or stands in the title or lede,
comes back in the other report; rarity makes it tell that news from other news.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.sparse import PACKED, hash_of
from wiredesk.flow.stories.words import RAREST, SCALE, rarity

MOST = 16  # words an article; bench/placement.py, docs/decisions/0010
RARE = 7.0  # rarity beyond which a word is no better a key
COMMONEST = 1.0  # rarity below which a word is in every third article and tells nothing
# The log-odds that the other report has the word: a logistic regression over the tuned halves of four sets.
CONSTANT, PER_LOG_COUNT, PER_RARITY = -1.26, 1.32, -0.085
RARE = 7.0  # what is rarer counts as this: among words that rare the table's order is chance
FOR_RARITY = 0.15  # what rarity counts beside that chance; .1 to .2 differ little, .4 loses a fifth of the pairs


class Telling(NamedTuple):
    """The words, the most telling first."""

    hashes: NDArray[np.uint64]
    tenths: NDArray[np.int64]  # how rare each is: tenths of -log of its share of articles


@cache
def rarities() -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """The table of rarity by hash, sorted."""
    by_hash = {hash_of(stem): value for stem, value in sorted(rarity().items())}
    hashes = sorted(by_hash)
    return np.array(hashes, dtype=np.uint32), np.array([by_hash[one] for one in hashes], dtype=np.float64)


def telling(packed: bytes) -> Telling:
    """The most telling words of an article, out of its packed weights."""
    words = np.frombuffer(packed, dtype=PACKED)
    rare = rarity_of(words["hash"])
    kept = rare >= COMMONEST
    hashes, rare = words["hash"][kept].astype(np.uint64), rare[kept]
    log_counts = words["weight"][kept] / (SCALE * rare) - 1  # a weight is SCALE · (1 + log count) · rarity
    rare = np.minimum(rare, RARE)
    odds = CONSTANT + PER_LOG_COUNT * log_counts + PER_RARITY * rare
    value = (FOR_RARITY * rare - np.log1p(np.exp(-odds))).round(6)
    order = np.lexsort((hashes, -value))[:MOST]
    return Telling(hashes[order], np.rint(rare[order] * 10).astype(np.int64))


def rarity_of(hashes: NDArray[np.uint32]) -> NDArray[np.float64]:
    """How rare words are; those outside the table are the rarest."""
    known, values = rarities()
    places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found: NDArray[np.float64] = np.where(known[places] == hashes, values[places], RAREST)
    return found
