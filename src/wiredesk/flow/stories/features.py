"""The traits of many articles as tables, as the comparison needs them. About 6 kB an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wiredesk.flow.stories.sparse import Sparse
from wiredesk.flow.stories.vetoes import Core, core_of
from wiredesk.records import Traits
from wiredesk.text.vectors import DIMENSIONS, stack

NO_TITLE = bytes(DIMENSIONS)
NO_WHOLE = bytes(2 * DIMENSIONS)


class Facts(NamedTuple):
    """The names, dates and numbers of one article, for saying why it is where it is."""

    names: frozenset[str]
    dates: frozenset[str]
    numbers: frozenset[str]
    weekdays: frozenset[int]  # of the lede, 0 for Monday


class Features(NamedTuple):
    """Articles in the order given, as the comparison needs them."""

    titles: NDArray[np.float32]
    wholes: NDArray[np.float32]  # title, lede and body as one: whole numbers, their products below 2**24
    words: Sparse
    heads: Sparse  # of title and first lines
    title_words: Sparse
    title_totals: NDArray[np.float64]  # the weights of each title's words in one sum
    read: NDArray[np.float64]  # characters of each text that words are taken from
    first: NDArray[np.int64]  # the earliest day of publication, as a number; -1 where unknown
    last: NDArray[np.int64]
    is_rough: NDArray[np.bool_]  # True where the date is unknown or wider than a week
    languages: NDArray[np.int64]  # a number for each
    by_words: NDArray[np.bool_]  # True where the table of rare words fits, or nothing else is known of the article
    facts: tuple[Facts, ...]
    cores: tuple[Core, ...]

    @classmethod
    def of_traits(cls, traits: Sequence[Traits]) -> Features:
        """The features of articles, in the order given."""
        names = sorted({one.language for one in traits})
        titles = Sparse.of([one.title_words for one in traits])
        wholes = np.frombuffer(b"".join(one.whole_vector or NO_WHOLE for one in traits), dtype="<i2")
        return cls(
            titles=stack([one.title_vector or NO_TITLE for one in traits]),
            wholes=wholes.reshape(len(traits), DIMENSIONS).astype(np.float32),
            words=Sparse.of([one.words for one in traits]),
            heads=Sparse.of([one.heads for one in traits]),
            title_words=titles,
            title_totals=titles.totals(),
            read=np.array([one.read for one in traits], dtype=np.float64),
            first=np.array([one.first for one in traits], dtype=np.int64),
            last=np.array([one.last for one in traits], dtype=np.int64),
            is_rough=np.array([one.is_rough for one in traits], dtype=bool),
            languages=np.array([names.index(one.language) for one in traits], dtype=np.int64),
            by_words=np.array([is_told_by_words(one) for one in traits], dtype=bool),
            facts=tuple(facts_of(one) for one in traits),
            cores=tuple(core_of(one.numbered, one.places) for one in traits),
        )


def is_told_by_words(traits: Traits) -> bool:
    """True where the table of rare words fits the language, or no vector is known."""
    return traits.language in ("en", "und") or not traits.whole_vector


def facts_of(traits: Traits) -> Facts:
    """The article's names, dates and numbers as sets."""
    return Facts(
        names=frozenset(traits.names),
        dates=frozenset(traits.dates),
        numbers=frozenset(traits.numbers),
        weekdays=frozenset(traits.weekdays),
    )
