"""Which articles share text at all, found through one sorted list of shingles.

Every article's shingles go into one array, sorted; equal neighbours are shared text. Near-linear: a shingle that
many articles print is paired with a bounded number of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.text.shingles import Codes, is_among

NEAREST = 24  # holders of one shingle that each holder is paired with; copies beyond are linked through these
MIN_SHARED = 3  # shingles; ten running words, fewer is a figure of speech
KIN = 0.5  # share of the longer text's shingles from which two texts count as one when boilerplate is looked for
ARTICLES_OF_OUTLET = 5  # articles of one outlet that print a passage: its boilerplate
TEXTS_OF_ANY = 12  # otherwise different texts of any outlet that do

Pairs = NDArray[np.int64]


class Index(NamedTuple):
    """Shingles that more than one article prints, sorted, each with its holder."""

    codes: Codes
    owners: NDArray[np.int64]
    articles: int  # how many there are

    @classmethod
    def of(cls, shingles: Sequence[Codes]) -> Index:
        """The index of the articles' shingles; an article is known by its place in the sequence."""
        unique = [np.unique(codes) for codes in shingles]
        codes = np.concatenate([*unique, np.zeros(0, dtype=np.uint64)])
        owners = np.repeat(np.arange(len(unique), dtype=np.int64), [len(one) for one in unique])
        order = np.argsort(codes, kind="stable")
        return cls(codes[order], owners[order], len(unique)).shared()

    def shared(self) -> Index:
        """The same without the shingles that only one article prints."""
        same = self.codes[1:] == self.codes[:-1]
        kept = np.concatenate((same, [False])) | np.concatenate(([False], same)) if len(self.codes) else same
        return self.keep(kept)

    def keep(self, kept: NDArray[np.bool_]) -> Index:
        """The entries marked true."""
        return Index(self.codes[kept], self.owners[kept], self.articles)

    def pairs(self) -> tuple[Pairs, NDArray[np.int64]]:
        """Pairs of articles, coded `first * count + second`, and how many shingles each pair shares."""
        found: list[Pairs] = []
        numbers: list[NDArray[np.int64]] = []
        for step in range(1, NEAREST + 1):
            same = np.flatnonzero(self.codes[step:] == self.codes[:-step])
            if not len(same):
                break
            coded, times = np.unique(self.owners[same] * self.articles + self.owners[same + step], return_counts=True)
            found.append(coded)
            numbers.append(times)
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        coded, places = np.unique(np.concatenate(found), return_inverse=True)
        totals = np.zeros(len(coded), dtype=np.int64)
        np.add.at(totals, places, np.concatenate(numbers))
        return coded, totals


def boilerplate(index: Index, sizes: NDArray[np.int64], outlets: NDArray[np.int64]) -> Codes:
    """The shingles that many otherwise different texts print, sorted.

    `sizes` holds each article's number of shingles, `outlets` a number for its outlet (-1 where unknown).
    """
    texts = kin(index, sizes)
    of_any = printed_by(index.codes, texts[index.owners], TEXTS_OF_ANY)
    by_outlet = [
        printed_by(index.codes[chosen], index.owners[chosen], ARTICLES_OF_OUTLET)
        for chosen in split_by(outlets[index.owners])
    ]
    return np.unique(np.concatenate([of_any, *by_outlet]))


def split_by(keys: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The places of each key from 0 on, in the order of the keys, places ascending."""
    places = np.flatnonzero(keys >= 0)
    order = places[np.argsort(keys[places], kind="stable")]
    cuts = np.flatnonzero(np.diff(keys[order])) + 1
    return np.split(order, cuts)


def printed_by(codes: Codes, texts: NDArray[np.int64], least: int) -> Codes:
    """The codes, sorted as given, that at least so many different texts hold."""
    order = np.lexsort((texts, codes))
    codes, texts = codes[order], texts[order]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = (codes[1:] != codes[:-1]) | (texts[1:] != texts[:-1])
    found, times = np.unique(codes[first], return_counts=True)
    return found[times >= least]


def kin(index: Index, sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each article the smallest article that prints mostly the same text, itself where none does."""
    coded, totals = index.pairs()
    first, second = coded // max(index.articles, 1), coded % max(index.articles, 1)
    close = totals >= KIN * np.maximum(sizes[first], sizes[second])
    parents = list(range(index.articles))
    for one, other in zip(first[close].tolist(), second[close].tolist(), strict=True):
        low, high = sorted((root(parents, one), root(parents, other)))
        parents[high] = low
    return np.array([root(parents, number) for number in range(index.articles)], dtype=np.int64)


def root(parents: list[int], number: int) -> int:
    """The head of the number's group; shortens the way to it."""
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number


def candidates(index: Index, without: Codes) -> list[tuple[int, int]]:
    """The pairs of articles that share text other than boilerplate, the smaller number first."""
    coded, totals = index.keep(~is_among(index.codes, without)).pairs()
    chosen = coded[totals >= MIN_SHARED].tolist()
    return [divmod(pair, index.articles) for pair in chosen]
