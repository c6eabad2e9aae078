"""Keys under which an article rests, so that those worth comparing with it are found without a look at the rest.

Most keys stand for one to three telling words (telling.py) and some days: the rarer the words, the longer they are
remembered. Some stand for the direction of the vector (directions.py), for articles in other languages.
Two articles are candidates where their common keys weigh `LEAST` together: a function of the two alone, whatever else
is on the desk. Why so, and what was tried beside it: docs/decisions/0010.

An article rests under `keys_of`, and is compared with what rests under `sought`: the same words in the bucket of
days before, its own and the next. One without a date rests in a bucket of its own, where dated ones look; dated ones
leave a few of their keys for it.

A key, from below: 2 bits of weight, 2 of kind, 39 of hash, then the number of the bucket.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.directions import directions
from wiredesk.flow.stories.telling import telling
from wiredesk.records import Traits


class Group(NamedTuple):
    """Keys of so many words together."""

    words: int
    among: int  # the most telling words that they are taken from
    bands: tuple[tuple[int, int, int], ...]  # from what rarity on (tenths, summed): days of a bucket, weight


LEAST = 3  # that the common keys of two articles must weigh
# Common words fill a bucket with other news, so theirs are narrow; rare ones find a story again after weeks.
PAIRS = Group(
    2,
    16,
    (
        (30, 1, 1),
        (40, 1, 2),
        (50, 2, 3),
        (70, 3, 3),
        (80, 4, 3),
        (90, 7, 3),
        (100, 14, 3),
        (110, 30, 3),
        (120, 60, 3),
        (135, 180, 3),
    ),
)
GROUPS = (Group(1, 4, ((65, 1, 3),)), PAIRS, Group(3, 9, ((100, 45, 1), (120, 60, 2), (140, 90, 3), (160, 1000, 3))))
SURE = 80  # rarity from which a pair of words is enough by itself, and kept for undated articles
LEFT = 10  # words of a dated article whose pairs are left for undated ones
DIRECTION_DAYS, DIRECTION_WEIGHT = 4, 1

WORDS, ENGLISH, OTHER = 0, 1, 2  # kinds: of words in any language, of directions by the article's language
UNDATED, DATED = 0, 1  # buckets: articles without a date, and what dated ones leave for them
WEIGHT_BITS, KIND_BITS, HASH_BITS = 2, 2, 39
BUCKET = 1 << (WEIGHT_BITS + KIND_BITS + HASH_BITS)
FIRST, SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # odd, of well mixed bits
Numbers = NDArray[np.int64]


def keys_of(traits: Traits) -> tuple[int, ...]:
    """The keys under which an article rests, sorted: a function of the article alone.

    Takes    Traits.
    Gives    whole numbers below 2**63: about 180 an article, 50 more where it has vectors.
    Cost     0.4 ms.
    """
    found = [*word_keys(traits), *direction_keys(traits)]
    return tuple(np.unique(np.concatenate(found)).tolist()) if found else ()


def sought(keys: Iterable[int]) -> list[int]:
    """The keys under which the candidates of an article rest, given its own; sorted."""
    own = np.array(list(keys), dtype=np.int64)
    asked = in_kinds_sought(own)
    undated, left, dated = asked[asked < BUCKET], asked[asked // BUCKET == DATED], asked[asked // BUCKET > DATED]
    places = (undated, undated + BUCKET, left - BUCKET, dated - BUCKET, dated, dated + BUCKET)
    found: list[int] = np.sort(np.concatenate(places)).tolist()
    return found


def weight_of(key: int) -> int:
    """What it weighs that two articles have a key in common."""
    return key & ((1 << WEIGHT_BITS) - 1)


def in_kinds_sought(keys: Numbers) -> Numbers:
    """The keys in the kinds that are sought: by direction English looks among others, others among all."""
    kinds = keys >> WEIGHT_BITS & ((1 << KIND_BITS) - 1)
    bare = keys - (kinds << WEIGHT_BITS)
    others = bare[kinds != WORDS] + (OTHER << WEIGHT_BITS)
    english = bare[kinds == OTHER] + (ENGLISH << WEIGHT_BITS)
    return np.concatenate((keys[kinds == WORDS], others, english))


def word_keys(traits: Traits) -> list[Numbers]:
    """The keys that stand for words."""
    words = telling(traits.words)
    marks = mixed(words.hashes)
    found = []
    for group in GROUPS:
        places = sets_of(min(len(marks), group.among), group.words)
        tenths = words.tenths[places].sum(0)
        days, weights = banded(group, tenths)
        tails = hashed(marks[places].sum(0)) | weights
        if not traits.is_rough:
            dated = days > 0
            found.append(tails[dated] + traits.first // days[dated] * BUCKET)
        if group is PAIRS:
            kept = (tenths >= SURE) & (traits.is_rough | (places[-1] < LEFT))
            found.append(tails[kept] + (UNDATED if traits.is_rough else DATED) * BUCKET)
    return found


def direction_keys(traits: Traits) -> list[Numbers]:
    """The keys that stand for the direction of the vector."""
    numbers = directions(traits.whole_vector)
    kind = ENGLISH if traits.language == "en" else OTHER
    tables = np.arange(len(numbers), dtype=np.uint64) << np.uint64(16)
    tails = hashed(mixed(tables + numbers.astype(np.uint64))) | (kind << WEIGHT_BITS) | DIRECTION_WEIGHT
    if traits.is_rough:
        return [tails + UNDATED * BUCKET]
    return [tails + traits.first // DIRECTION_DAYS * BUCKET, tails + DATED * BUCKET]


@cache
def sets_of(count: int, size: int) -> Numbers:
    """The places of all sets of `size` among so many words, shape (size, sets), in rising order."""
    return np.array(list(combinations(range(count), size)), dtype=np.int64).reshape(-1, size).T


def banded(group: Group, tenths: Numbers) -> tuple[Numbers, Numbers]:
    """The days and the weight for the rarity of some words; no days where they are too common."""
    starts, days, weights = table_of(group)
    place = np.searchsorted(starts, tenths, side="right")
    return days[place], weights[place]


@cache
def table_of(group: Group) -> tuple[Numbers, Numbers, Numbers]:
    """Where the bands of a group start; their days and weights, before them those of what is too common."""
    starts, days, weights = np.array(group.bands, dtype=np.int64).T
    return starts, np.concatenate(([0], days)), np.concatenate(([0], weights))


def mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers whose sums tell which they were, in whatever order they are added."""
    found = (numbers + SECOND) * FIRST
    found ^= found >> np.uint64(29)
    return found * SECOND


def hashed(sums: NDArray[np.uint64]) -> Numbers:
    """The bits of a key that stand for what it is about, in their place."""
    found = (sums ^ (sums >> np.uint64(32))) * FIRST >> np.uint64(64 - HASH_BITS)
    return found.astype(np.int64) << (WEIGHT_BITS + KIND_BITS)
