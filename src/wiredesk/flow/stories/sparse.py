"""Word weights of many articles as one table of whole numbers, so that sums are exact in any order.

An article keeps its words packed: a hash of each word and its weight, six bytes a word, sorted by hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PACKED = np.dtype([("hash", "<u4"), ("weight", "<u2")])
HEAVIEST = 2**16 - 1


@lru_cache(maxsize=100_000)
def hash_of(word: str) -> int:
    """Four bytes for a word, the same for ever; two articles' words meet by chance once in 70,000 pairs."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "little")


def pack(weights: Mapping[str, int], *, most: int) -> bytes:
    """Word → weight as bytes; at most so many words, the heaviest."""
    sums: dict[int, int] = {}
    for word, weight in weights.items():
        number = hash_of(word)
        sums[number] = min(sums.get(number, 0) + weight, HEAVIEST)
    kept = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return np.array(sorted(kept), dtype=PACKED).tobytes()


class Sparse(NamedTuple):
    """Row by row: which words an article has (as hashes, ascending) and their weights."""

    starts: NDArray[np.int64]
    hashes: NDArray[np.uint32]
    weights: NDArray[np.int64]
    norms: NDArray[np.float64]

    @classmethod
    def of(cls, rows: Sequence[bytes]) -> Sparse:
        """The packed rows as one table."""
        table = np.frombuffer(b"".join(rows), dtype=PACKED)
        starts = np.cumsum([0, *(len(row) // PACKED.itemsize for row in rows)], dtype=np.int64)
        weights = table["weight"].astype(np.int64)
        return cls(starts, table["hash"].copy(), weights, np.sqrt(by_row(starts, weights * weights)))

    def dots(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The sum of the products of the weights of the words that one row shares with others."""
        return self.sums(*self.words(row), others)

    def words(self, row: int) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The words of one row and their weights."""
        mine = slice(self.starts[row], self.starts[row + 1])
        return self.hashes[mine], self.weights[mine]

    def sums(
        self, hashes: NDArray[np.uint32], values: NDArray[np.int64], others: NDArray[np.int64], *, weighted: bool = True
    ) -> NDArray[np.float64]:
        """For each of the others the sum of the values of the words that it has, each times its weight there."""
        if not len(hashes):
            return np.zeros(len(others))
        lengths = self.starts[others + 1] - self.starts[others]
        firsts = np.concatenate(([0], np.cumsum(lengths)))
        places = np.arange(firsts[-1]) + np.repeat(self.starts[others] - firsts[:-1], lengths)
        theirs = self.hashes[places]
        at = np.minimum(np.searchsorted(hashes, theirs), len(hashes) - 1)
        found = values[at] * (hashes[at] == theirs)
        return by_row(firsts, found * self.weights[places] if weighted else found)

    def totals(self) -> NDArray[np.float64]:
        """The sum of the weights of each row."""
        return by_row(self.starts, self.weights)

    def cosines(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of one row with others; 0 where either is empty."""
        norms = self.norms[row] * self.norms[others]
        found: NDArray[np.float64] = np.divide(
            self.dots(row, others), norms, out=np.zeros(len(others)), where=norms > 0
        )
        return found


def by_row(starts: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.float64]:
    """The sums of the values from each start to the next."""
    total = np.concatenate(([0], np.cumsum(values)))
    sums: NDArray[np.float64] = (total[starts[1:]] - total[starts[:-1]]).astype(np.float64)
    return sums
