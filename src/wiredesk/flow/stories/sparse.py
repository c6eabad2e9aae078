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
    """Row by row: which words an article has (by column) and their weights."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    weights: NDArray[np.int32]
    norms: NDArray[np.float64]
    width: int

    @classmethod
    def of(cls, rows: Sequence[bytes]) -> Sparse:
        """The packed rows as one table."""
        table = np.frombuffer(b"".join(rows), dtype=PACKED)
        hashes, columns = np.unique(table["hash"], return_inverse=True)
        starts = np.cumsum([0, *(len(row) // PACKED.itemsize for row in rows)], dtype=np.int64)
        weights = table["weight"].astype(np.int32)
        sums = np.concatenate(([0], np.cumsum(weights.astype(np.int64) ** 2)))
        return cls(
            starts=starts,
            columns=columns.astype(np.int32),
            weights=weights,
            norms=np.sqrt((sums[starts[1:]] - sums[starts[:-1]]).astype(np.float64)),
            width=len(hashes),
        )

    def cosines(self, row: int, others: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of one row with others; 0 where either is empty."""
        dense = np.zeros(self.width, dtype=np.int64)
        mine = slice(self.starts[row], self.starts[row + 1])
        dense[self.columns[mine]] = self.weights[mine]
        lengths = self.starts[others + 1] - self.starts[others]
        firsts = np.concatenate(([0], np.cumsum(lengths)))
        places = np.arange(firsts[-1]) + np.repeat(self.starts[others] - firsts[:-1], lengths)
        sums = np.concatenate(([0], np.cumsum(dense[self.columns[places]] * self.weights[places])))
        dots = (sums[firsts[1:]] - sums[firsts[:-1]]).astype(np.float64)
        norms = self.norms[row] * self.norms[others]
        found: NDArray[np.float64] = np.divide(dots, norms, out=np.zeros_like(dots), where=norms > 0)
        return found
