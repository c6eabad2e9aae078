"""Word weights of many articles as one table of whole numbers, so that sums are exact in any order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Sparse(NamedTuple):
    """Row by row: which words an article has (by column) and their weights."""

    starts: NDArray[np.int64]
    columns: NDArray[np.int32]
    weights: NDArray[np.int32]
    norms: NDArray[np.float64]
    width: int

    @classmethod
    def of(cls, rows: Sequence[dict[str, int]]) -> Sparse:
        """The rows (word → weight) as one table."""
        places: dict[str, int] = {}
        columns = [places.setdefault(word, len(places)) for row in rows for word in row]
        weights = [weight for row in rows for weight in row.values()]
        squares = np.array([sum(weight * weight for weight in row.values()) for row in rows], dtype=np.float64)
        return cls(
            starts=np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64),
            columns=np.array(columns, dtype=np.int32),
            weights=np.array(weights, dtype=np.int32),
            norms=np.sqrt(squares),
            width=len(places),
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
